# SPDX-License-Identifier: EUPL-1.2
"""A dossier of 10,000 documents and 200,000 redactions in; what its log takes to publish and audit.

The documents are as small as a file can be, so that what counts is the log: register, inventory,
manifest and seal. The bars are 60 seconds and 500 megabytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from woolak import dossier, rulebook, seal
from woolak.audit import Severity
from woolak.audit import folder as reading
from woolak.audit.published import of_log
from woolak.model import Box, Document, Kind, Redaction, RegisterRow, Role, Source, Status
from woolak.publish import edition, exports, folder
from woolak.publish.motivation import motivation
from woolak.zaak import Zaak

DOCUMENTS, EACH = 10_000, 20
SECONDS, MEGABYTES = 60, 500
_BOX = (Box(72, 100, 122, 112),)
_PDF = b"%PDF-1.7\n%%EOF\n"


def row(document: str, number: int) -> tuple[Redaction, RegisterRow]:
    """Return a redaction and its row of the register."""
    name, ground, page = f"{document}-{number:04d}", "5.1.2e", number // 4 + 1
    kind, role = (Kind.NAME, Kind.EMAIL, Kind.PHONE)[number % 3], Role.AMBTENAAR
    code = motivation(ground, kind, role)
    told = (kind, role, ground, code, Source.RULE, "policy", "2026-11-21")
    return Redaction(name, document, page, _BOX, ground), RegisterRow(name, document, page, *told)


def build(path: Path) -> None:
    """Make the dossier."""
    rulebook.pin("kern", path / "rules")
    dossier.create(path, "kern", rulebook.digest("kern"), Zaak(matter="M1"), b"k" * 32)
    sha256 = hashlib.sha256(_PDF).hexdigest()
    with dossier.open_dossier(path) as opened, opened.transaction():
        for number in range(1, DOCUMENTS + 1):
            name = f"{number:05d}"
            (path / "redacted" / f"{name}.pdf").write_bytes(_PDF)
            about = {"published_sha256": sha256, "soort": "E-mail", "datum": "2024-03-12"}
            opened.save(Document(name, "", sha256, 5, Status.PUBLISHED, **about))  # type: ignore[arg-type]
            opened.record_output(name, "plan", (sha256,), dict(row(name, n) for n in range(EACH)))


def publish(path: Path) -> None:
    """Publish and seal it, and print what that took."""
    key = path.parent / "zegel.pem"
    seal.make_key(key)
    started, busy = time.perf_counter(), time.process_time()
    with dossier.open_dossier(path) as opened:
        folder.write(opened, seal.load(key))
        published, worked = time.perf_counter(), time.process_time()
        out = path.parent / "productierapport.xlsx"
        exports.write("vws", exports.Order(edition.of(opened), out))
    exported = time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    redactions = DOCUMENTS * EACH
    print(f"{DOCUMENTS} documents, {redactions} redactions")
    print(f"publish and seal  {published - started:6.1f} s  (bar {SECONDS})")
    print(f"of which busy     {worked - busy:6.1f} s")
    print(f"report for VWS    {exported - published:6.1f} s")
    print(f"memory at most    {most:6.0f} MB (bar {MEGABYTES})")
    sys.exit(published - started > SECONDS or most > MEGABYTES)


def audit(path: Path) -> None:
    """Audit the log of the published folder, and print what that took."""
    started, busy = time.perf_counter(), time.process_time()
    found = reading.read(path / "published")
    if not isinstance(found, reading.Published):
        sys.exit("the folder cannot be read")
    today = dt.datetime.now(dt.UTC).date()
    wrong = [c for c in of_log(found, today, "") if c.severity is Severity.BLOCK]
    took = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"audit of the log  {took:6.1f} s  (bar {SECONDS}), memory {most:.0f} MB")
    print(f"of which busy     {time.process_time() - busy:6.1f} s")
    sys.exit(took > SECONDS or bool(wrong))


def apart(task: str, path: Path) -> int:
    """Do a step in a process of its own, so that its memory is its own; return its exit code."""
    process = multiprocessing.get_context("spawn").Process(target=globals()[task], args=(path,))
    process.start()
    process.join()
    return process.exitcode or 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(max(apart(task, Path(made) / "zaak") for task in ("build", "publish", "audit")))
