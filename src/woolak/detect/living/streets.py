# SPDX-License-Identifier: EUPL-1.2
"""A text goes in; the street addresses in it come out, whosever they are: all parts of each.

A house number is looked for first, then the street before it, then the postcode and the place
behind it: on the same line, on the next one, or in the next cells of a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from woolak.detect.living import towns
from woolak.detect.words.lexicon import Lexicon, fold

_Span = tuple[int, int]
ADDED = r"""(?:
    [ \n]?-?[ ]?(?:hs|HS|huis|bis|rood|zwart|rd|zw|bg|boven|beneden|bel|bs|w\.?[sb]|W[SB]|
        I{1,3}|i{2,3}|IV|V)(?:[ -]?[A-Ha-h1-4])?(?!\p{L})
    |,?[ \n-]?\d?(?<=[ \n-]\d|\d)(?:-|[ ])?(?:hoog|e[ ](?:etage|verdieping|verd\.?))
        (?:[ ,-]{1,2}(?:links|rechts|midden|voor|achter))?(?!\p{L})
    |,?[ ](?:(?:boven|beneden)(?:woning|huis)|souterrain|parterre|achterhuis|voorhuis|
        achterom|achter|voor|links|rechts|midden)(?=[ ]?(?:[,;.)\n\t]|\Z))
    |[ ]?-?[A-Za-z][ -]?\d{1,3}(?!\w)
    |,?[ ](?:0\d(?![\d.:/-])|\d{1,2}[º°ª](?:[ ][A-Z](?!\w))?)
    |(?:[-–/](?:\d{1,4}|I{1,3}|IV)|[ ][-–/][ ]?\d{1,3})(?![\d/-])(?:[ ]?(?:hs|huis|bis)(?!\p{L}))?
    |(?:,?[ ]|-)(?:apt|app|appartement|kamer|kmr|k|unit|etage|bus|huisje|chalet|bungalow|kavel|
        steiger|standplaats|nr)\.?[ ]?\d{1,4}[a-z]?(?!\w)
    |[ ]\((?:apt|app|appartement|kamer|kmr|unit|etage)\.?[ ]?\d{1,4}[a-z]?\)
    |[ ]?-?[ ]?(?:[A-Z]\d{0,2}|[a-h])(?![\p{L}\d’']|\.\p{L})
    |-?[A-Z]{2}(?!\p{L})
    |[ ]t/m[ ]\d{1,4}(?!\d)|[ ]t/o(?![\p{L} ])
    |[ ]\d{1,3}(?=,?[ \n]\d{4}[ ]?[A-Z]{2}(?!\w))
    )"""
"""What can stand behind a house number: a letter, a floor, a range, a room."""
_MORE = r"""(?:
    (?:,[ ]\d{1,4}[a-zA-Z]?(?![\w.:/-])){0,12}[ ](?:en|&)[ ]\d{1,4}[a-zA-Z]?
        (?=[ ]?[.,;)\n\t]|\Z|[ ](?:te|in)[ ]
            |[ ](?!huizen|\p{Ll}*(?:woning|dag|person)en|weken|maanden|mensen|kinderen)
            \p{Ll}+en(?!\p{L}))
    )"""
"""The other house numbers of a row of neighbours: `21, 23 en 25`."""
_NUMBER = regex.compile(
    rf"""(?=\d|t(?:/o|\.o|egenover)|n(?:r|o|ummer)|huisn|[zs][/.]n)
    (?<=[\p{{L}}.'’)\d][ ]?(?P<gap>,[ ](?:op[ ])?(?=n(?:r|ummer)|huisn)|[ \n]))
    (?:(?:t/o|t\.o\.?|tegenover|nr\.?|no\.?|nummer|huisnr\.?|huisnummer)[ ]
        (?:nr\.?[ ]|nummer[ ])?)?
    (?P<number>z/n|z\.n\.|s/n|(?!0\d[ -]?\d)(?P<digits>\d{{1,5}})(?!\d){ADDED}{{0,2}}{_MORE}?)
    (?![.,:]\d|[ ]?(?:%|€)|[-/]\d|\w|(?<=\n\d{{1,2}})[.)])""",
    regex.X,
)
_WORD = regex.compile(r"[’'\p{L}\d][\p{L}\p{M}\d’'./-]*")
_ARTICLES = frozenset(["de", "het", "'t", "’t"])
_OWN = frozenset(["'t", "’t"])
_AGAIN = regex.compile(r"[ ](?:nr\.?[ ]|nummer[ ])?\d")
_ORDINAL = regex.compile(r"\d{1,2}e")
_ABBREVIATED = regex.compile(r"\p{L}\p{Ll}{0,5}\.|(?:\p{L}\.){1,4}|\p{L}\p{Ll}+sz\.")
_NAMED = regex.compile(r"(?:[’']s-|[’'])?\p{Lu}(?:.*\p{Ll}|\p{Lu}{2})")
_SMALL = regex.compile(
    r"\p{L}{2,}\.?(?:straat|str|laan|gracht|singel|dreef|plantsoen|steeg|kade|weg|"
    r"plein|hof|pad|dijk|markt|boulevard|burgwal|strjitte)"
)
"""A street in small letters."""
_SEPARATOR = r"(?:[ ]?[,;|*•·/(–—-]?[ \t\n]+\(?)"
_POSTCODE = regex.compile(
    rf"{_SEPARATOR}(?:(?:te|met|postcode|pc)[ ]?:?[ ]){{0,2}}(?:(?:NL|BE?|DE?|AT?|CH|L|FR?)-)?"
    r"(?P<code>[1-9]\d{3}"
    r"(?:(?:[ ]{0,2}|-|\n(?=\p{Lu}{2}))(?P<letters>[A-Za-z]{2})(?!\w)|(?=[ ]{1,2}\p{Lu}\p{L}{2}))"
    r"|(?:\d{5}|\d\d-\d{3})(?=[ ]{1,2}\p{Lu}\p{L}{2}))"
)
_BEHIND_CODE = regex.compile(
    r"[ ]?[,;|*•·/()–—-]{0,2}[ \t\n]+(?:(?:in|te|at)[ ]|(?:woon)?plaats[ ]?:?[ ])?"
)
_BEHIND_NUMBER = regex.compile(
    r"(?:(?:[ ]\([^()\n]{2,30}\))?,?[ \n](?:te|in)[ ]|[ ]\([^()\n]{2,30}\),[ ]"
    r"|[;,]?[ \n](?:woon)?plaats[ \n]?:?[ \n]|[ ]?[,|(·•–—-][ ]?|[ ]?\n|\t|[ ])"
)
_TOLD = regex.compile(r".*[ \n](?:te|in|(?:woon)?plaats)[ \n]?:?[ \n]|[ ]\(.*\),[ ]", regex.S)
"""Behind these words a place need not be known as one."""
_CODE_FIRST = regex.compile(
    r"(?<!\d)(?P<code>[1-9]\d{3}[ ]{0,2}\p{Lu}{2}|(?<=(?:te|:)[ ])[1-9]\d{3})[ ]{1,2}"
    r"(?P<place>[^\n\d,]{2,40}),?[ \n]"
    r"(?:aan[ ](?:de|het)[ ])?\Z"
)
_TOWN_FIRST = 60
_BEFORE, _MOST = 70, 6
"""A street is written in so many characters and words at most."""
_OF = regex.compile(
    r"(?:Laan|Plein|Weg|Hof|Park|Baan|Dreef|Boulevard|Pad|Straat|Singel|Kade|Markt|Haven|Kaya|Rue|"
    r"Avenue|Calle|Via)[ ]\p{L}"
)
"""A street that says what it is first: `Laan van Meerdervoort`, `Kaya Grandi`."""
_YEARED = regex.compile(
    r"(?:\w+ )?\w*(?:plein|laan|straat) (?:['’]\d{2}|19\d{2}(?:-(?:19)?\d{2})?)"
)
_SIDE = regex.compile(r"-(?:noord|zuid|oost|west|binnen|buiten)$")
"""The part of a street: `Molenstraat-Zuid`."""
_WORDY = 3
_WINDOW = 32
_LETTERS = regex.compile(r"\p{L}+$")
_KEPT = 1 << 14
"""Of so many words the answer is kept."""
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a text: the span of the street with its number, of the postcode, of the place.

    The name of the street ends at `named`.
    `sure`: its ending, its postcode or the list of streets tells it; else a capital and digits.
    """

    street: _Span
    named: int
    code: _Span | None
    place: _Span | None
    key: str = field(repr=False)
    sure: bool

    @property
    def parts(self) -> tuple[_Span, ...]:
        """The spans of all parts, in the order of the text."""
        parts = (self.street, self.code, self.place)
        return tuple(sorted(part for part in parts if part is not None))


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of streets: their endings, what is none, what one does not begin with.

    `links` and `opens` are small words in and before the name of one. Behind a number may
    stand what is `counted`, a `dwelling`, or two letters that are no postcode's (`words`).
    """

    ending: regex.Pattern[str] = field(repr=False)
    never: frozenset[str] = field(repr=False)
    begins: frozenset[str] = field(repr=False)
    links: frozenset[str] = field(repr=False)
    opens: frozenset[str] = field(repr=False)
    words: frozenset[str] = field(repr=False)
    counted: regex.Pattern[str] = field(repr=False)
    dwelling: regex.Pattern[str] = field(repr=False)
    lexicon: Lexicon = field(repr=False)


def find(known: Known, text: str) -> Iterator[Address]:
    """Yield the addresses in the order of the text, none over another."""
    last = 0
    for found in _NUMBER.finditer(text):
        if found.start() < last or known.counted.match(text, found.end()) is not None:
            continue
        if _behind_a_word(known, text, found.start("gap")):
            continue
        address = _address(known, text, found)
        if address is not None and address.street[0] >= last:
            last = address.street[1]
            yield address


def _behind_a_word(known: Known, text: str, end: int) -> bool:
    """Say whether a common word in small letters stands before a number, that ends no street."""
    _, space, word = text[max(end - _WINDOW, 0) : end].rpartition(" ")
    return bool(space) and word.isalpha() and word.islower() and _no_street(known, word)


@lru_cache(maxsize=_KEPT)
def _no_street(known: Known, word: str) -> bool:
    folded = fold(word)
    if folded in _last_words(known.lexicon) or known.ending.search(folded):
        return False
    return len(word) <= _WORDY or known.lexicon.common(word)


@lru_cache(maxsize=2)
def _last_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the letters with which the streets of the list end."""
    last = {street.rpartition(" ")[2] for street in lexicon.straten}
    # Most of these are letters only, and there are 60,000 of them.
    plain = {word for word in last if word.isalpha()}
    ends = (_LETTERS.search(word) for word in last - plain)
    return frozenset(plain | {found[0] for found in ends if found is not None})


def place(known: Known, text: str, end: int) -> _Span | None:
    """Return the place behind a postcode that ends at `end`."""
    return _place(known, text, end, coded=True)


def town(known: Known, text: str, start: int) -> int | None:
    """Return where the place that begins at `start` ends; None when none does."""
    return towns.at(known.lexicon, known.never, text, start)


def listed_town(known: Known, text: str, start: int) -> int | None:
    """Return where the longest place of the lists that begins at `start` ends."""
    return towns.listed(known.lexicon, text, start)


def _address(known: Known, text: str, found: regex.Match[str]) -> Address | None:
    gap, digits, broken = found.start("gap"), found["digits"], found["gap"] == "\n"
    if broken and _column(text, gap):
        return None  # the next line begins with the first column
    if _street(known, text, gap, told=True, broken=broken) is None:
        return None
    code = _code(known, text, found.end())
    end = code[1] if code is not None else found.end()
    behind = _place(known, text, end, coded=code is not None)
    told = code is not None or behind is not None
    street = _street(known, text, gap, told=told, broken=broken)
    if street is None:
        return None
    start, sure = street
    if _AGAIN.match(text, found.end()) and _ended(known, text, start, found.end()):
        return None  # Plein 1944: the house number is still to come
    labelled = text.startswith(":", found.end()) and known.lexicon.english(text[start:gap])
    if not (sure or code) and (labelled or (digits and int(digits) in _YEARS)):
        return None
    number = "".join(c for c in fold(found["number"]) if c.isalnum())
    key = f"{' '.join(fold(text[start:gap]).split())} {number}"
    sure = sure or code is not None or known.dwelling.search(found["number"]) is not None
    if code is None and behind is None:
        code, behind = _before(known, text, start)
    return Address((start, found.end()), gap, code, behind, key, sure)


def _before(known: Known, text: str, start: int) -> tuple[_Span | None, _Span | None]:
    """Return the postcode and the place that stand before a street: `9701 AB Sneek, Laan 3`."""
    found = _CODE_FIRST.search(text, max(start - _TOWN_FIRST, 0), start)
    if found is None or town(known, text, found.start("place")) != found.end("place"):
        return None, None
    return found.span("code"), found.span("place")


def _ended(known: Known, text: str, start: int, end: int) -> bool:
    """Say whether a street itself ends with a number: `Plein 1944`, `Laan 1940-1945`."""
    spoken = fold(text[start:end])
    return spoken in known.lexicon.straten or _YEARED.fullmatch(spoken) is not None


def _street(
    known: Known, text: str, end: int, *, told: bool, broken: bool
) -> tuple[int, bool] | None:
    """Return where the street before `end` begins, and whether its name tells that it is one.

    `told`: a postcode or a place behind the number does.
    """
    low = max(end - _BEFORE, 0)
    low = max(low, *(text.rfind(sign, low, end) + 1 for sign in "\n\t"))
    words = list(_WORD.finditer(text, low, end))[-_MOST:]
    if not words or words[-1].end() != end:
        return None
    listed = _listed(known, text, words, end)
    if listed is not None and not (broken and known.lexicon.place(text[listed:end])):
        return min(listed, _begin(known, text, words)), True
    if len(words) > 1 and _ended(known, text, words[-2].start(), end):
        return _begin(known, text, words[:-1]), True
    last = words[-1][0].rstrip(".")
    ends = known.ending.search(_SIDE.sub("", fold(last))) is not None
    small = _SMALL.fullmatch(last) or (words[-2:-1] and words[-2][0] in known.begins)
    shown = _NAMED.match(last) or (ends and small) or (told and _unusual(known, last, ends=ends))
    shown = shown or (told and _all_said(known, text, words))
    if not shown or (broken and not ends):
        return None
    before = words[-2][0] if words[-2:-1] else ""
    own = before in _OWN or (before.istitle() and fold(before) in known.begins)
    if fold(last) in known.never and not own:
        return None
    start = _begin(known, text, words)
    return start, ends or _OF.match(text, start, end) is not None


def _all_said(known: Known, text: str, words: list[regex.Match[str]]) -> bool:
    """Say whether a street of the list is all that a line or a message says before the number."""
    end = words[-1].end()
    line = text.rfind("\n", 0, end) + 1
    said = text.rfind(": ", line, end)
    return fold(text[said + 2 if said >= 0 else line : end]) in known.lexicon.straten


def _unusual(known: Known, last: str, *, ends: bool) -> bool:
    """Say whether a word in small letters before a number and a postcode can be a street."""
    return last.isalpha() and (ends or (len(last) > _WORDY and not known.lexicon.common(last)))


def _listed(known: Known, text: str, words: list[regex.Match[str]], end: int) -> int | None:
    """Return where the longest street of the list that ends here begins.

    One word that is also a common one, or small, is none.
    """
    for word in words:
        spoken = fold(text[word.start() : end])
        if spoken not in known.lexicon.straten or spoken in known.never:
            continue
        if word is words[-1]:
            known_not = known.lexicon.common(spoken) or not word[0][0].isupper()
            return None if known_not else word.start()
        if not (word[0] in _ARTICLES and spoken.partition(" ")[2] in known.lexicon.straten):
            return word.start()
    return None


def _begin(known: Known, text: str, words: list[regex.Match[str]]) -> int:
    """Return where the words that belong to a street begin, of which the last one does."""
    start = right = words[-1].start()
    small, loud = text[start].islower(), words[-1][0].isupper()
    for word in reversed(words[:-1]):
        spoken = word[0]
        if text[word.end() : right].strip() or _apart(known, text, word):
            break
        right = word.start()
        if spoken in known.links or (loud and fold(spoken) in known.links):
            own = spoken in _OWN or (small and spoken == "van")
            start = word.start() if own else start
            continue
        named = _NAMED.match(spoken) or _ABBREVIATED.fullmatch(spoken) or _ORDINAL.fullmatch(spoken)
        title = fold(spoken).rstrip(".") in known.begins and not spoken.islower()
        if not (named or title or spoken.istitle() or (small and _given(known, spoken))):
            break
        start = word.start()
    return start


def _given(known: Known, spoken: str) -> bool:
    """Say whether a small word before a street in small letters can be of who it is named after."""
    if spoken.rstrip(".") in known.begins or _ABBREVIATED.fullmatch(spoken):
        return True
    return known.lexicon.first(spoken) and not known.lexicon.common(spoken)


def _apart(known: Known, text: str, word: regex.Match[str]) -> bool:
    """Say whether a word is sure to stand before a street: a label, the start of a sentence."""
    spoken, low = word[0], fold(word[0])
    if low.rstrip(".") in known.begins:
        return False
    if _ABBREVIATED.fullmatch(spoken) or low == "van":
        return False
    if low in known.opens and spoken[0].isupper():
        before = text[max(word.start() - 2, 0) : word.start()]
        return not (before[:1].islower() and before[1:] == " ")
    return (low in known.never and spoken not in known.links) or spoken.endswith(".")


def _code(known: Known, text: str, end: int) -> _Span | None:
    """Return the postcode behind a house number, or below it in the same column."""
    found = _POSTCODE.match(text, end)
    if found is not None and "\n" in found[0] and _column(text, end):
        found = None  # the next line begins with the first column
    word = found is not None and found["letters"] in known.words  # `1031 en amsterdam`
    if found is not None and not (word and _place(known, text, found.end(), coded=False) is None):
        placed = found["letters"] or _place(known, text, found.end(), coded=True) is not None
        if placed:
            return found.span("code")
    below = _below(text, end)
    under = _POSTCODE.match(text, below - 1) if below is not None else None
    return under.span("code") if under is not None and under["letters"] else None


def _column(text: str, at: int) -> int:
    """Return the number of cells before the one at `at` on its line."""
    return text.count("\t", text.rfind("\n", 0, at) + 1, at)


def _below(text: str, end: int) -> int | None:
    """Return where the cell on the next line begins that has as many cells before it."""
    stop, column = text.find("\n", end), _column(text, end)
    if stop < 0 or not (text[end] == "\t" or (stop == end and column)):
        return None
    at = stop + 1
    for _ in range(column):
        at = text.find("\t", at) + 1
        if not at:
            return None
    return at


def _place(known: Known, text: str, end: int, *, coded: bool) -> _Span | None:
    """Return the place behind a postcode, or one that is known behind a house number."""
    glue = (_BEHIND_CODE if coded else _BEHIND_NUMBER).match(text, end)
    stop = town(known, text, glue.end()) if glue is not None else None
    if glue is None or stop is None:
        return None
    alone = towns.ENDS.match(text, stop) is not None
    if "\n" in glue[0] and not alone:
        return None
    if coded or _TOLD.fullmatch(glue[0]):
        return glue.end(), stop
    listed = listed_town(known, text, glue.end()) is not None
    marked = glue[0].strip() in {",", "("} or _only_place(known, text[glue.end() : stop])
    return (glue.end(), stop) if listed and (alone or marked) else None


def _only_place(known: Known, spoken: str) -> bool:
    """Say whether a word in small letters is the name of a place and nothing else."""
    return spoken.islower() and len(spoken) > _WORDY and not known.lexicon.common(spoken)
