"""What both engines' stores do alike: everything except talking to the engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from zeren.graph.model import Edge, Graph, Node
from zeren.graph.stores.base import ClusterRow, LoadSummary, Progress, Store, Written
from zeren.graph.stores.changes import (
    Changes,
    Held,
    Near,
    after_clusters,
    after_reports,
    changes,
    check_written,
    has_clusters,
    loading,
    removing,
    without_clusters,
)
from zeren.graph.stores.guard import checked
from zeren.graph.stores.manifest import Manifest, Tally, manifest
from zeren.graph.table import Stream, Table
from zeren.loaders.collector import uncollected

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

T = TypeVar("T")

SIZE = (
    "MATCH (n) WHERE NOT n:ZerenLock RETURN sum(CASE WHEN size(labels(n)) = 1 THEN 1 ELSE 2 END) AS n",
    "MATCH ()-[r]->() RETURN count(r) AS n",
)
"""How many nodes and edges there are in all; what has two labels or none counts twice, as nothing of ours does."""


class Transaction(ABC):
    """An open write transaction. Nothing else writes to the graph until it ends."""

    @abstractmethod
    def held(self, *, anew: bool = False) -> Held:
        """Everything the graph holds; ``anew``: and nothing else that bears the schema's names, which goes first."""

    @abstractmethod
    def counted(self, held: Graph, *, anew: bool = False) -> Tally:
        """What there is of each label and type. Raises ZerenError where that is not what was noted, unless ``anew``."""

    @abstractmethod
    def write(self, todo: Changes, counted: Tally, step: Callable[[int], None]) -> None:
        """Make the changes, and count what is written; ``step`` is told how many were made since it was last told."""

    @abstractmethod
    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        """Run a query that may write. Raises ZerenError for one that is about the server."""

    @abstractmethod
    def size(self) -> tuple[int, int]:
        """The numbers of ``SIZE``."""

    @abstractmethod
    def note(self, written: Manifest, held: Graph, todo: Changes) -> None:
        """Note what is there now, for the check when the graph is opened next, and by which changes of what was
        ``held``."""

    def commit(self, held: Graph, todo: Changes, counted: Tally, step: Callable[[int], None]) -> None:
        """Make the changes to what is ``held`` and ``counted``, and note what is there then."""
        gone = (*todo.removed, *(held.nodes[node.id] for node in todo.updated))
        counted.count(gone, (edge for edge, _ in todo.removed_edges), -1)
        self.write(todo, counted, step)
        self.note(self.noting(todo, counted), held, todo)

    def noting(self, todo: Changes, counted: Tally) -> Manifest:
        """What is to be noted once the changes are made."""
        return manifest(todo.target, counted)


class EngineStore(Store, ABC):
    """A store, given an engine's transactions and queries."""

    @abstractmethod
    def _read(self, cypher: str, given: dict[str, Any], seconds: float | None, rows: int | None) -> Table:
        """``read`` with parameters that were looked at."""

    @abstractmethod
    def _stream(self, cypher: str, given: dict[str, Any], seconds: float | None) -> AbstractContextManager[Stream]:
        """``stream`` with parameters that were looked at."""

    @abstractmethod
    def _explain(self, cypher: str, given: dict[str, Any]) -> str:
        """``explain`` with parameters that were looked at."""

    @abstractmethod
    def _held(self, progress: Progress | None = None) -> Held:
        """Everything the graph holds, read in one transaction."""

    @abstractmethod
    def _write(self, work: Callable[[Transaction], T], seconds: float | None = None) -> T:
        """Do work in a write transaction: committed when it returns, rolled back when it raises or takes too long.

        It may be done again, from the start, where the connection breaks.
        """

    @abstractmethod
    def _change(
        self,
        decide: Callable[[Held], Changes],
        progress: Progress | None,
        *,
        anew: bool = False,
        near: Near | None = None,
    ) -> tuple[Held, Changes]:
        """Make the changes that ``decide`` wants of what is held; gives both.

        ``anew``: whatever was there before, what is there then is what was decided. ``near`` says what the changes are
        about: a store may show ``decide`` no more of what it holds than they can alter.
        """

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """The rows of a query; see ``Store.read``."""
        return self._read(cypher, checked(parameters), seconds, rows)

    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> AbstractContextManager[Stream]:
        """The rows of a query one by one; see ``Store.stream``."""
        return self._stream(cypher, checked(parameters), seconds)

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
        """How the engine would answer; see ``Store.explain``."""
        return self._explain(cypher, checked(parameters))

    @uncollected(kept=True)
    def load(self, graph: Graph, progress: Progress | None = None, *, replace: bool = False) -> LoadSummary:
        """Replace the facts of the documents in ``graph``; keep those of all others, or with ``replace`` none.

        Whatever happens, the store holds the graph before or the graph after. Results of ``write_clusters``
        survive only a load that changes nothing.
        """
        documents = tuple(id for id, node in graph.nodes.items() if node.label == "Document")
        near = None if replace else Near(documents, graph)
        done = self._change(lambda held: loading(held, graph, replace=replace), progress, anew=replace, near=near)
        return self._summary(documents, *done)

    @uncollected(kept=True)
    def remove(self, documents: Iterable[str], progress: Progress | None = None) -> LoadSummary:
        """Take documents (ids) out, with everything that only they state. Raises ZerenError for an unknown one."""
        documents = tuple(documents)
        done = self._change(lambda held: removing(held, documents), progress, near=Near(documents))
        return self._summary(documents, *done)

    @uncollected(kept=True)
    def write_clusters(self, rows: Iterable[tuple[str, ClusterRow]], edges: Iterable[Edge]) -> None:
        """Replace what is known of clusters and the SHARES_TASKS_WITH edges, in one transaction."""
        rows, edges = tuple(rows), tuple(edges)
        self._change(lambda held: changes(held, after_clusters(held.graph, rows, edges)), None)

    @uncollected(kept=True)
    def report(self, reports: Iterable[Node], progress: Progress | None = None) -> LoadSummary:
        """Add what was reported of tasks; see ``Store.report``."""
        reports = tuple(reports)
        _, todo = self._change(lambda held: changes(held, after_reports(held.graph, reports)), progress)
        return LoadSummary(unchanged=not todo, added=todo.added, counts=self._counted(todo))

    @uncollected(kept=True)
    def execute(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> Written:
        """Run a query that may write; see ``Store.execute``."""
        given = checked(parameters)

        def work(transaction: Transaction) -> Written:
            before = transaction.held()
            counted = transaction.counted(before.graph)
            table = transaction.execute(cypher, given)
            after = transaction.held()
            check_written(after.graph, *transaction.size())
            todo = changes(before, after.graph)
            target = after.graph
            if has_clusters(target) and target.digest() != before.graph.digest():
                # They are about the graph before, as those that a load drops.
                target = without_clusters(target)
                transaction.write(changes(after, target), counted, steps(None, "", 0))
            transaction.note(manifest(target), before.graph, todo if target is after.graph else changes(before, target))
            return Written(table, todo.added, todo.taken, target is not after.graph)

        return self._write(work, seconds)

    @uncollected(kept=True)
    def graph(self, progress: Progress | None = None) -> Graph:
        """Everything the store holds."""
        return self._held(progress).graph

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and edges of each type, in the schema's order; no zeros."""
        return self.graph().counts()

    def digest(self) -> str:
        """``Graph.digest`` of what the store holds now."""
        return self.graph().digest()

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Everything the store holds, as ``Graph.to_networkx`` gives it."""
        return self.graph().to_networkx()

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Everything the store holds, as ``Graph.to_pandas`` gives it."""
        return self.graph().to_pandas()

    def _counted(self, todo: Changes) -> Mapping[str, int]:
        """What the store holds once the changes are made."""
        return todo.target.counts()

    def _summary(self, documents: Iterable[str], held: Held, todo: Changes) -> LoadSummary:
        return LoadSummary(
            tuple(sorted(documents)),
            unchanged=not todo,
            added=todo.added,
            removed=todo.taken,
            counts=self._counted(todo),
            clusters_dropped=bool(todo) and has_clusters(held.graph),
        )

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def steps(progress: Progress | None, what: str, total: int) -> Callable[[int], None]:
    """What is to be called with every number of things that are done, of ``total``."""
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(what, done, total)

    return step
