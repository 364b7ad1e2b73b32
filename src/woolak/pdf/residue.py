# SPDX-License-Identifier: EUPL-1.2
"""A PDF and removed texts in; the objects, streams and bytes that still hold one of them.

What a page itself shows is read by pdfium (see `verify`); this looks at everything else, and at the
strings of the content streams as they are stored, whatever their fonts say that they mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeAlias

import pikepdf

from woolak.pdf.spelling import (
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
_Texts = dict[Place, list[str]]

_TEXT = "Tj TJ ' \" BDC DP BMC MP"
_TYPESETTING = frozenset({"Tj", "TJ", "'", '"'})
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_CONTENT = frozenset({"type3_glyph", "pattern", "form"})
_FONT_FILES = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
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
# The texts in a font's program stand next to each other without anything in between.
_PROGRAM: Place = (0, "font_program")
_OWN_WORDS = frozenset(name.casefold() for name in _ORDINARY)
_CHUNK = 1 << 24
_OVERLAP = 1 << 10


def residue(
    pdf: pikepdf.Pdf, path: Path, words: Collection[Needle], joined: Collection[Needle]
) -> set[Place]:
    """Return the page (0: none in particular) and the mechanism of each place that holds a needle.

    `words` are looked for as words, `joined` in the letters of a content stream strung together,
    as a stream that sets letter by letter has no words.
    """
    kinds = _stream_kinds(pdf)
    telling = (item for item in words if item.letters not in _OWN_WORDS)
    found = _raw(path, needles(item for item in telling if not item.numeric))
    wanted = needles(words), needles(joined)
    for number, page in enumerate(pdf.pages, 1):
        found |= _content(page, (number, "content_stream"), *wanted)
    texts: _Texts = defaultdict(list)
    for item in pdf.objects:
        _strings(item, texts)
        if isinstance(item, pikepdf.Stream):
            kind = kinds.get(item.objgen, "")
            if kind in _CONTENT or _is_content(item):
                found |= _content(item, (0, kind or "form"), *wanted)
            elif kind != "page":
                _stream(item, kind, texts)
    found |= {place for place, parts in texts.items() if wanted[0].held(SEPARATOR.join(parts))}
    if any(wanted[1].within(searched(text)) for text in texts[_PROGRAM]):
        found.add(_PROGRAM)
    return found


def _drawn_as(stream: pikepdf.Stream) -> str:
    if stream.get("/PatternType") == 1:
        return "pattern"
    return "form" if stream.get("/Subtype") == "/Form" else "type3_glyph"


def _is_content(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


def content_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Stream, pikepdf.Object | None]]:
    """Yield each stream of drawing operators outside the pages, with its resources."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and _is_content(item):
            yield item, item.get("/Resources")
        for font in _flat(item):
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type3":
                for _, glyph in _items(font.get("/CharProcs")):
                    if isinstance(glyph, pikepdf.Stream):
                        yield glyph, font.get("/Resources")


def _stream_kinds(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return what the streams are that only who refers to them can tell apart."""
    kinds: dict[tuple[int, int], str] = {}
    for item in pdf.objects:
        for key, value in _items(item):
            if isinstance(value, pikepdf.Stream):
                if key in _FONT_FILES:
                    kinds[value.objgen] = "font_program"
                elif key in {"/ToUnicode", "/Metadata"}:
                    kinds[value.objgen] = key[1:].lower()
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


def _content(
    source: pikepdf.Page | pikepdf.Stream,
    place: Place,
    words: Needles,
    joined: Needles,
) -> set[Place]:
    try:
        parts = list(shown_strings(source))
    except pikepdf.PikepdfError:
        # What cannot be taken apart is searched as it stands.
        streams = contents(source.obj) if isinstance(source, pikepdf.Page) else [source]
        parts = [readings(stream.read_bytes()) for stream in streams]
    leaks = words.held(SEPARATOR.join(parts)) or joined.within(searched("".join(parts)))
    return {place} if leaks else set()


def shown_strings(source: pikepdf.Page | pikepdf.Stream) -> Iterator[str]:
    """Yield the strings of a content stream as stored, one for each operator with text.

    Raises pikepdf.PdfError when the stream cannot be taken apart.
    """
    for operator, operands in operations(source, _TEXT):
        parts = list(_flat(operands))
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


def _flat(item: object) -> Iterator[object]:
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
        yield from _flat(value)


def _strings(item: object, texts: _Texts) -> None:
    for part in _flat(item):
        if isinstance(part, pikepdf.String):
            if not _OURS.fullmatch(data := bytes(part)):
                texts[0, "string"].append(readings(data))
        elif isinstance(part, pikepdf.Name) and str(part)[1:] not in _ORDINARY:
            texts[0, "name"].append(str(part)[1:])


def _stream(stream: pikepdf.Stream, kind: str, texts: _Texts) -> None:
    if stream.get("/Subtype") == "/Image" or stream.get("/Type") in {"/XRef", "/ObjStm"}:
        return  # Compressed pixels hold no text; their metadata is for `carriers`.
    data = stream.read_bytes()
    if kind == "font_program":
        texts[0, kind].append(runs(data))
    elif kind == "tounicode":
        texts[0, kind] += [readings(bytes.fromhex(code.decode())) for code in _HEX.findall(data)]
    else:
        texts[0, kind or "stream"].append(readings(data))


def _raw(path: Path, wanted: Needles) -> set[Place]:
    """Search the file as it lies on disk: comments, earlier revisions, what no table refers to."""
    with path.open("rb") as file:
        tail = b""
        while data := file.read(_CHUNK):
            if wanted.held(runs(tail + data)):
                return {(0, "raw_bytes")}
            tail = data[-_OVERLAP:]
    return set()
