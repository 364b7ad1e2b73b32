# SPDX-License-Identifier: EUPL-1.2
"""The samples and their gold: whole, in step with their sources, and hard enough."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html
from stdnum import iban
from stdnum.nl import bsn

from woolak import evaluate, gronden
from woolak.model import Kind, Reason, Role, Verdict
from woolak.pdf.reading import read

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.pdf"))
READABLE = [name for name in NAMES if name != "scan"]
MEGABYTE_AND_A_HALF = 1_500_000


@pytest.fixture(scope="session")
def makers() -> dict[str, ModuleType]:
    """Give the modules that read the sources and build the gold."""
    sys.path.insert(0, str(SAMPLES.parent))
    try:
        names = ("bron", "build")
        return {name: importlib.import_module(f"samples.{name}") for name in names}
    finally:
        sys.path.remove(str(SAMPLES.parent))


def texts(name: str) -> list[str]:
    with pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf") as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def test_every_sample_has_its_source_and_its_gold():
    sources = sorted(path.stem for path in SAMPLES.glob("bronnen/*.html"))
    assert sources == NAMES == sorted(path.stem for path in SAMPLES.glob("*.json"))


@pytest.mark.parametrize("name", READABLE)
def test_the_gold_is_in_step_with_source_and_pdf(name: str, makers: dict[str, ModuleType]):
    bron = makers["bron"].read(SAMPLES / "bronnen" / f"{name}.html")
    raw = makers["build"].gold_of(bron, texts(name))
    written = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
    assert written == makers["build"].as_json(raw)


@pytest.mark.parametrize("name", READABLE)
def test_woolak_reads_every_gold_text_on_its_page(name: str):
    gold = evaluate.load(SAMPLES / f"{name}.json")
    score = evaluate.score(gold, {}, read.pages(SAMPLES / f"{name}.pdf", name))
    assert [item for item in score.items if not item.placed] == []


@pytest.mark.parametrize("name", NAMES)
def test_only_the_scan_has_a_page_that_cannot_be_read(name: str):
    pages = read.pages(SAMPLES / f"{name}.pdf", name)
    expected = {Reason.NEEDS_OCR} if evaluate.load(SAMPLES / f"{name}.json").needs_ocr else {None}
    assert {page.unread for page in pages} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_ground_in_the_gold_is_one_of_the_codebook(name: str):
    for entry in evaluate.load(SAMPLES / f"{name}.json").redact:
        assert entry.ground is not None
        assert gronden.parse(entry.ground).code == entry.ground


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_beside_the_pages_is_really_in_the_file(name: str):
    """An author, a remark, a bookmark, an attachment: what the demo must make disappear."""
    gold = evaluate.load(SAMPLES / f"{name}.json")
    with pikepdf.open(SAMPLES / f"{name}.pdf") as pdf:
        carriers = " ".join(_carriers(pdf))
    assert gold.hidden
    assert all(text in carriers for text in gold.hidden)


def _carriers(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    notes = [
        str(a.get(key, "")) for a in pdf.pages[0].get("/Annots", []) for key in ("/T", "/Contents")
    ]
    return [str(pdf.docinfo["/Author"]), *titles, *notes, *pdf.attachments]


def test_the_samples_carry_a_remark_a_bookmark_a_link_and_an_attachment():
    seen: Counter[str] = Counter()
    for name in NAMES:
        with pikepdf.open(SAMPLES / f"{name}.pdf") as pdf:
            seen["attachment"] += len(pdf.attachments)
            seen["outline"] += "/Outlines" in pdf.Root
            seen.update(str(a.Subtype) for page in pdf.pages for a in page.get("/Annots", []))
    assert all(seen[kind] for kind in ("attachment", "outline", "/Text", "/Link"))


def test_the_samples_come_from_three_producers():
    with_names = []
    for name in NAMES:
        with pikepdf.open(SAMPLES / f"{name}.pdf") as pdf:
            with_names.append(str(pdf.docinfo["/Producer"]).split()[0])
    assert {name.split("/")[0] for name in with_names} == {"ReportLab", "Skia", "LibreOffice"}


def test_the_samples_are_small():
    assert sum(path.stat().st_size for path in SAMPLES.glob("*.pdf")) < MEGABYTE_AND_A_HALF


def test_the_gold_knows_every_kind_that_woolak_must_find():
    golds = evaluate.load_folder(SAMPLES).values()
    kinds = {entry.kind for gold in golds for entry in gold.redact}
    assert kinds == set(Kind) - {
        Kind.SIGNATURE,
        Kind.ACCOUNT,
        Kind.ID_NUMBER,
        Kind.IMAGE,
        Kind.OTHER,
    }
    roles = {entry.role for gold in golds for entry in gold.keep}
    assert roles >= {Role.BEWINDSPERSOON, Role.VOLKSVERTEGENWOORDIGER, Role.TOP_AMBTENAAR}
    assert any(entry.verdict is Verdict.ASK for gold in golds for entry in gold.redact)


def test_invented_numbers_pass_their_own_proof():
    """A number that fails the elfproef would not be found, rightly."""
    entries = [e for gold in evaluate.load_folder(SAMPLES).values() for e in gold.entries]
    assert all(bsn.is_valid(e.text.replace(".", "")) for e in entries if e.kind is Kind.BSN)
    assert all(iban.is_valid(e.text) for e in entries if e.kind is Kind.IBAN)


@pytest.mark.parametrize("name", ["kamerbrief", "beslisnota"])
def test_the_wording_of_the_published_texts_is_kept(name: str, makers: dict[str, ModuleType]):
    raw = (SAMPLES / "bronnen" / f"{name}.html").read_text(encoding="utf-8")
    tree = lxml_html.document_fromstring(makers["bron"].strip(raw))
    ours = letters("".join(map(str, tree.itertext())).replace("\u00ad", ""))
    published = SAMPLES / "bronnen" / "gepubliceerd" / f"{name}.txt"
    for line in published.read_text(encoding="utf-8").splitlines():
        assert letters(re.sub(r"^\s*- o ", "", line)) in ours, line


@pytest.mark.parametrize("bad", ["{{name ambtenaar Tessa}}", "{{name ambtenaar: Tessa}"])
def test_a_mark_that_is_badly_written_stops_the_build(
    bad: str, tmp_path: Path, makers: dict[str, ModuleType]
):
    source = tmp_path / "proef.html"
    source.write_text(f"<html><head></head><body><p>{bad}</p></body></html>", encoding="utf-8")
    with pytest.raises(SystemExit):
        makers["bron"].read(source)


@pytest.mark.parametrize("text", ["Groet", "Tessa en Tessa"])
def test_a_name_that_is_unmarked_or_absent_stops_the_build(
    text: str, tmp_path: Path, makers: dict[str, ModuleType]
):
    source = tmp_path / "proef.html"
    body = "<body>{{name ambtenaar: Tessa}}</body>"
    source.write_text(f"<html><head></head>{body}</html>", encoding="utf-8")
    with pytest.raises(SystemExit):
        makers["build"].gold_of(makers["bron"].read(source), [text])
