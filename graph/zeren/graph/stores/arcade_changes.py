"""Changes to what ArcadeDB holds, inside one of its transactions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.stores import arcade_database as database
from zeren.graph.stores.arcade_answers import answer, columns_of, is_timeout, query_error
from zeren.graph.stores.arcade_reading import judged
from zeren.graph.stores.changes import Changes, Held, batches, by_label
from zeren.graph.stores.engine import SIZE, Transaction
from zeren.graph.stores.manifest import Manifest, Tally
from zeren.graph.table import Table

_BATCH = 2_000


class ArcadeTransaction(Transaction):
    """Writes to a database in whose transaction it is used."""

    def __init__(self, db: Any, written: Manifest) -> None:
        """Use it inside ``db.transaction()``."""
        self._db = db
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
        for _, ref in todo.removed_edges:
            self._db.lookup_by_rid(ref).delete()
            step(1)
        for node in todo.removed:
            self._db.lookup_by_key(node.label, ["id"], [node.id]).delete()
            step(1)
        for label, nodes in by_label(todo.created).items():
            self._rows(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", nodes, step)
        for label, nodes in by_label(todo.updated).items():
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", nodes, step)
        self._edges(todo, step)
        counted.count((*todo.created, *todo.updated), todo.added_edges)

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
