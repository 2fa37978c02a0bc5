"""Who carries which task, as sets: what measures and clusters count.

An edge of responsibility is evidence (one mention, one place in a document), so two of them can join the same
unit to the same task. Counting is of distinct tasks; this module is where edges become sets, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents count. Empty: all of them."""

    document: str | None = None
    """An id, a 文号, a year, a city, or words of the title."""
    year: int | None = None
    city: str | None = None
    """The city as documents have it, or words of its name."""

    @property
    def keywords(self) -> dict[str, Any]:
        """As the measures take it."""
        return {"document": self.document, "year": self.year, "city": self.city}

    def __bool__(self) -> bool:
        """Whether it leaves anything out."""
        return any(part is not None for part in (self.document, self.year, self.city))

    def documents(self, graph: Graph) -> frozenset[str]:
        """Ids of the documents that are meant. Raises ZerenError where something is asked for and there is none."""
        held = {n.id: n for n in graph.nodes.values() if n.label == "Document"}
        chosen = {i for i, n in held.items() if self._takes(n)}
        if self and not chosen:
            raise ZerenError(f"no document {self._words()} in the graph: it holds {_held(held.values())}")
        return frozenset(chosen)

    def tasks(self, graph: Graph) -> frozenset[str]:
        """Ids of the tasks of these documents; without a choice also those that stand in none."""
        if not self:
            return frozenset(n.id for n in graph.nodes.values() if n.label == "Task")
        chosen = self.documents(graph)
        return frozenset(e.start for e in graph.edges if e.type == "STATED_IN" and e.end in chosen)

    def _takes(self, node: Node) -> bool:
        words, names = self.document, (node.id, *(text(node, name) for name in ("number", "year", "city")))
        return (
            (words is None or words in names or words in text(node, "title"))
            and (self.year is None or text(node, "year") == str(self.year))
            and (self.city is None or self.city in text(node, "city"))
        )

    def _words(self) -> str:
        of = (f"of {part}" for part in (self.year, self.city) if part is not None)
        return " ".join([*([repr(self.document)] if self.document is not None else []), *of])


def chosen_documents(graph: Graph, words: str) -> frozenset[str]:
    """Ids of the documents that are meant: by id, number, year or city, or by words of the title.

    Raises ZerenError where there is none.
    """
    return Scope(words).documents(graph)


def _held(documents: Iterable[Node]) -> str:
    """The first documents by the words that choose them, and how many more there are."""
    names = sorted(" ".join(filter(None, (text(n, "number") or text(n, "year"), text(n, "title")))) for n in documents)
    if not names:
        return "none"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{'; '.join(names[:SHOWN])}{more}; an id, a 文号, a year, a city or words of a title choose one"


@dataclass(frozen=True, slots=True)
class Pooled:
    """What an answer was counted over."""

    documents: tuple[str, ...]
    """文号 or title of each, sorted."""
    years: tuple[int, ...]
    cities: tuple[str, ...]

    def __str__(self) -> str:
        """One line: how many documents, which years and cities."""
        if not self.documents:
            return "no documents"
        parts = [self.documents[0] if len(self.documents) == 1 else f"{len(self.documents):,} documents"]
        if self.years:
            parts.append(" ".join(map(str, self.years)) if len(self.years) <= SHOWN else f"{len(self.years)} years")
        if self.cities:
            parts.append(" ".join(self.cities) if len(self.cities) <= SHOWN else f"{len(self.cities):,} cities")
        return ", ".join(parts) + (" (counted together)" if len(self.documents) > 1 else "")


def pooled(graph: Graph, scope: Scope) -> Pooled:
    """The documents, years and cities of a scope. Raises ZerenError as ``Scope.documents`` does."""
    nodes = [graph.nodes[id] for id in scope.documents(graph)]
    return Pooled(
        tuple(sorted(text(n, "number") or text(n, "title") for n in nodes)),
        tuple(sorted({int(year) for n in nodes if (year := text(n, "year"))})),
        tuple(sorted({city for n in nodes if (city := text(n, "city"))})),
    )


def part(graph: Graph, scope: Scope) -> Graph:
    """What the documents of a scope state: their tasks and sections, and the units, leaders and counties that these
    name. Without a choice the graph itself. Raises ZerenError as ``Scope.documents`` does.
    """
    return stated_in(graph, scope.documents(graph)) if scope else graph


def stated_in(graph: Graph, chosen: frozenset[str]) -> Graph:
    """The same for documents by their ids."""
    from zeren.graph.model import Graph

    inside = set(chosen)
    for type in ("STATED_IN", "PART_OF"):
        inside |= {e.start for e in graph.edges if e.type == type and e.end in chosen}
    inside |= {e.end for e in graph.edges if e.type in ("HAS_TARGET", "HAS_PROGRESS") and e.start in inside}
    of_all = {"Unit", "Leader", "County"}  # shared by documents; those that these name belong to the part
    named = {
        end if near in inside else near
        for e in graph.edges
        for end, near in ((e.start, e.end), (e.end, e.start))
        if near in inside and graph.nodes[end].label in of_all
    }
    nodes = {id: node for id, node in graph.nodes.items() if id in inside or id in named}
    return Graph(nodes, tuple(e for e in graph.edges if e.start in nodes and e.end in nodes))


ALL = Scope()
"""Everything that the graph holds."""


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


def assignments(graph: Graph, *, groups: bool = True, scope: Scope = ALL) -> Assignments:
    """Which unit carries which task; ``groups=False`` leaves phrases for several units out.

    Raises ZerenError where ``scope`` names no document.
    """
    tasks = scope.tasks(graph)
    named: list[Edge] = [e for e in graph.edges if e.type in ROLES and e.end in tasks]
    edges = [e for e in named if groups or text(graph.nodes[e.start], "kind") != GROUP]
    by_role = {role: grouped((e.start, e.end) for e in edges if e.type == role) for role in ROLES}
    return Assignments(
        led=by_role[LEAD],
        supporting=by_role[SUPPORT],
        responsible=by_role[RESPONSIBLE],
        any=grouped((e.start, e.end) for e in edges),
        tasks=tasks,
        no_lead=frozenset(e.end for e in named) - frozenset(e.end for e in named if e.type == LEAD),
    )
