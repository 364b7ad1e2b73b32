# SPDX-License-Identifier: EUPL-1.2
"""An edition and what was published before in; the versions, what changed in each and why, out.

A publication that was sealed has left the building: another one is a next version, and says after
what it came. Until then every publication replaces the one before under the same number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Status
from woolak.model.publication import After
from woolak.publish.edition import Edition

Standing = list[Any]
"""[status, sha256 of the file or None, number of redactions] of one document."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was published last: under which number, by whose seal, with which manifest."""

    manifest: str
    sealed: str
    documents: Mapping[str, Standing]
    about: str
    before: Mapping[str, Standing]
    """Where each document stood in the version before the last."""

    def same(self, edition: Edition) -> bool:
        """Say whether an edition tells the public nothing new."""
        return (self.documents, self.about) == (standings(edition), _about(edition))


def last(dossier: Dossier) -> Told | None:
    """Return what a dossier published last, None when it did not yet."""
    known = dossier.meta.get("told")
    return Told(**json.loads(known)) if known else None


def plan(dossier: Dossier, edition: Edition, after: After | None) -> list[dict[str, Any]]:
    """Return the versions up to and with the one that is to be published now.

    Raises CannotStart when something sealed would change without a reason.
    """
    versions: list[dict[str, Any]] = json.loads(dossier.meta.get("versions", "[]"))
    told = last(dossier)
    if told is None or not versions:
        return [_version(1, edition, None, "")]
    if told.same(edition):
        return versions
    if after is None and told.sealed:
        raise CannotStart(
            f"Version {len(versions)} was sealed, and something changed since; say why there is "
            f"another: 'woolak publish {dossier.path} --sign KEY --after bezwaar'."
        )
    if after is None:
        *older, now = versions
        changes = _changes(told.before, standings(edition)) if older else []
        return [*older, {**now, "date": _date(edition), "changes": changes}]
    new = _version(len(versions) + 1, edition, after, told.manifest)
    return [*versions, {**new, "changes": _changes(told.documents, standings(edition))}]


def standings(edition: Edition) -> dict[str, Standing]:
    """Return where each document stands in an edition."""
    redactions = edition.by_document()
    return {
        d.id: [
            str(d.status),
            d.published_sha256 if d.status is Status.PUBLISHED else None,
            len(redactions.get(d.id, ())),
        ]
        for d in edition.documents
    }


def record(
    dossier: Dossier, edition: Edition, versions: list[dict[str, Any]], manifest: str, sealed: str
) -> None:
    """Store what was published; inside a transaction."""
    told, known = last(dossier), len(json.loads(dossier.meta.get("versions", "[]")))
    before = {} if told is None else told.before if known == len(versions) else told.documents
    now = Told(manifest, sealed, standings(edition), _about(edition), before)
    dossier.set_meta("told", json.dumps(asdict(now)))
    dossier.set_meta("versions", json.dumps(versions))


def _about(edition: Edition) -> str:
    """Return everything else that the public is told of an edition."""
    grounds = sorted({(row.document, row.ground) for row in edition.redactions})
    whole = [(d.id, d.grond, d.soort, d.datum) for d in edition.documents]
    return json.dumps([edition.reviewed, edition.zaaknummer, edition.rules, grounds, whole])


def _version(number: int, edition: Edition, after: After | None, previous: str) -> dict[str, Any]:
    return {
        "number": number,
        "date": _date(edition),
        "after": after,
        "previous": previous or None,
        "changes": [],
    }


def _date(edition: Edition) -> str:
    return edition.moment.date().isoformat()


def _changes(was: Mapping[str, Standing], now: Mapping[str, Standing]) -> list[dict[str, Any]]:
    missing: Standing = [None, None, 0]
    return [
        {"document": name, "was": _told(was.get(name, missing)), "now": _told(standing)}
        for name, standing in now.items()
        if was.get(name) != standing
    ]


def _told(standing: Standing) -> dict[str, Any]:
    return dict(zip(("status", "sha256", "redactions"), standing, strict=True))
