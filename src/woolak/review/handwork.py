# SPDX-License-Identifier: EUPL-1.2
"""What a person does by hand in: boxes, ticks, refusals, who is who; all of it stored, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from woolak.errors import CannotStart
from woolak.model import Box, Document, Finding, Kind, Page, Verdict
from woolak.model.review import Action, Deed, Tie
from woolak.persons.review import APART, SAME, regroup
from woolak.review import deciding, withholding, words
from woolak.review.deciding import Done, Order
from woolak.review.decisions import told
from woolak.review.desk import Desk
from woolak.review.drawing import between, drawn, ground, whole_page
from woolak.review.room import answer, back, fields, me, number, room, say, text, texts, wrong

_SIDES = ("x0", "y0", "x1", "y1")
_MOST = 100_000.0


async def draw(request: Request) -> Response:
    """Store a box that somebody drew, or that replaces another."""
    form, desk = await fields(request), room(request).desk
    where, box, grond = _page(desk, form), _box(form), ground(text(form, "grond"))
    kind = text(form, "soort")
    if where is None or box is None or grond is None or kind not in {*Kind, ""}:
        return wrong(request, 400, "onjuist" if grond else "grond")
    layers = desk.dossier.page(where[0].id, where[1])
    chosen = Kind(kind) if kind else None
    found = _found(form, layers, box, chosen) if layers else None
    if found is None:
        return wrong(request, 400, "onjuist")
    old = text(form, "vervangt")
    order = Order(
        me(request).alias,
        Deed.ADJUST if old else Deed.DRAW,
        (),
        Verdict.REDACT,
        grond,
        stand=number(form, "stand", 1 << 60),
        document=where[0].id,
        page=where[1],
        made=(found,),
        gone=(old,) if old in desk.places and old != found.id else (),
    )
    done = deciding.decide(desk, order)
    return answer(request, form, done, told(done, order))


def _found(form: FormData, layers: Sequence[Page], box: Box, kind: Kind | None) -> Finding | None:
    """Return what was drawn: words as one reads them, or those under a box."""
    exact = bool(text(form, "vrij"))
    spoken = between(layers, box) if text(form, "lezend") and not exact else None
    if spoken is not None:
        return replace(spoken, kind=kind or spoken.kind)
    return drawn(layers, box, kind, exact=exact)


def _page(desk: Desk, form: FormData) -> tuple[Document, int] | None:
    document, page = desk.documents.get(text(form, "document")), number(form, "pagina")
    return (document, page) if document and 1 <= page <= document.pages else None


def _box(form: FormData) -> Box | None:
    try:
        x0, y0, x1, y1 = (float(text(form, side)) for side in _SIDES)
    except ValueError:
        return None
    sides = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return Box(*sides) if all(abs(side) < _MOST for side in sides) else None


async def tick(request: Request) -> Response:
    """Tick a page off as checked, or take the tick away; only who had it on the screen."""
    form, here = await fields(request), room(request)
    desk, by = here.desk, me(request).alias
    where = _page(desk, form)
    if where is None:
        return wrong(request, 404, "leeg")
    document, page = where[0].id, where[1]
    if by not in desk.looks.get((document, page), set()):
        return wrong(request, 409, "ongezien")
    before = desk.dossier.check_of(document, page, by)
    at = desk.dossier.clock().isoformat()
    with desk.dossier.transaction():
        if before is not None:
            desk.dossier.turn(before, by, undone=True)
        else:
            action = Action(0, by, at, Deed.CHECK, document, page)
            desk.dossier.check(desk.dossier.act(action, ()))
    desk.checks = desk.dossier.checks()
    message = "Het vinkje is weg." if before is not None else f"Bladzijde {page} is afgevinkt."
    return answer(request, form, Done(), message)


async def refuse(request: Request) -> Response:
    """Cover a whole page, refuse a whole document, or take that back."""
    form, desk = await fields(request), room(request).desk
    where, what, grond = _page(desk, form), text(form, "wat"), ground(text(form, "grond"))
    if where is None or what not in ("pagina", "document", "terug") or grond is None:
        return wrong(request, 400, "onjuist" if grond else "grond")
    document, by = where[0], me(request).alias
    if what == "pagina":
        return _refuse_page(request, form, where, grond)
    try:
        if what == "document":
            withholding.withhold(desk, document, grond, by)
            message = f"Document {document.id} is geweigerd ({words.box(grond)})."
        else:
            withholding.give_back(desk, document, by)
            message = f"De weigering van document {document.id} is ingetrokken."
    except CannotStart:
        return wrong(request, 409, "dubbel")
    return answer(request, form, Done(), message)


def _refuse_page(
    request: Request, form: FormData, where: tuple[Document, int], grond: str
) -> Response:
    desk = room(request).desk
    layers = desk.dossier.page(where[0].id, where[1])
    if not layers:
        return wrong(request, 404, "leeg")
    made, who = (whole_page(layers[0]),), me(request).alias
    order = Order(
        who, Deed.PAGE, (), Verdict.REDACT, grond, document=where[0].id, page=where[1], made=made
    )
    return answer(request, form, deciding.decide(desk, order), "De hele pagina wordt gelakt.")


async def who_is_who(request: Request) -> Response:
    """Split a person, move mentions to another one, or join two."""
    form, desk = await fields(request), room(request).desk
    person, how = request.path_params["person"], text(form, "doe")
    other, chosen = desk.people.get(text(form, "ander")), _chosen(desk, form, person)
    known = desk.people.get(person)
    if known is None:
        return wrong(request, 404, "leeg")
    if how == "los" and chosen:
        what, ties = Deed.SPLIT, [Tie(APART, f, chosen[0]) for f in chosen]
    elif how == "naar" and chosen and other:
        what, ties = Deed.MOVE, [Tie(APART, f, other.findings[0]) for f in chosen]
    elif how == "samen" and other and other.id != person:
        what, ties = Deed.MERGE, [Tie(SAME, other.findings[0], known.findings[0])]
    else:
        say(request, "Kies eerst plaatsen, of een andere persoon.")
        return RedirectResponse(back(form), 303)
    _tie(desk, what, ties, me(request).alias)
    say(request, f"Opgeslagen: {words.DEEDS[what]}. Ongedaan maken kan met Z.")
    there = person if person in desk.people else ""
    return RedirectResponse(f"/personen/{there}" if there else "/personen", 303)


def _chosen(desk: Desk, form: FormData, person: str) -> list[str]:
    picked = [f for f in texts(form, "plek") if desk.person_of.get(f) == person]
    return [name for f in picked for name in (f, *desk.places[f].twins)]


def _tie(desk: Desk, what: Deed, ties: list[Tie], by: str) -> None:
    dossier = desk.dossier
    before = dossier.persons()
    names = {name for tie in ties for name in (tie.finding, tie.other)}
    findings = [found for name in sorted(names) if (found := dossier.finding(name))]
    after = regroup(before, findings, ties, None)
    gone = [person for person in before if person not in after]
    come = [person for person in after if person not in before]
    at = dossier.clock().isoformat()
    with dossier.transaction():
        action = dossier.act(Action(0, by, at, what, places=len(ties)), ())
        dossier.tie(action.seq, ties)
        dossier.change_persons(action.seq, gone, come)
    desk.regroup(dossier.persons())


ROUTES = [
    Route("/vak", draw, methods=["POST"]),
    Route("/afvinken", tick, methods=["POST"]),
    Route("/weigeren", refuse, methods=["POST"]),
    Route("/persoon/{person}", who_is_who, methods=["POST"]),
]
