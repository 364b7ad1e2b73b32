# SPDX-License-Identifier: EUPL-1.2
"""The trial on a folder of any PDFs finds what is published, refused and leaked."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.collection import Item, one

from battery import paper

pytestmark = pytest.mark.needs("pdftotext")


def test_a_file_with_words_at_random_redacted_is_published(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(paper.saved(paper.base()))
    result = one(Item(tmp_path / "a.pdf", 1))
    assert (result.outcome, result.boxes > 0) == ("published", True)
