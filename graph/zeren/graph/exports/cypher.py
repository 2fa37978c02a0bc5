"""A Cypher script: keys and indexes, then nodes and edges in batches. One statement a line, each ends with ``;``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from zeren.graph.exports import Step
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Edge, Value
from zeren.graph.schema import EdgeType
from zeren.graph.schema_cypher import constraints
from zeren.graph.stores.changes import batches

BATCH = 200  # rows a statement: Neo4j plans a statement of 100 KB in a moment, one of 10 MB in minutes

HEAD = """\
// A responsibility graph, written by zeren. For an empty Neo4j 5 or newer: cypher-shell -f FILE
// The names of the keys mark the database as zeren's: zeren --db neo4j://… opens it.
"""
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(frames: Frames, out: BinaryIO, step: Step) -> None:
    """Write the script."""
    out.write(HEAD.encode())
    for statement in constraints():
        out.write(f"{statement};\n".encode())
    for frame in frames:
        create = _create(frame)
        for batch in batches(frame.items, BATCH):
            rows = ", ".join(_row(item.properties, item if isinstance(item, Edge) else None) for item in batch)
            out.write(f"UNWIND [{rows}] AS row {create};\n".encode())
            step(len(batch))


def _create(frame: Frame) -> str:
    if not isinstance(frame.declared, EdgeType):
        return f"CREATE (n:{frame.name}) SET n = row"
    start, end = frame.declared.start, frame.declared.end
    return (
        f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) CREATE (a)-[r:{frame.name}]->(b) SET r = row.p"
    )


def _row(properties: Mapping[str, Value], edge: Edge | None) -> str:
    inner = "{" + ", ".join(f"`{name}`: {literal(value)}" for name, value in properties.items()) + "}"
    return f"{{a: {literal(edge.start)}, b: {literal(edge.end)}, p: {inner}}}" if edge is not None else inner


def literal(value: Value) -> str:
    """A value as a Cypher literal. Nothing in a text can end it: quotes, backslashes and control characters
    are escaped.
    """
    if isinstance(value, str):
        return '"' + _SPECIAL.sub(_escaped, value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"
