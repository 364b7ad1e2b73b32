# SPDX-License-Identifier: EUPL-1.2
"""Text in, spans out in which a name stands for a thing: a commission, a law, a street, a firm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from woolak.detect.matching import prescan
from woolak.detect.naming import predicates
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP
from woolak.detect.words.vocabulary import Vocabulary

_KEPT = 1 << 14
"""Of so many words each answer is kept."""
_TV = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|het|'t)\s+){0,3}"
_RUN = regex.compile(rf"(?<![\p{{L}}\p{{N}}@.]){CAP}(?:[ -](?:{_TV})?{CAP}(?!\.\p{{L}})){{0,4}}")
_AND = regex.compile(rf"{CAP}(?: {CAP})? & (?:{CAP}(?: {CAP})?|\p{{Lu}}\w*)")
_JOIN = regex.compile(r" & ")
_OTHER = regex.compile(rf" & (?P<name>{CAP})(?! \p{{Lu}})")
_FULL = regex.compile(
    rf" & (?P<name>{CAP}(?: \p{{Ll}}[\p{{Ll}}'’]{{0,4}}){{0,2}} {CAP})(?! \p{{Lu}})"
)
_NUMBER = regex.compile(r"[ ](?!0\d)\d{1,4}(?!\d)")
"""A house number, and not the beginning of a telephone: `Hoogerwerf 06 51...`."""
_AT = regex.compile(r"(?i)(?<![\p{L}])(?:aan|op|in|langs|bij|het|de)[ ](?:(?:de|het|den)[ ])?$")
_LOCATED = regex.compile(r"(?i)(?<![\p{L}])(?:at|on|in|near|along|of|\d+)[ ](?:the[ ])?$")
_THE = regex.compile(r"(?i)(?<!\p{L})(?:de|een|deze|die|onze|nieuwe|eigen|the)[ ]$")
_BY = regex.compile(r"(?:rapport|report|lezing)[ ](?:van|of|by)[ ]")
_LEGAL = regex.compile(r",?\s(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|Ltd|Inc|GmbH)(?![\p{L}])")

_ENDS = regex.compile(r"\p{L}{2},?\s(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|Ltd\.?|GmbH)$")
_LIVES = regex.compile(
    rf"(?:(?:Van|De|Den|Der|Ter|Ten) (?:de[nr]? )?)?(?P<who>{CAP}(?:-{CAP})?)"
    r" (?:van|uit)(?: de| het)? "
)
_SPOKEN_OF = regex.compile(rf"(?P<lead>{CAP}) (?P<who>{CAP}(?:-{CAP})?) (?:van|uit)(?: de| het)? ")
"""The first word of a sentence before who works somewhere: `Volgens Postma van Trip Advocaten`."""
_OWNS = regex.compile(
    rf"(?:{CAP} )?(?P<first>{CAP}) {_TV}{CAP}(?:-{CAP})? van(?: de| het)? (?={_TV}{CAP} {CAP})"
)
"""A first name and a surname, before the firm that somebody is of."""
_INITIAL = regex.compile(
    r"(?:\p{Lu}\.(?:[ ]?\(\p{L}[\p{L} -]+\))?"
    r"|(?i:heer|mevrouw|mevr\.|mw\.|dhr\.|familie|fam\.))[ ]?$"
)
_LEARNED = regex.compile(r"(?<!\p{L})(?:mr|drs?|ir|ing|prof|ds)\.\s$")
"""A title of learning, before who works somewhere: `mr. Hofstra van Trip Advocaten`."""
_CALLED = 26
"""Initials, or those with a first name in brackets, are no longer than this."""
_GIVEN = regex.compile(r"(?<![\p{L}.-])(?P<first>\p{Lu}[\p{L}'’]*\p{Ll}(?:-\p{Lu}\p{Ll}+)?)\)?[ ]$")
"""A word with a capital, or one in brackets behind initials, before a name."""
_MAILBOX = regex.compile(
    r"(?:\p{Lu}{2,}\p{Ll}{0,2}|\p{Lu}+\p{Ll}\p{Lu}\p{L}*)(?:-\p{Lu}{2,})*-\p{Lu}\p{Ll}{2,}"
)
"""A unit and what it is or where: `DGMo-Secretariaat`, `DL-DEU-Oost`."""
_ARTICLE = regex.compile(r"(?i)(?<!\p{L})(?:de|het|een|deze|dit)[ ]$")
_SYSTEM = regex.compile(r"(?i)\p{L}*(?:systeem|applicatie|software|database|platform):")
"""A label that only the name of a system can follow."""
_HONOUR = regex.compile(r"(?:Dr|Prof|Mr|Ds|St|Ir)\.[ ]$")
_THREE = 3
_SHORT = regex.compile(
    r"(?<![\p{L}-])(?P<what>(?P<first>\p{Lu}\p{Ll}{3,})(?:[ ]\p{L}[\p{L}-]*){1,8})"
    r"[ ]\((?P<short>\p{Lu}\p{Ll}{1,4})\)"
)
"""What a body is called, and its letters in brackets."""
_BRACKET = regex.compile(r" \(\p{Lu}\p{Ll}{1,4}\)")
_NAMED = 400
"""What a body is called has fewer characters."""
_EITHER = regex.compile(r"\p{L}{3}(?:ring|steeg)$")
"""The end of streets, and of surnames behind a first name."""
_STREET = regex.compile(r"(?:straat|laan|plein|weg)$")
_NOTED = regex.compile(
    r"(?P<by>\p{Ll}+\.?)[,;]?[ ](?P<titled>(?:\p{Ll}{1,4}\.[ ]){0,3})"
    r"(?:(?:\p{Lu}\p{Ll}?\.[ ]?){1,4}|(?P<given>\p{Lu}[\p{L}-]+)[ ])"
    r"(?:\p{Ll}[\p{Ll}'’]{0,4}[ ]){0,3}\p{Lu}[\p{L}\p{M}'’-]+$"
)
"""A word in small letters and somebody's whole name, of which the surname may end as streets do."""
_LEAD = 50
_POSTCODE = regex.compile(r",?\s+\d{4}[ ]?\p{Lu}{2}(?!\p{L})")
_INSIDE = regex.compile(r"[\p{Ll},;)(’'\d] $")
"""What stands before a word in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of text in order, to be asked whether something touches one of them."""

    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def touch(self, start: int, end: int) -> bool:
        """Say whether [start, end) shares a character with a span."""
        at = bisect_right(self.starts, end - 1) - 1
        return at >= 0 and self.ends[at] > start

    def cover(self, start: int, end: int) -> bool:
        """Say whether [start, end) lies within a span."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.ends[at] >= end


def spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    """Return the pairs as spans, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Spans(tuple(s for s, _ in merged), tuple(e for _, e in merged))


def things(words: Vocabulary, text: str) -> list[tuple[int, int]]:
    """Return the spans in which a name is that of a thing."""
    known = words.instellingen.finditer(text)
    found = [m.span() for m in known if not _somebody(words, text, m.start())]
    found += [m.span() for m in words.naamgever.finditer(text) if _is_naming(words, text, m)]
    found += [m.span() for m in words.zaaknaam.finditer(text) if _is_thing(words, text, m)]
    found += [m.span() for m in words.zaaknamen.finditer(text) if m[0][:1].islower()]
    found += predicates.things(words, text)
    letters = prescan.joined((m.start() for m in _BRACKET.finditer(text)), len(text), _NAMED)
    bodies = (m for place in letters for m in _SHORT.finditer(text, *place))
    found += [m.span("short") for m in bodies if _stands_for(words, m)]
    if "&" in text:
        joins = [m.start() for m in _JOIN.finditer(text)]
        near = prescan.joined(joins, len(text))
        pairs = (m for place in near for m in _AND.finditer(text, *place))
        found += [m.span() for m in pairs if not _both(words, m[0])]
    for run in _RUN.finditer(text):
        last = run[0].split()[-1]
        street = _street(words, last)
        street = street and not (_borne(words, run[0]) and not _situated(text, run.span()))
        street = street or _street_abroad(words, text, run)
        firm = _firm(words, text, run)
        thing = street or firm or _ends_in_thing(words, run[0], last)
        if (thing or _the_thing(words, text, run)) and not (
            _addressed(words, text, run) or noted(words, text, *run.span())
        ):
            found.append((_past_resident(words, text, run), run.end()))
    return found


def mailbox(spoken: str) -> bool:
    """Say whether these letters are a unit's and what follows is what it is or where."""
    return _MAILBOX.fullmatch(spoken) is not None


@lru_cache(maxsize=_KEPT)
def is_firm(words: Vocabulary, spoken: str) -> bool:
    """Say whether these words are an institution, or end as a firm does: `Uzin Utz B.V.`."""
    if words.instellingen.fullmatch(spoken) is not None or _ENDS.search(spoken) is not None:
        return True
    first, _, rest = spoken.partition(" ")
    last = rest.rpartition(" ")[2]
    if not last or "." in spoken or words.instelling.fullmatch(f" {last}") is None:
        return False
    if last == rest and words.given(first):  # `Fatima Hof`
        return False
    return words.lexicon.ordinary(last) and _ends_in_thing(
        words, spoken, last
    )  # `Anton Pieck Museum`


def _stands_for(words: Vocabulary, found: regex.Match[str]) -> bool:
    """Say whether letters in brackets are those of the words before: `Raad voor ... (Rob)`."""
    first = found["first"]
    if words.lexicon.first(first) or not words.lexicon.ordinary(first):
        return False
    letters = [word[0].lower() for word in found["what"].split()]
    wanted = found["short"].lower()
    at = 0
    for letter in letters:
        at += at < len(wanted) and letter == wanted[at]
    return at == len(wanted) and letters[0] == wanted[0]


def _borne(words: Vocabulary, run: str) -> bool:
    """Say whether the end of a street is that of a surname: `Jan Wermering`, not `Dreesring`."""
    first, _, last = run.rpartition(" ")
    if words.surname(last):
        return True
    given = words.lexicon.first(first) and not words.lexicon.common(last)
    return given and _EITHER.search(last) is not None


def _firm(words: Vocabulary, text: str, run: regex.Match[str]) -> bool:
    """Say whether what makes a firm or an institution follows: ` B.V.`, `-ziekenhuis`."""
    end = run.end()
    following = text[end : end + 1]
    if not (following.isspace() or following in ",-"):
        return False
    if beside(words, text, run[0], end):
        return False
    return bool(_LEGAL.match(text, end) or words.instelling.match(text, end))


def _is_thing(words: Vocabulary, text: str, named: regex.Match[str]) -> bool:
    """Say whether a word names a thing: `de app Iris`, and not `ik app Iris even`."""
    if ":" in named[0]:
        return _SYSTEM.match(named[0]) is not None
    kind, _, own = named[0].partition(" ")
    if words.lexicon.first(kind) and kind[0].isupper():  # `Storm Ciarán`, and not `Storm Bakker`
        return words.lexicon.first(own) and not words.lexicon.last(own)
    apped = named[0].startswith("app ")
    begins = text[max(named.start() - 2, 0) : named.start()] in (". ", "! ", "? ", "")
    return (named[0][:1].islower() or begins) and not (
        apped and _THE.search(text, max(named.start() - 12, 0), named.start()) is None
    )


def _somebody(words: Vocabulary, text: str, start: int) -> bool:
    """Say whether who shares a firm's name is somebody: `Anneliese Richter`, `J. van den Bosch`."""
    lead = text[max(start - 24, 0) : start]
    if _LEGAL.search(lead):  # `N.V. Heijmans`
        return False
    if _INITIAL.search(lead) or (text.startswith("den ", start) and lead.endswith("an ")):
        return True
    called = _GIVEN.search(lead)
    first = called["first"] if called is not None else ""
    return words.lexicon.first(first) and first.lower() not in words.geen_voornaam


def _addressed(words: Vocabulary, text: str, run: regex.Match[str]) -> bool:
    """Say whether somebody is addressed so: `de heer Park`, `mevrouw Van der Kerk`."""
    led = words.beside.addressed.search(text, max(run.start() - 9, 0), run.start())
    return led is not None and not _LEGAL.match(text, run.end())


def noted(words: Vocabulary, text: str, start: int, end: int) -> bool:
    """Say whether the figure behind a name is that of a note: `door drs. M. Lindelaan 4`.

    What stands before a name is before no street, or the note begins a line further on.
    """
    number, led = _NUMBER.match(text, end), _NOTED.search(text, max(start - _LEAD, 0), end)
    if number is None or led is None or _POSTCODE.match(text, number.end()):
        return False
    if led["given"] and not words.given(led["given"]):
        return False
    if not words.beside.before.isdisjoint((led["by"], *led["titled"].split())):
        return True
    if _AT.search(text, max(led.start() - 8, 0), led.end("by") + 1):
        return False
    note = rf"(?m)^{number[0].strip()}[ .)]+\p{{Lu}}"
    return regex.search(note, text, pos=number.end()) is not None


def _past_resident(words: Vocabulary, text: str, run: regex.Match[str]) -> int:
    """Return where a thing begins: behind who lives there, `H. Witteveen van de Lindelaan`.

    Or behind whose it is: `Sjors Bakkers van Bakkers Beheer`; or behind who works there:
    `Mevrouw Bos van Smit Transport`.
    """
    who, at, _ = run[0].partition(" van ")
    if at and " " in who and _titled(words, text, run):
        return run.start() + len(who) + len(at)
    owned = _OWNS.match(run[0])
    if owned is not None and words.given(owned["first"]):
        return run.start() + owned.end()
    lived = _LIVES.match(run[0])
    before = text, max(run.start() - _CALLED, 0), run.start()
    led = _INITIAL.search(*before) or _LEARNED.search(*before)
    told = lived and (led or _works_at(words, lived["who"]))
    spoken = _SPOKEN_OF.match(run[0])
    if spoken and fold(spoken["lead"]) in words.beside.before and _works_at(words, spoken["who"]):
        return run.start() + spoken.end()
    return run.start() + lived.end() if lived and told else run.start()


def _works_at(words: Vocabulary, who: str) -> bool:
    """Say whether a word before `van` is a surname only: `Hofstra van Trip Advocaten`."""
    borne = words.surname(who) or who.lower() in words.achternaam_woorden
    return borne and not (words.lexicon.first(who) or words.lexicon.place(who))


def _titled(words: Vocabulary, text: str, run: regex.Match[str]) -> bool:
    """Say whether a run begins with what somebody is called before his name: `Mevrouw`."""
    title = words.grammar.titel.match(text, run.start(), run.end())
    led = title is not None and title.end() > run.start()
    return led or words.functie.fullmatch(run[0].partition(" ")[0]) is not None


def _ends_in_thing(words: Vocabulary, run: str, last: str) -> bool:
    """Say whether the last word tells a thing (`Van Gogh Museum`) and is no surname (`Jan Hof`)."""
    if " " not in run or not _thing(words, last) or _works_there(words, run):
        return False
    surname = words.lexicon.last(last)
    listed = words.surname(last) or last.lower() in words.achternaam_woorden
    return not (surname or (listed and words.given(run.partition(" ")[0])))


def _works_there(words: Vocabulary, run: str) -> bool:
    """Say whether a first name stands before a unit that is a plain word: `Anna van Vastgoed`."""
    first, _, unit = run.partition(" van ")
    return words.given(first) and words.lexicon.ordinary(unit)


@lru_cache(maxsize=_KEPT)
def _thing(words: Vocabulary, last: str) -> bool:
    return words.instelling.match(" " + last) is not None or words.gebouw.search(last) is not None


@lru_cache(maxsize=_KEPT)
def _street(words: Vocabulary, last: str) -> bool:
    return words.straat.fullmatch(last) is not None and not _surname(words, last)


def _the_thing(words: Vocabulary, text: str, run: regex.Match[str]) -> bool:
    """Say whether an article makes a thing of a name, or a title: `het Dr. Poelshuis`."""
    last = run[0].split()[-1]
    if not _thing(words, last) or _LIVES.match(run[0]):
        return False
    led = _ARTICLE.search(text, max(run.start() - 8, 0), run.start()) is not None
    honour = _HONOUR.search(text, max(run.start() - 6, 0), run.start()) is not None
    named = run[0].split()
    if named[0] in ("De", "Het", "Een"):
        led, named = True, named[1:]
    return (led and len(named) >= _THREE) or (honour and not words.lexicon.last(last))


def _street_abroad(words: Vocabulary, text: str, run: regex.Match[str]) -> bool:
    """Say whether a name is that of an English street: `Shehu Shagari Way`, and no `Mary Close`."""
    *named, last = run[0].split()
    if not named or last not in words.straat_engels:
        return False
    located = _LOCATED.search(text, max(run.start() - 12, 0), run.start()) is not None
    return located or not (len(named) == 1 and words.lexicon.first(named[0]))


def _situated(text: str, span: tuple[int, int]) -> bool:
    """Say whether a place is told: `aan de Kappelhof`, `Kappelhof 12`."""
    start, end = span
    return bool(_NUMBER.match(text, end) or _AT.search(text, max(start - 12, 0), start))


def beside(words: Vocabulary, text: str, part: str, end: int) -> bool:
    """Say whether `&` and somebody else stand behind a word that ends at `end`."""
    if not text.startswith(" & ", end):
        return False
    full = _FULL.match(text, end)
    if full is not None and _in_full(words, full["name"]) and not _LEGAL.match(text, full.end()):
        return True
    other = _OTHER.match(text, end)
    return other is not None and _both(words, f"{part} & {other['name']}")


def _both(words: Vocabulary, pair: str) -> bool:
    """Say whether two first names stand around `&`: two people, no firm."""
    names = pair.split(" & ")
    if _in_full(words, names[-1]):
        return True
    strange = [name for name in names if not words.given(name)]
    plain = all(not words.lexicon.last(n) and not words.lexicon.ordinary(n) for n in strange)
    return len(strange) < len(names) and plain and " " not in "".join(names)


def _in_full(words: Vocabulary, spoken: str) -> bool:
    """Say whether a first name and a surname are all that is spoken: `Winston Kluivert`."""
    first, last = spoken.split(" ", maxsplit=1)[0], spoken.rsplit(" ", 1)[-1]
    strange = words.lexicon.last(last) or not words.lexicon.ordinary(last)
    strange = strange or words.lexicon.rare(last)
    thing = words.lexicon.place(last) or _thing(words, last)
    return first != last and words.given(first) and strange and not thing


def _is_naming(words: Vocabulary, text: str, found: regex.Match[str]) -> bool:
    """`commissie-Remkes` and `wet Mulder` name a thing; a capital counts in mid-sentence only."""
    head = regex.split(r"[- ]", found[0], maxsplit=1)[0]
    if _BY.match(found[0]):  # `het rapport van Visser` tells who wrote it
        return False
    if head.islower() or "-" in found[0][: len(head) + 1]:
        return True
    inside = _INSIDE.search(text, max(found.start() - 2, 0), found.start()) is not None
    return (inside or fold(head) not in words.beside.headings) and not words.lexicon.first(head)


def _surname(words: Vocabulary, word: str) -> bool:
    return words.lexicon.last(word) and not _STREET.search(word)
