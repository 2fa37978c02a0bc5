"""Neo4j, spoken to over Bolt by the official driver.

A database is known as ours by its constraints, whose names start with ``zeren_``: nothing of
ours stands among the nodes, so every query counts what the documents state and nothing else.
Neo4j checks its own files; what it holds is therefore not sealed as the embedded graph is.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import urlsplit

from zeren.graph.model import Edge, Graph, Node, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.schema_cypher import PREFIX, constraints
from zeren.graph.stores.changes import Changes, Held, batches, by_label
from zeren.graph.stores.engine import SIZE, EngineStore, Transaction
from zeren.graph.stores.guard import SERVER, WRITES, checked, one_line, refuse_unread, too_slow
from zeren.graph.stores.values import cell
from zeren.graph.table import Stream, Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import neo4j

# Without a handler Python prints the driver's warnings to stderr, beside the one line we raise.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_LOCK = "ZerenLock"
_BATCH = 5_000
_CONNECT_SECONDS = 15.0
_RETRY_SECONDS = 10.0

_BEFORE = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*(?:\n|\Z))*", re.DOTALL)
_EXPLAINED = re.compile(r"explain\b", re.IGNORECASE)
_PROFILED = re.compile(r"profile\b", re.IGNORECASE)
_POSITION = re.compile(r"\(line 1, column (\d+) \(offset: (\d+)\)\)")
_OUTSIDE = frozenset({"LoadCSV", "TerminateTransactions"})
"""Steps of a plan that read, but not the graph, or that act on the server."""
_NEVER_WRITTEN = _OUTSIDE | {"ProcedureCall"}


class BoltStore(EngineStore):
    """A graph in a Neo4j database, which others may read and load at the same time.

    Loads wait for each other. Neo4j lets readers see a load as soon as it is committed: what is
    read with several queries (``graph``, ``counts``, ``digest``) while somebody else's load ends
    may mix the graphs before and after.
    """

    engine: Literal["arcadedb", "neo4j"] = "neo4j"

    def __init__(self, name: str, driver: neo4j.Driver, database: str | None) -> None:
        """Take over a driver; use ``open``."""
        self.name = name
        self._driver: neo4j.Driver | None = driver
        self._database = database

    @classmethod
    def open(cls, uri: str, *, create: bool) -> Self:
        """Open the graph in a database. Raises ZerenError as ``open_store`` says."""
        name = redacted(uri)
        driver = _connect(uri, name)
        store = cls(name, driver, os.environ.get("NEO4J_DATABASE") or None)
        try:
            with store._errors():
                driver.verify_connectivity()
                store._claim(create=create)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Give the connection back. Closing twice does nothing."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """The rows of a query; see ``Store.read``."""
        import neo4j

        refuse_unread(cypher)
        given = checked(parameters)

        @neo4j.unit_of_work(timeout=seconds)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            _refuse_all_but_reading(transaction, cypher, given)
            result = transaction.run(cypher, given)
            columns = tuple(result.keys())
            found = islice(result, rows)
            return Table(columns, tuple(tuple(cell(v, _foreign) for v in record.values()) for record in found))

        with self._errors("the query cannot be run", seconds), self._session(writing=False) as session:
            return session.execute_read(work)

    @contextmanager
    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> Iterator[Stream]:
        """The rows of a query one by one; see ``Store.stream``."""
        refuse_unread(cypher)
        given = checked(parameters)
        with (
            self._errors("the query cannot be run", seconds),
            self._session(writing=False) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            _refuse_all_but_reading(transaction, cypher, given)
            result = transaction.run(cypher, given)
            yield Stream(tuple(result.keys()), (tuple(cell(v, _foreign) for v in row.values()) for row in result))

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
        """How the engine would answer; see ``Store.explain``."""
        refuse_unread(cypher)
        given = checked(parameters)

        def work(transaction: neo4j.ManagedTransaction) -> str:
            _refuse_all_but_reading(transaction, cypher, given)
            plan = transaction.run(f"EXPLAIN {cypher}", given).consume().plan
            return "\n".join(_told(plan)) + "\n" if plan else ""

        with self._errors("the query cannot be run"), self._session(writing=False) as session:
            return session.execute_read(work)

    def _session(self, *, writing: bool) -> neo4j.Session:
        if self._driver is None:
            raise ZerenError(f"{self.name} is closed: open it again with open_store")
        return self._driver.session(
            database=self._database, default_access_mode="WRITE" if writing else "READ", fetch_size=_BATCH
        )

    def _claim(self, *, create: bool) -> None:
        """Make sure that the database is ours, or becomes ours because it is empty."""
        with self._session(writing=False) as session:
            names = session.run("SHOW CONSTRAINTS YIELD name").value("name")
            ours = any(name.startswith(PREFIX) for name in names)
            if not ours and session.run("MATCH (n) RETURN 1 AS one LIMIT 1").single() is not None:
                raise ZerenError(
                    f"{self.name} holds another program's graph: give an empty database (NEO4J_DATABASE names one)"
                )
        if not ours and not create:
            raise ZerenError(f"no zeren graph at {self.name}: run zeren load DOCUMENT --db {self.name} first")
        if create:
            with self._session(writing=True) as session:
                # One transaction each, as Neo4j wants it. Any one of them marks the database as ours, so
                # a first load that is killed between two of them goes on here the next time.
                for statement in _definitions():
                    session.run(statement).consume()

    def _held(self) -> Held:
        with self._errors(), self._session(writing=False) as session:
            return session.execute_read(_held)

    @contextmanager
    def _writing(self, seconds: float | None = None) -> Iterator[Transaction]:
        with (
            self._errors(f"cannot write to {self.name}, nothing was changed", seconds),
            self._session(writing=True) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            # Made and deleted in this transaction, so nobody ever sees it; its unique id holds up every
            # other load until this one ends. What is read next stays true until then.
            transaction.run(f"MERGE (:{_LOCK} {{id: 'load'}})").consume()
            yield _BoltTransaction(transaction)
            transaction.run(f"MATCH (n:{_LOCK}) DELETE n").consume()
            transaction.commit()

    @contextmanager
    def _errors(self, what: str | None = None, seconds: float | None = None) -> Iterator[None]:
        """Errors of the driver and the server as one line; ``what`` failed, if not the connection."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except (DriverError, Neo4jError) as error:
            if "TransactionTimedOut" in (getattr(error, "code", None) or ""):
                raise too_slow(seconds) from error
            raise _as_zeren_error(error, self.name, what) from error


class _BoltTransaction(Transaction):
    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def held(self) -> Held:
        return _held(self._transaction)

    def write(self, todo: Changes, step: Callable[[int], None]) -> None:
        refs = [ref for _, ref in todo.removed_edges]
        # IN, not UNWIND and =, which Neo4j 5.26 plans as a walk over all edges for each row.
        self._rows("MATCH ()-[r]->() WHERE elementId(r) IN $rows DELETE r", refs, step)
        for label, nodes in by_label(todo.removed).items():
            ids = [n.id for n in nodes]
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids, step)
        for label, nodes in by_label(todo.created).items():
            rows = [dict(n.properties) for n in nodes]
            self._rows(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows, step)
        for label, nodes in by_label(todo.updated).items():
            rows = [dict(n.properties) for n in nodes]
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", rows, step)
        for type in EDGE_TYPES:
            edges = [
                {"from": e.start, "to": e.end, "properties": dict(e.properties)}
                for e in todo.added_edges
                if e.type == type.type
            ]
            self._rows(
                f"UNWIND $rows AS row MATCH (a:{type.start} {{id: row.from}}) MATCH (b:{type.end} {{id: row.to}}) "
                f"CREATE (a)-[r:{type.type}]->(b) SET r = row.properties",
                edges,
                step,
            )

    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        summary = self._transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
        if summary.query_type == "s" or _operators(summary.plan) & _NEVER_WRITTEN:
            raise ZerenError(SERVER)
        result = self._transaction.run(cypher, dict(parameters))
        return Table(tuple(result.keys()), tuple(tuple(cell(v, _foreign) for v in row.values()) for row in result))

    def size(self) -> tuple[int, int]:
        nodes, edges = (self._transaction.run(count) for count in SIZE)
        return int(nodes.value()[0]), int(edges.value()[0])

    def seal(self, target: Graph) -> None:
        pass  # Neo4j checks its own files

    def _rows(self, cypher: str, rows: list[Any], step: Callable[[int], None]) -> None:
        # Only labels and types of the schema are ever in the text; values travel as parameters.
        for batch in batches(rows, _BATCH):
            self._transaction.run(cypher, {"rows": batch}).consume()
            step(len(batch))


def redacted(uri: str) -> str:
    """An address without user name and password. Raises ZerenError for what is no address."""
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname or "localhost", parts.port
    except ValueError as error:
        raise ZerenError("cannot open Neo4j: the address is malformed; write it as neo4j://host:7687") from error
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def _connect(uri: str, name: str) -> neo4j.Driver:
    import neo4j

    if "@" in urlsplit(uri).netloc:
        raise ZerenError(
            f"cannot open {name}: a user name or password has no place in the address; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    password = os.environ.get("NEO4J_PASSWORD")
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    try:
        return neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password) if password else None,
            connection_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="zeren",
        )
    except (neo4j.exceptions.DriverError, ValueError) as error:
        raise ZerenError(
            f"cannot open {name}: the address is malformed; write it as neo4j://host:7687 or bolt://host:7687"
        ) from error


def _definitions() -> Iterator[str]:
    """The lock's constraint, and the keys and indexes of the schema, each made only where it is missing."""
    yield f"CREATE CONSTRAINT {PREFIX}lock_id IF NOT EXISTS FOR (n:{_LOCK}) REQUIRE n.id IS UNIQUE"
    yield from constraints()


def _held(transaction: neo4j.Transaction | neo4j.ManagedTransaction) -> Held:
    nodes: dict[str, Node] = {}
    for label in NODE_TYPES:
        for record in transaction.run(f"MATCH (n:{label.label}) WHERE n.id IS NOT NULL RETURN properties(n) AS p"):
            properties = _properties(record["p"])
            nodes[str(properties["id"])] = Node(label.label, str(properties["id"]), properties)
    edges, refs = [], []
    for type in EDGE_TYPES:
        for start, end, ref, properties in transaction.run(
            f"MATCH (a:{type.start})-[r:{type.type}]->(b:{type.end}) "
            "RETURN a.id AS start, b.id AS end, elementId(r) AS ref, properties(r) AS p"
        ):
            if start in nodes and end in nodes:
                edges.append(Edge(type.type, start, end, _properties(properties)))
                refs.append(ref)
    return Held(Graph(nodes, tuple(edges)), tuple(refs))


def _properties(properties: Mapping[str, Any]) -> dict[str, Value]:
    return {k: cell(v, _foreign) for k, v in properties.items()}


def _refuse_all_but_reading(
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


def _told(plan: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """A plan as lines, each step above those that it takes its rows from."""
    details = one_line(plan["args"].get("Details", ""), 120)
    expected = float(plan["args"].get("EstimatedRows", 0))
    name = str(plan["operatorType"]).partition("@")[0]
    yield f"{'  ' * depth}+ {name} {details} [rows={expected:.0f}]"
    for child in plan.get("children", ()):
        yield from _told(child, depth + 1)


def _as_zeren_error(error: Exception, name: str, what: str | None) -> ZerenError:
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
        return ZerenError(f"{name} has no database of that name: look at NEO4J_DATABASE")
    if code.endswith("Statement.AccessMode"):
        return ZerenError(WRITES)
    if code.endswith("ParameterMissing"):
        missing = one_line(getattr(error, "message", error))
        return ZerenError(f"a parameter of the query is missing ({missing}): give it with -p name=value")
    if code.endswith("MemoryPoolOutOfMemoryError"):
        return ZerenError(
            f"{what or name}: the server gives one transaction too little memory; "
            "raise its dbms.memory.transaction.total.max, or load fewer documents at a time"
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


def _foreign(value: Any) -> Any:
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
