# SPDX-License-Identifier: EUPL-1.2
"""Places in, each in its line of text out: what stands before it, itself, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from woolak.dossier import Dossier, rows
from woolak.model.review import Place

_AROUND = 70


@dataclass(frozen=True, slots=True)
class Shown:
    """A place with the text on either side of it."""

    place: Place
    before: str = field(repr=False)
    after: str = field(repr=False)


def in_lines(dossier: Dossier, places: Iterable[Place]) -> list[Shown]:
    """Return each place in its line; a page is read once, however many of them it holds."""
    places = list(places)
    texts: dict[tuple[str, int], dict[str, str]] = {}
    shown = []
    for place in places:
        where = (place.document, place.page)
        if where not in texts:
            found = dossier.page_bodies(*where)
            texts[where] = {row["layer"]: rows.text_of(row["body"]) for row in found}
        text = texts[where].get(place.layer, "")
        finding = dossier.finding(place.id)
        if finding is None or finding.start is None or finding.end is None:
            shown.append(Shown(place, "", ""))
        else:
            shown.append(Shown(place, *around(text, finding.start, finding.end)))
    return shown


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after [start, end), to the ends of a line at most."""
    before = " ".join(text[max(0, start - _AROUND) : start].split())
    after = " ".join(text[end : end + _AROUND].split())
    return before, after
