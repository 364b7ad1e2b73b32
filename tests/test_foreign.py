# SPDX-License-Identifier: EUPL-1.2
"""PDFs of anybody: each way to redact badly is found, and a good redaction gives no finding."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from woolak import audit, dossier, run
from woolak.audit import foreign, paper

SAMPLES = Path(__file__).parents[1] / "samples"
_FREE = (72, 780, 220, 800)
"""Where the sample shows nothing."""
_NAME = "Yusra Amrani"


def _silent(*_: object) -> None:
    pass


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a sample."""
    path = tmp_path_factory.mktemp("goed") / "zaak"
    run.make(path, "jenv")
    with dossier.open_dossier(path) as opened:
        run.run([SAMPLES / "burgerbrief.pdf"], opened, run.Settings("inline", ocr=False), _silent)
    return path / "published" / "0001.pdf"


Spoil = Callable[[pymupdf.Document], None]


def _made(good: Path, target: Path, spoil: Spoil) -> Path:
    with pymupdf.open(good) as document:
        spoil(document)
        document.save(target)
    return target


def _rules(path: Path) -> set[str]:
    return {check.id for check in foreign.audit_files([path]).findings} - {"N5"}


def _text(page: pymupdf.Page, **how: Any) -> None:  # noqa: ANN401 - as of insert_text
    page.insert_text((_FREE[0], _FREE[3] - 5), _NAME, fontsize=11, **how)


def _covered(document: pymupdf.Document) -> None:
    _text(document[0])
    document[0].draw_rect(_FREE, color=(0, 0, 0), fill=(0, 0, 0))


def _labelled(document: pymupdf.Document) -> None:
    _covered(document)
    place = (_FREE[0] + 10, _FREE[3] - 5)
    document[0].insert_text(place, "5.1.2.e", fontsize=9, color=(1, 1, 1))


def _whitened(document: pymupdf.Document) -> None:
    _text(document[0])
    document[0].draw_rect(_FREE, color=(1, 1, 1), fill=(1, 1, 1))


def _squared(document: pymupdf.Document) -> None:
    _text(document[0])
    mark = document[0].add_rect_annot(_FREE)
    mark.set_colors(stroke=(0, 0, 0), fill=(0, 0, 0))
    mark.set_info(title="", content="")
    mark.update()


def _to_be_redacted(document: pymupdf.Document) -> None:
    _text(document[0])
    document[0].add_redact_annot(_FREE)


def _white(document: pymupdf.Document) -> None:
    _text(document[0], color=(1, 1, 1))


def _invisible(document: pymupdf.Document) -> None:
    _text(document[0], render_mode=3)


def _pixels(document: pymupdf.Document, page: int = 0) -> pymupdf.Pixmap:
    return document[page].get_pixmap(dpi=110)


def _pictured(document: pymupdf.Document) -> None:
    _text(document[0])
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 200, 40))
    picture.clear_with(200)
    document[0].insert_image(_FREE, pixmap=picture)


def _layered(document: pymupdf.Document) -> None:
    layer = document.add_ocg("laag", on=False)
    _text(document[0], oc=layer)


def _author(document: pymupdf.Document) -> None:
    document.set_metadata({"author": _NAME})


def _xmp(document: pymupdf.Document) -> None:
    document.set_xml_metadata(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>'
        f"{_NAME}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def _attached(document: pymupdf.Document) -> None:
    document.embfile_add("bron.txt", b"alles")


def _scripted(document: pymupdf.Document) -> None:
    action = document.get_new_xref()
    document.update_object(action, "<</S/JavaScript/JS(app.alert\\(1\\))>>")
    document.xref_set_key(document.pdf_catalog(), "OpenAction", f"{action} 0 R")


def _outside(document: pymupdf.Document) -> None:
    page = document[0]
    page.insert_text((72, page.rect.height + 40), _NAME)


def _bare_box(document: pymupdf.Document) -> None:
    document[0].draw_rect(_FREE, color=(0, 0, 0), fill=(0, 0, 0))


def _commented(document: pymupdf.Document) -> None:
    document[0].add_text_annot((300, 300), f"Nog vragen aan {_NAME}")


def _left_behind(document: pymupdf.Document) -> None:
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, f"BT /F1 9 Tf ({_NAME}) Tj ET".encode())


def _scan(document: pymupdf.Document, *, blacked: bool) -> None:
    """Turn the first page into a scan with the text of OCR over it, its first lines blacked."""
    words, picture = document[0].get_text("words"), _pixels(document)
    size = document[0].rect
    document.delete_page(0)
    page = document.new_page(0, width=size.width, height=size.height)
    if blacked:
        picture.set_rect(pymupdf.IRect(90, 90, 400, 400), (0, 0, 0))
    page.insert_image(size, pixmap=picture)
    for x0, _, _, y1, word, *_ in words:
        page.insert_text((x0, y1 - 2), word, fontsize=9, render_mode=3)


def _scan_with_ocr(document: pymupdf.Document) -> None:
    _scan(document, blacked=True)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_covered, "P2"),
        (_labelled, "P2"),
        (_whitened, "P2"),
        (_squared, "P2"),
        (_to_be_redacted, "P6"),
        (_white, "X2"),
        (_invisible, "X2"),
        (_pictured, "X3"),
        (_layered, "X5"),
        (_author, "P5"),
        (_xmp, "P5"),
        (_attached, "X7"),
        (_scripted, "X8"),
        (_outside, "X4"),
        (_bare_box, "P11"),
        (_commented, "X9"),
        (_left_behind, "X6"),
        (_scan_with_ocr, "X1"),
    ],
)
def test_each_way_to_redact_badly_is_found(good: Path, tmp_path: Path, spoil: Spoil, rule: str):
    assert rule in _rules(_made(good, tmp_path / "slecht.pdf", spoil))


def test_an_older_revision_with_other_text_is_found(good: Path, tmp_path: Path):
    made = _made(good, tmp_path / "oud.pdf", lambda document: _text(document[0]))
    with pymupdf.open(made) as document:
        for stream in document[0].get_contents():
            document.update_stream(stream, document.xref_stream(stream).replace(b"Tj", b" pop"))
        document[0].clean_contents()
        for stream in document[0].get_contents():
            document.update_stream(stream, b" ")
        document.saveIncr()
    assert "X6" in _rules(made)


def test_a_good_redaction_gives_no_finding(good: Path):
    assert _rules(good) == set()


def test_a_page_made_a_picture_gives_no_finding(good: Path, tmp_path: Path):
    def rasterised(document: pymupdf.Document) -> None:
        picture, size = _pixels(document), document[0].rect
        document.delete_page(0)
        document.new_page(0, width=size.width, height=size.height).insert_image(
            size, pixmap=picture
        )

    assert _rules(_made(good, tmp_path / "plaat.pdf", rasterised)) == set()


def test_the_text_that_ocr_read_in_a_scan_is_no_finding(good: Path, tmp_path: Path):
    scan = _made(good, tmp_path / "scan.pdf", lambda document: _scan(document, blacked=False))
    assert _rules(scan) == set()


@pytest.mark.parametrize("content", [b"", b"geen pdf", b"%PDF-1.7\n1 0 obj"])
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes):
    (tmp_path / "stuk.pdf").write_bytes(content)
    assert _rules(tmp_path / "stuk.pdf") == {"P0"}


def test_a_name_in_the_name_of_a_file_is_found_and_not_repeated(good: Path, tmp_path: Path):
    named = shutil.copyfile(good, tmp_path / "Brief aan mevrouw Y. Amrani.pdf")
    report = foreign.audit_files([named], detect=True)
    assert [check.id for check in report.findings] == ["I6"]
    paper.write(report, tmp_path / "verslag.html")
    told = audit.as_text(report) + json.dumps(audit.as_json(report))
    assert "Amrani" not in told + (tmp_path / "verslag.html").read_text(encoding="utf-8")


def test_the_page_shows_the_failing_place_and_asks_for_nothing_from_outside(
    good: Path, tmp_path: Path
):
    bad = _made(good, tmp_path / "slecht.pdf", _covered)
    paper.write(foreign.audit_files([bad]), tmp_path / "verslag.html")
    page = (tmp_path / "verslag.html").read_text(encoding="utf-8")
    assert "data:image/png;base64," in page
    assert "kunnen persoonsgegevens op staan" in " ".join(page.split())
    assert "http:" not in page
    assert "https:" not in page
    assert "default-src 'none'" in page
