# SPDX-License-Identifier: EUPL-1.2
"""The kind and the date of a document, for the inventory."""

from __future__ import annotations

import pytest

from paper import book
from woolak.detect import documents
from woolak.detect.examples import page_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Van: A\nVerzonden: dinsdag 12 maart 2024 16:47\nAan: B\nOnderwerp: C",
            ("E-mail", "2024-03-12"),
        ),
        ("From: A\nSent: Monday, March 11, 2024 5:21 PM\nTo: B", ("E-mail", "2024-03-11")),
        ("Datum\n22 december 2023\n\nnota\n\n2. Geadviseerd besluit", ("Beslisnota", "2023-12-22")),
        ("Verslag\n\nDatum\t2024-02-14\n\nAanwezig: een", ("Verslag", "2024-02-14")),
        ("[03-04-2024 14:02] Kees: hoi", ("Chat", "")),
        ("Nijkerk, 8 januari 2024\n\nGeachte mevrouw,", ("Brief", "")),
        ("Niets bekends", ("", "")),
        ("Nota\n\nGeboortedatum: 12-03-1985", ("Nota", "")),
        ("Op 31-02-2024 bestaat geen dag", ("", "")),
    ],
)
def test_kind_and_date_come_from_the_first_page(text: str, expected: tuple[str, str]) -> None:
    assert documents.describe([page_of(text)], book()) == expected


def test_a_document_without_pages_has_neither() -> None:
    assert documents.describe([], book()) == ("", "")


def test_a_thread_of_mail_about_a_letter_to_the_kamer_is_mail() -> None:
    thread = (
        "Prima zo.\n\nOp ma 3 mrt 2025 om 10:12 schreef Tessa Brinkhuis:\n"
        "> Hierbij de brief, aan de voorzitter van de Tweede Kamer.\n> Onderwerp: Kamerbrief"
    )
    assert documents.describe([page_of(thread)], book())[0] == "E-mail"
    memo = "MEMO\nAAN: de minister\nVAN: Tessa Brinkhuis\nDATUM: 3 maart 2025"
    assert documents.describe([page_of(memo)], book())[0] == "Memo"
