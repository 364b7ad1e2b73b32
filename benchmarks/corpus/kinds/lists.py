# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; contact lists, phone lists, invoices and contracts come out."""

from __future__ import annotations

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Grid, Paper, Text, texts
from benchmarks.corpus.kinds.looks import look
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.scene import Scene

from woolak.model import Kind


def contacts(scene: Scene) -> Paper:
    """Return a table of people with their numbers and addresses."""
    rng = scene.rng
    form = rng.choice(("full", "outlook", "initials", "folded"))
    head = ("Naam", "Organisatie", "Telefoon", "E-mail")
    rows = [
        (scene.name(p, form), p.unit, scene.mobile(p), scene.mail(p))
        for p in rng.sample(scene.cast, len(scene.cast))
    ]
    rows.append(
        (
            "Secretariaat",
            scene.case.unit,
            public.item(scene, "algemeen"),
            public.item(scene, "postvak"),
        )
    )
    if chance(rng, 0.3):
        head, rows = (head[1], head[0], *head[2:]), [(r[1], r[0], *r[2:]) for r in rows]
    blocks: list[Block] = [Text(f"Contactlijst {scene.case.subject}", "h1")]
    blocks.append(Grid((head, *rows), (3, 2.4, 2.4, 4.2), lines=chance(rng, 0.7)))
    blocks += texts(
        f"Wijzigingen doorgeven aan {scene.name(rng.choice(scene.cast), 'first')}.",
        f"Bezoekadres: {public.item(scene, 'straat')}.",
        scene.say("publiek"),
    )
    return Paper(
        "contacts", tuple(blocks), look(rng), head=scene.case.ministry, title="Contactlijst"
    )


def phones(scene: Scene) -> Paper:
    """Return a phone list: surname, initials, room, line, and who stands in."""
    rng = scene.rng
    blocks: list[Block] = [Text(f"TELEFOONLIJST {scene.case.unit}", "h1")]
    people = sorted(scene.cast, key=lambda p: p.stem)
    if chance(rng, 0.5):
        form = rng.choice(("outlook", "caps", "folded"))
        blocks += texts(
            *(f"{scene.name(p, form)}  {scene.either(p.room)}  {scene.phone(p)}" for p in people),
            style="line",
        )
    else:
        head = ("Achternaam", "Voornaam", "Kamer", "Doorkiesnummer", "Vervanger")
        rows = tuple(
            (
                scene.name(p, "surname"),
                scene.name(p, "first"),
                scene.either(p.room),
                scene.phone(p),
                scene.name(rng.choice(people), rng.choice(("code", "first"))),
            )
            for p in people
        )
        blocks.append(Grid((head, *rows), (3, 2, 1.4, 2.4, 2), lines=chance(rng, 0.6)))
    blocks += texts(
        f"Algemeen nummer: {public.item(scene, 'algemeen')}", scene.say("publiek"), style="line"
    )
    return Paper("phones", tuple(blocks), look(rng, plain=0.2), title="Telefoonlijst")


def roster(scene: Scene) -> Paper:
    """Return who is on duty on which day, under headings that say nothing of names."""
    rng = scene.rng
    forms = [rng.choice(("first", "nick", "surname", "firsti")) for _ in range(3)]
    head = ("Dag", *rng.choice((("Eerste lijn", "Tweede lijn", "Achterwacht"),
                                ("Vroeg", "Laat", "Reserve"))))  # fmt: skip
    rows = tuple(
        (
            day,
            *(
                scene.name(p, form)
                for p, form in zip(rng.sample(scene.cast, 3), forms, strict=True)
            ),
        )
        for day in numbers.DAYS[:5]
    )
    a, b = rng.sample(scene.cast, 2)
    blocks: list[Block] = [Text(f"Piketrooster {scene.case.unit}", "h1")]
    blocks.append(Grid((head, *rows), (1.6, 2.4, 2.4, 2.4), lines=chance(rng, 0.6)))
    blocks += texts(
        f"Ruilen? Overleg met {scene.name(a, 'full')} en meld het bij {scene.name(b, 'nick')}.",
        f"Algemeen nummer: {public.item(scene, 'algemeen')}",
    )
    return Paper("roster", tuple(blocks), look(rng, plain=0.2), title="Rooster")


def presence(scene: Scene) -> Paper:
    """Return a list on which those present signed, or an attendance list of a workshop."""
    rng = scene.rng
    form = rng.choice(("full", "caps", "folded", "firsti", "outlook"))
    rows = tuple(
        (str(n), scene.name(p, form), p.unit, scene.mail(p), " ")
        for n, p in enumerate(scene.cast, 1)
    )
    head = ("", "Naam", "Onderdeel", "E-mail", "Handtekening")
    blocks: list[Block] = [Text(f"Presentielijst {numbers.long_date(scene.day)}", "h1")]
    blocks.append(Grid((head, *rows), (0.6, 3, 1.8, 4, 2)))
    blocks += texts(f"Locatie: {public.item(scene, 'straat')}", scene.say("publiek"))
    return Paper("presence", tuple(blocks), look(rng), title="Presentielijst")


def claim(scene: Scene) -> Paper:
    """Return a claim of travel costs, with the account of the traveller and who agrees."""
    rng = scene.rng
    traveller, boss = rng.sample(scene.case.team, 2)
    rows = (
        ("Naam", scene.name(traveller, rng.choice(("full", "caps", "outlook", "folded")))),
        ("Account", scene.name(traveller, "account")),
        (
            "Personeelsnummer",
            scene.private(numbers.personnel_number(rng), Kind.PERSONNEL_NUMBER, traveller),
        ),
        ("IBAN", scene.private(numbers.iban(rng), Kind.IBAN, traveller)),
        ("Woonadres", scene.address(traveller)),
        ("Akkoord", f"{scene.name(boss, 'initials')} ({scene.name(boss, 'code')})"),
    )
    blocks: list[Block] = [Text("Declaratie reis- en verblijfkosten", "h1")]
    blocks.append(Grid(rows, (1, 3), head=False, lines=chance(rng, 0.6)))
    costs = tuple(
        (f"{scene.day:%d-%m-%Y}", scene.say("declaratie"), f"€ {rng.randint(3, 90)},50")
        for _ in range(rng.randint(3, 6))
    )
    blocks.append(Grid((("Datum", "Omschrijving", "Bedrag"), *costs), (2, 6, 1.5)))
    return Paper(
        "claim",
        tuple(blocks),
        look(rng, plain=0.2),
        title="Declaratie",
        foot=f"Ingevoerd door {scene.name(boss, 'account')}",
    )


def organisation(scene: Scene) -> Paper:
    """Return who sits where: boxes of a unit with function, name and nickname."""
    rng = scene.rng
    form = rng.choice(("full", "firsti", "nick", "caps"))
    people = scene.cast
    rows = [
        tuple(f"{p.function}\n{scene.name(p, form)}" for p in people[at : at + 3])
        for at in range(0, len(people) - len(people) % 3, 3)
    ]
    blocks: list[Block] = [Text(f"Organogram {scene.case.unit}", "h1")]
    blocks.append(Grid(tuple(rows), (1, 1, 1), head=False))
    blocks += texts(scene.say("mens"), scene.say("mens"), scene.say("publiek"))
    return Paper(
        "organisation", tuple(blocks), look(rng), head=scene.case.ministry, title="Organogram"
    )


def invoice(scene: Scene) -> Paper:
    """Return an invoice of a firm with the people who did the work."""
    rng = scene.rng
    contact, *_ = outsiders = list(scene.case.outsiders)
    official = rng.choice(scene.cast)
    blocks: list[Block] = texts(
        public.item(scene, "bedrijf"),
        public.item(scene, "straat"),
        public.item(scene, "kvk"),
        f"IBAN {public.item(scene, 'rijksiban')}",
        " ",
        f"{scene.case.ministry}",
        f"t.a.v. {scene.formal(official)}",
        public.item(scene, "postbus"),
        " ",
        f"Factuurnummer {public.item(scene, 'kenmerk')}",
        f"Datum {numbers.long_date(scene.day)}",
        f"Uw contactpersoon: {scene.name(contact, 'full')}, {scene.mail(contact)}",
        f"Besteld door: {scene.name(official, 'outlook')}",
        " ",
        style="line",
    )
    scene.cast = outsiders
    rows = tuple(
        (scene.say("factuur"), str(rng.randint(2, 80)), f"€ {rng.randint(90, 9000)},00")
        for _ in range(rng.randint(3, 6))
    )
    blocks.append(Grid((("Omschrijving", "Aantal", "Bedrag"), *rows), (6, 1.2, 2)))
    blocks += texts("Betaling binnen 30 dagen.", scene.say("publiek"))
    return Paper("invoice", tuple(blocks), look(rng), title="Factuur")


def contract(scene: Scene) -> Paper:
    """Return an agreement with parties, contacts and signatories."""
    rng = scene.rng
    first, *_ = scene.case.outsiders
    signer = rng.choice(scene.cast)
    blocks: list[Block] = [Text("Overeenkomst van opdracht", "h1"), Text("Partijen:", "bold")]
    blocks += texts(
        f"1. De Staat der Nederlanden, vertegenwoordigd door {scene.name(signer, 'initials')}, "
        f"{signer.function}, hierna: opdrachtgever;",
        f"2. {public.item(scene, 'bedrijf')}, {public.item(scene, 'kvk')}, vertegenwoordigd door "
        f"{scene.title(first)}{scene.name(first, 'full')}, hierna: opdrachtnemer;",
    )
    scene.cast = [*scene.case.outsiders, signer]
    for number in range(1, rng.randint(5, 7)):
        blocks.append(Text(f"Artikel {number}", "h2"))
        blocks.append(
            Text(f"{scene.say('contract', a=first)} {scene.say(rng.choice(('tekst', 'publiek')))}")
        )
    rows = (
        ("Opdrachtgever", "Opdrachtnemer"),
        (scene.name(signer, "initials"), scene.name(first, "initials")),
        ("Den Haag, " + numbers.long_date(scene.day), "Utrecht, " + numbers.long_date(scene.day)),
    )
    blocks.append(Grid(rows, (1, 1), lines=False))
    return Paper("contract", tuple(blocks), look(rng), title="Overeenkomst")
