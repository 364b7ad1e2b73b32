# SPDX-License-Identifier: EUPL-1.2
"""The structure tree of a redacted file: still there, in reading order, and with no text in it."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from pypdfium2 import raw

from tagged import LINES, NAME, SPOKEN, Change, document, element, link, made, uri
from woolak.pdf.proving.carriers import hidden
from woolak.pdf.rebuilding import content
from woolak.pdf.rebuilding.marks import Cut, Marks


def _kids(item: pikepdf.Object) -> list[object]:
    kids = item.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the elements of a tree in reading order."""
    waiting = _kids(pdf.Root.StructTreeRoot)[::-1]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            waiting += _kids(item)[::-1]


def _read(path: Path, page: int = 0) -> list[str]:
    """Return what a screen reader says: the text under each number, and what our boxes say."""
    with pypdfium2.PdfDocument(path) as doc:
        sheet = doc[page]
        texts = _texts(sheet)
        tree = raw.FPDF_StructTree_GetForPage(sheet.raw)
        children = range(raw.FPDF_StructTree_CountChildren(tree))
        tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in children]
        said = [line for top in tops for line in _said(top, texts)]
        raw.FPDF_StructTree_Close(tree)
    return [line.strip() for line in said if line.strip()]


def _texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    text = page.get_textpage()
    found: dict[int, str] = {}
    for at in range(text.count_chars()):
        number = raw.FPDFPageObj_GetMarkedContentID(raw.FPDFText_GetTextObject(text.raw, at))
        if not raw.FPDFText_IsGenerated(text.raw, at):
            found[number] = found.get(number, "") + chr(raw.FPDFText_GetUnicode(text.raw, at))
    return found


def _said(item: raw.FPDF_STRUCTELEMENT, texts: dict[int, str]) -> Iterator[str]:
    size = raw.FPDF_StructElement_GetActualText(item, None, 0)
    buffer = (ctypes.c_char * max(size, 2))()
    raw.FPDF_StructElement_GetActualText(item, buffer, size)
    if spoken := bytes(buffer).decode("utf-16-le").rstrip("\0"):
        yield spoken
        return
    for at in range(raw.FPDF_StructElement_CountChildren(item)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(item, at)
        if number >= 0:
            yield texts.get(number, "")
        else:
            yield from _said(raw.FPDF_StructElement_GetChildAtIndex(item, at), texts)


def _text_of(pdf: pikepdf.Pdf) -> str:
    return b"\n".join(item.unparse(resolved=True) for item in pdf.objects).decode("latin-1")


def test_a_tagged_file_stays_tagged_and_passes_its_proof(tmp_path: Path):
    result = made(tmp_path, document())
    assert result.leaks() == []
    assert result.notes == ()
    with pikepdf.open(result.output) as pdf:
        assert pdf.Root.MarkInfo.Marked
        kinds = [str(item.S) for item in _elements(pdf)]
    assert kinds == ["/Document", "/H1", "/P", "/Span", "/P"]


def test_a_box_is_read_where_its_text_was(tmp_path: Path):
    result = made(tmp_path, document())
    assert _read(result.output) == [LINES[0], "De heer", SPOKEN, "sprak met ons.", LINES[2]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{NAME} zei iets.", [SPOKEN, "zei iets."]),
        (f"Gezegd door {NAME}", ["Gezegd door", SPOKEN]),
        (NAME, [SPOKEN]),
        (f"Van {NAME} aan {NAME}.", ["Van", SPOKEN, "aan", SPOKEN, "."]),
    ],
    ids=["first", "last", "alone", "twice"],
)
def test_a_box_has_its_place_in_the_line(tmp_path: Path, line: str, said: list[str]):
    result = made(tmp_path, document(("Kop", line, "Slot")))
    assert _read(result.output) == ["Kop", *said, "Slot"]
    assert result.leaks() == []


def test_a_box_over_text_without_a_mark_comes_after_the_text_before_it(tmp_path: Path):
    pdf = document(("Kop", "Eerste regel", "Slot"))
    pdf.pages[0].contents_add(f"BT /F 11 Tf 60 240 Td ({NAME}) Tj ET".encode())
    assert _read(made(tmp_path, pdf).output) == ["Kop", SPOKEN, "Eerste regel", "Slot"]


def test_a_box_on_a_page_without_tags_comes_last(tmp_path: Path):
    pdf = document(("Kop", "Regel"))
    pdf.add_blank_page(page_size=(400, 300))
    pdf.pages[1].obj.Resources = pdf.pages[0].obj.Resources
    pdf.pages[1].Contents = pdf.make_stream(f"BT /F 11 Tf 60 240 Td ({NAME}) Tj ET".encode())
    assert _read(made(tmp_path, pdf).output, page=1) == [SPOKEN]


def test_every_number_that_the_tree_names_is_on_its_page_and_leads_back(tmp_path: Path):
    result = made(tmp_path, document(pages=3))
    with pikepdf.open(result.output) as pdf:
        back = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        marked = [_numbers(page) for page in pdf.pages]
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        count = 0
        for item in _elements(pdf):
            for number in (kid for kid in _kids(item) if isinstance(kid, int)):
                at = pages[item.Pg.objgen]
                assert number in marked[at]
                assert back[int(pdf.pages[at].obj.StructParents)][number].objgen == item.objgen
                count += 1
    assert count == 3 * 5
    checked = subprocess.run(["qpdf", "--check", result.output], capture_output=True, check=False)
    assert checked.returncode == 0


def _numbers(page: pikepdf.Page) -> set[int]:
    steps = pikepdf.parse_content_stream(page, "BDC")
    return {int(step.operands[1].MCID) for step in steps}


def test_an_element_whose_text_all_went_stays_without_content(tmp_path: Path):
    pdf = document(("Kop", NAME, "Slot"))
    result = made(tmp_path, pdf)
    with pikepdf.open(result.output) as rebuilt:
        third = list(_elements(rebuilt))[2]
        assert str(third.S) == "/P"
        assert {int(kid) for kid in _kids(third) if isinstance(kid, int)} <= _numbers(
            rebuilt.pages[0]
        )


TEXTS: dict[str, object] = {
    "/Alt": String(NAME),
    "/T": String(NAME),
    "/E": String(NAME),
    "/ActualText": String(NAME),
    "/ID": String(NAME),
    "/Lang": String(f"nl-{NAME}"),
    "/R": 3,
    "/Remark": String(NAME),
    "/A": Dictionary(O=Name.Table, Summary=String(NAME)),
    "/C": Name(f"/{NAME}"),
    "/S": Name(f"/{NAME}"),
}


@pytest.mark.parametrize("key", TEXTS)
def test_no_text_of_an_element_is_kept(tmp_path: Path, key: str):
    pdf = document()
    child = pdf.Root.StructTreeRoot.K.K[0]
    child[key] = TEXTS[key]
    pdf.Root.StructTreeRoot.ClassMap = Dictionary({f"/{NAME}": Dictionary(O=Name.Layout)})
    result = made(tmp_path, pdf)
    assert result.leaks() == []
    with pikepdf.open(result.output) as rebuilt:
        assert NAME not in _text_of(rebuilt)


def test_dropped_alternate_texts_are_counted(tmp_path: Path):
    pdf = document()
    for child in pdf.Root.StructTreeRoot.K.K:
        child.Alt = String("Portret")
    assert made(tmp_path, pdf).notes == ("alternate_texts_dropped:3",)


def test_what_helps_to_read_a_table_or_a_list_is_kept(tmp_path: Path):
    pdf = document()
    head, cell, item = pdf.Root.StructTreeRoot.K.K
    head.S, head.ID = Name.TH, String(NAME)
    head.A = Dictionary(O=Name.Table, Scope=Name.Column, ColSpan=2)
    cell.S, cell.A = Name.TD, Array([Dictionary(O=Name.Table, Headers=Array([String(NAME)]))])
    item.S, item.A = Name.L, Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    item.Lang = String("en-us")
    result = made(tmp_path, pdf)
    assert result.leaks() == []
    with pikepdf.open(result.output) as rebuilt:
        head, cell, _, item = list(_elements(rebuilt))[1:]
        assert (str(head.A.Scope), int(head.A.ColSpan)) == ("/Column", 2)
        assert str(head.ID) == str(cell.A.Headers[0])
        assert rebuilt.Root.StructTreeRoot.IDTree.Names[1].objgen == head.objgen
        assert (str(item.A.ListNumbering), str(item.Lang)) == ("/Decimal", "en-US")


def test_a_size_in_a_tag_does_not_tell_how_wide_a_name_was(tmp_path: Path):
    pdf = document()
    box = Dictionary(O=Name.Layout, BBox=[100, 230, 163.4, 241], Width=63.4, Placement=Name.Block)
    pdf.Root.StructTreeRoot.K.K[1].A = box
    with pikepdf.open(made(tmp_path, pdf).output) as rebuilt:
        assert "63.4" not in _text_of(rebuilt)
        assert "/Placement /Block" in _text_of(rebuilt)


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        (Dictionary(Kop=Name.H2), "/H2"),
        (Dictionary(Kop=Name.Ander, Ander=Name.Quote), "/Quote"),
        (Dictionary(Kop=Name.Ander, Ander=Name.Kop), "/NonStruct"),
        (Dictionary(), "/NonStruct"),
    ],
    ids=["mapped", "twice", "round", "unknown"],
)
def test_a_type_of_somebodys_own_becomes_a_standard_one(
    tmp_path: Path, roles: Dictionary, kind: str
):
    pdf = document()
    pdf.Root.StructTreeRoot.RoleMap = roles
    pdf.Root.StructTreeRoot.K.K[0].S = Name.Kop
    with pikepdf.open(made(tmp_path, pdf).output) as rebuilt:
        assert str(list(_elements(rebuilt))[1].S) == kind


def test_marks_that_are_named_in_the_resources_are_kept(tmp_path: Path):
    pdf = document()
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(M0=Dictionary(MCID=0, Lang=String(NAME)))
    data = page.Contents.read_bytes().replace(b"<</MCID 0>>", b"/M0")
    page.Contents = pdf.make_stream(data)
    result = made(tmp_path, pdf)
    assert _read(result.output)[0] == LINES[0]
    assert result.leaks() == []


def test_an_artifact_stays_one_and_loses_what_it_says(tmp_path: Path):
    pdf = document()
    extra = f"/Artifact <</Type/Pagination /Contents ({NAME})>> BDC 0 0 9 9 re f EMC"
    pdf.pages[0].contents_add(extra.encode())
    result = made(tmp_path, pdf)
    with pikepdf.open(result.output) as rebuilt:
        assert b"/Artifact BMC" in rebuilt.pages[0].Contents[0].read_bytes()
    assert result.leaks() == []


def _cycle(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K.append(top)


def _twice(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K.append(top.K[0])


def _deep(pdf: pikepdf.Pdf) -> None:
    parent = pdf.Root.StructTreeRoot.K
    for _ in range(400):
        parent = element(pdf, parent, Name.Div, pdf.pages[0].obj, Array())


def _empty(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Dictionary()


def _no_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Array([1, 2])


def _in_a_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    kid = Dictionary(Type=Name.MCR, MCID=0, Stm=form, Pg=pdf.pages[0].obj)
    pdf.Root.StructTreeRoot.K.K[0].K = kid


@pytest.mark.parametrize("spoil", [_cycle, _twice, _deep, _empty, _no_tree, _in_a_form])
def test_a_tree_that_cannot_be_kept_is_dropped_and_noted(tmp_path: Path, spoil: Change):
    pdf = document()
    spoil(pdf)
    result = made(tmp_path, pdf)
    assert result.notes == ("tags_dropped",)
    assert result.leaks() == []
    with pikepdf.open(result.output) as rebuilt:
        assert "/StructTreeRoot" not in rebuilt.Root
        assert b"BDC" not in rebuilt.pages[0].Contents[0].read_bytes()


def _mad(pdf: pikepdf.Pdf) -> None:
    children = pdf.Root.StructTreeRoot.K.K
    children[0].K = Array(
        [0, -4, 10**9, None, String("x"), Dictionary(), Dictionary(Type=Name.OBJR)]
    )
    children[1].Pg = pdf.Root
    children[2].A = Array([3, Dictionary(O=String("x"), RowSpan=Name.X)])
    children[2].ID = 7


def test_oddities_in_a_tree_are_left_out_and_the_rest_stays(tmp_path: Path):
    pdf = document()
    _mad(pdf)
    result = made(tmp_path, pdf)
    assert result.leaks() == []
    assert LINES[0] in _read(result.output)


def test_the_language_is_the_documents_own_when_it_is_one(tmp_path: Path):
    found = []
    for language in ("en-GB", "nl", f"nl-{NAME}", ""):
        pdf = document()
        pdf.Root.Lang = String(language)
        with pikepdf.open(made(tmp_path, pdf).output) as rebuilt:
            found.append(str(rebuilt.Root.Lang))
            assert rebuilt.Root.ViewerPreferences.DisplayDocTitle
    assert found == ["en-GB", "nl-NL", "nl-NL", "nl-NL"]


def test_a_kept_link_keeps_its_place_in_the_tree_and_a_dropped_one_its_text(tmp_path: Path):
    pdf = document()
    page = pdf.pages[0].obj
    for at, address in enumerate(("https://www.overheid.nl/", f"https://x.nl/{NAME}")):
        made_link = link(pdf, (60, 180 - 20 * at, 90, 190 - 20 * at), A=uri(address))
        kid = Dictionary(Type=Name.OBJR, Obj=made_link, Pg=page)
        element(pdf, pdf.Root.StructTreeRoot.K, Name.Link, page, Array([kid]))
    result = made(tmp_path, pdf)
    assert result.notes == ("links_dropped:1",)
    assert result.leaks() == []
    with pikepdf.open(result.output) as rebuilt:
        *_, kept, dropped = _elements(rebuilt)
        (annotation,) = rebuilt.pages[0].obj.Annots
        assert (str(kept.S), kept.K.Obj.objgen) == ("/Link", annotation.objgen)
        back = rebuilt.Root.StructTreeRoot.ParentTree.Nums
        assert back[-1].objgen == kept.objgen
        assert int(back[-2]) == int(annotation.StructParent)
        assert (str(dropped.S), "/K" in dropped) == ("/Span", False)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path):
    first = made(tmp_path, document(pages=2)).output.read_bytes()
    assert made(tmp_path, document(pages=2)).output.read_bytes() == first


def test_a_file_that_was_redacted_before_keeps_its_tags(tmp_path: Path):
    once = made(tmp_path, document()).output
    (tmp_path / "again").mkdir()
    with pikepdf.open(once) as pdf:
        again = made(tmp_path / "again", pdf, ("slot",))
    assert again.leaks() == []
    assert _read(again.output)[-1] == "zonder namen."


def _root(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.StructTreeRoot.__setitem__(key, value)


def _child(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.StructTreeRoot.K[0].K[0].__setitem__(key, value)


MUTANTS = {
    "a key of the root": (_root("/RoleMap", Dictionary(X=Name.P)), "structure"),
    "a string of the root": (_root("/ID", String("x")), "structure"),
    "a name tree": (_root("/IDTree", Dictionary(Names=[String("x"), 1])), "structure"),
    "a key of an element": (_child("/Remark", 1), "structure"),
    "a type": (_child("/S", Name.Jansen), "structure"),
    "an identifier": (_child("/ID", String("x")), "structure"),
    "a language": (_child("/Lang", String("nl-jansen")), "structure"),
    "an attribute": (_child("/A", Dictionary(O=Name.Table, Summary=String("x"))), "structure"),
    "an owner": (_child("/A", Dictionary(O=Name.Jansen)), "structure"),
    "a title": (_child("/T", String("x")), "structure_text"),
    "an alternate text": (_child("/Alt", String("x")), "structure_text"),
    "an expansion": (_child("/E", String("x")), "structure_text"),
    "another spoken text": (_child("/ActualText", String("Gelakt: x")), "structure_text"),
    "a kid that is text": (_child("/K", String("x")), "structure"),
    "the language": (lambda pdf: pdf.Root.__setitem__("/Lang", String("jansen")), "language"),
    "the marking": (_root("/Type", Name.X), "structure"),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_anything_else_in_a_tree_is_found_and_by_that_check_only(tmp_path: Path, mutant: str):
    spoil, where = MUTANTS[mutant]
    result = made(tmp_path, document()).spoil(spoil)
    assert result.where() == {where}
    assert {leak.where for leak in hidden(result.output)} == {where}


@pytest.mark.parametrize(
    "mark",
    [
        "/P <</MCID 0 /ActualText (x)>> BDC EMC",
        "/Jansen BMC EMC",
        "/Jansen <</MCID 0>> BDC EMC",
        "/Artifact <</Contents (x)>> BDC EMC",
        "/P /M0 BDC EMC",
        "/P (x) DP",
        "/Jansen MP",
    ],
)
def test_a_mark_that_says_more_than_a_number_is_found(tmp_path: Path, mark: str):
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(mark.encode(), prepend=True)

    result = made(tmp_path, document()).spoil(add)
    assert result.where() == {"marked_content"}


def test_a_mark_in_a_form_is_found(tmp_path: Path):
    def add(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/Span <</Alt (x)>> BDC EMC", Type=Name.XObject)
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 9, 9])
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)

    assert made(tmp_path, document()).spoil(add).where() == {"marked_content"}


def test_a_box_whose_mark_holds_more_is_found(tmp_path: Path):
    def add(pdf: pikepdf.Pdf) -> None:
        last = pdf.pages[0].obj.Contents[-1]
        last.write(last.read_bytes().replace(b"/MCID", b"/Alt (x) /MCID"))

    assert "box_stream" in made(tmp_path, document()).spoil(add).where()


@pytest.mark.parametrize("name", ["Lang", "Link", "Span", "Page"])
def test_a_name_that_is_a_word_of_the_format_is_no_leak(tmp_path: Path, name: str):
    pdf = document(("Kop", f"De heer {name} was er.", "Slot"))
    link(pdf, (60, 100, 90, 110), A=uri("https://www.overheid.nl/"))
    assert made(tmp_path, pdf, (f"heer {name}", name)).leaks() == []


STRINGS = st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=5)


@given(STRINGS, st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4))
def test_cutting_marked_text_changes_nothing_of_what_is_painted(
    texts: list[str], places: list[tuple[int, int]]
):
    shown = " ".join(f"[({text}) -90] TJ" for text in texts)
    data = f"/P <</MCID 0>> BDC BT /F 9 Tf {shown} ET 0 0 9 9 re f EMC".encode()
    cuts = sorted({Cut(at, codes, len(texts[at])) for at, codes in places if at < len(texts)})
    marks = Marks(frozenset({0}), {}, {0: cuts}, {0: len(texts)})
    with pikepdf.new() as pdf:
        plain = content.cleaned(pdf, data)
        cut = content.cleaned(pdf, data, marks=marks)
        assert _painted(pdf, cut.data) == _painted(pdf, plain.data)
    depth = 0
    for word in cut.data.split():
        depth += {b"BDC": 1, b"BMC": 1, b"BT": 1, b"EMC": -1, b"ET": -1}.get(word, 0)
        assert 0 <= depth <= 2
    assert depth == 0
    if cuts:
        numbers = [number for part in cut.parts[0] for number in part]
        assert len(cut.parts[0]) == len(cuts) + 1
        assert len(set(numbers)) == len(numbers)
        assert set(numbers) == cut.marks


def _painted(pdf: pikepdf.Pdf, data: bytes) -> list[object]:
    """Return what a stream shows and how it moves, strings that follow each other as one."""
    found: list[object] = []
    for step in pikepdf.parse_content_stream(pikepdf.Stream(pdf, data)):
        if str(step.operator) == "TJ":
            found += [
                bytes(part) if isinstance(part, String) else float(part)
                for part in step.operands[0]
            ]
        elif str(step.operator) not in {"BDC", "BMC", "EMC"}:
            found.append(str(step.operator))
    return found
