# SPDX-License-Identifier: EUPL-1.2
"""The shape of the code: layers, who may import what, sizes, names; and what no file may hold."""

from __future__ import annotations

import ast
import functools
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "woolak"

# Low to high, as docs/besluiten/0001-lagen.md says. A name stands for a module, for a folder and
# for the modules that carry on its name (`rulebook`, `pdf`, `rules_yaml`).
LAYERS = (
    ("model", "errors", "gronden", "dates"),
    ("rulebook", "rules", "chain", "seal", "work", "zaak", "lock", "kept", "pdf"),
    ("detect",),
    ("persons",),
    ("advise",),
    ("dossier",),
    (
        "scan",
        "judgement",
        "redaction",
        "publish",
        "audit",
        "evaluate",
        "parcels",
        "intake",
        "standing",
        "approval",
        "sampling",
        "keeping",
        "renewal",
    ),
    ("run", "review", "preload", "consistency", "recall"),
    ("cli",),
)
ANYWHERE = {"woolak"}  # the package itself: its version

ONLY_IN = {
    "presidio_analyzer": ("detect/engine.py",),
    "presidio_anonymizer": ("detect/engine.py",),
    "spacy": ("detect/engine.py",),
    "sqlite3": ("dossier",),
    "pymupdf": ("pdf/",),
    "fitz": (),
    "pikepdf": ("pdf/",),
    "pypdfium2": ("pdf/",),
    "tesserocr": ("pdf/seeing/tesseract.py",),
    "click": ("cli",),
    "cryptography": ("seal.py",),
    "subprocess": ("pdf/proving/poppler.py", "parcels/office.py"),
    "oxmsg": ("parcels/mail.py",),
    "starlette": ("review/",),
    "uvicorn": ("review/",),
}
VAGUE = {"utils", "util", "helpers", "helper", "base", "core", "common", "misc", "manager", "tools"}

FILE_LINES = 400
FUNCTION_LINES = 60
FUNCTION_LINES_95 = 35
FUNCTION_LINES_MEDIAN = 10
PARAMETERS = 6

# Packages of which only the word lists are read: a module names them, none imports them.
READ_AS_FILES = {"deduce", "faker", "spellchecker"}
COMES_ALONG = {"spacy"}  # with presidio-analyzer

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    """Return a module's place in the package: `pdf/reading/read.py`."""
    return path.relative_to(PACKAGE).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path: Path) -> str:
    """Return a module's name: `woolak.pdf.reading.read`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def every() -> frozenset[str]:
    """Return the name of every module of the package."""
    return frozenset(map(dotted, modules()))


def imported(path: Path, *, late: bool = True) -> Iterator[str]:
    """Yield every module that a module imports, inside functions as well unless `late` is false."""
    names = every()
    for node in ast.walk(tree(path)) if late else tree(path).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: imports from woolak by its full name"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in names else str(node.module)


def layer(name: str) -> int:
    """Return the layer of a module of woolak; a module without one has to be given one."""
    first = name.split(".")[1].strip("_")
    for height, families in enumerate(LAYERS):
        if first.split("_")[0] in families:
            return height
    pytest.fail(f"{name} has no layer in tests/test_architecture.py")


def functions() -> Iterator[tuple[str, Function]]:
    """Yield every function of the package with its place."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield f"{place(path)}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    """Return a function's lines, its docstring included, its decorators not."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(node: Function) -> int:
    """Return how many parameters a caller sees."""
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([argument for argument in every if argument.arg not in {"self", "cls"}])


def committed() -> list[Path]:
    """Return the files that are in git, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Yield the committed files that are text, with their content."""
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content[:8000] and not content.startswith(b"%PDF"):
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8")


def test_imports_go_down_the_layers():
    wrong = [
        f"{place(path)} imports {name}"
        for path in modules()
        if dotted(path) not in ANYWHERE
        for name in imported(path)
        if name.startswith("woolak.") and layer(name) > layer(dotted(path))
    ]
    assert not wrong


def test_no_two_modules_import_each_other():
    graph = {
        dotted(path): {n for n in imported(path, late=False) if n.startswith("woolak.")}
        for path in modules()
    }
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("package", ONLY_IN)
def test_an_outside_package_has_one_home(package: str):
    homes = ONLY_IN[package]
    strangers = [
        place(path)
        for path in modules()
        if package in {name.partition(".")[0] for name in imported(path)}
        and not place(path).startswith(homes or ("/",))
    ]
    assert not strangers


def test_rooms_of_a_folder_import_one_way():
    for folder in ("detect", "pdf"):
        graph: dict[str, set[str]] = {}
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            mine = room(dotted(path))
            needed = {room(name) for name in imported(path) if name.startswith(f"woolak.{folder}.")}
            graph.setdefault(mine, set()).update(needed - {mine})
        TopologicalSorter(graph).prepare()


def room(name: str) -> str:
    """Return the room of a module: `woolak.pdf.reading` of `woolak.pdf.reading.glyphs`."""
    return ".".join(name.split(".")[:3])


def test_verification_shares_nothing_with_what_it_verifies():
    names = set(imported(PACKAGE / "pdf" / "proving" / "verify.py"))
    assert not {name for name in names if name.partition(".")[0] in {"pymupdf", "fitz"}}
    assert not names & {
        "woolak.pdf.reading.read",
        "woolak.pdf.removing.redact",
        "woolak.pdf.opening.open",
    }


def test_no_module_is_named_after_nothing():
    assert not [place(path) for path in modules() if set(path.stem.split("_")) & VAGUE]


def test_every_file_of_code_begins_with_its_licence():
    python = [path for path in committed() if path.suffix == ".py"]
    first = "# SPDX-License-Identifier: EUPL-1.2\n"
    assert not [path for path in python if not path.read_text(encoding="utf-8").startswith(first)]


def test_files_stay_within_their_size():
    sizes = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {name: lines for name, lines in sizes.items() if lines > FILE_LINES}


def test_functions_stay_within_their_size():
    sizes = {where: length(node) for where, node in functions()}
    assert not {where: lines for where, lines in sizes.items() if lines > FUNCTION_LINES}
    assert statistics.median(sizes.values()) <= FUNCTION_LINES_MEDIAN
    assert statistics.quantiles(sizes.values(), n=20)[-1] <= FUNCTION_LINES_95


def test_functions_take_few_parameters():
    # In a room of the command line each option of a command is a parameter.
    counts = {w: parameters(node) for w, node in functions() if not w.startswith("cli")}
    assert not {where: count for where, count in counts.items() if count > PARAMETERS}


def test_what_is_imported_is_declared_and_the_other_way_round():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = {normal(line) for line in project["dependencies"]}
    extras = {
        normal(line)
        for name, lines in project["optional-dependencies"].items()
        for line in lines
        if name != "dev"
    }
    used = set(distributions_used())
    assert used - core - extras == set(), "imported, not declared in pyproject.toml"
    assert core - used == set(), "declared in pyproject.toml, not used"


def normal(requirement: str) -> str:
    """Return the name of a package as registries compare it (PEP 503)."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def distributions_used() -> Iterator[str]:
    """Yield the packages that the code imports, or of which it names the folder to read."""
    known = packages_distributions()
    for path in modules():
        names = {name.partition(".")[0] for name in imported(path)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and node.value in READ_AS_FILES:
                names.add(str(node.value))
        for name in names - set(sys.stdlib_module_names) - COMES_ALONG - {"woolak"}:
            yield from (normal(found) for found in known.get(name, [name]))


# Put together here, so that this file does not hold what it looks for.
MACHINES = [f"/{folder}/" for folder in ("work", "root", "tmp")]
OURS = [f"{up}/shared" for up in ("..",)]
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
]


def test_no_file_names_a_machine_or_a_registry():
    unwanted = re.compile(
        "|".join([*(rf"(?<![\w.]){re.escape(m)}" for m in MACHINES), *map(re.escape, OURS + HOSTS)])
    )
    found = {name: unwanted.findall(text) for name, text in texts()}
    assert not {name: hits for name, hits in found.items() if hits}


def test_nothing_built_is_committed():
    built = {".whl", ".so", ".pyc", ".egg", ".o", ".gz"}
    assert not [path.name for path in committed() if path.suffix in built]


def test_pinned_dependencies_have_hashes_and_no_source():
    for name in ("requirements.txt", *(f"requirements-{x}.txt" for x in ("dev", "ocr", "server"))):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith("-") or "://" in line]
        pins = [line for line in lines if re.match(r"\S+==", line)]
        assert pins
        assert all(line.endswith("\\") for line in pins), "a pin without a hash"
