# SPDX-License-Identifier: EUPL-1.2
"""Files into a dossier: ids in order, originals untouched, bad input a reason and never a crash."""

import os
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from woolak import dossier, intake, run, work
from woolak.errors import CannotStart
from woolak.model import Document, Reason, Status


def _pdf(path: Path, text: str = "Besluit") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as doc:
        doc.new_page().insert_text((72, 72), text)
        doc.save(path, no_new_id=True)
    return path


def _locked(path: Path) -> Path:
    with pymupdf.open() as doc:
        doc.new_page()
        doc.save(
            path, encryption=pymupdf.mupdf.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="baas"
        )
    return path


def _added(folder: Path, *inputs: Path) -> list[Document]:
    if not dossier.complete(folder):
        run.make(folder)
    with dossier.open_dossier(folder) as opened, work.open_executor("inline") as executor:
        intake.add(opened, intake.collect(inputs, folder), executor, lambda *_: None)
        return opened.documents()


def test_ids_are_given_in_the_sorted_order_of_the_paths(tmp_path: Path):
    for name in ("b", "a/z", "c"):
        _pdf(tmp_path / "in" / f"{name}.pdf", name)
    documents = _added(tmp_path / "zaak", tmp_path / "in")
    assert [(d.id, Path(d.source).name) for d in documents] == [
        ("0001", "z.pdf"),
        ("0002", "b.pdf"),
        ("0003", "c.pdf"),
    ]


def test_the_original_is_copied_read_only_and_left_as_it_was(tmp_path: Path):
    source = _pdf(tmp_path / "brief.pdf")
    before = source.read_bytes()
    [document] = _added(tmp_path / "zaak", source)
    copy = tmp_path / "zaak" / "originals" / f"{document.original_sha256}.pdf"
    assert source.read_bytes() == copy.read_bytes() == before
    assert not copy.stat().st_mode & 0o222


def test_what_readers_repair_otherwise_is_read_from_a_copy_beside_the_original(tmp_path: Path):
    source = _pdf(tmp_path / "brief.pdf")
    source.write_bytes(source.read_bytes().replace(b"/Count 1", b"/Count 7"))
    [document] = _added(tmp_path / "zaak", source)
    assert document.pages == 1
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        assert opened.original(document).read_bytes() == source.read_bytes()
        assert opened.sound(document) != opened.original(document)


def test_adding_the_same_folder_again_adds_nothing(tmp_path: Path):
    _pdf(tmp_path / "in" / "a.pdf")
    assert _added(tmp_path / "zaak", tmp_path / "in") == _added(tmp_path / "zaak", tmp_path / "in")


def test_the_same_bytes_under_another_name_are_a_duplicate(tmp_path: Path):
    first = _pdf(tmp_path / "a.pdf")
    second = tmp_path / "b.pdf"
    second.write_bytes(first.read_bytes())
    _, twin = _added(tmp_path / "zaak", first, second)
    assert (twin.status, twin.duplicate_of) == (Status.DUPLICATE, "0001")


def test_bad_files_are_rejected_with_their_reason_and_do_not_stop_the_others(tmp_path: Path):
    folder = tmp_path / "in"
    _pdf(folder / "z-goed.pdf")
    (folder / "leeg.pdf").touch()
    (folder / "web.pdf").write_text("<html><body>Geen PDF</body></html>")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nniets meer")
    _locked(folder / "slot.pdf")
    documents = {Path(d.source).stem: d for d in _added(tmp_path / "zaak", folder)}
    assert {name: d.reason for name, d in documents.items()} == {
        "leeg": Reason.EMPTY,
        "slot": Reason.PASSWORD,
        "stuk": Reason.DAMAGED,
        "web": Reason.NOT_PDF,
        "z-goed": None,
    }
    assert all(d.status is Status.REJECTED for name, d in documents.items() if d.reason)


def test_a_file_that_is_no_pdf_is_listed_and_not_passed_over(tmp_path: Path):
    _pdf(tmp_path / "in" / "a.pdf")
    (tmp_path / "in" / "nota.dat").write_bytes(b"PK\x03\x04 iets")
    documents = _added(tmp_path / "zaak", tmp_path / "in")
    assert [d.reason for d in documents] == [None, Reason.NOT_PDF]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_rejected(tmp_path: Path):
    source = _pdf(tmp_path / "a.pdf")
    source.chmod(0)
    [document] = _added(tmp_path / "zaak", source)
    assert document.reason is Reason.UNREADABLE_FILE


def test_a_broken_link_is_rejected(tmp_path: Path):
    _pdf(tmp_path / "in" / "a.pdf")
    (tmp_path / "in" / "b.pdf").symlink_to(tmp_path / "weg.pdf")
    documents = _added(tmp_path / "zaak", tmp_path / "in")
    assert documents[1].reason is Reason.UNREADABLE_FILE


def test_a_pipe_is_rejected_and_not_waited_for(tmp_path: Path):
    _pdf(tmp_path / "in" / "a.pdf")
    os.mkfifo(tmp_path / "in" / "b.pdf")
    documents = _added(tmp_path / "zaak", tmp_path / "in")
    assert documents[1].reason is Reason.UNREADABLE_FILE


def test_a_name_that_is_no_utf_8_can_be_shown_and_stored(tmp_path: Path):
    good = _pdf(tmp_path / "a.pdf")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/brief-\xe9\xff.pdf"))
    odd.write_bytes(good.read_bytes())
    [document] = _added(tmp_path / "zaak", odd)
    assert document.source.endswith(r"brief-\xe9\xff.pdf")


def test_a_folder_without_pdfs_is_a_sentence(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notitie.txt").write_text("tekst")
    with pytest.raises(CannotStart, match="no PDFs"):
        intake.collect([tmp_path / "in"], tmp_path / "zaak")


def test_a_missing_input_is_a_sentence(tmp_path: Path):
    with pytest.raises(CannotStart, match="no file or folder"):
        intake.collect([tmp_path / "weg"], tmp_path / "zaak")


def test_the_dossier_itself_and_hidden_files_are_not_taken_in(tmp_path: Path):
    _pdf(tmp_path / "a.pdf")
    _pdf(tmp_path / ".verborgen" / "b.pdf")
    _pdf(tmp_path / "zaak" / "originals" / "c.pdf")
    assert intake.collect([tmp_path], tmp_path / "zaak") == [tmp_path / "a.pdf"]


def test_the_prefix_of_the_case_stands_before_each_id(tmp_path: Path):
    case = tmp_path / "zaak.yaml"
    case.write_text("prefix: jenv")
    run.make(tmp_path / "zaak", "kern", case)
    assert _added(tmp_path / "zaak", _pdf(tmp_path / "a.pdf"))[0].id == "jenv0001"


def _closed(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Let a folder be closed to us; for root none is."""
    listed = os.scandir

    def refused(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)


def test_a_folder_that_cannot_be_read_is_told_of_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _pdf(tmp_path / "in" / "a.pdf")
    (tmp_path / "in" / "dicht").mkdir()
    _closed(monkeypatch, tmp_path / "in" / "dicht")
    with pytest.raises(CannotStart, match=r"dicht cannot be read.*permissions"):
        intake.collect([tmp_path / "in"], tmp_path / "zaak")


def test_a_linked_folder_is_gone_into_once_and_never_in_a_circle(tmp_path: Path):
    for where in ("in/a.pdf", "elders/b.pdf"):
        _pdf(tmp_path / where)
    for name, target in (("een", "elders"), ("twee", "elders"), ("op", "."), ("zelf", "in")):
        (tmp_path / "in" / name).symlink_to(tmp_path / target)
    (tmp_path / "elders" / "terug").symlink_to(tmp_path / "in")
    found = intake.collect([tmp_path / "in"], tmp_path / "zaak")
    assert [path.name for path in found] == ["a.pdf", "b.pdf"]


def test_what_could_not_be_read_keeps_its_number_when_it_can(tmp_path: Path):
    link = tmp_path / "in" / "b.pdf"
    _pdf(tmp_path / "in" / "a.pdf")
    link.symlink_to(tmp_path / "weg.pdf")
    before = _added(tmp_path / "zaak", tmp_path / "in")
    assert [d.status for d in before] == [Status.NEW, Status.REJECTED]
    _pdf(tmp_path / "weg.pdf", "Toch")
    _pdf(tmp_path / "in" / "c.pdf", "Nieuw")
    after = _added(tmp_path / "zaak", tmp_path / "in")
    assert [(d.id, Path(d.source).name, d.status) for d in after] == [
        ("0001", "a.pdf", Status.NEW),
        ("0002", "b.pdf", Status.NEW),
        ("0003", "c.pdf", Status.NEW),
    ]


def test_what_was_refused_unread_stays_refused(tmp_path: Path):
    link = tmp_path / "b.pdf"
    link.symlink_to(tmp_path / "weg.pdf")
    _pdf(tmp_path / "a.pdf")
    [before] = [d for d in _added(tmp_path / "zaak", tmp_path) if d.reason]
    with dossier.open_dossier(tmp_path / "zaak") as opened, opened.transaction():
        opened.save(replace(before, status=Status.WITHHELD, grond="5.1.2e"))
    _pdf(tmp_path / "weg.pdf", "Toch")
    after = _added(tmp_path / "zaak", link)
    assert [d.status for d in after] == [Status.NEW, Status.WITHHELD, Status.NEW]


@pytest.mark.parametrize("own", ["", "originals", "published/0001.pdf"])
def test_the_dossier_is_no_input_of_its_own(tmp_path: Path, own: str):
    _pdf(tmp_path / "zaak" / "published" / "0001.pdf")
    _pdf(tmp_path / "zaak" / "originals" / "a.pdf")
    with pytest.raises(CannotStart, match="of the dossier itself"):
        intake.collect([tmp_path / "zaak" / own], tmp_path / "zaak")
