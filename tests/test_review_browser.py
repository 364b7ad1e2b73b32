# SPDX-License-Identifier: EUPL-1.2
"""The review in a real browser: by keys, by mouse, without scripts, two at once, for all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import reviewing
from woolak.dossier import open_dossier
from woolak.model import Verdict

pytestmark = pytest.mark.needs("chromium")
_WAIT = 20_000
VIEWS = ("/", "/personen", "/lijst/vraag", "/lijst/openbaar", "/pagina/0001/1", "/zoeken", "/help")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewing.dossier(tmp_path_factory.mktemp("zaak"))


@dataclass
class Served:
    """A review under way: its process, and what the browsers complained of."""

    process: subprocess.Popen[str]
    faults: list[str] = field(default_factory=list)

    def link(self) -> str:
        """Return the next opening link that the operator gets."""
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http\S+", line):
                return found[0]
        pytest.fail("the server showed no link")

    def enter(self, browser: Browser, name: str, **how: object) -> Page:
        """Open a browser of its own and enter under a name, by keyboard."""
        context: BrowserContext = browser.new_context(**how)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(_WAIT)
        page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(self.link())
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Overzicht")).to_be_visible()
        return page


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """Serve the review of a dossier by the command itself; nothing may go wrong in a browser."""
    command = [str(Path(sys.executable).with_name("woolak")), "review", str(path), "--no-browser"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        review = Served(process)
        try:
            yield review
        finally:
            process.terminate()
            _, told = process.communicate()
    assert review.faults == []
    assert "bug" not in told


def ready(page: Page, heading: str) -> None:
    """Wait until a screen is there and listens to keys."""
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.locator("html.js")).to_be_attached()


def message(page: Page, text: str) -> None:
    """Wait until the screen says so."""
    expect(page.locator("#melding")).to_contain_text(text)


def test_a_reviewer_goes_from_opening_to_published_files_by_keyboard(
    chromium: Browser, made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna")
        ready(page, "Overzicht")
        page.keyboard.press("2")
        ready(page, "Personen")
        for left in range(page.locator("[data-item]").count(), 0, -1):
            expect(page.locator("[data-left]")).to_have_text(str(left))
            page.keyboard.press("l")
            expect(page.locator("[data-left]")).to_have_text(str(left - 1))
            page.keyboard.press("n")
        page.keyboard.press("z")
        message(page, "Ongedaan gemaakt: persoon beslist")
        ready(page, "Personen")
        page.keyboard.press("y")
        message(page, "Opnieuw gedaan: persoon beslist")
        ready(page, "Personen")
        page.keyboard.press("9")
        ready(page, "Publiceren")
        page.keyboard.press("p")
        expect(page.locator("#melding")).to_contain_text("Klaar", timeout=90_000)
    shown = reviewing.spoken(path / "published" / "0002.pdf")
    assert "Kwakkelstein" not in shown
    assert "Zilvermeeuw" in shown
    rows = (path / "published" / "register.jsonl").read_text(encoding="utf-8")
    assert '"decided":"reviewer"' in rows


def test_a_box_is_drawn_by_mouse_and_another_by_keys(chromium: Browser, made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna", viewport={"width": 1280, "height": 900})
        page.goto(page.url.rstrip("/") + "/pagina/0002/1")
        frame = page.locator(".frame").bounding_box()
        assert frame
        scale = frame["width"] / 595
        at = (frame["x"] + 110 * scale, frame["y"] + 149 * scale)
        page.mouse.move(*at)
        page.mouse.down()
        page.mouse.move(at[0] + 75 * scale, at[1] + 8 * scale, steps=4)
        page.mouse.up()
        before = page.locator("svg .mark").count()
        page.keyboard.press("Enter")
        expect(page.locator("svg .mark")).to_have_count(before + 1)
        message(page, "1 plaats gelakt")
        expect(page.locator("html.js")).to_be_attached()
        page.keyboard.press("b")
        for key in ("ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(page.locator("svg .mark")).to_have_count(before + 2)
    with open_dossier(path, readonly=True) as opened:
        drawn = [f for f in opened.findings("0002") if f.rules == ("hand.vak",)]
        assert {opened.decisions()[f.id].verdict for f in drawn} == {Verdict.REDACT}
        assert len(drawn) == 2
        assert any("Zilvermeeuw" in f.text for f in drawn)


def test_a_page_turns_on_the_spot_and_is_seen_once_it_is_shown(
    chromium: Browser, made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna")
        page.goto(page.url.rstrip("/") + "/pagina/0001/1")
        expect(page.locator("html.js")).to_be_attached()
        page.evaluate("document.body.dataset.same = 'ja'")
        page.keyboard.press("v")
        expect(page.locator("[data-page][data-document='0002']")).to_be_visible()
        expect(page).to_have_url(re.compile("/pagina/0002/1$"))
        expect(page).to_have_title(re.compile("Document 0002"))
        expect(page.locator("main")).to_be_focused()
        page.go_back()
        expect(page.locator("[data-page][data-document='0001']")).to_be_visible()
        page.keyboard.press("v")
        expect(page.locator("[data-page][data-document='0002']")).to_be_visible()
        assert page.evaluate("document.body.dataset.same") == "ja"
        page.locator(".card >> nth=0").get_by_role("button", name="Openbaar").click()
        message(page, "Opgeslagen")
        page.keyboard.press("a")
        message(page, "afgevinkt")
    with open_dossier(path, readonly=True) as opened:
        assert set(opened.checks()) == {("0002", 1)}


def test_two_browsers_see_each_others_decisions(chromium: Browser, made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        anna, bert = review.enter(chromium, "Anna"), review.enter(chromium, "Bert")
        for page in (anna, bert):
            page.goto(page.url.rstrip("/") + "/personen")
        first = "[data-item] >> nth=0"
        anna.locator(first).get_by_role("button", name="Openbaar").click()
        message(anna, "Opgeslagen")
        bert.locator(first).get_by_role("button", name="Lakken").click()
        message(bert, "Anna besliste dit")
        expect(bert.locator(first).locator(".label")).to_have_text("Openbaar")
        review.faults = [fault for fault in review.faults if "409" not in fault]


def test_a_second_reviewer_confirms_in_a_second_browser(chromium: Browser, tmp_path: Path):
    path = reviewing.dossier(tmp_path, "vier_ogen: alles\n")
    first = "[data-item] >> nth=0"
    with served(path) as review:
        anna, bert = review.enter(chromium, "Anna"), review.enter(chromium, "Bert")
        for page in (anna, bert):
            page.goto(page.url.rstrip("/") + "/personen")
            expect(page.locator("html.js")).to_be_attached()
        target = str(anna.locator(first).get_attribute("data-item"))
        anna.keyboard.press("l")
        message(anna, "Opgeslagen")
        anna.keyboard.press("l")
        message(anna, "Dit was al zo beslist")
        bert.goto(bert.url + "?toon=tweede")
        expect(bert.locator(first)).to_have_attribute("data-item", target)
        bert.locator(first).get_by_role("button", name="Lakken").click()
        message(bert, "Akkoord opgeslagen")
        bert.reload()
        expect(bert.locator(f"[data-item='{target}']")).to_have_count(0)
    with open_dossier(path, readonly=True) as opened:
        known = next(p for p in opened.persons() if p.id == target)
        confirmed = {**opened.confirmed("0001"), **opened.confirmed("0002")}
        assert all(confirmed[finding] == {"B02"} for finding in known.findings)


def test_a_person_is_split_and_joined_by_keys_and_another_browser_sees_it(
    chromium: Browser, made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        anna, bert = review.enter(chromium, "Anna"), review.enter(chromium, "Bert")
        base = anna.url.rstrip("/")
        for page in (anna, bert):
            page.goto(f"{base}/personen")
        before = bert.locator("[data-item]").count()
        anna.get_by_role("link", name="Kwakkelstein").focus()
        anna.keyboard.press("Enter")
        expect(anna.locator("html.js")).to_be_attached()
        where = anna.url
        anna.locator("input[name=plek] >> nth=0").focus()
        anna.keyboard.press("Space")
        anna.get_by_role("button", name="Maak de aangevinkte").focus()
        anna.keyboard.press("Enter")
        message(anna, "persoon gesplitst")
        bert.reload()
        expect(bert.locator("[data-item]")).to_have_count(before + 1)
        anna.goto(where)
        anna.get_by_label("Andere persoon").focus()
        anna.keyboard.type("Kwa")
        anna.get_by_role("button", name="Het is dezelfde persoon").focus()
        anna.keyboard.press("Enter")
        message(anna, "samengevoegd")
        bert.reload()
        expect(bert.locator("[data-item]")).to_have_count(before)
        anna.keyboard.press("z")
        message(anna, "Ongedaan gemaakt")
        bert.reload()
        expect(bert.locator("[data-item]")).to_have_count(before + 1)


def test_a_word_that_is_no_ground_is_told_and_enter_opens_the_line(
    chromium: Browser, made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna")
        page.keyboard.press("2")
        ready(page, "Personen")
        page.keyboard.press("g")
        page.keyboard.type("9.9")
        page.keyboard.press("Enter")
        message(page, "Dit is geen grond van de Woo. Er is niets gewijzigd.")
        page.reload()
        ready(page, "Personen")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/personen/."))
        review.faults = [fault for fault in review.faults if "400" not in fault]


def test_without_scripts_the_forms_decide(chromium: Browser, made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna", java_script_enabled=False)
        page.get_by_role("link", name="Personen", exact=True).click()
        page.locator("[data-item] >> nth=0").get_by_role("button", name="Lakken").click()
        message(page, "Opgeslagen")
        page.goto(re.sub(r"(:\d+).*", r"\1/pagina/0001/1", page.url))
        page.locator(".card >> nth=0").get_by_role("button", name="Openbaar").click()
        message(page, "Opgeslagen")
        page.get_by_role("button", name="Ongedaan").click()
        message(page, "Ongedaan gemaakt")


def test_every_screen_can_be_used_by_everyone(chromium: Browser, tmp_path: Path):
    letters = {**reviewing.LETTERS, "zonder.pdf": ("Het ministerie besluit.",)}
    path = reviewing.dossier(tmp_path, letters=letters)
    axe = Axe()
    with served(path) as review:
        page = review.enter(chromium, "Anna")
        base = page.url.rstrip("/")
        page.goto(f"{base}/personen")
        person = page.locator("[data-open] >> nth=0").get_attribute("href")
        for view in (
            *VIEWS,
            str(person),
            "/geschiedenis",
            "/publiceren",
            "/voorbeeld/0001/1",
            "/pagina/0003/1",
        ):
            page.goto(base + view)
            found = axe.run(page)
            assert found.violations_count == 0, f"{view}: {found.generate_report()}"
            wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
            assert wide, f"{view} is wider than the screen"
        page.set_viewport_size({"width": 640, "height": 400})
        for view in ("/", "/personen", "/pagina/0001/1"):  # 1280 wide at 200 %
            page.goto(base + view)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), view


@pytest.mark.slow
def test_a_decision_that_was_shown_as_stored_survives_a_kill(
    chromium: Browser, made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with served(path) as review:
        page = review.enter(chromium, "Anna")
        page.goto(page.url.rstrip("/") + "/personen")
        target = page.locator("[data-item] >> nth=0").get_attribute("data-item")
        page.keyboard.press("o")
        message(page, "Opgeslagen")
        review.process.kill()
        page.context.close()
        review.faults.clear()
    with open_dossier(path) as opened:
        known = next(p for p in opened.persons() if p.id == target)
        kept = {opened.decisions()[f].verdict for f in known.findings[:1]}
        assert kept == {Verdict.KEEP}
