"""Changes to what ArcadeDB holds, inside one of its transactions."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zeren.graph.model import Edge, Graph, Node, edge_line
from zeren.graph.schema import edge_type
from zeren.graph.stores import arcade_database as database
from zeren.graph.stores.arcade_answers import answer, columns_of, is_timeout, query_error
from zeren.graph.stores.arcade_reading import judged
from zeren.graph.stores.base import DamagedError
from zeren.graph.stores.changes import Changes, Held, batches, by_label
from zeren.graph.stores.engine import SIZE, Transaction
from zeren.graph.stores.manifest import Manifest, Tally, changed
from zeren.graph.table import Table

_BATCH = 2_000


class ArcadeTransaction(Transaction):
    """Writes to a database in whose transaction it is used."""

    def __init__(self, db: Any, written: Manifest, name: str) -> None:
        """Use it inside ``db.transaction()``; ``name`` is what messages call the store."""
        self._db = db
        self._name = name
        self.written = written
        """What was noted last."""
        self.done: tuple[Graph, Changes] | None = None
        """What was held before that, and the changes; None where nothing was noted."""

    def held(self, *, anew: bool = False) -> Held:
        """Everything the graph holds."""
        return database.held(self._db)

    def counted(self, held: Graph, *, anew: bool = False) -> Tally:
        """What there is of each label and type, as it was noted."""
        return Tally(self.written.types)

    def write(self, todo: Changes, counted: Tally, step: Callable[[int], None]) -> None:
        """Make the changes, and count what is written."""
        for ref in self._refs(todo):
            self._db.lookup_by_rid(ref).delete()
        step(len(todo.removed_edges))
        for node in todo.removed:
            self._db.lookup_by_key(node.label, ["id"], [node.id]).delete()
            step(1)
        for label, nodes in by_label(todo.created).items():
            self._rows(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", nodes, step)
        for label, nodes in by_label(todo.updated).items():
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", nodes, step)
        self._edges(todo, step)
        counted.count((*todo.created, *todo.updated), todo.added_edges)

    def _refs(self, todo: Changes) -> Iterator[str]:
        """The engine's handles of the edges to delete. Those at a node that is deleted go with it.

        Where no handle is known, as the facts were read and not the engine, the edge is looked for at its task if it
        has one: few begin and end there, and thousands at a unit. Raises DamagedError for one that the engine lacks.
        """
        gone = {node.id for node in todo.removed}
        unknown: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for edge, ref in todo.removed_edges:
            if edge.start in gone or edge.end in gone:
                continue
            if ref:
                yield ref
            else:
                side, id = ("out", edge.start) if edge_type(edge.type).start == "Task" else ("in", edge.end)
                unknown[side, edge.type, id].append(edge_line(edge))
        for (side, type, id), lines in unknown.items():
            kind = edge_type(type)
            # Names of the schema, no input.
            select = (
                f"SELECT *, @out.id AS `@from`, @in.id AS `@to` FROM (SELECT expand({side}E('{type}')) "  # noqa: S608
                f"FROM {kind.start if side == 'out' else kind.end} WHERE id = :id)"
            )
            missing = Counter(lines)
            for row in self._db.query("sql", select, {"id": id}).to_json_list():
                line = edge_line(Edge(type, row["@from"], row["@to"], database.properties(row)))
                if missing[line]:
                    missing[line] -= 1
                    yield row["@rid"]
            if missing.total():
                raise DamagedError(self._name, f"{missing.total()} {type} at {id} are not in the engine")

    def noting(self, todo: Changes, counted: Tally) -> Manifest:
        """What is to be noted once the changes are made."""
        return changed(self.written, counted, todo.removed, (*todo.created, *todo.updated))

    def _rows(self, cypher: str, nodes: list[Node], step: Callable[[int], None]) -> None:
        # Only labels of the schema are ever in the text; values travel as parameters.
        for batch in batches(nodes, _BATCH):
            self._db.command("opencypher", cypher, {"rows": [dict(n.properties) for n in batch]})
            step(len(batch))

    def _edges(self, todo: Changes, step: Callable[[int], None]) -> None:
        # Not by UNWIND … MATCH … CREATE, and not a property at a time: properties go over to Java as one text for
        # many edges. Together this takes a sixth of the time.
        import jpype

        parsed = jpype.JClass("com.arcadedb.serializer.json.JSONArray")
        text = jpype.JClass("java.lang.String")
        vertices: dict[str, Any] = {}

        def vertex(id: str) -> Any:
            if id not in vertices:
                found = self._db.lookup_by_key(todo.target.nodes[id].label, ["id"], [id])
                vertices[id] = found.get_java_document()
            return vertices[id]

        def put(edges: list[Edge]) -> None:
            rows = parsed(text(json.dumps([dict(edge.properties) for edge in edges])))
            for number, edge in enumerate(edges):
                vertex(edge.start).newEdge(edge.type, vertex(edge.end), rows.getJSONObject(number).toMap())
                step(1)

        for batch in batches(todo.added_edges, _BATCH):
            put(batch)

    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        """Run a query that may write. Raises ZerenError for one that is about the server."""
        from arcadedb_embedded import ArcadeDBError

        text = judged(cypher, writing=True).sent
        try:
            found = self._db.command("opencypher", text, dict(parameters)).to_list()
        except ArcadeDBError as error:
            if is_timeout(error):
                raise
            raise query_error(error) from error
        return answer(tuple(found[0]) if found else columns_of(text), found)

    def size(self) -> tuple[int, int]:
        """The numbers of ``SIZE``."""
        nodes, edges = (self._db.query("opencypher", count).to_list()[0]["n"] for count in SIZE)
        return int(nodes), int(edges)

    def note(self, written: Manifest, held: Graph, todo: Changes) -> None:
        """Note what is there now, and how it came from what was held."""
        database.note(self._db, written)
        self.written, self.done = written, (held, todo)
