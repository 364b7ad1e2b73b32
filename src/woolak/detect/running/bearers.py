# SPDX-License-Identifier: EUPL-1.2
"""A text as structure reads it goes in; who bears a surname in it, and is public, comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from woolak.detect.naming.guards import Spans
from woolak.detect.office import citations, holders, listed
from woolak.detect.office.holders import Holder
from woolak.detect.office.roles import Public
from woolak.detect.placing.structure import Reading
from woolak.detect.words import grammar
from woolak.detect.words.grammar import Name
from woolak.detect.words.vocabulary import Vocabulary
from woolak.model import Kind, Role


@dataclass(frozen=True, slots=True)
class Bearers:
    """By folded surname who holds office and who serves; and the surnames of cited authors."""

    offices: Mapping[str, Holder] = field(repr=False)
    staff: Mapping[str, Sequence[Name]] = field(repr=False)
    authors: frozenset[str] = field(repr=False)


def of(words: Vocabulary, text: str, reading: Reading, taken: Spans) -> Bearers:
    """Return who bears which surname in a text; `taken`: where structure found names."""
    staff: dict[str, list[Name]] = {}
    held = {(office.start, office.end) for office in reading.offices}
    for hit in (hit for hit in reading.hits if hit.kind is Kind.NAME):
        if (hit.start, hit.end) in held:
            continue
        name = grammar.parse(words.grammar, text[hit.start : hit.end])
        if name is not None and (name.achternaam or hit.rule == "structuur.tabel"):
            staff.setdefault(holders.key(name), []).append(name)
    by_list = [*listed.everywhere(words, text, taken), *listed.named_after(words, text)]
    by_list += listed.meant(words, text, taken)
    known = holders.holders(words, text, [*reading.offices, *by_list])
    cited = [(p.start, p.end) for p in reading.offices if p.role is Role.AUTEUR]
    return Bearers(
        {last: holder for last, holder in known.items() if last not in staff},
        staff,
        citations.surnames(words, text, cited),
    )


def public(words: Vocabulary, text: str, known: Bearers, name: Name) -> Public | None:
    """Return in which role a name is public here: the full one, or a surname that is his alone."""
    key = holders.key(name)
    if any(holders.same(name, other) for other in known.staff.get(key, ())):
        return None
    holder = known.offices.get(key)
    called = words.lexicon.first(key) and not name.tussenvoegsel
    meant = holder is not None and not (name.achternaam and not holders.means(holder, name))
    if holder is not None and meant and holder.alone and not called:
        why = "Dezelfde ambtsdrager als elders in dit document met functie genoemd."
        rule = "functies.ambtsdrager"
        return Public(name.start, name.end, name, holder.role, holder.functie, rule, why)
    found = listed.within(words, text, name)
    if found is None and key not in known.staff:
        found = listed.by_surname(words, text, name)
        found = found or listed.author(words, text, name, known.authors)
    return found
