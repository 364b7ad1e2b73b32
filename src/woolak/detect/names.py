# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names in running text, for public office holders, and for suspects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from woolak.detect import grammar, guards, messages, people, roles, structure
from woolak.detect.grammar import CAP, INITIALS, Name
from woolak.detect.guards import Spans
from woolak.detect.lexicon import fold
from woolak.detect.roles import Public
from woolak.detect.view import Hit, View
from woolak.detect.vocabulary import Vocabulary, of
from woolak.model import Kind, Role
from woolak.rulebook import Rulebook

_LEFT = r"(?<![\p{L}\p{M}\p{N}@_./\\-])"
_SEED = regex.compile(
    rf"{_LEFT}(?:(?P<ini>{INITIALS})|(?P<cap>{CAP}(?:-{CAP})*))(?![\p{{L}}\p{{N}}@])"
)
_BEGINS = regex.compile(r"(?m)(?:\A|[.!?:;>|•\t\n\"“‘(]|^\s*[-–*\d]+[.)]?)\s*$")
_BARE = regex.compile(
    r"(?<![\p{L}\p{N}.@])(?P<ini>\p{Lu}{1,3}) (?=(?:van|de|der|den|ter|ten|el|von)\b|\p{Lu}\p{Ll})"
)
_INSTITUTE = regex.compile(r"[ -](?:\p{Lu}|&)")
_LONG = 20000
"""A first name more frequent than this as a word is never one in running text."""
_FREQUENT = 3000
"""A first name more frequent than this as a word is none where a sentence begins."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules in this file look at: the text, what is decided about it already."""

    words: Vocabulary = field(repr=False)
    text: str = field(repr=False)
    things: Spans = field(repr=False)
    taken: Spans = field(repr=False)
    public: frozenset[str] = field(repr=False)
    staff: dict[str, list[Name]] = field(repr=False)


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the names in running text that structure did not give away, and who is public."""
    words, text = of(book), view.text
    reading = structure.read(view, book)
    offices = reading.offices
    others = [hit for hit in reading.hits if hit.kind is Kind.NAME]
    staff: dict[str, list[Name]] = {}
    for hit in others:
        name = grammar.parse(words.grammar, text[hit.start : hit.end])
        if name is not None and name.achternaam:
            staff.setdefault(_key(name), []).append(name)
    taken = [(p.start, p.end) for p in offices] + [(hit.start, hit.end) for hit in others]
    scene = _Scene(
        words,
        text,
        reading.things,
        guards.spans(taken),
        frozenset(_key(p.name) for p in offices) - staff.keys(),
        staff,
    )
    found = [_kept(p) for p in offices]
    found += _running(scene)
    return sorted((h for h in found if h.rule in words.rules), key=lambda h: (h.start, -h.end))


def _same(name: Name, other: Name) -> bool:
    """Say whether two names with one surname can be one: first names, or else initials, agree."""
    if name.voornamen and other.voornamen:
        return fold(name.voornamen[0]) == fold(other.voornamen[0])
    mine, theirs = (n.initialen or "".join(n.voornamen[:1]) for n in (name, other))
    return not (mine and theirs) or fold(mine[0]) == fold(theirs[0])


def _key(name: Name) -> str:
    last = name.achternaam or (name.voornamen[-1] if name.voornamen else "")
    return fold(last)


def _kept(public: Public) -> Hit:
    return Hit(
        public.start,
        public.end,
        Kind.NAME,
        0.95,
        public.rule,
        public.why,
        keep=True,
        role=public.role,
        functie=public.functie,
    )


def _running(scene: _Scene) -> Iterator[Hit]:
    """Go through the capitalised words from left to right; what makes a name is taken whole."""
    at = 0
    while (seed := _SEED.search(scene.text, at)) is not None:
        hit = None
        if not scene.taken.touch(*seed.span()):
            hit = _judged(scene, seed.start(), initials=seed["ini"] is not None)
        if hit is not None:
            yield hit
        at = max(hit.end if hit is not None else seed.end(), at + 1)


def _judged(scene: _Scene, start: int, *, initials: bool) -> Hit | None:
    words, text = scene.words, scene.text
    begin, titel = _titled(words, text, start)
    name = grammar.natural(words.grammar, text, begin, min(start + 120, len(text)))
    if name is None or name.end <= start:
        return None
    name = people.without_workplace(words, text, name)
    if scene.taken.touch(name.start, name.end):
        return None
    if scene.things.touch(name.start, name.end):
        return None
    if titel and not name.titel:
        name = None if name.start < start else name
    if name is None:
        return None
    return _verdict(scene, name, initials=initials)


def _titled(words: Vocabulary, text: str, start: int) -> tuple[int, bool]:
    """Return where the title (and the tussenvoegsel) before the word at `start` begins."""
    low = max(start - 40, 0)
    last = None
    for found in words.titel.finditer(text, low, start):
        between = text[found.end() : start].strip()
        if not between or fold(between) in words.tussenvoegsels or words.titel.match(between + " "):
            last = found if last is None else last
    return (last.start(), True) if last is not None else (_tussen(words, text, start), False)


def _tussen(words: Vocabulary, text: str, start: int) -> int:
    """Return where the tussenvoegsel directly before `start` begins, if it is one in capitals."""
    line = text[max(start - 14, 0) : start]
    found = regex.search(
        r"(?<![\p{L}'])((?:Van|De|Den|Der|Ter|Ten|El|In)(?: (?:'t|den|der|de|het))?) $", line
    )
    if found is None or fold(found[1]) not in words.tussenvoegsels:
        return start
    return start - len(found[0])


def _verdict(scene: _Scene, name: Name, *, initials: bool) -> Hit | None:  # noqa: PLR0911 - one a rule
    words, text = scene.words, scene.text
    if (kept := _public(scene, name)) is not None:
        return kept
    if name.titel and people.plausible(words, name):
        return _hit(scene, name, "namen.titel", 0.9, f"Naam na '{name.titel.lower()}'.")
    if initials and name.initialen and name.achternaam:
        return _initialled(scene, name)
    if (led := _led(scene, name)) is not None:
        return led
    order = grammar.outlook(words.grammar, text, name.start, name.start + 120)
    if order is not None and order.initialen and "." in order.initialen and words_ok(words, order):
        return _hit(scene, order, "namen.outlook", 0.85, "Achternaam, voorletters: een naam.")
    trimmed = _trimmed(scene, name)
    if trimmed is not None:
        return _full(scene, trimmed)
    return _alone(scene, name)


def words_ok(words: Vocabulary, name: Name) -> bool:
    """Say whether a surname before a comma can be one: no ordinary word alone."""
    last = name.achternaam.split()[-1]
    return words.lexicon.last(last) or not words.lexicon.common(last)


def _public(scene: _Scene, name: Name) -> Hit | None:
    """Return a keep for the full name of an office holder, or his surname with a title."""
    words, text = scene.words, scene.text
    if any(_same(name, other) for other in scene.staff.get(_key(name), ())):
        return None
    if (name.titel or name.initialen) and _in_office(scene, name):
        why = "Dezelfde ambtsdrager als elders in dit document met functie genoemd."
        made = Public(name.start, name.end, name, Role.ONBEKEND, "", "functies.ambtsdrager", why)
        return _kept(made)
    spoken = text[name.start : name.end].split(" ")
    for count in range(len(spoken), 1, -1):
        end = name.start + len(" ".join(spoken[:count]))
        part = grammar.natural(words.grammar, text, name.start, end)
        if part is not None and (found := roles.listed(words, text, part)) is not None:
            return _kept(found)
    return None


def _in_office(scene: _Scene, name: Name) -> bool:
    key = _key(name)
    return any(key in (holder, holder.split("-")[0]) for holder in scene.public)


def _initialled(scene: _Scene, name: Name) -> Hit | None:
    """Judge initials with a surname: `J.P. van Oort`; not `A. Inleiding` or `U.S. Army`."""
    words = scene.words
    last = name.achternaam
    known = words.lexicon.last(last) or bool(name.tussenvoegsel) or "-" in last
    single = name.initialen.count(".") == 1
    if fold(last) in words.geen_persoon or words.functie.match(last):
        return None
    if not known and words.lexicon.common(last):
        return None
    if single and _starts(scene.text, name.start) and words.lexicon.word(last) and not known:
        return None
    return _hit(scene, name, "namen.voorletters", 0.9, "Voorletters met een achternaam.")


def _led(scene: _Scene, name: Name) -> Hit | None:
    """Return a name directly behind a function that is not public: `collega Yara`."""
    words, text = scene.words, scene.text
    line = text[max(name.start - 45, 0) : name.start]
    found = None
    for found in words.functie.finditer(line):  # noqa: B007 - the last one counts
        pass
    if found is None or line[found.end() :] not in (" ", "\n"):
        return None
    if not people.plausible(words, name) or words.lexicon.place(_last(name)):
        return None
    if not any(_is_name(words, part) for part in (*name.voornamen, name.achternaam) if part):
        return None
    why = f"Naam na een functie: {found[0].lower()}."
    role = words.role_of(found[0])
    hit = _hit(scene, name, "namen.functie", 0.8, why)
    return Hit(hit.start, hit.end, hit.kind, hit.score, hit.rule, why, role=role, functie=found[0])


def _last(name: Name) -> str:
    return name.achternaam or (name.voornamen[-1] if name.voornamen else "")


def _is_name(words: Vocabulary, part: str) -> bool:
    if words.lexicon.first(part) and fold(part) not in words.geen_voornaam:
        return True
    return words.lexicon.last(part) or not words.lexicon.word(part)


def _trimmed(scene: _Scene, name: Name) -> Name | None:
    """Return the part of a run of capitalised words that is a full name with a known first name."""
    words, text = scene.words, scene.text
    if not name.voornamen or not name.achternaam:
        return None
    if not words.lexicon.first(name.voornamen[0]) or fold(name.voornamen[0]) in words.geen_voornaam:
        return None
    while name.achternaam and not name.tussenvoegsel and not _surname_like(words, name.achternaam):
        spoken = text[name.start : name.end]
        end = name.start + len(spoken[: -len(name.achternaam)].rstrip())
        shorter = grammar.natural(words.grammar, text, name.start, end)
        if shorter is None or shorter.end >= name.end:
            return None
        name = shorter
    return name if name.achternaam else None


def _surname_like(words: Vocabulary, word: str) -> bool:
    if fold(word) in words.geen_persoon or words.functie.fullmatch(word):
        return False
    if words.lexicon.last(word):
        return True
    return not words.lexicon.common(word) and not words.lexicon.place(word)


def _full(scene: _Scene, name: Name) -> Hit | None:
    words = scene.words
    first = name.voornamen[0]
    frequency = words.lexicon.woorden.get(first.lower(), 0)
    if frequency > _LONG or (frequency > _FREQUENT and _starts(scene.text, name.start)):
        return None
    if (
        name.tussenvoegsel
        and words.lexicon.common(_last(name))
        and not (words.lexicon.last(_last(name)))
    ):
        return None
    if name.tussenvoegsel and words.lexicon.place(_last(name)) and name.tussenvoegsel.islower():
        sure = words.lexicon.last(_last(name)) or "-" in name.achternaam
        return _hit(scene, name, "namen.volledig", 0.75 if sure else 0.5, _FULL)
    known = words.lexicon.last(_last(name))
    ordinary = (
        words.lexicon.common(first) and words.lexicon.common(_last(name)) and not name.tussenvoegsel
    )
    score = 0.55 if ordinary else (0.85 if known else 0.7)
    return _hit(scene, name, "namen.volledig", score, _FULL)


_FULL = "Voornaam met een achternaam."


def _alone(scene: _Scene, name: Name) -> Hit | None:  # noqa: PLR0911 - one a rule
    """Judge one or more capitalised words without other evidence: a first name, or a suspect."""
    words, text = scene.words, scene.text
    parts = [*name.voornamen, *([name.achternaam] if name.achternaam else [])]
    if _starts(text, name.start) or any(fold(p) in words.geen_persoon for p in parts):
        return None
    if name.tussenvoegsel and not name.voornamen:
        return _with_tussen(scene, name)
    if len(parts) == 1 and name.initialen and _is_first(scene, parts[0], name.end):
        return _hit(scene, name, "namen.volledig", 0.75, "Voornaam met een voorletter.")
    if len(parts) == 1 and _is_first(scene, parts[0], name.end):
        return _hit(scene, name, "namen.voornaam", 0.5, "Een voornaam, los in de tekst.")
    if len(parts) == 1 and words.lexicon.first(parts[0]) and _may_be_first(words, parts[0]):
        why = "Een gewoon woord dat ook een voornaam is, met een hoofdletter midden in een zin."
        return _hit(scene, name, "namen.vermoeden", 0.3, why)
    unknown = [p for p in parts if _unknown(words, p)]
    if len(parts) > 1 and len(unknown) == len(parts) and any(words.lexicon.last(p) for p in parts):
        return _hit(scene, name, "namen.volledig", 0.5, "Twee woorden die samen een naam lijken.")
    if unknown:
        why = "Woord met een hoofdletter dat in geen woordenlijst staat."
        return _hit(scene, name, "namen.vermoeden", 0.3, why)
    return None


def _with_tussen(scene: _Scene, name: Name) -> Hit | None:
    """Judge `Van der Berg` in mid-sentence: the capital says that it is a surname."""
    words = scene.words
    last = name.achternaam
    if name.tussenvoegsel.islower() or words.lexicon.place(last):
        return None
    sure = name.tussenvoegsel.count(" ") and not name.tussenvoegsel.endswith(" de")
    if not sure and words.lexicon.word(last) and not words.lexicon.last(last):
        return None
    return _hit(scene, name, "namen.achternaam", 0.5, "Een achternaam met tussenvoegsel.")


def _is_first(scene: _Scene, word: str, end: int) -> bool:
    words = scene.words
    if not words.lexicon.first(word) or fold(word) in words.geen_voornaam or len(word) < _SHORT:
        return False
    if words.lexicon.common(word) or words.lexicon.place(word) or word.isupper():
        return False
    return _INSTITUTE.match(scene.text, end) is None


def _may_be_first(words: Vocabulary, word: str) -> bool:
    return fold(word) not in words.geen_voornaam and not words.lexicon.place(word)


def _unknown(words: Vocabulary, part: str) -> bool:
    if len(part) < _SHORT or part.isupper() or regex.search(r"\p{Ll}\p{Lu}", part):
        return False
    pieces = [piece for piece in regex.split(r"[-'’]", part) if piece]
    return not (
        words.lexicon.place(part)
        or words.lexicon.word(part)
        or all(words.lexicon.word(piece) for piece in pieces)
    )


def _starts(text: str, at: int) -> bool:
    """Say whether a sentence, line or cell begins at `at`, where any word has a capital."""
    return _BEGINS.search(text[max(at - 12, 0) : at]) is not None


def _hit(scene: _Scene, name: Name, rule: str, score: float, why: str) -> Hit:
    role, functie = messages.beside(scene.words, scene.text, name.end)
    return Hit(name.start, name.end, Kind.NAME, score, rule, why, role=role, functie=functie)
