# SPDX-License-Identifier: EUPL-1.2
"""The HTML of a mail in; its text line by line, and the pictures that stand in it, out."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

import lxml.html
from lxml import etree

from woolak.errors import Rejected
from woolak.model import Reason

_BLOCKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "blockquote"})
_SILENT = frozenset({"script", "style", "head", "title", "meta"})
_SHOWN = re.compile(r"data:image/(?:png|jpe?g|gif)((?:;[^,;]*)*),", re.IGNORECASE)


def lines_of(html: str) -> list[str]:
    """Return the text of HTML line by line, a block on lines of its own.

    Scripts, styles and comments are left out; what a style hides stays, and is read like the rest.
    Raises Rejected for what nests so deep that a part of it would be lost.
    """
    if not html.strip():
        return []
    root = _root(html)
    if root is None:
        return html.splitlines()
    pieces: list[str] = []
    _walk(root, pieces)
    text = re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v]*", "\n", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip().splitlines()


def unsaid(html: str, lines: Sequence[str]) -> list[str]:
    """Return a line for each description of a picture that does not stand in these lines."""
    root = _root(html) if "alt" in html.lower() else None
    said = " ".join(" ".join(lines).split())
    every = [] if root is None else [_flat(one.get("alt")).strip() for one in root.iter("img")]
    return [f"[Afbeelding: {alt}]" for alt in dict.fromkeys(every) if alt and alt not in said]


def pictures(texts: Iterable[str]) -> dict[str, bytes]:
    """Return the pictures that are written in HTML itself, under names of our own."""
    found: list[bytes] = []
    for html in texts:
        root = _root(html) if "data:" in html.lower() else None
        for one in root.iter("img") if root is not None else ():
            found += _written_out((one.get("src") or "").strip())
    return {f"ingevoegd{number}": data for number, data in enumerate(found, 1)}


def _written_out(source: str) -> list[bytes]:
    head = _SHOWN.match(source)
    if head is None:
        return []
    data = unquote_to_bytes(source[head.end() :])
    try:
        return [base64.b64decode(data) if "base64" in head[1].lower() else data]
    except binascii.Error:
        return []


def _root(html: str) -> Any:  # noqa: ANN401 - an element of lxml, or None
    if not html.strip():
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.fromstring(html.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        raise Rejected(Reason.TOO_COMPLEX, "mail")
    return root


def _walk(root: Any, pieces: list[str]) -> None:  # noqa: ANN401 - an element of lxml
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            pieces.append(_flat(node.tail))
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        silent = any(up.tag in _SILENT for up in (node, *node.iterancestors()))
        if event == "start":
            pieces.append(
                "\n" if tag in _BLOCKS or tag == "br" else " " if tag in ("td", "th") else ""
            )
            pieces.append("" if silent else _flat(node.text))
        else:
            pieces.append("\n" if tag in _BLOCKS else "")
            outer = any(up.tag in _SILENT for up in node.iterancestors())
            pieces.append("" if outer else _flat(node.tail))


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
