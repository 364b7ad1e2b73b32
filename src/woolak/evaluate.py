# SPDX-License-Identifier: EUPL-1.2
"""Gold and what was redacted go in; recall, over-redaction and what else was lost come out."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from woolak.dossier import Dossier
from woolak.errors import CannotStart
from woolak.model import Box, Kind, Layer, Page, Role, Verdict, Word

Span = tuple[int, int]

_BREAK = r"(?:[-\u00ad\u2010\ufffe]?\s*\n\s*|[\u00ad\ufffe\u0002])?"
"""What may stand inside a word of the gold: a line end with or without its hyphen."""


@dataclass(frozen=True, slots=True)
class GoldEntry:
    """One place that must go (`redact`, `ask`) or must stay (`keep`), with its text as read."""

    text: str = field(repr=False)
    page: int
    kind: Kind
    role: Role
    ground: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Gold:
    """What is expected of one document; `hidden` strings stand outside its pages and must go."""

    document: str
    needs_ocr: bool
    entries: tuple[GoldEntry, ...]
    hidden: tuple[str, ...] = field(default=(), repr=False)

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
    stands in the text of the page as read; what is not placed is never right.
    """

    document: str
    page: int
    kind: Kind
    role: Role
    verdict: Verdict
    placed: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome for one document; the words counted are those outside every gold redaction."""

    document: str
    needs_ocr: bool
    items: tuple[Item, ...]
    other_words: int
    other_words_removed: int

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
        hidden = tuple(data.get("hidden", ()))
        return Gold(data["document"], bool(data["needs_ocr"]), redact + keep, hidden)
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
    )


def occurrences(needle: str, text: str) -> list[Span]:
    """Return where a gold text stands as whole words, over line ends and with any punctuation."""
    runs = re.findall(r"[^\W_]+", needle)
    inner = r"[\W_]+".join(_BREAK.join(map(re.escape, run)) for run in runs)
    if not runs:
        return []
    found = re.finditer(rf"(?<![^\W_]){inner}(?![^\W_])", text)
    return [match.span() for match in found]


def place(needles: Sequence[str], text: str) -> list[Span | None]:
    """Give each gold text of a page a place of its own: the longest first, equal ones in order.

    So `Brinkhuis` never takes the place that `Brinkhuis, T.A. (Tessa)` needs.
    """
    places: list[Span | None] = [None] * len(needles)
    taken: list[Span] = []
    for index in sorted(range(len(needles)), key=lambda i: -len(needles[i])):
        free = (s for s in occurrences(needles[index], text) if not _meets(s, taken))
        if span := next(free, None):
            places[index] = span
            taken.append(span)
    return places


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def score(gold: Gold, redacted: Mapping[int, Sequence[Span]], pages: Sequence[Page]) -> Score:
    """Compare one document with its gold.

    `redacted` has, by page number, the spans of page text that were removed: [start, end) offsets.
    """
    items: list[Item] = []
    words = removed = 0
    texts = {page.number: page.text for page in pages if page.layer is Layer.TEXT}
    for number in sorted(texts.keys() | {entry.page for entry in gold.entries}):
        text, gone = texts.get(number, ""), redacted.get(number, ())
        placed = _placed(gold, number, text)
        items += [_item(gold.document, entry, span, text, gone) for entry, span in placed]
        others = _other_words(text, [span for entry, span in placed if span and _goes(entry)])
        words += len(others)
        removed += sum(_meets(word, gone) for word in others)
    return Score(gold.document, gold.needs_ocr, tuple(items), words, removed)


def _placed(gold: Gold, number: int, text: str) -> list[tuple[GoldEntry, Span | None]]:
    entries = [entry for entry in gold.entries if entry.page == number]
    return list(zip(entries, place([entry.text for entry in entries], text), strict=True))


def _other_words(text: str, private: Sequence[Span]) -> list[Span]:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return [word for word in words if not _meets(word, private)]


def _goes(entry: GoldEntry) -> bool:
    return entry.verdict is not Verdict.KEEP


def _item(
    document: str, entry: GoldEntry, span: Span | None, text: str, gone: Sequence[Span]
) -> Item:
    right = False
    if span is not None:
        letters = (i for i in range(*span) if text[i].isalnum())
        covered = [any(start <= i < end for start, end in gone) for i in letters]
        right = all(covered) if _goes(entry) else not any(covered)
    place_and_kind = (document, entry.page, entry.kind, entry.role, entry.verdict)
    return Item(*place_and_kind, placed=span is not None, right=right)


def evaluate(dossier: Dossier, folder: Path) -> list[Score]:
    """Compare every document of a dossier that has gold in the folder with it, by file name.

    What counts as removed are the letters under the boxes of the file that was proved.
    """
    golds = load_folder(folder)
    named = {Path(d.source).stem: d for d in dossier.documents()}
    return [
        score(gold, _removed(dossier, named[name].id), dossier.pages(named[name].id))
        for name, gold in golds.items()
        if name in named
    ]


def _removed(dossier: Dossier, document: str) -> dict[int, list[Span]]:
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for redaction in dossier.redactions(document):
        boxes[redaction.page].extend(redaction.boxes)
    return {
        page.number: [
            span for word in page.words for box in boxes[page.number] for span in _under(word, box)
        ]
        for page in dossier.pages(document)
        if page.layer is Layer.TEXT
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


def table(scores: Sequence[Score]) -> str:
    """Return the outcome as plain text: per kind, per role, and over the documents as a whole.

    Documents whose gold says that they need OCR are counted apart: nothing of them is readable yet.
    """
    read = [score for score in scores if not score.needs_ocr]
    console = Console(file=io.StringIO(), width=100, color_system=None, force_terminal=False)
    console.print(_breakdown("kind", read, lambda item: item.kind))
    console.print(_breakdown("role", read, lambda item: item.role))
    for line in _summary(scores, read):
        console.print(line)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - it was made three lines above
    return console.file.getvalue()


def as_dict(scores: Sequence[Score]) -> dict[str, object]:
    """Return the outcome for programs: totals, per kind and per role; no text in it."""
    read = [score for score in scores if not score.needs_ocr]
    items = [item for score in read for item in score.items]
    return {
        "schema": 1,
        "documents": len(read),
        "documents_complete": sum(not score.missed for score in read),
        "documents_need_ocr": len(scores) - len(read),
        "total": _counts(items),
        "kind": {key: _counts(group) for key, group in _groups(items, lambda i: i.kind)},
        "role": {key: _counts(group) for key, group in _groups(items, lambda i: i.role)},
        "other_words": sum(score.other_words for score in read),
        "other_words_removed": sum(score.other_words_removed for score in read),
    }


def _counts(items: Sequence[Item]) -> dict[str, int]:
    redact = [item for item in items if item.verdict is not Verdict.KEEP]
    keep = [item for item in items if item.verdict is Verdict.KEEP]
    return {
        "redact": len(redact),
        "redacted": sum(item.right for item in redact),
        "keep": len(keep),
        "kept": sum(item.right for item in keep),
    }


def _groups(items: Iterable[Item], key: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[str(key(item))].append(item)
    return sorted(groups.items())


def _breakdown(title: str, scores: Sequence[Score], key: Callable[[Item], str]) -> Table:
    grid = Table(title, "redacted", "of", "recall", "kept", "of", "over-redacted")
    for column in grid.columns[1:]:
        column.justify = "right"
    items = [item for score in scores for item in score.items]
    for name, group in [*_groups(items, key), ("total", items)]:
        count = _counts(group)
        redact, keep = count["redact"], count["keep"]
        recall = _percent(count["redacted"], redact)
        over = _percent(keep - count["kept"], keep)
        numbers = (count["redacted"], redact, recall, count["kept"], keep, over)
        grid.add_row(name, *map(str, numbers))
    return grid


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _summary(scores: Sequence[Score], read: Sequence[Score]) -> list[str]:
    removed = sum(score.other_words_removed for score in read)
    words = sum(score.other_words for score in read)
    lines = [
        f"Documents with nothing missed: {sum(not s.missed for s in read)} of {len(read)}",
        f"Other words removed: {removed} of {words} ({_percent(removed, words)})",
    ]
    lines += [_line(score) for score in read if score.missed or score.wrongly_redacted]
    return lines + [f"{s.document}: needs OCR, not counted" for s in scores if s.needs_ocr]


def _line(score: Score) -> str:
    def places(items: Sequence[Item]) -> str:
        return ", ".join(
            f"p.{i.page} {i.kind}{'' if i.placed else ' (not in the text as read)'}" for i in items
        )

    parts = [
        f"{label}: {places(items)}"
        for label, items in (("missed", score.missed), ("wrong", score.wrongly_redacted))
        if items
    ]
    return f"{score.document}: {'; '.join(parts)}"
