# SPDX-License-Identifier: EUPL-1.2
"""Pattern rules: their checks, their context, their limit, and what trips phonenumbers up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from woolak import rulebook
from woolak.detect.details import contact, numbers
from woolak.detect.examples import page_of
from woolak.detect.text.view import Hit, View, views
from woolak.errors import RulesError, Unfinished
from woolak.model import Reason, Role

BOOK = rulebook.load("kern")


def hits(text: str, rule: str = "") -> list[Hit]:
    """Return what the number rules find, of one rule if it is named."""
    found = [hit for view in views([page_of(text)]) for hit in numbers.find(view, BOOK)]
    return [hit for hit in found if not rule or hit.rule == rule]


def bare(text: str) -> View:
    """Return a view of text without geometry."""
    return View(text, (), ())


def test_elfproef_takes_nine_digits_and_eight_with_a_zero_before_them() -> None:
    assert numbers.elfproef("111222333")
    assert numbers.elfproef("1234.56.782")
    assert numbers.elfproef("12.34.56.72") == bsn.is_valid("012345672")
    assert not numbers.elfproef("123456789")
    assert not numbers.elfproef("000000000")


@given(st.text(max_size=40))
def test_a_check_answers_any_text_without_an_error(text: str) -> None:
    assert all(check(text) in (True, False) for check in numbers.CHECKS.values())


def test_a_number_that_passes_the_elfproef_without_context_is_a_suspect() -> None:
    (hit,) = hits("De uitkomst was 111222333 in totaal.", "nummers.bsn")
    assert hit.score < 0.4


def test_a_number_that_passes_the_elfproef_near_its_word_is_sure() -> None:
    (hit,) = hits("Vermeld altijd het bsn, hier 111222333.", "nummers.bsn")
    assert hit.score > 0.6
    assert "'bsn'" in hit.why


def test_context_far_away_does_not_count() -> None:
    (hit,) = hits("Het bsn is geheim. " + "Er volgt tekst. " * 12 + "111222333", "nummers.bsn")
    assert hit.score < 0.4


def test_random_nine_digit_numbers_give_no_sure_bsn() -> None:
    # 9.2 % of them pass the elfproef.
    rng = random.Random(1)  # noqa: S311 - a test
    text = " en ".join(str(rng.randrange(10**8, 10**9)) for _ in range(200))
    assert not [hit for hit in hits(text, "nummers.bsn") if hit.score >= 0.4]


@pytest.mark.parametrize(
    "number",
    [
        "06-12345678",
        "06 12 34 56 78",
        "0612345678",
        "+31 6 12345678",
        "+31 (0)70 312 45 67",
        "0031 70 3124567",
        "(070) 312 45 67",
        "070-3124567",
        "070/3124567",
    ],
)
def test_every_dutch_way_to_write_a_telephone_number_is_found(number: str) -> None:
    (hit,) = hits(f"Bel {number} voor meer.", "contact.telefoon")
    assert (hit.start, hit.end) == (4, 4 + len(number))


@pytest.mark.parametrize(
    "text",
    [
        "IBAN NL91 ABNA 0417 1643 00",
        "BSN 111222333",
        "Ons kenmerk 4730561",
        "zaak 987654321",
        "artikel 06.12.34",
        "2022-2023",
        "12-03-2021 10:30",
        "€ 12.345.678",
    ],
)
def test_no_telephone_number_is_found_in(text: str) -> None:
    assert not [hit for hit in hits(text) if hit.rule.startswith("contact.telefoon")]


def test_a_telephone_number_broken_over_a_line_end_is_whole() -> None:
    text = "Bel\n06-1234\n5678"
    (hit,) = contact.find(bare(text), BOOK)
    assert text[hit.start : hit.end] == "06-1234\n5678"


def test_every_number_in_a_long_list_is_found() -> None:
    text = "Lijst\n\n" + "\n\n".join(f"06-1234{i:04d}" for i in range(1000))
    assert len(contact.find(bare(text), BOOK)) == 1000


def test_a_general_number_is_kept_however_it_is_written() -> None:
    for number in ("070 370 79 11", "+31 70 3707911", "(070) 370 79 11"):
        assert [hit.keep for hit in contact.find(bare(f"T {number}"), BOOK)] == [True]


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("x <j.devries@minbzk.nl>;", "j.devries"),
        ("mailto:j.devries@minbzk.nl", "j.devries"),
        ("j.devries@rijk en verder", "j.devries"),
        ("j.devries@minbzk.intern", "j.devries"),
        ("j.devries@ad.minbzk.local", "j.devries"),
        ("een zin. j.devries@\nminbzk.nl", "j.devries"),
        ("jan.de.\nvries@minbzk.nl", "jan.de.\nvries"),
        ("neem contact op.\nj.devries@minbzk.nl", "j.devries"),
        ("j.devries (at) minbzk.nl", "j.devries"),
        ("j.devries®minbzk.nl", "j.devries"),
        ("Zoë.Güneş@minbzk.nl.", "Zoë.Güneş"),
    ],
)
def test_the_local_part_of_an_address_is_found_and_the_domain_is_not(text: str, local: str) -> None:
    (hit,) = contact.find(bare(text), BOOK)
    assert (text[hit.start : hit.end], hit.exact, hit.keep) == (local, True, False)


def test_an_address_at_a_public_provider_goes_whole_and_is_a_citizens() -> None:
    text = "mail jan_1970@gmail.\ncom of bel"
    (hit,) = contact.find(bare(text), BOOK)
    assert text[hit.start : hit.end] == "jan_1970@gmail.\ncom"
    assert hit.role is Role.BURGER


def test_an_address_at_a_ministry_is_evidence_of_a_civil_servant() -> None:
    (hit,) = contact.find(bare("j.devries@nctv.minjenv.nl"), BOOK)
    assert hit.role is Role.AMBTENAAR


@pytest.mark.parametrize(
    ("address", "keep"),
    [
        ("postbus.woo@minbzk.nl", True),
        ("no-reply@minbzk.nl", True),
        ("secretariaat-dgrr@minjenv.nl", True),
        ("secretariaat.jansen@minjenv.nl", False),
        ("info-fatima@minjenv.nl", False),
        ("postbus.j.devries@minjenv.nl", False),
        ("cielen@minjenv.nl", False),
        ("postma@minjenv.nl", False),
        ("persoon@minjenv.nl", False),
    ],
)
def test_a_mailbox_is_functional_only_without_a_name(address: str, *, keep: bool) -> None:
    assert [hit.keep for hit in contact.find(bare(address), BOOK)] == [keep]


def test_a_twitter_name_and_a_price_are_no_addresses() -> None:
    assert contact.find(bare("Volg @minbzk; 3 stuks @ 4 euro."), BOOK) == []


def test_a_rule_that_the_pack_leaves_out_is_not_found() -> None:
    rules = tuple(rule for rule in BOOK.rules if rule.id != "contact.telefoon")
    assert contact.find(bare("Bel 06-12345678."), replace(BOOK, rules=rules)) == []


def test_a_pattern_that_runs_out_of_time_makes_the_page_unfinished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = replace(BOOK.rules[0], id="traag.regel", pattern=r"(?:a+)+\1?b|(a+)+$", lijst=None)
    monkeypatch.setattr(numbers, "SECONDS", 0.0001)
    (view,) = views([page_of("a" * 40 + "c")])
    with pytest.raises(Unfinished) as caught:
        numbers.find(view, replace(BOOK, rules=(slow,)))
    assert caught.value.reason is Reason.RULE_TIMEOUT
    assert caught.value.place == "page 1, rule traag.regel"


def test_a_pattern_that_runs_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = replace(BOOK.rules[0], id="traag.regel", pattern=r"(?:a+)+\1?b|(a+)+$", lijst=None)
    monkeypatch.setattr(numbers, "_MOMENT", 0.0001)
    (problem, *_) = numbers.runaways(replace(BOOK, rules=(slow,)))
    assert problem.startswith("traag.regel: the pattern runs away")


def test_a_check_that_does_not_exist_is_named() -> None:
    wrong = replace(BOOK.rules[0], validator="elfproefje")
    with pytest.raises(RulesError, match="no validator 'elfproefje'"):
        numbers.check(replace(BOOK, rules=(wrong,)))


@pytest.mark.parametrize(
    "piece", ["a", "A", "1", "a.", "Aa ", "06-1", "a@", "A de ", "/cn=a", "NL9"]
)
def test_a_long_run_of_one_thing_is_done_within_the_limit_of_a_pattern(piece: str) -> None:
    # A pattern that backtracks over the whole run needs more than its limit and raises Unfinished.
    numbers.find(bare(piece * (60_000 // len(piece))), BOOK)


@pytest.mark.parametrize(
    "address",
    ["thijmen@vanoostrum.nl", "s.kuipers@kuipershoveniers.nl", "info@jandevries.nl"],
)
def test_a_domain_called_after_its_user_goes_with_the_address(address: str) -> None:
    found = hits(f"Mail naar {address} voor vragen.", "contact.email_prive")
    assert [hit.end - hit.start for hit in found] == [len(address)]


def test_a_firm_with_the_name_of_its_founder_keeps_its_mailbox() -> None:
    assert not hits("Mail naar info@volkerwessels.com voor vragen.", "contact.email_prive")


def test_a_telephone_number_ends_before_the_number_of_the_next_item() -> None:
    text = "1. Lopik, 0348 55 71 20 2. Mevrouw Bos, 0118 / 46 18 83. Later"
    found = hits(text, "contact.telefoon")
    assert [text[hit.start : hit.end] for hit in found] == ["0348 55 71 20", "0118 / 46 18 83"]


def test_the_desk_behind_a_public_number_is_no_part_of_it() -> None:
    text = "Call us at +31 70 370 79 11 ext. 4419 or 070 370 79 11, toestel 5520."
    kept = [text[h.start : h.end] for h in hits(text) if h.keep and h.rule.endswith("nummer")]
    assert not [text for text in kept if "4419" in text or "5520" in text]
    assert [text[h.start : h.end] for h in hits(text, "contact.toestel")] == ["4419", "5520"]


def test_a_telephone_of_which_the_first_digits_fill_a_cell_is_found() -> None:
    text = "Telefoon\t06-\t83425771\tArtikel 06-\t12345678901"
    spoken = next(iter(views([page_of("x")])))
    found = numbers.find(replace(spoken, text=text), BOOK)
    assert [text[hit.start : hit.end] for hit in found if hit.rule == "contact.telefoon"] == [
        "06-\t83425771"
    ]
