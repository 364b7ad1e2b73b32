# SPDX-License-Identifier: EUPL-1.2
"""A document goes in; what every viewer shows of it, though it does not say how, is written in it.

So that the same is read, removed and drawn: letters in a font that is missing, the words of a
choice instead of the value it stands for, annotations that are no objects of their own, and a page
that is cut out where there is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

_FONT_SET = re.compile(rb"/([^\s/\[\]<>()#]+)\s+[-+.\d]+\s+Tf\b")
_HELVETICA = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
_PAIR = 2
_SOME = 4096


def write_out(doc: pymupdf.Document) -> None:
    """Change a document in memory; raises RuntimeError or ValueError for a damaged one."""
    pdf = pymupdf._as_pdf_document(doc)  # noqa: SLF001 - PyMuPDF has no other way to its objects
    for number in range(doc.page_count):
        page = mupdf.pdf_lookup_page_obj(pdf, number)
        for annotation in _annotations(pdf, page):
            _choose(annotation)
        _add_fonts(pdf, page)
        _show_whole(page)


def _show_whole(page: Any) -> None:  # noqa: ANN401
    """Show the whole page where its CropBox lies beside it; some readers show nothing then."""
    media, crop = (mupdf.pdf_to_rect(_inherited(page, key)) for key in ("MediaBox", "CropBox"))
    apart = mupdf.fz_is_empty_rect(mupdf.fz_intersect_rect(media, crop))
    if apart and not (mupdf.fz_is_empty_rect(media) or mupdf.fz_is_empty_rect(crop)):
        mupdf.pdf_dict_puts(page, "CropBox", _inherited(page, "MediaBox"))


def _annotations(pdf: Any, page: Any) -> Iterator[Any]:  # noqa: ANN401 - MuPDF's own objects
    """Yield the annotations of a page, each an object of its own: MuPDF draws no others."""
    listed = mupdf.pdf_dict_gets(page, "Annots")
    for at in range(mupdf.pdf_array_len(listed)):
        annotation = mupdf.pdf_array_get(listed, at)
        if mupdf.pdf_is_dict(annotation) and not mupdf.pdf_is_indirect(annotation):
            annotation = mupdf.pdf_add_object(pdf, annotation)
            mupdf.pdf_array_put(listed, at, annotation)
        yield annotation


def _choose(widget: Any) -> None:  # noqa: ANN401
    """Put the words of a choice in the place of its value (ISO 32000-1, 12.7.4.4)."""
    if mupdf.pdf_to_name(_inherited(widget, "FT")) != "Ch":
        return
    value, options = _inherited(widget, "V"), _inherited(widget, "Opt")
    if not mupdf.pdf_is_string(value):
        return
    for at in range(mupdf.pdf_array_len(options)):
        pair = mupdf.pdf_array_get(options, at)
        if mupdf.pdf_array_len(pair) == _PAIR and _same(mupdf.pdf_array_get(pair, 0), value):
            mupdf.pdf_dict_puts(widget, "V", mupdf.pdf_array_get(pair, 1))


def _inherited(holder: Any, key: str) -> Any:  # noqa: ANN401
    return mupdf.pdf_dict_get_inheritable(holder, mupdf.pdf_new_name(key))


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401
    return bool(mupdf.pdf_to_text_string(one) == mupdf.pdf_to_text_string(other))


def _add_fonts(pdf: Any, page: Any) -> None:  # noqa: ANN401
    """Name Helvetica where a page sets text in a font that it does not have, as viewers do."""
    wanted = {name.decode("latin-1") for name in _FONT_SET.findall(_content(pdf, page))}
    resources = _inherited(page, "Resources")
    fonts = mupdf.pdf_dict_gets(resources, "Font")
    for name in sorted(name for name in wanted if not _is_font(fonts, name)):
        if not mupdf.pdf_is_dict(resources):
            resources = mupdf.pdf_dict_puts_dict(page, "Resources", 1)
        if not mupdf.pdf_is_dict(fonts):
            fonts = mupdf.pdf_dict_puts_dict(resources, "Font", 1)
        mupdf.pdf_dict_puts(fonts, name, _helvetica(pdf))


def content(doc: pymupdf.Document, number: int) -> bytes:
    """Return what a page (0-based) draws, its streams as one, without those that are damaged."""
    pdf = pymupdf._as_pdf_document(doc)  # noqa: SLF001 - as above
    return _content(pdf, mupdf.pdf_lookup_page_obj(pdf, number))


def _content(pdf: Any, page: Any) -> bytes:  # noqa: ANN401
    contents = mupdf.pdf_dict_gets(page, "Contents")
    try:
        streams = mupdf.pdf_open_contents_stream(pdf, contents)
        return bytes(mupdf.fz_read_all(streams, _SOME).fz_buffer_extract())
    except (mupdf.FzErrorBase, RuntimeError, ValueError):
        return _one_by_one(contents)


def _one_by_one(contents: Any) -> bytes:  # noqa: ANN401
    many = mupdf.pdf_is_array(contents)
    parts = range(mupdf.pdf_array_len(contents)) if many else (0,)
    streams = [mupdf.pdf_array_get(contents, at) if many else contents for at in parts]
    found = (one for one in streams if mupdf.pdf_is_stream(one))
    return b"\n".join(bytes(mupdf.pdf_load_stream(one).fz_buffer_extract()) for one in found)


def _is_font(fonts: Any, name: str) -> bool:  # noqa: ANN401
    return bool(mupdf.pdf_is_name(mupdf.pdf_dict_gets(mupdf.pdf_dict_gets(fonts, name), "Subtype")))


def _helvetica(pdf: Any) -> Any:  # noqa: ANN401
    font = mupdf.pdf_new_dict(pdf, 4)
    for key, value in {**_HELVETICA, "Encoding": "WinAnsiEncoding"}.items():
        mupdf.pdf_dict_puts(font, key, mupdf.pdf_new_name(value))
    return mupdf.pdf_add_object(pdf, font)
