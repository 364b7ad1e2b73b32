# SPDX-License-Identifier: EUPL-1.2
"""A place on a page, and the finding that tells what stands there, in; the finding there out."""

from __future__ import annotations

from woolak.model import Finding, Page

Told = tuple[str, float, str]
"""By which rule, with which score, and why."""


def elsewhere(page: Page, where: tuple[int, int], origin: Finding, told: Told) -> Finding:
    """Return a finding of what `origin` is of, at [start, end) of the text of a page."""
    (start, end), (rule, score, why) = where, told
    return Finding(
        page.document,
        page.number,
        page.layer,
        start,
        end,
        page.text[start:end],
        origin.kind,
        (rule,),
        score,
        why,
        page.boxes(start, end),
        role=origin.role,
        functie=origin.functie,
    )
