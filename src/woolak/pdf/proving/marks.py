# SPDX-License-Identifier: EUPL-1.2
"""A redacted PDF in; the boxes that were painted on it, and the same pages without those boxes."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pikepdf

from woolak.gronden import GRONDEN, OTHER_REASONS
from woolak.model import Box
from woolak.pdf.named import says, written
from woolak.pdf.proving.residue import Operands, contents, drawn_by, flat, operations
from woolak.pdf.proving.sheets import Frame, Numbers, opened, sheet

_MARK = b"/Lak"
_OF_BOX = frozenset({"/E", "/Lak", "/MCID"})
_LABELS = frozenset({*(grond.box for grond in GRONDEN.values()), *OTHER_REASONS})
_SPOKEN = frozenset(f"Gelakt: {grond.citation}" for grond in GRONDEN.values())
_SPOKEN_CODES = frozenset(
    ("\ufeff" + text).encode("utf-16-be").hex().upper().encode() for text in _SPOKEN
)
_BOX = re.compile(
    rb"/Span <</E <([0-9A-F]+)> /Lak \([^()\\]+\)(?: /MCID \d+)?>> BDC\n"
    rb"q 1 g 0\.2 G 0\.5 w (?:N ){4}re B\n"
    rb"BT 0 g /LakHelv N Tf N Tz (?:N ){6}Tm \(([0-9A-Za-z.]+)\) Tj ET\n"
    rb"Q EMC\n".replace(b"N", rb"-?\d+(?:\.\d+)?")
)
_TYPESETTING = frozenset({"Tj", "TJ", "'", '"'})
_OPENING = frozenset({"BDC", "BMC"})
_DRAWING = frozenset(
    (  # noqa: SIM905 - forty quoted words are no list to read
        "q Q cm w J j M d gs re f F f* S s B b n W W* rg RG g G k K cs CS "
        "sc SC BT ET Tf Td TD Tm T* TL Tc Tw Tz Tr Tj TJ BDC BMC EMC"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A painted box: its page (1-based), its redaction's id, its label, its place as displayed."""

    page: int
    redaction: str
    label: str
    box: Box


@dataclass(frozen=True, slots=True)
class _State:
    """Where an interpreter of a content stream is: its matrix, those it saved, its open marks."""

    matrix: Numbers = field(default_factory=lambda: np.eye(3))
    saved: tuple[Numbers, ...] = ()
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """A mark that is being read; `depth` is the nesting at which it ends."""

    redaction: str
    depth: int
    label: str = ""
    corners: list[tuple[float, float]] = field(default_factory=list)


def boxes(path: Path) -> list[Mark]:
    """Return every box painted on the pages of a PDF, in page and painting order.

    Raises pikepdf.PdfError or pypdfium2.PdfiumError when the file cannot be read.
    """
    marks: list[Mark] = []
    with pikepdf.open(path) as pdf, opened(path.read_bytes()) as shown:
        for number, page in enumerate(pdf.pages, 1):
            if any(
                _MARK in part.read_bytes(pikepdf.StreamDecodeLevel.specialized)
                for part in contents(page.obj)
            ):
                with sheet(shown, number, unit(page)) as (_, view):
                    marks += [_mark(number, item, view) for item in _painted(page)]
    return marks


def unit(page: pikepdf.Page) -> float:
    """Return the size of a page's unit in points."""
    return float(page.obj.get("/UserUnit", 1))


def _mark(number: int, item: _Open, view: Frame) -> Mark:
    points = view.displayed(np.array(item.corners or [(0.0, 0.0)]))
    box = Box(*map(float, (*points.min(axis=0), *points.max(axis=0))))
    return Mark(number, item.redaction, item.label, box)


def _painted(page: pikepdf.Page) -> Iterator[_Open]:
    state, mark = _State(), None
    for name, operands in operations(page, "q Q cm re Tj TJ BDC BMC EMC"):
        state = _after(state, name, operands)
        if name in _OPENING and mark is None and (redaction := _redaction(operands)):
            mark = _Open(redaction, state.depth - 1)
        elif mark is None:
            continue
        elif name == "EMC" and state.depth == mark.depth:
            yield mark
            mark = None
        elif name == "re":
            mark.corners += _corners(operands, state.matrix)
        elif name in _TYPESETTING:
            mark.label += _text(operands)


def _after(state: _State, name: str, operands: Operands) -> _State:
    if name == "q":
        return replace(state, saved=(*state.saved, state.matrix))
    if name == "Q" and state.saved:
        return replace(state, matrix=state.saved[-1], saved=state.saved[:-1])
    if name == "cm":
        a, b, c, d, e, f = map(float, operands)
        return replace(state, matrix=np.array([[a, b, 0], [c, d, 0], [e, f, 1]]) @ state.matrix)
    step = 1 if name in _OPENING else -1 if name == "EMC" else 0
    return replace(state, depth=state.depth + step) if step else state


def _redaction(operands: Operands) -> str:
    properties = operands[-1] if operands else None
    if not isinstance(properties, pikepdf.Dictionary) or "/Lak" not in properties:
        return ""
    return str(properties["/Lak"]).removeprefix("/")


def _spoken(operands: Operands) -> str:
    return str(operands[-1].get("/E", ""))


def _is_box(operands: Operands) -> bool:
    """Say whether a mark is that of a box, with its ground in words and nothing else in it."""
    known = bool(_redaction(operands)) and _spoken(operands) in _SPOKEN
    return known and set(operands[-1].keys()) <= _OF_BOX


def _corners(operands: Operands, matrix: Numbers) -> list[tuple[float, float]]:
    x, y, width, height = map(float, operands)
    ends = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    return [(float(at[0]), float(at[1])) for at in (np.array([*end, 1]) @ matrix for end in ends)]


def _text(operands: Operands) -> str:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    return "".join(
        bytes(part).decode("latin-1") for part in parts if isinstance(part, pikepdf.String)
    )


@dataclass(frozen=True, slots=True)
class Bare:
    """A PDF as bytes without its boxes; `odd` are the pages whose box stream holds more than boxes.

    `units` are the sizes of its pages' units in points. Behind those pages stand others, one for
    each pattern, form and Type3 glyph, so that a reader of pages reads them too.
    """

    data: bytes = field(repr=False)
    units: tuple[float, ...]
    odd: frozenset[int]


def bare(path: Path, pages: Collection[int]) -> Bare:
    """Return a PDF without the boxes on `pages`, its layers on and /ActualText out of the way.

    What pdfium reads in it is the glyphs themselves. Raises pikepdf.PdfError.
    """
    with pikepdf.open(path) as pdf:
        return stripped(pdf, pages)


def stripped(pdf: pikepdf.Pdf, pages: Collection[int]) -> Bare:
    """Return what `bare` returns of an open PDF, which is of no other use after that."""
    units = tuple(unit(page) for page in pdf.pages)
    odd = unbox(pdf, pages)
    for page in pdf.pages:
        _show_whole(page)
    _show_glyphs(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return Bare(out.getvalue(), units, odd)


def _show_whole(page: pikepdf.Page) -> None:
    """Leave out a CropBox that lies beside its page: pdfium would show nothing."""
    media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    if crop != media and not all(_shared(media, crop, at) for at in (0, 1)):
        page.obj.CropBox = page.mediabox


def _shared(one: list[float], other: list[float], at: int) -> bool:
    low, high = (sorted(box[at::2]) for box in (one, other))
    return low[0] < high[1] and high[0] < low[1]


def unbox(pdf: pikepdf.Pdf, pages: Collection[int]) -> frozenset[int]:
    """Take the box streams off the pages of an open PDF and empty them.

    Return the pages whose last stream holds more than boxes with a label and the ground in words;
    those keep it.
    """
    last = {number: part for number in pages if (part := _box_stream(pdf, number)) is not None}
    odd = frozenset(number for number, part in last.items() if not _only_boxes(part))
    for number in last.keys() - odd:
        _take_off(pdf, number, last[number])
    return odd


def strip(pdf: pikepdf.Pdf, pages: Collection[int]) -> None:
    """Take the box streams off pages of which `unbox` said that they hold nothing else."""
    for number in pages:
        if (last := _box_stream(pdf, number)) is not None:
            _take_off(pdf, number, last)


def _take_off(pdf: pikepdf.Pdf, number: int, last: pikepdf.Stream) -> None:
    page = pdf.pages[number - 1].obj
    page.Contents = pikepdf.Array(contents(page)[:-1])
    last.write(b"")


def _box_stream(pdf: pikepdf.Pdf, number: int) -> pikepdf.Stream | None:
    """Return the last stream of a page (1-based) when a box is in it."""
    parts = contents(pdf.pages[number - 1].obj) if number <= len(pdf.pages) else []
    return (
        parts[-1]
        if parts and _MARK in parts[-1].read_bytes(pikepdf.StreamDecodeLevel.specialized)
        else None
    )


def _only_boxes(stream: pikepdf.Stream) -> bool:
    return _plainly_boxes(stream.read_bytes()) or _parsed_boxes(stream)


def _plainly_boxes(data: bytes) -> bool:
    """Say whether a stream is boxes in the form in which all of ours are written."""
    at = 0
    for box in _BOX.finditer(data):
        if box.start() != at or box[1] not in _SPOKEN_CODES or box[2].decode() not in _LABELS:
            return False
        at = box.end()
    return at == len(data)


def _parsed_boxes(stream: pikepdf.Stream) -> bool:
    depth = 0
    label = ""
    for name, operands in operations(stream):
        if name not in _DRAWING:
            return False
        if name in _OPENING:
            if depth == 0 and not _is_box(operands):
                return False
            depth, label = depth + 1, label if depth else ""
        elif name == "EMC":
            depth -= 1
            if depth == 0 and label not in _LABELS:
                return False
        elif name in _TYPESETTING:
            if depth == 0:
                return False
            label += _text(operands)
    return depth == 0


def _show_glyphs(pdf: pikepdf.Pdf) -> None:
    if "/OCProperties" in pdf.Root:
        del pdf.Root["/OCProperties"]
    drawn: list[tuple[pikepdf.Stream, pikepdf.Object | None]] = []
    saying: list[pikepdf.Object] = []
    for item in pdf.objects:
        drawn += drawn_by(item, text := written(item))
        if says(text, b"/ActualText"):
            saying.append(item)
    streams = [part for page in pdf.pages for part in contents(page.obj)]
    for stream in [*streams, *(stream for stream, _ in drawn)]:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        if b"/ActualText" in data:
            stream.write(data.replace(b"/ActualText", b"/Gezegd"))
    for item in saying:
        _drop_actual_text(item)
    for stream, resources in drawn:
        _append(pdf, stream, resources)


def _drop_actual_text(item: pikepdf.Object) -> None:
    for part in flat(item):
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream) and "/ActualText" in part:
            del part["/ActualText"]


def _append(pdf: pikepdf.Pdf, stream: pikepdf.Stream, resources: pikepdf.Object | None) -> None:
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[-4000, -4000, 8000, 8000],
        Resources=resources if resources is not None else pikepdf.Dictionary(),
        Contents=stream,
    )
    pdf.pages.append(pikepdf.Page(page))
