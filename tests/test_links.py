# SPDX-License-Identifier: EUPL-1.2
"""Links and bookmarks of a redacted file: those that tell of nobody are there, and no others."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tagged import LINES, NAME, Change, Made, document, link, made, outline, uri
from woolak.model import Box
from woolak.pdf.proving.carriers import hidden
from woolak.pdf.rebuilding import links, traces

FREE = (60, 100, 120, 112)


def _addresses(result: Made) -> list[str]:
    with pikepdf.open(result.output) as pdf:
        listed = [item for page in pdf.pages for item in page.obj.get("/Annots", Array())]
        return [str(item.A.URI) for item in listed if "/A" in item]


def _with(folder: Path, address: str, line: str = "Een slot zonder namen.") -> Made:
    pdf = document((*LINES[:2], line))
    link(pdf, FREE, A=uri(address), Contents=String(NAME), Remark=String(NAME))
    return made(folder, pdf)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.rijksoverheid.nl/onderwerpen/woo",
        "http://wetten.overheid.nl/BWBR0045754/2024-01-01#Hoofdstuk5",
        "https://zoek.officielebekendmakingen.nl/stcrt-2024-30890.html",
    ],
)
def test_a_plain_address_behind_other_words_is_kept(tmp_path: Path, address: str):
    result = _with(tmp_path, address)
    assert _addresses(result) == [address]
    assert result.notes == ()
    assert result.leaks() == []
    with pikepdf.open(result.output) as pdf:
        (item,) = pdf.pages[0].obj.Annots
        assert [float(side) for side in item.Rect] == [*map(float, FREE)]
        assert NAME.encode() not in item.unparse(resolved=True)


@pytest.mark.parametrize(
    "address",
    [
        f"https://example.org/{NAME}",
        f"https://example.org/{NAME.upper()}.html",
        "https://example.org/%4b%72%6fmmenhoek",
        "https://example.org/%254brommenhoek",
        "https://example.org/kr%C3%B6mmenhoek",
        "https://krommenhoek.example.org/",
        "https://example.org/Krommen-hoek",
        "https://example.org/zoek?naam=iemand",
        "https://example.org/@iemand",
        "https://example.org/~iemand",
        "https://iemand@example.org/",
        "https://example.org/dossier/123456782",
        "https://xn--krmmenhoek-kcb.nl/",
        "mailto:iemand@example.org",
        "tel:0612345678",
        "javascript:alert(1)",
        "file:///home/iemand/notitie.docx",
        "ftp://example.org/x",
        "data:text/plain,iemand",
        "/map/pagina",
        "https://",
        "https://example.org/" + "a" * 2000,
        "https://example.org/\x07",
    ],
)
def test_an_address_that_may_tell_of_somebody_is_dropped_and_counted(tmp_path: Path, address: str):
    result = _with(tmp_path, address)
    assert _addresses(result) == []
    assert result.notes == ("links_dropped:1",)
    assert result.leaks() == []


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://example.org/zoek?id=123456782", "Zie example.org/zoek?id=123456782 voor meer."),
        ("mailto:info@example.org", "Mail naar info@example.org."),
    ],
)
def test_an_address_that_the_page_shows_is_kept(tmp_path: Path, address: str, line: str):
    assert _addresses(_with(tmp_path, address, line)) == [address]


def test_a_mail_address_loses_the_text_to_send(tmp_path: Path):
    result = _with(tmp_path, "mailto:info@example.org?subject=iemand", "Zie info@example.org.")
    assert _addresses(result) == ["mailto:info@example.org"]


def test_a_mail_address_that_was_redacted_is_dropped(tmp_path: Path):
    pdf = document(("Kop", f"Mail naar {NAME}@example.org."))
    link(pdf, FREE, A=uri(f"mailto:{NAME}@example.org"))
    result = made(tmp_path, pdf, (NAME,))
    assert (_addresses(result), result.notes) == ([], ("links_dropped:1",))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, [10, 20, 390, 290]], ids=["whole", "cropped"])
def test_a_link_on_a_box_goes_and_its_neighbours_stay(
    tmp_path: Path, rotate: int, crop: list[int] | None
):
    pdf = document()
    page = pdf.pages[0].obj
    page.Rotate = rotate
    if crop:
        page.CropBox = Array(crop)
    link(pdf, (100, 228, 150, 242), A=uri("https://www.overheid.nl/op"))
    link(pdf, (60, 206, 150, 220), A=uri("https://www.overheid.nl/onder"))
    result = made(tmp_path, pdf)
    assert _addresses(result) == ["https://www.overheid.nl/onder"]
    assert result.notes == ("links_dropped:1",)
    assert result.leaks() == []


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(*[st.integers(0, 200)] * 2, *[st.integers(201, 400)] * 2),
    st.sampled_from([1, 2.5]),
)
def test_a_displayed_place_lies_on_the_displayed_page(
    rotate: int, rect: tuple[int, int, int, int], unit: float
):
    page = Dictionary(MediaBox=[0, 0, 400, 400], Rotate=rotate, UserUnit=unit)
    box = links.displayed(page, rect)
    assert Box(-0.1, -0.1, 400 * unit + 0.1, 400 * unit + 0.1).overlaps(box)
    area = (rect[2] - rect[0]) * (rect[3] - rect[1]) * unit * unit
    assert (box.x1 - box.x0) * (box.y1 - box.y0) == pytest.approx(area)


def _destinations(result: Made) -> list[list[object]]:
    with pikepdf.open(result.output) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return [
            [pages[item.Dest[0].objgen], *map(str, list(item.Dest)[1:])]
            for item in pdf.pages[0].obj.Annots
        ]


def test_links_to_pages_are_kept_also_by_name(tmp_path: Path):
    pdf = document(pages=2)
    second = pdf.pages[1].obj
    at = Array([second, Name.XYZ, 60, 250, None])
    pdf.Root.Dests = Dictionary({f"/{NAME}": Dictionary(D=at)})
    names = Array([String("a"), at, String(NAME), Array([second, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=[Dictionary(Names=names)]))
    link(pdf, FREE, Dest=at)
    link(pdf, FREE, A=Dictionary(S=Name.GoTo, D=Name(f"/{NAME}")))
    link(pdf, FREE, Dest=String(NAME))
    link(pdf, FREE, Dest=Array([1, Name.FitR, 1, 2, 3, 4]))
    result = made(tmp_path, pdf)
    assert _destinations(result) == [
        [1, "/XYZ", "60", "250", "None"],
        [1, "/XYZ", "60", "250", "None"],
        [1, "/Fit"],
        [1, "/Fit"],
    ]
    assert (result.notes, result.leaks()) == ((), [])


def test_links_that_lead_nowhere_or_outside_are_dropped(tmp_path: Path):
    pdf = document()
    link(pdf, FREE, Dest=String("nergens"))
    link(pdf, FREE, A=Dictionary(S=Name.GoToR, F=String("notitie.pdf"), D=Array([0, Name.Fit])))
    link(pdf, FREE, A=Dictionary(S=Name.JavaScript, JS=String("x")))
    link(pdf, (0, 0), Dest=Array([pdf.pages[0].obj, Name.Fit]))
    link(pdf, FREE)
    result = made(tmp_path, pdf)
    assert "links_dropped:5" in result.notes
    assert result.leaks() == []


def _titles(result: Made) -> list[str]:
    with pikepdf.open(result.output) as pdf, pdf.open_outline() as items:
        waiting, found = list(items.root)[::-1], []
        while waiting:
            item = waiting.pop()
            found.append(item.title)
            waiting += list(item.children)[::-1]
    return found


def test_titles_that_their_page_shows_are_kept_and_others_are_page_numbers(tmp_path: Path):
    pdf = document()
    outline(pdf, LINES[0], f"Brief van {NAME}", "mail Iemand.msg", "", "EEN SLÓT zonder namen")
    result = made(tmp_path, pdf)
    page = "Bladzijde 1"
    assert _titles(result) == [LINES[0], page, page, page, "EEN SLÓT zonder namen"]
    assert result.notes == ("outline_titles_replaced:3",)
    assert result.leaks() == []


def test_an_outline_keeps_its_levels(tmp_path: Path):
    pdf = document(pages=2)
    with pdf.open_outline() as items:
        first = pikepdf.OutlineItem(LINES[0], 0)
        first.children.append(pikepdf.OutlineItem(LINES[2], 1))
        items.root.append(first)
    result = made(tmp_path, pdf)
    assert _titles(result) == [LINES[0], LINES[2]]
    assert (result.notes, result.leaks()) == ((), [])
    with pikepdf.open(result.output) as rebuilt, rebuilt.open_outline() as items:
        assert [child.title for child in items.root[0].children] == [LINES[2]]


def _round(pdf: pikepdf.Pdf) -> None:
    outline(pdf, LINES[0], LINES[2])
    first = pdf.Root.Outlines.First
    first.Next.Next = first
    first.First = first


def test_an_outline_that_goes_round_ends(tmp_path: Path):
    pdf = document()
    _round(pdf)
    result = made(tmp_path, pdf)
    assert _titles(result) == [LINES[0], LINES[2]]
    assert result.leaks() == []


def test_an_outline_that_leads_nowhere_is_dropped_and_noted(tmp_path: Path):
    pdf = document()
    item = pdf.make_indirect(Dictionary(Title=String("Kop")))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    result = made(tmp_path, pdf)
    assert result.notes == ("outline_dropped",)
    with pikepdf.open(result.output) as rebuilt:
        assert "/Outlines" not in rebuilt.Root


def _good(folder: Path) -> Made:
    pdf = document()
    link(pdf, FREE, A=uri("https://www.overheid.nl/"))
    outline(pdf, LINES[0])
    return made(folder, pdf)


def _annotation(key: str, value: object) -> Change:
    return lambda pdf: pdf.pages[0].obj.Annots[0].__setitem__(key, value)


def _action(key: str, value: object) -> Change:
    return lambda pdf: pdf.pages[0].obj.Annots[0].A.__setitem__(key, value)


ODD_LINKS = {
    "a text": _annotation("/Contents", String("x")),
    "a key": _annotation("/Remark", 1),
    "a place": _annotation("/Rect", Array([String("x")])),
    "two targets": _annotation("/Dest", Array([1, Name.Fit])),
    "an action more": _action("/Next", uri("https://www.overheid.nl/")),
    "another action": _action("/S", Name.Launch),
    "another scheme": _action("/URI", String("javascript:x")),
    "a user in the address": _action("/URI", String("https://iemand@example.org/")),
    "a text to send": _action("/URI", String("mailto:info@example.org?body=x")),
    "no address": _action("/URI", 3),
}


@pytest.mark.parametrize("odd", ODD_LINKS)
def test_a_link_that_holds_anything_else_is_found(tmp_path: Path, odd: str):
    found = {leak.where for leak in hidden(_good(tmp_path).spoil(ODD_LINKS[odd]).output)}
    assert {"annotation", "page:Annots"} <= found <= {"annotation", "page:Annots", "action"}


def _bookmark(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.Outlines.First.__setitem__(key, value)


ODD_BOOKMARKS = {
    "an action": _bookmark("/A", uri("https://www.overheid.nl/")),
    "a key": _bookmark("/SE", 1),
    "no title": _bookmark("/Title", 3),
    "a named target": _bookmark("/Dest", String("x")),
    "a text as target": _bookmark("/Dest", Array([String("x"), Name.Fit])),
    "a text in the view": _bookmark("/Dest", Array([String("x"), Name.X])),
    "a key of the root": lambda pdf: pdf.Root.Outlines.__setitem__("/Remark", String("x")),
}


@pytest.mark.parametrize("odd", ODD_BOOKMARKS)
def test_a_bookmark_that_holds_anything_else_is_found(tmp_path: Path, odd: str):
    found = {leak.where for leak in hidden(_good(tmp_path).spoil(ODD_BOOKMARKS[odd]).output)}
    assert {"outline", "catalog:Outlines"} <= found <= {"outline", "catalog:Outlines", "action"}


def test_a_good_file_with_links_and_bookmarks_holds(tmp_path: Path):
    result = _good(tmp_path)
    assert result.leaks() == []
    assert hidden(result.output) == []


@pytest.mark.parametrize(
    "address",
    ["https://x.nl/%4bromm%65nhoek", "https://x.nl/%254brommenhoek"],
)
def test_only_the_reading_of_addresses_finds_an_encoded_name(tmp_path: Path, address: str):
    result = _good(tmp_path).spoil(_action("/URI", String(address)))
    assert result.where() == {"link_text"}
    assert hidden(result.output) == []


def test_only_the_reading_of_titles_finds_an_encoded_name(tmp_path: Path):
    result = _good(tmp_path).spoil(_bookmark("/Title", String("Brief van %4bromm%65nhoek")))
    assert result.where() == {"outline_text"}


def test_only_the_places_of_links_find_one_on_a_box(tmp_path: Path):
    result = _good(tmp_path).spoil(_annotation("/Rect", Array([100, 228, 150, 242])))
    assert result.where() == {"link_on_box"}


@pytest.mark.parametrize(
    ("removed", "text"),
    [
        ("J. Bos", "https://x.nl/bos"),
        ("J. Bos", "https://x.nl/jbos.html"),
        ("J. Bos", "https://x.nl/JanBos"),
        ("Jan de Vries", "https://x.nl/pdevries2"),
        ("jan.jansen@example.org", "https://x.nl/jansen"),
        ("06-12345678", "https://wa.me/31612345678"),
        ("Van den Berg", "https://x.nl/van-den-berg"),
        ("Li", "https://x.nl/li"),
        ("Müller", "https://x.nl/muller"),
    ],
)
def test_a_trace_of_a_removed_text_is_seen(removed: str, text: str):
    assert not traces.check([removed])(text)


@pytest.mark.parametrize(
    ("removed", "text"),
    [
        ("J. Bos", "https://www.staatsbosbeheer.nl/"),
        ("Van den Berg", "https://www.x.nl/rechten-van-de-mens"),
        ("jan.jansen@example.org", "https://www.example.org/"),
        ("www.jansen.nl", "https://www.overheid.nl/"),
        ("Li", "https://www.politie.nl/"),
        ("", "https://www.overheid.nl/"),
    ],
)
def test_an_address_is_not_a_trace_by_a_part_that_many_have(removed: str, text: str):
    assert traces.check([removed])(text)


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.text(max_size=10))
def test_a_text_that_holds_a_removed_one_is_never_clean(removed: str, around: str):
    letters = [letter for letter in removed if letter.isalnum()]
    if len(letters) >= 4:
        assert not traces.check([removed])(f"{around} {removed} {around}")
