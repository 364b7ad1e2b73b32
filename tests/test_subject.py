# SPDX-License-Identifier: EUPL-1.2
"""The subject in a title: as the published text names it, and nothing that it does not say."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woolak import audit, dossier, run
from woolak.audit.published import audit_published
from woolak.publish import manifest, subject

SAMPLES = Path(__file__).parents[1] / "samples"
_WITHIN = SAMPLES / "mailwisseling.pdf", SAMPLES / "kamerbrief.pdf", SAMPLES / "verslag.pdf"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Onderwerp: verzoek om schadevergoeding\n\nGeachte", "verzoek om schadevergoeding"),
        ("Betreft\n\nBesluit op uw verzoek\nGeachte mevrouw [5.1.2.e],\n", "Besluit op uw verzoek"),
        ("Onderwerp:\n\nRE: verslag met [5.1.2.e]\n\nBijlagen:\n", "RE: verslag met [5.1.2.e]"),
        ("> Subject: FW: plan\nDear all", "FW: plan"),
        ("Onderwerp:\n\nBijlagen:\n\nplan.docx", ""),
        ("Onderwerp:", ""),
        ("Onderwerp: plan\x01 \u202evan\u00ad\x00 aanpak", "plan van aanpak"),
        ("Dit is het onderwerp van gesprek\n", ""),
        (f"Onderwerp\n\n{'Antwoorden op vragen van leden ' * 2}\nover het plan\n", "over het plan"),
        (f"Onderwerp: {'woord ' * 60}", "…"),
        ("regel\n" * 600 + "Onderwerp: te ver weg", ""),
        ("--- Bladzijde 2 ---\nOnderwerp: op een andere bladzijde", ""),
    ],
)
def test_a_subject_is_what_a_label_near_the_top_names(text: str, about: str):
    found = subject.of(text)
    assert found.endswith(about) if about else not found
    assert len(found) <= 165
    assert subject.within(found, text)


@given(st.text(max_size=200))
def test_a_subject_is_always_in_its_text_and_on_one_line(text: str):
    found = subject.of(f"Onderwerp: {text}")
    assert subject.within(found, f"Onderwerp: {text}")
    assert len(found.splitlines()) <= 1
    assert found.isprintable()


def test_a_text_that_is_not_the_proved_one_gives_no_subject(tmp_path: Path):
    path = tmp_path / "0001.txt"
    path.write_text("Onderwerp: begroting\n", encoding="utf-8")
    proved = hashlib.sha256(path.read_bytes()).hexdigest()
    assert subject.read(path, proved) == "begroting"
    path.write_text("Onderwerp: Yusra Amrani\n", encoding="utf-8")
    assert subject.read(path, proved) == ""
    assert subject.read(tmp_path / "weg.txt", proved) == ""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read, redact and publish three samples, the last one withheld."""
    made = tmp_path_factory.mktemp("titels") / "zaak"
    run.make(made, "jenv")
    with dossier.open_dossier(made) as opened:
        run.run(list(_WITHIN), opened, run.Settings("inline", ocr=False), lambda *_: None)
        run.withhold(opened, "0001", "5.1.2i")
        run.publish(opened)
    return made


def _titles(published: Path) -> dict[str, str]:
    with (published / "inventarislijst.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["ID"]: row["Document"] for row in csv.DictReader(file, delimiter=";")}


def test_titles_name_the_subject_of_what_is_published_and_of_nothing_else(read: Path):
    titles = _titles(read / "published")
    assert titles["0001"] == "Kamerbrief van 22 december 2023"
    assert titles["0002"].startswith("E-mail van 12 maart 2024: RE: Woo-verzoek cameratoezicht")
    report = audit.audit(read / "published", audit.Asked(detect=True))
    assert {check.id for check in report.findings} == {"N1", "N2"}


def test_a_subject_that_the_document_does_not_say_is_named(read: Path):
    published = read / "published"
    lines = published / "inventarislijst.csv"
    lines.write_bytes(lines.read_bytes().replace(b"RE: Woo-verzoek", b"RE: verzoek van Yusra"))
    told = manifest.read(published)
    told["files"][lines.name] = hashlib.sha256(lines.read_bytes()).hexdigest()
    manifest.write(published, told)
    found = {(check.id, check.place) for check in audit_published(published).findings}
    assert ("I6", "inventarislijst.csv, rij 3 (document 0002)") in found
