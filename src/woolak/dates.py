# SPDX-License-Identifier: EUPL-1.2
"""A day in, as Dutch writes it out."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def written(day: date) -> str:
    """Return a day in words: `3 mei 2021`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
