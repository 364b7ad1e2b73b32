# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a text go in; those come out where somebody is at home to others.

A label for the place of a meeting makes an address public, unless it says at whose home they meet:
`Locatie: thuis bij Karin, Dorpsstraat 12`, `Borrel: Kerkpad 3 (bij Joke in de tuin)`.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from woolak.detect.living.residents import Said
from woolak.detect.living.streets import Address
from woolak.detect.text.spans import Spans
from woolak.detect.text.view import Hit

_PLACE = "contact.adres_locatie"
_REACH = 60
"""Who is at home stands within so many characters of the address."""
_BEFORE = r"(?:[ ]?[,:(|–—-]|[ ](?:op|aan|in|te)(?:[ ](?:de|het))?)?[ ]?\n?"
"""What may stand between who is at home and the street."""
_GLUED = regex.compile(_BEFORE)
_ENDS = regex.compile(r"[ ]?(?:[).,;]|\n|\Z)")
_OPENS = regex.compile(r"[ ]?[,(:–—-]?[ ]?\n?")


def told(
    said: Said, text: str, one: Address, names: Spans[tuple[int, int]], over: Iterable[Hit]
) -> bool:
    """Say whether the words beside an address say at whose home it is.

    `names`: where names of people end and begin; `over`: the hits over the address.
    """
    if not one.sure or any(h.keep and h.rule != _PLACE for h in over):
        return False
    start, end = one.parts[0][0], one.parts[-1][1]
    return _ahead(said, text, start, names) or _behind(said, text, end, names)


def freed(hits: Iterable[Hit], homes: Iterable[Address]) -> list[Hit]:
    """Return the hits without those that a label for a meeting lays over somebody's home."""
    spans = [one.street for one in homes]
    return [
        hit
        for hit in hits
        if hit.rule != _PLACE or not any(hit.start < b and a < hit.end for a, b in spans)
    ]


def _ahead(said: Said, text: str, start: int, names: Spans[tuple[int, int]]) -> bool:
    low = max(start - _REACH, text.rfind("\n\n", 0, start) + 1)
    if any(_GLUED.fullmatch(text, m.end(), start) for m in said.at_home.finditer(text, low, start)):
        return True
    return any(
        _host(said, text, begin) and _GLUED.fullmatch(text, _after(said, text, end), start)
        for end, begin in names.over(low, start)
        if end <= start
    )


def _behind(said: Said, text: str, end: int, names: Spans[tuple[int, int]]) -> bool:
    opens = _OPENS.match(text, end)
    at = opens.end() if opens is not None else end
    alone = said.at_home.match(text, at) if text[end:at].strip() else None
    if alone is not None and _ENDS.match(text, alone.end()) is not None:
        return True
    return any(
        _OPENS.fullmatch(text, end, host) is not None and _after(said, text, stop) > stop
        for stop, begin in names.over(end, end + _REACH)
        if (host := _host(said, text, begin))
    )


def _host(said: Said, text: str, name: int) -> int:
    """Return where the words before a name begin that say he receives others; 0 for none."""
    low = max(name - _REACH, 0)
    found = said.host.search(text, low, name)
    return found.start("host") if found is not None else 0


def _after(said: Said, text: str, name: int) -> int:
    """Return where the words behind a name end that say he is at home; `name` for none."""
    found = said.hosted.match(text, name)
    return found.end() if found is not None else name
