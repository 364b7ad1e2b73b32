# SPDX-License-Identifier: EUPL-1.2
"""Chance goes in; the look of one document comes out."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The look: font, size and margin in pt, label lines, table rules, odd spelling of signs."""

    font: str
    size: float
    labels: str
    grid: str
    margin: float
    signs: str = ""

    def set(self, text: str) -> str:
        """Return the text in the signs of this document."""
        if self.signs == "nfd":
            return unicodedata.normalize("NFD", text)
        if self.signs == "ligature":
            return text.replace("fi", "\ufb01").replace("fl", "\ufb02")
        return text


def style(rng: random.Random, signs: str) -> Style:
    """Return a look drawn by chance."""
    return Style(
        font=rng.choice(("Sans", "Sans", "Serif", "DejaVu")),
        size=rng.choice((9.0, 9.5, 10.0, 11.0)),
        labels=rng.choice(("table", "inline", "tabs")),
        grid=rng.choice(("all", "rows", "none")),
        margin=rng.choice((42.0, 56.0, 71.0)),
        signs=signs,
    )
