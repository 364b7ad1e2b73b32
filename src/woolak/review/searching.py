# SPDX-License-Identifier: EUPL-1.2
"""Text to look for in; every place of it in the dossier, what it is now, and its redaction, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from woolak.detect import terms
from woolak.detect.words.lexicon import fold
from woolak.dossier import rows
from woolak.model import Finding, Kind, Verdict
from woolak.model.review import Deed, Place
from woolak.review import deciding, words
from woolak.review.deciding import Order
from woolak.review.decisions import told
from woolak.review.desk import Desk
from woolak.review.drawing import ground
from woolak.review.lines import around
from woolak.review.room import (
    answer,
    back,
    fields,
    label,
    me,
    number,
    room,
    say,
    show,
    shown_state,
    text,
    texts,
    wrong,
)

RULE = "hand.zoek"
_MOST = 5000
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the text: found before (`known`), or new; `key` names it in the form."""

    key: str
    document: str
    page: int
    before: str = field(repr=False)
    spoken: str = field(repr=False)
    after: str = field(repr=False)
    state: str
    label: str


def find(
    desk: Desk, wanted: str, kind: Kind = Kind.OTHER
) -> Iterator[tuple[Finding, Place | None]]:
    """Yield every occurrence as a finding, with the place that covers it already, if any.

    Capitals, accents and line breaks do not matter. A page that reads otherwise in another layer
    gives each place once.
    """
    first = fold(wanted.split(maxsplit=1)[0]) if wanted.split() else ""
    if not first:
        return
    term = [terms.Term(wanted)]
    taken: dict[tuple[str, int], list[Finding]] = {}
    for row in desk.dossier.page_bodies():
        if first not in fold(rows.text_of(row["body"])):
            continue
        page = next(
            p for p in desk.dossier.page(row["document"], row["number"]) if p.layer == row["layer"]
        )
        there = taken.setdefault((page.document, page.number), [])
        for found in terms.find(page, term):
            made = replace(found, rules=(RULE,), kind=kind, why="Gezocht in het hele dossier.")
            if not any(_touch(made, other) for other in there):
                there.append(made)
                yield made, _covering(desk, made)


def _touch(one: Finding, other: Finding) -> bool:
    return any(a.overlaps(b) for a in one.boxes for b in other.boxes)


def _covering(desk: Desk, made: Finding) -> Place | None:
    """Return the place that says the same words on the same spot, or more."""
    if made.id in desk.places:
        return desk.places[made.id]
    spoken = fold(" ".join(made.text.split()))
    near = [p for p in desk.of_page(made.document, made.page) if spoken in p.folded]
    if not near:
        return None
    findings = {f.id: f for f in desk.dossier.findings_on(made.document, made.page)}
    return next((p for p in near if p.id in findings and _touch(findings[p.id], made)), None)


async def search(request: Request) -> Response:
    """Ask what to look for, or show what will change where."""
    desk = room(request).desk
    if request.method == "GET":
        return show(request, "search.html", here="zoeken", wanted="", hits=None, grond="5.1.2.e")
    form = await fields(request)
    place = desk.places.get(text(form, "overal"))
    wanted = (place.text if place else text(form, "tekst"))[:_LONGEST]
    kind = place.kind if place else Kind.NAME
    found = find(desk, " ".join(wanted.split()), kind)
    hits = [_hit(desk, made, known) for made, known in found][:_MOST]
    return show(
        request,
        "search.html",
        here="zoeken",
        wanted=wanted,
        hits=hits,
        grond=text(form, "grond") or "5.1.2.e",
        kind=str(kind),
        most=_MOST,
    )


def _hit(desk: Desk, made: Finding, known: Place | None) -> Hit:
    page = next(p for p in desk.dossier.page(made.document, made.page) if p.layer is made.layer)
    before, after = around(page.text, made.start or 0, made.end or 0)
    where = (made.document, made.page)
    if known is None:
        key = f"{made.document}/{made.page}/{made.layer}/{made.start}"
        return Hit(key, *where, before, made.text, after, "none", "niet gevonden: openbaar")
    now = shown_state(desk, known.id)
    grond = words.box(known.grond or known.advised_grond)
    return Hit(known.id, *where, before, made.text, after, now, label(now, grond))


async def apply(request: Request) -> Response:
    """Decide about the places of a search that were left ticked."""
    form, desk = await fields(request), room(request).desk
    verdict = {"redact": Verdict.REDACT, "keep": Verdict.KEEP}.get(text(form, "keuze"))
    grond, kind = ground(text(form, "grond")), text(form, "soort")
    wanted = " ".join(text(form, "tekst").split())[:_LONGEST]
    if verdict is None or grond is None or kind not in set(Kind) or not wanted:
        return wrong(request, 400, "onjuist" if grond else "grond")
    picked = set(texts(form, "plek"))
    if not picked:
        say(request, "Er was niets aangevinkt.")
        return RedirectResponse(back(form), 303)
    order = _order(desk, (wanted, Kind(kind)), picked, verdict)
    order = replace(order, by=me(request).alias, grond=grond, stand=number(form, "stand", 1 << 60))
    done = deciding.decide(desk, order)
    return answer(request, form, done, told(done, order))


def _order(desk: Desk, wanted: tuple[str, Kind], picked: set[str], verdict: Verdict) -> Order:
    known = tuple(name for name in picked if name in desk.places)
    made: list[Finding] = []
    if verdict is Verdict.REDACT and len(known) < len(picked):
        for found, _ in find(desk, *wanted):
            key = f"{found.document}/{found.page}/{found.layer}/{found.start}"
            made += [found] if key in picked else []
    return Order("", Deed.SEARCH, known, verdict, made=tuple(made))


ROUTES = [
    Route("/zoeken", search, methods=["GET", "POST"]),
    Route("/zoeken/besluit", apply, methods=["POST"]),
]
