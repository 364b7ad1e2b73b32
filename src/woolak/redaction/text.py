# SPDX-License-Identifier: EUPL-1.2
"""Pages and what is redacted on them in; the document as text and as HTML, with labels, out.

A second publication, for search engines and screen readers: every character under a box, and every
one that was found, makes place for the label of its ground, and what tells more than the proved PDF
is not handed over.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from woolak.gronden import GRONDEN
from woolak.model import Box, Finding, Layer, Page, Word
from woolak.model.publication import TEXTS

_COVERED = 0.2
_LABEL = re.compile(r"\[(5\.[0-9.]+(?:\.[a-i])?)\]")
_BOXES = {grond.box: grond for grond in GRONDEN.values()}
_INTRO = (
    "Tekstversie van {file}. Waar tussen haken een artikel van de Wet open overheid staat, is "
    "informatie weggelaten op die grond."
)
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111;"
    "background:#fff}h2{margin-top:2.5rem;border-top:1px solid #767676;padding-top:.5rem}"
    "abbr{border:1px solid #595959;padding:0 .2rem;text-decoration:none;white-space:nowrap}"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one page and the (start, end, ground) that make place for a label."""

    page: int
    text: str = field(repr=False)
    places: tuple[tuple[int, int, str], ...]


class Covered(Protocol):
    """Findings that are redacted together, with their boxes."""

    @property
    def page(self) -> int: ...  # noqa: D102 - as of a redaction
    @property
    def findings(self) -> tuple[Finding, ...]: ...  # noqa: D102 - as of a redaction
    @property
    def boxes(self) -> tuple[Box, ...]: ...  # noqa: D102 - as of a redaction
    @property
    def grond(self) -> str: ...  # noqa: D102 - as of a redaction


def sheets(pages: Iterable[Page], laks: Sequence[Covered]) -> tuple[Sheet, ...]:
    """Return what becomes the text of each page; a scan is told by what OCR read.

    Pages are let go one by one: thousands of them with the boxes of their words fill a worker.
    """
    covered: dict[int, list[Covered]] = {}
    for lak in laks:
        covered.setdefault(lak.page, []).append(lak)
    best: dict[int, tuple[int, Sheet]] = {}
    for page in pages:
        worth = _worth(page)
        if worth > best.get(page.number, (0, None))[0]:
            best[page.number] = worth, _sheet(page, covered.get(page.number, ()))
    return tuple(best[number][1] for number in sorted(best))


def _worth(page: Page) -> int:
    """Return how well a reading of a page tells its text; 0 when it is no reading of text."""
    if page.layer is Layer.TEXT:
        return 4 if page.text.strip() else 1
    return (3 if page.text.strip() else 2) if page.layer is Layer.OCR else 0


def _sheet(page: Page, laks: Iterable[Covered]) -> Sheet:
    words = sorted(page.words, key=_top)
    tallest = max((word.box.y1 - word.box.y0 for word in words), default=0.0)
    places = [
        (start, end, lak.grond)
        for lak in laks
        for start, end in _spans(page, lak, _level(words, lak.boxes, tallest))
    ]
    return Sheet(page.number, page.text, tuple(sorted(places)))


def _top(word: Word) -> float:
    return word.box.y0


def _level(words: Sequence[Word], boxes: Sequence[Box], tallest: float) -> Sequence[Word]:
    """Return the words, of all from top to bottom, that may stand as high as some boxes."""
    if not boxes:
        return ()
    first = bisect_left(words, min(box.y0 for box in boxes) - tallest, key=_top)
    return words[first : bisect_right(words, max(box.y1 for box in boxes), key=_top)]


def _spans(page: Page, lak: Covered, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the stretches of text that a redaction takes, whitespace between them included.

    `words` are those of the page that it may touch.
    """
    taken = [
        (f.start, f.end)
        for f in lak.findings
        if f.layer is page.layer and f.start is not None and f.end is not None
    ]
    for word in words:
        for box in lak.boxes:
            if box.overlaps(word.box):
                taken += _under(word, box)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(taken):
        if joined and not page.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _under(word: Word, box: Box) -> Iterator[tuple[int, int]]:
    """Yield the characters of a word of which a fair part lies under a box."""
    along, across = ((box.x0, box.x1), (box.y0, box.y1))
    own, high = ((word.box.x0, word.box.x1), (word.box.y0, word.box.y1))
    if not word.upright:
        along, across, own, high = across, along, high, own
    if not _covers(across, high):
        return
    edges = word.edges
    if len(edges) != len(word.text) + 1:
        spans = [own] * len(word.text)
    else:
        spans = [(a, b) if a <= b else (b, a) for a, b in pairwise(edges)]
    for at, span in enumerate(spans, word.start):
        if _covers(along, span):
            yield at, at + 1


def _covers(side: tuple[float, float], one: tuple[float, float]) -> bool:
    """Say whether the side of a box covers a fair part of that of a character."""
    low, high = one
    return min(side[1], high) - max(side[0], low) >= _COVERED * (high - low)


def write(document: str, sheets_: Sequence[Sheet], proved: Path, removed: Iterable[str]) -> bool:
    """Write both editions beside a proved PDF; say whether they passed: if not, nothing is left."""
    from woolak.detect.engine import anonymized
    from woolak.pdf.proving.plain_text import tells_more

    texts = [(sheet.page, anonymized(sheet.text, sheet.places)) for sheet in sheets_]
    made = (_plain(document, texts), _html(document, texts))
    if tells_more(proved, made, removed):
        return False
    for path, text in zip(parts(proved), made, strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return True


def parts(proved: Path) -> tuple[Path, ...]:
    """Return where the editions beside a PDF in the making stand."""
    return tuple(proved.with_suffix(f"{suffix}.part") for suffix in TEXTS)


def _plain(document: str, texts: Iterable[tuple[int, str]]) -> str:
    told = [f"Document {document}", _INTRO.format(file=f"{document}.pdf")]
    for page, text in texts:
        told += [f"--- Bladzijde {page} ---", text.strip()]
    return "\n\n".join(told) + "\n"


def _html(document: str, texts: Sequence[tuple[int, str]]) -> str:
    link = f'<a href="{document}.pdf">{document}.pdf</a>'
    body = [f"<h1>Document {document}</h1>", f"<p>{_INTRO.format(file=link)}</p>"]
    for page, text in texts:
        body += [f"<h2>Bladzijde {page}</h2>", *_paragraphs(text)]
    used = {label for _, text in texts for label in _LABEL.findall(text) if label in _BOXES}
    if used:
        body += ["<h2>Gronden</h2>", "<dl>"]
        body += [_explained(label) for label in sorted(used)]
        body.append("</dl>")
    head = (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Document {document}, tekstversie</title>\n<style>{_STYLE}</style>\n</head>\n"
    )
    return f"{head}<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = html.escape(paragraph, quote=False).split("\n")
        yield f"<p>{_LABEL.sub(_spoken, '<br>'.join(lines))}</p>"


def _spoken(found: re.Match[str]) -> str:
    grond = _BOXES.get(found[1])
    return f'<abbr title="Gelakt: {grond.citation}">{found[0]}</abbr>' if grond else found[0]


def _explained(label: str) -> str:
    grond = _BOXES[label]
    return f"<dt>[{label}]</dt><dd>{grond.citation}: {grond.short}</dd>"
