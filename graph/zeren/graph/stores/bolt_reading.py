"""What Neo4j itself plans for a query, and so whether it is run.

``EXPLAIN`` and then the text, unchanged: the server plans the very text that is run next, whatever stands in it. What
begins with PROFILE it does not plan so (it refuses both words at once), what begins with EXPLAIN it plans again, and
two statements are none. Every step of the plan must be one that reads the graph or computes. The transaction's read
access refuses writes besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from zeren.graph.stores.guard import LOAD_CSV, OUTSIDE, SERVER, WRITES
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import neo4j

# The names of Neo4j 5.26 and 2025.10, without what stands in brackets behind them: VarLengthExpand(All).
_READS = frozenset(
    re.findall(
        r"\S+",
        """Anti AntiConditionalApply AntiSemiApply Apply Argument ArgumentTracker BidirectionalRepeat
        CacheProperties CartesianProduct ConditionalApply Distinct Eager EagerAggregation EmptyResult
        EmptyRow Error ExhaustiveLimit Expand Filter LetAntiSemiApply LetSelectOrAntiSemiApply
        LetSelectOrSemiApply LetSemiApply Limit NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin
        NullifyMetadata Optional OptionalExpand OrderedAggregation OrderedDistinct OrderedUnion PartialSort
        PartialTop PartitionedUnwind PathPropagatingBFS ProduceResults ProjectEndpoints Projection
        RemoteBatchProperties RemoteBatchPropertiesWithFilter Repeat RollUpApply SelectOrAntiSemiApply
        SelectOrSemiApply SemiApply ShortestPath Skip Sort StatefulShortestPath Top TriadicBuild
        TriadicFilter TriadicSelection Union Unwind ValueHashJoin VarLengthExpand""",
    )
)
_FINDS = re.compile(r"[A-Z][A-Za-z]*(?:Scan|Seek|SeekByRange|Lookup|FromCountStore)")
_CHANGES = frozenset(
    re.findall(
        r"\S+",
        """AssertSameNode AssertSameRelationship Create Delete DetachDelete Foreach FusedMerge LockNodes
        LockingMerge Merge RemoveLabels SetDynamicProperty SetLabels SetNodeProperties
        SetNodePropertiesFromMap SetProperties SetPropertiesFromMap SetProperty SetRelationshipProperties
        SetRelationshipPropertiesFromMap SubqueryForeach""",
    )
)
# A plan shows no steps of a subquery inside an expression, as in [x IN xs | COLLECT { … }], only its words, written
# anew from what the server has parsed: no comment and no escape is left, keywords are in capitals. Who calls a
# procedure or loads a file there is seen in these.
_NESTED_CALL = re.compile(r"\bCALL\s+(?![({\s])|ResolvedCall\(")
_NESTED_LOAD = re.compile(r"\bLOAD\s+CSV\s+(?:WITH\s+HEADERS\s+)?FROM\b")


def refuse_all_but_reading(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan a query, and raise ZerenError if the plan does more than read the graph."""
    kind, steps = _planned(transaction, cypher, parameters)
    if kind in ("w", "rw"):
        raise ZerenError(WRITES)
    if kind != "r" or not all(map(_reads, steps)):
        raise ZerenError(OUTSIDE)


def refuse_what_is_not_written(
    transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan a query that may write, and raise ZerenError if the plan is about more than the graph."""
    kind, steps = _planned(transaction, cypher, parameters)
    if kind == "s" or not all(_reads(step) or step in _CHANGES for step in steps):
        raise ZerenError(SERVER)


def _planned(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, cypher: str, parameters: Mapping[str, Any]
) -> tuple[str | None, set[str]]:
    """What kind of query it is for the server, and the steps of its plan. Raises ZerenError where one loads a file."""
    summary = transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
    parts = list(_parts(summary.plan))
    steps = {str(part["operatorType"]).partition("@")[0].partition("(")[0] for part in parts}
    words = "\n".join(str(part["args"].get("Details", "")) for part in parts)
    if "LoadCSV" in steps or _NESTED_LOAD.search(words):
        raise ZerenError(LOAD_CSV)
    if not steps or _NESTED_CALL.search(words):
        steps.add("ProcedureCall")  # or what has no plan: either is none of those allowed
    return summary.query_type, steps


def _reads(step: str) -> bool:
    return step in _READS or _FINDS.fullmatch(step) is not None


def _parts(plan: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    if plan:
        yield plan
        for child in plan.get("children", ()):
            yield from _parts(child)
