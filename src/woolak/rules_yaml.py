# SPDX-License-Identifier: EUPL-1.2
"""A YAML file goes in; its data as strings only, each with its line and column, comes out.

YAML 1.1 reads `no` as False, `06` as 6 and `12:30` as 750; in rules every scalar stays the string
that was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

_T = TypeVar("_T")
_DEEPEST = 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The same in C where PyYAML was built with it: a tenth of the time."""
_OPENS = yaml.CollectionStartEvent
_CLOSES = yaml.CollectionEndEvent
_SHALLOW = 200


class Frozen(Mapping[str, _T]):
    """A mapping that cannot be changed and can be pickled."""

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, _T]) -> None:
        self._data = dict(data)

    def __getitem__(self, key: str) -> _T:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with its place; `marks` gives line:column for the path to each value below it."""

    file: str
    value: Any = field(repr=False)
    path: tuple[str | int, ...]
    marks: Mapping[tuple[str | int, ...], str] = field(repr=False)

    @property
    def place(self) -> str:
        """Where the value stands, as file:line:column."""
        return self.at(())

    def at(self, loc: tuple[str | int, ...]) -> str:
        """Return file:line:column of what `loc` points at, or of the nearest value around it."""
        path = (*self.path, *loc)
        while path and path not in self.marks:
            path = path[:-1]
        return f"{self.file}:{self.marks.get(path, '1:1')}"

    def children(self) -> Iterator[tuple[str | int, Marked]]:
        """Yield each key (or index) with its value."""
        items = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        for key, value in items:
            yield key, Marked(self.file, value, (*self.path, key), self.marks)


def read(path: Path, root: Path) -> tuple[Marked | None, list[str]]:
    """Return the mapping in a YAML file (None when there is none), and what is wrong with it.

    Places name the file relative to `root`.
    """
    name = path.relative_to(root).as_posix()
    try:
        node = _composed(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None, [f"{name}:1:1: no readable UTF-8 text"]
    except yaml.MarkedYAMLError as error:
        return None, [f"{name}:{_mark(error.problem_mark)}: {error.problem}"]
    except (yaml.YAMLError, RecursionError):
        return None, [f"{name}:1:1: no YAML that can be read"]
    marks: dict[tuple[str | int, ...], str] = {}
    problems: list[str] = []
    data = _Reader(name, marks, problems, set()).value(node, ()) if node else {}
    if not isinstance(data, dict):
        return None, [f"{name}:1:1: expected keys with values, such as 'regels:'", *problems]
    return Marked(name, data, (), marks), problems


def _composed(text: str) -> yaml.Node | None:
    """Return the tree of a text: in C where it is shallow, since C has no guard on its stack."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
        if depth > _SHALLOW:
            return yaml.compose(text, yaml.BaseLoader)
    return yaml.compose(text, _LOADER)


def freeze(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return the value with tuples for lists and Frozen for mappings."""
    if isinstance(value, dict):
        return Frozen({key: freeze(item) for key, item in value.items()})
    return tuple(map(freeze, value)) if isinstance(value, list) else value


def _mark(mark: yaml.Mark | None) -> str:
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    marks: dict[tuple[str | int, ...], str]
    problems: list[str]
    seen: set[int]

    def value(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
        """Return the node as dict, list or str, and note its place; an alias is a fault."""
        self.marks[path] = _mark(node.start_mark)
        if id(node) in self.seen or len(path) > _DEEPEST:
            self.fault(node, "no references (& and *) and no deep nesting here")
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, path: tuple[str | int, ...]) -> dict[str, Any]:
        """Return a mapping; a key that is no plain text, or stands there twice, is a fault."""
        data: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, "a key is plain text")
            elif key.value in data:
                self.fault(key, f"the key {key.value!r} stands here twice")
            else:
                data[key.value] = self.value(item, (*path, key.value))
        return data

    def fault(self, node: yaml.Node, message: str) -> None:
        """Note a fault at the node."""
        self.problems.append(f"{self.file}:{_mark(node.start_mark)}: {message}")
