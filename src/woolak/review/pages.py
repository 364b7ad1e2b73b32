# SPDX-License-Identifier: EUPL-1.2
"""One page of a document with its places on it, its picture, and what is drawn on it by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from woolak.dossier import rows
from woolak.model import Box, Document, Finding
from woolak.model.review import Place
from woolak.review import words
from woolak.review.deciding import wants_second
from woolak.review.desk import Desk, decided
from woolak.review.room import (
    Room,
    fields,
    label,
    me,
    number,
    place_state,
    room,
    show,
    shown_state,
    text,
    wrong,
)

_AHEAD = "x-vooruit"
"""The header by which a screen asks for a page that nobody looks at yet."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A place on the page as shown: its boxes, its state and the reason in a sentence."""

    place: Place
    boxes: tuple[Box, ...]
    state: str
    label: str
    why: str = field(repr=False)
    grond: str
    by: str
    person: str
    copies: int
    second: bool
    drawn: bool

    @property
    def spoken(self) -> str:
        """Return what a screen reader says of the rectangle."""
        text = " ".join(self.place.text.split()) or "vlak zonder tekst"
        return f"{text}, {words.KINDS[self.place.kind]}, {self.label}"


@dataclass(frozen=True, slots=True)
class _Around:
    """The pages before and after, and the documents."""

    previous: str
    next: str
    previous_document: str
    next_document: str
    next_open: str


async def page(request: Request) -> Response:
    """Show a page with its picture, a rectangle for each place, and what can be decided."""
    here, who = room(request), me(request)
    found = _wanted(request)
    if found is None:
        return wrong(request, 404, "leeg")
    document, number = found
    if _AHEAD not in request.headers:
        _look(here, document, number, who.alias)
    around = _around(here.desk, document, number)
    _prefetch(here, document, number)
    return show(
        request,
        "page.html",
        here="pagina",
        document=document,
        number=number,
        size=_size(here.desk, document.id, number),
        marks=_marks(here.desk, document, number),
        around=around,
        chosen=request.query_params.get("plek", ""),
        grave=(document.id, number) in here.desk.grave,
        checked=sorted(here.desk.checks.get((document.id, number), set())),
        unread=here.desk.unread.get((document.id, number)),
        sample=(document.id, number) in here.desk.sample,
        desk=here.desk,
        path=request.url.path,
        four_eyes=here.desk.mode != "uit",
    )


def _wanted(request: Request) -> tuple[Document, int] | None:
    document = room(request).desk.documents.get(request.path_params["document"])
    number = int(request.path_params["number"])
    return (document, number) if document and 1 <= number <= document.pages else None


def _size(desk: Desk, document: str, number: int) -> tuple[float, float]:
    """Return the width and height of a page; A4 for one that could not be read."""
    bodies = desk.dossier.page_bodies(document, number)
    return next((rows.size_of(row["body"]) for row in bodies), (595.0, 842.0))


def _look(here: Room, document: Document, number: int, alias: str) -> None:
    """Store that this reviewer has the page on the screen."""
    seen = here.desk.looks.setdefault((document.id, number), set())
    if alias in seen:
        return
    with here.desk.dossier.transaction():
        here.desk.dossier.look(document.id, number, alias)
    seen.add(alias)


def _prefetch(here: Room, document: Document, number: int) -> None:
    """Have this page and the next drawn before the browser asks."""
    path = here.desk.dossier.sound(document)
    for ahead in (number, number + 1):
        if ahead <= document.pages:
            here.pictures.ask(path, ahead)


def _marks(desk: Desk, document: Document, number: int) -> list[Marked]:
    findings = {f.id: f for f in desk.dossier.findings_on(document.id, number)}
    advices = desk.dossier.advices_on(document.id, number)
    places = desk.of_page(document.id, number)
    made = [
        _marked(desk, place, findings[place.id], advices.get(place.id, ""))
        for place in places
        if place.id in findings
    ]
    return sorted(made, key=lambda m: (m.boxes[0].y0, m.boxes[0].x0) if m.boxes else (0.0, 0.0))


def _marked(desk: Desk, place: Place, finding: Finding, why: str) -> Marked:
    now = shown_state(desk, place.id)
    grond = words.box(place.grond or place.advised_grond)
    reasons = dict.fromkeys(filter(None, (finding.why, why)))
    return Marked(
        place,
        finding.boxes,
        now,
        label(now, grond),
        " ".join(reasons),
        grond or "5.1.2.e",
        f"{desk.name(place.by)}, {words.moment(place.at)}" if place.by else "",
        desk.person_of.get(place.id, ""),
        len(desk.copies.of(place.id, near=True)) - 1,
        wants_second(desk, place) and decided(place),
        place.rule.startswith("hand"),
    )


def _around(desk: Desk, document: Document, number: int) -> _Around:
    names = [d.id for d in desk.documents.values() if d.pages]
    at = names.index(document.id)
    before = f"/pagina/{names[at - 1]}/1" if at else ""
    after = f"/pagina/{names[at + 1]}/1" if at + 1 < len(names) else ""
    return _Around(
        f"/pagina/{document.id}/{number - 1}" if number > 1 else before,
        f"/pagina/{document.id}/{number + 1}" if number < document.pages else after,
        before,
        after,
        _next_open(desk, document.id, number),
    )


def _next_open(desk: Desk, document: str, number: int) -> str:
    """Return the next page with an open question, from here on and then from the start."""
    order = {name: at for at, name in enumerate(desk.documents)}
    waiting = (where for where, left in desk.waiting_on.items() if left)
    ranked = {(order[name], page): name for name, page in waiting}
    later = [where for where in ranked if where > (order[document], number)]
    found = min(later or ranked, default=None)
    return f"/pagina/{ranked[found]}/{found[1]}" if found else ""


async def seen(request: Request) -> Response:
    """Store that a page that was fetched ahead is on the screen; return how its places stand."""
    form, here = await fields(request), room(request)
    known = here.desk.documents.get(text(form, "document"))
    page = number(form, "pagina")
    if known is None or not 1 <= page <= known.pages:
        return wrong(request, 404, "leeg")
    _look(here, known, page, me(request).alias)
    places = [place.id for place in here.desk.of_page(known.id, page)]
    return JSONResponse(
        {
            "places": {name: place_state(here.desk, name) for name in places},
            "stand": here.desk.newest,
        }
    )


async def document(request: Request) -> Response:
    """Open a document at the page asked for, its first open question, or its first page."""
    desk = room(request).desk
    known = desk.documents.get(request.path_params["document"])
    if known is None or not known.pages:
        return wrong(request, 404, "leeg")
    asked = request.query_params.get("blz", "")
    if asked.isdecimal() and len(asked) < 7 and 1 <= int(asked) <= known.pages:  # noqa: PLR2004
        return RedirectResponse(f"/pagina/{known.id}/{int(asked)}", 303)
    waiting = (p.page for p in desk.of_document(known.id) if p.id in desk.waiting)
    return RedirectResponse(f"/pagina/{known.id}/{next(waiting, 1)}", 303)


async def picture(request: Request) -> Response:
    """Return the picture of a page."""
    here, found = room(request), _wanted(request)
    if found is None:
        return wrong(request, 404, "leeg")
    made = await here.pictures.png(here.desk.dossier.sound(found[0]), found[1])
    return Response(made, media_type="image/png") if made else wrong(request, 404, "beeld")


ROUTES = [
    Route("/pagina/{document}/{number:int}", page),
    Route("/gezien", seen, methods=["POST"]),
    Route("/document/{document}", document),
    Route("/beeld/{document}/{number:int}.png", picture),
]
