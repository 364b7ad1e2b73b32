# SPDX-License-Identifier: EUPL-1.2
"""A dossier's own lists: every occurrence, in any spelling, never inside a longer word."""

from __future__ import annotations

from woolak.detect import terms
from woolak.detect.examples import page_of
from woolak.detect.terms import Term


def _found(text: str, *wanted: Term) -> list[str]:
    return [finding.text for finding in terms.find(page_of(text), wanted)]


def test_a_term_is_found_in_capitals_without_diacritics_and_over_a_line() -> None:
    text = "Öztürk en OZTURK, project\nBlauwe Reiger"
    assert _found(text, Term("Ozturk")) == ["Öztürk", "OZTURK"]
    assert _found(text, Term("Project Blauwe Reiger")) == ["project\nBlauwe Reiger"]


def test_a_term_is_not_found_inside_a_longer_word() -> None:
    assert _found("Basisregistratie en Oortwolk", Term("Bas"), Term("Oort")) == []


def test_a_term_with_signs_matches_as_it_is_written() -> None:
    assert _found("nr. A-12/3 en A 12 3", Term("A-12/3")) == ["A-12/3"]


def test_the_rule_tells_the_list_and_a_keep_is_kept() -> None:
    page = page_of("Reiger en Mus")
    redact, keep = terms.find(page, [Term("Reiger"), Term("Mus", redact=False)])
    assert (redact.rules, redact.keep) == (("lijst.redact",), False)
    assert (keep.rules, keep.keep) == (("lijst.keep",), True)
