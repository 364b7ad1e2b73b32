# SPDX-License-Identifier: EUPL-1.2
"""A page that cannot be redacted otherwise goes in; its picture with a layer of text comes out.

The last resort, and always noted: the page is drawn at 200 dots an inch, what lies under its boxes
is blank, and what is to be read outside them stands over it, unseen, where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pymupdf
import pypdfium2 as pdfium

from woolak.model import Box
from woolak.pdf.boxes import Matrix
from woolak.pdf.content.printed import ACROSS
from woolak.pdf.removing.pixels_letters import Letter, letters

_DPI = 200.0
_MOST_PIXELS = 40_000_000
_Pixels = npt.NDArray[np.uint8]

_PAD = 1.0
"""Points: what a box hides may reach a little out of it."""
_WHITE = 255
_TOO_DEEP = "stack overflow"
_CODES = 255
"""A simple font has codes of one byte; each such font shows this many shapes of letters."""


def flatten(page: pymupdf.Page, boxes: Sequence[Box], to_page: Matrix) -> None:
    """Replace what a prepared page paints; `boxes` are as displayed, `to_page` leads from there.

    Raises RuntimeError or ValueError when the page cannot be drawn.
    """
    readable = list(_readable(page, boxes, to_page))
    doc = page.parent
    image = _image(doc, _blanked(page, boxes))
    fonts, text = _text(doc, readable)
    wide, high = page.rect.width, page.rect.height
    placed = pymupdf.Matrix(wide, 0, 0, -high, 0, high) * pymupdf.Matrix(*to_page)
    content = f"q {_numbers(*(placed[at] for at in range(6)))} cm /Beeld Do Q\n".encode() + text
    named = " ".join(f"/L{number} {xref} 0 R" for number, xref in enumerate(fonts))
    resources = f"<</XObject<</Beeld {image} 0 R>>/Font<<{named}>>>>"
    doc.xref_set_key(page.xref, "Resources", resources)
    doc.xref_set_key(page.xref, "Group", "null")
    doc.xref_set_key(page.xref, "Contents", f"{stream(doc, content)} 0 R")


def stream(doc: pymupdf.Document, content: bytes, head: str = "<<>>") -> int:
    """Add a stream to a document and return its number."""
    xref = int(doc.get_new_xref())
    doc.update_object(xref, head)
    doc.update_stream(xref, content)
    return xref


def _blanked(page: pymupdf.Page, boxes: Sequence[Box]) -> _Pixels:
    """Return the pixels of a page, white where its boxes are."""
    wanted = page.rect.width * page.rect.height * (_DPI / 72) ** 2
    zoom = _DPI / 72 * min(1.0, (_MOST_PIXELS / max(wanted, 1)) ** 0.5)
    pymupdf.TOOLS.reset_mupdf_warnings()
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB)
    if _TOO_DEEP in pymupdf.TOOLS.mupdf_warnings():
        # MuPDF leaves out what it cannot draw: a picture without it would have lost text.
        raise ValueError(_TOO_DEEP)
    # `Pixmap.set_rect` fills byte by byte in Python.
    found = np.frombuffer(pixmap.samples, dtype=np.uint8)
    samples = found.reshape(pixmap.height, pixmap.width, 3).copy()
    for box in boxes:
        corners = box.x0 - _PAD, box.y0 - _PAD, box.x1 + _PAD, box.y1 + _PAD
        left, top, right, low = (max(0, round(side * zoom)) for side in corners)
        samples[top:low, left:right] = _WHITE
    return samples


def _image(doc: pymupdf.Document, samples: _Pixels) -> int:
    high, wide = samples.shape[:2]
    gray = bool((samples.max(axis=2) == samples.min(axis=2)).all())
    data = np.ascontiguousarray(samples[..., 0] if gray else samples).tobytes()
    space = "DeviceGray" if gray else "DeviceRGB"
    head = (
        f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}"
        f"/ColorSpace/{space}/BitsPerComponent 8>>"
    )
    return stream(doc, data, head)


def _readable(page: pymupdf.Page, boxes: Sequence[Box], to_page: Matrix) -> Iterator[Letter]:
    """Yield what is to be read on the page as displayed, boxes apart, as pdfium reads it.

    Of a word that readers place differently nothing is left when a part of it is under a box.
    """
    shown = ~pymupdf.Matrix(*to_page)
    for word in _words(_letters(page)):
        places = [_middle(letter) * shown for letter in word]
        high = max(letter.high for letter in word)
        near = [box for box in boxes if high <= ACROSS * _thin(box)]
        if any(b.x0 <= at.x <= b.x1 and b.y0 <= at.y <= b.y1 for at in places for b in near):
            continue
        for letter, at in zip(word, places, strict=True):
            if 0 <= at.x <= page.rect.width and 0 <= at.y <= page.rect.height:
                yield letter


def _thin(box: Box) -> float:
    return min(box.x1 - box.x0, box.y1 - box.y0)


def _words(found: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield letters and figures that belong together, and every other character alone."""
    word: list[Letter] = []
    for letter in found:
        if word and not (letter.text.isalnum() and word[-1].precedes(letter)):
            yield word
            word = []
        word.append(letter)
        if not letter.text.isalnum():
            yield word
            word = []
    if word:
        yield word


def _middle(letter: Letter) -> pymupdf.Point:
    x0, y0, x1, y1 = letter.box
    return pymupdf.Point((x0 + x1) / 2, (y0 + y1) / 2)


def _letters(page: pymupdf.Page) -> list[Letter]:
    with pymupdf.open() as single:
        single.insert_pdf(page.parent, from_page=page.number, to_page=page.number)
        _show_glyphs(single)
        data = single.tobytes()
    document = pdfium.PdfDocument(data)
    try:
        return letters(document[0])
    finally:
        document.close()


def _show_glyphs(doc: pymupdf.Document) -> None:
    """Take ActualText out of the way: what it hides is read by nobody else on this page."""
    for xref in range(1, doc.xref_length()):
        if doc.xref_get_key(xref, "ActualText")[0] != "null":
            doc.xref_set_key(xref, "ActualText", "null")
        if doc.xref_is_stream(xref) and not doc.xref_is_image(xref):
            content = doc.xref_stream(xref) or b""
            if b"/ActualText" in content:
                doc.update_stream(xref, content.replace(b"/ActualText", b"/Gezegd"))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an unseen letter says and how it lies about its origin, in thousandths of its size."""

    text: str
    box: tuple[int, int, int, int]
    wide: int


@dataclass(slots=True)
class _Shapes:
    """The shapes of a page's letters, each with its number."""

    numbers: dict[_Shape, int] = field(default_factory=dict)

    def of(self, letter: Letter, wide: float) -> int:
        """Return the number of a letter's shape."""
        return self.numbers.setdefault(
            _Shape(letter.text, letter.about(), round(1000 * wide / letter.size)), len(self.numbers)
        )


def _text(doc: pymupdf.Document, readable: Sequence[Letter]) -> tuple[list[int], bytes]:
    """Return the numbers of the fonts of unseen letters, and the text that they set."""
    shapes = _Shapes()
    runs = [list(run) for _, run in groupby(readable, lambda letter: letter.line)]
    text = b"".join(part for run in runs for part in _run(run, shapes))
    known = list(shapes.numbers)
    fonts = [_font(doc, known[at : at + _CODES]) for at in range(0, len(known), _CODES)]
    return fonts, b"BT 3 Tr\n" + text + b"ET\n" if fonts else b""


def _run(run: Sequence[Letter], shapes: _Shapes) -> Iterator[bytes]:
    for at, letter in enumerate(run):
        follows = run[at + 1] if at + 1 < len(run) else None
        wide = letter.step(follows)
        font, code = divmod(shapes.of(letter, wide), _CODES)
        a, b, c, d = letter.axes
        matrix = _numbers(a, b, c, d, *letter.origin)
        yield f"/L{font} 1 Tf {matrix} Tm <{code + 1:02X}> Tj\n".encode()


def _font(doc: pymupdf.Document, shapes: Sequence[_Shape]) -> int:
    """Return the number of a Type3 font whose letters paint nothing."""
    drawn = [f"{one.wide} 0 {_numbers(*one.box)} d1\n".encode() for one in shapes]
    glyphs = " ".join(f"/g{at} {stream(doc, d)} 0 R" for at, d in enumerate(drawn))
    differences = " ".join(f"/g{at}" for at in range(len(shapes)))
    low = [min(one.box[side] for one in shapes) for side in (0, 1)]
    high = [max(one.box[side] for one in shapes) for side in (2, 3)]
    said = stream(doc, _unicode([one.text for one in shapes]))
    xref = int(doc.get_new_xref())
    doc.update_object(
        xref,
        f"<</Type/Font/Subtype/Type3/FontBBox[{_numbers(*low, *high)}]"
        f"/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{glyphs}>>/Resources<<>>"
        f"/Encoding<</Type/Encoding/Differences[1 {differences}]>>/FirstChar 1"
        f"/LastChar {len(shapes)}/Widths[{' '.join(str(one.wide) for one in shapes)}]"
        f"/ToUnicode {said} 0 R>>",
    )
    return xref


def _unicode(texts: Iterable[str]) -> bytes:
    pairs = [
        f"<{code:02X}> <{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, text in enumerate(texts, 1)
    ]
    parts = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    listed = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /Woolak def "
        f"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n{listed}"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode("ascii")


def _numbers(*values: float) -> str:
    rounded = (f"{round(value, 4) + 0.0:.4f}" for value in values)
    return " ".join(value.rstrip("0").rstrip(".") for value in rounded)
