# SPDX-License-Identifier: EUPL-1.2
"""Bytes of a PDF in; the words that poppler's `pdftotext` reads on each page, with their places.

The second reader of the proof, with no code in common with pdfium, MuPDF or qpdf. It is a program:
one process a document, started here and nowhere else.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain, repeat
from select import poll
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile
from time import monotonic
from typing import IO

import numpy as np

from woolak.pdf.proving.sheets import Glyphs

_PROGRAM = "pdftotext"
_SECONDS = 30.0
_SECONDS_A_PAGE = 1.0
# Columns: level, page, paragraph, block, line, word, left, top, width, height, confidence, text.
_BLOCK = 1 << 16
_utf_8 = codecs.getincrementaldecoder("utf-8")
_PAGE = "\n1\t"
_ANY, _SOME = r"[^\t\n]*+", r"[^\t\n]++"
_PLACED = r"\t".join([_SOME] * 4)
_WORD = re.compile(rf"\n5\t(?:{_ANY}\t){{5}}({_PLACED})\t{_ANY}\t([^\r\n]*+)")


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
    with reading(data, units) as found:
        yield from found


@contextmanager
def reading(data: bytes, units: tuple[float, ...]) -> Iterator[Iterator[Glyphs]]:
    """Let poppler read a file beside what is done meanwhile; give what `words` yields."""
    process = _started(data)
    try:
        yield _words(process, units)
    finally:
        if process:
            process.kill()
            with process:
                pass


def _words(process: Popen[bytes] | None, units: tuple[float, ...]) -> Iterator[Glyphs]:
    pages = _pages(_told(process, _SECONDS + _SECONDS_A_PAGE * len(units)))
    read = 0
    for page, unit in zip(pages, chain(units, repeat(1.0)), strict=False):
        read += 1
        yield _glyphs(_WORD.findall(page), unit)
    if read < len(units):
        raise PopplerError


def _pages(told: Iterator[str]) -> Iterator[str]:
    """Yield what is told of each page, as it comes: of a long document it is a lot together."""
    pages, rest = 0, "\n"
    for block in told:
        *whole, rest = (rest + block).split(_PAGE)
        yield from whole if pages else whole[1:]  # Before the first page stand the columns.
        pages += len(whole)
    if pages:
        yield rest


def _glyphs(rows: list[tuple[str, str]], unit: float) -> Glyphs:
    count = len(rows)
    numbers = np.fromstring("\t".join([place for place, _ in rows]), np.float64, sep="\t")
    if len(numbers) != 4 * count:
        raise PopplerError
    at = numbers.reshape(-1, 4) * unit
    boxes = np.hstack([at[:, :2], at[:, :2] + at[:, 2:]])
    return Glyphs(
        " ".join([text for _, text in rows]),
        np.zeros(count, np.uint32),
        boxes,
        np.ones(count, np.bool_),
    )


def _started(data: bytes) -> Popen[bytes] | None:
    """Start the program on a file; None when it cannot be started."""
    if (program := available()) is None:
        return None
    command = [program, "-tsv", "-cropbox", "-enc", "UTF-8", "-q", "-", "-"]
    with _file(data) as file, suppress(OSError):
        return Popen(command, stdin=file, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 - none of it from outside
    return None


@contextmanager
def _file(data: bytes) -> Iterator[IO[bytes]]:
    """Give a file without a name that holds some bytes: a pipe would have to be fed meanwhile."""
    in_memory = getattr(os, "memfd_create", None)
    with os.fdopen(in_memory("pdf"), "w+b") if in_memory else TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        yield file


def _told(process: Popen[bytes] | None, seconds: float) -> Iterator[str]:
    """Yield what the program tells in blocks; raises PopplerError when it fails or is too late."""
    if process is None or process.stdout is None:
        raise PopplerError
    late, pipe, decoder = monotonic() + seconds, process.stdout.fileno(), _utf_8("replace")
    some, size, whole, waiting = list[bytes](), 0, False, poll()
    waiting.register(pipe)
    while not whole and (left := late - monotonic()) > 0 and waiting.poll(1000 * left):
        some.append(os.read(pipe, _BLOCK))
        size, whole = size + len(some[-1]), not some[-1]
        if size > _BLOCK or whole:
            yield decoder.decode(b"".join(some), final=whole)
            some, size = [], 0
    with suppress(TimeoutExpired):
        if whole and process.wait(max(0.0, late - monotonic())) == 0:
            return
    raise PopplerError
