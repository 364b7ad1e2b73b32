# SPDX-License-Identifier: EUPL-1.2
"""Words that a ministry adds to a list count, and a list that is not there stops nothing."""

from __future__ import annotations

from woolak.detect.words import assemblies, politics, remarks, speech, works


def test_families_of_lists_are_built_without_any_list():
    built = works.build({}), remarks.build({}), politics.build({})
    assert all(built)
    assert speech.build({}).voor_code.search("van") is None
    assert list(assemblies.build({}).roll.finditer("de leden der Kamer, te weten: Bovens")) == []
    assert list(works.build({}).scholar.finditer("het rapport van hoogleraar Bovens")) == []


def test_a_study_that_is_added_makes_the_scholar_behind_it_an_author():
    text = "de verkenning van hoogleraar Bovens"
    lists = {"literatuur_studie": frozenset({"verkenning"})}
    found = [one["who"] for one in works.build(lists).scholar.finditer(text)]
    assert found == ["Bovens"]


def test_what_authors_do_is_told_apart_from_what_others_do_as_well():
    lists = {
        "literatuur_betoogt": frozenset({"betog"}),
        "literatuur_betoogt_ook": frozenset({"spre"}),
    }
    built = works.build(lists)
    assert built.yeared.search("Jan Bovens (1987) betogen dat") is not None
    assert built.yeared.search("Jan Bovens (1987) spreekt met") is None
    assert built.argues.match(" spreekt met") is not None


def test_a_word_for_a_remark_that_is_added_tells_whose_letters_follow():
    lists = {"opmerking_van": frozenset({"kanttekening"})}
    found = [one["code"] for one in remarks.build(lists).noted.finditer("Kanttekening van JdV.")]
    assert found == ["JdV"]


def test_a_paper_that_goes_round_is_told_in_whatever_capitals():
    assert remarks.build({"rondgang": frozenset({"Ter tekening"})}).routed == {"ter tekening"}
