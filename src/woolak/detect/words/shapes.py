# SPDX-License-Identifier: EUPL-1.2
"""Lists of small words in, the patterns of a name and of its pieces out.

They are the shapes that the grammar reads with.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

_DIGRAPH = "Tj|Ph|Th|Chr|Ch|IJ|Fr|Joh|Jac|Kl|Sj|St|Wm|Dj|Kh|Sh|Yu|Zh|Ya|Ij|Ge|Gé|Kr|Hj|Wl"
INITIALS = rf"(?:(?:{_DIGRAPH}|\p{{Lu}})\.[ -]?)+"
"""Initials with dots, such as J.P. or Tj. A.; a last dot may be followed by a space."""
CAP = (
    r"(?:(?:[dDlLO]['’]|Mc|Mac|De|Van|Al-|El-|v(?=\p{Lu}\p{Ll}))?"
    r"\p{Lu}[\p{L}\p{M}]*+(?:['’`](?!s(?!\p{L}))\p{L}+)*)"
)
SHORT_TUSSEN = r"(?:v/?d\.?|v\.d\.|v\.?|van(?: de[rn]?)?|de[rn]?|te[rn]?|el|al)"
"""How a tussenvoegsel is written before the first letter of a surname."""
LETTER = regex.compile(
    rf"[ ](?:{SHORT_TUSSEN}[ ])?(?:\p{{Lu}}(?=[\s,;:?!.)]|\Z)\.?|\p{{Ll}}\.(?=[\s,;:?!)]|\Z)"
    r"|[bcdfghjlpqsvwyz](?=[ ]?(?:\n|[,?!]|\Z)))"
)
"""The first letter of a surname behind a first name: `Keila B.`, `bram v/d s.`."""
UNIT = regex.compile(r"\p{Lu}[\p{L}&]{0,4}[\p{Lu}&]/\p{Lu}[\p{Lu}\d&]{0,5}(?![\p{L}\d])")
"""The letters of a unit, and of what it is a part of: `DRM/UV`."""
DOUBLED = regex.compile(r"\p{Lu}[\p{L}'’]+-(?P<tv>\p{Ll}[\p{Ll}'’ ]*) \p{Lu}[\p{L}'’]+")
"""A double surname of which the second has a tussenvoegsel: `Valk-de Beer`."""
_WORD_END = r"(?![\p{L}\p{M}])"


def first_letters(terms: Iterable[str]) -> str:
    """Return a pattern for the first letter of any of the terms."""
    letters = "".join(sorted({term[0] for term in terms}))
    return f"[{regex.escape(letters)}]" if letters else "(?!)"


def token(tv: str, leads: str, syllables: str) -> str:
    """Return the pattern of one piece of a name: initials, tussenvoegsel, capitalised word.

    Or a first name in brackets. `leads` is any first letter of a tussenvoegsel; `syllables` are
    those that end a first name behind a hyphen: `Sang-hoon`.
    """
    given = rf"\p{{Lu}}\p{{Ll}}{{1,4}}-(?:{syllables}){_WORD_END}"
    more = rf"-(?:{tv}\s+{CAP}|\p{{Lu}}[\p{{L}}\p{{M}}]*+)|[ -]A[ -]{CAP}| [ey] {CAP}"
    caps = rf"(?:{given}|{CAP})(?:{more})*"
    called = r"\((?P<par>\p{Lu}[\p{L} .'’-]{1,30})\)"
    room = r"(?<=(?<!\p{L})\p{Lu})\d"  # `Bos, Jan A16.51`
    # The looks ahead change nothing: they spare a word most of the ways to read it.
    return (
        rf"(?=\p{{Lu}}\p{{L}}{{0,2}}\.)(?P<ini>{INITIALS})(?<!\s)"
        rf"|(?=(?i:{leads}))(?P<tv>{tv})"
        rf"|(?=[\p{{Lu}}dlv])(?P<cap>{caps})(?!\.\p{{L}}|{room})|(?P<called>{called})"
    )


def in_outlook(tv: str, titels: str) -> str:
    """Return the pattern of a name in Outlook order: `Vries, mr. J. de (Jan)`."""
    surname = rf"(?:{tv}\s+)?(?:[ae]l-)?{CAP}(?:\s?-\s?(?:{tv}\s+)?{CAP}|-\p{{Ll}}+| [ey] {CAP})*"
    given = rf"{CAP}(?:[ -]{CAP}){{0,2}}"
    initials = rf"(?:{INITIALS}|(?:\p{{Lu}} ?){{1,4}}(?![\p{{L}}\p{{M}}.]))"
    unit = r"\p{Lu}[\p{L}&/]*\p{Lu}\p{Ll}?[)]"
    # `Vries, AL de`: capitals without stops are initials, whatever else they could be.
    bare = rf"(?<=\p{{Ll}},\s?)\p{{Lu}}{{2,3}}(?=\s*(?:{tv}(?!\s+\p{{Lu}})|[;,(\n|–-]|\Z))"
    return (
        rf"(?P<achter>{surname}(?: {CAP})?(?:\s(?P<tv0>{tv}))?){_WORD_END}\s*,\s*"
        rf"(?:(?!\p{{Lu}}\.(?!\p{{Ll}})|{bare})(?P<tv1>{tv}),?\s*)?"
        rf"(?P<titel>(?:(?!{bare})(?i:{titels})\s+)*)(?:(?P<ini>{initials})[, ]*)?"
        rf"(?:(?P<voor2>{given}){_WORD_END}(?!\.)(?! {tv} \p{{Lu}})"
        rf"\s*(?:(?P<ini2>{INITIALS})\s*)?)?"
        rf"(?P<tv2>{tv}(?! \p{{Lu}}))?"
        rf"\s*(?:[(](?P<voor>(?!{unit})\p{{Lu}}[^()\d\n]{{0,38}}\p{{Ll}}[^()\d\n]{{0,10}})[)]"
        rf"|[(](?P<ini3>{INITIALS})[)])?"
    )
