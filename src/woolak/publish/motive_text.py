# SPDX-License-Identifier: EUPL-1.2
"""A finished edition in; the text that motivates each ground used, for the decision, out.

Each ground has its citation, its weighing, its figures and the sentences of its motivation codes;
what is weighed and older than five years on the day of a decision on a request has a paragraph of
its own (article 5.3 Woo).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from woolak import gronden
from woolak.gronden import GRONDEN, Grond
from woolak.model import Document, RegisterRow, Status
from woolak.publish import inventory
from woolak.publish.edition import Edition
from woolak.publish.motivation import TEKSTEN

_YEARS = 5
_ABSOLUTE = (
    "Op grond van {citation} blijft informatie achterwege met het oog op {belang}. Deze grond is "
    "absoluut: als hij van toepassing is, is er geen ruimte voor een afweging van belangen."
)
_RELATIVE = (
    "Op grond van {citation} blijft het openbaar maken van informatie achterwege voor zover het "
    "belang van openbaarheid niet opweegt tegen het belang van {belang}."
)
_SPECIAL = (
    "Op grond van {citation} is informatie niet openbaar gemaakt met het oog op {belang}. De "
    "motivering per document staat in het besluit."
)
_OLD = (
    "Van {count} is de informatie ouder dan vijf jaar ({ids}). Op grond van artikel 5.3 Woo is "
    "gemotiveerd waarom het belang van {belang} ondanks het tijdsverloop nog steeds zwaarder weegt "
    "dan het belang van openbaarheid: {why}"
)
_STILL = {
    "5.1.2e": (
        "het gaat om gegevens waarmee personen ook nu nog te herleiden en te benaderen zijn, en "
        "hun persoonlijke levenssfeer is door het tijdsverloop niet minder beschermenswaardig. De "
        "gegevens dragen niet bij aan inzicht in de bestuurlijke aangelegenheid."
    )
}
_BY_HAND = "[motivering aan te vullen: het tijdsverloop is per document te wegen]."
_NOTA = (
    "De persoonsgegevens van de ambtenaren zijn niet openbaar ter bescherming van de persoonlijke "
    "levenssfeer."
)


def text(edition: Edition) -> tuple[str, list[str]]:
    """Return the text, and the ids of documents whose age nobody knows and that may be too old."""
    rows = _by_ground(edition)
    parts = [_figures(edition)]
    parts += [_ground(GRONDEN[code], rows[code], edition) for code in _ordered(rows)]
    if "5.1.2e" in rows:
        parts.append(
            f"Voor de rubriek 'Informatie die niet openbaar gemaakt kan worden' van een "
            f"beslisnota\n\n{_NOTA}"
        )
    return "\n\n".join(parts) + "\n", _undated(edition, rows)


def figures(edition: Edition) -> dict[str, dict[str, int]]:
    """Return how many documents, pages and redactions each ground bears."""
    told: dict[str, dict[str, int]] = {}
    for code, (rows, whole) in _by_ground(edition).items():
        pages = {(row.document, row.page) for row in rows}
        documents = {row.document for row in rows} | {d.id for d in whole}
        every = len(pages) + sum(d.pages for d in whole)
        told[code] = {"documents": len(documents), "pages": every, "redactions": len(rows)}
    return told


Use = tuple[list[RegisterRow], list[Document]]
"""The redactions under a ground, and the documents that were refused whole under it."""


def _by_ground(edition: Edition) -> dict[str, Use]:
    uses: defaultdict[str, Use] = defaultdict(lambda: ([], []))
    for row in edition.redactions:
        uses[row.ground][0].append(row)
    for document in edition.documents:
        if document.status is Status.WITHHELD and document.grond:
            uses[document.grond][1].append(document)
    return dict(uses)


def _ordered(rows: Mapping[str, Use]) -> list[str]:
    return [code for code in GRONDEN if code in rows]


def _figures(edition: Edition) -> str:
    judged = Counter(str(row[5]) for row in inventory.rows(edition))
    pages = sum(document.pages for document in edition.documents)
    said = ", ".join(
        f"{judged[value]} {value.lower()}"
        for value in (inventory.OPENBAAR, inventory.DEELS, inventory.NIET, inventory.REEDS)
        if judged[value]
    )
    count = _count(len(edition.documents), "document", "documenten")
    heading = " ".join(filter(None, ("Motivering per weigeringsgrond", edition.zaaknummer)))
    return (
        f"{heading}\n\nHet gaat om {count} van samen {_count(pages, 'bladzijde', 'bladzijden')}: "
        f"{said}. Er zijn {_count(len(edition.redactions), 'lakking', 'lakkingen')} aangebracht; "
        "in elk vak staat de grond. De inventarislijst noemt de gronden per document."
    )


def _ground(grond: Grond, use: Use, edition: Edition) -> str:
    form = _ABSOLUTE if grond.absoluut else _RELATIVE
    if grond.code in ("5.2", "5.4"):
        form = _SPECIAL
    lines = [f"{_capital(grond.citation)}: {grond.short}", ""]
    lines += [form.format(citation=grond.citation, belang=grond.belang), ""]
    lines += [_told(grond, use, edition)]
    for code, count in sorted(Counter(row.motivation for row in use[0]).items()):
        lines += ["", f"- ({_count(count, 'keer', 'keer')}) {TEKSTEN[code]}"]
    if old := _old(grond, use, edition):
        lines += ["", old]
    return "\n".join(lines)


def _told(grond: Grond, use: Use, edition: Edition) -> str:
    numbers, whole = figures(edition)[grond.code], len(use[1])
    used = [_count(numbers["redactions"], "lakking", "lakkingen")] if use[0] else []
    used += [f"{_count(whole, 'document', 'documenten')} in zijn geheel"] if whole else []
    return (
        f"Deze grond is gebruikt in {_count(numbers['documents'], 'document', 'documenten')}, op "
        f"{_count(numbers['pages'], 'bladzijde', 'bladzijden')}, voor {' en '.join(used)}."
    )


def _old(grond: Grond, use: Use, edition: Edition) -> str:
    decided = edition.zaak.besluitdatum
    if edition.zaak.soort != "verzoek" or decided is None:
        return ""
    if grond.code not in gronden.OUDER_DAN_VIJF_JAAR.gronden:
        return ""
    known = {d.id: d for d in edition.documents}
    old = [name for name in _documents(use) if older(known[name].datum, decided)]
    if not old:
        return ""
    why, count = _STILL.get(grond.code, _BY_HAND), _count(len(old), "document", "documenten")
    return _OLD.format(count=count, ids=", ".join(old), belang=grond.belang, why=why)


def older(datum: str, decided: dt.date) -> bool:
    """Say whether a document was more than five years old on the day of the decision."""
    if not inventory.date(datum):
        return False
    day = dt.date.fromisoformat(datum)
    return (day.year + _YEARS, day.month, day.day) < (decided.year, decided.month, decided.day)


def _undated(edition: Edition, rows: Mapping[str, Use]) -> list[str]:
    if edition.zaak.soort != "verzoek":
        return []
    known = {d.id: d for d in edition.documents}
    weighed = (code for code in rows if code in gronden.OUDER_DAN_VIJF_JAAR.gronden)
    touched = {name for code in weighed for name in _documents(rows[code])}
    return sorted(name for name in touched if not inventory.date(known[name].datum))


def _documents(use: Use) -> Iterable[str]:
    return sorted({row.document for row in use[0]} | {d.id for d in use[1]})


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _capital(text_: str) -> str:
    return text_[0].upper() + text_[1:]
