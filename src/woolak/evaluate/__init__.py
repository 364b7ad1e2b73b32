# SPDX-License-Identifier: EUPL-1.2
"""Gold and what was redacted go in; recall, over-redaction and what else was lost come out."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.evaluate import misread
from woolak.model import Box, Kind, Layer, Page, Role, Verdict, Word

Span = tuple[int, int]

_BREAK = r"(?:[-\u00ad\u2010\ufffe]?\s*\n\s*|[\u00ad\ufffe\u0002])?"
"""What may stand inside a word of the gold: a line end with or without its hyphen."""


_NEAR = 30.0
"""How far, in points, a gold text may stand from where its maker drew it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a gold entry and where it was drawn: points from the top left of the page."""

    text: str = field(repr=False)
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class GoldEntry:
    """One place that must go (`redact`, `ask`) or must stay (`keep`), with its text as read.

    Gold of a corpus says more: `form` is the written form of a name or the class of a public item,
    `origin` the group that the name comes from, `person` who it is. `parts` are its words with
    their places: all of them when it is broken over lines (in a cell, the next line of the cell is
    not the next line of the page), else the first.
    """

    text: str = field(repr=False)
    page: int
    kind: Kind
    role: Role
    ground: str | None
    verdict: Verdict
    form: str = ""
    origin: str = ""
    person: str = ""
    parts: tuple[Part, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Gold:
    """What is expected of one document; `hidden` strings stand outside its pages and must go.

    `either` may go or stay (an academic title, a room): it counts for nothing. `type` is the sort
    of paper.
    """

    document: str
    needs_ocr: bool
    entries: tuple[GoldEntry, ...]
    hidden: tuple[str, ...] = field(default=(), repr=False)
    either: tuple[GoldEntry, ...] = ()
    type: str = ""

    @property
    def redact(self) -> tuple[GoldEntry, ...]:
        """Return what must go."""
        return tuple(e for e in self.entries if e.verdict is not Verdict.KEEP)

    @property
    def keep(self) -> tuple[GoldEntry, ...]:
        """Return what must stay."""
        return tuple(e for e in self.entries if e.verdict is Verdict.KEEP)


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one gold entry: free of text, so that it can be printed and stored.

    `right`: every identifying character gone, or, for a public item, none. `placed`: the gold text
    stands in the text of the page as read; what is not placed is never right. `spans` are its
    places there.
    """

    document: str
    page: int
    kind: Kind
    role: Role
    verdict: Verdict
    placed: bool
    right: bool
    form: str = ""
    origin: str = ""
    person: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome for one document; the words counted are those outside every gold redaction.

    `others_removed` are the other words that are gone, by page.
    """

    document: str
    needs_ocr: bool
    items: tuple[Item, ...]
    other_words: int
    others_removed: tuple[tuple[int, Span], ...] = ()
    type: str = ""

    @property
    def other_words_removed(self) -> int:
        """Return how many other words are gone, wholly or partly."""
        return len(self.others_removed)

    @property
    def missed(self) -> tuple[Item, ...]:
        """Return what should have gone and is still (partly) there."""
        return tuple(i for i in self.items if i.verdict is not Verdict.KEEP and not i.right)

    @property
    def wrongly_redacted(self) -> tuple[Item, ...]:
        """Return the public items that were touched, or that the page as read does not show."""
        return tuple(i for i in self.items if i.verdict is Verdict.KEEP and not i.right)

    @property
    def share_removed(self) -> float:
        """Return the share of other words removed, 0 to 1."""
        return self.other_words_removed / self.other_words if self.other_words else 0.0


def load(path: Path) -> Gold:
    """Read the gold of one document; raises CannotStart when it is no gold."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        redact = tuple(_entry(raw, Verdict(raw["verdict"])) for raw in data["redact"])
        keep = tuple(_entry(raw, Verdict.KEEP) for raw in data["keep"])
        either = tuple(_entry(raw, Verdict.KEEP) for raw in data.get("either", ()))
        hidden, name = tuple(data.get("hidden", ())), str(data["document"])
        needs_ocr, type_ = bool(data["needs_ocr"]), str(data.get("type", ""))
        return Gold(name, needs_ocr, redact + keep, hidden, either, type_)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path.name} is no gold file: {type(error).__name__}."
        raise CannotStart(message) from None


def load_folder(folder: Path) -> dict[str, Gold]:
    """Read every gold file of a folder, by the name of its document (`kamerbrief` for its PDF)."""
    golds = [load(path) for path in sorted(folder.glob("*.json"))]
    if not golds:
        raise CannotStart("There is no gold (*.json) in the folder given.")
    return {gold.document: gold for gold in golds}


def _entry(raw: Mapping[str, object], verdict: Verdict) -> GoldEntry:
    ground = raw.get("ground")
    return GoldEntry(
        text=str(raw["text"]),
        page=int(str(raw["page"])),
        kind=Kind(str(raw["kind"])),
        role=Role(str(raw["role"])),
        ground=None if ground is None else str(ground),
        verdict=verdict,
        form=str(raw.get("form", "")),
        origin=str(raw.get("origin", "")),
        person=str(raw.get("person", "")),
        parts=_parts(raw.get("parts")),
    )


def _parts(raw: object) -> tuple[Part, ...]:
    listed = raw if isinstance(raw, list) else []
    return tuple(Part(str(text), float(x), float(y)) for text, x, y in listed)


def occurrences(needle: str, text: str) -> list[Span]:
    """Return where a gold text stands as whole words, over line ends and with any punctuation.

    A letter that the font of a page lacks stands there as U+FFFD.
    """
    runs = re.findall(r"[^\W_]+", needle)
    letter = _letter if "\ufffd" in text else re.escape
    inner = r"[\W_]+".join(_BREAK.join(map(letter, run)) for run in runs)
    if not runs:
        return []
    found = re.finditer(rf"(?<![^\W_]){inner}(?![^\W_])", text)
    return [match.span() for match in found]


def _letter(letter: str) -> str:
    return letter if letter.isascii() else f"[{letter}\ufffd]"


def place(
    needles: Sequence[str], text: str, near: Callable[[int, Span], float] | None = None
) -> list[Span | None]:
    """Give each gold text of a page a place of its own: the longest first, equal ones in order.

    So `Brinkhuis` never takes the place that `Brinkhuis, T.A. (Tessa)` needs. `near` says how far a
    place is from where the text of that number was drawn, in points: the nearest is taken.
    """
    places: list[Span | None] = [None] * len(needles)
    taken: list[Span] = []
    for index in sorted(range(len(needles)), key=lambda i: -len(needles[i])):
        free = [s for s in occurrences(needles[index], text) if not _meets(s, taken)]
        if near:
            known = sorted((near(index, span), span) for span in free)
            free = [span for distance, span in known if distance < _NEAR]
        if free:
            places[index] = free[0]
            taken.append(free[0])
    return places


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def score(gold: Gold, redacted: Mapping[int, Sequence[Span]], pages: Sequence[Page]) -> Score:
    """Compare one document with its gold.

    `redacted` has, by page number, the spans of page text that were removed: [start, end) offsets.
    """
    items: list[Item] = []
    removed: list[tuple[int, Span]] = []
    words = 0
    layer = _layer(gold, pages)
    read = {page.number: page for page in pages if page.layer is layer}
    for number in sorted(read.keys() | {entry.page for entry in gold.entries}):
        page, gone = read.get(number), redacted.get(number, ())
        own = [entry for entry in gold.entries if entry.page == number]
        placed = _placed([*own, *(e for e in gold.either if e.page == number)], page)
        scored, free = placed[: len(own)], placed[len(own) :]
        text = page.text if page else ""
        items += [_item(gold.document, entry, spans, text, gone) for entry, spans in scored]
        private = [*(one for one in scored if _goes(one[0])), *free]
        others = _other_words(text, [span for _, spans in private for span in spans])
        words += len(others)
        removed += [(number, word) for word in others if _meets(word, gone)]
    unread = gold.needs_ocr and layer is Layer.TEXT
    return Score(gold.document, unread, tuple(items), words, tuple(removed), gold.type)


def _layer(gold: Gold, pages: Iterable[Page]) -> Layer:
    """Return which layer is measured: of a scan what OCR read, if it was."""
    read = any(page.layer is Layer.OCR for page in pages)
    return Layer.OCR if gold.needs_ocr and read else Layer.TEXT


Placed = tuple[GoldEntry, tuple[Span, ...]]
"""A gold entry and its places on the page as read: none, one, or one for each of its parts."""


def _placed(entries: Sequence[GoldEntry], page: Page | None) -> list[Placed]:
    if page is None:
        return [(entry, ()) for entry in entries]
    away = _distance(page)
    first = [entry.parts[0] if entry.parts else None for entry in entries]
    texts = [entry.text for entry in entries]
    if page.layer is Layer.OCR:
        whole = misread.place(texts, page.text)
    else:
        whole = place(texts, page.text, lambda i, span: away(first[i], span))
    taken = [span for span in whole if span]
    placed = []
    for entry, span in zip(entries, whole, strict=True):
        spans = (span,) if span else _in_parts(entry.parts, page.text, away, taken)
        taken += spans
        placed.append((entry, spans))
    return placed


Away = Callable[[Part | None, Span], float]


def _in_parts(
    parts: Sequence[Part], text: str, away: Away, taken: Sequence[Span]
) -> tuple[Span, ...]:
    """Place what is broken over lines word by word; all of its words, or none."""
    spans: list[Span] = []
    for part in parts if len(parts) > 1 else ():
        free = (s for s in occurrences(part.text, text) if not _meets(s, [*taken, *spans]))
        nearest = min(((away(part, span), span) for span in free), default=None)
        if nearest is None or nearest[0] >= _NEAR:
            return ()
        spans.append(nearest[1])
    return tuple(spans)


def _distance(page: Page) -> Away:
    """Return how far a place on a page is from where a part was drawn; 0 when that is not known."""
    starts = [word.start for word in page.words]

    def away(part: Part | None, span: Span) -> float:
        if part is None or not starts:
            return 0.0
        box = page.words[max(0, bisect_right(starts, span[0]) - 1)].box
        return max(0.0, box.x0 - part.x, part.x - box.x1) + max(
            0.0, box.y0 - part.y, part.y - box.y1
        )

    return away


def _other_words(text: str, private: Sequence[Span]) -> list[Span]:
    words = [match.span() for match in re.finditer(r"\S*[^\W_]\S*", text)]
    return [word for word in words if not _meets(word, private)]


def _goes(entry: GoldEntry) -> bool:
    return entry.verdict is not Verdict.KEEP


def _item(
    document: str, entry: GoldEntry, spans: Sequence[Span], text: str, gone: Sequence[Span]
) -> Item:
    right = False
    if spans:
        letters = (i for span in spans for i in range(*span) if text[i].isalnum())
        covered = [any(start <= i < end for start, end in gone) for i in letters]
        right = all(covered) if _goes(entry) else not any(covered)
    return Item(
        document, entry.page, entry.kind, entry.role, entry.verdict, bool(spans), right,
        entry.form, entry.origin, entry.person, tuple(spans),
    )  # fmt: skip


def evaluate(dossier: Dossier, folder: Path) -> list[Score]:
    """Compare every document of a dossier that has gold in the folder with it, by file name.

    What counts as removed are the letters under the boxes of the file that was proved.
    """
    golds = load_folder(folder)
    named = {Path(d.source).stem: d for d in dossier.documents()}
    return [
        _measured(dossier, named[name].id, gold) for name, gold in golds.items() if name in named
    ]


def _measured(dossier: Dossier, document: str, gold: Gold) -> Score:
    pages = dossier.pages(document)
    layer = _layer(gold, pages)
    measured = [page for page in pages if page.layer is layer]
    return score(gold, _removed(dossier, document, measured), pages)


def _removed(dossier: Dossier, document: str, pages: Sequence[Page]) -> dict[int, list[Span]]:
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for redaction in dossier.redactions(document):
        boxes[redaction.page].extend(redaction.boxes)
    return {
        page.number: [
            span for word in page.words for box in boxes[page.number] for span in _under(word, box)
        ]
        for page in pages
    }


def _under(word: Word, box: Box) -> Iterator[Span]:
    """Yield the characters of a word whose middle lies in a box."""
    if not word.box.overlaps(box):
        return
    for at in range(word.start, word.end):
        part = word.part(at, at + 1)
        x, y = (part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            yield at, at + 1
