"""What a Neo4j database holds, and changes to it, inside one of its transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from zeren.graph.model import Edge, Graph, Node, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, edge_type
from zeren.graph.stores.base import Progress
from zeren.graph.stores.bolt_answers import foreign, refuse_what_is_not_written
from zeren.graph.stores.changes import Changes, Held, batches, by_label, by_type
from zeren.graph.stores.engine import SIZE, Transaction, steps
from zeren.graph.stores.values import cell
from zeren.graph.table import Table

if TYPE_CHECKING:
    import neo4j

BATCH = 5_000
"""Rows that travel together."""


class BoltTransaction(Transaction):
    """Writes in an open transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def held(self) -> Held:
        """Everything the graph holds."""
        return held_by(self._transaction)

    def write(self, todo: Changes, step: Callable[[int], None]) -> None:
        """Make the changes."""
        refs = [ref for _, ref in todo.removed_edges]
        # IN, not UNWIND and =, which Neo4j 5.26 plans as a walk over all edges for each row.
        self._rows("MATCH ()-[r]->() WHERE elementId(r) IN $rows DELETE r", refs, step)
        for label, nodes in by_label(todo.removed).items():
            ids = [n.id for n in nodes]
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids, step)
        for label, nodes in by_label(todo.created).items():
            rows = [dict(n.properties) for n in nodes]
            self._rows(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows, step)
        for label, nodes in by_label(todo.updated).items():
            rows = [dict(n.properties) for n in nodes]
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", rows, step)
        for name, edges in by_type(todo.added_edges).items():
            type = edge_type(name)
            self._rows(
                f"UNWIND $rows AS row MATCH (a:{type.start} {{id: row.from}}) MATCH (b:{type.end} {{id: row.to}}) "
                f"CREATE (a)-[r:{name}]->(b) SET r = row.properties",
                [{"from": e.start, "to": e.end, "properties": dict(e.properties)} for e in edges],
                step,
            )

    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        """Run a query that may write. Raises ZerenError for one that is about the server."""
        refuse_what_is_not_written(self._transaction, cypher, parameters)
        result = self._transaction.run(cypher, dict(parameters))
        return Table(tuple(result.keys()), tuple(tuple(cell(v, foreign) for v in row.values()) for row in result))

    def size(self) -> tuple[int, int]:
        """The numbers of ``SIZE``."""
        nodes, edges = (self._transaction.run(count) for count in SIZE)
        return int(nodes.value()[0]), int(edges.value()[0])

    def seal(self, target: Graph) -> None:
        """Nothing: Neo4j checks its own files."""

    def _rows(self, cypher: str, rows: list[Any], step: Callable[[int], None]) -> None:
        # Only labels and types of the schema are ever in the text; values travel as parameters.
        for batch in batches(rows, BATCH):
            self._transaction.run(cypher, {"rows": batch}).consume()
            step(len(batch))


def held_by(transaction: neo4j.ManagedTransaction, progress: Progress | None = None) -> Held:
    """Everything that the database holds of ours, read in one transaction."""
    total = sum(int(transaction.run(count).value()[0]) for count in SIZE) if progress else 0
    step = steps(progress, "reading", total)
    nodes: dict[str, Node] = {}
    for label in NODE_TYPES:
        for record in transaction.run(f"MATCH (n:{label.label}) WHERE n.id IS NOT NULL RETURN properties(n) AS p"):
            properties = _properties(record["p"])
            nodes[str(properties["id"])] = Node(label.label, str(properties["id"]), properties)
            step(1)
    edges, refs = [], []
    for type in EDGE_TYPES:
        for start, end, ref, properties in transaction.run(
            f"MATCH (a:{type.start})-[r:{type.type}]->(b:{type.end}) "
            "RETURN a.id AS start, b.id AS end, elementId(r) AS ref, properties(r) AS p"
        ):
            if start in nodes and end in nodes:
                edges.append(Edge(type.type, start, end, _properties(properties)))
                refs.append(ref)
                step(1)
    return Held(Graph(nodes, tuple(edges)), tuple(refs))


def _properties(properties: Mapping[str, Any]) -> dict[str, Value]:
    return {k: cell(v, foreign) for k, v in properties.items()}
