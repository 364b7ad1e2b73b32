# SPDX-License-Identifier: EUPL-1.2
"""A judged dossier in; every person, text, passage and page that is treated differently out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from woolak.audit.report import Check, warn
from woolak.dossier import Dossier, rows
from woolak.model import SUSPECT, Layer, Verdict
from woolak.model.review import Place
from woolak.review import copies
from woolak.review.desk import Desk

_SAID = {
    "person": "Dezelfde persoon is niet overal gelijk behandeld.",
    "text": "Dezelfde tekst is niet overal gelijk behandeld.",
    "passage": "Dezelfde passage is niet overal gelijk behandeld.",
    "page": "Dezelfde bladzijde is niet overal gelijk gelakt.",
}
_SHOWN = 6
_TELLING = 4
"""Letters from which a text says something about who it is."""
_PAGE = 200
"""Characters from which two pages are the same page, and not the same blank form."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is treated differently; `places` are (document, page, verdict, ground).

    `what` is `person`, `text`, `passage` or `page`; `text` is for the operator's screen only.
    """

    what: str
    text: str = field(repr=False)
    places: tuple[tuple[str, int, str, str], ...]


def differences(dossier: Dossier) -> list[Difference]:
    """Return what is treated differently, each place under the first rule that finds it."""
    desk = Desk(dossier)
    for _ in desk.find_copies():
        pass
    told: set[str] = set()
    found = []
    for what, there in _groups(desk):
        if not {place.id for place in there} <= told:
            told |= {place.id for place in there}
            found.append(_difference(what, there))
    return [*found, *_unmarked(desk), *_pages(dossier)]


def checks(dossier: Dossier) -> list[Check]:
    """Return the same as findings of the audit, with their places and without any text."""
    return [_check(one) for one in differences(dossier)]


def _check(one: Difference) -> Check:
    pages = list(dict.fromkeys(f"{document} blz. {page}" for document, page, _, _ in one.places))
    more = f" en nog {len(pages) - _SHOWN}" if len(pages) > _SHOWN else ""
    rule = "P10" if one.what in ("passage", "page") else "P9"
    return warn(rule, _SAID[one.what], ", ".join(pages[:_SHOWN]) + more)


def _groups(desk: Desk) -> Iterator[tuple[str, list[Place]]]:
    by_person: dict[tuple[str, str], list[Place]] = defaultdict(list)
    by_text: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in desk.places.values():
        if place.verdict is None and place.score < SUSPECT:
            continue
        if place.id in desk.person_of:
            by_person[desk.person_of[place.id], place.kind].append(place)
        if len(place.folded) >= _TELLING:
            by_text[place.folded, place.kind].append(place)
    for what, groups in (("person", by_person), ("text", by_text)):
        yield from ((what, there) for there in groups.values() if _differ(there))
    yield from (("passage", there) for there in copies.differing(desk.copies, desk.places))


def _differ(places: Iterable[Place]) -> bool:
    return len({place.verdict or Verdict.KEEP for place in places}) > 1


def _difference(what: str, there: Iterable[Place]) -> Difference:
    places = sorted(there, key=lambda p: (len(p.document), p.document, p.page, p.id))
    told = [
        (p.document, p.page, str(p.verdict or Verdict.KEEP), (p.verdict and p.grond) or "")
        for p in places
    ]
    return Difference(what, places[0].text, tuple(dict.fromkeys(told)))


def _unmarked(desk: Desk) -> Iterator[Difference]:
    """Yield each passage of which a copy still shows what is redacted in the other."""
    for one, like in copies.bare(desk.copies, desk.places, desk.of_page):
        redacted = (like.document, like.page, str(Verdict.REDACT), like.grond or "")
        kept = (one.document, one.page, str(Verdict.KEEP), "")
        yield Difference("passage", one.text, (redacted, kept))


def _pages(dossier: Dossier) -> Iterator[Difference]:
    """Yield each page that stands in more than one place and is not redacted alike."""
    same: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in dossier.page_bodies():
        if row["layer"] == Layer.TEXT and len(text := rows.text_of(row["body"])) >= _PAGE:
            key = hashlib.sha256(text.encode()).hexdigest()
            same[key].append((row["document"], row["number"]))
    for pages in same.values():
        if len(pages) > 1 and len({_spans(dossier, *page) for page in pages}) > 1:
            told = tuple((document, page, "", "") for document, page in pages)
            yield Difference("page", "", told)


def _spans(dossier: Dossier, document: str, page: int) -> frozenset[tuple[int | None, int | None]]:
    decisions = dossier.decisions(document)
    return frozenset(
        (finding.start, finding.end)
        for finding in dossier.findings_on(document, page)
        if (decision := decisions.get(finding.id)) and decision.verdict is Verdict.REDACT
    )
