# SPDX-License-Identifier: EUPL-1.2
"""Pages in a language that nobody searched are told apart from Dutch and English ones."""

from __future__ import annotations

import pytest

from woolak.detect import language
from woolak.detect.examples import page_of

DUTCH = (
    "Hierbij ontvangt u de stukken voor de vergadering van volgende week over de begroting.\n" * 8
)
ENGLISH = "Please find attached the documents for the meeting of next week about the budget.\n" * 8
GERMAN = (
    "Hiermit möchten wir Sie darüber informieren, dass die Verhandlungen über die "
    "Zusammenarbeit erfolgreich abgeschlossen worden sind.\n" * 8
)


@pytest.mark.parametrize(
    ("text", "foreign"), [(DUTCH, False), (ENGLISH, False), (GERMAN, True), (GERMAN[:200], False)]
)
def test_a_page_in_another_language_needs_eyes(text: str, foreign: bool) -> None:  # noqa: FBT001
    assert language.foreign(page_of(text)) is foreign
