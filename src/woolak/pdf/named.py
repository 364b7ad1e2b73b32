# SPDX-License-Identifier: EUPL-1.2
"""An object of a PDF in; the names in it out, unless it holds a string too.

qpdf writes an object in one go (as JSON), which takes a tenth of the time of a walk through it:
most objects of a file need no walk once it is known that they hold names and numbers only.
"""

from __future__ import annotations

import re

import pikepdf

_NAME = re.compile(rb'"/([^"]*)"')
_MORE = re.compile(rb'"[ubn]:|[\\\x80-\xff]')


def written(item: object) -> bytes:
    """Return an object and the direct objects in it as qpdf writes them; nothing for a number."""
    return item.to_json(dereference=True) if isinstance(item, pikepdf.Object) else b""


def says(text: bytes, name: bytes) -> bool:
    """Say whether a plain name (with its slash) stands in what `written` returned."""
    return b'"%s"' % name in text


def holds(item: object, name: bytes) -> bool:
    """Say whether a plain name (with its slash) stands in an object or a direct object in it."""
    return says(written(item), name)


def named(item: object) -> frozenset[bytes] | None:
    """Return the names, keys too, in an object and the direct objects in it, without their slash.

    Returns None when there is a string in it, or a name that is more than plain ASCII; a number
    that is an object of its own, which comes as a bare Python value, holds none.
    """
    if not isinstance(item, pikepdf.Object):
        return frozenset()
    text = written(item)
    return None if _MORE.search(text) else frozenset(_NAME.findall(text))
