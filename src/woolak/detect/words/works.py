# SPDX-License-Identifier: EUPL-1.2
"""A rulebook's lists on works in; what stands around those who are cited for one, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from woolak.detect.matching import anchors
from woolak.detect.matching.alternatives import any_of
from woolak.detect.matching.anchors import Anchored
from woolak.detect.words.shapes import CAP, INITIALS

_TV = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on|'t|El|Al)\s+){0,3}"
SURNAME = rf"{_TV}{CAP}(?:-{_TV}{CAP})?"
_ONE = rf"(?:{INITIALS}\s?{SURNAME}|{SURNAME},\s{INITIALS}|{CAP}\s{SURNAME}|{SURNAME})"
_AND = r"(?:\s(?:&|en|and|und)\s|,\s(?:&\s|en\s|and\s)?)"
MANY = rf"{_ONE}(?:{_AND}{_ONE}){{0,7}}(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?(?:\s\((?:red|eds?)\.\))?"
YEAR = r"(?:19[5-9]|20[0-4])\d[a-z]?"
START = r"(?<![\p{L}\p{N}@.])"
_CHAIR = (
    r"(?i:(?:(?:em(?:eritus|\.)?|bijzonder|buitengewoon)\s)?(?:hoogleraar|lector)"
    r"(?:(?-i:\s\p{Ll}[\p{L}-]+){1,3}?)?|prof(?:essor|\.)?(?:\s?(?:mr|dr|drs|ir|ing)\.?){0,3})"
)
_CHAIRS = (
    "hoogleraar",
    "lector",
    "prof",
    "professor",
    "em",
    "emeritus",
    "bijzonder",
    "buitengewoon",
)
_SAYS = ("volgens", "aldus", "zoals", "conform")
_SCHOLAR = rf"(?:{INITIALS}\s?|{CAP}\s){{0,2}}{SURNAME}"
_SHORTLY = rf"(?:{INITIALS}\s?|{CAP}\s){{0,2}}?{SURNAME}"
_Lists = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Works:
    """What tells who is cited; the group `who` is the authors.

    `yeared` has a year and what the authors do, `titled` a title and who published it, `made` says
    who made a work that is named, annotated a judgment, or edited a book, and `scholar` who speaks
    as one: by the study that is theirs, their university, what they argue, or the paper that they
    write in. `cites` ends directly
    before an author, `argues` begins directly behind, and `born` ends before somebody of whom a
    year is that of birth. `headed` is the heading of a list of works. In a text without `hint`
    nobody is cited by a work.
    """

    yeared: regex.Pattern[str] = field(repr=False)
    titled: regex.Pattern[str] = field(repr=False)
    made: Anchored = field(repr=False)
    scholar: Anchored = field(repr=False)
    cites: regex.Pattern[str] = field(repr=False)
    argues: regex.Pattern[str] = field(repr=False)
    born: regex.Pattern[str] = field(repr=False)
    headed: regex.Pattern[str] = field(repr=False)
    hint: regex.Pattern[str] = field(repr=False)


def build(lists: _Lists) -> Works:
    """Compile the lists of a rulebook on works and their authors."""
    argue, also = _any(lists, "betoogt"), _any(lists, "betoogt_ook")
    return Works(
        yeared=regex.compile(
            rf"{START}(?P<who>{MANY}),?\s\({YEAR}(?:,\sp\.?\s?\d+(?:-\d+)?)?\)"
            rf"(?=[,.:;]\s|\s{argue})"
        ),
        titled=regex.compile(
            rf"{START}(?P<who>{INITIALS}\s?{SURNAME}(?:{_AND}{INITIALS}\s?{SURNAME}){{0,7}}"
            r"(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?),\s"
            rf"(?=['‘’“\"„][^\n]{{8,200}}?['‘’”\"]|[^\n;]{{8,160}}?{_any(lists, 'uitgever')})"
        ),
        made=_made(lists),
        scholar=_scholar(lists),
        cites=regex.compile(rf"(?i)(?<!\p{{L}}){_any(lists, 'aanhaling')} $"),
        argues=regex.compile(rf"\s(?:{argue}|{also})"),
        born=regex.compile(
            rf"(?i)(?<!\p{{L}})(?:{_any(lists, 'geboren')}"
            r"|(?-i:(?P<given>\p{Lu}\p{Ll}+))|(?-i:\p{Lu}\.))[ ]$"
        ),
        headed=regex.compile(
            r"(?im)^\W*(?:geraadpleegde )?"
            rf"(?:{any_of(_terms(lists, 'kop'), stars=True)}|bronvermelding)"
            r"(?:lijst|verwijzingen)?\W*$"
        ),
        hint=regex.compile(
            rf"{YEAR}[),;]| et al|diss\.|[‘“„][^\n]|[, ]['\"]\p{{Lu}}|m\.\s?nt\.|noot van|"
            rf"[Bb]oek van|{_any(lists, 'geschrift')}|in: \p{{Lu}}"
        ),
    )


def _made(lists: _Lists) -> Anchored:
    """Compile who made a work that is named, annotated a judgment, or edited a book."""
    works = _terms(lists, "werk")
    return anchors.words(
        rf"(?i:(?<!\p{{L}}){any_of(works)})\s['‘’“\"„][^\n'’”\"]{{3,140}}['’”\"],?\s"
        rf"(?:van|door)\s(?P<who>{CAP}\s{SURNAME}|{INITIALS}\s?{SURNAME})"
        rf"|(?i:(?<!\p{{L}})boek)\svan\s(?P<who>{CAP}\s{SURNAME})(?=:|,?\s['‘“\"„])"
        rf"|(?i:(?<=(?<!\p{{L}})het\s)boek)\svan\s(?P<who>(?:{CAP}\s)?{SURNAME})(?=\sover\s)"
        r"|(?i:(?<!\p{L})(?:m\.\s?nt\.|met noot van))"
        rf"\s(?:van\s)?(?P<who>(?:{INITIALS}\s?)?{SURNAME})"
        rf"|(?i:(?<!\p{{L}})noot van)\s(?P<who>(?:{INITIALS}\s?)?{SURNAME})"
        r"(?=\s(?:onder|bij)\s\p{Lu})"
        rf"|[Ii]n (?:zijn|haar|hun) (?i:{_any(lists, 'geschrift')})(?:[ ][^.;:\n]{{0,50}}?)?[ ]"
        rf"{_any(lists, 'zegt')}[ ](?P<who>(?:{CAP} )?{SURNAME})"
        rf"|\bin:\s(?P<who>{INITIALS}\s?{SURNAME}(?:{_AND}{INITIALS}\s?{SURNAME}){{0,5}})"
        r"(?=\s(?:e\.a\.|et al|\(red))",
        ("m", "met", "nt", "noot", "in", "boek", *works),
        ("nt",),
    )


def _scholar(lists: _Lists) -> Anchored:
    """Compile who speaks as a scholar, or wrote in a paper: `de column van Ana Bos in NRC`."""
    studies, works = _terms(lists, "studie"), _terms(lists, "werk")
    does = _terms(lists, "hoogleraar_doet")
    return anchors.words(
        rf"(?i:(?<!\p{{L}})(?:{any_of(studies)}\s(?:van|door)|{'|'.join(_SAYS)}|"
        rf"{any_of(does)}))\s(?:de\s)?{_CHAIR}\s(?P<who>{_SCHOLAR})"
        rf"(?:\s(?:en|&)\s{_CHAIR}\s(?P<who>{_SCHOLAR}))?"
        rf"|(?<!\p{{L}})(?<!(?i:referen(?:t|ten|tie|ties)):\s){_CHAIR}\s(?P<who>{_SHORTLY})"
        r"(?=(?:,?\s(?:van\sde\s|verbonden\saan\s(?:de\s)?|\()?"
        rf"{_any(lists, 'universiteit')}[^.:;\n]{{0,60}}?)?\s{any_of(does)})"
        rf"|(?i:(?<!\p{{L}}){any_of(works)}\s(?:van|door))\s(?P<who>{CAP}\s{SURNAME})"
        rf"\s(?:in|op|voor|bij)\s(?:de\s|het\s)?(?={_any(lists, 'medium')}(?!\p{{L}}))",
        (*_CHAIRS, *_SAYS, *studies, *works, *does),
    )


def _any(lists: _Lists, name: str) -> str:
    return f"(?:{any_of(_terms(lists, name))})"


def _terms(lists: _Lists, name: str) -> frozenset[str]:
    return lists.get(f"literatuur_{name}", frozenset())
