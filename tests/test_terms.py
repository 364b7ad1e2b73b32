# SPDX-License-Identifier: EUPL-1.2
"""A dossier's own lists: every occurrence, in any spelling, never inside a longer word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from woolak.detect import terms
from woolak.detect.examples import page_of
from woolak.detect.terms import Term
from woolak.judgement import reached


def _found(text: str, *wanted: Term) -> list[str]:
    return [finding.text for finding in terms.find(page_of(text), wanted)]


def test_a_term_is_found_in_capitals_without_diacritics_and_over_a_line() -> None:
    text = "Öztürk en OZTURK, project\nBlauwe Reiger"
    assert _found(text, Term("Ozturk")) == ["Öztürk", "OZTURK"]
    assert _found(text, Term("Project Blauwe Reiger")) == ["project\nBlauwe Reiger"]


def test_a_term_is_not_found_inside_a_longer_word() -> None:
    assert _found("Basisregistratie en Oortwolk", Term("Bas"), Term("Oort")) == []


def test_a_term_to_redact_is_found_where_cells_touch() -> None:
    text = "2024-01Oortwolk en OortwolBasman2 met Basmannen"
    assert _found(text, Term("Oortwolk"), Term("Basman")) == ["Oortwolk", "Basman"]
    assert _found(text, Term("Oortwolk", redact=False), Term("Bas")) == []


def test_a_term_with_signs_matches_as_it_is_written() -> None:
    assert _found("nr. A-12/3 en A 12 3", Term("A-12/3")) == ["A-12/3"]


def test_the_rule_tells_the_list_and_a_keep_is_kept() -> None:
    page = page_of("Reiger en Mus")
    redact, keep = terms.find(page, [Term("Reiger"), Term("Mus", redact=False)])
    assert (redact.rules, redact.keep) == (("lijst.redact",), False)
    assert (keep.rules, keep.keep) == (("lijst.keep",), True)


def test_a_term_over_a_page_break_is_a_finding_on_both_pages() -> None:
    first = page_of("Een lange zin die gewoon doorloopt tot aan het einde over project Blauwe")
    second = replace(page_of("Reiger en daarna verder."), number=2)
    found = terms.throughout([first, second], [Term("project Blauwe Reiger")])
    assert [(f.page, f.text) for f in found] == [(1, "project Blauwe"), (2, "Reiger")]
    assert found[0].mention == found[1].mention == found[0].id


def test_terms_over_page_breaks_are_found_in_long_documents_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reached, "_WINDOW", 2)
    monkeypatch.setattr(reached, "_OVERLAP", 1)
    said = ["dat doorloopt", "vol met namen", "zonder einde", "die stopt", "van gisteren"]
    lines = [f"Reiger en daarna verder. Een lange zin {one} over project Blauwe" for one in said]
    pages = [replace(page_of(line), number=number) for number, line in enumerate(lines, 1)]
    listed = [Term("project Blauwe Reiger")]
    whole = terms.throughout(pages, listed)
    assert len(whole) == 8
    found = reached._listed(iter(pages), listed)
    assert sorted(map(repr, found)) == sorted(map(repr, whole))


def test_what_is_found_on_a_page_is_found_once() -> None:
    page = page_of("Over project Reiger\nen over project\nReiger.")
    listed = [Term("project Reiger")]
    assert terms.throughout([page], listed) == terms.find(page, listed)
    assert len(terms.find(page, listed)) == 2


def test_terms_that_overlap_are_one_finding_under_the_strongest_ground() -> None:
    listed = [Term("Blauwe Reiger", grond="5.1.1c"), Term("project Blauwe", grond="5.1.2e")]
    (found,) = terms.find(page_of("Het project Blauwe Reiger loopt."), listed)
    assert (found.text, found.rules) == ("project Blauwe Reiger", ("lijst.redact", "5.1.1c"))


def test_on_one_place_the_redact_list_wins() -> None:
    listed = [Term("Reiger"), Term("Reiger", redact=False)]
    (found,) = terms.throughout([page_of("Het project Reiger.")], listed)
    assert not found.keep
