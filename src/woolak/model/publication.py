# SPDX-License-Identifier: EUPL-1.2
"""The words with one spelling that are about a publication."""

from __future__ import annotations

from enum import StrEnum


class After(StrEnum):
    """Why there is a next version; the corrections have the names that DiWoo gives them."""

    BEZWAAR = "bezwaar"
    BEROEP = "beroep"
    AANVULLING = "aanvulling"
    PRIVACY = "correctie_privacygevoelige_gegevens"
    PROCEDURE = "correctie_procedurele_fout"


TEXTS = (".txt", ".html")
"""The text editions of a document, beside its PDF."""
