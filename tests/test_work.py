# SPDX-License-Identifier: EUPL-1.2
"""Tasks that crash, hang or eat memory cost only themselves."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from woolak import work
from woolak.errors import CannotStart, DocumentError, Rejected, Unfinished
from woolak.model import Reason
from woolak.work import processes

_LIMITS = processes.Limits(seconds=20, megabytes=400)


def double(number: int) -> int:
    """Work, or fail in the way that the number says."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGSEGV)
    if number == 2:
        return len(bytearray(4 << 30))
    if number == 3:
        raise Rejected(Reason.PASSWORD)
    if number == 4:
        raise ValueError("a text of the document")
    return 2 * number


def forever(_: int) -> None:
    """Hang."""
    while True:
        time.sleep(60)  # the task under test hangs; the test waits for its limit only


def reason(result: object) -> Reason | None:
    """Return why a task has no result."""
    return result.reason if isinstance(result, DocumentError) else None


def test_bad_tasks_cost_only_themselves_and_results_keep_their_order():
    with work.open_executor("local:2", _LIMITS) as executor:
        done = list(work.run(double, range(8), executor))
    assert [item for item, _ in done] == list(range(8))
    reasons = [reason(result) for _, result in done]
    assert reasons[1:5] == [Reason.CRASH, Reason.MEMORY, Reason.PASSWORD, Reason.CRASH]
    assert [result for _, result in done[5:]] == [10, 12, 14]


def noted(item: tuple[Path, int]) -> int:
    """Say that a task is done; the first waits until ten others are."""
    folder, number = item
    while number == 0 and len(list(folder.iterdir())) < 10:
        time.sleep(0.01)  # until the other worker is as far
    (folder / str(number)).touch()
    return number


def test_one_worker_goes_on_while_another_has_a_task_that_takes_long(tmp_path: Path):
    items = [(tmp_path, number) for number in range(12)]
    with work.open_executor("local:2", _LIMITS) as executor:
        done = [result for _, result in work.run(noted, items, executor)]
    assert done == list(range(12))


def test_inline_brings_each_result_before_the_next_task_begins():
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in (5, 6, 7):
            asked.append(number)
            yield number

    with work.open_executor("inline") as executor:
        assert next(work.run(double, items(), executor)) == (5, 10)
    assert asked == [5]


def test_a_task_that_hangs_is_ended_at_its_limit():
    with work.open_executor("local:1", _LIMITS) as executor:
        [(_, result)] = work.run(forever, [1], executor, lambda _: 0.2)
    assert reason(result) is Reason.TIMEOUT


def test_inline_gives_the_same_results_in_this_process():
    with work.open_executor("inline") as executor:
        done = [result for _, result in work.run(double, [3, 4, 5], executor)]
    assert [reason(done[0]), reason(done[1]), done[2]] == [Reason.PASSWORD, Reason.CRASH, 10]


def test_a_bug_in_a_task_tells_its_type_and_never_its_message():
    with work.open_executor("inline") as executor:
        [(_, error)] = work.run(double, [4], executor)
    assert isinstance(error, Unfinished)
    assert error.place == "ValueError"
    assert "text" not in str(error).split("(")[-1]


@pytest.mark.parametrize("engine", ["local:0", "thread", "dask", ""])
def test_an_unknown_engine_is_a_sentence(engine: str):
    with pytest.raises(CannotStart, match="engine"), work.open_executor(engine):
        pass
