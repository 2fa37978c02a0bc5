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
# A plan shows no steps of a subquery inside an expression, as in [x IN xs | COLLECT { … }], only its words as the
# server writes them. Who calls a procedure there is seen in these.
_NESTED_CALL = re.compile(r"\bCALL\s+(?![({\s])|ResolvedCall\(")
# LOAD CSV there is taken for one wherever the letters could be these words: nothing that a lexer may see otherwise than
# Neo4j (comments, quotes, escapes, letters that become these) can hide them.
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_NESTED = re.compile(r"(?:collect|exists|count)(?![\w(])")


def refuse_all_but_reading(
    transaction: neo4j.ManagedTransaction | neo4j.Transaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan a query, and raise ZerenError if the plan does more than read the graph."""
    summary = transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
    steps = _steps(summary.plan)
    _refuse_files(steps, cypher)
    if summary.query_type in ("w", "rw"):
        raise ZerenError(WRITES)
    if summary.query_type != "r" or not all(_reads(step) for step in steps) or _calls(summary.plan):
        raise ZerenError(OUTSIDE)


def refuse_what_is_not_written(
    transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Let the server plan a query that may write, and raise ZerenError if the plan is about more than the graph."""
    summary = transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
    steps = _steps(summary.plan)
    _refuse_files(steps, cypher)
    if summary.query_type == "s" or not all(_reads(step) or step in _CHANGES for step in steps) or _calls(summary.plan):
        raise ZerenError(SERVER)


def _refuse_files(steps: set[str], cypher: str) -> None:
    if "LoadCSV" in steps or _may_load_nested(cypher):
        raise ZerenError(LOAD_CSV)


def _may_load_nested(cypher: str) -> bool:
    before, letters = "", cypher
    while letters != before:  # so that a keyword can be written in one way only
        before, letters = letters, _ESCAPE.sub(lambda m: chr(int(m[1], 16)), letters)
    letters = letters.casefold()
    load = letters.find("load")
    return load >= 0 and letters.find("csv", load) >= 0 and _NESTED.search(letters) is not None


def _reads(step: str) -> bool:
    return step in _READS or _FINDS.fullmatch(step) is not None


def _calls(plan: Mapping[str, Any] | None) -> bool:
    return any(_NESTED_CALL.search(str(part["args"].get("Details", ""))) for part in _parts(plan))


def _steps(plan: Mapping[str, Any] | None) -> set[str]:
    return {str(part["operatorType"]).partition("@")[0].partition("(")[0] for part in _parts(plan)}


def _parts(plan: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    if plan:
        yield plan
        for child in plan.get("children", ()):
            yield from _parts(child)
