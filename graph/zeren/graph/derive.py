"""Facts that follow from several statements taken together, recomputed from what the graph holds.

A unit's kind and aliases, who governs a county and whom 各县（市、区）政府 covers depend on every
document of a city. They are therefore never added up: whenever documents come or go they are
derived anew, so that loading documents one by one ends in the graph of loading them all at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from zeren.graph.assignments import text
from zeren.graph.continued import CONTINUES, continuations
from zeren.graph.identity import stored_id
from zeren.graph.model import DERIVED_EDGES, DERIVED_PROPERTIES, Edge, Graph, Node, Value
from zeren.graph.schema import RESPONSIBILITIES
from zeren.loaders.names.groups import Cover, cover, level_of_seat, seat_of
from zeren.loaders.names.places import short_name
from zeren.loaders.names.units import function_of
from zeren.loaders.records import UNIT_KINDS

_RECOMPUTED = {"GOVERNS", "MEMBER_OF", "HAS_PROGRESS", CONTINUES} | DERIVED_EDGES
_KINDS = (*UNIT_KINDS, "person")

Spellings: TypeAlias = Mapping[str, frozenset[tuple[str, str]]]
"""The names and kinds by which tasks call each county."""


def derive(graph: Graph, touched: frozenset[str] | None = None, elsewhere: Spellings | None = None) -> Graph:
    """The graph with everything derived from its statements, and nothing else derived.

    Which task continues which follows from the documents of a city alone and is costly to find: where ``touched``
    names the cities whose documents came or went, those of all others are kept.

    ``elsewhere`` says how tasks that are not in ``graph`` spell its counties, where it is a part of a larger one.

    Leaders and units that no statement names any more are dropped, and so are counties that no
    task concerns. What analyses wrote (clusters, shared tasks) is dropped too.
    """
    stated = [e for e in graph.edges if e.type not in _RECOMPUTED]
    mentions: dict[str, list[Edge]] = defaultdict(list)
    concerned: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, set[tuple[str, str]]] = defaultdict(set, {id: set(s) for id, s in (elsewhere or {}).items()})
    for edge in stated:
        if edge.type in RESPONSIBILITIES:
            mentions[edge.start].append(edge)
        elif edge.type == "CONCERNS":
            concerned[edge.start].add(edge.end)
            spellings[edge.end].add((str(edge.properties.get("name")), str(edge.properties.get("kind"))))

    nodes: dict[str, Node] = {}
    for id, node in graph.nodes.items():
        if node.label in ("Unit", "Leader"):
            if id in mentions:
                nodes[id] = _from_mentions(node, mentions[id])
        elif node.label != "County":
            nodes[id] = node
        elif id in spellings:
            # The first of two spellings for one code: a choice that no order of documents changes.
            name, kind = min(spellings[id])
            nodes[id] = Node(node.label, id, {**node.properties, "name": name, "kind": kind})
    known = Graph(nodes, tuple(stated))
    members = (*_governs(nodes, mentions, concerned), *_members(nodes, mentions))
    again = (*_untouched(graph, touched), *continuations(known, touched))
    return Graph(nodes, (*stated, *members, *again, *reported(nodes)))


def _untouched(graph: Graph, touched: frozenset[str] | None) -> list[Edge]:
    """What continues what in the cities that are not touched."""
    if touched is None:
        return []
    city = {e.start: text(graph.nodes[e.end], "city") for e in graph.edges if e.type == "STATED_IN"}
    return [e for e in graph.edges if e.type == CONTINUES and city.get(e.start) not in touched]


def reported(nodes: Mapping[str, Node]) -> list[Edge]:
    """Each task's reports of progress; those on a task that is not there any more wait for it."""
    reports = (node for node in nodes.values() if node.label == "Progress")
    return [Edge("HAS_PROGRESS", task, n.id) for n in reports if (task := str(n.properties["task"])) in nodes]


def _from_mentions(node: Node, mentions: Iterable[Edge]) -> Node:
    """A unit or leader with the kind most of its mentions were given, and what follows from its names."""
    dropped = DERIVED_PROPERTIES[node.label] | {"kind", "aliases", "function"}
    properties: dict[str, Value] = {k: v for k, v in node.properties.items() if k not in dropped}
    kinds = Counter(str(m.properties["kind"]) for m in mentions)
    properties["kind"] = min(kinds, key=lambda kind: (-kinds[kind], _rank(kind), kind))
    if "members" in properties:
        properties["kind"] = "group"
    if node.label == "Unit":
        aliases = sorted({str(m.properties["source"]) for m in mentions} - {str(node.properties["name"])})
        if aliases:
            properties["aliases"] = list(aliases)
        function = function_of(str(node.properties["name"]))
        if function and properties["kind"] != "group":
            properties["function"] = function
    return Node(node.label, node.id, properties)


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _space(unit: Node) -> str:
    """The namespace of a unit: its id without ``unit:`` and its name."""
    return unit.id.removeprefix("unit:").removesuffix(stored_id(f"/{unit.properties['name']}"))


def _governs(
    nodes: Mapping[str, Node], mentions: Mapping[str, list[Edge]], concerned: Mapping[str, set[str]]
) -> list[Edge]:
    """A county's government or a zone's committee, matched by name to the area that its tasks concern."""
    edges: list[Edge] = []
    for id, node in nodes.items():
        if node.label != "Unit" or node.properties["kind"] not in ("county_government", "zone"):
            continue
        core = seat_of(str(node.properties["name"]))
        near = {county for m in mentions[id] for county in concerned.get(m.end, ())}
        scored = [(score, c) for c in near if (score := _same_place(core, str(nodes[c].properties["name"])))]
        best = max((score for score, _ in scored), default=0)
        found = [c for score, c in scored if score == best]
        if len(found) == 1:  # two areas fit equally well: none is chosen, nothing is invented
            edges.append(Edge("GOVERNS", id, found[0]))
    return edges


def _same_place(core: str, county: str) -> int:
    """How well a seat fits an area: 3 equal, 2 the area ends it (某市甲县), 1 it ends the area, else 0."""
    if core == county:
        return 3
    if core.endswith(county):
        return 2
    return int(bool(core) and county.endswith(core))


class _Group(NamedTuple):
    """A phrase for several bodies and whom it covers."""

    node: Node
    cover: Cover


def _members(nodes: Mapping[str, Node], mentions: Mapping[str, list[Edge]]) -> list[Edge]:
    """For each phrase such as 各县（市、区）政府 the units that were decided, or else the known governments of its
    city that its words cover."""
    governments: dict[str, list[Node]] = defaultdict(list)
    groups: list[_Group] = []
    decided: list[Node] = []
    named: dict[tuple[str, Value], str] = {}
    for node in nodes.values():
        if node.label != "Unit":
            continue
        named[_space(node), node.properties["name"]] = node.id
        if "members" in node.properties:
            decided.append(node)
        elif node.properties["kind"] in ("county_government", "zone"):
            governments[_space(node)].append(node)
        elif node.properties["kind"] == "group":
            covered = cover(str(node.properties["name"]))
            if covered:
                groups.append(_Group(node, covered))
    edges: list[Edge] = []
    for phrase in decided:
        members = phrase.properties["members"]
        found = (named.get((_space(phrase), name)) for name in (members if isinstance(members, list) else ()))
        edges.extend(Edge("MEMBER_OF", id, phrase.id, {"certain": True}) for id in found if id)
    beside = _beside(mentions) if any(g.cover.others for g in groups) else {}
    for group in groups:
        for unit in governments[_space(group.node)]:
            seat = seat_of(str(unit.properties["name"]))
            level = level_of_seat(seat, unit.properties["kind"] == "zone")
            if level not in group.cover.levels or _is_left_out(seat, group.cover.without):
                continue
            # 其他各县 means those that are not named beside it: here these, elsewhere others.
            named_beside = [unit.id in beside[m.end] for m in mentions[group.node.id]] if group.cover.others else []
            if named_beside and all(named_beside):
                continue
            certain = group.cover.certain and not any(named_beside)
            edges.append(Edge("MEMBER_OF", unit.id, group.node.id, {"certain": certain}))
    return edges


def _beside(mentions: Mapping[str, list[Edge]]) -> dict[str, set[str]]:
    """Each task → the units that answer for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, edges in mentions.items():
        for edge in edges:
            found[edge.end].add(id)
    return found


def _is_left_out(seat: str, without: Iterable[str]) -> bool:
    """Does a phrase that leaves places out by name (除甲县外各县) leave out this one?"""
    short = short_name(seat)
    return any(seat.endswith(place) or short_name(place) == short for place in without)
