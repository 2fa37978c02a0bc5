"""Whether a graph is whole, and what to do where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zeren.graph.derive import derive
from zeren.graph.model import Graph, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.stores import folder, open_store, seal
from zeren.graph.stores.base import DamagedError, Progress
from zeren.graph.stores.changes import without_clusters
from zeren.graph.stores.manifest import Manifest
from zeren.graph.table import Table
from zeren.graph.validate import first_problem

COLUMNS = ("kind", "type", "count", "state")
_LABELS = frozenset(node.label for node in NODE_TYPES)
_NAMES = _LABELS | {edge.type for edge in EDGE_TYPES}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    name: str
    engine: str
    table: Table
    """Columns ``COLUMNS``: a row for each label and type with its number, for each damaged file, and, where anything
    is damaged, for each document that makes the graph again (its file's name, and in ``state`` its title and
    SHA-256)."""
    damaged: tuple[str, ...]
    """What is wrong; empty where the graph is whole."""
    graph: Graph | None
    """What the store holds, where it can be opened at all."""


def check(uri: str | Path | None = None, progress: Progress | None = None) -> Report:
    """Read a graph whole and compare it with what was written; every byte of the embedded engine's files, too.

    Whatever the engine, the graph must be what the schema declares, and what follows from its statements must be
    what is derived from them anew. Raises ZerenError where there is no graph or it cannot be reached.
    """
    try:
        store = open_store(uri)
    except DamagedError as error:
        return _unopened(Path(error.path), str(error))
    with store:
        graph = store.graph(progress)
        problems = store.problems(graph)
        name, engine = store.name, store.engine
        counts = graph.counts()
    problem = first_problem(graph)
    if problem:
        problems["schema"] = problem
    elif derive(without_clusters(graph)).digest() != graph.digest():
        problems["derived"] = (
            "kinds, aliases, members or counties are not what follows from the statements (has a query changed "
            "them?): loading any document derives them anew"
        )
    rows: list[tuple[Value, ...]] = [
        ("node" if n in _LABELS else "edge", n, counts.get(n, 0), problems.pop(n, "ok"))
        for n in {**counts, **{n: 0 for n in problems if n in _NAMES}}
    ]
    found = tuple(str(state) for *_, state in rows if state != "ok")
    rows += [("file" if "." in n else "graph", n, None, state) for n, state in problems.items()]
    written = folder.read(Path(name)) if engine == "arcadedb" and (found or problems) else None
    rows += _documents(written.manifest if written else None)
    return Report(name, engine, Table(COLUMNS, tuple(rows)), (*found, *problems.values()), graph)


def _unopened(path: Path, message: str) -> Report:
    marker = folder.read(path)
    assert marker is not None
    files = seal.broken(path / str(marker.graph), marker.files, whole=True) if marker.files else {}
    rows: list[tuple[Value, ...]] = [("file", name, None, problem) for name, problem in files.items()] or [
        ("graph", None, None, message)
    ]
    table = Table(COLUMNS, (*rows, *_documents(marker.manifest)))
    return Report(str(path), "arcadedb", table, tuple(str(state) for *_, state in rows), None)


def _documents(manifest: Manifest | None) -> list[tuple[Value, ...]]:
    """A row for each document that must be loaded again."""
    return [
        ("document", d.get("file", d["id"]), None, f"load it again: {d['title']}, SHA-256 {d['digest']}")
        for d in (manifest.documents if manifest else ())
    ]
