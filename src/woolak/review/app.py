# SPDX-License-Identifier: EUPL-1.2
"""A dossier and who may see it in; the web application of its review out."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from woolak.review import closing, decisions, doors, exchange, handwork, lists, pages, searching
from woolak.review.guard import Guard
from woolak.review.room import Room, wrong
from woolak.review.screen import ASSETS, STATIC


def application(here: Room) -> Starlette:
    """Return the application; nothing is reached but through its guard."""
    made = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, here.door, here.access, here.screen)],
        exception_handlers={HTTPException: _refused},
    )
    made.router.redirect_slashes = False
    made.state.room = here
    return made


def _routes() -> list[BaseRoute]:
    both = ["GET", "POST"]
    return [
        Mount(ASSETS, StaticFiles(directory=STATIC)),
        Route("/begin", doors.begin),
        Route("/inloggen", doors.login, methods=both),
        Route("/wie", doors.who, methods=both),
        Route("/uit", doors.leave, methods=["POST"]),
        Route("/help", doors.help_),
        *lists.ROUTES,
        *pages.ROUTES,
        *decisions.ROUTES,
        *handwork.ROUTES,
        *searching.ROUTES,
        *closing.ROUTES,
        *exchange.ROUTES,
    ]


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = {404: "leeg", 405: "methode", 400: "onjuist", 413: "groot"}.get(status, "onjuist")
    return wrong(request, status, why)
