"""A graph as plain Python lists, for the computations that the stored queries are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zeren.graph import Edge, Graph, Node
from zeren.graph.clusters import Clustering

ROLES = ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")


@dataclass(frozen=True)
class Held:
    """One unit named for one task, once."""

    unit: str
    role: str
    task: str


class Facts:
    """Look-ups over a graph, each by going through all of it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes = graph.nodes

    def label(self, label: str) -> list[Node]:
        return [n for n in self.nodes.values() if n.label == label]

    def edges(self, *types: str) -> list[Edge]:
        return [e for e in self.graph.edges if e.type in types]

    def get(self, id: str, name: str) -> Any:
        return self.nodes[id].properties.get(name)

    def document(self, task: str) -> str:
        return next(e.end for e in self.edges("STATED_IN") if e.start == task)

    def chosen(self, document: str) -> set[str]:
        """Ids of the documents that the parameter ``document`` means."""
        return {
            d.id
            for d in self.label("Document")
            if d.id == document or d.properties.get("number") == document or document in str(d.properties["title"])
        }

    def scope(self, parameters: Mapping[str, Any]) -> set[str]:
        chosen = self.chosen(parameters.get("document", ""))
        return {e.start for e in self.edges("STATED_IN") if e.end in chosen}

    def group(self, unit: str) -> bool:
        return bool(self.get(unit, "kind") == "group")

    def held(self, tasks: Iterable[str], groups: bool = True) -> set[Held]:
        wanted = set(tasks)
        return {
            Held(e.start, e.type, e.end)
            for e in self.edges(*ROLES)
            if e.end in wanted and (groups or not self.group(e.start))
        }

    def leaders(self, task: str) -> set[str]:
        return {e.start for e in self.edges("OVERSEES") if e.end == task}

    def units(self, task: str, groups: bool = True) -> set[str]:
        return {h.unit for h in self.held([task], groups)}

    def leads(self, task: str) -> set[str]:
        return {e.start for e in self.edges("LEADS") if e.end == task}

    def sector(self, task: str) -> str | None:
        return next((e.end for e in self.edges("IN_SECTOR") if e.start == task), None)

    def counties(self, task: str, basis: str | None = None) -> set[str]:
        return {e.end for e in self.edges("CONCERNS") if e.start == task and basis in (None, e.properties["basis"])}

    def called(self, unit: str, name: str) -> bool:
        return name in (unit, self.get(unit, "name")) or name in (self.get(unit, "aliases") or [])

    def place(self, task: str) -> tuple[str, int]:
        """Where a task stands, as lists are sorted: document, then order."""
        return self.document(task), int(self.get(task, "order"))


def with_clusters(graph: Graph, clustering: Clustering) -> Graph:
    """The graph as a store holds it after ``write_clusters``."""
    nodes = {
        id: Node(n.label, id, {**n.properties, "cluster": clustering.units[id]}) if id in clustering.units else n
        for id, n in graph.nodes.items()
    }
    return Graph(nodes, (*graph.edges, *clustering.edges))
