"""ArcadeDB's rows, values and errors as ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zeren.graph.model import Value
from zeren.graph.stores.guard import WRITES, one_line, too_slow
from zeren.graph.stores.values import cell
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

TIMEOUT = "arcadedb.command.timeout"
"""The engine's own limit, in milliseconds."""


def is_timeout(error: Exception) -> bool:
    """Whether the engine stopped what took too long."""
    return TIMEOUT in str(error)


def query_error(error: Exception) -> ZerenError:
    """What is wrong with a query, in one line."""
    text = one_line(error)
    if "command has been terminated" in text:
        return too_slow(None)
    if "QueryNotIdempotentException" in text:
        return ZerenError(WRITES)
    for part in ("Query failed: ", "Command failed: ", "Reading the result set failed: "):
        text = text.removeprefix(part)
    kind, _, what = text.partition(": ")
    what = what if kind.startswith(("com.arcadedb.", "java.")) else text
    what, _, cause = what.partition(" (caused by ")
    if what.startswith("Error executing"):  # and then the query again: the cause says more
        what = cause.rpartition(": ")[2].removesuffix(")")
    if "CommandParameterMissingException" in text:
        return ZerenError(f"a parameter of the query is missing ({what}): give it with -p name=value")
    if "in-heap" in text or "Java heap space" in text:  # its own words name settings that nobody has here
        return ZerenError(
            "the query cannot be run: it needs more memory than Java has here; give it more, as with "
            "ARCADEDB_JVM_ARGS=-Xmx6g, or ask about less, as one document"
        )
    return ZerenError(f"the query cannot be run: {what}")


def columns_of(cypher: str) -> tuple[str, ...]:
    """The column names of a query that gave no row: the engine tells them only with rows."""
    import jpype

    statement = jpype.JClass("com.arcadedb.query.opencypher.parser.Cypher25AntlrParser")().parse(cypher)
    clause = statement.getReturnClause()
    if clause is None or clause.isReturnAll():
        return ()
    return tuple(str(item.getOutputName()) for item in clause.getReturnItems())


def answer(columns: tuple[str, ...], found: Iterable[Mapping[str, Any]]) -> Table:
    """The engine's rows as a table."""
    return Table(columns, tuple(row_of(columns, row) for row in found))


def row_of(columns: tuple[str, ...], row: Mapping[str, Any]) -> tuple[Value, ...]:
    """One of the engine's rows."""
    return tuple(cell(row[column], _foreign) for column in columns)


def _foreign(value: Any) -> Any:
    """An engine's object as plain values: nodes and edges as maps, paths as lists of them, the rest as text."""
    import jpype
    from arcadedb_embedded.graph import Document as Record

    for name, what in (("Vertex", "label"), ("Edge", "type")):
        if isinstance(value, jpype.JClass(f"com.arcadedb.graph.{name}")):
            record = Record.wrap(value)
            return {**record.to_dict(), what: record.get_type_name()}
    if isinstance(value, jpype.JClass("com.arcadedb.query.opencypher.traversal.TraversalPath")):
        return list(value.toAlternatingList())
    return str(value)
