# SPDX-License-Identifier: EUPL-1.2
"""How far the work is: seldom enough to read, often enough to trust."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import pytest

from woolak.cli.progress import print_slowest, progress


def _clock(times: Iterable[float]) -> Callable[[], float]:
    ticks = iter(times)
    return lambda: next(ticks)


def test_a_short_run_says_nothing_on_the_error_stream(capsys: pytest.CaptureFixture[str]):
    with progress(machine=False, clock=_clock([0, 1, 2])) as told:
        for done in range(1, 4):
            told("scan", done, 3)
    assert capsys.readouterr().err == ""


def test_a_long_step_tells_pace_time_left_and_what_is_unfinished(
    capsys: pytest.CaptureFixture[str],
):
    with progress(machine=False, clock=_clock([0, 5, 20, 40])) as told:
        told("scan", 1, 400)
        told("scan", 50, 400)
        told("unfinished", 2, 9)
        told("scan", 100, 400)
        told("scan", 400, 400)
    assert capsys.readouterr().err.splitlines() == [
        "scan: 100 of 400 pages, 5.0 a second, 0:01:00 left, 2 unfinished",
        "scan: 400 of 400 pages, 10.0 a second, 2 unfinished",
    ]


def test_a_program_gets_one_json_object_a_line_and_always_the_end_of_a_step(
    capsys: pytest.CaptureFixture[str],
):
    with progress(machine=True, clock=_clock([0, 0.5, 2, 2.1])) as told:
        for done in (1, 2, 3, 4):
            told("redact", done, 4)
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [event["done"] for event in events] == [3, 4]
    assert events[0] == {
        "event": "progress",
        "step": "redact",
        "done": 3,
        "total": 4,
        "per_second": 1.5,
        "seconds_left": 1,
        "unfinished": 0,
    }


def test_the_slowest_documents_are_named_by_their_number(capsys: pytest.CaptureFixture[str]):
    print_slowest({f"000{n}": float(n) for n in range(1, 8)}, 7)
    assert capsys.readouterr().out.startswith("Slowest: 0007 (7.0 s), 0006 (6.0 s)")
