"""What a cluster does more of than others: sections and duties that are over-represented in it, and name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from zeren.graph.assignments import text
from zeren.graph.measures import chance
from zeren.graph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zeren.graph.measures.incidence import Incidence
    from zeren.graph.model import Graph, Value

LEVEL = 0.05
"""False discovery rate of what names a cluster."""
_NAMES = 2  # of a name; more would be a list
COLUMNS = ("cluster", "city", "kind", "value", "assignments", "of_cluster", "of_value", "of_city", "p_value", "q_value")


def enrichment(graph: Graph, given: Incidence, number: Mapping[str, int]) -> Table:
    """Sections and duties of each cluster, the least like chance first.

    ``assignments`` (distinct unit–task pairs) of the cluster stand in the section, or are of units with the duty, of
    the cluster's ``of_cluster``, the section's ``of_value`` and the city's ``of_city``. ``p_value`` is Fisher's exact
    test, one-sided; ``q_value`` corrects for all pairs of cluster and section, or of cluster and duty, of the city
    (Benjamini & Hochberg 1995). Assignments of one task are not independent: read small differences with care.
    """
    section = {e.start: text(graph.nodes[e.end], "title") for e in graph.edges if e.type == "IN_SECTOR"}
    pairs = given.matrix.tocoo()
    held: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for row, column in zip(pairs.row.tolist(), pairs.col.tolist(), strict=True):
        unit = given.units[row]
        duty = text(graph.nodes[unit], "function")
        held[int(given.city[row])].append((number[unit], section.get(given.tasks[column], ""), duty))
    rows: list[tuple[Value, ...]] = []
    for city, found in sorted(held.items()):
        rows += _tested(given.cities[city], "sector", [(c, s) for c, s, _ in found if s])
        rows += _tested(given.cities[city], "duty", [(c, d) for c, _, d in found if d])
    rows.sort(key=lambda row: (int(str(row[0])), float(str(row[8])), str(row[2]), str(row[3])))
    return Table(COLUMNS, tuple(rows))


def _tested(city: str, kind: str, found: list[tuple[int, str]]) -> Iterable[tuple[Value, ...]]:
    both, clusters, values = Counter(found), Counter(c for c, _ in found), Counter(v for _, v in found)
    cells = sorted(both)
    if not cells:
        return []
    counts = np.array([[both[cell], clusters[cell[0]], values[cell[1]]] for cell in cells])
    law = chance.hypergeometric(
        np.full(len(cells), len(found)), counts[:, 1], counts[:, 2], int(counts[:, 0].max()) + 1
    )
    above = np.cumsum(law[:, ::-1], axis=1)[:, ::-1]
    p = np.minimum(1.0, above[np.arange(len(cells)), counts[:, 0]])
    q = chance.adjusted(p, len(clusters) * len(values), "fdr")
    return [
        (c, city, kind, v, *row, len(found), one, other)
        for (c, v), row, one, other in zip(cells, counts.tolist(), p.tolist(), q.tolist(), strict=True)
    ]


def names(graph: Graph, table: Table, given: Incidence, number: Mapping[str, int]) -> dict[int, str]:
    """What each cluster is called: its over-represented sections, else its most loaded units."""
    told: dict[int, list[str]] = defaultdict(list)
    for row in table:
        if row["kind"] == "sector" and float(str(row["q_value"])) <= LEVEL:
            told[int(str(row["cluster"]))].append(str(row["value"]))
    load = dict(zip(given.units, np.asarray(given.matrix.sum(axis=1)).ravel().tolist(), strict=True))
    members: dict[int, list[str]] = defaultdict(list)
    for unit in sorted(number, key=lambda unit: (-load.get(unit, 0), unit)):
        members[number[unit]].append(text(graph.nodes[unit], "name"))
    return {n: "、".join((told[n] or units)[:_NAMES]) for n, units in sorted(members.items())}
