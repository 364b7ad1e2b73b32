# SPDX-License-Identifier: EUPL-1.2
"""How people speak to and of each other is told by lists that a jurist can read and add to."""

from __future__ import annotations

from dataclasses import fields

import pytest
import regex

from woolak.detect.words import speech


@pytest.mark.parametrize(
    "text", ["", "hoi ", " kan ", ", wil je ", "ik mail ", "namens ", "bijlage ", ": ja "]
)
def test_a_list_that_is_not_there_matches_nothing(text: str):
    silent = speech.build({})
    every = [getattr(silent, field.name) for field in fields(silent)]
    patterns = [value for value in every if isinstance(value, regex.Pattern)]
    assert patterns
    assert not [p.pattern for p in patterns if p.search(text) or p.match(text)]
    assert not silent.meldt | silent.tussen | silent.hulpwerkwoorden
    assert speech.called({}) == {}
    assert speech.rare([]) == frozenset()


def test_a_word_added_to_a_list_is_known_before_a_name_in_any_capitals():
    told = speech.build({"begroet": frozenset(["moi", "goeie dag"])})
    assert told.begroet.search("Moi ")
    assert told.begroet.search("ja. goeie  dag, ")
    assert not told.begroet.search("mooi ")
    assert not told.begroet.search("moi allen ")


def test_names_that_differ_in_their_accents_share_their_short_forms():
    lines = frozenset(["ibrahim: ibo, bram", "i\u0307brahim: ibo, ibra", "jacob: jaap"])
    called = speech.called({"roepvormen": lines})
    assert called["ibrahim"] == {"ibo", "bram", "ibra"}
    assert called["jacob"] == {"jaap"}
