"""What the numbers of a graph say, in sentences: each with the table that its numbers stand in, and how it was counted.

A sentence is made of its table's cells and of nothing else, in both languages; where the numbers do not support it,
it is not said.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.views.finding import Finding, Seen
from zeren.views.findings_load import busiest, concentrated, leaders
from zeren.views.findings_work import doubtful, left_open, overdue, soon_due
from zeren.views.ledger_rows import ledger_rows

_ALL: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    *(busiest, concentrated, leaders),
    *(left_open, soon_due, overdue, doubtful),
)


def findings(graph: Graph, day: datetime.date, decisions: Decisions | None = None) -> list[Finding]:
    """What is found in a graph on a day, in the order in which it is told."""
    return findings_of(seen_in(graph, day, decisions or Decisions()))


def seen_in(graph: Graph, day: datetime.date, decisions: Decisions) -> Seen:
    """What findings are made of."""
    return Seen(graph, ledger_rows(graph, decisions.progress), day.isoformat(), decisions)


def findings_of(seen: Seen) -> list[Finding]:
    """As ``findings``."""
    return [found for make in _ALL for found in make(seen)]
