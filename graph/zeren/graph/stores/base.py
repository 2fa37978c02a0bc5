"""What every store does, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, TypeAlias

from zeren.graph.model import Edge, Graph, Node, Value
from zeren.graph.stores.manifest import Manifest
from zeren.graph.table import Stream, Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""

ClusterRow: TypeAlias = int | Mapping[str, Value]
"""A unit's cluster by its number alone, or with what else the schema holds about it."""


class DamagedError(ZerenError):
    """A graph in a folder is not what was written; ``zeren.graph.stores.integrity.check`` tells what is wrong."""

    def __init__(self, path: str, what: str) -> None:
        """``what`` is wrong with the graph at ``path``."""
        super().__init__(
            f"the database at {path} is damaged ({what}): delete it and load the documents again "
            f"(zeren check --db {path} lists them)"
        )
        self.path = path
        self.what = what


class AlteredError(ZerenError):
    """A graph in Neo4j is not what was written: something else has written to it since."""

    def __init__(self, name: str, what: str) -> None:
        """``what`` is wrong with the graph at ``name``."""
        super().__init__(
            f"the graph at {name} is not what was written ({what}): load all its documents again with zeren load "
            f"--replace (zeren check --db {name} lists them)"
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """A store that was read whole."""

    graph: Graph
    problems: dict[str, str]
    """What is not as it was written, by file, label or type; ``graph`` where it is none of these."""
    written: Manifest | None
    """What was noted when it was written; None where nothing was, or the note is gone."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did."""

    documents: tuple[str, ...] = ()
    """Ids of the documents whose facts were given, sorted."""
    unchanged: bool = False
    """Everything given was in the store already: nothing was written."""
    added: Mapping[str, int] = field(default_factory=dict)
    """Nodes and edges written, per label and type; a changed one counts here."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """Nodes and edges taken out, per label and type; a changed edge counts here too."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What the store holds now, per label and type."""
    clusters_dropped: bool = False
    """Results of ``zeren clusters --write`` were about the graph before this load, and are gone."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a query of one's own changed, and what it returned."""

    table: Table
    added: Mapping[str, int] = field(default_factory=dict)
    """Nodes and edges written, per label and type; a changed one counts here."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """Nodes and edges taken out, per label and type; a changed edge counts here too."""
    clusters_dropped: bool = False
    """Results of ``zeren clusters --write`` were about the graph before, and are gone."""


class Store(Protocol):
    """A graph kept by an engine."""

    engine: Literal["arcadedb", "neo4j"]
    name: str
    """What messages call it; user names and passwords in an address are left out."""

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float | None = None,
        rows: int | None = None,
    ) -> Table:
        """The rows of a query, the first ``rows`` of them where that is given.

        Raises ZerenError for a write, a mistake, a missing parameter, and where the engine needed more than
        ``seconds`` and was stopped.
        """

    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> AbstractContextManager[Stream]:
        """The rows of a query one by one, so that a million of them need no memory. Raises ZerenError as ``read``."""

    def cancel(self) -> None:
        """Stop, from another thread, what is read as a stream now: it raises ZerenError there."""

    def execute(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> Written:
        """Run a query that may write to nodes and edges, in one transaction.

        Raises ZerenError, and changes nothing, for a mistake, for a query about the server, and where the graph
        would no longer be what the schema declares.
        """

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
        """How the engine would answer, in its own words; nothing is run. Raises ZerenError as ``read`` does."""

    def load(self, graph: Graph, progress: Progress | None = None, *, replace: bool = False) -> LoadSummary:
        """Replace the facts of the documents in ``graph``; keep those of all others, or with ``replace`` none.

        Whatever happens, the store holds the graph before or the graph after.
        """

    def remove(self, documents: Iterable[str], progress: Progress | None = None) -> LoadSummary:
        """Take documents (ids) out, with everything that only they state. Raises ZerenError for an unknown one."""

    def write_clusters(self, rows: Iterable[tuple[str, ClusterRow]], edges: Iterable[Edge]) -> None:
        """Replace what is known of clusters (unit id, number or properties) and the SHARES_TASKS_WITH edges, in one
        transaction."""

    def report(self, reports: Iterable[Node], progress: Progress | None = None) -> LoadSummary:
        """Add what was reported of tasks (nodes of Progress); those that are there already change nothing."""

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and edges of each type, in the schema's order; no zeros."""

    def digest(self) -> str:
        """``Graph.digest`` of what the store holds now."""

    def graph(self, progress: Progress | None = None) -> Graph:
        """Everything the store holds."""

    def examine(self, progress: Progress | None = None) -> Examined:
        """Everything the store holds, beside what was noted when it was written."""

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Everything the store holds, as ``Graph.to_networkx`` gives it."""

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Everything the store holds, as ``Graph.to_pandas`` gives it."""

    def close(self) -> None:
        """Give the engine back. Closing twice does nothing."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
