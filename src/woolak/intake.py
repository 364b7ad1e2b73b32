# SPDX-License-Identifier: EUPL-1.2
"""Paths in, documents of a dossier out: each original copied once, checked, and given its id."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from woolak import work
from woolak.dossier import Dossier
from woolak.errors import CannotStart, DocumentError
from woolak.model import REJECTIONS, Document, Reason, Status

_CHUNK = 1 << 20
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file that was copied into the dossier under its hash, or the reason it could not be."""

    source: str = field(repr=False)
    sha256: str
    path: Path = field(repr=False)
    reason: Reason | None = None


def collect(inputs: Sequence[Path], dossier: Path) -> list[Path]:
    """Return every file named by the inputs, folders taken apart, in sorted order.

    Hidden files and the dossier itself are passed over. Raises CannotStart when an input does not
    exist or nothing in them is called or looks like a PDF.
    """
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise CannotStart(f"There is no file or folder {shown(missing[0])}; check the path.")
    files = {file for path in inputs for file in _files(path, dossier.resolve())}
    if not files:
        raise CannotStart(f"There are no files in {shown(inputs[0])}; name a folder with PDFs.")
    if all(path.is_dir() for path in inputs) and not any(map(_looks_like_pdf, files)):
        raise CannotStart(f"There are no PDFs in {shown(inputs[0])}; name a folder with PDFs.")
    return sorted(files, key=os.fsencode)


def _files(path: Path, dossier: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != dossier
        ]
        yield from (here / name for name in names if not name.startswith("."))


def _looks_like_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def shown(path: Path | str) -> str:
    """Return a path as it can be shown and stored, also when its name is not valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def add(dossier: Dossier, files: Iterable[Path], executor: work.Executor, told: Told) -> None:
    """Add files to the dossier, one transaction each; a file that is there already is left."""
    files = list(files)
    documents = dossier.documents()
    firsts = {d.original_sha256: d for d in reversed(documents) if d.original_sha256}
    known = {(d.source, d.original_sha256) for d in documents}
    arrivals = (a for a in _arrivals(dossier, files) if (a.source, a.sha256) not in known)
    for count, (arrival, pages) in enumerate(work.run(_count_pages, arrivals, executor), 1):
        number = f"{dossier.zaak.prefix}{len(documents) + count:04d}"
        document = _document(number, arrival, pages, firsts.get(arrival.sha256))
        firsts.setdefault(arrival.sha256, document)
        with dossier.transaction():
            dossier.save(document)
            dossier.record_event("added", _facts(document))
        told("add", count, len(files))


def _arrivals(dossier: Dossier, files: Iterable[Path]) -> Iterator[_Arrival]:
    """Copy each file to originals/<sha256>.pdf: written aside, then moved, read-only.

    What is no file (a pipe, a device, a link to nowhere) is not opened: it could keep us waiting.
    """
    part = dossier.path / "originals" / "nieuw.part"
    for file in files:
        try:
            digest = _copied(file, part) if file.is_file() else ""
        except OSError as error:
            if error.filename != os.fspath(file):
                raise
            digest = ""
        if not digest:
            yield _Arrival(shown(file), "", file, Reason.UNREADABLE_FILE)
            continue
        target = part.with_name(f"{digest}.pdf")
        if target.exists():
            part.unlink()
        else:
            part.chmod(0o444)
            part.replace(target)
        yield _Arrival(shown(file), digest, target)


def _copied(source: Path, part: Path) -> str:
    digest = hashlib.sha256()
    part.unlink(missing_ok=True)
    with source.open("rb") as read, part.open("wb") as write:
        while chunk := _read(read.read, source):
            digest.update(chunk)
            write.write(chunk)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest()


def _read(read: Callable[[int], bytes], source: Path) -> bytes:
    try:
        return read(_CHUNK)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(source)) from None


def _count_pages(arrival: _Arrival) -> int:
    from woolak.pdf import open as opening

    if arrival.reason:
        raise DocumentError(arrival.reason)
    return opening.check(arrival.path)


def _document(
    number: str, arrival: _Arrival, pages: int | DocumentError, twin: Document | None
) -> Document:
    new = Document(number, arrival.source, arrival.sha256, 0, Status.NEW)
    if twin and arrival.sha256:
        first = twin.duplicate_of or twin.id
        return replace(new, pages=twin.pages, status=Status.DUPLICATE, duplicate_of=first)
    if isinstance(pages, DocumentError):
        status = Status.REJECTED if pages.reason in REJECTIONS else Status.UNFINISHED
        return replace(new, status=status, reason=pages.reason, place=pages.place)
    return replace(new, pages=pages)


def _facts(document: Document) -> dict[str, object]:
    return {
        "document": document.id,
        "sha256": document.original_sha256,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
    }
