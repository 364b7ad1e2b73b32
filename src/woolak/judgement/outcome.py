# SPDX-License-Identifier: EUPL-1.2
"""What follows from everything that was found in a dossier, and what an advice does unattended."""

from __future__ import annotations

from dataclasses import dataclass, field

from woolak.model import Advice, Finding, Kind, Person, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from everything that was found: people, advice, and findings that come or go."""

    people: list[Person] = field(repr=False)
    advices: list[Advice] = field(repr=False)
    more: list[Finding] = field(repr=False)
    """Those of lists, of repeated names, and of what is redacted elsewhere."""
    kept: dict[str, tuple[Kind, float]]
    """The kind and score of every finding that holds, by its id."""
    stale: set[str]


def unattended(advice: Advice) -> Verdict:
    """Return what happens unattended: the proposal of a question, and redact without one."""
    if advice.verdict is not Verdict.ASK:
        return advice.verdict
    return advice.proposal or Verdict.REDACT
