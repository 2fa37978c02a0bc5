"""Neo4j's values, plans and errors as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from zeren.graph.stores.guard import SERVER, WRITES, one_line
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import neo4j

_BEFORE = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*(?:\n|\Z))*", re.DOTALL)
_EXPLAINED = re.compile(r"explain\b", re.IGNORECASE)
_PROFILED = re.compile(r"profile\b", re.IGNORECASE)
_POSITION = re.compile(r"\(line 1, column (\d+) \(offset: (\d+)\)\)")
_OUTSIDE = frozenset({"LoadCSV", "TerminateTransactions"})
"""Steps of a plan that read, but not the graph, or that act on the server."""
_NEVER_WRITTEN = _OUTSIDE | {"ProcedureCall"}


def refuse_all_but_reading(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan the query, and raise ZerenError if the plan does more than read the graph.

    The transaction's read access refuses writes by itself. It allows what acts on the server
    (ending other people's transactions, emptying caches) and what reads files.
    """
    lead = _BEFORE.match(cypher)
    start = lead.end() if lead else 0
    if _EXPLAINED.match(cypher, start):
        return  # only planned, never run
    profiled = _PROFILED.match(cypher, start)
    plain = cypher[profiled.end() :] if profiled else cypher
    summary = transaction.run(f"EXPLAIN {plain}", dict(parameters)).consume()
    if summary.query_type in ("w", "rw"):
        raise ZerenError(WRITES)
    if summary.query_type != "r" or _operators(summary.plan) & _OUTSIDE:
        raise ZerenError("this query is about the server or its files, and only queries that read the graph are run")


def _operators(plan: Mapping[str, Any] | None) -> set[str]:
    if not plan:
        return set()
    found = {str(plan["operatorType"]).partition("@")[0]}
    return found.union(*(_operators(child) for child in plan.get("children", ())))


def told(plan: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """A plan as lines, each step above those that it takes its rows from."""
    details = one_line(plan["args"].get("Details", ""), 120)
    expected = float(plan["args"].get("EstimatedRows", 0))
    name = str(plan["operatorType"]).partition("@")[0]
    yield f"{'  ' * depth}+ {name} {details} [rows={expected:.0f}]"
    for child in plan.get("children", ()):
        yield from told(child, depth + 1)


def refuse_what_is_not_written(
    transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan a query that may write, and raise ZerenError if the plan is about more than the graph."""
    summary = transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
    if summary.query_type == "s" or _operators(summary.plan) & _NEVER_WRITTEN:
        raise ZerenError(SERVER)


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
