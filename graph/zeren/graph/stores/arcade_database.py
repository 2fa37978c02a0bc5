"""ArcadeDB's database as such: made, opened, read whole, filled at once, and what it holds noted down.

The note is a record of the document type ``ZerenManifest``, written in the transaction that it is about. Cypher sees
vertices and edges only, so no query meets it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zeren.graph.model import DERIVED_EDGES, Edge, Graph, Node, Value, canonical
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, node_type
from zeren.graph.stores import jvm
from zeren.graph.stores.arcade_reading import SWITCHED_OFF
from zeren.graph.stores.base import DamagedError
from zeren.graph.stores.changes import Held, batches, by_label, by_type
from zeren.graph.stores.guard import one_line
from zeren.graph.stores.lock import WAIT, unwritable
from zeren.graph.stores.manifest import Manifest, Tally, from_text, manifest, tally
from zeren.loaders.errors import ZerenError

_TYPES = {"string": "STRING", "integer": "LONG", "float": "DOUBLE", "boolean": "BOOLEAN", "strings": "LIST"}
_BATCH = 20_000
_ROOM = 8
"""MB that an empty database and its log take: where there are fewer, that is why it cannot be made."""


def make(graph: Path) -> None:
    """A new database with its types and indexes: schema changes are outside the engine's transactions."""
    jvm.start()
    from arcadedb_embedded import ArcadeDBError, create_database

    try:
        db = create_database(str(graph.absolute()))
        try:
            define(db)
        finally:
            db.close()
    except ArcadeDBError as error:
        left = shutil.disk_usage(graph.parent).free // 2**20
        why = f"the disk has {left} MB left: make room, or name another folder" if left < _ROOM else one_line(error)
        raise ZerenError(f"cannot create a database at {graph.parent}: {why}") from error


def define(db: Any) -> None:
    """The types and indexes of the schema, each where it is missing."""
    for node in NODE_TYPES:
        db.command("sql", f"CREATE VERTEX TYPE {node.label} IF NOT EXISTS")
        for p in node.properties:
            if p.indexed:
                db.command("sql", f"CREATE PROPERTY {node.label}.`{p.name}` IF NOT EXISTS {_TYPES[p.type]}")
                unique = "UNIQUE" if p.name == "id" else "NOTUNIQUE"
                db.command("sql", f"CREATE INDEX IF NOT EXISTS ON {node.label} (`{p.name}`) {unique}")
    for edge in EDGE_TYPES:
        db.command("sql", f"CREATE EDGE TYPE {edge.type} IF NOT EXISTS")
    db.command("sql", "CREATE DOCUMENT TYPE ZerenManifest IF NOT EXISTS")


def _opened(folder: str, open_database: Callable[[str], Any], error_of: type[Exception]) -> Any:
    until = time.monotonic() + WAIT
    while True:
        try:
            return open_database(folder)
        except error_of as error:
            held = "LockException" in str(error) or ("locked" in str(error) and "already in use" not in str(error))
            if not held or time.monotonic() > until:
                raise
            time.sleep(0.1)


def open_(path: Path, graph: Path) -> Any:
    """The database in the folder ``graph``. Raises ZerenError about ``path`` where it is in use or damaged."""
    jvm.start()
    from arcadedb_embedded import ArcadeDBError, open_database

    try:
        # Absolute: Java stays where it stood when it started, whatever this process does.
        db = _opened(str(graph.absolute()), open_database, ArcadeDBError)
        # A commit waits for the disk: one load is one commit, and it must survive a power cut.
        db.set_wal_flush("yes_nometadata")
        for name, value in SWITCHED_OFF.items():
            db._java_db.getConfiguration().setValue(name, value)
    except ArcadeDBError as error:
        if "already in use" in str(error):
            raise ZerenError(f"{path} is in use by this process: close the store that has it open") from error
        if "LockException" in str(error) or "locked" in str(error):
            raise ZerenError(f"{path} is in use by another process: close it there, then try again") from error
        if not _writable(graph):
            # To delete it, as is said of a damaged one, would be the wrong advice.
            raise ZerenError(unwritable(path)) from error
        raise DamagedError(str(path), one_line(error)) from error
    return db


def _writable(graph: Path) -> bool:
    """Whether files can be made in this folder and all in it be written: tried, for Windows tells no other way."""
    try:
        with tempfile.TemporaryFile(dir=graph):
            pass
    except OSError:
        return False
    return all(os.access(file, os.W_OK) for file in graph.iterdir())


def held(db: Any, step: Callable[[int], None] = lambda count: None) -> Held:
    """Everything that it holds. Raises ArcadeDBError or KeyError where it cannot be read."""
    nodes: dict[str, Node] = {}
    ids: dict[str, str] = {}
    for label in NODE_TYPES:
        select = f"SELECT * FROM {label.label}"  # noqa: S608  a name of the schema, no input
        for row in db.query("sql", select).to_json_list():
            said = properties(row)
            id = str(said["id"])
            nodes[id] = Node(label.label, id, said)
            ids[row["@rid"]] = id
            step(1)
    edges, refs = [], []
    for type in EDGE_TYPES:
        select = f"SELECT *, @out AS `@from`, @in AS `@to` FROM {type.type}"  # noqa: S608  a name of the schema
        for row in db.query("sql", select).to_json_list():
            edges.append(Edge(type.type, ids[row["@from"]], ids[row["@to"]], properties(row)))
            refs.append(row["@rid"])
            step(1)
    return Held(Graph(nodes, tuple(edges)), tuple(refs))


def properties(row: Mapping[str, Any]) -> dict[str, Value]:
    """The properties of a node or an edge, without what the engine adds."""
    return {k: v for k, v in row.items() if not k.startswith("@") and v is not None}


def fill(db: Any, graph: Graph, step: Callable[[int], None]) -> Tally:
    """Put a whole graph into an empty database, several times as fast as in one transaction; what was put there.

    Not one transaction: whoever is stopped here must throw the database away.
    """
    import jpype

    counted = Tally()
    rids: dict[str, str] = {}
    # What batch.create_vertices and batch.new_edges call, with rows that are JSON already: the digest needs each as
    # text anyway, and properties that are lists would go over to Java one by one.
    create = jpype.JClass("com.arcadedb.python.VertexBatcher").createVerticesJson
    put = jpype.JClass("com.arcadedb.python.EdgeBatcher").newEdgesJson
    with db.graph_batch() as batch:
        names = {id: canonical(id)[1:-1] for id in graph.nodes}
        for label, nodes in by_label(graph.nodes.values()).items():
            for some in batches(nodes, _BATCH):
                texts = [canonical(node.properties)[1:-1] for node in some]
                found = str(create(batch._java_graph_batch, label, f"[{','.join(texts)}]")).split(";")
                rids.update(zip((node.id for node in some), found, strict=True))
                for node, properties in zip(some, texts, strict=True):
                    counted.add(label, f'["{label}",{names[node.id]},{properties}]')
                step(len(some))
        for type, edges in by_type(graph.edges).items():
            for some_edges in batches(edges, _BATCH):
                rows = []
                for edge in some_edges:
                    properties = canonical(edge.properties)[1:-1]
                    counted.add(type, f'["{type}",{names[edge.start]},{names[edge.end]},{properties}]')
                    ends = f'"_src":"{rids[edge.start]}","_dst":"{rids[edge.end]}"'
                    rows.append(f"{{{ends}{',' if len(properties) > 2 else ''}{properties[1:]}")
                put(batch._java_graph_batch, type, f"[{','.join(rows)}]")
                step(len(some_edges))
    return counted


def note(db: Any, written: Manifest) -> None:
    """Note what the database holds; inside a transaction."""
    db.command("sql", "DELETE FROM ZerenManifest")
    db.command("sql", "INSERT INTO ZerenManifest SET text = :text", {"text": written.to_text()})


def noted(db: Any) -> Manifest:
    """What was noted; of nothing where there is no note. Raises KeyError or ValueError for a damaged one."""
    rows = db.query("sql", "SELECT FROM ZerenManifest").to_list()
    if not rows:
        return Manifest()
    if "text" in rows[0]:
        return from_text(rows[0]["text"])
    # Format 1 noted counts, and one digest of all that documents state, which takes the whole graph to verify.
    whole = held(db).graph
    counts: dict[str, int] = json.loads(rows[0]["counts"])
    if counts != whole.counts() or rows[0]["digest"] != whole.digest():
        return Manifest({name: (count, "") for name, count in counts.items()}, schema=1)
    return Manifest(tally(whole).types(), manifest(whole).documents, schema=1)


def problems(db: Any, written: Manifest, whole: Graph | None) -> dict[str, str]:
    """What is not as it was noted, by label or type.

    Facts are compared by digest, or by number where the ``whole`` graph is too much to read. The engine walks lists
    of edges beside the nodes and finds nodes by indexes, so these are looked at, too: without them all facts are
    there, and queries miss them. Raises ArcadeDBError or KeyError where it cannot even be read.
    """
    expected = written.counts()
    found: dict[str, str] = {}
    if whole is not None:
        found = written.problems(tally(whole).types())
        lost = Counter(node.label for node in whole.nodes.values() if not _indexed(db, node))
        for name, number in lost.items():
            found.setdefault(name, f"{number} {name} of {expected.get(name, 0)} are in no index")
    else:
        for name in [t.label for t in NODE_TYPES] + [t.type for t in EDGE_TYPES]:
            _compare(found, name, _number(db, "count(@this.toJSON())", name), expected, "can be read")
    for edge in EDGE_TYPES:
        for side, node in (("out", edge.start), ("in", edge.end)):
            number = _number(db, f"sum({side}E('{edge.type}').size())", node)
            _compare(found, edge.type, number, expected, "are in the lists of their nodes")
    return found


def has_clusters(db: Any) -> bool:
    """Whether an analysis wrote anything to it."""
    names = [(t.label, p.name) for t in NODE_TYPES for p in t.properties if p.derived]
    return any(_number(db, "count(*)", type) for type in DERIVED_EDGES) or any(
        db.query("sql", f"SELECT 1 AS one FROM {label} WHERE `{name}` IS NOT NULL LIMIT 1").to_list()  # noqa: S608  names of the schema
        for label, name in names
    )


def _indexed(db: Any, node: Node) -> bool:
    names = (p.name for p in node_type(node.label).properties if p.indexed and p.name in node.properties)
    return all(db.lookup_by_key(node.label, [name], [node.properties[name]]) is not None for name in names)


def _compare(found: dict[str, str], name: str, number: int, expected: Mapping[str, int], what: str) -> None:
    if number != expected.get(name, 0):
        found.setdefault(name, f"{number} {name} of {expected.get(name, 0)} {what}")


def _number(db: Any, what: str, type: str) -> int:
    select = f"SELECT {what} AS n FROM {type}"  # noqa: S608  names of the schema, no input
    rows = db.query("sql", select).to_list()
    return int(rows[0]["n"] or 0) if rows else 0
