# SPDX-License-Identifier: EUPL-1.2
"""The exports, judged by readers that were written from the contracts of those who take them."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import vws_reader
from publication import NOW, SOURCE, build
from woolak import dossier, gronden
from woolak.errors import CannotStart
from woolak.model.publication import After
from woolak.publish import diwoo, edition, exports, internal, motive_text
from woolak.zaak import Uitgever, Zaak

_FACTS = Zaak(
    zaaknummer="2026-0147",
    matter="MIN-2026.0147",
    publisher=Uitgever(code="mnre1058", label="ministerie van Justitie en Veiligheid"),
    besluitdatum=NOW.date(),
)
_DIWOO = "{https://standaarden.overheid.nl/diwoo/metadata/}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_TOOI = "https://identifier.overheid.nl/tooi/"


def _edition(tmp_path: Path, facts: Zaak = _FACTS, *, unfinished: bool = False) -> edition.Edition:
    path = build(tmp_path / "zaak", unfinished=unfinished)
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        opened.change_zaak(facts)
        return edition.of(opened)


def _write(kind: str, taken: edition.Edition, out: Path, **about: object) -> list[str]:
    return exports.write(kind, exports.Order(taken, out, **about))  # type: ignore[arg-type]


def test_the_vws_platform_reads_every_fact_back(tmp_path: Path):
    out = tmp_path / "productierapport.xlsx"
    _write("vws", _edition(tmp_path), out)
    rows = {row["id"]: row for row in vws_reader.read(out)}
    assert list(rows) == ["0001", "0002", "0003", "0004", "0005"]
    assert rows["0001"]["judgement"] == "Deels openbaar"
    assert rows["0001"]["ground"] == "5.1.1e; 5.1.2e"
    assert rows["0001"]["date"] == "2020-03-25"
    assert rows["0002"]["judgement"] == "Openbaar"
    assert (rows["0003"]["judgement"], rows["0003"]["ground"]) == ("Niet openbaar", "5.1.2i")
    copy = rows["0004"]
    assert (copy["judgement"], copy["ground"], copy["refers_to"]) == (
        *("Niet openbaar", "dubbel"),
        "0001",
    )
    assert {row["matter"] for row in rows.values()} == {"MIN-2026.0147"}


def test_a_publication_context_takes_the_place_of_the_matter(tmp_path: Path):
    facts = _FACTS.model_copy(update={"matter": "", "publicatiecontext": "woo-7"})
    _write("vws", _edition(tmp_path, facts), tmp_path / "p.xlsx")
    assert {row["publication_context"] for row in vws_reader.read(tmp_path / "p.xlsx")} == {"woo-7"}


@pytest.mark.parametrize("kind", exports.FORMATS)
def test_no_export_is_made_of_a_concept(tmp_path: Path, kind: str):
    with pytest.raises(CannotStart, match="CONCEPT"):
        _write(kind, _edition(tmp_path, unfinished=True), tmp_path / "uit", url="https://x.nl")


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("vws", "matter or publicatiecontext"),
        ("diwoo", "publisher, besluitdatum"),
        ("motivatie", "besluitdatum"),
    ],
)
def test_a_missing_fact_is_named(tmp_path: Path, kind: str, fact: str):
    with pytest.raises(CannotStart, match=fact):
        _write(kind, _edition(tmp_path, Zaak()), tmp_path / "uit")


def test_diwoo_has_what_it_demands_of_every_published_document_and_no_author(tmp_path: Path):
    out = tmp_path / "diwoo"
    _write("diwoo", _edition(tmp_path), out, url="https://open.example.nl/7/")
    assert {p.name for p in out.iterdir()} == {
        *("0001.diwoo.xml", "0002.diwoo.xml", "0005.diwoo.xml"),
        "sitemap-1.xml",
    }
    root = etree.parse(out / "0001.diwoo.xml").getroot()
    about = root.find(f"{_DIWOO}DiWoo")
    assert root.tag == f"{_DIWOO}Document"
    assert about is not None
    path = f"{_DIWOO}titelcollectie/{_DIWOO}officieleTitel"
    assert about.findtext(path) == "Beslisnota van 25 maart 2020"
    publisher = about.find(f"{_DIWOO}publisher")
    assert publisher is not None
    assert publisher.get("resource") == f"{_TOOI}id/ministerie/mnre1058"
    deed = about.find(f"{_DIWOO}documenthandelingen/{_DIWOO}documenthandeling")
    assert deed is not None
    assert deed.findtext(f"{_DIWOO}soortHandeling") == "vaststelling"
    assert deed.findtext(f"{_DIWOO}atTime") == "2020-03-25T00:00:00"
    assert not list(root.iter(f"{_DIWOO}naamOpsteller"))
    assert not list(root.iter(f"{_DIWOO}redenVerwijderingVervanging"))


def test_a_replaced_document_says_in_diwoo_that_personal_data_were_corrected(tmp_path: Path):
    taken = replace(_edition(tmp_path), recalled={"0005": (("a" * 64, After.PRIVACY),)})
    made = diwoo.documents(taken)
    reason = made["0005"].find(f"{_DIWOO}DiWoo/{_DIWOO}redenVerwijderingVervanging")
    assert reason is not None
    assert reason.get("resource") == f"{_TOOI}def/thes/kern/c_098c1346"
    assert reason.text == "correctie privacygevoelige gegevens"


def test_a_sitemap_names_every_document_where_it_will_stand(tmp_path: Path):
    out = tmp_path / "diwoo"
    _write("diwoo", _edition(tmp_path), out, url="https://open.example.nl/7/")
    urls = etree.parse(out / "sitemap-1.xml").getroot().findall(f"{_SITEMAP}url")
    assert [u.findtext(f"{_SITEMAP}loc") for u in urls] == [
        f"https://open.example.nl/7/{name}.pdf" for name in ("0001", "0002", "0005")
    ]
    assert all(len(u.findall(f"{_DIWOO}Document")) == 1 for u in urls)


def test_sitemaps_are_cut_at_fifty_thousand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diwoo, "_IN_A_SITEMAP", 2)
    made = diwoo.documents(_edition(tmp_path))
    links = dict.fromkeys(made, ("https://x.nl/a.pdf", "2026-11-21"))
    assert len(list(diwoo.sitemaps(made, links))) == 2


def test_woogle_gets_every_document_with_its_grounds(tmp_path: Path):
    out = tmp_path / "woogle.json"
    _write("woogle", _edition(tmp_path), out, url="https://open.example.nl")
    (told,) = json.loads(out.read_text(encoding="utf-8"))
    assert (told["dc_type"], told["dc_publisher"]) == ("2i", "mnre1058")
    assert told["foi_decisionDate"] == "2026-11-21"
    documents = told["foi_files"]["foi_documenten"]
    assert [d["dc_source"] for d in documents] == [
        f"https://open.example.nl/{name}.pdf" for name in ("0001", "0002", "0005")
    ]
    assert documents[0]["foi_groundsOfRefusal"] == "5.1.1e; 5.1.2e"
    assert not any("foi_originator" in d or "foi_recipient" in d for d in documents)


def test_opencatalogi_gets_its_own_columns(tmp_path: Path):
    out = tmp_path / "lijst.csv"
    _write("opencatalogi", _edition(tmp_path), out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfVolgnummer,Document,Datum,")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Beoordeling"] for row in rows][:3] == [
        "Deels openbaar",
        "Openbaar",
        "Niet openbaar",
    ]
    assert rows[0]["Weigeringsgronden"] == "5.1.1e; 5.1.2e"


def test_the_motivation_has_every_ground_with_its_figures(tmp_path: Path):
    out = tmp_path / "motivering.txt"
    notes = _write("motivatie", _edition(tmp_path), out)
    text = out.read_text(encoding="utf-8")
    for code in ("5.1.1e", "5.1.2e", "5.1.2i"):
        assert gronden.GRONDEN[code].citation in text
    assert "Deze grond is gebruikt in 2 documenten, op 2 bladzijden, voor 3 lakkingen." in text
    assert "niet openbaar ter bescherming van de persoonlijke levenssfeer." in text
    assert notes == ["No date was found in 0003, 0005: judge article 5.3 there yourself."]


def test_what_is_older_than_five_years_has_its_paragraph_on_a_request_only(tmp_path: Path):
    told, _ = motive_text.text(_edition(tmp_path))
    assert "ouder dan vijf jaar (0001)" in told
    assert told.count("artikel 5.3") == 1, "not for an absolute ground"
    active = _FACTS.model_copy(update={"soort": "actief"})
    assert "5.3" not in motive_text.text(_edition(tmp_path / "a", active))[0]


def test_five_years_are_counted_to_the_day_of_the_decision():
    assert not motive_text.older("2021-11-21", NOW.date())
    assert motive_text.older("2021-11-20", NOW.date())
    assert not motive_text.older("", NOW.date())


@pytest.mark.parametrize("kind", exports.FORMATS)
def test_two_runs_give_the_same_bytes_and_none_names_a_file(tmp_path: Path, kind: str):
    content = []
    for name in ("een", "twee"):
        out = tmp_path / f"uit-{name}"
        _write(kind, _edition(tmp_path / name), out, url="https://x.nl")
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        content.append([file.read_bytes() for file in files])
    assert content[0] == content[1]
    assert not any(SOURCE.split()[-1].encode() in data for data in content[0])


def test_the_register_for_inside_stays_inside_for_its_owner_only(tmp_path: Path):
    path = build(tmp_path / "zaak")
    with dossier.open_dossier(path, clock=lambda: NOW) as opened:
        made = internal.write(opened)
        made = internal.write(opened)
    assert {file.parent for file in made} == {path / "intern"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in made)
    assert (path / "intern").stat().st_mode & 0o077 == 0
