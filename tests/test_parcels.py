# SPDX-License-Identifier: EUPL-1.2
"""Archives, mail, pictures and office files: what they hold becomes documents, or says why not."""

from __future__ import annotations

import base64
import io
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pymupdf
import pytest

from woolak import dossier, intake, parcels, run, work
from woolak.errors import Unfinished, english
from woolak.model import Document, Reason, Status
from woolak.parcels import office
from woolak.parcels.html import lines_of

Names = dict[str, bytes]


def _pdf(text: str) -> bytes:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), text)
        return bytes(document.tobytes(no_new_id=True))


def _zip(path: Path, members: Names) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def _mail(subject: str = "Voortgang") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Yara Haverkamp <y.haverkamp@minbzk.nl>"
    message["To"] = "Şule Öztürk <s.ozturk@minbzk.nl>"
    message["Date"] = "Mon, 03 Mar 2025 10:12:00 +0100"
    message["Subject"] = subject
    message.set_content("Beste Şule,\n\nZie de bijlage.\n\nGroet,\nYara")
    return message


def _added(folder: Path, *inputs: Path) -> list[Document]:
    if not dossier.complete(folder):
        run.make(folder)
    with dossier.open_dossier(folder) as opened, work.open_executor("inline") as executor:
        intake.add(opened, intake.collect(inputs, folder), executor, lambda *_: None)
        return opened.documents()


def _told(documents: list[Document], top: Path) -> list[tuple[str, str, Reason | None]]:
    return [(d.id, str(Path(d.source).relative_to(top)), d.reason) for d in documents]


def _text(folder: Path, document: Document) -> str:
    with pymupdf.open(folder / "originals" / f"{document.original_sha256}.pdf") as original:
        return "\n".join(page.get_text() for page in original)


def test_the_pdfs_of_an_archive_become_documents_in_the_order_of_their_names(tmp_path: Path):
    _zip(tmp_path / "map.zip", {"b.pdf": _pdf("twee"), "a/een.pdf": _pdf("een"), "c.pdf": b"geen"})
    documents = _added(tmp_path / "zaak", tmp_path / "map.zip")
    assert _told(documents, tmp_path) == [
        ("0001", "map.zip/a/een.pdf", None),
        ("0002", "map.zip/b.pdf", None),
        ("0003", "map.zip/c.pdf", Reason.NOT_PDF),
    ]


def test_adding_an_archive_again_adds_nothing_and_its_untouched_copy_stays(tmp_path: Path):
    source = _zip(tmp_path / "map.zip", {"a.pdf": _pdf("een")})
    first = _added(tmp_path / "zaak", source)
    assert _added(tmp_path / "zaak", source) == first
    [copy] = (tmp_path / "zaak" / "bronnen").iterdir()
    assert copy.read_bytes() == source.read_bytes()
    assert not (tmp_path / "zaak" / "uitpakken").exists()


def test_tricks_with_paths_and_links_are_refused_and_the_rest_goes_on(tmp_path: Path):
    path = _zip(
        tmp_path / "map.zip", {"../uit.pdf": _pdf("x"), "/abs.pdf": _pdf("y"), "z.pdf": _pdf("z")}
    )
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    documents = _added(tmp_path / "zaak", path)
    assert [d.reason for d in documents].count(Reason.UNREADABLE_FILE) == 3
    assert [Path(d.source).name for d in documents if d.status is Status.NEW] == ["z.pdf"]
    assert not (tmp_path / "uit.pdf").exists()


def test_a_bomb_an_archive_in_an_archive_and_a_locked_member_are_refused(tmp_path: Path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.pdf", _pdf("een"))
    members = {"bom.pdf": bytes(70 << 20), "map.zip": inner.getvalue(), "slot.pdf": _pdf("x")}
    path = _zip(tmp_path / "map.zip", members)
    data = bytearray(path.read_bytes())
    for at in _flags(bytes(data), b"slot.pdf"):
        data[at] |= 1
    path.write_bytes(data)
    reasons = [d.reason for d in _added(tmp_path / "zaak", path)]
    assert reasons == [Reason.TOO_COMPLEX, Reason.TOO_COMPLEX, Reason.PASSWORD]


def _flags(data: bytes, name: bytes) -> list[int]:
    """Return where the flags of a member stand: in its own header and in the directory."""
    first, last = data.index(name), data.rindex(name)
    return [first - 30 + 6, last - 46 + 8]


def test_a_damaged_archive_is_one_rejected_document(tmp_path: Path):
    (tmp_path / "map.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    [document] = _added(tmp_path / "zaak", tmp_path / "map.zip")
    assert (document.status, document.reason) == (Status.REJECTED, Reason.DAMAGED)


def test_a_mail_and_its_attachments_are_a_family(tmp_path: Path):
    message = _mail()
    message.add_attachment(_pdf("nota"), maintype="application", subtype="pdf", filename="nota.pdf")
    message.add_attachment(b"x", maintype="application", subtype="x", filename="model.bin")
    message.add_attachment(_mail("Eerder"))
    (tmp_path / "bericht.eml").write_bytes(message.as_bytes())
    documents = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert _told(documents, tmp_path) == [
        ("0001", "bericht.eml", None),
        ("0002", "bericht.eml/nota.pdf", None),
        ("0003", "bericht.eml/model.bin", Reason.NOT_PDF),
        ("0004", "bericht.eml/bericht3.eml", None),
    ]
    assert [d.family for d in documents] == ["", "0001", "0001", "0001"]


def test_a_mail_reads_as_a_printed_mail_with_every_letter_of_its_names(tmp_path: Path):
    (tmp_path / "bericht.eml").write_bytes(_mail().as_bytes())
    [document] = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert _text(tmp_path / "zaak", document).splitlines()[:5] == [
        "Van: Yara Haverkamp <y.haverkamp@minbzk.nl>",
        "Verzonden: maandag 3 maart 2025 10:12",
        "Aan: Şule Öztürk <s.ozturk@minbzk.nl>",
        "Onderwerp: Voortgang",
        "Beste Şule,",
    ]


def test_the_text_of_html_has_its_lines_and_no_scripts():
    html = (
        "<html><head><title>weg</title></head><body><p>Een<br>twee</p><style>x</style>"
        "<table><tr><td>a</td><td>b</td></tr></table>los</body></html>"
    )
    assert [line for line in lines_of(html) if line.strip()] == ["Een", "twee", "a b", "los"]


def _parts(*parts: tuple[str, str], kind: str) -> bytes:
    inside = "".join(f"--B\r\nContent-Type: {one}\r\n\r\n{text}\r\n" for one, text in parts)
    heads = "From: Yara Haverkamp <y.haverkamp@minbzk.nl>\r\nTo: a@minbzk.nl\r\nTo: b@minbzk.nl\r\n"
    return f"{heads}Content-Type: multipart/{kind}; boundary=B\r\n\r\n{inside}--B--\r\n".encode()


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("mixed", [("text/plain", "Eerst."), ("image/png", "x"), ("text/html", "<p>Tweede.</p>")]),
        ("mixed", [("text/html", "<p>Eerst.</p>"), ("text/plain", "Tweede.")]),
        ("alternative", [("text/plain", " "), ("text/html", "<p>Eerst.<p>Tweede.")]),
        (
            "alternative",
            [("text/plain", "Zie HTML"), ("text/html", "<p>Eerst." + "a " * 9 + "<p>Tweede.")],
        ),
    ],
)
def test_all_the_text_of_a_mail_is_read(tmp_path: Path, kind: str, parts: list[tuple[str, str]]):
    (tmp_path / "bericht.eml").write_bytes(_parts(*parts, kind=kind))
    text = _text(tmp_path / "zaak", _added(tmp_path / "zaak", tmp_path / "bericht.eml")[0])
    assert all(word in text for word in ("Eerst.", "Tweede.", "a@minbzk.nl; b@minbzk.nl"))


@pytest.mark.parametrize("letter", ["u", "W", "漢"])
def test_a_word_longer_than_its_line_is_not_cut_off(tmp_path: Path, letter: str):
    message = _mail()
    message.set_content(f"Zie https://{letter * 400}slot")
    (tmp_path / "bericht.eml").write_bytes(message.as_bytes())
    [document] = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    text = _text(tmp_path / "zaak", document)
    assert text.count(letter) >= 400
    assert "slot" in text


def test_html_that_nests_too_deep_to_be_read_whole_is_rejected(tmp_path: Path):
    html = "<div>" * 3000 + "diep" + "</div>" * 3000
    (tmp_path / "bericht.eml").write_bytes(_parts(("text/html", html), kind="mixed"))
    [document] = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert document.reason is Reason.TOO_COMPLEX


def test_a_member_without_a_name_or_with_broken_bytes_does_not_stop_the_rest(tmp_path: Path):
    path = _zip(tmp_path / "map.zip", {".": b"x", "a.pdf": bytes(9000), "b.pdf": _pdf("een")})
    data = bytearray(path.read_bytes())
    at = data.index(b"a.pdf") + len(b"a.pdf")
    data[at : at + 5] = b"\xff" * 5
    path.write_bytes(data)
    reasons = [d.reason for d in _added(tmp_path / "zaak", path)]
    assert reasons == [Reason.NOT_PDF, Reason.DAMAGED, None]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"geen mail", b"Content-Type: multipart/x\n\n"])
def test_what_is_called_a_mail_and_is_none_is_rejected(tmp_path: Path, data: bytes):
    (tmp_path / "bericht.eml").write_bytes(data)
    [document] = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert document.status is Status.REJECTED


def test_a_picture_becomes_a_page_that_waits_for_ocr(tmp_path: Path):
    with pymupdf.open() as made:
        made.new_page(width=200, height=100).insert_text((20, 50), "Haverkamp")
        made[0].get_pixmap(dpi=100).save(tmp_path / "foto.png")
    [document] = _added(tmp_path / "zaak", tmp_path / "foto.png")
    assert (document.pages, document.status) == (1, Status.NEW)


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0" + bytes(50), b"\x89PNG\r\n\x1a\n" + bytes(40), b""]
)
def test_a_damaged_picture_is_rejected(tmp_path: Path, data: bytes):
    (tmp_path / "foto.jpg").write_bytes(data)
    [document] = _added(tmp_path / "zaak", tmp_path / "foto.jpg")
    assert (document.status, document.reason) == (Status.REJECTED, Reason.DAMAGED)


def test_what_an_archive_hides_has_advice_of_its_own(tmp_path: Path):
    path = _zip(tmp_path / "map.zip", {".verborgen": b"x", "../uit.pdf": _pdf("x")})
    hidden, outside = (
        english(d.reason, d.place) for d in _added(tmp_path / "zaak", path) if d.reason
    )
    assert "begins with a dot" in hidden or "begins with a dot" in outside
    assert "permissions" not in hidden + outside


def test_an_office_file_without_libreoffice_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("shutil.which", lambda _: None)
    (tmp_path / "nota.docx").write_bytes(b"PK\x03\x04")
    [document] = _added(tmp_path / "zaak", tmp_path / "nota.docx")
    assert (document.reason, document.place) == (Reason.NOT_PDF, "LibreOffice is not installed")


def test_what_a_program_was_lacking_for_is_opened_once_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = _zip(tmp_path / "map.zip", {"nota.docx": b"PK", "brief.pdf": _pdf("brief")})
    monkeypatch.setattr("shutil.which", lambda _: None)
    before = _added(tmp_path / "zaak", path)
    assert _added(tmp_path / "zaak", path) == before
    (tmp_path / "nota.pdf").write_bytes(_pdf("nota"))
    monkeypatch.setattr(office, "converted", lambda *_: tmp_path / "nota.pdf")
    brief, nota = _added(tmp_path / "zaak", path)
    assert (brief, nota.id) == (before[0], "0002")
    assert (nota.status, nota.reason, nota.pages) == (Status.NEW, None, 1)
    assert _added(tmp_path / "zaak", path) == [brief, nota]


@pytest.mark.parametrize("name", ["nota.docx", "map.zip"])
def test_what_took_too_long_to_open_is_tried_again_and_keeps_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    path = _zip(tmp_path / name, {"brief.pdf": _pdf("brief")})

    def late(_: parcels.Parcel) -> None:
        raise Unfinished(Reason.TIMEOUT)

    with monkeypatch.context() as patched:
        patched.setattr(parcels, "unpack", late)
        [document] = _added(tmp_path / "zaak", path)
        assert (document.status, document.reason) == (Status.UNFINISHED, Reason.TIMEOUT)
        assert _added(tmp_path / "zaak", path) == [document]
    monkeypatch.setattr(office, "converted", lambda *_: _saved(tmp_path / "nota.pdf"))
    [document] = _added(tmp_path / "zaak", path)
    assert (document.id, document.status, document.reason) == ("0001", Status.NEW, None)
    log = _events(tmp_path / "zaak")
    assert log.count("added") == 2
    assert log.count("opened") == 1


def _saved(path: Path) -> Path:
    path.write_bytes(_pdf("nota"))
    return path


def _events(folder: Path) -> list[str]:
    with dossier.open_dossier(folder, readonly=True) as opened:
        return [entry.event for entry in opened.log()]


def _opendocument(told: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("META-INF/manifest.xml", told)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "nota.docx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            Reason.PASSWORD,
        ),
        ("nota.odt", _opendocument("<manifest:encryption-data/>"), Reason.PASSWORD),
        ("nota.odt", _opendocument("<manifest:manifest/>"), Reason.DAMAGED),
        ("nota.docx", b"PK\x03\x04", Reason.DAMAGED),
    ],
)
def test_an_office_file_with_a_password_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    reason: Reason,
):
    monkeypatch.setattr("shutil.which", lambda _: "soffice")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)
    (tmp_path / name).write_bytes(content)
    [document] = _added(tmp_path / "zaak", tmp_path / name)
    assert document.reason == reason


@pytest.mark.slow
@pytest.mark.needs("soffice")
def test_an_office_file_is_converted(tmp_path: Path):
    (tmp_path / "nota.rtf").write_text(r"{\rtf1 Geachte mevrouw Haverkamp,\par}", encoding="ascii")
    [document] = _added(tmp_path / "zaak", tmp_path / "nota.rtf")
    assert "Haverkamp" in _text(tmp_path / "zaak", document)


def test_the_names_of_attachments_do_not_become_text_of_the_mail(tmp_path: Path):
    message = _mail()
    message.add_attachment(
        _pdf("nota"), maintype="application", subtype="pdf", filename="brief_mw_haverkamp.pdf"
    )
    (tmp_path / "bericht.eml").write_bytes(message.as_bytes())
    mail, _ = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert "Bijlagen: 1" in _text(tmp_path / "zaak", mail)
    assert "brief_mw" not in _text(tmp_path / "zaak", mail)


def test_a_sign_of_a_mail_is_never_another_letter(tmp_path: Path):
    message = _mail()
    message.set_content("Top 👍🏽, tot morgen 😀 ✔️ \U0001d409\U0001d41a\U0001d427 👩‍💻")
    (tmp_path / "bericht.eml").write_bytes(message.as_bytes())
    text = _text(tmp_path / "zaak", _added(tmp_path / "zaak", tmp_path / "bericht.eml")[0])
    told = "Top [thumbs up sign], tot morgen [grinning face] ✔ Jan [woman][personal computer]"
    assert told in " ".join(text.split())


@pytest.mark.parametrize("data", [None, b"geen beeld"])
def test_a_picture_that_a_mail_holds_in_its_html_is_shown_and_so_is_what_describes_it(
    tmp_path: Path, data: bytes | None
):
    with pymupdf.open() as made:
        made.new_page(width=200, height=100).insert_text((20, 50), "Haverkamp")
        picture = base64.b64encode(data or made[0].get_pixmap(dpi=50).tobytes()).decode()
    html = f'<p>Zie:</p><img alt="Foto van Yara Haverkamp" src="data:image/png;base64,{picture}">'
    (tmp_path / "bericht.eml").write_bytes(_parts(("text/html", html), kind="mixed"))
    [document] = _added(tmp_path / "zaak", tmp_path / "bericht.eml")
    assert "[Afbeelding: Foto van Yara Haverkamp]" in _text(tmp_path / "zaak", document)
    path = tmp_path / "zaak" / "originals" / f"{document.original_sha256}.pdf"
    with pymupdf.open(path) as original:
        assert bool(original[0].get_images()) is (data is None)


def test_a_hidden_file_of_an_archive_is_named_and_what_macos_adds_is_not(tmp_path: Path):
    members = {".geheim.pdf": _pdf("a"), "__MACOSX/._b.pdf": b"x", ".DS_Store": b"x", "b.pdf": b""}
    _zip(tmp_path / "map.zip", {**members, "b.pdf": _pdf("b")})
    documents = _added(tmp_path / "zaak", tmp_path / "map.zip")
    assert [(Path(d.source).name, d.reason) for d in documents] == [
        (".geheim.pdf", Reason.UNREADABLE_FILE),
        ("b.pdf", None),
    ]


def test_an_office_file_in_an_archive_is_a_task_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("shutil.which", lambda _: None)
    tasks: list[str] = []
    whole = parcels.unpack

    def recorded(parcel: parcels.Parcel) -> tuple[parcels.Part, ...]:
        tasks.append(parcel.name)
        return whole(parcel)

    monkeypatch.setattr(parcels, "unpack", recorded)
    _zip(tmp_path / "map.zip", {"a.docx": b"PK", "b.pdf": _pdf("b"), "c.docx": b"PK"})
    documents = _added(tmp_path / "zaak", tmp_path / "map.zip")
    assert [n for n in tasks if n.endswith(("docx", "zip"))] == ["map.zip", "a.docx", "c.docx"]
    assert [d.reason for d in documents] == [Reason.NOT_PDF, None, Reason.NOT_PDF]


@pytest.mark.parametrize("gone", [False, True])
def test_an_archive_that_changes_while_it_is_added_is_added_as_it_was_copied(
    *, gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = _zip(tmp_path / "a.zip", {"a.pdf": _pdf("een")})
    second = _zip(tmp_path / "b.zip", {"b.pdf": _pdf("twee")})
    digests = intake._digests

    def then_changed(*arguments: object) -> object:
        found = digests(*arguments)  # type: ignore[arg-type]
        first.unlink() if gone else _zip(first, {"nieuw.pdf": _pdf("drie")})
        return found

    monkeypatch.setattr(intake, "_digests", then_changed)
    names = [Path(d.source).name for d in _added(tmp_path / "zaak", first, second)]
    assert names == ["a.zip" if gone else "nieuw.pdf", "b.pdf"]
