# SPDX-License-Identifier: EUPL-1.2
"""Every example in every shipped rule, through the whole engine; and the checker itself."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from woolak.detect.details.numbers import CHECKS
from woolak.detect.examples import check, page_of
from woolak.errors import CannotStart
from woolak.model import Kind
from woolak.rulebook import Rule, packs

RULE = """
regels:
  - id: proef.code
    name: Code
    kind: other
    grond: 5.1.2e
    pattern: '(?<!\\w)Q\\d{4}(?!\\w)'
    why: Een code.
    examples: ["Code [[Q1234]] en [[Q5678]]."]
    but_not: ["Code Q12."]
"""


def pack(folder: Path, rule: str, extends: str = "") -> Path:
    """Return a pack with one file of rules."""
    place = folder / "eigen"
    place.mkdir()
    (place / "pakket.yaml").write_text(f"naam: eigen\nversie: 1\nextends: {extends}\n")
    (place / "proef.yaml").write_text(rule)
    return place


@pytest.mark.parametrize("name", ["kern", "jenv"])
def test_every_example_of_a_shipped_pack_holds(name: str) -> None:
    assert check(name) == []


def test_a_ministrys_own_rule_is_checked(tmp_path: Path) -> None:
    assert check(pack(tmp_path, RULE)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[Q5678]]", "Q5678", "proef.code: example 1: expected 'Q1234', found 'Q1234', 'Q5678'"),
        ("[[Q5678]]", "[[Q567]]", "proef.code: example 1: expected 'Q1234', 'Q567'"),
        ("Code Q12.", "Code Q1299.", "proef.code: but_not 1: found 'Q1299'"),
        ("[[Q1234]]", "[[Q1234 en]]", "proef.code: example 1: expected 'Q1234 en', 'Q5678'"),
    ],
)
def test_an_example_that_does_not_hold_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    (problem,) = check(pack(tmp_path, RULE.replace(old, new)))
    assert problem.startswith(told)


def test_an_example_that_another_rule_keeps_public_does_not_hold(tmp_path: Path) -> None:
    rule = RULE.replace("'(?<!\\w)Q\\d{4}(?!\\w)'", "postbus").replace("Q1234", "postbus")
    rule = rule.replace("Code [[postbus]] en [[Q5678]].", "Mail [[postbus]]@minbzk.nl.")
    problems = check(pack(tmp_path, rule, extends="kern"))
    assert "proef.code: example 1: expected 'postbus', found nothing" in problems


def test_faults_in_a_pack_are_all_told_instead(tmp_path: Path) -> None:
    found = check(pack(tmp_path, RULE.replace("kind: other", "kind: anders\n    soort: x")))
    assert len(found) == 2
    assert all(problem.startswith("eigen/proef.yaml:") for problem in found)


def test_an_unknown_check_is_told(tmp_path: Path) -> None:
    rule = RULE.replace("    why:", "    validator: niets\n    why:")
    assert check(pack(tmp_path, rule))[0].startswith("proef.code: no validator 'niets'")


def test_a_pack_that_is_not_there_cannot_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart):
        check(tmp_path / "niets")


def test_the_example_in_the_readme_is_a_rule_that_holds(tmp_path: Path) -> None:
    readme = (packs() / "README.md").read_text("utf-8")
    rule = readme.split("```yaml\n")[1].split("```")[0].replace("nummers.toe", "proef.toe")
    assert check(pack(tmp_path, rule)) == []


def test_the_readme_names_every_key_and_every_check() -> None:
    readme = (packs() / "README.md").read_text("utf-8")
    keys = {field.name for field in fields(Rule)} - {"zonder_context"}
    assert {name for name in keys | set(CHECKS) | set(Kind) if f"`{name}`" not in readme} == set()


def test_the_page_of_an_example_has_its_lines_blocks_and_gaps() -> None:
    page = page_of("Naam:   T. Nguyen\nDatum\n\nSlot")
    assert page.text == "Naam: T. Nguyen\nDatum\n\nSlot"
    assert [(word.line, word.block) for word in page.words] == [(0, 0)] * 3 + [(1, 0), (3, 1)]
    assert page.words[1].box.x0 - page.words[0].box.x1 > 2 * 6
