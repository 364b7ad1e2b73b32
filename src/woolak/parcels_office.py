# SPDX-License-Identifier: EUPL-1.2
"""A file of an office program in; the PDF that LibreOffice makes of it out, where it is installed.

LibreOffice runs in a profile of its own that is thrown away, so that no macro, no setting and no
other user's window plays a part.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from woolak.errors import Rejected, Unfinished
from woolak.model import Reason

SUFFIXES = frozenset({".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt"}) | {
    ".pptx",
    ".odp",
}
_SECONDS = 100.0


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
        raise Rejected(Reason.DAMAGED, "LibreOffice") from None
    finally:
        shutil.rmtree(room / "profiel", ignore_errors=True)
    made = source.with_suffix(".pdf")
    if not made.is_file():
        raise Rejected(Reason.DAMAGED, "LibreOffice")
    return made
