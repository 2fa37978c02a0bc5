"""The embedded engine, ArcadeDB. Only the modules ``arcade…`` import it: another engine would change these."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from zeren.graph.model import Graph
from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.stores import arcade_database as database
from zeren.graph.stores import facts, folder, jvm, migrations, seal
from zeren.graph.stores.arcade_answers import is_timeout
from zeren.graph.stores.arcade_asked import CLOSING, ArcadeAsked
from zeren.graph.stores.arcade_changes import ArcadeTransaction
from zeren.graph.stores.arcade_limits import Until
from zeren.graph.stores.base import DamagedError, Examined, Progress
from zeren.graph.stores.changes import Changes, Held, Near, changes, spreads
from zeren.graph.stores.engine import Transaction, steps
from zeren.graph.stores.guard import one_line, too_slow
from zeren.graph.stores.lock import InUseError, Lock
from zeren.graph.stores.manifest import Manifest, manifest, tally
from zeren.graph.stores.snapshot import Snapshot, copied, empty
from zeren.loaders.errors import ZerenError

T = TypeVar("T")

_MANY = 8_000
"""From so many writes on, and where they are a good part of the graph, it is faster to fill a new database."""
_MANY_AT_FIRST = 1_000
"""The same for a database that is empty, and need not be made first."""
_SHORT = 20_000
"""Up to so many nodes and edges a question is short: Java's start is most of its time."""
_READ_WHOLE = 20_000
"""Up to so many nodes and edges, what a killed program left is read whole on opening: it takes less than a second."""


class ArcadeStore(ArcadeAsked):
    """A graph in a folder. One process at a time has it open to change it; its threads may share the store."""

    def __init__(self, path: Path, marker: folder.Marker, writer: Lock | Snapshot) -> None:
        """Take over a folder, locked or one's own, whose database is not open yet; use ``open``."""
        super().__init__(path, marker)
        self._writer = writer
        self._sound = False
        self._ahead = False
        """The engine may hold what ``zeren.json`` does not yet say."""

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Self:
        """Open the graph in a folder. Raises ZerenError as ``open_store`` says."""
        # Looked at before Java starts: a wrong path is told at once.
        if create:
            folder.prepare(path, database.make)
        else:
            _existing(path)
        writer = Lock(path)
        try:
            # What another process has put in place since our look counts.
            return cls._open(path, _existing(path), writer, create=create)
        except BaseException:
            writer.release()
            raise

    @classmethod
    def open_to_read(cls, path: Path, *, once: bool) -> Self:
        """Open the graph in a folder as it is now, for questions alone: nobody waits for the other.

        ``once`` as in ``open_store``. Raises ZerenError as ``open_store`` says.
        """
        marker = _existing(path)
        if once and marker.manifest is not None and sum(marker.manifest.counts().values()) <= _SHORT:
            jvm.start(quick=True)
        try:
            snapshot = copied(path, seal.WHOLE)
            if snapshot is None:
                with contextlib.suppress(InUseError):
                    # Large, of an older zeren, or to be mended: nobody changes it now.
                    writer = Lock(path, 0)
                    try:
                        return cls._open(path, _existing(path), writer, create=False)
                    except BaseException:
                        writer.release()
                        raise
                snapshot = copied(path)
            graph = None if snapshot else facts.whole(path)
            if snapshot is None and graph is None:
                return cls.open(path, create=False)
            snapshot = snapshot or empty(folder.Marker("graph"))
        except OSError as error:
            raise ZerenError(f"cannot copy {path} to read it: {error.strerror or error}") from error
        store = cls(snapshot.path, snapshot.marker, snapshot)
        store.name = str(path)
        try:
            at = snapshot.path / str(snapshot.marker.graph)
            if graph is None:
                store._db = database.open_(snapshot.path, at)
            else:
                database.make(at)
                store._db = database.open_(snapshot.path, at)
                written = manifest(graph, database.fill(store._db, graph, lambda count: None))
                store._marker = replace(snapshot.marker, manifest=written)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _open(cls, path: Path, marker: folder.Marker, writer: Lock, *, create: bool) -> Self:
        if marker.manifest is not None:
            migrations.refuse_newer(str(path), marker.manifest.schema)
        store = cls(path, marker, writer)
        try:
            try:
                store._db = _engine(path, marker)
                if marker.filling:
                    store._start_again(create=create)
                store._verify()
            except DamagedError as error:
                store._make_again(error)
            store._migrate()
            store._keep_whole()
            store._sound = True
        except BaseException:
            store.close()
            raise
        store._sweep()
        return store

    def close(self) -> None:
        """Give the engine back. Closing twice does nothing."""
        with self._lock:
            try:
                db, self._db = self._db, None
                if db is not None:
                    db.close()
                elif not self._has_closed(CLOSING):
                    return
                if self._sound and not self._ahead:
                    with contextlib.suppress(OSError):  # then the next opening looks at the graph itself
                        self._seal()
            finally:
                self._writer.release()

    def _seal(self) -> None:
        """Note the files of the engine, which is closed, for the next opening. Raises OSError."""
        before = self._marker
        files = seal.take(self._path / str(before.graph), before.files)
        if before.files is None or not seal.alike(before.files, files):
            self._mark(replace(before, files=files))

    def _mark(self, marker: folder.Marker) -> None:
        folder.write(self._path, marker)
        self._marker = marker

    # Writing ------------------------------------------------------------------------------------

    def _write(self, work: Callable[[Transaction], T], seconds: float | None = None) -> T:
        with self._lock, self._failing(seconds):
            db = self._opened()
            self._may_write()
            if self._marker.files is not None:
                self._mark(replace(self._marker, files=None))
            try:
                with self._stopping(Until(seconds), db.transaction()):
                    transaction = ArcadeTransaction(db, self._written(), self.name)
                    result = work(transaction)
                    marker = replace(self._marker, manifest=transaction.written)
                    if transaction.done is not None:
                        kept = facts.keep(self._path, marker, *transaction.done)
                        marker = replace(marker, facts=kept.files, links=kept.links, format=folder.FORMAT)
                    self._ahead = True
                # From here on it is the new graph: what the engine has beyond ``zeren.json`` is not the truth.
                self._mark(marker)
                self._ahead = False
            except BaseException:
                if self._ahead and self._db is not None:
                    self._db.close()
                    self._db = None
                raise
            facts.sweep(self._path, marker.facts)
            return result

    def _change(
        self,
        decide: Callable[[Held], Changes],
        progress: Progress | None,
        *,
        anew: bool = False,
        near: Near | None = None,
    ) -> tuple[Held, Changes]:
        with self._lock:
            self._may_write()
            found = self._near(decide, near) if near else None
            if found is None:
                # Where nothing was written, nothing is asked: a query a type is a good part of a small first load.
                held = self._held() if self._written().types else Held(Graph(), ())
                found = held, decide(held)
            held, todo = found
            if todo:
                step = steps(progress, "writing", len(todo))
                if _better_filled(self._size(), todo):
                    with self._failing(None):
                        self._fill(held.graph, todo, step)
                else:
                    self._write(lambda t: t.commit(held.graph, todo, t.counted(held.graph), step))
            return held, todo

    def _near(self, decide: Callable[[Held], Changes], near: Near) -> tuple[Held, Changes] | None:
        """What is held of all that a change can alter, and the change; None where that may be anything.

        Read from the facts: opening has made sure that the engine holds what they say.
        """
        if not self._size() or database.has_clusters(self._opened()):
            return None
        held = facts.near(self._path, self._marker, near.documents, near.given)
        if held is None:
            return None
        todo = decide(held)
        if spreads(held, todo) or _better_filled(self._size(), todo):
            return None
        return (held, todo) if facts.altered(self._marker, held.graph, todo) is not None else None

    def _may_write(self) -> None:
        if isinstance(self._writer, Snapshot):
            raise ZerenError(f"{self.name} was opened to read: open it without read_only to change it")

    @contextmanager
    def _failing(self, seconds: float | None) -> Iterator[None]:
        from arcadedb_embedded import ArcadeDBError

        try:
            yield
        except ArcadeDBError as error:
            if is_timeout(error):
                raise too_slow(seconds) from error
            raise ZerenError(f"cannot write to {self.name}, nothing was changed: {one_line(error)}") from error
        except OSError as error:
            what = error.strerror or error
            raise ZerenError(f"cannot write to {self.name}, nothing was changed: {what}") from error

    def _fill(self, before: Graph, todo: Changes, step: Callable[[int], None]) -> None:
        """Fill a database with the whole target and let it take the place of the one that counts.

        An empty one is filled where it is, under a mark that says so.
        """
        old = self._marker
        first = not before.nodes
        if first:
            self._mark(replace(old, filling=True, files=None))
            name, db = str(old.graph), self._db
        else:
            name = folder.another(self._path, old, database.make)
            db = database.open_(self._path, self._path / name)
        try:
            db, written, files = self._filled(name, db, todo.target, step)
            kept = facts.keep(self._path, old, before, todo)
            self._mark(folder.Marker(name, manifest=written, files=files, facts=kept.files, links=kept.links))
        except BaseException:
            db.close()
            if first:
                self._db = None
                self._start_again(create=True)
            raise
        if not first:
            self._db.close()
        self._db = db
        self._sweep()

    def _filled(
        self, name: str, db: Any, target: Graph, step: Callable[[int], None]
    ) -> tuple[Any, Manifest, dict[str, seal.Sealed]]:
        """Fill an empty database, which stays open: what it holds then, and its files."""
        graph = self._path / name
        try:
            written = manifest(target, database.fill(db, target, step))
            with db.transaction():
                database.note(db, written)
            db.close()
            files = seal.take(graph)
            folder.settle(graph)
            return database.open_(self._path, graph), written, files
        except BaseException:
            db.close()
            raise

    def _sweep(self) -> None:
        folder.sweep(self._path, self._marker)
        facts.sweep(self._path, self._marker.facts)

    def _start_again(self, *, create: bool) -> None:
        """Take an empty database instead of one whose first filling was stopped."""
        db, self._db = self._db, None
        if db is not None:
            db.close()
        if not create:
            raise _missing(self._path)
        name = folder.another(self._path, self._marker, database.make)
        self._db = database.open_(self._path, self._path / name)
        self._mark(folder.Marker(name, manifest=Manifest(), facts={}, links={}))
        self._sweep()

    # Integrity ----------------------------------------------------------------------------------

    def examine(self, progress: Progress | None = None) -> Examined:
        """Everything the store holds, beside what was noted; see ``Store.examine``."""
        from arcadedb_embedded import ArcadeDBError

        with self._lock:
            graph, marker, written = self.graph(progress), self._marker, self._written()
            files = seal.broken(self._path / str(marker.graph), marker.files, whole=True) if marker.files else {}
            try:
                problems = database.problems(self._opened(), written, graph)
            except ArcadeDBError as error:
                problems = {"graph": one_line(error)}
            return Examined(graph, files | problems | facts.problems(self._path, marker.facts, written), written)

    def _verify(self) -> None:
        """After a session that ended by itself: compare what is there with what was noted in it."""
        if self._marker.files is not None and self._marker.manifest is not None:
            return  # the files were compared
        from arcadedb_embedded import ArcadeDBError

        try:
            # Types that an older zeren did not have cannot be asked for; format 1 needs all facts for its note.
            if self._marker.format == 1:
                database.define(self._opened())
            written = database.noted(self._opened())
            migrations.refuse_newer(self.name, written.schema)
            if written.schema < SCHEMA_VERSION:
                database.define(self._db)
            few = self._marker.format == 1 or sum(written.counts().values()) <= _READ_WHOLE
            graph = database.held(self._db).graph if few else None
            problem = _first(database.problems(self._db, written, graph))
            if self._marker.facts is not None and written != self._marker.manifest:
                problem = "a change of it was stopped"
        except (ArcadeDBError, KeyError, TypeError, ValueError) as error:
            problem = one_line(error)
        if problem:
            raise DamagedError(self.name, problem)
        self._marker = replace(self._marker, manifest=written)

    def _make_again(self, error: DamagedError) -> None:
        """Make the engine's database again from the facts. Raises the error where these are not whole, either."""
        graph, marker = facts.whole(self._path, self._marker), self._marker
        if graph is None or marker.manifest is None:
            raise error
        db, self._db = self._db, None
        if db is not None:
            with contextlib.suppress(Exception):  # it is damaged
                db.close()
        with self._failing(None):
            name = folder.another(self._path, marker, database.make)
            db = database.open_(self._path, self._path / name)
            self._db, written, files = self._filled(name, db, graph, lambda count: None)
            if written.types != marker.manifest.types:
                raise error
            self._mark(replace(marker, graph=name, manifest=written, files=files))
        _tell(f"{self.name}: the engine's files were made again from the facts, which are whole ({error.what})")

    def _migrate(self) -> None:
        """Bring what an older zeren wrote to this one's schema, in one transaction."""
        version = self._written().schema
        if version == SCHEMA_VERSION and self._marker.format != 1:
            return
        database.define(self._db)
        self._marker = replace(self._marker, facts=None)

        def work(transaction: Transaction) -> None:
            held = transaction.held()
            target = migrations.migrate(held.graph, version)
            transaction.commit(held.graph, changes(held, target), tally(held.graph), lambda count: None)

        self._write(work)

    def _keep_whole(self) -> None:
        """Write the facts where there are none yet, or their files are damaged, from the engine, which is whole."""
        known = self._marker.facts
        wrong = facts.broken(self._path, known)
        if known is not None and not wrong:
            return
        with self._failing(None):
            held = self._held().graph
            if tally(held).types() != dict(self._written().types):
                raise DamagedError(self.name, _first(wrong) or "the engine does not hold what was written")
            nothing = replace(self._marker, facts=None, links=None)
            kept = facts.keep(self._path, nothing, Graph(), changes(Held(Graph(), ()), held))
            self._mark(replace(nothing, facts=kept.files, links=kept.links, format=folder.FORMAT))
        if wrong:
            _tell(f"{self.name}: files of facts were made again from the engine, which is whole ({_first(wrong)})")


def _engine(path: Path, marker: folder.Marker) -> Any:
    """The engine's database that counts; None where it was never filled. Raises DamagedError, and ZerenError where it
    cannot be opened."""
    graph = path / str(marker.graph)
    if marker.filling:
        try:
            return database.open_(path, graph)
        except DamagedError:
            return None
    problem = None if marker.files is None else _first(seal.broken(graph, marker.files))
    if problem is None and not graph.is_dir():
        problem = "the engine's folder is missing"
    if problem:
        raise DamagedError(str(path), problem)
    return database.open_(path, graph)


def _tell(what: str) -> None:
    """Say what was done unasked: on stderr, unless a program that uses zeren has set up its logs."""
    import logging

    logging.getLogger("zeren").warning("%s", "".join(c if c.isprintable() else " " for c in what))


def _better_filled(held: int, todo: Changes) -> bool:
    """Whether a new database is to be filled, instead of one of so many nodes and edges being changed."""
    return len(todo) >= (_MANY if held else _MANY_AT_FIRST) and 3 * len(todo) >= held + todo.growth


def _first(problems: Mapping[str, str]) -> str | None:
    """The first of some problems, with the name of what it is about."""
    for name, problem in problems.items():
        return problem if name in problem else f"{name}: {problem}"
    return None


def _existing(path: Path) -> folder.Marker:
    marker = folder.read(path)
    if marker is None or marker.graph is None:
        raise _missing(path)
    return marker


def _missing(path: Path) -> ZerenError:
    return ZerenError(f"no database at {path}: run zeren load DOCUMENT --db {path} first")
