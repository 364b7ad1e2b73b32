# SPDX-License-Identifier: EUPL-1.2
"""The fonts of a rebuilt file and the strings they show go in; they keep no letter beside those.

A font that many pages share still has the letters of what was removed from one of them: in what it
says that its codes mean, in its widths, and in its glyphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pikepdf

from woolak.pdf.rebuilding import fonts as sanitize_fonts
from woolak.pdf.rebuilding import glyphs as sanitize_glyphs
from woolak.pdf.rebuilding import programs as sanitize_programs

_IDENTITY = frozenset(("/Identity-H", "/Identity-V"))


class Font(NamedTuple):
    """A font as it was, as it is in the new file, and the strings that it shows.

    `shown` is None when it is not sure that these are all.
    """

    old: Any
    new: Any
    shown: Collection[bytes] | None


def prune(pdf: pikepdf.Pdf, fonts: Iterable[Font], *, glyphs: bool) -> None:
    """Change the fonts of the new file; `glyphs` says that these are all fonts that it has."""
    every = list(fonts)
    used: dict[tuple[int, int], set[int] | None] = {}
    for font in every:
        size = _code_size(font.old)
        sure = font.shown is not None and size > 0
        codes = sanitize_fonts.codes(font.shown or (), size) if sure else None
        _renew_maps(pdf, font, codes, size)
        _renew_differences(font.new, codes)
        numbered = codes if str(font.old.get("/Encoding")) in _IDENTITY else None
        for below in _descendants(font.new):
            used[below.objgen] = _union(used.get(below.objgen, set()), numbered)
    if glyphs:
        _renew_glyphs(pdf, [font.new for font in every], used)
        _renew_names([font.new for font in every])


def _union(known: set[int] | None, more: Iterable[int] | None) -> set[int] | None:
    return None if known is None or more is None else known.union(more)


def _renew_glyphs(
    pdf: pikepdf.Pdf, fonts: Iterable[Any], used: Mapping[tuple[int, int], set[int] | None]
) -> None:
    programs: dict[tuple[int, int], set[int] | None] = {}
    for font in fonts:
        program = _program(font)
        codes = used.get(font.objgen)
        numbers = None
        if codes is not None and font.get("/Subtype") == "/CIDFontType2":
            _renew_widths(font, codes)
            numbers = _numbers(pdf, font, codes)
        if program is not None:
            programs[program.objgen] = _union(programs.get(program.objgen, set()), numbers)
    for objgen, numbers in programs.items():
        if numbers is not None:
            program = pdf.get_object(objgen)
            data = sanitize_glyphs.only(program.read_bytes(), numbers)
            program.write(data)
            program["/Length1"] = len(data)


def _renew_maps(pdf: pikepdf.Pdf, font: Font, codes: frozenset[int] | None, size: int) -> None:
    if isinstance(cmap := font.old.get("/ToUnicode"), pikepdf.Stream):
        fresh = sanitize_fonts.pruned(_bytes(cmap), codes, size)
        font.new["/ToUnicode"] = pdf.make_stream(fresh)
    if isinstance(cmap := font.old.get("/Encoding"), pikepdf.Stream):
        made = pdf.make_stream(sanitize_fonts.encoding(_bytes(cmap)))
        made["/Type"], made["/CMapName"] = pikepdf.Name.CMap, pikepdf.Name("/Woolak")
        made["/CIDSystemInfo"] = _system()
        if isinstance(upright := cmap.get("/WMode"), int):
            made["/WMode"] = upright
        if isinstance(base := cmap.get("/UseCMap"), pikepdf.Name):
            made["/UseCMap"] = pikepdf.Name(str(base))
        font.new["/Encoding"] = made


def _system() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )


def _bytes(stream: Any) -> bytes:  # noqa: ANN401 - a pikepdf stream
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except pikepdf.PdfError:
        return b""


def _code_size(font: Any) -> int:  # noqa: ANN401
    """Return how many bytes a code of a font has; 0 when they differ, or it is not known."""
    if font.get("/Subtype") != "/Type0":
        return 1
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        return sanitize_fonts.size_of_codes(_bytes(encoding))
    return 2 if str(encoding) in _IDENTITY else 0


def _descendants(font: Any) -> Iterator[Any]:  # noqa: ANN401
    listed = font.get("/DescendantFonts")
    if isinstance(listed, pikepdf.Array):
        yield from (one for one in listed if isinstance(one, pikepdf.Dictionary))


def _numbers(pdf: pikepdf.Pdf, font: Any, codes: Iterable[int]) -> set[int]:  # noqa: ANN401
    """Return the numbers of the glyphs of some codes; the font's table keeps no others."""
    table = font.get("/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return set(codes)
    numbers = _bytes(table)
    kept = bytearray(len(numbers))
    for code in codes:
        kept[2 * code : 2 * code + 2] = numbers[2 * code : 2 * code + 2]
    font["/CIDToGIDMap"] = pdf.make_stream(bytes(kept))
    return {int.from_bytes(kept[2 * code : 2 * code + 2], "big") for code in codes}


def _renew_widths(below: Any, codes: Iterable[int]) -> None:  # noqa: ANN401
    """Keep the widths of the codes in use (9.7.4.3)."""
    if not isinstance(listed := below.get("/W"), pikepdf.Array):
        return
    known = dict(_widths(list(listed)))
    made = [part for code in sorted(codes) if code in known for part in (code, [known[code]])]
    below["/W"] = pikepdf.Array(
        [pikepdf.Array(part) if isinstance(part, list) else part for part in made]
    )


def _widths(listed: list[Any]) -> Iterator[tuple[int, Any]]:
    at = 0
    while at + 1 < len(listed):
        first, second = int(listed[at]), listed[at + 1]
        if isinstance(second, pikepdf.Array):
            yield from enumerate(second, first)
            at += 2
        else:
            for code in range(first, min(int(second), first + 0xFFFF) + 1):
                yield code, listed[at + 2]
            at += 3


def _renew_differences(font: Any, codes: Collection[int] | None) -> None:  # noqa: ANN401
    """Keep the names of the glyphs of the codes in use (9.6.6.1)."""
    encoding = font.get("/Encoding")
    if codes is None or not isinstance(encoding, pikepdf.Dictionary):
        return
    named = [(code, name) for code, name in _named(encoding) if code in codes]
    parts = [part for code, name in named for part in (code, pikepdf.Name(name))]
    made = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=pikepdf.Array(parts))
    if isinstance(base := encoding.get("/BaseEncoding"), pikepdf.Name):
        made["/BaseEncoding"] = pikepdf.Name(str(base))
    font["/Encoding"] = made


def _named(encoding: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    code = 0
    listed = encoding.get("/Differences")
    for part in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(part, pikepdf.Name):
            yield code, str(part)
            code += 1
        else:
            code = int(part)


def _renew_names(fonts: Iterable[Any]) -> None:
    """Take the names of glyphs that no font asks for from the programs."""
    kept: dict[tuple[int, int], set[str]] = {}
    programs = {}
    for font in fonts:
        encoding = font.get("/Encoding")
        named = _named(encoding) if isinstance(encoding, pikepdf.Dictionary) else ()
        for program in _programs(font):
            programs[program.objgen] = program
            kept.setdefault(program.objgen, set()).update(name[1:] for _, name in named)
    for objgen, program in programs.items():
        data = program.read_bytes()
        if (clean := sanitize_programs.unnamed(data, kept[objgen])) != data:
            program.write(clean)


def _programs(font: Any) -> Iterator[Any]:  # noqa: ANN401
    described = font.get("/FontDescriptor")
    if isinstance(described, pikepdf.Dictionary):
        found = (described.get(key) for key in ("/FontFile2", "/FontFile3"))
        yield from (one for one in found if isinstance(one, pikepdf.Stream))


def _program(font: Any) -> Any:  # noqa: ANN401
    """Return the TrueType program of a font; None when it has none."""
    described = font.get("/FontDescriptor")
    program = described.get("/FontFile2") if isinstance(described, pikepdf.Dictionary) else None
    return program if isinstance(program, pikepdf.Stream) else None
