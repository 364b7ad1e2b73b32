# SPDX-License-Identifier: EUPL-1.2
"""A built dossier goes in; how long a reviewer waits, and how often she has to act, comes out.

500 documents of four pages, 20,000 findings, one person with 2,000 places: written straight into
the database, as the review itself reads it. Times are those of Chromium, on a quiet machine.
"""

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from reportlab.pdfgen.canvas import Canvas

from woolak import chain, run
from woolak.dossier import Dossier, open_dossier
from woolak.judgement.outcome import unattended
from woolak.model import (
    Advice,
    Box,
    Decision,
    Document,
    Finding,
    Kind,
    Layer,
    Page,
    Person,
    Role,
    Status,
    Verdict,
    Word,
)

DOCUMENTS, PAGES, ON_PAGE, BIG = 500, 4, 10, 2000
_FIRST = ("Wiebe", "Aisha", "Emre", "Fokje", "Naoual", "Kwame", "Xiomara", "Jelle", "Tessa", "Bas")
_LAST = ("Kwakkelstein", "Boukhari", "Hoekstra", "Adusei", "Martina", "Brandsma", "Zijlmans")
_AT = "2026-11-21T12:00:00+00:00"
LIMITS = {
    "first view": 1.0,
    "key to visible change": 0.05,
    "decision stored": 0.1,
    "person with 2,000 places": 1.0,
    "next page": 0.15,
    "any other page": 0.15,
    "memory, MB": 300.0,
}


def build(path: Path) -> None:
    """Make the dossier."""
    run.make(path)
    pdf = _paper()
    sha256 = _kept(path, pdf)
    with open_dossier(path) as dossier, dossier.transaction():
        findings: list[Finding] = []
        for number in range(1, DOCUMENTS + 1):
            name = f"{number:04d}"
            document = Document(name, f"brief-{name}.pdf", sha256, PAGES, Status.SCANNED)
            dossier.save(document)
            pages, found = zip(*(_page(name, at) for at in range(1, PAGES + 1)), strict=True)
            there = [finding for some in found for finding in some]
            dossier.record_scan(pages, there)
            findings += there
        _judge(dossier, findings)


def _kept(path: Path, pdf: bytes) -> str:
    part = path / "originals" / "deel"
    part.write_bytes(pdf)
    sha256 = chain.sha256(part)
    part.rename(path / "originals" / f"{sha256}.pdf")
    return sha256


def _paper() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    for _ in range(PAGES):
        canvas.setFont("Helvetica", 10)
        for row in range(50):
            canvas.drawString(
                60, 780 - 14 * row, "Bij de afdeling is een vraag binnengekomen. " * 2
            )
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _page(document: str, number: int) -> tuple[Page, list[Finding]]:
    words: list[Word] = []
    text = ""
    for row in range(50):
        for column in range(9):
            at = (60 + column * 52, 54 + row * 14)
            box = Box(at[0], at[1], at[0] + 46, at[1] + 11)
            words.append(Word(f"woord{column}", len(text), box, row, row // 5))
            text += f"woord{column} "
    findings = [_finding(document, number, at, words) for at in range(ON_PAGE)]
    return Page(document, number, 595.0, 842.0, text, tuple(words)), findings


def _finding(document: str, page: int, at: int, words: list[Word]) -> Finding:
    word = words[at * 40 + 3]
    seed = random.Random(f"{document}/{page}/{at}")  # noqa: S311 - the same dossier each time
    spoken = f"{seed.choice(_FIRST)} {seed.choice(_LAST)}" if at else "Wiebe Kwakkelstein"
    kind = Kind.NAME if at < ON_PAGE - 2 else Kind.PHONE
    score = 0.3 if at == ON_PAGE - 1 and page == 1 else 0.8
    place = (document, page, Layer.TEXT, word.start, word.end, spoken, kind)
    return Finding(*place, ("naam.bouw",), score, "Naam in de kopregel.", (word.box,))


def _judge(dossier: Dossier, findings: list[Finding]) -> None:
    """Store persons of some 40 places, one of 2,000, advice and the policy's decisions."""
    names = [f for f in findings if f.kind is Kind.NAME]
    first = [f for f in names if f.text == "Wiebe Kwakkelstein"][:BIG]
    rest = [f for f in names if f not in set(first)]
    groups = [first, *(rest[at : at + 40] for at in range(0, len(rest), 40))]
    people = [
        Person(f"P{at:05d}", ("Wiebe",), "", "", f"Persoon-{at}", "", Role.AMBTENAAR, _ids(group))
        for at, group in enumerate(groups)
    ]
    advices = [_advice(f) for f in findings]
    dossier.replace_judgement(people, advices)
    dossier.decide_all(Decision(a.finding, unattended(a), a.grond, "beleid", _AT) for a in advices)


def _ids(findings: list[Finding]) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings)


def _advice(finding: Finding) -> Advice:
    suspect = finding.score < 0.4  # noqa: PLR2004 - the score of a suspect
    verdict = Verdict.ASK if suspect else Verdict.REDACT
    proposal = Verdict.KEEP if suspect else None
    return Advice(finding.id, verdict, "5.1.2e", "Beleid.", Role.AMBTENAAR, proposal)


def measure(path: Path) -> Iterator[tuple[str, float]]:
    """Yield what was measured in a browser, in seconds; memory in megabytes."""
    command = [str(Path(sys.executable).with_name("woolak")), "review", str(path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        link = _link(server)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox"]
                )
                tab = browser.new_page(viewport={"width": 1280, "height": 800})
                yield from _watched(tab, link, server.pid)
                browser.close()
        finally:
            server.terminate()


def _link(server: subprocess.Popen[str]) -> str:
    assert server.stdout  # noqa: S101 - it was opened as a pipe
    for line in server.stdout:
        if found := re.search(r"http\S+", line):
            return found[0]
    raise RuntimeError("the server showed no link")


def _watched(tab: Tab, link: str, process: int) -> Iterator[tuple[str, float]]:
    tab.goto(link)
    tab.fill("#naam", "Anna")
    start = time.perf_counter()
    tab.press("#naam", "Enter")
    tab.wait_for_selector(".figures")
    yield "first view", time.perf_counter() - start
    base = link.split("/begin", maxsplit=1)[0]
    tab.goto(f"{base}/lijst/gegeven")
    tab.wait_for_selector("html.js")
    seen, stored = zip(*(_key(tab) for _ in range(10)), strict=True)
    yield "key to visible change", sorted(seen)[5]
    yield "decision stored", sorted(stored)[5]
    tab.goto(f"{base}/personen/P00000")
    tab.wait_for_selector("html.js")
    yield "person with 2,000 places", _stored(tab, "l")
    tab.goto(f"{base}/pagina/0002/1")
    tab.wait_for_selector("html.js")
    yield "next page", sorted(_turned(tab, "v") for _ in range(9))[4]
    yield "any other page", sorted(_turned(tab, "") for _ in range(9))[4]
    yield "memory, MB", _memory(process)


_WATCH = """key => new Promise(done => {
  const start = performance.now(); let seen = 0;
  const saw = () => { seen = seen || performance.now() - start; };
  const item = document.querySelector('.item[aria-current]') || document.querySelector('.whole');
  new MutationObserver(() => requestAnimationFrame(saw))
    .observe(item, {subtree: true, childList: true, attributes: true, characterData: true});
  const notice = document.getElementById('melding'); notice.textContent = '';
  new MutationObserver(() => notice.textContent.startsWith('Opgeslagen')
    && requestAnimationFrame(() => done([seen / 1000, (performance.now() - start) / 1000])))
    .observe(notice, {childList: true});
  const where = {key, bubbles: true, cancelable: true};
  (document.activeElement || document.body).dispatchEvent(new KeyboardEvent('keydown', where));
})"""


def _key(tab: Tab) -> tuple[float, float]:
    """Press the key that redacts the current line; return when it was seen and when stored."""
    seen, stored = tab.evaluate(_WATCH, "l")
    tab.keyboard.press("j")
    return float(seen), float(stored)


def _stored(tab: Tab, key: str) -> float:
    return float(tab.evaluate(_WATCH, key)[1])


_TURN = """link => new Promise(done => {
  const start = performance.now(); let there = false;
  const before = document.querySelector('main');
  const shown = async () => {
    const main = document.querySelector('main');
    if (main === before || there) return;
    there = true;
    await main.querySelector('img').decode();
    requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000)));
  };
  new MutationObserver(shown).observe(document.body, {childList: true});
  if (link) { document.querySelector('a[rel=next]').href = link; }
  const where = {key: 'v', bubbles: true, cancelable: true};
  document.body.dispatchEvent(new KeyboardEvent('keydown', where));
})"""


def _turned(tab: Tab, key: str) -> float:
    """Turn to the next page, or to one that nothing is ready for; until its picture is painted."""
    tab.wait_for_timeout(400)  # somebody reads meanwhile
    document = int(tab.get_attribute("[data-page]", "data-document") or 0)
    link = "" if key else f"/pagina/{(document + 37) % DOCUMENTS + 1:04d}/{PAGES}"
    return float(tab.evaluate(_TURN, link))


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Build, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier"
        build(path)
        for what, value in measure(path):
            limit = LIMITS[what]
            unit = "" if "MB" in what else " s"
            print(f"{what:<28}{value:>9.3f}{unit}  (at most {limit:g}{unit})")


if __name__ == "__main__":
    main()
