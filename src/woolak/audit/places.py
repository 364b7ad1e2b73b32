# SPDX-License-Identifier: EUPL-1.2
"""A published document of a dossier in; every finding that is not as it was found out.

Findings are in no log. What each of them says is held against its own id, against the page that was
read, and against the redactions that were made of it, of which the log knows the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from woolak.audit.report import Check, block
from woolak.dossier import Dossier
from woolak.dossier.rows import text_of
from woolak.model import Box, Document, Finding, LogEntry, Redaction, Verdict

_NEAR = 0.01
"""Points: boxes were written as text and read back."""


def check(opened: Dossier, document: Document, log: Sequence[LogEntry]) -> Iterator[Check]:
    """Check the findings of a published document, each fault once for a page."""
    stored = opened.stored_findings(document.id)
    texts = {(r["number"], r["layer"]): text_of(r["body"]) for r in opened.packed(document.id)}
    other = {f.page for name, f in stored.items() if name != f.id or not _says(f, texts)}
    for page in sorted(other):
        said = "Een vindplaats is veranderd: zij is niet wat er op de bladzijde staat."
        yield block("L5", said, f"document {document.id}, blz. {page}")
    if not _decided_since(stored, document, log):
        yield from _carried(opened, document)


def _says(finding: Finding, texts: Mapping[tuple[int, str], str]) -> bool:
    """Say whether the text of a finding is what stands in its place; a page may be gone."""
    text = texts.get((finding.page, finding.layer))
    return (
        finding.start is None or text is None or text[finding.start : finding.end] == finding.text
    )


def _decided_since(stored: Iterable[str], document: Document, log: Sequence[LogEntry]) -> bool:
    """Say whether something was decided about these findings after the file was made."""
    made = (e.seq for e in log if _is(e, "redacted") and e.data.get("document") == document.id)
    last, here = max(made, default=0), set(stored)
    return any(_is(e, "decided") and e.data.get("finding") in here for e in log[last:])


def _is(entry: LogEntry, event: str) -> bool:
    return entry.event == event


def _carried(opened: Dossier, document: Document) -> Iterator[Check]:
    """Compare what was decided to go with what the redacted file carries, both ways."""
    decided = opened.decisions(document.id)
    going = [
        finding
        for finding in opened.findings(document.id)
        if (one := decided.get(finding.id)) and one.verdict is Verdict.REDACT
    ]
    made = opened.redactions(document.id)
    for page in sorted({one.page for one in going} | {one.page for one in made}):
        due = [box for one in going if one.page == page for box in one.boxes]
        there = [one for one in made if one.page == page]
        if not _covered(due, there):
            said = "Een vindplaats waarover is beslist, hoort bij geen lakking."
            yield block("L5", said, f"document {document.id}, blz. {page}")
        if any(not _within(due, one.boxes) for one in there):
            said = "De vindplaats waarop een lakking berust, staat niet meer in de database."
            yield block("L5", said, f"document {document.id}, blz. {page}")


def _covered(due: Iterable[Box], there: Iterable[Redaction]) -> bool:
    every = list(chain.from_iterable(one.boxes for one in there))
    return all(any(_inside(box, around) for around in every) for box in due)


def _within(due: Iterable[Box], boxes: Sequence[Box]) -> bool:
    return any(_inside(box, around) for box in due for around in boxes)


def _inside(box: Box, around: Box) -> bool:
    across = around.x0 - _NEAR <= box.x0 and box.x1 <= around.x1 + _NEAR
    return across and around.y0 - _NEAR <= box.y0 and box.y1 <= around.y1 + _NEAR
