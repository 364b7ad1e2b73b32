# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; fonts, colophons and signature blocks as ministries have them come out."""

from __future__ import annotations

from random import Random

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Look, Text
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.people import Person
from benchmarks.corpus.scene import Scene

Rows = list[tuple[str, str]]


def look(rng: Random, *sides: str, plain: float = 0) -> Look:
    """Choose a font, a size and on which side the colophon stands; `plain` is a chance."""
    if rng.random() < plain:
        return Look("mono", rng.choice((8.5, 9, 9.5)), plain=True)
    font = rng.choice(("sans", "sans", "serif", "narrow", "wide", "book"))
    size = {"wide": 8.2, "book": 8.6, "narrow": 10}.get(font, rng.choice((9, 9.5, 10)))
    return Look(
        font,
        size,
        rng.choice(sides or ("none",)),
        justified=chance(rng, 0.2),
        spelling=rng.choices(("", "nfd", "ligatures", "nbsp"), (85, 5, 5, 5))[0],
    )


def colophon(scene: Scene, author: Person, *others: Person) -> Rows:
    """Return the column of a letter: unit, address, contact, reference."""
    rng = scene.rng
    written = rng.choice(("full", "initials", "broken"))
    rows: Rows = [
        ("", scene.case.unit),
        ("Bezoekadres", f"{public.item(scene, 'straat')}\n2511 CC Den Haag"),
        ("Postadres", public.item(scene, "postbus")),
        (
            rng.choice(("Contactpersoon", "Inlichtingen bij", "Auteur", "Behandeld door")),
            f"{scene.title(author)}{scene.name(author, written)}\n{author.function}",
        ),
        ("", _reach(scene, author)),
    ]
    if others:
        names = (f"{p.unit}: {scene.name(p, rng.choice(('initials', 'full')))}" for p in others)
        rows.append(("Mede-afgestemd met", "\n".join(names)))
        codes = " / ".join(scene.name(p, "code") for p in (author, *others[:1]))
        rows.append(("Paraaf", codes))
    rows.append(("Datum", numbers.long_date(scene.day)))
    rows.append(("Ons kenmerk", public.item(scene, "kenmerk")))
    return rows


def _reach(scene: Scene, person: Person) -> str:
    lines = [f"T {scene.phone(person)}", f"M {scene.mobile(person)}", scene.mail(person)]
    return "\n".join(lines[scene.rng.randrange(2) :])


def signature(scene: Scene, person: Person, *, english: bool = False) -> list[Block]:
    """Return the block under a mail, in one of the ways in which people set it up."""
    rng = scene.rng
    unit = f"{person.unit} | {scene.case.ministry}"
    general = public.item(scene, "algemeen")
    match rng.randrange(5):
        case 0:
            lines = [
                scene.name(person, "full"),
                person.function,
                unit,
                f"T {scene.phone(person)} | M {scene.mobile(person)}",
                scene.mail(person),
            ]
        case 1:
            lines = [
                f"{scene.name(person, 'full')} | {person.function} | {scene.mail(person)}",
                f"M {scene.mobile(person)}",
            ]
        case 2:
            lines = [
                f"{scene.title(person)}{scene.name(person, 'initials')}",
                person.function,
                unit,
                public.item(scene, "postbus"),
                f"T {general}",
                "Niet aanwezig op woensdag" if not english else "Not in on Wednesdays",
            ]
        case 3:
            lines = [
                scene.name(person, "all_caps"),
                unit,
                f"Tel: {scene.phone(person)}",
                f"Mob: {scene.mobile(person)}",
                f"E-mail: {scene.mail(person)}",
                f"Kamer {scene.either(person.room)}",
            ]
        case _:
            lines = [scene.name(person, "full"), f"{person.function} bij {unit}"]
    return [*(Text(line, "line") for line in lines), Text(" ", "line")]
