"""Whether a graph is whole, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zeren.graph.derive import derive
from zeren.graph.model import Graph, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.stores import facts, folder, open_store, seal
from zeren.graph.stores.base import DamagedError, Progress
from zeren.graph.stores.changes import without_clusters
from zeren.graph.stores.manifest import documents_of
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
    noted: bool = True
    """Whether the store knows what was written. A graph in Neo4j that an older zeren wrote, or an import, does not."""


def check(uri: str | Path | None = None, progress: Progress | None = None) -> Report:
    """Read a graph whole and compare it with what was written; every byte of the embedded engine's files, too.

    The graph must also be what the schema declares, and what follows from its statements must be what is derived
    from them anew. Raises ZerenError where there is no graph or it cannot be reached.
    """
    try:
        store = open_store(uri, altered=True)
    except DamagedError as error:
        return _unopened(Path(error.path), str(error))
    with store:
        examined = store.examine(progress)
        name, engine = store.name, store.engine
    graph, problems = examined.graph, dict(examined.problems)
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
    if found or problems:
        rows += _documents(examined.written.documents if examined.written else documents_of(graph))
    noted = examined.written is not None or not counts
    return Report(name, engine, Table(COLUMNS, tuple(rows)), (*found, *problems.values()), graph, noted)


def _unopened(path: Path, message: str) -> Report:
    marker = folder.read(path)
    assert marker is not None
    files = seal.broken(path / str(marker.graph), marker.files, whole=True) if marker.files else {}
    files |= facts.broken(path, marker.facts, whole=True)
    rows: list[tuple[Value, ...]] = [("file", name, None, problem) for name, problem in files.items()] or [
        ("graph", None, None, message)
    ]
    table = Table(COLUMNS, (*rows, *_documents(marker.manifest.documents if marker.manifest else ())))
    return Report(str(path), "arcadedb", table, tuple(str(state) for *_, state in rows), None)


def _documents(documents: Iterable[Mapping[str, str]]) -> list[tuple[Value, ...]]:
    """A row for each document that must be loaded again."""
    return [
        ("document", d.get("file", d["id"]), None, f"load it again: {d['title']}, SHA-256 {d['digest']}")
        for d in documents
    ]
