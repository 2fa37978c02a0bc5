"""Units that stand between sections: told apart from those that merely have many tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from zeren.graph.assignments import Scope, as_graph, text
from zeren.graph.measures import chance
from zeren.graph.measures.beside import Chance
from zeren.graph.measures.given import SAMPLES, City, cities
from zeren.graph.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

DRAWS = 5
"""Tasks to which the number of sections is rarefied: units with fewer have none."""
COLUMNS = (
    "unit",
    "city",
    "tasks",
    "sections",
    "sections_rarefied",
    "sections_effective",
    "participation",
    "participation_random",
    "participation_random_sd",
    "z",
    "p_value",
    "q_value",
    "unit_id",
)


def bridges(
    source: Graph | Store,
    *,
    groups: bool = False,
    seed: int = 1,
    samples: int = SAMPLES,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """How evenly each unit's work with others lies over the sections, beside what chance gives a unit of its load.

    ``participation`` is 1 - Σ (part of its links in a section)², a link being one other unit on one task (the
    participation coefficient of Guimerà & Amaral 2005, with declared sections as modules): 0 for a unit of one
    section, the nearer to 1 the more evenly over many. It grows with the load, so it is compared:
    ``participation_random`` (and ``…_sd``) is its mean where assignments fall otherwise, all margins kept document by
    document, and ``z`` the distance. Chance knows no sections, so few units lie above it: those near it bridge, those
    far below keep to their sections. ``p_value`` is the chance of one as small or smaller, ``q_value`` corrects it
    (Benjamini & Hochberg, per city). ``sections`` counts, which the load alone drives; ``sections_rarefied`` is
    how many sections five of its tasks are expected to lie in (Hurlbert 1971; None below five tasks), and
    ``sections_effective`` how many equal ones would be as diverse (exp of Shannon's entropy; Jost 2006).

    Units whose tasks stand in no section, or name nobody else, have no row. The largest ``z`` comes first. Raises
    ZerenError for an unknown document.
    """
    graph = as_graph(source)
    rows: list[tuple[Value, ...]] = []
    for one in cities(graph, Scope(document, year, city), groups=groups, seed=seed):
        rows += _rows(graph, one, samples)
    rows.sort(key=lambda row: (-float(str(row[9])), str(row[-1])))
    return Table(COLUMNS, tuple(rows))


def _rows(graph: Graph, one: City, samples: int) -> list[tuple[Value, ...]]:
    units, tasks = one.observed
    size, width = len(one.given.units), len(one.sections.names)
    place, section = one.sections.slots(tasks)
    others = (np.bincount(tasks, minlength=len(one.given.tasks))[tasks] - 1)[place].astype(np.float64)

    def participation(units: NDArray[np.int64]) -> NDArray[np.float64]:
        links = np.bincount(units[place] * width + section, others, size * width).reshape(size, width)
        whole = links.sum(axis=1)
        return np.where(whole > 0, 1 - (links**2).sum(axis=1) / np.maximum(whole, 1) ** 2, np.nan)

    found = participation(units)
    linked = np.flatnonzero(~np.isnan(found))
    if not len(linked):
        return []
    # A random assignment can leave a unit with nobody beside it: it then bridges nothing.
    null = np.array([np.nan_to_num(participation(other)[linked]) for other in one.random(6, samples)])
    value = found[linked]
    by_chance = Chance(value, null)
    mean, sd, z, p = by_chance.mean, by_chance.deviation, by_chance.z, by_chance.p_value(below=True)
    q = chance.adjusted(p, len(p), "fdr")
    counts = np.bincount(units[place] * width + section, minlength=size * width).reshape(size, width)[linked]
    load = np.bincount(units, minlength=size)[linked]
    return [
        (
            text(graph.nodes[one.given.units[unit]], "name"),
            one.name,
            int(load[n]),
            int((counts[n] > 0).sum()),
            rarefied(counts[n], DRAWS),
            effective(counts[n]),
            *(float(x[n]) for x in (value, mean, sd, z, p, q)),
            one.given.units[unit],
        )
        for n, unit in enumerate(linked.tolist())
    ]


def rarefied(counts: NDArray[np.int64], draws: int) -> float | None:
    """Kinds expected among so many drawn without replacement (Hurlbert 1971); None where there are fewer."""
    total = int(counts.sum())
    if total < draws:
        return None
    some = counts[counts > 0].astype(np.float64)
    # ln of the chance that none of the draws is of the kind: C(N - n, m) / C(N, m).
    rest = total - some
    log = gammaln(rest + 1) - gammaln(np.maximum(rest - draws, 0) + 1) - gammaln(total + 1) + gammaln(total - draws + 1)
    return float((1 - np.where(rest >= draws, np.exp(log), 0.0)).sum())


def effective(counts: NDArray[np.int64]) -> float:
    """The number of equally common kinds that are as diverse: exp of Shannon's entropy (Hill 1973)."""
    some = counts[counts > 0] / counts.sum()
    return float(np.exp(-(some * np.log(some)).sum()))
