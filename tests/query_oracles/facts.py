"""A graph as plain Python lists, for the computations that the stored queries are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zeren.graph import Edge, Graph, Node
from zeren.graph.measures.communities import Clustering, clusters
from zeren.graph.stores import Store

ROLES = ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")


@dataclass(frozen=True)
class Held:
    """One unit named for one task, once."""

    unit: str
    role: str
    task: str


class Facts:
    """Look-ups over a graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes = graph.nodes
        self._by_type: dict[str, list[Edge]] = defaultdict(list)
        self._from: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        self._to: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for e in graph.edges:
            self._by_type[e.type].append(e)
            self._from[e.type, e.start].append(e)
            self._to[e.type, e.end].append(e)

    def label(self, label: str) -> list[Node]:
        return [n for n in self.nodes.values() if n.label == label]

    def edges(self, *types: str) -> list[Edge]:
        return [e for type in types for e in self._by_type[type]]

    def get(self, id: str, name: str) -> Any:
        return self.nodes[id].properties.get(name)

    def says_when(self, task: str) -> bool:
        """Does it state a deadline, or say by when in its text?"""
        return bool(self.get(task, "deadline") or self.get(task, "due_words"))

    def document(self, task: str) -> str:
        return self._from["STATED_IN", task][0].end

    def documents(self, parameters: Mapping[str, Any]) -> set[str]:
        """Those that the parameters ``document``, ``year`` and ``city`` mean."""
        wanted, year, city = (parameters.get(name, "") for name in ("document", "year", "city"))
        return {
            d.id
            for d in self.label("Document")
            if (
                wanted in (d.id, d.properties.get("number"), str(d.properties.get("year")), d.properties.get("city"))
                or wanted in str(d.properties["title"])
            )
            and (not year or d.properties.get("year") == year)
            and city in str(d.properties.get("city") or "")
        }

    def scope(self, parameters: Mapping[str, Any]) -> set[str]:
        """Tasks of these documents."""
        chosen = self.documents(parameters)
        return {e.start for e in self.edges("STATED_IN") if e.end in chosen}

    def group(self, unit: str) -> bool:
        return bool(self.get(unit, "kind") == "group")

    def held(self, tasks: Iterable[str], groups: bool = True) -> set[Held]:
        return {
            Held(e.start, e.type, e.end)
            for task in set(tasks)
            for role in ROLES
            for e in self._to[role, task]
            if groups or not self.group(e.start)
        }

    def leaders(self, task: str) -> set[str]:
        return {e.start for e in self._to["OVERSEES", task]}

    def units(self, task: str, groups: bool = True) -> set[str]:
        return {h.unit for h in self.held([task], groups)}

    def leads(self, task: str) -> set[str]:
        return {e.start for e in self._to["LEADS", task]}

    def sector(self, task: str) -> str | None:
        return next((e.end for e in self._from["IN_SECTOR", task]), None)

    def counties(self, task: str, basis: str | None = None) -> set[str]:
        return {e.end for e in self._from["CONCERNS", task] if basis in (None, e.properties["basis"])}

    def targets(self, task: str) -> list[str]:
        return [e.end for e in self._from["HAS_TARGET", task]]

    def called(self, unit: str, name: str) -> bool:
        return name in (unit, self.get(unit, "name")) or name in (self.get(unit, "aliases") or [])

    def home(self, unit: str, parameters: Mapping[str, Any]) -> bool:
        """Is a unit of the city that the parameter ``city`` means?"""
        return parameters["city"] in (self.get(unit, "city") or "")

    def place(self, task: str) -> tuple[str, int]:
        """Where a task stands, as lists are sorted: document, then order."""
        return self.document(task), int(self.get(task, "order"))


def with_clusters(graph: Graph, clustering: Clustering) -> Graph:
    """The graph as a store holds it after ``write_clusters``."""
    known = dict(clustering.rows())
    nodes = {id: Node(n.label, id, {**n.properties, **known.get(id, {})}) for id, n in graph.nodes.items()}
    return Graph(nodes, (*graph.edges, *clustering.edges))


def fill(store: Store, graph: Graph, clustering: Clustering | None = None) -> None:
    """Load a graph, write its clusters, report of its tasks: ``zeren load``, ``clusters --write``, ``progress``."""
    from query_oracles.progress import reported

    store.load(graph)
    store.report(reported(graph))
    found = clustering or clusters(graph, resamples=4)
    store.write_clusters(found.rows(), found.written)
