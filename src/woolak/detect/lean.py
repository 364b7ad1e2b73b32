# SPDX-License-Identifier: EUPL-1.2
"""Names of packages in; imports inside the block go without them, and take a fraction of the time.

Presidio imports spaCy, with its command line, its trainer and an HTTP client, for engines and
models that nobody here uses: nine tenths of its two to three seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Anything(type):
    """A class of which every name is a class: `registry.tokenizers` is one."""

    def __getattr__(cls, name: str) -> type:
        return _class(name)


class _Thing(metaclass=_Anything):
    """Stands for a class; as a decorator it changes nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __call__(self, decorated: object) -> object:
        return decorated


class _Absent(ModuleType):
    """Stands for a module, in annotations and decorators too."""

    def __getattr__(self, name: str) -> type:
        return _class(name)


def _class(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Anything(name, (_Thing,), {})


class _Finder(MetaPathFinder, Loader):
    """Answers for the packages that are left out."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def holds(self, name: str) -> bool:
        """Say whether a module belongs to what is left out."""
        return name.partition(".")[0] in self._packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module that is left out; None for any other."""
        del path, target
        return ModuleSpec(fullname, self, is_package=True) if self.holds(fullname) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return what stands for the module."""
        return _Absent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Run nothing."""


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Leave packages out of the imports in this block; whoever imports them later gets them."""
    finder = _Finder(frozenset(packages) - sys.modules.keys())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if finder.holds(name)]:
            del sys.modules[name]
