# SPDX-License-Identifier: EUPL-1.2
"""The rulebook: strict strings, every fault in one pass, packs that extend and can be pinned."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from woolak import rulebook
from woolak.errors import CannotStart, RulesError
from woolak.model import Kind, Verdict
from woolak.rules_schema import Beleid, Rule

GOOD = """
regels:
  - id: proef.nummer
    name: no
    kind: phone
    grond: 5.1.2.e
    pattern: '06'
    why: 12:30
    examples: ["Bel [[06]]"]
    but_not: [07]
"""


def pack(folder: Path, files: dict[str, str], name: str = "proef", extends: str = "") -> Path:
    """Return a pack made of these files."""
    place = folder / name
    files = {"pakket.yaml": f"naam: {name}\nversie: 1.0\nextends: {extends}\n", **files}
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8")
    return place


def problems(place: Path) -> tuple[str, ...]:
    """Return the faults that loading reports."""
    with pytest.raises(RulesError) as caught:
        rulebook.load(place)
    return caught.value.problems


def test_no_and_06_and_12_30_stay_the_strings_that_were_written(tmp_path: Path) -> None:
    (rule,) = rulebook.load(pack(tmp_path, {"proef.yaml": GOOD})).rules
    assert (rule.name, rule.pattern, rule.why, rule.but_not) == ("no", "06", "12:30", ("07",))


def test_the_version_1_0_is_no_number(tmp_path: Path) -> None:
    assert rulebook.load(pack(tmp_path, {})).version == "1.0"


def test_a_ground_is_stored_in_its_one_spelling(tmp_path: Path) -> None:
    (rule,) = rulebook.load(pack(tmp_path, {"proef.yaml": GOOD})).rules
    assert rule.grond == "5.1.2e"


def test_all_faults_are_told_in_one_pass_with_file_line_and_column(tmp_path: Path) -> None:
    bad = GOOD.replace("'06'", "'(('").replace("5.1.2.e", "5.1.e").replace("[[06]]", "06")
    other = "regels:\n  - id: ander.een\n    kind: phonee\n    bogus: 1\n"
    found = "\n".join(problems(pack(tmp_path, {"proef.yaml": bad, "ander.yaml": other})))
    for expected in (
        "proef/proef.yaml:7:14: pattern:",
        "proef/proef.yaml:6:12: grond:",
        "proef/proef.yaml:9:16: examples.0:",
        "proef/ander.yaml:3:11: kind:",
        "proef/ander.yaml:4:12: bogus:",
        "proef/ander.yaml:2:5: examples:",
    ):
        assert expected in found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD + GOOD.replace("\nregels:", ""), "'proef.nummer' is also at"),
        (GOOD.replace("proef.nummer", "ander.nummer"), "begins with 'proef.'"),
        (GOOD.replace("why: 12:30", "why: 12:30\n    why: twee keer"), "stands here twice"),
        (GOOD.replace("    examples: ", "    voorbeelden: "), "voorbeelden:"),
        (GOOD.replace("regels:", "regel:"), "holds rules"),
        (GOOD.replace("'06'", "&a '06'").replace("[07]", "[*a]"), "no references"),
        ("regels: [", "expected"),
        ("- a\n- b\n", "expected keys"),
        ("regels:\n  a: b\n", "expected a list"),
        (GOOD.replace("pattern: '06'", "lijst: bestaat_niet"), "no lijsten/bestaat_niet.txt"),
        ("schakelaars:\n  directeur: misschien\n", "a switch is"),
        ("regels: " + "[" * 3000, "proef/proef.yaml:"),
        ("regels: " + "[" * 100_000, "proef/proef.yaml:"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in "\n".join(problems(pack(tmp_path, {"proef.yaml": text})))


def test_a_decision_table_that_is_silent_about_a_kind_is_refused(tmp_path: Path) -> None:
    table = "beleid:\n  - {kind: bsn, oordeel: lakken, grond: 5.1.1e, why: getal}\n"
    found = problems(pack(tmp_path, {"beleid.yaml": table}))
    assert any("says nothing about name" in problem for problem in found)
    assert not any("about bsn" in problem for problem in found)


@pytest.mark.parametrize(
    "row",
    [
        "{kind: bsn, oordeel: lakken, why: geen grond}",
        "{kind: bsn, schakelaar: keuze, why: geen grond}",
        "{kind: bsn, grond: 5.1.1e, why: geen oordeel}",
        "{kind: bsn, oordeel: vraag, voorstel: vraag, grond: 5.1.1e, why: vraag op vraag}",
    ],
)
def test_a_row_that_cannot_decide_is_refused(tmp_path: Path, row: str) -> None:
    text = f"schakelaars: {{keuze: lakken}}\nbeleid:\n  - {row}\n"
    assert any(
        "beleid.yaml:3:5" in problem for problem in problems(pack(tmp_path, {"beleid.yaml": text}))
    )


def test_a_pack_replaces_rules_of_its_parent_and_adds_to_its_lists(tmp_path: Path) -> None:
    pack(tmp_path, {"proef.yaml": GOOD, "lijsten/woorden.txt": "een # uitleg\n\n"})
    own = {"proef.yaml": GOOD.replace("'06'", "'07'"), "lijsten/woorden.txt": "twee  woorden\n"}
    book = rulebook.load(pack(tmp_path, own, "eigen", "proef"))
    assert [rule.pattern for rule in book.rules] == ["07"]
    assert book.lists["woorden"] == {"een", "twee woorden"}


def test_a_pack_can_switch_a_rule_of_its_parent_off(tmp_path: Path) -> None:
    pack(tmp_path, {"proef.yaml": GOOD})
    own = {"pakket.yaml": "naam: eigen\nversie: 1\nextends: proef\nuit: [proef.nummer]\n"}
    assert rulebook.load(pack(tmp_path, own, "eigen")).rules == ()


def test_a_ministrys_table_must_exist_in_the_pack_below(tmp_path: Path) -> None:
    pack(tmp_path, {"proef.yaml": "namen: [{a: b}]\n"})
    found = problems(pack(tmp_path, {"proef.yaml": "naamen: [{a: b}]\n"}, "eigen", "proef"))
    assert "unknown key 'naamen'" in found[0]


def test_a_misspelt_switch_or_list_of_a_ministry_is_told_and_not_passed_over(
    tmp_path: Path,
) -> None:
    files = {
        "beleid.yaml": "schakelaars:\n  directuer: openbaar\n",
        "lijsten/mailboxen.txt": "woo-team\n",
    }
    told = " ".join(problems(pack(tmp_path, files, extends="kern")))
    assert "no switch 'directuer'" in told
    assert "mailboxen.txt" in told


def test_rows_and_switches_of_a_ministry_come_before_those_below(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{kind: {kind}, oordeel: lakken, grond: 5.1.2e, why: onder}}\n" for kind in Kind
    )
    pack(tmp_path, {"b.yaml": f"schakelaars: {{a: lakken, b: vraag}}\nbeleid:\n{rows}"})
    own = "schakelaars: {a: openbaar}\nbeleid:\n  - {kind: bsn, oordeel: openbaar, why: boven}\n"
    book = rulebook.load(pack(tmp_path, {"b.yaml": own}, "eigen", "proef"))
    assert book.beleid[0].oordeel is Verdict.KEEP
    assert dict(book.schakelaars) == {"a": "openbaar", "b": "vraag"}


def test_a_table_is_frozen_strings(tmp_path: Path) -> None:
    book = rulebook.load(pack(tmp_path, {"x.yaml": "functies:\n  - {naam: no, sinds: 06}\n"}))
    (row,) = book.tabel("functies")
    assert dict(row) == {"naam": "no", "sinds": "06"}
    with pytest.raises(TypeError):
        row["naam"] = "ja"
    assert book.tabel("onbekend") == ()


def test_a_rulebook_goes_to_a_worker_and_back() -> None:
    book = rulebook.load("jenv")
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301 - what we pickled ourselves


def test_a_pack_that_is_not_there_cannot_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart):
        rulebook.load(tmp_path / "niets")


def test_a_pack_that_extends_itself_or_nothing_is_refused(tmp_path: Path) -> None:
    for parent in ("proef", "bestaat_niet"):
        assert "cannot extend" in problems(pack(tmp_path, {}, "proef", parent))[0]


def test_a_pinned_pack_has_the_same_digest_and_needs_nothing_else(tmp_path: Path) -> None:
    source = pack(tmp_path / "bron", {"proef.yaml": GOOD}, "eigen", "kern")
    pinned = rulebook.pin(source, tmp_path / "dossier" / "rules")
    assert (pinned.parent / "kern" / "pakket.yaml").is_file()
    assert rulebook.digest(pinned) == rulebook.digest(source) == rulebook.load(source).digest


def test_a_changed_word_in_a_list_changes_the_digest(tmp_path: Path) -> None:
    place = pack(tmp_path, {"lijsten/a.txt": "een\n"})
    before = rulebook.digest(place)
    (place / "lijsten" / "a.txt").write_text("twee\n")
    assert rulebook.digest(place) != before


def test_the_shipped_packs_load() -> None:
    for name in ("kern", "jenv"):
        book = rulebook.load(name)
        assert book.name == name
        assert all(isinstance(rule, Rule) for rule in book.rules)
        assert all(isinstance(row, Beleid) for row in book.beleid)


def test_every_rule_that_redacts_names_its_ground() -> None:
    rules = rulebook.load("jenv").rules
    assert [rule.id for rule in rules if not rule.keep and rule.grond is None] == []
