# SPDX-License-Identifier: EUPL-1.2
"""A folder of rules (YAML, word lists) goes in; a frozen Rulebook, or every fault, comes out."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from woolak.errors import CannotStart, RulesError
from woolak.model import Kind, Role
from woolak.rules_schema import Beleid, Pakket, Rule
from woolak.rules_yaml import Frozen, Marked, freeze, read

__all__ = ["Beleid", "Rule", "Rulebook", "digest", "load", "packs", "pin"]

_T = TypeVar("_T")

_RULES = TypeAdapter(Rule)
_BELEID = TypeAdapter(Beleid)
_PAKKET = TypeAdapter(Pakket)
_SWITCH = frozenset({"lakken", "openbaar", "vraag"})


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, lists and tables of a pack with what it extends.

    `rules` are in the order of the files; `lists` holds each lijsten/*.txt under its stem; `beleid`
    is the decision table, whose first row that fits decides; `schakelaars` are this ministry's
    choices.
    """

    name: str
    version: str
    digest: str
    rules: tuple[Rule, ...] = field(repr=False)
    lists: Mapping[str, frozenset[str]] = field(repr=False)
    tables: Mapping[str, Any] = field(repr=False)
    beleid: tuple[Beleid, ...] = field(repr=False)
    schakelaars: Mapping[str, str] = field(repr=False)

    def rule(self, name: str) -> Rule | None:
        """Return the rule with this id, None when the pack has none (or switched it off)."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def tabel(self, naam: str) -> Any:  # noqa: ANN401 - the shape is the table's own
        """Return a data table: mappings and tuples of strings, frozen; empty when there is none."""
        return self.tables.get(naam, ())


@dataclass(slots=True)
class _Draft:
    """What the files of one pack and its parents add up to while loading."""

    rules: dict[str, Rule] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    beleid: tuple[Beleid, ...] = ()
    problems: list[str] = field(default_factory=list)


def packs() -> Path:
    """Return the folder of the shipped packs: in the package of a wheel, else in the checkout."""
    beside = Path(__file__).parent / "rules"
    return beside if beside.is_dir() else Path(__file__).parents[2] / "rules"


def load(pack: str | Path) -> Rulebook:
    """Return the rulebook of a shipped pack (by name) or of a folder.

    Raises CannotStart when there is no such pack, RulesError with every fault as file:line:column.
    """
    chain, draft = _chain(_folder(pack)), _Draft()
    for folder, pakket in chain:
        _add(folder, pakket, draft)
    book = _book(chain, draft)
    draft.problems += _incomplete(book)
    if draft.problems:
        raise RulesError(tuple(draft.problems))
    return book


def digest(pack: str | Path) -> str:
    """Return the SHA-256 over all files of a pack and what it extends, wherever it stands."""
    return _digest([folder for folder, _ in _chain(_folder(pack))])


def pin(source: str | Path, target: Path) -> Path:
    """Copy a pack, with what it extends, into a folder; return the pack's place there."""
    folders = [folder for folder, _ in _chain(_folder(source))]
    for folder in folders:
        for file in _files(folder):
            copy = target / folder.name / file.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return target / folders[-1].name


def _folder(pack: str | Path) -> Path:
    shipped = packs() / pack
    folder = shipped if isinstance(pack, str) and shipped.is_dir() else Path(pack)
    if not (folder / "pakket.yaml").is_file():
        raise CannotStart(f"There is no rule pack {folder.name!r}: no pakket.yaml in that folder.")
    return folder.resolve()


def _chain(folder: Path) -> list[tuple[Path, Pakket]]:
    """Return the pack and its parents, the furthest parent first."""
    chain: list[tuple[Path, Pakket]] = []
    name = ""
    while True:
        pakket = _pakket(folder)
        chain.insert(0, (folder, pakket))
        name = pakket.extends
        if not name:
            return chain
        sibling = folder.parent / name
        parent = sibling if sibling.is_dir() else packs() / name
        if not (parent / "pakket.yaml").is_file() or parent in (f for f, _ in chain):
            raise RulesError((f"{folder.name}/pakket.yaml:1:1: cannot extend {name!r}",))
        folder = parent


def _pakket(folder: Path) -> Pakket:
    marked, problems = read(folder / "pakket.yaml", folder.parent)
    pakket = _valid(_PAKKET, marked, problems) if marked else None
    if pakket is None or problems:
        raise RulesError(tuple(problems))
    return pakket


def _add(folder: Path, pakket: Pakket, draft: _Draft) -> None:
    base = {"rules": set(draft.rules), "tables": set(draft.tables)}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "pakket.yaml":
            continue
        marked, problems = read(path, folder.parent)
        draft.problems += problems
        for key, child in marked.children() if marked else ():
            if key == "regels":
                _add_rules(child, draft, seen)
            elif key == "beleid":
                draft.beleid = (*_all(_BELEID, child, draft.problems), *draft.beleid)
            else:
                _add_table(str(key), child, draft, known=base["tables"] if pakket.extends else None)
    _add_lists(folder, draft, extends=bool(pakket.extends))
    for name in pakket.uit:
        if draft.rules.pop(name, None) is None:
            draft.problems.append(f"{folder.name}/pakket.yaml:1:1: uit: no rule {name!r}")


def _add_rules(marked: Marked, draft: _Draft, seen: dict[str, str]) -> None:
    stem = Path(marked.file).stem
    for child, rule in _pairs(_RULES, marked, draft.problems):
        if rule.id in seen:
            draft.problems.append(f"{child.place}: id {rule.id!r} is also at {seen[rule.id]}")
        if not rule.id.startswith(f"{stem}."):
            draft.problems.append(f"{child.place}: the id of a rule here begins with '{stem}.'")
        seen[rule.id] = child.place
        draft.rules[rule.id] = rule


def _add_table(key: str, marked: Marked, draft: _Draft, known: set[str] | None) -> None:
    rows = marked.value if isinstance(marked.value, list) else []
    if known is not None and key not in known:
        draft.problems.append(f"{marked.place}: unknown key {key!r}; the parent has no such table")
    elif any("examples" in row for row in rows if isinstance(row, dict)):
        draft.problems.append(f"{marked.place}: {key!r} holds rules; those go under 'regels'")
    elif key == "schakelaars" and not _switches(marked.value):
        draft.problems.append(f"{marked.place}: a switch is lakken, openbaar or vraag")
    elif key == "schakelaars" and known is not None and (odd := _unknown(marked, draft)):
        draft.problems.append(f"{marked.place}: there is no switch {odd!r}")
    else:
        draft.tables[key] = _merged(draft.tables.get(key), freeze(marked.value), marked, draft)


def _unknown(marked: Marked, draft: _Draft) -> str:
    """Return the first switch that the parent does not have."""
    return next((name for name in marked.value if name not in draft.tables["schakelaars"]), "")


def _switches(value: object) -> bool:
    return isinstance(value, dict) and all(choice in _SWITCH for choice in value.values())


def _merged(old: Any, new: Any, marked: Marked, draft: _Draft) -> Any:  # noqa: ANN401 - any table
    if old is None:
        return new
    if isinstance(old, tuple) and isinstance(new, tuple):
        return new + old
    if isinstance(old, Frozen) and isinstance(new, Frozen):
        return Frozen({**old, **new})
    draft.problems.append(f"{marked.place}: this table has another shape elsewhere")
    return old


def _add_lists(folder: Path, draft: _Draft, *, extends: bool) -> None:
    """Add the word lists; one that no rule or parent knows would do nothing, so it is a fault."""
    known = {*draft.lists, *(rule.lijst for rule in draft.rules.values())}
    for path in sorted(folder.glob("lijsten/*.txt")):
        if extends and path.stem not in known:
            place = f"{folder.name}/lijsten/{path.name}:1:1"
            draft.problems.append(f"{place}: no rule uses a list of this name")
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            draft.problems.append(f"{folder.name}/lijsten/{path.name}:1:1: no readable UTF-8 text")
            continue
        terms = {" ".join(line.split("#")[0].split()) for line in lines} - {""}
        draft.lists[path.stem] = draft.lists.get(path.stem, frozenset()) | terms


def _book(chain: list[tuple[Path, Pakket]], draft: _Draft) -> Rulebook:
    _, pakket = chain[-1]
    tables = Frozen(draft.tables)
    switches = tables.get("schakelaars", Frozen({}))
    rules = tuple(draft.rules.values())
    whole = _digest([folder for folder, _ in chain])
    lists = Frozen(draft.lists)
    return Rulebook(pakket.naam, pakket.versie, whole, rules, lists, tables, draft.beleid, switches)


def _incomplete(book: Rulebook) -> Iterator[str]:
    """Say what refers to nothing, and which kind in which role the policy is silent about."""
    for rule in book.rules:
        if rule.lijst and rule.lijst not in book.lists:
            yield f"{rule.id}: there is no lijsten/{rule.lijst}.txt"
    for row in book.beleid:
        if row.schakelaar and row.schakelaar not in book.schakelaars:
            yield f"beleid: there is no switch {row.schakelaar!r}"
    general = [row for row in book.beleid if not row.functie and not row.regel]
    for kind in Kind if book.beleid else ():
        for role in Role:
            if not any(row.fits(kind, role) for row in general):
                yield f"beleid: says nothing about {kind} of someone in the role {role}"


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.yaml"), *folder.glob("lijsten/*.txt")])


def _digest(folders: Iterable[Path]) -> str:
    whole = hashlib.sha256(b"woolak.rules.v1")
    for folder in folders:
        for file in _files(folder):
            name = f"{folder.name}/{file.relative_to(folder).as_posix()}"
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            whole.update(f"\0{name}\0{content}".encode())
    return whole.hexdigest()


def _pairs(
    adapter: TypeAdapter[_T], marked: Marked, problems: list[str]
) -> Iterator[tuple[Marked, _T]]:
    if not isinstance(marked.value, list):
        problems.append(f"{marked.place}: expected a list")
        return
    for _, child in marked.children():
        if (row := _valid(adapter, child, problems)) is not None:
            yield child, row


def _all(adapter: TypeAdapter[_T], marked: Marked, problems: list[str]) -> list[_T]:
    return [row for _, row in _pairs(adapter, marked, problems)]


def _valid(adapter: TypeAdapter[_T], marked: Marked, problems: list[str]) -> _T | None:
    try:
        return adapter.validate_python(marked.value)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            key = ".".join(str(part) for part in fault["loc"])
            place = marked.at(fault["loc"])
            problems.append(
                f"{place}: {key}: {fault['msg']}" if key else f"{place}: {fault['msg']}"
            )
        return None
