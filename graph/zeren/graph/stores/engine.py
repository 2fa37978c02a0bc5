"""What both engines' stores do alike: everything except talking to the engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from zeren.graph.model import Edge, Graph
from zeren.graph.stores.base import LoadSummary, Progress, Written
from zeren.graph.stores.changes import Changes, Held, after_clusters, changes, check_written, has_clusters, loading
from zeren.graph.stores.guard import checked, refuse_unread
from zeren.graph.table import Stream, Table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


SIZE = (
    "MATCH (n) WHERE NOT n:ZerenLock RETURN sum(CASE WHEN size(labels(n)) = 1 THEN 1 ELSE 2 END) AS n",
    "MATCH ()-[r]->() RETURN count(r) AS n",
)
"""How many nodes and edges there are in all; what has two labels or none counts twice, as nothing of ours does."""


class Transaction(ABC):
    """An open write transaction. Nothing else writes to the graph until it ends."""

    @abstractmethod
    def held(self) -> Held:
        """Everything the graph holds."""

    @abstractmethod
    def write(self, todo: Changes, step: Callable[[int], None]) -> None:
        """Make the changes; ``step`` is told how many were made since it was last told."""

    @abstractmethod
    def execute(self, cypher: str, parameters: Mapping[str, Any]) -> Table:
        """Run a query that may write. Raises ZerenError for one that is about the server."""

    @abstractmethod
    def size(self) -> tuple[int, int]:
        """The numbers of ``SIZE``."""

    @abstractmethod
    def seal(self, target: Graph) -> None:
        """Note what is there now, for the check when the graph is opened next."""


class EngineStore(ABC):
    """A store, given an engine's transactions and queries."""

    engine: Literal["arcadedb", "neo4j"]
    name: str

    @abstractmethod
    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """The rows of a query; see ``Store.read``."""

    @abstractmethod
    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> AbstractContextManager[Stream]:
        """The rows of a query one by one; see ``Store.stream``."""

    @abstractmethod
    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
        """How the engine would answer; see ``Store.explain``."""

    @abstractmethod
    def close(self) -> None:
        """Give the engine back. Closing twice does nothing."""

    @abstractmethod
    def _held(self) -> Held:
        """Everything the graph holds, read in one transaction."""

    @abstractmethod
    def _writing(self, seconds: float | None = None) -> AbstractContextManager[Transaction]:
        """A write transaction: committed when the block ends, rolled back when it raises or takes too long."""

    def load(self, graph: Graph, progress: Progress | None = None) -> LoadSummary:
        """Replace the facts of the documents in ``graph`` and keep those of all others.

        One transaction: whatever happens, the store holds the graph before or the graph after.
        Results of ``write_clusters`` survive only a load that changes nothing.
        """
        documents = tuple(sorted(id for id, n in graph.nodes.items() if n.label == "Document"))
        with self._writing() as transaction:
            held = transaction.held()
            todo = loading(held, graph)
            transaction.write(todo, _steps(progress, "writing", len(todo)))
        return LoadSummary(
            documents,
            unchanged=not todo,
            added=todo.added,
            removed=todo.taken,
            counts=todo.target.counts(),
            clusters_dropped=bool(todo) and has_clusters(held.graph),
        )

    def write_clusters(self, rows: Iterable[tuple[str, int]], edges: Iterable[Edge]) -> None:
        """Replace the clusters (unit id, number) and the SHARES_TASKS_WITH edges, in one transaction."""
        rows, edges = tuple(rows), tuple(edges)
        with self._writing() as transaction:
            held = transaction.held()
            todo = changes(held, after_clusters(held.graph, rows, edges))
            transaction.write(todo, _steps(None, "", 0))

    def execute(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> Written:
        """Run a query that may write; see ``Store.execute``."""
        refuse_unread(cypher)
        given = checked(parameters)
        with self._writing(seconds) as transaction:
            before = transaction.held()
            table = transaction.execute(cypher, given)
            after = transaction.held().graph
            check_written(after, *transaction.size())
            transaction.seal(after)
        todo = changes(before, after)
        return Written(table, todo.added, todo.taken)

    def graph(self) -> Graph:
        """Everything the store holds."""
        return self._held().graph

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

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def _steps(progress: Progress | None, what: str, total: int) -> Callable[[int], None]:
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(what, done, total)

    return step
