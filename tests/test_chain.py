# SPDX-License-Identifier: EUPL-1.2
"""The hash chain and the keyed commitments."""

from hypothesis import given
from hypothesis import strategies as st

from woolak import chain

_ROWS = st.lists(
    st.dictionaries(st.sampled_from(["page", "kind", "ground"]), st.text(max_size=5)), max_size=6
)


@given(_ROWS)
def test_a_chain_as_written_is_whole(rows: list[dict[str, str]]):
    assert chain.broken(chain.chained(rows)) is None


@given(_ROWS.filter(bool), st.data())
def test_a_changed_line_breaks_the_chain_at_that_line(
    rows: list[dict[str, str]], data: st.DataObject
):
    linked = chain.chained(rows)
    place = data.draw(st.integers(0, len(linked) - 1))
    linked[place]["page"] = linked[place].get("page", "") + "x"
    assert chain.broken(linked) == place + 1


@given(_ROWS.filter(lambda rows: len(rows) > 1), st.data())
def test_a_removed_line_breaks_the_chain_where_it_stood(
    rows: list[dict[str, str]], data: st.DataObject
):
    linked = chain.chained(rows)
    place = data.draw(st.integers(0, len(linked) - 2))
    del linked[place]
    assert chain.broken(linked) == place + 1


def test_canonical_json_has_one_spelling():
    assert chain.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_a_commitment_needs_the_key_and_differs_by_purpose():
    one = chain.commitment(b"k" * 32, "original:0001", "abc")
    assert one != chain.commitment(b"x" * 32, "original:0001", "abc")
    assert one != chain.commitment(b"k" * 32, "original:0002", "abc")
    assert one == chain.commitment(b"k" * 32, "original:0001", "abc")
