# SPDX-License-Identifier: EUPL-1.2
"""The seal: who has the fingerprint sees every change, and the documented program does so too."""

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication import NOW, TODAY, build
from woolak import chain, dossier, seal
from woolak.audit import Severity
from woolak.audit.published import audit_published
from woolak.errors import CannotStart
from woolak.model.publication import After
from woolak.publish import folder, manifest

CHECKER = Path(__file__).parents[1] / "docs" / "controleer.py"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> seal.Signer:
    """Make a key."""
    key = tmp_path_factory.mktemp("sleutels") / "zegel.pem"
    seal.make_key(key)
    return seal.load(key)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, signer: seal.Signer) -> Path:
    """Publish and seal a small dossier; return a copy of the folder alone."""
    path = build(tmp_path_factory.mktemp("verzegeld") / "zaak")
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        folder.write(opened, signer)
    return shutil.copytree(path / "published", path.parent / "map")


@pytest.fixture
def sealed(original: Path, tmp_path: Path) -> Path:
    """Copy the sealed folder."""
    return shutil.copytree(original, tmp_path / "map")


def _faults(published: Path, fingerprint: str) -> set[str]:
    report = audit_published(published, TODAY, fingerprint)
    return {check.id for check in report.findings if check.severity is Severity.BLOCK}


def _checked(published: Path, fingerprint: str) -> tuple[int, str]:
    command = [sys.executable, str(CHECKER), str(published), seal.spaced(fingerprint)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_untouched_folder_passes_both_programs(sealed: Path, signer: seal.Signer):
    assert _faults(sealed, signer.fingerprint) == set()
    assert _checked(sealed, signer.fingerprint)[0] == 0


def test_without_a_fingerprint_the_origin_is_not_established(sealed: Path):
    report = audit_published(sealed, TODAY)
    assert report.ok
    assert "N2" in {check.id for check in report.findings}


def test_a_folder_sealed_anew_by_another_is_not_that_of_the_decision(
    sealed: Path, signer: seal.Signer, tmp_path: Path
):
    seal.make_key(tmp_path / "vals.pem")
    forger = seal.load(tmp_path / "vals.pem")
    told = manifest.read(sealed)
    told["reviewed"] = "yes"
    manifest.write(sealed, {**told, "seal": forger.seal(told)})
    assert "S2" in _faults(sealed, signer.fingerprint)
    assert _checked(sealed, signer.fingerprint)[0] == 1


def test_a_folder_of_which_the_seal_was_taken_off_fails(sealed: Path, signer: seal.Signer):
    manifest.write(sealed, {**manifest.read(sealed), "seal": None})
    assert _faults(sealed, signer.fingerprint) == {"S2"}
    assert _checked(sealed, signer.fingerprint)[0] == 1


def test_the_end_cut_off_a_register_fails_even_when_every_hash_is_made_anew(
    sealed: Path, signer: seal.Signer
):
    register = sealed / "register.jsonl"
    lines = register.read_bytes().splitlines(keepends=True)[:-1]
    register.write_bytes(b"".join(lines))
    assert "C2" in _faults(sealed, signer.fingerprint)
    told = manifest.read(sealed)
    told["files"][register.name] = chain.sha256(register)
    told["register"] = {"rows": len(lines), "head": json.loads(lines[-1])["hash"]}
    manifest.write(sealed, told)
    assert "S1" in _faults(sealed, signer.fingerprint)
    assert _checked(sealed, signer.fingerprint)[0] == 1


@given(st.floats(0, 0.999999), st.integers(1, 255))
def test_no_changed_byte_of_the_manifest_escapes_who_has_the_fingerprint(
    original: Path, tmp_path_factory: pytest.TempPathFactory, at: float, bits: int
):
    signer_told = manifest.read(original)["seal"]["fingerprint"]
    copy = tmp_path_factory.mktemp("byte") / "map"
    copy.mkdir()
    for file in original.iterdir():
        (copy / file.name).symlink_to(file)
    content = bytearray((original / manifest.NAME).read_bytes())
    content[int(at * len(content))] ^= bits
    (copy / manifest.NAME).unlink()
    (copy / manifest.NAME).write_bytes(content)
    assert _faults(copy, signer_told) & {"M1", "M2", "S1", "S2"}


@pytest.mark.parametrize("name", ["0001.pdf", "register.csv", "inventarislijst.xlsx"])
def test_the_documented_program_names_a_changed_file(sealed: Path, signer: seal.Signer, name: str):
    with (sealed / name).open("ab") as file:
        file.write(b" ")
    code, said = _checked(sealed, signer.fingerprint)
    assert code == 1
    assert name in said


def test_the_documented_program_is_short():
    assert len(CHECKER.read_text(encoding="utf-8").split("\n\n\n", 1)[1].splitlines()) <= 50


def test_a_key_is_for_its_owner_only_and_never_overwritten(tmp_path: Path):
    key = tmp_path / "zegel.pem"
    made = seal.make_key(key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert seal.load(key).fingerprint == made
    with pytest.raises(CannotStart, match="never overwritten"):
        seal.make_key(key)
    key.chmod(0o644)
    with pytest.raises(CannotStart, match="chmod 600"):
        seal.load(key)


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path):
    key = tmp_path / "zegel.pem"
    made = seal.make_key(key, "lang en geheim")
    assert seal.locked(key)
    assert seal.load(key, "lang en geheim").fingerprint == made
    for wrong in ("", "anders"):
        with pytest.raises(CannotStart, match="passphrase"):
            seal.load(key, wrong)


def test_a_fingerprint_is_read_as_it_stands_in_a_letter():
    made = "ab" * 32
    for written in (made, made.upper(), seal.spaced(made), ":".join(["ab"] * 32)):
        assert seal.parse(written) == made
    with pytest.raises(CannotStart, match="64 digits"):
        seal.parse("ab cd")


def _decide(path: Path) -> None:
    """Let a second decision withhold document 0005."""
    from woolak import run

    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        run.withhold(opened, "0005", "5.1.2i")


def test_what_was_sealed_changes_only_with_a_reason_and_as_a_next_version(
    tmp_path: Path, signer: seal.Signer
):
    path = build(tmp_path / "zaak")
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        folder.write(opened, signer)
    first = chain.sha256(path / "published" / "manifest.json")
    _decide(path)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        with pytest.raises(CannotStart, match="--after"):
            folder.write(opened)
        folder.write(opened, signer, After.BEZWAAR)
        folder.write(opened, signer, After.BEZWAAR)
        log = [e for e in opened.log() if e.event == "manifest"]
    one, two = manifest.read(path / "published")["versions"]
    assert (one["number"], two["number"], two["after"]) == (1, 2, "bezwaar")
    assert two["previous"] == first
    assert [change["document"] for change in two["changes"]] == ["0005"]
    assert two["changes"][0]["was"]["status"] == "published"
    assert two["changes"][0]["now"] == {"status": "withheld", "sha256": None, "redactions": 0}
    assert [(e.data["version"], e.data["after"]) for e in log] == [(1, None), (2, "bezwaar")]
    assert _faults(path / "published", signer.fingerprint) == set()


def test_a_sealed_folder_stays_as_it_is_when_nothing_is_new(tmp_path: Path, signer: seal.Signer):
    path = build(tmp_path / "zaak")
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        published = folder.write(opened, signer)
        before = {file.name: file.read_bytes() for file in published.iterdir()}
        with opened.transaction():
            opened.record_event("looked", {})
        folder.write(opened)
    assert before == {file.name: file.read_bytes() for file in published.iterdir()}


def test_a_sealed_folder_that_was_damaged_is_not_taken_for_whole(
    tmp_path: Path, signer: seal.Signer
):
    path = build(tmp_path / "zaak")
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        published = folder.write(opened, signer)
        before = (published / "0001.pdf").read_bytes()
        (published / "0001.pdf").write_bytes(b"%PDF-")
        folder.write(opened, signer)
    assert (published / "0001.pdf").read_bytes() == before
