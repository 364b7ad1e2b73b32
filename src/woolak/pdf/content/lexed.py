# SPDX-License-Identifier: EUPL-1.2
"""A content stream in; its strings and what stands between them out, without taking it apart.

Where only a parser can tell what is a string there is no answer: comments, inline images, brackets
in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_STRING = re.compile(
    rb"\(([^()\\]*(?:\\.[^()\\]*)*)\)|(?<!<)<([0-9A-Fa-f\s]*)>(?!>(?!>))", re.DOTALL
)
_UNSURE = re.compile(rb"[()%]|(?<!<)<(?!<)|(?<!>)>(?!>)|<<<|>>>|\bBI\b")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MARKS = (b"\xfe\xff", b"\xff\xfe")


@dataclass(frozen=True, slots=True)
class Lexed:
    """The strings of a content stream as their bytes, in order, and all the rest of it."""

    strings: Sequence[bytes] = field(repr=False)
    rest: bytes = field(repr=False)


def lexed(data: bytes) -> Lexed | None:
    """Return the strings of a decoded content stream (ISO 32000-1, 7.3.4); None when not sure."""
    parts = _STRING.split(data)
    rest = b" ".join(parts[::3])
    if _UNSURE.search(rest):
        return None
    pairs = zip(parts[1::3], parts[2::3], strict=True)
    strings = [of_hex(code) if text is None else _literal(text) for text, code in pairs]
    return Lexed(strings, rest)


def of_hex(code: bytes) -> bytes:
    """Return the bytes of a string in hexadecimal digits (ISO 32000-1, 7.3.4.3)."""
    digits = b"".join(code.split()).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _literal(text: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, text) if b"\\" in text else text


def _escaped(found: re.Match[bytes]) -> bytes:
    octal, ended, letter = found.groups()
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    return b"" if ended else _NAMED.get(letter, letter)


def strung(strings: Sequence[bytes]) -> list[str]:
    """Return the strings run together, once for each way in which their bytes may be read."""
    data = b"".join(strings)
    texts = [data.decode("latin-1")]
    if not data.isascii():
        texts.append(data.decode("utf-8", "ignore"))
    wide = [one for one in strings if b"\0" in one or one[:2] in _MARKS]
    if not wide:
        return texts
    parts = wide if any(len(one) % 2 for one in wide) else [b"".join(wide)]
    codes = ("utf-16-be", "utf-16-le")
    return texts + ["".join([part.decode(code, "ignore") for part in parts]) for code in codes]
