# SPDX-License-Identifier: EUPL-1.2
"""A scanned dossier in; persons, propagated findings, advice and the policy's decisions out.

Runs over stored findings and page text, so it can run again whenever a document or a list comes in:
what a reviewer decided is never touched, and what did not change is not logged twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from woolak import work
from woolak.dossier import POLICY, Dossier
from woolak.judgement.outcome import Judged
from woolak.model import READER, Decision, Kind, Verdict

Told = Callable[[str, int, int], None]
_LONG = 1e6
"""Seconds: a dossier is as large as it is."""


def judge(dossier: Dossier, told: Told, executor: work.Executor | None = None) -> None:
    """Join persons over the dossier, find their other mentions, advise, let the policy decide.

    A worker of `executor`, which has the rules loaded, does the thinking when there is one on this
    machine.
    """
    state = _fingerprint(dossier)
    if dossier.meta.get("judged") == state:
        return
    judged = _by_worker(dossier, executor) or _reached(dossier)
    with dossier.transaction():
        dossier.forget(judged.stale)
        dossier.record_scan((), judged.more)
        dossier.replace_judgement(judged.people, (advice for advice, _ in judged.advices))
        _decide_with_person(dossier, judged)
        _decide(dossier, judged)
        dossier.set_meta("judged", state)
    told("judge", 1, 1)


def _by_worker(dossier: Dossier, executor: work.Executor | None) -> Judged | None:
    """Return what a worker makes of the dossier; None when there is none, or it could not."""
    if executor is None or not executor.here:
        return None
    reached = partial(_reached_at, executor.workers)
    [(_, outcome)] = work.run(reached, [dossier.path], executor, lambda _: _LONG)
    return outcome if isinstance(outcome, Judged) else None


def _reached_at(processes: int, path: Path) -> Judged:
    from woolak.judgement import reached as judgement_reached

    return judgement_reached.at(path, processes)


def _reached(dossier: Dossier) -> Judged:
    from woolak.judgement import reached as judgement_reached

    return judgement_reached.reached(dossier)


def _fingerprint(dossier: Dossier) -> str:
    """Return a digest of everything that persons and advice depend on."""
    terms_, ties = dossier.terms(), dossier.ties()
    facts = (READER, dossier.meta["pack_digest"], terms_, *ties, *dossier.drawn())
    digest = hashlib.sha256(" ".join(map(str, facts)).encode())
    for document in dossier.documents():
        read, unread = len(dossier.scanned(document.id)), dossier.unread(document.id)
        digest.update(f"{document.id} {read} {unread} ".encode())
    if dossier.zaak.ogen == "uit":
        digest.update(f"ogen {sorted(dossier.checks())} ".encode())
    # What a person redacts may stand in other places too.
    chosen = dossier.decided_by_hand(Verdict.REDACT)
    digest.update(" ".join(sorted(chosen)).encode())
    return digest.hexdigest()


def _decide(dossier: Dossier, judged: Judged) -> None:
    """Store the policy's decision wherever it is new; a person's decision stands."""
    at = dossier.clock().isoformat()
    for stretch in judged.advices.stretches():
        inforce = dossier.decisions_about(advice.finding for advice, _ in stretch)
        made = (
            Decision(advice.finding, verdict, advice.grond, POLICY, at)
            for advice, verdict in stretch
            if verdict and not _stands(inforce.get(advice.finding), (verdict, advice.grond))
        )
        dossier.decide_all(made)


def _stands(old: Decision | None, now: tuple[Verdict, str | None]) -> bool:
    """Say whether a decision in force is a person's, or what the policy decides as well."""
    return old is not None and (old.by != POLICY or (old.verdict, old.grond) == now)


def _decide_with_person(dossier: Dossier, judged: Judged) -> None:
    """Decide a mention found later as the reviewer decided its person; show it as new."""
    said: dict[str, Decision] = {step.finding: step.new for _, step in dossier.person_steps()}
    fresh: dict[str, str] = {}
    at = dossier.clock().isoformat()
    for person in judged.people if said else ():
        word = next((said[name] for name in reversed(person.findings) if name in said), None)
        if word is None:
            continue
        inforce, kinds = dossier.decisions_about(person.findings), dossier.kinds(person.findings)
        for name in person.findings:
            old = inforce.get(name)
            if not (old and old.by != POLICY) and covers(word.verdict, kinds[name]):
                fresh[name] = person.id
                dossier.decide(Decision(name, word.verdict, word.grond, word.by, at))
    dossier.mark_fresh(fresh)


def covers(verdict: Verdict, kind: Kind) -> bool:
    """Say whether a verdict about a person is one about this datum of theirs.

    Who acts in public has a public name, and still a private telephone.
    """
    return verdict is Verdict.REDACT or kind in (Kind.NAME, Kind.INITIALS)
