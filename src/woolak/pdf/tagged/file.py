# SPDX-License-Identifier: EUPL-1.2
"""Objects of a PDF in, by number; a file that holds them packed out, for the same the same bytes.

A list of ten thousand documents has more than a hundred thousand tags: they are written as they
come, and never all in memory.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

_TOGETHER = 200
"""How many objects share a stream (7.5.7)."""
_FREE, _PLAIN, _PACKED = 0, 1, 2
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class TaggedFile:
    """A PDF in the making: `new` gives a number, `put` and `stream` an object its content."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._at = 0
        self._places: list[tuple[int, int, int]] = [(_FREE, 0, 0xFFFF)]
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._file.close()

    def new(self) -> int:
        """Return the number of an object that is to come."""
        self._places.append((_FREE, 0, 0))
        return len(self._places) - 1

    def put(self, number: int, body: bytes) -> None:
        """Give an object that is no stream its content."""
        self._waiting.append((number, body))
        if len(self._waiting) == _TOGETHER:
            self._pack()

    def stream(self, number: int, data: bytes, about: bytes = b"") -> None:
        """Give a stream its data, to be deflated, and what its dictionary says beside that."""
        packed = zlib.compress(data, 6)
        self._places[number] = (_PLAIN, self._at, 0)
        head = b"%d 0 obj\n<<%b/Filter/FlateDecode/Length %d>>\nstream\n"
        self._write(head % (number, about, len(packed)) + packed + b"\nendstream\nendobj\n")

    def finish(self, root: int, info: int) -> None:
        """Write what is left and the table of all objects; nothing can come after it."""
        self._pack()
        number, at = self.new(), self._at
        self._places[number] = (_PLAIN, at, 0)
        entries = b"".join(struct.pack(">BIH", *place) for place in self._places)
        identity = self._digest.hexdigest()[:32].encode()
        about = b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
        self.stream(number, entries, about % (number + 1, root, info, identity, identity))
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)

    def _pack(self) -> None:
        if not self._waiting:
            return
        number = self.new()
        offsets, at = [], 0
        for index, (waiting, body) in enumerate(self._waiting):
            self._places[waiting] = (_PACKED, number, index)
            offsets.append(b"%d %d" % (waiting, at))
            at += len(body) + 1
        first = b" ".join(offsets) + b"\n"
        about = b"/Type/ObjStm/N %d/First %d" % (len(offsets), len(first))
        bodies = b"\n".join(body for _, body in self._waiting)
        self._waiting = []
        self.stream(number, first + bodies, about)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)
