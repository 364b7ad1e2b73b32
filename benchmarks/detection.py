# SPDX-License-Identifier: EUPL-1.2
"""The texts of a built corpus go in; how many pages a second are searched for data comes out.

A page is 3,000 characters, already read; lexicons are loaded, one core works. Beside woolak stands
plain Presidio on the same pages: a blank Dutch spaCy pipeline with its own recognizers for e-mail,
telephone and IBAN, and woolak's patterns as pattern recognizers. Each is given the text once and
twice: twice the text may take twice as long.
The bar is 100 pages of prose a second.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf
import spacy
import tldextract
from benchmarks.corpus.build import build
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
)
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IbanRecognizer,
    PhoneRecognizer,
)

from woolak import rulebook
from woolak.detect import engine
from woolak.detect.examples import page_of
from woolak.model import Page
from woolak.rules_schema import compiled

BAR = 100
SIZE = 3000
SLICE = 16
"""Pages that are searched together."""
PAGES = 64
SEEDS = range(1, 5)
PROSE = ("note", "parliament", "decision", "report")
"""Kinds of paper that are sentences; the others are mail, chats, lists and forms."""
WIDE = 90


class _Blank(SpacyNlpEngine):
    """A pipeline without a model: Presidio would fetch one."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"nl": spacy.blank("nl")}  # type: ignore[assignment]


def texts(folder: Path) -> tuple[list[str], list[str]]:
    """Return pages of prose and pages of other text, from corpora built in a folder."""
    prose: list[str] = []
    other: list[str] = []
    for seed in SEEDS:
        build(folder / str(seed), "small", seed)
        for path in sorted((folder / str(seed)).glob("*.pdf")):
            with pymupdf.open(path) as doc:
                found = " ".join(page.get_text() for page in doc.pages())
            (prose if path.stem.split("-")[2] in PROSE else other).append(found)
    return pages(prose), pages(other)


def pages(found: Sequence[str]) -> list[str]:
    """Return texts as pages of 3,000 characters in lines."""
    whole = " ".join(" ".join(found).split())
    cut = [whole[at : at + SIZE] for at in range(0, len(whole) - SIZE, SIZE)]
    return ["\n".join(textwrap.wrap(page, WIDE)) for page in cut[:PAGES]]


def ours() -> Callable[[Sequence[str]], float]:
    """Return what searches texts with woolak and says how many seconds it took."""
    detector = engine.load(rulebook.load("kern"))
    engine.detect(detector, [page_of("Geachte heer Jansen,")])
    # As workers do: what is loaded stays, and is not looked at again for garbage.
    gc.collect()
    gc.freeze()

    def run(found: Sequence[str]) -> float:
        made: list[Page] = [replace(page_of(t), number=n) for n, t in enumerate(found, 1)]
        start = time.process_time()
        for at in range(0, len(made), SLICE):
            engine.detect(detector, made[at : at + SLICE])
        return time.process_time() - start

    return run


def theirs() -> Callable[[Sequence[str]], float]:
    """Return what searches texts with plain Presidio and says how many seconds it took."""
    # Else it asks the network.
    setattr(tldextract, "extract", tldextract.TLDExtract(suffix_list_urls=()))  # noqa: B010
    made: list[EntityRecognizer] = [
        EmailRecognizer(supported_language="nl"),
        PhoneRecognizer(supported_language="nl", supported_regions=["NL"]),
        IbanRecognizer(supported_language="nl"),
        *(_recognizer(rule) for rule in rulebook.load("kern").rules if rule.pattern),
    ]
    analyzer = AnalyzerEngine(
        registry=RecognizerRegistry(made, supported_languages=["nl"]),
        nlp_engine=_Blank(),
        supported_languages=["nl"],
    )

    def run(found: Sequence[str]) -> float:
        start = time.process_time()
        for text in found:
            analyzer.analyze(text, "nl")
        return time.process_time() - start

    return run


def _recognizer(rule: rulebook.Rule) -> PatternRecognizer:
    pattern = (rule.pattern or "").replace("{lijst}", "(?!)")
    flags = compiled(pattern, rule.flags).flags
    made = [Pattern(rule.id, pattern, rule.score)]
    words = list(rule.context)
    return PatternRecognizer(
        rule.id, patterns=made, supported_language="nl", context=words, global_regex_flags=flags
    )


def main() -> int:
    """Print a line for each engine and kind of text; return 1 when woolak is under the bar."""
    with tempfile.TemporaryDirectory() as folder:
        prose, other = texts(Path(folder))
    least = 0.0
    print(f"{'':24}{'pages':>7}{'pages/s':>9}{'twice':>9}")
    for name, run in (("woolak", ours()), ("plain Presidio", theirs())):
        for kind, found in (("prose", prose), ("mail", other)):
            run(found[:SLICE])
            once, twice = min(run(found), run(found)), run([*found, *found])
            speed, label = len(found) / once, f"{name}, {kind}"
            print(f"{label:24}{len(found):7}{speed:9.0f}{twice / once:8.1f}x")
            least = least or speed
    return int(least < BAR)


if __name__ == "__main__":
    sys.exit(main())
