"""What has to be written so that a store holds what it should: computed here, the same for every engine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from zeren.graph.derive import Spellings, derive, reported
from zeren.graph.model import (
    DERIVED_EDGES,
    DERIVED_PROPERTIES,
    Edge,
    Graph,
    Node,
    canonical,
    edge_line,
    ordered_counts,
)
from zeren.graph.stores.base import ClusterRow
from zeren.graph.validate import first_problem, validate
from zeren.loaders.errors import ZerenError

T = TypeVar("T")

_OWNED = ("Task", "Sector", "Target")


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds now, or all of it that a change can alter.

    ``refs`` are the engine's own handles, one for each edge, in the same order; empty where the engine was not asked.
    """

    graph: Graph
    refs: tuple[str, ...]
    elsewhere: Spellings | None = None
    """How tasks that are not in ``graph`` spell counties; None where all tasks are."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a change is about."""

    documents: tuple[str, ...]
    """Ids of the documents that come or go."""
    given: Graph = field(default_factory=Graph)
    """What is loaded."""


@dataclass(frozen=True, slots=True)
class Changes:
    """From what a store holds to what it should hold."""

    target: Graph
    created: tuple[Node, ...] = ()
    updated: tuple[Node, ...] = ()
    """Nodes to hold exactly these properties; their edges stay."""
    removed: tuple[Node, ...] = ()
    """Nodes to delete. All their edges are among ``removed_edges``."""
    added_edges: tuple[Edge, ...] = ()
    removed_edges: tuple[tuple[Edge, str], ...] = ()
    """Edges to delete, each with the engine's handle."""
    added: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, int] = field(default_factory=dict)
    part: bool = False
    """``target`` is a part of what the store should hold: whatever is not in it stays as it is."""

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.created or self.updated or self.removed or self.added_edges or self.removed_edges)

    @property
    def growth(self) -> int:
        """By how many nodes and edges the store grows."""
        return len(self.created) + len(self.added_edges) - len(self.removed) - len(self.removed_edges)

    def __len__(self) -> int:
        """How many writes."""
        return (
            len(self.created) + len(self.updated) + len(self.removed) + len(self.added_edges) + len(self.removed_edges)
        )


def changes(held: Held, target: Graph) -> Changes:
    """The smallest set of writes that turns what is held into the target."""
    created, updated = [], []
    for name, node in target.nodes.items():
        old = held.graph.nodes.get(name)
        if old is None:
            created.append(node)
        elif old is not node and canonical(old.properties) != canonical(node.properties):
            updated.append(node)
    removed = [node for name, node in held.graph.nodes.items() if name not in target.nodes]

    # Edges have no key of their own: two equal edges are two facts, so they are compared as bags. Most are the very
    # objects that were read, and need no comparing.
    read = {id(edge) for edge in held.graph.edges}
    kept: set[int] = set()
    rest = []
    for edge in target.edges:
        if id(edge) in read and id(edge) not in kept:
            kept.add(id(edge))
        else:
            rest.append(edge)
    old_edges = [(e, ref) for e, ref in zip(held.graph.edges, held.refs, strict=True) if id(e) not in kept]
    added, dropped = _apart(rest, old_edges) if old_edges else (rest, [])
    return Changes(
        target,
        tuple(created),
        tuple(updated),
        tuple(removed),
        tuple(added),
        tuple(dropped),
        ordered_counts(Counter(n.label for n in (*created, *updated)) + Counter(e.type for e in added)),
        ordered_counts(Counter(n.label for n in removed) + Counter(e.type for e, _ in dropped)),
        part=held.elsewhere is not None,
    )


def _apart(target: list[Edge], held: list[tuple[Edge, str]]) -> tuple[list[Edge], list[tuple[Edge, str]]]:
    """Of two bags of edges, those only in the first and those only in the second."""
    lines = [edge_line(edge) for edge in target]
    missing = Counter(lines)
    dropped = []
    for edge, ref in held:
        line = edge_line(edge)
        if missing[line]:
            missing[line] -= 1
        else:
            dropped.append((edge, ref))
    added = []
    for edge, line in zip(target, lines, strict=True):
        if missing[line]:
            missing[line] -= 1
            added.append(edge)
    return added, dropped


def loading(held: Held, given: Graph, *, replace: bool = False) -> Changes:
    """The changes that load the documents in ``given``; with ``replace`` all other documents go.

    Clusters stay where nothing else changes, and go where they would be about another graph. What was reported of
    tasks stays. Raises ZerenError as ``after_load`` does.
    """
    before = _reports(held.graph) if replace else held.graph
    return _keeping_clusters(held, after_load(before, given, held.elsewhere))


def removing(held: Held, documents: Iterable[str]) -> Changes:
    """The changes that take these documents (ids) out. Raises ZerenError as ``after_removal`` does."""
    return _keeping_clusters(held, after_removal(held.graph, documents, held.elsewhere))


def _keeping_clusters(held: Held, target: Graph) -> Changes:
    if has_clusters(held.graph):
        stated = [(e, ref) for e, ref in zip(held.graph.edges, held.refs, strict=True) if e.type not in DERIVED_EDGES]
        without = Held(without_clusters(held.graph), tuple(ref for _, ref in stated))
        if not changes(without, target):
            return Changes(held.graph)
    return changes(held, target)


def spreads(held: Held, todo: Changes) -> bool:
    """Whether a change alters what follows from facts that are not in ``held``: who governs a county whose name is
    another then."""
    return any(node.id in (held.elsewhere or {}) for node in todo.updated)


def after_load(held: Graph, given: Graph, elsewhere: Spellings | None = None) -> Graph:
    """What a store that holds ``held`` should hold once the documents in ``given`` are loaded, without clusters.

    The facts of these documents are those of ``given``, all other documents keep theirs, and what
    follows from several documents is derived anew; ``elsewhere`` as in ``derive``. Raises ZerenError for a graph that
    breaks the schema or holds facts of no document.
    """
    validate(given)
    owned = owners(given)
    for id, node in given.nodes.items():
        if node.label in _OWNED and id not in owned:
            raise ZerenError(f"cannot load the graph: {node.label} {id} belongs to no document in it")
    documents = {id for id, node in given.nodes.items() if node.label == "Document"}
    touched = _cities(given, documents) | _cities(held, documents)
    kept = _without(held, documents)
    return derive(Graph({**kept.nodes, **given.nodes}, (*kept.edges, *given.edges)), touched, elsewhere)


def after_reports(held: Graph, reports: Iterable[Node]) -> Graph:
    """What a store that holds ``held`` should hold once these nodes of Progress are there too; clusters stay.

    Raises ZerenError for anything that breaks the schema.
    """
    new = {node.id: node for node in reports if node.id not in held.nodes}
    nodes = {**held.nodes, **new}
    target = Graph(nodes, (*held.edges, *(e for e in reported(nodes) if e.end in new)))
    validate(target)
    return target


def _reports(held: Graph) -> Graph:
    """What was reported, and nothing else."""
    return Graph({id: node for id, node in held.nodes.items() if node.label == "Progress"})


def after_removal(held: Graph, documents: Iterable[str], elsewhere: Spellings | None = None) -> Graph:
    """What a store that holds ``held`` should hold without these documents (ids), and without clusters.

    Raises ZerenError for a document that it does not hold.
    """
    gone = set(documents)
    for id in sorted(gone):
        if id not in held.nodes or held.nodes[id].label != "Document":
            raise ZerenError(f"there is no document {id}: see zeren documents")
    return derive(_without(held, gone), _cities(held, gone), elsewhere)


def _cities(graph: Graph, documents: set[str]) -> frozenset[str]:
    """The cities of those of these documents that the graph holds."""
    return frozenset(str(graph.nodes[id].properties.get("city", "")) for id in documents if id in graph.nodes)


def _without(held: Graph, documents: set[str]) -> Graph:
    """The graph without what these documents own; units stay, whether or not anything names them."""
    gone = documents | {id for id, owner in owners(held).items() if owner in documents}
    nodes = {id: node for id, node in held.nodes.items() if id not in gone}
    return Graph(nodes, tuple(e for e in held.edges if e.start not in gone and e.end not in gone))


def owners(graph: Graph) -> dict[str, str]:
    """The document of each task, sector and target."""
    owners = {e.start: e.end for e in graph.edges if e.type in ("STATED_IN", "PART_OF")}
    for edge in graph.edges:
        if edge.type == "HAS_TARGET" and edge.start in owners:
            owners[edge.end] = owners[edge.start]
    return owners


def without_clusters(graph: Graph) -> Graph:
    """The graph without anything that an analysis wrote."""
    nodes = {
        id: Node(
            node.label,
            id,
            {k: v for k, v in node.properties.items() if k not in DERIVED_PROPERTIES[node.label]},
        )
        for id, node in graph.nodes.items()
    }
    return Graph(nodes, tuple(e for e in graph.edges if e.type not in DERIVED_EDGES))


def has_clusters(graph: Graph) -> bool:
    """Whether an analysis wrote anything to it."""
    return any(e.type in DERIVED_EDGES for e in graph.edges) or any(
        name in node.properties for node in graph.nodes.values() for name in DERIVED_PROPERTIES[node.label]
    )


def after_clusters(held: Graph, rows: Iterable[tuple[str, ClusterRow]], edges: Iterable[Edge]) -> Graph:
    """What a store should hold once these clusters and shared tasks replace the earlier ones.

    Raises ZerenError for a unit that is not held, an edge that is no SHARES_TASKS_WITH or not
    written from the smaller id to the larger, and for anything that breaks the schema.
    """
    stated = without_clusters(held)
    nodes = dict(stated.nodes)
    for id, given in rows:
        node = nodes.get(id)
        if node is None or node.label != "Unit":
            raise ZerenError(f"cannot write clusters: there is no unit {id}")
        written = given if isinstance(given, Mapping) else {"cluster": given}
        nodes[id] = Node(node.label, id, {**node.properties, **written})
    derived = tuple(edges)
    for edge in derived:
        if edge.type not in DERIVED_EDGES or (edge.type == "SHARES_TASKS_WITH" and edge.start >= edge.end):
            raise ZerenError(
                f"cannot write clusters: {edge.type} {edge.start} -> {edge.end} is no SUPPORTED_BY, and no "
                "SHARES_TASKS_WITH from the smaller id to the larger"
            )
    target = Graph(nodes, (*stated.edges, *derived))
    validate(target)
    return target


def check_written(written: Graph, nodes: int, edges: int) -> None:
    """Raise ZerenError for a graph that somebody's own query broke; ``nodes`` and ``edges`` are all that are there.

    What is not in the schema is not read into ``written``, and two nodes of one id are one in it: the numbers tell.
    """
    problem = first_problem(written)
    if problem is not None:
        raise _refused(problem)
    owned = owners(written)
    for id, node in written.nodes.items():
        if node.label in _OWNED and id not in owned:
            raise _refused(f"{node.label} {id} would belong to no document")
    if (nodes, edges) != (len(written.nodes), len(written.edges)):
        raise _refused("it would hold nodes or edges that the schema does not have, or two nodes of one id")


def _refused(what: str) -> ZerenError:
    return ZerenError(f"nothing was changed, because the graph would break its schema: {what} (see zeren schema)")


def by_label(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """Nodes by label."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.label].append(node)
    return groups


def by_type(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Edges by type."""
    groups: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.type].append(edge)
    return groups


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``, in order."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
