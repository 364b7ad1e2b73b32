# SPDX-License-Identifier: EUPL-1.2
"""A report and the rules that somebody accepts with a reason in; the report that says so out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from woolak import chain
from woolak.audit.report import Report, Severity
from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Verdict

_KEY = "accepted"
_NEVER = frozenset("M1 M2 C1 C2 C3 C4 H1 R1 S1 S2 D1 D3 L1 L2 L3 L4 L5 L6 O1 O2 O3 O5 P0".split())  # noqa: SIM905
_MOST = 500


def checked(rules: tuple[str, ...], reason: str) -> dict[str, str]:
    """Return each rule with the reason.

    Raises CannotStart when there is no reason, when it may hold personal data, or when nobody can
    accept the rule.
    """
    from woolak.detect import telling

    if rules and not reason.strip():
        raise CannotStart('Say why: --accept RULE --reason "...".')
    if len(reason) > _MOST:
        raise CannotStart(f"A reason has at most {_MOST} characters.")
    for rule in rules:
        if rule in _NEVER:
            raise CannotStart(
                f"{rule} says that something was damaged or changed: nobody can accept that."
            )
        if not (rule.isascii() and rule.isalnum() and len(rule) < 5):  # noqa: PLR2004 - as G3, X12
            raise CannotStart("Name a rule by its id, as the audit prints it: P9.")
    if rules:
        telling.refuse({"The reason": reason})
    return dict.fromkeys(rules, reason.strip())


def apply(report: Report, reasons: Mapping[str, str]) -> Report:
    """Return a report in which the findings of accepted rules no longer decide."""
    findings = tuple(
        replace(check, severity=Severity.ACCEPTED)
        if check.id in reasons and check.severity is not Severity.INFO
        else check
        for check in report.findings
    )
    used = {check.id for check in findings if check.severity is Severity.ACCEPTED}
    told = tuple((rule, why) for rule, why in sorted(reasons.items()) if rule in used)
    return replace(report, findings=findings, accepted=told)


def record(opened: Dossier, reasons: Mapping[str, str]) -> None:
    """Log that rules were accepted: the log has a proof of the reason, the reason can be erased.

    Raises CannotStart when a reason holds a text that is redacted in the dossier.
    """
    for why in set(reasons.values()):
        _refuse_known(opened, why)
    known = stored(opened)
    with opened.transaction():
        for rule, why in reasons.items():
            proof = chain.commitment(opened.key, f"accepted:{rule}", why)
            opened.record_event("accepted", {"rule": rule, "commitment": proof}, by="operator")
        opened.set_meta(_KEY, json.dumps({**known, **reasons}, ensure_ascii=False))


def _refuse_known(opened: Dossier, why: str) -> None:
    """Refuse what detection cannot know: a code or a number that stands for somebody here."""
    said, decided = unicodedata.normalize("NFC", why), opened.decisions()
    redacted = {name for name, one in decided.items() if one.verdict is Verdict.REDACT}
    texts = {f.text.strip() for f in opened.findings() if f.id in redacted and f.text in said}
    if any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said) for text in texts if text[1:]):
        raise CannotStart(
            "The reason holds a text that is redacted in this dossier; say it without."
        )


def stored(opened: Dossier) -> dict[str, str]:
    """Return the rules that were accepted before, as far as the log proves the reason."""
    told: dict[str, str] = json.loads(opened.meta.get(_KEY, "{}"))
    proofs = {str(e.data["rule"]): e.data["commitment"] for e in opened.events(_KEY)}
    return {
        rule: why
        for rule, why in told.items()
        if proofs.get(rule) == chain.commitment(opened.key, f"accepted:{rule}", why)
    }


def read(path: Path) -> dict[str, str]:
    """Return the rules in a file with lines `P9: the reason`; raises CannotStart."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CannotStart(f"The file {path} cannot be read; check its path and rights.") from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        rule, colon, why = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not colon:
            raise CannotStart(f"{path}, line {number}: write 'P9: the reason'.")
        found |= checked((rule.strip(),), why)
    return found
