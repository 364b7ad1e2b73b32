# SPDX-License-Identifier: EUPL-1.2
"""How somebody enters, says who they are, and leaves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from woolak.review.access import Session, proper
from woolak.review.room import fields, me, room, show, text, wrong


async def begin(request: Request) -> Response:
    """Let somebody in who has the link from the operator's screen; a link works once."""
    session = room(request).access.enter(request.query_params.get("t", ""))
    if session is None:
        return wrong(request, 403, "sessie")
    room(request).invite()
    return _entered(request, session)


async def login(request: Request) -> Response:
    """Ask for a name and a password, and let somebody in who has them."""
    here = room(request)
    if request.method == "GET" or here.access.users is None:
        return here.screen.page("login.html", failed=False)
    form = await fields(request)
    name = proper(text(form, "naam"))
    session = here.access.login(name, text(form, "wachtwoord"))
    if session is None:
        return here.screen.page("login.html", 403, failed=True)
    _known(request, session, name)
    return _entered(request, session)


async def who(request: Request) -> Response:
    """Ask who sits behind the screen: what is decided carries their alias."""
    here, session = room(request), me(request)
    if request.method == "GET" or here.access.users is not None:
        return here.screen.page("who.html", names=sorted(here.desk.names.values()))
    name = proper(text(await fields(request), "naam"))
    if not name:
        return wrong(request, 400, "onjuist")
    _known(request, session, name)
    return RedirectResponse("/", 303)


async def leave(request: Request) -> Response:
    """End the session."""
    room(request).access.leave(me(request))
    return room(request).screen.sentence(200, "weg")


async def help_(request: Request) -> Response:
    """Explain the keys."""
    return show(request, "help.html", here="help")


def _known(request: Request, session: Session, name: str) -> None:
    here = room(request)
    with here.desk.dossier.transaction():
        alias = here.desk.dossier.alias(name)
    here.desk.names = here.desk.dossier.reviewers()
    here.access.named(session, name, alias)


def _entered(request: Request, session: Session) -> Response:
    door = room(request).door
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        door.cookie, session.id, httponly=True, samesite="strict", secure=door.tls, path="/"
    )
    return answer
