# SPDX-License-Identifier: EUPL-1.2
"""A finished edition in; the file or folder that another platform takes, or a text, out."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from woolak.errors import CannotStart
from woolak.model import Document
from woolak.publish import diwoo, inventory, motive_text, vws
from woolak.publish.edition import Edition
from woolak.publish.table import Cell, guarded
from woolak.zaak import Zaak

_WOO_DOSSIER = "2i"
_OPENCATALOGI = ("Volgnummer", "Document", "Datum", "Beoordeling", "Weigeringsgronden")


@dataclass(frozen=True, slots=True)
class Order:
    """What an export is made from, and where it goes; `url` is where the PDFs will stand."""

    edition: Edition
    out: Path
    url: str = ""

    def link(self, document: Document) -> str:
        """Return the address that the PDF of a document will have."""
        return f"{self.url.rstrip('/')}/{document.id}.pdf"


def write(kind: str, order: Order) -> list[str]:
    """Write one export; return what the operator has to know, as sentences.

    Raises CannotStart while anything is unfinished, when the case file lacks a fact, or when the
    disk refuses.
    """
    if order.edition.concept:
        raise CannotStart(
            "Not every document is judged yet (CONCEPT); an export has to wait for that. "
            "'woolak status' says what is open."
        )
    needed, make = FORMATS[kind]
    _complete(kind, order.edition.zaak, needed)
    try:
        return make(order)
    except OSError as error:
        raise CannotStart(f"{order.out} cannot be written: {error.strerror}.") from None


def _complete(kind: str, zaak: Zaak, needed: tuple[str, ...]) -> None:
    lacking = [
        name for name in needed if not any(getattr(zaak, option) for option in name.split(" or "))
    ]
    if lacking:
        raise CannotStart(
            f"The export {kind!r} needs facts that the case file lacks: {', '.join(lacking)}. "
            "Add them to zaak.yaml and take that over with 'woolak zaak'."
        )


def _vws(order: Order) -> list[str]:
    vws.write(order.out, order.edition)
    return []


def _diwoo(order: Order) -> list[str]:
    made = diwoo.documents(order.edition)
    order.out.mkdir(parents=True, exist_ok=True)
    for name, tree in made.items():
        (order.out / f"{name}.diwoo.xml").write_bytes(diwoo.as_bytes(tree))
    if not order.url:
        return ["No sitemap: it needs the address where the PDFs will stand (--url)."]
    day = order.edition.moment.date().isoformat()
    links = {d.id: (order.link(d), day) for d in order.edition.published}
    for number, sitemap in enumerate(diwoo.sitemaps(made, links), 1):
        (order.out / f"sitemap-{number}.xml").write_bytes(sitemap)
    return []


def _woogle(order: Order) -> list[str]:
    if not order.url:
        raise CannotStart("Woogle fetches every document: give with --url where the PDFs stand.")
    text = json.dumps([_dossier(order)], ensure_ascii=False, indent=2)
    order.out.write_text(f"{text}\n", encoding="utf-8")
    return ["Woogle also wants foi_requestText and foi_decisionText; write those by hand."]


def _dossier(order: Order) -> dict[str, Any]:
    zaak = order.edition.zaak
    title = f"Woo-dossier {zaak.zaaknummer}"
    dates = {"foi_requestDate": zaak.verzoekdatum, "foi_decisionDate": zaak.besluitdatum}
    listed = inventory.rows(order.edition)
    known = {d.id: d for d in order.edition.published}
    return {
        "dc_title": title,
        "dc_description": f"{title}: {len(listed)} documenten, waarvan {len(known)} openbaar "
        "of deels openbaar.",
        "dc_publisher": zaak.publisher.code if zaak.publisher else "",
        "dc_type": _WOO_DOSSIER,
        "dc_date_year": (zaak.besluitdatum or dt.date.min).year,
        **{name: day.isoformat() for name, day in dates.items() if day},
        "foi_files": {
            "foi_documenten": [
                _woogled(row, order.link(known[str(row[1])])) for row in listed if row[1] in known
            ]
        },
    }


def _woogled(row: tuple[Cell, ...], link: str) -> dict[str, Cell]:
    facts = dict(zip(inventory.NAMES, row, strict=True))
    told = {
        "dc_title": facts["Document"],
        "dc_source": link,
        "foi_url_on_web": "True",
        "foi_sentDate": facts["Datum"],
        "foi_documentType": facts["Soort"],
        "foi_valuation": facts["Beoordeling"],
        "foi_groundsOfRefusal": facts["Weigeringsgronden"],
    }
    return {name: value for name, value in told.items() if value != ""}


def _opencatalogi(order: Order) -> list[str]:
    """Write the inventory with OpenCatalogi's own columns: UTF-8 with BOM, grounds after `;`."""
    with order.out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_OPENCATALOGI)
        for row in inventory.rows(order.edition):
            facts = dict(zip(inventory.NAMES, row, strict=True))
            cells = (facts["Nr."], *(facts[name] for name in _OPENCATALOGI[1:]))
            writer.writerow([guarded(cell) for cell in cells])
    return []


def _motivatie(order: Order) -> list[str]:
    text, undated = motive_text.text(order.edition)
    order.out.write_text(text, encoding="utf-8")
    if undated:
        return [f"No date was found in {', '.join(undated)}: judge article 5.3 there yourself."]
    return []


_WHO = ("publisher", "zaaknummer")
FORMATS: dict[str, tuple[tuple[str, ...], Callable[[Order], list[str]]]] = {
    "vws": (("matter or publicatiecontext",), _vws),
    "diwoo": (("publisher", "besluitdatum"), _diwoo),
    "woogle": ((*_WHO, "besluitdatum"), _woogle),
    "opencatalogi": ((), _opencatalogi),
    "motivatie": (("besluitdatum",), _motivatie),
}
"""Each export with the facts of the case file that it needs."""
