"""Nodes, edges and the graph they make: plain values that no engine owns."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from zeren.graph.schema import EDGE_TYPES, NODE_TYPES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Value: TypeAlias = str | int | float | bool | list[str] | None
"""What a property or a cell of a result can hold."""

DERIVED_EDGES = frozenset(e.type for e in EDGE_TYPES if e.derived)
"""Edge types that an analysis wrote; no document states them."""

DERIVED_PROPERTIES = {t.label: frozenset(p.name for p in t.properties if p.derived) for t in NODE_TYPES}
"""For each label, the properties that an analysis wrote."""


FOR_NETWORKX = {"source": "source_text"}
"""Properties of edges that networkx, pandas and d3 take for the end of an edge, and what they are called there."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing. ``properties`` includes ``id``, and neither None nor an empty list: both say nothing."""

    label: str
    id: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact between two nodes, given by their ids. Two equal edges are two facts, never merged."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)


def without_nothing(properties: Mapping[str, Value]) -> dict[str, Value]:
    """The properties that say something: None and empty lists are left out.

    Engines differ in whether they keep them, so neither is ever stored.
    """
    return {k: v for k, v in properties.items() if v is not None and v != []}


# Made once: json.dumps with these settings would make an encoder for each of 100,000 edges.
_encode = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def canonical(*parts: object) -> str:
    """Names and properties as one line of ASCII JSON, the same for equal values in whatever order.

    None and empty lists in properties are left out. A float is written as the shortest text that
    reads back as the same double, so a store that keeps doubles keeps the line. 1 and 1.0 differ.
    """
    return _encode([without_nothing(part) if isinstance(part, Mapping) else part for part in parts])


def node_line(node: Node) -> str:
    """The line of a node that the digest counts, analysis results left out."""
    derived = DERIVED_PROPERTIES.get(node.label)
    properties = {k: v for k, v in node.properties.items() if k not in derived} if derived else node.properties
    return canonical(node.label, node.id, properties)


def edge_line(edge: Edge) -> str:
    """The line of an edge that the digest counts."""
    return canonical(edge.type, edge.start, edge.end, edge.properties)


def digest_lines(lines: Iterable[str]) -> str:
    """SHA-256 of lines taken as a bag: their order does not matter, their number does."""
    sha = hashlib.sha256()
    for line in sorted(lines):
        sha.update(line.encode("ascii"))
        sha.update(b"\n")
    return sha.hexdigest()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, and edges between them."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and edges of each type, in the schema's order; no zeros."""
        return ordered_counts(Counter(n.label for n in self.nodes.values()) + Counter(e.type for e in self.edges))

    def digest(self) -> str:
        """SHA-256 of what the documents state, the same for any order of nodes and edges.

        Results of an analysis (``SHARES_TASKS_WITH``, ``Unit.cluster``) do not count: they
        change when an analysis runs, not when the documents do.
        """
        return digest_lines(self._lines())

    def _lines(self) -> Iterator[str]:
        for node in self.nodes.values():
            yield node_line(node)
        for edge in self.edges:
            if edge.type not in DERIVED_EDGES:
                yield edge_line(edge)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph as a MultiDiGraph.

        Node attributes are ``label`` and the properties, edge attributes ``type`` and the properties (``source`` as
        ``source_text``: networkx takes the shorter name for an end of the edge).
        Edge keys are stable: type, span in the document where there is one, and a number where
        two edges would still share a key.
        """
        import networkx as nx  # a second of import time that reading a table need not pay

        result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.nodes.values():
            result.add_node(node.id, **{**node.properties, "label": node.label})
        for edge in sorted(self.edges, key=edge_line):
            span = f"@{edge.properties['start']}-{edge.properties['end']}" if "start" in edge.properties else ""
            key = base = f"{edge.type}{span}"
            number = 1
            while result.has_edge(edge.start, edge.end, key):
                number += 1
                key = f"{base}#{number}"
            said = {FOR_NETWORKX.get(name, name): value for name, value in edge.properties.items()}
            result.add_edge(edge.start, edge.end, key=key, **{**said, "type": edge.type})
        return result

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """A data frame for each label and each edge type of the schema, keyed by its name.

        Columns are the schema's properties, those of edges after ``from_id`` and ``to_id``; whole numbers
        and truth values keep their type where some are missing. Raises ZerenError where pandas is not
        installed.
        """
        from zeren.graph.frames import to_pandas

        return to_pandas(self)


def ordered_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts per label and type in the schema's order, zeros left out."""
    names = [t.label for t in NODE_TYPES] + [t.type for t in EDGE_TYPES]
    return {name: counts[name] for name in names if counts.get(name, 0)}
