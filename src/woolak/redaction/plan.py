# SPDX-License-Identifier: EUPL-1.2
"""Decisions about findings in; what is redacted together, under which ground, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from woolak import gronden
from woolak.dossier import POLICY, Dossier, rows
from woolak.model import Box, Decision, Document, Finding, Layer, Verdict

_ALIKE = 1.6
_SAME = 0.4


@dataclass(frozen=True, slots=True)
class Lak:
    """Findings that are redacted together: on one page, touching each other, under one ground."""

    page: int
    findings: tuple[Finding, ...]
    boxes: tuple[Box, ...]
    grond: str


def plan(dossier: Dossier, document: Document, page: int | None = None) -> tuple[Lak, ...]:
    """Return what is redacted together in a document, or on one page of it, in reading order."""
    decisions = dossier.decisions(document.id)
    findings = (
        dossier.findings(document.id) if page is None else dossier.findings_on(document.id, page)
    )
    pages = dossier.packed(document.id, page)
    chosen = [
        finding
        for finding in findings
        if (d := decisions.get(finding.id)) and d.verdict is Verdict.REDACT
    ]
    texts: dict[int, dict[Layer, str]] = {}
    for row in pages:
        texts.setdefault(row["number"], {})[Layer(row["layer"])] = rows.text_of(row["body"])
    laks: list[Lak] = []
    for number, here in groupby(chosen, key=lambda finding: finding.page):
        laks += _together(list(here), decisions, texts.get(number, {}))
    return tuple(laks)


def _together(
    findings: Sequence[Finding], decisions: Mapping[str, Decision], texts: Mapping[Layer, str]
) -> list[Lak]:
    """Group findings that overlap, or stand side by side in a text under one ground."""
    groups: list[list[Finding]] = []
    reach = {finding.id: _reach(finding) for finding in findings}

    def joined(one: Finding, other: Finding) -> bool:
        (top, bottom), (other_top, other_bottom) = reach[one.id], reach[other.id]
        if top < other_bottom and other_top < bottom and _overlap(one, other):
            return True
        if one.kind is not other.kind or one.layer is not other.layer:
            return False
        return _beside(one, other, texts) and decisions[one.id].grond == decisions[other.id].grond

    for finding in findings:
        near = [group for group in groups if any(joined(f, finding) for f in group)]
        for group in near[1:]:
            near[0].extend(group)
            groups.remove(group)
        if near:
            near[0].append(finding)
        else:
            groups.append([finding])
    return [_lak(group, decisions) for group in groups]


def _reach(finding: Finding) -> tuple[float, float]:
    """Return how far up and down a finding's boxes reach."""
    return (
        min((box.y0 for box in finding.boxes), default=inf),
        max((box.y1 for box in finding.boxes), default=-inf),
    )


def _overlap(one: Finding, other: Finding) -> bool:
    return any(_cover(a, b) for a in one.boxes for b in other.boxes)


def _beside(one: Finding, other: Finding, texts: Mapping[Layer, str]) -> bool:
    """Say whether nothing but a space stands between two findings of one kind in their text."""
    first, last = (one, other) if (one.start or 0) <= (other.start or 0) else (other, one)
    if first.end is None or last.start is None or last.start - first.end > 1:
        return False
    text = texts.get(one.layer)
    return text is not None and text[first.end : last.start] in ("", " ")


def _cover(one: Box, other: Box) -> bool:
    """Say whether two boxes share a good part of the smaller; lines set tight share a little."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    areas = [(box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, other)]
    return wide > 0 and high > 0 and wide * high > _SAME * min(areas)


def _lak(group: Sequence[Finding], decisions: Mapping[str, Decision]) -> Lak:
    # A box that a person drew says its own ground, whatever lies under it.
    strongest = min(group, key=lambda f: (f.layer is not Layer.HAND, _weight(decisions[f.id])))
    stairs = {box for finding in group for box in _stairs(finding.boxes)}
    level = [box for finding in group for box in finding.boxes if box not in stairs]
    boxes = (*_lines(level), *sorted(stairs, key=lambda b: (b.x0, b.y0)))
    ordered = sorted(group, key=lambda f: (f is not strongest, f.start or 0))
    return Lak(group[0].page, tuple(ordered), boxes, decisions[strongest.id].grond or "")


def _weight(decision: Decision) -> tuple[bool, bool, str]:
    """Order decisions: absolute grounds first, as they end all weighing (article 5.1, first lid).

    After that what a person decided goes before what the policy did.
    """
    grond = decision.grond or ""
    return not gronden.GRONDEN[grond].absoluut, decision.by == POLICY, grond


def _stairs(boxes: Sequence[Box]) -> Sequence[Box]:
    """Return the boxes of a slanted word, one a letter, each a step further and higher or lower."""
    steps = [(b.x0 + b.x1 - a.x0 - a.x1, b.y0 + b.y1 - a.y0 - a.y1) for a, b in pairwise(boxes)]
    ways = {(across > 0, down > 0) for across, down in steps}
    stairs = len(steps) > 1 and len(ways) == 1 and all(across and down for across, down in steps)
    return boxes if stairs else ()


def _lines(boxes: list[Box]) -> tuple[Box, ...]:
    """Merge boxes that lie on one line next to each other."""
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda b: (round(b.y0), b.x0)):
        last = merged[-1] if merged else None
        if last and _one_line(last, box):
            merged[-1] = last.union(box)
        else:
            merged.append(box)
    return tuple(merged)


def _one_line(left: Box, right: Box) -> bool:
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    lowest, highest = sorted((left.y1 - left.y0, right.y1 - right.y0))
    if highest > _ALIKE * lowest:
        # One box over a large first letter and its word would cover the lines beside the letter.
        return False
    return shared > 0.6 * lowest and right.x0 - left.x1 < 0.6 * max(lowest, 1)
