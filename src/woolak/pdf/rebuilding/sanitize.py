# SPDX-License-Identifier: EUPL-1.2
"""A redacted PDF goes in; a new PDF comes out, made of nothing but what its pages still paint.

Nothing is cleaned away: what is not in the tables below, or is named by no content stream, is never
copied. So an image or form that only an unused entry of shared resources still named is gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf

from woolak.errors import Rejected
from woolak.model import Reason
from woolak.pdf.losses import losses
from woolak.pdf.rebuilding import images, neutral_names, programs, pruning
from woolak.pdf.rebuilding import samples as sanitize_samples
from woolak.pdf.rebuilding.beside import Beside, Kept, read
from woolak.pdf.rebuilding.content import Content, cleaned, of_boxes
from woolak.pdf.rebuilding.keys import ALLOWED, DATA, table, unknown
from woolak.pdf.rebuilding.neutral_names import Book, Chosen
from woolak.pdf.rebuilding.sheets import inherited, numbers, streams

_BOXES = ("/MediaBox", "/CropBox", "/Rotate")


@dataclass(frozen=True, slots=True)
class _Rebuild:
    """The two files, what was copied already, and the strings that each font still shows."""

    old: pikepdf.Pdf
    new: pikepdf.Pdf
    done: dict[tuple[object, ...], Any] = field(default_factory=dict)
    fonts: dict[tuple[int, int], tuple[Any, Any]] = field(default_factory=dict)
    shown: dict[tuple[int, int], set[bytes]] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    """Why used codes are not known for sure; when there is a reason no font map is pruned."""
    loose: list[str] = field(default_factory=list)
    """Why a font program may be that of a font whose codes are not known."""
    kept: Kept | None = None
    chosen: Chosen = field(default_factory=Chosen)


def rebuild(
    path_in: Path, path_out: Path, title: str, beside: Beside | None = None
) -> tuple[str, ...]:
    """Write `path_out` with only what the pages of `path_in` paint; return notes on the losses.

    `title` is published: it names no one. With `beside` what is clean of the original's links,
    outline and tags is put back, and the notes tell what of these was not; without it they all go.
    The same input gives the same bytes. Raises Rejected.
    """
    notes = () if beside else losses(path_in)
    try:
        with pikepdf.open(path_in) as old, pikepdf.new() as new:
            work = _Rebuild(old, new, kept=read(beside, path_in) if beside else None)
            for number, page in enumerate(old.pages):
                new.pages.append(pikepdf.Page(_page(work, page.obj, number)))
            _prune_fonts(work)
            _head(new, title)
            if work.kept:
                notes += work.kept.write(new)
            with path_out.open("wb") as out:
                new.save(
                    out,
                    min_version="1.7",
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError) as error:
        raise Rejected(Reason.DAMAGED) from error
    except RecursionError as error:
        raise Rejected(Reason.TOO_COMPLEX) from error
    return notes


def _head(new: pikepdf.Pdf, title: str) -> None:
    new.Root.Lang = pikepdf.String("nl-NL")
    new.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    new.docinfo["/Title"] = pikepdf.String(title)
    new.docinfo["/Producer"] = pikepdf.String("woolak")


def _page(work: _Rebuild, old: Any, number: int) -> pikepdf.Dictionary:  # noqa: ANN401
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page)
    for key in _BOXES:
        if (value := inherited(old, key)) is not None:
            page[key] = _copy(work, value, DATA)
    if isinstance(unit := old.get("/UserUnit"), int | Decimal) and unit > 0:
        page["/UserUnit"] = unit
    if (group := old.get("/Group")) is not None:
        page["/Group"] = _copy(work, group, "group")
    resources = inherited(old, "/Resources")
    data = streams(old.get("/Contents"))
    marks = work.kept.marks(number, numbers(resources)) if work.kept else None
    book = Book()
    contents = [cleaned(work.old, data[0], book, marks), *map(of_boxes, data[1:])]
    page["/Resources"] = _resources(work, contents, _Sources(resources, None, book))
    # The boxes are written back as they came, apart from the content: they are read back by form.
    kept = [contents[0].data, *data[1:]]
    if work.kept:
        kept[1:] = filter(None, [work.kept.take(number, contents[0], b"".join(data[1:]))])
    page["/Contents"] = pikepdf.Array([work.new.make_stream(part) for part in kept])
    return page


def _copy(work: _Rebuild, old: Any, shape: str) -> Any:  # noqa: ANN401
    """Return a copy for the new file of the parts that the shape allows, shared as they were."""
    if not isinstance(old, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        return _scalar(old)
    numbers = table(old)
    if not old.is_indirect:
        return _filled(work, old, shape, _blank(work, old)) if numbers is None else numbers
    key = (old.objgen, shape)
    if key not in work.done:
        work.done[key] = work.new.make_indirect(_blank(work, old) if numbers is None else numbers)
        if numbers is None:
            _filled(work, old, shape, work.done[key])
    return work.done[key]


def _scalar(old: Any) -> Any:  # noqa: ANN401
    """Return a name or string free of the old file; numbers never belong to it."""
    if isinstance(old, pikepdf.Name):
        return pikepdf.Name(str(old))
    return pikepdf.String(bytes(old)) if isinstance(old, pikepdf.String) else old


def _blank(work: _Rebuild, old: Any) -> Any:  # noqa: ANN401
    if isinstance(old, pikepdf.Stream):
        return work.new.make_stream(b"")
    return pikepdf.Array() if isinstance(old, pikepdf.Array) else pikepdf.Dictionary()


def _filled(work: _Rebuild, old: Any, shape: str, new: Any) -> Any:  # noqa: ANN401
    if isinstance(old, pikepdf.Array):
        new.extend(_copy(work, part, shape) for part in old)
        work.chosen.colours(new)
        return new
    for key in ALLOWED[shape] & old.keys():
        if unknown(key, old[key]):
            continue
        child = "image" if (shape, key) == ("image", "/Mask") else DATA
        new[key] = _copy(work, old[key], child)
    if isinstance(old, pikepdf.Stream):
        _write_raw(work, old, new)
    return new


def _write_raw(work: _Rebuild, old: Any, new: Any) -> None:  # noqa: ANN401
    """Copy a stream as it is compressed, but for the metadata inside its pictures."""
    filters = [_scalar(one) for one in _listed(old.get("/Filter"))]
    parms = [_copy(work, one, DATA) for one in _parms(old)]
    if _is_profile(old):
        new.write(programs.profile(old.read_bytes()))
        return
    if old.get("/FunctionType") == _CALCULATOR:
        new.write(programs.calculation(old.read_bytes()))
        return
    if (samples := sanitize_samples.cut(old)) is not None:
        new.write(samples)
        return
    data = old.read_raw_bytes()
    clean = _PICTURES.get(str(filters[-1])) if filters else None
    if parms and str(filters[-1]) == "/CCITTFaxDecode" and parms[-1].get("/K", 0) < 0:
        clean = images.fax
    if clean is not None:
        data = clean(_less_packed(work, old, filters[:-1]) if len(filters) > 1 else data)
        parms = parms[len(filters) - 1 :]
        filters = filters[-1:]
    new.write(data, filter=pikepdf.Array(filters), decode_parms=pikepdf.Array(parms))
    for key, values in (("/Filter", filters), ("/DecodeParms", parms)):
        if not values and key in new:
            del new[key]


def _is_profile(stream: Any) -> bool:  # noqa: ANN401
    """Say whether a stream is an ICC profile: no other kind of data has /N and no such type."""
    return "/N" in stream and not {"/FunctionType", "/ShadingType", "/Width"} & stream.keys()


_CALCULATOR = 4
_PICTURES = {
    "/DCTDecode": images.jpeg,
    "/JPXDecode": images.jpeg2000,
    "/JBIG2Decode": images.jbig2,
}


def _less_packed(work: _Rebuild, old: Any, filters: Sequence[Any]) -> bytes:  # noqa: ANN401
    outer = work.old.make_stream(b"")
    outer.write(old.read_raw_bytes(), filter=pikepdf.Array(filters))
    if parms := _parms(old)[: len(filters)]:
        outer["/DecodeParms"] = pikepdf.Array(parms)
    return bytes(outer.read_bytes(pikepdf.StreamDecodeLevel.specialized))


def _parms(stream: Any) -> list[Any]:  # noqa: ANN401
    """Return a stream's decode parameters, an empty dictionary where a filter has none."""
    found = _listed(stream.get("/DecodeParms"))
    return [one if one is not None else pikepdf.Dictionary() for one in found]


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


@dataclass(frozen=True, slots=True)
class _Sources:
    """A stream's own resources, those of who calls it, and what they are called from now on."""

    own: Any
    outer: Any
    book: Book

    @property
    def found(self) -> Any:  # noqa: ANN401
        """Return the resources that the stream uses."""
        return self.own if self.own is not None else self.outer


def _resources(
    work: _Rebuild, contents: Sequence[Content], sources: _Sources
) -> pikepdf.Dictionary:
    """Return resources with what the contents use, by its new names."""
    made = pikepdf.Dictionary()
    for category, name in sorted({named for content in contents for named in content.names}):
        old = _entry(sources.found, category, name)
        if old is None:
            continue
        if category not in made:
            made[category] = pikepdf.Dictionary()
        made[category][sources.book.of(category, name)] = _resource(
            work, category, old, sources.found
        )
    for content in contents:
        _note_shown(work, content, sources.found)
    return made


def _entry(resources: Any, category: str, name: str) -> Any:  # noqa: ANN401
    entries = resources.get(category) if resources is not None else None
    return entries.get(name) if isinstance(entries, pikepdf.Dictionary) else None


def _note_shown(work: _Rebuild, content: Content, resources: Any) -> None:  # noqa: ANN401
    for name, strings in content.shown.items():
        font = _entry(resources, "/Font", name) if name else None
        if font is None:
            work.unsure.append("text in a font from outside the stream")
        elif font.is_indirect:
            work.shown.setdefault(font.objgen, set()).update(strings)


def _resource(work: _Rebuild, category: str, old: Any, outer: Any) -> Any:  # noqa: ANN401
    if category == "/Font":
        return _font(work, old, outer)
    if category == "/XObject":
        if old.get("/Subtype") == "/Image":
            return _image(work, old)
        return _form(work, old, "form", outer)
    if category == "/ExtGState":
        return _state(work, old, outer)
    if category == "/Pattern" and isinstance(old, pikepdf.Stream):
        return _form(work, old, "tiling", outer)
    return _copy(work, old, DATA)


def _image(work: _Rebuild, old: Any) -> Any:  # noqa: ANN401
    image = _copy(work, old, "image")
    if (mask := old.get("/SMask")) is not None and "/SMask" not in image:
        image["/SMask"] = _copy(work, mask, "image")
    return image


def _form(work: _Rebuild, old: Any, shape: str, outer: Any) -> Any:  # noqa: ANN401
    """Return a form or tile with resources of its own: old ones may use those of their caller."""
    own = old.get("/Resources")
    caller = outer.objgen if own is None and outer is not None else None
    key = (old.objgen, shape, caller)
    if key in work.done:
        return work.done[key]
    book = Book()
    content = cleaned(work.old, old.read_bytes(pikepdf.StreamDecodeLevel.specialized), book)
    form = work.new.make_stream(content.data)
    work.done[key] = form
    for name in ALLOWED[shape] & old.keys():
        form[name] = _copy(work, old[name], DATA)
    if (group := old.get("/Group")) is not None and shape == "form":
        form["/Group"] = _copy(work, group, "group")
    form["/Resources"] = _resources(work, [content], _Sources(own, outer, book))
    return form


def _state(work: _Rebuild, old: Any, outer: Any) -> Any:  # noqa: ANN401
    state = _copy(work, old, "state")
    font, mask = old.get("/Font"), old.get("/SMask")
    if isinstance(font, pikepdf.Array):
        work.unsure.append("a font set by a graphics state")
        state["/Font"] = pikepdf.Array([_font(work, font[0], outer), font[1]])
    if isinstance(mask, pikepdf.Dictionary):
        new = _copy(work, mask, "mask")
        new["/G"] = _form(work, mask["/G"], "form", outer)
        state["/SMask"] = new
    elif mask is not None:
        state["/SMask"] = mask
    return state


def _font(work: _Rebuild, old: Any, outer: Any) -> Any:  # noqa: ANN401
    known = (old.objgen, "font") in work.done
    font = _copy(work, old, "font")
    if known and old.is_indirect:
        return font
    _called(work, old, font)
    if (below := old.get("/DescendantFonts")) is not None:
        font["/DescendantFonts"] = pikepdf.Array([_font(work, one, outer) for one in below])
    if (cmap := old.get("/ToUnicode")) is not None:
        font["/ToUnicode"] = _copy(work, cmap, DATA)
    if isinstance(old.get("/CharProcs"), pikepdf.Dictionary):
        _type3(work, old, font, outer)
    if old.is_indirect:
        work.fonts[old.objgen] = (old, font)
    else:
        work.loose.append("a font that is no object of its own")
    return font


def _called(work: _Rebuild, old: Any, font: Any) -> None:  # noqa: ANN401
    """Give a font the names that it needs, and its program without texts about itself."""
    if isinstance(name := old.get("/BaseFont"), pikepdf.Name):
        font["/BaseFont"] = pikepdf.Name(work.chosen.font(str(name)))
    if (info := old.get("/CIDSystemInfo")) is not None:
        font["/CIDSystemInfo"] = neutral_names.system(info)
    if not isinstance(described := old.get("/FontDescriptor"), pikepdf.Dictionary):
        return
    made = _copy(work, described, "descriptor")
    font["/FontDescriptor"] = made
    if isinstance(name := described.get("/FontName"), pikepdf.Name):
        made["/FontName"] = pikepdf.Name(work.chosen.font(str(name)))
    for key in _PROGRAMS & described.keys():
        made[key] = _program(work, described[key], key)


def _program(work: _Rebuild, old: Any, key: str) -> Any:  # noqa: ANN401
    known = (old.objgen, "program")
    if known not in work.done:
        clean, kind = programs.type1, old.get("/Subtype")
        if key == "/FontFile2" or kind == "/OpenType":
            clean = programs.sfnt
        elif key == "/FontFile3":
            clean = programs.cff
        data = clean(old.read_bytes())
        made = work.done[known] = work.new.make_stream(data)
        for name in ("/Length1", "/Length2", "/Length3", "/Subtype"):
            if name in old:
                made[name] = _scalar(old[name])
        if key == "/FontFile2":
            made["/Length1"] = len(data)
    return work.done[known]


_PROGRAMS = frozenset(("/FontFile", "/FontFile2", "/FontFile3"))


def _type3(work: _Rebuild, old: Any, font: Any, outer: Any) -> None:  # noqa: ANN401
    glyphs: Mapping[str, Any] = dict(old["/CharProcs"].items())
    book, names = Book(), neutral_names.glyphs(glyphs)
    contents = {
        names[name]: cleaned(
            work.old, glyph.read_bytes(pikepdf.StreamDecodeLevel.specialized), book
        )
        for name, glyph in glyphs.items()
    }
    font["/CharProcs"] = pikepdf.Dictionary(
        {name: work.new.make_stream(content.data) for name, content in contents.items()}
    )
    font["/Encoding"] = neutral_names.differences(old.get("/Encoding"), names)
    sources = _Sources(old.get("/Resources"), outer, book)
    font["/Resources"] = _resources(work, list(contents.values()), sources)


def _prune_fonts(work: _Rebuild) -> None:
    """Take from the fonts the letters that no page shows any more."""
    fonts = [
        pruning.Font(old, font, None if work.unsure else work.shown.get(objgen, set()))
        for objgen, (old, font) in work.fonts.items()
    ]
    pruning.prune(work.new, fonts, glyphs=not (work.unsure or work.loose))
