# SPDX-License-Identifier: EUPL-1.2
"""A PDF's mark of language goes in; that mark comes out when it is one, and nothing else."""

from __future__ import annotations

import re

_DUTCH = "nl-NL"
# A language and a country only: longer tags have room for a name.
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?")


def language(value: object) -> str:
    """Return a language tag such as `nl-NL` in its usual case, or an empty string."""
    found = _TAG.fullmatch(str(value)) if value is not None else None
    if not found:
        return ""
    first, country = found[1].lower(), found[2]
    return f"{first}-{country.upper()}" if country else first


def of_document(value: object) -> str:
    """Return the language of a document: its own, else Dutch; `nl` alone is Dutch as well."""
    found = language(value)
    return _DUTCH if found in ("", "nl") else found
