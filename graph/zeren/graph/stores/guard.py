"""Queries that only read, as far as the words of a query tell; what they do not tell, the engines refuse."""

from __future__ import annotations

import math
import re
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

_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
# In this order, since a quote in a comment opens no string and // in a string no comment.
_QUIET = re.compile(
    r"""/\*.*?(?:\*/|\Z) | //[^\n\r]* | '(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z) | `(?:``|[^`])*(?:`|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_LOAD_CSV = re.compile(r"\bload\s+csv\b", re.IGNORECASE)


def refuse_unread(cypher: str) -> None:
    """Raise ZerenError for LOAD CSV, which reads files and addresses instead of the graph, and for no query at all."""
    # Neo4j takes \\u004c for L anywhere in a query, before it looks at strings and comments.
    plain = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), cypher)
    words = _QUIET.sub(" ", plain)
    if not words.strip():
        raise ZerenError("the query is empty: write one, such as MATCH (u:Unit) RETURN u.name AS unit ORDER BY unit")
    if _LOAD_CSV.search(words):
        raise ZerenError("LOAD CSV is not run here: it reads files and addresses, and queries read the graph only")


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
