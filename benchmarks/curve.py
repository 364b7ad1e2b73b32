# SPDX-License-Identifier: EUPL-1.2
"""Series of points in; one SVG picture with a panel for each series out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

_WIDE, _HIGH, _GAP = 300, 190, 70
_TOP, _BOTTOM = 60, 80
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Panel:
    """Points (x, y) under a title; x is drawn by its logarithm, 0 as half of the next."""

    title: str
    across: str
    up: str
    points: Sequence[tuple[float, float]]


def svg(panels: Sequence[Panel], heading: str, note: str) -> str:
    """Return the picture; a table of its figures is its description, for who cannot see it."""
    width = len(panels) * (_WIDE + _GAP) + _GAP // 2
    told = "; ".join(f"{p.title}: {_figures(p)}" for p in panels)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_TOP + _HIGH + _BOTTOM}" '
        'role="img" aria-labelledby="t d" font-family="sans-serif" font-size="12" fill="#111">',
        f'<title id="t">{escape(heading)}</title>',
        f'<desc id="d">{escape(told)}. {escape(note)}</desc>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="12" y="20" font-size="15" font-weight="bold">{escape(heading)}</text>',
    ]
    for index, panel in enumerate(panels):
        lines += _panel(panel, _GAP + index * (_WIDE + _GAP) - _GAP // 4)
    lines.append(f'<text x="12" y="{_TOP + _HIGH + 66}" fill="#444">{escape(note)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _figures(panel: Panel) -> str:
    return ", ".join(f"{x:g} {panel.across}: {y:.3g} {panel.up}" for x, y in panel.points)


def _panel(panel: Panel, left: int) -> Iterator[str]:
    high = _round(max(y for _, y in panel.points))
    places = [_place(panel, point, left, high) for point in panel.points]
    yield f'<text x="{left}" y="{_TOP - 14}" font-weight="bold">{escape(panel.title)}</text>'
    for step in range(_STEPS + 1):
        y = _TOP + _HIGH - _HIGH * step / _STEPS
        yield f'<path d="M{left} {y:g}h{_WIDE}" stroke="#ddd"/>'
        label = f"{high * step / _STEPS:g}"
        yield f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{label}</text>'
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{line}" fill="none" stroke="#154273" stroke-width="2"/>'
    for (x, y), (value, _) in zip(places, panel.points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#154273"/>'
        label = f"{value:,.0f}"
        yield f'<text x="{x:.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{label}</text>'
    middle = left + _WIDE / 2
    told = f"{panel.across} (across), {panel.up} (up)"
    yield f'<text x="{middle}" y="{_TOP + _HIGH + 38}" text-anchor="middle">{escape(told)}</text>'


def _place(panel: Panel, point: tuple[float, float], left: int, high: float) -> tuple[float, float]:
    least = min(x for x, _ in panel.points if x) / 2
    low, top = log10(max(panel.points[0][0], least)), log10(panel.points[-1][0])
    share = (log10(max(point[0], least)) - low) / ((top - low) or 1)
    return left + 12 + share * (_WIDE - 24), _TOP + _HIGH - _HIGH * point[1] / high


def _round(value: float) -> float:
    """Return the next 1, 2, 4 or 8 times a power of ten."""
    power = 10.0 ** int(log10(value) // 1)
    return next(power * step for step in (1, 2, 4, 8, 10) if power * step >= value)
