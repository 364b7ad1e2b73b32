# SPDX-License-Identifier: EUPL-1.2
"""Anybody's PDF in; what it carries beside what its pages show, each with its mechanism, out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from lxml import etree
from pikepdf import Array, Dictionary, Stream

from woolak.model import Box
from woolak.pdf.opening import hidden
from woolak.pdf.proving.residue import shown_strings
from woolak.pdf.proving.sheets import glyphs, opened, sheet

_STANDARD = frozenset(
    "/Title /Creator /Producer /CreationDate /ModDate /Trapped /PTEX.Fullbanner".split()  # noqa: SIM905
)
_PERSONAL = frozenset(
    {
        *("creator", "Author", "author", "contributor", "manager", "Manager", "company"),
        *(
            "Company",
            "lastModifiedBy",
            "owner",
            "AuthorsPosition",
            "CaptionWriter",
            "Keywords",
            "subject",
            "SourceModified",
        ),
    }
)
_KEYS = {
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/EF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/AF": "attachment",
    "/XFA": "form",
    "/PieceInfo": "private_data",
    "/Thumb": "thumbnail",
    "/Alternates": "alternate_image",
    "/ActualText": "spoken_text",
    "/E": "spoken_text",
}
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"})
_SILENT = frozenset({"/Link", "/Widget", "/Redact", "/Popup"})
_OURS = "Gelakt: "
_END = re.compile(rb"%%EOF[\r\n]*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_REVISIONS = 20
_DEEP = 30


@dataclass(frozen=True, slots=True)
class Carried:
    """Something that a file carries; page 0 is the document itself."""

    where: str
    page: int = 0
    box: Box | None = None


def carried(path: Path) -> list[Carried]:
    """Return what a file carries, each thing once.

    Raises pikepdf.PdfError or pypdfium2.PdfiumError when it cannot be read.
    """
    data = path.read_bytes()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        words = _words(data)
        found = [*_metadata(pdf), *_annotations(pdf, data), *_objects(pdf, words)]
        found += _titles(pdf, words)
        found += _orphans(pdf)
    seen = hidden.seen(path)
    if seen.data is not None or seen.unsure:
        found.append(Carried("hidden_layer"))
    found += _revisions(data, words)
    return list(dict.fromkeys(found))


def titles(path: Path) -> list[str]:
    """Return the title of a document as its properties tell it; personal data may stand in it."""
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        return [str(value) for key, value in _info(pdf) if key == "/Title" and str(value).strip()]


def _info(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary):
        yield from info.items()


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    if any(key not in _STANDARD and str(value).strip() for key, value in _info(pdf)):
        yield Carried("info")
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Type") == "/Metadata" and _names_one(item):
            yield Carried("xmp")


def _names_one(stream: Stream) -> bool:
    """Say whether XMP tells who made the file; what cannot be read might."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        tree = etree.fromstring(stream.read_bytes(), parser)
    except (etree.XMLSyntaxError, ValueError, pikepdf.PikepdfError):
        return True
    for item in tree.iter() if tree is not None else ():
        if _local(item.tag) in _PERSONAL and "".join(map(str, item.itertext())).strip():
            return True
        if any(_local(key) in _PERSONAL and str(v).strip() for key, v in item.attrib.items()):
            return True
    return False


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _annotations(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Carried]:
    with opened(data) as document:
        for number, page in enumerate(pdf.pages, 1):
            listed = page.obj.get("/Annots")
            for item in listed if isinstance(listed, Array) else ():
                if isinstance(item, Dictionary) and (where := _annotation(item)):
                    yield Carried(where, number, _place(document, number, item))


def _annotation(item: Dictionary) -> str:
    kind = str(item.get("/Subtype", ""))
    if kind == "/Redact":
        return "redact_annotation"
    if kind == "/FileAttachment":
        return "attachment"
    if kind == "/Widget":
        return "form" if str(item.get("/V", "")).strip() else ""
    told = any(str(item.get(key, "")).strip() for key in ("/Contents", "/T", "/RC", "/Subj"))
    return "comment" if kind not in _SILENT and told else ""


def _place(document: pdfium.PdfDocument, number: int, item: Dictionary) -> Box | None:
    try:
        corners = [float(edge) for edge in item["/Rect"]]
        with sheet(document, number) as (_, shown):
            boxes = shown.boxes(np.array([corners]))
        return Box(*map(float, boxes[0]))
    except (KeyError, TypeError, ValueError):
        return None


def _objects(pdf: pikepdf.Pdf, words: frozenset[str]) -> Iterator[Carried]:
    """Yield what any object carries under a key that is known to hide things."""
    for item in (part for whole in pdf.objects for part in _parts(whole, 0)):
        if str(item.get("/S", "")) in _ACTIONS:
            yield Carried("javascript")
        for key, value in item.items():
            where = _KEYS.get(key)
            if where == "spoken_text":
                if isinstance(value, pikepdf.String) and _tells(str(value), words):
                    yield Carried(where)
            elif where:
                yield Carried(where)


def _parts(item: object, depth: int) -> Iterator[Dictionary | Stream]:
    """Yield an object and the direct ones in it that have keys."""
    if isinstance(item, Dictionary | Stream):
        yield item
    elif not isinstance(item, Array):
        return
    for value in item if isinstance(item, Array) else item.values():
        if _direct(value) and depth < _DEEP:
            yield from _parts(value, depth + 1)


def _direct(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _titles(pdf: pikepdf.Pdf, words: frozenset[str]) -> Iterator[Carried]:
    """Yield bookmarks whose words stand on no page."""
    try:
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                item = waiting.pop()
                waiting += item.children
                if _tells(str(item.title), words):
                    yield Carried("bookmark")
    except (pikepdf.PikepdfError, ValueError, RecursionError):
        yield Carried("bookmark")


def _tells(text: str, words: frozenset[str]) -> bool:
    """Say whether a text has words that stand on no page."""
    return not text.startswith(_OURS) and bool(_split(text) - words - _split("Bladzijde Document"))


def _split(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _words(data: bytes) -> frozenset[str]:
    found: set[str] = set()
    with opened(data) as document:
        for number in range(1, len(document) + 1):
            with sheet(document, number) as (page, shown):
                found |= _split(glyphs(page, shown).text)
    return frozenset(found)


def _orphans(pdf: pikepdf.Pdf) -> Iterator[Carried]:
    """Yield streams that nothing refers to and that set text: what an editor left behind."""
    reached = _reached(pdf)
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.objgen in reached:
            continue
        own = item.get("/Type") in ("/XRef", "/ObjStm", "/Metadata")
        if item.get("/Subtype") == "/Image" or (not own and _sets(item)):
            yield Carried("left_behind")


def _sets(stream: Stream) -> bool:
    try:
        return any(part.strip() for part in shown_strings(stream))
    except (pikepdf.PikepdfError, ValueError, RuntimeError):
        return False


def _reached(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    reached: set[tuple[int, int]] = set()
    waiting: list[object] = [pdf.trailer]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Array | Dictionary | Stream):
            continue
        if item.is_indirect:
            if item.objgen in reached:
                continue
            reached.add(item.objgen)
        waiting += list(item) if isinstance(item, Array) else [value for _, value in item.items()]
    return reached


def _revisions(data: bytes, words: frozenset[str]) -> Iterator[Carried]:
    """Yield an earlier state of the file that shows words which the last one does not."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    for end in ends[-_MOST_REVISIONS:]:
        try:
            with pikepdf.open(
                io.BytesIO(data[:end]), attempt_recovery=False, suppress_warnings=True
            ):
                pass
            if _words(data[:end]) - words:
                yield Carried("revision")
                return
        except (pikepdf.PikepdfError, pdfium.PdfiumError, ValueError):
            continue
