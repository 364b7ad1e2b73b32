# SPDX-License-Identifier: EUPL-1.2
"""Letters of which the font claims a box as large as a line are redacted and kept as others are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from removed import drawn, published

TEXT = "Aan mevrouw Fronkegaar, met dank"


def _wide(pdf: Pdf, page: Dictionary) -> None:
    """Give the page a Type 3 font, F9, of which each letter claims to be three ems wide."""
    letters = sorted(set(TEXT))
    procs, names = Dictionary(), Array([1])
    for letter in letters:
        name = f"/g{ord(letter)}"
        procs[name] = pdf.make_stream(b"500 0 0 -300 3000 1000 d1 50 0 350 600 re f")
        names.append(Name(name))
    pairs = " ".join(f"<{at + 1:02x}> <{ord(one):04x}>" for at, one in enumerate(letters))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(letters)} beginbfchar {pairs} endbfchar endcmap end end"
    )
    page.Resources.Font.F9 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 0, 0]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=1,
            LastChar=len(letters),
            Widths=Array([500] * len(letters)),
            CharProcs=procs,
            Encoding=Dictionary(Type=Name.Encoding, Differences=names),
            Resources=Dictionary(),
            ToUnicode=pdf.make_stream(cmap.encode()),
        )
    )


@pytest.mark.parametrize("turn", [b"", b"-1 0 0 1 400 0 cm -1 0 0 1 400 0 cm "])
def test_letters_that_claim_the_width_of_a_line_stay_beside_the_name(tmp_path: Path, turn: bytes):
    codes = String(bytes(sorted(set(TEXT)).index(one) + 1 for one in TEXT)).unparse()
    content = b"q " + turn + b"BT /F9 11 Tf 40 300 Td " + codes + b" Tj ET Q"
    found = published(drawn(tmp_path / "a.pdf", content, _wide))
    assert found.leaks == ()
    assert not found.holds()
    assert not any(note.startswith("page_rasterised") for note in found.notes)
    for words in ("Aanmevrouw", "metdank", "Notaoverdeplanning"):
        assert words in found.text()
