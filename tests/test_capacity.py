# SPDX-License-Identifier: EUPL-1.2
"""In which capacity somebody is named, by what stands beside the name, decides what is advised."""

from __future__ import annotations

import pytest

from woolak import advise, persons, rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import Advice, Kind, Verdict

BOOK = rulebook.load("kern")


@pytest.fixture(scope="module")
def detector() -> engine.Detector:
    return engine.load(BOOK)


def advised(detector: engine.Detector, text: str) -> list[Advice]:
    """Return the advice about each name in a text."""
    found = engine.detect(detector, [page_of(text)])
    every = advise.advise(found, persons.link(found, BOOK), BOOK)
    return [one for one, f in zip(every, found, strict=True) if f.kind is Kind.NAME]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("De officier van justitie mr. N. Coenraad eiste een jaar.", Verdict.KEEP),
        ("De rechter-commissaris, mr. S. van Haaften, beëdigt haar.", Verdict.KEEP),
        ("Landsadvocaat mr. P. Kuipers adviseert om te wachten.", Verdict.REDACT),
        ("Ook directeur Langdurige Zorg Theo van Uum was erbij.", Verdict.REDACT),
        (
            "Hoogachtend,\n\nde minister van Financiën,\nnamens deze,\n\nE.A. Bruinooge",
            Verdict.REDACT,
        ),
    ],
)
def test_a_function_before_a_name_or_a_mandate_makes_it_a_question(
    detector: engine.Detector, text: str, proposal: Verdict
) -> None:
    [advice] = advised(detector, text)
    assert (advice.verdict, advice.proposal) == (Verdict.ASK, proposal)


@pytest.mark.parametrize(
    "text",
    [
        "Aanwezig was Jan de Vries, directeur\n\nPiet Smit schreef het verslag.",
        "Ook medewerker Langdurige Zorg Theo van Uum was erbij.",
    ],
)
def test_a_function_of_somebody_else_or_of_a_civil_servant_asks_nothing(
    detector: engine.Detector, text: str
) -> None:
    assert advised(detector, text)[-1].verdict is Verdict.REDACT
