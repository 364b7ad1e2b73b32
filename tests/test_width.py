# SPDX-License-Identifier: EUPL-1.2
"""Names get one width: no gap tells which name it was, and nothing moves but what followed one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw

from drawn import helvetica
from woolak import dossier, redaction, run
from woolak.model import Box, Leak, Redaction
from woolak.pdf.moves import Layout, Shift
from woolak.pdf.opening.open import turn
from woolak.pdf.proving.verify import Removed, boxes, verify
from woolak.pdf.rebuilding import sanitize
from woolak.pdf.removing import redact

NAMES = ["Bos", "Aal", "Jansen", "Yildirim", "Van den Heuvel-Terpstra"]
FACE = pymupdf.Font("helv")
SIZE = 11
Letter = tuple[str, float, float]
Line = Callable[[float, float, str], str]


def wide(text: str) -> float:
    return float(FACE.text_length(text, SIZE))


def one_string(x: float, y: float, text: str) -> str:
    """Set a line as ReportLab does."""
    return f"BT 1 0 0 1 {x} {y} Tm /F1 {SIZE} Tf ({text}) Tj ET\n"


def kerned(x: float, y: float, text: str) -> str:
    """Set a line as LibreOffice does, with small numbers between its letters."""
    parts = "".join(f"({letter}) {(-3, 4, 2)[at % 3]} " for at, letter in enumerate(text))
    return f"BT {x} {y} Td /F1 {SIZE} Tf [{parts}] TJ ET\n"


def by_glyph(x: float, y: float, text: str) -> str:
    """Set a line as Chromium does, upside down, a move before each glyph."""
    moves = [f"({letter}) Tj {wide(letter):.4f} 0 Td" for letter in text]
    shown = f"BT /F1 {SIZE} Tf 1 0 0 -1 {x} {400 - y} Tm {' '.join(moves)} ET"
    return f"q 1 0 0 -1 0 400 cm {shown} Q\n"


def by_word(x: float, y: float, text: str) -> str:
    """Set a line as Word may do, each word at its own place and no spaces."""
    shown, at = [], x
    for word in text.split(" "):
        shown.append(f"BT /F1 1 Tf {SIZE} 0 0 {SIZE} {at:.3f} {y} Tm ({word}) Tj ET\n")
        at += wide(word + " ")
    return "".join(shown)


WRITERS = [one_string, kerned, by_glyph, by_word]


@dataclass(frozen=True)
class Made:
    """A page with names, and what became of it."""

    source: Path
    target: Path
    redactions: list[Redaction]
    notes: tuple[str, ...]
    layout: Layout
    words: list[str]

    def gap(self, after: str = "mee") -> float:
        """Return the white between the first letter of a word and the letter before it."""
        text = letters(self.target)
        at = "".join(letter for letter, _, _ in text).index(after)
        return text[at][1] - text[at - 1][1]

    def where(self) -> set[str]:
        """Return what the proof finds wrong."""
        removed = [Removed(1, word) for word in self.words]
        found = verify(self.source, self.target, self.redactions, removed, self.layout)
        return {leak.where for leak in found}


def page(path: Path, content: str, rotate: int = 0, resources: Dictionary | None = None) -> Path:
    """Write a page of 400 by 400 points; /F1 is Helvetica."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 400))
    fonts = Dictionary(F1=pdf.make_indirect(helvetica()))
    pdf.pages[0].obj.Resources = resources or Dictionary(Font=fonts)
    pdf.pages[0].obj.Contents = pdf.make_stream(content.encode("cp1252"))
    pdf.pages[0].obj.Rotate = rotate
    pdf.save(path)
    return path


def made(source: Path, words: Sequence[str], names: Sequence[str] | None = None) -> Made:
    """Redact words on a page, those in `names` with one width."""
    redactions: list[Redaction] = []
    wanted = []
    with pymupdf.open(source) as doc:
        for word in dict.fromkeys(words):
            rects = [(rect * turn(doc[0])).normalize() for rect in doc[0].search_for(word)]
            for group in [rects] if word.endswith("-") else [[rect] for rect in rects]:
                found = tuple(Box(*rect) for rect in group)
                key = f"0001-{len(redactions) + 1}"
                redactions.append(Redaction(key, "0001", 1, found, "5.1.2e"))
                wanted += [key] if names is None or word in names else []
    bare, target = source.with_suffix(".raw"), source.with_suffix(".part")
    notes, layout = redact.lay_out(source, bare, redactions, frozenset(wanted))
    sanitize.rebuild(bare, target, "Document 0001")
    return Made(source, target, redactions, notes, layout, list(words))


def letters(path: Path) -> list[Letter]:
    """Return the letters of the first page, line by line, with their origins; not the labels."""
    with pikepdf.open(path) as pdf:
        for part in pdf.pages[0].obj.Contents if path.suffix == ".part" else ():
            if b"/Lak (" in part.read_bytes():
                part.write(b"")
        pdf.save(bare := path.with_suffix(".bare"))
    with pypdfium2.PdfDocument(bare) as doc:
        text = doc[0].get_textpage()
        found = [
            (text.get_text_range(at, 1), *_origin(text, at)) for at in range(text.count_chars())
        ]
    shown = [one for one in found if not one[0].isspace()]
    return sorted(shown, key=lambda one: (-round(one[2]), one[1]))


def _origin(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text.raw, at, x, y)
    return x.value, y.value


def text(tmp_path: Path, write: Line, lines: Sequence[str], rotate: int = 0) -> Path:
    """Write lines under each other."""
    content = "".join(write(40, 350 - 14 * row, line) for row, line in enumerate(lines))
    return page(tmp_path / "a.pdf", content, rotate)


def letter(tmp_path: Path, write: Line, name: str, rotate: int = 0) -> Made:
    """Redact a name in the second line of three."""
    lines = ["Geachte heer,", f"Met de heer {name} mee ging zij.", "Hoogachtend, het hoofd"]
    return made(text(tmp_path, write, lines, rotate), [name])


@pytest.mark.parametrize("write", WRITERS)
def test_every_name_leaves_the_same_gap(tmp_path: Path, write: Line):
    gaps = [letter(tmp_path, write, name).gap() for name in NAMES]
    assert max(gaps) - min(gaps) < 0.05


@pytest.mark.parametrize("write", WRITERS)
def test_a_page_tells_nothing_of_the_name_that_stood_there(tmp_path: Path, write: Line):
    contents = set()
    for name in NAMES:
        with pikepdf.open(letter(tmp_path, write, name).target) as pdf:
            contents.add(b"".join(part.read_bytes() for part in pdf.pages[0].obj.Contents))
    assert len(contents) == 1


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_only_what_follows_a_name_moves_and_only_along_its_line(
    tmp_path: Path, write: Line, rotate: int
):
    one = letter(tmp_path, write, "Jansen", rotate)
    assert one.where() == set()
    before = letters(one.source)
    after = letters(one.target)
    text = "".join(c for c, _, _ in before)
    start = text.index("Jansen")
    del before[start : start + 6]
    assert [c for c, _, _ in before] == [c for c, _, _ in after]
    line = range(start, start + len("meegingzij."))
    by = after[line.start][1] - before[line.start][1]
    assert abs(by) > 5
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        assert new[2] == pytest.approx(old[2], abs=0.02)
        expected = (
            pytest.approx(old[1] + by, abs=0.2) if at in line else pytest.approx(old[1], abs=0.02)
        )
        assert new[1] == expected


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_boxes_are_where_the_layout_says_and_all_as_wide(tmp_path: Path, rotate: int):
    one = letter(tmp_path, one_string, "Van den Heuvel-Terpstra", rotate)
    (mark,), (redaction,) = boxes(one.target), one.layout.redactions
    box = redaction.boxes[0]
    sides = sorted((box.x1 - box.x0, box.y1 - box.y0))
    assert sides[1] == pytest.approx(26.47, abs=0.02)
    along = (mark.box.x0, mark.box.x1) if rotate % 180 == 0 else (mark.box.y0, mark.box.y1)
    said = (box.x0, box.x1) if rotate % 180 == 0 else (box.y0, box.y1)
    assert along == pytest.approx(said, abs=0.5)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_cropped_page_with_a_unit_of_its_own_is_laid_out_alike(tmp_path: Path, rotate: int):
    lines = ["Geachte heer,", "Met de heer Terpstra mee ging zij.", "Hoogachtend, het hoofd"]
    source = text(tmp_path, kerned, lines, rotate)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.CropBox = Array([20, 30, 390, 380])
        pdf.pages[0].obj.UserUnit = 2
        pdf.save(source)
    one = made(source, ["Terpstra"])
    assert one.where() == set()
    assert len(one.layout.shifts) == 1
    assert one.gap() == pytest.approx(letter(tmp_path, kerned, "Bos").gap() - 27.47 / 2, abs=0.05)


def test_two_names_on_a_line_are_as_wide_and_their_shifts_add_up(tmp_path: Path):
    for pair in (("Bos", "Aal"), ("Jansen", "Van den Heuvel"), ("Yildirim", "Bos")):
        lines = ["Geachte heer,", f"Heer {pair[0]} en heer {pair[1]} mee", "Het hoofd"]
        one = made(text(tmp_path, one_string, lines), pair)
        assert one.where() == set()
        (first, second) = (redaction.boxes[0] for redaction in one.layout.redactions)
        assert second.x0 - first.x0 == pytest.approx(26.47 + 1 + wide(" en heer "), abs=0.05)
        assert one.gap() == pytest.approx(26.47 + 1 + wide("r  "), abs=0.6)


def test_another_datum_keeps_its_width_and_moves_along(tmp_path: Path):
    lines = ["Geachte heer,", "Heer Terpstra, 06-12345678 bellen", "Het hoofd"]
    one = made(text(tmp_path, kerned, lines), ["Terpstra", "06-12345678"], ["Terpstra"])
    assert one.where() == set()
    old, new = one.redactions[1].boxes[0], one.layout.redactions[1].boxes[0]
    assert new.x1 - new.x0 == pytest.approx(old.x1 - old.x0, abs=0.01)
    assert old.x0 - new.x0 == pytest.approx(wide("Terpstra") - 27.47, abs=0.6)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_at_the_end_of_a_line_or_alone_on_it_is_as_wide(tmp_path: Path, name: str):
    one = made(text(tmp_path, by_glyph, ["Met groet,", f"Heer {name}", name]), [name])
    assert one.where() == set()
    widths = {round(r.boxes[0].x1 - r.boxes[0].x0, 2) for r in one.layout.redactions}
    assert widths == {26.47}
    assert one.layout.shifts == ()


def test_a_name_broken_over_two_lines_has_two_boxes_of_one_width(tmp_path: Path):
    lines = ["Geachte heer,", "Met de heer Ver-", "schuren mee ging zij"]
    source = text(tmp_path, one_string, lines)
    with pymupdf.open(source) as doc:
        rects = [doc[0].search_for("Ver")[0] | doc[0].search_for("r-")[-1]]
        rects += doc[0].search_for("schuren")
    redaction = Redaction("1", "0001", 1, tuple(Box(*rect) for rect in rects), "5.1.2e")
    target = tmp_path / "a.part"
    _, layout = redact.lay_out(source, target, [redaction], frozenset("1"))
    widths = {round(box.x1 - box.x0, 2) for box in layout.redactions[0].boxes}
    assert widths == {26.47}
    sanitize.rebuild(target, tmp_path / "b.part", "Document 0001")
    assert verify(source, tmp_path / "b.part", [redaction], [], layout) == []


def test_another_column_stands_still(tmp_path: Path):
    lines = "".join(
        one_string(40, 350 - 14 * n, f"Heer {name} mee") for n, name in enumerate(NAMES)
    )
    column = "".join(one_string(250, 350 - 14 * n, "afdeling") for n in range(5))
    one = made(page(tmp_path / "a.pdf", lines + column), NAMES)
    assert one.where() == set()
    with pymupdf.open(one.target) as doc:
        assert {round(word[0]) for word in doc[0].get_text("words") if word[4] == "afdeling"} == {
            250
        }
        gaps = [w[0] for w in doc[0].get_text("words") if w[4] == "mee"]
    assert max(gaps) - min(gaps) < 0.05


def test_two_columns_in_one_string_stay_apart(tmp_path: Path):
    shown = f"BT /F1 {SIZE} Tf 40 350 Td [(Heer Terpstra mee) -6000 (afdeling)] TJ ET"
    one = made(page(tmp_path / "a.pdf", shown), ["Terpstra"])
    assert one.where() == set()
    start = [it[1] for it in letters(one.source) if it[0] == "f"]
    assert [it[1] for it in letters(one.target) if it[0] == "f"] == pytest.approx(start, abs=0.05)


def kept(one: Made) -> bool:
    """Say whether all names kept their width, nothing moved, and the notes say so."""
    count = sum(len(redaction.boxes) for redaction in one.redactions)
    same = one.layout.redactions == tuple(one.redactions) and one.layout.shifts == ()
    return same and f"width_kept:{count}" in one.notes and one.where() == set()


def test_a_column_that_spaces_set_apart_behind_a_name_stands_still(tmp_path: Path):
    rows = [f"{day}-10 naar huis met {name}{20 * ' '}78,50" for day, name in enumerate(NAMES[:3])]
    one = made(text(tmp_path, one_string, rows), NAMES[:3])
    assert kept(one)


def test_a_glyph_that_is_told_as_nul_moves_along(tmp_path: Path):
    shown = one_string(40, 350, "Geachte heer,") + one_string(40, 336, r"Heer Jansen mee \000")
    source = page(tmp_path / "a.pdf", shown)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        cmap = "".join(f"<{code:02x}><{code:04x}>\n" for code in (0, *range(32, 127)))
        told = f"begincmap 96 beginbfchar\n{cmap}endbfchar endcmap"
        font = pdf.pages[0].obj.Resources.Font.F1
        font.ToUnicode, font.FirstChar, font.LastChar = pdf.make_stream(told.encode()), 0, 126
        font.Widths = Array(
            [round(1000 * FACE.glyph_advance(max(code, 32))) for code in range(127)]
        )
        pdf.save(source)
    one = made(source, ["Jansen"])
    assert one.where() == set()
    assert one.notes == ()
    assert one.layout.shifts


def test_small_text_beside_a_line_is_no_part_of_it(tmp_path: Path):
    aside = "BT 1 0 0 1 300 338.9 Tm /F1 7 Tf (Bos / Aal) Tj ET\n"
    body = one_string(40, 350, "Geachte heer,") + one_string(40, 336, "Met de heer Jansen mee")
    one = made(page(tmp_path / "a.pdf", body + aside), ["Jansen", "Bos", "Aal"])
    assert one.where() == set()
    assert one.notes == ()


def test_what_moves_by_nothing_is_not_told_to_move(tmp_path: Path):
    rows = ["Geachte heer,", "Heer 06-12345678 en heer Jansen mee", "Het hoofd"]
    one = made(text(tmp_path, one_string, rows), ["06-12345678", "Jansen"], ["Jansen"])
    assert one.where() == set()
    assert all(shift.dx or shift.dy for shift in one.layout.shifts)


def test_justified_text_keeps_its_width(tmp_path: Path):
    content = ""
    lines = ["Met de heer Terpstra mee ging", "zij naar het hoofd van de", "dienst in de stad"]
    for row, line in enumerate(lines):
        space = (200 - wide(line)) / line.count(" ")
        shown = f"BT {space:.3f} Tw 1 0 0 1 40 {350 - 14 * row} Tm /F1 {SIZE} Tf ({line}) Tj ET "
        content += shown
    assert kept(made(page(tmp_path / "a.pdf", content), ["Terpstra"]))


@pytest.mark.parametrize("part", [0.5, 1])
def test_centred_and_right_aligned_text_keeps_its_width(tmp_path: Path, part: float):
    lines = ["Het hoofd van de dienst", "De heer Terpstra mee", "Aan allen hier"]
    content = "".join(
        one_string(350 - part * (150 + wide(line)) - 75 * (1 - part), 350 - 14 * row, line)
        for row, line in enumerate(lines)
    )
    assert kept(made(page(tmp_path / "a.pdf", content), ["Terpstra"]))


@pytest.mark.parametrize("part", [0.5, 1])
def test_a_name_alone_keeps_the_edge_by_which_it_is_aligned(tmp_path: Path, part: float):
    lines = ["Het hoofd van de dienst", "Terpstra", "Aan allen hier"]
    content = "".join(
        one_string(300 - part * wide(line), 350 - 14 * row, line) for row, line in enumerate(lines)
    )
    one = made(page(tmp_path / "a.pdf", content), ["Terpstra"])
    box = one.layout.redactions[0].boxes[0]
    assert box.x0 + part * (box.x1 - box.x0) == pytest.approx(300, abs=0.6)


def test_text_that_would_run_over_the_margin_keeps_its_width(tmp_path: Path):
    lines = ["Heer Bos mee " + "x" * 50, "Aan allen", "De heer Bos mee"]
    one = made(text(tmp_path, one_string, lines), ["Bos"])
    assert "width_kept:1" in one.notes
    assert one.where() == set()
    assert wide(lines[0]) > 310


def test_a_name_in_a_narrow_cell_keeps_its_width(tmp_path: Path):
    rules = "0.5 w 38 300 m 38 370 l S 64 300 m 64 370 l S "
    lines = "".join(one_string(40, 350 - 14 * n, name) for n, name in enumerate(["Bos", "Aal"]))
    assert kept(made(page(tmp_path / "a.pdf", rules + lines), ["Bos", "Aal"]))


def test_text_over_a_picture_keeps_its_width(tmp_path: Path):
    image = "q 300 0 0 100 30 300 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID EE> EI Q "
    source = page(tmp_path / "a.pdf", image + one_string(40, 350, "Heer Terpstra mee"))
    assert kept(made(source, ["Terpstra"]))


def test_text_in_a_font_without_known_widths_keeps_its_width(tmp_path: Path):
    pdf = pikepdf.new()
    glyph = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 600, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
            FirstChar=97,
            LastChar=97,
            Widths=[600],
        )
    )
    pdf.add_blank_page(page_size=(400, 400))
    fonts = Dictionary(F1=pdf.make_indirect(helvetica()), F3=font)
    pdf.pages[0].obj.Resources = Dictionary(Font=fonts)
    shown = f"BT /F1 {SIZE} Tf 40 350 Td (Heer Terpstra ) Tj /F3 {SIZE} Tf (aaa) Tj ET"
    pdf.pages[0].obj.Contents = pdf.make_stream(shown.encode())
    pdf.save(tmp_path / "a.pdf")
    assert kept(made(tmp_path / "a.pdf", ["Terpstra"]))


def test_an_underline_goes_along_and_holes_in_it_too(tmp_path: Path):
    for name in ("j.terpstra", "bo"):
        end = 40 + wide(f"{name}@x.nl")
        hole = 40 + wide(f"{name}@")
        rule = (
            f"q 0 0 400 400 re {hole:.3f} 345 m {hole + 3:.3f} 345 l {hole + 3:.3f} 349 l h W* n "
            f"40 347 {end - 40:.3f} 1 re f Q "
        )
        shown = one_string(40, 350, f"{name}@x.nl mee")
        others = one_string(40, 330, "Aan allen") + one_string(40, 300, "De heer")
        one = made(page(tmp_path / "a.pdf", shown + rule + others), [name])
        assert "width_kept:1" not in one.notes
        assert one.where() == set()
        with pikepdf.open(one.target) as pdf:
            content = pdf.pages[0].obj.Contents[0].read_bytes().decode()
        wanted = 40 + 27.47 + wide("@x.nl")
        with pymupdf.open(one.target) as doc:
            drawn = [path["rect"] for path in doc[0].get_drawings() if path["rect"].height < 1.5]
        assert [rect.x1 for rect in drawn] == pytest.approx([wanted], abs=0.05)
        assert f"{hole:.3f}" not in content


def test_the_same_page_gives_the_same_bytes(tmp_path: Path):
    first = letter(tmp_path, kerned, "Jansen").target.read_bytes()
    assert letter(tmp_path, kerned, "Jansen").target.read_bytes() == first


@given(
    before=st.text("aei bdo", min_size=1, max_size=20).map(str.strip).filter(bool),
    after=st.text("aei ,bdo", min_size=1, max_size=20).map(str.strip).filter(bool),
    name=st.sampled_from(NAMES),
    write=st.sampled_from(WRITERS),
)
def test_whatever_stands_around_a_name_the_proof_holds(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str, name: str, write: Line
):
    folder = tmp_path_factory.mktemp("a")
    words = " ".join(f"{before} {name} {after}".split())
    one = made(text(folder, write, ["Geachte heer,", words, "Het hoofd"]), [name])
    assert one.where() == set()


def spoilt(one: Made, old: bytes, new: bytes) -> Made:
    """Change the content of the page of an output."""
    with pikepdf.open(one.target, allow_overwriting_input=True) as pdf:
        stream = pdf.pages[0].obj.Contents[0]
        content = stream.read_bytes()
        assert old in content
        stream.write(content.replace(old, new))
        pdf.save(one.target)
    return one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"-2497.", b"-2297."),
        (b"40.0 336.0 Td", b"42.0 336.0 Td"),
        (b"40.0 336.0 Td", b"40.0 338.0 Td"),
        (b"40 322 Tm", b"42 322 Tm"),
        (b"( mee ging", b"( ging mee"),
    ],
    ids=["after", "before", "up", "another line", "order"],
)
def test_a_line_moved_wrongly_is_found(tmp_path: Path, old: bytes, new: bytes):
    assert "text_lost" in spoilt(letter(tmp_path, one_string, "Jansen"), old, new).where()


def claimed(one: Made, **changes: object) -> Made:
    """Change what the layout says of the first stretch that moved."""
    shift = replace(one.layout.shifts[0], **changes)  # type: ignore[arg-type]
    return replace(one, layout=replace(one.layout, shifts=(shift,)))


def test_a_layout_that_says_what_is_not_so_is_found(tmp_path: Path):
    one = letter(tmp_path, one_string, "Van den Heuvel-Terpstra")
    (shift,) = one.layout.shifts
    assert "text_lost" in claimed(one, dx=shift.dx + 2).where()
    assert "text_moved" in claimed(one, dx=shift.dx + 20).where()
    assert "text_moved" in claimed(one, dy=3.0).where()
    high = replace(shift.area, y0=shift.area.y0 - 14)
    assert "text_moved" in claimed(one, area=high).where()
    assert "text_lost" in replace(one, layout=replace(one.layout, shifts=())).where()
    elsewhere = Shift(1, Box(40, 38, 200, 52), 5.0, 0.0)
    assert (
        "text_moved" in replace(one, layout=replace(one.layout, shifts=(shift, elsewhere))).where()
    )
    assert "boxes" in replace(one, layout=replace(one.layout, redactions=())).where()


def test_a_name_that_was_left_beside_its_new_box_is_found(tmp_path: Path):
    one = letter(tmp_path, one_string, "Van den Heuvel-Terpstra")
    box = one.redactions[0].boxes[0]
    stray = f"\nBT /F0 11 Tf {box.x1 - 12} {400 - box.y1 + 3} Td (ek) Tj ET"
    with pikepdf.open(one.target, allow_overwriting_input=True) as pdf:
        stream = pdf.pages[0].obj.Contents[0]
        stream.write(stream.read_bytes() + stray.encode())
        pdf.save(one.target)
    assert "text_under_box" in one.where()


def _job(one: Made) -> redaction.Job:
    names = frozenset(item.id for item in one.redactions)
    removed = ((1, one.words[0]),)
    part = one.source.with_name("0001.part")
    return redaction.Job("0001", one.source, part, 1, tuple(one.redactions), removed, names)


def test_a_line_that_cannot_be_proved_after_all_keeps_its_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    job = _job(letter(tmp_path, one_string, "Jansen"))
    assert not [note for note in redaction.redact_one(job).notes if "width" in note]

    def wary(*given: object) -> list[Leak]:
        return [Leak("0001", 1, "text_lost")] if given[-1].shifts else []  # type: ignore[attr-defined]

    monkeypatch.setattr("woolak.pdf.proving.verify.verify", wary)
    outcome = redaction.redact_one(job)
    assert (outcome.leaks, "width_kept:1" in outcome.notes) == ((), True)


@pytest.mark.parametrize(("width", "same"), [("vast", True), ("ongewijzigd", False)])
def test_the_case_file_says_whether_names_are_as_wide(tmp_path: Path, width: str, *, same: bool):
    lines = ["Contactpersoon: mevrouw Y. Bos", "Behandeld door: de heer A. Terpstra"]
    source = text(tmp_path, one_string, lines)
    (tmp_path / "zaak.yaml").write_text(f"naambreedte: {width}\n", encoding="utf-8")
    run.make(tmp_path / "zaak", zaak=tmp_path / "zaak.yaml")
    with dossier.open_dossier(tmp_path / "zaak") as opened:
        run.run([source], opened, run.Settings("inline"), lambda *_: None)
    marks = boxes(tmp_path / "zaak" / "published" / "0001.pdf")
    assert len(marks) == 2
    assert (len({round(mark.box.x1 - mark.box.x0, 1) for mark in marks}) == 1) is same
