# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; printed threads from Outlook and its like, Dutch and English, come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Pairs, Paper, Rule, Text, texts
from benchmarks.corpus.kinds.looks import look, signature
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.people import Person
from benchmarks.corpus.scene import Scene

_NL = ("Van:", "Aan:", "CC:", "Verzonden:", "Onderwerp:", "Bijlagen:")
_EN = ("From:", "To:", "Cc:", "Sent:", "Subject:", "Attachments:")


def thread(scene: Scene) -> Paper:
    """Return a thread of two to four mails, the last on top, with mixed headers."""
    people = _talkers(scene)
    english = chance(scene.rng, 0.25)
    blocks: list[Block] = []
    if chance(scene.rng, 0.5):
        blocks += [Text(scene.name(people[0], "full"), "bold"), Rule()]
    for number in range(scene.rng.randint(2, 4)):
        sender, *others = people[number % 2 :] + people[: number % 2]
        blocks += _header(scene, sender, others, english=english or chance(scene.rng, 0.2))
        blocks += _body(scene, sender, others, english=english)
    style = look(scene.rng, plain=0.2)
    return Paper("mail_en" if english else "mail", tuple(blocks), style, title="Bericht")


def informal(scene: Scene) -> Paper:
    """Return short mails without capitals, quoted with > and attribution lines."""
    a, b, *_ = people = _talkers(scene)
    rng = scene.rng
    blocks: list[Block] = list(_header(scene, a, people[1:3], english=False))
    for number in range(rng.randint(2, 4)):
        writer = (a, b)[number % 2]
        lines = [scene.say("mail.informeel") for _ in range(rng.randint(1, 3))]
        blocks += texts(*lines, style="body" if not number else "quote")
        sign = rng.choice(("lower", "lower", "first", "firsti", "nick"))
        blocks.append(
            Text(f"{rng.choice(('gr', 'groetjes', 'x', 'mvg', ''))} {scene.name(writer, sign)}")
        )
        blocks.append(
            Text(rng.choice(("Verzonden vanaf mijn iPhone", " ", "Sent from my iPad")), "small")
        )
        blocks.append(Text(_attribution(scene, (b, a)[number % 2]), "line"))
    blocks += texts(scene.say("mail.informeel"), style="quote")
    return Paper("informal_mail", tuple(blocks), look(rng, plain=0.4), title="Bericht")


def absence(scene: Scene) -> Paper:
    """Return automatic replies, a meeting request and a week of a shared calendar."""
    a, b, *others = _talkers(scene)
    blocks: list[Block] = [*_header(scene, a, [b], english=False), Text(scene.say("mail.afwezig"))]
    blocks += [*signature(scene, a), Rule()]
    rows = [
        ("Onderwerp:", scene.say("agenda")),
        ("Locatie:", f"{public.item(scene, 'straat')}, zaal {scene.rng.randint(1, 40)}"),
        ("Organisator:", scene.name(b, "outlook")),
        ("Vereiste deelnemers:", _list(scene, others[:5])),
        ("Categorieën:", scene.name(a, "first")),
    ]
    blocks += [Pairs(tuple(rows), tabbed=False), Text("Agenda van de week", "h2")]
    for day in numbers.DAYS[:5]:
        for hour in sorted(scene.rng.sample(range(9, 17), 2)):
            blocks.append(
                Text(f"{day} {hour:02d}:00 - {hour + 1:02d}:00  {scene.say('agenda')}", "line")
            )
    blocks += texts(scene.say("mail.afwezig"), scene.say("publiek"))
    return Paper("calendar", tuple(blocks), look(scene.rng, plain=0.25), title="Agenda")


def _talkers(scene: Scene) -> list[Person]:
    people = scene.rng.sample(scene.cast, min(len(scene.cast), scene.rng.randint(6, 12)))
    if chance(scene.rng, 0.3):
        style = scene.rng.randrange(8)
        people = [replace(p, outlook_style=style) for p in people]
    return people


def _list(scene: Scene, people: Sequence[Person]) -> str:
    rng = scene.rng
    shapes = ("outlook", "outlook", "outlook", "unit", "address", "plain")
    shape = rng.choice(shapes)
    return "; ".join(_addressee(scene, person, shape) for person in people)


def _addressee(scene: Scene, person: Person, shape: str) -> str:
    match shape:
        case "unit":
            return f"{scene.name(person, 'outlook')} - {person.unit}"
        case "address":
            form = scene.rng.choice(("full", "folded"))
            return f"{scene.name(person, form)} <{scene.mail(person)}>"
        case "plain":
            return scene.name(person, scene.rng.choice(("full", "folded")))
        case _:
            return scene.name(person, "outlook")


def _header(
    scene: Scene, sender: Person, others: Sequence[Person], *, english: bool
) -> list[Block]:
    labels = _EN if english else _NL
    rng = scene.rng
    cut = rng.randint(1, max(1, len(others) // 2))
    clock = f"{rng.randint(7, 19):02d}:{rng.randint(0, 59):02d}"
    sent = numbers.mail_date(scene.day, clock, english=english)
    cc = _list(scene, others[cut:])
    if chance(rng, 0.4):
        cc = f"{cc}; {public.item(scene, 'postvak')}" if cc else public.item(scene, "postvak")
    values = [
        _addressee(scene, sender, rng.choice(("unit", "address", "outlook"))),
        _list(scene, others[:cut]),
        cc,
        sent,
        scene.say("mail.onderwerp"),
        scene.say("mail.bijlage") if chance(rng, 0.4) else "",
    ]
    order = rng.choice(((0, 3, 1, 2, 4, 5), (0, 1, 2, 3, 4, 5), (1, 2, 0, 3, 4, 5)))
    rows = tuple((labels[i], values[i]) for i in order if values[i])
    return [Pairs(rows, tabbed=chance(rng, 0.6))]


def _body(scene: Scene, sender: Person, others: Sequence[Person], *, english: bool) -> list[Block]:
    rng = scene.rng
    key = "mail.en" if english else "mail"
    who = dict(zip("ab", others, strict=False))
    blocks = texts(scene.say(f"{key}.groet", **who))
    for _ in range(rng.randint(1, 3)):
        blocks.append(Text(scene.several(f"{key}.kern", rng.randint(1, 2))))
    if not english:
        blocks.append(
            Text(scene.say(rng.choice(("publiek", "publiek", "tekst", "beleid", "mens"))))
        )
    if chance(rng, 0.3):
        blocks += [
            Text(scene.name(rng.choice(scene.cast), "first"), "bold"),
            Text(scene.say("tekst")),
        ]
    blocks.append(Text(scene.say(f"{key}.slot"), "line"))
    form = rng.choices(("first", "full", "first_and_initial", "code", "nick"), (8, 3, 1, 0, 1))[0]
    blocks.append(Text(scene.name(sender, form)))
    if chance(rng, 0.6):
        blocks += signature(scene, sender, english=english)
    return [*blocks, *_tail(scene, sender)]


def _tail(scene: Scene, sender: Person) -> list[Block]:
    match scene.rng.randrange(5):
        case 0:
            return [
                Text("Dit bericht kan informatie bevatten die niet voor u is bestemd.", "small")
            ]
        case 1:
            return [Text(_attribution(scene, sender), "line")]
        case 2:
            name = scene.name(sender, "account")
            return [Text(f"/O=RIJK/OU=EXCHANGE/CN=RECIPIENTS/CN={name}", "small")]
        case _:
            return [Rule()]


def _attribution(scene: Scene, person: Person) -> str:
    day, month = scene.day.strftime("%d-%m-%Y"), numbers.MONTHS[scene.day.month - 1][:3]
    name = scene.name(person, scene.rng.choice(("full", "outlook", "folded")))
    return scene.rng.choice(
        (
            f"Op {day} om 17:02 schreef {name}:",
            f"Op {scene.day.day} {month}. {scene.day.year} om 17:02 heeft {name} "
            f"<{scene.mail(person)}> het volgende geschreven:",
            f"On {scene.day.day} {month} {scene.day.year}, at 09:14, {name} wrote:",
            f"-----Oorspronkelijk bericht----- Van: {name}",
            f"[bijlage verwijderd door {name}]",
        )
    )
