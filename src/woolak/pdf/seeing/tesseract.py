# SPDX-License-Identifier: EUPL-1.2
"""Gray pixels go in; the words that Tesseract reads in them come out, in all four directions.

The only importer of tesserocr, which is an extra: `available` says whether it can be used here.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from woolak.pdf.ink import Gray, marks, paper, without_rules
from woolak.pdf.seeing.borders import of_signs, parted

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_DUTCH, _LATIN = "nld", "Latin"
"""Dutch alone loses the letters of Zielińska and Karadağ; the data for Latin script has them."""
SURE = 60.0
"""From this confidence on, of 100, a word reads as it stands; Tesseract gives clear print 90."""
_LINE = 65.0
_DOUBTFUL = 75.0
_SECOND = 2 / 3
"""What is doubtful is read again at this scale: strokes of poor scans close up there."""
_LONG, _ALIKE = 8, 0.88
"""Letters of a word that reads nearly alike at both scales: no pen makes one by chance."""
_DOTS = 20.0
"""Tones of 255 between a pixel and those around it: a page of print has 10 on average, dots 30."""
_LETTERS = 3
_THIN = 3
_PALE = (140, 45)
"""Tones of 255 between paper and ink that is pale, and very pale."""
_LEAST, _GRAIN = 8.0, 4.5
_WHITE = 255


class Seen(NamedTuple):
    """A word in pixels: `edges` are the borders of its characters, `row` numbers its line.

    `sure` is Tesseract's confidence, 0 to 100. `turn` counts the quarter turns, counter-clockwise,
    after which the word is level: the numbers are those of the image turned so.
    """

    text: str
    sure: float
    box: tuple[int, int, int, int]
    edges: tuple[float, ...]
    base: float
    size: float
    row: int
    turn: int = 0
    slope: float = 0.0
    """How far its line sinks for each pixel; then its box is that around the tilted word."""

    @property
    def letters(self) -> int:
        """Return how many letters and digits it has."""
        return sum(map(str.isalnum, self.text))


@cache
def available() -> bool:
    """Say whether tesserocr and its data for Dutch are there."""
    return importlib.util.find_spec("tesserocr") is not None and _folder() is not None


class Reading(NamedTuple):
    """The words of an image, and the image, after quarter turns, with what read well blanked."""

    words: list[Seen]
    rest: Gray
    turns: int = 0

    @property
    def upright(self) -> Gray:
        """Return what is left as the image stands."""
        return np.rot90(self.rest, -self.turns)


def read(gray: Gray, dpi: float, seconds: float) -> Reading:
    """Return the words of an image in every direction of text, those in doubt among them.

    First what is level; what ink that leaves is turned and read again. Raises TimeoutError.
    """
    until = monotonic() + seconds
    bare = without_rules(gray, dpi)
    level = _twice(gray, dpi, until)
    if _dotted(gray) and not all(mark.plain for mark in marks(without(bare, level), dpi)):
        level = max(_twice(smoothed(gray, 2), dpi, until), level, key=_told)
    level += _pale(without(bare, level), level, (dpi, until))
    rest = without(bare, level)
    turns = _turns(rest, dpi, until)
    main = next(iter(turns), 0)
    if not main or turns[main] < _told(level):
        return _others(level, rest, turns, (dpi, until))
    level = _twice(np.rot90(gray, main), dpi, until)
    level += _pale(without(np.rot90(bare, main), level), level, (dpi, until))
    rest = without(np.rot90(bare, main), level)
    found = _others(level, rest, _turns(rest, dpi, until), (dpi, until))
    return Reading(
        [word._replace(turn=(word.turn + main) % 4) for word in found.words], found.rest, main
    )


def _dotted(gray: Gray) -> bool:
    """Say whether tones may be made of dots, as a fax machine or a newspaper makes them.

    Tesseract takes letters of dots, or on dots, for dust. Dense small print has as many edges.
    """
    return float(np.abs(gray.astype(np.int16) - smoothed(gray)).mean()) > _DOTS


def smoothed(gray: Gray, times: int = 1) -> Gray:
    """Return the image with each pixel as the mean of the 25 around it, so many times over."""
    for _ in range(times):
        sums = np.pad(gray, 2, mode="edge").astype(np.uint16)
        for side in gray.shape:
            sums = _fives(sums, side).T
        gray = np.asarray(sums // 25, dtype=np.uint8)
    return gray


def _fives(sums: npt.NDArray[np.uint16], high: int) -> npt.NDArray[np.uint16]:
    """Return the sums of each five rows that follow each other."""
    made = sums[:high].copy()
    for at in range(1, 5):
        made += sums[at : at + high]
    return made


def _pale(rest: Gray, level: Sequence[Seen], limits: tuple[float, float]) -> list[Seen]:
    """Return the lines that are paler than others: Tesseract cuts ink from paper at one tone.

    So gray words between black ones are paper to it. What the black ones left is read darkened.
    """
    found: list[Seen] = []
    dpi, until = limits
    least = _noise(rest)
    for most in _PALE:
        if least > most / 2:
            break
        dark = _darkened(rest, least, most)
        if all(mark.plain for mark in marks(dark, dpi)):
            continue
        if not _told(_once(dark[::2, ::2], dpi / 2, until)):
            continue
        first = 1 + max((word.row for word in (*level, *found)), default=0)
        words = [w._replace(row=w.row + first) for w in firm(_twice(dark, dpi, until))]
        rest, found = without(rest, words), found + words
    return found


def _noise(gray: Gray) -> float:
    """Return the least difference from the paper that its grain and dust do not explain."""
    apart = np.abs(gray[::4, ::4].astype(np.int16) - int(paper(gray)))
    return max(_LEAST, _GRAIN * float(np.median(apart)))


def _darkened(gray: Gray, least: float, most: int) -> Gray:
    """Return what differs from the paper by so much, and no more, as dark on white."""
    apart = np.abs(gray.astype(np.int16) - int(paper(gray)))
    apart[(apart < least) | (apart > most)] = 0
    return np.asarray(_WHITE - apart * _WHITE // most, dtype=np.uint8)


def _others(
    level: list[Seen], rest: Gray, turns: Iterable[int], limits: tuple[float, float]
) -> Reading:
    """Add to the level words those in other directions that what is left of them holds."""
    found: list[Seen] = []
    for turn in turns:
        turned = firm(_twice(np.rot90(rest, turn), *limits))
        found += [word._replace(turn=turn) for word in turned]
        rest = np.rot90(without(np.rot90(rest, turn), turned), -turn)
    sure, places = set(firm(level)), [upright(word, rest.shape) for word in found]
    kept = [w for w in level if w in sure or not any(_share(w.box, p) > 0 for p in places)]
    return Reading(kept + found, rest)


def upright(word: Seen, shape: Sequence[int]) -> tuple[int, int, int, int]:
    """Return the box of a word in the image as it was, of `shape` (height, width)."""
    x0, y0, x1, y1 = word.box
    height, width = shape
    return {
        0: (x0, y0, x1, y1),
        1: (width - y1, x0, width - y0, x1),
        2: (width - x1, height - y1, width - x0, height - y0),
        3: (y0, height - x1, y1, height - x0),
    }[word.turn]


def _turns(rest: Gray, dpi: float, until: float) -> dict[int, float]:
    """Return how much text what is left shows in each turn that shows any, the most first."""
    if all(mark.plain for mark in marks(rest, dpi)):
        return {}
    small = rest[::2, ::2]
    told = {turn: _told(_once(np.rot90(small, turn), dpi / 2, until)) for turn in (1, 3, 2)}
    return {turn: told[turn] for turn in sorted(told, key=lambda t: -told[t]) if told[turn]}


def _told(words: Sequence[Seen]) -> float:
    return sum(word.letters * word.sure for word in firm(words))


def firm(words: Sequence[Seen]) -> list[Seen]:
    """Return the words of the lines that read well as a whole: turned letters make odd words."""
    lines = (list(line) for _, line in groupby(words, key=lambda word: word.row))
    return [word for line in lines if _sure(line) >= _LINE for word in line]


def _sure(line: Sequence[Seen]) -> float:
    letters = sum(word.letters for word in line)
    return sum(w.sure * w.letters for w in line) / letters if letters >= _LETTERS else 0.0


def without(gray: Gray, words: Sequence[Seen]) -> Gray:
    """Return the image with those lines painted over that read well; words are not turned."""
    rest = gray.copy()
    blank = paper(gray)
    for word in firm(words):
        x0, y0, x1, y1 = word.box
        aside = max(2, round(word.size / 8))
        rest[max(0, y0 - aside) : y1 + aside, max(0, x0 - aside) : x1 + aside] = blank
    return rest


def _twice(gray: Gray, dpi: float, until: float) -> list[Seen]:
    """Read level text, and the lines with words in doubt a second time, smaller."""
    words = _once(gray, dpi, until)
    doubtful = [word for word in words if word.sure < _DOUBTFUL]
    if not doubtful:
        return words
    only = np.full_like(gray, paper(gray))
    for word in doubtful:
        aside = round(word.size / 2)
        band = slice(max(0, word.box[1] - aside), word.box[3] + aside)
        only[band] = gray[band]
    again = [_scaled(w, 1 / _SECOND) for w in _once(_smaller(only), dpi * _SECOND, until)]
    words = _joined(words, again)
    return [word if word.sure >= _DOUBTFUL else _better(word, again) for word in words]


def _joined(words: Sequence[Seen], again: Sequence[Seen]) -> list[Seen]:
    """Return words with those in doubt made one that the second reading has as one word."""
    made = list(words)
    for whole in again:
        x0, y0, x1, y1 = whole.box
        parts = [
            word
            for word in made
            if word.sure < min(_DOUBTFUL, whole.sure)
            and x0 < (word.box[0] + word.box[2]) / 2 < x1
            and y0 < (word.box[1] + word.box[3]) / 2 < y1
        ]
        if len(parts) > 1 and "".join(part.text for part in parts) == whole.text:
            at = made.index(parts[0])
            made = [word for word in made if word not in parts]
            made.insert(at, whole._replace(row=parts[0].row))
    return made


def _better(word: Seen, again: Sequence[Seen]) -> Seen:
    """Return the surer of two readings of one word, at the place of both; surer where they agree.

    Of what is in no dictionary, as addresses are not, Tesseract is never sure.
    """
    same = max(again, key=lambda other: _share(word.box, other.box), default=word)
    if _share(word.box, same.box) < 0.6:  # noqa: PLR2004 - mostly one
        return word
    sure = max(word.sure, same.sure, _agreed(word, same))
    if same.sure <= word.sure:
        return word._replace(sure=sure)
    a, b = word.box, same.box
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    return word._replace(text=same.text, sure=sure, box=box, edges=same.edges)


def _agreed(one: Seen, other: Seen) -> float:
    """Return how sure two readings of one long word make each other; 0 where they differ much."""
    first, second = ("".join(filter(str.isalnum, seen.text.lower())) for seen in (one, other))
    if min(len(first), len(second)) < _LONG:
        return 0.0
    alike = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return _LINE if alike >= _ALIKE else 0.0


def _share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return which part of both boxes together they have in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return wide * high / (areas - wide * high)


def _smaller(gray: Gray) -> Gray:
    """Return the image at two thirds: each pixel the mean of what it covers."""
    height, width = (side // 3 * 3 for side in gray.shape)
    pixels = gray[:height, :width].astype(np.float32)
    for axis in (0, 1):
        first, middle, last = (pixels.take(range(i, pixels.shape[axis], 3), axis) for i in range(3))
        halves = ((2 * first + middle) / 3, (middle + 2 * last) / 3)
        shape = list(first.shape)
        shape[axis] *= 2
        pixels = np.stack(halves, axis + 1).reshape(shape)
    return pixels.astype(np.uint8)


def _scaled(word: Seen, by: float) -> Seen:
    x0, y0, x1, y1 = (round(side * by) for side in word.box)
    edges = tuple(edge * by for edge in word.edges)
    return word._replace(box=(x0, y0, x1, y1), edges=edges, base=word.base * by)


def _once(gray: Gray, dpi: float, until: float) -> list[Seen]:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    api = _api()
    height, width = gray.shape
    api.SetImageBytes(np.ascontiguousarray(gray).tobytes(), width, height, 1, width)
    api.SetSourceResolution(round(dpi))
    try:
        if not api.Recognize(max(1, round(left * 1000))):
            raise TimeoutError
        words = [word for word in _words(api) if word.letters or word.sure >= SURE]
        blank = int(paper(gray))
        return [w._replace(edges=parted(w.text, w.box, w.edges, (gray, blank))) for w in words]
    finally:
        api.Clear()


def _words(api: PyTessBaseAPI) -> Iterator[Seen]:
    from tesserocr import RIL, WritingDirection

    at = api.GetIterator()
    row, more = 0, at is not None and not at.Empty(RIL.WORD)
    while more:
        row += at.IsAtBeginningOf(RIL.TEXTLINE)
        text, box = at.GetUTF8Text(RIL.WORD).strip(), at.BoundingBox(RIL.WORD)
        turned = at.Orientation()[1] != WritingDirection.LEFT_TO_RIGHT
        sure, line = at.Confidence(RIL.WORD), at.Baseline(RIL.TEXTLINE)
        size = 1.15 * at.RowAttributes()["row_height"]
        signs, more = [], True
        while more:
            signs.append(at.BoundingBox(RIL.SYMBOL))
            more = at.Next(RIL.SYMBOL)
            if more and at.IsAtBeginningOf(RIL.WORD):
                break
        if text and not turned and min(box[2] - box[0], box[3] - box[1]) >= _THIN:
            edges = of_signs(text, box, signs)
            yield Seen(text, sure, box, edges, _base(line, box), size, row)


def _base(line: Sequence[Sequence[int]] | None, box: Sequence[int]) -> float:
    """Return where the baseline passes under the middle of a word."""
    if line is None or line[1][0] <= line[0][0]:
        return float(box[3])
    (x0, y0), (x1, y1) = line
    return y0 + (y1 - y0) * ((box[0] + box[2]) / 2 - x0) / (x1 - x0)


def _folder() -> str | None:
    folders = (os.environ.get("TESSDATA_PREFIX", ""), *_FOLDERS)
    return next((f for f in folders if f and (Path(f) / f"{_DUTCH}.traineddata").is_file()), None)


@lru_cache(maxsize=1)
def _api() -> PyTessBaseAPI:
    # Each worker has its core; Tesseract's own threads only get in their way.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    from tesserocr import PSM, PyTessBaseAPI

    folder = _folder() or ""
    both = (Path(folder) / f"{_LATIN}.traineddata").is_file()
    return PyTessBaseAPI(path=folder, lang=f"{_DUTCH}+{_LATIN}" if both else _DUTCH, psm=PSM.AUTO)
