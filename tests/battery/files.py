# SPDX-License-Identifier: EUPL-1.2
"""Names that the file holds as bytes: earlier revisions, comments, what no table refers to."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf

from battery.paper import NAME, saved, show

Change = Callable[[Pdf], bytes]


def _plain(pdf: Pdf) -> bytes:
    return saved(pdf, object_stream_mode=ObjectStreamMode.disable)


def _appended(data: bytes, number: int, body: bytes) -> bytes:
    """Return a file with a revision more, in which an object has another content."""
    size = max(map(int, re.findall(rb"(\d+) 0 obj", data))) + 2
    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    place = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    end = b"trailer\n<</Size %d /Root %b /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return data + table + end % (size, root, before, len(data))


def _earlier_revision(pdf: Pdf) -> bytes:
    show(pdf, f"Eerder schreef {NAME} dit")
    data = _plain(pdf)
    with pikepdf.open(io.BytesIO(data)) as made:
        number = made.pages[0].obj.Contents[-1].objgen[0]
    return _appended(data, number, b"<</Length 3>>\nstream\nq Q\nendstream")


def _orphan(pdf: Pdf) -> bytes:
    data = _plain(pdf)
    number = max(map(int, re.findall(rb"(\d+) 0 obj", data))) + 1
    return _appended(data, number, b"<</Was (%b)>>" % NAME.encode())


def _comment(pdf: Pdf) -> bytes:
    return _plain(pdf).replace(b"\n", b"\n%% %b\n" % NAME.encode(), 1)


def _after_the_end(pdf: Pdf) -> bytes:
    return _plain(pdf) + b"\n%% %b\n" % NAME.encode()


def _owner_password(pdf: Pdf) -> bytes:
    pdf.Root.XxNaam = pikepdf.String(NAME)
    return saved(pdf, encryption=pikepdf.Encryption(owner="geheim", user=""))


def _object_streams(pdf: Pdf) -> bytes:
    pdf.Root.XxNaam = pdf.make_indirect(Dictionary(Was=pikepdf.String(NAME)))
    return saved(pdf, object_stream_mode=ObjectStreamMode.generate)


def _ascii_filters(pdf: Pdf) -> bytes:
    shown = pdf.make_stream(b"")
    text = f"q BT /F1 11 Tf 40 120 Td (De heer {NAME} kwam) Tj ET Q"
    shown.write(text.encode().hex().encode() + b">", filter=Name.ASCIIHexDecode)
    pdf.pages[0].obj.Contents.append(shown)
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _run_lengths(pdf: Pdf) -> bytes:
    text = f"q BT /F1 11 Tf 40 120 Td (De heer {NAME} kwam) Tj ET Q".encode()
    shown = pdf.make_stream(b"")
    shown.write(bytes([len(text) - 1]) + text + b"\x80", filter=Name.RunLengthDecode)
    pdf.pages[0].obj.Contents.append(shown)
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _linearized(pdf: Pdf) -> bytes:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Author=pikepdf.String(NAME)))
    return saved(pdf, linearize=True)


CASES: dict[str, Change] = {
    "earlier_revision": _earlier_revision,
    "object_that_no_table_lists": _orphan,
    "comment_after_the_header": _comment,
    "bytes_after_the_end": _after_the_end,
    "owner_password": _owner_password,
    "object_stream": _object_streams,
    "stream_in_hexadecimal": _ascii_filters,
    "stream_in_run_lengths": _run_lengths,
    "linearized": _linearized,
}
