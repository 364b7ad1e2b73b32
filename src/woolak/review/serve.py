# SPDX-License-Identifier: EUPL-1.2
"""A dossier and where to serve it in; the review on that address until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.review.access import Access, users
from woolak.review.app import application
from woolak.review.desk import Desk
from woolak.review.guard import Door
from woolak.review.pictures import Pictures
from woolak.review.publishing import Publishing
from woolak.review.room import Room
from woolak.review.screen import Screen

Told = Callable[[str], None]
_FIRST_VIEW = 1.5
"""Seconds in which the first screen is made and nothing else."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, under which name, and with what for TLS and for who may enter."""

    host: str = "127.0.0.1"
    port: int = 0
    name: str = ""
    certificate: Path | None = None
    key: Path | None = None
    users: Path | None = None
    idle: float = 30.0

    @property
    def loopback(self) -> bool:
        """Say whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def check(self) -> None:
        """Raise CannotStart when others could reach it without TLS or without a password."""
        if not self.loopback and not (self.certificate and self.users):
            raise CannotStart(
                f"Others can reach {self.host}: give a certificate (--certificate, --key) and a "
                "file of reviewers (--users, made with 'woolak reviewer')."
            )


def serve(dossier: Dossier, address: Address, told: Told) -> None:
    """Serve the review of a dossier until it is interrupted; `told` gets each opening link.

    Raises CannotStart when the address is taken, open to all, or its certificate cannot be read.
    """
    address.check()
    access = Access(users(address.users) if address.users else None, address.idle * 60)
    listening = _listening(address)
    door = _door(address, listening.getsockname()[1])
    with room(dossier, access, door) as here:
        app = application(here)
        app.router.lifespan_context = _background(here)
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, server_header=False, ws="none"
        )
        config.load()
        config.ssl = _tls(address)
        here.invite = lambda: told(_link(door, access, address.name))
        here.invite()
        # uvicorn hands a signal on after it has closed; then the worker is to be stopped too.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def room(dossier: Dossier, access: Access, door: Door) -> Iterator[Room]:
    """Yield what the application needs, and stop its processes afterwards."""
    pictures, publishing = Pictures(), Publishing(dossier.path)
    try:
        yield Room(Desk(dossier), pictures, access, Screen(), door, publishing)
    finally:
        publishing.close()
        pictures.close()


def _background(here: Room) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """Return what runs beside the requests: the search for copies, anew after each publication."""
    tasks: list[asyncio.Task[None]] = []

    def restart() -> None:
        for task in tasks:
            task.cancel()
        tasks[:] = [asyncio.get_running_loop().create_task(_find_copies(here))]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        here.restart = restart
        restart()
        yield
        for task in tasks:
            task.cancel()

    return lifespan


async def _find_copies(here: Room) -> None:
    """Find copies of passages page by page, while nobody waits."""
    await asyncio.sleep(_FIRST_VIEW)
    for _ in here.desk.find_copies():
        await asyncio.sleep(0.004)


def _listening(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address.host, address.port))
        made.listen()
    except OSError as error:
        made.close()
        raise CannotStart(
            f"{address.host} port {address.port} cannot be used: {error.strerror}; choose another "
            "with --port."
        ) from None
    return made


def _door(address: Address, port: int) -> Door:
    names = {address.name} if address.name else set()
    names |= {"127.0.0.1", "localhost", "[::1]"} if address.loopback else {address.host}
    hosts = {f"{name}:{port}" for name in names}
    if port == (443 if address.certificate else 80):
        hosts |= names
    return Door(frozenset(hosts), bool(address.certificate), f"woolak_{port}")


def _link(door: Door, access: Access, name: str) -> str:
    first = name or "127."
    host = min(door.hosts, key=lambda one: (not one.startswith(first), one))
    base = f"{'https' if door.tls else 'http'}://{host}"
    return f"{base}/inloggen" if access.users is not None else f"{base}/begin?t={access.token()}"


def _tls(address: Address) -> ssl.SSLContext | None:
    if address.certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(address.certificate, address.key)
    except (OSError, ssl.SSLError):
        raise CannotStart(
            f"The certificate {address.certificate} or its key cannot be read."
        ) from None
    return context
