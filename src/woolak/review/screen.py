# SPDX-License-Identifier: EUPL-1.2
"""Values in, HTML out: the templates, and what a screen says when something is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from woolak.review import words

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def _version() -> str:
    """Return what changes with our style or scripts: a browser keeps each version of them."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


ASSETS = f"/static/{_version()}"
"""Where our own style and scripts are served."""


class Screen:
    """The templates, compiled once."""

    def __init__(self) -> None:
        self._made = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._made.globals.update(w=words, assets=ASSETS)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Return a page made from a template."""
        known = {"me": None, "message": "", "here": "", "left": None, "concept": False}
        html = self._made.get_template(template).render(**{**known, **values})
        return HTMLResponse(html, status)

    def sentence(self, status: int, why: str) -> HTMLResponse:
        """Return a page that says in words what is wrong and what to do."""
        title, text = words.WRONG[why]
        return self.page("sentence.html", status, title=title, text=text)
