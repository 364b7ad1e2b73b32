# SPDX-License-Identifier: EUPL-1.2
"""A form says who does what: who stands behind such a label is found, whatever the name is."""

from __future__ import annotations

import pytest

from paper import hits, kept, redacted
from woolak.model import Kind


@pytest.mark.parametrize("between", [": ", "\t"])
@pytest.mark.parametrize("label", ["Jurist", "Zaakbehandelaar", "Aangeleverd door", "Getuige"])
@pytest.mark.parametrize("name", ["Roos", "Visser", "B. Groen", "Wil Brood"])
def test_who_stands_behind_what_he_does_goes(label: str, between: str, name: str) -> None:
    assert name in redacted(f"Datum{between}3 april\n{label}{between}{name}\nZaak{between}W1")


@pytest.mark.parametrize(
    "line",
    [
        "Beheerder: Rijkswaterstaat",
        "Secretaris: vacant",
        "Deskundige: Nader te bepalen",
        "Gefinancierd door: Provincie Zeeland",
        "Trekker: Utrecht",
        "Functionaris\tGegevensbescherming",
        "Student\tJa",
    ],
)
def test_what_is_nobody_behind_such_a_label_stays(line: str) -> None:
    assert not redacted(f"Datum: 3 april\n{line}\nZaak: W1")


def test_who_holds_a_public_office_stays_behind_it() -> None:
    assert "Hugo de Jonge" in kept("Onderwerp: wonen\nMinister: Hugo de Jonge\nDatum: 3 april 2023")


def test_a_name_behind_a_label_is_a_name_and_letters_are_letters() -> None:
    form = "Contactpersoon: Karin Jansen\nSteller: Wil Brood\nBehandelaar: J.P."
    told = {text: hit.kind for text, hit in hits(form)}
    assert told["Karin Jansen"] is told["Wil Brood"] is Kind.NAME
    assert told["J.P."] is Kind.INITIALS
