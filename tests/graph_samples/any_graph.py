"""Graphs by chance, made from the schema alone: whatever it allows can occur, could a document say it or not."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from graph_samples.records import HOSTILE
from zeren.graph.model import Edge, Graph, Node, without_nothing
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, EdgeType, NodeType, Property

AWKWARD = (
    *HOSTILE,
    "",
    "'",
    "'=1",
    "＝1",
    "-1",
    "0012",
    "true",
    "null",
    "[]",
    '["a"]',
    "a;b|c\x1fd",
    "\\u0041 \\\\u0022 \\",
    "_x0001_ _x005F_ _x_",
    "\x0b\x1b\ufffe\uffff\x85",
    "]]>&amp;<!--",
    "%20 %",
    "a,b\r\nc",
    "\r",
    "\n",
    '"',
    "{{7*7}} ${x}",
    "@prefix : <x> .",
    "人民政府",
)

texts = st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


def _values(p: Property) -> st.SearchStrategy[Any]:
    if p.values:
        return st.sampled_from(p.values)
    low = p.minimum if p.minimum is not None else -(2**63)
    high = p.maximum if p.maximum is not None else 2**63 - 1
    return {
        "string": texts,
        "strings": st.lists(texts, min_size=1, max_size=3),
        "boolean": st.booleans(),
        "integer": st.integers(low, high),
        "float": st.floats(p.minimum, p.maximum, allow_nan=False, allow_infinity=False),
    }[p.type]


def properties(declared: NodeType | EdgeType) -> st.SearchStrategy[dict[str, Any]]:
    """All that is required and some of what is not, of a node (without its id) or an edge."""
    chosen = {
        p.name: _values(p) if p.required else st.none() | _values(p) for p in declared.properties if p.name != "id"
    }
    return st.fixed_dictionaries(chosen).map(without_nothing)


@st.composite
def graphs(draw: st.DrawFn, *, most: int = 2) -> Graph:
    """Up to ``most`` nodes of each label and up to two edges of each type between them, equal ones among them."""
    nodes: dict[str, Node] = {}
    ids: dict[str, list[str]] = {}
    for label in NODE_TYPES:
        for name in draw(st.lists(texts, max_size=most, unique=True)):
            id = f"{label.label.lower()}:{name}"
            ids.setdefault(label.label, []).append(id)
            nodes[id] = Node(label.label, id, {"id": id, **draw(properties(label))})
    edges: list[Edge] = []
    for type in EDGE_TYPES:
        if type.start in ids and type.end in ids:
            ends = st.tuples(st.sampled_from(ids[type.start]), st.sampled_from(ids[type.end]), properties(type))
            edges += [Edge(type.type, *each) for each in draw(st.lists(ends, max_size=2))]
            twice: bool = draw(st.booleans())
            if edges and twice:
                edges.append(edges[-1])
    return Graph(nodes, tuple(edges))


def awkward_graph() -> Graph:
    """One graph that holds every awkward text in every place where text can stand."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for text in AWKWARD:
        here: dict[str, str] = {}
        for label in NODE_TYPES:
            id = f"{label.label.lower()}:{text}"
            here[label.label] = id
            nodes[id] = Node(label.label, id, {"id": id, **_filled(label, text)})
        edges += [Edge(type.type, here[type.start], here[type.end], _filled(type, text)) for type in EDGE_TYPES]
    return Graph(nodes, (*edges, edges[0]))


def _filled(declared: NodeType | EdgeType, text: str) -> dict[str, Any]:
    values: dict[str, Any] = {"string": text, "strings": [text, "甲"], "integer": 1999, "float": 1 / 3, "boolean": True}

    def value(p: Property) -> Any:
        if p.values:
            return p.values[-1]
        return min(1999, p.maximum or 1999) if p.type == "integer" else values[p.type]

    return {p.name: value(p) for p in declared.properties if p.name != "id"}
