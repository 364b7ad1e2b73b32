# SPDX-License-Identifier: EUPL-1.2
"""The inventarislijst: derived judgements, neutral titles, safe cells, a list that prints."""

import csv
import datetime as dt
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from publication import SOURCE, build
from woolak import dossier
from woolak.model import Document, Reason, Status
from woolak.publish import folder, inventory, table

_HEADER = [
    *("Nr.", "ID", "Document", "Datum", "Soort", "Beoordeling"),
    *("Weigeringsgronden", "Aantal lakkingen", "Opmerking", "Gerelateerd"),
]
_LIST = """\
1|0001|Beslisnota van 25 maart 2020|2020-03-25|Beslisnota|Deels openbaar|5.1.1e; 5.1.2e|3||
2|0002|Kamerbrief van 25 maart 2020|2020-03-25|Kamerbrief|Openbaar||0||
3|0003|Notitie||Notitie|Niet openbaar|5.1.2i|0||
4|0004|Beslisnota van 25 maart 2020|2020-03-25|Beslisnota|Deels openbaar|5.1.1e; 5.1.2e|0|\
Dubbel: zie 0001.|0001
5|0005|Document|||Deels openbaar|5.1.2e|1||
"""


def _publish(path: Path, *, unfinished: bool = False) -> Path:
    with dossier.open_dossier(build(path / "zaak", unfinished=unfinished)) as opened:
        return folder.write(opened)


def _rows(published: Path) -> list[list[str]]:
    with (published / "inventarislijst.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_list_has_a_row_per_document_with_what_follows_from_the_facts(tmp_path: Path):
    header, *rows = _rows(_publish(tmp_path))
    assert header == _HEADER
    assert rows == [line.split("|") for line in _LIST.split("\n") if line]


def test_every_row_says_concept_while_a_document_is_unfinished(tmp_path: Path):
    published = _publish(tmp_path, unfinished=True)
    rows = _rows(published)
    assert rows[0] == _HEADER
    assert all(row[8].startswith("CONCEPT.") for row in rows[1:])
    assert [row[5] for row in rows[-2:]] == ["", ""]
    assert "(blz. 1)" in rows[-2][8]
    book = openpyxl.load_workbook(published / "inventarislijst.xlsx")
    assert book.sheetnames == ["CONCEPT inventarislijst"]
    assert "CONCEPT" in book.active.oddHeader.right.text


def test_a_finished_list_says_concept_nowhere(tmp_path: Path):
    published = _publish(tmp_path)
    assert b"CONCEPT" not in (published / "inventarislijst.csv").read_bytes()
    book = openpyxl.load_workbook(published / "inventarislijst.xlsx")
    assert book.sheetnames == ["Inventarislijst"]


def test_the_workbook_holds_the_rows_of_the_csv_and_prints_on_a4_landscape(tmp_path: Path):
    published = _publish(tmp_path)
    sheet = openpyxl.load_workbook(published / "inventarislijst.xlsx").active
    cells = [
        ["" if cell is None else str(cell) for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    assert cells == _rows(published)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes, one wide
    assert sheet.print_title_rows == "$1:$1"


def test_dates_and_numbers_with_zeros_stay_text_in_the_workbook(tmp_path: Path):
    sheet = openpyxl.load_workbook(_publish(tmp_path) / "inventarislijst.xlsx").active
    assert (sheet["B2"].value, sheet["D2"].value) == ("0001", "2020-03-25")


def test_a_csv_is_written_as_dutch_excel_reads_it(tmp_path: Path):
    content = (_publish(tmp_path) / "inventarislijst.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfNr.;ID;")
    assert content.count(b"\r\n") == content.count(b"\n") == 6


def test_a_workbook_is_written_aside_in_its_own_folder_and_a_full_disk_is_the_disks_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[object] = []
    made = tempfile.mkstemp

    def told(dir: str) -> object:  # noqa: A002 - as it is called
        asked.append(dir)
        return made(dir=dir)

    monkeypatch.setattr(tempfile, "mkstemp", told)
    sheet = table.Sheet("S", "S", (table.Column("a", 5),), [("b",)])
    table.write_xlsx(tmp_path / "t.xlsx", [sheet], _MOMENT)
    assert set(asked) == {str(tmp_path)}
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]
    with pytest.raises(OSError, match="No such file"):
        table.write_xlsx(tmp_path / "weg" / "t.xlsx", [sheet], _MOMENT)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_become_a_formula(tmp_path: Path, sign: str):
    bad = f'{sign}HYPERLINK("http://x";"y")'
    column = table.Column("Kop", 10)
    table.write_csv(tmp_path / "t.csv", ["Kop"], [(bad,)])
    table.write_xlsx(tmp_path / "t.xlsx", [table.Sheet("S", "S", (column,), [(bad,)])], _MOMENT)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1] == [f"'{bad}"]
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").active["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


_MOMENT = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["<r>a</r>", " & ", "a\nb", "é", "x" * 40_000, "\U0001f642" * 20_000]
)
def test_a_cell_of_a_workbook_holds_its_text_and_no_markup(tmp_path: Path, text: str):
    columns = (table.Column("Kop", 10), table.Column("Aantal", 10))
    sheets = [table.Sheet("S", "S", columns, [(text, 12), ("b", 3)])]
    table.write_xlsx(tmp_path / "t.xlsx", sheets, _MOMENT)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    told = text.encode("utf-16-le")[:65_534].decode("utf-16-le", "ignore")
    assert [cell.value for row in sheet["A2:B3"] for cell in row] == [told, 12, "b", 3]


@pytest.mark.parametrize(
    ("soort", "datum", "title"),
    [
        ("beslisnota", "2020-03-25", "Beslisnota van 25 maart 2020"),
        ("e-mail", "", "E-mail"),
        ("", "2021-12-01", "Document van 1 december 2021"),
        ("brief", "25 maart", "Brief"),
        ("Brief 2 van j.devries@minbzk.nl", "", "Document"),
    ],
)
def test_a_title_is_made_of_sort_and_date_alone(soort: str, datum: str, title: str):
    assert inventory.title(soort, datum) == title


@given(st.text(max_size=30), st.text(max_size=12))
def test_no_title_can_bring_a_digit_or_address_in(soort: str, datum: str):
    title = inventory.title(soort, datum)
    assert "@" not in title
    assert not any(c.isdigit() for c in title.split(" van ")[0])


def test_no_part_of_a_file_name_gets_into_any_list(tmp_path: Path):
    published = _publish(tmp_path, unfinished=True)
    words = [word.encode() for word in ("Yusra", "Çelik", "Öztürk", "inkomend")]
    for path in published.iterdir():
        assert not [word for word in words if word in path.read_bytes()], path.name
    book = openpyxl.load_workbook(published / "inventarislijst.xlsx")
    cells = [str(c) for row in book.active.iter_rows(values_only=True) for c in row]
    assert not any("Yusra" in cell for cell in cells)
    assert "Yusra" in SOURCE


@pytest.mark.parametrize("status", [Status.NEW, Status.SCANNED, Status.UNFINISHED, Status.REJECTED])
def test_what_is_not_judged_has_no_judgement(status: Status):
    document = Document("0001", "", "a" * 64, 1, status, Reason.DAMAGED)
    assert inventory.judgement(document, []) == ""
    assert inventory.grounds(document, []) == []


def test_the_page_holds_the_rows_of_the_csv_and_explains_every_ground(tmp_path: Path):
    published = _publish(tmp_path)
    page = html.fromstring((published / "inventarislijst.html").read_bytes().decode())
    cells = [["".join(map(str, cell.itertext())) for cell in row] for row in page.iter("tr")]
    assert cells == _rows(published)
    assert page.get("lang") == "nl"
    assert [term.text for term in page.iter("dt")] == ["5.1.1e", "5.1.2e", "5.1.2i"]
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}
