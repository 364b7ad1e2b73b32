# SPDX-License-Identifier: EUPL-1.2
"""The refusal of sockets itself: a guard that guards nothing would be worse than none."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

# A network for documentation (RFC 5737): no one lives there.
ELSEWHERE = "192.0.2.1"


def take(report: Path) -> str:
    """Read what was refused and wipe it, since the refusal was meant."""
    refused = report.read_text(encoding="utf-8")
    report.write_text("", encoding="utf-8")
    return refused


def test_a_connection_to_elsewhere_is_refused(sockets_report: Path):
    with socket.socket() as sock, pytest.raises(PermissionError):
        sock.connect((ELSEWHERE, 9))
    assert ELSEWHERE in take(sockets_report)


def test_a_swallowed_refusal_is_still_reported(sockets_report: Path):
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen("http://woolak.invalid/", timeout=1)
    assert "woolak.invalid" in take(sockets_report)


def test_a_subprocess_is_refused_too(sockets_report: Path):
    code = f"import socket; socket.create_connection(({ELSEWHERE!r}, 9), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert "PermissionError" in done.stderr
    assert ELSEWHERE in take(sockets_report)


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
