"""Facts as columns: one Parquet file for the nodes and edges of a part of the graph.

Only this module imports DuckDB: another columnar engine would change it alone. A row is a node or an edge. Its column
``type`` holds the label or the type, ``from_id`` and ``to_id`` the ends of an edge, and every property that the schema
declares has a column of its name; what a row does not have is null, and takes no room.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from zeren.graph.frames import FROM, TO
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, EdgeType, NodeType, property_types
from zeren.loaders.collector import uncollected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "float": "DOUBLE", "boolean": "BOOLEAN", "strings": "VARCHAR[]"}
TYPE = "type"
COLUMNS = {TYPE: "VARCHAR", FROM.name: "VARCHAR", TO.name: "VARCHAR"} | {
    name: _TYPES[type] for name, type in property_types((*NODE_TYPES, *EDGE_TYPES)).items()
}
"""Every column of a file, and its type in SQL."""
_LONGEST = 2**24
"""Bytes of a row as text for which DuckDB makes room without being asked."""
_AT_ONCE = 50_000


@contextmanager
def writing() -> Iterator[Callable[[Path, Iterable[Node], Iterable[Edge]], None]]:
    """What writes a file that holds these nodes and edges, in their order. It raises OSError where it cannot.

    The rows go over as JSON in a file beside it: DuckDB reads a hundred thousand in half a second, and takes them
    forty times as long as the parameter of a statement.
    """
    with _duckdb() as duckdb:

        def write(path: Path, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
            rows = path.with_suffix(".jsonl")
            try:
                found = duckdb.read_json(
                    _literal(rows),
                    columns=COLUMNS,
                    format="newline_delimited",
                    compression="none",
                    maximum_object_size=max(_LONGEST, _put(rows, nodes, edges) + 1),
                )
                found.write_parquet(str(path.absolute()), compression="zstd")
            finally:
                rows.unlink(missing_ok=True)

        yield write


def _put(path: Path, nodes: Iterable[Node], edges: Iterable[Edge]) -> int:
    """Write rows as lines of JSON; the most bytes that one of them may take."""
    longest = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(nodes, edges):
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            longest = max(longest, 4 * len(text))
            file.write(text + "\n")
    return longest


def _rows(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[dict[str, object]]:
    for node in nodes:
        yield {TYPE: node.label, **node.properties}
    for edge in edges:
        yield {TYPE: edge.type, FROM.name: edge.start, TO.name: edge.end, **edge.properties}


Only = Mapping[str, tuple[str, ...]]
"""Labels and types, each with the properties that are wanted of it beside ``id`` and the ends."""


@uncollected(kept=True)
def read(paths: Sequence[Path], only: Only | None = None) -> Graph:
    """Everything that these files hold, or of it ``only`` this, in the schema's order, then that of the files.

    Raises OSError where one cannot be read or is none of ``write``'s.
    """
    if not paths:
        return Graph()
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    labels = [(label.label, names) for label in NODE_TYPES if (names := _wanted(label, label.label, only)) is not None]
    types = [(type.type, names) for type in EDGE_TYPES if (names := _wanted(type, type.type, only)) is not None]
    with _duckdb() as duckdb:
        # Once from the disk, into memory; a question a type of the files would open each of them twenty times.
        named = _named((TYPE, FROM.name, TO.name), *(names for _, names in (*labels, *types)))
        duckdb.execute(
            f"CREATE TEMP TABLE facts AS SELECT {named} FROM read_parquet($1) WHERE list_contains($2, type)",  # noqa: S608  names of the schema
            [[_literal(path) for path in paths], [name for name, _ in (*labels, *types)]],
        )
        for label, names in labels:
            place = names.index("id")
            for row in _select(duckdb, label, names):
                id: str = row[place]
                nodes[id] = Node(label, id, _said(names, row))
        same = {id: id for id in nodes}  # a million edges do not need two million texts
        for type, names in types:
            for start, end, *said in _select(duckdb, type, [FROM.name, TO.name, *names]):
                edges.append(Edge(type, same.get(start, start), same.get(end, end), _said(names, said)))
    return Graph(nodes, tuple(edges))


_NOTHING: dict[str, Any] = {}
"""The properties of all edges of which none are asked for: a million empty ones take 64 MB."""


def _said(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None} if names else _NOTHING


def _wanted(type: NodeType | EdgeType, name: str, only: Only | None) -> list[str] | None:
    """The properties to be read of a label or type; None where it is to be left out."""
    if only is None:
        return [p.name for p in type.properties]
    if name not in only:
        return None
    return [p.name for p in type.properties if p.name in only[name] or (p.name == "id" and isinstance(type, NodeType))]


def _named(*columns: Sequence[str]) -> str:
    """Columns as SQL names them, each once."""
    return ", ".join(f'"{name}"' for name in dict.fromkeys(name for some in columns for name in some))


def spellings(paths: Sequence[Path]) -> dict[str, frozenset[tuple[str, str]]]:
    """The names and kinds by which tasks in these files call each county. Raises OSError as ``read`` does."""
    if not paths:
        return {}
    found: dict[str, set[tuple[str, str]]] = {}
    with _duckdb() as duckdb:
        rows = duckdb.execute(
            "SELECT DISTINCT to_id, name, kind FROM read_parquet($1) WHERE type = 'CONCERNS'",
            [[_literal(path) for path in paths]],
        )
        for county, name, kind in rows.fetchall():
            found.setdefault(county, set()).add((str(name), str(kind)))
    return {county: frozenset(said) for county, said in found.items()}


def _select(duckdb: DuckDBPyConnection, type: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    found = duckdb.execute(f"SELECT {_named(columns)} FROM facts WHERE type = $1", [type])  # noqa: S608  names of the schema
    while rows := found.fetchmany(_AT_ONCE):
        yield from rows


@contextmanager
def _duckdb() -> Iterator[DuckDBPyConnection]:
    """DuckDB, in memory, with what it needs alone: it loads no extension from the network or a home folder."""
    import duckdb

    try:
        # What memory does not hold goes where the system has such files, not into the folder where one stands.
        with (
            TemporaryDirectory(prefix="zeren-", ignore_cleanup_errors=True) as folder,
            duckdb.connect(config={**_SETTINGS, "temp_directory": folder}) as connection,
        ):
            yield connection
    except duckdb.Error as error:
        raise OSError(str(error).partition("\n")[0]) from error


_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def _literal(path: Path) -> str:
    """A path as DuckDB takes it for exactly this file: it reads ``*``, ``?`` and ``[`` as patterns."""
    return re.sub(r"([*?\[])", r"[\1]", str(path.absolute()))
