# SPDX-License-Identifier: EUPL-1.2
"""A view and the names found so far in, the other names in a column or a list of names out.

A roster, an agenda or a list of calls has no heading that says so: its other cells do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import regex

from woolak.detect.naming import initials
from woolak.detect.naming.pieces import coded
from woolak.detect.placing import headings
from woolak.detect.text.view import Cell, Hit, View
from woolak.detect.words import shapes
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import SUSPECT, Kind, Role

_ALIGNED = 4.0
_CLOSE = 2.2
"""The cells of a column follow each other within so many line heights."""
_FEW = 3
_SHARE = 0.6
"""So many cells, and such a part of the column, hold names and nothing else."""
_LONGEST = 60
_UNIT_OF = regex.compile(r"(?:\p{L}[.)]?[ ](?:[-–][ ])?|\()(?P<unit>\p{Lu}[\p{L}&]+/)$")
"""The first half of a unit behind a name."""
_UNIT_LONG = 16
_LEAD = regex.compile(r"[\s>•·*\-–~\d.)\uf0b7]*(?:\p{L}{2,14}:\s+)?")
_TOPIC = regex.compile(r"(?i)[\s>]*(?:onderwerp|betreft|subject|betreff|inzake|re)\s?:")
"""Before what a message is about, below those who sent and got it."""
_DAY = regex.compile(r"\p{L}{2,14}:\s+\p{Lu}")
"""A line of a roster: what day or task it is, and who: `maandag: Jan, Bos`."""
_SPLIT = regex.compile(r"\s*(?:[/,;+&]|(?<=\s)(?:en|and|of)(?=\s))\s*")
_Parts = Sequence[tuple[int, int]]
_NOTE = regex.compile(r"\s*\([^()]*\)")
NAME = regex.compile(
    r"(?:(?:\p{Lu}\p{Ll}?\.){1,4} ?)?(?:\p{Ll}[\p{Ll}'’]{0,4} |['’]t ){0,2}"
    r"\p{Lu}[\p{L}\p{M}'’-]{0,17}"
    r"(?: (?:\p{Ll}[\p{Ll}'’]{0,4} |['’]t ){0,2}\p{Lu}[\p{L}\p{M}'’-]*\.?){0,2}"
)
_EACH = regex.compile(
    r"[\s>•·*\-–~]*(?:(?:Vraag|Antwoord|Actie|Reactie|Opmerking|Inbreng)(?: van)? )?"
    rf"(?P<who>{NAME.pattern})(?:, (?P<given>{NAME.pattern}))?(?<!\.):\s+[^\s\t]"
)
"""A line that tells something of somebody, or what he says: `Riem, Trui: augustus`."""
_ITEM = regex.compile(
    rf"[\s>]*(?:[•·*\-–~] ?(?P<who>{NAME.pattern}) \p{{Ll}}{{2,}}(?:t|en)(?!\p{{L}})"
    rf"|\d{{1,2}}[.)]? (?P<who>{NAME.pattern}), \p{{L}})"
)
"""An item of what is agreed, or of a list of who is of what: `- Doorn zoekt uit`, `2. Bos, RWS`."""
_CODE = regex.compile(r"\p{Lu}{3,}|\p{Lu}{2,}['’]\p{Ll}{1,3}")
"""A unit, or one of it: `BHV'er`."""
_LARGE = regex.compile(r"[\P{L}\p{Lu}]*\p{Lu}{2}[\P{L}\p{Lu}]*")
"""A name in capitals."""


def find(words: Vocabulary, view: View, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Return the names in the cells that stand among cells with names and nothing else."""
    found = sorted((h.start, h.end) for h in hits if h.kind is Kind.NAME and h.score >= SUSPECT)
    if len(found) < _FEW:
        return
    covered = bytearray(len(view.text))
    for start, end in found:
        covered[start:end] = b"\1" * (end - start)
    columns = [run for run in downward(view) if run[_FEW - 1 :] and not _things(words, view, run)]
    columns = [[c for c in run if not _TOPIC.match(view.text, c.start, c.end)] for run in columns]
    columns = [run for run in columns if run]
    parts = [[list(listed(view.text, cell)) for cell in run] for run in columns]
    holding = [_holds(cells, covered) for cells in parts]
    sure: dict[int, list[Sequence[Cell]]] = defaultdict(list)
    for run, holds in zip(columns, holding, strict=True):
        if holds:
            sure[run[0].page].append(run)
    for run, cells, holds in zip(columns, parts, holding, strict=True):
        beside = not holds and any(_beside(run, other) for other in sure[run[0].page])
        if holds or (beside and _strange(words, view.text, cells, covered)):
            yield from _others(words, view.text, cells, covered)
        elif _roster(view.text, days := _of_days(view.text, run, cells), covered):
            yield from _others(words, view.text, days, covered)
        elif _told(words, view.text, lines := _of_each(view.text, run), covered):
            yield from _others(words, view.text, lines, covered)


def _of_days(text: str, run: Sequence[Cell], cells: Sequence[_Parts]) -> list[_Parts]:
    """Return the cells that begin with a day: `maandag: Jan, Evelien`."""
    both = zip(run, cells, strict=True)
    return [parts for cell, parts in both if _DAY.match(text, cell.start, cell.end)]


def _of_each(text: str, run: Sequence[Cell]) -> list[_Parts]:
    """Return who begins the cells that tell or say something of each: `Trui Riem: 3 juli`."""
    found = (_EACH.match(text, cell.start, cell.end) for cell in run)
    each: list[_Parts] = [
        [m.span(part) for part in ("who", "given") if m[part]] for m in found if m is not None
    ]
    items = (_ITEM.match(text, cell.start, cell.end) for cell in run)
    return each or [[m.span("who")] for m in items if m is not None]


def _told(words: Vocabulary, text: str, lines: Sequence[_Parts], covered: bytearray) -> bool:
    """Say whether half of those of whom something is told, or who say it, are known as names."""
    every = {
        tuple(text[a:b] for a, b in line): any(covered[b - 1] for _, b in line) for line in lines
    }
    may = [known for who, known in every.items() if known or all(may_be(words, w) for w in who)]
    speak = len(lines) > len(every) + 1  # who speaks does so more than once
    least = len(every) / 2 if speak else max(2, _SHARE * len(every))
    return len(lines) >= _FEW and sum(may) >= least and 2 * len(may) > len(every)


def _things(words: Vocabulary, view: View, run: Sequence[Cell]) -> bool:
    """Say whether the heading of a column says that no people stand in it."""
    return fold(view.text[run[0].start : run[0].end].strip(" :*")) in words.kolom_zaak


def _holds(parts: Sequence[_Parts], covered: bytearray) -> bool:
    """Say whether most cells of a column hold names and nothing else."""
    full = [bool(cell) and all(covered[a] and covered[b - 1] for a, b in cell) for cell in parts]
    return sum(full) >= max(_FEW, _SHARE * (len(parts) - 1))  # one cell is a heading


def _strange(words: Vocabulary, text: str, parts: Sequence[_Parts], covered: bytearray) -> bool:
    """Say whether below the first every cell of a column can be a name and one at least is."""
    where = [place for cell in parts[1:] for place in cell]
    every = [text[a:b] for a, b in where]
    return any(covered[a] and covered[b - 1] for a, b in where) and all(
        may_be(words, spoken) and not words.lexicon.ordinary(spoken) for spoken in every
    )


def _beside(run: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Say whether two columns are of the same lines of a table."""
    tops = {round(cell.box.y0) for cell in other}
    return sum(round(cell.box.y0) in tops for cell in run) >= len(run) - 1


def _others(
    words: Vocabulary, text: str, parts: Sequence[_Parts], covered: bytearray
) -> Iterator[Hit]:
    """Yield the names in the cells of a column of names where none was found."""
    named = [text[a:b] for cell in parts for a, b in cell if covered[a] and covered[b - 1]]
    large = 2 * sum(map(bool, map(_LARGE.fullmatch, named))) > len(named)
    for number, cell in enumerate(parts):
        for start, end in cell:
            spoken = text[start:end]
            heads = not number and words.lexicon.ordinary(spoken)
            heads = heads or (not number and headings.names(words, fold(spoken)))
            heads = heads or fold(spoken) in words.kolom_zaak
            shown = spoken.title() if large and _LARGE.fullmatch(spoken) else spoken
            part = any(covered[start:end]) and not (covered[start] and " " in spoken)
            whole = part and all(covered[start:end])
            if heads or whole or covered[start] or _works_at(text, start):
                continue
            if may_be(words, shown):
                why = "Staat in een kolom of lijst met namen."
                yield Hit(start, end, Kind.NAME, 0.6, "structuur.tabel", why, role=Role.AMBTENAAR)


def _works_at(text: str, start: int) -> bool:
    """Say whether letters are the second half of the unit behind somebody: `Edwin DK/TS`."""
    unit = _UNIT_OF.search(text, max(start - _UNIT_LONG, 0), start)
    return unit is not None and shapes.UNIT.match(text, unit.start("unit")) is not None


def _roster(text: str, parts: Sequence[_Parts], covered: bytearray) -> bool:
    """Say whether the lists in a roster hold what is shaped as names, and half of it are names."""
    every = [part for cell in parts for part in cell]
    if len(parts) < _FEW or not all(NAME.fullmatch(text, a, b) for a, b in every):
        return False
    known = sum(bool(covered[a] and covered[b - 1]) for a, b in every)
    return known >= max(_FEW, len(every) / 2)


def listed(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a cell that separators part, without bullets and notes in brackets."""
    if cell.end - cell.start > _LONGEST:
        yield cell.start, cell.end
        return
    lead = _LEAD.match(text, cell.start, cell.end)
    at = lead.end() if lead else cell.start
    for cut in (*_SPLIT.finditer(text, at, cell.end), None):
        stop = cut.start() if cut else cell.end
        note = _NOTE.search(text, at, stop)
        end = note.start() if note else stop
        if text[at:end].strip():
            yield at, at + len(text[at:end].rstrip())
        at = cut.end() if cut else stop


def may_be(words: Vocabulary, spoken: str) -> bool:
    """Say whether what stands among names is one: a capital, no code and no everyday word."""
    if NAME.fullmatch(spoken) is None or _CODE.fullmatch(spoken) or coded(words, [spoken]):
        return False
    pieces = [piece for piece in spoken.rstrip(".").split() if piece[-1] != "."]
    ends = pieces[1:] and initials.BARE.fullmatch(pieces[-1]) is not None  # `Okonkwo NP`
    begins = pieces[1:] and initials.BARE.fullmatch(pieces[0]) is not None
    pieces = pieces[:-1] if ends else pieces[1:] if begins else pieces
    lettered = ends or begins
    while pieces[1:] and fold(pieces[0]) in words.tussenvoegsels:
        pieces = pieces[1:]
    if (
        not pieces
        or words.nobody(pieces)
        or spoken in words.afkortingen
        or (lettered and not _surname(words, pieces))
        or words.functie.match(spoken)
    ):
        return False
    if pieces[1:]:
        plain = all(piece[1:].islower() or not piece[1:] for piece in pieces if piece[0].isupper())
        named = words.lexicon.first(pieces[0]) or fold(pieces[0]) in words.geroepen
        known = words.surname(pieces[-1]) or words.lexicon.last(pieces[-1])
        return plain and (known or (named and len(pieces) > 1))
    word = pieces[0]
    if lettered:
        return words.lexicon.last(word) or not words.lexicon.place(word)
    known = words.lexicon.first(word) or words.lexicon.last(word) or fold(word) in words.geroepen
    listed = known or word.lower() in words.achternaam_woorden
    return listed or not (words.lexicon.word(word) or words.lexicon.place(word))


def _surname(words: Vocabulary, pieces: list[str]) -> bool:
    """Say whether what stands behind initials without full stops is a surname: `MT Rood`."""
    last = pieces[-1]
    listed = words.lexicon.last(last) or last.lower() in words.achternaam_woorden
    listed = listed or words.lexicon.rare(last)
    return last[1:].islower() and (listed or not words.lexicon.ordinary(last))


def downward(view: View) -> Iterator[list[Cell]]:
    """Yield the cells that begin at one place, line below line, as long as they follow closely."""
    columns: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in view.cells:
        columns[cell.page, round(cell.box.x0 / _ALIGNED)].append(cell)
    for column in columns.values():
        run: list[Cell] = []
        for cell in sorted(column, key=lambda c: c.box.y0):
            height = cell.box.y1 - cell.box.y0
            if run and cell.box.y0 - run[-1].box.y1 > _CLOSE * height:
                yield run
                run = []
            run.append(cell)
        if run:
            yield run
