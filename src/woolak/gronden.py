# SPDX-License-Identifier: EUPL-1.2
"""The codebook of grounds: chapter 5 of the Wet open overheid as one table.

Codes are stored as `5.1.2e`, shown in a box as `5.1.2.e` and written out in running text.
Labels follow the production report of the VWS platform, where `dubbel` passes but is no ground.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from woolak.errors import UnknownGround


@dataclass(frozen=True, slots=True)
class Grond:
    """A ground for refusal; `absoluut`: no weighing; `persoonlijk`: may carry personal data."""

    code: str
    box: str
    citation: str
    label: str
    absoluut: bool
    persoonlijk: bool = False


_LID = {"1": "eerste", "2": "tweede"}


def _onder(code: str, label: str, *, persoonlijk: bool = False) -> Grond:
    lid, letter = code[4], code[5]
    citation = f"artikel 5.1, {_LID[lid]} lid, aanhef en onder {letter}, Woo"
    return Grond(code, f"5.1.{lid}.{letter}", citation, label, lid == "1", persoonlijk)


_TABLE = (
    _onder("5.1.1a", "Eenheid van de Kroon"),
    _onder("5.1.1b", "Veiligheid van de Staat"),
    _onder("5.1.1c", "Vertrouwelijk verstrekte bedrijfs- of fabricagegegevens"),
    _onder("5.1.1d", "Bijzondere en strafrechtelijke persoonsgegevens", persoonlijk=True),
    _onder("5.1.1e", "Nationale identificatienummers", persoonlijk=True),
    _onder("5.1.2a", "Internationale betrekkingen"),
    _onder("5.1.2b", "Economische of financiële belangen van de Staat"),
    _onder("5.1.2c", "Opsporing en vervolging van strafbare feiten"),
    _onder("5.1.2d", "Inspectie, controle en toezicht"),
    _onder("5.1.2e", "Eerbiediging van de persoonlijke levenssfeer", persoonlijk=True),
    _onder("5.1.2f", "Andere concurrentiegevoelige bedrijfs- en fabricagegegevens"),
    _onder("5.1.2g", "Bescherming van het milieu waarop de informatie betrekking heeft"),
    _onder("5.1.2h", "Beveiliging van personen en bedrijven en voorkomen van sabotage"),
    _onder("5.1.2i", "Goed functioneren van de Staat en andere overheden"),
    Grond("5.1.5", "5.1.5", "artikel 5.1, vijfde lid, Woo", "Onevenredige benadeling", False),
    Grond("5.2", "5.2", "artikel 5.2, eerste lid, Woo", "Persoonlijke beleidsopvattingen", False),
    Grond("5.4", "5.4", "artikel 5.4, eerste lid, Woo", "Informatie bij de formateur", False),
)

GRONDEN: dict[str, Grond] = {grond.code: grond for grond in _TABLE}

OTHER_REASONS: dict[str, str] = {
    "dubbel": "Beoordeeld in een ander document",
    "buiten reikwijdte": "Valt buiten de reikwijdte van het verzoek",
    "bijzondere regeling": "Een bijzondere regeling gaat voor (bijlage bij artikel 8.8 Woo)",
}
"""Reasons that are no ground of chapter 5: never in a list of grounds."""

_ONDER = re.compile(
    r"(?:art(?:ikel)?\.?\s*)?5\.1[,.\s]*(?:lid\s*)?(?P<lid>[12]|eerste lid|tweede lid)[,.\s]*"
    r"(?:(?:aanhef en )?(?:onder|sub)\s*)?(?P<letter>[a-i])\.?(?:,?\s*(?:van de\s*)?woo)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:art(?:ikel)?\.?\s*)?"
    r"(?P<code>5\.1(?:\.|,?\s*(?:lid\s*)?)(?:5|vijfde lid)|5\.2|5\.4)"
    r"(?:\.1|,? (?:eerste lid|lid 1))?"
    r"(?:,?\s*(?:van de\s*)?woo)?",
    re.IGNORECASE,
)
_LEDEN = {"eerste lid": "1", "tweede lid": "2"}


def parse(spelling: str) -> Grond:
    """Return the ground that a spelling found in practice means.

    Raises UnknownGround for anything else, among them Wob codes (10.2.e) and the ambiguous `5.1.e`.
    """
    text = " ".join(spelling.split())
    if found := _ONDER.fullmatch(text):
        lid = _LEDEN.get(found["lid"].lower(), found["lid"])
        code = f"5.1.{lid}{found['letter'].lower()}"
    elif found := _WHOLE.fullmatch(text):
        code = "5.1.5" if found["code"].startswith("5.1") else found["code"][:3]
    else:
        raise UnknownGround(spelling)
    if code not in GRONDEN:
        raise UnknownGround(spelling)
    return GRONDEN[code]
