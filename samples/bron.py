# SPDX-License-Identifier: EUPL-1.2
"""A source in HTML with marks goes in; the same HTML without marks comes out, with what was marked.

A mark says what must happen with the text in it:

    {{name ambtenaar: Tessa Brinkhuis}}             must go (kind, role, text)
    {{ask name ambtenaar: J. de Boer}}              must go, and is a question for the reviewer
    {{keep name bewindspersoon: Mark Rutte}}        must stay
    {{health burger 5.1.2e: bril}}                  must go, on another ground than is usual

The domain after a marked e-mail address is public by itself: it needs no mark.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

_MARK = re.compile(
    r"\{\{(?:(?P<verdict>keep|ask)\s+)?(?P<kind>[a-z_]+)\s+(?P<role>[a-z_]+)"
    r"(?:\s+(?P<ground>5\.[\d.]+[a-i]?))?:\s*(?P<text>[^{}]+?)\}\}"
    r"(?:@(?P<domain>[\w-]+(?:\.[\w-]+)+))?"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GROUNDS = {"bsn": "5.1.1e", "health": "5.1.1d", "special_category": "5.1.1d"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked text; `repeated` stands in the side column or head of every page."""

    text: str
    kind: str
    role: str
    ground: str | None
    verdict: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Bron:
    """One source: clean HTML, its marks, and the facts in its <meta> elements."""

    name: str
    html: str
    marks: tuple[Mark, ...]
    meta: dict[str, list[str]]

    def fact(self, name: str, default: str = "") -> str:
        """Return the one value of a <meta>."""
        return self.meta.get(name, [default])[0]


def read(path: Path) -> Bron:
    """Read a source; a mark inside <aside> or <header> counts for every page."""
    raw = _styled(path.read_text(encoding="utf-8"), path.parent)
    tree = lxml_html.document_fromstring(raw)
    meta: dict[str, list[str]] = {}
    for element in tree.iterfind(".//meta[@name]"):
        meta.setdefault(element.get("name", ""), []).append(element.get("content", ""))
    areas = [m.span() for m in re.finditer(r"(?s)<(aside|header)\b.*?</\1>", raw)]
    marks: list[Mark] = []
    for found in _MARK.finditer(raw):
        repeated = any(start < found.start() < end for start, end in areas)
        marks += _marks(found, repeated=repeated)
    clean = strip(raw)
    if "{{" in clean or "}}" in clean:
        raise SystemExit(f"{path.name}: a mark is not closed or not well written")
    return Bron(path.stem, linked(clean), tuple(marks), meta)


def _styled(raw: str, folder: Path) -> str:
    return re.sub(
        r'<link rel="stylesheet" href="([\w.]+)">',
        lambda m: f"<style>{(folder / m[1]).read_text(encoding='utf-8')}</style>",
        raw,
    )


def strip(raw: str) -> str:
    """Take the marks away and leave their texts."""
    return _MARK.sub(lambda m: m["text"] + (f"@{m['domain']}" if m["domain"] else ""), raw)


def linked(clean: str) -> str:
    """Make every e-mail address in the body a mailto link, as mail programs and Word do."""
    head, body, rest = clean.partition("<body")
    return head + body + _ADDRESS.sub(r'<a href="mailto:\g<0>">\g<0></a>', rest)


def _marks(found: re.Match[str], *, repeated: bool) -> list[Mark]:
    text = " ".join(html.unescape(found["text"]).replace("\u00ad", "").split())
    kind, role, verdict = found["kind"], found["role"], found["verdict"] or "redact"
    ground = found["ground"] or _GROUNDS.get(kind, "5.1.2e")
    mark = Mark(text, kind, role, None if verdict == "keep" else ground, verdict, repeated)
    if not found["domain"]:
        return [mark]
    return [mark, Mark(found["domain"], kind, role, None, "keep", repeated)]
