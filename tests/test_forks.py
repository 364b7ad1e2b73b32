# SPDX-License-Identifier: EUPL-1.2
"""Stretches of work side by side in forks bring back what one process would find, or fail as it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak import dossier, intake, run, scan, work
from woolak.judgement import reached
from woolak.work.forks import side_by_side


@given(st.lists(st.integers(), max_size=12), st.integers(1, 5))
def test_the_parts_are_all_there_and_in_order(items: list[int], processes: int):
    parts = side_by_side(list, items, processes)
    assert [one for part in parts for one in part] == items
    assert len(parts) <= processes


def test_parts_are_worked_out_in_other_processes():
    assert len(set(side_by_side(lambda _: os.getpid(), range(6), 3))) == 3


@pytest.mark.parametrize("how", ["killed", "raises", "cannot tell"])
def test_what_a_fork_did_not_bring_back_is_done_here(how: str):
    here = os.getpid()

    def task(part: Sequence[int]) -> list[object]:
        if os.getpid() != here and how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.getpid() != here and how == "raises":
            raise MemoryError
        return [*part, *([lambda: 1] if os.getpid() != here else [])]

    assert side_by_side(task, range(4), 2) == [[0, 1], [2, 3]]


def test_an_error_is_raised_as_ever():
    def task(part: Sequence[int]) -> int:
        return 1 // part[0]

    with pytest.raises(ZeroDivisionError):
        side_by_side(task, [1, 0], 2)


def test_a_dossier_is_judged_alike_by_one_process_and_by_three(tmp_path: Path):
    texts = [
        "Geachte heer Van Dongen,\nMet vriendelijke groet,\nTessa Brinkhuis",
        "Besproken met Van Dongen en met Tessa. Bel 06-12345678.",
        "Contactpersoon: mevrouw Y. Amrani, 06-12345678",
        "Amrani belt vanmiddag met Brinkhuis.",
    ]
    for number, text in enumerate(texts):
        with pymupdf.open() as doc:
            doc.new_page().insert_text((72, 72), text)
            doc.save(tmp_path / f"{number}.pdf")
    run.make(tmp_path / "zaak")
    with (
        dossier.open_dossier(tmp_path / "zaak") as opened,
        work.open_executor("inline") as executor,
    ):
        intake.add(opened, sorted(tmp_path.glob("*.pdf")), executor, lambda *_: None)
        scan.scan(opened, executor, lambda *_: None, ocr=False)
        with opened.transaction():
            opened.set_terms("redact", [("vanmiddag", "5.1.2e"), ("besproken", "5.1.2i")])
    alone, shared = (reached.at(tmp_path / "zaak", processes) for processes in (1, 3))
    assert len(list(alone.more)) == 2
    assert list(alone.more) == list(shared.more)
    assert list(alone.people) == list(shared.people)
    assert list(alone.advices) == list(shared.advices)
    assert alone.stale == shared.stale
