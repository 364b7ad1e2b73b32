# SPDX-License-Identifier: EUPL-1.2
"""A text with slots goes in; lines with names filled in come out, with a mark for each place.

{A.full}  {A.first}     a name of the person behind A, in a form (forms.py)
{A.@}                   the address: the local part goes, the domain stays; private: all goes
{A.mobile}  {A.bsn}     a datum (facts.py)      {A.mr} {A.hij}  words that fit, no mark
[name bewindspersoon|x] x must stay             <health A|x>    x must go
{?pool}  {!fact}  {#date}   a sentence, a fact of the dossier, a chance date: filled in first
{?bye:C}                a sentence with A in it, for C          ¶   a line end
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.heldback import facts, forms
from benchmarks.heldback.cast import Cast
from benchmarks.heldback.marks import BREAK, Mark
from benchmarks.heldback.people import LISTS, Person

TEXTS = Path(__file__).parent / "teksten"
_FIRST = re.compile(r"\{([?!#])(\w+)(?::([A-Z]))?\}")
_PLACE = re.compile(
    r"\{(?P<who>[A-Z])\.(?P<form>[\w@]+)(?:/(?P<label>[\w ]+))?\}"
    r"|\[(?P<kind>[a-z_]+) (?P<role>[a-z_]+)\|(?P<stay>[^\]]*)\]"
    r"|<(?P<gone>[a-z_]+) (?P<whose>[A-Z])\|(?P<text>[^>]*)>"
)
_WORDS = {
    "mr": ("de heer", "mevrouw"),
    "Mr": ("De heer", "Mevrouw"),
    "dhr": ("dhr.", "mw."),
    "ms": ("Mr", "Ms"),
    "hij": ("hij", "zij"),
    "Hij": ("Hij", "Zij"),
    "zijn": ("zijn", "haar"),
    "hem": ("hem", "haar"),
}
_LOCALS = ("mail", "mailf", "mails", "maild")


@dataclass(frozen=True, slots=True)
class Source:
    """One text: its head (kind, maker, roles, wants) and its lines."""

    name: str
    head: Mapping[str, str]
    lines: tuple[str, ...]

    def pairs(self, key: str) -> dict[str, str]:
        """Return a value of the head such as `B=burger C=bedrijf` as a mapping."""
        return dict(part.split("=") for part in self.head.get(key, "").split())


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it will be set, and its marks in order."""

    text: str
    marks: tuple[Mark, ...]


def sources() -> list[Source]:
    """Read all texts."""
    return [_source(path) for path in sorted(TEXTS.glob("*.txt"))]


def _source(path: Path) -> Source:
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    head = dict(line[1:].split(": ", 1) for line in lines if re.match(r"#\w+: ", line))
    return Source(path.stem, head, tuple(x for x in lines if not re.match(r"#\w+: ", x)))


@cache
def pools() -> dict[str, tuple[str, ...]]:
    """Read the sentences that documents draw from, by the name of their pool."""
    return sections(LISTS / "zinnen.txt")


def sections(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a list with headings such as `[naam]`."""
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\[\[(\w+)\]\]", line):
            rows = found.setdefault(match[1], [])
        elif line:
            rows.append(line)
    return {name: tuple(rows) for name, rows in found.items()}


class Writer:
    """Fills in the slots of one document."""

    def __init__(self, cast: Cast, dossier: Mapping[str, str], rng: random.Random) -> None:
        self._cast = cast
        self._dossier = dossier
        self._rng = rng
        self._left: dict[str, list[str]] = {}

    def line(self, raw: str) -> Line:
        """Return the line with every slot filled."""
        raw = self._fill(raw)
        marks: list[Mark] = []
        parts: list[str] = []
        end = 0
        for match in _PLACE.finditer(raw):
            parts.append(raw[end : match.start()])
            shown, found = self._place(match)
            parts.append(shown)
            marks += found
            end = match.end()
        text = "".join([*parts, raw[end:]])
        return Line(text.replace("¶", BREAK), tuple(marks))

    def _fill(self, raw: str) -> str:
        while match := _FIRST.search(raw):
            value = self._value(match[1], match[2])
            if match[3]:
                value = value.replace("{A.", f"{{{match[3]}.")
            raw = raw[: match.start()] + value + raw[match.end() :]
        while "{*." in raw:
            raw = raw.replace("{*.", f"{{{self._cast.anyone()}.", 1)
        return raw

    def _value(self, sort: str, name: str) -> str:
        if sort == "!":
            return self._rng.choice(self._dossier[name].split(" ;; "))
        if sort == "#":
            return facts.PUBLIC[name](self._rng)
        if not self._left.get(name):
            self._left[name] = self._rng.sample(pools()[name], k=len(pools()[name]))
        return self._left[name].pop()

    def _place(self, match: re.Match[str]) -> tuple[str, list[Mark]]:
        if match["who"]:
            return self._person(self._cast.person(match["who"]), match["form"], match["label"])
        if match["kind"]:
            return match["stay"], [Mark(_read(match["stay"]), match["kind"], match["role"], "keep")]
        person = self._cast.person(match["whose"])
        return match["text"], [_mark(_read(match["text"]), match["gone"], person)]

    def _person(self, p: Person, form: str, label: str | None) -> tuple[str, list[Mark]]:
        if form in _WORDS:
            return _WORDS[form][p.woman], []
        if form == "@":
            return self._address(p)
        if form in facts.PRIVATE:
            kind, text = self._cast.household.fact(p, form)
            return text, [_mark(text, kind, p)]
        written = forms.write(form, p)
        if written is None:
            raise ValueError(f"unknown form: {form}")
        kind = _kind(form)
        named = f"{forms.label(form, p)}: {label}" if label else forms.label(form, p)
        return written[0], [_mark(written[1], kind, p, named)]

    def _address(self, p: Person) -> tuple[str, list[Mark]]:
        style = _LOCALS[sum(map(ord, p.id)) % len(_LOCALS)]
        local = forms.LOCALS[style](p)
        if p.role in ("burger", "journalist"):
            whole = f"{local}@{self._cast.household.free_mail(p)}"
            return whole, [_mark(whole, "email", p, "e-mail, private")]
        gone = _mark(local, "email", p, "e-mail local part")
        if p.role != "ambtenaar":
            return f"{local}@{self._dossier['firmdomain']}", [gone]
        domain = self._dossier["domain"]
        return f"{local}@{domain}", [gone, Mark(domain, "email", "ambtenaar", "keep", "domain")]


def _kind(form: str) -> str:
    if form in ("code", "codelong"):
        return "initials"
    return "email" if form in forms.LOCALS else "account" if form in forms.ACCOUNTS else "name"


def _mark(text: str, kind: str, p: Person, form: str = "") -> Mark:
    verdict = "ask" if p.ask and kind in ("name", "initials") else "redact"
    return Mark(text, kind, p.role, verdict, form, p.origin, p.id)


def _read(text: str) -> str:
    return text.replace(BREAK, " ")
