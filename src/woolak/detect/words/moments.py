# SPDX-License-Identifier: EUPL-1.2
"""Parts of patterns for the ways in which papers and chats write a month and a time."""

from __future__ import annotations

MONTH = r"(?:jan|feb|m(?:aa)?rt|maa(?!r)|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{L}*\.?"
"""A month, Dutch or English, in full or in short, in small letters."""
TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
"""A time of the day: `9.05`, `09:05:12`, `9:05 p.m.`."""
