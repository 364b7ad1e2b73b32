# SPDX-License-Identifier: EUPL-1.2
"""A mail (.eml, .msg) in; its headers and text as HTML, its pictures and its attachments out."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from woolak.dates import written
from woolak.errors import Rejected
from woolak.model import Reason
from woolak.parcels import html as parcels_html

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_HEADERS = (("From", "Van"), ("To", "Aan"), ("Cc", "Cc"), ("Bcc", "Bcc"))
_SHOWN = ("image/png", "image/jpeg", "image/gif")
_RECIPIENT = 0x0C15
"""PidTagRecipientType (MS-OXPROPS 2.903): 1 to, 2 cc, 3 bcc."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; `data` is None when it is no file of its own."""

    name: str = field(repr=False)
    data: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it will be read."""

    html: str = field(repr=False)
    pictures: Mapping[str, bytes] = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)


def read(path: Path, name: str) -> Letter:
    """Read a mail; raises Rejected when it is none."""
    try:
        if Path(name).suffix.lower() == ".msg":
            return _outlook(path)
        return _mime(path.read_bytes())
    except Rejected:
        raise
    except Exception:  # noqa: BLE001 - whatever a stranger's mail does to a parser
        raise Rejected(Reason.DAMAGED, "mail") from None


def _mime(data: bytes) -> Letter:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not any(message.get(header) for header in ("From", "Date", "Subject", "Received")):
        raise Rejected(Reason.DAMAGED, "mail")
    heads = [
        (dutch, "; ".join(str(one) for one in message.get_all(name, ())))
        for name, dutch in _HEADERS
    ]
    texts: list[_Text] = []
    others: list[Any] = []
    _sorted_out(message, texts, others)
    pictures, attached = _enclosed(others)
    lines = [line for text in texts for line in _told(text)]
    pictures |= parcels_html.pictures([_content(text.html) for text in texts])
    day = _day(message["Date"])
    html = _page(heads, day, str(message["Subject"] or ""), attached, lines, pictures)
    return Letter(html, pictures, attached)


class _Text(NamedTuple):
    """A part of the text of a mail, once or twice: as plain text, as HTML."""

    plain: Any = None
    html: Any = None


def _sorted_out(part: Any, texts: list[_Text], others: list[Any]) -> None:  # noqa: ANN401
    """Tell the texts of a mail from what came with it; a mail may go on after an attachment."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        text = _Text(part.get_body(("plain",)), part.get_body(("html",)))
        texts.append(text)
        others += [one for one in _leaves(part) if one is not text.plain and one is not text.html]
    elif part.is_multipart() and part.get_content_maintype() != "message":
        for inside in part.iter_parts():
            _sorted_out(inside, texts, others)
    elif _in_sight(part, first=not texts):
        texts.append(_Text(html=part) if kind == "text/html" else _Text(part))
    else:
        others.append(part)


def _in_sight(part: Any, *, first: bool) -> bool:  # noqa: ANN401
    if part.get_content_type() not in {"text/plain", "text/html"}:
        return False
    return part.get_content_disposition() != "attachment" and (first or not part.get_filename())


def _leaves(part: Any) -> Iterator[Any]:  # noqa: ANN401
    if part.is_multipart() and part.get_content_maintype() != "message":
        for inside in part.iter_parts():
            yield from _leaves(inside)
    else:
        yield part


def _told(text: _Text) -> list[str]:
    html = _content(text.html)
    lines = _fuller(_content(text.plain).splitlines(), parcels_html.lines_of(html))
    return [*lines, *parcels_html.unsaid(html, lines)]


def _content(part: Any) -> str:  # noqa: ANN401 - a part as the package has it
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeDecodeError):
        return (part.get_payload(decode=True) or b"").decode("latin-1")


def _fuller(plain: list[str], html: list[str]) -> list[str]:
    """Return the plain text, unless it is only a remnant of what stands in the HTML."""
    words, written = (len(" ".join(lines).split()) for lines in (plain, html))
    return html if 2 * words < written else plain


def _enclosed(others: list[Any]) -> tuple[dict[str, bytes], tuple[Attachment, ...]]:
    """Return the pictures that stand in the text, and what else came with the mail."""
    pictures: dict[str, bytes] = {}
    attached: list[Attachment] = []
    for number, part in enumerate(others, 1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inside = part.get_payload()
            inner = inside[0] if isinstance(inside, list) else inside
            attached.append(Attachment(f"bericht{number}.eml", inner.as_bytes()))
            continue
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        if kind in _SHOWN and part["Content-ID"] and part.get_content_disposition() != "attachment":
            pictures[f"beeld{number}"] = data
        else:
            attached.append(Attachment(_named(part, number), data))
    return pictures, tuple(attached)


def _named(part: EmailMessage, number: int) -> str:
    name = re.sub(r"[\x00-\x1f/\\]", "_", part.get_filename() or "")
    if name:
        return name
    endings = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
    return f"bijlage{number}{endings.get(part.get_content_type(), '')}"


def _day(value: object) -> str:
    try:
        return _spelled(parsedate_to_datetime(str(value)))
    except (TypeError, ValueError, IndexError):
        return str(value or "")


def _spelled(day: datetime) -> str:
    date = f"{_DAYS[day.weekday()]} {written(day)}"
    return f"{date} {day.hour:02}:{day.minute:02}"


def _page(  # noqa: PLR0913, PLR0917 - the parts of a mail
    heads: list[tuple[str, str]],
    day: str,
    subject: str,
    attached: tuple[Attachment, ...],
    lines: list[str],
    pictures: Mapping[str, bytes],
) -> str:
    # Their names stand in the list of documents: a name of a file often names a person, and in a
    # way that no grammar reads.
    count = str(len(attached) or "")
    told = [heads[0]] if heads else []
    told += [("Verzonden", day), *heads[1:], ("Onderwerp", subject), ("Bijlagen", count)]
    top = "".join(f"<p><b>{name}:</b> {escape(value)}</p>" for name, value in told if value)
    body = "".join(f"<p>{escape(line) or '&#160;'}</p>" for line in lines)
    shown = "".join(f'<p><img src="{name}"/></p>' for name in pictures)
    return f"<html><body>{top}<hr/>{body}{shown}</body></html>"


def _outlook(path: Path) -> Letter:
    try:
        from oxmsg import Message
    except ImportError:
        raise Rejected(Reason.NOT_PDF, "the extra 'mail' is not installed") from None
    message = Message.load(str(path))
    heads = [("Van", message.sender or "")]
    people: dict[int, list[str]] = {}
    for person in message.recipients:
        number = person.properties.int_prop_value(_RECIPIENT) or 1
        people.setdefault(number, []).append(f"{person.name} <{person.email_address}>")
    heads += [
        (name, "; ".join(people.get(n, ()))) for n, name in ((1, "Aan"), (2, "Cc"), (3, "Bcc"))
    ]
    attached = tuple(
        Attachment(re.sub(r"[\x00-\x1f/\\]", "_", one.file_name or f"bijlage{n}"), one.file_bytes)
        for n, one in enumerate(message.attachments, 1)
    )
    html = message.html_body or ""
    lines = _fuller((message.body or "").splitlines(), parcels_html.lines_of(html))
    lines += parcels_html.unsaid(html, lines)
    pictures = parcels_html.pictures([html])
    day = _spelled(message.sent_date) if message.sent_date else ""
    page = _page(heads, day, message.subject or "", attached, lines, pictures)
    return Letter(page, pictures, attached)
