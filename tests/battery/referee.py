# SPDX-License-Identifier: EUPL-1.2
"""A PDF goes in; where a name is still to be found, and which words were lost, comes out.

Shares no code with woolak: pypdf, poppler, and the bytes themselves. OCR for what only eyes see.
"""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pypdf
from PIL import Image, ImageOps
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from battery.paper import KEPT, NAME, OTHER

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_OCTAL = re.compile(rb"\\([0-7]{3})")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_LONE = re.compile(r'<word xMin="(?P<x>\d+)[^"]*" yMin="(?P<y>[\d.]+)"[^>]*>(?P<letter>\w)</word>')
_SECRETS = (NAME.lower(), unicodedata.normalize("NFKD", OTHER).replace("\u0308", "").lower())


def leaks(path: Path, *, pixels: bool = False) -> set[str]:
    """Return the ways in which a name can still be read."""
    data = path.read_bytes()
    found = {"bytes"} if any(map(_tells, _readings(data))) else set()
    found |= {"decoded"} if any(map(_tells, _streams(data))) else set()
    found |= {"objects"} if any(map(_tells, _objects(data))) else set()
    found |= {"pypdf"} if any(map(_tells, _texts(data))) else set()
    modes = ("-raw", "-layout")
    found |= {"poppler"} if any(_tells(_poppler(path, mode)) for mode in modes) else set()
    found |= {"stacked"} if any(map(_tells, _stacked(path))) else set()
    found |= {"seen"} if pixels and _tells(_ocr(path)) else set()
    return found


def held(path: Path) -> set[str]:
    """Return the ways in which images hold a name that OCR reads, whatever a page shows of them."""
    found = {"extracted"} if any(map(_tells, map(_read, _extracted(path)))) else set()
    return found | ({"samples"} if any(map(_tells, map(_read, _samples(path)))) else set())


def _extracted(path: Path) -> Iterator[bytes]:
    """Yield the images and masks of a file as poppler takes them out."""
    with TemporaryDirectory() as folder:
        subprocess.run(["pdfimages", "-png", str(path), f"{folder}/a"], check=True)
        for image in sorted(Path(folder).iterdir()):
            yield image.read_bytes()


def _samples(path: Path) -> Iterator[bytes]:
    """Yield the images of one byte a sample as they are stored: neither decoded nor masked."""
    reader = pypdf.PdfReader(path)
    for number in {number for table in reader.xref.values() for number in table}:
        item = reader.get_object(IndirectObject(number, 0, reader))
        if not isinstance(item, StreamObject) or item.get("/Subtype") != "/Image":
            continue
        size, data = tuple(int(str(item[key])) for key in ("/Width", "/Height")), item.get_data()
        if len(data) == size[0] * size[1]:
            out = io.BytesIO()
            ImageOps.autocontrast(Image.frombytes("L", (size[0], size[1]), data)).save(out, "PNG")
            yield out.getvalue()


def lost(path: Path) -> set[str]:
    """Return the words that had to stay and are gone, and damage of the file."""
    text = _poppler(path, "-raw")
    words = {word for word in KEPT if word not in text}
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
    return words | ({"structure"} if checked.returncode else set())


def _tells(text: str) -> bool:
    plain = unicodedata.normalize("NFKD", unescape(unquote(text))).casefold()
    letters = "".join(c for c in plain if c.isalpha())
    # Backwards too: letters may be set from right to left.
    return any(secret in letters or secret[::-1] in letters for secret in _SECRETS)


def _readings(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    yield data.decode("utf-16-be", "ignore")
    yield data[1:].decode("utf-16-be", "ignore")


def _streams(data: bytes) -> Iterator[str]:
    for found in _STREAM.finditer(data):
        raw = found[1]
        try:
            raw = zlib.decompressobj().decompress(raw)
        except zlib.error:
            if raw.strip().endswith(b">"):
                raw = _hexed(raw)
        yield raw.decode("latin-1")
        strings = [_OCTAL.sub(lambda m: bytes([int(m[1], 8)]), s) for s in _LITERAL.findall(raw)]
        yield b"".join(strings).replace(b"\\\n", b"").replace(b"\xad", b"").decode("latin-1")
        codes = [
            bytes.fromhex(c.decode())
            for c in _HEX.findall(raw)
            if len(c.split()) == 1 and len(c) % 2 == 0
        ]
        yield b" ".join(codes).decode("latin-1")
        yield "".join(code.decode("utf-16-be", "ignore") for code in codes)


def _hexed(code: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", code).decode()
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _objects(data: bytes) -> Iterator[str]:
    """Yield every string and name of every object that a reader can reach or that is listed."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    listed = [number for table in reader.xref.values() for number in table]
    for number in {*listed, *reader.xref_objStm}:
        try:
            item = reader.get_object(IndirectObject(number, 0, reader))
        except pypdf.errors.PyPdfError:
            continue
        yield from _parts(item)
    yield from _parts(reader.trailer)


def _parts(item: object) -> Iterator[str]:
    if isinstance(item, StreamObject):
        try:
            yield item.get_data().decode("latin-1")
        except (pypdf.errors.PyPdfError, NotImplementedError, ValueError, AttributeError):
            yield ""
    if isinstance(item, DictionaryObject):
        for key, value in item.items():
            yield str(key)
            yield from _parts(value)
    elif isinstance(item, ArrayObject):
        for value in item:
            yield from _parts(value)
    elif isinstance(item, bytes | str):
        yield item if isinstance(item, str) else item.decode("latin-1")


def _texts(data: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        yield page.extract_text()


def _poppler(path: Path, mode: str) -> str:
    command = ["pdftotext", mode, "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _stacked(path: Path) -> Iterator[str]:
    """Yield the letters that stand alone, from top to bottom, of each place along a line."""
    found = [(int(one["x"]) // 6, float(one["y"]), one["letter"]) for one in _lone(path)]
    for left in {x for x, _, _ in found}:
        near = sorted((y, letter) for x, y, letter in found if x - left in (0, 1))
        yield "".join(letter for _, letter in near)


def _lone(path: Path) -> Iterator[re.Match[str]]:
    return _LONE.finditer(_poppler(path, "-bbox"))


def _ocr(path: Path) -> str:
    drawn = ["pdftoppm", "-r", "200", "-gray", "-singlefile", str(path)]
    return _read(subprocess.run(drawn, capture_output=True, check=True).stdout)


def _read(picture: bytes) -> str:
    read = ["tesseract", "-", "-", "-l", "nld", "--psm", "6"]
    return subprocess.run(read, input=picture, capture_output=True, check=True).stdout.decode()
