"""Neo4j, spoken to over Bolt by the official driver. Only the modules ``bolt…`` import it.

A database is known as ours by its constraints, whose names start with ``zeren_``: no node
of ours stands among those of the documents, so every query counts what they state and nothing else.
What was written last is noted on documents' nodes (``bolt_manifest``); Neo4j checks its own files.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.schema_cypher import PREFIX, constraints
from zeren.graph.stores.base import AlteredError, Examined, Progress
from zeren.graph.stores.bolt_address import CONNECT_SECONDS, address, connect
from zeren.graph.stores.bolt_answers import as_zeren_error, foreign, told
from zeren.graph.stores.bolt_changes import BATCH, BoltTransaction, held_by
from zeren.graph.stores.bolt_limits import Wait, limited
from zeren.graph.stores.bolt_reading import refuse_all_but_reading
from zeren.graph.stores.changes import Changes, Held, Near, changes
from zeren.graph.stores.engine import EngineStore, steps
from zeren.graph.stores.guard import too_slow
from zeren.graph.stores.manifest import tally
from zeren.graph.stores.migrations import migrate, refuse_newer
from zeren.graph.stores.values import cell
from zeren.graph.table import Stream, Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

_LOCK = "ZerenLock"
_LOCK_KEY = f"CREATE CONSTRAINT {PREFIX}lock_id IF NOT EXISTS FOR (n:{_LOCK}) REQUIRE n.id IS UNIQUE"
_PATIENCE = 10.0
"""For so many seconds numbers may differ from the note while another program's load is being committed."""
_VERSION = re.compile(rf"{PREFIX}schema_(\d+)")


class BoltStore(EngineStore):
    """A graph in a Neo4j database, which others may read and load at the same time.

    Loads wait for each other. Neo4j lets readers see a load as soon as it is committed: what is
    read with several queries (``graph``, ``counts``, ``digest``) while somebody else's load ends
    may mix the graphs before and after.
    """

    engine: Literal["arcadedb", "neo4j"] = "neo4j"

    def __init__(self, name: str, driver: neo4j.Driver, database: str | None) -> None:
        """Take over a driver; use ``open``."""
        import neo4j

        self.name = name
        # Shared by all sessions: on a cluster, what is read after a load waits for that load to arrive at the reader.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._driver: neo4j.Driver | None = driver
        self._database = database
        self._waits: set[Wait] = set()

    @classmethod
    def open(cls, uri: str, *, create: bool, altered: bool = False) -> Self:
        """Open the graph in a database. Raises ZerenError as ``open_store`` says."""
        where = address(uri)
        driver = connect(where.uri, where.name)
        store = cls(where.name, driver, where.database)
        try:
            with store._errors():
                driver.verify_connectivity()
                store._claim(create=create)
            if not (create or altered):  # loading compares more, and is the way out
                store._verify()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Give the connection back. Closing twice does nothing."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _read(self, cypher: str, given: dict[str, Any], seconds: float | None, rows: int | None) -> Table:
        if seconds is not None:  # and no attempt after that
            with self._stream(cypher, given, seconds) as stream:
                return stream.table(rows)

        def work(transaction: neo4j.ManagedTransaction) -> Table:
            refuse_all_but_reading(transaction, cypher, given)
            result = transaction.run(cypher, given)
            columns = tuple(result.keys())
            found = islice(result, rows)
            return Table(columns, tuple(tuple(cell(v, foreign) for v in record.values()) for record in found))

        with self._errors("the query cannot be run"), self._session(writing=False) as session:
            return session.execute_read(work)

    @contextmanager
    def _stream(self, cypher: str, given: dict[str, Any], seconds: float | None) -> Iterator[Stream]:
        with (
            self._limited("the query cannot be run", seconds, writing=False) as wait,
            wait.session.begin_transaction(timeout=seconds) as transaction,
        ):
            refuse_all_but_reading(transaction, cypher, given)
            result = transaction.run(cypher, given)
            yield Stream(tuple(result.keys()), (tuple(cell(v, foreign) for v in row.values()) for row in result))

    def cancel(self) -> None:
        """Stop, from another thread, what is read as a stream now."""
        for wait in tuple(self._waits):
            wait.end()

    def _explain(self, cypher: str, given: dict[str, Any]) -> str:
        def work(transaction: neo4j.ManagedTransaction) -> str:
            refuse_all_but_reading(transaction, cypher, given)
            plan = transaction.run(f"EXPLAIN {cypher}", given).consume().plan
            return "\n".join(told(plan)) + "\n" if plan else ""

        with self._errors("the query cannot be run"), self._session(writing=False) as session:
            return session.execute_read(work)

    @contextmanager
    def _limited(self, what: str, seconds: float | None, *, writing: bool) -> Iterator[Wait]:
        """A session to wait for, for so long, or until ``cancel``; ``what`` failed where it takes longer."""
        with self._errors(what, seconds), self._session(writing=writing, seconds=seconds) as session:
            wait: Wait | None = None
            try:
                with limited(session, seconds) as wait:
                    self._waits.add(wait)
                    yield wait
            except Exception as error:
                if wait is not None and wait.cut:
                    raise too_slow(seconds if wait.late else None) from error
                raise
            finally:
                if wait is not None:
                    self._waits.discard(wait)

    def _session(self, *, writing: bool, seconds: float | None = None) -> neo4j.Session:
        if self._driver is None:
            raise ZerenError(f"{self.name} is closed: open it again with open_store")
        return self._driver.session(
            connection_acquisition_timeout=min(seconds or CONNECT_SECONDS, CONNECT_SECONDS),
            database=self._database,
            default_access_mode="WRITE" if writing else "READ",
            bookmark_manager=self._bookmarks,
            fetch_size=BATCH,
        )

    def _claim(self, *, create: bool) -> None:
        """Make sure that the database is ours and of this schema, or becomes ours because it is empty."""
        with self._session(writing=False) as session:
            names: list[str] = session.run("SHOW CONSTRAINTS YIELD name").value("name")
            ours = any(name.startswith(PREFIX) for name in names)
            if not ours and session.run("MATCH (n) RETURN 1 AS one LIMIT 1").single() is not None:
                raise ZerenError(
                    f"{self.name} holds another program's graph: give an empty database (--database names one)"
                )
        if not ours and not create:
            raise ZerenError(f"no zeren graph at {self.name}: run zeren load DOCUMENT --db {self.name} first")
        version = max((int(v[1]) for name in names if (v := _VERSION.fullmatch(name))), default=1)
        refuse_newer(self.name, version)
        old = ours and version < SCHEMA_VERSION
        if old:
            self._change(lambda held: changes(held, migrate(held.graph, version)), None)
        if create or old:
            with self._session(writing=True) as session:
                # One transaction each, as Neo4j wants it. Any one of them marks the database as ours, so
                # a first load that is killed between two of them goes on here the next time.
                for statement in (*constraints(), _LOCK_KEY):
                    session.run(statement).consume()

    def _verify(self) -> None:
        """Raise AlteredError where the database does not hold as many of each as was noted."""
        if not self._miscounted():
            return
        # Or somebody's load was just being committed, and half of it was seen: whoever has the lock sees all.
        try:
            problems = self._write(lambda transaction: transaction.compared(None)[1], _PATIENCE)
        except ZerenError:  # no right to write, or that load goes on
            deadline = time.monotonic() + _PATIENCE
            while (problems := self._miscounted()) and time.monotonic() < deadline:
                time.sleep(0.5)
        for problem in problems.values():
            raise AlteredError(self.name, problem)

    def _miscounted(self) -> dict[str, str]:
        with self._errors(), self._session(writing=False) as session:
            return session.execute_read(lambda transaction: BoltTransaction(transaction, self.name).compared(None)[1])

    def examine(self, progress: Progress | None = None) -> Examined:
        """Everything the store holds, beside what was noted; see ``Store.examine``."""

        def work(transaction: BoltTransaction) -> Examined:
            graph = transaction.held(progress).graph
            written, problems = transaction.compared(tally(graph))
            return Examined(graph, problems, written)

        with self._errors(), self._session(writing=False) as session:
            found = session.execute_read(lambda transaction: work(BoltTransaction(transaction, self.name)))
        if not found.problems:
            return found
        try:
            return self._write(work)  # once more, while nobody can write
        except ZerenError:  # no right to write: what was found stands
            return found

    def _held(self, progress: Progress | None = None) -> Held:
        with self._errors(), self._session(writing=False) as session:
            return session.execute_read(lambda transaction: held_by(transaction, progress))

    def _write(self, work: Callable[[BoltTransaction], T], seconds: float | None = None) -> T:
        import neo4j

        @neo4j.unit_of_work(timeout=seconds)
        def locked(transaction: neo4j.ManagedTransaction) -> T:
            if wait.cut:  # the driver tries again where a connection breaks
                raise too_slow(seconds)
            # Made and deleted in this transaction, so nobody ever sees it; its unique id holds up every
            # other load until this one ends. What is read next stays true until then.
            transaction.run(f"MERGE (:{_LOCK} {{id: 'load'}})").consume()
            result = work(BoltTransaction(transaction, self.name))
            transaction.run(f"MATCH (n:{_LOCK}) DELETE n").consume()
            return result

        what = f"cannot write to {self.name}, nothing was changed"
        with self._limited(what, seconds, writing=True) as wait:
            return wait.session.execute_write(locked)

    def _change(
        self,
        decide: Callable[[Held], Changes],
        progress: Progress | None,
        *,
        anew: bool = False,
        near: Near | None = None,
    ) -> tuple[Held, Changes]:
        from neo4j.exceptions import IncompleteCommit

        def work(transaction: BoltTransaction) -> tuple[Held, Changes]:
            held = transaction.held(anew=anew)
            counted = transaction.counted(held.graph, anew=anew)
            todo = decide(held)
            if todo or not transaction.noted:
                transaction.commit(held.graph, todo, counted, steps(progress, "writing", len(todo)))
            return held, todo

        try:
            return self._write(work)
        except ZerenError as error:
            if not isinstance(error.__cause__, IncompleteCommit):
                raise
            # The connection broke in the commit. What was written is compared anew, so once more does no harm.
            return self._write(work)

    @contextmanager
    def _errors(self, what: str | None = None, seconds: float | None = None) -> Iterator[None]:
        """Errors of the driver and the server as one line; ``what`` failed, if not the connection."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            yield
        except (DriverError, Neo4jError) as error:
            code = getattr(error, "code", None) or ""
            if "TransactionTimedOut" in code:
                raise too_slow(seconds) from error
            if code.endswith("Transaction.Terminated"):
                raise too_slow(None) from error
            raise as_zeren_error(error, self.name, what) from error
