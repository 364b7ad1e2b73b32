# SPDX-License-Identifier: EUPL-1.2
"""Text in, the authors of cited publications out: their names belong to a public work.

A citation has a year in brackets, a title in quotes, or a place and a publisher behind its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import regex

from woolak.detect import anchors, prescan
from woolak.detect.grammar import CAP, INITIALS
from woolak.detect.lexicon import fold
from woolak.detect.vocabulary import Vocabulary

_TV = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on|'t|El|Al)\s+){0,3}"
_SURNAME = rf"{_TV}{CAP}(?:-{_TV}{CAP})?"
_ONE = rf"(?:{INITIALS}\s?{_SURNAME}|{_SURNAME},\s{INITIALS}|{CAP}\s{_SURNAME}|{_SURNAME})"
_AND = r"(?:\s(?:&|en|and|und)\s|,\s(?:&\s|en\s|and\s)?)"
_MANY = rf"{_ONE}(?:{_AND}{_ONE}){{0,7}}(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?(?:\s\((?:red|eds?)\.\))?"
_YEAR = r"(?:19[5-9]|20[0-4])\d[a-z]?"
_YEARED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{_MANY}),?\s\({_YEAR}(?:,\sp\.?\s?\d+(?:-\d+)?)?\)"
    r"(?=[,.:;]\s|\s(?:stel|laat|laten|conclude|schrij|betog|noem|onderzo|vind|beschr|wij[sz]|to[on]|"
    r"argue|show|find|conclud|describe))"
)
_SEVERAL = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{_SURNAME}(?:\s(?:&|en|and)\s{_SURNAME}|\s(?:e\.a\.|et\sal\.?)))"
    rf",?\s\({_YEAR}\)(?=\s\p{{Ll}})"
)
_BRACKETED = regex.compile(
    rf"\((?:(?i:zie(?:\sook)?|vgl\.|cf\.|e\.g\.|bijv\.)\s)?(?P<who>{_MANY}),?\s{_YEAR}"
    r"(?:,\sp\.?\s?\d+(?:-\d+)?)?(?=[;,)])"
)
_TITLED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{INITIALS}\s?{_SURNAME}(?:{_AND}{INITIALS}\s?{_SURNAME}){{0,7}}"
    r"(?:\s(?:e\.a\.|et\sal\.?|c\.s\.))?),\s"
    r"(?=['‘’“\"„][^\n]{8,200}?['‘’”\"]|[^\n;]{8,160}?(?:diss\.|proefschrift|Boom|Kluwer|Sdu|"
    r"Springer|Elsevier|Press|Uitgever\p{Ll}*|NJB|Trema|Amsterdam:|Den Haag:|Leiden:|"
    r"Deventer|Cambridge|Oxford))"
)
_NARRATIVE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@.])(?P<who>{_SURNAME}),?\s\({_YEAR}(?:,\s(?:pp?|blz|par|hfst)\.?\s?\d+(?:-\d+)?)?"
    r"(?:;\s(?:19|20)\d\d[a-z]?)*\)(?=[,.:;]|\s\p{Ll}|\n|\Z)"
)
"""One surname with a year: a citation where works are cited, or where the words around say so."""
_CITES = regex.compile(
    r"(?i)(?<!\p{L})(?:volgens|zie|zie ook|vgl\.|cf\.|navolging van|aldus|conform|naar|"
    r"(?:werk|analyse|kritiek|studie|onderzoek|model|theorie|definitie|rapport|typologie|indeling|"
    r"proefschrift|boek|artikel|betoog|visie) van|"
    r"ook|bij|door|according to|following|as) $"
)
_ARGUES = regex.compile(
    r"\s(?:stel|laat|laten|conclude|schrij|betog|betoogt|noem|onderzo|vind|beschr|wij[sz]|to[on]|maak|onderscheid|"
    r"definie|analys|pleit|spre|geef|geven|constat|bevestig|argue|show|find|conclud|describe|suggest|note)"
)
_LISTED = regex.compile(
    r"(?im)^\W*(?:literatuur(?:lijst|verwijzingen)?|bronnen|bronvermelding|referenties|references|bibliogra\p{L}+|"
    r"geraadpleegde literatuur)\W*$"
)
_WORK = (
    r"(?:artikel|column|boek|essay|opiniestuk|reportage|proefschrift|dissertatie|oratie|preadvies|annotatie|stuk|"
    r"podcast|documentaire|interview|blog|roman|bundel|handboek|blogpost|nieuwsbericht|lezing)"
)
_MADE = anchors.words(
    rf"(?i:(?<!\p{{L}}){_WORK})\s['‘’“\"„][^\n'’”\"]{{3,140}}['’”\"],?\s(?:van|door)\s(?P<who>{CAP}\s{_SURNAME}|{INITIALS}\s?{_SURNAME})"
    rf"|(?i:(?<!\p{{L}})boek)\svan\s(?P<who>{CAP}\s{_SURNAME})(?=:|,?\s['‘“\"„])"
    r"|(?i:(?<!\p{L})(?:m\.\s?nt\.|met noot van))"
    rf"\s(?:van\s)?(?P<who>(?:{INITIALS}\s?)?{_SURNAME})"
    rf"|(?i:(?<!\p{{L}})noot van)\s(?P<who>(?:{INITIALS}\s?)?{_SURNAME})"
    r"(?=\s(?:onder|bij)\s\p{Lu})"
    r"|[Ii]n (?:zijn|haar|hun) (?i:noot|annotatie|proefschrift|dissertatie|oratie|preadvies|boek|"
    r"handboek)(?:[ ][^.;:\n]{0,50}?)?[ ](?:betoogt|schrijft|stelt|bepleit|concludeert|betogen|"
    rf"schrijven|stellen|noemt|zegt)[ ](?P<who>(?:{CAP} )?{_SURNAME})"
    rf"|\bin:\s(?P<who>{INITIALS}\s?{_SURNAME}(?:{_AND}{INITIALS}\s?{_SURNAME}){{0,5}})"
    r"(?=\s(?:e\.a\.|et al|\(red))",
    ("m", "met", "nt", "noot", "in", *regex.findall(r"\p{L}+", _WORK)),
    ("nt",),
)
"""Who made a work that is named, annotated a judgment, or edited a book."""
_CHAIR = (
    r"(?i:(?:(?:em(?:eritus|\.)?|bijzonder|buitengewoon)\s)?(?:hoogleraar|lector)"
    r"(?:(?-i:\s\p{Ll}[\p{L}-]+){1,3}?)?|prof(?:essor|\.)?(?:\s?(?:mr|dr|drs|ir|ing)\.?){0,3})"
)
_STUDY = (
    r"(?:onderzoek|rapport|advies|studie|evaluatie|proefschrift|boek|artikel|essay|analyse|werk|"
    r"publicatie|betoog|pleidooi|oratie|theorie|stelling|column|annotatie)"
)
_SCHOLAR = rf"(?:{INITIALS}\s?|{CAP}\s){{0,2}}{_SURNAME}"
_SHORTLY = rf"(?:{INITIALS}\s?|{CAP}\s){{0,2}}?{_SURNAME}"
_PROFESSOR = anchors.words(
    rf"(?i:(?<!\p{{L}})(?:{_STUDY}\s(?:van|door)|volgens|aldus|zoals|conform))\s(?:de\s)?{_CHAIR}\s"
    rf"(?P<who>{_SCHOLAR})(?:\s(?:en|&)\s{_CHAIR}\s(?P<who>{_SCHOLAR}))?"
    rf"|(?<!\p{{L}}){_CHAIR}\s(?P<who>{_SHORTLY})"
    r"(?=,?\s(?:van\sde\s|verbonden\saan\s(?:de\s)?|\()?(?:[Uu]niversiteit|Erasmus|Radboud|Vrije\s|TU\s|UvA|"
    r"VU|Leiden|Tilburg|Wageningen|hogeschool|Hogeschool)"
    r"|\s(?:waarschuwt|waarschuwde|betoogt|betoogde|pleit|pleitte|schrijft|schreef|concludeert|"
    r"concludeerde|onderzocht|promoveerde|publiceerde|stelt|noemt|wijst erop))",
    (
        *("hoogleraar", "lector", "prof", "professor", "em", "emeritus", "bijzonder"),
        *(
            "buitengewoon",
            "volgens",
            "aldus",
            "zoals",
            "conform",
            *regex.findall(r"\p{L}+", _STUDY),
        ),
    ),
)
"""Scholars who speak as such: by the study that is theirs, their university, or what they argue."""
_PERSON = regex.compile(
    r"(?i)(?<!\p{L})(?:heer|mevrouw|mevr\.|mw\.|dhr\.|familie|verdachte|slachtoffer|getuige|cliënt|patiënt|"
    r"collega|zoon|dochter|kind|genaamd|naam|(?-i:(?P<given>\p{Lu}\p{Ll}+))|(?-i:\p{Lu}\.))[ ]$"
)
"""Before somebody of whom the year is that of birth."""
_FEW = 2
"""So many other citations make a text one in which a surname with a year is a citation."""
_SMALL = regex.compile(r"(?:\p{Ll}+\s)*")
_NAME = regex.compile(rf"(?<![\p{{L}}.-]){CAP}(?:-{CAP})*")
_FIRST = regex.compile(r"[\p{L}'’.-]+")
_HINT = regex.compile(
    rf"{_YEAR}[),;]|{_YEAR}\)|diss\.|[‘“„][^\n]|[, ]['\"]\p{{Lu}}|m\.\s?nt\.|noot van|"
    r"[Bb]oek van|proefschrift|dissertatie|oratie|preadvies|in: \p{Lu}"
)
_DATED = regex.compile(rf"\({_YEAR}(?=[;,)])")
_REACH = 500
"""Those who wrote a work stand within so many characters of its year."""


def authors(words: Vocabulary, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the authors of cited works stand: one span for all of one citation."""
    for scholar in _PROFESSOR.finditer(text):
        yield from scholar.spans("who")
    if _HINT.search(text) is None:
        return
    years = [found.start() for found in _DATED.finditer(text)]
    dated = list(prescan.joined(years, len(text), _REACH))
    spans = []
    for pattern in (_YEARED, _SEVERAL, _BRACKETED, _TITLED):
        near = dated if pattern in (_YEARED, _SEVERAL) else [(0, len(text))]
        spans += [
            _without_lead(words, text, who.span("who")) for who in _found(pattern, text, near)
        ]
    spans += [_without_lead(words, text, who.span("who")) for who in _MADE.finditer(text)]
    spans = [(start, end) for start, end in spans if text[start : start + 1].isupper()]
    yield from spans
    if dated:
        scholarly = len(spans) >= _FEW or bool(_LISTED.search(text))
        yield from _narrated(words, text, dated, scholarly=scholarly)


def surnames(words: Vocabulary, text: str, spans: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Return the folded surnames in the spans in which the authors of a text stand."""
    every = {found[0] for start, end in spans for found in _NAME.finditer(text, start, end)}
    return frozenset(fold(one) for one in every if not words.lexicon.first(one))


def argues(text: str, start: int, end: int) -> bool:
    """Say whether the words around a surname are about what somebody wrote: `volgens Bovens`."""
    line = text[max(start - 30, 0) : start]
    return bool(_CITES.search(line) or _ARGUES.match(text, end))


def _found(
    pattern: regex.Pattern[str], text: str, near: Iterable[prescan.Stretch]
) -> Iterator[regex.Match[str]]:
    return chain.from_iterable(pattern.finditer(text, *place) for place in near)


def _without_lead(words: Vocabulary, text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    small = _SMALL.match(text, start, end)  # `het onderzoek van Bovens e.a.`
    start = small.end() if small is not None else start
    first = _FIRST.match(text, start, end)
    led = first is not None and _starts_sentence(words, first[0])
    return (first.end() + 1, end) if first is not None and led else (start, end)


def _narrated(
    words: Vocabulary, text: str, dated: list[prescan.Stretch], *, scholarly: bool
) -> Iterator[tuple[int, int]]:
    """Yield the surnames with a year behind them: `Volgens Verhoeven (2017) geldt dat niet`."""
    for found in _found(_NARRATIVE, text, dated):
        start, end = _without_lead(words, text, found.span("who"))
        line = text[max(start - 30, 0) : start]
        if not text[start : start + 1].isupper() or _led(words, line):
            continue
        cited = _CITES.search(line) or _ARGUES.match(text, found.end())
        if cited or (scholarly and words.functie_at_end(text, start) is None):
            yield start, end


def _led(words: Vocabulary, line: str) -> bool:
    """Say whether a title, a function or a first name stands before: the year is that of birth."""
    found = _PERSON.search(line)
    given = found["given"] if found is not None else None
    return found is not None and not (given and words.lexicon.ordinary(given))


def _starts_sentence(words: Vocabulary, first: str) -> bool:
    """Say whether the first word is an ordinary one with the capital of a sentence (`Zie`)."""
    return words.lexicon.ordinary(first) and not (
        words.lexicon.last(first)
        or words.lexicon.first(first)
        or first.lower() in words.tussenvoegsels
    )
