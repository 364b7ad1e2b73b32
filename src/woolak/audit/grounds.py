# SPDX-License-Identifier: EUPL-1.2
"""The lines of a register in; every ground that is unknown, misspelt, mismatched or bare out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from woolak import gronden
from woolak.audit.folder import REGISTER, Line, Published
from woolak.audit.report import Check, block, warn
from woolak.errors import UnknownGround
from woolak.model import Kind, Status
from woolak.publish.motivation import fits

_SPECIAL = frozenset({Kind.HEALTH, Kind.SPECIAL_CATEGORY})


def check(published: Published) -> Iterator[Check]:
    """Check every line by itself, against its document, and the redactions with more than one."""
    documents = {entry.id: entry for entry in published.entries}
    together: defaultdict[str, list[Line]] = defaultdict(list)
    for line in published.lines:
        together[line.redaction].append(line)
        yield from _ground(line)
        entry = documents.get(line.document)
        if entry is None or entry.status is not Status.PUBLISHED:
            yield block("R2", "De regel hoort bij geen gepubliceerd document.", _place(line))
        elif not 1 <= line.page <= entry.pages:
            yield block("R2", "Het document heeft deze bladzijde niet.", _place(line))
    for lines in together.values():
        if len(lines) > 1:
            yield block("R3", "Deze lakking staat er meer dan eens in.", _place(lines[-1]))
        if len(lines) > 1 or ";" in lines[0].ground:
            yield from _alone(lines)


def _ground(line: Line) -> Iterator[Check]:
    for check in _judged(line.ground, line.kind, line.motivation):
        yield replace(check, place=_place(line))


@lru_cache(maxsize=10_000)
def _judged(written: str, kind: str, motivation: str) -> tuple[Check, ...]:
    return tuple(_of(written, Kind(kind), motivation))


def _of(written: str, kind: Kind, motivation: str) -> Iterator[Check]:
    """Yield what is wrong with a ground, its spelling and its motivation, whatever the line."""
    for spelling in written.split(";"):
        if gronden.wob(spelling):
            yield warn("G4", "Dit is een grond van de Wob, niet van de Woo.")
        try:
            ground = gronden.parse(spelling).code
        except UnknownGround:
            yield block("G1", "De lakking heeft geen grond uit de Woo.")
            continue
        if ground != spelling:
            yield block("G2", f"De grond moet geschreven zijn als {ground}.")
        yield from _match(kind, ground)
        if not fits(motivation, ground):
            yield block("G8", f"De motivering hoort niet bij de grond {ground}.")


def _match(kind: Kind, ground: str) -> Iterator[Check]:
    carried = kind in gronden.GRONDEN[ground].kinds
    if not carried and (ground == "5.1.1e" or kind is Kind.BSN):
        yield block("G5", f"De grond {ground} past niet bij dit soort gegeven ({kind}).")
    elif not carried:
        said = f"De grond {ground} wordt voor dit soort gegeven ({kind}) niet gebruikt."
        yield warn("G5", said)
    elif kind in _SPECIAL and ground != "5.1.1d":
        yield warn("G5", f"Voor dit soort gegeven ({kind}) geldt meestal 5.1.1d.")
    if ground in gronden.FORMATIE.gronden:
        yield warn("G6", gronden.FORMATIE.regel)


def _alone(lines: list[Line]) -> Iterator[Check]:
    """Article 5.1, paragraph 5 is no addition to a ground of paragraph 1 or 2 for the same fact."""
    used = {spelling.strip() for line in lines for spelling in line.ground.split(";")}
    if gronden.clash(used):
        yield block("G3", "5.1.5 mag niet samen met 5.1.1 of 5.1.2.", _place(lines[-1]))


def _place(line: Line) -> str:
    return f"{REGISTER}, regel {line.number}"
