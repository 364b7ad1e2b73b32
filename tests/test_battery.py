# SPDX-License-Identifier: EUPL-1.2
"""One mechanism a file: the usual recipe leaks or loses, woolak publishes it clean.

The recipe is what anybody would write with PyMuPDF, given the names: search, annotate, apply, save.
The referee shares no code with woolak (`battery.referee`). woolak runs as its user runs it, over
all files at once, with the names on the redact-list.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

import pymupdf
import pytest

from battery import (
    document,
    files,
    fonts,
    glyphs,
    mixed,
    page,
    paper,
    placed,
    referee,
    shades,
    unshown,
)
from woolak import dossier, run
from woolak.model import Status

pytestmark = [
    pytest.mark.needs("pdftotext"),
    pytest.mark.needs("qpdf"),
    pytest.mark.needs("ocr"),
    pytest.mark.needs("pdfimages"),
    pytest.mark.needs("pdftoppm"),
    pytest.mark.needs("tesseract"),
]

DRAWN = page.PIXELS | fonts.PIXELS | glyphs.PIXELS | mixed.PIXELS | shades.PIXELS
PIXELS = frozenset(DRAWN)
CASES = sorted([*document.CASES, *page.CASES, *placed.CASES, *DRAWN, *files.CASES, *unshown.CASES])
RECIPE_DOES = frozenset(
    (  # noqa: SIM905 - so many quoted words are no list to read
        "broken_at_the_foot_of_a_column "
        "bytes_after_the_end clip_of_letters comment_after_the_header comment_in_content "
        "content_of_two_pages drawn_twice_as_bold each_word_in_a_clip earlier_revision "
        "font_from_the_page_tree font_with_two_bytes_a_letter form form_as_transparency_group "
        "form_in_a_form "
        "form_on_two_pages free_text hexadecimal_string image_under_a_hidden_text_layer "
        "image_with_an_alternate invisible_text key_of_the_trailer letters_kerned "
        "ligature_as_three_letters mark_properties mirrored "
        "note_in_small_letters_behind object_that_no_table_lists "
        "octal_escapes one_glyph_for_the_whole_name page_turned_with_large_units "
        "postscript_xobject raised_letters redact_annotation_not_applied "
        "resource_that_nothing_uses rotated_a_quarter rotated_an_eighth "
        "rotated_three_quarters scaled_to_a_third slanted_a_third slanted_ten_degrees "
        "stream_in_hexadecimal stream_in_run_lengths "
        "string_broken_by_a_backslash tag_alternate_text tag_expansion tag_title "
        "text_behind_an_image text_under_a_rectangle tiny transparent_text two_streams "
        "upper_case upside_down watermark_across_the_name white_text"
    ).split()
)
"""Here the recipe does well: MuPDF finds the text, or `garbage=4` drops it. So has woolak to do."""


def _made(name: str) -> bytes:
    pdf = paper.base()
    if name in files.CASES:
        return files.CASES[name](pdf)
    (document.CASES | page.CASES | placed.CASES | DRAWN | unshown.CASES)[name](pdf)
    return paper.saved(pdf)


def leaks(path: Path, name: str) -> set[str]:
    """Return the ways in which a name can still be read in what a case became."""
    found = referee.leaks(path, pixels=name in PIXELS)
    return found | (referee.held(path) if name in unshown.CASES else set())


def recipe(source: Path, target: Path) -> None:
    """Redact the names as the manual of PyMuPDF says."""
    with pymupdf.open(source) as opened:
        for sheet in opened:
            for name in (paper.NAME, paper.OTHER):
                for hit in sheet.search_for(name):
                    sheet.add_redact_annot(hit)
            sheet.apply_redactions()
        opened.save(target, garbage=4, deflate=True)


@pytest.fixture(scope="session")
def battery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with every file and with what woolak made of it; one run for all workers.

    `in/NAME.pdf` is a file, `uit/NAME.pdf` what was published, `uit/NAME.txt` why nothing was.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / "battery"
    folder.mkdir(exist_ok=True)
    with (folder / "slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "uit").is_dir():
            _run(folder)
    return folder


def _run(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in CASES:
        (folder / "in" / f"{name}.pdf").write_bytes(_made(name))
    (folder / "namen.txt").write_text(f"{paper.NAME}\n{paper.OTHER}\n", encoding="utf-8")
    run.make(folder / "zaak")
    with dossier.open_dossier(folder / "zaak") as opened:
        run.take_list(opened, "redact", folder / "namen.txt")
        run.run([folder / "in"], opened, run.Settings("inline"), lambda *_: None)
        (folder / "uit").mkdir()
        for known in opened.documents():
            target = folder / "uit" / Path(known.source).name
            if known.status is Status.PUBLISHED:
                target.write_bytes((folder / "zaak/published" / f"{known.id}.pdf").read_bytes())
            else:
                why = f"{known.status} {known.reason} {known.place}"
                target.with_suffix(".txt").write_text(why, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_woolak_publishes_it_clean(battery: Path, name: str):
    published = battery / "uit" / f"{name}.pdf"
    why = published.with_suffix(".txt")
    assert not why.exists() or why.read_text(encoding="utf-8") == ""
    assert leaks(published, name) == set()
    assert referee.lost(published) == set()


@pytest.mark.parametrize("name", sorted(set(CASES) - RECIPE_DOES))
def test_the_usual_recipe_leaks_or_loses(battery: Path, tmp_path: Path, name: str):
    made = tmp_path / "a.pdf"
    recipe(battery / "in" / f"{name}.pdf", made)
    assert leaks(made, name) | referee.lost(made)


@pytest.mark.parametrize("name", CASES)
def test_the_referee_finds_the_name_in_the_file_as_it_came(battery: Path, name: str):
    assert leaks(battery / "in" / f"{name}.pdf", name)


def test_the_recipe_fails_sixty_mechanisms_at_least():
    assert len(set(CASES) - RECIPE_DOES) >= 60
    assert set(CASES) >= RECIPE_DOES
