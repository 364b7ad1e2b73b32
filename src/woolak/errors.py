# SPDX-License-Identifier: EUPL-1.2
"""One tree of errors, each with its exit code, and one table of sentences for every reason.

No error carries text from a document. What happened goes in the message, with the document's id;
the path is shown on the operator's own screen only.
"""

from __future__ import annotations

from woolak.model import Reason


class WoolakError(Exception):
    """Something went wrong that the operator can act on."""

    exit_code = 70


class CannotStart(WoolakError):
    """Arguments, input or access do not allow anything to be done."""

    exit_code = 2


class RulesError(WoolakError):
    """A rule pack is wrong; `problems` lists every fault with its file, line and column."""

    exit_code = 3

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[RulesError], tuple[tuple[str, ...]]]:
        return type(self), (self.problems,)


class RulesChanged(WoolakError):
    """The rule pack differs from the one that the dossier was made with."""

    exit_code = 3


class AuditFailed(WoolakError):
    """A blocking rule of the audit failed."""

    exit_code = 6


class UnknownGround(WoolakError):
    """A spelling that is no ground of the codebook; `instead` is the one that replaced it."""

    exit_code = 2

    def __init__(self, spelling: str, instead: str = "") -> None:
        known = "write one such as 5.1.2e, 5.1.1d, 5.1.5 or 5.2"
        if instead:
            known = f"it is one of the Wob, which ended on 1 May 2022; write {instead}"
        super().__init__(f"{spelling!r} is not a Woo ground; {known}.")
        self.spelling = spelling
        self.instead = instead

    def __reduce__(self) -> tuple[type[UnknownGround], tuple[str, str]]:
        return type(self), (self.spelling, self.instead)


class DocumentError(WoolakError):
    """One document cannot be processed further; `place` says where (`page 3`), never what."""

    def __init__(self, reason: Reason, place: str = "") -> None:
        super().__init__(f"{ENGLISH[reason]}{f' ({place})' if place else ''}")
        self.reason = reason
        self.place = place

    def __reduce__(self) -> tuple[type[DocumentError], tuple[Reason, str]]:
        return type(self), (self.reason, self.place)


class Rejected(DocumentError):
    """The document cannot be processed at all."""

    exit_code = 4


class Unfinished(DocumentError):
    """Something in the document could not be read, checked or decided yet."""

    exit_code = 4


_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.NEEDS_OCR: (
        "A page holds an image or letters that cannot be read as text. "
        "Install woolak[ocr] with Debian's tesseract-ocr-nld and give the same command again.",
        "Een pagina bevat een afbeelding of letters die niet als tekst te lezen zijn. "
        "Laat woolak[ocr] installeren en geef dezelfde opdracht opnieuw.",
    ),
    Reason.NEEDS_EYES: (
        "A page holds something that software cannot read: handwriting, a photograph, a poor scan. "
        "Look at it; supply a better version, or withhold the document.",
        "Een pagina bevat iets wat software niet kan lezen: handschrift, een foto, een slechte "
        "scan. Bekijk de pagina; lever een betere versie aan of weiger het document.",
    ),
    Reason.UNDECIDED: (
        "Not every finding has a decision. Run 'woolak run' again or decide the open ones.",
        "Nog niet over alles is beslist. Neem de openstaande beslissingen.",
    ),
    Reason.TIMEOUT: (
        "Processing took longer than its limit. Raise --timeout, or split the document.",
        "De verwerking duurde te lang. Verhoog de tijdslimiet of splits het document.",
    ),
    Reason.MEMORY: (
        "Processing needed more memory than its limit. Raise --memory, or split the document.",
        "De verwerking had te veel geheugen nodig. Verhoog de limiet of splits het document.",
    ),
    Reason.CRASH: (
        "Processing crashed on this document. "
        "Save it again as PDF from its source and add it anew.",
        "De verwerking liep vast op dit document. "
        "Maak uit de bron opnieuw een PDF en voeg die toe.",
    ),
    Reason.LEAK_FOUND: (
        "The check of the redacted file found something still readable; no file was handed over. "
        "Save the original again as PDF from its source and add it anew, or withhold it.",
        "De controle vond in het gelakte bestand nog iets leesbaars; het is daarom niet afgegeven. "
        "Maak uit de bron opnieuw een PDF, of weiger het document.",
    ),
    Reason.TEXT_LOST: (
        "Redacting would have damaged text outside the boxes, so no file was handed over. "
        "Save the original again as PDF from its source and add it anew, or withhold it.",
        "Bij het lakken zou tekst buiten de vakken beschadigd zijn; er is daarom geen bestand. "
        "Maak uit de bron opnieuw een PDF, of weiger het document.",
    ),
    Reason.RULE_TIMEOUT: (
        "A rule ran out of time on a page, so the page was not checked. "
        "Report the rule, or exclude it and run again.",
        "Een regel was op een pagina niet op tijd klaar; de pagina is dus niet gecontroleerd. "
        "Meld de regel, of zet hem uit en begin opnieuw.",
    ),
    Reason.NOT_PDF: (
        "This is no PDF. Save it as PDF from its own program and add that file.",
        "Dit is geen PDF. Sla het in het eigen programma op als PDF en voeg dat bestand toe.",
    ),
    Reason.EMPTY: (
        "The file is empty (0 bytes). Fetch it again from its source.",
        "Het bestand is leeg (0 bytes). Haal het opnieuw op bij de bron.",
    ),
    Reason.PASSWORD: (
        "The file asks for a password. Remove that in its own program and add the file again.",
        "Het bestand vraagt om een wachtwoord. Haal dat eraf en voeg het bestand opnieuw toe.",
    ),
    Reason.DAMAGED: (
        "The file is damaged beyond repair. Fetch it again, or make a PDF of its source.",
        "Het bestand is te beschadigd om te herstellen. Haal het opnieuw of maak er een PDF van.",
    ),
    Reason.NO_PAGES: (
        "The PDF has no pages. Fetch it again from its source.",
        "De PDF heeft geen pagina's. Haal hem opnieuw op bij de bron.",
    ),
    Reason.TOO_COMPLEX: (
        "The PDF is built in a way that cannot be processed safely. Print it anew from its source.",
        "De PDF zit te ingewikkeld in elkaar om veilig te verwerken. Maak hem opnieuw uit de bron.",
    ),
    Reason.UNREADABLE_FILE: (
        "The file cannot be read. Check its permissions and the disk, then add it again.",
        "Het bestand is niet te lezen. Controleer de rechten en de schijf en voeg het opnieuw toe.",
    ),
}

ENGLISH: dict[Reason, str] = {reason: pair[0] for reason, pair in _SENTENCES.items()}
NEDERLANDS: dict[Reason, str] = {reason: pair[1] for reason, pair in _SENTENCES.items()}

_OF_ARCHIVES = {
    "a hidden file in an archive": "Files whose name begins with a dot are not taken in. If it is "
    "a document, unpack it and add it under another name.",
    "a path out of its archive": "The archive wants this file outside of itself, as a trick does; "
    "it was not taken in. Unpack it with care and add it by itself.",
    "a link in an archive": "The archive holds a link in place of a file. Add the file itself.",
    "a file that unpacks to a multiple of its size": "It unpacks to a multiple of its size, as a "
    "trick does, and was not taken in. If it is sound, unpack it and add it by itself.",
    "an archive in another": "An archive in another is not taken apart. Unpack it and add what it "
    "holds.",
    "an archive of this size": "The archive holds too much at once. Unpack it and add its files.",
    "too many files in each other": "Too many files stand in each other. Unpack them and add each.",
}
"""What to do about what an archive holds, by the place that is told of it."""


def english(reason: Reason, place: str = "") -> str:
    """Return what happened to a document and what to do next, for the operator's screen."""
    return _OF_ARCHIVES.get(place, ENGLISH[reason])
