"""How much of the work follows what is declared: sections, leaders' portfolios, duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zeren.graph.assignments import Scope
from zeren.graph.measures.beside import Chance
from zeren.graph.measures.given import SAMPLES, City, cities
from zeren.graph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

COLUMNS = (
    "partition",
    "city",
    "parts",
    "assignments",
    "information",
    "information_random",
    "information_random_sd",
    "z",
    "share",
    "adjusted",
    "p_value",
)
Pairs = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def partitions(
    source: Graph | Store,
    *,
    groups: bool = False,
    seed: int = 1,
    samples: int = SAMPLES,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """Does the work follow the organisation, or cut across it? A row for each city and each of three partitions.

    - ``sector``: tasks by their sections, against the units named for them
    - ``leader``: tasks by those who oversee them (a task of two counts for both), against the units
    - ``duty``: units by what they are for, against the sections of their tasks

    ``information`` is the mutual information of the two over ``assignments`` (distinct unit–task pairs that have
    both), in nats: 0 where one says nothing of the other. Few assignments over many units have some by chance alone:
    ``information_random`` (and ``…_sd``) is that of assignments that fall otherwise, with every unit's number of
    tasks and every task's number of units kept, document by document; ``z`` and ``p_value`` compare. ``share`` is the
    part of what is open about the partition that the other settles (Theil 1972), and ``adjusted`` the same with
    chance taken out: 0 for what chance gives, 1 for one that follows wholly (adjusted mutual information, Vinh, Epps
    & Bailey 2010, with this null in place of a permutation). ``parts`` is how many sections, leaders or duties.

    A city has no row for what none or only one of its assignments' labels tells. Raises ZerenError for an unknown
    document.
    """
    rows: list[tuple[Value, ...]] = []
    for one in cities(source, Scope(document, year, city), groups=groups, seed=seed):
        units, tasks = one.observed
        ways = [(name, count, pairs) for name, count, pairs in _ways(one, tasks) if count > 1]
        found = [_information(*pairs(units)) for *_, pairs in ways]
        null = np.array([[_information(*pairs(other))[0] for *_, pairs in ways] for other in one.random(5, samples)])
        by_chance = Chance(np.array([information for information, *_ in found]), null)
        means, deviations, z, p = by_chance.mean, by_chance.deviation, by_chance.z, by_chance.p_value()
        for n, (name, count, pairs) in enumerate(ways):
            information, of_one, of_other = found[n]
            if not min(of_one, of_other):
                continue
            mean = float(means[n])
            rows.append(
                (
                    name,
                    one.name,
                    count,
                    len(pairs(units)[0]),
                    information,
                    mean,
                    float(deviations[n]),
                    float(z[n]),
                    information / of_other,
                    (information - mean) / ((of_one + of_other) / 2 - mean),
                    float(p[n]),
                )
            )
    return Table(COLUMNS, tuple(rows))


def _ways(one: City, tasks: NDArray[np.int64]) -> Iterator[tuple[str, int, Callable[[NDArray[np.int64]], Pairs]]]:
    """Name and size of each partition, and what pairs it makes of the units of the assignments."""
    for name, labels in (("sector", one.sections), ("leader", one.leaders)):
        place, label = labels.slots(tasks)
        # mypy infers no type of a lambda that has defaults.
        yield name, len(labels.names), lambda units, place=place, label=label: (units[place], label)  # type: ignore[misc]  # it infers no lambda with defaults
    section_place, section = one.sections.slots(tasks)

    def by_duty(units: NDArray[np.int64]) -> Pairs:
        place, duty = one.duties.slots(units[section_place])
        return section[place], duty

    yield "duty", len(one.duties.names) if len(one.sections.names) > 1 else 0, by_duty


def _information(one: NDArray[np.int64], other: NDArray[np.int64]) -> tuple[float, float, float]:
    """Mutual information of two labellings, and the entropy of each, in nats."""
    if not len(one):
        return 0.0, 0.0, 0.0
    width = int(other.max()) + 1
    h_one, h_other, h_both = (_entropy(np.bincount(x)) for x in (one, other, one * width + other))
    return max(0.0, h_one + h_other - h_both), h_one, h_other


def _entropy(counts: NDArray[np.int64]) -> float:
    some = counts[counts > 0] / counts.sum()
    return max(0.0, float(-(some * np.log(some)).sum()))
