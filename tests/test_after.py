# SPDX-License-Identifier: EUPL-1.2
"""Before and after publishing: what is treated differently, and a file that is taken back."""

import shutil
from pathlib import Path

import pytest

from woolak import audit, consistency, dossier, recall, run
from woolak.errors import CannotStart
from woolak.model import Decision, Verdict
from woolak.model.publication import After
from woolak.publish import manifest

SAMPLES = Path(__file__).parents[1] / "samples"
_SETTINGS = run.Settings("inline", ocr=False)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish two samples."""
    path = tmp_path_factory.mktemp("na") / "zaak"
    run.make(path, "jenv")
    with dossier.open_dossier(path) as opened:
        files = [SAMPLES / "burgerbrief.pdf", SAMPLES / "chat.pdf"]
        run.run(files, opened, _SETTINGS, _silent)
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """Copy the dossier."""
    return shutil.copytree(original, tmp_path / "zaak")


def _silent(*_: object) -> None:
    pass


def _published(path: Path) -> set[str]:
    return {p.name for p in (path / "published").iterdir() if p.name.startswith("0")}


def test_a_recalled_document_is_out_at_once_and_its_file_is_kept_inside(path: Path):
    old = (path / "published" / "0001.pdf").read_bytes()
    with dossier.open_dossier(path) as opened:
        done = recall.recall(opened, "0001", After.PRIVACY)
    assert _published(path) == {"0002.pdf", "0002.txt", "0002.html"}
    assert done.kept.read_bytes() == old
    assert done.kept.stat().st_mode & 0o077 == 0
    told = manifest.read(path / "published")
    assert told["documents"][0]["recalled"] == [{"sha256": done.sha256, "reason": After.PRIVACY}]
    assert told["versions"][-1]["after"] == After.PRIVACY
    assert told["versions"][-1]["changes"][0]["was"]["sha256"] == done.sha256
    assert audit.audit(path).ok


def test_who_must_be_told_is_who_can_be_read_and_who_lies_under_a_box(path: Path):
    # A ministry that put the original on line by mistake.
    with dossier.open_dossier(path) as opened:
        document = opened.document("0001")
        shutil.copyfile(opened.original(document), opened.redacted(document))
        done = recall.recall(opened, "0001", After.PRIVACY)
    assert done.readable
    assert set(done.readable) <= {*done.boxed, *done.readable}
    assert repr(done).count(done.readable[0]) == 0


def test_nobody_can_be_read_in_a_file_that_holds(path: Path):
    with dossier.open_dossier(path) as opened:
        done = recall.recall(opened, "0001", After.PROCEDURE)
    assert done.readable == ()
    assert done.boxed


def test_a_recalled_document_comes_back_only_with_other_redactions(path: Path, tmp_path: Path):
    with dossier.open_dossier(path) as opened:
        done = recall.recall(opened, "0001", After.PRIVACY)
        run.run([], opened, _SETTINGS, _silent)
        assert opened.document("0001").place == "recalled"
    assert "0001.pdf" not in _published(path)
    terms = tmp_path / "weg.txt"
    terms.write_text("beslaglegging\n", encoding="utf-8")
    with dossier.open_dossier(path) as opened:
        run.take_list(opened, "redact", terms)
        run.run([], opened, _SETTINGS, _silent)
        now = opened.document("0001")
    assert now.published_sha256 not in (None, done.sha256)
    assert "0001.pdf" in _published(path)
    assert audit.audit(path).ok


def test_what_is_not_published_cannot_be_recalled(path: Path):
    with dossier.open_dossier(path) as opened:
        recall.recall(opened, "0001", After.PRIVACY)
        with pytest.raises(CannotStart, match="not published"):
            recall.recall(opened, "0001", After.PRIVACY)


def _turn(path: Path) -> str:
    """Make public one of the many mentions of somebody in the chat; return the text."""
    with dossier.open_dossier(path) as opened, opened.transaction():
        decisions = opened.decisions("0002")
        mentions: dict[str, list[str]] = {}
        for finding in opened.findings("0002"):
            if finding.id in decisions and decisions[finding.id].verdict is Verdict.REDACT:
                mentions.setdefault(finding.text, []).append(finding.id)
        text, found = max(mentions.items(), key=lambda item: len(item[1]))
        opened.decide(Decision(found[0], Verdict.KEEP, None, "B01", "2026-11-21T12:00:00+00:00"))
    return text


def test_one_mention_treated_otherwise_is_found(path: Path):
    text = _turn(path)
    with dossier.open_dossier(path, readonly=True) as opened:
        found = consistency.differences(opened)
    places = [d.places for d in found if d.what in ("person", "text")]
    assert places
    assert any({verdict for _, _, verdict, _ in there} == {"redact", "keep"} for there in places)
    assert not any(text in repr(difference) for difference in found)


def test_the_same_page_in_two_documents_redacted_otherwise_is_found(path: Path, tmp_path: Path):
    import pikepdf

    with pikepdf.open(SAMPLES / "burgerbrief.pdf") as pdf:
        pdf.docinfo["/Keywords"] = "tweede exemplaar"
        pdf.save(tmp_path / "tweede.pdf")
    with dossier.open_dossier(path) as opened:
        run.run([tmp_path / "tweede.pdf"], opened, _SETTINGS, _silent)
        assert not [d for d in consistency.differences(opened) if d.what == "page"]
        decided = opened.decisions("0003")
        redacted = next(f for f, d in decided.items() if d.verdict is Verdict.REDACT)
        with opened.transaction():
            opened.decide(
                Decision(redacted, Verdict.KEEP, None, "B01", "2026-11-21T12:00:00+00:00")
            )
        pages = [d.places for d in consistency.differences(opened) if d.what == "page"]
    assert [[(d, n) for d, n, _, _ in there] for there in pages] == [[("0001", 1), ("0003", 1)]]
