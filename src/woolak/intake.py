# SPDX-License-Identifier: EUPL-1.2
"""Paths in, documents of a dossier out: each original copied once, checked, and given its id."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from woolak import chain, parcels, work
from woolak.dossier import Dossier
from woolak.dossier.reading import MENDED
from woolak.errors import CannotStart, DocumentError
from woolak.model import REJECTIONS, Document, Reason, Status

_CHUNK = 1 << 20
_MISSING = "is not installed"
"""So ends the place of what a program is lacking for."""
_ROOM = "uitpakken"
_FOLDERS = ("originals", "bronnen", "redacted", "published", "intern", "rules", _ROOM)
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file that was copied into the dossier under its hash, or the reason it could not be."""

    source: str = field(repr=False)
    sha256: str
    path: Path = field(repr=False)
    reason: Reason | None = None
    place: str = ""
    attached: bool = False
    nothing: bool = False
    """An archive without a file in it: there is no document."""
    closes: tuple[str, str] | None = field(default=None, repr=False)
    """The parcel of which this was the last part, as (source, sha256)."""
    known: bool = False
    count: int = 0
    parcel: str = field(default="", repr=False)
    """What it came out of."""


def collect(inputs: Sequence[Path], dossier: Path) -> list[Path]:
    """Return every file named by the inputs, folders taken apart, in sorted order.

    Hidden files and the dossier itself are passed over. Raises CannotStart when an input does not
    exist or is the dossier itself, a folder in it cannot be read, or nothing in them is called or
    looks like a PDF.
    """
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise CannotStart(f"There is no file or folder {shown(missing[0])}; check the path.")
    own = [path for path in inputs if _of_the_dossier(path.resolve(), dossier.resolve())]
    if own:
        raise CannotStart(f"{shown(own[0])} is of the dossier itself; name what came in.")
    files = {file for path in inputs for file in _files(path, dossier.resolve())}
    if not files:
        raise CannotStart(f"There are no files in {shown(inputs[0])}; name a folder with PDFs.")
    if all(path.is_dir() for path in inputs) and not any(map(_looks_like_pdf, files)):
        raise CannotStart(f"There are no PDFs in {shown(inputs[0])}; name a folder with PDFs.")
    return sorted(files, key=os.fsencode)


def _of_the_dossier(path: Path, dossier: Path) -> bool:
    """Say whether a path is the dossier or one of the folders that woolak made in it."""
    return path == dossier or any(path.is_relative_to(dossier / name) for name in _FOLDERS)


def _files(path: Path, dossier: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    entered = {path.resolve()}
    for folder, folders, names in os.walk(path, onerror=_closed, followlinks=True):
        here = Path(folder)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and (here / name).resolve() != dossier
            and _enters(here / name, path.resolve(), entered)
        ]
        yield from (here / name for name in names if not name.startswith("."))


def _closed(error: OSError) -> NoReturn:
    raise CannotStart(
        f"The folder {shown(error.filename)} cannot be read, so what is in it would be missing; "
        "check its permissions."
    )


def _enters(folder: Path, top: Path, entered: set[Path]) -> bool:
    """Say whether a folder is to be gone into: a link only where that leads to something new."""
    if not folder.is_symlink():
        return True
    target = folder.resolve()
    if target in entered or top.is_relative_to(target) or target.is_relative_to(top):
        return False
    entered.add(target)
    return True


def _looks_like_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf" or parcels.opens(path):
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
    """Add files to the dossier, one transaction each; a file that is there already is left.

    Archives, mail, pictures and office files give the documents that are in them; what could not
    be opened for want of time, memory or a program is tried again.
    """
    files = list(files)
    documents = dossier.documents()
    firsts = {d.original_sha256: d for d in reversed(documents) if d.original_sha256}
    known = {(d.source, d.original_sha256): d.id for d in documents}
    unread = {d.source: d for d in documents if _unread(d)}
    opened = dossier.parcels()
    number, head = len(documents), ""
    arrivals = _arrivals(dossier, files, executor, set(known))
    with dossier.grouped():
        for arrival, counted in work.run(_count_pages, arrivals, executor):
            there = known.get((arrival.source, arrival.sha256))
            if there and _fails_otherwise(arrival, unread.get(arrival.source)):
                there = None
            with dossier.transaction():
                if there is None and not arrival.nothing:
                    missed = unread.pop(arrival.source, None) or unread.pop(arrival.parcel, None)
                    number += missed is None
                    there = missed.id if missed else f"{dossier.zaak.prefix}{number:04d}"
                    document = _document(there, arrival, counted, firsts.get(arrival.sha256))
                    document = replace(document, family=head if arrival.attached else "")
                    firsts.setdefault(arrival.sha256, document)
                    dossier.save(document)
                    dossier.record_event("added", _facts(document) | _mended(dossier, document))
                if arrival.closes and arrival.closes not in opened:
                    dossier.record_parcel(*arrival.closes)
            head = head if arrival.attached else there or ""
            told("add", arrival.count, len(files))
    shutil.rmtree(dossier.path / _ROOM, ignore_errors=True)


def _unread(document: Document) -> bool:
    """Say whether nothing of it ever came in: once it does, it keeps its number."""
    return document.status in (Status.REJECTED, Status.UNFINISHED) and not document.original_sha256


def _fails_otherwise(arrival: _Arrival, before: Document | None) -> bool:
    """Say whether what could not be opened before cannot be opened for another reason now."""
    told = arrival.reason, arrival.place
    return before is not None and not arrival.sha256 and told != (before.reason, before.place)


def _to_try_again(documents: Iterable[Document]) -> frozenset[str]:
    """Return the files of which something could not be opened that may be now.

    That is for want of time or memory, or of a program that can be installed.
    """
    missed = [d for d in documents if _unread(d)]
    later = [d for d in missed if d.reason not in REJECTIONS or d.place.endswith(_MISSING)]
    sources = (Path(d.source) for d in later)
    return frozenset(str(path) for source in sources for path in (source, *source.parents))


def _arrivals(
    dossier: Dossier, files: Sequence[Path], executor: work.Executor, known: set[tuple[str, str]]
) -> Iterator[_Arrival]:
    """Copy each file, or what it holds, to originals/<sha256>.pdf; yield what became of it."""
    room = dossier.path / _ROOM
    shutil.rmtree(room, ignore_errors=True)
    digests = _digests(dossier, files)
    to_open = _to_open(dossier, files, digests)
    # A mail or an archive may hold many files of which each takes its time, and room on the disk.
    limit = 10 * executor.limits.seconds
    opened = work.run(parcels.unpack, to_open, executor, lambda _: limit, ahead=4)
    for count, file in enumerate(files, 1):
        if count not in digests:
            arrival = replace(_arrived(dossier, file, shown(file), ""), count=count)
            yield replace(arrival, known=(arrival.source, arrival.sha256) in known)
        elif digests[count] is not None:
            parcel, parts = next(opened)
            closes = (shown(file), digests[count] or "")
            for arrival in _parts(dossier, parcel, _whole(parts, executor), closes):
                there = (arrival.source, arrival.sha256) in known
                yield replace(arrival, count=count, known=there)
            shutil.rmtree(parcel.room, ignore_errors=True)


def _digests(dossier: Dossier, files: Sequence[Path]) -> dict[int, str | None]:
    """Return the digest of the files to take apart, by their number from 1.

    None for what was taken apart before; empty for what cannot be read.
    """
    there, again = dossier.parcels(), _to_try_again(dossier.documents())
    found: dict[int, str | None] = {}
    for count, file in enumerate(files, 1):
        if parcels.opens(file) and file.is_file():
            digest = _digest(file)
            done = (shown(file), digest) in there and shown(file) not in again
            found[count] = None if done else digest
    return found


def _to_open(
    dossier: Dossier, files: Sequence[Path], digests: dict[int, str | None]
) -> Iterator[parcels.Parcel]:
    """Yield the files to take apart, each after its untouched copy in `bronnen/` was made.

    What changed since its digest was taken has that of its copy from then on.
    """
    folder = dossier.path / "bronnen"
    for number in [number for number, digest in digests.items() if digest is not None]:
        file = files[number - 1]
        part = folder / "nieuw.part"
        folder.mkdir(exist_ok=True)
        try:
            digests[number] = _copied(file, part)
        except OSError as error:
            if error.filename != os.fspath(file):
                raise
            digests[number] = ""
        source = folder / f"{digests[number]}{file.suffix.lower()}"
        if digests[number]:
            part.chmod(0o444)
            part.replace(source)
        yield parcels.Parcel(shown(file), source, dossier.path / _ROOM / str(number), file.name)


def _whole(
    parts: tuple[parcels.Part, ...] | DocumentError, executor: work.Executor
) -> tuple[parcels.Part, ...] | DocumentError:
    """Return the parts with what had to wait unpacked too, each in a task of its own."""
    if isinstance(parts, DocumentError):
        return parts
    waiting = [part.later for part in parts if part.later]
    done = work.run(parcels.unpack, waiting, executor)
    made: list[parcels.Part] = []
    for part in parts:
        if part.later is None:
            made.append(part)
            continue
        _, found = next(done)
        if isinstance(found, DocumentError):
            found = (parcels.Part(part.source, None, found.reason, found.place),)
        made += (replace(one, attached=part.attached) for one in found)
    return tuple(made)


def _parts(
    dossier: Dossier,
    parcel: parcels.Parcel,
    parts: tuple[parcels.Part, ...] | DocumentError,
    closes: tuple[str, str],
) -> Iterator[_Arrival]:
    if isinstance(parts, DocumentError):
        parts = (parcels.Part(parcel.source, None, parts.reason, parts.place),)
    arrivals = [_part(dossier, part) for part in parts]
    if not arrivals:
        yield _Arrival(parcel.source, "", parcel.path, nothing=True, closes=closes)
    for arrival in arrivals:
        last = arrival is arrivals[-1]
        yield replace(arrival, closes=closes if last else None, parcel=parcel.source)


def _part(dossier: Dossier, part: parcels.Part) -> _Arrival:
    if part.path is None:
        arrival = _Arrival(part.source, "", dossier.path, part.reason)
    else:
        arrival = _arrived(dossier, part.path, part.source, "")
    return replace(arrival, attached=part.attached, place=part.place)


def _digest(file: Path) -> str:
    try:
        return chain.sha256(file)
    except OSError:
        return ""


def _arrived(dossier: Dossier, file: Path, source: str, place: str) -> _Arrival:
    """Copy one file: written aside, then moved, read-only.

    What is no file (a pipe, a device, a link to nowhere) is not opened: it could keep us waiting.
    """
    part = dossier.path / "originals" / "nieuw.part"
    try:
        digest = _copied(file, part) if file.is_file() else ""
    except OSError as error:
        if error.filename != os.fspath(file):
            raise
        digest = ""
    if not digest:
        return _Arrival(source, "", file, Reason.UNREADABLE_FILE, place)
    target = part.with_name(f"{digest}.pdf")
    if target.exists():
        part.unlink()
    else:
        part.chmod(0o444)
        part.replace(target)
    return _Arrival(source, digest, target, None, place)


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
    from woolak.pdf.mending import mended

    if arrival.known or arrival.nothing:
        return 0
    if arrival.reason:
        raise DocumentError(arrival.reason, arrival.place)
    return mended.take_in(arrival.path, arrival.path.with_suffix(MENDED))


def _document(
    number: str, arrival: _Arrival, pages: int | DocumentError, twin: Document | None
) -> Document:
    new = Document(number, arrival.source, arrival.sha256, 0, Status.NEW)
    if twin and arrival.sha256:
        first = twin.duplicate_of or twin.id
        return replace(new, pages=twin.pages, status=Status.DUPLICATE, duplicate_of=first)
    if arrival.reason:
        pages = DocumentError(arrival.reason, arrival.place)
    if isinstance(pages, DocumentError):
        status = Status.REJECTED if pages.reason in REJECTIONS else Status.UNFINISHED
        return replace(new, status=status, reason=pages.reason, place=pages.place)
    return replace(new, pages=pages)


def _mended(dossier: Dossier, document: Document) -> dict[str, object]:
    """Return the hash of the mended copy of an original, where there is one."""
    sound = dossier.sound(document)
    if not document.original_sha256 or sound == dossier.original(document):
        return {}
    return {"mended": chain.sha256(sound)}


def _facts(document: Document) -> dict[str, object]:
    return {
        "document": document.id,
        "sha256": document.original_sha256,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
    }
