"""A graph read into the shapes a page is made of: lists in a fixed order, edges by index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import RESPONSIBILITIES

GROUP = "group"
"""The kind of a phrase for several units (各县（市、区）政府)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Nodes of a graph in the order in which a page shows them, and how they hang together.

    The order depends on what the graph says, never on the order in which it was read.
    """

    documents: tuple[Node, ...]
    """By date, undated ones last."""
    sectors: tuple[Node, ...]
    """As printed in their documents."""
    tasks: tuple[Node, ...]
    """As printed in their documents; in sectors where there are any."""
    leaders: tuple[Node, ...]
    """Those with most tasks first."""
    units: tuple[Node, ...]
    """Those with most tasks first; groups among them."""
    counties: tuple[Node, ...]
    """By code, those without one last."""
    mentions: tuple[Edge, ...]
    """Edges of responsibility: by task, then as printed."""
    sector_of: dict[str, str]
    document_of: dict[str, str]
    """Of a task or a sector."""
    targets_of: dict[str, tuple[Node, ...]]
    concerns: dict[str, tuple[Edge, ...]]
    governs: dict[str, str]
    member_of: dict[str, tuple[Edge, ...]]
    """Of a unit: the groups that cover it."""


def text(node: Node | Edge, name: str) -> str:
    """A property as a string; the empty string where it has none."""
    value = node.properties.get(name)
    return "" if value is None else str(value)


def by_when(task: Node) -> str:
    """The deadline that a task states; else the day that follows from its text, with the words that say so."""
    stated, words, due = text(task, "deadline"), text(task, "due_words"), text(task, "due")
    return stated or (f"{due}（{words}）" if due else words)


def task_words(task: Node) -> str:
    """What is to be done, under its title."""
    title, words = text(task, "title"), text(task, "text")
    # Where the title is the first sentence of the paragraph, the text holds it already.
    return words if words.startswith(title) else f"{title}\n{words}"


def integer(node: Node | Edge, name: str) -> int:
    """A property as an integer; 0 where it has none."""
    value = node.properties.get(name)
    return value if isinstance(value, int) else 0


def strings(node: Node, name: str) -> list[str]:
    """A property that is a list of strings; empty where it has none."""
    value = node.properties.get(name)
    return list(value) if isinstance(value, list) else []


def is_group(unit: Node) -> bool:
    """True for a phrase that stands for several units."""
    return text(unit, "kind") == GROUP


def read_facts(graph: Graph) -> Facts:
    """What a page shows of a graph. Edges whose ends the graph does not hold are passed over."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.start in graph.nodes and edge.end in graph.nodes:
            edges[edge.type].append(edge)
    nodes: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes.values():
        nodes[node.label].append(node)

    documents = sorted(nodes["Document"], key=lambda n: (text(n, "date") or "9999", n.id))
    document_at = {n.id: i for i, n in enumerate(documents)}
    document_of = {e.start: e.end for e in sorted([*edges["STATED_IN"], *edges["PART_OF"]], key=_by_ends)}
    sector_of = {e.start: e.end for e in sorted(edges["IN_SECTOR"], key=_by_ends)}

    def place(node: Node) -> int:
        return document_at.get(document_of.get(node.id, ""), len(documents))

    sectors = sorted(nodes["Sector"], key=lambda n: (place(n), integer(n, "ordinal"), n.id))
    tasks = sorted(nodes["Task"], key=lambda n: (place(n), integer(n, "order"), n.id))
    task_at = {n.id: i for i, n in enumerate(tasks)}
    mentions = sorted(
        (e for role in RESPONSIBILITIES for e in edges[role]),
        key=lambda e: (task_at.get(e.end, -1), integer(e, "start"), integer(e, "order"), e.type, e.start),
    )
    load = _loads(mentions)
    concerns = sorted(edges["CONCERNS"], key=lambda e: (e.start, text(e, "basis"), e.end))
    return Facts(
        documents=tuple(documents),
        sectors=tuple(sectors),
        tasks=tuple(tasks),
        leaders=tuple(sorted(nodes["Leader"], key=lambda n: (-load.get(n.id, 0), n.id))),
        units=tuple(sorted(nodes["Unit"], key=lambda n: (-load.get(n.id, 0), n.id))),
        counties=tuple(sorted(nodes["County"], key=lambda n: (text(n, "code") or "9", n.id))),
        mentions=tuple(mentions),
        sector_of=sector_of,
        document_of=document_of,
        targets_of=_targets(graph, edges["HAS_TARGET"]),
        concerns=_by_start(concerns),
        governs={e.start: e.end for e in sorted(edges["GOVERNS"], key=_by_ends)},
        member_of=_by_start(sorted(edges["MEMBER_OF"], key=_by_ends)),
    )


def _by_ends(edge: Edge) -> tuple[str, str]:
    return edge.start, edge.end


def _loads(mentions: Iterable[Edge]) -> dict[str, int]:
    """How many distinct tasks each leader or unit is named for."""
    tasks: dict[str, set[str]] = defaultdict(set)
    for edge in mentions:
        tasks[edge.start].add(edge.end)
    return {who: len(named) for who, named in tasks.items()}


def _by_start(edges: Iterable[Edge]) -> dict[str, tuple[Edge, ...]]:
    grouped: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        grouped[edge.start].append(edge)
    return {start: tuple(found) for start, found in grouped.items()}


def _targets(graph: Graph, edges: Iterable[Edge]) -> dict[str, tuple[Node, ...]]:
    """Targets of each task, as printed: the number at the end of their ids is their place."""

    def number(edge: Edge) -> tuple[int, str]:
        tail = edge.end.rpartition("#")[2]
        return (int(tail) if tail.isdecimal() else 0, edge.end)

    grouped = _by_start(sorted(edges, key=number))
    return {task: tuple(graph.nodes[e.end] for e in found) for task, found in grouped.items()}
