# SPDX-License-Identifier: EUPL-1.2
"""A scene goes in; press releases and questions of journalists come out."""

from __future__ import annotations

from benchmarks.corpus import numbers, public
from benchmarks.corpus.blocks import Block, Pairs, Paper, Text, texts
from benchmarks.corpus.kinds.looks import look, signature
from benchmarks.corpus.ledger import Mention
from benchmarks.corpus.scene import Scene

from woolak.model import Kind, Role, Verdict


def release(scene: Scene) -> Paper:
    """Return a press release: its press contact is public, who drafted it is not."""
    rng = scene.rng
    spokesman, author, *_ = scene.cast
    named = f"{spokesman.first} {spokesman.surname}"
    public_name = Mention(named, Kind.NAME, Role.WOORDVOERDER, Verdict.KEEP, "press_contact")
    scene.cast = scene.cast[1:]
    blocks: list[Block] = [Text("Persbericht", "h1"), Text(numbers.long_date(scene.day))]
    blocks += texts(*(f"{scene.say('pers')} {scene.say('tekst')}" for _ in range(3)))
    blocks += texts(
        "Noot voor de redactie, niet voor publicatie:",
        f"Voor meer informatie: {scene.ledger.add(public_name)}, woordvoerder, "
        f"{public.item(scene, 'algemeen')}",
        f"{public.item(scene, 'postvak')}", style="line",
    )  # fmt: skip
    blocks.append(
        Text(f"concept {scene.name(author, rng.choice(('first', 'code', 'account')))}", "small")
    )
    return Paper("press", tuple(blocks), look(rng), head=scene.case.ministry, title="Persbericht")


def request(scene: Scene) -> Paper:
    """Return a question of a journalist and what officials say about it."""
    rng = scene.rng
    writer, colleague = scene.case.press
    official, second, *_ = scene.cast
    known = {"a": writer, "b": official, "c": colleague}
    head = (("Van:", f"{scene.name(writer, 'full')} <{scene.mail(writer)}>"),
            ("Aan:", scene.name(official, "outlook")),
            ("Onderwerp:", f"vragen over {scene.case.subject}"))  # fmt: skip
    asked = [Pairs(head), *texts(*(scene.say("journalist", **known) for _ in range(3)))]
    asked.append(Text(scene.name(writer, rng.choice(("full", "first")))))
    answer: list[Block] = [Text(scene.say("mail.groet", a=second))]
    answer += texts(f"Zie hieronder de vragen van {scene.formal(writer)}.", scene.say("mail.kern"))
    answer += [Text(scene.name(official, "first")), *signature(scene, official)]
    return Paper("press_request", (*answer, *asked), look(rng, plain=0.2), title="Vragen")
