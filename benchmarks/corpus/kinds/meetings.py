# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; minutes, routing tables and summaries of PDF comments come out."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Grid, Pairs, Paper, Text, texts
from benchmarks.corpus.kinds.looks import colophon, look
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.people import Person
from benchmarks.corpus.scene import Scene


def minutes(scene: Scene) -> Paper:
    """Return minutes: who was there, what was said, and who does what."""
    rng = scene.rng
    people = scene.cast[: rng.randint(6, 10)]
    blocks: list[Block] = [Text(f"Verslag overleg {scene.case.subject}", "h1")]
    blocks += texts(
        f"Datum: {numbers.long_date(scene.day)}",
        f"Locatie: {public.item(scene, 'straat')}",
        style="line",
    )
    blocks += _present(scene, people)
    scene.cast = list(people)
    for number, title in enumerate(("Opening", "Mededelingen", "Stand van zaken", "Planning"), 1):
        blocks.append(Text(f"{number}. {title}", "h2"))
        for _ in range(rng.randint(1, 3)):
            blocks.append(
                Text(f"{scene.say('verslag.punt')} {scene.say(rng.choice(('tekst', 'publiek')))}")
            )
    blocks += _actions(scene, people)
    return Paper(
        "minutes", tuple(blocks), look(rng, plain=0.1), head=scene.case.ministry, title="Verslag"
    )


def english(scene: Scene) -> Paper:
    """Return minutes in English of a meeting with colleagues from abroad."""
    rng = scene.rng
    people = scene.cast[: rng.randint(5, 8)]
    scene.cast = list(people)
    head = ("Participant", "Organisation", "Abbr.")
    rows = tuple((scene.name(p, "full"), p.unit, scene.name(p, "code")) for p in people)
    blocks: list[Block] = [Text("Minutes of the meeting", "h1"), Text("Present:", "bold")]
    blocks.append(Grid((head, *rows), (4, 3, 1.4), lines=chance(rng, 0.7)))
    for title in ("1. Opening", "2. State of play", "3. Next steps"):
        blocks += [Text(title, "h2"), *(Text(scene.several("minutes.en", 2)) for _ in range(2))]
    blocks += [Text(f"Minutes taken by {scene.name(rng.choice(people), 'initials')}", "small")]
    return Paper("minutes_en", tuple(blocks), look(rng), head=scene.case.ministry, title="Minutes")


def _present(scene: Scene, people: Sequence[Person]) -> list[Block]:
    rng = scene.rng
    form = rng.choice(("full", "initials", "surname"))
    absent = rng.choice([p for p in scene.case.team if p not in people])
    away = ("Afwezig:", scene.name(absent, form))
    if chance(rng, 0.6):
        head = rng.choice((("Naam", "Organisatie", "Afk."), ("Deelnemer", "Afdeling", "Initialen")))
        rows = [(scene.name(p, form), p.unit, scene.name(p, "code")) for p in people]
        table = Grid((head, *rows), (4, 3, 1.4), lines=chance(rng, 0.7))
        return [Text("Aanwezig", "h2"), table, Pairs((away,), tabbed=False)]
    marks = (" (vz.)", " (secr.)", *(f" ({p.unit})" for p in people[2:]))
    explained = (
        f"{scene.name(p, form)}{mark}, {scene.name(p, 'code')}"
        for p, mark in zip(people, marks, strict=True)
    )
    if chance(rng, 0.5):
        return [Text("Aanwezig:", "bold"), *texts(*explained, style="line"), Pairs((away,))]
    row = ("Aanwezig:", "; ".join(explained))
    return [Pairs((row, away, ("Kopie:", scene.name(rng.choice(scene.case.team), form))))]


def _actions(scene: Scene, people: Sequence[Person]) -> list[Block]:
    rng = scene.rng
    chosen = [rng.choice(people) for _ in range(rng.randint(4, 7))]
    if chance(rng, 0.35):
        lines = (
            f"Actie: {scene.name(p, rng.choice(('first', 'surname', 'code')))} "
            f"({scene.say('verslag.actie')})"
            for p in chosen
        )
        return [Text("Acties", "h2"), *texts(*lines, style="line")]
    form = rng.choice(("first", "code", "surname", "initials"))
    head = ("Nr.", "Actie", rng.choice(("Wie", "Door", "Actiehouder")), "Gereed")
    rows = tuple(
        (f"{n}", scene.say("verslag.actie"), scene.name(p, form), f"{scene.day:%d-%m-%Y}")
        for n, p in enumerate(chosen, 1)
    )
    return [Text("Actielijst", "h2"), Grid((head, *rows), (1, 7, 3, 2.4), lines=chance(rng, 0.7))]


def routing(scene: Scene) -> Paper:
    """Return a routing slip: function, name, paraaf, date; the top of the ministry stays."""
    rng = scene.rng
    author, *_ = scene.cast
    people = [*rng.sample(scene.cast, min(6, len(scene.cast))), *scene.case.top[:2]]
    rows: list[tuple[str, ...]] = []
    for person in people:
        name = scene.name(person, rng.choice(("full", "initials", "initials")))
        stays = person in scene.case.top
        code = scene.either(person.code) if stays else scene.name(person, "code")
        note = rng.choice(("", "", "akkoord", "m.o.", "zie tekst"))
        rows.append((person.function, name, code, f"{scene.day:%d-%m}", note))
    head: tuple[str, ...] = (
        "Functie",
        "Naam",
        rng.choice(("Paraaf", "Par.")),
        "Datum",
        "Opmerking",
    )
    if chance(rng, 0.4):
        head, rows = _swapped(head), [_swapped(row) for row in rows]
    blocks: list[Block] = [Text("Parafenlijst", "h1"), Text(f"Onderwerp: {scene.case.subject}")]
    blocks.append(Grid((head, *rows), (3, 3, 1.3, 1.3, 2), lines=chance(rng, 0.8)))
    blocks += texts(
        scene.say("mens"),
        f"{scene.say('beleid')} {scene.say('publiek')}",
        f"Terug naar {scene.name(author, 'first')}, kamer {scene.either(author.room)}",
    )
    side = look(rng, "none", "left", "right")
    aside = colophon(scene, author) if side.side != "none" else []
    return Paper(
        "routing", tuple(blocks), side, tuple(aside), head=scene.case.ministry, title="Routing"
    )


def _swapped(row: tuple[str, ...]) -> tuple[str, ...]:
    return (row[1], row[0], *row[2:])


def comments(scene: Scene) -> Paper:
    """Return the summary of comments that a PDF program prints."""
    rng = scene.rng
    style = rng.randrange(3)
    blocks: list[Block] = [Text(f"Samenvatting van opmerkingen bij {scene.case.subject}", "h1")]
    scene.cast = rng.sample(scene.cast, 5)
    for number in range(1, rng.randint(10, 18)):
        person = rng.choice(scene.cast)
        who = scene.name(person, rng.choice(("account", "account", "full", "folded", "outlook")))
        page, stamp = (
            rng.randint(1, 20),
            f"{scene.day:%d-%m-%Y} {rng.randint(8, 18)}:{rng.randint(10, 59)}:02",
        )
        said = scene.say("opmerking")
        if style == 0:
            blocks.append(
                Text(f"Nummer: {number} Auteur: {who} Onderwerp: Markering Datum: {stamp}", "line")
            )
            blocks.append(Text(said))
        elif style == 1:
            blocks.append(Text(f"Met opmerkingen [{who}] {number}: {said}"))
        else:
            blocks.append(Text(f"Pagina {page} - Notitie - {who} - {stamp}", "bold"))
            blocks.append(Text(said))
    return Paper("comments", tuple(blocks), look(rng, plain=0.1), title="Opmerkingen")
