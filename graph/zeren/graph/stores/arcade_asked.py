"""An open ArcadeDB that is asked: one question at a time, each with its limit, or stopped by another thread."""

from __future__ import annotations

import contextlib
import threading
from abc import ABC
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal

from zeren.graph.stores import arcade_database as database
from zeren.graph.stores import folder, jvm
from zeren.graph.stores.arcade_answers import answer, columns_of, is_timeout, query_error, row_of
from zeren.graph.stores.arcade_limits import NEVER, Until, Work, limited
from zeren.graph.stores.arcade_reading import judged
from zeren.graph.stores.base import DamagedError, Progress
from zeren.graph.stores.changes import Changes, Held
from zeren.graph.stores.engine import EngineStore, steps
from zeren.graph.stores.guard import one_line, too_slow
from zeren.graph.stores.manifest import Manifest
from zeren.graph.table import Stream, Table
from zeren.loaders.errors import ZerenError

CLOSING = 5.0
"""Seconds that the engine gets to close after it was stopped."""


class ArcadeAsked(EngineStore, ABC):
    """The reading half of a graph in a folder; threads may share it."""

    engine: Literal["arcadedb", "neo4j"] = "arcadedb"

    def __init__(self, path: Path, marker: folder.Marker) -> None:
        """Take over a folder whose database is not open yet."""
        self.name = str(path)
        self._path = path
        self._marker = marker
        self._db: Any = None
        self._lock = threading.RLock()
        self._work: Work | None = None
        self._closing: threading.Thread | None = None
        """Closes the database that the engine was stopped in; it is opened anew for the next question."""
        jvm.keep(self)

    def _read(self, cypher: str, given: dict[str, Any], seconds: float | None, rows: int | None) -> Table:
        with self._asked(seconds) as db:
            text = judged(cypher).sent
            result = db.query("opencypher", text, given)
            # Row by row costs more than at once, and a cut answer need not be made whole.
            found = result.to_list() if rows is None else list(islice(result.iter_dicts(), rows))
            result.close()
            return answer(tuple(found[0]) if found else columns_of(text), found)

    @contextmanager
    def _stream(self, cypher: str, given: dict[str, Any], seconds: float | None) -> Iterator[Stream]:
        with self._asked(seconds) as db:
            text = judged(cypher).sent
            with db.query("opencypher", text, given) as result:
                found = result.iter_dicts()
                first = list(islice(found, 1))
                columns = tuple(first[0]) if first else columns_of(text)
                yield Stream(columns, (row_of(columns, row) for row in chain(first, found)))

    @contextmanager
    def _asked(self, seconds: float | None) -> Iterator[Any]:
        """The database to ask, for so long from now on, or until ``cancel``; what it raises is about the query."""
        import jpype
        from arcadedb_embedded import ArcadeDBError

        until = Until(seconds)
        if not self._lock.acquire(timeout=until.left(threading.TIMEOUT_MAX)):
            raise too_slow(seconds)
        try:
            with self._stopping(until, contextlib.nullcontext()):
                yield self._db
        except (ArcadeDBError, jpype.JException) as error:
            raise query_error(error) from error
        finally:
            self._lock.release()

    @contextmanager
    def _stopping(self, until: Until, around: AbstractContextManager[Any]) -> Iterator[None]:
        """Work, within ``around``, that raises ``too_slow`` when it takes longer or is cancelled."""
        work: Work | None = None
        try:
            with around, limited(self._opened(until), until) as work:
                self._work = work
                yield
        except Exception as error:
            if is_timeout(error) or (work is not None and work.stopped):
                raise too_slow(
                    None if work is not None and work.stopped and not work.late else until.seconds
                ) from error
            raise
        finally:
            self._work = None
            if work is not None and work.forced:
                # The engine shall keep nothing of what it was stopped in. Nobody need wait for that now.
                db, self._db = self._db, None
                self._closing = threading.Thread(target=db.close, daemon=True)
                self._closing.start()

    def cancel(self) -> None:
        """Stop, from another thread, what is read as a stream now."""
        work = self._work
        if work is not None:
            work.stop()

    def _explain(self, cypher: str, given: dict[str, Any]) -> str:
        self._opened()
        text = judged(cypher).text
        return str(self._read(f"EXPLAIN {text}", given, None, None).to_dicts()[0]["executionPlanAsString"])

    def _opened(self, until: Until = NEVER) -> Any:
        if self._has_closed(until.left(CLOSING)):
            self._db = database.open_(self._path, self._path / str(self._marker.graph))
        elif self._closing is not None and until.is_over():
            raise too_slow(until.seconds)
        if self._db is None:
            raise ZerenError(f"{self.name} is closed: open it again with open_store")
        return self._db

    def _has_closed(self, patience: float) -> bool:
        """Whether what the engine was stopped in is closed now; the first time only."""
        closing = self._closing
        if closing is None:
            return False
        closing.join(patience)
        if closing.is_alive():  # it waits for itself, perhaps for ever
            return False
        self._closing = None
        return True

    def _held(self, progress: Progress | None = None) -> Held:
        from arcadedb_embedded import ArcadeDBError

        with self._lock:
            db = self._opened()
            counts = self._marker.manifest.counts() if self._marker.manifest else {}
            try:
                return database.held(db, steps(progress, "reading", sum(counts.values())))
            except (ArcadeDBError, KeyError) as error:
                raise DamagedError(self.name, one_line(error)) from error

    def _size(self) -> int:
        return sum(self._written().counts().values())

    def _counted(self, todo: Changes) -> Mapping[str, int]:
        return self.counts()

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and edges of each type, in the schema's order; no zeros."""
        with self._lock:
            self._opened()
            return self._written().counts()

    def _written(self) -> Manifest:
        """What was noted last; opening has compared it."""
        assert self._marker.manifest is not None
        return self._marker.manifest
