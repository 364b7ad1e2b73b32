# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; letters to the Kamer, from citizens and to requesters, and notes come out."""

from __future__ import annotations

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Grid, Paper, Text, texts
from benchmarks.corpus.kinds.looks import colophon, look
from benchmarks.corpus.numbers import chance
from benchmarks.corpus.scene import Scene

from woolak.model import Kind


def parliament(scene: Scene) -> Paper:
    """Return a letter of a minister to the Tweede Kamer."""
    rng = scene.rng
    author, *_ = scene.cast
    row = public.minister_row(scene)
    blocks: list[Block] = texts(
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        public.item(scene, "postbus"),
        f"Datum {numbers.long_date(scene.day)}",
        f"Betreft {scene.case.subject}",
        style="line",
    )
    blocks += [Text(" ", "line"), Text("Geachte voorzitter,"), Text(scene.say("kamer.open"))]
    for title in rng.sample(("Voortgang", "Financiën", "Vervolg", "Uitvoering", "Toezeggingen"), 3):
        blocks.append(Text(title, "h2"))
        for _ in range(rng.randint(1, 3)):
            blocks.append(
                Text(f"{scene.say('kamer.kern')} {scene.say('tekst')} {scene.say('publiek')}")
            )
    office = row[2][0].upper() + row[2][1:]
    blocks += texts("Hoogachtend,", f"De {office},", public.item(scene, "ondertekening"))
    style = look(rng, "right", "left")
    return Paper(
        "parliament",
        tuple(blocks),
        style,
        tuple(colophon(scene, author)),
        head=scene.case.ministry,
        title="Kamerbrief",
    )


def note(scene: Scene) -> Paper:
    """Return a note for a decision, with its colophon on every page."""
    rng = scene.rng
    author, second, third, *_ = scene.cast
    headings = (
        ("1 Aanleiding", "aanleiding", 1),
        ("2 Geadviseerd besluit", "besluit", 1),
        ("3 Kernpunten", "kern", 3),
        ("4 Toelichting", "kern", 3),
    )
    blocks: list[Block] = [Text("nota", "h1"), Text(scene.case.subject, "bold")]
    for heading, key, count in headings:
        blocks.append(Text(heading, "h2"))
        for _ in range(count):
            more = scene.say(rng.choice(("tekst", "publiek", "mens", "beleid")))
            shape = rng.choice(("body", "bullet"))
            blocks.append(Text(f"{scene.say(f'nota.{key}')} {more}", shape))
    blocks.append(Text("5 Informatie die niet openbaar gemaakt kan worden", "h2"))
    blocks.append(Text("De persoonsgegevens van de ambtenaren zijn niet openbaar."))
    style = look(rng, "right", "left", "right")
    return Paper(
        "note",
        tuple(blocks),
        style,
        tuple(colophon(scene, author, second, third)),
        head=scene.case.ministry,
        foot=f"Opgesteld door {scene.name(author, 'account')}",
        title="Nota",
    )


def memo(scene: Scene) -> Paper:
    """Return a memo with VAN and AAN on top, or as a table."""
    rng = scene.rng
    author, reader, copied, *_ = scene.cast
    rows = (
        ("VAN", scene.name(author, rng.choice(("full", "initials", "caps")))),
        ("AAN", f"{scene.name(reader, 'full')}; {scene.name(copied, 'initials')}"),
        ("KOPIE", scene.name(rng.choice(scene.cast), "outlook")),
        ("DATUM", numbers.long_date(scene.day)),
        ("BETREFT", scene.case.subject),
        ("DOORKIESNUMMER", scene.phone(author)),
    )
    blocks: list[Block] = [
        Text("MEMO", "h1"),
        Grid(rows, (1, 4), head=False, lines=chance(rng, 0.5)),
    ]
    for _ in range(rng.randint(3, 5)):
        keys = rng.sample(("tekst", "publiek", "mens", "beleid", "mens"), 3)
        blocks.append(Text(" ".join(scene.say(key) for key in keys)))
    blocks.append(Text(scene.name(author, rng.choice(("first", "full", "code", "firsti")))))
    return Paper(
        "memo", tuple(blocks), look(rng, plain=0.15), head=scene.case.ministry, title="Memo"
    )


def citizen(scene: Scene) -> Paper:
    """Return a letter of a citizen: address block, complaint, numbers, health."""
    rng = scene.rng
    writer = rng.choice(scene.case.citizens)
    official = rng.choice(scene.cast)
    others = [p for p in scene.case.citizens if p is not writer]
    street = scene.private(numbers.street(rng), Kind.ADDRESS, writer)
    postcode, town = numbers.town(rng)
    blocks: list[Block] = texts(
        scene.name(writer, rng.choice(("initials", "full"))),
        street,
        f"{scene.private(postcode, Kind.ADDRESS, writer)} {scene.either(town)}",
        scene.mail(writer),
        " ",
        f"Aan het {scene.case.ministry}",
        public.item(scene, "postbus"),
        " ",
        f"{town}, {numbers.long_date(scene.day)}",
        style="line",
    )
    blocks += texts(rng.choice(("Geachte heer/mevrouw,", "L.S.,", "Geachte minister,")))
    known = {"a": writer, "b": official}
    blocks.append(Text(scene.say("burger.open", **known)))
    for _ in range(rng.randint(3, 5)):
        two = (scene.say("burger.kern", **known, c=rng.choice(others)) for _ in range(2))
        blocks.append(Text(" ".join(two)))
    blocks.append(Text(scene.say("burger.slot"), "body"))
    blocks.append(Text(scene.name(writer, rng.choice(("full", "initials")))))
    return Paper("citizen", tuple(blocks), look(rng, plain=0.1), title="Brief")


def decision(scene: Scene) -> Paper:
    """Return a decision on a request, signed under a mandate, with the requester's address."""
    rng = scene.rng
    requester, third = rng.sample(scene.case.citizens, 2)
    address = "mevrouw" if requester.woman else "heer"
    author, signer, *_ = scene.cast
    street = scene.private(numbers.street(rng), Kind.ADDRESS, requester)
    postcode, town = numbers.town(rng)
    blocks: list[Block] = texts(
        scene.name(requester, "initials"),
        street,
        f"{scene.private(postcode, Kind.ADDRESS, requester)} {scene.either(town)}",
        " ",
        style="line",
    )
    blocks.append(Text(f"Geachte {address} {scene.name(requester, 'surname')},"))
    for heading in ("Uw verzoek", "Beoordeling", "Wijze van openbaarmaking"):
        blocks.append(Text(heading, "h2"))
        for _ in range(2):
            told = scene.say("besluit.kern", a=requester, c=third)
            blocks.append(Text(f"{told} {scene.say(rng.choice(('tekst', 'publiek')))}"))
    row = public.minister_row(scene)
    blocks += texts("Hoogachtend,", f"De {row[2]},", "namens deze,", style="line")
    blocks += [
        Text(f"{scene.title(signer)}{scene.name(signer, 'initials')}", "line"),
        Text(signer.function),
    ]
    style = look(rng, "right", "left")
    return Paper(
        "decision",
        tuple(blocks),
        style,
        tuple(colophon(scene, author)),
        head=scene.case.ministry,
        title="Besluit",
    )


def personnel(scene: Scene) -> Paper:
    """Return a note of HR about one colleague."""
    rng = scene.rng
    subject, adviser = rng.sample(scene.case.team, 2)
    blocks: list[Block] = [Text("Vertrouwelijk: personeelsvertrouwelijk", "h1")]
    rows = (
        ("Medewerker", scene.name(subject, rng.choice(("full", "outlook", "initials")))),
        (
            "Personeelsnummer",
            scene.private(numbers.personnel_number(rng), Kind.PERSONNEL_NUMBER, subject),
        ),
        ("Geboortedatum", scene.private(numbers.birth_date(rng), Kind.BIRTH_DATE, subject)),
        ("Functie", subject.function),
        ("Leidinggevende", scene.name(adviser, "initials")),
        ("Opgesteld door", scene.name(rng.choice(scene.cast), "full")),
    )
    blocks.append(Grid(rows, (1, 2), head=False, lines=chance(rng, 0.6)))
    told = (scene.several("verlof", 2, a=subject) for _ in range(rng.randint(4, 6)))
    blocks += texts(*told)
    blocks.append(Text(f"{scene.say('tekst')} {scene.say('publiek')}"))
    return Paper(
        "personnel",
        tuple(blocks),
        look(rng, "none", "left"),
        (("", scene.case.unit),),
        head=scene.case.ministry,
        title="HR",
    )
