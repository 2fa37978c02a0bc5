"""Under whom, and in which section, work falls on fewer units than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from zeren.graph.assignments import Scope, as_graph
from zeren.graph.measures import chance
from zeren.graph.measures.beside import Chance
from zeren.graph.measures.given import SAMPLES, City, cities
from zeren.graph.suggestions import leaders_alike
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

Of = Literal["leader", "sector"]
LEVEL = 0.05
"""False discovery rate up to which a row is ranked before those that chance explains."""
_FIGURES = ("tasks", "units", "assignments", "hhi", "hhi_random", "hhi_random_sd", "times_random", "p_value", "q_value")
COLUMNS: dict[str, tuple[str, ...]] = {
    "leader": ("leader", "city", *_FIGURES, "may_be", "leader_id"),
    "sector": ("sector", "city", *_FIGURES),
}


def focus(
    source: Graph | Store,
    of: Of = "leader",
    *,
    groups: bool = False,
    seed: int = 1,
    samples: int = SAMPLES,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """How concentrated the tasks of each leader, or section, are on units, against what chance gives as many tasks.

    ``hhi`` is Σ share² over the units of their assignments. It falls with the number of tasks by arithmetic alone, so
    it ranks nothing; ``times_random`` is how many times that of the same tasks it is were units named otherwise
    (``hhi_random``, ``…_sd``: every unit's and every task's number kept, document by document). 1 is chance, and a
    leader of one task has 1. ``p_value``: as concentrated or more (mid-p); ``q_value``: Benjamini & Hochberg, per
    city. Rows that chance does not explain (q ≤ .05) come first, those with the most times chance before others.

    ``may_be`` names the leader whom a rare name, one glyph apart, may mean (as ``zeren check --doubtful`` and
    ``suggest``): its row is then about a misprint. Sections of one title are one. Raises ZerenError for another
    ``of`` and an unknown document.
    """
    if of not in COLUMNS:
        raise ZerenError(f"no concentration by {of!r}: choose one of {', '.join(COLUMNS)}")
    graph = as_graph(source)
    rows: list[tuple[Value, ...]] = []
    for one in cities(graph, Scope(document, year, city), groups=groups, seed=seed):
        rows += _rows(one, of, samples)
    if of == "leader":
        alike = leaders_alike(graph)
        rows = [(*row[:-1], alike.get(str(row[-1])), row[-1]) for row in rows]
    table = Table(COLUMNS[of], tuple(rows))
    times, q = (table.columns.index(name) for name in ("times_random", "q_value"))
    ranked = sorted(
        rows, key=lambda row: (float(str(row[q])) > LEVEL, -float(str(row[times])), *(str(x) for x in row[:2]))
    )
    return Table(table.columns, tuple(ranked))


def _rows(one: City, of: Of, samples: int) -> Iterator[tuple[Value, ...]]:
    labels = one.leaders if of == "leader" else one.sections
    units, tasks = one.observed
    place, label = labels.slots(tasks)
    if not len(place):
        return
    width = len(one.given.units)
    total = np.bincount(label, minlength=len(labels.names)).astype(np.float64)

    def hhi(units: NDArray[np.int64]) -> NDArray[np.float64]:
        cells, counts = np.unique(label * width + units[place], return_counts=True)
        return np.bincount(cells // width, counts.astype(np.float64) ** 2, len(total)) / total**2

    value = hhi(units)
    by_chance = Chance(value, np.array([hhi(other) for other in one.random(7, samples)]))
    mean, sd, p = by_chance.mean, by_chance.deviation, by_chance.p_value()
    q = chance.adjusted(p, len(p), "fdr")
    for n, name in enumerate(labels.names):
        mine = label == n
        figures = (value[n], mean[n], sd[n], value[n] / mean[n], p[n], q[n])
        yield (
            name,
            one.name,
            len(np.unique(tasks[place[mine]])),
            len(np.unique(units[place[mine]])),
            int(total[n]),
            *map(float, figures),
            *((labels.ids[n],) if of == "leader" else ()),
        )
