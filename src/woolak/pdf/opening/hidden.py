# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; the same PDF without what its layers hide from a reader comes out.

What a layer that is off hides is not published: not made visible, and not left in the file. That
the pages still look the same is judged by another library, in the state in which they open.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Operator

from woolak.errors import Rejected
from woolak.model import Reason

_PAINTS = frozenset("f F f* B B* b b* S s".split())  # noqa: SIM905 - as the standard lists them
_SHOWS = frozenset(("Tj", "TJ", "sh", "Do", "INLINE IMAGE"))
_OPENS = frozenset(("BDC", "BMC"))
_NEXT_LINE = frozenset(("'", '"'))
_VIEW, _ALL = "/View", "/All"
_FORM, _TILING = "/Form", 1
_DEEP = 30
_TOLERANCE = 24
_MOST_PIXELS = 4_000_000.0

FAULTS = (pikepdf.PikepdfError, pdfium.PdfiumError, ValueError, TypeError, AttributeError, KeyError)
"""What is raised on a file that other libraries cannot take apart."""

Instruction = tuple[Sequence[Any], Operator]


class Seen(NamedTuple):
    """The file as a reader sees it, None when nothing is hidden.

    `unsure` are the numbers of pages that do not look the same without what is hidden; then the
    file is None too.
    """

    data: bytes | None
    unsure: frozenset[int] = frozenset()


@contextmanager
def seen_file(path: Path, aside: Path) -> Iterator[Path]:
    """Yield a file without what is hidden: the file itself, or one written `aside` for the time.

    Raises Rejected (DAMAGED) for a file that cannot be taken apart.
    """
    try:
        data = seen(path).data
    except FAULTS:
        raise Rejected(Reason.DAMAGED) from None
    if data is None:
        yield path
        return
    aside.write_bytes(data)
    try:
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def seen(path: Path) -> Seen:
    """Return a file without what its layers hide; raises one of FAULTS."""
    stat = path.stat()
    return _seen(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _seen(path: Path, _: int, __: int) -> Seen:
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        properties = pdf.Root.get("/OCProperties")
        if not isinstance(properties, Dictionary):
            return Seen(None)
        layers = _Layers(pdf, _switched_off(properties))
        for page in pdf.pages:
            _clean_page(layers, page.obj)
        if not layers.changed:
            return Seen(None)
        out = io.BytesIO()
        pdf.save(out)
        every = frozenset(range(1, len(pdf.pages) + 1)) if _elsewhere(properties) else frozenset()
    unsure = _different(path, out.getvalue()) | every
    return Seen(None, unsure) if unsure else Seen(out.getvalue())


@dataclass(slots=True)
class _Layers:
    """A PDF, its groups that are off, which streams were cleaned, and whether any was changed."""

    pdf: pikepdf.Pdf
    off: frozenset[tuple[int, int]]
    done: set[tuple[int, int]] = field(default_factory=set)
    changed: bool = False

    def hides(self, membership: Any) -> bool:  # noqa: ANN401 - a dictionary, or nonsense
        """Say whether a group, or a membership in groups, hides what bears it (8.11.2)."""
        if not isinstance(membership, Dictionary):
            return False
        if membership.get("/Type") != "/OCMD":
            return membership.objgen in self.off
        if isinstance(rule := membership.get("/VE"), Array):
            return not self._holds(rule, 0)
        listed = membership.get("/OCGs")
        groups: list[Any] = list(listed) if isinstance(listed, Array) else [listed]
        on = [g.objgen not in self.off for g in groups if isinstance(g, Dictionary)]
        policy = str(membership.get("/P", "/AnyOn"))
        shown = {"/AllOn": all(on), "/AnyOff": not all(on), "/AllOff": not any(on)}
        return bool(on) and not shown.get(policy, any(on))

    def _holds(self, rule: Any, depth: int) -> bool:  # noqa: ANN401
        if isinstance(rule, Dictionary):
            return rule.objgen not in self.off
        if not isinstance(rule, Array) or not len(rule) or depth > _DEEP:
            return True
        parts = [self._holds(part, depth + 1) for part in list(rule)[1:]]
        return {"/Not": not all(parts), "/Or": any(parts)}.get(str(rule[0]), all(parts))


def _switched_off(properties: Dictionary) -> frozenset[tuple[int, int]]:
    """Return the groups that are off when the file is opened on a screen (8.11.4.3)."""
    config = properties.get("/D", Dictionary())
    groups = [g for g in properties.get("/OCGs", []) if isinstance(g, Dictionary)]
    shown = {g.objgen for g in groups if not _intents(config) & _intents(g)}
    off = {g.objgen for g in groups} if config.get("/BaseState") == "/OFF" else set()
    off -= {g.objgen for g in config.get("/ON", []) if isinstance(g, Dictionary)}
    off |= {g.objgen for g in config.get("/OFF", []) if isinstance(g, Dictionary)}
    for rule in config.get("/AS", []):
        if rule.get("/Event") == "/View":
            listed = [g for g in rule.get("/OCGs", []) if isinstance(g, Dictionary)]
            off |= {g.objgen for g in listed if _viewed(g) == "/OFF"}
            off -= {g.objgen for g in listed if _viewed(g) == "/ON"}
    # A group with another intent (Design) hides nothing from who views the file.
    return frozenset(off if _ALL in _intents(config) else off - shown)


def _intents(of: Any) -> set[str]:  # noqa: ANN401 - a dictionary, or nonsense
    found = of.get("/Intent", _VIEW)
    return {str(name) for name in (found if isinstance(found, Array) else [found])}


def _elsewhere(properties: Dictionary) -> bool:
    """Say whether readers differ on what is shown: a rule for the screen on another use of it."""
    rules = [r for r in properties.get("/D", Dictionary()).get("/AS", []) if "/Category" in r]
    categories = [list(r.get("/Category", [])) for r in rules if r.get("/Event") == "/View"]
    return any([str(name) for name in names] != ["/View"] for names in categories)


def _viewed(group: Dictionary) -> str:
    return str(group.get("/Usage", Dictionary()).get("/View", Dictionary()).get("/ViewState", ""))


def _clean_page(layers: _Layers, page: Any) -> None:  # noqa: ANN401
    resources = pikepdf.Page(page).resources if "/Resources" in page else _inherited(page)
    listed = page.get("/Annots")
    if isinstance(listed, Array):
        shown = [
            a for a in listed if not (isinstance(a, Dictionary) and layers.hides(a.get("/OC")))
        ]
        if len(shown) < len(listed):
            page["/Annots"], layers.changed = Array(shown), True
    kept = _filtered(layers, page, resources)
    if kept is not None:
        page["/Contents"] = layers.pdf.make_stream(kept)
    _clean_resources(layers, resources, 0)


def _inherited(page: Any) -> Any:  # noqa: ANN401
    holder = page
    for _ in range(_DEEP):
        holder = holder.get("/Parent")
        if not isinstance(holder, Dictionary):
            break
        if "/Resources" in holder:
            return holder["/Resources"]
    return Dictionary()


def _clean_resources(layers: _Layers, resources: Any, depth: int) -> None:  # noqa: ANN401
    if not isinstance(resources, Dictionary) or depth > _DEEP:
        return
    for kind in ("/XObject", "/Pattern"):
        for item in dict(resources.get(kind, Dictionary()).items()).values():
            if not isinstance(item, pikepdf.Stream) or item.objgen in layers.done:
                continue
            layers.done.add(item.objgen)
            if layers.hides(item.get("/OC")):
                _empty(item)
                layers.changed = True
            elif item.get("/Subtype") == _FORM or item.get("/PatternType") == _TILING:
                own = item.get("/Resources", resources)
                kept = _filtered(layers, item, own)
                if kept is not None:
                    item.write(kept)
                _clean_resources(layers, own, depth + 1)


def _empty(item: pikepdf.Stream) -> None:
    for key in list(item.keys()):
        if key not in ("/Length", "/Type"):
            del item[key]
    item.write(b"")
    item["/Type"], item["/Subtype"], item["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 0, 0])


def _filtered(layers: _Layers, owner: Any, resources: Any) -> bytes | None:  # noqa: ANN401
    """Return the content of a page or form without what is hidden; None when nothing is."""
    properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    if not isinstance(properties, Dictionary):
        return None
    hidden = {str(key) for key, value in properties.items() if layers.hides(value)}
    if not hidden:
        return None
    content = [(list(part.operands), part.operator) for part in pikepdf.parse_content_stream(owner)]
    layers.changed = True
    return pikepdf.unparse_content_stream(list(_shown(content, hidden)))


def _shown(content: Sequence[Instruction], hidden: set[str]) -> Iterator[Instruction]:
    """Yield the instructions, where content is hidden only those that paint nothing."""
    marks: list[bool] = []
    for operands, operator in content:
        name = str(operator)
        if name in _OPENS:
            layer = len(operands) > 1 and str(operands[0]) == "/OC" and str(operands[1]) in hidden
            marks.append(layer)
        elif name == "EMC" and marks:
            marks.pop()
        elif any(marks):
            yield from _unpainted(operands, operator)
            continue
        yield operands, operator


def _unpainted(operands: Sequence[Any], operator: Operator) -> Iterator[Instruction]:
    name = str(operator)
    if name in _PAINTS:
        yield [], Operator("n")
    elif name in _NEXT_LINE:
        yield [], Operator("T*")
    elif name not in _SHOWS:
        yield operands, operator


def _different(path: Path, data: bytes) -> frozenset[int]:
    """Return the pages that look otherwise, as pdfium shows a file that was just opened."""
    was, now = pdfium.PdfDocument(path), pdfium.PdfDocument(data)
    try:
        pages = range(max(len(was), len(now)))
        if len(was) != len(now):
            return frozenset(number + 1 for number in pages)
        return frozenset(n + 1 for n in pages if not _alike(was[n], now[n]))
    finally:
        was.close()
        now.close()


def _alike(one: pdfium.PdfPage, other: pdfium.PdfPage) -> bool:
    scale = min(1.0, (_MOST_PIXELS / max(1.0, one.get_width() * one.get_height())) ** 0.5)
    drawn = []
    for page in (one, other):
        # pdfium shows annotations of layers that are off; others do not, and all the rest stays.
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=False)
        drawn.append(np.array(bitmap.to_numpy(), dtype=np.int16))
        bitmap.close()
        page.close()
    same = drawn[0].shape == drawn[1].shape
    return same and int(np.abs(drawn[0] - drawn[1]).max(initial=0)) <= _TOLERANCE
