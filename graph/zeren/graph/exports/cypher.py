"""A Cypher script: keys and indexes, then nodes and edges in batches. One statement a line, each ends with ``;``."""

from __future__ import annotations

import re
from typing import BinaryIO

from zeren.graph.exports import Step
from zeren.graph.frames import Frame, Frames
from zeren.graph.model import Value
from zeren.graph.schema import EdgeType
from zeren.graph.schema_cypher import constraints
from zeren.graph.stores.changes import batches

BATCH = 500
"""Rows a statement."""

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
        for rows in batches(frame.rows(), BATCH):
            out.write(f"{_statement(frame, rows)};\n".encode())
            step(len(rows))


def _statement(frame: Frame, rows: list[list[Value]]) -> str:
    """Columns, each a list of literals, and one CREATE for all rows.

    Neo4j makes one parameter of each such list, so that all statements of a table share one plan: maps, a
    row each, take three times as long (5.26). A column that is null throughout is left out.
    """
    columns = [(p.name, values) for p, values in zip(frame.columns, zip(*rows, strict=True), strict=True)]
    held = [(name, values) for name, values in columns if any(value is not None for value in values)]
    lists = ", ".join(f"[{', '.join(map(literal, values))}] AS `{name}`" for name, values in held)
    properties = ", ".join(f"`{name}`: `{name}`[i]" for name, _ in held if name not in ("from_id", "to_id"))
    create = f"CREATE (:{frame.name} {{{properties}}})"
    if isinstance(frame.declared, EdgeType):
        create = (
            f"MATCH (a:{frame.declared.start} {{id: from_id[i]}}) MATCH (b:{frame.declared.end} {{id: to_id[i]}}) "
            f"CREATE (a)-[:{frame.name}{f' {{{properties}}}' if properties else ''}]->(b)"
        )
    return f"WITH {lists} UNWIND range(0, {len(rows) - 1}) AS i {create}"


def literal(value: Value) -> str:
    """A value as a Cypher literal. Nothing in a text can end it: quotes, backslashes and control characters
    are escaped.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return '"' + _SPECIAL.sub(_escaped, value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"
