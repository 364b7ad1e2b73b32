# SPDX-License-Identifier: EUPL-1.2
"""A dossier after the work: a copy to keep safe, a transfer to the archive, or nothing left of it.

`originals/`, `woolak.db`, `intern/` and `sleutel` hold personal data; `published/` holds none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from woolak import __version__, chain
from woolak.dossier import Dossier, damaged, storage
from woolak.dossier.storage import DATABASE, DESTROYED
from woolak.errors import CannotStart
from woolak.lock import only_writer
from woolak.model import Document, Status

_SECRETS = ("sleutel", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")
_STAYS = ("published", DESTROYED)
_WRITTEN_OVER = 1 << 16


def back_up(path: Path, target: Path) -> int:
    """Copy a dossier to the new folder `target`, also while it is in use; return the files copied.

    The database is copied as it stands at one moment; what it names was on disk before that.
    Raises CannotStart when `target` exists or the disk refuses.
    """
    if not (path / DATABASE).is_file():
        raise CannotStart(f"{path} is no dossier; there is nothing to copy.")
    with _fresh(target, path) as part:
        try:
            storage.copy(path, part / DATABASE)
        except storage.Error:
            raise damaged(path) from None
        for file in _to_keep(path):
            goal = part / file.relative_to(path)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, goal)
    return sum(file.is_file() for file in target.rglob("*"))


def forget_reviewers(dossier: Dossier, aliases: Collection[str] = ()) -> list[str]:
    """Erase the names and remarks of reviewers, of all without `aliases`; return who was forgotten.

    The lists in `intern/` name them too and go; 'woolak register' makes them again, with aliases.
    Raises CannotStart for an alias that nobody has.
    """
    unknown = set(aliases) - dossier.reviewers().keys()
    if unknown:
        raise CannotStart(f"Nobody here is called {', '.join(sorted(unknown))}, or no longer.")
    gone = dossier.erase_reviewers(aliases or None)
    for file in (dossier.path / "intern").glob("register.*"):
        file.unlink()
    return gone


def _to_keep(path: Path) -> Iterator[Path]:
    """Yield the files that are written once and whole: what is in the making is left out."""
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        passing = file.suffix in {".part", ".raw"} or inside.parts[0] == "published.part"
        if file.is_file() and not passing and not inside.name.startswith(DATABASE):
            yield file


def archive(dossier: Dossier, target: Path) -> int:
    """Write what the archive takes: each original beside its published version, and the log.

    `archief.json` links them with their hashes, and opens the commitments of the manifest: the key
    of each original is in it. Mails, archives and office files go along as they came in. Returns
    the number of originals. Raises CannotStart when `target` exists, when nothing was published
    yet, or when the disk refuses.
    """
    published = dossier.path / "published"
    if not (published / "manifest.json").is_file():
        raise CannotStart("Nothing is published yet; 'woolak publish' comes before the archive.")
    documents = [d for d in dossier.documents() if d.original_sha256]
    with _fresh(target, dossier.path) as part:
        for document in documents:
            _copied(dossier.original(document), part / "origineel" / f"{document.id}.pdf")
        shutil.copytree(published, part / "gepubliceerd")
        for name in _sources(dossier).values():
            _copied(dossier.path / name, part / name)
        lines = (json.dumps(_entry(entry), ensure_ascii=False) for entry in dossier.log())
        (part / "logboek.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
        told = _transfer(dossier, documents)
        (part / "archief.json").write_bytes(chain.spelled(told))
    return len(documents)


def _entry(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - an entry of the log, field by field
    fields = ("seq", "at", "by", "event", "data", "prev", "hash")
    return {name: getattr(entry, name) for name in fields}


def _sources(dossier: Dossier) -> dict[tuple[str, str], str]:
    """Return where each file that was taken apart lies, by what it was called and its hash."""
    places = {place.stem: f"bronnen/{place.name}" for place in dossier.path.glob("bronnen/*.*")}
    return {known: places[known[1]] for known in sorted(dossier.parcels()) if known[1] in places}


def _came_in(source: str, sources: Mapping[str, list[str]]) -> list[str]:
    """Return the files that a document was taken out of: more when one was replaced since."""
    while source and source not in sources:
        source = source.rpartition("/")[0]
    return sources.get(source, [])


def _transfer(dossier: Dossier, documents: list[Document]) -> dict[str, Any]:
    known = _sources(dossier)
    sources: dict[str, list[str]] = {}
    for (name, _), place in known.items():
        sources.setdefault(name, []).append(place)
    return {
        "schema": 1,
        "woolak": __version__,
        "zaak": dossier.zaak.model_dump(mode="json"),
        "bronnen": [
            {"bron": name, "bestand": place, "sha256": sha256}
            for (name, sha256), place in known.items()
        ],
        "documenten": [
            {
                "id": document.id,
                "origineel": f"origineel/{document.id}.pdf",
                "origineel_sha256": document.original_sha256,
                "sleutel": chain.derived(dossier.key, f"original:{document.id}").hex(),
                "bron": document.source,
                "ingeleverd": _came_in(document.source, sources),
                "gepubliceerd": _version(document),
                "gepubliceerd_sha256": document.published_sha256,
                "status": document.status,
                "grond": document.grond,
                "kopie_van": document.duplicate_of or None,
            }
            for document in documents
        ],
    }


def _version(document: Document) -> str | None:
    return f"gepubliceerd/{document.id}.pdf" if document.status is Status.PUBLISHED else None


class _fresh:  # noqa: N801 - read as a verb: with a fresh folder
    """A folder that gets its name only when everything in it is there."""

    def __init__(self, target: Path, dossier: Path) -> None:
        self._target = target
        self._inside = target.resolve().is_relative_to(dossier.resolve())
        self._part = target.with_name(f"{target.name}.part")

    def __enter__(self) -> Path:
        if self._target.exists():
            raise CannotStart(f"{self._target} exists already; name a new folder.")
        if self._inside:
            raise CannotStart(f"{self._target} lies in the dossier itself; name a folder outside.")
        try:
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise CannotStart(f"{self._target} cannot be made: {error.strerror}.") from None
        return self._part

    def __exit__(self, kind: type[BaseException] | None, error: object, _: object) -> None:
        if kind is None:
            self._part.replace(self._target)
            return
        shutil.rmtree(self._part, ignore_errors=True)
        if isinstance(error, OSError):
            why = error.strerror or "the disk refuses"
            raise CannotStart(f"{self._target} cannot be made: {why}.") from None


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    shutil.copy2(source, target)


def destroy(path: Path, clock: Callable[[], Any]) -> int:
    """Destroy a dossier but for `published/`; return the files that are gone.

    The key goes first: from then on the commitments in the log and the manifest prove nothing
    about the originals any more. Given again after an interruption, it goes on. `vernietigd.json`
    says what was done. Raises CannotStart when `path` is no dossier, when links in it lead
    elsewhere, or when someone is at work in it.
    """
    if not _is_dossier(path):
        raise CannotStart(f"{path} is no dossier; there is nothing to destroy.")
    if any(file.is_symlink() for file in path.rglob("*") if _elsewhere(path, file)):
        raise CannotStart(
            f"Links in {path} lead elsewhere, where nothing would be destroyed. "
            "Destroy what they lead to yourself where that has to go, remove the links, try again."
        )
    lock = only_writer(path)
    told = {"schema": 1, "woolak": __version__, "datum": clock().date().isoformat()}
    try:
        (path / DESTROYED).write_bytes(chain.spelled(told))
        gone = sum(_erased(path / name) for name in _SECRETS)
        gone += sum(_erased(file) for file in sorted(path.rglob("*")) if _goes(path, file))
        for folder in sorted((f for f in path.rglob("*") if f.is_dir()), reverse=True):
            if folder.relative_to(path).parts[0] not in _STAYS:
                folder.rmdir()
    except OSError as error:
        raise CannotStart(f"{path} is destroyed in part: {error.strerror}. Try again.") from None
    finally:
        lock.close()
        (path / "bezet").unlink(missing_ok=True)
    return gone


def _is_dossier(path: Path) -> bool:
    """Say whether a folder is a dossier, or what was left of one: a key alone proves nothing."""
    left = (path / "sleutel").is_file() and (path / "originals").is_dir()
    return left or any((path / name).is_file() for name in (DATABASE, DESTROYED))


def _elsewhere(path: Path, file: Path) -> bool:
    return file.relative_to(path).parts[0] not in _STAYS


def _goes(path: Path, file: Path) -> bool:
    inside = file.relative_to(path)
    return file.is_file() and inside.parts[0] not in (*_STAYS, "bezet")


def _erased(file: Path) -> int:
    """Write a file over and take it away; say how many that were.

    On a disk that writes elsewhere each time the old bytes may stay: such a disk is encrypted.
    """
    if not file.is_file():
        return 0
    file.chmod(0o600)
    with file.open("r+b") as stream:
        left = file.stat().st_size
        while left > 0:
            left -= stream.write(bytes(min(left, _WRITTEN_OVER)))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
    return 1
