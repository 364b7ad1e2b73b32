# SPDX-License-Identifier: EUPL-1.2
"""The command line: sentences and exit codes, whatever it is given."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pymupdf
import pytest
import regex

from woolak import cli, dossier, run
from woolak.detect import examples
from woolak.errors import CannotStart
from woolak.model import Decision, Verdict

Outcome = tuple[int, str, str]
Call = Callable[..., Outcome]


@pytest.fixture
def woolak(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give a function that runs a command line and returns (exit code, output, errors)."""

    def call(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["woolak", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Make a folder with one letter."""
    (tmp_path / "in").mkdir()
    with pymupdf.open() as doc:
        doc.new_page().insert_text((72, 72), "Contactpersoon: mevrouw Y. Amrani")
        doc.save(tmp_path / "in" / "brief.pdf")
    return tmp_path / "in"


def _commands() -> list[tuple[str, click.Command]]:
    found = [(name, command) for name, command in cli.cli.commands.items() if name != "rules"]
    group = cli.cli.commands["rules"]
    assert isinstance(group, click.Group)
    return [*found, *((f"rules {name}", one) for name, one in group.commands.items())]


@pytest.mark.parametrize(("name", "command"), _commands())
def test_every_command_has_help_with_an_example(name: str, command: click.Command):
    assert command.help
    assert f"Example:  woolak {name}" in command.help


def test_run_publishes_and_the_same_command_again_is_done(
    woolak: Call, letter: Path, tmp_path: Path
):
    command = ("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    code, out, err = woolak(*command)
    assert (code, err) == (0, "")
    assert "1 published" in out
    assert woolak(*command)[:2] == (0, out)


def test_each_step_can_be_run_by_itself(woolak: Call, letter: Path, tmp_path: Path):
    zaak, inline = tmp_path / "zaak", ("--engine", "inline")
    assert woolak("new", zaak, "--rules", "jenv")[0] == 0
    assert woolak("add", zaak, letter, *inline)[0] == 0
    assert woolak("scan", zaak, *inline)[0] == 0
    assert woolak("redact", zaak, *inline)[0] == 0
    assert woolak("publish", zaak)[0] == 0
    assert woolak("audit", zaak)[0] == 0
    code, out, _ = woolak("explain", zaak, "0001", 1)
    assert code == 0
    assert "redact 5.1.2e: 'Y. Amrani'" in out


def test_explain_shows_the_ground_in_force_and_the_one_that_the_policy_proposed(
    woolak: Call, letter: Path, tmp_path: Path
):
    zaak = tmp_path / "zaak"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    with dossier.open_dossier(zaak) as opened, opened.transaction():
        name = next(f.id for f in opened.findings("0001") if f.text == "Y. Amrani")
        opened.decide(Decision(name, Verdict.REDACT, "5.1.2i", "B01", "2026-01-01T00:00:00"))
    _, out, _ = woolak("explain", zaak, "0001")
    assert "redact 5.1.2i (by B01; the policy: redact 5.1.2e): 'Y. Amrani'" in out
    told = json.loads(woolak("explain", zaak, "0001", "--json")[1])
    mine = next(line for line in told if line["text"] == "Y. Amrani")
    assert (mine["ground"], mine["by"], mine["advised"]) == ("5.1.2i", "B01", "5.1.2e")
    assert {line["by"] for line in told if line is not mine} <= {"policy", None}


def test_status_tells_programs_what_the_format_says(woolak: Call, letter: Path, tmp_path: Path):
    woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    code, out, _ = woolak("status", tmp_path / "zaak", "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) == {"schema", "version", "documents", "totals"}
    [document] = told["documents"]
    assert document["file"] == "0001.pdf"
    assert {"id", "source", "original_sha256", "published_sha256", "pages", "status"} <= set(
        document
    )
    assert {"reason", "notes", "redactions", "asks"} <= set(document)


def test_something_rejected_gives_4_and_the_rest_is_done(
    woolak: Call, letter: Path, tmp_path: Path
):
    (letter / "leeg.pdf").touch()
    code, out, _ = woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    assert code == 4
    assert "1 published" in out
    assert "The file is empty (0 bytes)." in out


def test_withholding_a_document_finishes_it(woolak: Call, letter: Path, tmp_path: Path):
    zaak = tmp_path / "zaak"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    assert woolak("withhold", zaak, "0001", "--grond", "5.1.2.e")[0] == 0
    code, out, _ = woolak("publish", zaak)
    assert code == 0
    assert "1 withheld" in out
    assert not (zaak / "published" / "0001.pdf").exists()
    assert woolak("audit", zaak)[0] == 0


def test_a_refusal_can_be_taken_back(woolak: Call, letter: Path, tmp_path: Path):
    zaak = tmp_path / "zaak"
    command = ("run", letter, "--dossier", zaak, "--engine", "inline")
    woolak(*command)
    woolak("withhold", zaak, "1", "--grond", "5.1.2e")
    assert woolak("withhold", zaak, "1", "--undo")[0] == 0
    assert woolak(*command)[0] == 0
    assert (zaak / "published" / "0001.pdf").exists()


@pytest.mark.parametrize("lost", ["woolak.db", "sleutel"])
def test_a_dossier_that_lost_its_database_or_key_is_never_begun_anew(
    woolak: Call, letter: Path, tmp_path: Path, lost: str
):
    zaak = tmp_path / "zaak"
    command = ("run", letter, "--dossier", zaak, "--engine", "inline")
    woolak(*command)
    (zaak / lost).unlink()
    code, _, err = woolak(*command)
    assert code == 2
    assert "restore a back-up" in err


def test_a_copy_is_withheld_with_its_original_only(woolak: Call, letter: Path, tmp_path: Path):
    zaak = tmp_path / "zaak"
    (letter / "tweede.pdf").write_bytes((letter / "brief.pdf").read_bytes())
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    code, _, err = woolak("withhold", zaak, "0002", "--grond", "5.1.2e")
    assert code == 2
    assert "withhold 0001" in err


def test_the_lists_of_the_dossier_win_from_the_rules(woolak: Call, letter: Path, tmp_path: Path):
    keep, redact = tmp_path / "openbaar.txt", tmp_path / "lakken.txt"
    keep.write_text("Y. Amrani\n")
    redact.write_text("contactpersoon\t5.1.2.i\n")
    zaak = tmp_path / "zaak"
    code, _, _ = woolak(
        "run",
        letter,
        "--dossier",
        zaak,
        "--engine",
        "inline",
        "--keep-list",
        keep,
        "--redact-list",
        redact,
    )
    assert code == 0
    lines = (zaak / "published" / "register.jsonl").read_text().splitlines()
    assert [(json.loads(line)["ground"], json.loads(line)["source"]) for line in lines] == [
        ("5.1.2i", "list")
    ]


def test_a_check_of_rules_compiles_no_pattern_twice(
    woolak: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pack has more patterns than `regex` remembers."""

    def check(_: str) -> list[str]:
        first, *_rest = [regex.compile(f"onbekend{number}") for number in range(600)]
        return [] if regex.compile("onbekend0") is first else ["compiled again"]

    monkeypatch.setattr(examples, "check", check)
    assert woolak("rules", "check", "kern")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("run", "weg", "--dossier", "zaak"), "no file or folder"),
        (("status", "weg"), "is no dossier"),
        (("scan", "weg"), "is no dossier"),
        (("audit", "weg"), "no folder"),
        (("explain", "weg", "0001", "1"), "is no dossier"),
        (("new", "zaak", "--rules", "bestaat-niet"), "no rule pack"),
        (("run",), "Missing"),
        (("onzin",), "No such command"),
        (("run", ".", "--dossier", "zaak"), "no files"),
        (("rules", "check", "weg"), "no rule pack"),
    ],
)
def test_what_cannot_start_is_a_sentence_and_2(
    woolak: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
):
    monkeypatch.chdir(tmp_path)
    code, out, err = woolak(*arguments)
    assert code == 2
    assert sentence in out + err
    assert "Traceback" not in out + err
    assert not (tmp_path / "zaak").exists()


def test_a_page_that_is_not_there_is_a_sentence(woolak: Call, letter: Path, tmp_path: Path):
    woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    code, _, err = woolak("explain", tmp_path / "zaak", "0001", 9)
    assert (code, err) == (2, "woolak: Document 0001 has pages 1 to 1.\n")


def test_rules_changed_under_a_dossier_are_refused_with_3(
    woolak: Call, letter: Path, tmp_path: Path
):
    zaak = tmp_path / "zaak"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    with (zaak / "rules" / "kern" / "lijsten" / "aanhef.txt").open("a") as file:
        file.write("hallo\n")
    code, _, err = woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    assert code == 3
    assert "were changed" in err


def test_another_pack_for_an_existing_dossier_is_refused_with_3(
    woolak: Call, letter: Path, tmp_path: Path
):
    zaak = tmp_path / "zaak"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    code, _, err = woolak("run", letter, "--dossier", zaak, "--rules", "jenv")
    assert code == 3
    assert "not, or no longer, the one" in err


def test_a_failed_audit_gives_6(woolak: Call, letter: Path, tmp_path: Path):
    woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    (tmp_path / "zaak" / "published" / "0001.pdf").unlink()
    code, out, _ = woolak("audit", tmp_path / "zaak" / "published")
    assert code == 6
    assert "0001.pdf" in out


def test_a_full_disk_is_a_sentence_and_2(
    woolak: Call, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, err = woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    assert code == 2
    assert "no space left" in err.lower()


def test_a_bug_is_one_line_without_the_text_of_the_error(
    woolak: Call, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ValueError("Yara el Khattabi")

    monkeypatch.setattr(run, "run", broken)
    code, out, err = woolak("run", letter, "--dossier", tmp_path / "zaak")
    assert code == 70
    assert "ValueError at test_cli.py" in err
    assert "Khattabi" not in out + err


def test_a_wrong_ground_in_a_list_names_its_line(tmp_path: Path):
    run.make(tmp_path / "zaak")
    path = tmp_path / "lakken.txt"
    path.write_text("Amrani\nKhattabi\t10.2.e\n")
    with (
        dossier.open_dossier(tmp_path / "zaak") as opened,
        pytest.raises(CannotStart, match="line 2"),
    ):
        run.take_list(opened, "redact", path)


def test_a_module_that_lies_beside_the_documents_is_not_run(letter: Path):
    (letter / "html.py").write_text("open('ran', 'w').close()\n")
    program = str(Path(sys.executable).parent / "woolak")
    command = [program, "run", "brief.pdf", "--dossier", "uit", "--engine", "local:1"]
    done = subprocess.run(command, cwd=letter, check=False)
    assert done.returncode == 0
    assert not (letter / "ran").exists()


def test_the_name_of_a_file_steers_no_terminal(woolak: Call, letter: Path, tmp_path: Path):
    (letter / "brief.pdf").rename(letter / "a\x1b]0;weg\a\u202efdp\n.pdf")
    code, said, _ = woolak("run", letter, "--dossier", tmp_path / "zaak", "--engine", "inline")
    assert code == 0
    assert r"a\x1b]0;weg\x07\u202efdp\n.pdf" in said
    code, _, told = woolak("run", "w\x1b[31m\u202eeg", "--dossier", tmp_path / "zaak")
    assert code == 2
    assert r"w\x1b[31m\u202eeg" in told


def test_a_file_that_may_not_be_read_stops_no_other(
    woolak: Call, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    closed = letter / "dicht.pdf"
    closed.write_bytes(b"%PDF-1.7")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, *how: Path(path) != closed and may(path, *how))
    given = (letter / "brief.pdf", closed, "--dossier", tmp_path / "zaak", "--engine", "inline")
    code, said, _ = woolak("run", *given)
    assert code == 4
    assert "1 published" in said


def test_a_concept_is_for_its_owner_and_a_folder_that_is_closed_is_a_sentence(
    woolak: Call, letter: Path, tmp_path: Path
):
    zaak, out = tmp_path / "zaak", tmp_path / "concept.pdf"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    assert woolak("concept", zaak, "0001", "--out", out)[0] == 0
    assert out.stat().st_mode & 0o777 == 0o600
    code, _, told = woolak("concept", zaak, "0001", "--out", tmp_path / "weg" / "concept.pdf")
    assert (code, "cannot be written" in told) == (2, True)


def test_a_program_that_is_told_to_end_stops_as_with_ctrl_c(letter: Path, tmp_path: Path):
    called = (
        "import os, signal, sys; from woolak import cli, intake;"
        "intake.collect = lambda *_: os.kill(os.getpid(), signal.SIGTERM);"
        f"sys.argv = ['woolak', 'run', {str(letter)!r}, '--dossier', {str(tmp_path / 'zaak')!r},"
        " '--engine', 'inline']; cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", called], capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert done.stderr.strip().startswith("Stopped.")


def test_the_archive_is_an_export_of_its_own(woolak: Call, letter: Path, tmp_path: Path):
    zaak, out = tmp_path / "zaak", tmp_path / "overdracht"
    woolak("run", letter, "--dossier", zaak, "--engine", "inline")
    code, said, told = woolak("export", zaak, "--archief", "--out", out)
    assert (code, told) == (0, "")
    assert "1 originals" in said
    assert out.is_dir()
    both = ("export", zaak, "--archief", "--format", "vws", "--out", tmp_path / "x")
    assert woolak(*both)[0] == 2
