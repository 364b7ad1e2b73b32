# SPDX-License-Identifier: EUPL-1.2
"""What poppler reads counts: for what pdfium does not see, and as a note where it is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from proofs import NAME, case
from woolak.pdf.proving import poppler, verify
from woolak.pdf.proving.carriers import carried
from woolak.pdf.proving.sheets import glyphs, opened, sheet

pytestmark = pytest.mark.needs("pdftotext")


def _glyph(letter: str) -> str:
    return f"/uni{ord(letter):04X}.alt"


def numbered(pdf: pikepdf.Pdf) -> None:
    """Add the name in a font whose glyphs are called uni0050.alt, ...: poppler knows what they are.

    The codes themselves are others, so that the content stream holds no name either.
    """
    codes = {letter: 200 + at for at, letter in enumerate(sorted(set(NAME)))}
    named = [part for c, n in codes.items() for part in (n, pikepdf.Name(_glyph(c)))]
    encoding = pikepdf.Dictionary(Differences=pikepdf.Array(named))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3)
    font.FontBBox, font.FontMatrix = [0, 0, 1000, 1000], [0.001, 0, 0, 0.001, 0, 0]
    glyph = pdf.make_stream(b"500 0 d0 0 0 400 700 re f")
    font.CharProcs = pikepdf.Dictionary({_glyph(c): glyph for c in codes})
    font.Encoding, font.FirstChar, font.LastChar = encoding, 200, 199 + len(codes)
    font.Widths = pikepdf.Array([500] * len(codes))
    page = pdf.pages[0].obj
    page.Resources.Font["/Teken"] = pdf.make_indirect(font)
    shown = bytes(codes[c] for c in NAME).hex()
    parts = list(page.Contents)
    text = f"0.9 g BT /Teken 11 Tf 60 40 Td <{shown}> Tj ET".encode()
    page.Contents = pikepdf.Array([*parts[:-1], pdf.make_stream(text), parts[-1]])


def test_only_poppler_reads_a_name_in_glyphs_that_are_called_by_variants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = case(tmp_path).spoil(numbered)
    assert made.where() == {"text"}
    monkeypatch.setattr(poppler, "available", lambda: None)
    assert made.where() == set()


def test_without_poppler_a_note_says_that_its_part_of_the_proof_was_not_given(
    monkeypatch: pytest.MonkeyPatch,
):
    assert verify.unproved() == ()
    monkeypatch.setattr(poppler, "available", lambda: None)
    assert verify.unproved() == ("second_reader_missing",)


def test_a_file_on_which_poppler_breaks_off_is_not_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = case(tmp_path)
    monkeypatch.setattr(poppler, "available", lambda: "/bin/false")
    assert made.where() == {"second_reader"}


@pytest.mark.parametrize("allowed", [0.0, 0.01])
def test_a_file_on_which_poppler_takes_too_long_is_not_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: float
):
    made = case(tmp_path)
    monkeypatch.setattr(poppler, "available", lambda: shutil.which("yes"))  # never ends
    monkeypatch.setattr(poppler, "_SECONDS", allowed)
    monkeypatch.setattr(poppler, "_SECONDS_A_PAGE", 0.0)
    assert made.where() == {"second_reader"}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_poppler_and_pdfium_agree_on_where_a_word_stands(tmp_path: Path, rotation: int):
    keys: dict[str, object] = {"/Rotate": rotation, "/UserUnit": 2}
    keys["/CropBox"] = [20, 30, 380, 290]
    made = case(tmp_path, page_keys=keys, words=())
    read = next(poppler.words(made.original.read_bytes(), (2.0,)))
    data = made.original.read_bytes()
    with opened(data) as document, sheet(document, 1, 2.0) as (page, shown):
        seen = glyphs(page, shown)
    start = seen.text.index("Geachte")
    first = seen.boxes[start : start + len("Geachte")]
    low, high = first[:, :2].min(axis=0), first[:, 2:].max(axis=0)
    word = read.text.split().index("Geachte")
    assert abs(read.centres[word] - (low + high) / 2).max() < 8


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("word", [b"startxref", b"startxrex"], ids=["good", "damaged"])
def test_the_check_in_the_process_says_what_the_program_qpdf_says(tmp_path: Path, word: bytes):
    made = case(tmp_path)
    made.output.write_bytes(made.output.read_bytes().replace(b"startxref", word))
    done = subprocess.run(["qpdf", "--check", str(made.output)], capture_output=True, check=False)
    with pikepdf.open(made.output) as pdf:
        odd = {where for _, where in carried(pdf, made.output)} & {"syntax"}
    assert bool(odd) == bool(done.returncode) == (word != b"startxref")


@pytest.mark.parametrize("bad", [b"BT (a Tj ET", b"<< /a 1 BT ET", b"q 1 0 0", b")", b"[ 1 ] ] TJ"])
def test_the_check_of_content_sees_what_pikepdfs_own_sees(tmp_path: Path, bad: bytes):
    made = case(tmp_path)
    with pikepdf.open(made.output) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(bad)
        pdf.save(tmp_path / "bad.pdf")
    with pikepdf.open(tmp_path / "bad.pdf") as pdf, pikepdf.open(tmp_path / "bad.pdf") as other:
        odd = {where for _, where in carried(pdf, tmp_path / "bad.pdf")} & {"syntax"}
        assert bool(odd) == bool(other.check_pdf_syntax())
