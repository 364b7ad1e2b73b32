# SPDX-License-Identifier: EUPL-1.2
"""The decision table: who stays public, what is asked, what goes, and under which ground."""

from __future__ import annotations

from dataclasses import replace

import pytest

from woolak import rulebook
from woolak.advise import advise
from woolak.errors import RulesError
from woolak.gronden import GRONDEN
from woolak.model import Advice, Box, Finding, Kind, Layer, Person, Role, Verdict

BOOK = rulebook.load("kern")
REDACT, KEEP, ASK = Verdict.REDACT, Verdict.KEEP, Verdict.ASK


def finding(start: int = 0, end: int = 9, **rest: object) -> Finding:
    """Return a sure name on a page, changed as asked."""
    made = Finding(
        document="0001",
        page=1,
        layer=Layer.TEXT,
        start=start,
        end=end,
        text="T. Nguyen",
        kind=Kind.NAME,
        rules=("namen.proef",),
        score=0.9,
        why="Omdat.",
        boxes=(Box(0, 0, 1, 1),),
    )
    return replace(made, **rest)  # type: ignore[arg-type]


def one(book: rulebook.Rulebook = BOOK, **rest: object) -> Advice:
    """Return the advice for one finding."""
    return advise([finding(**rest)], [], book)[0]  # type: ignore[arg-type]


def switched(**choices: str) -> rulebook.Rulebook:
    """Return the rulebook with other switches."""
    return replace(BOOK, schakelaars={**BOOK.schakelaars, **choices})


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", Role)
def test_every_kind_in_every_role_has_an_advice(kind: Kind, role: Role) -> None:
    made = one(kind=kind, role=role)
    assert made.verdict is KEEP or made.grond in GRONDEN
    assert made.why.endswith(".")


@pytest.mark.parametrize("role", [Role.AMBTENAAR, Role.ONBEKEND, Role.BURGER, Role.JOURNALIST])
def test_who_does_not_act_in_public_is_redacted(role: Role) -> None:
    assert (one(role=role).verdict, one(role=role).grond) == (REDACT, "5.1.2e")


@pytest.mark.parametrize(
    "role", [Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.BESTUURDER, Role.TOP_AMBTENAAR]
)
def test_who_holds_public_office_stays(role: Role) -> None:
    assert one(role=role).verdict is KEEP


@pytest.mark.parametrize("role", Role)
def test_a_signature_goes_in_every_role(role: Role) -> None:
    assert one(kind=Kind.SIGNATURE, role=role).verdict is REDACT


def test_a_ministers_own_telephone_number_goes() -> None:
    assert one(kind=Kind.PHONE, role=Role.BEWINDSPERSOON).verdict is REDACT


@pytest.mark.parametrize(
    ("kind", "ground"),
    [(Kind.BSN, "5.1.1e"), (Kind.HEALTH, "5.1.1d"), (Kind.ID_NUMBER, "5.1.2e")],
)
def test_the_ground_follows_the_kind(kind: Kind, ground: str) -> None:
    assert one(kind=kind).grond == ground


def test_an_education_number_is_a_national_number_and_a_v_number_a_question() -> None:
    education = one(kind=Kind.ID_NUMBER, rules=("nummers.onderwijsnummer",))
    alien = one(kind=Kind.ID_NUMBER, rules=("nummers.v_nummer",))
    assert (education.verdict, education.grond) == (REDACT, "5.1.1e")
    assert (alien.verdict, alien.proposal, alien.grond) == (ASK, REDACT, "5.1.1e")


@pytest.mark.parametrize(
    ("choice", "expected"), [("lakken", REDACT), ("openbaar", KEEP), ("vraag", ASK)]
)
def test_a_ministry_chooses_what_happens_to_directors(choice: str, expected: Verdict) -> None:
    assert one(switched(directeur=choice), functie="plv. Directeur").verdict is expected


def test_a_director_general_is_no_director() -> None:
    assert one(functie="directeur-generaal").verdict is REDACT


def test_a_question_about_a_director_proposes_to_redact() -> None:
    assert one(functie="directeur").proposal is REDACT


def test_a_suspect_is_a_question_with_the_proposal_to_keep() -> None:
    assert (one(score=0.39).verdict, one(score=0.39).proposal) == (ASK, KEEP)


def test_an_unsure_finding_is_a_question_with_the_proposal_to_redact() -> None:
    assert (one(score=0.4).verdict, one(score=0.4).proposal) == (ASK, REDACT)
    assert one(score=0.6).verdict is REDACT


def test_the_role_of_the_person_goes_before_the_evidence_beside_the_name() -> None:
    found = finding(role=Role.AMBTENAAR)
    person = Person("P1", (), "T.", "", "Nguyen", "", Role.BEWINDSPERSOON, (found.id,))
    (made,) = advise([found], [person], BOOK)
    assert (made.verdict, made.role) == (KEEP, Role.BEWINDSPERSOON)


def test_a_person_without_a_role_leaves_the_evidence_standing() -> None:
    found = finding(role=Role.BURGER)
    person = Person("P1", (), "T.", "", "Nguyen", "", Role.ONBEKEND, (found.id,))
    assert advise([found], [person], BOOK)[0].role is Role.BURGER


def test_what_is_public_by_rule_is_kept_with_the_reason_of_the_rule() -> None:
    made = one(keep=True, why="Een motie.")
    assert (made.verdict, made.grond, made.why) == (KEEP, None, "Een motie.")


def test_a_repeated_name_inside_what_is_public_is_kept() -> None:
    public = finding(0, 20, keep=True, score=0.95, kind=Kind.OTHER)
    repeated = finding(7, 13, rules=("persoon.herhaling",))
    assert [made.verdict for made in advise([public, repeated], [], BOOK)] == [KEEP, KEEP]


def test_a_surer_finding_inside_what_is_public_is_redacted() -> None:
    public = finding(0, 20, keep=True, score=0.9, kind=Kind.OTHER)
    number = finding(7, 16, kind=Kind.BSN, score=0.99)
    assert advise([public, number], [], BOOK)[1].verdict is REDACT


def test_the_keep_list_wins_from_the_policy_and_the_redact_list_from_both() -> None:
    name = finding(4, 13)
    kept = finding(0, 20, kind=Kind.OTHER, rules=("lijst.keep",), keep=True, score=0.5)
    forced = finding(2, 15, kind=Kind.OTHER, rules=("lijst.redact", "5.1.2h"))
    assert advise([name, kept], [], BOOK)[0].verdict is KEEP
    first = advise([name, kept, forced], [], BOOK)[0]
    assert (first.verdict, first.grond) == (REDACT, "5.1.2h")


def test_a_list_on_another_page_or_layer_says_nothing() -> None:
    kept = finding(0, 20, kind=Kind.OTHER, rules=("lijst.keep",), keep=True)
    for other in (replace(kept, page=2), replace(kept, layer=Layer.OCR)):
        assert advise([finding(4, 13), other], [], BOOK)[0].verdict is REDACT


def test_a_pack_without_a_decision_table_is_refused() -> None:
    with pytest.raises(RulesError):
        one(replace(BOOK, beleid=()))


def test_a_box_drawn_by_hand_follows_the_policy() -> None:
    drawn = replace(finding(kind=Kind.SIGNATURE), layer=Layer.HAND, start=None, end=None)
    assert advise([drawn], [], BOOK)[0].verdict is REDACT


@pytest.mark.parametrize(("choice", "expected"), [("openbaar", KEEP), ("lakken", REDACT)])
def test_the_ministry_chooses_about_the_name_of_a_top_official(
    choice: str, expected: Verdict
) -> None:
    public = finding(keep=True, score=0.95, role=Role.TOP_AMBTENAAR, functie="SG")
    assert advise([public], [], switched(top_ambtenaar=choice))[0].verdict is expected
