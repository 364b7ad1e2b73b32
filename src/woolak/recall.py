# SPDX-License-Identifier: EUPL-1.2
"""A published document that failed in; the folder without it, and whom to tell, out.

The file goes from the publication at once, and comes back only when its redactions have changed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from woolak import run
from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Document, Person, Reason, Status, Verdict
from woolak.model.publication import After
from woolak.publish.edition import RECALLED
from woolak.seal import Signer

FOLDER = "recalled"


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was recalled, and whose data it showed or hid: for the operator's screen only.

    `readable`: their data can be read in the file. `boxed`: theirs lie under its boxes, and are out
    as well when it is the boxes that failed.
    """

    document: str
    sha256: str
    kept: Path
    readable: tuple[str, ...] = field(repr=False)
    boxed: tuple[str, ...] = field(repr=False)


def recall(
    dossier: Dossier, document: str, reason: After, signer: Signer | None = None
) -> Recalled:
    """Take a published document back and publish the rest as a next version.

    Raises CannotStart when it is not published.
    """
    known = dossier.document(document)
    output = dossier.output(known.id)
    if known.status is not Status.PUBLISHED or not known.published_sha256 or not output:
        raise CannotStart(f"Document {known.id} is not published; there is nothing to recall.")
    readable, boxed = _reported(dossier, known)
    kept = _kept(dossier, known)
    facts = {"document": known.id, "sha256": known.published_sha256, "reason": reason}
    with dossier.transaction():
        dossier.drop_output(known.id)
        dossier.save(replace(known, published_sha256=None))
        dossier.record_event(RECALLED, {**facts, "plan": output[0]}, by="operator")
        dossier.set_status(known.id, Status.UNFINISHED, Reason.LEAK_FOUND, "recalled")
    for path in dossier.made(known):
        # Gone at once, also when the rest of this turns out not to be possible.
        (dossier.path / "published" / path.name).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    run.publish(dossier, signer, reason)
    return Recalled(known.id, known.published_sha256, kept, readable, boxed)


def _kept(dossier: Dossier, known: Document) -> Path:
    """Keep the file that was out, for whoever has to judge what it told."""
    kept = dossier.path / FOLDER / f"{known.id}-{known.published_sha256}.pdf"
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        kept.unlink(missing_ok=True)
        shutil.copyfile(dossier.redacted(known), kept)
        kept.chmod(0o400)
    except OSError as error:
        raise CannotStart(f"{kept.parent} cannot be written: {error.strerror}.") from None
    return kept


def _reported(dossier: Dossier, known: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whose data can be read in the file, and whose lie under its boxes."""
    from woolak.pdf.proving.plain_text import readable

    decisions = dossier.decisions()
    redacted = {name for name, d in decisions.items() if d.verdict is Verdict.REDACT}
    texts = {f.id: f.text for f in dossier.findings() if f.id in redacted}
    there = readable(dossier.redacted(known), texts.values())
    here = {f.id for f in dossier.findings(known.id)} & redacted
    people = dossier.persons()
    shown = [p for p in people if any(texts.get(f) in there for f in p.findings)]
    boxed = [p for p in people if here & set(p.findings)]
    return tuple(sorted({_named(p) for p in shown})), tuple(sorted({_named(p) for p in boxed}))


def _named(person: Person) -> str:
    first = " ".join(person.voornamen) or person.initialen
    name = " ".join(filter(None, (first, person.tussenvoegsel, person.achternaam)))
    return ", ".join(filter(None, (name or person.id, person.functie)))
