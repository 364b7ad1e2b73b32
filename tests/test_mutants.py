# SPDX-License-Identifier: EUPL-1.2
"""For each check of the proof, files that it catches and no other check: none can be left out.

A mutant is a good output that was spoilt in one way. It is caught, and it passes when the one check
is switched off. The mutant that only OCR catches is a scan: see `test_ocr`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pymupdf
import pytest
from pikepdf import Name, String

import test_residue as left
from proofs import NAME, Case, Spoil, case
from test_second_reader import numbered
from test_verify import draw, stamp, under
from woolak.pdf.proving import poppler, verify


@dataclass(frozen=True)
class Mutant:
    """How a file is spoilt, under which name that is caught, and which check to switch off."""

    spoil: Callable[[Case], object]
    where: str
    check: str
    off: Callable[..., Any]


def nothing(*_: object) -> set[object]:
    """Find nothing."""
    return set()


def no(*_: object) -> bool:
    """Say no."""
    return False


def nowhere(*_: object) -> list[str]:
    """Find no place."""
    return []


def yes(*_: object) -> bool:
    """Say yes."""
    return True


def none_under(read: Any, _: object) -> Any:  # noqa: ANN401 - the characters of either reader
    """Say that no character lies under a box."""
    return np.zeros(len(read.text), bool)


def always(spoil: Spoil) -> Callable[[Case], object]:
    """Return a change that is the same whatever was redacted."""
    return lambda made: made.spoil(spoil)


def unlisted(value: Callable[[pikepdf.Pdf], object]) -> Callable[[Case], object]:
    """Return a change that puts something in the resources that no page uses."""
    return always(lambda pdf: pdf.pages[0].obj.Resources.__setitem__("/Iets", value(pdf)))


def packed(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """Return the name, compressed."""
    made = pdf.make_stream(NAME.encode("utf-16-le") * 9)
    made.compress = True
    return made


def residue(spoil: Callable[[Case], object], where: str) -> Mutant:
    """Return a mutant in which a removed text stands somewhere in the file."""
    return Mutant(spoil, where, "residue", nothing)


def letters(made: Case) -> None:
    """Set letters that nobody sees under the box."""
    x, y = under(made)
    made.spoil(draw(f"BT 3 Tr /helv 11 Tf {x} {y} Td (xq) Tj ET"))


def outline(made: Case) -> None:
    """Fill a path under the box."""
    x, y = under(made)
    made.spoil(draw(f"0 g {x} {y} m {x + 5} {y} l {x + 2} {y + 8} l f"))


def pixels(made: Case) -> None:
    """Leave pixels under the box and under white."""
    x, y = under(made)
    row = bytes([255] * 6 + [0] * 8 + [255] * 6)
    made.spoil(lambda pdf: stamp(pdf, row * 7, x, y))


def moved(pdf: pikepdf.Pdf) -> None:
    """Move what stands outside the boxes by two points."""
    pdf.pages[0].contents_add(b"1 0 0 1 2 0 cm", prepend=True)
    draw("1 0 0 1 -2 0 cm")(pdf)


def unseen(pdf: pikepdf.Pdf) -> None:
    """Leave the text where it was, as text that is not painted."""
    pdf.pages[0].contents_add(b"3 Tr", prepend=True)


def written(pdf: pikepdf.Pdf) -> None:
    """Draw the strokes of some letters where nothing stood."""
    strokes = " ".join(f"{60 + 7 * at} 50 m {64 + 7 * at} 60 l" for at in range(9))
    draw(f"0 G 2 w {strokes} S")(pdf)


def wider(pdf: pikepdf.Pdf) -> None:
    """Widen the page to the right, where nothing stands."""
    pdf.pages[0].obj.MediaBox = [0, 0, 402, 300]


def revised(made: Case) -> None:
    """Write an update over a stream with the name, which the file keeps as it was."""
    made.spoil(lambda pdf: pdf.pages[0].obj.Resources.__setitem__("/Iets", packed(pdf)))
    with pymupdf.open(made.output) as document:
        number = int(document.xref_get_key(document[0].xref, "Resources/Iets")[1].split()[0])
        document.update_stream(number, b"niets")
        document.saveIncr()


def broken(made: Case) -> None:
    """Tell a wrong place of the table: readers repair it, each in its own way."""
    data = made.output.read_bytes()
    made.output.write_bytes(data.replace(b"startxref\n", b"startxref\n9"))


MUTANTS = {
    "a: a string": residue(unlisted(lambda _: String(NAME)), "string"),
    "a: a name": residue(unlisted(lambda _: Name(f"/{NAME}")), "name"),
    "a: a stream": residue(unlisted(packed), "stream"),
    "a: codes that a font denies": residue(always(left.codes), "content_stream"),
    "a: a font map": residue(always(left.tounicode), "tounicode"),
    "a: a font program": residue(always(left.font_program), "font_program"),
    "a: the title in the XMP": residue(always(left.metadata), "metadata"),
    "a: an earlier revision": Mutant(revised, "revision", "carried", nothing),
    "b: letters that nobody sees": Mutant(letters, "text_under_box", "under", none_under),
    "b: glyphs that only poppler knows": Mutant(
        always(numbered), "text", "poppler.available", lambda: None
    ),
    "c: a path": Mutant(outline, "visible_under_box", "seen", no),
    "c: pixels under white": Mutant(pixels, "image_under_box", "pictured", no),
    "d: text that moved": Mutant(always(moved), "text_lost", "missing", no),
    "d: letters that nobody sees any more": Mutant(always(unseen), "ink_gone", "altered", nowhere),
    "d: a word drawn as paths": Mutant(always(written), "ink_come", "altered", nowhere),
    "d: a page of another size": Mutant(always(wider), "page_size", "_alike", yes),
    "e: a table at a wrong place": Mutant(broken, "syntax", "carried", nothing),
}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_a_mutant_is_caught_by_one_check_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutant: Mutant
):
    made = case(tmp_path)
    mutant.spoil(made)
    assert mutant.where in made.where()
    owner, name = (poppler, "available") if "." in mutant.check else (verify, mutant.check)
    monkeypatch.setattr(owner, name, mutant.off)
    assert made.where() == set()
