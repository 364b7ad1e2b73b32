# SPDX-License-Identifier: EUPL-1.2
"""The inventarislijst as tagged PDF: read aloud as the rows, shown on A4, the same bytes each time.

It is read with poppler, pdfium and pikepdf, and what the audit says of a changed one is tested.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publication import NOW, build
from woolak import dossier
from woolak.audit import Check, annex, sheets
from woolak.pdf.proving.verify import hidden
from woolak.pdf.tagged import rows as tagged_rows
from woolak.pdf.tagged import table as tagged_table
from woolak.pdf.tagged.sheets import Listed
from woolak.publish import folder, inventory, listing

_COLUMNS = tuple((column.name, column.width) for column in inventory.COLUMNS)
_ROW = ("1", "0001", "E-mail van 2 maart 2024", "2024-03-02", "E-mail", "Deels openbaar")
_CELLS = (*_ROW, "5.1.2e", "4", "", "")


def _publish(path: Path, *, unfinished: bool = False) -> Path:
    made = build(path / "zaak", unfinished=unfinished)
    with dossier.open_dossier(made, clock=lambda: NOW) as opened:
        return folder.write(opened)


def _listed(rows: list[tuple[str, ...]], warning: str = "") -> Listed:
    terms = [("5.1.2e", "artikel 5.1, tweede lid, aanhef en onder e, Woo: levenssfeer")]
    heading = "Inventarislijst 2026-0147"
    return Listed(heading, warning, "Drie documenten.", _COLUMNS, rows, listing.GROUNDS, terms)


def _written(
    path: Path, rows: list[tuple[str, ...]], warning: str = "", name: str = "lijst.pdf"
) -> Path:
    tagged_table.write(path / name, _listed(rows, warning))
    return path / name


def _rows(published: Path) -> list[list[str]]:
    with (published / "inventarislijst.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def _shown(path: Path) -> list[str]:
    """Return what stands on each page, as pdfium reads it."""
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_poppler_reads_the_cells_of_the_csv_from_the_tags_with_their_headers(tmp_path: Path):
    published = _publish(tmp_path)
    command = ["pdfinfo", "-struct-text", str(published / "inventarislijst.pdf")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = told.split("TR\n")[1:]
    texts = [re.findall(r'^ +"(.*)"$', row.partition("\n  H2")[0], re.MULTILINE) for row in rows]
    assert texts == [[cell for cell in row if cell] for row in _rows(published)]
    assert rows[0].count("/Scope /Column") == len(inventory.NAMES)
    assert [row.count("/Scope /Row") for row in rows[1:]] == [1] * len(rows[1:])
    assert [row.count("TD") for row in rows[1:]] == [len(inventory.NAMES) - 1] * len(rows[1:])
    assert {"Document", "H1", "Table", "Caption", "THead", "TBody", "H2", "LBody"} <= set(
        re.findall(r"^ *(\w+)", told, re.MULTILINE)
    )


def test_it_is_a4_landscape_with_language_title_and_fonts_that_come_along(tmp_path: Path):
    with pikepdf.open(_publish(tmp_path) / "inventarislijst.pdf") as pdf:
        root: Any = pdf.Root
        assert [round(float(n)) for n in pdf.pages[0].mediabox] == [0, 0, 842, 595]
        assert (str(root.Lang), root.MarkInfo.get("/Marked")) == ("nl-NL", True)
        assert root.ViewerPreferences.get("/DisplayDocTitle") is True
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Inventarislijst 2026-0147"
            assert list(xmp["dc:language"]) == ["nl-NL"]
        fonts = list(pdf.pages[0].resources.Font.values())
        assert all("/ToUnicode" in font for font in fonts)
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
        assert pdf.check_pdf_syntax() == []


def test_it_passes_the_same_proof_of_carriers_as_a_document(tmp_path: Path):
    assert hidden(_publish(tmp_path) / "inventarislijst.pdf") == []


def test_two_publications_of_the_same_facts_have_the_same_bytes(tmp_path: Path):
    one, other = (_publish(tmp_path / name) / "inventarislijst.pdf" for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()


def test_a_concept_says_so_on_every_page(tmp_path: Path):
    pages = _shown(_written(tmp_path, [_CELLS] * 100, listing.WARNING))
    assert len(pages) > 2
    assert all("CONCEPT" in page for page in pages)


def test_the_header_is_on_every_page_and_read_aloud_once(tmp_path: Path):
    path = _written(tmp_path, [_CELLS] * 100)
    pages = _shown(path)
    assert all("Weigeringsgronden" in page for page in pages)
    assert [f"Bladzijde {n} van {len(pages)}" in p for n, p in enumerate(pages, 1)] == [True] * 4
    told = tagged_rows.read(path)
    assert told.rows == [inventory.NAMES, *[_CELLS] * 100]
    assert "Weigeringsgronden" in told.aside
    assert not told.lacks


def test_a_row_longer_than_a_page_goes_on_and_stays_one_row(tmp_path: Path):
    long = (*_CELLS[:8], " ".join(f"{n}," for n in range(1, 1500)), "")
    path = _written(tmp_path, [_CELLS, long, _CELLS])
    assert len(_shown(path)) > 4
    assert tagged_rows.read(path).rows == [inventory.NAMES, _CELLS, long, _CELLS]


def test_a_list_of_twice_the_length_takes_twice_the_room(tmp_path: Path):
    small, large = (
        _written(
            tmp_path, [(str(n), f"{n:05d}", *_CELLS[2:]) for n in range(count)], name=f"{count}.pdf"
        )
        for count in (400, 800)
    )
    with pikepdf.open(small) as one, pikepdf.open(large) as other:
        assert len(other.objects) < 2.1 * len(one.objects)
    assert large.stat().st_size < 2.1 * small.stat().st_size


_WORDS = st.text(st.characters(codec="cp1252", exclude_categories=["C"]), max_size=60)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[_WORDS] * 10), max_size=4))
def test_whatever_the_cells_hold_they_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
):
    path = _written(tmp_path_factory.mktemp("lijst"), rows)
    due = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    told = tagged_rows.read(path)
    assert told.rows[1:] == due
    assert not told.lacks


def test_a_letter_that_the_font_has_not_becomes_its_base_or_a_question_mark(tmp_path: Path):
    row = (*_CELLS[:4], "Verslag Hiệp ☃", *_CELLS[5:])
    listed = replace(_listed([row]), heading="Inventarislijst ☃")
    tagged_table.write(tmp_path / "lijst.pdf", listed)
    told = tagged_rows.read(tmp_path / "lijst.pdf")
    assert told.rows[1][4] == "Verslag Hiep ?"
    assert not told.lacks


Change = Callable[[pikepdf.Pdf], object]


def _append(content: bytes) -> Change:
    return lambda pdf: pdf.pages[0].contents_add(content)


def _first_cell(pdf: pikepdf.Pdf) -> pikepdf.Object:
    table = next(kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/Table")
    return table.K[1].K[0].K[0]


def _swap_cells(pdf: pikepdf.Pdf) -> None:
    row = _first_cell(pdf).P
    row.K = pikepdf.Array([row.K[1], row.K[0], *list(row.K)[2:]])


def _author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Yusra"


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Lijst van Yusra"


def _no_title_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def _no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def _no_scope(pdf: pikepdf.Pdf) -> None:
    del _first_cell(pdf).P.K[1]["/A"]


def _no_font(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].resources.Font.regular.DescendantFonts[0].FontDescriptor["/FontFile3"]


def _other_letters(pdf: pikepdf.Pdf) -> None:
    table = pdf.pages[0].resources.Font.regular.ToUnicode
    table.write(table.read_bytes().replace(b"<0035>", b"<0036>", 1))


def _spoken(pdf: pikepdf.Pdf) -> None:
    _first_cell(pdf)["/ActualText"] = pikepdf.String("Yusra")


def _annotation(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Yusra"
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


_TEXT = b"BT 0 g /regular 8 Tf 1 0 0 1 40 20 Tm <%s> Tj ET"


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (_swap_cells, {"R4"}),
        (_author, {"P5"}),
        (_no_language, {"P7"}),
        (_other_title, {"P7"}),
        (_no_title_shown, {"P7"}),
        (_no_tags, {"P7"}),
        (_no_scope, {"P7"}),
        (_no_font, {"P7"}),
        (_other_letters, {"R4"}),
        (_spoken, {"R4"}),
        (_annotation, {"P5", "P7"}),
        (_append(_TEXT % b"0016"), {"P7"}),
        (_append(b"/Artifact BMC " + _TEXT % b"0016" + b" EMC"), {"I6"}),
        (_append(b"/P << /MCID 900 >> BDC " + _TEXT % b"0016" + b" EMC"), {"P7"}),
        (_append(b"/Artifact BMC 1 g 0 0 800 500 re f EMC"), {"P7"}),
    ],
)
def test_a_change_of_what_is_shown_read_aloud_or_carried_is_named(
    tmp_path: Path, change: Change, rules: set[str]
):
    published = _publish(tmp_path)
    with pikepdf.open(published / annex.PDF, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(published / annex.PDF)
    found = {check.id for check in _found(published) if check.place.startswith(annex.PDF)}
    assert rules <= found


def test_no_change_of_a_byte_makes_the_audit_stop(tmp_path: Path):
    published = _publish(tmp_path)
    target = published / annex.PDF
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.save(
            target,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    good = target.read_bytes()
    assert _found(published) == []
    names = [at.start() for at in re.finditer(rb"/[A-Z]", good)]
    for at in names[:: len(names) // 60]:
        target.write_bytes(good[: at + 1] + b"\xbf" + good[at + 2 :])
        assert len(_found(published)) >= 0


def _found(published: Path) -> list[Check]:
    rows = [tuple(row) for row in _rows(published)]
    return list(annex.check(published, rows, concept=False))


def test_an_annex_with_another_row_is_named_by_the_row(tmp_path: Path):
    published = _publish(tmp_path)
    header, *rows = [tuple(row) for row in _rows(published)]
    changed = replace(
        _listed([*rows[:1], (*rows[1][:5], "Niet openbaar", *rows[1][6:]), *rows[2:]]),
        caption=listing.caption(header, rows),
        terms=listing.explained(header, rows),
    )
    tagged_table.write(published / annex.PDF, changed)
    assert [(c.id, c.place) for c in _found(published)] == [("R4", f"{annex.PDF}, rij 3")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</h1>", b"</h1><p>Gezien door Yusra</p>"),
        (b"</h1>", b"</h1><!-- Yusra -->"),
        (b"<table>", b'<table title="Yusra">'),
        (b"<title>", b"<title>Yusra "),
        (b"levenssfeer", b"levenssfeer van Yusra"),
        (b"5 documenten", b"6 documenten"),
    ],
)
def test_a_text_beside_the_table_of_the_page_is_named(tmp_path: Path, old: bytes, new: bytes):
    published = _publish(tmp_path)
    target = published / annex.PAGE
    assert old in target.read_bytes()
    target.write_bytes(target.read_bytes().replace(old, new, 1))
    assert ("I6", annex.PAGE) in {(check.id, check.place) for check in _found(published)}


@pytest.mark.parametrize("name", [annex.PAGE, annex.PDF])
@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"%PDF-1.7", b"<html>"])
def test_a_ruined_annex_is_a_sentence(tmp_path: Path, name: str, content: bytes):
    published = _publish(tmp_path)
    (published / name).write_bytes(content)
    assert name in {check.place for check in _found(published)}


def test_nothing_is_said_of_annexes_as_they_were_made(tmp_path: Path):
    published = _publish(tmp_path)
    assert _found(published) == []
    assert list(sheets.rows(published / annex.PAGE)) == [tuple(row) for row in _rows(published)]
