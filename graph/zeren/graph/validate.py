"""Every value against the schema, before anything is stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from zeren.graph.model import Edge, Graph, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES, EdgeType, NodeType, Property
from zeren.loaders.errors import ZerenError

_INT64 = 2**63
_PYTHON = {"string": str, "integer": int, "float": float, "boolean": bool}


def _properties(declared: NodeType | EdgeType) -> tuple[dict[str, Property], tuple[str, ...]]:
    """The properties by name, and the names of those that must be there."""
    return {p.name: p for p in declared.properties}, tuple(p.name for p in declared.properties if p.required)


_EDGE_TYPES = {edge.type: edge for edge in EDGE_TYPES}
_DECLARED = {node.label: _properties(node) for node in NODE_TYPES} | {e.type: _properties(e) for e in EDGE_TYPES}


def validate(graph: Graph) -> None:
    """Raise ZerenError for the first thing that is not what the schema declares.

    Checked: labels and types, the labels at both ends of each edge, required properties, value
    types, listed values, ranges, and that every value can be stored (64-bit integers, finite floats,
    text without NUL and lone surrogates: Neo4j and spreadsheets refuse them).
    """
    problem = first_problem(graph)
    if problem is not None:
        raise ZerenError(f"cannot build the graph: {problem}; please report the document this came from")


def first_problem(graph: Graph) -> str | None:
    """The first thing in a graph that is not what the schema declares, in words; None where all is."""
    try:
        _walk(graph)
    except _ViolationError as problem:
        return str(problem)
    return None


class _ViolationError(Exception):
    pass


def _walk(graph: Graph) -> None:
    for id, node in graph.nodes.items():
        if node.label not in _DECLARED:
            raise _violation(f"node {id!r}", f"the schema has no label {node.label!r}")
        if node.id != id or node.properties.get("id") != id:
            raise _violation(f"{node.label} {id!r}", "its key, id and property id differ")
        problem = _first(node.properties, *_DECLARED[node.label])
        if problem:
            raise _violation(f"{node.label} {id!r}", problem)
    for edge in graph.edges:
        # Words are put together where something is wrong: there may be a million edges.
        problem = _ends(graph, edge) or _first(edge.properties, *_DECLARED[edge.type])
        if problem:
            raise _violation(f"{edge.type} {edge.start!r} -> {edge.end!r}", problem)


def _ends(graph: Graph, edge: Edge) -> str | None:
    kind = _EDGE_TYPES.get(edge.type)
    if kind is None:
        return "the schema has no such edge type"
    for end, label in ((edge.start, kind.start), (edge.end, kind.end)):
        node = graph.nodes.get(end)
        if node is None:
            return f"there is no node {end!r}"
        if node.label != label:
            return f"{end!r} is no {label}"
    return None


def _first(properties: Mapping[str, Value], known: Mapping[str, Property], required: Iterable[str]) -> str | None:
    for name, value in properties.items():
        declared = known.get(name)
        if declared is None:
            return f"the schema has no property {name!r}"
        problem = _problem(declared, value)
        if problem:
            return f"{name} {problem}"
    return next((f"{name} is missing" for name in required if name not in properties), None)


def _problem(p: Property, value: Value) -> str | None:
    if p.type == "strings":
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            return f"is no list of strings: {value!r}"
        return next((problem for v in value if (problem := _text_problem(v))), None)
    if type(value) is not _PYTHON[p.type]:  # isinstance would let True pass for an integer
        return f"is no {p.type}: {value!r}"
    if isinstance(value, str):
        if p.values and value not in p.values:
            return f"is {value!r}, not one of {', '.join(p.values)}"
        return _text_problem(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f"is not finite: {value!r}"
    if isinstance(value, int) and not -_INT64 <= value < _INT64:
        return f"does not fit 64 bits: {value!r}"
    if isinstance(value, int | float):
        return _range_problem(p, value)
    return None


def _range_problem(p: Property, value: float) -> str | None:
    if p.minimum is not None and value < p.minimum:
        return f"is {value!r}, less than {p.minimum}"
    if p.maximum is not None and value > p.maximum:
        return f"is {value!r}, more than {p.maximum}"
    return None


def _text_problem(text: str) -> str | None:
    if "\0" in text:
        return "holds a NUL character"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half of a surrogate pair, which is no text"
    return None


def _violation(where: str, what: str) -> _ViolationError:
    return _ViolationError(f"{where}: {what}")
