# SPDX-License-Identifier: EUPL-1.2
"""A word that a dossier uses for a firm or a system stays; who may be a human being goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper import Line, book, hits, page
from woolak.detect.examples import page_of
from woolak.model import Finding, Kind, Layer, Page
from woolak.persons import things

FIRMS = [
    (
        ("Ik zal Mainsys even bellen.", "De storing in Mainsys duurt. Dat is Mainsys."),
        "Mainsys",
    ),
    (
        ("Met Quinsys is gesproken.", "Zie www.quinsys.eu. De koppeling met Quinsys hapert."),
        "Quinsys",
    ),
    (("Met Brevidi is gesproken.", "De leverancier Brevidi wordt betaald."), "Brevidi"),
    (("Graag contact opnemen met Logivia.", "Logivia Services levert dit."), "Logivia"),
    (
        (
            "Actiepunten: Traxion stuurt planning.",
            "De leverancier Traxion. De gunning aan Traxion is rond. Traxion draait op Oracle.",
        ),
        "Traxion",
    ),
    (("Met Sentio is gesproken.", "Sentio draait op Oracle."), "Sentio"),
    (("Graag contact opnemen met Brevidi.", "De gunning aan Brevidi is rond."), "Brevidi"),
]
"""Two documents of a dossier, and the word that names nobody in either."""

PEOPLE = [
    (("Met Ijukwele is gesproken.", "De storing in Ijukwele. De heer Ijukwele belde."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Zie www.ijukwele.nl.\nVan: Ijukwele, P.\nAan: x"), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Zie ijukwele.nl. Ijukwele is met verlof."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Zie ijukwele.nl voor het aanbod."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "In Ijukwele zit veel kennis."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Volgens Ijukwele kost dat drie maanden."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "De overstap van Ijukwele naar FEZ gaat door."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Het vertrouwen in Ijukwele is groot."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Het contract met Ijukwele loopt af."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "De leverancier Ijukwele. Collega Ijukwele ook."), "Ijukwele"),
    (("Ik heb Ijukwele gesproken.", "De offerte van Ijukwele is binnen."), "Ijukwele"),
    (("Afgestemd met: Ijukwele, FEZ", "Zie www.ijukwele.nl. Dat is Ijukwele."), "Ijukwele"),
    (("Met Ijukwele is gesproken.", "Zie ijukwele.nl, f.ijukwele@minbzk.nl."), "Ijukwele"),
    (
        ("Actiepunten: Ijukwele stuurt planning.", "De leverancier Ijukwele wordt betaald."),
        "Ijukwele",
    ),
    (("Met Postma is gesproken.", "De leverancier Postma is akkoord."), "Postma"),
    *(
        (
            (
                "Ijukwele stuurt morgen de cijfers.",
                "Storing in Ijukwele is gemeld. De leverancier Ijukwele is te laat. Het systeem "
                "Ijukwele draait op Oracle. In Ijukwele staat het bedrag. Het contract met "
                f"Ijukwele loopt af. Offerte van Ijukwele ontvangen. Ijukwele B.V. {said}",
            ),
            "Ijukwele",
        )
        for said in (
            "Morgen is Ijukwele vrij.",
            "Ijukwele is vandaag ziek.",
            "Ik sprak Ijukwele bij de koffie; zij is jurist.",
            "Ijukwele (afdeling Inkoop) kent de zaak.",
            "Dit komt van Ijukwele en mij.",
            "Dank Ijukwele voor het meelezen!",
        )
    ),
]
"""Somebody in the same words: one sign of a human being stands there, or no sure one of a firm."""


def _found(page: Page, text: str) -> list[Finding]:
    return [
        Finding(
            page.document, page.number, Layer.TEXT, hit.start, hit.end,
            page.text[hit.start : hit.end], hit.kind, (hit.rule,), hit.score, hit.why, (),
            keep=hit.keep, role=hit.role, functie=hit.functie,
        )
        for _, hit in hits(text)
    ]  # fmt: skip


def _redacted(*texts: str) -> set[str]:
    pages = [replace(page_of(text), document=f"{n:04}") for n, text in enumerate(texts)]
    found = [f for page, text in zip(pages, texts, strict=True) for f in _found(page, text)]
    left = things.doubted(found, pages, lambda page: page, (), book())
    return {f.text for f in left if f.kind is Kind.NAME and f.score >= 0.4 and not f.keep}


@pytest.mark.parametrize(("texts", "word"), FIRMS)
def test_what_a_dossier_says_of_a_firm_keeps_its_name_in_every_document(
    texts: tuple[str, ...], word: str
) -> None:
    assert word not in _redacted(*texts)
    assert word in _redacted(texts[0]), "no evidence without the other document"


@pytest.mark.parametrize(("texts", "word"), PEOPLE)
def test_who_may_be_a_human_being_goes_in_every_document(texts: tuple[str, ...], word: str) -> None:
    assert any(word in spoken for spoken in _redacted(*texts))


def test_a_word_below_the_heading_of_suppliers_is_a_firm_and_below_another_it_is_not() -> None:
    told = "Met Xantaro en Ijukwele is gesproken."
    rows: list[Line] = [(70, 80, "Leverancier", 0), (300, 80, "Contact", 1)]
    rows += [(70, 100, "Xantaro", 2), (300, 100, "Ijukwele", 3)]
    table = page(rows, document="0002")
    first = replace(page_of(told), document="0001")
    left = things.doubted(_found(first, told), [first, table], lambda p: p, (), book())
    sure = {f.text for f in left if f.score >= 0.4}
    assert "Ijukwele" in sure
    assert "Xantaro" not in sure


def test_what_a_person_decided_on_is_left_as_it_is() -> None:
    text = "Met Mainsys is gesproken. De storing in Mainsys is voorbij."
    only = replace(page_of(text), document="0001")
    found = _found(only, text)
    left = things.doubted(found, [only], lambda p: p, {f.id for f in found}, book())
    assert left == found
