# SPDX-License-Identifier: EUPL-1.2
"""Forms that decide in; decisions in the dossier, and what the screen then shows, out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from woolak.dossier import POLICY
from woolak.model import Verdict
from woolak.model.review import Deed
from woolak.review import deciding, scopes, words
from woolak.review.deciding import Done, Order
from woolak.review.desk import Desk
from woolak.review.drawing import ground
from woolak.review.room import answer, fields, me, number, place_state, room, text, texts, wrong

_CHOICES = {"redact": Verdict.REDACT, "keep": Verdict.KEEP, "advies": None}
_REACHES = (
    *(Deed.PLACE, Deed.PERSON, Deed.TEXT, Deed.BLOCK, Deed.COLUMN),
    *(Deed.KIND_PAGE, Deed.KIND_DOCUMENT, Deed.PROPOSALS),
)
"""How far a choice can reach: other deeds have forms of their own."""
_LONGEST_REMARK = 1000
_GROUND = "grond"
MOST = 1000
"""Places of which one answer tells."""


async def decide(request: Request) -> Response:
    """Decide about a person, a place, or all that a place stands for."""
    form = await fields(request)
    desk = room(request).desk
    order = _order(desk, form, me(request).alias)
    if order is None:
        spelled = text(form, _GROUND)
        return wrong(request, 400, "grond" if spelled and not ground(spelled) else "onjuist")
    if not order.ids:
        return wrong(request, 404, "leeg")
    done = deciding.decide(desk, order)
    return answer(request, form, done, told(done, order))


def _order(desk: Desk, form: FormData, by: str) -> Order | None:
    choice, what, targets = text(form, "keuze"), text(form, "bereik"), texts(form, "doel")
    grond = ground(text(form, _GROUND)) if text(form, _GROUND) else None
    known = choice in _CHOICES and what in _REACHES and bool(targets)
    if not known or (text(form, _GROUND) and grond is None):
        return None
    deed = Deed(what)
    many = deed is Deed.PROPOSALS
    reached = scopes.item_of if many else partial(scopes.reach, what=deed, verdict=_CHOICES[choice])
    ids = [name for target in targets for name in reached(desk, target)]
    first = desk.places.get(ids[0]) if ids else None
    order = Order(by, deed, tuple(ids), _CHOICES[choice], None if many else grond)
    return replace(
        order,
        remark=text(form, "opmerking")[:_LONGEST_REMARK],
        stand=number(form, "stand", 1 << 60),
        document=first.document if first and deed is not Deed.PERSON else "",
        page=first.page if first and deed is Deed.PLACE else 0,
    )


def told(done: Done, order: Order) -> str:
    """Return what happened, in a sentence."""
    if done.confirmed and not done.changed:
        return f"Akkoord opgeslagen voor {words.places(len(done.confirmed))}."
    if not done.changed:
        return "Dit was al zo beslist."
    how = {Verdict.REDACT: "gelakt", Verdict.KEEP: "openbaar"}
    verdict = how[order.verdict] if order.verdict else "beslist zoals voorgesteld"
    return f"Opgeslagen: {words.places(len(done.changed))} {verdict}."


async def undo(request: Request) -> Response:
    """Take back what this reviewer did last."""
    return await _turned(request, back=True)


async def redo(request: Request) -> Response:
    """Do again what this reviewer took back last."""
    return await _turned(request, back=False)


async def _turned(request: Request, *, back: bool) -> Response:
    form, desk = await fields(request), room(request).desk
    done = (deciding.undo if back else deciding.redo)(desk, me(request).alias)
    if done is None:
        nothing = "Er is niets om ongedaan te maken." if back else "Er is niets om opnieuw te doen."
        return answer(request, form, Done(), nothing)
    how = "Ongedaan gemaakt" if back else "Opnieuw gedaan"
    what = words.DEEDS[done.action.what] if done.action else ""
    message = f"{how}: {what} ({words.places(len(done.changed))})."
    if done.newer:
        others = (
            f"{words.places(len(done.newer))} intussen anders beslist door een ander; dat blijft."
        )
        message = f"{message} {others}"
    return answer(request, form, replace(done, newer=()), message)


async def since(request: Request) -> Response:
    """Return what others decided since a moment, for the places on a screen."""
    desk, who = room(request).desk, me(request)
    stand = int(request.path_params["stand"])
    fresh = [p for p in desk.places.values() if p.seq > stand and p.by not in (who.alias, POLICY)]
    names = sorted({desk.name(p.by) for p in fresh})
    message = (
        f"{', '.join(names)} besliste intussen over {words.places(len(fresh))}." if fresh else ""
    )
    places = {p.id: place_state(desk, p.id) for p in fresh[:MOST]}
    return JSONResponse({"places": places, "stand": desk.newest, "message": message})


ROUTES = [
    Route("/sinds/{stand:int}", since),
    Route("/besluit", decide, methods=["POST"]),
    Route("/ongedaan", undo, methods=["POST"]),
    Route("/opnieuw", redo, methods=["POST"]),
]
