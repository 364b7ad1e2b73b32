# SPDX-License-Identifier: EUPL-1.2
"""Codes in, the Dutch that the reviewer's screen says out."""

from __future__ import annotations

import datetime as dt

from woolak.gronden import GRONDEN
from woolak.model import Kind, Role, Verdict
from woolak.model.review import Deed

KINDS: dict[str, str] = {
    Kind.NAME: "naam",
    Kind.INITIALS: "initialen",
    Kind.SIGNATURE: "handtekening",
    Kind.PHONE: "telefoonnummer",
    Kind.EMAIL: "e-mailadres",
    Kind.ACCOUNT: "accountnaam",
    Kind.BSN: "bsn",
    Kind.ID_NUMBER: "documentnummer",
    Kind.IBAN: "rekeningnummer",
    Kind.BIRTH_DATE: "geboortedatum",
    Kind.ADDRESS: "adres",
    Kind.LICENSE_PLATE: "kenteken",
    Kind.PERSONNEL_NUMBER: "personeelsnummer",
    Kind.HEALTH: "gezondheid",
    Kind.SPECIAL_CATEGORY: "bijzonder persoonsgegeven",
    Kind.IMAGE: "beeld",
    Kind.OTHER: "overig",
}
ROLES: dict[str, str] = {
    Role.AMBTENAAR: "ambtenaar",
    Role.BEWINDSPERSOON: "bewindspersoon",
    Role.VOLKSVERTEGENWOORDIGER: "volksvertegenwoordiger",
    Role.BESTUURDER: "bestuurder",
    Role.TOP_AMBTENAAR: "topambtenaar",
    Role.WOORDVOERDER: "woordvoerder",
    Role.BURGER: "burger",
    Role.BEDRIJF: "medewerker van een organisatie",
    Role.JOURNALIST: "journalist",
    Role.AUTEUR: "auteur",
    Role.HISTORISCH: "historisch persoon",
    Role.ONBEKEND: "rol onbekend",
}
VERDICTS: dict[str, str] = {
    Verdict.REDACT: "lakken",
    Verdict.KEEP: "openbaar",
    Verdict.ASK: "vraag",
}
PROPOSED: dict[str, str] = {
    Verdict.REDACT: "Voorstel: lakken",
    Verdict.KEEP: "Voorstel: openbaar",
    Verdict.ASK: "Vraag: kiest u",
}
STATES: dict[str, str] = {
    "redact": "Gelakt",
    "keep": "Openbaar",
    "mixed": "Verschillend",
    "open": "Te beslissen",
}
DEEDS: dict[str, str] = {
    Deed.PLACE: "plaats beslist",
    Deed.PERSON: "persoon beslist",
    Deed.TEXT: "zelfde tekst overal beslist",
    Deed.BLOCK: "blok beslist",
    Deed.COLUMN: "kolom beslist",
    Deed.KIND_PAGE: "soort op de pagina beslist",
    Deed.KIND_DOCUMENT: "soort in het document beslist",
    Deed.PROPOSALS: "voorstellen bevestigd",
    Deed.DRAW: "vak getekend",
    Deed.ADJUST: "vak aangepast",
    Deed.SEARCH: "zoekresultaten gelakt",
    Deed.PAGE: "pagina geweigerd",
    Deed.DOCUMENT: "document geweigerd",
    Deed.RELEASE: "weigering van document ingetrokken",
    Deed.CHECK: "pagina afgevinkt",
    Deed.MERGE: "personen samengevoegd",
    Deed.SPLIT: "persoon gesplitst",
    Deed.MOVE: "vermelding verplaatst",
    Deed.CONFIRM: "akkoord als tweede lezer",
    Deed.TAKEN: "markeringen overgenomen",
}
STATUS: dict[str, str] = {
    "new": "nog niet gelezen",
    "scanned": "gelezen",
    "published": "gepubliceerd",
    "withheld": "geweigerd",
    "unfinished": "onafgerond",
    "rejected": "niet te verwerken",
    "duplicate": "dubbel",
}
REASONS: dict[str, str] = {
    "needs_ocr": "bevat beeld dat niet als tekst te lezen is",
    "needs_eyes": "moet door een mens worden bekeken",
    "undecided": "wacht op een tweede lezer",
    "timeout": "de verwerking duurde te lang",
    "memory": "de verwerking kostte te veel geheugen",
    "crash": "de verwerking liep vast",
    "leak_found": "de controle vond nog iets leesbaars",
    "text_lost": "lakken zou tekst beschadigen",
    "rule_timeout": "een regel was niet op tijd klaar",
}
WRONG: dict[str, tuple[str, str]] = {
    "adres": (
        "Dit adres klopt niet",
        "Open de beoordeling met de link die woolak bij het starten toonde.",
    ),
    "methode": ("Dit kan hier niet", "Ga terug en gebruik de knoppen op het scherm."),
    "groot": ("Het bestand is te groot", "Een bestand met markeringen mag 64 MB zijn."),
    "vreemd": (
        "Dit verzoek kwam niet van dit scherm",
        "Er is niets gewijzigd. Ga terug naar de beoordeling en probeer het daar opnieuw.",
    ),
    "sessie": (
        "U bent niet (meer) aangemeld",
        "De sessie is beëindigd of de link is al gebruikt. Alles wat was opgeslagen, staat er nog. "
        "Open de nieuwste link uit het venster waarin woolak draait.",
    ),
    "weg": (
        "U bent afgemeld",
        "Alles is opgeslagen. Verder werken kan met een nieuwe link uit het venster van woolak.",
    ),
    "ongezien": (
        "U hebt deze pagina nog niet geopend",
        "Alleen wie een pagina op het scherm had, kan haar afvinken.",
    ),
    "dubbel": (
        "Dit document is een kopie",
        "Het wordt beoordeeld met het document waarvan het een kopie is; weiger dat.",
    ),
    "kapot": (
        "Er ging iets mis",
        "Het verzoek is niet uitgevoerd; wat eerder was opgeslagen, staat er nog. Ga terug en "
        "probeer het opnieuw. Blijft het misgaan, meld dan de regel uit het venster van woolak.",
    ),
    "leeg": (
        "Dit bestaat niet",
        "Deze pagina is er niet (meer). Ga via het overzicht naar wat u zoekt.",
    ),
    "grond": (
        "Dit is geen grond van de Woo",
        "Er is niets gewijzigd. Schrijf een grond zoals 5.1.2.e of kies er een uit de lijst.",
    ),
    "onjuist": ("Dit verzoek is onvolledig", "Er is niets gewijzigd. Ga terug en probeer opnieuw."),
    "beeld": (
        "De pagina is niet te tonen",
        "Het beeld van deze pagina kon niet worden gemaakt. Bekijk het origineel.",
    ),
}
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def count(number: int, one: str, more: str) -> str:
    """Return a number with its noun: `1 plaats`, `1.200 plaatsen`."""
    return f"{number:,} ".replace(",", ".") + (one if number == 1 else more)


def places(number: int) -> str:
    """Return a number of places in words."""
    return count(number, "plaats", "plaatsen")


def documents(number: int) -> str:
    """Return a number of documents in words."""
    return count(number, "document", "documenten")


def pages(number: int) -> str:
    """Return a number of pages in words."""
    return count(number, "pagina", "pagina's")


def moment(at: str) -> str:
    """Return a time as people here write it: `21 nov 14:03`, in the zone of this machine."""
    try:
        when = dt.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    return f"{when.day} {_MONTHS[when.month - 1]} {when:%H:%M}"


def box(grond: str | None) -> str:
    """Return a ground as a box shows it; empty when there is none."""
    return GRONDEN[grond].box if grond in GRONDEN else grond or ""


def grounds() -> list[tuple[str, str]]:
    """Return every ground as (as in a box, label) for a list to choose from."""
    return [(grond.box, grond.label) for grond in GRONDEN.values()]
