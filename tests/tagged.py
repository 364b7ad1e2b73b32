# SPDX-License-Identifier: EUPL-1.2
"""Small tagged PDFs with links and bookmarks; redacted and rebuilt as woolak does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, String

from woolak.model import Box, Leak, Redaction
from woolak.pdf.proving.verify import Removed, verify
from woolak.pdf.rebuilding import sanitize, traces
from woolak.pdf.rebuilding.beside import Beside, settled
from woolak.pdf.removing import redact

NAME = "Krommenhoek"
SPOKEN = "Gelakt: artikel 5.1, tweede lid, aanhef en onder e, Woo"
LINES = ("Verslag van het overleg", f"De heer {NAME} sprak met ons.", "Een slot zonder namen.")
Change = Callable[[pikepdf.Pdf], object]


@dataclass(frozen=True)
class Made:
    """A redacted file, what it came from, and the notes on it."""

    original: Path
    output: Path
    redactions: list[Redaction]
    removed: list[Removed]
    notes: tuple[str, ...]

    def where(self) -> set[str]:
        """Return the mechanisms that the proof names."""
        return {leak.where for leak in self.leaks()}

    def leaks(self) -> list[Leak]:
        """Return what the proof says."""
        return verify(self.original, self.output, self.redactions, self.removed)

    def spoil(self, change: Change) -> Made:
        """Change the output with pikepdf."""
        with pikepdf.open(self.output, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(self.output)
        return self


def document(lines: Sequence[str] = LINES, pages: int = 1) -> pikepdf.Pdf:
    """Return a tagged PDF: a heading and paragraphs, line n of a page under number n."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font["/Encoding"] = Name.WinAnsiEncoding
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K, root.ParentTree = top, Dictionary(Nums=Array())
    for number in range(pages):
        pdf.add_blank_page(page_size=(400, 300))
        page = pdf.pages[-1].obj
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(_content(lines))
        page.StructParents = number
        for mcid in range(len(lines)):
            element(pdf, top, Name.P if mcid else Name.H1, page, mcid)
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    return pdf


def _content(lines: Sequence[str]) -> bytes:
    shown = (
        f"/P <</MCID {at}>> BDC BT /F 11 Tf 60 {250 - 20 * at} Td ({line}) Tj ET EMC"
        for at, line in enumerate(lines)
    )
    return "\n".join(shown).encode("cp1252")


def element(
    pdf: pikepdf.Pdf, parent: pikepdf.Object, kind: Name, page: pikepdf.Object, kids: object
) -> pikepdf.Object:
    """Hang an element in the tree and return it."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, Pg=page, K=kids))
    parent.K.append(made)
    return made


def link(pdf: pikepdf.Pdf, rect: Sequence[float], page: int = 0, **keys: object) -> pikepdf.Object:
    """Put a link on a page and return it."""
    annotation = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[*rect]))
    for key, value in keys.items():
        annotation[f"/{key}"] = value
    listed = pdf.pages[page].obj.get("/Annots", Array())
    listed.append(annotation)
    pdf.pages[page].obj.Annots = listed
    return annotation


def uri(address: str) -> Dictionary:
    """Return the action of a link to an address."""
    return Dictionary(S=Name.URI, URI=String(address))


def outline(pdf: pikepdf.Pdf, *titles: str) -> None:
    """Hang bookmarks to the first page in the file."""
    with pdf.open_outline() as items:
        items.root.extend(pikepdf.OutlineItem(title, 0) for title in titles)


def made(folder: Path, pdf: pikepdf.Pdf, words: Sequence[str] = (NAME,)) -> Made:
    """Redact words wherever a page shows them, and rebuild."""
    source, raw, target = folder / "a.pdf", folder / "b.pdf", folder / "0001.pdf"
    pdf.save(source)
    with pymupdf.open(source) as doc:
        found = [
            (page.number + 1, word, hit * page.rotation_matrix)
            for page in doc
            for word in words
            for hit in page.search_for(word)
        ]
    redactions = [
        Redaction(f"0001-{n:04d}", "0001", page, (Box(hit.x0, hit.y0, hit.x1, hit.y1),), "5.1.2e")
        for n, (page, _, hit) in enumerate(found, 1)
    ]
    lost = redact.apply(source, raw, redactions)
    beside = Beside(source, redactions, traces.check(words))
    again = sanitize.rebuild(raw, target, "Document 0001", beside)
    removed = [Removed(page, word) for page, word, _ in found]
    return Made(source, target, redactions, removed, settled(lost, again))
