# SPDX-License-Identifier: EUPL-1.2
"""A view goes in; e-mail addresses and telephone numbers come out, as personal or as public.

The rules are contact.email, .email_prive, .email_onbekend, .email_woord, .functionele_mailbox
(keep), .telefoon and .algemeen_nummer (keep); a rule that the pack leaves out is not found.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import phonenumbers
import regex

from woolak.detect.matching import prescan
from woolak.detect.text.view import Hit, View
from woolak.detect.words import lexicon
from woolak.model import Role
from woolak.rulebook import Rule, Rulebook

# A local part may begin on the line before (`jan.de.` / `vries@...`), never with the last word of a
# sentence; internal domains have no dot (`@rijk`); scans show the @ as (at), ® or ©.
_EMAIL = regex.compile(
    r"""(?<![\w.+'-])
    (?P<local>(?:(?=[\w+-]+[._][\w+-])[\w.+'-]++(?<=[._-])\n)?+[\w.+'&-]++)
    (?:@\n?(?=\p{L}[\w-])|\n@(?=\p{L}[\w-]*(?:\.[\w-]+)*\.\p{L}{2})
    |[ ]?[®©][ ]?(?=[\w-]+\.\p{L})|[ ]?@[ ]?(?=[\w.-]+\.(?:[a-z]{2}|com|org|net|int|gov|info|
    intern|local|example|amsterdam|frl)\b)|[ ]?[\[({]at[\])}][ ]?
    |\(a\)(?=[\w.-]+\.(?:nl|com|eu|org|net|be|de)\b))
    (?P<domain>[\w-]++(?:\.(?:\n(?=(?:nl|com|eu|org|net|be|de|intern|local)\b))?[\w-]++)*+)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_LOCAL = regex.compile(r"(?r)(?:[\w.+'-]++\n)?+[\w.+'&-]++[ \n]?")
"""What ends just before a sign and can be all that stands before it in an address."""
SECONDS = 10.0
"""Time the search for addresses may take over one view; more raises TimeoutError."""

_UNIT = regex.compile(r"(?:(?:p?dg|d|afd|dir|dep)[bcdfghjklmnpqrstvwxz&]{1,5}|dg\p{L}{1,4})[._-]")
"""The abbreviation of a unit, in which no name can be read."""
_PIECES = regex.compile(r"\p{L}+")
_PERSONAL = regex.compile(r"\p{L}{1,3}[._-]\p{L}.*|\p{L}+[._]\p{L}+.*|.*[._-]\p{L}{1,2}")
_INFIX = regex.compile(r"van(?:de[nr]?)?|de[nr]?|te[nr]?|el|al")
_NEAR = regex.compile(
    r"(?:\d[\d ./()-]*)\n(?=[ ./()-]*\d)|(?<!\d)0\d{1,3}[ ]?-(?:\t|\n\n)(?=\d{6,8}(?!\d))"
)
"""Before a line end; or before the next cell, which has the subscriber's digits by themselves."""
_GAPS = regex.compile(r"[\t\n]")
_DAY = regex.compile(
    r"(?<!\d)(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d(?!\d)|14[-/.][01]\d[-/.]\d\d(?!\d)"
    r"|[0-3]?\d[-/.][01]?\d[-/.]\d\d(?=,?[ ]+[0-2]?\d:[0-5]\d))"
)
"""A date: with the time behind it, it has the digits of a telephone number (14-03-20: 14 0320)."""
_HOURS = regex.compile(r"[0-2]?\d[.:][0-5]\d[ ]?[-–][ ]?[0-2]?\d[.:][0-5]\d")
"""From when until when: `09.00-11.00` has the digits of a telephone number."""
_SIGN = regex.compile(r"[@®©]|[(\[{](?i:at?)[)\]}]")
_AROUND = 260
"""The parts of an address before and behind its sign are no longer than this."""
_SHORTEST, _LETTERED = 3, 5
_DIGIT = regex.compile(r"\d")
_KEPT = 1 << 12
"""For so many stretches of digits the numbers in them are kept."""
_FEWEST = 7
"""A telephone number has no fewer digits."""
_ROOM = regex.compile(r"(?<=\p{Lu})\d{1,2}\.\d{1,3}[ \t]+(?=[(+0])")
"""A room before a number: `B14.12 070 ...`."""
_TWO = regex.compile(r"(?<!(?<![\d-])\(?0\d{1,3}\)?)[ ]/[ ]")
"""Between two numbers; behind an area code the number goes on: `0118 / 46 18 83`."""
_ITEM = regex.compile(
    r"(?<=(?<![\d+])0\d(?:[ ./-]{0,3}\d){8}|\+\d\d[ (0)]{0,5}\d(?:[ .-]?\d){8})"
    r"[ ](?=\d{1,2}[.)][ ]\p{Lu})"
)
"""Before the number of the next item of a list: `0348 55 71 20 2. Mevrouw`."""
_MOMENT = regex.compile(
    r"(?<=(?<![\d./:-])(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d"
    r"|[0-2]?\d:[0-5]\d(?::[0-5]\d)?))[ \t](?=[(+\uff0b]|0\d)"
)
"""Between a date or a time and a number: `17-08-2007 053 432 01 18`."""
_WHOLE = (
    r"(?:\(0[1-9]\d\)[ ]?|0[1-9]\d(?:[ ]?[-/.][ ]?|[ ]))"
    r"(?:\d{3}[ .]?\d{2}[ .]?\d{2}|\d{2}[ .]\d{2}[ .]\d{3}|\d(?:[ .]\d{2}){3}|\d{4}[ ]\d{3})"
    r"|(?:\(0[1-9]\d{2}\)[ ]?|0[1-9]\d{2}(?:[ ]?[-/.][ ]?|[ ]))"
    r"(?:\d{2}[ .]?\d{2}[ .]?\d{2}|\d{3}[ .]\d{3})"
    r"|(?:\+|00)31[ ]?(?:\(0\)[ ]?)?[1-57]\d[ -]?\d{3}[ ]?\d{2}[ ]?\d{2}"
)
_ABUTS = regex.compile(
    rf"(?<=\d)(?<!\+\d{{1,3}})[ \t](?=(?:{_WHOLE})(?!\d|[-.]\d))"
    rf"|(?<=(?<![\d+-]|\+\d{{1,3}}[ ])(?:{_WHOLE}))[ \t](?=[(+\d])"
)
"""Between a number in its usual groups and other digits: `kamer 4.12 070 426 51 83 06 8765`."""
_EXTENSION = regex.compile(r"[ ,;(]*(?i:ext(?:ension)?|toestel|tst|x)[.:]?[ ]?\d+[)]?\Z")
"""Whose desk it is behind a number that is public itself."""
_LEAD = 8
"""Brackets and a plus before the first digit of a number take no more characters."""
_DIALLED = regex.compile(r"[+\uff0b]|(?<!\d)(?:0|31)")
"""A number begins with a zero or with its country, with or without a plus."""
_CLUSTER = regex.compile(r"\d(?:[^\p{L}\d\n]{0,6}+\d){6,}+(?=(?P<more>[^\d\n]{0,12}+\d*+(?s:.)?))")
"""Digits that can be a number together, and behind them an extension and one more character."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A telephone number at [start, end) of a text, as written and as parsed."""

    start: int
    end: int
    written: str = field(repr=False)
    number: phonenumbers.PhoneNumber = field(repr=False)


def find(view: View, book: Rulebook) -> list[Hit]:
    """Return the e-mail addresses and telephone numbers in the view."""
    return [*_emails(view.text, book), *_phones(view.text, book)]


def _emails(text: str, book: Rulebook) -> Iterator[Hit]:
    for match in _addresses(text):
        local, domain = match["local"], "".join(match["domain"].split()).lower()
        start = match.start() + len(local) - len(local.lstrip(".'-+&"))
        name = local.strip(".'-+&").replace("\n", "")
        rule = book.rule(f"contact.{_sort(name.lower(), domain, book)}") if name else None
        if rule is None:
            continue
        end = match.end("local") if rule.exact else match.end()
        yield replace(_hit(rule, start, end), exact=True, role=_role(rule, domain, book))


def _addresses(text: str) -> Iterator[regex.Match[str]]:
    """Yield the addresses around the signs that addresses have.

    Raises TimeoutError when it takes more than SECONDS.
    """
    signs = [sign.start() for sign in _SIGN.finditer(text)]
    last = time.monotonic() + SECONDS
    for low, high in prescan.joined(signs, len(text), _AROUND):
        at = low
        for sign in signs[bisect_left(signs, low) : bisect_left(signs, high)]:
            local = _LOCAL.match(text, at, sign) if at < sign else None
            if local is None:
                continue
            left = max(last - time.monotonic(), 0.0)
            found = _EMAIL.search(text, local.start(), high, timeout=left)
            if found is None:
                break
            yield found
            at = found.end()


def _role(rule: Rule, domain: str, book: Rulebook) -> Role:
    """Return what the domain says of its user: a citizen's provider, or a public body."""
    if rule.id == "contact.email_prive":
        return Role.BURGER
    labels = domain.split(".")
    ends = {".".join(labels[at:]) for at in range(len(labels))}
    public = ends & book.lists.get("overheidsdomeinen", frozenset())
    return Role.AMBTENAAR if public and not rule.keep else rule.role


def _sort(local: str, domain: str, book: Rulebook) -> str:
    """Return the rule for an address: of a function, private, a person's, or unknown."""
    if _called(domain) and domain.partition(".")[0] not in _firms(book):
        return "email_prive"
    unit = len(local) >= _SHORTEST and local in _units(book)
    if unit or _functional(local, book.lists.get("functionele_mailboxen", frozenset())):
        return "functionele_mailbox"
    providers = book.lists.get("prive_providers", frozenset())
    if domain in providers or domain.partition(".")[0] in providers or _own(local, domain):
        return "email_prive"
    pieces = _PIECES.findall(local)
    words = lexicon.load()
    if any(_surname(piece) or words.first(piece) or _lettered(piece) for piece in pieces):
        return "email"
    if all(len(piece) > _SHORTEST and words.word(piece) for piece in pieces):
        return "email_woord"
    return "email" if _PERSONAL.fullmatch(local) else "email_onbekend"


def _own(local: str, domain: str) -> bool:
    """Say whether a domain is called after who writes: `stef@heideveld.info`, `s.vos@vos.nl`."""
    words = lexicon.load()
    label, _, end = domain.partition(".")
    own = _PIECES.findall(local)[-1:]
    if "." in end or not own:
        return False
    if _PERSONAL.fullmatch(local) and words.last(own[0]) and len(own[0]) > _SHORTEST:
        return label.startswith(own[0])
    return words.first(local) and _family(label)


def _firms(book: Rulebook) -> frozenset[str]:
    """Return the known firms and bodies as a domain shows them: `volkerwessels`."""
    return _joined(book.lists.get("instellingen", frozenset()))


@lru_cache(maxsize=4)
def _joined(terms: frozenset[str]) -> frozenset[str]:
    return frozenset("".join(filter(str.isalnum, term.lower())) for term in terms)


@lru_cache(maxsize=_KEPT)
def _called(domain: str) -> bool:
    """Say whether a domain is a first name with a surname: `jandevries.nl`, `anna-bos.frl`.

    Not that of a municipality: `westerkwartier.nl`.
    """
    words = lexicon.load()
    label, _, end = domain.partition(".")
    plain = label.replace("-", "")
    return not ("." in end or words.place(plain)) and any(
        words.first(plain[:cut])
        and _family(plain[cut:])
        and not (words.common(plain[:cut]) and _glued(plain[cut:]) == plain[cut:])
        for cut in range(_SHORTEST, len(plain) - _SHORTEST)
    )


def _glued(letters: str) -> str:
    """Return what stands behind a tussenvoegsel written against it: `vanoostrum`."""
    found = _INFIX.match(letters)
    return letters[found.end() :] if found is not None else letters


def _family(letters: str) -> bool:
    """Say whether letters are a surname, and no word and no place; `vanoostrum` is no place."""
    words = lexicon.load()
    rest = _glued(letters)
    if rest != letters and len(rest) > _SHORTEST and (words.last(rest) or words.place(rest)):
        return not words.common(letters)
    plain = words.last(letters) and not words.common(letters) and not words.place(letters)
    return len(letters) > _SHORTEST and plain


def _units(book: Rulebook) -> frozenset[str]:
    """Return the abbreviations of services in small letters: `cjib@`, `wodc@`."""
    return _lowered(book.lists.get("afkortingen", frozenset()))


@lru_cache(maxsize=4)
def _lowered(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(term.lower() for term in terms if term.isupper())


def _functional(local: str, terms: frozenset[str]) -> bool:
    """Say whether the local part holds a word for a mailbox, and no one's name.

    The word comes first (`piket.dgrr`), or last behind the name of a unit (`dgmr-crisisteam`).
    """
    if not terms:
        return False
    mailbox = _mailbox(terms)
    at = _after(mailbox, local)
    if at:
        return not any(map(_personal, _PIECES.findall(local[at:])))
    unit = _UNIT.match(local)
    return unit is not None and _after(mailbox, local[unit.end() :]) == len(local) - unit.end()


def _after(mailbox: regex.Pattern[str], local: str) -> int:
    """Return where the words for a mailbox that the local part begins with end; 0 for none."""
    at = 0
    while (found := mailbox.match(local, at)) is not None and found.end() > at:
        at = found.end()
        at += len(local[at:]) - len(local[at:].lstrip("._-+0123456789"))
    return at


@lru_cache(maxsize=8)
def _mailbox(terms: frozenset[str]) -> regex.Pattern[str]:
    """Return a pattern for the start of a local part; `*` in a term: the word may go on."""
    parts = []
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        stem = regex.escape(term.rstrip("*").lower())
        parts.append(stem if term.endswith("*") else rf"{stem}(?!\p{{L}})")
    return regex.compile("|".join(parts))


def _personal(piece: str) -> bool:
    words = lexicon.load()
    if len(piece) == 1 or words.common(piece):
        return len(piece) == 1
    return words.first(piece) or _surname(piece)


def _surname(piece: str) -> bool:
    """Say whether this is a surname, maybe with initials or tussenvoegsels glued on."""
    words = lexicon.load()
    cuts = [found.end() for at in range(3) if (found := _INFIX.match(piece, at))]
    cuts += [] if words.common(piece) else [1]
    return words.last(piece) or any(
        len(piece) > cut + _SHORTEST and words.last(piece[cut:]) for cut in cuts
    )


def _lettered(piece: str) -> bool:
    """Say whether this is a surname with an initial behind it, and no word of running text."""
    words = lexicon.load()
    return len(piece) > _LETTERED and words.last(piece[:-1]) and not words.common(piece)


def _phones(text: str, book: Rulebook) -> Iterator[Hit]:
    personal, public = book.rule("contact.telefoon"), book.rule("contact.algemeen_nummer")
    general = _numbers(book.lists.get("algemene_nummers", frozenset()))
    for match in _matches(text):
        if _DAY.search(match.written) or _HOURS.fullmatch(match.written):
            continue
        rule = public if _national(match.number) in general else personal
        if rule is not None:
            open_bracket = match.written.startswith("(") and ")" not in match.written
            more = _EXTENSION.search(match.written) if rule is public else None
            end = match.start + more.start() if more is not None else match.end
            yield _hit(rule, match.start + open_bracket, end)


def _matches(text: str) -> Iterator[_Number]:
    """Yield the numbers in the text, those broken over a line end too."""
    taken = bytearray(len(text))
    for number in _in_clusters(text, _CLUSTER.finditer(text)):
        taken[number.start : number.end] = b"1" * (number.end - number.start)
        yield number
    if not _NEAR.search(text):
        return
    shown = _NEAR.sub(lambda match: _GAPS.sub(" ", match[0]), text)
    broken = (found for found in _CLUSTER.finditer(shown) if text[slice(*found.span())] != found[0])
    for number in _in_clusters(shown, broken):
        if _GAPS.search(text, number.start, number.end) and not any(
            taken[number.start : number.end]
        ):
            yield number


def _in_clusters(text: str, clusters: Iterable[regex.Match[str]]) -> Iterator[_Number]:
    """Yield the numbers in each cluster of digits.

    Every candidate is tried: by default phonenumbers gives up silently after 65,535 of them.
    """
    for found in clusters:
        if len(_DIGIT.findall(_DAY.sub("", found[0]))) < _FEWEST:
            continue
        room = _ROOM.match(text, found.start())
        low = room.end() if room is not None else max(found.start() - _LEAD, 0)
        if not _DIALLED.search(text, low, found.end()):
            continue
        around = text[low : found.end("more")]
        around = _ITEM.sub("|", _TWO.sub(" | ", around)).replace("] ", "| ")  # two numbers, a time
        around = _ABUTS.sub("|", _MOMENT.sub("|", around))
        for match in _dialled(around):
            if low + match.start < found.end():
                end = low + match.end
                yield _Number(low + match.start, end, match.raw_string, match.number)


@lru_cache(maxsize=_KEPT)
def _dialled(around: str) -> tuple[phonenumbers.PhoneNumberMatch, ...]:
    """Return the numbers in some digits; those of a signature come back under every message."""
    return tuple(phonenumbers.PhoneNumberMatcher(around, "NL", max_tries=len(around) + 1))


@lru_cache(maxsize=8)
def _numbers(written: frozenset[str]) -> frozenset[str]:
    return frozenset(_parsed(written))


def _parsed(written: Iterable[str]) -> Iterator[str]:
    for number in written:
        try:
            yield _national(phonenumbers.parse(number, "NL"))
        except phonenumbers.NumberParseException:
            continue


def _national(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _hit(rule: Rule, start: int, end: int) -> Hit:
    return Hit(
        start,
        end,
        rule.kind,
        rule.score,
        rule.id,
        rule.why,
        keep=rule.keep,
        role=rule.role,
        exact=rule.exact,
    )
