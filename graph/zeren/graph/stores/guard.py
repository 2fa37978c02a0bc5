"""Queries that only read, as far as the words of a query tell; what they do not tell, the engines refuse."""

from __future__ import annotations

import re

from zeren.loaders.errors import ZerenError

WRITES = (
    "this query writes, and only queries that read are run here: the graph changes by zeren load "
    "and zeren clusters --write"
)
"""What a user is told, whichever engine refused the write."""

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


def one_line(text: object, limit: int = 300) -> str:
    """An engine's message as one line of bounded length."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
