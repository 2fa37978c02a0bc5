"""Neo4j's values, plans and errors as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zeren.graph.stores.guard import EMPTY, PROFILE, WRITES, one_line
from zeren.loaders.errors import ZerenError

_NOTHING = "Unexpected end of input: expected CYPHER, EXPLAIN, PROFILE or Query"
_TWO_MODES = "conflicting values for execution mode"
_POSITION = re.compile(r"\(line 1, column (\d+) \(offset: (\d+)\)\)")


def told(plan: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """A plan as lines, each step above those that it takes its rows from."""
    details = one_line(plan["args"].get("Details", ""), 120)
    expected = float(plan["args"].get("EstimatedRows", 0))
    name = str(plan["operatorType"]).partition("@")[0]
    yield f"{'  ' * depth}+ {name} {details} [rows={expected:.0f}]"
    for child in plan.get("children", ()):
        yield from told(child, depth + 1)


def as_zeren_error(error: Exception, name: str, what: str | None) -> ZerenError:
    """An error of the driver or the server in one line: ``what`` failed, if not the connection to ``name``."""
    from neo4j.exceptions import AuthError, ConfigurationError, IncompleteCommit, Neo4jError, ServiceUnavailable

    code = getattr(error, "code", None) or ""
    if isinstance(error, AuthError) or "Security.CredentialsExpired" in code:
        return ZerenError(f"{name} refuses the login: set NEO4J_USERNAME and NEO4J_PASSWORD to a user of that database")
    if isinstance(error, IncompleteCommit):
        return ZerenError(
            f"the connection to {name} broke at the very end, and it is not known whether the change was kept: "
            "run the command again, which does no harm"
        )
    if code.endswith("DatabaseNotFound"):
        return ZerenError(f"{name} has no database of that name: look at --database and NEO4J_DATABASE")
    if code.endswith("Statement.AccessMode"):
        return ZerenError(WRITES)
    said = str(getattr(error, "message", ""))
    if code.endswith("Statement.SyntaxError") and said.startswith(_NOTHING):
        return ZerenError(EMPTY)
    if code.endswith("Statement.ArgumentError") and _TWO_MODES in said:
        return ZerenError(PROFILE)
    if code.endswith("ParameterMissing"):
        missing = one_line(getattr(error, "message", error))
        return ZerenError(f"a parameter of the query is missing ({missing}): give it with -p name=value")
    if code.endswith("MemoryPoolOutOfMemoryError"):
        return ZerenError(
            f"{what or name}: the server gives one transaction too little memory; "
            "raise its dbms.memory.transaction.total.max, or load, or ask about, fewer documents at a time"
        )
    if isinstance(error, Neo4jError):
        return ZerenError(f"{what or name}: {one_line(_unshifted(str(error.message)))}")
    if isinstance(error, ServiceUnavailable | ConfigurationError | OSError):
        return ZerenError(f"cannot reach {name}: is Neo4j running there? ({one_line(error, 200)})")
    return ZerenError(f"{what or name}: {one_line(error)}")


def _unshifted(message: str) -> str:
    """A message about a query that was planned with EXPLAIN before it, as if it had none."""
    head, quoted, _ = message.partition('\n"EXPLAIN ')
    if not quoted:
        return message
    shift = len("EXPLAIN ")
    return _POSITION.sub(
        lambda m: f"(line 1, column {max(int(m[1]) - shift, 1)} (offset: {max(int(m[2]) - shift, 0)}))", head
    )


def foreign(value: Any) -> Any:
    """A driver's value as plain values: nodes and edges as maps, paths as lists of them, the rest as text."""
    from neo4j.graph import Node as GraphNode
    from neo4j.graph import Path, Relationship

    if isinstance(value, GraphNode):
        return {**value, "label": ":".join(sorted(value.labels))}
    if isinstance(value, Relationship):
        return {**value, "type": value.type}
    if isinstance(value, Path):
        steps = zip(value.relationships, value.nodes[1:], strict=True)
        return [value.nodes[0], *(part for step in steps for part in step)]
    iso = getattr(value, "iso_format", None)
    return iso() if callable(iso) else str(value)
