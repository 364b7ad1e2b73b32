# SPDX-License-Identifier: EUPL-1.2
"""A page goes in; its images that could hold text come out, pieces of one picture together.

Scanners cut a page into bands, put its letters in a mask over a pixel of ink, or give each letter
an image of its own: so images are judged by what they show next to each other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pymupdf

from woolak.pdf.reading.drawings import Rect, around, joined

_LEAST_PIXELS = 6
"""Rows of pixels that letters take at least."""
_LETTER = 8.0
"""What is no larger, in points, is a bullet or a tick: one letter."""
_HAIR = 0.5
"""What is no higher or wider, in points, is a line."""
_REACH = 2.0
_RESOURCES = ("", "/XObject", "/Pattern")
_REFERENCE = re.compile(r"(\d+) 0 R")
_FADES = re.compile(r"/ca\s+(?:0?\.[0-4]|0(?![.\d]))")
"""What is less than half there."""
_ANY_FORM = re.compile(r"/ShadingType\s+[14-7]")
"""Shadings by a function of the place, or by triangles and patches: these can draw anything."""
_SHADES = ("/Shading", "/Pattern", "/XObject", "/ExtGState")
_DEEP, _MOST_OBJECTS = 6, 500
_SOME = {"digest": b"", "width": _LEAST_PIXELS, "height": _LEAST_PIXELS}
_PAINTED = ("fill-image", "fill-imgmask")
_FINE = 6.0
"""What is lower, in points, has to be looked at: it is a rule, unless its pixels say otherwise."""


class Picture(NamedTuple):
    """An image in points before /Rotate, with its pixels and its digest for `approved`."""

    digest: str
    box: Rect
    pixels: tuple[int, int]


def pictures(
    page: pymupdf.Page, *, hashes: bool = True, content: bytes | None = None
) -> list[Picture]:
    """Return the images of a page that could hold text, alone or with those that they touch.

    `content` is what the page draws, when that was read already.
    """
    if not _any(page, content):
        return []
    infos = page.get_image_info(hashes=hashes)
    if any(map(_doubtful, infos)):
        infos = page.get_image_info(hashes=hashes, xrefs=True)
    infos += _faint(page, infos)
    infos += _shaded(page)
    inked = [info for info in infos if not _one_tone(page.parent, info)]
    wholes = joined([_box(info) for info in inked], _REACH)
    parts = [[info for info in inked if _inside(_box(info), whole)] for whole in wholes]
    return [
        _picture(page.parent, info, hashes=hashes)
        for whole, found in zip(wholes, parts, strict=True)
        if max(_size(whole)) > _LETTER
        and min(_size(whole)) > _HAIR
        and sum(map(_rows, found)) >= _LEAST_PIXELS
        for info in found
    ]


def places(page: pymupdf.Page, content: bytes | None = None) -> list[Rect]:
    """Return where a page shows images, also those that are too small to be read."""
    return [_box(info) for info in page.get_image_info()] if _any(page, content) else []


def _faint(page: pymupdf.Page, known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the images that are more than half transparent: MuPDF tells of them nothing else.

    It takes them for effects. Their samples are not known: they are never approved.
    """
    holders = (page.xref, *(form[0] for form in page.get_xobjects()))
    if not any(_FADES.search(_states(page.parent, holder)) for holder in holders):
        return []
    there = {tuple(map(round, info["bbox"])) for info in known}
    found = (tuple(box) for kind, box in page.get_bboxlog() if kind in _PAINTED)
    return [{**_SOME, "bbox": box} for box in found if tuple(map(round, box)) not in there]


def _shaded(page: pymupdf.Page) -> list[dict[str, Any]]:
    """Return the places of shadings whose samples or triangles may draw letters, as images."""
    if not _draws_by_shading(page):
        return []
    return [{**_SOME, "bbox": box} for kind, box in page.get_bboxlog() if kind == "fill-shade"]


def _draws_by_shading(page: pymupdf.Page) -> bool:
    """Say whether what a page uses, or what that uses, is a shading that can have any form."""
    doc, known = page.parent, set[int]()
    texts = [doc.xref_get_key(page.xref, f"Resources{key}")[1] for key in _SHADES]
    for _ in range(_DEEP):
        if any(map(_ANY_FORM.search, texts)):
            return True
        found = {int(one) for text in texts for one in _REFERENCE.findall(text)} - known
        known |= found
        if len(known) > _MOST_OBJECTS:
            return True
        texts = [doc.xref_object(one) for one in found if one < doc.xref_length()]
    return any(map(_ANY_FORM.search, texts))


def _states(doc: pymupdf.Document, holder: int) -> str:
    """Return the graphics states that a page or a form names."""
    kind, states = doc.xref_get_key(holder, "Resources/ExtGState")
    states = doc.xref_object(int(states.split()[0])) if kind == "xref" else states
    referred = [doc.xref_object(int(found)) for found in _REFERENCE.findall(states)]
    return "\n".join([states, *referred])


def _any(page: pymupdf.Page, content: bytes | None) -> bool:
    """Say whether a page may show an image: asking for them all reads the whole page again.

    Forms, patterns and soft masks may hold one, and content between BI and EI is one.
    """
    doc = page.parent
    own = {key: doc.xref_get_key(page.xref, f"Resources{key}") for key in _RESOURCES}
    if doc.xref_get_key(page.xref, "Resources/Shading")[0] != "null" and _draws_by_shading(page):
        return True
    if own[""][0] == "null" or own["/XObject"][0] != "null" or own["/Pattern"][0] != "null":
        return True
    if "/SMask" in _states(doc, page.xref):
        return True
    return b"BI" in (page.read_contents() if content is None else content)


def _picture(doc: pymupdf.Document, info: Mapping[str, Any], *, hashes: bool) -> Picture:
    digest = info["digest"].hex() if hashes else ""
    if hashes and info.get("has-mask"):
        # The digest is that of the colours: letters may stand in the mask.
        masks = [_stream(doc, info["xref"], key) for key in ("SMask", "Mask")]
        digest = hashlib.md5(b"".join([info["digest"], *masks]), usedforsecurity=False).hexdigest()
    return Picture(digest, _box(info), _pixels(doc, info))


def _pixels(doc: pymupdf.Document, info: Mapping[str, Any]) -> tuple[int, int]:
    """Return the width and height in pixels, of the mask when that has more."""
    sides = [(int(info["width"]), int(info["height"]))]
    for key in ("SMask", "Mask") if info.get("has-mask") and info.get("xref") else ():
        kind, value = doc.xref_get_key(info["xref"], key)
        if kind == "xref":
            mask = int(value.split()[0])
            wide, high = (doc.xref_get_key(mask, side)[1] for side in ("Width", "Height"))
            sides.append((int(wide), int(high)) if wide.isdigit() and high.isdigit() else (0, 0))
    return max(sides, key=lambda side: side[0] * side[1])


def _stream(doc: pymupdf.Document, image: int, key: str) -> bytes:
    kind, value = doc.xref_get_key(image, key) if image else ("null", "")
    return doc.xref_stream_raw(int(value.split()[0])) if kind == "xref" else value.encode()


def _doubtful(info: Mapping[str, Any]) -> bool:
    return bool(info.get("has-mask")) or min(_size(_box(info))) <= _FINE


def _rows(info: Mapping[str, Any]) -> int:
    """Return how many rows of pixels an image adds to a picture; its mask has pixels of its own."""
    return _LEAST_PIXELS if info.get("has-mask") else min(info["width"], info["height"])


def _one_tone(doc: pymupdf.Document, info: Mapping[str, Any]) -> bool:
    """Say whether a larger or thin image is nothing but one tone: a ground or a rule."""
    if info.get("has-mask") or max(_size(_box(info))) <= _LETTER:
        return False
    if info["width"] * info["height"] == 1:
        return True
    if min(_size(_box(info))) > _FINE or not info.get("xref"):
        return False
    try:
        return bool(pymupdf.Pixmap(doc, info["xref"]).is_unicolor)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return False


def _inside(box: Rect, whole: Rect) -> bool:
    return around((box, whole)) == whole


def _box(info: Mapping[str, Any]) -> Rect:
    box = info["bbox"]
    return box[0], box[1], box[2], box[3]


def _size(box: Sequence[float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
