# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of docs/handleiding.md from a running review of the samples.

Run from the checkout: `python scripts/pictures.py`; needs Debian's chromium.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "beeld"
WOOLAK = Path(sys.executable).with_name("woolak")
VIEWS = {
    "overzicht": "/",
    "personen": "/personen",
    "pagina": "/pagina/0007/1",
    "voorbeeld": "/voorbeeld/0007/1",
}


def main() -> None:
    """Make a dossier of the samples, serve its review, and take a picture of each view."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "2026-0147"
        samples = sorted(map(str, (ROOT / "samples").glob("*.pdf")))
        made = [str(WOOLAK), "run", *samples, "--dossier", str(dossier), "--rules", "jenv"]
        subprocess.run([*made, "--ocr", "off"], check=False, stdout=subprocess.DEVNULL)
        command = [str(WOOLAK), "review", str(dossier), "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                shoot(link(server))
            finally:
                server.terminate()


def link(server: subprocess.Popen[str]) -> str:
    """Return the link by which the review is opened."""
    for line in server.stdout or ():
        if found := re.search(r"http\S+", line):
            return found[0]
    raise SystemExit("the review did not start")


def shoot(opening: str) -> None:
    """Take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(opening)
        page.fill("#naam", "A. Jansen")
        page.press("#naam", "Enter")
        page.wait_for_selector(".figures")
        base = opening.split("/begin", maxsplit=1)[0]
        decide(page, base)
        for name, path in VIEWS.items():
            page.goto(base + path)
            page.wait_for_selector("html.js")
            keep(page.screenshot(), TARGET / f"review-{name}.png")
        browser.close()


def keep(png: bytes, path: Path) -> None:
    """Write a picture with few colours: it is committed."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").resize((960, 540))
    picture.quantize(64).save(path, optimize=True)
    print(path)


def decide(page: Page, base: str) -> None:
    """Decide about two persons, so that the pictures show both."""
    page.goto(f"{base}/personen")
    page.wait_for_selector("html.js")
    for key in ("l", "o"):
        page.keyboard.press(key)
        page.wait_for_selector("#melding:has-text('Opgeslagen')")
        page.keyboard.press("j")
        page.evaluate("document.getElementById('melding').textContent = ''")


if __name__ == "__main__":
    main()
