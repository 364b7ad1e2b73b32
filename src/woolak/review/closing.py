# SPDX-License-Identifier: EUPL-1.2
"""What was done, what still waits, and the files that follow: history, preview, publishing."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from woolak import approval, redaction
from woolak.errors import NEDERLANDS
from woolak.model import Document, Reason, Status
from woolak.model.review import Place
from woolak.redaction import plan
from woolak.review import copies, listing, overview
from woolak.review.desk import PERSON, Desk
from woolak.review.pictures import as_published
from woolak.review.room import fields, room, say, show, wrong

_SHOWN = 200


async def history(request: Request) -> Response:
    """Show who did what when, the newest first."""
    desk = room(request).desk
    return show(
        request,
        "history.html",
        here="geschiedenis",
        actions=desk.dossier.actions(_SHOWN),
        remarks=desk.dossier.remarks(),
        desk=desk,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that cannot leave yet, and why in a sentence."""

    document: Document
    why: str = field(repr=False)
    place: str


async def publish(request: Request) -> Response:
    """Show what is open before publishing, and make the files on request."""
    here = room(request)
    if request.method == "POST":
        await fields(request)
        here.publishing.start()
        return RedirectResponse("/publiceren", 303)
    if here.publishing.settled():
        here.desk.reload()
        here.restart()
        say(request, _OUTCOME[here.publishing.outcome])
    desk = here.desk
    return show(
        request,
        "publish.html",
        here="publiceren",
        busy=here.publishing.busy,
        told=here.publishing.told,
        summary=overview.summary(desk),
        waiting=_waiting(desk),
        groups=_groups(desk),
        bare=_bare(desk),
        questions=len(desk.waiting),
        fresh=[one for one in listing.items(desk, PERSON) if one.fresh],
        published=[d for d in desk.documents.values() if d.status is Status.PUBLISHED],
        desk=desk,
    )


_OUTCOME = {
    "done": "Klaar: de gelakte bestanden zijn gemaakt, gecontroleerd en gepubliceerd.",
    "refused": "Het maken van de bestanden is gestopt; kijk in het venster van woolak.",
    "stopped": "Het maken van de bestanden is afgebroken; begin opnieuw, er is niets verloren.",
}


def _waiting(desk: Desk) -> list[Waiting]:
    found = []
    closed = (Status.WITHHELD, Status.REJECTED, Status.DUPLICATE)
    for document in desk.documents.values():
        if document.status in closed:
            continue
        waits = approval.outstanding(desk.dossier, document)
        if waits is None and document.status is Status.UNFINISHED and document.reason:
            seen = document.reason not in (*_EYES, Reason.UNDECIDED)
            waits = (document.reason, document.place) if seen else None
        if waits:
            why = _LOOK if waits[0] in _EYES else NEDERLANDS.get(waits[0], "")
            found.append(Waiting(document, why, waits[1]))
    return found


_LOOK = "Bekijk de pagina, lak wat weg moet en vink haar af; of laat haar door OCR lezen."
_EYES = (Reason.NEEDS_EYES, Reason.NEEDS_OCR)


def _groups(desk: Desk) -> list[list[Place]]:
    return list(copies.differing(desk.copies, desk.places))[:_SHOWN]


def _bare(desk: Desk) -> list[tuple[copies.Unmarked, Place]]:
    return list(copies.bare(desk.copies, desk.places, desk.of_page))[:_SHOWN]


async def beside(request: Request) -> Response:
    """Show a page as it is next to how it will be published."""
    found = _wanted(request)
    if found is None:
        return wrong(request, 404, "leeg")
    return show(request, "beside.html", document=found[0], number=found[1])


async def preview(request: Request) -> Response:
    """Return the picture of a page as it will be published, from the code that makes the file."""
    here, found = room(request), _wanted(request)
    if found is None:
        return wrong(request, 404, "leeg")
    document, number = found
    dossier = here.desk.dossier
    made, names = redaction.numbered(dossier, document, plan.plan(dossier, document, number))
    path = dossier.sound(document)
    png = await here.pictures.run(as_published, path, number, made, names)
    return Response(png, media_type="image/png") if png else wrong(request, 404, "beeld")


def _wanted(request: Request) -> tuple[Document, int] | None:
    document = room(request).desk.documents.get(request.path_params["document"])
    number = int(request.path_params["number"])
    return (document, number) if document and 1 <= number <= document.pages else None


ROUTES = [
    Route("/geschiedenis", history),
    Route("/publiceren", publish, methods=["GET", "POST"]),
    Route("/voorbeeld/{document}/{number:int}", beside),
    Route("/voorbeeld/{document}/{number:int}.png", preview),
]
