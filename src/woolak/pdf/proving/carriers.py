# SPDX-License-Identifier: EUPL-1.2
"""A PDF in; the places where it may carry more than its pages show, each as a leak.

The lists say what is allowed: a carrier that nobody has thought of yet is a leak too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
from lxml import etree

from woolak.model import Leak, Reason
from woolak.pdf.named import named
from woolak.pdf.proving.carriers_links import ObjectId, bookmarks, links, only_links
from woolak.pdf.proving.carriers_tags import is_language, marked, tags
from woolak.pdf.proving.residue import Place

_CATALOG = frozenset(
    [
        "/Type",
        "/Pages",
        "/Lang",
        "/MarkInfo",
        "/ViewerPreferences",
        "/Metadata",
        "/Version",
        "/Extensions",
        "/StructTreeRoot",
        "/OutputIntents",
        "/PageLayout",
        "/PageMode",
        "/Outlines",
    ]
)
_TRAILER = frozenset(
    [
        "/Root",
        "/Size",
        "/ID",
        "/Info",
        "/W",
        "/Index",
        "/Type",
        "/Filter",
        "/DecodeParms",
        "/Length",
        "/XRefStm",
    ]
)
_INFO = frozenset({"/Title", "/Producer"})
_PAGE = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Contents",
        "/Rotate",
        "/Group",
        "/StructParents",
        "/Tabs",
        "/UserUnit",
        "/Annots",
    ]
)
_XMP = frozenset(
    [
        "xmpmeta",
        "RDF",
        "Description",
        "Alt",
        "Bag",
        "Seq",
        "li",
        "title",
        "Producer",
        "language",
        "format",
        "part",
        "conformance",
        "rev",
    ]
)
_KEYS = {
    "/AA": "action",
    "/OpenAction": "action",
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/AcroForm": "form_fields",
    "/XFA": "form_fields",
    "/EF": "attachment",
    "/AF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/PieceInfo": "private_data",
    "/LastModified": "private_data",
    "/OPI": "private_data",
    "/Alternates": "alternate_image",
    "/Thumb": "thumbnail",
    "/ActualText": "structure_text",
    "/Alt": "structure_text",
    "/E": "structure_text",
    "/OCGs": "layer",
}
_TYPES = {
    "/Annot": "annotation",
    "/Action": "action",
    "/Filespec": "attachment",
    "/EmbeddedFile": "attachment",
    "/Outlines": "outline",
    "/OCG": "layer",
    "/Sig": "signature",
}
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm"})
_CARRYING = frozenset(name[1:].encode("ascii") for name in (*_KEYS, *_TYPES, *_ACTIONS))
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b")
# A JPEG is shown with its JFIF, ICC and Adobe segments; not with Exif, XMP, IPTC and comments.
_JPEG_NEEDED = frozenset({0xE0, 0xE2, 0xEE})


def hidden(path: Path) -> list[Leak]:
    """Return a leak for each carrier in the file beside its pages; page 0 is the document itself.

    A file that pikepdf cannot open or read without complaint is a leak as well.
    """
    try:
        with pikepdf.open(path) as pdf:
            return as_leaks(path, carried(pdf, path))
    except (pikepdf.PikepdfError, OSError):
        return as_leaks(path, {(0, "unreadable")})


def carried(pdf: pikepdf.Pdf, path: Path) -> set[Place]:
    """Return the places of the carriers in an open PDF, and what qpdf complains about."""
    found = _of(pdf)
    every: Iterable[object] = pdf.objects  # a number of its own comes as a bare Python value
    known = {item.objgen for item in every if isinstance(item, pikepdf.Object)}
    found |= set(_revisions(path, known))
    _check(pdf)
    return found | {(0, "syntax") for _ in pdf.get_warnings()}


def _check(pdf: pikepdf.Pdf) -> None:
    """Have qpdf decode every stream and take every page apart, so that it warns of what is odd.

    That is what `Pdf.check_pdf_syntax` does, which calls into Python for each word of a page.
    """
    pdf._decode_all_streams_and_discard(None)  # noqa: SLF001 - it has no other name
    for page in pdf.pages:
        pikepdf.parse_content_stream(page, _RARE)


_RARE = "BX"
"""An operator that hardly any page has: none is kept."""


def _of(pdf: pikepdf.Pdf) -> set[Place]:
    """Return the places of an open PDF; links, bookmarks and tags that are bare ones are none."""
    bare = links(pdf)
    outline = bookmarks(pdf)
    elements, odd = tags(pdf, bare)
    found = odd | set(_document(pdf)) | set(_objects(pdf, bare | outline | elements))
    found |= set(_pages(pdf)) | set(marked(pdf))
    if "/Outlines" in pdf.Root and not outline:
        found.add((0, "catalog:Outlines"))
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page.obj and not only_links(page, bare):
            found.add((number, "page:Annots"))
    return found


def as_leaks(path: Path, places: set[Place], reason: Reason = Reason.LEAK_FOUND) -> list[Leak]:
    """Return places as leaks in order; a file's name up to its first point is its document's id."""
    document = path.name.partition(".")[0]
    return [Leak(document, page, where, reason) for page, where in sorted(places)]


def _document(pdf: pikepdf.Pdf) -> Iterator[Place]:
    root, trailer = pdf.Root, pdf.trailer
    yield from ((0, f"catalog:{_plain(key)}") for key in set(root.keys()) - _CATALOG)
    yield from ((0, f"trailer:{_plain(key)}") for key in set(trailer.keys()) - _TRAILER)
    info = trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        yield from ((0, f"info:{_plain(key)}") for key in set(info.keys()) - _INFO)
    if "/Metadata" in root and _odd_xmp(root.Metadata):
        yield 0, "xmp"
    if "/Lang" in root and not is_language(root.Lang):
        yield 0, "language"
    for key in ("/MarkInfo", "/ViewerPreferences"):
        values = root.get(key, pikepdf.Dictionary())
        if not isinstance(values, pikepdf.Dictionary) or not all(map(_is_flag, values.values())):
            yield 0, f"catalog:{key[1:]}"


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _plain(key: str) -> str:
    # A key of somebody's own may itself be a name.
    return key[1:] if key in _KNOWN else "other"


_KNOWN = frozenset(
    [
        "/Author",
        "/Subject",
        "/Keywords",
        "/Creator",
        "/CreationDate",
        "/ModDate",
        "/Trapped",
        "/Company",
        "/Manager",
        "/SourceModified",
        "/Names",
        "/Dests",
        "/Outlines",
        "/Threads",
        "/OpenAction",
        "/AA",
        "/AcroForm",
        "/URI",
        "/PageLabels",
        "/PieceInfo",
        "/AF",
        "/OCProperties",
        "/Perms",
        "/Legal",
        "/Collection",
        "/DSS",
        "/DPartRoot",
        "/SpiderInfo",
        "/Requirements",
        "/NeedsRendering",
        "/Encrypt",
        "/Prev",
        "/DocChecksum",
        "/Annots",
        "/Thumb",
        "/Metadata",
        "/LastModified",
        "/B",
        "/Dur",
        "/Trans",
    ]
)


def _odd_xmp(stream: pikepdf.Object) -> bool:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.fromstring(stream.read_bytes(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return True
    return any(not isinstance(item.tag, str) or _odd_element(item) for item in tree.iter())


def _odd_element(item: etree._Element) -> bool:
    names = [str(item.tag), *map(str, item.attrib)]
    local = {name.rpartition("}")[2] for name in names}
    return bool(local - _XMP - {"about", "lang", "parseType", "xmptk"})


def _pages(pdf: pikepdf.Pdf) -> Iterator[Place]:
    for number, page in enumerate(pdf.pages, 1):
        yield from ((number, f"page:{_plain(key)}") for key in set(page.obj.keys()) - _PAGE)


def _objects(pdf: pikepdf.Pdf, bare: frozenset[ObjectId]) -> Iterator[Place]:
    allowed = pdf.Root.get("/Metadata")
    own = allowed.objgen if isinstance(allowed, pikepdf.Stream) else (0, 0)
    every: Iterable[object] = pdf.objects  # a number of its own comes as a bare Python value
    for item in (one for one in every if isinstance(one, pikepdf.Object)):
        names = None if item.objgen in bare else named(item)
        if item.objgen not in bare and (names is None or names & _CARRYING):
            yield from ((0, where) for where in _carried(item))
        if isinstance(item, pikepdf.Stream):
            if item.get("/Type") == "/Metadata" and item.objgen != own:
                yield 0, "metadata_stream"
            if item.get("/Subtype") == "/Image" and _image_comment(pdf, item):
                yield 0, "image_metadata"


def _carried(item: object) -> Iterator[str]:
    """Yield what an object and the direct objects in it carry."""
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        kind = str(item.get("/Type", ""))
        if kind in _TYPES:
            yield _TYPES[kind]
        if kind == "/StructElem" and "/T" in item:
            yield "structure_text"
        if str(item.get("/S", "")) in _ACTIONS:
            yield "action"
    for key, value in _children(item):
        if key in _KEYS and not isinstance(value, bool | int):
            yield _KEYS[key]
        if not (isinstance(value, pikepdf.Object) and value.is_indirect):
            yield from _carried(value)


def _children(item: object) -> Iterator[tuple[str, object]]:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from item.items()
    elif isinstance(item, pikepdf.Array):
        yield from (("", value) for value in item)


def _image_comment(pdf: pikepdf.Pdf, image: pikepdf.Stream) -> bool:
    if "/Metadata" in image:
        return True
    filters = image.get("/Filter")
    steps = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if not steps or steps[-1] not in {"/DCTDecode", "/JPXDecode"}:
        return False
    # A JPEG may itself be packed, for example as ASCII85.
    packed = pikepdf.Stream(pdf, image.read_raw_bytes(), Filter=pikepdf.Array(steps[:-1]))
    data = packed.read_bytes() if steps[1:] else image.read_raw_bytes()
    if steps[-1] == "/JPXDecode":
        return b"xml " in data or b"uuid" in data
    return any(marker not in _JPEG_NEEDED for marker in _jpeg_notes(data))


def _jpeg_notes(data: bytes) -> Iterator[int]:
    """Yield the markers of the application segments and comments before a JPEG's pixels."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:  # noqa: PLR2004 - SOS
        marker = data[at + 1]
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:  # noqa: PLR2004 - APP0 to APP15, COM
            yield marker
        at += 2 + int.from_bytes(data[at + 2 : at + 4])


def _revisions(path: Path, known: set[tuple[int, int]]) -> Iterator[Place]:
    """Yield what lies in the file outside the one revision that its table describes."""
    data = _without_streams(path.read_bytes())
    if data.count(b"%%EOF") != 1 or data.count(b"startxref") != 1:
        yield 0, "revision"
    if data.rpartition(b"%%EOF")[2].strip():
        yield 0, "trailing_bytes"
    if not data.startswith(b"%PDF-"):
        yield 0, "leading_bytes"
    numbers = [(int(first), int(second)) for first, second in _OBJECT.findall(data)]
    if len(set(numbers)) != len(numbers) or set(numbers) - known:
        yield 0, "stray_object"


def _without_streams(data: bytes) -> bytes:
    parts, at = [], 0
    while match := _STREAM.search(data, at):
        parts.append(data[at : match.end()])
        at = data.find(b"endstream", match.end())
        if at < 0:
            return b"".join(parts)
    return b"".join([*parts, data[at:]])
