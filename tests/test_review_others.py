# SPDX-License-Identifier: EUPL-1.2
"""The review on a server: others enter over TLS with a password from a file, and in no other way.

The certificate is made here; nothing leaves this machine.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pymupdf
import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import reviewing
from woolak.cli import cli
from woolak.dossier import open_dossier
from woolak.errors import CannotStart
from woolak.review import access

PASSWORD = "een lang wachtwoord"  # noqa: S105 - of an invented reviewer
NAME = "lak.ministerie.example"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "c.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "k.pem").write_bytes(key.private_bytes(*pem, serialization.NoEncryption()))
    return folder / "c.pem", folder / "k.pem"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, httpx.Client, Path]]:
    """Serve a dossier over TLS to reviewers from a file; yield its address and a client."""
    folder = tmp_path_factory.mktemp("server")
    path, (cert, key), users = reviewing.dossier(folder), certificate(folder), folder / "lezers"
    access.add_user(users, "A. Jansen", PASSWORD)
    command = [str(Path(sys.executable).with_name("woolak")), "review", str(path), "--no-browser"]
    command += ["--certificate", str(cert), "--key", str(key), "--users", str(users)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = (re.search(r"https://\S+", line) for line in process.stdout)
        link = next(one[0] for one in found if one)
        context = ssl.create_default_context(cafile=str(cert))
        with httpx.Client(verify=context, base_url=link.rsplit("/", 1)[0]) as client:
            yield link, client, path
        process.terminate()


def login(client: httpx.Client, name: str, password: str) -> httpx.Response:
    """Send the form of the first screen."""
    client.cookies.clear()
    origin = {"Origin": str(client.base_url).rstrip("/")}
    return client.post("/inloggen", data={"naam": name, "wachtwoord": password}, headers=origin)


def test_the_link_holds_no_token_and_asks_for_a_password(
    served: tuple[str, httpx.Client, Path],
):
    link, client, _ = served
    assert link.endswith("/inloggen")
    assert "wachtwoord" in client.get("/inloggen").text
    assert client.get("/begin?t=x").status_code == 403
    for path in ("/", "/personen", "/pagina/0001/1", "/beeld/0001/1.png"):
        assert client.get(path).headers["location"] == "/inloggen"


def test_a_reviewer_from_the_file_enters_and_another_does_not(
    served: tuple[str, httpx.Client, Path],
):
    _, client, path = served
    assert login(client, "A. Jansen", "een ander wachtwoord").status_code == 403
    assert login(client, "B. Pietersen", PASSWORD).status_code == 403
    answer = login(client, "A. Jansen", PASSWORD)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert {"secure", "httponly", "samesite=strict"} <= set(cookie.replace(" ", "").split(";"))
    assert "max-age" in client.get("/").headers["strict-transport-security"]
    assert client.get("/personen").status_code == 200
    with open_dossier(path, readonly=True) as opened:
        assert list(opened.reviewers().values()) == ["A. Jansen"]


def test_who_entered_by_password_cannot_take_another_name(
    served: tuple[str, httpx.Client, Path],
):
    _, client, path = served
    login(client, "A. Jansen", PASSWORD)
    origin = {"Origin": str(client.base_url).rstrip("/")}
    client.post("/wie", data={"naam": "B. Pietersen"}, headers=origin)
    with open_dossier(path, readonly=True) as opened:
        assert "B. Pietersen" not in opened.reviewers().values()


def test_without_tls_nobody_gets_an_answer(served: tuple[str, httpx.Client, Path]):
    link, *_ = served
    with pytest.raises(httpx.HTTPError):
        httpx.get(link.replace("https", "http"))


def test_a_concept_is_written_and_marks_are_taken_in_by_command(tmp_path: Path):
    path = reviewing.dossier(tmp_path)
    concept, back = tmp_path / "concept.pdf", tmp_path / "terug.pdf"
    run = CliRunner().invoke
    assert run(cli, ["concept", str(path), "2", "--out", str(concept)]).exit_code == 0
    with pymupdf.open(concept) as doc:
        assert "Kwakkelstein" in doc[0].get_text()
        doc[0].add_redact_annot(doc[0].search_for("geheim")[0], text="5.1.2.i").update()
        doc.save(back)
    told = run(cli, ["markings", str(path), "0002", str(back), "--name", "A. Jansen"])
    assert "1 places taken in by B01" in told.output
    again = run(cli, ["markings", str(path), "0002", str(back), "--name", "A. Jansen"])
    assert "0 places" in again.output
    (tmp_path / "geen.pdf").write_text("geen pdf")
    wrong = run(cli, ["markings", str(path), "0002", str(tmp_path / "geen.pdf"), "--name", "A."])
    assert isinstance(wrong.exception, CannotStart)
    with open_dossier(path, readonly=True) as opened:
        drawn = next(f for f in opened.findings("0002") if f.rules == ("hand.vak",))
        assert opened.decisions()[drawn.id].grond == "5.1.2i"
