# SPDX-License-Identifier: EUPL-1.2
"""What reviewers decide: by person and by place, with and against each other, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

import reviewing
from reviewing import Browser, client, post
from woolak import audit, consistency, keeping, run, sampling, work
from woolak import judgement as judging
from woolak.dossier import Dossier, open_dossier
from woolak.model import Box, Kind, Reason, Status, Verdict
from woolak.model.review import Deed, Place
from woolak.review import listing, overview, passages
from woolak.review.room import Room

JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewing.dossier(tmp_path_factory.mktemp("zaak"))


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Iterator[Room]:
    """Open the review of a copy of the dossier."""
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as room:
        yield room


def place(here: Room, text: str, document: str = "") -> Place:
    """Return the first place with this text."""
    return next(
        p for p in here.desk.places.values() if p.text == text and document in ("", p.document)
    )


def person(here: Room, name: str) -> str:
    """Return the id of the person who is called so."""
    return next(p.id for p in here.desk.people.values() if listing.called(p).endswith(name))


def choose(browser: Browser, target: str, what: Deed, keuze: str = "redact", **more: str):
    fields = {"doel": target, "bereik": str(what), "keuze": keuze, "grond": "5.1.2.e", **more}
    return post(browser, "/besluit", fields, **JSON)


def inforce(dossier: Dossier, place: Place) -> tuple[Verdict, str]:
    decision = dossier.decisions()[place.id]
    return decision.verdict, decision.by


def files(path: Path) -> dict[str, str]:
    """Redact and publish, and return the text of each published file."""
    with open_dossier(path) as opened, work.open_executor("inline") as executor:
        run.judge_and_redact(opened, executor, lambda *_: None)
        run.publish(opened)
    return {pdf.stem: reviewing.spoken(pdf) for pdf in (path / "published").glob("0*.pdf")}


def test_one_choice_decides_every_place_of_a_person_in_every_document(here: Room):
    who = person(here, "Kwakkelstein")
    choose(client(here, "Anna"), who, Deed.PERSON)
    places = here.desk.of_person(who)
    assert {p.document for p in places} == {"0001", "0002"}
    assert {inforce(here.desk.dossier, p) for p in places} == {(Verdict.REDACT, "B01")}


def test_a_place_can_be_an_exception_to_its_person(here: Room):
    browser, who = client(here, "Anna"), person(here, "Kwakkelstein")
    choose(browser, who, Deed.PERSON)
    first = here.desk.of_person(who)[0]
    choose(browser, first.id, Deed.PLACE, "keep")
    verdicts = [inforce(here.desk.dossier, p)[0] for p in here.desk.of_person(who)]
    assert verdicts.count(Verdict.KEEP) == 1 + len(here.desk.copies.of(first.id)) - 1


def test_undo_and_redo_go_back_and_forth_over_sessions(made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser, who = client(here, "Anna"), person(here, "Kwakkelstein")
        before = opened.decisions()
        choose(browser, who, Deed.PERSON, "keep")
        choose(browser, place(here, "06-28401765").id, Deed.PLACE, "keep")
        after = opened.decisions()
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        for _ in range(3):
            post(browser, "/ongedaan", {})
        facts = {name: (d.verdict, d.grond) for name, d in opened.decisions().items()}
        assert facts == {name: (d.verdict, d.grond) for name, d in before.items()}
        for _ in range(3):
            post(browser, "/opnieuw", {})
        facts = {name: (d.verdict, d.grond) for name, d in opened.decisions().items()}
        assert facts == {name: (d.verdict, d.grond) for name, d in after.items()}
    assert not [c for c in audit.audit(path).findings if c.id.startswith(("C", "L"))]


def test_a_newer_decision_of_somebody_else_is_shown_and_not_overwritten(here: Room):
    anna, bert = client(here, "Anna"), client(here, "Bert")
    phone = place(here, "06-28401765")
    stand = str(here.desk.newest)
    choose(anna, phone.id, Deed.PLACE, "keep", stand=stand)
    answer = choose(bert, phone.id, Deed.PLACE, "redact", stand=stand)
    assert answer.status_code == 409
    assert "Anna besliste dit" in answer.json()["message"]
    assert inforce(here.desk.dossier, phone) == (Verdict.KEEP, "B01")
    again = choose(bert, phone.id, Deed.PLACE, "redact", stand=str(answer.json()["stand"]))
    assert again.status_code == 200
    assert inforce(here.desk.dossier, phone) == (Verdict.REDACT, "B02")


def test_undoing_leaves_what_somebody_else_decided_since(here: Room):
    anna, bert = client(here, "Anna"), client(here, "Bert")
    phone = place(here, "06-28401765")
    choose(anna, phone.id, Deed.PLACE, "keep")
    choose(bert, phone.id, Deed.PLACE, "redact", grond="5.1.2.i")
    post(anna, "/ongedaan", {})
    assert here.desk.dossier.decisions()[phone.id].grond == "5.1.2i"


def test_splitting_and_joining_persons_holds_and_can_be_undone(here: Room):
    browser, who = client(here, "Anna"), person(here, "Kwakkelstein")
    before = here.desk.people[who].findings
    moved = next(f for f in before if here.desk.places[f].document == "0002")
    post(browser, f"/persoon/{who}", {"doe": "los", "plek": moved})
    alone = here.desk.person_of[moved]
    assert here.desk.people[alone].findings == (moved,)
    post(browser, f"/persoon/{who}", {"doe": "samen", "ander": alone})
    assert set(here.desk.people[here.desk.person_of[moved]].findings) == set(before)
    post(browser, "/ongedaan", {})
    post(browser, "/ongedaan", {})
    assert set(here.desk.people[who].findings) == set(before)


def test_a_split_outlives_a_new_judgement(made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        who = person(here, "Kwakkelstein")
        moved = here.desk.people[who].findings[-1]
        post(client(here, "Anna"), f"/persoon/{who}", {"doe": "los", "plek": moved})
        judging.judge(opened, lambda *_: None)
        home = {f: p.id for p in opened.persons() for f in p.findings}
        assert home[moved] != home[here.desk.people[who].findings[0]]


def test_a_drawn_box_snaps_to_words_and_goes_from_the_published_file(made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        page = opened.page("0002", 1)[0]
        word = next(w for w in page.words if w.text.startswith("Zilvermeeuw"))
        x0, y0, x1, y1 = (word.box.x0 + 5, word.box.y0 + 3, word.box.x1 - 5, word.box.y1 - 3)
        box = {"x0": x0, "y0": y0, "x1": x1, "y1": y1, "document": "0002", "pagina": "1"}
        post(client(here, "Anna"), "/vak", {**box, "grond": "5.1.2.i"})
        drawn = next(f for f in opened.findings("0002") if f.rules == ("hand.vak",))
        assert drawn.text == word.text
    published = files(path)
    assert "Zilvermeeuw" not in published["0002"]
    assert "Project" in published["0002"]
    assert "blijft geheim" in published["0002"]
    rows = (path / "published" / "register.jsonl").read_text(encoding="utf-8")
    assert '"source":"hand"' in rows
    assert '"decided":"reviewer"' in rows


def test_the_same_text_everywhere_is_shown_first_and_then_redacted(here: Room):
    browser = client(here, "Anna")
    shown = post(browser, "/zoeken", {"tekst": "planning"})
    assert shown.text.count('name="plek"') == 2
    assert "niet gevonden: openbaar" in shown.text
    keys = reviewing.values(shown.text, "plek")
    fields = {"tekst": "planning", "keuze": "redact", "grond": "5.1.2.i", "soort": "other"}
    post(browser, "/zoeken/besluit", {**fields, "plek": keys})
    found = [f for f in here.desk.dossier.findings() if f.rules == ("hand.zoek",)]
    assert {f.text for f in found} == {"planning"}
    assert {here.desk.dossier.decisions()[f.id].verdict for f in found} == {Verdict.REDACT}
    post(browser, "/ongedaan", {})
    assert {here.desk.dossier.decisions()[f.id].verdict for f in found} == {Verdict.KEEP}


def test_what_a_reviewer_made_public_is_in_the_file_and_a_later_mention_follows(
    made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        choose(client(here, "Anna"), person(here, "Kwakkelstein"), Deed.PERSON, "keep")
    assert "Kwakkelstein" in files(path)["0002"]
    later = {"drie.pdf": ("Van: Kwakkelstein, W.B. (Wiebe)", "Aan: Boukhari, A. (Aisha)")}
    reviewing.grow(path, tmp_path / "later", later)
    with open_dossier(path) as opened:
        judging.judge(opened, lambda *_: None)
        found = next(f for f in opened.findings("0003") if "Kwakkelstein" in f.text)
        decision = opened.decisions()[found.id]
        assert (decision.verdict, decision.by) == (Verdict.KEEP, "B01")
        fresh = {row["id"] for row in opened.place_rows() if row["fresh"]}
        assert found.id in fresh


def test_a_page_and_a_document_can_be_refused_and_given_back(made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        where = {"document": "0001", "pagina": "1", "grond": "5.2"}
        post(browser, "/weigeren", {**where, "wat": "pagina"})
        post(browser, "/weigeren", {**where, "document": "0002", "wat": "document"})
        assert opened.document("0002").status is Status.WITHHELD
        post(browser, "/ongedaan", {})
        assert opened.document("0002").status is Status.SCANNED
    published = files(path)
    assert set(published) == {"0001", "0002"}
    assert "planning" not in published["0001"]
    assert "5.2" in published["0001"]


def test_a_page_is_ticked_off_only_by_who_had_it_on_the_screen(here: Room):
    browser = client(here, "Anna")
    assert post(browser, "/afvinken", {"document": "0001", "pagina": "1"}).status_code == 409
    browser.get("/pagina/0001/1")
    assert post(browser, "/afvinken", {"document": "0001", "pagina": "1"}).status_code == 303
    assert here.desk.dossier.checks() == {("0001", 1): {"B01"}}


def test_a_page_that_was_fetched_ahead_counts_as_seen_once_it_is_shown(here: Room):
    browser = client(here, "Anna")
    tick = {"document": "0002", "pagina": "1"}
    assert browser.get("/pagina/0002/1", headers={"X-Vooruit": "ja"}).status_code == 200
    assert here.desk.dossier.looks() == {}
    assert post(browser, "/afvinken", tick).status_code == 409
    answer = post(browser, "/gezien", tick, **JSON).json()
    assert set(answer["places"]) == {p.id for p in here.desk.of_page("0002", 1)}
    assert here.desk.dossier.looks() == {("0002", 1): {"B01"}}
    assert post(browser, "/afvinken", tick).status_code == 303
    assert post(browser, "/gezien", {"document": "0002", "pagina": "9"}).status_code == 404


def test_a_document_opens_at_the_page_that_is_asked_for(here: Room):
    browser = client(here, "Anna")
    assert browser.get("/document/0002?blz=1").headers["location"] == "/pagina/0002/1"
    assert browser.get("/document/0002?blz=0").headers["location"].startswith("/pagina/0002/")


def test_pictures_are_drawn_again_after_their_worker_broke(here: Room):
    browser = client(here, "Anna")
    here.pictures.close()
    assert browser.get("/beeld/0001/1.png").content.startswith(b"\x89PNG")


def test_with_four_eyes_a_document_waits_for_a_second_reviewer(tmp_path: Path):
    path = reviewing.dossier(tmp_path, "vier_ogen: alles\n")
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        anna, bert = client(here, "Anna"), client(here, "Bert")
        every = [
            item.target for which in reviewing.LISTS for item in listing.items(here.desk, which)
        ]
        fields = {"doel": every, "bereik": "voorstellen", "keuze": "advies"}
        post(anna, "/besluit", fields)
        assert files_inside(opened) == {}
        assert opened.document("0001").reason is Reason.UNDECIDED
        post(anna, "/besluit", fields)
        assert files_inside(opened) == {}
        post(bert, "/besluit", fields)
        assert set(files_inside(opened)) == {"0001", "0002"}
        assert {row.decided for row in opened.register()} == {"two_reviewers"}
        assert opened.meta["reviewed"] == "yes"


def files_inside(opened: Dossier) -> dict[str, Path]:
    """Redact and publish an open dossier, and return the published files."""
    with work.open_executor("inline") as executor:
        run.judge_and_redact(opened, executor, lambda *_: None)
    return {pdf.stem: pdf for pdf in run.publish(opened).glob("0*.pdf")}


def test_every_screen_answers_and_shows_a_place_with_its_reason(here: Room):
    browser = client(here, "Anna")
    who = person(here, "Kwakkelstein")
    for path in (
        *(f"/lijst/{which}" for which in reviewing.LISTS),
        *("/", "/zoeken", "/geschiedenis", "/publiceren", "/help", "/voorbeeld/0001/1"),
        f"/personen/{who}",
        "/pagina/0001/1",
    ):
        assert browser.get(path).status_code == 200, path
    shown = browser.get("/pagina/0001/1").text
    assert 'role="button" tabindex="0"' in shown
    assert "06-28401765, telefoonnummer, Gelakt 5.1.2.e" in shown
    assert browser.get("/beeld/0001/1.png").content.startswith(b"\x89PNG")
    assert browser.get("/voorbeeld/0001/1.png").content.startswith(b"\x89PNG")


def test_a_whole_kind_and_a_block_are_decided_at_once(here: Room):
    browser = client(here, "Anna")
    name = next(p for p in here.desk.of_page("0001", 1) if p.kind is Kind.NAME)
    choose(browser, name.id, Deed.KIND_DOCUMENT)
    names = [p for p in here.desk.of_document("0001") if p.kind is Kind.NAME]
    assert {p.by for p in names} == {"B01"}
    assert {p.by for p in here.desk.of_document("0002")} == {"beleid"}


def test_a_concept_marks_and_removes_nothing_and_markings_of_others_come_back(
    here: Room, tmp_path: Path
):
    browser = client(here, "Anna")
    concept = browser.get("/concept/0002.pdf").content
    assert b"Anna" not in concept
    with pymupdf.open(stream=concept, filetype="pdf") as doc:
        page = doc[0]
        assert "CONCEPT" in page.get_text()
        assert "Kwakkelstein" in page.get_text()
        assert {a.info["content"] for a in page.annots()} == {"5.1.2.e"}
        mark = page.add_redact_annot(page.search_for("geheim")[0], text="5.1.2.i")
        mark.set_info(title="iemand anders")
        mark.update()
        doc.save(tmp_path / "terug.pdf")
    sent = {"bestand": ("terug.pdf", (tmp_path / "terug.pdf").read_bytes(), "application/pdf")}
    answer = browser.post("/concept/0002", files=sent, headers={"Origin": reviewing.ORIGIN, **JSON})
    assert "1 plaats gelakt" in answer.json()["message"]
    drawn = next(f for f in here.desk.dossier.findings("0002") if f.rules == ("hand.vak",))
    assert drawn.text.startswith("geheim")
    assert here.desk.dossier.decisions()[drawn.id].grond == "5.1.2i"


def test_a_scan_that_a_person_covered_and_ticked_off_is_published_without_its_pixels(
    tmp_path: Path,
):
    path = reviewing.scan_dossier(tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        assert files_inside(opened) == {}
        browser = client(here, "Anna")
        box = {"x0": 60, "y0": 60, "x1": 400, "y1": 120, "vrij": "ja", "grond": "5.1.2.e"}
        post(browser, "/vak", {**box, "document": "0001", "pagina": "1"})
        browser.get("/pagina/0001/1")
        post(browser, "/afvinken", {"document": "0001", "pagina": "1"})
        published = files_inside(opened)["0001"]
        with pymupdf.open(published) as doc:
            shown = doc[0].get_pixmap(clip=pymupdf.Rect(70, 78, 180, 108))
            assert min(shown.samples) > 200
            below = doc[0].get_pixmap(clip=pymupdf.Rect(60, 200, 400, 260))
            assert min(below.samples) < 100


def test_the_sample_is_always_the_same_and_as_large_as_was_said():
    drawn = [n for n in range(1, 2001) if sampling.sampled(b"k" * 32, "0001", n, 10)]
    assert drawn == [n for n in range(1, 2001) if sampling.sampled(b"k" * 32, "0001", n, 10)]
    assert 140 < len(drawn) < 260


def test_the_sample_is_work_to_do_until_its_pages_were_opened(tmp_path: Path):
    path = reviewing.dossier(tmp_path, "steekproef: 100\n")
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        assert overview.summary(here.desk).sample == 2
        assert "<strong>2</strong> van 2 pagina" in browser.get("/").text
        browser.get("/pagina/0001/1")
        assert overview.summary(here.desk).sample == 1
        assert set(files_inside(opened)) == {"0001", "0002"}


def test_a_sample_that_must_be_ticked_off_holds_its_documents_back(tmp_path: Path):
    path = reviewing.dossier(tmp_path, "steekproef: 100\nsteekproef_verplicht: ja\n")
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        assert files_inside(opened) == {}
        assert opened.document("0001").reason is Reason.NEEDS_EYES
        browser.get("/pagina/0001/1")
        assert overview.summary(here.desk).sample == 2
        post(browser, "/afvinken", {"document": "0001", "pagina": "1"})
        assert set(files_inside(opened)) == {"0001"}


def test_where_nobody_looks_a_page_that_was_not_read_goes_whole_and_the_notes_say_so(
    tmp_path: Path,
):
    path = reviewing.scan_dossier(tmp_path, "ogen: uit\n")
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        published = files_inside(opened)["0001"]
        with pymupdf.open(published) as doc:
            shown = doc[0].get_pixmap(clip=pymupdf.Rect(70, 78, 400, 108))
            assert min(shown.samples) > 200
        assert "page_unread_redacted:1" in opened.document("0001").notes
        assert [row.decided for row in opened.register()] == ["policy"]
        browser = client(here, "Anna")
        browser.get("/pagina/0001/1")
        post(browser, "/afvinken", {"document": "0001", "pagina": "1"})
        with pymupdf.open(files_inside(opened)["0001"]) as doc:
            shown = doc[0].get_pixmap(clip=pymupdf.Rect(70, 78, 400, 108))
            assert min(shown.samples) < 100, "a person has looked: it is published as it is"
        assert opened.document("0001").notes == ()


NOTA = (
    "Beslisnota",
    "Aan: de minister van Justitie en Veiligheid",
    "Auteur: W.B. Kwakkelstein",
    "Ik adviseer u het voorstel niet over te nemen.",
)


def test_an_author_beside_an_opinion_in_a_beslisnota_comes_first(tmp_path: Path):
    many = ("Van: Boukhari, A. (Aisha)", "Beste collega,", "Aisha Boukhari", "A. Boukhari belde.")
    path = reviewing.dossier(tmp_path, "steekproef: 1\n", {"a.pdf": many, "b.pdf": NOTA})
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        assert opened.document("0002").soort == "Beslisnota"
        first, *_ = listing.items(here.desk, "persoon")
        assert "Kwakkelstein" in first.title
        assert overview.documents(here.desk)[0].document.id == "0002"
        assert ("0002", 1) in here.desk.sample
        assert "van wie die is" in client(here, "Anna").get("/pagina/0002/1").text


def copied(folder: Path, *passages: tuple[str, ...]) -> Path:
    """Make a dossier in which each passage stands in a letter of its own."""
    first = ("Verslag van het overleg van maandag", "Bijlage bij de brief", "Doorgestuurd")
    letters = {f"{at}.pdf": (first[at], *lines) for at, lines in enumerate(passages)}
    return reviewing.dossier(folder, letters=letters)


PASSAGE = "Het dossier van mevrouw J. Brandsma ligt bij de afdeling vergunningen in Zwolle"


@pytest.mark.parametrize(
    "copy",
    [
        (f"> {PASSAGE}",),
        ("> > Het dossier van mevrouw", "> > J. Brandsma ligt bij de", "> > afdeling vergunningen"),
        ("Het dosier van mevrouw J. Brandsma ligt nu bij de afdeling vergunningen in Zwolle",),
        ("HET DOSSIER VAN MEVROUW J. BRANDSMA LIGT BIJ DE AFDELING VERGUNNINGEN",),
    ],
    ids=["quoted", "other lines", "a letter and a word", "capitals"],
)
def test_nearly_the_same_passage_is_decided_together(tmp_path: Path, copy: tuple[str, ...]):
    path = copied(tmp_path, (PASSAGE,), copy)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        one, other = (p for p in here.desk.places.values() if "brandsma" in p.folded)
        choose(client(here, "Anna"), one.id, Deed.PLACE, "keep")
        assert inforce(opened, other) == (Verdict.KEEP, "B01")


def test_a_place_without_words_is_nearly_like_no_other():
    assert not passages.nearly((), ("brandsma",))
    assert passages.nearly(("brandsma",), ("jan", "brandsma"))


def test_the_same_name_in_other_words_is_decided_apart(tmp_path: Path):
    path = copied(tmp_path, (PASSAGE,), ("Gisteren belde mevrouw J. Brandsma over haar aanvraag",))
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        one, other = (p for p in here.desk.places.values() if "brandsma" in p.folded)
        choose(client(here, "Anna"), one.id, Deed.PLACE, "keep")
        assert inforce(opened, other)[1] == "beleid"


def test_another_spelling_in_a_copy_goes_with_it_but_does_not_stay_with_it(tmp_path: Path):
    path = copied(tmp_path, (PASSAGE,), (PASSAGE.replace("Brandsma", "Brandsna"),))
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        one, other = (p for p in here.desk.places.values() if "brands" in p.folded)
        choose(browser, one.id, Deed.PLACE, "keep")
        assert inforce(opened, other)[1] == "beleid"
        assert "bijna dezelfde passage" in browser.get("/publiceren").text
        choose(browser, one.id, Deed.PLACE, "redact")
        assert inforce(opened, other) == (Verdict.REDACT, "B01")
        assert "bijna dezelfde passage" not in browser.get("/publiceren").text


def test_a_copy_that_still_shows_what_is_redacted_elsewhere_is_told_before_publishing(
    tmp_path: Path,
):
    missed = "Het dossier van brandsmaa ligt bij de afdeling vergunningen in Zwolle"
    path = copied(tmp_path, (PASSAGE.replace("mevrouw J. ", ""),), (missed,))
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        assert not [p for p in here.desk.of_page("0002", 1) if "brandsmaa" in p.folded]
        assert "brandsmaa" in browser.get("/publiceren").text
        assert any("brandsmaa" in d.text for d in consistency.differences(opened))


def test_what_was_drawn_in_one_copy_and_not_in_the_other_is_told_before_publishing(tmp_path: Path):
    passage = "Het project Zilvermeeuw wordt na de zomer door de gemeente Zwolle voortgezet"
    path = copied(tmp_path, (passage,), (f"> {passage}",))
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        word = next(w for w in opened.page("0001", 1)[0].words if w.text == "Zilvermeeuw")
        box = {side: getattr(word.box, side) for side in ("x0", "y0", "x1", "y1")}
        where = {**box, "document": "0001", "pagina": "1", "grond": "5.1.2.i"}
        post(client(here, "Anna"), "/vak", where)
        assert [d.places[1][:2] for d in consistency.differences(opened)] == [("0002", 1)]
        post(client(here, "Anna"), "/vak", {**where, "document": "0002"})
        assert consistency.differences(opened) == []


def test_names_and_remarks_of_reviewers_are_erased_and_their_decisions_stay(
    made: Path, tmp_path: Path
):
    path = reviewing.copied(made, tmp_path)
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        anna, bert = client(here, "Annabel Zwartjes"), client(here, "Bertus Groenewoud")
        phone = place(here, "06-28401765").id
        choose(anna, phone, Deed.PLACE, "keep", opmerking="gebeld met Xqzibert")
        choose(bert, phone, Deed.PLACE, "redact")
        assert keeping.forget_reviewers(opened, ["B01"]) == ["B01"]
        assert opened.reviewers() == {"B02": "Bertus Groenewoud"}
        assert keeping.forget_reviewers(opened) == ["B02"]
        here.desk.reload()
        shown = client(here, "Annabel Zwartjes").get("/geschiedenis").text
        assert "B01" in shown
        assert opened.reviewers() == {"B03": "Annabel Zwartjes"}
        keeping.forget_reviewers(opened)
        assert opened.decisions()[phone].by == "B02"
    left = b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())
    for name in (b"Zwartjes", b"Groenewoud", b"Xqzibert"):
        assert name not in left
    assert audit.audit(path).ok


def standing(opened: Dossier) -> tuple[object, ...]:
    """Return everything that undoing leads back: decisions, who is who, refusals and ticks."""
    drawn = {f.id for f in opened.findings() if f.rules[0].startswith("hand")}
    decisions = {
        name: (d.verdict, d.grond)
        for name, d in opened.decisions().items()
        if name not in drawn or d.verdict is Verdict.REDACT
    }
    people = {frozenset(person.findings) for person in opened.persons()}
    refused = {d.id: (d.status is Status.WITHHELD) for d in opened.documents()}
    return decisions, people, refused, opened.checks()


def test_every_kind_of_deed_is_undone_and_done_again_over_sessions(made: Path, tmp_path: Path):
    path = reviewing.copied(made, tmp_path)
    box = {"x0": 70, "y0": 120, "x1": 200, "y1": 160, "grond": "5.1.2.i"}
    there = {"document": "0002", "pagina": "1", "grond": "5.1.2.i"}
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser, before = client(here, "Anna"), standing(opened)
        post(browser, "/vak", {**there, **box})
        drawn = next(f.id for f in opened.findings("0002") if f.rules == ("hand.vak",))
        post(browser, "/vak", {**there, **box, "y1": 180, "vrij": "ja", "vervangt": drawn})
        who, other = person(here, "Kwakkelstein"), person(here, "Boukhari")
        post(browser, f"/persoon/{who}", {"doe": "samen", "ander": other})
        choose(browser, here.desk.person_of[here.desk.people[who].findings[0]], Deed.PERSON, "keep")
        moved = here.desk.people[who].findings[0]
        post(browser, f"/persoon/{who}", {"doe": "los", "plek": moved})
        browser.get("/pagina/0002/1")
        post(browser, "/afvinken", there)
        post(browser, "/weigeren", {**there, "wat": "pagina"})
        post(browser, "/weigeren", {**there, "wat": "document"})
        after = standing(opened)
        assert all(one != other for one, other in zip(before, after, strict=True))
    for way, stands in (("/ongedaan", before), ("/opnieuw", after), ("/ongedaan", before)):
        with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
            browser = client(here, "Anna")
            for _ in range(8):
                post(browser, way, {})
            assert standing(opened) == stands
    assert not [c for c in audit.audit(path).findings if c.id.startswith(("C", "L"))]


def turned(rotation: int) -> bytes:
    """Return a page that is cropped and turned, with words on it."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=595, height=842)
        page.insert_text((150, 250), "Project Zilvermeeuw blijft geheim.", fontsize=14)
        page.set_cropbox(pymupdf.Rect(100, 150, 500, 700))
        page.set_rotation(rotation)
        return bytes(doc.tobytes())


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_on_a_turned_and_cropped_page_goes_where_it_was_drawn(tmp_path: Path, rotation: int):
    path = reviewing.dossier(tmp_path, letters={"a.pdf": turned(rotation)})
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        browser = client(here, "Anna")
        with pymupdf.open(stream=browser.get("/beeld/0001/1.png").content) as shown:
            picture = pymupdf.Pixmap(shown[0].get_pixmap(), 0)
        word = next(w for w in opened.page("0001", 1)[0].words if w.text.startswith("Zilver"))
        size = opened.page("0001", 1)[0]
        dark = _dark(picture, word.box, picture.width / size.width)
        assert dark, "the word stands in the picture where its box is"
        box = {side: getattr(word.box, side) for side in ("x0", "y0", "x1", "y1")}
        post(browser, "/vak", {**box, "document": "0001", "pagina": "1", "grond": "5.1.2.i"})
        published = files_inside(opened)["0001"]
    text = reviewing.spoken(published)
    assert "Zilvermeeuw" not in text
    assert "Project" in text
    assert "geheim" in text


def _dark(picture: pymupdf.Pixmap, box: Box, scale: float) -> bool:
    """Say whether there is ink in a box of a picture."""
    xs = range(int(box.x0 * scale), int(box.x1 * scale))
    ys = range(int(box.y0 * scale), int(box.y1 * scale))
    return any(picture.pixel(x, y)[0] < 100 for x in xs for y in ys)


def test_words_are_pointed_out_over_the_end_of_a_line(tmp_path: Path):
    lines = ("Wij spraken gisteren lang met de heer Zilver", "Meeuwsen over het plan voor Zwolle.")
    path = reviewing.dossier(tmp_path, letters={"a.pdf": lines})
    with open_dossier(path) as opened, reviewing.reviewed(opened) as here:
        words = {w.text: w.box for w in opened.page("0001", 1)[0].words}
        start, end = words["Zilver"], words["Meeuwsen"]
        box = {"x0": end.x1 - 2, "y0": start.y0 + 4, "x1": start.x0 + 2, "y1": end.y1 - 4}
        form = {**box, "document": "0001", "pagina": "1", "grond": "5.1.2.e"}
        post(client(here, "Anna"), "/vak", {**form, "lezend": "ja"})
        drawn = next(f for f in opened.findings("0001") if f.rules == ("hand.vak",))
        assert drawn.text == "Zilver Meeuwsen"
        assert len(drawn.boxes) == 2
        published = reviewing.spoken(files_inside(opened)["0001"])
    assert "Meeuwsen" not in published
    assert "spraken gisteren lang" in published
    assert "over het plan voor Zwolle" in published
