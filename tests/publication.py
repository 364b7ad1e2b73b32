# SPDX-License-Identifier: EUPL-1.2
"""A small dossier, ready to publish, built without reading or redacting a PDF."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pikepdf

from woolak import dossier, rulebook
from woolak.gronden import GRONDEN
from woolak.model import (
    Box,
    Document,
    Kind,
    Reason,
    Redaction,
    RegisterRow,
    Role,
    Source,
    Status,
)
from woolak.model.publication import TEXTS
from woolak.publish import folder
from woolak.publish.motivation import motivation
from woolak.zaak import Zaak

NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
KEY = b"k" * 32
SOURCE = "/inkomend/Brief aan Yusra Çelik-Öztürk.pdf"
"""A path that names somebody: no published file may hold any part of it."""

_BOX = Box(72, 100, 122, 112)


def row(number: int, document: str = "0001", ground: str = "5.1.2e", page: int = 1) -> RegisterRow:
    """Return the register's row of a name under a ground."""
    kind = Kind.BSN if ground == "5.1.1e" else Kind.NAME
    return RegisterRow(
        f"{document}-{number:04d}",
        document,
        page,
        kind,
        Role.AMBTENAAR,
        ground,
        motivation(ground, kind, Role.AMBTENAAR),
        Source.RULE,
        "policy",
        "2026-11-21",
    )


def pdf(path: Path, rows: list[RegisterRow], pages: int = 1) -> str:
    """Write a PDF with a labelled box for each row, and return its hash."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for page in range(1, pages + 1):
        made.add_blank_page(page_size=(595, 842))
        boxes = "".join(_box(r, at) for at, r in enumerate(rows) if r.page == page)
        text = f"BT /F1 11 Tf 72 780 Td (Bladzijde {page} van de nota.) Tj ET\n"
        streams = [made.make_stream(part.encode()) for part in (text, boxes) if part]
        made.pages[-1].obj.Contents = pikepdf.Array(streams)
        fonts = pikepdf.Dictionary(F1=font, LakHelv=font)
        made.pages[-1].obj.Resources = pikepdf.Dictionary(Font=fonts)
    made.Root.Lang = pikepdf.String("nl-NL")
    made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    made.docinfo["/Title"] = f"Document {path.stem}"
    made.save(path, deterministic_id=True)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _box(redacted: RegisterRow, at: int) -> str:
    ground = GRONDEN[redacted.ground]
    spoken = ("\ufeff" + f"Gelakt: {ground.citation}").encode("utf-16-be").hex().upper()
    y = 700 - 30 * at
    return (
        f"/Span <</E <{spoken}> /Lak ({redacted.redaction})>> BDC\n"
        f"q 1 g 0.2 G 0.5 w 72 {y} 50 12 re B\n"
        f"BT 0 g /LakHelv 8 Tf 100 Tz 1 0 0 1 80 {y + 3} Tm ({ground.box}) Tj ET\n"
        "Q EMC\n"
    )


def build(path: Path, *, unfinished: bool = False) -> Path:
    """Make a dossier of five documents, among them one withheld and one duplicate.

    With `unfinished` there are two more: one that needs OCR, one that could not even be read.
    """
    rulebook.pin("kern", path / "rules")
    dossier.create(path, "kern", rulebook.digest("kern"), Zaak(zaaknummer="2026-0147"), KEY)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        _published(opened, "0001", "beslisnota", [row(1), row(2), row(3, ground="5.1.1e", page=2)])
        _published(opened, "0002", "Kamerbrief", [])
        _add(opened, "0003", b"geweigerd", Status.WITHHELD, grond="5.1.2i", soort="notitie")
        _add(opened, "0004", b"original 0001", Status.DUPLICATE, duplicate_of="0001")
        _published(opened, "0005", "", [row(1, "0005")])
        if unfinished:
            about = {"reason": Reason.NEEDS_OCR, "place": "page 1: image"}
            _add(opened, "0006", b"scan", Status.UNFINISHED, **about)
            unread = Document("0007", SOURCE, "", 0, Status.REJECTED, Reason.UNREADABLE_FILE)
            opened.save(unread)
            opened.record_event("added", {"document": "0007", "sha256": "", "status": "rejected"})
    return path


def _published(opened: dossier.Dossier, name: str, soort: str, rows: list[RegisterRow]) -> None:
    sha256 = pdf(opened.path / "redacted" / f"{name}.pdf", rows, pages=2)
    original = f"original {name}".encode()
    about = {"published_sha256": sha256, "soort": soort, "datum": "2020-03-25" if soort else ""}
    _add(opened, name, original, Status.PUBLISHED, **about, notes=("attachments_dropped:2",))
    redactions = {Redaction(r.redaction, name, r.page, (_BOX,), r.ground): r for r in rows}
    texts = [f"Document {name} in tekst.\n", f"<p>Document {name} in tekst.</p>\n"]
    hashes = [sha256]
    for suffix, text in zip(TEXTS, texts, strict=True):
        (opened.path / "redacted" / f"{name}{suffix}").write_text(text, encoding="utf-8")
        hashes.append(hashlib.sha256(text.encode()).hexdigest())
    opened.record_output(name, "plan", tuple(hashes), redactions)


def _add(
    opened: dossier.Dossier, name: str, original: bytes, status: Status, **about: object
) -> None:
    sha256 = hashlib.sha256(original).hexdigest()
    (opened.path / "originals" / f"{sha256}.pdf").write_bytes(original)
    opened.save(Document(name, SOURCE, sha256, 2, status, **about))  # type: ignore[arg-type]
    opened.record_event("added", {"document": name, "sha256": sha256, "status": status})


def published(path: Path) -> Path:
    """Make that dossier, publish it, and return where it is."""
    made = build(path)
    with dossier.open_dossier(made, clock=lambda: NOW) as opened:
        folder.write(opened)
    return made
