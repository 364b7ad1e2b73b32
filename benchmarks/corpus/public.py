# SPDX-License-Identifier: EUPL-1.2
"""The name of a class of public items goes in; an item that must stay comes out as a mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpus import numbers, stock

from woolak.model import Kind, Role

if TYPE_CHECKING:
    from benchmarks.corpus.scene import Scene

FREE_MAIL = ("gmail.com", "hotmail.com", "outlook.com", "ziggo.nl", "kpnmail.nl", "live.nl")
_NAMES = {
    "organisatie": Role.BEDRIJF,
    "bedrijf": Role.BEDRIJF,
    "straat": Role.ONBEKEND,
    "eponiem": Role.HISTORISCH,
    "commissie": Role.HISTORISCH,
    "wet": Role.HISTORISCH,
    "historisch": Role.HISTORISCH,
    "auteur": Role.AUTEUR,
    "buitenland": Role.BESTUURDER,
}
_PLACES = ("Arnhem", "Zwolle", "Leiden", "Utrecht", "Groningen", "Venlo", "Breda", "Ede", "Assen")
_MOTION = "motie", "amendement", "motie", "moties", "gewijzigde motie"


def item(scene: Scene, key: str) -> str:
    """Write a public item of a class, or a plain filler such as a date or the subject."""
    rng = scene.rng
    if key in _NAMES:
        kind = Kind.ADDRESS if key == "straat" else Kind.NAME
        text = rng.choice(stock.sections("openbaar/begrippen.txt")[key])
        text += f" {rng.randint(2, 199)}" if key == "straat" else ""
        return scene.keep(text, key, kind, _NAMES[key])
    if key in {"woord", "instelling", "departement"}:
        return scene.keep(rng.choice(stock.sections("openbaar/begrippen.txt")[key]), key)
    if key in _POLITICS:
        return _POLITICS[key](scene)
    if key in _NUMBERS:
        return _NUMBERS[key](scene)
    return _filler(scene, key)


def _ministers(day: date) -> list[tuple[str, ...]]:
    rows = stock.rows("openbaar/bewindspersonen.txt")
    return [row for row in rows if row[3] <= day.isoformat() <= row[4]]


def members(day: date) -> list[tuple[str, ...]]:
    """Return who sat in the Tweede Kamer in the year of a date: name, party, from, until."""
    rows = stock.rows("openbaar/kamerleden.txt")
    return [row for row in rows if int(row[2]) < day.year < int(row[3])]


def _last(full: str) -> str:
    last = full.split(" ", 1)[1]
    return last[0].upper() + last[1:]


def minister_row(scene: Scene) -> tuple[str, ...]:
    """Return the office holder who signs the letters of this dossier."""
    return Random(scene.case.number).choice(_ministers(scene.day))  # noqa: S311 - no secret


def _minister(scene: Scene) -> str:
    row = scene.rng.choice([minister_row(scene), scene.rng.choice(_ministers(scene.day))])
    office = row[2].split()[0]
    said = scene.rng.choice(
        (f"{office} {{}}", f"{office} {{}}", f"de {row[2]}, {{}},", "MINISTER {}")
    )
    name = scene.rng.choice((_last(row[0]), _last(row[0]), row[0]))
    said, name = (said, name.upper()) if said.isupper() else (said, name)
    said = said.replace("MINISTER", office.upper())
    return said.format(scene.keep(name, "bewindspersoon", Kind.NAME, Role.BEWINDSPERSOON))


def _signature(scene: Scene) -> str:
    row = minister_row(scene)
    name = scene.rng.choice((row[1], row[0]))
    return scene.keep(name, "bewindspersoon", Kind.NAME, Role.BEWINDSPERSOON)


def _mp(scene: Scene) -> str:
    name, party, *_ = scene.rng.choice(members(scene.day))
    shown = scene.rng.choice((name, _last(name), _last(name)))
    mark = scene.keep(shown, "kamerlid", Kind.NAME, Role.VOLKSVERTEGENWOORDIGER)
    return scene.rng.choice(
        ("het Kamerlid {} ({})", "het lid {} ({})", "Kamerlid {} van {}")
    ).format(mark, party)


def _motion(scene: Scene) -> str:
    chosen = scene.rng.sample(members(scene.day), 2)
    first, second = (_last(m[0]) for m in chosen)
    text = scene.rng.choice((f"{first}/{second}", f"{first} c.s.", first, f"{first} en {second}"))
    mark = scene.keep(text, "motie", Kind.NAME, Role.VOLKSVERTEGENWOORDIGER)
    return f"{scene.rng.choice(_MOTION)}{scene.rng.choice(('-', ' ', ' van het lid '))}{mark}"


def _top(scene: Scene) -> str:
    person = scene.rng.choice(scene.case.top)
    name = scene.name(person, scene.rng.choice(("full", "initials")))
    return f"{person.function} {name}"


def _mayor(scene: Scene) -> str:
    person = scene.rng.choice(scene.case.mayors)
    return f"{person.function} {scene.name(person, scene.rng.choice(('full', 'surname')))}"


_POLITICS: dict[str, Callable[[Scene], str]] = {
    "minister": _minister,
    "ondertekening": _signature,
    "kamerlid": _mp,
    "motie": _motion,
    "top": _top,
    "bestuurder": _mayor,
}


def _mailbox(scene: Scene) -> str:
    local = scene.rng.choice(stock.sections("openbaar/nummers.txt")["functioneel"])
    text = f"{local}@{scene.case.domain}"
    return scene.keep(text, "functional_mailbox", Kind.EMAIL, Role.AMBTENAAR)


def _general(scene: Scene) -> str:
    text = scene.rng.choice(stock.sections("openbaar/nummers.txt")["algemeen_nummer"])
    return scene.keep(text, "general_number", Kind.PHONE, Role.AMBTENAAR)


def _post(scene: Scene) -> str:
    text = scene.rng.choice(stock.sections("openbaar/nummers.txt")["postbus"])
    return scene.keep(text, "postal_address", Kind.ADDRESS, Role.AMBTENAAR)


def _reference(scene: Scene) -> str:
    return scene.keep(numbers.case_number(scene.rng), "reference")


def _ecli(scene: Scene) -> str:
    court = scene.rng.choice(("RVS", "RBDHA", "RBMNE", "HR", "CRVB"))
    year, number = scene.rng.randint(2012, 2024), scene.rng.randint(11, 6999)
    return scene.keep(f"ECLI:NL:{court}:{year}:{number}", "ecli")


def _compound(scene: Scene) -> str:
    """Write a word that starts with a name from the dossier and is not that name."""
    person = scene.rng.choice(scene.cast)
    start = scene.rng.choice((person.first, person.stem)).replace(" ", "")
    text = f"{start}{scene.rng.choice(('plein', 'kade', 'hof', 'singel', 'park'))}"
    return scene.keep(text, "compound", Kind.ADDRESS)


def _gazette(scene: Scene) -> str:
    year, number = scene.rng.randint(2005, 2024), scene.rng.randint(10, 580)
    return scene.keep(f"Stb. {year}, {number}", "staatsblad")


def _public_iban(scene: Scene) -> str:
    return scene.keep(numbers.iban(scene.rng), "public_iban", Kind.IBAN, Role.BEDRIJF)


_NUMBERS: dict[str, Callable[[Scene], str]] = {
    "postvak": _mailbox,
    "algemeen": _general,
    "postbus": _post,
    "kenmerk": _reference,
    "ecli": _ecli,
    "kamerstuk": lambda s: s.keep(numbers.parliamentary_paper(s.rng), "kamerstuk"),
    "staatsblad": _gazette,
    "rijksiban": _public_iban,
    "samenstelling": _compound,
    "kvk": lambda s: s.keep(f"KvK {s.rng.randint(10_000_000, 89_999_999)}", "kvk"),
}


def _filler(scene: Scene, key: str) -> str:
    rng, day = scene.rng, scene.day
    near = day + timedelta(days=rng.randint(-40, 40))
    fillers = {
        "onderwerp": scene.case.subject,
        "afdeling": scene.case.unit,
        "ministerie": scene.case.ministry,
        "datum": numbers.long_date(near),
        "kortedatum": near.strftime("%d-%m-%Y"),
        "dag": numbers.DAYS[near.weekday()],
        "maand": numbers.MONTHS[near.month - 1],
        "jaar": str(day.year),
        "tijd": f"{rng.randint(8, 17)}.{rng.choice(('00', '15', '30', '45'))} uur",
        "getal": str(rng.randint(3, 96)),
        "bedrag": f"€ {rng.randint(2, 980)}.{rng.randint(100, 999)}",
        "plaats": rng.choice(_PLACES),
        "procent": f"{rng.randint(2, 96)} %",
    }
    return fillers[key]
