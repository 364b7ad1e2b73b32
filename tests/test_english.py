# SPDX-License-Identifier: EUPL-1.2
"""In an English sentence a Dutch word with a capital is a name, and an English word is none."""

from __future__ import annotations

import pytest

from paper import hits


def found(text: str) -> list[str]:
    return [name for name, hit in hits(text) if hit.score >= 0.5 and not hit.keep]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dekens explained that his aid had been reduced.", ["Dekens"]),
        ("The decision was sent to Dekens by registered mail.", ["Dekens"]),
        ("The lawyer of Dekens wrote to us.", ["Dekens"]),
        ("Koster's secretary will call you tomorrow.", ["Koster"]),
        ("Both Prins and Graaf were absent from that meeting.", ["Prins", "Graaf"]),
        ("Roos has the file and she will not send it.", ["Roos"]),
        ("the Head of Mission Els Slagtand was there", ["Els Slagtand"]),
        ("Sgt. Wubbels reported to Capt. Terpstra.", ["Wubbels", "Terpstra"]),
        ("POC: Lt. Kroon, ext. 4412", ["Kroon"]),
        ("As agreed with Oltn. K.D. Wubbels they come.", ["K.D. Wubbels"]),
        ("Action Wong: circulate the draft.", ["Wong"]),
        ("Dear Ute,\nPlease see the notes.\nBest, W.", ["Ute", "W."]),
        ("The Deputy Head of Mission, Sterre Zwolle, thanked them.", ["Sterre Zwolle"]),
        ("Comment: Von Stein disagrees with this.", ["Von Stein"]),
    ],
)
def test_a_dutch_word_with_a_capital_is_somebody(text: str, names: list[str]):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Just had the Irish on the phone about this.",
        "He was upbeat; France and Poland remain opposed to this.",
        "They will travel to Ramstein on Monday.",
        "He will speak. France, Poland and Hungary asked for more.",
        "We can live with Article 12 of the text.",
        "Can you prepare a fallback before Friday?",
        "As has been said, this has been taken into account.",
        "It was discussed at the Hof and in the Rijk before Friday.",
        "The Tweede Kamer asked that the Raad van State would be heard.",
        "We met at the junction of Ahmadu Bello Way and Shehu Shagari Way.",
        "She lives near John Adams Avenue, I believe.",
        "The reference is outdated; see Caesar et al. 2021 and Peeters et al., 2020.",
        "Line 112: this should be changed with care.",
    ],
)
def test_an_english_word_a_body_or_a_street_is_nobody(text: str):
    assert not found(text)


def test_somebody_whose_surname_ends_an_english_street_goes():
    assert found("It was discussed with Jo Street and with John Way.") == ["Jo Street", "John Way"]


def test_a_dutch_sentence_with_english_words_is_no_english_one():
    assert not found("Dekens worden geleverd; de update van de supply chain volgt per mail.")
