# SPDX-License-Identifier: EUPL-1.2
"""A dossier in; the pages that are put forward to be opened, so that woolak is checked, out.

A part of all pages by chance, always the same ones, and in a beslisnota every page with an opinion:
there the name of an author is the gravest miss (article 5.2, third paragraph, Woo).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator

from woolak import chain
from woolak.detect.words.lexicon import fold
from woolak.dossier import Dossier, rows
from woolak.model import Document

_LIST = "oordeel.txt"
_NOTA = "beslisnota"
_Pages = set[tuple[str, int]]


def sampled(key: bytes, document: str, page: int, percent: int) -> bool:
    """Say whether a page is in the sample by chance; `key` is the dossier's."""
    made = hmac.new(chain.derived(key, "sample"), f"{document}/{page}".encode(), hashlib.sha256)
    return int.from_bytes(made.digest()[:4], "big") % 100 < percent


def drawn(dossier: Dossier, document: Document) -> frozenset[int]:
    """Return the pages of a document that are put forward; none when `steekproef` is 0."""
    sample, _ = put_forward(dossier, [document])
    return frozenset(number for _, number in sample)


def put_forward(dossier: Dossier, documents: Iterable[Document]) -> tuple[_Pages, _Pages]:
    """Return the pages of documents that are put forward, and those with an opinion."""
    percent, opinion = dossier.zaak.steekproef, _opinions(dossier)
    sample: _Pages = set()
    grave: _Pages = set()
    for document in documents:
        numbers = range(1, document.pages + 1)
        sample |= {
            (document.id, n) for n in numbers if sampled(dossier.key, document.id, n, percent)
        }
        if opinion and document.soort.casefold() == _NOTA:
            grave |= {(document.id, number) for number in _grave(dossier, document, opinion)}
    return (sample | grave if percent else set()), grave


def _grave(dossier: Dossier, document: Document, opinion: re.Pattern[str]) -> Iterator[int]:
    """Yield the pages of a beslisnota on which somebody gives an opinion."""
    for row in dossier.page_bodies(document.id):
        if opinion.search(fold(rows.text_of(row["body"]))):
            yield int(row["number"])


def _opinions(dossier: Dossier) -> re.Pattern[str] | None:
    """Return what an opinion is known by, as the pinned packs list it; None when none does."""
    terms: set[str] = set()
    for path in (dossier.path / "rules").glob(f"*/lijsten/{_LIST}"):
        lines = (line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
        terms |= {fold(" ".join(line.split())) for line in lines} - {""}
    told = (r"\s+".join(map(re.escape, term.split())) for term in sorted(terms))
    return re.compile(rf"\b(?:{'|'.join(told)})\b") if terms else None
