# SPDX-License-Identifier: EUPL-1.2
"""The pages of an open PDF go in; what readers draw each in their own way is changed in it.

A form that draws itself is drawn once by some readers and twice by others. A font that is set by a
graphics state (ISO 32000-1, 8.4.5) is set by some only: it is named where that state is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Stream

_DEEP = 100
_FONT = "/WoolakGS"
_PAIR = 2
Key = tuple[int, int]


@dataclass(slots=True)
class _Walk:
    """What was met on a walk through what pages draw, and what was drawn around it."""

    pdf: pikepdf.Pdf
    met: set[Key] = field(default_factory=set)
    plain: set[Key] = field(default_factory=set)
    """The resources of pages that hold nothing to change themselves."""
    around: list[Key] = field(default_factory=list)
    changed: bool = False


def settle(pdf: pikepdf.Pdf, pages: Sequence[tuple[Dictionary, Object | None]]) -> bool:
    """Change what readers draw each in their own way; say whether there was any.

    `pages` come with the resources that they have or inherit. Raises pikepdf.PdfError.
    """
    walk = _Walk(pdf)
    for page, resources in pages:
        if isinstance(resources, Dictionary):
            _visit(walk, page, resources)
    return walk.changed


def _new(walk: _Walk, item: Object) -> bool:
    """Say whether something was not met before; what is no object of its own always is."""
    if not item.is_indirect:
        return True
    known = item.objgen in walk.met
    walk.met.add(item.objgen)
    return not known


def _visit(walk: _Walk, holder: Dictionary | Stream, resources: Dictionary) -> None:
    key = resources.objgen if resources.is_indirect else None
    of_page = not isinstance(holder, Stream)
    if of_page and key in walk.plain:
        return
    fonts = dict(_fonts(resources))
    if fonts:
        _name_fonts(walk.pdf, holder, resources, fonts)
        walk.changed = True
    elif key and of_page:
        walk.plain.add(key)
    for name, form in _forms(resources):
        if form.objgen in walk.around:
            if _draws(holder, name):
                _cut(holder, resources, name)
                walk.changed = True
        elif len(walk.around) < _DEEP and (of_page or _draws(holder, name)) and _new(walk, form):
            walk.around.append(form.objgen)
            own = form.get("/Resources")
            if isinstance(own, Dictionary):
                _visit(walk, form, own)
            walk.around.pop()


def _forms(resources: Dictionary) -> list[tuple[str, Stream]]:
    return [
        (name, item)
        for name, item in _items(resources.get("/XObject"))
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form
    ]


def _items(holder: object) -> list[tuple[str, Object]]:
    return list(holder.items()) if isinstance(holder, Dictionary) else []


def _draws(holder: Dictionary | Stream, name: str) -> bool:
    said = re.compile(rb"/" + re.escape(name[1:].encode()) + rb"\s+Do\b")
    return isinstance(holder, Stream) and bool(said.search(holder.read_bytes()))


def _cut(holder: Dictionary | Stream, resources: Dictionary, name: str) -> None:
    """Take a form from the resources of another, which it may share with a page."""
    own = Dictionary(dict(_items(resources)))
    own["/XObject"] = Dictionary({k: v for k, v in _items(resources["/XObject"]) if k != name})
    holder["/Resources"] = own


def _fonts(resources: Dictionary) -> Iterator[tuple[str, Array]]:
    """Yield the names of the graphics states that set a font, with the font and its size."""
    for name, state in _items(resources.get("/ExtGState")):
        font = state.get("/Font") if isinstance(state, Dictionary) else None
        if isinstance(font, Array) and len(font) == _PAIR and isinstance(font[0], Dictionary):
            yield name, font


def _name_fonts(
    pdf: pikepdf.Pdf, holder: Dictionary | Stream, resources: Dictionary, fonts: dict[str, Array]
) -> None:
    """Set these fonts where the content of a page or a form names their graphics states."""
    own = Dictionary(dict(_items(resources)))
    known = Dictionary(dict(_items(resources.get("/Font"))))
    states = Dictionary(dict(_items(resources["/ExtGState"])))
    for name, font in fonts.items():
        known[_FONT + name[1:]] = font[0]
        states[name] = Dictionary({k: v for k, v in _items(states[name]) if k != "/Font"})
    own["/Font"], own["/ExtGState"] = known, states
    source = holder if isinstance(holder, Stream) else pikepdf.Page(holder)
    content = pikepdf.unparse_content_stream(_with_fonts(source, fonts))
    if isinstance(holder, Stream):
        holder.write(content)
    else:
        holder["/Contents"] = pdf.make_stream(content)
    holder["/Resources"] = own


def _with_fonts(
    source: pikepdf.Page | Stream, fonts: dict[str, Array]
) -> list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    made: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
    for step in pikepdf.parse_content_stream(source):
        made.append(step)
        if str(step.operator) == "gs" and (name := str(step.operands[0])) in fonts:
            set_ = [Name(_FONT + name[1:]), fonts[name][1]]
            made.append(pikepdf.ContentStreamInstruction(set_, Operator("Tf")))
    return made
