# SPDX-License-Identifier: EUPL-1.2
"""Pages and a rulebook go in, findings come out: Presidio's AnalyzerEngine with our recognizers.

The only module that imports Presidio, without what it does not need here (see `lean`), and itself
imported late, in a worker. None of Presidio's recognizers, models or downloads is used: our
NlpEngine makes tokens with a regular expression, our recognizers get the view with its geometry,
and the context enhancer, which is quadratic, is replaced by one that changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Any

import regex

from woolak.detect.details import labelled, numbers, own_domains, particulars
from woolak.detect.lean import without
from woolak.detect.living import dwellings, homes, switchboards
from woolak.detect.overlap import Merged, resolve
from woolak.detect.placing import delimited, structure
from woolak.detect.running import names
from woolak.detect.text import torn
from woolak.detect.text.view import Hit, Token, View, views
from woolak.errors import Unfinished
from woolak.gronden import GRONDEN
from woolak.model import Finding, Page, Reason
from woolak.rulebook import Rulebook

# No model is used, no list of domains is fetched.
with without("spacy", "thinc", "tldextract"):
    from presidio_analyzer import (
        AnalysisExplanation,
        AnalyzerEngine,
        ContextAwareEnhancer,
        EntityRecognizer,
        RecognizerRegistry,
        RecognizerResult,
    )
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
    from presidio_anonymizer import AnonymizerEngine, OperatorConfig
    from presidio_anonymizer import RecognizerResult as Span

LANGUAGE = "nl"

_TOKEN = regex.compile(r"\w+|[^\w\s]")
_FINDERS: tuple[tuple[str, Callable[[View, Rulebook], list[Hit]]], ...] = (
    ("patronen", numbers.find),
    ("structuur", structure.find),
    ("namen", names.find),
    ("adressen", homes.find),
    ("gegevens", particulars.find),
    ("labels", labelled.find),
    ("regels", delimited.find),
)


@dataclass(frozen=True, slots=True)
class Detector:
    """An analyzer that is ready for one rulebook; made once per process."""

    book: Rulebook
    analyzer: AnalyzerEngine = field(repr=False)


class _Result(RecognizerResult):
    """A result with the hit it stands for; its entity type is the rule.

    Presidio drops results of one entity type that lie in each other; no two rules may meet there.
    """

    KEYS = (RecognizerResult.RECOGNIZER_NAME_KEY, RecognizerResult.RECOGNIZER_IDENTIFIER_KEY)

    def __init__(self, hit: Hit, recognizer: _Recognizer) -> None:
        told = AnalysisExplanation(recognizer.title, hit.score, textual_explanation=hit.why)
        who = dict.fromkeys(self.KEYS, recognizer.title)
        super().__init__(hit.rule, hit.start, hit.end, hit.score, told, who)
        self.hit = hit


class _Artifacts(NlpArtifacts):
    """What a recognizer needs of a text: the view it was made from, and for others its `words`."""

    def __init__(self, view: View, engine: NlpEngine, *, words: bool = False) -> None:
        self.view = view
        tokens: Any = _TOKEN.findall(view.text) if words else []
        lemmas = [token.lower() for token in tokens]
        super().__init__([], tokens, [], lemmas, engine, LANGUAGE)


class _Nlp(NlpEngine):
    """Tokens by regular expression, a lemma is the lower-cased token: nothing to load or fetch."""

    def load(self) -> None:
        """Load nothing."""

    def is_loaded(self) -> bool:
        """Say that nothing needs loading."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Return the artifacts of bare text, which has no geometry."""
        del language
        return _Artifacts(View(text, (), ()), self, words=True)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,
        n_process: int = 1,
        **_: object,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Yield each text with its artifacts."""
        del batch_size, n_process
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """Say no: every word may be context."""
        del word, language
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Say whether a token is punctuation."""
        del language
        return not word.isalnum()

    def get_supported_entities(self) -> list[str]:
        """Return none: names come from recognizers."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return Dutch."""
        return [LANGUAGE]


class _Recognizer(EntityRecognizer):
    """One of our finders as Presidio knows it; it works on the view, not on the bare text."""

    def __init__(
        self, name: str, find: Callable[[View, Rulebook], list[Hit]], book: Rulebook
    ) -> None:
        self.title, self._find, self._book = name, find, book
        super().__init__([rule.id for rule in book.rules], name, LANGUAGE)
        self._id = name  # Presidio's own holds a memory address: another one in each process

    def load(self) -> None:
        """Load nothing."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """Return a result for each hit of the finder."""
        del text, entities
        if not isinstance(nlp_artifacts, _Artifacts):
            raise TypeError("our recognizers need the artifacts of our own NlpEngine")
        return [_Result(hit, self) for hit in self._find(nlp_artifacts.view, self._book)]


class _NoEnhancer(ContextAwareEnhancer):
    """Leaves scores alone: our rules look for their context words in a window of their own."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        *rest: object,
        **options: object,
    ) -> list[RecognizerResult]:
        """Return the results as they are."""
        del text, rest, options
        return raw_results


def load(book: Rulebook) -> Detector:
    """Return a detector for a rulebook.

    Raises RulesError when a rule asks for a check that does not exist.
    """
    numbers.check(book)
    recognizers = [_Recognizer(name, find, book) for name, find in _FINDERS]
    analyzer = AnalyzerEngine(
        registry=RecognizerRegistry(recognizers, supported_languages=[LANGUAGE]),
        nlp_engine=_Nlp(),
        log_decision_process=False,
        default_score_threshold=0.0,
        supported_languages=[LANGUAGE],
        context_aware_enhancer=_NoEnhancer(),
    )
    return Detector(book, analyzer)


def detect(detector: Detector, pages: Sequence[Page]) -> list[Finding]:
    """Return the findings on consecutive pages of one document, in the order of the pages.

    Raises Unfinished when a rule runs out of time: the pages are not clean then, they are unknown.
    """
    found: dict[str, Finding] = {}
    for _, group in groupby(sorted(pages, key=_place), key=lambda page: _place(page)[:2]):
        for view in views(list(group)):
            for finding in _findings(detector, view):
                name = finding.id
                found[name] = _surer(found.get(name), finding)
    return [finding for _, finding in sorted(found.items(), key=_order)]


def anonymized(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with `[5.1.2.e]` in place of each (start, end, ground).

    Overlapping places become one. Presidio's anonymizer merges wrongly when they are not sorted.
    """
    spans = [Span(grond, start, end, 1.0) for start, end, grond in sorted(places)]
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    return engine.anonymize(text, spans, dict(_labels())).text


@cache
def _labels() -> dict[str, OperatorConfig]:
    return {
        code: OperatorConfig("replace", {"new_value": f"[{grond.box}]"})
        for code, grond in GRONDEN.items()
    }


def _order(item: tuple[str, Finding]) -> tuple[int, str, int, int, str]:
    name, finding = item
    return finding.page, finding.layer, finding.start or 0, finding.end or 0, name


def _place(page: Page) -> tuple[str, str, int]:
    return page.document, page.layer, page.number


def _surer(old: Finding | None, new: Finding) -> Finding:
    """Return what counts when two views hold one place: the surer; redacted when equal."""
    if old is None or (new.score, not new.keep) > (old.score, not old.keep):
        return new
    return old


def _findings(detector: Detector, view: View) -> Iterator[Finding]:
    engine = detector.analyzer
    artifacts = _Artifacts(view, engine.nlp_engine)
    try:
        results: list[Any] = engine.analyze(
            view.text, LANGUAGE, score_threshold=0.0, nlp_artifacts=artifacts
        )
    except TimeoutError:
        raise Unfinished(Reason.RULE_TIMEOUT, numbers.where(view)) from None
    hits = homes.beside((result.hit for result in results), view.text)
    hits = dwellings.settle(particulars.beside(hits, view.text), view.text, detector.book)
    hits = switchboards.public(hits, view.text, detector.book)
    hits = own_domains.whole(hits, view.text, detector.book)
    for merged in resolve(torn.whole(hits, view.text), view.text):
        yield from _pieces(merged, view)


def _pieces(merged: Merged, view: View) -> Iterator[Finding]:
    """Yield a finding for each run of neighbouring words on a page; runs share one `mention`."""
    findings = [_finding(merged, view, run) for run in _runs(merged.hit, view)]
    for finding in findings:
        yield replace(finding, mention=findings[0].id) if len(findings) > 1 else finding


def _runs(hit: Hit, view: View) -> Iterator[list[Token]]:
    """Yield the tokens under a hit, cut where the page changes or other text stands in between."""
    run: list[Token] = []
    for token in view.touched(hit.start, hit.end):
        if run and not _follows(run[-1], token, view):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _follows(left: Token, right: Token, view: View) -> bool:
    low, high = left.word.end, right.word.start
    return (
        left.page == right.page and low <= high and not view.pages[left.page].text[low:high].strip()
    )


def _finding(merged: Merged, view: View, run: list[Token]) -> Finding:
    hit, page = merged.hit, view.pages[run[0].page]
    start = run[0].word.start + max(0, hit.start - run[0].start)
    end = run[-1].word.start + min(len(run[-1].word.text), hit.end - run[-1].start)
    return Finding(
        page.document,
        page.number,
        page.layer,
        start,
        end,
        page.text[start:end],
        hit.kind,
        merged.rules,
        hit.score,
        hit.why,
        page.boxes(start, end, exact=hit.exact),
        keep=hit.keep,
        role=hit.role,
        functie=hit.functie,
    )
