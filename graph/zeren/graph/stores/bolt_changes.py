"""What a Neo4j database holds, and changes to it, inside one of its transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from zeren.graph.model import Edge, Graph, Node, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, edge_type
from zeren.graph.stores import bolt_manifest
from zeren.graph.stores.base import AlteredError, Progress
from zeren.graph.stores.bolt_answers import foreign
from zeren.graph.stores.bolt_reading import refuse_what_is_not_written
from zeren.graph.stores.changes import Changes, Held, batches, by_label, by_type
from zeren.graph.stores.engine import SIZE, Transaction, steps
from zeren.graph.stores.manifest import NOTE, Manifest, Tally, tally
from zeren.graph.stores.values import cell
from zeren.graph.table import Table

if TYPE_CHECKING:
    import neo4j

BATCH = 5_000
"""Rows that travel together."""


_ANY = "MATCH (n) WHERE NOT n:ZerenLock RETURN 1 AS one LIMIT 1"
_LABELS = [label.label for label in NODE_TYPES]
_STRANGERS = (
    *(
        f"MATCH (n:{label}) WHERE NOT coalesce(n.id = toStringOrNull(n.id), false) "
        f"OR size([l IN labels(n) WHERE l IN {_LABELS}]) > 1 DETACH DELETE n"
        for label in _LABELS
    ),
    *(f"MATCH (a)-[r:{t.type}]->(b) WHERE NOT (a:{t.start} AND b:{t.end}) DELETE r" for t in EDGE_TYPES),
)
"""Delete what bears the schema's names and is not what the schema says, so that nothing of ours reads it."""


class BoltTransaction(Transaction):
    """Writes in an open transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction, name: str) -> None:
        """``name`` is what messages call the database."""
        self._transaction = transaction
        self._name = name
        self._empty = False
        self.noted = False
        """Whether what is there is what was noted, as far as ``counted`` has found."""

    def held(self, progress: Progress | None = None, *, anew: bool = False) -> Held:
        """Everything the graph holds; ``anew``: and nothing else that bears the schema's names, which goes first."""
        self._empty = self._transaction.run(_ANY).single() is None
        if self._empty:  # the server need not plan a query for each label and type
            return Held(Graph(), ())
        held = held_by(self._transaction, progress)
        if anew and bolt_manifest.counts(self._transaction) != held.graph.counts():
            for statement in _STRANGERS:
                self._transaction.run(statement).consume()
            held = held_by(self._transaction)
        return held

    def counted(self, held: Graph, *, anew: bool = False) -> Tally:
        """What there is of each label and type. Raises AlteredError where that is not what was noted, unless ``anew``.

        So what somebody else deleted is never noted as if it had been written so.
        """
        found = tally(held)
        written, problems = self.compared(found)
        self.noted = written is not None and not problems
        if problems and not anew:
            raise AlteredError(self._name, next(iter(problems.values())))
        return found

    def compared(self, found: Tally | None) -> tuple[Manifest | None, dict[str, str]]:
        """What was noted, and what is not as it was noted: the numbers, and of what was ``found`` the digests."""
        if self._empty:
            return None, {}
        try:
            written = bolt_manifest.noted(self._transaction)
        except ValueError as error:
            return None, {"graph": str(error)}
        counts = bolt_manifest.counts(self._transaction)
        if written is None:  # nothing that documents state is there without them; what was reported of tasks may be
            gone = set(counts) - {"Progress"} and "Document" not in counts
            return None, {"Document": "no Document is left"} if gone else {}
        miscounted = written.miscounted(counts)
        return written, (written.problems(found.types()) if found else {}) | miscounted

    def write(self, todo: Changes, counted: Tally, step: Callable[[int], None]) -> None:
        """Make the changes, and count what is written."""
        refs = [ref for _, ref in todo.removed_edges]
        # IN, not UNWIND and =, which Neo4j 5.26 plans as a walk over all edges for each row.
        self._rows("MATCH ()-[r]->() WHERE elementId(r) IN $rows DELETE r", refs, step)
        for label, nodes in by_label(todo.removed).items():
            ids = [n.id for n in nodes]
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids, step)

        counted.count((*todo.created, *todo.updated), todo.added_edges)
        for label, nodes in by_label(todo.created).items():
            names = _names(nodes)
            self._rows(
                f"UNWIND $rows AS row CREATE (:{label} {_map(names)})",
                ([node.properties.get(name) for name in names] for node in nodes),
                step,
            )
        for label, nodes in by_label(todo.updated).items():
            rows = (dict(node.properties) for node in nodes)
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", rows, step)
        for name, edges in by_type(todo.added_edges).items():
            type, names = edge_type(name), _names(edges)
            self._rows(
                f"UNWIND $rows AS row MATCH (a:{type.start} {{id: row[{len(names)}]}}) "
                f"MATCH (b:{type.end} {{id: row[{len(names) + 1}]}}) CREATE (a)-[:{name} {_map(names)}]->(b)",
                ([*(edge.properties.get(name) for name in names), edge.start, edge.end] for edge in edges),
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

    def note(self, written: Manifest, held: Graph, todo: Changes) -> None:
        """Note what is there now, on documents' nodes."""
        bolt_manifest.note(self._transaction, written)

    def _rows(self, cypher: str, rows: Iterable[Any], step: Callable[[int], None]) -> None:
        # Only labels and types of the schema are ever in the text; values travel as parameters.
        for batch in batches(rows, BATCH):
            self._transaction.run(cypher, {"rows": batch}).consume()
            step(len(batch))


def _names(items: Iterable[Node | Edge]) -> list[str]:
    """The names of all properties."""
    return sorted({name for item in items for name in item.properties})


def _map(names: Iterable[str]) -> str:
    """Properties of these names from a row of their values; what a row does not have is null there, and not written.

    Rows that name their values take a fifth more time, of the driver and of the server.
    """
    quoted = (name.replace("`", "``") for name in names)
    return "{" + ", ".join(f"`{name}`: row[{place}]" for place, name in enumerate(quoted)) + "}"


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
    return {k: cell(v, foreign) for k, v in properties.items() if k != NOTE}
