# SPDX-License-Identifier: EUPL-1.2
"""What became of each place goes in; totals come out, without any text of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

NAMES = ("name", "initials")
LOOSE = "losse regels"
_FEW = 20
"""Forms and kinds with fewer places say little; they are marked."""


@dataclass(frozen=True, slots=True)
class Place:
    """One gold entry and what became of it; free of text."""

    document: str
    doc_kind: str
    kind: str
    keep: bool
    origin: str
    form: str
    person: str
    placed: bool
    right: bool


def report(places: Sequence[Place], words: tuple[int, int], unfinished: int) -> str:
    """Return the totals; `words` are the other words and those of them that were removed."""
    loose = [p for p in places if p.doc_kind.startswith(LOOSE)]
    rest = [p for p in places if not p.doc_kind.startswith(LOOSE)]
    names = [p for p in rest if not p.keep and p.kind in NAMES]
    lines = [
        f"documents {len({p.document for p in places})}, unfinished {unfinished}",
        f"places not in the text as read {sum(not p.placed for p in places)} of {len(places)}",
        f"recall over all places   {_share(p for p in rest if not p.keep)}",
        f"recall of names          {_share(names)}",
        f"public items touched     {_share((p for p in rest if p.keep), wrong=True)}",
        f"other words removed      {_percent(words[1], words[0])} (loose lines too)",
        f"documents nothing missed {_share_of(_whole(rest, lambda p: p.document))}",
        f"persons gone everywhere  {_share_of(_whole(rest, lambda p: p.person))}",
        f"loose lines: recall {_share(p for p in loose if not p.keep)},"
        f" public lines touched {_share((p for p in loose if p.keep), wrong=True)}",
        "",
        *_table("names per origin group", names, lambda p: p.origin, gap=True),
        *_table("written forms", _formed(rest), lambda p: p.form.partition(":")[0] or p.form),
        *_table("written forms in their place", _formed(rest), lambda p: p.form),
        *_table("forms in a kind of paper, where some are missed", _missed(rest), _paper_and_form),
        *_table("names by what else is known of the person", names, _known(rest)),
        *_table("kinds", [p for p in rest if not p.keep], lambda p: p.kind),
        *_table("kinds of paper", [p for p in rest if not p.keep], lambda p: p.doc_kind),
        *_table("public kinds kept", [p for p in rest if p.keep], lambda p: p.kind),
    ]
    return "\n".join(lines)


def _formed(places: Iterable[Place]) -> list[Place]:
    return [p for p in places if p.form and not p.keep]


def _paper_and_form(place: Place) -> str:
    return f"{place.doc_kind}: {place.form.partition(':')[0]}"


def _missed(places: Iterable[Place]) -> list[Place]:
    formed = _formed(places)
    cells = {_paper_and_form(place) for place in formed if not place.right}
    return [place for place in formed if _paper_and_form(place) in cells]


def _known(places: Iterable[Place]) -> Callable[[Place], str]:
    """Return what says of a place how much of its person was found in the same document."""
    of: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for place in places:
        if place.person and not place.keep:
            of[place.document, place.person].append(place.right)

    def says(place: Place) -> str:
        known = of[place.document, place.person]
        if len(known) == 1:
            return "the only place of the person in the document"
        found = sum(known) - place.right
        return "another place found there" if found else "no other place found there"

    return says


def _whole(places: Iterable[Place], key: Callable[[Place], str]) -> list[bool]:
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for place in places:
        if not place.keep and key(place):
            groups[key(place)].append(place.right)
    return [all(group) for group in groups.values()]


def _share(places: Iterable[Place], *, wrong: bool = False) -> str:
    return _share_of([place.right is not wrong for place in places])


def _share_of(outcomes: Sequence[bool]) -> str:
    return _percent(sum(outcomes), len(outcomes))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %  {part} of {whole}" if whole else "-"


def _table(
    title: str, places: Sequence[Place], key: Callable[[Place], str], *, gap: bool = False
) -> list[str]:
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place.right)
    rows = sorted(groups.items(), key=lambda row: sum(row[1]) / len(row[1]))
    shares = [100 * sum(row[1]) / len(row[1]) for row in rows]
    head = f"{title}, gap {shares[-1] - shares[0]:.1f} points" if gap and shares else title
    few = {True: " (few)", False: ""}
    return [
        head,
        *(f"  {name:44s}{_share_of(group)}{few[len(group) < _FEW]}" for name, group in rows),
        "",
    ]
