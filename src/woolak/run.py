# SPDX-License-Identifier: EUPL-1.2
"""The whole job over a dossier, step by step: make it, add, scan, judge, redact, publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from threading import Thread

from woolak import (
    approval,
    chain,
    gronden,
    intake,
    judgement,
    redaction,
    renewal,
    rulebook,
    scan,
    work,
)
from woolak import dossier as dossiers
from woolak.dossier import Dossier
from woolak.errors import CannotStart, RulesChanged, UnknownGround
from woolak.kept.patterns import compiled_once
from woolak.model import Document, Reason, Status
from woolak.model.publication import After
from woolak.seal import Signer
from woolak.work import processes
from woolak.zaak import Zaak, load

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the work is done: on which engine, within which limits a task, with OCR where it is."""

    engine: str = "local"
    limits: processes.Limits = field(default_factory=processes.Limits)
    ocr: bool = True
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds of work that each document took, gathered on the way."""


def engine(settings: Settings, pack: Path) -> AbstractContextManager[work.Executor]:
    """Open the engine of some settings, for work with the rules of a pack."""
    return work.open_executor(settings.engine, settings.limits, settings.spent, pack)


def make(
    path: Path, pack: str = "kern", zaak: Path | None = None, key: bytes | None = None
) -> None:
    """Make a dossier at `path` with the pack pinned; raises CannotStart when one is there."""
    if dossiers.complete(path):
        raise CannotStart(f"{path} is a dossier already; add to it with 'woolak add {path} ...'.")
    if any((path / "originals").glob("*.pdf")):
        raise CannotStart(f"{path} has documents but lost its database or key; restore a back-up.")
    facts = case(zaak) if zaak else Zaak()
    source = pack_folder(pack)
    with compiled_once(keep=False):
        book = rulebook.load(source)
    try:
        if path.exists() and any(path.iterdir()) and not (path / "rules").is_dir():
            raise CannotStart(f"{path} holds other files; choose an empty or new folder.")
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(path / "rules", ignore_errors=True)
        rulebook.pin(source, path / "rules")
    except OSError as error:
        raise CannotStart(f"The dossier {path} cannot be made: {error.strerror}.") from None
    dossiers.create(path, source.name, book.digest, facts, key)


def case(path: Path) -> Zaak:
    """Return the facts in a case file; raises CannotStart when what is published names somebody."""
    from woolak.detect import telling

    facts = load(path)
    published = ("zaaknummer", "matter", "publicatiecontext", "prefix", "informatiecategorie")
    texts = {f"The {name} in {path}": getattr(facts, name) for name in published}
    if facts.publisher:
        texts[f"The publisher in {path}"] = facts.publisher.label
    telling.refuse(texts)
    return facts


def pack_folder(pack: str) -> Path:
    """Return the folder of a pack: a shipped one by its name, any other by its path."""
    shipped = rulebook.packs() / pack
    return shipped if shipped.is_dir() and "/" not in pack else Path(pack)


def same_pack(dossier: Dossier, pack: str | None) -> None:
    """Raise RulesChanged when another pack is asked for than the dossier was made with."""
    if pack and rulebook.digest(pack_folder(pack)) != dossier.meta["pack_digest"]:
        raise RulesChanged(
            f"The pack {pack!r} is not, or no longer, the one that this dossier was made with "
            f"({dossier.meta['pack']!r}, as copied into the dossier then). Leave --rules out to go "
            f"on with that copy, or take the pack over: 'woolak rules update {dossier.path}'."
        )


def take_list(dossier: Dossier, name: str, path: Path) -> None:
    """Take over a list of terms, one a line with optionally a tab and a ground.

    A line that begins with # is a comment. A term that stands there twice has its strongest ground.
    Raises CannotStart with the line number of a wrong line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CannotStart(f"The list {path} cannot be read as UTF-8 text.") from None
    told = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    terms = [_term(path, number, line) for number, line in told]
    if name == "keep":
        terms = [(term, "") for term, _ in terms]
    with dossier.transaction():
        if sorted(terms) != sorted((t, g) for kind, t, g in dossier.terms() if kind == name):
            dossier.set_terms(name, dict(sorted(terms, key=_weakest_first)).items())


def _weakest_first(term: tuple[str, str]) -> int:
    return -gronden.rank(term[1])


def _term(path: Path, number: int, line: str) -> tuple[str, str]:
    term, _, grond = line.partition("\t")
    try:
        code = gronden.parse(grond).code if grond.strip() else "5.1.2e"
    except UnknownGround as error:
        raise CannotStart(f"{path}, line {number}: {error}") from None
    return " ".join(term.split()), code


def judge_and_redact(dossier: Dossier, executor: work.Executor, told: Told) -> None:
    """Let the policy decide and make the redacted files."""
    judgement.judge(dossier, told, executor)
    redaction.redact(dossier, executor, told)


def publish(dossier: Dossier, signer: Signer | None = None, after: After | None = None) -> Path:
    """Give every proved file its place in `published/`, with register, inventory and manifest.

    With a `signer` it is sealed; `after` says what makes it a next version. Raises CannotStart when
    something that was sealed changed and nothing says why.
    """
    from woolak.publish import folder
    from woolak.publish.edition import RECALLED

    renewal.same_rules(dossier)
    with dossier.transaction():
        recalled = {(e.data["document"], e.data["plan"]) for e in dossier.events(RECALLED)}
        for document, plan in recalled:
            _hold(dossier, str(document), str(plan))
        files = {d.id: _release(dossier, d) for d in dossier.documents()}
        dossier.set_meta("reviewed", approval.reviewed(dossier))
        state = chain.canonical({"files": files, "at": "published"}).decode()
        if dossier.meta.get("published") != state:
            dossier.record_event("published", {"files": {k: v for k, v in files.items() if v}})
            dossier.set_meta("published", state)
    return folder.write(dossier, signer, after)


def _hold(dossier: Dossier, document: str, plan: str) -> None:
    """Keep a document that was recalled unfinished as long as its redactions are the same."""
    known, output = dossier.document(document), dossier.output(document)
    if output and output[0] == plan and known.status in (Status.SCANNED, Status.PUBLISHED):
        dossier.set_status(document, Status.UNFINISHED, Reason.NEEDS_EYES, "recalled")


def _release(dossier: Dossier, document: Document) -> str | None:
    """Return the hash of the file that is published for a document, after storing that it is."""
    output = dossier.output(document.id)
    document = _approved(dossier, document)
    if document.status not in (Status.SCANNED, Status.PUBLISHED) or not output:
        if document.published_sha256:
            dossier.save(replace(document, published_sha256=None))
        return None
    dossier.save(replace(document, status=Status.PUBLISHED, published_sha256=output[1]))
    return output[1]


def _approved(dossier: Dossier, document: Document) -> Document:
    """Return the document, unfinished as long as it waits for a person."""
    made = dossier.output(document.id) is not None
    waited = document.reason is Reason.UNDECIDED or (made and _waited_for_eyes(document))
    if document.status not in (Status.SCANNED, Status.PUBLISHED) and not waited:
        return document
    if waits := approval.outstanding(dossier, document):
        dossier.set_status(document.id, Status.UNFINISHED, *waits)
    elif waited:
        dossier.set_status(document.id, Status.SCANNED, None, "")
    return dossier.document(document.id)


def _waited_for_eyes(document: Document) -> bool:
    """Say whether a made document waits for a page to be ticked off, and not for its recall."""
    return document.reason is Reason.NEEDS_EYES and document.place.startswith("page ")


def withhold(dossier: Dossier, document: str, grond: str, by: str = "operator") -> None:
    """Refuse a whole document under a ground, by decision of the operator or of a reviewer."""
    known = dossier.document(document)
    code = gronden.parse(grond).code
    if known.status is Status.DUPLICATE:
        raise CannotStart(
            f"Document {known.id} is a copy of {known.duplicate_of} and is judged with it; "
            f"withhold {known.duplicate_of}."
        )
    with dossier.transaction():
        gone = replace(known, status=Status.WITHHELD, grond=code, reason=None, place="")
        dossier.save(replace(gone, published_sha256=None, notes=()))
        dossier.drop_output(known.id)
        dossier.record_event("withheld", {"document": known.id, "grond": code}, by)
    for path in dossier.made(known):
        path.unlink(missing_ok=True)


def take_back(dossier: Dossier, document: str) -> None:
    """Undo the refusal of a whole document: the next run reads and judges it again."""
    known = dossier.document(document)
    if known.status is not Status.WITHHELD:
        raise CannotStart(f"Document {known.id} is not withheld.")
    with dossier.transaction():
        dossier.save(replace(known, status=Status.NEW, grond=None))
        dossier.forget_pages(known.id)
        dossier.record_event("taken_back", {"document": known.id}, by="operator")


def run(inputs: Sequence[Path], dossier: Dossier, settings: Settings, told: Told) -> Path:
    """Do everything in one go and return the published folder; the same command again resumes."""
    renewal.same_rules(dossier)
    files = intake.collect(inputs, dossier.path) if inputs else []
    with engine(settings, dossier.pack) as executor:
        # What only the end needs is loaded while workers work.
        Thread(target=import_module, args=("woolak.publish.folder",)).start()
        intake.add(dossier, files, executor, told)
        scan.scan(dossier, executor, told, ocr=settings.ocr)
        judge_and_redact(dossier, executor, told)
    return publish(dossier)
