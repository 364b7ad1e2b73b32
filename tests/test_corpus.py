# SPDX-License-Identifier: EUPL-1.2
"""The corpus that woolak is measured with: the same each time, and its gold stands on its pages."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import dossiers, forms, paper, stock
from benchmarks.corpus.build import build
from benchmarks.corpus.ledger import Ledger, Mention, Place
from benchmarks.corpus.people import Person, Registry, fold, prefix

from woolak import evaluate
from woolak.model import Kind, Role, Verdict
from woolak.pdf.reading import read

pytestmark = pytest.mark.skipif(
    not (paper.FONTS / "dejavu").is_dir() or not (paper.FONTS / "liberation").is_dir(),
    reason="the fonts are missing; scripts/debian-packages.sh installs them",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    build(folder, "small", 1)
    return folder


def entries(folder: Path, *sections: str) -> list[dict[str, Any]]:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [entry for gold in golds for section in sections for entry in gold[section]]


def seeded() -> random.Random:
    return random.Random(5)  # noqa: S311 - no secret


def somebody(first: str, surname: str, style: int = 0) -> Person:
    person = Registry(seeded()).person(Role.AMBTENAAR, "WJZ", "jurist", "minszw.nl")
    values = {name: getattr(person, name) for name in Person.__slots__}
    known = {
        "first": first,
        "surname": surname,
        "initials": f"{first[0]}.B.",
        "outlook_style": style,
    }
    return Person(**values | known)


def written(person: Person, form: str) -> str:
    return forms.mention(person, form, seeded()).text


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    assert build(one, "tiny", 1) == build(two, "tiny", 1)
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in two.iterdir())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_another_seed_gives_other_people(tmp_path: Path, small: Path):
    build(tmp_path, "tiny", 2)
    ours, others = ({e["text"] for e in entries(f, "redact")} for f in (small, tmp_path))
    assert len(ours & others) < len(others) / 4


def test_every_gold_text_stands_on_its_page_as_read(small: Path):
    for path in sorted(small.glob("*.json")):
        pages = read.pages(path.with_suffix(".pdf"), path.stem)
        assert [page.unread for page in pages] == [None] * len(pages), path.stem
        score = evaluate.score(evaluate.load(path), {}, pages)
        assert all(item.placed for item in score.items), path.stem


def test_the_small_set_has_every_group_and_nearly_every_form(small: Path):
    named = [entry for entry in entries(small, "redact") if "origin" in entry]
    groups = Counter(entry["origin"] for entry in named)
    written_forms = Counter(entry["form"] for entry in named)
    assert set(groups) == set(stock.origins())
    assert min(groups.values()) >= 15
    assert set(written_forms) >= set(forms.FORMS) - {"folded"}
    assert len(list(small.glob("*.pdf"))) == 40


def test_what_must_stay_is_of_many_classes(small: Path):
    kept = Counter(entry["form"] for entry in entries(small, "keep"))
    assert {"bewindspersoon", "kamerlid", "motie", "functional_mailbox", "mail_domain"} <= set(kept)
    assert len(kept) >= 20


def test_every_name_says_whose_it_is(small: Path):
    for entry in entries(small, "redact"):
        if entry["kind"] == "name":
            assert entry["person"]
            assert entry["form"] in forms.FORMS


def test_the_stock_of_names_is_large_in_every_group():
    for origin, (firsts, surnames) in stock.origins().items():
        assert len(firsts) >= 60, origin
        assert len(surnames) >= 80, origin


def test_no_name_of_the_samples_is_used(small: Path):
    samples = Path(__file__).parents[1] / "samples"
    theirs = {e["text"] for e in entries(samples, "redact") if e["kind"] == "name"}
    ours = {e["text"] for e in entries(small, "redact") if e["form"] in {"full", "outlook"}}
    assert not ours & theirs


@pytest.mark.parametrize(
    ("surname", "expected"),
    [("van den Bosch", "van den"), ("Baars", ""), ("in 't Veld", "in 't"), ("d'Ancona", "d'"),
     ("el Amrani", "el"), ("Ait Brahim", "")],
)  # fmt: skip
def test_the_tussenvoegsels_of_a_surname(surname: str, expected: str):
    assert prefix(surname) == expected


def test_diacritics_are_folded_as_addresses_do():
    assert fold("Łukasz Özdemir Đặng Strauß") == "Lukasz Ozdemir Dang Straus"


@pytest.mark.parametrize(
    ("style", "expected"),
    [(0, "Bosch, J.B. van den (Jan)"), (2, "Bosch, van den, Jan"), (4, "van den Bosch, Jan")],
)
def test_the_orders_of_outlook(style: int, expected: str):
    assert written(somebody("Jan", "van den Bosch", style), "outlook") == expected


def test_the_code_of_a_person_has_the_tussenvoegsels_small():
    assert written(somebody("Jan", "van den Bosch"), "code") == "JvdB"


def test_a_director_general_stays_and_a_director_is_a_question():
    person = somebody("Jan", "Baars")
    values = {name: getattr(person, name) for name in Person.__slots__}
    top = Person(**values | {"role": Role.TOP_AMBTENAAR})
    director = Person(**values | {"function": "directeur Uitvoering"})
    assert forms.mention(top, "full", seeded()).verdict is Verdict.KEEP
    assert forms.mention(director, "full", seeded()).verdict is Verdict.ASK


def name_of(text: str, shown: str = "") -> tuple[Ledger, str]:
    ledger = Ledger()
    mark = ledger.add(Mention(text, Kind.NAME, Role.AMBTENAAR, Verdict.REDACT, "full",
                              origin="fries", person="P1", shown=shown))  # fmt: skip
    return ledger, mark


def test_a_name_over_a_line_end_is_broken_and_has_its_parts():
    ledger, _ = name_of("Jan Baars")
    gold = ledger.gold([Place(0, 0, 1, 500, 80), Place(0, 1, 1, 60, 92)])
    (entry,) = gold["redact"]
    assert (entry["form"], entry["text"]) == ("broken", "Jan Baars")
    assert entry["parts"] == [["Jan", 500, 80], ["Baars", 60, 92]]


def test_a_name_over_a_page_end_is_two_entries():
    ledger, _ = name_of("Jan Baars")
    gold = ledger.gold([Place(0, 0, 1, 500, 780), Place(0, 1, 2, 60, 92)])
    assert [(e["text"], e["page"]) for e in gold["redact"]] == [("Jan", 1), ("Baars", 2)]


def test_a_column_that_is_repeated_counts_on_every_page():
    ledger, _ = name_of("Baars")
    gold = ledger.gold([Place(0, 0, 1, 60, 80), Place(0, 0, 2, 60, 80)])
    assert [e["page"] for e in gold["redact"]] == [1, 2]


def test_the_sizes_are_as_agreed():
    counts = {size: dossier * documents for size, (dossier, documents) in dossiers.SIZES.items()}
    assert (counts["small"], counts["normal"]) == (40, 120)
