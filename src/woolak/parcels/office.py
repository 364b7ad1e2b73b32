# SPDX-License-Identifier: EUPL-1.2
"""A file of an office program in; the PDF that LibreOffice makes of it out, where it is installed.

LibreOffice runs in a profile of its own that is thrown away, so that no macro, no setting and no
other user's window plays a part.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

from woolak.errors import Rejected, Unfinished
from woolak.model import Reason

SUFFIXES = frozenset({".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt"}) | {
    ".pptx",
    ".odp",
}
_SECONDS = 100.0
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a .docx, .xlsx or .pptx with a password lies (MS-OFFCRYPTO, 2.3.4.4)."""
_MOST = 1 << 20


def converted(path: Path, name: str, room: Path) -> Path:
    """Return the PDF of a file; raises Rejected or Unfinished, also without LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise Rejected(Reason.NOT_PDF, "LibreOffice is not installed")
    source = room / f"bron{Path(name).suffix.lower()}"
    shutil.copyfile(path, source)
    profile = (room / "profiel").absolute().as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(room), str(source)]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - arguments of our own
    except subprocess.TimeoutExpired:
        raise Unfinished(Reason.TIMEOUT, "LibreOffice") from None
    except (OSError, subprocess.CalledProcessError):
        raise _refused(path) from None
    finally:
        shutil.rmtree(room / "profiel", ignore_errors=True)
    made = source.with_suffix(".pdf")
    if not made.is_file():
        raise _refused(path)
    return made


def _refused(path: Path) -> Rejected:
    """Return why LibreOffice made nothing of a file."""
    locked = _LOCKED in path.read_bytes() or _says_encrypted(path)
    return Rejected(Reason.PASSWORD if locked else Reason.DAMAGED, "" if locked else "LibreOffice")


def _says_encrypted(path: Path) -> bool:
    """Say whether the list of contents of an OpenDocument file tells that they are encrypted."""
    try:
        with zipfile.ZipFile(path) as parts, parts.open("META-INF/manifest.xml") as told:
            return b"encryption-data" in told.read(_MOST)
    except (KeyError, OSError, RuntimeError, zipfile.BadZipFile):
        return False
