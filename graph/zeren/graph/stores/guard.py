"""What a user is told of a query that is not run, and what parameters may be; the engines say which query is which."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from zeren.loaders.errors import ZerenError

WRITES = (
    "this query writes, or calls a procedure that may, and only queries that read are run here: "
    "zeren query --write lets one write"
)
"""What a user is told, whichever engine refused the write."""
SERVER = "this query is about the server, its files or the schema: only nodes and edges are written"
"""What a user is told who may write, and wants more than that."""
OUTSIDE = (
    "this query is about the server, its files or its schema, or calls a procedure, and only queries that read the "
    "graph are run here"
)
"""What a user is told who wants more than the graph."""
LOAD_CSV = "LOAD CSV is not run here: it reads files and addresses, and queries read the graph only"
PROFILE = "PROFILE is not run here: zeren query --explain shows how a query would be answered"
EMPTY = "the query is empty: write one, such as MATCH (u:Unit) RETURN u.name AS unit ORDER BY unit"


def too_slow(seconds: float | None) -> ZerenError:
    """What is raised where an engine was stopped."""
    after = f" after {seconds:g} s" if seconds is not None else ""
    return ZerenError(
        f"the query was stopped{after}: narrow it (a document, a LIMIT) or allow it more time (--timeout)"
    )


def checked(parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    """Parameters that both engines take alike. Raises ZerenError for a value that is none of theirs."""
    given = dict(parameters or {})
    for name, value in given.items():
        if not _storable(value):
            raise ZerenError(
                f"parameter {name} is {one_line(repr(value), 60)}: give text, a whole number below 2^63, a finite "
                "number, true or false, or a list or map of these"
            )
    return given


def _storable(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list | tuple):
        return all(map(_storable, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _storable(item) for key, item in value.items())
    return False


def one_line(text: object, limit: int = 300) -> str:
    """An engine's message as one line of bounded length."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
