# SPDX-License-Identifier: EUPL-1.2
"""Names in the objects of a file are read as long as there is an object to read."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from woolak.pdf import losses
from woolak.pdf.named import holds, named

_FILE = b"""%PDF-1.4
1 0 obj
<</Type /Catalog /Pages 2 0 R>>
endobj
2 0 obj
<</Type /Pages /Kids [3 0 R] /Count 1>>
endobj
3 0 obj
<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>
endobj
4 0 obj
<</Length 5 0 R>>
stream
q Q
endstream
endobj
5 0 obj
3
endobj
trailer
<</Root 1 0 R /Size 6>>
%%EOF
"""
"""A stream with its length in an object of its own, as many producers write it."""


def test_a_number_that_is_an_object_of_its_own_holds_no_name(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_FILE)
    with pikepdf.open(path) as pdf:
        every: list[object] = list(pdf.objects)
        bare = [item for item in every if not isinstance(item, pikepdf.Object)]
        assert bare == [3]
        assert all(named(item) == frozenset() for item in bare)
        assert not any(holds(item, b"/JS") for item in bare)
    assert losses.losses(path) == ()
