"""Every value against the schema, before anything is stored."""

from __future__ import annotations

import math
from collections.abc import Mapping

from zeren.graph.model import Graph, Value
from zeren.graph.schema import EdgeType, NodeType, Property, edge_type, node_type
from zeren.loaders.errors import ZerenError

_INT64 = 2**63


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
        try:
            declared = node_type(node.label)
        except KeyError:
            raise _violation(f"node {id!r}", f"the schema has no label {node.label!r}") from None
        if node.id != id or node.properties.get("id") != id:
            raise _violation(f"{node.label} {id!r}", "its key, id and property id differ")
        _check(f"{node.label} {id!r}", node.properties, declared)
    for edge in graph.edges:
        where = f"{edge.type} {edge.start!r} -> {edge.end!r}"
        try:
            kind = edge_type(edge.type)
        except KeyError:
            raise _violation(where, "the schema has no such edge type") from None
        for end, label in ((edge.start, kind.start), (edge.end, kind.end)):
            if end not in graph.nodes:
                raise _violation(where, f"there is no node {end!r}")
            if graph.nodes[end].label != label:
                raise _violation(where, f"{end!r} is no {label}")
        _check(where, edge.properties, kind)


def _check(where: str, properties: Mapping[str, Value], declared: NodeType | EdgeType) -> None:
    known = {p.name: p for p in declared.properties}
    for name, value in properties.items():
        if name not in known:
            raise _violation(where, f"the schema has no property {name!r}")
        problem = _problem(known[name], value)
        if problem:
            raise _violation(where, f"{name} {problem}")
    for p in declared.properties:
        if p.required and p.name not in properties:
            raise _violation(where, f"{p.name} is missing")


def _problem(p: Property, value: Value) -> str | None:
    if p.type == "strings":
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            return f"is no list of strings: {value!r}"
        return next((problem for v in value if (problem := _text_problem(v))), None)
    expected = {"string": str, "integer": int, "float": float, "boolean": bool}[p.type]
    if type(value) is not expected:  # isinstance would let True pass for an integer
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
