# SPDX-License-Identifier: EUPL-1.2
"""A dossier whose pages nobody will look at in; a box over each page that nobody read out.

With `ogen: uit` in the case file no person signs off what could not be read. Such a page does not
leave the building as it is: it goes whole, and the notes of its document say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from woolak.advise import WHOLE_PAGE
from woolak.dossier import Dossier
from woolak.model import Box, Finding, Kind, Layer, Page

_WHY = "Deze pagina kon niet worden gelezen en niemand bekijkt haar (ogen: uit): ze is heel gelakt."


def covering(dossier: Dossier) -> Iterator[Finding]:
    """Yield a finding over the whole of each page that neither OCR nor a person has read."""
    if dossier.zaak.ogen != "uit":
        return
    for document in dossier.documents():
        seen = {number for _, number in dossier.checks(document.id)}
        for number in dossier.unread(document.id):
            layers = dossier.page(document.id, number)
            if layers and number not in seen:
                yield _over(layers[0])


def _over(page: Page) -> Finding:
    return Finding(
        page.document,
        page.number,
        Layer.HAND,
        None,
        None,
        "",
        Kind.IMAGE,
        (WHOLE_PAGE,),
        1.0,
        _WHY,
        (Box(0.0, 0.0, page.width, page.height),),
    )
