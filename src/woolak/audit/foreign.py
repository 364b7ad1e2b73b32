# SPDX-License-Identifier: EUPL-1.2
"""PDFs that anybody made in; every bad redaction, hidden thing and missing ground in them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from woolak.audit import detected
from woolak.audit.report import Check, Report, Severity, block
from woolak.pdf.auditing import bad_redaction

_BLOCK, _WARN = Severity.BLOCK, Severity.WARN
_SAID: dict[str, tuple[str, Severity, str]] = {
    "text_under_box": ("P2", _BLOCK, "Onder een vak staat nog tekst die te kopiëren is."),
    "ocr_under_box": ("X1", _BLOCK, "Onder een vak in de scan staat nog de tekst die OCR las."),
    "invisible_text": ("X2", _BLOCK, "Er staat tekst die niet te zien is en wel te kopiëren."),
    "text_under_image": ("X3", _BLOCK, "Onder een afbeelding staat tekst."),
    "outside_page": ("X4", _BLOCK, "Buiten de rand van de bladzijde staat tekst."),
    "redact_annotation": ("P6", _BLOCK, "Een lakking is aangetekend en niet uitgevoerd."),
    "hidden_layer": ("X5", _BLOCK, "Een laag die uit staat, bevat inhoud."),
    "revision": ("X6", _BLOCK, "In het bestand zit een oudere versie met andere tekst."),
    "left_behind": ("X6", _BLOCK, "In het bestand zit verwijderde inhoud die nog te lezen is."),
    "info": ("P5", _BLOCK, "De eigenschappen noemen een auteur of andere eigen gegevens."),
    "xmp": ("P5", _BLOCK, "De metadata (XMP) noemen een auteur of andere eigen gegevens."),
    "attachment": ("X7", _BLOCK, "Het bestand heeft bijlagen in zich."),
    "javascript": ("X8", _BLOCK, "Het bestand voert iets uit (JavaScript of een actie)."),
    "comment": ("X9", _BLOCK, "Er staan aantekeningen met tekst of een naam in het bestand."),
    "form": ("X10", _WARN, "Er staan ingevulde formuliervelden in het bestand."),
    "spoken_text": ("X11", _BLOCK, "De vervangende tekst zegt iets dat op geen bladzijde staat."),
    "bookmark": ("X12", _WARN, "Een bladwijzer zegt iets dat op geen bladzijde staat."),
    "private_data": ("X13", _WARN, "Een programma heeft eigen gegevens in het bestand gezet."),
    "thumbnail": ("X13", _WARN, "Er zit een verkleinde afbeelding van een bladzijde in."),
    "alternate_image": ("X13", _WARN, "Er zit een tweede afbeelding achter een afbeelding."),
    "no_ground": ("P11", _WARN, "Bij een zwart vak staat geen grond."),
}


def audit_files(paths: Sequence[Path], *, detect: bool = False) -> Report:
    """Audit PDFs that need not come from woolak; one that cannot be read is a finding.

    With `detect` their names and titles are looked at too.
    """
    checks: list[Check] = []
    for number, path in enumerate(paths, 1):
        checks += _file(path, f"bestand {number}")
    if detect:
        checks += detected.in_names(paths, [bad_redaction.title(path) for path in paths])
    else:
        checks.append(detected.SKIPPED)
    return Report("files", tuple(checks), documents=len(paths), files=len(paths))


def _file(path: Path, name: str) -> Iterator[Check]:
    """Yield what is wrong with one file; it is named by its number, as its name may be one."""
    try:
        found = bad_redaction.faults(path)
    except Exception:  # noqa: BLE001 - whatever a broken PDF does to its readers, it is no good file
        said = "De PDF is beschadigd, met een wachtwoord afgesloten of niet te controleren."
        yield block("P0", said, name)
        return
    for fault in found:
        rule, severity, said = _SAID[fault.where]
        place = f"{name}, blz. {fault.page}" if fault.page else name
        yield Check(rule, severity, said, place, path, fault.page, fault.boxes)
