# SPDX-License-Identifier: EUPL-1.2
"""What people write first: Presidio and PyMuPDF over a folder, one process, nothing proved.

python -m benchmarks.naive IN OUT redacts e-mail addresses, phone numbers and IBANs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pymupdf
import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    IbanRecognizer,
    PhoneRecognizer,
)


class _Blank(SpacyNlpEngine):
    """A pipeline without a model: Presidio would fetch one."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"nl": spacy.blank("nl")}  # type: ignore[assignment]


def main() -> None:
    """Redact every PDF of a folder into another, and print the pages."""
    # Else it asks the network.
    setattr(tldextract, "extract", tldextract.TLDExtract(suffix_list_urls=()))  # noqa: B010
    source, target = map(Path, sys.argv[1:3])
    target.mkdir(parents=True, exist_ok=True)
    found = [
        EmailRecognizer(supported_language="nl"),
        PhoneRecognizer(supported_language="nl", supported_regions=["NL"]),
        IbanRecognizer(supported_language="nl"),
    ]
    registry = RecognizerRegistry(found, supported_languages=["nl"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=_Blank(), supported_languages=["nl"])
    pages = 0
    for path in sorted(source.glob("*.pdf")):
        with pymupdf.open(path) as document:
            for page in document:
                text = page.get_text()
                for result in analyzer.analyze(text, "nl"):
                    for place in page.search_for(text[result.start : result.end]):
                        page.add_redact_annot(place, fill=(0, 0, 0))
                page.apply_redactions()
                pages += 1
            document.save(target / path.name, garbage=4)
    print(pages)


if __name__ == "__main__":
    main()
