# SPDX-License-Identifier: EUPL-1.2
"""The main job on the samples: all expected goes, all public stays, the audit holds."""

import io
import json
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pdf_redaction_check
import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pytest

from woolak import audit, chain, dossier, evaluate, run, standing
from woolak.model import Verdict

SAMPLES = Path(__file__).parents[1] / "samples"
_GOLD = evaluate.load_folder(SAMPLES)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run woolak on the samples with two workers and return the dossier."""
    path = tmp_path_factory.mktemp("hoofdtaak") / "dossier"
    run.make(path, "jenv")
    with dossier.open_dossier(path) as opened:
        settings = run.Settings("local:2", ocr=False)
        run.run(sorted(SAMPLES.glob("*.pdf")), opened, settings, lambda *_: None)
    return path


@pytest.fixture(scope="module")
def scores(done: Path) -> dict[str, evaluate.Score]:
    """Return the outcome for each sample."""
    with dossier.open_dossier(done, readonly=True) as opened:
        return {score.document: score for score in evaluate.evaluate(opened, SAMPLES)}


_READABLE = sorted(name for name, gold in _GOLD.items() if not gold.needs_ocr)


@pytest.mark.parametrize("name", _READABLE)
def test_everything_expected_is_redacted(name: str, scores: dict[str, evaluate.Score]):
    assert scores[name].missed == ()


@pytest.mark.parametrize("name", _READABLE)
def test_everything_public_is_kept(name: str, scores: dict[str, evaluate.Score]):
    assert scores[name].wrongly_redacted == ()


def test_hardly_any_other_word_is_redacted(scores: dict[str, evaluate.Score]):
    removed = sum(score.other_words_removed for score in scores.values())
    assert removed <= 0.005 * sum(score.other_words for score in scores.values())


def test_the_audit_of_the_dossier_and_of_the_published_folder_passes(done: Path):
    assert audit.audit(done).ok
    assert audit.audit(done / "published").ok


def test_the_scan_is_unfinished_and_has_no_published_file(done: Path):
    with dossier.open_dossier(done, readonly=True) as opened:
        entries = {Path(e["source"]).stem: e for e in standing.status(opened)["documents"]}
    assert (entries["scan"]["status"], entries["scan"]["file"]) == ("unfinished", None)
    assert not (done / "published" / f"{entries['scan']['id']}.pdf").exists()


def _published(done: Path) -> Iterator[tuple[evaluate.Gold, Path]]:
    with dossier.open_dossier(done, readonly=True) as opened:
        for document in opened.documents():
            file = done / "published" / f"{document.id}.pdf"
            if file.exists():
                yield _GOLD[Path(document.source).stem], file


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text)).casefold()


def _gone(gold: evaluate.Gold) -> set[str]:
    """Return what may stand nowhere: long enough to be told apart, and not also public."""
    stays = _squeezed(" ".join(entry.text for entry in gold.keep))
    texts = {_squeezed(entry.text) for entry in gold.redact} | set(map(_squeezed, gold.hidden))
    return {text for text in texts if len(text) > 6 and text not in stays}


def _by_pdftotext(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _by_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("read", [_by_pdftotext, _by_pypdf, _by_pdfium])
def test_no_other_reader_finds_what_was_expected_to_go(read: Callable[[Path], str], done: Path):
    for gold, file in _published(done):
        text = _squeezed(read(file))
        assert not any(secret in text for secret in _gone(gold)), gold.document


def test_no_decoded_stream_and_no_string_holds_what_was_expected_to_go(done: Path):
    for gold, file in _published(done):
        secrets = _gone(gold)
        for part in _parts(file.read_bytes()):
            for encoding in ("latin-1", "utf-16-be", "utf-8"):
                text = _squeezed(part.decode(encoding, "ignore"))
                assert not any(secret in text for secret in secrets), gold.document


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                yield item.read_bytes()
            yield item.unparse(resolved=True) if not isinstance(item, pikepdf.Stream) else b""


X_RAY = """
import asyncio, json, sys
import xray
print(json.dumps([asyncio.run(xray.inspect(path)) for path in sys.argv[1:]]))
"""
EXPLAINED = {
    "DocInfo /Producer = 'woolak'": "the producer that every output has",
    "DocInfo /Title = 'Document ": "the neutral title: a number",
    "tagged PDF: ": "how many letters of the tags it searched",
    "document is not tagged": "there are no tags to search",
}
"""What pdf-redaction-check says of an output in which it finds nothing, and why that may be."""


def _x_ray(files: Sequence[Path]) -> list[object]:
    """Return the bad redactions that x-ray sees; a process of its own, as it changes MuPDF's."""
    command = [sys.executable, "-c", X_RAY, *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True)
    # The first line is PyMuPDF's: x-ray imports it by its old name.
    found: list[object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_x_ray_sees_a_bad_redaction_in_nothing_published(done: Path, tmp_path: Path):
    control = tmp_path / "covered.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((60, 80), "De heer Voorbeeld schreef ons.", fontsize=11)
        page.draw_rect((100, 60, 160, 90), fill=(0, 0, 0))
        pdf.save(control)
    files = [file for _, file in _published(done)]
    covered, *published = _x_ray([control, *files])
    assert covered
    assert published == [{}] * len(files)


def _secrets(gold: evaluate.Gold) -> list[str]:
    """Return what had to go, as it stood, and stands in nothing public."""
    stays = _squeezed(" ".join(entry.text for entry in gold.keep))
    texts = {entry.text for entry in gold.redact} | set(gold.hidden)
    return sorted(text for text in texts if len(text) > 3 and _squeezed(text) not in stays)


def _checked(path: Path, gold: evaluate.Gold) -> Iterator[str]:
    """Yield what pdf-redaction-check says of a file."""
    for finding in pdf_redaction_check.analyze(path, _secrets(gold))[0].findings:
        yield finding.detail


def test_pdf_redaction_check_finds_no_secret_in_anything_published(done: Path):
    for gold, file in _published(done):
        told = _checked(file, gold)
        assert [one for one in told if not one.startswith(tuple(EXPLAINED))] == [], gold.document


def test_pdf_redaction_check_finds_secrets_in_what_came():
    gold = _GOLD["besluit"]
    assert any("secret found" in one for one in _checked(SAMPLES / "besluit.pdf", gold))


def test_nothing_published_and_no_log_line_names_anybody(done: Path):
    names = {
        _squeezed(entry.text)
        for gold in _GOLD.values()
        for entry in gold.redact
        if entry.kind == "name" and entry.verdict is not Verdict.KEEP and len(entry.text) > 6
    }
    with dossier.open_dossier(done, readonly=True) as opened:
        told = [repr(entry) for entry in opened.log()]
    tables = [p.read_text("utf-8-sig") for p in (done / "published").iterdir() if _is_text(p)]
    for text in map(_squeezed, (*told, *tables)):
        assert not any(name in text for name in names)


def _is_text(path: Path) -> bool:
    return path.suffix in {".csv", ".json", ".jsonl"}


@pytest.fixture
def copy(done: Path, tmp_path: Path) -> Path:
    """Return a copy of the dossier to spoil."""
    subprocess.run(["cp", "-a", done, tmp_path / "kopie"], check=True)
    return tmp_path / "kopie"


def _places(report: audit.Report) -> str:
    return " ".join(check.place for check in report.findings if check.severity == "block")


def test_one_changed_byte_in_a_published_pdf_is_found_by_name(copy: Path):
    file = copy / "published" / "0003.pdf"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    for folder in (copy, copy / "published"):
        assert "0003.pdf" in _places(audit.audit(folder))


def test_one_changed_line_of_the_register_is_found_by_number(copy: Path):
    file = copy / "published" / "register.jsonl"
    lines = file.read_text().splitlines(keepends=True)
    lines[6] = lines[6].replace('"page":1', '"page":2')
    file.write_text("".join(lines))
    assert "register.jsonl, regel 7" in _places(audit.audit(copy / "published"))


def test_one_changed_log_entry_is_found_by_number(copy: Path):
    with sqlite3.connect(copy / "woolak.db") as database:
        database.execute("DROP TRIGGER log_is_written_once")
        database.execute("UPDATE log SET at = '2020-01-01' WHERE seq = 5")
    database.close()
    report = audit.audit(copy)
    assert not report.ok
    assert "log, regel 5" in _places(report)


def test_originals_are_as_they_were(done: Path):
    for sample in SAMPLES.glob("*.pdf"):
        assert (done / "originals" / f"{chain.sha256(sample)}.pdf").is_file()
