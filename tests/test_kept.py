# SPDX-License-Identifier: EUPL-1.2
"""What is kept between runs is what would be made anew, and nothing depends on it."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from pathlib import Path

import pytest
import regex

from woolak import kept, rulebook
from woolak.detect.matching import alternatives, prescan
from woolak.detect.words import lexicon
from woolak.kept import bytecode, classes
from woolak.kept import patterns as kept_patterns
from woolak.pdf.reading import likeness
from woolak.rules_schema import compiled


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "woolak"


def made(number: int = 1) -> object:
    """Return what is kept under a name, or else a number."""
    return kept.made("iets", "versie 1", lambda: {"number": number})


def test_what_was_kept_is_not_made_again(cache: Path):
    assert made(1) == made(2) == {"number": 1}
    assert (cache / "iets").stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_what_was_made_of_something_else_is_made_again():
    made(1)
    assert kept.made("iets", "versie 2", lambda: "new") == "new"


@pytest.mark.parametrize("harm", ["cut", "changed", "empty"])
def test_a_damaged_file_is_made_again(cache: Path, harm: str):
    made(1)
    path = cache / "iets"
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:-3], "changed": whole[:-1] + b"\x7f", "empty": b""}[harm])
    assert made(2) == {"number": 2}


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_file_that_others_can_write_is_not_read(cache: Path, what: str):
    made(1)
    (cache / "iets" if what == "file" else cache).chmod(0o777)
    assert made(2) == {"number": 2}


def test_without_a_place_to_keep_it_everything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "woolak").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert made(1) == {"number": 1}
    assert made(2) == {"number": 2}


def test_patterns_of_an_earlier_start_are_those_that_would_be_compiled(
    monkeypatch: pytest.MonkeyPatch,
):
    rules = [rule for rule in rulebook.load("jenv").rules if rule.pattern]
    compile_ = regex.compile
    asked: list[str] = []
    with kept_patterns.compiled_once():
        for rule in rules:
            compiled.__wrapped__(rule.pattern, rule.flags)
    assert regex.compile is compile_

    def asks(pattern: str, flags: int = 0) -> regex.Pattern[str]:
        asked.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(regex, "compile", asks)
    with kept_patterns.compiled_once():
        again = [compiled.__wrapped__(rule.pattern, rule.flags) for rule in rules]
    assert asked == ["a"]
    for rule, pattern in zip(rules, again, strict=True):
        same = compiled(rule.pattern, rule.flags)
        assert (pattern.pattern, pattern.flags) == (same.pattern, same.flags)
        text = "\n".join((*rule.examples, *rule.but_not))
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in same.finditer(text)]


def test_a_pattern_that_is_wrong_is_refused_as_ever():
    with kept_patterns.compiled_once(), pytest.raises(regex.error):
        regex.compile("(")


def test_what_the_patterns_of_a_pack_need_is_the_same_when_it_was_kept(cache: Path):
    patterns = [rf"(?:kenteken|plaat){number}[ ]?\d{{4}}" for number in range(30)]
    text = "zijn plaat7 1234 en kenteken12 4321"
    first, again = (prescan.plan(patterns) for _ in range(2))
    assert (cache / "noden").is_file()
    assert list(prescan.stretches(first, text)) == list(prescan.stretches(again, text))
    assert prescan.begins(first, text) == prescan.begins(again, text)


def test_the_letters_of_the_faces_are_the_same_when_they_were_kept(cache: Path):
    made = likeness.faces.__wrapped__()
    kept_ = likeness.faces.__wrapped__()
    assert (cache / "letters").is_file()
    assert made.letters == kept_.letters
    assert (made.shapes == kept_.shapes).all()


def test_the_lexicon_is_the_same_when_it_was_kept(cache: Path):
    first = lexicon.load.__wrapped__()
    again = lexicon.load.__wrapped__()
    assert (cache / "woorden").is_file()
    assert first.voornamen == again.voornamen == lexicon.load().voornamen
    assert first.woorden == again.woorden


def bytecode_after(monkeypatch: pytest.MonkeyPatch) -> tuple[str | None, bool]:
    """Return where bytecode goes, and whether none is written, after it was asked to be kept."""
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(bytecode, "__file__", "/nowhere/without_bytecode.py")
    bytecode.keep()
    return sys.pycache_prefix, sys.dont_write_bytecode


def test_bytecode_is_kept_where_python_was_told_to_write_none(
    cache: Path, monkeypatch: pytest.MonkeyPatch
):
    assert bytecode_after(monkeypatch) == (str(cache / "bytecode"), False)
    assert (cache / "bytecode").stat().st_mode & 0o777 == 0o700


def test_bytecode_that_others_can_write_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch):
    (cache / "bytecode").mkdir(parents=True)
    (cache / "bytecode").chmod(0o777)
    assert bytecode_after(monkeypatch) == (None, True)


def test_where_python_keeps_bytecode_nothing_changes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    bytecode.keep()
    assert sys.pycache_prefix is None


def test_patterns_of_terms_are_the_same_when_they_were_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
):
    terms = ["den haag", "den bosch", "den", "a*"]
    monkeypatch.setattr(alternatives, "_known", {})
    with alternatives.written_once():
        made = [alternatives.any_of(terms), alternatives.any_of(terms, stars=True)]
    assert (cache / "keuzes").is_file()
    monkeypatch.setattr(alternatives, "_known", {})
    monkeypatch.setattr(alternatives, "_any_of", None)
    with alternatives.written_once():
        assert [alternatives.any_of(terms), alternatives.any_of(terms, stars=True)] == made
    assert made[0] != made[1]


def _class_of_data() -> type:
    return dataclasses.make_dataclass(
        "Place",
        [("x", float), ("name", str, dataclasses.field(default="", repr=False))],
        frozen=True,
        slots=True,
    )


def test_classes_of_data_are_the_same_when_their_methods_were_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
):
    with classes.compiled_once():
        first = _class_of_data()
    assert (cache / "klassen").is_file()
    monkeypatch.setattr(classes, "compile", None, raising=False)
    with classes.compiled_once():
        again = _class_of_data()
    plain = _class_of_data()
    assert "exec" not in vars(dataclasses)
    for made in (first, again):
        assert inspect.signature(made) == inspect.signature(plain)
        assert repr(made(1.0, "Kees")) == repr(plain(1.0, "Kees"))
        assert made(1.0, "Kees") == made(1.0, "Kees") != made(1.0)
        assert hash(made(1.0)) == hash(plain(1.0))
        with pytest.raises(dataclasses.FrozenInstanceError):
            made(1.0).x = 2.0
