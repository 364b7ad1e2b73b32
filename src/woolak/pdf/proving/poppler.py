# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a PDF in; the words that poppler's `pdftotext` reads on each page, with their places.

The second reader of the proof, with no code in common with pdfium, MuPDF or qpdf. It is a program:
one process a document, started here and nowhere else.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain, repeat
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread, Timer
from typing import IO, TextIO

import numpy as np

from woolak.pdf.proving.sheets import Glyphs

_PROGRAM = "pdftotext"
_SECONDS = 30.0
_SECONDS_A_PAGE = 1.0
# Columns: level, page, paragraph, block, line, word, left, top, width, height, confidence, text.
_BLOCK = 1 << 16
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

    Pages behind those are left out of `units` at will. Raises PopplerError where it breaks off.
    """
    pages = _pages(data, _SECONDS + _SECONDS_A_PAGE * len(units))
    read = 0
    for page, unit in zip(pages, chain(units, repeat(1.0)), strict=False):
        read += 1
        yield _glyphs(_WORD.findall(page), unit)
    if read < len(units):
        raise PopplerError


def _pages(data: bytes, seconds: float) -> Iterator[str]:
    """Yield what is told of each page, as it comes: of a long document it is a lot together."""
    with _running(data, seconds) as told:
        pages, rest = 0, "\n"
        while block := told.read(_BLOCK):
            *whole, rest = (rest + block).split(_PAGE)
            yield from whole if pages else whole[1:]  # Before the first page stand the columns.
            pages += len(whole)
        if pages:
            yield rest


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


@contextmanager
def _running(data: bytes, seconds: float) -> Iterator[TextIO]:
    """Run the program on a file and give what it tells; raises PopplerError when it fails."""
    program = available()
    if program is None:
        raise PopplerError
    command = [program, "-tsv", "-cropbox", "-enc", "UTF-8", "-q", "-", "-"]
    try:
        process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 - none of it from outside
    except OSError:
        raise PopplerError from None
    late = Timer(seconds, process.kill)
    late.daemon = True
    feeding = Thread(target=_feed, args=(process.stdin, data), daemon=True)
    with process, _told(process.stdout) as told:
        late.start()
        feeding.start()
        try:
            yield told
            if process.wait():
                raise PopplerError
        finally:
            late.cancel()
            process.kill()
            feeding.join()


def _told(pipe: IO[bytes] | None) -> TextIO:
    if pipe is None:
        raise PopplerError
    return io.TextIOWrapper(pipe, "utf-8", "replace", newline="\n")


def _feed(pipe: IO[bytes], data: bytes) -> None:
    # The program may break off before it has read all.
    with suppress(OSError), pipe:
        pipe.write(data)
