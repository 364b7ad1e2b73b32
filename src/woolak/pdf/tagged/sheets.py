# SPDX-License-Identifier: EUPL-1.2
"""Text with the tag that it belongs to in; pages, the tree of tags and all that a PDF needs out.

Of the time, the machine and its user nothing is told: the same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from woolak.pdf.tagged.file import TaggedFile
from woolak.pdf.tagged.type import Face, Style, drawn, embed, face, lines, width

WIDE, HIGH = 841.89, 595.28
"""A4 landscape, in points."""
MARGIN = 34.0
_RED = b"0.66 0 0 rg"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: `warning` may be empty; `columns` are (name, least width in characters).

    `terms` are explained at the end; the second column says what a row is about.
    """

    heading: str
    warning: str
    caption: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[Sequence[str]]
    terms_heading: str = ""
    terms: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class Sheet:
    """A page in the making."""

    number: int
    told: list[bytes] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """The tag of each piece of marked content, by its number."""
    edges: list[float] = field(default_factory=list)
    """Where the rows of the table begin and end, in points from below."""


@dataclass(slots=True)
class Tag:
    """A tag: its number, its kind, the number of the one above, and where its content stands."""

    number: int
    kind: bytes
    above: int
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Work:
    """A PDF in the making: where the pen is, in points from below."""

    out: TaggedFile
    listed: Listed
    pages_number: int
    faces: dict[str, tuple[int, Face]]
    """Each font by its look, with the number of its object."""
    styles: dict[str, Style]
    stops: list[float]
    """Where the columns begin, and the last one ends."""
    y: float = 0.0
    pages: list[tuple[Sheet, int]] = field(default_factory=list)

    @property
    def page(self) -> Sheet:
        """Return the page that the pen is on."""
        return self.pages[-1][0]


def _styles(regular: Face, bold: Face) -> dict[str, Style]:
    return {
        "regular": Style(regular, 8.0),
        "bold": Style(bold, 8.0),
        "warning": Style(bold, 8.0, _RED),
        "heading": Style(bold, 14.0),
    }


def begun(out: TaggedFile, listed: Listed) -> tuple[Work, Tag]:
    """Return a PDF without a page, and the tag of the whole of it."""
    faces = {look: (out.new(), face(look)) for look in ("regular", "bold")}
    styles = _styles(faces["regular"][1], faces["bold"][1])
    return Work(out, listed, out.new(), faces, styles, []), Tag(out.new(), b"Document", out.new())


def turn(work: Work) -> None:
    """Put the pen at the top of a new page."""
    work.pages.append((Sheet(work.out.new()), work.out.new()))
    work.y = HIGH - MARGIN


def ended(work: Work, document: Tag) -> None:
    """Write all that hangs on the whole; the file is complete after it."""
    root, info = work.out.new(), work.out.new()
    _footers(work)
    for number, used in work.faces.values():
        embed(work.out, number, used)
    _tree(work, document)
    _root(work, root, document.above, info)
    work.out.finish(root, info)


def text(
    work: Work, tag: Tag | None, look: str, placed: Sequence[tuple[float, float, str]]
) -> None:
    """Write lines of codes at their places, for a tag, or as an artifact without one."""
    page, style = work.page, work.styles[look]
    opened = b"/Artifact BMC"
    if tag is not None:
        opened = b"/P << /MCID %d >> BDC" % len(page.marks)
        tag.places.append((page.number, len(page.marks)))
        page.marks.append(tag.number)
    shown = b"".join(
        b"1 0 0 1 %.2f %.2f Tm <%b> Tj\n" % (x, y, line.encode()) for x, y, line in placed
    )
    font = style.face.look.encode()
    page.told.append(
        b"%b\nBT %b /%b %.1f Tf\n%bET\nEMC\n" % (opened, style.colour, font, style.size, shown)
    )


def child(work: Work, above: Tag, kind: bytes) -> Tag:
    """Return a new tag under another."""
    return Tag(work.out.new(), kind, above.number)


def close(work: Work, tag: Tag, kids: Sequence[int], more: bytes = b"") -> None:
    """Write a tag with its children, or with the places of its content."""
    pages = {page for page, _ in tag.places}
    if kids:
        held = b"/K[%b]" % b" ".join(b"%d 0 R" % kid for kid in kids)
    elif len(pages) == 1:
        held = b"/Pg %d 0 R/K[%b]" % (pages.pop(), b" ".join(b"%d" % at for _, at in tag.places))
    else:
        parts = (b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % place for place in tag.places)
        held = b"/K[%b]" % b"".join(parts) if pages else b""
    body = b"<</Type/StructElem/S/%b/P %d 0 R%b%b>>" % (tag.kind, tag.above, more, held)
    work.out.put(tag.number, body)


def finish(work: Work) -> None:
    """Write the content of a page that is full, all but its foot."""
    page, content = work.pages[-1]
    work.out.stream(content, b"".join(page.told))
    page.told = []


def _footers(work: Work) -> None:
    """Write the last page, then what needs the number of pages: the foot of each of them."""
    finish(work)
    fonts = b"".join(b"/%b %d 0 R" % (name.encode(), n) for name, (n, _) in work.faces.items())
    for at, (page, content) in enumerate(work.pages):
        foot = work.out.new()
        work.out.stream(foot, b"".join(_foot(work, at)))
        work.out.put(
            page.number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</Font<<%b>>>>"
            b"/Contents[%d 0 R %d 0 R]/StructParents %d/Tabs/S>>"
            % (work.pages_number, WIDE, HIGH, fonts, content, foot, at),
        )
    kids = b" ".join(b"%d 0 R" % page.number for page, _ in work.pages)
    work.out.put(work.pages_number, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(work.pages), kids))


def _foot(work: Work, at: int) -> Iterator[bytes]:
    told = f"Bladzijde {at + 1} van {len(work.pages)}"
    used = work.styles["regular"]
    x = WIDE - MARGIN - width(used, told)
    (line,) = lines(used, told, WIDE)
    yield b"/Artifact BMC\nBT 0 g /regular %.1f Tf\n" % used.size
    yield b"1 0 0 1 %.2f %.2f Tm <%b> Tj\nET\nEMC\n" % (x, MARGIN - 8, line.encode())


def _tree(work: Work, document: Tag) -> None:
    """Write the root of the tags, with the tags of each page by the numbers of their content."""
    told = []
    for at, (page, _) in enumerate(work.pages):
        number = work.out.new()
        marks = b" ".join(b"%d 0 R" % mark for mark in page.marks)
        work.out.put(number, b"[%b]" % marks)
        told.append(b"%d %d 0 R" % (at, number))
    work.out.put(
        document.above,
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
        % (document.number, b" ".join(told), len(work.pages)),
    )


def _root(work: Work, root: int, tree: int, info: int) -> None:
    meta = work.out.new()
    title = drawn(work.styles["heading"], work.listed.heading)
    spelled = ("\ufeff" + title).encode("utf-16-be").hex().upper().encode()
    work.out.put(info, b"<</Title<%b>/Producer(woolak)>>" % spelled)
    work.out.stream(meta, _xmp(title), b"/Type/Metadata/Subtype/XML")
    work.out.put(
        root,
        b"<</Type/Catalog/Pages %d 0 R/Lang(nl-NL)/MarkInfo<</Marked true>>"
        b"/ViewerPreferences<</DisplayDocTitle true>>/Metadata %d 0 R/StructTreeRoot %d 0 R>>"
        % (work.pages_number, meta, tree),
    )


def _xmp(title: str) -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        "</dc:title><dc:language><rdf:Bag><rdf:li>nl-NL</rdf:li></rdf:Bag></dc:language>"
        "<pdf:Producer>woolak</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()
