# SPDX-License-Identifier: EUPL-1.2
"""Every request in; only those for this server, from its own pages, by who has entered, go on.

What goes out may load nothing from elsewhere, runs no script but ours and is kept by no cache. A
request that is refused gets a sentence, and so does one that goes wrong: never a trace.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from woolak.review.access import Access
from woolak.review.screen import Screen

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With no-referrer a browser sends `Origin: null` along with a form, also to its own server.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
_SAFE = frozenset({"GET", "HEAD"})
_ASSETS = "/static/"
"""Our own style and scripts, under a name that changes with them."""
_OPEN = (_ASSETS, "/begin", "/inloggen")
"""Paths for who has not entered yet."""
_BY_ITSELF = "/sinds/"
"""What a screen that is left open asks for every few seconds."""
_LONGEST_PATH = 300
"""Characters: no address of ours is longer."""
LARGEST = 64 << 20
"""Bytes of a request, at most: a PDF with markings."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where this server stands: the hosts by which it may be called, and over TLS or not."""

    hosts: frozenset[str]
    tls: bool
    cookie: str

    @property
    def origins(self) -> frozenset[str]:
        """Return what a browser says of a request from one of our own pages."""
        return frozenset(f"{'https' if self.tls else 'http'}://{host}" for host in self.hosts)


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, door: Door, access: Access, screen: Screen) -> None:
        self._app, self._door, self._access, self._screen = app, door, access, screen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        kept = scope["path"].startswith(_ASSETS)
        headed = _with_headers(send, tls=self._door.tls, kept=kept)
        started = _Started(headed)
        try:
            answer = self._refusal(scope) or self._entrance(scope)
            await (answer or self._app)(scope, receive, started)
        except Exception as error:  # noqa: BLE001 - whatever it was, the screen gets a sentence
            print(f"woolak review: {_where(error)}", file=sys.stderr)  # noqa: T201 - the operator's log
            if not started.yet:
                await self._screen.sentence(500, "kapot")(scope, receive, headed)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that is not for us or not from our own pages."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if not hosts or not set(hosts) <= self._door.hosts:
            return self._screen.sentence(400, "adres")
        if scope["method"] not in _SAFE | {"POST"}:
            return self._screen.sentence(405, "methode")
        if len(scope["path"]) > _LONGEST_PATH:
            return self._screen.sentence(404, "leeg")
        size = headers.get("content-length", "" if scope["method"] == "POST" else "0")
        if not size.isdecimal() or int(size) > LARGEST:
            return self._screen.sentence(413, "groot")
        if scope["method"] == "POST" and headers.get("origin") not in self._door.origins:
            return self._screen.sentence(403, "vreemd")
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """Return where somebody goes who has not entered or not said who they are."""
        path = scope["path"]
        key = Request(scope).cookies.get(self._door.cookie, "")
        session = self._access.session(key, busy=not path.startswith(_BY_ITSELF)) if key else None
        scope.setdefault("state", {})["session"] = session
        if path.startswith(_OPEN):
            return None
        if session is None:
            if self._access.users is not None and scope["method"] in _SAFE:
                return RedirectResponse("/inloggen", 303)
            return self._screen.sentence(403, "sessie")
        if not session.alias and path not in ("/wie", "/uit"):
            return RedirectResponse("/wie", 303)
        return None


class _Started:
    """A `send` that remembers whether an answer was begun."""

    def __init__(self, send: Send) -> None:
        self._send, self.yet = send, False

    async def __call__(self, message: Message) -> None:
        self.yet = True
        await self._send(message)


def _with_headers(send: Send, *, tls: bool, kept: bool) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if kept and message["status"] == 200:  # noqa: PLR2004 - found
                headers["Cache-Control"] = "private, max-age=31536000, immutable"
            if tls:
                headers["Strict-Transport-Security"] = "max-age=31536000"
        await send(message)

    return sent


def _where(error: BaseException) -> str:
    """Return the type and place of a bug, not its message, which may hold text of a document."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"a bug ({type(error).__name__} at {place}); please report this line."
