# SPDX-License-Identifier: EUPL-1.2
"""A dossier of small letters with invented people, and its review in this process."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pymupdf
import pypdf
from reportlab.pdfgen.canvas import Canvas

from woolak import judgement as judging
from woolak import run, scan, work
from woolak.dossier import Dossier, open_dossier
from woolak.intake import add, collect
from woolak.review import serve
from woolak.review.access import Access
from woolak.review.app import application
from woolak.review.guard import Door
from woolak.review.room import Room

HOST = "127.0.0.1:8080"
ORIGIN = f"http://{HOST}"
Letter = tuple[str, ...] | bytes
"""The lines of a page, or a whole PDF."""
LISTS = ("persoon", "vraag", "gegeven", "vermoeden", "openbaar")
LETTERS: dict[str, Letter] = {
    "een.pdf": (
        "Van: Kwakkelstein, W.B. (Wiebe)",
        "Aan: Boukhari, A. (Aisha)",
        "Onderwerp: planning",
        "",
        "Beste Aisha,",
        "Ik heb met Wiebe Kwakkelstein gesproken over de planning van het onderzoek.",
        "Vragen aan mevrouw A. Boukhari, telefoon 06-28401765.",
        "De minister, mevrouw D. Yesilgöz-Zegerius, is op de hoogte.",
        "",
        "Groet,",
        "Wiebe Kwakkelstein",
    ),
    "twee.pdf": (
        "Contactpersoon: W.B. Kwakkelstein",
        "",
        "Geachte heer Öztürk,",
        "De heer W.B. Kwakkelstein belt u morgen terug.",
        "Project Zilvermeeuw blijft geheim.",
        "",
        "Met vriendelijke groet,",
        "W.B. Kwakkelstein",
    ),
}


def letter(lines: tuple[str, ...]) -> bytes:
    """Return a PDF with a page of these lines."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    canvas.setFont("Helvetica", 11)
    for at, line in enumerate(lines):
        canvas.drawString(72, 760 - 18 * at, line)
    canvas.save()
    return buffer.getvalue()


def dossier(folder: Path, zaak: str = "", letters: Mapping[str, Letter] = LETTERS) -> Path:
    """Make a dossier of letters, scanned and judged, and return its path."""
    papers = folder / "in"
    papers.mkdir(parents=True)
    for name, lines in letters.items():
        (papers / name).write_bytes(lines if isinstance(lines, bytes) else letter(lines))
    facts = folder / "zaak.yaml"
    facts.write_text(zaak or "zaaknummer: 2026-0147\n", encoding="utf-8")
    path = folder / "dossier"
    run.make(path, "kern", facts)
    with open_dossier(path) as opened, work.open_executor("inline") as executor:
        add(opened, collect([papers], path), executor, lambda *_: None)
        scan.scan(opened, executor, lambda *_: None, ocr=False)
        judging.judge(opened, lambda *_: None)
    return path


def scan_dossier(folder: Path, zaak: str = "") -> Path:
    """Make a dossier of one page that is a picture of two lines, not read by OCR."""
    picture = pymupdf.open()
    page = picture.new_page(width=595, height=842)
    page.insert_text((70, 100), "De heer W.B. Kwakkelstein", fontsize=20)
    page.insert_text((70, 240), "heeft gebeld", fontsize=20)
    pixels = page.get_pixmap(dpi=150)
    made = pymupdf.open()
    made.new_page(width=595, height=842).insert_image(pymupdf.Rect(0, 0, 595, 842), pixmap=pixels)
    return dossier(folder, zaak, {"scan.pdf": made.tobytes()})


def copied(made: Path, folder: Path) -> Path:
    """Return a copy of a dossier."""
    return Path(shutil.copytree(made, folder / "kopie"))


def grow(path: Path, folder: Path, letters: Mapping[str, Letter]) -> None:
    """Add letters to a dossier and scan them."""
    folder.mkdir()
    for name, lines in letters.items():
        (folder / name).write_bytes(lines if isinstance(lines, bytes) else letter(lines))
    with open_dossier(path) as opened, work.open_executor("inline") as executor:
        add(opened, collect([folder], path), executor, lambda *_: None)
        scan.scan(opened, executor, lambda *_: None, ocr=False)


def spoken(pdf: Path) -> str:
    """Return the text of a PDF as another library reads it."""
    return " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def values(html: str, name: str) -> list[str]:
    """Return the values of the fields of this name in a form."""
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


@contextmanager
def reviewed(opened: Dossier, access: Access | None = None) -> Iterator[Room]:
    """Yield the room of a review, its copies found."""
    access = access or Access()
    door = Door(frozenset({HOST}), False, "woolak_8080")
    with serve.room(opened, access, door) as here:
        for _ in here.desk.find_copies():
            pass
        yield here


class Browser:
    """A browser without a screen, in the thread that owns the dossier; it keeps its cookies."""

    def __init__(self, here: Room) -> None:
        self._app = application(here)
        self._cookies: dict[str, str] = {}

    def get(self, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        """Ask for a path."""
        return asyncio.run(self._send("GET", path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        """Send a form."""
        return asyncio.run(self._send("POST", path, **more))

    async def _send(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, cookies=self._cookies
        ) as made:
            answer = await made.request(method, path, **more)
            self._cookies = dict(made.cookies)
            return answer


def client(here: Room, name: str = "") -> Browser:
    """Return a browser, entered under a name when one is given."""
    browser = Browser(here)
    if name:
        browser.get("/begin", params={"t": here.access.token()})
        browser.post("/wie", data={"naam": name}, headers={"Origin": ORIGIN})
    return browser


def post(browser: Browser, path: str, data: dict[str, Any], **headers: str) -> httpx.Response:
    """Send a form as our own page does."""
    return browser.post(path, data=data, headers={"Origin": ORIGIN, **headers})
