"""How the reader is built: few floors, short modules, each room on those below it."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import switches

ROOM = Path(__file__).resolve().parents[2] / "loaders/zeren/loaders"
FLOORS = 11
LONGEST = 300
BELOW = {
    # What a room may import of the others, which makes their order.
    "words": set(),
    "text": {"words"},
    "names": {"words", "text"},
    "statements": {"words", "text", "names"},
    "layout": {"words", "text", "names", "tables"},
    "tables": {"words", "text", "names", "statements"},
    "files": {"words", "text", "names", "tables"},
    "tasks": {"words", "text", "names", "statements", "layout", "tables"},
}


def modules() -> dict[str, Path]:
    """The modules of the reader by their names within it."""
    found = {".".join(path.relative_to(ROOM).with_suffix("").parts): path for path in sorted(ROOM.rglob("*.py"))}
    return {name: path for name, path in found.items() if name != "__init__"}


MODULES = modules()


@cache
def imported(module: str) -> tuple[str, ...]:
    """The modules of the reader that ``module`` imports, wherever in it."""
    return tuple(sorted(set(_imported(MODULES[module])) & MODULES.keys()))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("zeren.loaders"):
            within = node.module.removeprefix("zeren.loaders").removeprefix(".")
            yield within
            yield from (f"{within}.{alias.name}".removeprefix(".") for alias in node.names)


@cache
def chain(module: str) -> tuple[str, ...]:
    """The longest way down from a module to one that imports none."""
    return (module, *max(map(chain, imported(module)), key=len, default=()))


def test_the_reader_has_few_floors() -> None:
    longest = max(map(chain, MODULES), key=len)
    assert len(longest) <= FLOORS, " → ".join(longest)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= LONGEST


def test_a_room_stands_on_those_below_it() -> None:
    wrong = [
        f"{module} imports {other}"
        for module in MODULES
        for other in imported(module)
        if "." in module and "." in other
        for room, below in [(module.split(".")[0], other.split(".")[0])]
        if below != room and below not in BELOW[room]
    ]
    assert wrong == []


# Those without a bound: asked with names that stand in the code, never with a text.
OF_THE_CODE = {"words", "one_of", "sections", "verbs", "stem", "rank_of", "_last_two", "_seen"}


def test_what_is_remembered_is_bounded() -> None:
    caches = {cached.__wrapped__: cached.cache_parameters()["maxsize"] for cached in switches._caches()}
    assert len(caches) > 100
    unbounded = {f.__name__ for f, size in caches.items() if size is None and inspect.signature(f).parameters}
    assert unbounded <= OF_THE_CODE
    assert [f.__name__ for f, size in caches.items() if size is not None and size > 10_000] == []
