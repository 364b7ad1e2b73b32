# SPDX-License-Identifier: EUPL-1.2
"""The audit: silence on an untouched folder, the place of a change, a sentence for a ruin."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pikepdf
import pymupdf
import pytest

import publication
from publication import KEY, NOW, TODAY, build, pdf, row
from woolak import audit, chain, dossier, run
from woolak.audit import Severity, inside, lists
from woolak.audit.published import audit_published
from woolak.audit.report import warn
from woolak.dossier.reading import MENDED
from woolak.model import Box, Decision, Finding, Kind, Layer, RegisterRow, Verdict
from woolak.publish import edition, folder, inventory, manifest, register

UNCOMPARED = "P3"
"""The originals of this dossier are no PDFs: nothing can be compared with them."""

UNDATED = warn("I5", "Documenten zonder datum: 2. Toets artikel 5.3 daar zelf.", lists.INVENTORY)
"""Two of its documents say no date."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a dossier and publish it."""
    return publication.published(tmp_path / "zaak")


@pytest.fixture
def published(path: Path, tmp_path: Path) -> Path:
    """Copy the published folder to a place without a dossier."""
    return shutil.copytree(path / "published", tmp_path / "elders")


def _faults(report: audit.Report) -> set[tuple[str, str]]:
    return {(c.id, c.place) for c in report.findings if c.severity is Severity.BLOCK}


def _outside(published: Path) -> set[tuple[str, str]]:
    return _faults(audit_published(published, TODAY))


def _inside(path: Path) -> set[tuple[str, str]]:
    return _faults(inside.audit_dossier(path, TODAY))


def _rehash(published: Path) -> None:
    """Give the manifest the hashes of the files as they are now: the forger knows the format."""
    target = published / "manifest.json"
    facts = json.loads(target.read_text(encoding="utf-8"))
    facts["files"] = {name: chain.sha256(published / name) for name in facts["files"]}
    for entry in facts["documents"]:
        entry["sha256"] = facts["files"].get(entry["file"])
    manifest.write(published, facts)


def _forge(path: Path, published: Path, rows: list[RegisterRow]) -> None:
    """Publish other rows, with every list, hash and chain as the format wants them."""
    with dossier.open_dossier(path, readonly=True) as opened:
        taken = replace(edition.of(opened), redactions=tuple(rows))
    versions = manifest.read(published)["versions"]
    (published / "manifest.json").unlink()
    told = register.write(published, taken)
    inventory.write(published, taken)
    manifest.write(published, manifest.facts(published, taken, told, versions))


def _rows(path: Path) -> list[RegisterRow]:
    with dossier.open_dossier(path, readonly=True) as opened:
        return opened.register()


def _flip(path: Path, at: int = -20) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_an_untouched_folder_is_in_order_and_says_what_is_not_established(published: Path):
    report = audit_published(published, TODAY)
    assert report.ok
    assert [(c.id, c.severity) for c in report.findings if c != UNDATED] == [
        ("N1", "info"),
        ("N2", "info"),
    ]
    assert UNDATED in report.findings
    assert (report.documents, report.redactions, report.files) == (5, 4, 17)


def test_an_untouched_dossier_is_in_order(path: Path):
    report = inside.audit_dossier(path, TODAY)
    assert report.ok, report.findings
    assert {c.id for c in report.findings if c != UNDATED} == {"N1", "N2", UNCOMPARED}


def test_an_unfinished_dossier_is_in_order_and_called_a_concept(tmp_path: Path):
    made = build(tmp_path / "zaak", unfinished=True)
    with dossier.open_dossier(made, clock=lambda: NOW) as opened:
        folder.write(opened)
    report = inside.audit_dossier(made, TODAY)
    assert report.ok, report.findings
    assert "N3" in {check.id for check in report.findings}


def test_the_audit_changes_nothing(path: Path):
    before = {p: p.read_bytes() for p in sorted(path.rglob("*")) if p.suffix in (".pdf", ".json")}
    inside.audit_dossier(path, TODAY)
    assert before == {p: p.read_bytes() for p in before}


@pytest.mark.parametrize(
    "name", ["0001.pdf", "register.csv", "register.xlsx", "inventarislijst.csv", "register.jsonl"]
)
def test_one_changed_byte_is_named_by_its_file(published: Path, name: str):
    _flip(published / name)
    assert ("H1", name) in _outside(published)


@pytest.mark.parametrize("part", [0, 0.2, 0.5, 0.8, 0.999])
def test_no_changed_byte_anywhere_escapes_an_outsider(published: Path, part: float):
    for path in sorted(published.iterdir()):
        if path.name == "manifest.json":
            continue
        content = path.read_bytes()
        _flip(path, int(len(content) * part))
        assert ("H1", path.name) in _outside(published)
        path.write_bytes(content)


@pytest.mark.parametrize("part", [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_no_changed_byte_of_the_manifest_escapes_the_dossier(path: Path, part: float):
    target = path / "published" / "manifest.json"
    _flip(target, int(target.stat().st_size * part))
    assert _inside(path)


@pytest.mark.parametrize("line", [1, 2, 3, 4])
def test_a_changed_line_of_the_register_is_named(published: Path, line: int):
    target = published / "register.jsonl"
    lines = target.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b'"ambtenaar"', b'"burger"')
    target.write_bytes(b"".join(lines))
    _rehash(published)
    assert ("C1", f"register.jsonl, regel {line}") in _outside(published)


def _cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def _swap(lines: list[bytes]) -> list[bytes]:
    return [lines[1], lines[0], *lines[2:]]


def _drop(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *lines[2:]]


def _double(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[-1]]


def _garble(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b'{"schema":NaN}\n', *lines[2:]]


def _respell(lines: list[bytes]) -> list[bytes]:
    return [lines[0].replace(b":", b": ", 1), *lines[1:]]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_cut, ("C2", "register.jsonl")),
        (_swap, ("C1", "register.jsonl, regel 1")),
        (_drop, ("C1", "register.jsonl, regel 2")),
        (_double, ("C1", "register.jsonl, regel 5")),
        (_garble, ("R1", "register.jsonl, regel 2")),
        (_respell, ("R1", "register.jsonl, regel 1")),
    ],
)
def test_a_line_that_is_gone_moved_added_or_broken_is_named(
    published: Path, change: Callable[[list[bytes]], list[bytes]], fault: tuple[str, str]
):
    target = published / "register.jsonl"
    lines = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(change(lines)))
    _rehash(published)
    assert fault in _outside(published)


@pytest.mark.parametrize(
    ("ground", "rule"),
    [("", "G1"), ("5.1.e", "G1"), ("10.2.e", "G1"), ("5.1.2.e", "G2"), ("5.1.1e", "G5")],
)
def test_a_ground_that_is_none_misspelt_or_unfit_is_named(
    path: Path, published: Path, ground: str, rule: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(register, "texts", lambda _: [])
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, ground=ground), *rest])
    assert (rule, "register.jsonl, regel 1") in _outside(published)


def test_a_wob_ground_is_called_one(path: Path, published: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(register, "texts", lambda _: [])
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, ground="10.2.e"), *rest])
    assert "G4" in {check.id for check in audit_published(published, TODAY).findings}


def test_a_fifth_paragraph_beside_another_ground_is_named(path: Path, published: Path):
    first, *rest = _rows(path)
    again = replace(first, ground="5.1.5", motivation="weigeringsgrond-5.1.5")
    _forge(path, published, [first, again, *rest])
    assert ("G3", "register.jsonl, regel 2") in _outside(published)


def test_a_motivation_of_another_ground_is_named(path: Path, published: Path):
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, motivation="nationaal-identificatienummer"), *rest])
    assert ("G8", "register.jsonl, regel 1") in _outside(published)


def test_a_register_line_without_a_box_and_a_box_without_a_line_are_named(
    path: Path, published: Path
):
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, redaction="0001-0009"), *rest])
    faults = _outside(published)
    assert ("B2", "register.jsonl, regel 1") in faults
    assert ("B1", "0001.pdf, blz. 1") in faults


def test_a_line_moved_to_another_page_is_named(path: Path, published: Path):
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, page=2), *rest])
    assert ("B2", "register.jsonl, regel 1") in _outside(published)


def test_a_page_that_the_document_has_not_is_named(path: Path, published: Path):
    first, *rest = _rows(path)
    _forge(path, published, [replace(first, page=3), *rest])
    assert ("R2", "register.jsonl, regel 1") in _outside(published)


def test_a_label_that_is_not_the_ground_of_the_register_is_named(path: Path, published: Path):
    first, *rest = _rows(path)
    other = replace(first, ground="5.1.2i", motivation="weigeringsgrond-5.1.2i")
    _forge(path, published, [other, *rest])
    assert ("B3", "0001.pdf, blz. 1") in _outside(published)


def test_text_that_is_still_under_a_box_is_named(published: Path):
    with pikepdf.open(published / "0001.pdf", allow_overwriting_input=True) as opened:
        name = opened.make_stream(b"BT /F1 9 Tf 80 703 Td (Yusra) Tj ET\n")
        opened.pages[0].Contents.insert(0, name)
        opened.save(published / "0001.pdf", deterministic_id=True)
    _rehash(published)
    assert ("P2", "0001.pdf, blz. 1") in _outside(published)


def test_an_author_in_the_metadata_is_named(published: Path):
    with pikepdf.open(published / "0002.pdf", allow_overwriting_input=True) as opened:
        opened.docinfo["/Author"] = "Yusra"
        opened.save(published / "0002.pdf", deterministic_id=True)
    _rehash(published)
    assert "P5" in {rule for rule, place in _outside(published) if place.startswith("0002.pdf")}


def test_a_pdf_swapped_for_another_is_named(published: Path):
    shutil.copyfile(published / "0005.pdf", published / "0002.pdf")
    assert ("H1", "0002.pdf") in _outside(published)
    _rehash(published)
    assert ("B1", "0002.pdf, blz. 1") in _outside(published)


def test_missing_and_extra_files_are_named(published: Path):
    (published / "0001.pdf").unlink()
    (published / "0009.pdf").write_bytes(b"%PDF-1.7")
    (published / "Brief van Yusra.pdf").write_bytes(b"%PDF-1.7")
    faults = _outside(published)
    assert {("I3", "0001.pdf"), ("I3", "0009.pdf"), ("I3", "een ander bestand")} <= faults
    assert "Yusra" not in audit.as_text(audit_published(published, TODAY))


def test_an_extra_file_that_the_manifest_was_made_to_name_is_still_named(published: Path):
    pdf(published / "0009.pdf", [row(1, "0009")])
    target = published / "manifest.json"
    facts = json.loads(target.read_text(encoding="utf-8"))
    facts["files"]["0009.pdf"] = chain.sha256(published / "0009.pdf")
    target.write_text(json.dumps(facts), encoding="utf-8")
    assert ("I3", "manifest.json") in _outside(published)


def _cell(published: Path, old: bytes, new: bytes) -> None:
    target = published / "inventarislijst.csv"
    content = target.read_bytes()
    assert old in content
    target.write_bytes(content.replace(old, new, 1))
    _rehash(published)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (b'"5.1.1e; 5.1.2e";3', b"5.1.2e;3", "I1"),
        (b'5.1.2e";3', b'5.1.2e";2', "I9"),
        (b";Deels openbaar;", b";Openbaar;", "I2"),
        (b";Deels openbaar;", b";Gedeeltelijk openbaar;", "I4"),
        (b"Beslisnota van 25 maart 2020;", b"Beslisnota van Yusra;", "I6"),
        (b'5.1.2e";3;;', b'5.1.2e";3;Yusra;', "I6"),
        (b"1;0001;", b"1;0007;", "I3"),
        (b"Nr.;ID;", b"ID;Nr.;", "I3"),
    ],
)
def test_a_changed_cell_of_the_inventory_is_named(
    published: Path, old: bytes, new: bytes, rule: str
):
    _cell(published, old, new)
    assert rule in {rule for rule, place in _outside(published) if "inventarislijst.csv" in place}


def test_a_duplicate_that_points_nowhere_is_named(published: Path):
    _cell(published, b"Dubbel: zie 0001.;0001", b"Dubbel: zie 0009.;0009")
    assert ("I8", "inventarislijst.csv, document 0004") in _outside(published)


def test_a_date_in_the_future_is_a_warning(published: Path):
    _cell(published, b";2020-03-25;", b";2120-03-25;")
    warnings = [c for c in audit_published(published, TODAY).findings if c.severity == "warn"]
    assert [(c.id, c.place) for c in warnings if c != UNDATED] == [
        ("I5", "inventarislijst.csv, rij 2 (document 0001)")
    ]


@pytest.mark.parametrize("name", ["register.xlsx", "inventarislijst.xlsx"])
def test_a_changed_cell_of_a_workbook_is_named_by_its_row(published: Path, name: str):
    book = openpyxl.load_workbook(published / name)
    book.worksheets[0]["D3"] = "iets anders"
    book.save(published / name)
    _rehash(published)
    assert ("R4", f"{name}, rij 3") in _outside(published)


def test_a_workbook_saved_again_without_a_change_is_still_the_same(published: Path):
    for name in ("register.xlsx", "inventarislijst.xlsx"):
        openpyxl.load_workbook(published / name).save(published / name)
    _rehash(published)
    assert not _outside(published)


def test_a_formula_in_a_list_is_named(published: Path):
    book = openpyxl.load_workbook(published / "inventarislijst.xlsx")
    book.active["I2"] = '=HYPERLINK("http://x")'
    book.save(published / "inventarislijst.xlsx")
    _cell(published, b'5.1.2e";3;;', b'5.1.2e";3;=1+1;')
    assert {("R4", "inventarislijst.csv")} <= _outside(published)


@pytest.mark.parametrize("name", ["manifest.json", "register.jsonl", "register.xlsx", "0001.pdf"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"[" * 100_000, b"PK\x03\x04", b"%PDF-1.7"])
def test_a_ruined_file_is_a_sentence(published: Path, name: str, content: bytes):
    (published / name).write_bytes(content)
    assert any(place.startswith(name) for _, place in _outside(published))


@pytest.mark.parametrize("name", ["manifest.json", "register.jsonl", "inventarislijst.csv"])
def test_a_missing_list_is_a_sentence(published: Path, name: str):
    (published / name).unlink()
    assert any(place == name for _, place in _outside(published))


def test_what_is_no_published_folder_is_a_sentence(tmp_path: Path):
    for wrong in (tmp_path / "niets", tmp_path):
        report = audit.audit(wrong)
        assert not report.ok
        assert [check.id for check in report.findings] == ["M1"]


def test_a_manifest_with_free_text_is_refused_without_repeating_it(published: Path):
    target = published / "manifest.json"
    facts = json.loads(target.read_text(encoding="utf-8"))
    facts["documents"][0]["notes"] = ["gezien door Yusra"]
    target.write_text(json.dumps(facts), encoding="utf-8")
    report = audit_published(published, TODAY)
    assert [check.id for check in report.findings] == ["M1"]
    assert "notes" in report.findings[0].message
    assert "Yusra" not in report.findings[0].message


def _log(path: Path, statement: str) -> None:
    """Change the log as someone with the database file and a little SQL would."""
    connection = sqlite3.connect(path / "woolak.db")
    connection.executescript("DROP TRIGGER log_is_written_once; DROP TRIGGER log_is_kept;")
    connection.executescript(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE log SET at = '2020' WHERE seq = 3", ("C3", "log, regel 3")),
        ("UPDATE log SET data = '{}' WHERE seq = 2", ("C3", "log, regel 2")),
        ("UPDATE log SET data = '{' WHERE seq = 2", ("C3", "log, regel 2")),
        ("DELETE FROM log WHERE seq = 4", ("C3", "log, regel 5")),
        ("DELETE FROM log WHERE seq > 5", ("C4", "log")),
    ],
)
def test_a_changed_log_entry_is_named(path: Path, statement: str, fault: tuple[str, str]):
    _log(path, statement)
    assert fault in _inside(path)


def test_a_changed_or_missing_original_is_named(path: Path):
    with dossier.open_dossier(path, readonly=True) as opened:
        documents = opened.documents()
        first, second = (opened.original(document) for document in documents[:2])
    _flip(first, 0)
    second.unlink()
    faults = _inside(path)
    assert {("O1", "origineel van 0001"), ("O1", "origineel van 0002")} <= faults


def test_a_mended_copy_that_the_log_does_not_know_is_named(path: Path):
    with dossier.open_dossier(path, readonly=True) as opened:
        original = opened.original(opened.documents()[0])
    original.with_suffix(MENDED).write_bytes(original.read_bytes())
    assert ("O1", "herstelde kopie van 0001") in _inside(path)


def test_a_mended_copy_that_is_changed_or_missing_is_named(tmp_path: Path):
    with pymupdf.open() as doc:
        doc.new_page().insert_text((50, 60), "Bladzijde 1")
        data = doc.tobytes(no_new_id=True)
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Count 1", b"/Count 7"))
    run.make(tmp_path / "zaak")
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        run.run([tmp_path / "a.pdf"], opened, run.Settings("inline"), lambda *_: None)
        copy = opened.sound(opened.documents()[0])
    named = ("O1", "herstelde kopie van 0001")
    assert copy.name.endswith(MENDED)
    assert named not in _inside(tmp_path / "zaak")
    with copy.open("ab") as file:
        file.write(b"%")
    assert named in _inside(tmp_path / "zaak")
    copy.unlink()
    assert named in _inside(tmp_path / "zaak")


def test_a_file_that_cannot_be_read_is_not_called_changed_or_missing(
    path: Path, published: Path, monkeypatch: pytest.MonkeyPatch
):
    read = chain.sha256

    def refusing(file: Path) -> str:
        if file.suffix == ".pdf":
            raise PermissionError
        return read(file)

    monkeypatch.setattr(chain, "sha256", refusing)
    unread = "is niet te lezen; kijk de rechten en de schijf na."
    told = {c.message for c in audit_published(published, TODAY).findings if c.id == "H1"}
    assert told == {f"Het bestand {unread}"}
    report = inside.audit_dossier(path, TODAY)
    within = {c.message for c in report.findings if c.id in ("O1", "O2")}
    assert within == {f"Het origineel {unread}", f"Het gelakte bestand {unread}"}


def test_a_redacted_file_changed_after_its_proof_is_named(path: Path):
    _flip(path / "redacted" / "0005.pdf")
    assert ("O2", "redacted/0005.pdf") in _inside(path)


def test_a_status_changed_past_the_log_is_named(path: Path):
    connection = sqlite3.connect(path / "woolak.db", isolation_level=None)
    connection.execute("UPDATE documents SET status = 'published' WHERE id = '0003'")
    connection.close()
    assert ("L3", "document 0003") in _inside(path)


def test_a_forged_folder_is_told_from_the_one_that_the_log_knows(path: Path):
    target = path / "published" / "manifest.json"
    facts = json.loads(target.read_text(encoding="utf-8"))
    facts["reviewed"] = "yes"
    facts["documents"][0]["original"] = chain.commitment(KEY, "original:0001", "f" * 64)
    target.write_text(json.dumps(facts), encoding="utf-8")
    faults = _inside(path)
    assert {("O5", "manifest.json"), ("O3", "manifest.json, document 0001")} <= faults


def test_work_after_publishing_asks_to_publish_again(path: Path):
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        opened.record_event("reviewed", {})
    report = inside.audit_dossier(path, TODAY)
    assert report.ok
    assert ("O4", "warn") in {(c.id, c.severity) for c in report.findings}


def test_a_dossier_that_published_nothing_says_so(tmp_path: Path):
    report = audit.audit_dossier(build(tmp_path / "zaak"))
    assert report.ok
    told = [(c.id, c.severity) for c in report.findings if c.id != UNCOMPARED]
    assert told[:1] == [("D2", "warn")]


def test_a_published_folder_that_vanished_is_named(path: Path):
    shutil.rmtree(path / "published")
    assert ("O5", "log") in _inside(path)


@pytest.mark.parametrize("name", ["woolak.db", "sleutel"])
def test_a_ruined_dossier_is_a_sentence(path: Path, name: str):
    (path / name).write_bytes(b"geen database")
    for extra in path.glob("woolak.db-*"):
        extra.unlink()
    assert not inside.audit_dossier(path, TODAY).ok


def test_a_report_is_text_for_people_and_json_for_programs(published: Path):
    _flip(published / "0001.pdf", -2)
    report = audit_published(published, TODAY)
    text, facts = audit.as_text(report), json.loads(json.dumps(audit.as_json(report)))
    assert "NIET IN ORDE" in text
    assert "0001.pdf" in text
    assert facts["schema"] == 1
    assert facts["ok"] is False
    assert {"id", "severity", "message", "place"} == set(facts["findings"][0])


def test_an_outsider_needs_neither_presidio_nor_dossier(published: Path):
    code = (
        "import sys; from pathlib import Path; from woolak.audit import audit_published;"
        f"assert audit_published(Path({str(published)!r})).ok;"
        "print([m for m in ('presidio_analyzer', 'spacy', 'pymupdf', 'woolak.dossier')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_decision_that_differs_from_the_log_is_named(path: Path):
    box = (Box(1, 2, 3, 4),)
    found = Finding("0002", 1, Layer.HAND, None, None, "", Kind.NAME, ("hand",), 1, "Zelf.", box)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened, opened.transaction():
        opened.record_scan([], [found])
        opened.decide(Decision(found.id, Verdict.KEEP, None, "B01", "2026-11-21"))
        folder_log = [entry.seq for entry in opened.log()]
    assert inside.audit_dossier(path, TODAY).ok
    connection = sqlite3.connect(path / "woolak.db", isolation_level=None)
    connection.execute("DROP TRIGGER decisions_are_written_once")
    connection.execute("UPDATE decisions SET verdict = 'redact', grond = '5.1.2e'")
    connection.close()
    assert ("L4", f"log, regel {folder_log[-1]}") in _inside(path)


def test_a_manifest_that_claims_a_review_that_nobody_did_is_named(published: Path):
    target = published / "manifest.json"
    facts = json.loads(target.read_text(encoding="utf-8"))
    target.write_text(json.dumps({**facts, "reviewed": "yes"}), encoding="utf-8")
    assert ("N4", "manifest.json") in _outside(published)


def test_rules_changed_after_the_dossier_was_made_are_named(path: Path):
    rules = path / "rules" / "kern" / "lijsten" / "aanhef.txt"
    rules.write_text(rules.read_text(encoding="utf-8") + "hallo\n", encoding="utf-8")
    assert ("D3", "rules") in _inside(path)
