# SPDX-License-Identifier: EUPL-1.2
"""The text edition of a published document in; what it says that it is about out.

It is taken from what is public already: a text in which everything redacted has made place for its
ground, and that passed the proof. So a title tells nothing that the document itself does not.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_LABEL = re.compile(
    r"^[ \t>]*(?:onderwerp|betreft|subject|titel|title|concerning)"
    r"(?:[ \t]*:[ \t]*(?P<same>\S.*)|[ \t]*:?[ \t]*\n{1,2}(?P<next>[^\s:][^\n]*))$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(r"(?!(?i:re|fwd?|antw|doorst|betr)\s*:)[^\s:]{1,20}\s*:")
_TOP = 3000
_LONG = 60
"""Characters: a line that long goes on in the next one."""
_MOST = 160
_SPOKEN = re.compile(r"(?i)(?:geachte|beste|dear|dag|hallo|aan)\b")


def read(path: Path, sha256: str) -> str:
    """Return the subject of the text edition with this hash; empty when it names none."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ""
    if hashlib.sha256(raw).hexdigest() != sha256:
        return ""
    return of(raw.decode("utf-8", "replace"))


def of(text: str) -> str:
    """Return the subject that a label near the top of a text names, on one line, or nothing."""
    top = text[:_TOP].partition("--- Bladzijde 2 ---")[0]
    found = _LABEL.search(top)
    if not found:
        return ""
    first = (found["same"] or found["next"]).strip()
    if _FIELD.match(first) and not found["same"]:
        return ""
    lines = [first, *_more(first, top[found.end() :])]
    return _cut(_plain(" ".join(lines)))


def within(subject: str, text: str) -> bool:
    """Say whether a text has the words of a subject, over however many lines."""
    return subject.removesuffix("…").strip() in _plain(text)


def _plain(text: str) -> str:
    """Return a text on one line, without signs that are not shown: some of them turn it round."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _more(first: str, rest: str) -> list[str]:
    line = rest.removeprefix("\n").partition("\n")[0].strip()
    goes_on = len(first) >= _LONG and line and not (_SPOKEN.match(line) or _FIELD.match(line))
    return [line] if goes_on else []


def _cut(subject: str) -> str:
    if len(subject) <= _MOST:
        return subject
    return f"{subject[:_MOST].rpartition(' ')[0]} …"
