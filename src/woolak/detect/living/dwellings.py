# SPDX-License-Identifier: EUPL-1.2
"""The hits on a view go in; the same come out, and the street addresses of people with all parts.

The nearest word decides: one that says somebody lives there or gets something there, a person's
name, or a word for an organisation or a public place. With a postcode, and without any such word,
an address is a home.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from woolak.detect.living import address_runs, at_home, residents, streets
from woolak.detect.living.residents import Said
from woolak.detect.living.streets import Address
from woolak.detect.text import spans
from woolak.detect.text.spans import Spans
from woolak.detect.text.view import Hit
from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import of
from woolak.model import SUSPECT, Kind, Role
from woolak.rulebook import Rulebook

_HOME, _FIRM, _CODE = "contact.woonadres", "contact.adres_organisatie", "contact.postcode"
_BOX, _PRIVATE_BOX = "contact.postbus", "contact.postbus_prive"
_SMALL, _COLUMN = "contact.adres_klein", "contact.adreskolom"
_LIVES = "Straat en huisnummer van wie daar woont."
_PASSAGE = 110
"""What is said of an address stands within so many characters before it."""
_NEAR, _CLOSE, _BEHIND, _SHORT, _TOWN = 30, 15, 45, 70, 50
_PAIR = 2
"""An organisation is named in so many lines above its address at most."""
_STOP = regex.compile(
    r"(?<!(?<!\p{L})\p{L}{1,4}|\d)[.!?][”’\")]?[ \n]+(?=[’'\"“]?\p{Lu})|\n\n|;"
    r"|(?<=(?<!\p{L})\p{Ll}{3,4})"
    r"(?<!(?:dhr|mevr|fam|prof|drs|ing|tel|nrs|str|burg|gem|afd|wed|gebr|geb|art))"
    r"[.!?][ \n]+(?=\p{Lu}\p{Ll}+ \p{Ll})"
)
_ENDED = (".", "!", "?")
_AFTER_NAME = regex.compile(
    r"[ ]?(?:\n|\t|[,(;|:/*•·–—-]{1,2}[ \n\t]?"
    r"(?:(?:\p{L}+[ ])?won(?:end|ende|achtig)[ ](?:aan|op|in|te)[ ](?:de[ ]|het[ ])?)?)"
)
"""What may stand between somebody's name and where he lives."""
_WORD = 4
_LED = regex.compile(r"(?<!\p{L})(?:aan|op|naar)[ ](?:(?:de|het)[ ])?\Z")
"""What leads to a street."""
_DAY = regex.compile(r"[ ]\d{1,2}[-/]\d{1,2}")
"""A day and a month: `KvO 12/3`."""
_ITEM = regex.compile(r"[ ]?(?:[-•·*o–\uf0b7]|\d{1,2}[.)])[ \t]")
_COLON = regex.compile(
    r"[ ]?[:–-][ \t](?:(?i:fam(?:ilie|\.)|mevrouw|mevr\.|mw\.|dhr\.|de heer)[ ])*"
)
_NUMBERED = regex.compile(
    rf"""(?P<said>[ ]?(?:en|,|/|met|\+)?[ \t\n]?(?:(?:met[ ])?(?:mijn[ ])?
        (?:huis-?nummer|huisnr\.?|nummer|nr\.?)[ ]?(?:is[ ]|:[ \t]?)?)|[ -])
    (?P<number>\d{{1,5}}(?!\d){streets.ADDED}{{0,2}})(?![\w-]|[.,:]\d)""",
    regex.X,
)
_BETWEEN = regex.compile(
    r",?(?:[ ]\(\d{4}[ ]?\p{Lu}{2}\))?,?[ ](?:(?:aan|op|in)[ ](?:de[ ]|het[ ])?)?"
)
"""What stands between a town and a street: `te Almelo, aan de Bornsestraat 3`."""
_BROKEN = regex.compile(
    r"(?r)(?<!\p{L})(?:aan|op|van|naar|in|bij|te|to|at|from)[ ](?:de[ ]|het[ ])?"
    r"(?P<street>(?:(?:\p{Lu}[\p{L}.'’-]*|van|de|der|den|het)[ ]){0,3}\p{Lu}[\p{L}.'’-]*"
    r"(?:[ ](?:van|de|der|den|het)){0,2})\n\Z"
)
"""The first words of a street at the end of the line above: `aan de Jan` / `Steenlaan 25`."""
_INITIAL = regex.compile(r"(?<![\p{L}'’-])['’]?\p{L}")


def settle(hits: Iterable[Hit], text: str, book: Rulebook) -> list[Hit]:
    """Return the hits, and those of homes; an address that is public is so to its end."""
    words = of(book)
    every = [h for h in hits if not address_runs.of_note(words, text, h)]
    every = [address_runs.in_column(hit, text) for hit in every]
    said = residents.said(book)
    every_street = streets.find(said.known, text)
    found = [one for one in every_street if not address_runs.noted(words, text, one)]
    over = spans.in_order((h for h in every if h.kind is Kind.ADDRESS), _place)
    kept = spans.in_order((h for h in every if h.keep), _place)
    names = _names({h.end: h.start for h in every if _person(h, kept)})
    hosts = {
        one.street for one in found if at_home.told(said, text, one, names.spans, _over(over, one))
    }
    every = at_home.freed(every, (one for one in found if one.street in hosts))
    verdicts = [one.street in hosts or _verdict(said, text, one, over, names) for one in found]
    both = list(zip(found, address_runs.continued(text, found, verdicts), strict=True))
    homes = {one.key for one, home in both if home}
    lines = {text.rfind("\n", 0, one.named) for one, home in both if home is False}
    others: list[Address] = []
    for one, home in both:
        line = text.rfind("\n", 0, one.named)
        told = one.place is not None and "\t" in text[line + 1 : one.named]
        there = (one.sure and line in lines) or told
        if home or (
            home is None and (one.key in homes or (there and residents.travels(said, text)))
        ):
            every += _home(said, text, one)
            continue
        others.append(one)
        if home is False:
            every += _public(text, one, over)
    every = _without_places(said, text, every, others)
    return [*every, *_codes(said, text, every), *_boxes(said, text, every, names)]


def _without_places(said: Said, text: str, hits: list[Hit], others: Sequence[Address]) -> list[Hit]:
    """Return the hits without the names of people that are those of streets and towns."""
    ends = {one.named: one.street[0] for one in others if one.sure}
    ends |= {one.place[1]: one.place[0] for one in others if one.place is not None}

    def of_place(hit: Hit) -> bool:
        spoken = text[hit.start : hit.end]
        town = len(spoken.split()) > _PAIR and said.known.lexicon.place(spoken)
        return town or ends.get(hit.end, hit.start + 1) <= hit.start

    return [h for h in hits if h.kind is not Kind.NAME or h.keep or not of_place(h)]


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


@dataclass(frozen=True, slots=True)
class _Names:
    """Where the names of people begin, by where they end; and those over a stretch of the text."""

    begins: Mapping[int, int] = field(repr=False)
    spans: Spans[tuple[int, int]] = field(repr=False)


def _names(begins: Mapping[int, int]) -> _Names:
    return _Names(begins, spans.in_order(begins.items(), lambda item: (item[1], item[0])))


def _person(hit: Hit, kept: Spans[Hit]) -> bool:
    """Say whether a hit is somebody's name, and not of an institution that is called so."""
    if hit.kind is not Kind.NAME or hit.keep or hit.score < SUSPECT:
        return False
    over = kept.over(hit.start, hit.start + 1)
    return not any(hit.end <= one.end and one.score >= hit.score for one in over)


def _over(hits: Spans[Hit], one: Address) -> list[Hit]:
    """Return the hits that share a character with a part of an address, in the text's order.

    Between the parts may stand the address of somebody else, in the column beside it.
    """
    every = hits.over(one.parts[0][0], one.parts[-1][1])
    return [h for h in every if any(h.start < end and begin < h.end for begin, end in one.parts)][
        ::-1
    ]


def _verdict(said: Said, text: str, one: Address, told: Spans[Hit], names: _Names) -> bool | None:
    """Say whether somebody lives at an address; None when nothing tells."""
    over = _over(told, one)
    if any(h.keep or h.rule == _COLUMN for h in over):
        return not any(h.keep for h in over)
    start, end = one.parts[0][0], one.parts[-1][1]
    passages = _said_of(text, start)
    home, public = (_last(which, text, passages, names) for which in (said.home, said.public))
    name = _named(text, start, one.named, names)
    who = names.begins.get(name, name)
    if name >= 0 and not _per(said, text, who) and _at_work(said, text, (who, name), start):
        name, public = -1, max(public, 0)
    if name < home and 0 <= public < home and _moved(said, text, (public, home, start)):
        return False
    best = max(home, name)
    if best >= 0 and best >= public:
        return True if one.sure or _plain(said, text, one, best, named=name >= home) else None
    if public >= 0 or (
        _below_firm(said, text, start) and not (one.sure and _lives_behind(said, text, end, _CLOSE))
    ):
        return False
    if (one.sure and one.place) or one.code or any(h.score >= SUSPECT for h in over):
        return True
    lives = _lives_behind(said, text, end, _BEHIND if one.sure else _CLOSE)
    return True if lives or _tells_who(text, one, names) else None


def _tells_who(text: str, one: Address, names: _Names) -> bool:
    """Say whether an item of a list is an address, a colon and somebody's name."""
    start, end = one.parts[0][0], one.parts[-1][1]
    item = _ITEM.fullmatch(text, text.rfind("\n", 0, start) + 1, start) or text[:start][-1:] == "\n"
    who = _COLON.match(text, end) if item else None
    return who is not None and any(names.spans.over(who.end(), who.end() + 1))


def _lives_behind(said: Said, text: str, end: int, reach: int) -> bool:
    """Say whether the words behind an address, in its sentence, say that somebody lives there."""
    behind = text[end : end + reach]
    stop = _STOP.search(behind)
    return said.home_behind.search(behind[: stop.start()] if stop else behind) is not None


def _moved(said: Said, text: str, marks: tuple[int, int, int]) -> bool:
    """Say whether a sentence about an organisation says that it moves, and names nobody.

    `marks`: where the words for the organisation and the moving end, and the address begins.
    """
    low, home, start = marks
    word = text[:home].rsplit(maxsplit=1)[-1]
    moves = said.moves.fullmatch(word) is not None
    return moves and said.somebody.search(text, low, start) is None


def _said_of(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Return the spans in which stands what is said of an address: its sentence, the cell above."""
    line = text.rfind("\n", 0, start) + 1
    if _ITEM.fullmatch(text, line, start):
        low = _heading(text, line)
        return ((low, start),)
    low = max(start - _PASSAGE, line)
    low = max([low, *(stop.end() for stop in _STOP.finditer(text, low, start))])
    above = address_runs.above(text, start)
    if text[text.rfind("\t", line, start) + 1 or line : start].strip() or not above:
        return ((low, start),)
    first, last = above[0]
    if text[first:last].rstrip().endswith(_ENDED):
        return ((low, start),)
    first = max([first, last - _PASSAGE, *(s.end() for s in _STOP.finditer(text, first, last))])
    return ((low, start), (first, last))


def _heading(text: str, line: int) -> int:
    """Return where the line begins that a list is under: the last that ends with a colon."""
    block = text.rfind("\n\n", 0, max(line - 2, 0)) + 1
    colon = text.rfind(":\n", block, line)
    return max(text.rfind("\n", 0, colon) + 1, colon - _PASSAGE) if colon >= 0 else line


def _last(
    pattern: regex.Pattern[str], text: str, passages: Iterable[tuple[int, int]], names: _Names
) -> int:
    """Return where the last of some words ends, outside names of all sorts; -1 for none."""
    last = -1
    for low, high in passages:
        inside = [(begin, end) for end, begin in names.spans.over(low, high)]
        for found in pattern.finditer(text, low, high):
            at = found.start()
            titled = found[0].istitle() and at > 1 and bool(text[found.end() : high].strip())
            titled = titled and text[at - 1] == " " and text[at - 2].isalpha()
            if not titled and not any(begin <= at < end for begin, end in inside):
                last = max(last, found.end())
    return last


def _named(text: str, start: int, street: int, names: _Names) -> int:
    """Return where the name ends that stands directly before an address; -1 for none.

    It may seem to go on into the street, which ends at `street`: `Fam. Bos Zilverschoon 8`.
    """
    over = [end for end, begin in names.spans.over(start, start + 1) if begin < start - 1]
    over = [end for end in over if end <= street]
    if over:
        return max(over)
    above = address_runs.above(text, start)
    if text[start - 1 : start] in {"\n", "\t"} and above:
        begin, end = above[0]
        stop = next((stop for stop in range(end, begin, -1) if stop in names.begins), -1)
        if stop > 0 and not text[stop:end].strip(" ,.)"):
            return stop
    for end in range(start, max(start - _NEAR, -1), -1):
        if end in names.begins and _AFTER_NAME.fullmatch(text, end, start):
            return end if address_runs.one_column(text, end, start) else -1
    return -1


def _at_work(said: Said, text: str, name: tuple[int, int], start: int) -> bool:
    """Say whether the name before an address is that of an organisation, or of who works there."""
    line = text.rfind("\n", 0, name[0]) + 1
    if "\n" in text[name[1] : start]:  # of the cells of a line only that of the name is over it
        line = max(line, text.rfind("\t", 0, name[0]) + 1)
        passages = [(line, name[1]), *address_runs.above(text, name[0])[:1]]
    else:
        passages = [(line, name[1])]
    return any(
        said.at_work.fullmatch(text, found.end(), high) is not None
        for low, high in passages
        for pattern in (said.firm, said.public)
        for found in pattern.finditer(text, low, high)
    )


def _per(said: Said, text: str, name: int) -> bool:
    """Say whether a name is of somebody at whose home something gets its mail: `p/a mw. Bos`."""
    line = max(text.rfind(sign, 0, name) for sign in "\n\t") + 1
    return said.per.search(text, line, name) is not None


def _plain(said: Said, text: str, one: Address, best: int, *, named: bool) -> bool:
    """Say whether a capital and a number that may be anything are an address here."""
    if one.place is not None:
        return True
    start, end = one.street
    word = text[start : one.named].rsplit(maxsplit=1)[-1]
    if len(word) < _WORD or _DAY.fullmatch(text, one.named, end):
        return False
    listed = _ITEM.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
    common = said.known.lexicon.common(word)
    led = _LED.search(text, max(start - _CLOSE, 0), start) is not None and not common
    near = listed or start - best < (_PASSAGE if led else _NEAR)
    known = fold(text[start : one.named]) in said.known.lexicon.straten
    return near and (known or not (named and common))


def _below_firm(said: Said, text: str, start: int) -> bool:
    """Say whether a short line above an address names an organisation, or its own line does."""
    line = text.rfind("\n", 0, start) + 1
    if said.firm.search(text, line, start) is not None and start - line < _SHORT:
        return True
    if _ITEM.match(text, line, start) is not None:
        return False
    above = [text[slice(*span)] for span in address_runs.above(text, start)]
    short = [cell for cell in above if len(cell) < _SHORT and not cell.endswith((*_ENDED, ","))]
    if any(said.firm.search(cell) or said.label.search(cell) for cell in short):
        return True
    return bool(short) and short[0] is above[0] and said.public.search(short[0]) is not None


def _home(said: Said, text: str, one: Address) -> Iterator[Hit]:
    """Yield the parts of an address; those with nothing but signs between them as one."""
    parts = [list(one.parts[0])]
    for start, end in one.parts[1:]:
        between = text[parts[-1][1] : start]
        if any(c.isalnum() for c in between) or "\t" in between:
            parts.append([start, end])
        else:
            parts[-1][1] = end
    yield from (_hit(start, end, _LIVES) for start, end in parts)
    first = one.street[0]
    above = _BROKEN.search(text, max(first - _TOWN, 0), first)
    if above is not None and "\t" not in text[text.rfind("\n", 0, above.start()) + 1 : first]:
        yield _hit(above.start("street"), above.end("street"), _LIVES)
    low = max(first - _TOWN, text.rfind("\n", 0, first) + 1, text.rfind("\t", 0, first) + 1)
    for begin in _INITIAL.finditer(text, low, first):
        stop = streets.listed_town(said.known, text, begin.start())
        if stop is not None and stop < first and _BETWEEN.fullmatch(text, stop, first):
            yield _hit(begin.start(), stop, _LIVES)
            return


def _hit(start: int, end: int, why: str) -> Hit:
    return Hit(start, end, Kind.ADDRESS, 0.8, _HOME, why, role=Role.BURGER)


def _public(text: str, one: Address, told: Spans[Hit]) -> Iterator[Hit]:
    """Yield the parts of an address that is public; what lies between them is so too."""
    kept = [h for h in _over(told, one) if h.keep]
    why = "Het adres is van een organisatie of een openbare plek."
    best = max(kept, key=lambda h: h.score, default=None)
    rule, score = (best.rule, best.score) if best is not None else (_FIRM, 0.92)
    begin = min([one.street[0], *(h.start for h in _over(told, one))])
    for start, end in address_runs.stretches(text, one, begin):
        yield Hit(start, end, Kind.ADDRESS, score, rule, why, keep=True)


def _boxes(said: Said, text: str, hits: Sequence[Hit], names: _Names) -> Iterator[Hit]:
    """Yield the postbox below a line that is somebody's name, and no organisation's above it."""
    for hit in hits:
        above = address_runs.above(text, hit.start) if hit.rule == _BOX else []
        end = above[0][1] if above else -1
        begin = names.begins.get(end, -1)
        if begin < 0 or " " not in text[above[0][0] : end] or "v." in text[above[0][0] : begin]:
            continue
        if not any(said.firm.search(text, *span) for span in above):
            why = "Postbus onder de naam van een persoon."
            yield Hit(hit.start, hit.end, Kind.ADDRESS, 0.975, _PRIVATE_BOX, why, role=Role.BURGER)


def _codes(said: Said, text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the place, or the house number, behind a postcode that stands by itself."""
    kept = spans.in_order((h for h in hits if h.keep), _place)
    for hit in hits:
        if hit.rule not in (_CODE, _SMALL) or hit.score < SUSPECT:
            continue
        if any(kept.over(hit.start, hit.end)):
            continue
        where = streets.place(said.known, text, hit.end)
        coded = where is None and hit.rule == _CODE
        number = _NUMBERED.match(text, hit.end) if coded else None
        if where is not None:
            yield _hit(*where, "Plaats bij de postcode van een woning.")
        elif number is not None and (number["said"].strip(" -") or hit.score > SUSPECT + 0.1):
            yield _hit(*number.span("number"), "Huisnummer bij de postcode van een woning.")
