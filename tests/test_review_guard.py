# SPDX-License-Identifier: EUPL-1.2
"""Who is let in to a review, and what every answer of it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reviewing
from reviewing import ORIGIN, client, post
from woolak.dossier import open_dossier
from woolak.errors import CannotStart
from woolak.review import access as doors
from woolak.review.access import Access
from woolak.review.room import Room
from woolak.review.serve import Address


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    path = reviewing.dossier(tmp_path_factory.mktemp("deur"))
    with open_dossier(path) as opened, reviewing.reviewed(opened) as room:
        yield room


def test_without_the_link_nothing_is_shown(here: Room):
    for path in ("/", "/personen", "/pagina/0001/1", "/beeld/0001/1.png", "/geschiedenis"):
        answer = client(here).get(path)
        assert answer.status_code == 403
        assert "Kwakkelstein" not in answer.text


def test_a_link_opens_one_session(here: Room):
    token = here.access.token()
    assert client(here).get("/begin", params={"t": token}).status_code == 303
    assert client(here).get("/begin", params={"t": token}).status_code == 403
    assert client(here).get("/begin", params={"t": "verzonnen"}).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(here: Room):
    answer = client(here).get("/begin", params={"t": here.access.token()})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_post_from_another_site_or_from_nowhere_is_refused(here: Room):
    browser = client(here, "Anna")
    for origin in ({}, {"Origin": "http://elders.example"}, {"Origin": "null"}):
        answer = browser.post("/ongedaan", data={}, headers=origin)
        assert answer.status_code == 403
        assert "niets gewijzigd" in answer.text


def test_a_request_under_another_name_is_refused(here: Room):
    browser = client(here, "Anna")
    assert browser.get("/", headers={"Host": "kwaad.example:8080"}).status_code == 400
    assert browser.get("/", headers={"Host": "127.0.0.1:1"}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/pagina/0001/99",
        "/pagina/9999/1",
        "/personen/P0",
        "/lijst/niets",
        "/niets",
        "/beeld/1/0.png",
        "/personen/",
        "/static/..%2f..%2fguard.py",
        pytest.param(f"/pagina/0001/{'9' * 5000}", id="5,000 digits"),
        pytest.param(f"/sinds/{'9' * 5000}", id="5,000 digits again"),
    ],
)
def test_what_is_not_there_is_said_in_words(here: Room, path: str):
    answer = client(here, "Anna").get(path)
    assert answer.status_code == 404
    assert "Dit bestaat niet" in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"doel": "x", "bereik": "plaats", "keuze": "weg"},
        {"doel": "x", "bereik": "alles", "keuze": "redact"},
        {"doel": "x", "bereik": "document_geweigerd", "keuze": "redact"},
        {"doel": "x", "bereik": "samengevoegd", "keuze": "keep"},
        {"doel": "x", "bereik": "plaats", "keuze": "redact", "grond": "10.2.e"},
    ],
)
def test_a_form_that_cannot_be_followed_changes_nothing(here: Room, fields: dict[str, object]):
    before = here.desk.dossier.last_decision()
    answer = post(client(here, "Anna"), "/besluit", fields)
    assert answer.status_code == 400
    assert "Er is niets gewijzigd" in answer.text
    assert here.desk.dossier.last_decision() == before


def test_every_answer_forbids_what_is_not_ours_and_is_kept_nowhere(here: Room):
    browser = client(here, "Anna")
    for path in ("/", "/pagina/0001/1", "/beeld/0001/1.png", "/static/niets.js", "/niets"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_only_our_own_scripts_and_style_are_kept_by_a_browser_under_a_name_of_their_version(
    here: Room,
):
    shown = client(here).get("/").text
    script = re.findall(r'src="(/static/[0-9a-f]+/review.js)"', shown)[0]
    headers = client(here).get(script).headers
    assert "immutable" in headers["cache-control"]
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_a_bug_is_a_sentence_and_names_no_text(
    here: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(*_: object) -> object:
        raise ValueError("Kwakkelstein")

    monkeypatch.setattr("woolak.review.listing.items", broken)
    answer = client(here, "Anna").get("/personen")
    assert answer.status_code == 500
    assert "Kwakkelstein" not in answer.text + capsys.readouterr().err


def test_a_session_ends_after_a_time_of_rest():
    now = [0.0]
    access = Access(idle=60, clock=lambda: now[0])
    session = access.enter(access.token())
    assert session
    now[0] = 50
    assert access.session(session.id)
    now[0] = 100
    assert access.session(session.id, busy=False), "a screen that looks for news is no work"
    now[0] = 111
    assert access.session(session.id) is None


def test_a_name_with_five_wrong_passwords_waits(tmp_path: Path):
    file = tmp_path / "lezers"
    doors.add_user(file, "Anna", "een lang wachtwoord")
    assert "lang" not in file.read_text(encoding="utf-8")
    access = Access(doors.users(file))
    assert access.login("Anna", "een lang wachtwoord")
    for _ in range(5):
        assert access.login("Anna", "mis") is None
    assert access.login("Anna", "een lang wachtwoord") is None
    assert access.login("Bert", "een lang wachtwoord") is None


def test_others_reach_it_only_over_tls_and_by_password(tmp_path: Path):
    Address().check()
    with pytest.raises(CannotStart, match="certificate"):
        Address(host="0.0.0.0").check()  # noqa: S104 - what is refused
    with pytest.raises(CannotStart, match="certificate"):
        Address(host="0.0.0.0", certificate=tmp_path / "c").check()  # noqa: S104 - as above


def test_the_log_holds_an_alias_and_no_name(here: Room):
    client(here, "Annabel Zwartjes")
    told = " ".join(str(entry) for entry in here.desk.dossier.log())
    assert "Zwartjes" not in told
    assert "Annabel Zwartjes" in here.desk.dossier.reviewers().values()


def test_opening_needs_a_name_first(here: Room):
    browser = client(here)
    browser.get("/begin", params={"t": here.access.token()})
    assert browser.get("/").headers["location"] == "/wie"
    assert browser.post("/wie", data={"naam": "  "}, headers={"Origin": ORIGIN}).status_code == 400


def test_a_token_with_letters_that_no_token_has_is_a_wrong_one():
    access = Access()
    access.token()
    assert access.enter("é") is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00=1&doel=%ff", "application/x-www-form-urlencoded"),
        (b'{"doel": 1}', "application/json"),
        (b"--x\r\nrommel", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"a=" + b"&a=".join([b"1"] * 30_000), "application/x-www-form-urlencoded"),
    ],
    ids=["bytes", "json", "no parts", "no boundary", "too many fields"],
)
def test_a_body_that_is_no_form_of_ours_changes_nothing(here: Room, body: bytes, kind: str):
    before = here.desk.dossier.last_decision()
    answer = client(here, "Anna").post(
        "/besluit", content=body, headers={"Origin": ORIGIN, "Content-Type": kind}
    )
    assert answer.status_code == 400
    assert here.desk.dossier.last_decision() == before


def test_nobody_is_led_to_another_site(here: Room):
    browser = client(here, "Anna")
    for path in ("//kwaad.example/", "/\\kwaad.example", "https://kwaad.example", "/a\r\nX: y"):
        answer = post(browser, "/ongedaan", {"terug": path})
        assert answer.headers["location"] == "/"
