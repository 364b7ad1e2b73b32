# SPDX-License-Identifier: EUPL-1.2
"""A sealed folder and its fingerprint: every single change is found, and its place is named."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

from publication import NOW, TODAY, build
from woolak import chain, dossier, seal
from woolak.audit import Severity
from woolak.audit.published import audit_published
from woolak.pdf.tagged import rows as tagged_rows
from woolak.pdf.tagged import table
from woolak.pdf.tagged.sheets import Listed
from woolak.publish import folder, manifest

_MOVE = 3


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed folder, and the fingerprint as it stands in the decision."""

    path: Path
    fingerprint: str


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """Publish and seal a dossier."""
    room = tmp_path_factory.mktemp("zegel")
    made, key = build(room / "zaak"), room / "zegel.pem"
    print_ = seal.make_key(key)
    with dossier.open_dossier(made, clock=lambda: NOW) as opened:
        folder.write(opened, seal.load(key))
    return Sealed(shutil.copytree(made / "published", room / "elders"), print_)


Change = Callable[[Path, random.Random], str]
"""Changes one thing in a folder, and returns the name of the file that has to be named."""


def _flip(path: Path, chance: random.Random, name: str = "") -> str:
    """Change a byte of a PDF, or of any file."""
    target = path / (name or chance.choice(sorted(p.name for p in path.glob("*.pdf"))))
    content = bytearray(target.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    target.write_bytes(content)
    return target.name


def _flip_any(path: Path, chance: random.Random) -> str:
    return _flip(path, chance, chance.choice(sorted(p.name for p in path.iterdir())))


def _csv_cell(path: Path, chance: random.Random) -> str:
    target = path / chance.choice(["register.csv", "inventarislijst.csv"])
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    row = chance.choice(rows)
    at = chance.randrange(len(row))
    row[at] = chance.choice(["", "5.1.2i", "0009", f"{row[at]}1"]) or f"{row[at]}x"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    return target.name


def _xlsx_cell(path: Path, chance: random.Random) -> str:
    target = path / chance.choice(["register.xlsx", "inventarislijst.xlsx"])
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    cell = sheet.cell(chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column))
    cell.value = f"{cell.value or ''}7"
    book.save(target)
    return target.name


def _lines(path: Path) -> list[bytes]:
    return (path / "register.jsonl").read_bytes().splitlines(keepends=True)


def _store(path: Path, lines: list[bytes]) -> str:
    (path / "register.jsonl").write_bytes(b"".join(lines))
    return "register.jsonl"


def _removed(path: Path, chance: random.Random) -> str:
    lines = _lines(path)
    del lines[chance.randrange(len(lines))]
    return _store(path, lines)


def _added(path: Path, chance: random.Random) -> str:
    lines = _lines(path)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return _store(path, lines)


def _reordered(path: Path, chance: random.Random) -> str:
    lines = _lines(path)
    at, other = chance.sample(range(len(lines)), 2)
    lines[at], lines[other] = lines[other], lines[at]
    return _store(path, lines)


def _cut(path: Path, chance: random.Random) -> str:
    lines = _lines(path)
    return _store(path, lines[: -chance.randint(1, len(lines) - 1)])


def _ground(path: Path, chance: random.Random) -> str:
    """Write another ground, with a hash that fits the line."""
    lines = _lines(path)
    at = chance.randrange(len(lines))
    row = json.loads(lines[at])
    row["ground"] = chance.choice(["5.1.2i", "5.1.1d", "5.2", ""])
    row["hash"] = chain.digest(row["prev"], row)
    lines[at] = chain.canonical(row) + b"\n"
    return _store(path, lines)


def _rehashed(path: Path, chance: random.Random) -> str:
    """Change a line and make chain and manifest anew, as who knows the format but has no key."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in _lines(path)]
    row = chance.choice(rows)
    row["role"] = "burger" if row["role"] != "burger" else "ambtenaar"
    if chance.random() < 1 / 2:
        rows.remove(row)
    links = chain.chained({k: v for k, v in r.items() if k not in ("prev", "hash")} for r in rows)
    _store(path, [chain.canonical(link) + b"\n" for link in links])
    told = manifest.read(path)
    told["register"] = {"rows": len(links), "head": links[-1]["hash"]}
    told["files"]["register.jsonl"] = chain.sha256(path / "register.jsonl")
    manifest.write(path, told)
    return "manifest.json"


def _swapped(path: Path, chance: random.Random) -> str:
    one, other = chance.sample(sorted(path.glob("*.pdf")), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return one.name


def _box_moved(path: Path, chance: random.Random) -> str:
    target = path / chance.choice(["0001.pdf", "0005.pdf"])
    with pikepdf.open(target, allow_overwriting_input=True) as opened:
        part = opened.pages[0].Contents[-1]
        part.write(part.read_bytes().replace(b" w 72 ", f" w {72 + _MOVE} ".encode(), 1))
        opened.save(target, deterministic_id=True)
    return target.name


def _annexed(path: Path, chance: random.Random) -> str:
    """Write the annex anew, with another judgement in one row."""
    target = path / "inventarislijst.pdf"
    rows = tagged_rows.read(target).rows
    at = chance.randrange(1, len(rows))
    rows[at] = (*rows[at][:5], "Openbaar gemaakt", *rows[at][6:])
    columns = tuple((name, 10.0) for name in rows[0])
    table.write(target, Listed("Inventarislijst", "", "", columns, rows[1:]))
    return target.name


def _texted(path: Path, chance: random.Random) -> str:
    """Add a line to a text edition, or to the page with the inventory."""
    target = chance.choice(sorted((*path.glob("*.txt"), *path.glob("*.html"))))
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), "<!-- gezien -->\n")
    target.write_text("".join(lines), encoding="utf-8")
    return target.name


def _told(path: Path, chance: random.Random) -> str:
    """Change what the manifest says."""
    told = manifest.read(path)
    entry = chance.choice(told["documents"])
    key, value = chance.choice(
        [("pages", 9), ("original", "a" * 64), ("notes", ["tags_dropped"]), ("status", "withheld")]
    )
    entry[key] = value
    manifest.write(path, told)
    return "manifest.json"


def _proofs_swapped(path: Path, _: random.Random) -> str:
    told = manifest.read(path)
    one, other = told["documents"][:2]
    one["original"], other["original"] = other["original"], one["original"]
    manifest.write(path, told)
    return "manifest.json"


def _sealed_by_another(path: Path, _: random.Random) -> str:
    key = path.parent / "ander.pem"
    key.unlink(missing_ok=True)
    seal.make_key(key)
    told = manifest.read(path)
    manifest.write(path, {**told, "seal": seal.load(key).seal(told)})
    return "manifest.json"


def _unsealed(path: Path, _: random.Random) -> str:
    manifest.write(path, {**manifest.read(path), "seal": None})
    return "manifest.json"


def _gone(path: Path, chance: random.Random) -> str:
    target = chance.choice(sorted(path.iterdir()))
    target.unlink()
    return target.name


CHANGES: tuple[Change, ...] = (
    *(_flip, _flip_any, _csv_cell, _xlsx_cell, _removed, _added, _reordered, _cut, _ground),
    *(_rehashed, _swapped, _box_moved, _told, _proofs_swapped, _sealed_by_another, _unsealed),
    *(_gone, _annexed, _texted),
)


def _places(sealed: Sealed, path: Path) -> set[str]:
    report = audit_published(path, TODAY, sealed.fingerprint)
    return {check.place for check in report.findings if check.severity is Severity.BLOCK}


def _unfound(sealed: Sealed, room: Path, seeds: range) -> list[tuple[int, str]]:
    """Return the changes, by their seed, that are not found or not at their place."""
    missed = []
    for seed in seeds:
        path = shutil.copytree(sealed.path, room / f"map{seed}")
        change = CHANGES[seed % len(CHANGES)]
        name = change(path, random.Random(seed))  # noqa: S311 - the same changes each time
        if not any(place.startswith(name) for place in _places(sealed, path)):
            missed.append((seed, change.__name__))
        shutil.rmtree(path)
    return missed


def test_an_untouched_folder_that_was_copied_away_has_nothing_to_tell(sealed: Sealed):
    assert audit_published(sealed.path, TODAY, sealed.fingerprint).ok


def test_single_changes_are_found_and_their_place_is_named(sealed: Sealed, tmp_path: Path):
    assert _unfound(sealed, tmp_path, range(2 * len(CHANGES))) == []


@pytest.mark.slow
def test_each_of_two_hundred_single_changes_is_found_and_its_place_is_named(
    sealed: Sealed, tmp_path: Path
):
    assert _unfound(sealed, tmp_path, range(1000, 1200)) == []
