# SPDX-License-Identifier: EUPL-1.2
"""A request in; what it asks, who asks it, and the answer in the form that they can use, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from woolak.review import words
from woolak.review.access import Access, Session
from woolak.review.deciding import Done
from woolak.review.desk import Desk
from woolak.review.guard import Door
from woolak.review.listing import item, state
from woolak.review.pictures import Pictures
from woolak.review.publishing import Publishing
from woolak.review.screen import Screen

_MOST_FIELDS = 20_000
_TOLD = 400
"""Places of which an answer to a script tells how they stand now."""


def _nobody() -> None:
    """Do nothing: there is no operator."""


@dataclass(slots=True)
class Room:
    """What every request needs."""

    desk: Desk
    pictures: Pictures
    access: Access
    screen: Screen
    door: Door
    publishing: Publishing
    messages: dict[str, str] = field(default_factory=dict, repr=False)
    invite: Callable[[], None] = _nobody
    """Shows a new link to the operator: each works once."""
    restart: Callable[[], None] = _nobody
    """Looks for copies again, after everything was read anew."""

    def say(self, session: Session, message: str) -> None:
        """Keep a message for the next screen of this reviewer."""
        self.messages[session.id] = message


def room(request: Request) -> Room:
    """Return what every request needs."""
    found: Room = request.app.state.room
    return found


def me(request: Request) -> Session:
    """Return who asks."""
    session: Session = request.state.session
    return session


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
    """Return a screen, with what every screen has."""
    here, who = room(request), me(request)
    left = len(here.desk.waiting)
    message = here.messages.pop(who.id, "")
    common = {"me": who, "message": message, "left": left, "stand": here.desk.newest}
    return here.screen.page(template, status, **{**common, **values})


def say(request: Request, message: str) -> None:
    """Keep a message for the next screen of who asks."""
    room(request).say(me(request), message)


def wrong(request: Request, status: int, why: str) -> Response:
    """Return a refusal in words, for a screen or for a script."""
    title, text = words.WRONG[why]
    if wants_json(request):
        return JSONResponse({"message": f"{title}. {text}"}, status)
    return room(request).screen.sentence(status, why)


def wants_json(request: Request) -> bool:
    """Say whether our script asks, and not a form."""
    return "application/json" in request.headers.get("accept", "")


async def fields(request: Request) -> FormData:
    """Return the fields of a form."""
    return await request.form(max_fields=_MOST_FIELDS)


def text(form: FormData, name: str) -> str:
    """Return one field, empty when it is missing or a file."""
    value = form.get(name, "")
    return "" if isinstance(value, UploadFile) else value.strip()


def texts(form: FormData, name: str) -> tuple[str, ...]:
    """Return every value of a field."""
    return tuple(value for value in form.getlist(name) if isinstance(value, str))


def number(form: FormData, name: str, default: int = 0) -> int:
    """Return a field as a number."""
    value = text(form, name)
    return int(value) if value.isdecimal() and len(value) < 16 else default  # noqa: PLR2004 - no huge one


def back(form: FormData) -> str:
    """Return the path of ours to go back to."""
    path = text(form, "terug")
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if inside and path.isprintable() else "/"


def answer(request: Request, form: FormData, done: Done, message: str) -> Response:
    """Return what came of a choice: the screen it came from, or what a script has to change."""
    here = room(request)
    if done.newer and not done.changed:
        return _newer(request, form, done)
    if wants_json(request):
        told = {
            "message": message,
            "left": len(here.desk.waiting),
            **standing(here.desk, form, done.changed),
        }
        return JSONResponse(told)
    here.say(me(request), message)
    return RedirectResponse(back(form), 303)


def _newer(request: Request, form: FormData, done: Done) -> Response:
    """Say who decided otherwise in the meantime; nothing was stored."""
    desk = room(request).desk
    last = max((desk.places[name] for name in done.newer), key=lambda place: place.seq)
    what = words.VERDICTS[last.verdict] if last.verdict else ""
    told = (
        f"{desk.name(last.by)} besliste dit {words.moment(last.at)} al: {what}. Uw keuze is niet "
        "opgeslagen; kies opnieuw als u het er niet mee eens bent."
    )
    if wants_json(request):
        told_all = {"message": told, **standing(desk, form, done.newer), "stand": desk.newest}
        return JSONResponse(told_all, 409)
    values = {"title": "Intussen anders beslist", "text": told, "back": back(form)}
    return room(request).screen.page("sentence.html", 409, **values)


def standing(desk: Desk, form: FormData, names: Iterable[str]) -> dict[str, Any]:
    """Return how places and the lines with them stand, for the script that draws them."""
    names = list(names)[:_TOLD]
    targets = set(texts(form, "doel")) | {desk.person_of[n] for n in names if n in desk.person_of}
    lines = {target: found for target in targets if (found := item(desk, target))}
    return {
        "places": {name: place_state(desk, name) for name in names if name in desk.places},
        "items": {
            target: {"state": one.state, "label": one.told, "by": one.by}
            for target, one in lines.items()
        },
    }


def place_state(desk: Desk, name: str) -> dict[str, str]:
    """Return how one place stands."""
    place = desk.places[name]
    now = shown_state(desk, name)
    by = f"{desk.name(place.by)}, {words.moment(place.at)}" if place.by else ""
    return {"state": now, "label": label(now, words.box(place.grond)), "by": by}


def shown_state(desk: Desk, name: str) -> str:
    """Return the state of a place as the screen shows it: what happens to it, or open."""
    place = desk.places[name]
    if name in desk.waiting and name not in desk.person_of:
        return "open"
    if name in desk.waiting:
        return f"open-{place.verdict or 'keep'}"
    return str(place.verdict) if place.verdict else state([place])


def label(now: str, grond: str) -> str:
    """Return a state in words."""
    if now == "redact":
        return f"Gelakt {grond}"
    if now.startswith("open-"):
        return f"Voorstel: {words.VERDICTS[now[5:]]}"
    return words.STATES[now]
