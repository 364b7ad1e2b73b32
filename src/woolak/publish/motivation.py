# SPDX-License-Identifier: EUPL-1.2
"""A ground, a kind and a role in; the code of the motivation, and the Dutch text of a code, out."""

from __future__ import annotations

from types import MappingProxyType

from woolak import gronden
from woolak.model import Kind, Role

_WEIGHED = "Openbaarmaking dient geen belang dat zwaarder weegt."
_NOTHING = "Dit verbod is absoluut: er is geen ruimte voor een afweging."

_BY_ROLE = {
    Role.AMBTENAAR: "persoonsgegevens-ambtenaar",
    Role.TOP_AMBTENAAR: "persoonsgegevens-ambtenaar",
    Role.WOORDVOERDER: "persoonsgegevens-ambtenaar",
    Role.BURGER: "persoonsgegevens-burger",
    Role.BEDRIJF: "persoonsgegevens-organisatie",
    Role.JOURNALIST: "persoonsgegevens-organisatie",
}
_BY_KIND = {
    Kind.SIGNATURE: "handtekening",
    Kind.INITIALS: "paraaf",
    Kind.PHONE: "contactgegevens",
    Kind.EMAIL: "contactgegevens",
    Kind.ACCOUNT: "contactgegevens",
    Kind.IMAGE: "herkenbare-afbeelding",
    Kind.ID_NUMBER: "identificerende-gegevens",
    Kind.IBAN: "identificerende-gegevens",
    Kind.BIRTH_DATE: "identificerende-gegevens",
    Kind.ADDRESS: "identificerende-gegevens",
    Kind.LICENSE_PLATE: "identificerende-gegevens",
    Kind.PERSONNEL_NUMBER: "identificerende-gegevens",
}
_BY_GROUND = {
    "5.1.1d": "bijzondere-persoonsgegevens",
    "5.1.1e": "nationaal-identificatienummer",
}
_LEVENSSFEER = {
    "persoonsgegevens-ambtenaar": (
        "Dit zijn persoonsgegevens van een ambtenaar die niet uit hoofde van de functie in de "
        "openbaarheid treedt. De eerbiediging van de persoonlijke levenssfeer weegt zwaarder dan "
        "het belang van openbaarheid. " + _WEIGHED
    ),
    "persoonsgegevens-burger": (
        "Dit zijn persoonsgegevens van een burger. De eerbiediging van de persoonlijke levenssfeer "
        "weegt zwaarder dan het belang van openbaarheid. " + _WEIGHED
    ),
    "persoonsgegevens-organisatie": (
        "Dit zijn persoonsgegevens van iemand die namens een organisatie contact had met de "
        "overheid. De naam van de organisatie is openbaar; de eerbiediging van de persoonlijke "
        "levenssfeer van deze persoon weegt zwaarder dan het belang van openbaarheid."
    ),
    "persoonsgegevens-derde": (
        "Dit zijn gegevens die tot een persoon te herleiden zijn. De eerbiediging van de "
        "persoonlijke levenssfeer weegt zwaarder dan het belang van openbaarheid. " + _WEIGHED
    ),
    "handtekening": (
        "Een handtekening kan worden misbruikt. De eerbiediging van de persoonlijke levenssfeer "
        "weegt zwaarder dan het belang van openbaarheid."
    ),
    "paraaf": (
        "Een paraaf of initialen zijn tot een persoon te herleiden. De eerbiediging van de "
        "persoonlijke levenssfeer weegt zwaarder dan het belang van openbaarheid."
    ),
    "contactgegevens": (
        "Dit zijn rechtstreekse contactgegevens van een persoon. De eerbiediging van de "
        "persoonlijke levenssfeer weegt zwaarder dan het belang van openbaarheid; algemene "
        "nummers en adressen zijn openbaar."
    ),
    "herkenbare-afbeelding": (
        "Op deze afbeelding is een persoon herkenbaar. De eerbiediging van de persoonlijke "
        "levenssfeer weegt zwaarder dan het belang van openbaarheid."
    ),
    "identificerende-gegevens": (
        "Met dit gegeven is een persoon te identificeren of te vinden. De eerbiediging van de "
        "persoonlijke levenssfeer weegt zwaarder dan het belang van openbaarheid."
    ),
}
_ABSOLUUT = {
    "bijzondere-persoonsgegevens": (
        "Dit zijn bijzondere of strafrechtelijke persoonsgegevens (paragraaf 3.1 en 3.2 van de "
        "Uitvoeringswet AVG). " + _NOTHING
    ),
    "nationaal-identificatienummer": (
        "Dit is een nummer dat bij wet is voorgeschreven om een persoon te identificeren "
        "(artikel 46 van de Uitvoeringswet AVG). " + _NOTHING
    ),
}


def _other(ground: gronden.Grond) -> str:
    weighing = _NOTHING if ground.absoluut else "De afweging van de belangen staat in het besluit."
    return f"Geweigerd op grond van {ground.citation}: {ground.label}. {weighing}"


def _named(ground: str) -> str:
    return f"weigeringsgrond-{ground}"


TEKSTEN = MappingProxyType(
    _LEVENSSFEER | _ABSOLUUT | {_named(g.code): _other(g) for g in gronden.GRONDEN.values()}
)
"""Every motivation code with its text, to be read beside the ground of the redaction."""


def motivation(ground: str, kind: Kind, role: Role) -> str:
    """Return the code of the motivation for a redaction under a canonical ground (`5.1.2e`)."""
    if ground != "5.1.2e":
        return _BY_GROUND.get(ground, _named(ground))
    return _BY_KIND.get(kind) or _BY_ROLE.get(role, "persoonsgegevens-derde")


def fits(code: str, ground: str) -> bool:
    """Say whether a code exists and motivates this ground."""
    if code in _LEVENSSFEER:
        return ground == "5.1.2e"
    if code in _ABSOLUUT:
        return _BY_GROUND.get(ground) == code
    return code == _named(ground) and code in TEKSTEN
