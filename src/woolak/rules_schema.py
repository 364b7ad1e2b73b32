# SPDX-License-Identifier: EUPL-1.2
"""The shapes in a rule pack: a rule, a row of the decision table, the pack itself."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import regex
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

from woolak.errors import UnknownGround
from woolak.gronden import parse
from woolak.model import Kind, Role, Verdict

_STRICT = ConfigDict(extra="forbid")
_FLAGS = {"i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL, "x": regex.VERBOSE}
_VERDICTS = {"lakken": Verdict.REDACT, "openbaar": Verdict.KEEP, "vraag": Verdict.ASK}
_MARKED = regex.compile(r"\[\[.+?\]\]", regex.DOTALL)


def _ja(value: object) -> object:
    return {"ja": True, "nee": False}.get(value, value) if isinstance(value, str) else value


def _ground(value: str) -> str:
    try:
        return parse(value).code
    except UnknownGround as error:
        raise ValueError(str(error)) from None


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _marked(example: str) -> str:
    if not _MARKED.search(example):
        raise ValueError("an example marks with [[...]] what must be found")
    return example


def _verdict(value: object) -> object:
    if isinstance(value, str) and value in _VERDICTS:
        return _VERDICTS[value]
    if isinstance(value, Verdict):
        return value
    raise ValueError("expected lakken, openbaar or vraag")


def _compiles(value: str) -> str:
    try:
        regex.compile(value)
    except regex.error as error:
        raise ValueError(f"the pattern does not compile: {error}") from None
    return value


_JaNee = Annotated[bool, BeforeValidator(_ja)]
_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
_Ground = Annotated[str, AfterValidator(_ground)]
_Oordeel = Annotated[Verdict, BeforeValidator(_verdict)]
_Example = Annotated[str, AfterValidator(_marked)]
_Pattern = Annotated[str, AfterValidator(_compiles)]
_Texts = Annotated[tuple[_Text, ...], BeforeValidator(_listed)]


@dataclass(frozen=True, slots=True, config=_STRICT, kw_only=True)
class Rule:
    """One rule as a jurist writes it.

    With `pattern` (the group `lak`, where there is one, is what is found) or `lijst` (any term of
    that list; both: `{lijst}` in the pattern) it runs as it stands; without either, code finds it
    under this id. `context`: without one of these words nearby the score drops to
    `zonder_context` (0: nothing is found); `(voornaam)` among them is any first name. `niet_bij`:
    with one of these words beside it nothing is found. `ver`: context counts in the whole passage.
    `exact` covers those characters only, not whole words. `anker` is what every match holds or has
    just before it, and is found sooner: the pattern is tried around it only.
    """

    id: _RuleId
    name: _Text
    kind: Kind
    why: _Text
    examples: Annotated[tuple[_Example, ...], Field(min_length=1)]
    but_not: Annotated[tuple[_Text, ...], Field(min_length=1)]
    score: Annotated[float, Field(ge=0, le=1)] = 0.9
    grond: _Ground | None = None
    pattern: _Pattern | None = None
    anker: _Pattern | None = None
    lijst: str | None = None
    flags: Annotated[str, StringConstraints(pattern=r"^[imsx]*$")] = ""
    keep: _JaNee = False
    exact: _JaNee = False
    context: _Texts = ()
    zonder_context: Annotated[float, Field(ge=0, le=1)] = 0.3
    niet_bij: _Texts = ()
    ver: _JaNee = False
    validator: str | None = None
    role: Role = Role.ONBEKEND
    functie: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT, kw_only=True)
class Beleid:
    """One row of the decision table; what it leaves out, it does not ask for.

    `functie` are words in the function beside the name; `regel` are rule ids. `oordeel` decides, or
    the ministry's `schakelaar` does; `voorstel` is what an unattended run does with a question.
    """

    kind: Annotated[tuple[Kind, ...], BeforeValidator(_listed)]
    why: _Text
    role: Annotated[tuple[Role, ...], BeforeValidator(_listed)] = ()
    functie: _Texts = ()
    regel: _Texts = ()
    oordeel: _Oordeel | None = None
    schakelaar: str | None = None
    voorstel: _Oordeel | None = None
    grond: _Ground | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if (self.oordeel is None) == (self.schakelaar is None):
            raise ValueError("a row has either an oordeel or a schakelaar")
        if self.voorstel is Verdict.ASK:
            raise ValueError("a voorstel is lakken or openbaar")
        if self.grond is None and self.oordeel is not Verdict.KEEP:
            raise ValueError("a row that can lead to a redaction names its grond")

    def fits(self, kind: Kind, role: Role) -> bool:
        """Say whether the row is about this kind of datum of someone in this role."""
        return kind in self.kind and (not self.role or role in self.role)


@dataclass(frozen=True, slots=True, config=_STRICT, kw_only=True)
class Pakket:
    """What a pack says of itself; `extends` names the pack below it, `uit` the rules it drops."""

    naam: _Text
    versie: _Text
    omschrijving: str = ""
    extends: str = ""
    uit: _Texts = ()


def verdict(choice: str) -> Verdict:
    """Return the verdict that a switch's word stands for: lakken, openbaar or vraag."""
    return _VERDICTS[choice]


@cache
def compiled(pattern: str, flags: str) -> regex.Pattern[str]:
    """Return a rule's pattern, compiled once; flags are the letters i, m, s, x."""
    value = 0
    for letter in flags:
        value |= _FLAGS[letter]
    return regex.compile(pattern, value)
