"""The embedded engine, ArcadeDB. Nothing else imports it: another engine would change this file.

What was last written is sealed in a record of the document type ``ZerenManifest`` (counts and
digest), in the same transaction. Cypher sees vertices and edges only, so no query meets it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, Self

from zeren.graph.model import Edge, Graph, Node, Value
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.stores import folder, jvm
from zeren.graph.stores.changes import Changes, Held, batches, by_label
from zeren.graph.stores.engine import SIZE, EngineStore, Transaction
from zeren.graph.stores.guard import SERVER, WRITES, checked, one_line, refuse_unread, too_slow
from zeren.graph.stores.values import cell
from zeren.graph.table import Stream, Table
from zeren.loaders.errors import ZerenError

_TYPES = {"string": "STRING", "integer": "LONG", "float": "DOUBLE", "boolean": "BOOLEAN", "strings": "LIST"}
_TIMEOUT = "arcadedb.command.timeout"
_BATCH = 2_000
_READ_WHOLE = 20_000
"""Up to so many nodes and edges, opening reads them all: it takes less than a second."""


class ArcadeStore(EngineStore):
    """A graph in a folder. One process at a time has it open."""

    engine: Literal["arcadedb", "neo4j"] = "arcadedb"

    def __init__(self, path: Path, db: Any) -> None:
        """Take over an open database; use ``open``."""
        self.name = str(path)
        self._db: Any = db
        self._lock = threading.RLock()
        jvm.keep(self)

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Self:
        """Open the graph in a folder. Raises ZerenError as ``open_store`` says."""
        # Looked at before Java starts: a wrong path is told at once.
        graph = folder.engine_folder(path, create=create, make=_make)
        store = cls(path, _open(path, graph))
        try:
            store._verify()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Give the engine back. Closing twice does nothing."""
        with self._lock:
            db, self._db = self._db, None
            if db is not None:
                db.close()

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """The rows of a query; see ``Store.read``."""
        from arcadedb_embedded import ArcadeDBError

        refuse_unread(cypher)
        given = checked(parameters)
        with self._lock:
            db = self._opened()
            try:
                with _limit(db, seconds):
                    answer = db.query("opencypher", cypher, given)
                    # Row by row costs more than at once, and a cut answer need not be made whole.
                    found = answer.to_list() if rows is None else list(islice(answer.iter_dicts(), rows))
                    answer.close()
                columns = tuple(found[0]) if found else _columns(cypher)
            except ArcadeDBError as error:
                raise too_slow(seconds) if _TIMEOUT in str(error) else _query_error(error) from error
            return Table(columns, tuple(tuple(cell(row[c], _foreign) for c in columns) for row in found))

    @contextmanager
    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> Iterator[Stream]:
        """The rows of a query one by one; see ``Store.stream``."""
        from arcadedb_embedded import ArcadeDBError

        refuse_unread(cypher)
        given = checked(parameters)
        with self._lock:
            db = self._opened()
            try:
                with _limit(db, seconds), db.query("opencypher", cypher, given) as answer:
                    found = answer.iter_dicts()
                    first = list(islice(found, 1))
                    columns = tuple(first[0]) if first else _columns(cypher)
                    rows = (tuple(cell(row[c], _foreign) for c in columns) for row in chain(first, found))
                    yield Stream(columns, rows)
            except ArcadeDBError as error:  # while rows are taken, too
                raise too_slow(seconds) if _TIMEOUT in str(error) else _query_error(error) from error

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
        """How the engine would answer; see ``Store.explain``."""
        refuse_unread(cypher)
        plan = str(self.read(f"EXPLAIN {cypher}", parameters).to_dicts()[0]["executionPlanAsString"])
        # A write that is only planned is refused by nobody, and was no question either.
        if not self._opened()._java_db.getQueryEngine("opencypher").analyze(cypher).isIdempotent():
            raise ZerenError(WRITES)
        return plan

    def _opened(self) -> Any:
        if self._db is None:
            raise ZerenError(f"{self.name} is closed: open it again with open_store")
        return self._db

    def _held(self) -> Held:
        from arcadedb_embedded import ArcadeDBError

        with self._lock:
            try:
                return _held(self._opened())
            except ArcadeDBError as error:
                raise _damaged(self.name, one_line(error)) from error

    @contextmanager
    def _writing(self, seconds: float | None = None) -> Iterator[Transaction]:
        from arcadedb_embedded import ArcadeDBError

        with self._lock:
            db = self._opened()
            try:
                with db.transaction(), _limit(db, seconds):
                    yield _ArcadeTransaction(db)
            except ArcadeDBError as error:
                if _TIMEOUT in str(error):
                    raise too_slow(seconds) from error
                raise ZerenError(f"cannot write to {self.name}, nothing was changed: {one_line(error)}") from error

    def _verify(self) -> None:
        """Compare what is there with what was written: the engine itself overlooks lost records."""
        from arcadedb_embedded import ArcadeDBError

        try:
            problem = _problem(self._opened())
        except (ArcadeDBError, KeyError, TypeError, ValueError) as error:
            problem = one_line(error)
        if problem:
            raise _damaged(self.name, problem)


class _ArcadeTransaction(Transaction):
    def __init__(self, db: Any) -> None:
        self._db = db

    def held(self) -> Held:
        return _held(self._db)

    def write(self, todo: Changes, step: Callable[[int], None]) -> None:
        if not todo:
            return
        for _, ref in todo.removed_edges:
            self._db.lookup_by_rid(ref).delete()
            step(1)
        for node in todo.removed:
            self._db.lookup_by_key(node.label, ["id"], [node.id]).delete()
            step(1)
        for label, nodes in by_label(todo.created).items():
            self._rows(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", nodes, step)
        for label, nodes in by_label(todo.updated).items():
            self._rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", nodes, step)
        self._edges(todo, step)
        self.seal(todo.target)

    def _rows(self, cypher: str, nodes: list[Node], step: Callable[[int], None]) -> None:
        # Only labels of the schema are ever in the text; values travel as parameters.
        for batch in batches(nodes, _BATCH):
            self._db.command("opencypher", cypher, {"rows": [dict(n.properties) for n in batch]})
            step(len(batch))

    def _edges(self, todo: Changes, step: Callable[[int], None]) -> None:
        # Not by UNWIND … MATCH … CREATE: this takes a third of the time.
        vertices: dict[str, Any] = {}

        def vertex(id: str) -> Any:
            if id not in vertices:
                vertices[id] = self._db.lookup_by_key(todo.target.nodes[id].label, ["id"], [id])
            return vertices[id]

        for edge in todo.added_edges:
            vertex(edge.start).new_edge(edge.type, vertex(edge.end), **edge.properties)
            step(1)

    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        from arcadedb_embedded import ArcadeDBError

        try:
            # A mistake in the text is told by a plan; what analyses the text would raise Java's own error.
            self._db.query("opencypher", f"EXPLAIN {cypher}", dict(parameters)).close()
            if self._db._java_db.getQueryEngine("opencypher").analyze(cypher).isDDL():
                raise ZerenError(SERVER)
            found = self._db.command("opencypher", cypher, dict(parameters)).to_list()
        except ArcadeDBError as error:
            if _TIMEOUT in str(error):
                raise
            raise _query_error(error) from error
        columns = tuple(found[0]) if found else _columns(cypher)
        return Table(columns, tuple(tuple(cell(row[c], _foreign) for c in columns) for row in found))

    def size(self) -> tuple[int, int]:
        nodes, edges = (self._db.query("opencypher", count).to_list()[0]["n"] for count in SIZE)
        return int(nodes), int(edges)

    def seal(self, target: Graph) -> None:
        self._db.command("sql", "DELETE FROM ZerenManifest")
        self._db.command(
            "sql",
            "INSERT INTO ZerenManifest SET counts = :counts, digest = :digest",
            {"counts": json.dumps(target.counts()), "digest": target.digest()},
        )


def _held(db: Any) -> Held:
    nodes: dict[str, Node] = {}
    for label in NODE_TYPES:
        select = f"SELECT * FROM {label.label}"  # noqa: S608  a name of the schema, no input
        for row in db.query("sql", select).to_json_list():
            properties = _properties(row)
            nodes[str(properties["id"])] = Node(label.label, str(properties["id"]), properties)
    edges, refs = [], []
    for type in EDGE_TYPES:
        ends = "@rid AS `@ref`, @out.id AS `@from`, @in.id AS `@to`"
        select = f"SELECT *, {ends} FROM {type.type}"  # noqa: S608  a name of the schema, no input
        for row in db.query("sql", select).to_json_list():
            edges.append(Edge(type.type, row["@from"], row["@to"], _properties(row)))
            refs.append(row["@ref"])
    return Held(Graph(nodes, tuple(edges)), tuple(refs))


def _problem(db: Any) -> str | None:
    """What is not as it was written, if anything.

    Facts are compared by digest, those of a large graph by number. The engine walks lists of edges
    beside the nodes, so these are counted too: without a list all edges are there, and no query
    that starts at a node finds them.
    """
    manifest = db.query("sql", "SELECT counts, digest FROM ZerenManifest").to_list()
    sealed: dict[str, int] = json.loads(manifest[0]["counts"]) if manifest else {}
    whole = _held(db).graph if sum(sealed.values()) <= _READ_WHOLE else None
    names = [t.label for t in NODE_TYPES] + [t.type for t in EDGE_TYPES]
    records = whole.counts() if whole else {name: _number(db, "count(@this.toJSON())", name) for name in names}
    starts = {e.type: _number(db, f"sum(outE('{e.type}').size())", e.start) for e in EDGE_TYPES}
    ends = {e.type: _number(db, f"sum(inE('{e.type}').size())", e.end) for e in EDGE_TYPES}
    for found, expected in ((records, names), (starts, starts), (ends, ends)):
        for name in expected:
            if found.get(name, 0) != sealed.get(name, 0):
                return f"{found.get(name, 0)} {name} of {sealed.get(name, 0)} can be read"
    if whole and manifest and manifest[0]["digest"] != whole.digest():
        return "its facts are not those that were written"
    return None


def _number(db: Any, what: str, type: str) -> int:
    select = f"SELECT {what} AS n FROM {type}"  # noqa: S608  names of the schema, no input
    rows = db.query("sql", select).to_list()
    return int(rows[0]["n"] or 0) if rows else 0


def _properties(row: Mapping[str, Any]) -> dict[str, Value]:
    return {k: v for k, v in row.items() if not k.startswith("@") and v is not None}


def _make(graph: Path) -> None:
    """A new database with its types and indexes: schema changes are outside the engine's transactions."""
    jvm.start()
    from arcadedb_embedded import ArcadeDBError, create_database

    try:
        db = create_database(str(graph.absolute()))
        try:
            for node in NODE_TYPES:
                db.command("sql", f"CREATE VERTEX TYPE {node.label}")
                for p in node.properties:
                    if p.indexed:
                        db.command("sql", f"CREATE PROPERTY {node.label}.`{p.name}` {_TYPES[p.type]}")
                        unique = "UNIQUE" if p.name == "id" else "NOTUNIQUE"
                        db.command("sql", f"CREATE INDEX ON {node.label} (`{p.name}`) {unique}")
            for edge in EDGE_TYPES:
                db.command("sql", f"CREATE EDGE TYPE {edge.type}")
            db.command("sql", "CREATE DOCUMENT TYPE ZerenManifest")
        finally:
            db.close()
    except ArcadeDBError as error:
        raise ZerenError(f"cannot create a database at {graph.parent}: {one_line(error)}") from error


def _open(path: Path, graph: Path) -> Any:
    jvm.start()
    from arcadedb_embedded import ArcadeDBError, open_database

    try:
        # Absolute: Java stays where it stood when it started, whatever this process does.
        db = open_database(str(graph.absolute()))
        # A commit waits for the disk: one load is one commit, and it must survive a power cut.
        db.set_wal_flush("yes_nometadata")
    except ArcadeDBError as error:
        if "already in use" in str(error):
            raise ZerenError(f"{path} is in use by this process: close the store that has it open") from error
        if "LockException" in str(error) or "locked" in str(error):
            raise ZerenError(f"{path} is in use by another process: close it there, then try again") from error
        raise _damaged(str(path), one_line(error)) from error
    return db


def _damaged(name: str, what: str) -> ZerenError:
    return ZerenError(f"the database at {name} is damaged ({what}): delete it and load the documents again")


@contextmanager
def _limit(db: Any, seconds: float | None) -> Iterator[None]:
    """Let the engine stop by itself what takes longer."""
    if seconds is None:
        yield
        return
    settings = db._java_db.getConfiguration()  # the database's own: other stores of this process keep theirs
    settings.setValue(_TIMEOUT, max(1, round(seconds * 1000)))
    try:
        yield
    finally:
        settings.setValue(_TIMEOUT, 0)


def _query_error(error: Exception) -> ZerenError:
    text = one_line(error)
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
    return ZerenError(f"the query cannot be run: {what}")


def _columns(cypher: str) -> tuple[str, ...]:
    """The column names of a query that gave no row: the engine tells them only with rows."""
    import jpype

    statement = jpype.JClass("com.arcadedb.query.opencypher.parser.Cypher25AntlrParser")().parse(cypher)
    clause = statement.getReturnClause()
    if clause is None or clause.isReturnAll():
        return ()
    return tuple(str(item.getOutputName()) for item in clause.getReturnItems())


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
