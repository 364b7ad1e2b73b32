# SPDX-License-Identifier: EUPL-1.2
"""A dossier and a newer rule pack in; what it would change, or the pack taken over, out.

What a person decided or drew stays as it is. What only rules found is found anew.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from woolak import rulebook, work
from woolak.dossier import Dossier
from woolak.errors import CannotStart, DocumentError, RulesChanged
from woolak.model import SUSPECT, Document, Finding, Page, Status
from woolak.scan import forget_rules, search_again

_NEW = "rules.nieuw"
_OLD = "rules.oud"


@dataclass(frozen=True, slots=True)
class Again:
    """The pages of a document as read, to search with another pack."""

    document: str
    pages: tuple[Page, ...] = field(repr=False)
    pack: Path = field(repr=False)


def differences(dossier: Dossier, pack: Path, executor: work.Executor) -> list[dict[str, Any]]:
    """Return for each document in which a pack finds other things: what is new, what is gone.

    Counts per kind of what would be redacted; nothing is stored. A document that could not be
    searched has its reason.
    """
    jobs = (Again(d.id, tuple(dossier.pages(d.id)), pack) for d in _read(dossier))
    told: list[dict[str, Any]] = []
    for job, result in work.run(_search, jobs, executor):
        if isinstance(result, DocumentError):
            told.append({"document": job.document, "reason": result.reason})
            continue
        now = {f.id: f for f in dossier.findings(job.document) if _counts(f)}
        then = {f.id: f for f in result if _counts(f)}
        new = Counter(str(then[key].kind) for key in then.keys() - now.keys())
        gone = Counter(str(now[key].kind) for key in now.keys() - then.keys())
        if new or gone:
            told.append({"document": job.document, "new": dict(new), "gone": dict(gone)})
    return told


def _search(job: Again) -> tuple[Finding, ...]:
    return search_again(job.pages, job.pack)


def _counts(finding: Finding) -> bool:
    """Say whether rules found it, and surely enough to be redacted."""
    others = finding.rules[0].split(".")[0] in ("lijst", "persoon", "hand")
    return not others and not finding.keep and finding.score >= SUSPECT


def _read(dossier: Dossier) -> Iterator[Document]:
    for document in dossier.documents():
        if document.status not in (Status.REJECTED, Status.DUPLICATE, Status.WITHHELD):
            yield document


def take_over(dossier: Dossier, source: Path) -> str:
    """Pin another pack in place of the one there is, and return its digest.

    Every document is to be searched again by the next command. Raises CannotStart when the pack is
    the one that is there already, RulesError when it is wrong.
    """
    book = rulebook.load(source)
    old = dossier.meta["pack_digest"]
    if book.digest == old:
        raise CannotStart("The dossier has these rules already; there is nothing to take over.")
    shutil.rmtree(dossier.path / _NEW, ignore_errors=True)
    rulebook.pin(source, dossier.path / _NEW)
    with dossier.transaction():
        dossier.set_meta("pack", source.name)
        dossier.set_meta("pack_digest", book.digest)
        dossier.forget_search()
        dossier.record_event("rules", {"old": old, "new": book.digest})
    complete(dossier)
    return book.digest


def complete(dossier: Dossier) -> None:
    """Put the new pack in its place, also when that was interrupted after it was logged."""
    new, old = dossier.path / _NEW, dossier.path / _OLD
    pack = new / dossier.meta["pack"]
    if not pack.is_dir() or rulebook.digest(pack) != dossier.meta["pack_digest"]:
        return
    shutil.rmtree(old, ignore_errors=True)
    if (dossier.path / "rules").exists():
        (dossier.path / "rules").rename(old)
    new.rename(dossier.path / "rules")
    shutil.rmtree(old, ignore_errors=True)
    forget_rules()


def same_rules(dossier: Dossier) -> None:
    """Raise RulesChanged when the pinned pack is not the one that the dossier works with."""
    complete(dossier)
    if rulebook.digest(dossier.pack) != dossier.meta["pack_digest"]:
        raise RulesChanged(
            f"The rules in {dossier.path / 'rules'} were changed after the dossier was made; put "
            f"the pinned files back, or take over a pack: 'woolak rules update {dossier.path}'."
        )
