# SPDX-License-Identifier: EUPL-1.2
"""The case file: `zaak.yaml` in, the facts of one Woo case out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from woolak.errors import CannotStart


class Uitgever(BaseModel):
    """The publishing organisation as TOOI names it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[a-z]{2,10}\d{3,6}$")
    label: str


class Zaak(BaseModel):
    """The facts of the case; every one is optional until an export needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zaaknummer: str = ""
    matter: str = Field(default="", pattern=r"^[A-Za-z0-9\-._~]{0,255}$")
    publicatiecontext: str = Field(default="", pattern=r"^[A-Za-z0-9\-._~]{0,255}$")
    prefix: str = Field(default="", pattern=r"^[A-Za-z0-9]{0,20}$")
    publisher: Uitgever | None = None
    soort: Literal["verzoek", "actief"] = "verzoek"
    verzoekdatum: dt.date | None = None
    besluitdatum: dt.date | None = None
    informatiecategorie: str = ""
    milieu_emissie: Literal["ja", "nee"] = "nee"
    vier_ogen: Literal["uit", "vragen", "alles"] = "uit"
    ogen: Literal["verplicht", "uit"] = "verplicht"
    steekproef: int = Field(default=10, ge=0, le=100)
    steekproef_verplicht: Literal["nee", "ja"] = "nee"
    naambreedte: Literal["vast", "ongewijzigd"] = "vast"

    @model_validator(mode="after")
    def _one_context(self) -> Zaak:
        if self.matter and self.publicatiecontext:
            raise ValueError("give matter or publicatiecontext, not both")
        return self


def load(path: Path) -> Zaak:
    """Read a case file; raises CannotStart that names every wrong key, never its value."""
    try:
        facts = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506 - strings only
    except (OSError, UnicodeDecodeError):
        raise CannotStart(
            f"The case file {path} cannot be read; check its path and rights."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise CannotStart(f"The case file {path} is not valid YAML{where}.") from None
    if not isinstance(facts, dict):
        raise CannotStart(f"The case file {path} must hold lines such as 'zaaknummer: 2026-0147'.")
    return _checked(path, facts)


def _checked(path: Path, facts: dict[str, Any]) -> Zaak:
    try:
        return Zaak.model_validate({key: value for key, value in facts.items() if value != ""})
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise CannotStart(f"The case file {path} has wrong facts: {faults}.") from None
