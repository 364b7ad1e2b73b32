# SPDX-License-Identifier: EUPL-1.2
"""The strings of a content stream, found without taking it apart."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, String

from woolak.pdf.content.lexed import lexed, strung
from woolak.pdf.named import named
from woolak.pdf.proving.residue import residue
from woolak.pdf.proving.spelling import needle, needles, searched

TEXTS = st.lists(st.binary(max_size=12), max_size=6)


def written(texts: list[bytes]) -> bytes:
    """Return a content stream that shows texts, by one operator or one each."""
    each = [ContentStreamInstruction([String(text)], Operator("Tj")) for text in texts]
    whole = ContentStreamInstruction([Array(map(String, texts))], Operator("TJ"))
    mark = ContentStreamInstruction([Name.P, Dictionary(MCID=1)], Operator("BDC"))
    return pikepdf.unparse_content_stream([mark, *each, whole])


@given(TEXTS)
def test_the_strings_of_a_stream_are_found_as_a_parser_finds_them(texts: list[bytes]):
    plain = lexed(written(texts))
    # A line end in a string may be written as it is, and is then read as one feed.
    assert plain is not None
    assert [one.replace(b"\r", b"") for one in plain.strings] == [
        one.replace(b"\r", b"") for one in (*texts, *texts)
    ]


@pytest.mark.parametrize(
    "stream",
    [
        b"(Jan (de) Bakker) Tj",
        b"% (Jan\n(Bakker) Tj",
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID ( EI (Bakker) Tj",
        b"(Bakker Tj",
        b"<4a61zz> Tj",
    ],
)
def test_what_only_a_parser_can_tell_is_left_to_it(stream: bytes):
    assert lexed(stream) is None


@pytest.mark.parametrize(
    "stream",
    [
        rb"(B\141kker) Tj",
        b"(Bak\\\nker) Tj",
        b"<42616B6B6572> Tj",
        b"<42 616b 6b65 72> Tj",
        b"[(Ba)-20(kk)3(er)] TJ",
        b"<00420061006B006B00650072> Tj",
        b"[<0042><0061><006B><006B><00650072>] TJ",
    ],
)
def test_a_name_in_any_spelling_of_a_string_is_among_the_letters(stream: bytes):
    plain, name = lexed(stream), needle("Bakker")
    assert plain is not None
    assert name is not None
    assert any(needles([name]).within(searched(text)) for text in strung(plain.strings))


@given(st.dictionaries(st.from_regex(r"/[A-Za-z]{1,6}", fullmatch=True), st.booleans()), st.text())
def test_an_object_with_a_string_or_an_odd_name_is_walked_through(made: dict[str, bool], odd: str):
    plain = Dictionary({"/Rij": Array([1, Dictionary(made)]), "/Naam": Name.Bakker})
    expected = frozenset({key[1:].encode() for key in made} | {b"Rij", b"Naam", b"Bakker"})
    assert named(plain) == expected
    plain.Rij.append(String(odd))
    assert named(plain) is None


def test_a_name_with_more_than_plain_letters_is_walked_through():
    assert named(Dictionary(Naam=Name("/J\u00f6ris"))) is None
    assert named(pikepdf.Object.parse(b"<< /Naam /J#f6ris >>")) is None
    assert named(pikepdf.Object.parse(b'<< /Naam /J"ris >>')) is None


def test_a_string_that_holds_none_of_the_removed_texts_is_no_leak(tmp_path: Path):
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9])
        page.Contents = pdf.make_stream(b"BT (Jan) Tj (Bak) Tj (ker) Tj ET")
        pdf.pages.append(pikepdf.Page(page))
        pdf.save(path)
        name, other = needle("Bakker"), needle("Visser")
        assert name
        assert other
        assert residue(pdf, path, {name}, {name}) == {(1, "content_stream")}
        assert residue(pdf, path, {other}, {other}) == residue(pdf, path, set(), set()) == set()
