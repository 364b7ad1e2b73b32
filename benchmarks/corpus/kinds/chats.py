# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; exports of WhatsApp, Signal, Teams and sms come out."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.corpus.blocks import Block, Paper, Text
from benchmarks.corpus.kinds.looks import look
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.people import Person
from benchmarks.corpus.scene import Scene

_LABELS = ("full", "folded", "first", "firsti", "nick", "phone", "unit", "lower")


def chat(scene: Scene) -> Paper:
    """Return a chat of 20 to 34 messages in one of the formats in which apps give them."""
    rng = scene.rng
    people = rng.sample(scene.cast, min(6, len(scene.cast)))
    labels = {p.id: rng.choice(_LABELS) for p in people}
    shape = rng.choice((_whatsapp, _dashed, _signal, _teams, _sms))
    blocks: list[Block] = [Text(_heading(scene, people), "h2")]
    for number in range(rng.randint(20, 34)):
        person = rng.choice(people)
        clock = f"{9 + number // 4:02d}:{rng.randint(0, 59):02d}"
        blocks += shape(scene, _label(scene, person, labels[person.id]), clock, person)
        if chance(rng, 0.06):
            blocks.append(Text(_system(scene, people), "line"))
    scene.cast = list(people)
    return Paper("chat", tuple(blocks), look(rng, plain=0.2), title="Export")


def _heading(scene: Scene, people: list[Person]) -> str:
    named = ", ".join(scene.name(p, "first") for p in people[:3])
    return scene.rng.choice((f"Groep: {scene.case.subject}", f"Gesprek met {named}", f"{named}, u"))


def _label(scene: Scene, person: Person, label: str) -> str:
    if label == "phone":
        return scene.mobile(person)
    if label == "unit":
        return f"{scene.name(person, 'first')} {person.unit}"
    if label == "first" and chance(scene.rng, 0.3):
        return f"~ {scene.name(person, 'first')}"
    return scene.name(person, label)


def _whatsapp(scene: Scene, who: str, clock: str, _: Person) -> list[Block]:
    return [Text(f"[{scene.day:%d-%m-%Y} {clock}] {who}: {scene.say('chat.nl')}", "line")]


def _dashed(scene: Scene, who: str, clock: str, _: Person) -> list[Block]:
    return [Text(f"{scene.day:%d-%m-%y} {clock} - {who}: {scene.say('chat.nl')}", "line")]


def _signal(scene: Scene, who: str, clock: str, _: Person) -> list[Block]:
    return [
        Text(f"Van: {who}", "line"), Text(f"Verzonden: {scene.day:%d-%m-%Y} {clock}", "line"),
        Text(scene.say("chat.nl")),
    ]  # fmt: skip


def _teams(scene: Scene, who: str, clock: str, _: Person) -> list[Block]:
    return [Text(f"{who}  {clock}", "bold"), Text(scene.say("chat.nl"))]


def _sms(scene: Scene, who: str, clock: str, person: Person) -> list[Block]:
    number = scene.mobile(person)
    side = scene.rng.choice(("Ontvangen van", "Verzonden aan"))
    return [Text(f"{side} {who} ({number}) {clock}", "line"), Text(scene.say("chat.nl"))]


def _system(scene: Scene, people: list[Person]) -> str:
    a, b = (scene.name(p, "full") for p in scene.rng.sample(people, 2))
    lines: tuple[Callable[[], str], ...] = (
        lambda: f"{a} heeft {b} toegevoegd",
        lambda: f"{a} heeft de groep verlaten; {b} is nu beheerder",
        lambda: f"{a} heeft het onderwerp gewijzigd; gezien door {b}",
    )
    return scene.rng.choice(lines)()
