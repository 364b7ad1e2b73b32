# SPDX-License-Identifier: EUPL-1.2
"""A content stream goes in; its painting operators come out, with the resources and codes it uses.

Marked content (ActualText, layers), comments and unknown operators are left out; so are the marks
that tags refer to, but for those that are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.boxes import FONT
from woolak.pdf.rebuilding.keys import INTENTS, unknown
from woolak.pdf.rebuilding.marks import Marked, Marks, applied
from woolak.pdf.rebuilding.neutral_names import Book, Name
from woolak.pdf.rebuilding.samples import shown

_PAINTING = frozenset(
    (  # noqa: SIM905 - seventy quoted words are no list to read
        "b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri "
        "s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
    ).split()
)
_WRITTEN = _PAINTING | {"BMC", "BDC", "EMC"}  # What is left of marks is ours.
_NAMED = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "sh": "/Shading",
    "scn": "/Pattern",
    "SCN": "/Pattern",
}
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_INLINE_IMAGE = "INLINE IMAGE"
"""What pikepdf gives an inline image for its operator."""


@dataclass(frozen=True, slots=True)
class Content:
    """A cleaned stream; `names` are (category, name), `shown` maps a font's name to its strings.

    The name None in `shown` stands for a font that was set outside this stream. `marks` are the
    numbers of the marked content that stayed, `parts` those of what was cut (see `marks`).
    """

    data: bytes
    names: frozenset[Name]
    shown: dict[str | None, set[bytes]]
    marks: frozenset[int] = frozenset()
    parts: dict[int, list[list[int]]] = field(default_factory=dict)


def cleaned(
    pdf: pikepdf.Pdf, data: bytes, book: Book | None = None, marks: Marks | None = None
) -> Content:
    """Return the painting part of a decoded content stream; raises Rejected when damaged.

    It calls its resources by the names in `book`; `names` and `shown` say what they were called.
    """
    book = Book() if book is None else book
    try:
        stream = pikepdf.parse_content_stream(pikepdf.Stream(pdf, data))
        marked = Marked(stream) if marks is None else applied(stream, marks)
        found = _Found(pdf, book)
        allowed = _PAINTING if marks is None else _WRITTEN
        kept = [new for one in marked.instructions for new in found.taken(one, allowed)]
        written = pikepdf.unparse_content_stream(kept)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Rejected(Reason.DAMAGED) from error
    names = frozenset(found.names)
    return Content(written, names, found.shown, frozenset(marked.used), marked.parts)


@dataclass(slots=True)
class _Found:
    """What the instructions of a stream name and show, as they are gone through once."""

    pdf: pikepdf.Pdf
    book: Book
    names: set[Name] = field(default_factory=set)
    shown: dict[str | None, set[bytes]] = field(default_factory=dict)
    font: str | None = None
    saved: list[str | None] = field(default_factory=list)

    def taken(self, one: Any, allowed: Collection[str]) -> Sequence[Any]:  # noqa: ANN401
        """Return an instruction as it is written, or nothing."""
        operator = str(one.operator)
        if operator == _INLINE_IMAGE:
            return (self._inline(one),)
        if operator not in allowed:
            return ()
        if operator in _SHOWING:
            if one.operands:
                strings = _strings(one.operands[-1])
                self.shown.setdefault(self.font, set()).update(strings)
        elif operator in _NAMED:
            return (self._renamed(one, operator),)
        elif operator == "q":
            self.saved.append(self.font)
        elif operator == "Q" and self.saved:
            self.font = self.saved.pop()
        elif operator == "ri" and str(one.operands[0]) not in INTENTS:
            return ()
        return (one,)

    def _renamed(self, one: Any, operator: str) -> Any:  # noqa: ANN401
        operands, category = list(one.operands), _NAMED[operator]
        if operator == "Tf" and operands:
            self.font = str(operands[0])
        names = [str(operand) for operand in operands if isinstance(operand, pikepdf.Name)]
        if not names:
            return one
        self.names.add((category, names[0]))
        new = [
            pikepdf.Name(self.book.of(category, str(operand)))
            if isinstance(operand, pikepdf.Name)
            else operand
            for operand in operands
        ]
        return pikepdf.ContentStreamInstruction(new, one.operator)

    def _inline(self, one: Any) -> Any:  # noqa: ANN401
        image = _stencil(self.pdf, one)
        space = image.iimage.obj.get("/ColorSpace")
        if isinstance(space, pikepdf.Name):
            self.names.add(("/ColorSpace", str(space)))
        return _inline(self.pdf, image, self.book)


def of_boxes(data: bytes) -> Content:
    """Return a stream of ours, which stays as it is, with what it uses (see `boxes.ours`)."""
    font = f"/{FONT}"
    return Content(data, frozenset({("/Font", font)}), {font: set(_LABEL.findall(data))})


_LABEL = re.compile(rb" Tm \(([^()]*)\) Tj")


def plain(data: bytes) -> bytes:
    """Return a content stream that says the same in words that MuPDF copies well.

    MuPDF leaves out a text move of zero: `0 0 Td` goes back to where the line began, and Chromium
    writes it after a soft hyphen. It also copies what follows `'` and `"` to wrong places. A
    thousandth of a unit is not to be seen, and the two are short for other operators (ISO 32000-1,
    table 109).
    """
    if not _ZERO_MOVE.search(data) and not _QUOTES.search(data):
        return data
    pdf = pikepdf.new()
    try:
        parsed = pikepdf.parse_content_stream(pikepdf.Stream(pdf, data))
        return pikepdf.unparse_content_stream([part for one in parsed for part in _longer(one)])
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Rejected(Reason.DAMAGED) from error


_ZERO_MOVE = re.compile(rb"\b[+-]?0*\.?0*\s+[+-]?0*\.?0*\s+T[dD]\b")
_QUOTES = re.compile(rb"[)>]\s*['\"]")
_TINY = Decimal("0.001")


def _longer(instruction: Any) -> list[Any]:  # noqa: ANN401 - two unrelated pikepdf types
    operator, operands = str(instruction.operator), list(instruction.operands)
    if operator in ("Td", "TD") and not any(operands):
        return [pikepdf.ContentStreamInstruction([_TINY, 0], instruction.operator)]
    if operator == "'" and operands:
        return [_written("T*"), _written("Tj", operands[-1])]
    if operator == '"' and len(operands) == len(("aw", "ac", "string")):
        words, letters, text = operands
        spaced = [_written("Tw", words), _written("Tc", letters)]
        return [*spaced, _written("T*"), _written("Tj", text)]
    return [instruction]


def _written(operator: str, *operands: Any) -> Any:  # noqa: ANN401
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def _inline(
    pdf: pikepdf.Pdf, instruction: pikepdf.ContentStreamInlineImage, book: Book
) -> pikepdf.ContentStreamInlineImage:
    """Return an inline image with the keys of ISO 32000-1, table 93, and what it shows only."""
    image = instruction.iimage
    space = image.obj.get("/ColorSpace")
    named = isinstance(space, pikepdf.Name) and book.of("/ColorSpace", str(space)) != str(space)
    data = image._data._inline_image_raw_bytes()  # noqa: SLF001 - as it is compressed
    size = None if "/Filter" in image.obj else shown(image.obj)
    over = size is not None and len(data) > size[0] * size[1]
    if not named and not over and all(_listed(*pair) for pair in image.obj.items()):
        return instruction
    made = pikepdf.Dictionary()
    for key, value in image.obj.items():
        if _listed(key, value):
            changed = named and key == "/ColorSpace"
            new = pikepdf.Name(book.of("/ColorSpace", str(value))) if changed else value
            made[f"/{_INLINE[key]}"] = new
    kept = data[: size[0] * size[1]] if size else data
    written = b"BI %b ID %b\nEI" % (made.unparse()[2:-2], kept)
    found = pikepdf.parse_content_stream(pikepdf.Stream(pdf, written))[0]
    if not isinstance(found, pikepdf.ContentStreamInlineImage):
        raise Rejected(Reason.DAMAGED)
    return found


def _listed(key: str, value: Any) -> bool:  # noqa: ANN401
    return key in _INLINE and not unknown(key, value)


_INLINE = {
    "/Width": "W",
    "/Height": "H",
    "/BitsPerComponent": "BPC",
    "/ColorSpace": "CS",
    "/ImageMask": "IM",
    "/Decode": "D",
    "/DecodeParms": "DP",
    "/Filter": "F",
    "/Interpolate": "I",
    "/Intent": "Intent",
    "/Length": "L",
}


def _stencil(
    pdf: pikepdf.Pdf, instruction: pikepdf.ContentStreamInlineImage
) -> pikepdf.ContentStreamInlineImage:
    """Return an inline image; MuPDF writes a blanked inline stencil with 8 bits a pixel: repack it.

    A stencil has 1 bit a pixel in every reader, so that MuPDF's would paint noise.
    """
    image = instruction.iimage
    wide, high = image.width, image.height
    if not image.image_mask or wide < _BITS or image.bits_per_component != _BITS:
        return instruction
    written = _HEXED.search(image.unparse())
    samples = bytes.fromhex(written[1].decode()) if written else b""
    if len(samples) != wide * high:
        return instruction
    rows = (samples[row * wide : (row + 1) * wide] for row in range(high))
    packed = b"".join(_packed(row) for row in rows).hex().encode()
    head = f"BI /W {wide} /H {high} /IM true /BPC 1 /D [0 1] /F /AHx ID ".encode()
    found = pikepdf.parse_content_stream(pikepdf.Stream(pdf, head + packed + b"> EI"))
    if not isinstance(found[0], pikepdf.ContentStreamInlineImage):
        raise Rejected(Reason.DAMAGED)
    return found[0]


_BITS = 8
_HEXED = re.compile(rb"\sID\s((?:[0-9A-Fa-f]{2}|\s)*)>")


def _packed(row: bytes) -> bytes:
    bits = "".join("1" if sample else "0" for sample in row).ljust(-(-len(row) // 8) * 8, "0")
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _strings(operand: object) -> Iterator[bytes]:
    if isinstance(operand, pikepdf.String):
        yield bytes(operand)
    elif isinstance(operand, pikepdf.Array):
        yield from (bytes(part) for part in operand if isinstance(part, pikepdf.String))
