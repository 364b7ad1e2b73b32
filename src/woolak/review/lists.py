# SPDX-License-Identifier: EUPL-1.2
"""The overview, the lists by person and by text, and one person with every place of theirs."""

from __future__ import annotations

from functools import partial
from operator import itemgetter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from woolak.review import listing, overview
from woolak.review.desk import DATUM, PERSON, PUBLIC, QUESTION, SUSPICION
from woolak.review.lines import in_lines
from woolak.review.room import place_state, room, show, wrong

_OTHERS = 1000
PLACES = 100
"""Places of a person on one screen."""
_TITLES = {
    PERSON: ("Personen", "Eén keuze geldt voor alle plaatsen van een persoon, in alle documenten."),
    QUESTION: ("Vragen", "Twijfelgevallen: het beleid deed een voorstel, u beslist."),
    DATUM: ("Gegevens", "Nummers, adressen en andere gegevens die zeker worden gelakt."),
    SUSPICION: (
        "Vermoedens",
        "Woorden die een naam kunnen zijn. Ze blijven staan, tenzij u ze lakt.",
    ),
    PUBLIC: ("Openbaar", "Wat blijft staan, en waarom. Een gemiste naam is het lek: kijk mee."),
}


async def start(request: Request) -> Response:
    """Show where the dossier stands, what is unfinished first."""
    here = room(request)
    only = request.query_params.get("toon", "")
    page = _page(request)
    lines = overview.documents(here.desk)
    wanted = {"ongezien": "unseen", "ogen": "eyes", "steekproef": "sample"}
    chosen = [line for line in lines if only not in wanted or getattr(line, wanted[only])]
    shown = chosen[(page - 1) * 100 : page * 100]
    return show(
        request,
        "overview.html",
        here="overzicht",
        summary=overview.summary(here.desk),
        documents=shown,
        page=page,
        pages=_pages(len(chosen), 100),
        only=only,
        must_tick=here.desk.sample_ticked,
    )


async def listed(request: Request) -> Response:
    """Show a list: what still waits for a decision first."""
    which = request.path_params.get("which", PERSON)
    if which not in _TITLES:
        return wrong(request, 404, "leeg")
    desk = room(request).desk
    found = listing.items(desk, which)
    only = request.query_params.get("toon", "alle")
    waiting = [one for one in found if one.state == "open"]
    chosen = {"open": waiting, "nieuw": [one for one in found if one.fresh]}.get(only, found)
    chosen = [one for one in found if one.second] if only == "tweede" else chosen
    page = _page(request)
    size = listing.PER_SCREEN
    shown = chosen[(page - 1) * size : page * size]
    title, explanation = _TITLES[which]
    return show(
        request,
        "list.html",
        here=which,
        which=which,
        title=title,
        explanation=explanation,
        items=shown,
        total=len(found),
        waiting=len(waiting),
        page=page,
        pages=_pages(len(chosen), size),
        only=only,
        path=request.url.path,
        reasons=_reasons(request, shown),
        sure=[one.target for one in shown if _sure(one, which)],
        four_eyes=desk.mode != "uit",
    )


def _sure(one: listing.Item, which: str) -> bool:
    """Say whether a line may be confirmed with others: it has an advice, and is no question."""
    return one.state == "open" and (one.proposal != "ask" or which == SUSPICION)


def _reasons(request: Request, items: list[listing.Item]) -> dict[str, str]:
    """Return why each line is advised as it is: from its first place."""
    desk = room(request).desk
    found = {}
    for one in items:
        first = desk.people[one.target].findings[0] if one.person else one.target
        known = desk.dossier.finding(first)
        found[one.target] = known.why if known else ""
    return found


async def person(request: Request) -> Response:
    """Show one person with every place, each in its line of text."""
    desk = room(request).desk
    known = desk.people.get(request.path_params["person"])
    if known is None:
        return wrong(request, 404, "leeg")
    page = _page(request)
    places = [desk.places[f] for f in known.findings]
    places.sort(key=lambda p: (len(p.document), p.document, p.page))
    named = ((listing.called(p), p) for p in desk.people.values() if p.id != known.id)
    others = sorted(named, key=itemgetter(0))[:_OTHERS]
    return show(
        request,
        "person.html",
        here=PERSON,
        person=known,
        item=listing.person_item(desk, known),
        shown=in_lines(desk.dossier, places[(page - 1) * PLACES : page * PLACES]),
        page=page,
        pages=_pages(len(places), PLACES),
        others=others,
        desk_state=partial(place_state, desk),
        path=request.url.path,
    )


def _page(request: Request) -> int:
    value = request.query_params.get("blad", "1")
    return max(1, int(value)) if value.isdecimal() and len(value) < 6 else 1  # noqa: PLR2004


def _pages(number: int, size: int) -> int:
    return max(1, -(-number // size))


ROUTES = [
    Route("/", start),
    Route("/personen", listed),
    Route("/lijst/{which}", listed),
    Route("/personen/{person}", person),
]
