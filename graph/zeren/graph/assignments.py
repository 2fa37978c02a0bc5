"""Who carries which task, as sets: what measures and clusters count.

An edge of responsibility is evidence (one mention, one place in a document), so two of them can join the same
unit to the same task. Counting is of distinct tasks; this module is where edges become sets, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Edge, Graph, Node
    from zeren.graph.stores import Store

LEAD = "LEADS"
SUPPORT = "SUPPORTS"
RESPONSIBLE = "RESPONSIBLE_FOR"
ROLES = (LEAD, SUPPORT, RESPONSIBLE)
"""The three edges from a unit to a task."""
GROUP = "group"
"""The kind of a phrase for several units (各县（市、区）政府)."""
SHOWN = 5
"""So many documents a message names; more would hide what it says."""

Sets = dict[str, frozenset[str]]
"""Ids on one side of an edge to the distinct ids on the other side."""


def as_graph(source: Graph | Store) -> Graph:
    """The graph itself, or all that a store holds."""
    from zeren.graph.model import Graph

    return source if isinstance(source, Graph) else source.graph()


def text(node: Node, name: str) -> str:
    """A property as a string; the empty string where the node has none."""
    value = node.properties.get(name)
    return "" if value is None else str(value)


def chosen_documents(graph: Graph, words: str) -> frozenset[str]:
    """Ids of the documents that are meant: by id, number or year, or by words of the title.

    Raises ZerenError where there is none.
    """
    documents = {n.id: n for n in graph.nodes.values() if n.label == "Document"}
    chosen = {
        i for i, n in documents.items() if words in (i, text(n, "number"), text(n, "year")) or words in text(n, "title")
    }
    if not chosen:
        raise ZerenError(f"no document {words!r} in the graph: it holds {_held(documents.values())}")
    return frozenset(chosen)


def _held(documents: Iterable[Node]) -> str:
    """The first documents by the words that choose them, and how many more there are."""
    names = sorted(" ".join(filter(None, (text(n, "number") or text(n, "year"), text(n, "title")))) for n in documents)
    if not names:
        return "none"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{'; '.join(names[:SHOWN])}{more}; an id, a 文号, a year or words of a title choose one"


def tasks_in_scope(graph: Graph, document: str | None = None) -> frozenset[str]:
    """Ids of all tasks, or of those of the documents that ``document`` means, as ``chosen_documents`` says."""
    if document is None:
        return frozenset(n.id for n in graph.nodes.values() if n.label == "Task")
    chosen = chosen_documents(graph, document)
    return frozenset(e.start for e in graph.edges if e.type == "STATED_IN" and e.end in chosen)


def grouped(pairs: Iterable[tuple[str, str]]) -> Sets:
    """Pairs (key, member) as sets by key; keys are sorted: nothing depends on the order of the pairs."""
    sets: dict[str, set[str]] = {}
    for key, member in pairs:
        sets.setdefault(key, set()).add(member)
    return {key: frozenset(sets[key]) for key in sorted(sets)}


def flipped(sets: Mapping[str, Iterable[str]]) -> Sets:
    """The same pairs, keyed by the other side."""
    return grouped((member, key) for key, members in sets.items() for member in members)


@dataclass(frozen=True, slots=True)
class Assignments:
    """Units and the distinct tasks they carry, in each role."""

    led: Sets
    supporting: Sets
    responsible: Sets
    """Named, and no lead is stated."""
    any: Sets
    """In whatever role."""
    tasks: frozenset[str]
    """All tasks in scope, those that name no unit included."""
    no_lead: frozenset[str]
    """Tasks that name a unit or a phrase for several and state no lead, phrases taken in or not."""

    @property
    def units_of(self) -> Sets:
        """Tasks that name a unit, with the units they name."""
        return flipped(self.any)


def assignments(graph: Graph, *, groups: bool = True, document: str | None = None) -> Assignments:
    """Which unit carries which task; ``groups=False`` leaves phrases for several units out.

    Raises ZerenError where ``document`` names none.
    """
    scope = tasks_in_scope(graph, document)
    named: list[Edge] = [e for e in graph.edges if e.type in ROLES and e.end in scope]
    edges = [e for e in named if groups or text(graph.nodes[e.start], "kind") != GROUP]
    by_role = {role: grouped((e.start, e.end) for e in edges if e.type == role) for role in ROLES}
    return Assignments(
        led=by_role[LEAD],
        supporting=by_role[SUPPORT],
        responsible=by_role[RESPONSIBLE],
        any=grouped((e.start, e.end) for e in edges),
        tasks=scope,
        no_lead=frozenset(e.end for e in named) - frozenset(e.end for e in named if e.type == LEAD),
    )
