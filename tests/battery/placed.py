# SPDX-License-Identifier: EUPL-1.2
"""Names of which the letters, or the words, stand elsewhere than one behind the other on a line."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Pdf

from battery.paper import FIRST, NAME, REST, Make, draw, show

_BESIDE = "over het besluit"


def _letters(places: Sequence[tuple[float, float]]) -> str:
    """Return the operators that set each letter of the name in one of some places."""
    set_at = zip(NAME, places, strict=True)
    return (
        "BT /F1 11 Tf " + " ".join(f"1 0 0 1 {x} {y} Tm ({c}) Tj" for c, (x, y) in set_at) + " ET"
    )


def _down(pdf: Pdf) -> None:
    """Set the name down the margin, each letter drawn before the line that it stands beside."""
    for at, letter in enumerate(NAME):
        show(pdf, letter, 40, 150 - 13 * at)
        show(pdf, _BESIDE, 100, 150 - 13 * at)


def _up(pdf: Pdf) -> None:
    for at, letter in enumerate(NAME.upper()):
        show(pdf, letter, 360, 60 + 13 * at)


def _shuffled(pdf: Pdf) -> None:
    order = [*range(0, len(NAME), 2), *range(1, len(NAME), 2)]
    letters = [f"1 0 0 1 40 {150 - 13 * at} Tm ({NAME[at]}) Tj" for at in order]
    draw(pdf, "BT /F1 11 Tf " + " ".join(letters) + " ET")


def _columns(pdf: Pdf, above: str, beside: str) -> None:
    """Set two columns of running text, of which a name stands at the end and the beginning."""
    left = [
        "Zij sprak over het plan",
        "met de leden van de raad.",
        f"Daar sprak ook de heer {above}",
    ]
    right = [
        f"{beside}, die daar het stuk",
        "heeft toegelicht aan de raad.",
        "Toen ging de raad uiteen.",
    ]
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        show(pdf, one, 30, 140 - 13 * at)
        show(pdf, other, 215, 140 - 13 * at)


def _said_for_a_page(pdf: Pdf) -> None:
    """Give the whole page one ActualText, in which the name stands before the last line."""
    page, text = pdf.pages[0].obj, f"{FIRST} De heer {NAME} sprak. {REST}"
    opening = f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC".encode()
    page.Contents = Array([pdf.make_stream(opening), *page.Contents, pdf.make_stream(b"EMC")])


CASES: dict[str, Make] = {
    "letters_down_beside_lines": _down,
    "broken_at_the_foot_of_a_column": lambda pdf: _columns(pdf, f"{NAME[:5]}-", NAME[5:]),
    "actual_text_of_a_whole_page": _said_for_a_page,
    "letters_up_a_margin": _up,
    "letters_down_in_another_order": _shuffled,
}
