# SPDX-License-Identifier: EUPL-1.2
"""A page goes in whose content holds images in between; they come out as objects that it draws.

So that they can be looked at, and written anew, as other images are (ISO 32000-1, 8.9.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf
import pymupdf

from woolak.pdf.opening import shown

_BEGINS = re.compile(rb"(?:^|[\s>\])])BI[\s/]")
_LEAST = 6
_DEEP = 500
_NAME = "WoolakInline"
_FAULTS = (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


class Tangled(ValueError):
    """Content whose images cannot be told from what is drawn between them."""


def as_objects(doc: pymupdf.Document, number: int) -> None:
    """Do as `taken_out` does where that can be done: MuPDF spoils some when it writes them anew."""
    with suppress(Tangled):
        taken_out(doc, number)


def taken_out(doc: pymupdf.Document, number: int) -> bool:
    """Make the larger inline images of a page (0-based), and of its forms, objects of their own.

    Say whether there were any. Raises Tangled for content that cannot be taken apart.
    """
    page = doc.page_xref(number)
    content = shown.content(doc, number)
    found = False
    if _begins(content) and (made := _made(doc, page, content)) is not None:
        fresh = _stream(doc, "<<>>", made)
        doc.xref_set_key(page, "Contents", f"{fresh} 0 R")
        found = True
    for form in {entry[0] for entry in doc.get_page_xobjects(number)}:
        content = doc.xref_stream(form) or b""
        if _begins(content) and (made := _made(doc, form, content)) is not None:
            doc.update_stream(form, made)
            found = True
    return found


def _begins(content: bytes) -> bool:
    """Say whether an inline image may begin in content: most text has no `BI` at all."""
    return b"BI" in content and _BEGINS.search(content) is not None


def _made(doc: pymupdf.Document, holder: int, content: bytes) -> bytes | None:
    """Return content that draws objects, which its holder now names; None when it has no images."""
    try:
        pdf = pikepdf.new()
        parsed = list(pikepdf.parse_content_stream(pikepdf.Stream(pdf, content)))
        new = [part for one in parsed for part in _drawn(doc, holder, one)]
        return None if len(new) == len(parsed) else pikepdf.unparse_content_stream(new)
    except _FAULTS:
        raise Tangled from None


def _drawn(doc: pymupdf.Document, holder: int, one: Any) -> Iterator[Any]:  # noqa: ANN401
    if not isinstance(one, pikepdf.ContentStreamInlineImage):
        yield one
        return
    image = one.iimage
    if min(image.width, image.height) <= _LEAST:
        yield one
        return
    number = _stream(doc, "<</Type/XObject/Subtype/Image>>", b"")
    doc.update_stream(number, image._data._inline_image_raw_bytes(), compress=False)  # noqa: SLF001
    for key, value in image.obj.items():
        doc.xref_set_key(number, key[1:], _value(doc, holder, key, value))
    name = f"{_NAME}{number}"
    _named(doc, holder, name, number)
    yield _instruction("q")
    yield _instruction("Do", pikepdf.Name(f"/{name}"))
    yield _instruction("Q")


def _instruction(operator: str, *operands: pikepdf.Object) -> Any:  # noqa: ANN401
    return pikepdf.ContentStreamInstruction([*operands], pikepdf.Operator(operator))


def _value(doc: pymupdf.Document, holder: int, key: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    written = value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else f"{value}"
    if key == "/ColorSpace" and isinstance(value, pikepdf.Name):
        at, path = _resources(doc, holder)
        kind, found = doc.xref_get_key(at, f"{path}ColorSpace{written}")
        return found if kind != "null" else written
    return written


def _stream(doc: pymupdf.Document, head: str, data: bytes) -> int:
    number = int(doc.get_new_xref())
    doc.update_object(number, head)
    doc.update_stream(number, data)
    return number


def _resources(doc: pymupdf.Document, holder: int) -> tuple[int, str]:
    """Return the number of the object that holds the resources, and the path to them in it."""
    kind, value = doc.xref_get_key(holder, "Resources")
    for _ in range(_DEEP):
        if kind != "null":
            break
        parent = doc.xref_get_key(holder, "Parent")
        if parent[0] != "xref":
            break
        holder = int(parent[1].split()[0])
        kind, value = doc.xref_get_key(holder, "Resources")
    return (int(value.split()[0]), "") if kind == "xref" else (holder, "Resources/")


def _named(doc: pymupdf.Document, holder: int, name: str, number: int) -> None:
    at, path = _resources(doc, holder)
    kind, value = doc.xref_get_key(at, f"{path}XObject")
    at, path = (int(value.split()[0]), "") if kind == "xref" else (at, f"{path}XObject/")
    doc.xref_set_key(at, f"{path}{name}", f"{number} 0 R")
