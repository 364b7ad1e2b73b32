# SPDX-License-Identifier: EUPL-1.2
"""A file that is no PDF in; the PDFs that it holds or becomes out, or why there is none.

Archives are taken apart, mail and its attachments become a family of documents, pictures and what
LibreOffice reads become PDF. Runs in a worker: what is in a parcel comes from strangers.
"""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from woolak.errors import DocumentError, Rejected
from woolak.model import Reason
from woolak.parcels import office

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"})
_MOST_MEMBERS = 20_000
_MOST_BYTES = 8 << 30
_TIGHT = 200
"""A member that unpacks to more than this many times its size is a bomb, unless it is small."""
_SMALL = 64 << 20
_DEEPEST = 4
_OF_MACOS, _OF_FINDER = "__MACOSX", ".DS_Store"
"""What macOS adds to every archive: no files of anybody."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(NotImplementedError, ValueError, RuntimeError),
)
"""What is raised on a member that cannot be unpacked."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to take apart; what comes out is written in the empty folder `room`."""

    source: str = field(repr=False)
    path: Path = field(repr=False)
    room: Path = field(repr=False)
    name: str = field(repr=False)
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What came out: a PDF at `path`, or the reason that there is none.

    `source` is shown to the operator; `attached` says that it came with the first of its parcel.
    """

    source: str = field(repr=False)
    path: Path | None = field(repr=False)
    reason: Reason | None = None
    place: str = ""
    attached: bool = False
    later: Parcel | None = field(default=None, repr=False)
    """What is to be unpacked in a task of its own, as it takes as long as it takes."""


def opens(path: Path) -> bool:
    """Say whether a file of this name is taken apart or converted, rather than read as it is."""
    return path.suffix.lower() in _KINDS


def unpack(parcel: Parcel) -> tuple[Part, ...]:
    """Return the parts of a parcel, in their order; a part that fails has its reason.

    Raises DocumentError when the parcel as a whole cannot be opened.
    """
    parcel.room.mkdir(parents=True, exist_ok=True)
    if parcel.depth > _DEEPEST:
        raise Rejected(Reason.TOO_COMPLEX, "too many files in each other")
    kind = _KINDS.get(Path(parcel.name).suffix.lower())
    if kind is None:
        return (Part(parcel.source, parcel.path),)
    return tuple(kind(parcel))


def _archive(parcel: Parcel) -> Iterator[Part]:
    if parcel.depth:
        raise Rejected(Reason.TOO_COMPLEX, "an archive in another")
    try:
        with zipfile.ZipFile(parcel.path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            sound = sum(m.file_size for m in members) <= _MOST_BYTES
            if len(members) > _MOST_MEMBERS or not sound:
                raise Rejected(Reason.TOO_COMPLEX, "an archive of this size")
            for number, member in enumerate(sorted(members, key=lambda m: m.filename)):
                yield from _member(parcel, archive, member, number)
    except (zipfile.BadZipFile, EOFError, OSError, UnicodeDecodeError):
        raise Rejected(Reason.DAMAGED) from None


def _member(
    parcel: Parcel, archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int
) -> Iterator[Part]:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    source = f"{parcel.source}/{name}"
    if name.parts[:1] == (_OF_MACOS,) or name.name == _OF_FINDER:
        return
    if why := _refused(member, name):
        yield Part(source, None, *why)
        return
    path = parcel.room / f"{number}{name.suffix.lower()[:10]}"
    try:
        with archive.open(member) as packed, path.open("wb") as file:
            _poured(packed.read, file.write, member.file_size)
    except _BROKEN:
        yield Part(source, None, Reason.DAMAGED)
        return
    yield from inner(replace(parcel, source=source, path=path, name=name.name))


def _refused(member: zipfile.ZipInfo, name: PurePosixPath) -> tuple[Reason, str] | None:
    if member.flag_bits & 1:
        return Reason.PASSWORD, ""
    if name.is_absolute() or ".." in name.parts or ":" in "".join(name.parts[:1]):
        return Reason.UNREADABLE_FILE, "a path out of its archive"
    if any(step.startswith(".") and step != "." for step in name.parts):
        return Reason.UNREADABLE_FILE, "a hidden file in an archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return Reason.UNREADABLE_FILE, "a link in an archive"
    if member.file_size > max(_SMALL, _TIGHT * member.compress_size):
        return Reason.TOO_COMPLEX, "a file that unpacks to a multiple of its size"
    return None


def _poured(read: Callable[[int], bytes], write: Callable[[bytes], object], size: int) -> None:
    """Copy a member, never more than it said that it holds."""
    left = size
    while chunk := read(1 << 20):
        left -= len(chunk)
        if left < 0:
            raise ValueError(size)
        write(chunk)


def inner(parcel: Parcel) -> tuple[Part, ...]:
    """Return the parts of a file that came out of another; a failure is a part with its reason."""
    deeper = replace(parcel, room=parcel.room / f"{parcel.path.stem}-", depth=parcel.depth + 1)
    if Path(parcel.name).suffix.lower() in office.SUFFIXES:
        return (Part(parcel.source, None, later=deeper),)
    try:
        return unpack(deeper)
    except DocumentError as error:
        return (Part(parcel.source, None, error.reason, error.place),)


def _mail(parcel: Parcel) -> Iterator[Part]:
    from woolak.parcels import mail
    from woolak.pdf.opening import typeset

    letter = mail.read(parcel.path, parcel.name)
    page = parcel.room / "bericht.pdf"
    typeset.from_html(letter.html, page, letter.pictures)
    yield Part(parcel.source, page)
    for number, attachment in enumerate(letter.attachments, 1):
        source = f"{parcel.source}/{attachment.name}"
        if attachment.data is None:
            yield Part(source, None, Reason.NOT_PDF, "an attachment that is no file", attached=True)
            continue
        path = parcel.room / f"{number}{Path(attachment.name).suffix.lower()[:10]}"
        path.write_bytes(attachment.data)
        inside = inner(replace(parcel, source=source, path=path, name=attachment.name))
        yield from (replace(part, attached=True) for part in inside)


def _picture(parcel: Parcel) -> Iterator[Part]:
    from woolak.pdf.opening import typeset

    target = parcel.room / "beeld.pdf"
    typeset.from_picture(parcel.path.read_bytes(), target)
    yield Part(parcel.source, target)


def _office(parcel: Parcel) -> Iterator[Part]:
    yield Part(parcel.source, office.converted(parcel.path, parcel.name, parcel.room))


_KINDS: dict[str, Callable[[Parcel], Iterator[Part]]] = {
    ".zip": _archive,
    ".eml": _mail,
    ".msg": _mail,
    **dict.fromkeys(PICTURES, _picture),
    **dict.fromkeys(office.SUFFIXES, _office),
}
