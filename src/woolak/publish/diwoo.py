# SPDX-License-Identifier: EUPL-1.2
"""A finished edition in; DiWoo metadata 0.9.8 for each published document, and sitemaps, out.

`naamOpsteller` is never filled: it would name a civil servant. A document came about when it was
dated (soortHandeling "vaststelling"), or else by the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from woolak.errors import CannotStart
from woolak.model import Document
from woolak.model.publication import After
from woolak.publish import inventory
from woolak.publish.edition import Edition
from woolak.zaak import Uitgever, Zaak

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_THES = "https://identifier.overheid.nl/tooi/def/thes/kern/"
_MINISTERIES = "https://identifier.overheid.nl/tooi/id/ministerie/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/NLD"
_FORMAT = "http://publications.europa.eu/resource/authority/file-type/PDF"
_VASTSTELLING = ("c_641ecd76", "vaststelling")
_REASONS: dict[str, tuple[str, str]] = {
    After.PRIVACY: ("c_098c1346", "correctie privacygevoelige gegevens"),
    After.PROCEDURE: ("c_c77c86e0", "correctie procedurele fout"),
}
_IN_A_SITEMAP = 50_000
_MOST_BYTES = 50_000_000

CATEGORIES = {
    "c_3baef532": "Woo-verzoeken en -besluiten",
    "c_99a836c7": "adviezen",
    "c_3a248e3a": "agenda's en besluitenlijsten bestuurscolleges",
    "c_89ee6784": "bereikbaarheidsgegevens",
    "c_46a81018": "beschikkingen",
    "c_8c840238": "bij vertegenwoordigende organen ingekomen stukken",
    "c_8fc2335c": "convenanten",
    "c_816e508d": "inspanningsverplichting art 3.1 Woo",
    "c_c6cd1213": "jaarplannen en jaarverslagen",
    "c_a870c43d": "klachtoordelen",
    "c_fdaee95e": "onderzoeksrapporten",
    "c_759721e2": "ontwerpen van wet- en regelgeving met adviesaanvraag",
    "c_40a05794": "organisatie en werkwijze",
    "c_aab6bfc7": "overige besluiten van algemene strekking",
    "c_cf268088": "subsidieverplichtingen anders dan met beschikking",
    "c_c76862ab": "vergaderstukken Staten-Generaal",
    "c_db4862c3": "vergaderstukken decentrale overheden",
    "c_139c6280": "wetten en algemeen verbindende voorschriften",
}
_SORTS = {
    "beslisnota": "c_2977c34f",
    "kamerbrief": "c_49599e6c",
    "kamerstuk": "c_056a75e1",
    "brief": "c_7652d853",
    "verslag": "c_42e406dd",
    "vergaderverslag": "c_42e406dd",
    "agenda": "c_f90465b3",
    "besluitenlijst": "c_d4a4792f",
    "beleidsnota": "c_9376c730",
    "advies": "c_d506b718",
    "rapport": "c_3300f29a",
    "motie": "c_bf0f9c95",
    "persbericht": "c_7eba29ad",
    "besluit": "c_465163c9",
    "beschikking": "c_93b0d113",
    "bezwaarschrift": "c_06a67c95",
    "convenant": "c_386e74cb",
}


def documents(edition: Edition) -> dict[str, etree._Element]:
    """Return a diwoo:Document for each published document, by its id.

    One that came in the place of a recalled file says why. Raises CannotStart when the case file
    has no publisher, date or category that DiWoo knows.
    """
    zaak = edition.zaak
    if zaak.publisher is None or zaak.besluitdatum is None:
        raise CannotStart("DiWoo needs publisher and besluitdatum in the case file.")
    case, recalled = _Case(zaak, zaak.publisher, _category(zaak)), edition.recalled
    return {
        d.id: _document(
            d, replace(case, about=edition.subjects.get(d.id, "")), recalled.get(d.id, ())
        )
        for d in edition.published
    }


def as_bytes(tree: etree._Element) -> bytes:
    """Return a tree as the bytes of a file."""
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def sitemaps(
    made: Mapping[str, etree._Element], links: Mapping[str, tuple[str, str]]
) -> Iterator[bytes]:
    """Yield sitemaps over the documents, each within the limits; `links` are (address, day)."""
    size = max((len(as_bytes(tree)) for tree in made.values()), default=1) + 4000
    most, waiting = min(_IN_A_SITEMAP, max(1, _MOST_BYTES // size)), iter(made)
    while names := list(islice(waiting, most)):
        spaces: dict[str | None, str] = {None: SITEMAP, "diwoo": NAMESPACE}
        root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=spaces)  # type: ignore[arg-type]
        for name in names:
            link, day = links[name]
            entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
            etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = link
            etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = day
            entry.append(made[name])
        yield as_bytes(root)


def _category(zaak: Zaak) -> tuple[str, str]:
    said = zaak.informatiecategorie.strip()
    if not said and zaak.soort == "verzoek":
        said = "c_3baef532"
    for code, label in CATEGORIES.items():
        if said.lower() in (code, label.lower()):
            return code, label
    raise CannotStart(
        "DiWoo needs an informatiecategorie that it knows, such as 'adviezen' or "
        "'Woo-verzoeken en -besluiten'; correct it in the case file."
    )


@dataclass(frozen=True, slots=True)
class _Case:
    zaak: Zaak
    publisher: Uitgever
    category: tuple[str, str]
    about: str = ""


def _document(
    document: Document, case: _Case, recalled: Sequence[tuple[str, str]]
) -> etree._Element:
    zaak, publisher = case.zaak, case.publisher
    root = etree.Element(_tag("Document"), nsmap={"diwoo": NAMESPACE})
    about = etree.SubElement(root, _tag("DiWoo"))
    identifier = "-".join(filter(None, (zaak.matter or zaak.zaaknummer, document.id)))
    _text(_text(about, "identifiers"), "identifier", identifier)
    _named(about, "publisher", _MINISTERIES + publisher.code, publisher.label)
    title = inventory.title(document.soort, document.datum, case.about)
    _text(_text(about, "titelcollectie"), "officieleTitel", title)
    classes = _text(about, "classificatiecollectie")
    _listed(_text(classes, "informatiecategorieen"), "informatiecategorie", case.category)
    if code := _SORTS.get(document.soort.lower()):
        label = document.soort[0].lower() + document.soort[1:]
        _listed(_text(classes, "documentsoorten"), "documentsoort", (code, label))
    day = inventory.date(document.datum)
    if day:
        _text(about, "creatiedatum", day)
    _named(about, "language", _LANGUAGE, "Nederlands")
    _named(about, "format", _FORMAT, "PDF")
    deed = _text(_text(about, "documenthandelingen"), "documenthandeling")
    _listed(deed, "soortHandeling", _VASTSTELLING)
    _text(deed, "atTime", f"{day or zaak.besluitdatum}T00:00:00")
    if recalled:
        _listed(about, "redenVerwijderingVervanging", _REASONS[recalled[-1][1]])
    return root


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _text(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, _tag(name))
    made.text = text
    return made


def _named(parent: etree._Element, name: str, uri: str, label: str) -> None:
    _text(parent, name, label).set("resource", uri)


def _listed(parent: etree._Element, name: str, entry: tuple[str, str]) -> None:
    _named(parent, name, _THES + entry[0], entry[1])
