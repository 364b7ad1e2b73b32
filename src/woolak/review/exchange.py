# SPDX-License-Identifier: EUPL-1.2
"""A concept for others out, and the markings that they drew in it back in as boxes by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from woolak.model import Document
from woolak.review import markings, words
from woolak.review.deciding import Done
from woolak.review.room import answer, back, fields, me, room, say, wrong


async def concept(request: Request) -> Response:
    """Return a document with its redactions marked and nothing removed; never a published file."""
    here = room(request)
    document = here.desk.documents.get(request.path_params["document"])
    if document is None or not document.pages:
        return wrong(request, 404, "leeg")
    job = markings.job(here.desk.dossier, document)
    pdf = await here.pictures.run(markings.concept_of, job)
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
        found = await here.pictures.run(markings.markings_in, Path(file.name))
    if found is None:
        say(request, "Dit bestand is niet als pdf te lezen; er is niets overgenomen.")
        return RedirectResponse(back(form), 303)
    return _taken(request, form, document, found)


def _taken(
    request: Request, form: FormData, document: Document, found: Iterable[object]
) -> Response:
    changed = markings.take(room(request).desk, document, found, me(request).alias)
    message = f"Overgenomen: {words.places(len(changed))} gelakt."
    nothing = "Er stonden geen nieuwe markeringen in."
    return answer(request, form, Done(tuple(changed)), message if changed else nothing)


ROUTES = [
    Route("/concept/{document}.pdf", concept),
    Route("/concept/{document}", take, methods=["POST"]),
]
