# SPDX-License-Identifier: EUPL-1.2
"""The values that flow: what cannot exist, and what a repr never shows."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak.errors import ENGLISH, NEDERLANDS, RulesError, Unfinished, UnknownGround
from woolak.model import (
    REJECTIONS,
    Advice,
    Box,
    Decision,
    Finding,
    Kind,
    Layer,
    Page,
    Person,
    Reason,
    Redaction,
    Role,
    Source,
    Verdict,
    Word,
)

_BOX = Box(10, 10, 50, 20)


def _finding(**changes: object) -> Finding:
    values: dict[str, object] = {
        "document": "0001",
        "page": 1,
        "layer": Layer.TEXT,
        "start": 4,
        "end": 9,
        "text": "Yusra Amrani",
        "kind": Kind.NAME,
        "rules": ("namen.aanhef",),
        "score": 0.9,
        "why": "Naam na de aanhef: Yusra Amrani.",
        "boxes": (_BOX,),
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def _page(*words: str) -> Page:
    laid, at = [], 0
    for number, word in enumerate(words):
        left = 10.0 + 50 * number
        edges = tuple(left + 5 * i for i in range(len(word) + 1))
        laid.append(Word(word, at, Box(left, 10, left + 45, 20), 0, 0, edges))
        at += len(word) + 1
    return Page("0001", 1, 595, 842, " ".join(words), tuple(laid))


def test_a_redaction_without_a_ground_cannot_be_made():
    with pytest.raises(ValueError, match="ground"):
        Redaction("0001-0001", "0001", 1, (_BOX,), "")


def test_a_redaction_without_a_box_cannot_be_made():
    with pytest.raises(ValueError, match="box"):
        Redaction("0001-0001", "0001", 1, (), "5.1.2e")


def test_a_decision_to_redact_without_a_ground_cannot_be_made():
    with pytest.raises(ValueError, match="ground"):
        Decision("f", Verdict.REDACT, None, "B01", "2026-11-21")


def test_a_decision_cannot_be_a_question():
    with pytest.raises(ValueError, match="or keep"):
        Decision("f", Verdict.ASK, "5.1.2e", "B01", "2026-11-21")


def test_an_advice_that_would_redact_names_its_ground():
    with pytest.raises(ValueError, match="ground"):
        Advice("f", Verdict.ASK, None, "Vraag.", proposal=Verdict.REDACT)


def test_a_word_must_stand_where_the_page_says():
    with pytest.raises(ValueError, match="offset"):
        Page("0001", 1, 595, 842, "abc def", (Word("def", 3, _BOX, 0, 0),))


def test_no_repr_shows_a_text():
    values = (
        _finding(),
        _page("Yusra", "Amrani"),
        Person("p1", ("Yusra",), "Y.", "", "Amrani", "", Role.AMBTENAAR, ()),
        Advice("f", Verdict.REDACT, "5.1.2e", "Naam van Yusra Amrani."),
    )
    assert not any("usra" in repr(value) or "mrani" in repr(value) for value in values)


def test_a_findings_id_is_its_place_and_kind_and_not_its_rule_or_text():
    assert _finding().id == _finding(rules=("persoon.herhaling",), text="x", score=0.1).id
    assert _finding().id != _finding(start=5).id
    assert _finding().id != _finding(kind=Kind.PHONE).id


def test_the_source_of_a_finding_is_read_from_its_strongest_rule():
    assert _finding().source is Source.RULE
    assert _finding(rules=("lijst.redact",)).source is Source.LIST
    assert _finding(rules=("persoon.herhaling",)).source is Source.PROPAGATION
    assert _finding(layer=Layer.OCR).source is Source.OCR


def test_a_partly_matched_word_is_covered_whole_unless_asked_exactly():
    page = _page("Mail", "amrani")
    assert page.boxes(6, 9) == (Box(60, 10, 90, 20),)
    assert page.boxes(6, 9, exact=True) == (Box(65, 10, 80, 20),)


def test_the_punctuation_around_a_word_stays():
    page = _page("(zoon", "Jayden),")
    assert page.boxes(6, 12) == (Box(60, 10, 90, 20),)


def test_a_hyphen_in_a_double_name_does_not_end_it():
    page = _page("Bijl-Wit,")
    assert page.boxes(0, 4) == (Box(10, 10, 50, 20),)


@given(st.lists(st.text("abcdef", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_boxes_of_a_span_lie_within_the_boxes_of_its_words(words: list[str], data: st.DataObject):
    page = _page(*words)
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    around = page.boxes(start, end)
    for box in page.boxes(start, end, exact=True):
        assert any(o.x0 <= box.x0 and box.x1 <= o.x1 + 5 * 8 for o in around)


def test_a_span_over_two_lines_gives_two_boxes():
    first, second = Box(10, 10, 50, 20), Box(10, 24, 40, 34)
    words = (Word("Yusra", 0, first, 0, 0), Word("Amrani", 6, second, 1, 0))
    page = Page("0001", 1, 595, 842, "Yusra\nAmrani", words)
    assert page.boxes(0, 12) == (first, second)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_happened_and_what_to_do_in_both_languages(reason: Reason):
    assert ENGLISH[reason].count(".") >= 2
    assert NEDERLANDS[reason].count(".") >= 2


def test_reasons_for_rejection_are_about_the_file_itself():
    assert Reason.NEEDS_OCR not in REJECTIONS
    assert Reason.PASSWORD in REJECTIONS


@pytest.mark.parametrize(
    "error",
    [Unfinished(Reason.CRASH, "page 3"), RulesError(("a:1:1: x",)), UnknownGround("5.1.e")],
)
def test_errors_survive_the_way_from_a_worker(error: Exception):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
