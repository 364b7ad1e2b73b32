# SPDX-License-Identifier: EUPL-1.2
"""A page is held against what its document asks for, however large the dossier is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from paper import book
from woolak import persons
from woolak.detect.examples import page_of
from woolak.model import Finding, Kind, Layer, Page, Role
from woolak.persons import repeated
from woolak.persons.reach import reach


def _page(document: str) -> Page:
    told = page_of("Ik sprak met Roos over het stuk.\n\nDaarna belde Roos met mij.")
    return replace(told, document=document, number=1)


def _found(page: Page) -> Finding:
    start = page.text.index("Roos")
    return Finding(
        page.document, 1, Layer.TEXT, start, start + len("Roos"), "Roos",
        Kind.NAME, ("namen.voornaam",), 0.7, "Reden.", (), role=Role.AMBTENAAR,
    )  # fmt: skip


def _asked(documents: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a form is held against the words of one page."""
    pages = [_page(f"{number:04}") for number in range(documents)]
    found = [_found(page) for page in pages]
    asked: list[bool] = []
    matched = repeated._matched

    def counted(*where: Any) -> int:  # noqa: ANN401 - as they are
        asked.append(True)
        return matched(*where)

    with monkeypatch.context() as patched:
        patched.setattr(repeated, "_matched", counted)
        persons.propagate(persons.link(found, book()), found, pages[-1:], book())
    return len(asked)


def test_what_a_document_asks_for_stands_in_the_order_in_which_it_came() -> None:
    """What is for all comes between what is for one, so that the first that fits is the same."""
    every = reach([("a", {"1"}), ("b", None), ("c", {"2", "1"}), ("d", None), ("e", {"3"})])
    assert [list(every.of(document)) for document in "1239"] == [
        ["a", "b", "c", "d"],
        ["b", "c", "d"],
        ["b", "d", "e"],
        ["b", "d"],
    ]


def test_a_first_name_of_many_documents_is_no_more_work_for_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Judging ten times the documents takes ten times as long, not a hundred times."""
    assert 0 < _asked(60, monkeypatch) == _asked(6, monkeypatch)
