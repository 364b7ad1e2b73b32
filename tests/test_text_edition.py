# SPDX-License-Identifier: EUPL-1.2
"""The text editions: labels in place of the data, and nothing that the proved PDF does not tell."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publication import pdf
from woolak.model import Box, Finding, Kind, Layer, Page, Word
from woolak.pdf.proving.plain_text import tells_more
from woolak.redaction import text as redaction_text

_NAME = "Yusra Çelik"
_TEXT = f"Geachte mevrouw\n\nDe nota van {_NAME} & co is af."


@dataclass(frozen=True, slots=True)
class _Lak:
    page: int
    findings: tuple[Finding, ...]
    boxes: tuple[Box, ...]
    grond: str


def _page(text: str = _TEXT, number: int = 1, layer: Layer = Layer.TEXT) -> Page:
    """Return a page of one line, on which every character is ten points wide."""
    words, at = [], 0
    for part in text.split():
        at = text.index(part, at)
        edges = tuple(10.0 * n for n in range(at, at + len(part) + 1))
        words.append(Word(part, at, Box(edges[0], 100, edges[-1], 112), 0, 0, edges))
        at += len(part)
    return Page("0001", number, 900, 842, text, tuple(words), layer)


def _finding(page: Page, text: str) -> Finding:
    start = page.text.index(text)
    end, boxes = start + len(text), page.boxes(start, start + len(text))
    place = (page.document, page.number, page.layer, start, end, text)
    return Finding(*place, Kind.NAME, ("naam",), 0.9, "", boxes)


def _lak(page: Page, text: str, grond: str = "5.1.2e") -> _Lak:
    finding = _finding(page, text)
    return _Lak(page.number, (finding,), finding.boxes, grond)


def _written(tmp_path: Path, *laks: _Lak, page: Page) -> tuple[bool, list[str]]:
    proved = tmp_path / "0001.part"
    pdf(proved, [])
    removed = [f.text for lak in laks for f in lak.findings]
    passed = redaction_text.write("0001", redaction_text.sheets([page], laks), proved, removed)
    files = [p for p in redaction_text.parts(proved) if p.exists()]
    return passed, [file.read_text(encoding="utf-8") for file in files]


class _Text(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_label_stands_where_the_name_stood(tmp_path: Path):
    page = _page()
    passed, (plain, markup) = _written(tmp_path, _lak(page, _NAME), page=page)
    assert passed
    assert "De nota van [5.1.2.e] & co is af." in plain
    assert "De nota van [5.1.2.e] & co is af." in _Text(markup).text
    assert 'title="Gelakt: artikel 5.1, tweede lid, aanhef en onder e, Woo"' in markup
    assert '<html lang="nl">' in markup


def test_what_a_box_covers_goes_even_where_the_finding_is_shorter(tmp_path: Path):
    page = _page("Brief aan Vries-Jansen van gisteren.")
    passed, (plain, _) = _written(tmp_path, _lak(page, "Vries"), page=page)
    assert passed
    assert "Brief aan [5.1.2.e] van gisteren." in plain


def test_a_name_that_stays_elsewhere_unboxed_withholds_the_editions(tmp_path: Path):
    page = _page(f"{_NAME} en ook YUSRA-CELIK zelf.")
    passed, files = _written(tmp_path, _lak(page, _NAME), page=page)
    assert not passed
    assert files == []


@pytest.mark.parametrize("spelled", ["y u s r a  c e l i k", "YUSRA\nCELIK", "Yusra Ce\u0301lik"])
def test_no_spelling_of_a_removed_text_passes(tmp_path: Path, spelled: str):
    pdf(tmp_path / "a.pdf", [])
    assert tells_more(tmp_path / "a.pdf", ["niets", f"over {spelled} gesproken"], [_NAME])
    assert not tells_more(tmp_path / "a.pdf", ["over niemand gesproken"], [_NAME])


def test_two_grounds_have_two_labels_and_are_explained(tmp_path: Path):
    page = _page("Bel Yusra Çelik, bsn 111222333.")
    laks = (_lak(page, _NAME), _lak(page, "111222333", "5.1.1e"))
    _, (plain, markup) = _written(tmp_path, *laks, page=page)
    assert "Bel [5.1.2.e], bsn [5.1.1.e]." in plain
    assert "<dt>[5.1.1.e]</dt>" in markup


def test_a_scan_is_told_by_what_ocr_read():
    empty, read = _page("", 1), _page("Gescande brief", 1, Layer.OCR)
    assert [s.text for s in redaction_text.sheets([empty, read], ())] == ["Gescande brief"]
    text, more = _page("Gewone brief", 1), _page("Logo", 1, Layer.OCR)
    assert [s.text for s in redaction_text.sheets([text, more], ())] == ["Gewone brief"]


def test_markup_in_a_document_stays_text(tmp_path: Path):
    page = _page("Zie <script>alert(1)</script> hier.")
    _, (_, markup) = _written(tmp_path, page=page)
    assert "<script>" not in markup
    assert "<script>alert(1)</script>" in _Text(markup).text
