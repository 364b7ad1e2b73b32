# SPDX-License-Identifier: EUPL-1.2
"""A name in every channel by which one can come in is nowhere in what goes out, in no encoding."""

from __future__ import annotations

import base64
import html
import json
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pymupdf
import pytest

from woolak import dossier, run, seal
from woolak.model import Verdict
from woolak.model.review import Action, Deed
from woolak.publish import edition, exports
from woolak.zaak import Uitgever, Zaak

_FIRST, _LAST = "Roosmarijn", "Zilverschöön"
_NAME = f"{_FIRST} {_LAST}"
_URL = "https://open.example.nl"
_LINES = (
    f"Van: {_LAST}, R. ({_FIRST}) - BD/DRC <r.zilverschoon@minjenv.nl>",
    "Verzonden: dinsdag 12 maart 2024 16:47",
    f"Aan: {_NAME}",
    f"Onderwerp: verslag van het overleg met {_NAME}",
    "Dag allemaal, bijgaand het verslag over de begroting van dit jaar.",
    f"Met {_NAME} is afgesproken dat de nota morgen klaar is.",
    "Met vriendelijke groet,",
    _NAME,
)


def _mail(path: Path) -> Path:
    """Write a mail with the name in its text, title, metadata, bookmark, link and attachment."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for row, line in enumerate(_LINES):
            page.insert_text((60, 80 + 18 * row), line, fontsize=11)
        page.add_text_annot((400, 400), f"Vraag aan {_NAME}")
        pdf.set_metadata({"title": f"Mail van {_NAME}", "author": _NAME, "keywords": _LAST})
        pdf.set_toc([[1, f"Bericht van {_NAME}", 1]])
        pdf.embfile_add(f"cv {_NAME}.txt", _NAME.encode(), filename=f"cv {_NAME}.txt")
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run, review, seal, publish and export a dossier with the name in every channel."""
    root = tmp_path_factory.mktemp("kanarie")
    path, key = root / "zaak", root / "zegel.pem"
    source = root / f"map van {_NAME}"
    source.mkdir()
    _mail(source / f"Mail {_NAME}.pdf")
    run.make(path, "jenv")
    seal.make_key(key)
    with dossier.open_dossier(path) as opened:
        opened.change_zaak(
            Zaak(
                zaaknummer="2026-0147",
                matter="M1",
                besluitdatum=opened.clock().date(),
                publisher=Uitgever(code="mnre1058", label="ministerie van Justitie en Veiligheid"),
            )
        )
        run.run([source], opened, run.Settings("inline", ocr=False), lambda *_: None)
        _reviewed(opened)
        run.publish(opened, seal.load(key))
        for kind in exports.FORMATS:
            exports.write(kind, exports.Order(edition.of(opened), root / f"uit-{kind}", _URL))
    return root


def _reviewed(opened: dossier.Dossier) -> None:
    """Let a reviewer with that name make a remark with it."""
    with opened.transaction():
        by = opened.alias(_NAME)
        action = Action(0, by, opened.clock().isoformat(), Deed.PLACE, "0001", 1)
        opened.act(action, (), f"Overlegd met {_NAME}")


def _spellings() -> set[bytes]:
    """Return the name's two words as bytes, in every encoding that we know of."""
    words: set[str] = set()
    for word in (_FIRST, _LAST, "Zilverschoon"):
        for spelled in (word, word.lower(), word.upper()):
            words |= {spelled, unicodedata.normalize("NFD", spelled), quote(spelled)}
            words |= {html.escape(spelled), json.dumps(spelled)[1:-1]}
    found = set()
    for word in words:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1252", "cp437"):
            try:
                found.add(word.encode(encoding))
            except UnicodeEncodeError:
                continue
    for raw in list(found):
        found |= {raw.hex().encode(), raw.hex().upper().encode()}
        # Each of the three places at which a word can begin in base64.
        found |= {base64.b64encode(bytes(n) + raw)[4:-4] for n in range(3)}
    return found


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield everything that goes out: names of files, their bytes, and what is packed in them."""
    out = [root / "zaak" / "published", *root.glob("uit-*")]
    for path in (file for top in out for file in (top, *top.rglob("*"))):
        yield "file name", path.name.encode()
        if not path.is_file():
            continue
        yield path.name, path.read_bytes()
        if path.suffix == ".pdf":
            yield from _streams(path)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path.name}/{n}", packed.read(n)) for n in packed.namelist())


def _streams(path: Path) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                yield f"{path.name}: a stream", item.read_bytes()
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Array):
                yield f"{path.name}: an object", item.unparse(resolved=True)
    with pymupdf.open(path) as read:
        yield f"{path.name}: text", "".join(page.get_text() for page in read).encode()


def test_the_name_was_found_and_its_document_is_published(done: Path):
    with dossier.open_dossier(done / "zaak", readonly=True) as opened:
        decided = opened.decisions("0001").values()
        assert sum(d.verdict is Verdict.REDACT for d in decided) >= 4
        assert _NAME in opened.document("0001").source
        assert opened.reviewers()["B01"] == _NAME
    assert (done / "zaak" / "published" / "0001.html").exists()
    listed = (done / "zaak" / "published" / "inventarislijst.csv").read_text(encoding="utf-8-sig")
    assert "verslag van het overleg met [5.1.2.e]" in listed
    spellings, (source,) = _spellings(), done.glob("map*/*.pdf")
    places = {place for place, data in _streams(source) for word in spellings if word in data}
    assert len(places) == 3, "what is looked for is found where it is"


def test_nothing_that_goes_out_holds_the_name_in_any_encoding(done: Path):
    spellings = _spellings()
    found = {place for place, data in _contents(done) for word in spellings if word in data}
    assert not found


def test_no_line_of_the_log_holds_the_name_in_any_encoding(done: Path):
    spellings = _spellings()
    with sqlite3.connect(done / "zaak" / "woolak.db") as connection:
        lines = [repr(row).encode() for row in connection.execute("SELECT * FROM log")]
    assert lines
    assert not [line for line in lines for word in spellings if word in line]
