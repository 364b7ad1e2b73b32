# SPDX-License-Identifier: EUPL-1.2
"""Every Python process of the tests: sockets that leave this machine are refused and reported.

Python imports a module of this name at its start, so the folder on PYTHONPATH reaches subprocesses
and workers too. An audit hook sees every socket that Python opens and cannot be taken off again. A
library may swallow the refusal: it is also written to the file that WOOLAK_SOCKETS names.
"""

from __future__ import annotations

import ipaddress
import os
import sys

LOCAL_NAMES = {"localhost", "localhost.localdomain", ""}
WITH_ADDRESS = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
WITH_HOST = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyname_ex": 0}


def is_local(host: object) -> bool:
    """Say whether a host is this machine; None is what a server binds to."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)
    if name.lower() in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_distant(event: str, arguments: tuple[object, ...]) -> None:
    """Raise PermissionError for a host elsewhere; a socket in the file system is none."""
    if event in WITH_HOST:
        host = arguments[WITH_HOST[event]]
    elif event in WITH_ADDRESS and isinstance(arguments[WITH_ADDRESS[event]], tuple):
        host = arguments[WITH_ADDRESS[event]][0]  # type: ignore[index]
    else:
        return
    if is_local(host):
        return
    report = os.environ.get("WOOLAK_SOCKETS")
    if report:
        with open(report, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to start
            file.write(f"{event} {host}\n")
    raise PermissionError(f"{event} to {host}: tests never leave this machine")


sys.addaudithook(refuse_distant)
