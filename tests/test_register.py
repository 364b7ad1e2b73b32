# SPDX-License-Identifier: EUPL-1.2
"""The public register: its exact lines, its chain, its motivations, and what it never tells."""

import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from publication import build
from woolak import chain, dossier, gronden
from woolak.model import Kind, Role
from woolak.publish import edition, folder, register
from woolak.publish.motivation import TEKSTEN, fits, motivation

_FIELDS = [
    *("schema", "seq", "redaction", "document", "page", "kind", "role"),
    *("ground", "motivation", "source", "decided", "date", "prev", "hash"),
]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Publish a small dossier."""
    with dossier.open_dossier(build(tmp_path / "zaak")) as opened:
        return folder.write(opened)


def _lines(published: Path) -> list[dict[str, object]]:
    text = (published / "register.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_has_exactly_the_fields_of_the_format(published: Path):
    assert all(set(line) == set(_FIELDS) for line in _lines(published))
    assert list(register.NAMES) == _FIELDS


def test_the_lines_form_a_chain_from_the_first(published: Path):
    lines = _lines(published)
    assert [line["seq"] for line in lines] == [1, 2, 3, 4]
    assert chain.broken(lines) is None


def test_an_empty_register_has_a_head_too(tmp_path: Path):
    with dossier.open_dossier(build(tmp_path / "zaak"), readonly=True) as opened:
        bare = replace(edition.of(opened), redactions=())
    assert register.write(tmp_path, bare) == {"rows": 0, "head": chain.GENESIS}


def test_csv_and_xlsx_tell_the_same_as_the_lines(published: Path):
    lines = [[str(line[name]) for name in _FIELDS] for line in _lines(published)]
    with (published / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [_FIELDS, *lines]
    sheet = openpyxl.load_workbook(published / "register.xlsx").worksheets[0]
    cells = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == [_FIELDS, *lines]


def test_the_workbook_explains_every_motivation_it_uses(published: Path):
    sheet = openpyxl.load_workbook(published / "register.xlsx")["Motiveringen"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {line["motivation"] for line in _lines(published)}
    assert all(row[2] for row in rows)


@pytest.mark.parametrize("ground", gronden.GRONDEN)
def test_every_ground_and_kind_has_a_motivation_that_fits(ground: str):
    for kind, role in itertools.product(Kind, Role):
        code = motivation(ground, kind, role)
        assert TEKSTEN[code]
        assert fits(code, ground)


def test_a_motivation_of_another_ground_does_not_fit():
    assert not fits("persoonsgegevens-ambtenaar", "5.1.1e")
    assert not fits("nationaal-identificatienummer", "5.1.2e")
    assert not fits("weigeringsgrond-5.1.2i", "5.1.2e")
    assert not fits("van-alles", "5.1.2e")
