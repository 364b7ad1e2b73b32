# SPDX-License-Identifier: EUPL-1.2
"""Every rule of the audit fires on what it is about, and is silent on what is in order."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import publication
from publication import NOW, TODAY, row
from woolak import audit, chain, consistency, dossier, run
from woolak.audit import detected, foreign, inside
from woolak.audit.published import audit_published
from woolak.model import Box, Decision, Finding, Kind, Layer, RegisterRow, Verdict
from woolak.publish import edition, exports, folder, inventory, manifest, register
from woolak.zaak import Uitgever, Zaak

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
_RULE = re.compile(r'"([A-Z]\d{1,2})"')
_AGENCY = Uitgever(code="mnre1058", label="ministerie van Justitie en Veiligheid")
_LETTER = (SAMPLES / "burgerbrief.pdf", SAMPLES / "mailwisseling.pdf")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a dossier and publish it."""
    return publication.published(tmp_path / "zaak")


@pytest.fixture
def published(path: Path) -> Path:
    """Return the folder that was published."""
    return path / "published"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read, redact and publish two samples."""
    made = tmp_path_factory.mktemp("regels") / "zaak"
    run.make(made, "jenv")
    with dossier.open_dossier(made) as opened:
        run.run(list(_LETTER), opened, run.Settings("inline", ocr=False), lambda *_: None)
    return made


@pytest.fixture
def copy(read: Path, tmp_path: Path) -> Path:
    """Copy the dossier of the samples."""
    return shutil.copytree(read, tmp_path / "zaak")


def _ids(report: audit.Report) -> set[str]:
    return {check.id for check in report.findings}


def _outside(published: Path) -> set[str]:
    return _ids(audit_published(published, TODAY))


def _inside(path: Path) -> set[str]:
    return _ids(inside.audit_dossier(path, TODAY))


def _forged(path: Path, rows: list[RegisterRow]) -> set[str]:
    """Publish other rows, with lists, hashes and chain as the format wants them; audit that."""
    published = path / "published"
    with dossier.open_dossier(path, readonly=True) as opened:
        taken = replace(edition.of(opened), redactions=tuple(rows))
    versions = manifest.read(published)["versions"]
    (published / "manifest.json").unlink()
    told = register.write(published, taken)
    inventory.write(published, taken)
    manifest.write(published, manifest.facts(published, taken, told, versions))
    return _outside(published)


def _rows(path: Path) -> list[RegisterRow]:
    with dossier.open_dossier(path, readonly=True) as opened:
        return opened.register()


def _told(published: Path, change: Callable[[dict[str, Any]], None]) -> set[str]:
    told = manifest.read(published)
    change(told)
    manifest.write(published, told)
    return _outside(published)


def _rehash(published: Path) -> None:
    told = manifest.read(published)
    told["files"] = {name: chain.sha256(published / name) for name in told["files"]}
    for entry in told["documents"]:
        entry["sha256"] = told["files"].get(entry["file"])
    manifest.write(published, told)


def test_every_rule_that_the_audit_knows_stands_in_a_test():
    known = {
        rule
        for path in (*(ROOT / "src/woolak/audit").glob("*.py"), ROOT / "src/woolak/consistency.py")
        for rule in _RULE.findall(path.read_text(encoding="utf-8"))
    }
    tested = {
        rule
        for path in (ROOT / "tests").glob("test_*.py")
        for rule in _RULE.findall(path.read_text(encoding="utf-8"))
    }
    assert known - tested == set()
    assert {f"G{n}" for n in range(1, 10)} | {f"I{n}" for n in range(1, 10)} <= known
    assert {f"P{n}" for n in range(1, 14)} <= known


def test_no_rule_fires_on_what_woolak_read_redacted_and_published(read: Path):
    report = audit.audit(read, audit.Asked(detect=True))
    assert _ids(report) <= {"N1", "N2", "P9", "P10", "I5"}
    outside = audit.audit(read / "published", audit.Asked(detect=True))
    assert _ids(outside) == {"N1", "N2", "I5"}  # a letter without a label at its date


def test_a_ground_for_the_formation_asks_whether_it_lay_with_the_formateur(path: Path):
    first, *rest = _rows(path)
    about = {"ground": "5.4", "kind": Kind.OTHER, "motivation": "weigeringsgrond-5.4"}
    assert "G6" not in _forged(path, [first, *rest])
    assert "G6" in _forged(path, [replace(first, **about), *rest])  # type: ignore[arg-type]


@pytest.mark.parametrize(("emissions", "rules"), [("ja", {"G9"}), ("nee", set())])
def test_emissions_cannot_be_kept_back_under_the_first_or_second_paragraph(
    path: Path, emissions: str, rules: set[str]
):
    with dossier.open_dossier(path) as opened:
        opened.change_zaak(Zaak(milieu_emissie=emissions))  # type: ignore[arg-type]
    assert _inside(path) & {"G9"} == rules


@pytest.mark.parametrize(
    ("soort", "datum", "rules"),
    [
        ("verzoek", "2021-11-20", {"G7"}),
        ("verzoek", "2021-11-21", set()),
        ("verzoek", "", set()),
        ("actief", "2010-01-01", set()),
    ],
)
def test_what_is_older_than_five_years_needs_a_motivation_on_a_request_only(
    path: Path, soort: str, datum: str, rules: set[str]
):
    with dossier.open_dossier(path) as opened:
        opened.change_zaak(Zaak(soort=soort, besluitdatum=TODAY))  # type: ignore[arg-type]
    with dossier.open_dossier(path) as opened, opened.transaction():
        opened.save(replace(opened.document("0003"), datum=datum))
    assert _inside(path) & {"G7"} == rules


def test_a_redaction_that_stands_in_the_register_twice_is_named(path: Path):
    first, *rest = _rows(path)
    assert "R3" in _forged(path, [first, first, *rest])


def test_another_number_of_pages_than_the_manifest_says_is_named(published: Path):
    def shorter(told: dict[str, Any]) -> None:
        told["documents"][1]["pages"] = 1

    assert "P4" not in _outside(published)
    assert "P4" in _told(published, shorter)


def test_versions_that_do_not_follow_each_other_are_named(published: Path):
    def second(told: dict[str, Any]) -> None:
        told["versions"][0]["number"] = 2

    assert "V1" in _told(published, second)


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _title_hidden(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def _named(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Brief van Yusra"


@pytest.mark.parametrize(
    ("change", "severity"), [(_no_language, "warn"), (_title_hidden, "warn"), (_named, "block")]
)
def test_a_file_without_a_language_or_a_title_of_ours_is_named(
    published: Path, change: Callable[[pikepdf.Pdf], None], severity: str
):
    with pikepdf.open(published / "0002.pdf", allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(published / "0002.pdf", deterministic_id=True)
    _rehash(published)
    found = audit_published(published, TODAY).findings
    assert ("P7", severity) in {(check.id, check.severity) for check in found}


def test_tags_that_did_not_stay_are_named(copy: Path):
    with dossier.open_dossier(copy, readonly=True) as opened:
        original = opened.original(opened.document("0001"))
    with pikepdf.open(original) as pdf:
        top = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document)
        tree = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pdf.make_indirect(top))
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        pdf.save(original.with_suffix(".nieuw"))
    with pikepdf.open(copy / "redacted" / "0001.pdf", allow_overwriting_input=True) as pdf:
        if "/StructTreeRoot" in pdf.Root:
            del pdf.Root.StructTreeRoot
        pdf.save()
    original.with_suffix(".nieuw").replace(original)
    assert "P7" in _inside(copy)


def test_a_redacted_text_that_is_stored_in_the_file_after_all_is_named(copy: Path):
    with dossier.open_dossier(copy, readonly=True) as opened:
        decided = opened.decisions("0001")
        redacted = [
            finding.text
            for finding in opened.findings("0001")
            if finding.kind is Kind.NAME and finding.id in decided
            if decided[finding.id].verdict is Verdict.REDACT
        ]
    name = max(redacted, key=len)
    target = copy / "redacted" / "0001.pdf"
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj["/Woord"] = pikepdf.String(name)
        pdf.save(target)
    report = inside.audit_dossier(copy, TODAY)
    assert "P1" in _ids(report)
    assert name not in audit.as_text(report) + repr(report)


def test_public_data_that_was_redacted_is_named(path: Path):
    box = (Box(1, 2, 3, 4),)
    about = (Kind.NAME, ("lijst.bewindspersonen",), 0.9, "Minister.", box)
    public = Finding("0002", 1, Layer.TEXT, 0, 5, "Beens", *about, keep=True)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        opened.record_scan([], [public])
        opened.decide(Decision(public.id, Verdict.KEEP, None, "B01", "2026-11-21"))
    assert "P13" not in _inside(path)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        opened.decide(Decision(public.id, Verdict.REDACT, "5.1.2e", "B01", "2026-11-21"))
    assert "P13" in _inside(path)


def _seen(published: Path) -> set[tuple[str, str]]:
    found = audit.audit(published, audit.Asked(detect=True))
    return {(check.id, check.place) for check in found.findings}


def test_what_detection_still_finds_in_a_text_that_goes_out_is_named(published: Path):
    text = published / "0002.txt"
    text.write_text("Mail naar y.amrani@minbzk.nl of bel 06-12345678.\n", encoding="utf-8")
    assert ("P8", "0002.txt") in _seen(published)
    text.write_text("Mail naar [5.1.2.e]@minbzk.nl of bel 070 370 79 11.\n", encoding="utf-8")
    assert "P8" not in {rule for rule, _ in _seen(published)}


def test_a_name_in_the_number_of_the_case_or_in_a_row_is_named(path: Path):
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        opened.change_zaak(Zaak(zaaknummer="verzoek van Yusra Amrani"))
        folder.write(opened)
    published = path / "published"
    assert ("I6", "inventarislijst.html") in _seen(published)
    lines = published / "inventarislijst.csv"
    lines.write_bytes(lines.read_bytes().replace(b"Beslisnota van 25", b"Brief Yusra Amrani 25"))
    assert ("I6", "inventarislijst.csv, rij 2") in _seen(published)


def test_who_did_not_look_says_so(published: Path):
    assert detected.SKIPPED in audit.audit(published).findings
    assert "N5" not in _ids(audit.audit(published, audit.Asked(detect=True)))


def test_what_is_treated_differently_is_named_by_its_rule(tmp_path: Path):
    made = tmp_path / "zaak"
    run.make(made, "jenv")
    page = (SAMPLES / "burgerbrief.pdf").read_bytes()
    for name in ("een.pdf", "twee.pdf"):
        (tmp_path / name).write_bytes(page + b"%" + name.encode() + b"\n")
    with dossier.open_dossier(made) as opened:
        files = [tmp_path / "een.pdf", tmp_path / "twee.pdf"]
        run.run(files, opened, run.Settings("inline", ocr=False), lambda *_: None)
        assert consistency.checks(opened) == []
        finding = next(f for f in opened.findings("0002") if f.kind is Kind.NAME and not f.keep)
        with opened.transaction():
            opened.decide(Decision(finding.id, Verdict.KEEP, None, "B01", "2026-11-21"))
        assert {"P9", "P10"} <= {check.id for check in consistency.checks(opened)}


@pytest.fixture
def metadata(path: Path, tmp_path: Path) -> Path:
    """Export a dossier for DiWoo."""
    with dossier.open_dossier(path) as opened:
        opened.change_zaak(Zaak(zaaknummer="2026-0147", besluitdatum=TODAY, publisher=_AGENCY))
        out = tmp_path / "diwoo"
        exports.write("diwoo", exports.Order(edition.of(opened), out, "https://open.example.nl"))
    return out


def test_an_export_for_diwoo_names_nobody(metadata: Path):
    report = audit.audit(metadata, audit.Asked(detect=True))
    assert (report.subject, report.findings, report.files) == ("metadata", (), 4)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<diwoo:language", "<diwoo:naamOpsteller>Y. Amrani</diwoo:naamOpsteller><x", "I7"),
        ("Kamerbrief van 25 maart 2020", "Brief van mevrouw Y. Amrani", "I6"),
        ("<diwoo:DiWoo>", "<diwoo:DiWoo><!-- Y. Amrani -->", "I6"),
        ("</diwoo:Document>", "", "R4"),
    ],
)
def test_a_person_in_an_export_for_diwoo_is_named(metadata: Path, old: str, new: str, rule: str):
    target = metadata / "0002.diwoo.xml"
    text = target.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1).replace("</diwoo:language>", "</x>" if "<x" in new else "")
    target.write_text(changed if "<x" in new else text.replace(old, new, 1), encoding="utf-8")
    report = audit.audit(metadata, audit.Asked(detect=True))
    assert (rule, "0002.diwoo.xml") in {(check.id, check.place) for check in report.findings}
    assert "Amrani" not in json.dumps(audit.as_json(report))


def test_metadata_laid_in_a_published_folder_does_not_take_its_place(
    metadata: Path, published: Path
):
    shutil.copy(metadata / "0002.diwoo.xml", published)
    assert "I3" in _ids(audit.audit(published))
    (published / "manifest.json").unlink()
    assert "M1" in _ids(audit.audit(published, audit.Asked(fingerprint="a" * 64)))


def _form(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T="naam",
        V="Yusra Amrani",
        Rect=[10, 10, 90, 30],
    )
    made = pdf.make_indirect(field)
    pdf.pages[0].Annots = pikepdf.Array([made])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([made]))


def _spoken(pdf: pikepdf.Pdf) -> None:
    top = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, ActualText="Yusra Amrani"))
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=top)


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Brief van Yusra Amrani", 0))


def _private(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private="Yusra"))


def _thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Thumb = pdf.make_stream(b"\0" * 12, Width=2, Height=2, BitsPerComponent=8)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_form, "X10"),
        (_spoken, "X11"),
        (_bookmark, "X12"),
        (_private, "X13"),
        (_thumbnail, "X13"),
    ],
)
def test_what_a_file_of_others_carries_unseen_is_named(
    published: Path, tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], rule: str
):
    good = published / "0002.pdf"
    assert _ids(foreign.audit_files([good])) == {"N5"}
    with pikepdf.open(good) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "slecht.pdf")
    assert rule in _ids(foreign.audit_files([tmp_path / "slecht.pdf"]))


def test_the_row_that_tests_forge_with_is_one_that_passes(path: Path):
    assert _rows(path)[0] == row(1)
