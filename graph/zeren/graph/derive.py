"""Facts that follow from several statements taken together, recomputed from what the graph holds.

A unit's kind and aliases, who governs a county and whom 各县（市、区）政府 covers depend on every
document of a city. They are therefore never added up: whenever documents come or go they are
derived anew, so that loading documents one by one ends in the graph of loading them all at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from zeren.graph.identity import stored_id
from zeren.graph.model import DERIVED_EDGES, DERIVED_PROPERTIES, Edge, Graph, Node, Value
from zeren.graph.schema import RESPONSIBILITIES
from zeren.loaders.names.levels import function_of
from zeren.loaders.records import UNIT_KINDS

_RECOMPUTED = {"GOVERNS", "MEMBER_OF"} | DERIVED_EDGES
_KINDS = (*UNIT_KINDS, "person")

_GOVERNMENT = re.compile(r"(?:人民政府|政府|管理委员会|管委会|党工委)$")
_QUANTIFIER = re.compile(r"全市各|全省各|各个|各|所有|全部|相关|有关|部分")
_UNCERTAIN = re.compile(r"相关|有关|部分|涉及|等")
_ZONE_WORDS = ("功能区", "开发区", "示范区", "高新区", "园区", "新区", "集聚区")
_COUNTY_WORDS = re.compile(r"县级市|自治县|县|市|区|旗")
_FILLING = re.compile(r"人民政府|政府|管理委员会|管委会|党委|党工委|[（）()、，,／/\s和与及]|相关|有关|部分|各")


def derive(graph: Graph) -> Graph:
    """The graph with everything derived from its statements, and nothing else derived.

    Leaders and units that no statement names any more are dropped, and so are counties that no
    task concerns. What analyses wrote (clusters, shared tasks) is dropped too.
    """
    stated = [e for e in graph.edges if e.type not in _RECOMPUTED]
    mentions: dict[str, list[Edge]] = defaultdict(list)
    concerned: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, set[tuple[str, str]]] = defaultdict(set)
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
    derived = (*_governs(nodes, mentions, concerned), *_members(nodes))
    return Graph(nodes, (*stated, *derived))


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


def seat(name: str) -> str:
    """A government's or committee's name without its word for the body: 甲县人民政府 gives 甲县."""
    return _GOVERNMENT.sub("", name)


def _governs(
    nodes: Mapping[str, Node], mentions: Mapping[str, list[Edge]], concerned: Mapping[str, set[str]]
) -> list[Edge]:
    """A county's government or a zone's committee, matched by name to the area that its tasks concern."""
    edges: list[Edge] = []
    for id, node in nodes.items():
        if node.label != "Unit" or node.properties["kind"] not in ("county_government", "zone"):
            continue
        core = seat(str(node.properties["name"]))
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


def _members(nodes: Mapping[str, Node]) -> list[Edge]:
    """For each phrase such as 各县（市、区）政府 the units that were decided, or else the known governments of its
    city that its words cover."""
    governments: dict[str, list[Node]] = defaultdict(list)
    groups: list[Node] = []
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
            groups.append(node)
    edges: list[Edge] = []
    for group in decided:
        members = group.properties["members"]
        found = (named.get((_space(group), name)) for name in (members if isinstance(members, list) else ()))
        edges.extend(Edge("MEMBER_OF", id, group.id, {"certain": True}) for id in found if id)
    for group in groups:
        covered = coverage(str(group.properties["name"]))
        if covered is None:
            continue
        words, certain = covered
        for unit in governments[_space(group)]:
            core = seat(str(unit.properties["name"]))
            word = "zone" if unit.properties["kind"] == "zone" else core[-1:]
            if word in words:
                edges.append(Edge("MEMBER_OF", unit.id, group.id, {"certain": certain}))
    return edges


def coverage(phrase: str) -> tuple[frozenset[str], bool] | None:
    """What a phrase for several governments covers, and whether it covers all of them.

    Gives the last words of the areas (县 市 区 旗, and ``zone``) and True for 各…, False for
    相关… and 有关…; None where the phrase is about other bodies, whose members no text states.
    """
    match = _QUANTIFIER.search(phrase)
    if match is None:
        return None
    rest = phrase[match.end() :]
    words: set[str] = set()
    for zone in _ZONE_WORDS:
        if zone in rest:
            words.add("zone")
            rest = rest.replace(zone, "")
    if "管委会" in rest or "管理委员会" in rest:
        words.add("zone")
    rest = _FILLING.sub("", rest)
    found = _COUNTY_WORDS.findall(rest)
    if _COUNTY_WORDS.sub("", rest) or not (found or words):
        return None
    words |= {word[-1] for word in found}
    return frozenset(words), _UNCERTAIN.search(phrase) is None
