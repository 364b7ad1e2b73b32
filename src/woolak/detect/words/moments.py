# SPDX-License-Identifier: EUPL-1.2
"""Parts of patterns for the ways in which papers and chats write a month and a time."""

from __future__ import annotations

MONTH = r"(?:jan|feb|m(?:aa)?rt|maa(?!r)|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}*\.?"
"""A month, Dutch or English, in full or in short, in small letters."""
TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
"""A time of the day: `9.05`, `09:05:12`, `9:05 p.m.`."""
_ROMAN = r"(?:X?I{1,3}|I?V|VI{1,3}|I?X)"
DATE = (
    r"\d{1,2}[ ]?[-/.][ ]?\d{1,2}[ ]?[-/.][ ]?['’]?(?P<year>(?:19|20)?\d{2})(?!\d)"
    rf"|\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?[ -]?(?:of[ ])?(?i:{MONTH})[ -]?['’]?"
    r"(?P<year>(?:19|20)?\d{2})(?!\d)"
    rf"|(?i:{MONTH})[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?P<year>(?:19|20)\d{{2}})"
    r"|(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])[01]?\d(?P=sign)[0-3]?\d"
    r"|\d{1,2}[ ]\d{1,2}[ ](?P<year>(?:19|20)\d{2})"
    rf"|\d{{1,2}}[ .-]{_ROMAN}[ .-](?P<year>(?:19|20)\d{{2}})"
    r"|(?P<year>19\d{2}|20[0-2]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<year>(?:19|20)\d{2})(?!\d)"
)
"""A day, a month and a year in figures, with the month in letters, or in Roman figures."""
