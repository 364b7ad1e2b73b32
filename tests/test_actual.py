# SPDX-License-Identifier: EUPL-1.2
"""What an ActualText says that spans a page stands where the page shows the same words."""

from __future__ import annotations

from pathlib import Path

from drawn import raw
from woolak.model import Layer, Page

_LINES = (
    "Geachte leden van de raad,",
    "Het besluit is openbaar.",
    "Er kwam niemand aan het woord.",
)


def _said(folder: Path, text: str) -> tuple[Page, Page]:
    drawn = " ".join(
        f"BT /F1 11 Tf 40 {300 - 20 * at} Td ({line}) Tj ET" for at, line in enumerate(_LINES)
    )
    shown, said = raw(folder / "a.pdf", f"/Span <</ActualText ({text})>> BDC {drawn} EMC".encode())
    assert said.layer is Layer.ACTUALTEXT
    return shown, said


def test_words_that_are_shown_too_keep_their_place(tmp_path: Path):
    text = f"{_LINES[0]} Dat schreef Fatma Yilmaz-Rietveldink aan allen. {_LINES[1]}"
    shown, said = _said(tmp_path, text)
    places = {word.text: word.box for word in shown.words}
    once = [
        word for word in said.words if word.text in ("Geachte", "leden", "besluit", "openbaar.")
    ]
    assert [places[word.text] for word in once] == [word.box for word in once]
    assert len(once) == len(places.keys() & {word.text for word in once})
    assert "Dat schreef Fatma Yilmaz-Rietveldink aan allen." in said.text


def test_a_name_that_is_not_shown_covers_no_other_word(tmp_path: Path):
    text = f"{_LINES[0]} Van Fatma Yilmaz-Rietveldink. {_LINES[1]} {_LINES[2]}"
    shown, said = _said(tmp_path, text)
    start = said.text.index("Fatma")
    box = said.boxes(start, start + len("Fatma Yilmaz"))[0]
    assert box.x1 - box.x0 < 1
    assert box.x0 >= next(word.box.x1 for word in shown.words if word.text == "raad,") - 0.5


def test_a_name_said_in_place_of_other_words_covers_those(tmp_path: Path):
    text = f"{_LINES[0]} {_LINES[1]} Er kwam Fatma Yilmaz aan het woord. En dat was het."
    shown, said = _said(tmp_path, text)
    start = said.text.index("Fatma")
    there = next(word.box for word in shown.words if word.text == "niemand")
    assert said.boxes(start, start + len("Fatma Yilmaz"))[0].overlaps(there)


def test_every_word_stands_at_its_offset(tmp_path: Path):
    _, said = _said(tmp_path, f"{_LINES[2]} Van Fatma Yilmaz-Rietveldink. {_LINES[0]} {_LINES[1]}")
    assert [said.text[w.start : w.end] for w in said.words] == [w.text for w in said.words]
    assert all(len(w.edges) == len(w.text) + 1 for w in said.words)
