# SPDX-License-Identifier: EUPL-1.2
"""Persons and a page in, the places out where letters stand for one of them: `JdV`, `TB`, `jdv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woolak.detect.words.lexicon import fold
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Finding, Kind, Person, Role

_SPOKEN = regex.compile(
    r"(?<![\p{L}\p{N}\\]|[\p{L}\p{N}._-]@)(?:\p{L}{2,6}|(?:\p{L}\.){2,5})(?![\p{L}@])"
)
_SINGLE = regex.compile(
    r"(?:(?<=\n|\A)[ ]*(?P<letter>\p{Lu})(?=:\s|[ ]\p{Ll}+(?:t|ft|de|te)(?!\p{L}))"
    r"|(?<!\p{L})(?i:acties?|actiehouder|door)[ ]?:?[ ](?P<letter>\p{Lu})(?![\p{L}.\d]))"
)
"""One letter that stands for somebody: `H: de planning`, `Actie H`."""
_SPEAKS = regex.compile(r"(?:(?<=\n|\A)|(?<=[.;!?•–-] ))(?P<code>\p{Ll}{2,4}):(?=\s\p{L})")
"""Who speaks in a paper without capitals: `jdv: morgen klaar`."""
_BESIDE = regex.compile(r"[ ]?(?:[/+&,-]|\ben\b|\bof\b)[ ]?")
_BEFORE = regex.compile(r"(\p{L}{2,6})[ ]?(?:[/+&,-]|\ben\b|\bof\b)[ ]?$")
_ARTICLE = regex.compile(
    r"(?i)(?<!\p{L})(?:de|het|een|deze|dit|the|geen|elke|art\.?|nr\.?|lid|p?dg|directie|dir\.?"
    r"|afdeling|afd\.?|cluster|unit|domein|sector|bijlage|versie|categorie|type)[ ]$"
)
_LONG = regex.compile(r"(?:\p{L}+[ ]){1,5}\($")
_WORDS = regex.compile(r"\p{L}+")
_NAMED = regex.compile(r"[\w-]*\.(?:docx?|xlsx?|pptx?|pdf|msg|eml|odt|ods|txt|zip)\b")
_SLASHED = regex.compile(r"\p{Lu}/\p{Lu}{2,}(?!\p{L})")
_PAIR = regex.compile(
    r"(?i)(?:actie|door|wie|[(:])\s?(?:\p{L}{2,4}/)+\p{L}{2,4}(?!\p{L})|^\s*\p{L}{2,4}/\p{L}{2,4}:"
)
"""Two people by their letters: `actie BdK/JV`; a unit has no such lead."""
_TURN = regex.compile(r"(?:(?<=\n)|\A)[ ]*(?P<letter>\p{Lu}):(?=\s)")
"""Who speaks in a conversation, by one letter."""
_TURNS = 3
_NOBODY = ({"V", "A"}, {"Q", "A"}, {"T", "F"}, {"T", "M"}, {"T", "E"}, {"M", "T"}, {"T", "F", "E"})
"""Letters that are labels: question and answer, telephone and fax."""
_SUBJECT = frozenset(["RE", "FW", "FWD", "AW", "WG", "TR", "CC", "BCC", "PS", "NB"])
"""What stands before a colon in the subject of a mail, or begins a note."""
_REFERENCE = regex.compile(r"[/.-]\d{2,}[-/.]\d")
"""What makes letters part of a reference: `SJA/23-04`."""
_HALF = regex.compile(r"(?<![\p{L}/])(?P<half>\p{Lu}[\p{L}&]{1,6})/$")
_OTHER_HALF = regex.compile(r"/(?P<half>\p{Lu}[\p{L}&]{1,6})(?![\p{L}/])")
_IN_BRACKETS = regex.compile(
    r"(?:\p{Lu}\.[ ]?|\p{Lu}{1,4}[ ]|\p{Lu}\p{Ll}[\p{L}'’-]*[ ])(?:\p{Ll}{1,4}[ ]){0,3}"
    r"\p{Lu}\p{Ll}[\p{L}'’-]*[ ]\($"
)
"""A bracket behind a whole name."""
_PLACE = 24
_LETTERS = 2
_HABIT = 2
_VERB = regex.compile(r"[ ](?:\p{Ll}{2,}(?:t|ft|de|te)|kan|wil|zal|is|gaat|doet)(?!\p{L})")
"""What somebody does: `DL neemt waar`."""


@dataclass(frozen=True, slots=True)
class Code:
    """Letters that stand for somebody, and the documents that explain them or know him."""

    text: str = field(repr=False)
    origin: Finding = field(repr=False)
    explained: frozenset[str]
    documents: frozenset[str]


def of(person: Person, mine: Sequence[Finding]) -> Iterator[Code]:
    """Yield the letters by which papers call a person; `mine` are the findings that tell of him."""
    documents = frozenset(f.document for f in mine)
    told: dict[str, set[str]] = {}
    for finding in mine:
        text = finding.text.strip(" .()").replace(".", "")
        if finding.kind is Kind.INITIALS and text.isalpha():
            told.setdefault(text, set()).add(finding.document)
    origin = next((f for f in mine if f.kind is Kind.NAME), mine[0])
    for text in made(person) | told.keys() | _first_letters(person):
        yield Code(text, origin, frozenset(told.get(text, ())), documents)


def _first_letters(person: Person) -> set[str]:
    """Return the letter with which each name of a person begins: his in a conversation."""
    names = (*person.voornamen[:1], *person.initialen[:1], person.achternaam)
    return {name[0].upper() for name in names if name[:1].isalpha()}


def made(person: Person) -> set[str]:
    """Return the letters that a name gives: BdK, BDK and BK for Bas de Koning."""
    if not (person.achternaam and (person.voornamen or person.initialen)):
        return set()
    every = [part for first in person.voornamen for part in regex.split(r"[- ]", first) if part]
    initials = "".join(regex.findall(r"\p{Lu}", person.initialen))
    given = {"".join(part[0] for part in every), initials, initials[:1], "".join(every[:1])[:1]}
    tussen = "".join(regex.findall(r"(?<!\p{L})\p{L}", person.tussenvoegsel.lower()))
    surname = [part for part in regex.split(r"[- ]", person.achternaam) if part[:1].isupper()]
    ends = {"".join(part[0] for part in surname), surname[0][0] if surname else ""} - {""}
    two = {surname[0][:2]} if surname else set()
    middles = {tussen, tussen.upper(), tussen.capitalize(), ""}
    both = {g + middle + end for g in given - {""} for middle in middles for end in ends}
    return both | {g[0] + end for g in given - {""} for end in two}


def find(
    words: Vocabulary, text: str, document: str, known: dict[str, list[Code]]
) -> Iterator[tuple[int, int, Finding]]:
    """Yield (start, end, the finding that explains it) for each code on a page of a document."""
    spelled = [(found, found[0].replace(".", "")) for found in _SPOKEN.finditer(text)]
    told = [(found, letters) for found, letters in spelled if letters.lower() in known]
    usual = _usual(words, {letters for _, letters in told}, document, known)
    small = _small(words, text, known)
    for found, letters in told:
        if letters.upper() in _SUBJECT and text.startswith(":", found.end()):
            continue
        if _REFERENCE.match(text, found.end()) is not None:
            continue
        if _workplace(words, text, found.span(), document, known):
            continue
        fitting = sorted(known[letters.lower()], key=lambda c: _distance(c, document))
        for code in fitting:
            where = (found.start(), found.end(), code)
            spoken = letters in usual and _acts(words, text, where, known)
            if spoken or letters in small or _stands(words, text, document, where, known):
                yield found.start(), found.end(), code.origin
                break


def singles(
    text: str, document: str, known: dict[str, list[Code]]
) -> Iterator[tuple[int, int, Finding]]:
    """Yield (start, end, finding) for the one letter that a paper explains as that of somebody.

    The letters of those who speak in turn in an interview explain each other.
    """
    yield from _in_turn(text, document, known)
    for found in _SINGLE.finditer(text):
        letter = found["letter"]
        for code in known.get(letter.lower(), ()):
            if code.text == letter and document in code.explained:
                yield *found.span("letter"), code.origin
                break


def _in_turn(
    text: str, document: str, known: dict[str, list[Code]]
) -> Iterator[tuple[int, int, Finding]]:
    """Yield the letters that begin the lines of a conversation, each that of one person there."""
    said = list(_TURN.finditer(text))
    letters = {found["letter"] for found in said}
    if len(said) < _TURNS or len(letters) < _HABIT or letters in _NOBODY or "A" in letters:
        return
    mine = {
        letter: [c for c in known.get(letter.lower(), ()) if document in c.documents]
        for letter in letters
    }
    whose = {letter: {id(c.origin) for c in codes} for letter, codes in mine.items()}
    if all(len(one) == 1 for one in whose.values()):
        for found in said:
            yield *found.span("letter"), mine[found["letter"]][0].origin


def _usual(
    words: Vocabulary, spoken: Iterable[str], document: str, known: dict[str, list[Code]]
) -> frozenset[str]:
    """Return the letters of people in a paper that calls at least so many of them by letters."""
    there = {
        letters
        for letters in spoken
        if any(c.text == letters and document in c.documents for c in known[letters.lower()])
    }
    sure = [letters for letters in there if letters not in words.afkortingen]
    return frozenset(there) if len(sure) >= _HABIT else frozenset()


def _small(words: Vocabulary, text: str, known: dict[str, list[Code]]) -> frozenset[str]:
    """Return the small letters in which a paper calls people, when so many of them speak in it."""
    every = {found["code"] for found in _SPEAKS.finditer(text)}
    people = frozenset(letters for letters in every if letters in known)
    sure = [letters for letters in people if not words.lexicon.word(letters)]
    other = len(every) - len(people)
    return frozenset(sure) if len(sure) >= _HABIT and len(sure) > other else frozenset()


def _acts(
    words: Vocabulary, text: str, where: tuple[int, int, Code], known: dict[str, list[Code]]
) -> bool:
    """Say whether letters that are an abbreviation too stand where a paper puts its people.

    An office (`SG`) does what people do; it takes what only people have: letters beside it, or a
    colon behind it at the beginning of a line.
    """
    start, end, code = where
    if text[start:end].replace(".", "") != code.text or _article(text, start):
        return False
    if _unit(text, start, end, known):
        return False
    before = text[max(start - _PLACE, 0) : start].rstrip(" ")[-1:]
    speaks = text.startswith(":", end) and (not before or before in "\n.?!;-•–")
    if speaks or _joined(text, start, end, known):
        return True
    lead = text[max(start - _PLACE, 0) : start].rstrip(" :")
    does = _VERB.match(text, end) is not None or words.speech.voor_code.search(lead) is not None
    return does and fold(code.text) not in words.geen_code


def _distance(code: Code, document: str) -> tuple[bool, bool]:
    """Order those whom letters can mean: who is in the document, and whose name does not stay."""
    return document not in code.documents, code.origin.role is Role.TOP_AMBTENAAR


def _stands(
    words: Vocabulary,
    text: str,
    document: str,
    where: tuple[int, int, Code],
    known: dict[str, list[Code]],
) -> bool:
    start, end, code = where
    spoken = text[start:end].replace(".", "")
    at_home = document in code.documents
    listed = spoken in words.afkortingen
    if _file(text, start, end):
        return spoken == code.text and not listed
    if spoken == code.text and document in code.explained:
        return not (listed and _article(text, start))
    office = listed and not code.explained and fold(spoken) in words.geen_code  # `SG/AvdH`
    beside = office and at_home and _joined(text, start, end, known)  # `LD / SG`
    if (office and not beside) or _article(text, start) or _unit(text, start, end, known):
        return False
    mixed = any(c.islower() for c in code.text)
    if spoken == code.text and mixed and not listed:
        return at_home or bool(code.explained) or _speaks(words, text, start, end, known)
    if spoken == code.text:
        lead = text[max(start - _PLACE, 0) : start].rstrip(" :")
        put = text[start - 1 : start] == "@" or words.speech.label_code.search(lead) is not None
        free = at_home and (put or not listed) and not _thing(text, spoken)
        return free or _speaks(words, text, start, end, known)
    return _otherwise(
        words, text, (start, end, code), known, at_home=at_home or bool(code.explained)
    )


def _otherwise(
    words: Vocabulary,
    text: str,
    where: tuple[int, int, Code],
    known: dict[str, list[Code]],
    *,
    at_home: bool,
) -> bool:
    """Say whether letters in other capitals than the code's own are the code: `jdv`, `JDV`."""
    start, end, code = where
    spoken = text[start:end].replace(".", "")
    if not (spoken.islower() or spoken.isupper()) or not at_home:
        return False
    if fold(text[start:end].strip(".")) in words.geen_code:  # `de leden Bos c.s.`
        return False
    if code.explained and spoken.islower() and _joined(text, start, end, known):
        return not (words.lexicon.word(spoken) and words.lexicon.common(spoken))
    if spoken in words.afkortingen or spoken in words.kleine_afkortingen:
        return False
    word = words.lexicon.word(spoken) or fold(spoken) in words.tussenvoegsels
    word = word or (spoken.islower() and words.lexicon.english(spoken))
    if word or spoken in words.geen_persoon or fold(spoken) in words.geen_code:
        return False
    explained = bool(code.explained) and len(spoken) > _LETTERS
    return explained or _speaks(words, text, start, end, known)


def _speaks(
    words: Vocabulary, text: str, start: int, end: int, known: dict[str, list[Code]]
) -> bool:
    """Say whether letters stand where papers put who speaks or acts: `BdK:`, `(BdK)`, a cell."""
    before, after = text[max(start - _PLACE, 0) : start].rstrip(" ")[-1:], text[end : end + 1]
    lead = text[max(start - _PLACE, 0) : start].rstrip(" :")
    following = _WORDS.match(text, end + 1) if after == " " else None
    acts = following is not None and following[0].lower() in words.handelingen
    listed = text[start:end] in words.afkortingen
    if before in ("", "\n", ".", ";", "-", "•", "–"):
        own = after in (":", "", "\n", ">") and not (listed and after != ":")
        if own or acts or (not listed and _VERB.match(text, end)):
            return True
    if before in "(/[" and after in ")/]" and before:
        return not listed or _joined(text, start, end, known)
    if not listed and before.isalnum() and (acts or _VERB.match(text, end)):
        return True  # in mid-sentence: `en TB past het aan`
    return _joined(text, start, end, known) or (
        not listed and words.speech.voor_code.search(lead) is not None
    )


def _joined(text: str, start: int, end: int, known: dict[str, list[Code]]) -> bool:
    """Say whether the letters of another person stand beside these: `JdV/TB`, `TB en JdV`."""
    left = _BEFORE.search(text, max(start - 12, 0), start)
    gap = _BESIDE.match(text, end)
    right = regex.compile(r"\p{L}{2,6}(?!\p{L})").match(text, gap.end()) if gap else None
    spoken = [m[m.lastindex or 0] for m in (left, right) if m is not None]
    small = text[start:end].islower()  # `tb en sdv`
    return any(
        code.text == other or (small and other == code.text.lower())
        for other in spoken
        for code in known.get(other.lower(), ())
    )


def _unit(text: str, start: int, end: int, known: dict[str, list[Code]]) -> bool:
    """Say whether letters are a part of the code of a unit: `DCO/NV`; not in `actie WG/JB`."""
    if not _SLASHED.search(text, max(start - 6, 0), end + 6):
        return False
    return not (_joined(text, start, end, known) or _PAIR.search(text, max(start - 8, 0), end + 6))


def _workplace(
    words: Vocabulary,
    text: str,
    place: tuple[int, int],
    document: str,
    known: dict[str, list[Code]],
) -> bool:
    """Say whether letters are half of the unit where people are told to work: `Noya (VenR/JB)`.

    One in brackets is enough; without them at least two have to work there.
    """
    start, end = place
    before = _HALF.search(text, max(start - 8, 0), start)
    after = None if before is not None else _OTHER_HALF.match(text, end)
    other = before or after
    if other is None or not text[start:end].isupper():
        return False
    half = other["half"]
    if any(c.text == half and document in c.explained for c in known.get(half.lower(), ())):
        return False
    low, high = min(start, other.start()), max(end, other.end())
    if _IN_BRACKETS.search(text, max(low - 24, 0), low) and text.startswith(")", high):
        return True
    unit = regex.escape(text[low:high])
    beside = regex.findall(rf"([\p{{L}}'’.-]*\p{{L}}|\)),?\s+\(?{unit}(?![\p{{L}}/])", text)
    named = {word for word in beside if word[:1].isupper() and _can_be(words, word)}
    return len(named) > 1


def _can_be(words: Vocabulary, word: str) -> bool:
    """Say whether a word can be a name, and is no label before letters: `Actie JB/TB`."""
    return words.lexicon.last(word) or not words.lexicon.ordinary(word)


def _thing(text: str, spoken: str) -> bool:
    """Say whether a text explains letters as those of a thing: `Directie Lucht (DL)`."""
    at = text.find(f"({spoken})")
    led = _LONG.search(text, max(at - 60, 0), at + 1) if at > 0 else None
    every = _WORDS.findall(led[0]) if led is not None else []
    return any(word[0].islower() for word in every) and spoken[:1].lower() in {
        word[0].lower() for word in every
    }


def _article(text: str, start: int) -> bool:
    return _ARTICLE.search(text, max(start - 8, 0), start) is not None


def _file(text: str, start: int, end: int) -> bool:
    """Say whether letters stand between the signs of a name of a file: `nota_v3_JdV.docx`."""
    signed = text[max(start - 1, 0) : start] in ("_", "-") or text[end : end + 1] == "_"
    return signed and _NAMED.match(text, end) is not None
