"""What moved from year to year in each city: ``zeren diff`` of the two, in tables that a page can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from zeren.graph.assignments import stated_in
from zeren.graph.diff import diff
from zeren.graph.model import Graph, Node
from zeren.graph.stores.base import Progress
from zeren.graph.table import Table
from zeren.views.facts import text
from zeren.views.page_tables import Tables

LARGEST = 4_000
"""Tasks of two years together that are compared for a page: matching more of them takes minutes."""
MOST = 8
"""Pairs of years that are compared; the latest, where there are more."""
SECTIONS = ("summary", "load", "concentration", "leads", "leaders", "tasks")


def years(
    graph: Graph, documents: Sequence[Node], into: Tables, progress: Progress | None = None
) -> list[dict[str, Any]]:
    """A comparison for each city and pair of years that follow each other, the latest first.

    Where there are too many tasks there are no ``tables``: ``zeren diff`` tells.
    """
    pairs = sorted(_pairs(documents), key=lambda pair: (pair[2], pair[0], pair[1]), reverse=True)
    found = []
    for done, (city, before, after, old, new) in enumerate(pairs):
        if progress:
            progress("years", done, len(pairs))
        sides = stated_in(graph, old), stated_in(graph, new)
        tasks = sum(node.label == "Task" for side in sides for node in side.nodes.values())
        tables = diff(*sides).tables if done < MOST and tasks <= LARGEST else {}
        found.append(
            {
                "city": city,
                "before": before,
                "after": after,
                "tables": {name: into.shown(_told(tables[name])) for name in SECTIONS if name in tables},
            }
        )
    if progress and pairs:
        progress("years", len(pairs), len(pairs))
    return found


def _pairs(documents: Sequence[Node]) -> Iterator[tuple[str, int, int, frozenset[str], frozenset[str]]]:
    of: dict[str, dict[int, set[str]]] = {}
    for document in documents:
        if year := text(document, "year"):
            of.setdefault(text(document, "city"), {}).setdefault(int(year), set()).add(document.id)
    for city, held in of.items():
        for before, after in pairwise(sorted(held)):
            yield city, before, after, frozenset(held[before]), frozenset(held[after])


_ELSEWHERE = ("matched_by", "task", "task_before", "task_after", "gained", "lost")
"""Columns of words that the page has already, by the ids beside them, and of what follows from other columns."""
_WIDE = ("sector_before", "sector_after", "sectors_gained", "sectors_lost")


def _told(table: Table) -> Table:
    """Without the columns that a page need not hold a second time."""
    keep = [place for place, name in enumerate(table.columns) if name not in (*_ELSEWHERE, *_WIDE)]
    return Table(tuple(table.columns[i] for i in keep), tuple(tuple(row[i] for i in keep) for row in table.rows))
