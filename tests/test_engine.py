# SPDX-License-Identifier: EUPL-1.2
"""The engine: Presidio with its traps removed, overlaps, and findings that stand where they say."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from woolak import rulebook
from woolak.detect import engine, overlap
from woolak.detect.details import contact, numbers
from woolak.detect.examples import page_of
from woolak.detect.text.view import Hit
from woolak.errors import RulesError, Unfinished
from woolak.model import SUSPECT, Finding, Kind, Layer, Role

BOOK = rulebook.load("kern")
DETECTOR = engine.load(BOOK)
CANARY = "j.kanarievogel@minbzk.nl of 06-12345678, bsn 111222333"


def find(text: str) -> list[Finding]:
    """Return what the engine finds in a text."""
    return engine.detect(DETECTOR, [page_of(text)])


def hit(start: int, end: int, **rest: object) -> Hit:
    """Return a hit with defaults."""
    made = Hit(start, end, Kind.NAME, 0.9, "namen.proef", "omdat")
    return replace(made, **rest)  # type: ignore[arg-type]


def resolved(*hits: Hit, text: str = "x" * 50) -> list[tuple[int, int, bool]]:
    """Return start, end and keep of what stands."""
    return [(m.hit.start, m.hit.end, m.hit.keep) for m in overlap.resolve(hits, text)]


def test_the_domain_is_outside_the_box_of_an_address() -> None:
    (finding,) = find("Mail j.devries@minbzk.nl")
    page = page_of("Mail j.devries@minbzk.nl")
    assert finding.text == "j.devries"
    assert finding.boxes == page.boxes(5, 14, exact=True)
    assert finding.boxes[0].x1 < page.words[1].box.x1


def test_what_is_glued_to_a_match_stays() -> None:
    (finding,) = find("Mobiel:06-12345678,")
    assert finding.boxes == page_of("Mobiel:06-12345678,").boxes(7, 18, exact=True)


@given(
    st.lists(
        st.sampled_from(
            (
                *("Bel", "06-12345678", "j.devries@minbzk.nl", "mw. T. Nguyen", "\n", "\n\n"),
                *("bsn", "111222333", "Lindelaan 12, 3511 AB Utrecht", "\t"),
                "NL91 ABNA 0417 1643 00",
            )
        ),
        max_size=12,
    )
)
def test_a_finding_is_the_text_at_its_place(parts: list[str]) -> None:
    page = page_of(" ".join(parts))
    for finding in engine.detect(DETECTOR, [page] if page.text else []):
        assert page.text[finding.start : finding.end] == finding.text != ""
        assert finding.boxes


def test_a_mention_over_a_page_break_is_two_findings_that_know_each_other() -> None:
    first = page_of("Tekst die gewoon doorloopt tot aan het nummer van haar rekening NL91 ABNA")
    second = replace(page_of("0417 1643 00 zoals zij schreef."), number=2)
    found = [f for f in engine.detect(DETECTOR, [first, second]) if f.kind is Kind.IBAN]
    assert [finding.page for finding in found] == [1, 2]
    assert found[0].mention == found[1].mention != ""


def test_layers_of_a_page_are_searched_apart() -> None:
    page = page_of("Bel 06-12345678.")
    other = replace(page, layer=Layer.ACTUALTEXT)
    found = engine.detect(DETECTOR, [page, other])
    assert {finding.layer for finding in found} == {Layer.TEXT, Layer.ACTUALTEXT}


def test_the_same_pages_give_the_same_findings_in_the_same_order() -> None:
    text = "mw. T. Nguyen, 06-12345678, j.devries@minbzk.nl\nDe heer Öztürk belt 06-87654321."
    assert find(text) == engine.detect(engine.load(BOOK), [page_of(text)])


def test_a_rule_out_of_time_is_no_clean_page(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = replace(BOOK.rules[0], id="traag.regel", pattern=r"(?:a+)+\1?b|(a+)+$", lijst=None)
    detector = engine.load(replace(BOOK, rules=(*BOOK.rules, slow)))
    monkeypatch.setattr(numbers, "SECONDS", 0.0001)
    with pytest.raises(Unfinished):
        engine.detect(detector, [page_of("a" * 40 + "c")])


def test_a_recognizer_out_of_time_is_no_clean_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact, "SECONDS", 0.0)
    with pytest.raises(Unfinished) as caught:
        find("j.devries@minbzk.nl " * 2000)
    assert caught.value.place == "page 1"


def test_nothing_of_a_text_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        engine.detect(engine.load(BOOK), [page_of(CANARY)])
    assert "kanarie" not in caplog.text
    assert "111222333" not in caplog.text


def test_a_finding_does_not_show_its_text() -> None:
    assert "kanarie" not in repr(find(CANARY))


def test_the_names_of_recognizers_are_the_same_in_every_process() -> None:
    recognizers = DETECTOR.analyzer.registry.recognizers
    assert sorted(one.id for one in recognizers) == [
        "adressen",
        "gegevens",
        "labels",
        "namen",
        "patronen",
        "regels",
        "structuur",
    ]


def test_nothing_that_presidio_brings_is_used() -> None:
    analyzer = DETECTOR.analyzer
    assert not isinstance(analyzer.nlp_engine, SpacyNlpEngine)
    assert not any(isinstance(one, PatternRecognizer) for one in analyzer.registry.recognizers)
    assert analyzer.log_decision_process is False


def test_lemmas_are_not_empty() -> None:
    artifacts = DETECTOR.analyzer.nlp_engine.process_text("Het BSN is geheim.", "nl")
    assert artifacts.lemmas == ["het", "bsn", "is", "geheim", "."]


def test_evidence_of_the_view_reaches_the_finding() -> None:
    (finding,) = find("Mail j.devries@minbzk.nl")
    assert (finding.role, finding.rules) == (Role.AMBTENAAR, ("contact.email",))
    assert finding.why.endswith(".")


def test_an_unknown_check_stops_the_engine_from_loading() -> None:
    wrong = replace(BOOK.rules[0], validator="niets")
    with pytest.raises(RulesError):
        engine.load(replace(BOOK, rules=(wrong,)))


def test_reading_the_rules_does_not_import_presidio() -> None:
    code = (
        "import sys, woolak.rulebook, woolak.advise;"
        "sys.exit(any(m.startswith(('presidio', 'spacy')) for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_keep_wins_from_what_lies_inside_it() -> None:
    assert resolved(hit(5, 10), hit(0, 12, keep=True, score=0.95)) == [(0, 12, True)]


def test_a_surer_finding_wins_from_the_keep_around_it() -> None:
    assert resolved(hit(5, 10, score=0.99), hit(0, 12, keep=True, score=0.9)) == [(5, 10, False)]


def test_what_crosses_the_border_of_a_keep_is_redacted() -> None:
    assert resolved(hit(5, 15), hit(0, 12, keep=True, score=0.95)) == [(5, 15, False)]


def test_overlapping_pieces_of_one_name_are_one_mention_with_both_rules() -> None:
    (merged,) = overlap.resolve([hit(0, 8, rule="a.a"), hit(4, 12, rule="b.b", score=0.95)], "")
    assert (merged.hit.start, merged.hit.end, merged.rules) == (0, 12, ("b.b", "a.a"))


def test_role_evidence_survives_a_stronger_rule() -> None:
    told = hit(0, 8, role=Role.BURGER, functie="verzoeker")
    (merged,) = overlap.resolve([told, hit(0, 8, rule="b.b", score=0.95)], "")
    assert (merged.hit.role, merged.hit.functie) == (Role.BURGER, "verzoeker")


def test_a_suspect_gives_way_to_anything_surer() -> None:
    assert resolved(hit(0, 12, score=0.3), hit(4, 8)) == [(4, 8, False)]


def test_a_name_in_an_address_is_no_finding_of_its_own() -> None:
    text = "j.devries@jansen.nl"
    local = hit(0, 9, kind=Kind.EMAIL, exact=True)
    inside = [hit(2, 9, score=0.95), hit(10, 16, score=0.95)]
    assert resolved(local, *inside, text=text) == [(0, 9, False)]


@given(
    st.lists(
        st.builds(
            lambda start, size, kind, score, keep: Hit(
                start, start + size, kind, score, "a.b", "", keep=keep
            ),
            st.integers(0, 40),
            st.integers(1, 9),
            st.sampled_from([Kind.NAME, Kind.PHONE]),
            st.sampled_from([0.3, 0.5, 0.9]),
            st.booleans(),
        ),
        max_size=10,
    )
)
def test_what_is_redacted_stays_covered_unless_something_surer_holds_its_place(
    hits: list[Hit],
) -> None:
    stand = [merged.hit for merged in overlap.resolve(hits, " " * 50)]
    for one in hits:
        if one.keep or one.score < SUSPECT:
            continue
        assert any(
            other.start <= one.start and one.end <= other.end and other.score >= one.score
            for other in stand
        )


def test_labels_take_the_place_of_the_data_in_a_text() -> None:
    text = "Bel Jan Jansen op 06-12345678 nu."
    places = [(18, 29, "5.1.2e"), (8, 14, "5.1.2e"), (4, 14, "5.1.2e")]
    assert engine.anonymized(text, places) == "Bel [5.1.2.e] op [5.1.2.e] nu."


def test_a_name_reaches_over_letters_that_nobody_can_read() -> None:
    found = find("Behandeld door: mevrouw Anneke Rietdijk-Kor\ufffdenkamp…nk")
    assert "Anneke Rietdijk-Kor\ufffdenkamp…nk" in [finding.text for finding in found]
