# SPDX-License-Identifier: EUPL-1.2
"""A view and a rulebook go in; hits for every rule that is a pattern or a word list come out."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex
from stdnum import iban as stdnum_iban
from stdnum.nl import bsn, identiteitskaartnummer, onderwijsnummer

from woolak.detect.details import contact, logins
from woolak.detect.matching import anchors, prescan
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored
from woolak.detect.text.view import Hit, View
from woolak.detect.words import lexicon
from woolak.errors import RulesError, Unfinished
from woolak.model import Reason
from woolak.rulebook import Rule, Rulebook
from woolak.rules_schema import compiled

SECONDS = contact.SECONDS
"""Time one pattern may take over a view; if it needs more, the pages are unfinished."""

_AROUND, _PASSAGE, _BESIDE = (90, 45), (180, 120), (45, 45)
"""How many characters before and behind a hit words are looked for; those of `niet_bij`, beside it,
only in its own sentence."""
_STOP = regex.compile(r"(?<=[\p{L}\d)]{3})[.!?][ \n]+(?=\p{Lu})|\n\n")
"""Where a sentence or a block ends; behind an abbreviation of a letter or two it goes on."""
_GIVEN = "(voornaam)"
_CAPITAL = regex.compile(r"(?<![\p{L}.@])\p{Lu}\p{Ll}{2,}(?![\p{L}@])")

_HOSTILE = ("a", "A", "1", "a.", "Aa ", "06-1", "1 ", "A de ", "a a1 ")
_LENGTH, _MOMENT = 4000, 3.0
"""Characters of a hostile text, and seconds that a pattern may take over it."""

_LETTERS = regex.compile(r"\p{L}+")
_DIGITS = regex.compile(r"\d")
_CLOSE = 60
"""An anchor is no longer than this."""
_ACCOUNT_DIGITS, _PHONE_DIGITS = range(9, 11), range(9, 16)
_NO_POSTCODE = frozenset({"SA", "SD", "SS"})
_DUTCH_IBAN = regex.compile(r"NL\d\d[A-Z]{4}\d{10}")


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the hits of all pattern and list rules, and those of e-mail addresses and telephones.

    Raises Unfinished(rule_timeout) when a pattern does not come to an end in time.
    """
    return [*_patterns(view, book), *contact.find(view, book)]


def check(book: Rulebook) -> None:
    """Raise RulesError when a rule asks for a check that does not exist."""
    unknown = [rule for rule in book.rules if rule.validator and rule.validator not in CHECKS]
    if unknown:
        known = ", ".join(sorted(CHECKS))
        raise RulesError(
            tuple(f"{r.id}: no validator {r.validator!r}; use {known}" for r in unknown)
        )


def runaways(book: Rulebook) -> list[str]:
    """Return a sentence for each rule whose pattern takes more than a moment on a hostile text."""
    wrong = "the pattern runs away on a long run of"
    return [
        f"{one.rule.id}: {wrong} {piece!r}; let it repeat one way only"
        for one in _ready(book).rules
        for pattern in (one.pattern, one.anchor)
        for piece in _HOSTILE
        if pattern is not None and _runs_away(pattern, piece * (_LENGTH // len(piece)))
    ]


def _runs_away(pattern: regex.Pattern[str], text: str) -> bool:
    try:
        pattern.search(text, timeout=_MOMENT)
    except TimeoutError:
        return True
    return False


def elfproef(text: str) -> bool:
    """Say whether nine digits (eight: with a zero before them) can be a burgerservicenummer."""
    return bsn.is_valid(_digits(text).zfill(9))


def elfproef_rekening(text: str) -> bool:
    """Say whether nine or ten digits pass the test for a Dutch bank account before IBAN."""
    digits = _digits(text)
    weighed = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 1))
    return len(digits) in _ACCOUNT_DIGITS and weighed % 11 == 0 and int(digits) > 0


def iban(text: str) -> bool:
    """Say whether this is an IBAN: a Dutch one by its form, a foreign one by its checksum too.

    Nothing else looks like a Dutch IBAN; one with a typing error is still someone's account.
    """
    plain = "".join(text.split()).replace(".", "").replace("-", "").upper()
    return bool(_DUTCH_IBAN.fullmatch(plain)) or stdnum_iban.is_valid(plain, check_country=False)


def postcode(text: str) -> bool:
    """Say whether the two letters at the end can be those of a postcode."""
    return text[-2:] not in _NO_POSTCODE


def telefoon(text: str) -> bool:
    """Say whether the text has as many digits as a telephone number can have."""
    return len(_digits(text)) in _PHONE_DIGITS


def naam(text: str) -> bool:
    """Say whether a word in the text can be someone's name: one no dictionary knows, or a list."""
    known = lexicon.load()
    pieces = [piece for piece in _LETTERS.findall(text) if len(piece) > 1]
    return any(
        known.first(p) or (known.last(p) and not known.english(p)) or not known.ordinary(p)
        for p in pieces
    )


CHECKS: dict[str, Callable[[str], bool]] = {
    "elfproef": elfproef,
    "elfproef_rekening": elfproef_rekening,
    "iban": iban,
    "onderwijsnummer": lambda text: bool(onderwijsnummer.is_valid(_digits(text))),
    "identiteitskaartnummer": lambda text: bool(identiteitskaartnummer.is_valid(text)),
    "postcode": postcode,
    "telefoon": telefoon,
    "naam": naam,
    "accountnaam": logins.like,
}


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))


class _Tried(NamedTuple):
    """A rule that is a pattern, and what stands in each of its matches, if the rule says so.

    `words`: the rule is a list of words, and is tried where one begins. `group` is what it finds.
    """

    rule: Rule
    pattern: regex.Pattern[str]
    anchor: regex.Pattern[str] | None
    words: Anchored | None
    group: str | int


class _Tries(NamedTuple):
    """Where to try a rule, or its anchor; `own` is where its pattern can match if it has one."""

    stretches: Sequence[prescan.Stretch]
    starts: Sequence[int] | None
    own: Sequence[prescan.Stretch]


@dataclass(frozen=True, slots=True)
class _Ready:
    """The rules of a rulebook that are patterns, and where in a text each is to be tried.

    Behind the rules the plan holds the patterns of those that have an anchor.
    """

    rules: tuple[_Tried, ...] = field(repr=False)
    plan: prescan.Plan = field(repr=False)


_Near = dict[regex.Pattern[str], tuple[prescan.Stretch, ...]]
"""The stretches around the places where an anchor stands, for each anchor of a text."""
_READY: list[tuple[Rulebook, _Ready]] = []


def _ready(book: Rulebook) -> _Ready:
    """Return the rules that are patterns; those of the last rulebook are kept."""
    if not (_READY and _READY[0][0] is book):
        made = [(rule, *pattern) for rule in book.rules if (pattern := _pattern(rule, book))]
        read = [(rule, None if "x" in rule.flags else plain) for rule, _, plain in made]
        plan = prescan.plan(
            (
                *(plain and (rule.anker or plain) for rule, plain in read),
                *(plain for rule, plain in read if rule.anker),
            ),
            (_CLOSE if rule.anker else prescan.REACH for rule, _ in read),
        )
        tried = (
            _Tried(rule, pattern, _anchor(rule), _by_words(rule, pattern, book), _group(pattern))
            for rule, pattern, _ in made
        )
        _READY[:] = [(book, _Ready(tuple(tried), plan))]
    return _READY[0][1]


def _anchor(rule: Rule) -> regex.Pattern[str] | None:
    return compiled(rule.anker, rule.flags) if rule.anker else None


def _group(pattern: regex.Pattern[str]) -> str | int:
    return "lak" if "lak" in pattern.groupindex else 0


def _by_words(rule: Rule, pattern: regex.Pattern[str], book: Rulebook) -> Anchored | None:
    terms = book.lists.get(rule.lijst or "", frozenset()) if rule.pattern is None else frozenset()
    if not all(term[0].isalnum() for term in terms):
        return None
    return anchors.listed(pattern, terms) if terms else None


def _patterns(view: View, book: Rulebook) -> Iterator[Hit]:
    ready = _ready(book)
    every = list(prescan.stretches(ready.plan, view.text))
    own = iter(every[len(ready.rules) :])
    begins = prescan.begins(ready.plan, view.text)
    anchored: _Near = {}
    for number, (tried, stretches) in enumerate(zip(ready.rules, every, strict=False)):
        rule = tried.rule
        starts = begins.get(number, ()) if number in ready.plan.led else None
        tries = _Tries(stretches, starts, next(own) if tried.anchor is not None else stretches)
        if tried.words is None and not (stretches and tries.own and (starts is None or starts)):
            continue
        try:
            for match in _found(tried, view.text, tries, anchored):
                start, end = match.span(tried.group)
                if start < end and _passes(rule, match[tried.group]):
                    hit = _hit(rule, view, start, end)
                    if hit.score > 0:
                        yield hit
        except TimeoutError:
            raise Unfinished(Reason.RULE_TIMEOUT, f"{where(view)}, rule {rule.id}") from None


def _found(
    tried: _Tried,
    text: str,
    tries: _Tries,
    anchored: _Near,
) -> Iterator[regex.Match[str]]:
    """Yield the matches of a rule; what is near an anchor is kept, as rules share anchors."""
    if tried.words is not None:
        return tried.words.finditer(text)
    if tried.anchor is None:
        return _matches(tried.pattern, text, tries.stretches, tries.starts)
    near = anchored.get(tried.anchor)
    if near is None:
        matches = _matches(tried.anchor, text, tries.stretches, tries.starts)
        places = [found.start() for found in matches]
        near = anchored[tried.anchor] = tuple(prescan.joined(places, len(text)))
    return _matches(tried.pattern, text, list(prescan.shared(near, tries.own)))


def _matches(
    pattern: regex.Pattern[str],
    text: str,
    stretches: Sequence[prescan.Stretch],
    starts: Sequence[int] | None = None,
) -> Iterator[regex.Match[str]]:
    """Yield the matches in the stretches; one at the end of a stretch is made again on the whole.

    With `starts` a match begins at one of these. Raises TimeoutError when the pattern takes more
    than SECONDS for all of them.
    """
    last = time.monotonic() + SECONDS
    done = 0
    for low, high in stretches:
        left = max(last - time.monotonic(), 0.0)
        at = max(low, done)
        for match in (
            pattern.finditer(text, at, high, timeout=left)
            if starts is None
            else _begun(pattern, text, starts, (at, high), last)
        ):
            found: regex.Match[str] | None = match
            if match.end() >= high - 1 and high < len(text):
                found = pattern.match(text, match.start(), timeout=left)
            if found is not None:
                done = found.end()
                yield found


def _begun(
    pattern: regex.Pattern[str],
    text: str,
    starts: Sequence[int],
    within: prescan.Stretch,
    last: float,
) -> Iterator[regex.Match[str]]:
    """Yield the matches within a stretch that begin at one of the starts, none over another."""
    at, high = within
    for start in starts[bisect_left(starts, at) : bisect_left(starts, high)]:
        if start >= at:
            left = max(last - time.monotonic(), 0.0)
            found = pattern.match(text, start, high, timeout=left)
            if found is not None:
                at = found.end()
                yield found


def _pattern(rule: Rule, book: Rulebook) -> tuple[regex.Pattern[str], str] | None:
    """Return the pattern of a rule and, for what it needs, one with its terms written out."""
    terms = book.lists.get(rule.lijst or "", frozenset())
    if rule.lijst and not terms:
        return None
    source = rule.pattern or (r"(?<!\w)(?:{lijst})(?!\w)" if terms else None)
    if source is None:
        return None
    plain = "|".join(regex.escape(term).replace(r"\*", r"\w*") for term in sorted(terms))
    return _filled(source, rule.flags, terms), source.replace("{lijst}", plain)


@lru_cache(maxsize=512)
def _filled(pattern: str, flags: str, terms: frozenset[str]) -> regex.Pattern[str]:
    """Return the pattern with its list filled in; `*` in a term: the rest of a word."""
    return compiled(pattern.replace("{lijst}", any_of(terms, stars=True)), flags)


def _passes(rule: Rule, text: str) -> bool:
    return rule.validator is None or CHECKS[rule.validator](text)


def _hit(rule: Rule, view: View, start: int, end: int) -> Hit:
    score, why = rule.score, rule.why
    low, high = _sentence(view.text, start, end)
    beside = min(_BESIDE[0], start - low), min(_BESIDE[1], high - end)
    if rule.niet_bij and nearby(view.text, start, end, rule.niet_bij, beside):
        score = 0.0
    elif rule.context:
        word = nearby(view.text, start, end, rule.context, _PASSAGE if rule.ver else _AROUND)
        score = rule.score if word else rule.zonder_context
        why = f"{why} In de buurt staat '{word}'." if word else f"{why} De omgeving zegt niets."
    return Hit(
        start,
        end,
        rule.kind,
        score,
        rule.id,
        why,
        keep=rule.keep,
        role=rule.role,
        functie=rule.functie,
        exact=rule.exact,
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or the block around [start, end) begins and ends, if near."""
    low, high = max(0, start - _BESIDE[0]), min(len(text), end + _BESIDE[1])
    first = max((found.end() for found in _STOP.finditer(text, low, start)), default=low)
    stop = _STOP.search(text, end, high)
    return first, stop.start() if stop is not None else high


def nearby(
    text: str, start: int, end: int, words: tuple[str, ...], reach: tuple[int, int] = _AROUND
) -> str:
    """Return the first of the words around [start, end), lower-cased; empty for none."""
    before, after = text[max(0, start - reach[0]) : start], text[end : end + reach[1]]
    around = f"{before}\0{after}"
    # The dot: `t.n.v.` (in someone's name) is no N.V. (a company).
    found = _any_word(words).search(around)
    if found is not None:
        return found[0].lower()
    return "een voornaam" if _GIVEN in words and _called(around) else ""


@lru_cache(maxsize=512)
def _any_word(words: tuple[str, ...]) -> regex.Pattern[str]:
    return _filled(r"(?<![\w.])(?:{lijst})(?!\w)", "i", frozenset(words))


def _called(text: str) -> bool:
    """Say whether the text holds a first name with a capital that is no ordinary word."""
    known = lexicon.load()
    return any(
        known.first(found[0]) and not known.ordinary(found[0]) and not known.place(found[0])
        for found in _CAPITAL.finditer(text)
    )


def where(view: View) -> str:
    """Return the pages of a view as an error tells them: `page 3` or `pages 3-18`."""
    numbers = [page.number for page in view.pages]
    first, last = min(numbers), max(numbers)
    return f"page {first}" if first == last else f"pages {first}-{last}"
