# SPDX-License-Identifier: EUPL-1.2
"""Model values in, plain columns out, and back: the spelling of every value in the database."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from woolak.model import (
    Advice,
    Box,
    Decision,
    Document,
    Finding,
    Kind,
    Layer,
    LogEntry,
    Page,
    Person,
    Reason,
    Redaction,
    Role,
    Status,
    Verdict,
    Word,
)
from woolak.model.words import word_of

Row = Mapping[str, Any]


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _boxes(boxes: tuple[Box, ...]) -> str:
    return _dump([(box.x0, box.y0, box.x1, box.y1) for box in boxes])


# Thousands of rows hold a few words: an enumeration, and a list of rules, is made once of each.
_kind, _layer, _role, _verdict = cache(Kind), cache(Layer), cache(Role), cache(Verdict)
_read = json.JSONDecoder().decode


def _boxed(text: str) -> tuple[Box, ...]:
    return tuple([Box(*sides) for sides in _read(text)])


@lru_cache(maxsize=4096)
def _rules(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def from_page(page: Page) -> dict[str, Any]:
    """Return the columns of a page; its words are packed in one compressed body.

    That is a line of JSON with a column for each field of its words, and behind it the sides of all
    boxes and then all edges as little-endian doubles: written as text these take most of the time.
    """
    words = page.words
    columns = [
        [word.text for word in words],
        [word.start for word in words],
        [word.line for word in words],
        [word.block for word in words],
        [word.upright for word in words],
        [len(word.edges) for word in words],
    ]
    numbers = list(chain.from_iterable([(b.x0, b.y0, b.x1, b.y1) for b in (w.box for w in words)]))
    numbers += chain.from_iterable([word.edges for word in words])
    told = _dump([page.width, page.height, page.text, columns]).encode()
    return {
        "document": page.document,
        "number": page.number,
        "layer": page.layer,
        "unread": page.unread,
        "body": zlib.compress(told + b"\n" + struct.pack(f"<{len(numbers)}d", *numbers), 1),
    }


def to_page(row: Row) -> Page:
    """Return the page that `from_page` packed, in this version or an earlier one."""
    told, line, packed = zlib.decompress(row["body"]).partition(b"\n")
    width, height, text, words = json.loads(told)
    return Page(
        row["document"],
        row["number"],
        width,
        height,
        text,
        tuple(_words(words, packed) if line else map(_word, words)),
        Layer(row["layer"]),
        Reason(row["unread"]) if row["unread"] else None,
    )


def _words(columns: list[list[Any]], packed: bytes) -> list[Word]:
    """Return the words of their columns and the numbers behind these."""
    texts, starts, lines, blocks, upright, counts = columns
    numbers = struct.unpack(f"<{len(packed) // 8}d", packed)
    ends = list(accumulate(counts, initial=4 * len(texts)))
    sides = [iter(numbers[: ends[0]])] * 4
    boxes = map(Box, *sides)
    edges = [numbers[first:last] for first, last in pairwise(ends)]
    return list(map(word_of, zip(texts, starts, boxes, lines, blocks, edges, upright, strict=True)))


def _word(parts: list[Any]) -> Word:
    """Return a word as earlier versions packed it."""
    text, start, box, line, block, edges, upright = parts
    return word_of((text, start, Box(*box), line, block, tuple(edges), upright))


def to_text(row: Row) -> Page:
    """Return the page that `from_page` packed without its words: they take most of the time."""
    packed = _told(row["body"])
    width, height, rest = packed[1:].split(",", 2)
    text = str(scanstring(rest, 1)[0])
    unread = Reason(row["unread"]) if row["unread"] else None
    where = row["document"], row["number"], float(width), float(height)
    return Page(*where, text, (), Layer(row["layer"]), unread)


def _told(body: bytes) -> str:
    """Return the line of JSON of a packed page."""
    return zlib.decompress(body).partition(b"\n")[0].decode()


def text_of(body: bytes) -> str:
    """Return only the text of a packed page: a search reads thousands of them."""
    packed = _told(body)
    return str(scanstring(packed, packed.index('"') + 1)[0])


def size_of(body: bytes) -> tuple[float, float]:
    """Return only the width and height of a packed page."""
    head = zlib.decompressobj().decompress(body, 64).decode(errors="ignore")
    width, height, _ = head[1:].split(",", 2)
    return float(width), float(height)


def from_finding(finding: Finding) -> dict[str, Any]:
    """Return the columns of a finding."""
    return {
        "id": finding.id,
        "document": finding.document,
        "page": finding.page,
        "layer": finding.layer,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "kind": finding.kind,
        "rules": _dump(finding.rules),
        "score": finding.score,
        "why": finding.why,
        "boxes": _boxes(finding.boxes),
        "mention": finding.mention,
        "keep": int(finding.keep),
        "role": finding.role,
        "functie": finding.functie,
    }


def to_finding(row: Row) -> Finding:
    """Return the finding of a row."""
    return Finding(
        row["document"],
        row["page"],
        _layer(row["layer"]),
        row["start"],
        row["end"],
        row["text"],
        _kind(row["kind"]),
        _rules(row["rules"]),
        row["score"],
        row["why"],
        _boxed(row["boxes"]),
        row["mention"],
        bool(row["keep"]),
        _role(row["role"]),
        row["functie"],
    )


def from_person(person: Person) -> dict[str, Any]:
    """Return the columns of a person."""
    return {
        "id": person.id,
        "voornamen": _dump(person.voornamen),
        "initialen": person.initialen,
        "tussenvoegsel": person.tussenvoegsel,
        "achternaam": person.achternaam,
        "functie": person.functie,
        "role": person.role,
        "findings": _dump(person.findings),
    }


def to_person(row: Row) -> Person:
    """Return the person of a row."""
    return Person(
        row["id"],
        tuple(json.loads(row["voornamen"])),
        row["initialen"],
        row["tussenvoegsel"],
        row["achternaam"],
        row["functie"],
        Role(row["role"]),
        tuple(json.loads(row["findings"])),
    )


def from_advice(advice: Advice) -> dict[str, Any]:
    """Return the columns of an advice."""
    return {
        "finding": advice.finding,
        "verdict": advice.verdict,
        "proposal": advice.proposal,
        "grond": advice.grond,
        "why": advice.why,
        "role": advice.role,
    }


def to_advice(row: Row) -> Advice:
    """Return the advice of a row."""
    return Advice(
        row["finding"],
        _verdict(row["verdict"]),
        row["grond"],
        row["why"],
        _role(row["role"]),
        _verdict(row["proposal"]) if row["proposal"] else None,
    )


def to_decision(row: Row) -> Decision:
    """Return the decision of a row."""
    return Decision(row["finding"], _verdict(row["verdict"]), row["grond"], row["by"], row["at"])


def from_redaction(redaction: Redaction) -> dict[str, Any]:
    """Return the columns of what the PDF gets; the register's columns are added by the dossier."""
    return {
        "id": redaction.id,
        "document": redaction.document,
        "page": redaction.page,
        "boxes": _boxes(redaction.boxes),
        "grond": redaction.grond,
    }


def to_redaction(row: Row) -> Redaction:
    """Return the redaction of a row."""
    return Redaction(row["id"], row["document"], row["page"], _boxed(row["boxes"]), row["grond"])


def to_document(row: Row) -> Document:
    """Return the document of a row."""
    return Document(
        row["id"],
        row["source"],
        row["original_sha256"],
        row["pages"],
        Status(row["status"]),
        Reason(row["reason"]) if row["reason"] else None,
        row["place"],
        tuple(json.loads(row["notes"])),
        row["published_sha256"],
        row["soort"],
        row["datum"],
        row["duplicate_of"],
        row["grond"],
        row["family"],
    )


def from_document(document: Document) -> dict[str, Any]:
    """Return the columns of a document."""
    return {
        "id": document.id,
        "source": document.source,
        "original_sha256": document.original_sha256,
        "pages": document.pages,
        "status": document.status,
        "reason": document.reason,
        "place": document.place,
        "notes": _dump(document.notes),
        "published_sha256": document.published_sha256,
        "soort": document.soort,
        "datum": document.datum,
        "duplicate_of": document.duplicate_of,
        "grond": document.grond,
        "family": document.family,
    }


def to_entry(row: Row) -> LogEntry:
    """Return the log entry of a row."""
    return LogEntry(
        row["seq"],
        row["at"],
        row["by"],
        row["event"],
        json.loads(row["data"]),
        row["prev"],
        row["hash"],
    )
