# SPDX-License-Identifier: EUPL-1.2
"""The measure itself: what counts as found, as kept, and as lost."""

from __future__ import annotations

import dataclasses
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak import evaluate
from woolak.errors import CannotStart
from woolak.evaluate import Gold, GoldEntry, Item, Part, table
from woolak.model import Box, Kind, Layer, Page, Role, Verdict, Word

NAMES = st.text("abcde ÉÖ.-'", min_size=1, max_size=12)


def page(text: str, layer: Layer = Layer.TEXT) -> Page:
    return Page("0001", 1, 595, 842, text, (), layer)


def entry(text: str, verdict: Verdict = Verdict.REDACT, kind: Kind = Kind.NAME) -> GoldEntry:
    ground = None if verdict is Verdict.KEEP else "5.1.2e"
    return GoldEntry(text, 1, kind, Role.AMBTENAAR, ground, verdict)


def outcome(text: str, entries: list[GoldEntry], *gone: str) -> evaluate.Score:
    spans = [(text.index(part), text.index(part) + len(part)) for part in gone]
    gold = Gold("nota", needs_ocr=False, entries=tuple(entries))
    return evaluate.score(gold, {1: spans}, [page(text)])


def only(score: evaluate.Score) -> Item:
    (item,) = score.items
    return item


def test_a_name_that_is_covered_is_found():
    score = outcome("Groet, Tessa Brinkhuis", [entry("Tessa Brinkhuis")], "Tessa Brinkhuis")
    assert only(score).right
    assert score.missed == ()


def test_one_letter_left_is_a_miss():
    score = outcome("Groet, Tessa Brinkhuis", [entry("Tessa Brinkhuis")], "Tessa Brinkhui")
    assert len(score.missed) == 1


def test_punctuation_and_spaces_need_no_cover():
    score = outcome("Aan: Wal, J.H. van der", [entry("Wal, J.H. van der")], "Wal", "J.H", "van der")
    assert score.missed == ()


def test_a_public_item_that_is_touched_is_wrongly_redacted():
    text = "Minister D. Yesilgöz-Zegerius"
    score = outcome(text, [entry("D. Yesilgöz-Zegerius", Verdict.KEEP)], "Zegerius")
    assert len(score.wrongly_redacted) == 1


def test_a_question_counts_as_something_that_must_go():
    score = outcome("Directeur: D. Abbink", [entry("D. Abbink", Verdict.ASK)])
    assert len(score.missed) == 1


@pytest.mark.parametrize(
    "text", ["van\nder Wal", "van der\n   Wal", "van der Wal", "van der  Wal", "van-der\n\nWal"]
)
def test_a_name_is_placed_over_line_ends(text: str):
    assert evaluate.occurrences("van der Wal", f"Aan: {text};") == [(5, 5 + len(text))]


@pytest.mark.parametrize("text", ["Ramdjanam-\nsingh", "Ramdjanam\nsingh", "Ramdjanam\u00adsingh"])
def test_a_name_is_placed_over_hyphenation(text: str):
    assert evaluate.occurrences("Ramdjanamsingh", text) == [(0, len(text))]


def test_a_name_inside_a_longer_word_is_no_occurrence():
    """Bas is no part of the Basisregistratie."""
    assert evaluate.occurrences("Bas", "De Basisregistratie van Bas") == [(24, 27)]


def test_an_underscore_bounds_a_name():
    """File names glue names with underscores."""
    assert evaluate.occurrences("Kowalczyk", "advies_Kowalczyk.docx") == [(7, 16)]


def test_the_longest_text_is_placed_first():
    text = "Brinkhuis, T.A. (Tessa) vroeg of Tessa en Brinkhuis"
    needles = ["Tessa", "Brinkhuis", "Brinkhuis, T.A. (Tessa)"]
    assert evaluate.place(needles, text) == [(33, 38), (42, 51), (0, 22)]


def test_equal_texts_take_their_occurrences_in_order():
    text = "Emre belt Emre"
    assert evaluate.place(["Emre", "Emre", "Emre"], text) == [(0, 4), (10, 14), None]


def test_the_second_mention_is_missed_when_only_the_first_is_covered():
    score = outcome("Emre belt Emre", [entry("Emre"), entry("Emre")], "Emre")
    assert [item.right for item in score.items] == [True, False]


def test_what_the_reader_did_not_see_is_never_right():
    score = outcome("leeg", [entry("Emre"), entry("Clingendael", Verdict.KEEP)])
    assert [(item.placed, item.right) for item in score.items] == [(False, False)] * 2
    assert "not in the text as read" in table.table([score])


def test_gold_on_a_page_that_was_not_read_is_missed():
    gold = Gold("nota", needs_ocr=False, entries=(entry("Emre"),))
    assert len(evaluate.score(gold, {}, []).missed) == 1


def test_other_words_removed_are_counted_apart():
    score = outcome("Groet, Tessa en de rest", [entry("Tessa")], "Tessa en", "rest")
    assert (score.other_words, score.other_words_removed) == (4, 2)
    assert score.share_removed == pytest.approx(0.5)


def test_a_layer_beside_the_text_is_not_counted_twice():
    gold = Gold("nota", needs_ocr=False, entries=(entry("Emre"),))
    score = evaluate.score(gold, {1: [(0, 4)]}, [page("Emre"), page("Ander", Layer.ACTUALTEXT)])
    assert score.missed == ()
    assert score.other_words == 0


def test_the_table_has_totals_per_kind_and_names_no_one():
    entries = [entry("Emre"), entry("t.x", kind=Kind.EMAIL), entry("SP", Verdict.KEEP)]
    printed = table.table([outcome("Emre t.x SP", entries, "Emre")])
    assert "email" in printed
    assert "50.0 %" in printed
    assert "nothing missed: 0 of 1" in printed
    assert "Emre" not in printed


def test_a_document_that_needs_ocr_is_not_counted():
    gold = Gold("scan", needs_ocr=True, entries=(entry("Emre"),))
    score = evaluate.score(gold, {}, [page("")])
    assert table.as_dict([score])["documents"] == 0
    assert "needs OCR" in table.table([score])


def test_no_text_is_in_a_repr():
    gold = Gold("nota", needs_ocr=False, entries=(entry("Emre"),), hidden=("Sytske",))
    assert "Emre" not in repr(gold)
    assert "Sytske" not in repr(gold)


def test_gold_is_read_from_a_folder(tmp_path: Path):
    raw = {"text": "Emre", "page": 1, "kind": "name", "role": "ambtenaar"}
    redact = raw | {"ground": "5.1.2e", "verdict": "ask"}
    data = {"document": "nota", "needs_ocr": False, "redact": [redact], "keep": [raw]}
    (tmp_path / "nota.json").write_text(json.dumps(data), encoding="utf-8")
    gold = evaluate.load_folder(tmp_path)["nota"]
    assert gold.redact == (entry("Emre", Verdict.ASK),)
    assert gold.keep == (entry("Emre", Verdict.KEEP),)


@pytest.mark.parametrize("content", ["", "[]", '{"document": "x"}', '{"redact": [{}]}'])
def test_what_is_no_gold_is_refused_in_one_sentence(tmp_path: Path, content: str):
    path = tmp_path / "nota.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CannotStart, match=r"nota\.json is no gold file"):
        evaluate.load(path)


def test_a_folder_without_gold_is_refused(tmp_path: Path):
    with pytest.raises(CannotStart):
        evaluate.load_folder(tmp_path)


@given(st.lists(NAMES, max_size=8), st.text("abcde ÉÖ.-\n", max_size=60))
def test_places_never_overlap_and_read_as_the_gold_says(needles: list[str], text: str):
    places = evaluate.place(needles, text)
    spans = sorted(span for span in places if span)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for needle, span in zip(needles, places, strict=True):
        letters = [c for c in needle if c.isalnum()]
        assert span is None or [c for c in text[slice(*span)] if c.isalnum()] == letters


@given(NAMES, st.sampled_from(["", "x ", "(", "\n"]), st.sampled_from(["", " x", ")", "\n"]))
def test_a_text_with_letters_is_found_between_separators(needle: str, before: str, after: str):
    found = evaluate.occurrences(needle, before + needle + after)
    assert bool(found) == any(c.isalnum() for c in needle)


def corpus_entry(text: str, form: str, origin: str, person: str) -> GoldEntry:
    return dataclasses.replace(entry(text), form=form, origin=origin, person=person)


def words(*placed: tuple[str, float, float]) -> Page:
    """Lay words out at (x, y) in the order given, as a page is read row by row."""
    text = "\n".join(word for word, _, _ in placed)
    found, start = [], 0
    for number, (word, x, y) in enumerate(placed):
        found.append(Word(word, start, Box(x, y - 10, x + 6 * len(word), y + 2), number, 0))
        start += len(word) + 1
    return Page("0001", 1, 595, 842, text, tuple(found))


def test_recall_is_told_per_form_and_group_of_origin():
    entries = [
        corpus_entry("Emre", "first_name", "turks", "P1"),
        corpus_entry("Baars", "surname", "nederlands", "P2"),
    ]
    score = outcome("Emre en Baars", entries, "Emre")
    numbers = table.as_dict([score])
    assert numbers["origin_gap"] == pytest.approx(100.0)
    assert (numbers["persons"], numbers["persons_removed_everywhere"]) == (2, 1)
    printed = table.table([score])
    assert "first_name" in printed
    assert "nederlands" in printed
    assert "removed everywhere: 1 of 2" in printed


def test_a_person_left_in_one_document_is_not_removed_everywhere():
    entries = [corpus_entry("Emre", "first_name", "turks", "P1")]
    scores = [outcome("Emre", entries, "Emre"), outcome("Emre", entries)]
    assert table.as_dict(scores)["persons_removed_everywhere"] == 0


def test_a_table_for_plain_gold_has_no_forms():
    printed = table.table([outcome("Emre", [entry("Emre")], "Emre")])
    assert "written form" not in printed
    assert "Persons" not in printed


def test_equal_texts_stand_where_they_were_drawn():
    """The minister stays, a colleague of that name goes, whatever the order of the gold."""
    goes = dataclasses.replace(entry("Kuipers"), parts=(Part("Kuipers", 60, 300),))
    stays = dataclasses.replace(entry("Kuipers", Verdict.KEEP), parts=(Part("Kuipers", 60, 100),))
    gold = Gold("nota", needs_ocr=False, entries=(goes, stays))
    read = words(("Kuipers", 60, 100), ("Kuipers", 60, 300))
    score = evaluate.score(gold, {1: [(8, 15)]}, [read])
    assert [item.right for item in score.items] == [True, True]


def test_a_name_that_is_wrapped_in_a_cell_is_placed_by_its_parts():
    parts = (Part("Jan", 60, 100), Part("Baars", 60, 112))
    gold = Gold(
        "lijst", needs_ocr=False, entries=(dataclasses.replace(entry("Jan Baars"), parts=parts),)
    )
    read = words(("Jan", 60, 100), ("jurist", 200, 100), ("Baars", 60, 112))
    assert [i.right for i in evaluate.score(gold, {1: [(0, 3), (11, 16)]}, [read]).items] == [True]
    assert [i.right for i in evaluate.score(gold, {1: [(0, 3)]}, [read]).items] == [False]


def test_what_may_go_or_stay_counts_for_nothing():
    gold = Gold(
        "nota", needs_ocr=False, entries=(entry("Emre"),), either=(entry("drs", Verdict.KEEP),)
    )
    score = evaluate.score(gold, {1: [(0, 9)]}, [page("drs. Emre komt")])
    assert (len(score.items), score.other_words, score.other_words_removed) == (1, 1, 0)


def test_a_sign_without_letters_is_no_word():
    gold = Gold("nota", needs_ocr=False, entries=(entry("TM"), entry("PH")))
    score = evaluate.score(gold, {1: [(0, 7)]}, [page("TM / PH")])
    assert (score.other_words, score.other_words_removed) == (0, 0)


def test_a_letter_that_a_font_lacks_is_any_letter():
    assert evaluate.occurrences("Hiền Ngô", "Van: Hi\ufffdn Ngô") == [(5, 13)]
    assert evaluate.occurrences("Hien", "Van: Hi\ufffdn") == []
