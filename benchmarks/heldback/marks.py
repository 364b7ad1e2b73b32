# SPDX-License-Identifier: EUPL-1.2
"""What a text says about one place in it: what must go or stay, with the facts that totals need."""

from __future__ import annotations

from dataclasses import dataclass, field

GROUNDS = {"bsn": "5.1.1e", "health": "5.1.1d", "special_category": "5.1.1d"}
BREAK = "\u2028"
"""A line end that the text itself asks for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place; `text` as read, without the line ends that were put inside it."""

    text: str = field(repr=False)
    kind: str
    role: str
    verdict: str
    form: str = ""
    origin: str = ""
    person: str = ""
    every_page: bool = False

    @property
    def keep(self) -> bool:
        """Return whether the place must stay."""
        return self.verdict == "keep"

    def entry(self, page: int) -> dict[str, object]:
        """Return the gold entry on a page (1-based)."""
        entry: dict[str, object] = {
            "text": self.text,
            "page": page,
            "kind": self.kind,
            "role": self.role,
        }
        if not self.keep:
            entry |= {"ground": GROUNDS.get(self.kind, "5.1.2e"), "verdict": self.verdict}
        facts = {"origin": self.origin, "form": self.form, "person": self.person}
        return entry | {key: value for key, value in facts.items() if value}
