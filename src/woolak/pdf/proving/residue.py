# SPDX-License-Identifier: EUPL-1.2
"""A PDF and removed texts in; the objects, streams and bytes that still hold one of them.

What a page itself shows is read by pdfium (see `verify`); this looks at everything else, and at the
strings of the content streams as they are stored, whatever their fonts say that they mean.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pikepdf

from woolak.pdf.content.lexed import Lexed, lexed, of_hex, strung
from woolak.pdf.named import named, says, written
from woolak.pdf.proving.spelling import (
    SEPARATOR,
    Needle,
    Needles,
    needles,
    readings,
    runs,
    searched,
)

Place = tuple[int, str]
"""A page (0: none in particular) and the mechanism by which something is readable there."""

Operands: TypeAlias = list[pikepdf.Object]

_TEXT = "Tj TJ ' \" BDC DP BMC MP"
_TYPESETTING = frozenset({"Tj", "TJ", "'", '"'})
_MARK = re.compile(rb"BMC|BDC|MP|DP")
_BARE = re.compile(rb"^(?:/P << /MCID \d{1,9} >> BDC|/Artifact BMC)$", re.MULTILINE)
# A letter below U+0200 is at most three letters when it is taken apart: no needle is that short.
_HEX = re.compile(rb"<(?!(?:0[01])?[0-9A-Fa-f]{2}>)([0-9A-Fa-f\s]+)>")
_CONTENT = frozenset({"type3_glyph", "pattern", "form"})
# The texts in a font's program stand next to each other without anything in between.
_PROGRAM = "font_program"
_REFERS = {
    **dict.fromkeys(("/FontFile", "/FontFile2", "/FontFile3"), _PROGRAM),
    "/ToUnicode": "tounicode",
    "/Metadata": "metadata",
}
_REFERRING = frozenset(_REFERS)
_Keyed = (pikepdf.Dictionary, pikepdf.Stream)
# Names that a PDF has anyway, those of the standard fonts too, and that people have as well.
_ORDINARY = frozenset(
    (  # noqa: SIM905 - forty quoted words are no list to read
        "Annot Artifact Block Border Both Caption Code Contents Count Dest Document Encoding "
        "Figure Filter Flags Font Form Formula Group Headers Image Index Info Inline Kids Lang "
        "Last Layout Length Link List Name Names Next Note Outlines Page Pages Parent Part "
        "Placement Prev Private Producer Quote Rect Reference Resources Root Rotate Row Scope "
        "Sect Shading Size Span Start Subtype Table Title Type Widths XObject ExtGState ColorSpace "
        "Pattern Properties Catalog Metadata Matrix Function Domain Decode Width Height Columns "
        "Colors Predictor Interpolate Mask Stream EndStream EndObj Trailer StartXref First Marked "
        "Column Circle Disc Square Decimal Normal Tabs Annots Identity Registry Ordering "
        "Supplement Ascent Descent Helvetica Helvetica-Bold Helvetica-Oblique "
        "Helvetica-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic Courier "
        "Courier-Bold Courier-Oblique Courier-BoldOblique Symbol ZapfDingbats"
    ).split()
)
# The title and the producer that every output has; a removed "document" is no part of them.
_OURS = re.compile(rb"woolak|Document [0-9]{1,9}")
_ORDINARY_NAMES = frozenset(name.encode("ascii") for name in _ORDINARY)
_OWN_WORDS = frozenset(name.casefold() for name in _ORDINARY)
_CHUNK = 1 << 20
_OVERLAP = 1 << 10
_ENOUGH = 1 << 20
"""Characters that are searched in one go."""


def residue(
    pdf: pikepdf.Pdf, path: Path, words: Collection[Needle], joined: Collection[Needle]
) -> set[Place]:
    """Return the page (0: none in particular) and the mechanism of each place that holds a needle.

    `words` are looked for as words, `joined` in the letters of a content stream strung together,
    as a stream that sets letter by letter has no words. Without either there is nothing to find.
    """
    wanted = _Wanted(needles(words), needles(joined), needles((*words, *joined)))
    if not wanted.any.some:
        return set()
    telling = (item for item in words if item.letters not in _OWN_WORDS)
    found = _raw(path, needles(item for item in telling if not item.numeric))
    for number, page in enumerate(pdf.pages, 1):
        found |= _content(page, (number, "content_stream"), wanted)
    for where, text in _together(_told(pdf, wanted, found)):
        if (0, where) not in found and wanted.words.held(text):
            found.add((0, where))
        if where == _PROGRAM and wanted.joined.within(searched(text)):
            found.add((0, where))
    return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for as words, what in letters strung together, and all of it."""

    words: Needles
    joined: Needles
    any: Needles


def _told(pdf: pikepdf.Pdf, wanted: _Wanted, found: set[Place]) -> Iterator[tuple[str, str]]:
    """Yield the texts in the objects of a PDF beside its pages, with their mechanism.

    What drawing operators say is looked through at once, and what is found there added to `found`.
    """
    kinds = _stream_kinds(pdf)
    for item in pdf.objects:
        yield from _strings(item)
        if isinstance(item, pikepdf.Stream):
            kind = kinds.get(item.objgen, "")
            if kind in _CONTENT or _is_content(item):
                found |= _content(item, (0, kind or "form"), wanted)
            elif kind != "page":
                yield from _stream(item, kind)


def _together(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the texts of one mechanism together, so many that a search is worth its while."""
    waiting: dict[str, dict[str, None]] = defaultdict(dict)
    sizes: Counter[str] = Counter()
    for where, text in texts:
        if text in waiting[where]:
            continue
        waiting[where][text] = None
        sizes[where] += len(text)
        if sizes[where] > _ENOUGH:
            yield where, SEPARATOR.join(waiting.pop(where))
            sizes[where] = 0
    yield from ((where, SEPARATOR.join(parts)) for where, parts in waiting.items())


def _drawn_as(stream: pikepdf.Stream) -> str:
    if stream.get("/PatternType") == 1:
        return "pattern"
    return "form" if stream.get("/Subtype") == "/Form" else "type3_glyph"


def _is_content(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


def content_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Stream, pikepdf.Object | None]]:
    """Yield each stream of drawing operators outside the pages, with its resources."""
    for item in pdf.objects:
        yield from drawn_by(item, written(item))


def drawn_by(
    item: pikepdf.Object, text: bytes
) -> Iterator[tuple[pikepdf.Stream, pikepdf.Object | None]]:
    """Yield the streams of drawing operators that an object is, or has as a font; see `written`."""
    if isinstance(item, pikepdf.Stream) and _is_content(item):
        yield item, item.get("/Resources")
    if says(text, b"/Type3"):
        for font in flat(item):
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type3":
                for _, glyph in _items(font.get("/CharProcs")):
                    if isinstance(glyph, pikepdf.Stream):
                        yield glyph, font.get("/Resources")


def _stream_kinds(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return what the streams are that only who refers to them can tell apart."""
    kinds: dict[tuple[int, int], str] = {}
    for item in pdf.objects:
        for key in _REFERRING & item.keys() if isinstance(item, _Keyed) else ():
            if isinstance(value := item.get(key), pikepdf.Stream):
                kinds[value.objgen] = _REFERS[key]
    for stream, _ in content_streams(pdf):
        kinds[stream.objgen] = _drawn_as(stream)
    for page in pdf.pages:
        for part in contents(page.obj):
            kinds[part.objgen] = "page"
    return kinds


def contents(page: pikepdf.Object) -> list[pikepdf.Stream]:
    """Return the content streams of a page in their order."""
    whole = page.get("/Contents")
    parts = list(whole) if isinstance(whole, pikepdf.Array) else [whole]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def _items(item: object) -> Iterator[tuple[str, object]]:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from item.items()


def _content(source: pikepdf.Page | pikepdf.Stream, place: Place, wanted: _Wanted) -> set[Place]:
    streams = contents(source.obj) if isinstance(source, pikepdf.Page) else [source]
    try:
        # Letters that are not there in a row, whatever stands between them, are there in no way.
        plain = lexed(b"\n".join([stream.read_bytes() for stream in streams]))
        if plain and not says_more(plain) and not _any_within(wanted.any, strung(plain.strings)):
            return set()
        parts = list(shown_strings(source))
    except pikepdf.PikepdfError:
        # What cannot be taken apart is searched as it stands.
        parts = [readings(stream.read_bytes()) for stream in streams]
    strung_together = searched("".join(parts))
    leaks = wanted.words.held(SEPARATOR.join(parts)) or wanted.joined.within(strung_together)
    return {place} if leaks else set()


def _any_within(some: Needles, texts: Iterable[str]) -> bool:
    return any(some.within(searched(text)) for text in texts)


def says_more(plain: Lexed) -> bool:
    """Say whether a content stream has a mark that says more than a number for the tags."""
    return len(_MARK.findall(plain.rest)) != len(_BARE.findall(plain.rest))


def shown_strings(source: pikepdf.Page | pikepdf.Stream) -> Iterator[str]:
    """Yield the strings of a content stream as stored, one for each operator with text.

    Raises pikepdf.PdfError when the stream cannot be taken apart.
    """
    for operator, operands in operations(source, _TEXT):
        parts = list(flat(operands))
        texts = [readings(bytes(part)) for part in parts if isinstance(part, pikepdf.String)]
        if operator in _TYPESETTING:
            yield "".join(texts)
        else:
            yield from texts
            yield from (str(part)[1:] for part in parts if isinstance(part, pikepdf.Name))


def operations(
    source: pikepdf.Page | pikepdf.Stream, wanted: str = ""
) -> Iterator[tuple[str, Operands]]:
    """Yield the operators of a content stream, all or only those wanted, with their operands."""
    for step in pikepdf.parse_content_stream(source, wanted):
        inline = isinstance(step, pikepdf.ContentStreamInlineImage)
        yield str(step.operator), [] if inline else list(step.operands)


def flat(item: object) -> Iterator[object]:
    """Yield an object and all direct objects in it, not those it refers to."""
    yield item
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in item.items():
            yield pikepdf.Name(key) if key.isprintable() else pikepdf.String(_latin(key))
            yield from _inner(value)
    elif isinstance(item, pikepdf.Array | list | tuple):
        for value in item:
            yield from _inner(value)


def _latin(key: str) -> str:
    # Bytes of a key that are no UTF-8 come as lone surrogates, of which pikepdf makes no name.
    return key.encode("utf-8", "surrogateescape").decode("latin-1")


def _inner(value: object) -> Iterator[object]:
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from flat(value)


def _strings(item: pikepdf.Object) -> Iterator[tuple[str, str]]:
    if (names := named(item)) is not None:
        yield from (("name", name.decode("ascii")) for name in names - _ORDINARY_NAMES)
        return
    for part in flat(item):
        if isinstance(part, pikepdf.String):
            if not _OURS.fullmatch(data := bytes(part)):
                yield "string", readings(data)
        elif isinstance(part, pikepdf.Name) and str(part)[1:] not in _ORDINARY:
            yield "name", str(part)[1:]


def _stream(stream: pikepdf.Stream, kind: str) -> Iterator[tuple[str, str]]:
    if stream.get("/Subtype") == "/Image" or stream.get("/Type") in {"/XRef", "/ObjStm"}:
        return  # Compressed pixels hold no text; their metadata is for `carriers`.
    data = stream.read_bytes()
    if kind == _PROGRAM:
        yield kind, runs(data)
    elif kind == "tounicode":
        yield kind, SEPARATOR.join([readings(of_hex(code)) for code in set(_HEX.findall(data))])
    else:
        yield kind or "stream", readings(data)


def _raw(path: Path, wanted: Needles) -> set[Place]:
    """Search the file as it lies on disk: comments, earlier revisions, what no table refers to."""
    with path.open("rb") as file:
        tail = b""
        while data := file.read(_CHUNK):
            if wanted.held(runs(tail + data)):
                return {(0, "raw_bytes")}
            tail = data[-_OVERLAP:]
    return set()
