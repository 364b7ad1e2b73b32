# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a PDF in; the words that poppler's `pdftotext` reads on each page, with their places.

The second reader of the proof, with no code in common with pdfium, MuPDF or qpdf. It is a program:
one process a document, started here and nowhere else.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, repeat

import numpy as np

from woolak.pdf.sheets import Glyphs

_PROGRAM = "pdftotext"
_SECONDS = 30.0
_SECONDS_A_PAGE = 1.0
# Columns: level, page, paragraph, block, line, word, left, top, width, height, confidence, text.
_PAGE = "\n1\t"
_WORD = re.compile(r"\n5\t(?:[^\t\n]*\t){5}((?:[^\t\n]+\t){3}[^\t\n]+)\t[^\t\n]*\t([^\r\n]*)")


class PopplerError(Exception):
    """Poppler is not there, broke off, or did not read the file."""


@lru_cache(maxsize=1)
def available() -> str | None:
    """Return the path of the program, None when this machine has none."""
    return shutil.which(_PROGRAM)


def words(data: bytes, units: tuple[float, ...]) -> Iterator[Glyphs]:
    """Yield the words of each page, a row for each word; `units` are the pages' units in points.

    Pages behind those are left out of `units` at will. Raises PopplerError before the first page.
    """
    text = "\n" + _read(data, _SECONDS + _SECONDS_A_PAGE * len(units))
    pages = text.split(_PAGE)[1:]
    if len(pages) < len(units):
        raise PopplerError
    scales = chain(units, repeat(1.0))
    return (_glyphs(_WORD.findall(page), unit) for page, unit in zip(pages, scales, strict=False))


def _glyphs(rows: list[tuple[str, str]], unit: float) -> Glyphs:
    count = len(rows)
    numbers = "\t".join([place for place, _ in rows]).split("\t") if rows else []
    at = np.array(numbers, dtype=np.float64).reshape(-1, 4) * unit
    boxes = np.hstack([at[:, :2], at[:, :2] + at[:, 2:]])
    return Glyphs(
        " ".join([text for _, text in rows]),
        np.zeros(count, np.uint32),
        boxes,
        np.ones(count, np.bool_),
    )


def _read(data: bytes, seconds: float) -> str:
    program = available()
    if program is None:
        raise PopplerError
    command = [program, "-tsv", "-cropbox", "-enc", "UTF-8", "-q", "-", "-"]
    try:
        done = subprocess.run(  # noqa: S603 - no word of the command is from outside
            command, input=data, capture_output=True, timeout=seconds, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise PopplerError from None
    return done.stdout.decode("utf-8", "replace")
