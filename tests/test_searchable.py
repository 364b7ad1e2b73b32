# SPDX-License-Identifier: EUPL-1.2
"""A table whose column of names went stays level text, in which Chrome and Edge find words."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from removed import NAME, drawn, published

_WIDE = f"{NAME}, hoofd van de afdeling begroting en control"


def _table(rows: int) -> bytes:
    """Return rows of two cells, each letter a string of its own, as Chrome writes them."""
    word = " ".join(f"{5 * bool(at)} 0 Td ({letter}) Tj" for at, letter in enumerate("gezet"))
    cells = "".join(
        f"BT /F1 9 Tf 40 {y} Td ({y}) Tj ET BT /F1 9 Tf 340 {y} Td {word} ET "
        for y in range(340, 340 - 9 * rows, -9)
    )
    return f"BT /F1 11 Tf 75 351 Td ({_WIDE}) Tj ET {cells}".encode()


def _read(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return str(pdf[0].get_textpage().get_text_range())


def test_words_are_found_where_the_widest_text_of_a_table_was_redacted(tmp_path: Path):
    source = drawn(tmp_path / "a.pdf", _table(30))
    assert _read(source).count("gezet") == 30
    done = published(source, _WIDE)
    assert not done.leaks
    assert not done.holds()
    assert _read(done.path).count("gezet") == 30


def test_a_page_that_words_cover_gets_no_blank(tmp_path: Path):
    line = b"BT /F1 11 Tf 40 320 Td (De griffie heeft het verslag aan alle leden gestuurd) Tj ET "
    name = b"BT /F1 11 Tf 40 300 Td (Aan %s) Tj ET" % NAME.encode()
    done = published(drawn(tmp_path / "a.pdf", line + name))
    assert b"Artifact" not in done.bytes()
