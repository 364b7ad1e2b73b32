# SPDX-License-Identifier: EUPL-1.2
"""A view in, hits out for names in running text, for public office holders, and for suspects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from woolak.detect.naming import (
    duties,
    evidence,
    guards,
    informal,
    initials,
    ordered,
    people,
    pieces,
    stopless,
    without,
    workplaces,
)
from woolak.detect.naming.guards import Spans
from woolak.detect.office import capacities, listed
from woolak.detect.office.roles import Public
from woolak.detect.placing import codes, columns, companions, structure
from woolak.detect.running import articles, bearers, joined, kin, lacking, turned, weigh
from woolak.detect.running.bearers import Bearers
from woolak.detect.text.view import Hit, View
from woolak.detect.words import grammar, serving
from woolak.detect.words.grammar import Name
from woolak.detect.words.lexicon import fold
from woolak.detect.words.shapes import CAP, INITIALS
from woolak.detect.words.vocabulary import Vocabulary, of
from woolak.model import SUSPECT, Kind, Role
from woolak.rulebook import Rulebook

_LEFT = r"(?<![\p{L}\p{M}\p{N}@_./\\&-])"
_WORDS = rf"(?:(?P<ini>{INITIALS})|(?P<cap>{CAP}(?:-{CAP})*))(?![\p{{L}}\p{{N}}@])"
_SEED = regex.compile(_LEFT + _WORDS)
_BEHIND = regex.compile(rf"{_WORDS}(?!/)")
_ARTICLES = (
    r"(?:['’]t|(?:Van|De|Den|Der|Ter|Ten|Te|El|In|Op|Uit|Aan|Bij|Over|Onder|Tot|Von|Zu|Di|Du|Le|La)"
    r"(?: (?:['’]t|den|der|de|het|ten|ter|la))?)"
)
_OWN = "'t ", "’t "  # needs no capital
_TUSSEN = regex.compile(rf"(?<![\p{{L}}'])({_ARTICLES}) $")
_JOINED = regex.compile(
    r"(?:,? (?:en|and|of|&)[ \n]|/| / |, (?=(?:\p{Lu}{1,4} (?:\p{Ll}{2,3} ){0,2})?\p{Lu}[\p{L}-]+"
    r"(?:[,.;\n]| \p{Lu}{1,3}[,.;\n]| en | and |$)))"
)
_SHOUTED = regex.compile(r"[\p{Lu}-]{3,}(?: [\p{Lu}-]{2,}){1,2}(?= [\p{Lu}-]{2,})")
"""The first words of a line in capitals, which may be a name."""
_GLUE = 6
"""What joins two names is no longer than this."""
_POSTCODE = regex.compile(r"(?<!\d)\d{4}[ \u00a0]$")
"""Before the letters of a postcode: `1012 MR Amsterdam`."""
_TITLED = 12
"""A title stands at most so many characters before a name: a tussenvoegsel fits between."""
_I = regex.compile(r"\n\n(?=.)|,\s+I[ ]\p{Ll}\Z")
"""What is no name in one: a paragraph ends in it, or somebody begins to tell: `Dear Jo, I am`."""
_GOES_ON = ",\n\t"
"""Behind one of these, or at the end of a text, a surname may have its letters: `Jansen, A.`."""
_LEGAL = regex.compile(r"(?<=\p{Ll}[ ]|[\n(])\p{Lu}[\p{L}&-]{2,}[ ]$")
"""The own word of a firm, before what it is in law: `van Zynex B.V. Daarna`."""
_MORE = (columns.find, companions.find, companions.dialled, codes.margins, joined.find,
         kin.find, lacking.find)  # fmt: skip
_AHEAD = 120
"""A name is no longer than so many characters."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules in this file look at: the text, what is decided about it already."""

    words: Vocabulary = field(repr=False)
    text: str = field(repr=False)
    things: Spans = field(repr=False)
    taken: Spans = field(repr=False)
    known: Bearers = field(repr=False)
    titles: tuple[tuple[int, ...], tuple[int, ...]] = field(repr=False)
    functions: dict[int, str] = field(repr=False)

    def free(self, start: int, end: int) -> bool:
        """Say whether nothing is decided yet about [start, end)."""
        return not (self.taken.touch(start, end) or self.things.touch(start, end))

    def free_in_list(self, start: int, end: int) -> bool:
        """Say the same of who stands in a list, where a whole name is no thing."""
        thing = not companions.named(self.words, self.text[start:end])
        return not (self.taken.touch(start, end) or (thing and self.things.touch(start, end)))


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the names in running text that structure did not give away, and who is public."""
    words = of(book)
    reading = structure.read(view, book)
    text = reading.calm
    offices, others = reading.offices, [hit for hit in reading.hits if hit.kind is Kind.NAME]
    taken = guards.spans(
        [(p.start, p.end) for p in offices] + [(hit.start, hit.end) for hit in others]
    )
    scene = _Scene(
        words,
        text,
        reading.things,
        taken,
        bearers.of(words, text, reading, taken),
        _titles(words, text),
        {m.end(): m[0] for m in words.functie.finditer(text)},
    )
    found = [_kept(p) for p in offices]
    found += _running(scene)
    acting = capacities.acting(words, text, scene.functions)
    found += [hit for hit in acting if scene.free(hit.start, hit.end)]
    small = (hit for hit in informal.find(words, text) if scene.free(hit.start, hit.end))
    found += [_public_or(words, text, hit) for hit in small]
    found += list(turned.find(words, text, [*found, *others]))
    for find_more in _MORE:
        more = find_more(words, view, [*others, *(hit for hit in found if not hit.keep)])
        found += [hit for hit in more if scene.free_in_list(hit.start, hit.end)]
    return sorted((h for h in found if h.rule in words.rules), key=lambda h: (h.start, -h.end))


def _public_or(words: Vocabulary, text: str, hit: Hit) -> Hit:
    """Return the hit for a name without a capital; a keep when it is an office holder's."""
    public = listed.in_small(words, text, hit.start, hit.end)
    return hit if public is None else _kept(public)


def _titles(words: Vocabulary, text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the starts and the ends of the titles in the text, in order."""
    spans = [found.span() for found in words.titel.finditer(text)]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


def _dull(scene: _Scene, seed: regex.Match[str]) -> bool:
    """Say whether a word with a capital is an ordinary one that nothing makes a name."""
    word, end = seed[0], seed.end()
    if len(word) == 2 and _POSTCODE.search(scene.text, max(seed.start() - 6, 0), seed.start()):  # noqa: PLR2004
        return True
    if seed["cap"] is None:
        return False
    thing = scene.things.touch(seed.start(), end) or _is_function(scene, seed)
    if thing or duties.field(scene.words, scene.text, seed.start()):
        return True
    after = scene.text[end : end + 2]
    if after[1:].isupper() or after[:1] in ",/&" or stopless.begun(scene.text, word, end):
        return False
    if not pieces.everyday(scene.words, word):
        return False
    _, ends = scene.titles
    at = bisect_right(ends, seed.start()) - 1
    return at < 0 or seed.start() - ends[at] > _TITLED


def _is_function(scene: _Scene, seed: regex.Match[str]) -> bool:
    """Say whether a word is a function, or ends one: `A-G Wattel`, `Nationale Ombudsman`."""
    functie, word = scene.functions.get(seed.end(), ""), seed[0]
    letters = word.isupper() and "-" in word and functie == word
    return letters or (word[1:].islower() and functie.endswith(f" {word}"))


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
    known = -_AHEAD
    while (seed := _next_seed(scene.text, at, known)) is not None:
        hit = None
        if not scene.taken.touch(*seed.span()) and not _dull(scene, seed):
            joined = seed.start() - known <= _GLUE and (
                _JOINED.fullmatch(scene.text, known, seed.start()) is not None
            )
            hit = _judged(scene, seed, joined=joined)
        if hit is not None:
            yield hit
            known = hit.end if not hit.keep and hit.score >= SUSPECT else known
        at = max(hit.end if hit is not None else seed.end(), at + 1)


def _next_seed(text: str, at: int, known: int) -> regex.Match[str] | None:
    """Return where the next name may begin: behind somebody and a slash too, `Bos/Soekhlal`."""
    slashed = at == known and text.startswith("/", at)
    return (_BEHIND.match(text, at + 1) if slashed else None) or _SEED.search(text, at)


def _judged(scene: _Scene, seed: regex.Match[str], *, joined: bool) -> Hit | None:
    titled = _titled(scene, seed.start())
    if seed["cap"] is not None and titled[0] == seed.start():
        name = grammar.single(scene.words.grammar, scene.text, *seed.span())
        if name is not None:
            if scene.things.touch(name.start, name.end):
                return None
            if scene.text[name.end : name.end + 1] in _GOES_ON:
                return _verdict(scene, name, lettered=False, joined=joined)
            return _alone(scene, name, joined=joined)
    return _in_full(scene, seed, titled, joined=joined)


def _alone(scene: _Scene, name: Name, *, joined: bool) -> Hit | None:
    """Judge one word behind which stand no letters of a name, and no comma."""
    words, text = scene.words, scene.text
    if (public := bearers.public(words, text, scene.known, name)) is not None:
        return _kept(public)
    return _led(scene, name) or weigh.verdict(words, text, name, joined=joined)


def _in_full(
    scene: _Scene, seed: regex.Match[str], titled: tuple[int, bool], *, joined: bool
) -> Hit | None:
    """Judge what may be a name of more than one word."""
    words, text, start = scene.words, scene.text, seed.start()
    begin, titel = titled
    name = grammar.natural(words.grammar, text, begin, min(start + _AHEAD, len(text)))
    if name is None and (shout := _SHOUTED.match(text, start)) is not None:
        name = grammar.natural(words.grammar, text, start, shout.end())
    if name is None and titel:
        return _by_letters(scene, seed)
    if name is None or name.end <= start or initials.against(words, name):
        return None
    name = workplaces.left_out(words, text, without.lead(words, text, name))
    name = pieces.without_label(words, text, name)
    name = workplaces.without_unit(words, text, name) or name
    if scene.taken.touch(name.start, name.end):
        return None
    if scene.things.touch(name.start, name.end):
        name = _without_thing(scene, name)
    if name is None or (titel and not name.titel and name.start < start):
        return None
    return _verdict(scene, name, lettered=seed["ini"] is not None, joined=joined)


def _by_letters(scene: _Scene, seed: regex.Match[str]) -> Hit | None:
    """Return somebody behind a title of whom only letters are given: `de heer B.`."""
    end = seed.start() + len(seed[0].rstrip(" -"))
    if seed["ini"] is None or scene.text[end : end + 2].strip()[:1].isupper():
        return None
    why = "Een letter na een aanspreekvorm."
    return Hit(seed.start(), end, Kind.NAME, 0.7, "namen.titel", why)


def _without_thing(scene: _Scene, name: Name) -> Name | None:
    """Return a name without the institution behind it: `Kuipers van Verstegen Accountants`."""
    if not (name.tussenvoegsel[:1].islower() and (name.voornamen or name.initialen)):
        return None  # `van De Lakenhal` is led by a small letter as well
    shorter = workplaces.given_alone(scene.words, scene.text, name)
    return shorter if shorter and not scene.things.touch(shorter.start, shorter.end) else None


def _titled(scene: _Scene, start: int) -> tuple[int, bool]:
    """Return where the title (and the tussenvoegsel) before the word at `start` begins."""
    words, text = scene.words, scene.text
    starts, ends = scene.titles
    at, begin = bisect_right(ends, start) - 1, -1
    reached = start
    while at >= 0 and reached - ends[at] <= _TITLED:
        between = fold(text[ends[at] : reached].strip())
        if between and (begin >= 0 or between not in words.tussenvoegsels):
            break
        begin = reached = starts[at]
        at -= 1
    return (begin, True) if begin >= 0 else (_tussen(words, text, start), False)


def _tussen(words: Vocabulary, text: str, start: int) -> int:
    """Return where the tussenvoegsel directly before `start` begins, if it is one in capitals."""
    before = text[max(start - 14, 0) : start]
    if not before.endswith(" ") or (before.islower() and not before.endswith(_OWN)):
        return start
    found = _TUSSEN.search(before)
    if found is None or fold(found[1]) not in words.tussenvoegsels:
        return start
    return start - len(found[0])


def _verdict(scene: _Scene, name: Name, *, lettered: bool, joined: bool) -> Hit | None:
    words, text = scene.words, scene.text
    if (public := bearers.public(words, text, scene.known, name)) is not None:
        return _kept(public)
    if name.titel and people.plausible(words, name):
        why = f"Naam na '{name.titel.lower()}'."
        return weigh.hit(words, text, name, ("namen.titel", 0.9, why))
    if (lettered and name.initialen and name.achternaam) or stopless.spelled(name):
        given = name.voornamen[:1] if "(" in text[name.start : name.end] else ()
        if not any(map(words.lexicon.first, given)):
            return _initialled(scene, name, joined=joined)
        told = ("namen.voorletters", 0.9, "Voorletters en roepnaam met een achternaam.")
        return weigh.hit(words, text, name, told)
    order = _ordered(scene, name)
    if order is not None and ordered.begins_line(text, order):  # `... tolk\nYip, W.L.`
        return order
    led = _led(scene, name) or _lettered(scene, name, joined=joined)
    return led or order or weigh.verdict(words, text, name, joined=joined)


def _ordered(scene: _Scene, name: Name) -> Hit | None:
    """Return the name with its surname first that begins where a name does: `Yip, W.L.`."""
    words, text = scene.words, scene.text
    order = grammar.outlook(words.grammar, text, name.start, name.start + _AHEAD)
    if order is None or scene.things.touch(order.start, order.end):
        return None
    if _I.search(text[order.start : order.end + 2]) or not ordered.fits(words, text, order):
        return None
    why = "Achternaam, voorletters: een naam."
    return weigh.hit(words, text, order, ("namen.outlook", 0.85, why))


def _lettered(scene: _Scene, name: Name, *, joined: bool) -> Hit | None:
    """Judge a surname with initials that have no full stops: `RJ Soekhlal`, `Oort JP van`."""
    words, text = scene.words, scene.text
    told = ("namen.voorletters", 0.6, "Voorletters zonder punten bij een achternaam.")
    before = stopless.before(words, text, name, joined=joined)
    if before and not articles.led(text, name.start):
        return weigh.hit(words, text, name, told)
    whole = stopless.led(words, text, name.start, joined=joined)
    return weigh.hit(words, text, whole, told) if whole else None


def _initialled(scene: _Scene, name: Name, *, joined: bool) -> Hit | None:
    """Judge initials with a surname: `J.P. van Oort`; not `A. Inleiding` or `U.S. Army`."""
    words, last = scene.words, name.achternaam
    if (alone := initials.above_label(words, scene.text, name)) is not None:
        return weigh.hit(words, scene.text, alone, ("namen.voorletters", 0.9, "Voorletters."))
    known = words.surname(last) or words.lexicon.last(last)
    known = known or bool(name.tussenvoegsel) or "-" in last
    single = name.initialen.count(".") == 1
    numbered = words.speech.genummerd.search(scene.text, max(name.start - 14, 0), name.start)
    never = not name.initialen and words.lexicon.ordinary(last) and not known
    strong = joined or name.initialen.count(".") > 1 or _told(scene, name) >= evidence.STRONG
    led = (strong and words.lexicon.last(last)) or pieces.led(words, name)
    if numbered or never or (words.nobody([last]) and not led):
        return None
    letters = name.initialen.replace(" ", "") in words.geen_voorletters
    firm = "V." in name.initialen  # `N.V.`, `B.V.`
    if firm and (cut := scene.text.rfind("\n", name.start, name.end)) > 0:
        name = grammar.natural(words.grammar, scene.text, cut + 1, name.end) or name
    seat = firm and fold(name.tussenvoegsel) == "te" and words.lexicon.place(last)
    legal = firm or name.initialen.startswith("U.")  # `U.S.`, `U.K.`
    strange = pieces.unknown(words, last) and (not legal or _told(scene, name))  # `D.C. Fairbanks`
    office = words.functie.match(last) and not words.lexicon.last(last)  # `R. Prins` bears a name
    named = legal and _LEGAL.search(scene.text, max(name.start - 40, 0), name.start)
    seat = seat or bool(named)
    if office or (letters and (not (known or strange) or seat)):
        return None  # `Van Doorne N.V. te Amsterdam`, not `J.L. van Buren`
    inside = initials.in_sentence(words, scene.text, name)
    if not (known or inside) and words.lexicon.common(last) and not (strong and _told(scene, name)):
        return None
    foreign = words.lexicon.english(last) and not words.lexicon.common(last)
    foreign = foreign and bool(_told(scene, name))
    if single and words.lexicon.ordinary(last) and not (known or strong or foreign or inside):
        return None
    why = "Voorletters met een achternaam."
    return weigh.hit(words, scene.text, name, ("namen.voorletters", 0.9, why))


def _told(scene: _Scene, name: Name) -> int:
    return evidence.around(scene.words, scene.text, name.start, name.end)


def _led(scene: _Scene, name: Name) -> Hit | None:
    """Return a name directly behind a function that is not public: `collega Yara`."""
    words, text = scene.words, scene.text
    before = text[max(name.start - 2, 0) : name.start]
    gap = 1 if before[-1:] in (" ", "\n") else len(" (") if before == " (" else 0
    found = scene.functions.get(name.start - gap) if gap else None
    office = name.start - gap - len(found or "")
    if found is None or initials.in_list(words, text, office, name.start - gap):
        return None
    whole = name.tussenvoegsel and any(map(words.lexicon.first, name.voornamen[:1]))
    if not people.plausible(words, name) or (words.lexicon.place(_last(name)) and not whole):
        return None
    if duties.told(words, text, name, found):
        return None
    known = fold(_last(name)) in words.politics.ambtsnamen  # `collega Omtzigt`
    if not (known or any(pieces.is_name(words, part) for part in pieces.parts_of(name))):
        return None
    why = f"Naam na een functie: {found.lower()}."
    role = Role.AMBTENAAR if serving.serves(words, text, office) else words.role_of(found)
    hit = weigh.hit(words, text, name, ("namen.functie", 0.8, why))
    return Hit(hit.start, hit.end, hit.kind, hit.score, hit.rule, why, role=role, functie=found)


def _last(name: Name) -> str:
    return name.achternaam or (name.voornamen[-1] if name.voornamen else "")
