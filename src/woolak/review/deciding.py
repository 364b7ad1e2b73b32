# SPDX-License-Identifier: EUPL-1.2
"""What a reviewer chose in; decisions and an action in the dossier, and the places as they now are.

Undoing and doing again are decisions too: nothing is ever taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from woolak.approval import needs_second
from woolak.dossier import POLICY
from woolak.judgement import covers
from woolak.judgement.outcome import unattended
from woolak.model import Advice, Decision, Finding, Verdict
from woolak.model.review import Action, Deed, Place, Step
from woolak.review import withholding
from woolak.review.desk import Desk, decided

USUAL = "5.1.2e"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants: this verdict for these places; None follows the advice for each.

    `stand` is the newest decision that was known when the screen was drawn.
    """

    by: str
    what: Deed
    ids: tuple[str, ...]
    verdict: Verdict | None
    grond: str | None = None
    remark: str = field(default="", repr=False)
    stand: int = 1 << 60
    document: str = ""
    page: int = 0
    made: tuple[Finding, ...] = ()
    """Findings that come with the order: drawn, or found by a search."""
    gone: tuple[str, ...] = ()
    """Places that stay public from now on, whatever the verdict: a box that was replaced."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the places that changed, and those that somebody else had changed since."""

    changed: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    action: Action | None = None


def decide(desk: Desk, order: Order) -> Done:
    """Store a decision for each place, all or none.

    None is stored when somebody else decided about one of them after the screen was drawn.
    """
    desk.add(order.made)
    wanted = (*order.ids, *(f.id for f in order.made), *order.gone)
    places = [desk.places[name] for name in dict.fromkeys(wanted) if name in desk.places]
    newer = [p for p in places if p.seq > order.stand and p.by not in (order.by, POLICY)]
    if newer:
        return Done(newer=tuple(p.id for p in newer))
    whole = order.what is Deed.PERSON and order.verdict is not None
    if whole and order.verdict:
        places = [p for p in places if covers(order.verdict, p.kind)]
    steps = [_step(desk, p, order) for p in places]
    new = [(p, step) for p, step in zip(places, steps, strict=True) if not _same(p, step.new)]
    agreed = {p.id: p.seq for p, s in zip(places, steps, strict=True) if _agrees(desk, p, s.new)}
    return _store(desk, order, new, agreed)


def _store(
    desk: Desk, order: Order, new: Sequence[tuple[Place, Step]], agreed: dict[str, int]
) -> Done:
    dossier = desk.dossier
    at = dossier.clock().isoformat()
    action = Action(0, order.by, at, order.what, order.document, order.page, len(new))
    steps = [twin for place, step in new for twin in _with_twins(place, step)]
    kept: Action | None = None
    with dossier.transaction():
        dossier.record_scan((), order.made)
        if new:
            kept = dossier.act(action, steps, order.remark)
        if agreed:
            dossier.confirm(agreed, order.by)
        dossier.not_fresh(order.ids)
        newest = dossier.last_decision()
    renew(desk, [step.new for step in steps], newest)
    for name in agreed:
        place = desk.places[name]
        desk.put(replace(place, confirmed=(*place.confirmed, order.by), fresh=False))
    return Done(tuple(p.id for p, _ in new), (), tuple(agreed), kept)


def _with_twins(place: Place, step: Step) -> list[Step]:
    others = [Step(t, step.old, replace(step.new, finding=t)) for t in place.twins]
    return [step, *others]


def _step(desk: Desk, place: Place, order: Order) -> Step:
    verdict = Verdict.KEEP if place.id in order.gone else order.verdict or _advised(place)
    grond = order.grond or place.grond or place.advised_grond or USUAL
    at = desk.dossier.clock().isoformat()
    new = Decision(place.id, verdict, None if verdict is Verdict.KEEP else grond, order.by, at)
    return Step(place.id, inforce(place), new)


def inforce(place: Place) -> Decision | None:
    """Return the decision in force on a place."""
    if place.verdict is None:
        return None
    return Decision(place.id, place.verdict, place.grond, place.by, place.at)


def _advised(place: Place) -> Verdict:
    return unattended(advice_of(place)) if place.advice else Verdict.REDACT


def advice_of(place: Place) -> Advice:
    """Return the advice on a place, without its reason."""
    grond = place.advised_grond or USUAL
    return Advice(place.id, place.advice or Verdict.ASK, grond, "", place.role, place.proposal)


def _same(place: Place, new: Decision) -> bool:
    return decided(place) and (place.verdict, place.grond) == (new.verdict, new.grond)


def _agrees(desk: Desk, place: Place, new: Decision) -> bool:
    """Say whether this is a second reviewer's word for what the first one decided."""
    return (
        _same(place, new)
        and place.by != new.by
        and new.by not in place.confirmed
        and wants_second(desk, place)
    )


def wants_second(desk: Desk, place: Place) -> bool:
    """Say whether a place waits for a second reviewer, once a first one has decided."""
    if desk.mode == "uit" or set(place.confirmed) - {place.by}:
        return False
    decision = inforce(place)
    if decision is None:
        return False
    return needs_second(desk.mode, place.kind, advice_of(place), decision)


def renew(desk: Desk, stored: Sequence[Decision], newest: int) -> None:
    """Take over decisions that were just stored, the last of them under the number `newest`."""
    desk.newest = newest
    for seq, new in enumerate(stored, newest - len(stored) + 1):
        if place := desk.places.get(new.finding):
            now = replace(place, verdict=new.verdict, grond=new.grond, by=new.by, at=new.at)
            desk.put(replace(now, seq=seq, fresh=False, confirmed=()))


def undo(desk: Desk, by: str) -> Done | None:
    """Take back the last action of a reviewer that still holds; None when there is none.

    A place that somebody else decided about since stays as they left it: it is in `newer`.
    """
    action = next((a for a in desk.dossier.actions(by=by) if not a.undone), None)
    return _turn(desk, action, by, undone=True) if action else None


def redo(desk: Desk, by: str) -> Done | None:
    """Do again what a reviewer undid last; None when they did something else since."""
    again: Action | None = None
    for action in desk.dossier.actions(by=by):
        if not action.undone:
            break
        again = action
    return _turn(desk, again, by, undone=False) if again else None


def _turn(desk: Desk, action: Action, by: str, *, undone: bool) -> Done:
    dossier = desk.dossier
    steps = [s for s in dossier.steps(action.seq) if s.finding != action.document]
    known = [s for s in steps if s.finding in desk.places]
    others = {s.finding for s in known if _changed_by_other(desk.places[s.finding], by)}
    new = [_turned(desk, s, by, undone=undone) for s in steps if s.finding not in others]
    with dossier.transaction():
        dossier.turn(action.seq, by, undone=undone)
        tied = dossier.turn_persons(action.seq, back=undone)
        dossier.decide_all(new)
        newest = dossier.last_decision()
    renew(desk, new, newest)
    desk.checks = dossier.checks()
    if action.what in (Deed.MERGE, Deed.SPLIT, Deed.MOVE):
        desk.regroup(dossier.persons())
        others |= set() if tied else {action.document}
    if action.what in (Deed.DOCUMENT, Deed.RELEASE):
        withholding.turn(desk, action, by, undone=undone)
    shown = tuple(d.finding for d in new if d.finding in desk.places)
    return Done(shown, tuple(others), (), action)


def _changed_by_other(place: Place, by: str) -> bool:
    return place.by not in (by, POLICY, "")


def _turned(desk: Desk, step: Step, by: str, *, undone: bool) -> Decision:
    """Return the decision that leads back to before a step, or to after it again."""
    at = desk.dossier.clock().isoformat()
    if not undone:
        return replace(step.new, by=by, at=at)
    if step.old is None:
        # What was drawn or searched goes; a suspicion is nobody's decision again.
        place = desk.places.get(step.finding)
        drawn = place is not None and place.rule.startswith("hand")
        return Decision(step.finding, Verdict.KEEP, None, by if drawn else POLICY, at)
    return replace(step.old, by=POLICY if step.old.by == POLICY else by, at=at)
