# SPDX-License-Identifier: EUPL-1.2
"""A concept for others out, and the markings that they drew in it back in as boxes by hand."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from woolak import redaction, redaction_plan
from woolak.model import Document, Finding, Verdict
from woolak.model_review import Deed
from woolak.review import deciding, words
from woolak.review.deciding import Done, Order
from woolak.review.desk import Desk
from woolak.review.drawing import drawn, ground
from woolak.review.pictures import concept_of, markings_in
from woolak.review.room import answer, back, fields, me, room, say, wrong

USUAL = "5.1.2e"
_GROUND = re.compile(r"5\.(?:1\.(?:[12]\.?[a-i]|5)|2|4)\b", re.IGNORECASE)


async def concept(request: Request) -> Response:
    """Return a document with its redactions marked and nothing removed; never a published file."""
    here = room(request)
    document = here.desk.documents.get(request.path_params["document"])
    if document is None or not document.pages:
        return wrong(request, 404, "leeg")
    dossier = here.desk.dossier
    made, _ = redaction.numbered(dossier, document, redaction_plan.plan(dossier, document))
    pdf = await here.pictures.run(concept_of, dossier.original(document), made)
    if pdf is None:
        return wrong(request, 404, "beeld")
    name = f'attachment; filename="CONCEPT-{document.id}.pdf"'
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": name})


async def take(request: Request) -> Response:
    """Take in the markings that somebody drew in a copy of a document."""
    form, here = await fields(request), room(request)
    document = here.desk.documents.get(request.path_params["document"])
    upload = form.get("bestand")
    if document is None or not isinstance(upload, UploadFile):
        return wrong(request, 400, "onjuist")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(await upload.read())
        await upload.close()
        file.flush()
        found = await here.pictures.run(markings_in, Path(file.name))
    if found is None:
        say(request, "Dit bestand is niet als pdf te lezen; er is niets overgenomen.")
        return RedirectResponse(back(form), 303)
    return _taken(request, form, document, found)


def _taken(
    request: Request, form: FormData, document: Document, found: Iterable[object]
) -> Response:
    desk, by = room(request).desk, me(request).alias
    changed: list[str] = []
    for grond, findings in _by_ground(desk, document, found).items():
        order = Order(
            by, Deed.TAKEN, (), Verdict.REDACT, grond, document=document.id, made=tuple(findings)
        )
        changed += deciding.decide(desk, order).changed
    message = f"Overgenomen: {words.places(len(changed))} gelakt."
    nothing = "Er stonden geen nieuwe markeringen in."
    return answer(request, form, Done(tuple(changed)), message if changed else nothing)


def _by_ground(desk: Desk, document: Document, found: Iterable[object]) -> dict[str, list[Finding]]:
    """Return the findings that markings stand for, under the ground that each names."""
    from woolak.pdf.concept import Marking

    groups: dict[str, list[Finding]] = {}
    for marking in found:
        if not isinstance(marking, Marking) or not 1 <= marking.page <= document.pages:
            continue
        layers = desk.dossier.page(document.id, marking.page)
        made = drawn(layers, marking.box, None, exact=False) if layers else None
        named = _GROUND.search(marking.label)
        grond = (ground(named[0]) if named else None) or USUAL
        if made is not None:
            groups.setdefault(grond, []).append(made)
    return groups


ROUTES = [
    Route("/concept/{document}.pdf", concept),
    Route("/concept/{document}", take, methods=["POST"]),
]
