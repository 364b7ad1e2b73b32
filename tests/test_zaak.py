# SPDX-License-Identifier: EUPL-1.2
"""The case file."""

from pathlib import Path

import pytest

from woolak import run, zaak
from woolak.errors import CannotStart


def _file(folder: Path, text: str) -> Path:
    path = folder / "zaak.yaml"
    path.write_text(text)
    return path


def test_the_facts_of_a_case_are_read(tmp_path: Path):
    text = "zaaknummer: 2026-0147\npublisher: {code: mnre1058, label: JenV}\n"
    facts = zaak.load(_file(tmp_path, text))
    assert facts.zaaknummer == "2026-0147"
    assert facts.publisher
    assert facts.publisher.code == "mnre1058"


def test_yaml_that_looks_like_numbers_or_booleans_stays_text(tmp_path: Path):
    assert zaak.load(_file(tmp_path, "zaaknummer: 0147\nmatter: no\n")).zaaknummer == "0147"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("zaaknumer: 1", "zaaknumer"),
        ("besluitdatum: gisteren", "besluitdatum"),
        ("prefix: a_b", "prefix"),
        ("soort: anders", "soort"),
        ("matter: a\npublicatiecontext: b", "not both"),
        ("zaaknummer: [", "not valid YAML"),
        ("- 1", "must hold lines"),
    ],
)
def test_a_wrong_case_file_is_a_sentence_that_names_the_key(tmp_path: Path, text: str, named: str):
    with pytest.raises(CannotStart, match=named):
        zaak.load(_file(tmp_path, text))


def test_a_missing_case_file_is_a_sentence(tmp_path: Path):
    with pytest.raises(CannotStart, match="cannot be read"):
        zaak.load(tmp_path / "zaak.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "zaaknummer: verzoek Yusra Amrani\n",
        "zaaknummer: WOO de heer P. Haverkamp\n",
        "informatiecategorie: bel 06-12345678\n",
        "publisher:\n  code: mnre1058\n  label: afdeling van mevrouw Y. Amrani\n",
    ],
)
def test_a_case_file_that_may_name_somebody_is_refused_and_the_name_is_not_repeated(
    tmp_path: Path, text: str
):
    (tmp_path / "zaak.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotStart, match="personal data") as refused:
        run.make(tmp_path / "zaak", "kern", tmp_path / "zaak.yaml")
    assert "Amrani" not in str(refused.value)
    assert not (tmp_path / "zaak").exists()


def test_a_case_file_with_ordinary_facts_is_taken(tmp_path: Path):
    (tmp_path / "zaak.yaml").write_text(
        "zaaknummer: WOO-2026-0147/JenV\nmatter: M1\nprefix: jenv\n"
        "informatiecategorie: Woo-verzoeken en -besluiten\n"
        "publisher:\n  code: mnre1058\n  label: ministerie van Justitie en Veiligheid\n",
        encoding="utf-8",
    )
    assert run.case(tmp_path / "zaak.yaml").zaaknummer == "WOO-2026-0147/JenV"
