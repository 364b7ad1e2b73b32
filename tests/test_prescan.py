# SPDX-License-Identifier: EUPL-1.2
"""A rule is tried only where it can match: what it needs is read from its pattern."""

from __future__ import annotations

import itertools

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from woolak import rulebook
from woolak.detect.details import numbers
from woolak.detect.matching import prescan, required
from woolak.detect.matching.alternatives import any_of
from woolak.detect.text.view import View
from woolak.rules_schema import compiled

BOOK = rulebook.load("kern")
WORDS = ["de", "De", "van de", "van der", "van", "v.d.", "op ’t", "bu*", "burn-out", "burn"]


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("abc", [{"abc"}]),
        (r"(?i:kenteken|plaat)[ ]?\d", [{"kenteken", "plaat"}, {required.DIGIT}]),
        (r"[Kk]enteken(?:nummer)?", [{"kenteken"}]),
        (r"tel(?:efoon)?\.?\d", [{"tel"}, {required.DIGIT}]),
        (r"(?<!kop)(?=staart)bsn", [{"bsn"}]),
        (r"abc?", [{"ab"}]),
        (r"(?:abc)*\w+|\d", []),
        (r"a{2}bc", [{"aabc"}]),
        (r"a{2,}bc", [{"aa"}, {"bc"}]),
        (r"(?:een|\p{Lu})twee", [{"twee"}]),
        (r"[0-9]+", [{required.DIGIT}]),
        (r"\d{4}[ ]?[A-Z]{2}", [{"9999"}]),
        (r"(?:BE|NO)\d{2}x+", [{"be99x", "no99x"}]),
        (r"06[ -]\d", [{"99 "}, {" 9"}]),
        (r"[\[( ]at[ ]", [{" at "}]),
        (r"(?i:p/a|thuis)\d", [{"p ", "thuis"}, {"9"}]),
        (r"(?-i:\p{L})naam", [{"naam"}]),
        (r"(?<!\p{L})(?=x)(?:al\.|c/|via)\d", [{"^al ", "^c ", "^via"}, {"9"}]),
        (r"(?<![\w.])[Bb]sn", [{"^bsn"}]),
        (r"\d(?<!\p{L})(?:ver)?jaar(?<!\w)n", [{"9"}, {"jaar"}, {"^n"}]),
    ],
)
def test_what_a_pattern_needs(pattern: str, wanted: list[set[str]]) -> None:
    assert [set(need) for need in required.needs(pattern)] == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"(?i:kenteken|plaat)[ ]?\d", {"kenteken", "plaat"}),
        (r"(?<!\p{L})(?:p/a|(?:ver)?jaardag)", {" p ", " ver", " jaardag"}),
        (r"(?<![\w.])(?=x)[Bb]sn", {" bsn"}),
        (r"(?<!-)\bte[ ]\d", {"te "}),
        (r"a|bc", set()),
        (r"bsn|\d{9}", set()),
        (r"(?:\p{L}+-)?loket", set()),
        (r"(?:een|\p{Lu})twee", set()),
        (r"(?:|een)twee", set()),
        (r"[ ]at[ ]", set()),
        (r"(?x) een", set()),
    ],
)
def test_what_a_pattern_begins_with(pattern: str, wanted: set[str]) -> None:
    assert required.leads(pattern) == wanted


def test_a_rule_is_tried_where_what_it_begins_with_stands() -> None:
    plan = prescan.plan(["kenteken", r"(?<!\p{L})ken\d", r"\w"])
    begins = prescan.begins(plan, "het kentekenkenteken 12 ken1 xken2 1ken3")
    assert plan.led == {0, 1}
    assert begins == {0: [4, 12], 1: [24, 36]}
    longer = prescan.begins(plan, "İken1")  # in lower case a letter more
    assert 1 in longer[1]


@given(st.data())
def test_every_match_of_a_rule_begins_where_it_is_tried(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([r for r in BOOK.rules if r.pattern and not r.lijst]))
    text = data.draw(
        st.sampled_from([e.replace("[[", "").replace("]]", "") for e in rule.examples])
    )
    plan = prescan.plan([rule.pattern if "x" not in rule.flags else None])
    begins = prescan.begins(plan, text).get(0, []) if plan.led else range(len(text))
    found = compiled(rule.pattern or "", rule.flags).finditer(text)
    assert {match.start() for match in found} <= set(begins)


@given(st.data())
def test_every_match_of_a_rule_holds_what_its_pattern_needs(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([r for r in BOOK.rules if r.pattern and not r.lijst]))
    text = data.draw(
        st.sampled_from([e.replace("[[", "").replace("]]", "") for e in rule.examples])
    )
    for match in compiled(rule.pattern or "", rule.flags).finditer(text):
        for need in required.needs(rule.pattern or ""):
            words = " ".join(regex.findall(r"[^\W_]+", match[0].lower()))
            assert any(_held(part, required.shape(f" {words} ")) for part in need)


def _held(part: str, whole: str) -> bool:
    if part[0] != required.BARE:
        return part in whole
    return regex.search(rf"(?<!\p{{L}}){regex.escape(part[1:])}", whole) is not None


@given(st.lists(st.sampled_from([".", "a", "al", "c", "straat", "2", " ", "/", "é"]), max_size=9))
def test_what_no_letter_stands_before_is_found_behind_a_digit_too(pieces: list[str]) -> None:
    pattern, text = r"(?<!\p{L})(?:al\.|c/)|straat[ ]2", "".join(pieces)
    (tried,) = prescan.stretches(prescan.plan([pattern]), text)
    assert bool(tried) or regex.search(pattern, text) is None


def test_a_rule_is_tried_around_what_it_needs_only() -> None:
    plan = prescan.plan(["kenteken", r"\d", "boot", r"\w"])
    text = "x " * 500 + "het kenteken 1 " + "x " * 500
    near, digit, nothing, everywhere = (list(found) for found in prescan.stretches(plan, text))
    assert near == [(1004 - prescan.REACH, 1004 + prescan.REACH)]
    assert digit == [(1013 - prescan.REACH, 1013 + prescan.REACH)]
    assert nothing == []
    assert everywhere == [(0, len(text))]


def test_a_match_at_the_end_of_a_stretch_is_whole() -> None:
    text = "BSN" + " " * (prescan.REACH - 5) + ": 111222333 en verder"
    rule = next(rule for rule in BOOK.rules if rule.id == "nummers.bsn")
    found = [h for h in numbers.find(View(text, (), ()), BOOK) if h.rule == rule.id]
    assert [text[hit.start : hit.end] for hit in found] == ["111222333"]


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.text("de vanrbu.-op’t*", max_size=30))
def test_terms_as_a_tree_match_as_terms_in_a_row(terms: list[str], text: str) -> None:
    row = "|".join(
        regex.escape(term).replace(r"\ ", r"\s+") for term in sorted(set(terms), key=len)[::-1]
    )
    tree = regex.compile(rf"(?<!\w)(?i:{any_of(terms)})(?!\w)")
    plain = regex.compile(rf"(?<!\w)(?i:{row})(?!\w)")
    assert [m.span() for m in tree.finditer(text)] == [m.span() for m in plain.finditer(text)]


@given(*[st.lists(st.integers(0, 90), unique=True, max_size=8).map(sorted)] * 2)
def test_what_stretches_share_is_in_both(one: list[int], other: list[int]) -> None:
    left, right = (list(itertools.pairwise(ends))[::2] for ends in (one, other))
    inside = [{at for low, high in run for at in range(low, high)} for run in (left, right)]
    found = list(prescan.shared(left, right))
    assert {at for low, high in found for at in range(low, high)} == inside[0] & inside[1]


@given(st.lists(st.integers(0, 3000), unique=True).map(sorted), st.integers(1, 300))
def test_stretches_hold_each_place_and_lie_apart(starts: list[int], reach: int) -> None:
    made = list(prescan.joined(starts, 3000, reach))
    assert all(any(low <= at <= high for low, high in made) for at in starts)
    assert all(0 <= low <= high <= 3000 for low, high in made)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(made))
