"""Who leads with whose support: directed, each pair tested with both roles' margins kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from zeren.graph.assignments import LEAD, SUPPORT, Scope, as_graph, text
from zeren.graph.continued import continued
from zeren.graph.measures import chance
from zeren.graph.measures.fixed_margins import chains_for, crossed_counts, samples
from zeren.graph.measures.incidence import Incidence, generator, incidence
from zeren.graph.measures.pairs import SHARED_FROM, check_settings
from zeren.graph.measures.rare import most_samples, rarity
from zeren.graph.model import Edge
from zeren.graph.table import Table
from zeren.loaders.parallel import each_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store
    from zeren.graph.stores.base import Progress

SUPPORTED_BY = "SUPPORTED_BY"
FIGURES = ("tasks", "weight", "p_value", "q_value", "significant")
COLUMNS = ("lead", "support", "city", *FIGURES, "back", "lead_id", "support_id")
OF_UNITS = ("unit", "city", "supporters", "received", "supports", "given", "reciprocity", "unit_id")


@dataclass(frozen=True, slots=True, eq=False)
class Supported:
    """The pairs of one city, a lead and who supports it; arrays run along them."""

    given: Incidence
    lead: NDArray[np.int64]
    support: NDArray[np.int64]
    tasks: NDArray[np.int64]
    weight: NDArray[np.float64]
    p_value: NDArray[np.float64]
    q_value: NDArray[np.float64]
    significant: NDArray[np.bool_]

    @property
    def edges(self) -> Iterator[Edge]:
        """SUPPORTED_BY, from the lead to the unit that supports it, sorted."""
        units = self.given.units
        columns = (self.lead, self.support, *(getattr(self, name) for name in FIGURES))
        for lead, support, *figures in zip(*(c.tolist() for c in columns), strict=True):
            yield Edge(SUPPORTED_BY, units[lead], units[support], dict(zip(FIGURES, figures, strict=True)))


def support(
    source: Graph | Store,
    *,
    groups: bool = False,
    alpha: float = 0.05,
    seed: int = 1,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """Each unit that leads a task which another supports, with that other: the least like chance first.

    ``tasks`` are those that ``lead`` leads and ``support`` supports, ``back`` those the other way round; ``weight``
    is Σ 1/k, k units supporting the task. ``p_value`` is the chance of as many or more (mid-p) were leads and supports
    dealt out anew, each unit keeping how many tasks it leads and how many it supports, and each task how many of
    both, document by document; ``q_value`` corrects for all pairs of a lead and a supporter of the city with a
    document in common, and ``significant`` is q ≤ ``alpha``. A task that several documents state counts once. Tasks
    without a stated lead are in none of this.

    Raises ZerenError for an unknown document and for a setting out of its range.
    """
    graph = as_graph(source)
    rows: list[tuple[Value, ...]] = []
    for one in supported(graph, _whole(graph, Scope(document, year, city), groups), alpha=alpha, seed=seed):
        edges = list(one.edges)
        there = {(e.start, e.end): e.properties["tasks"] for e in edges}
        for e in edges:
            names = (text(graph.nodes[e.start], "name"), text(graph.nodes[e.end], "name"), one.given.cities[0])
            figures = (e.properties[name] for name in FIGURES)
            rows.append((*names, *figures, there.get((e.end, e.start), 0), e.start, e.end))
    rows.sort(key=lambda row: (float(str(row[5])), -float(str(row[4])), str(row[-2]), str(row[-1])))
    return Table(COLUMNS, tuple(rows))


def _whole(graph: Graph, scope: Scope, groups: bool) -> Incidence:
    return incidence(graph, groups=groups, scope=scope, latest=continued(graph))


def support_edges(graph: Graph, whole: Incidence, **asked: Any) -> tuple[Edge, ...]:
    """The pairs of ``supported`` as ``SUPPORTED_BY`` from the lead to the unit that supports it, sorted."""
    found = supported(graph, whole, **asked)
    return tuple(sorted((e for one in found for e in one.edges), key=lambda e: (e.start, e.end)))


def support_units(
    source: Graph | Store,
    *,
    groups: bool = False,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """Each unit that leads a supported task or supports a led one, those with the most links first.

    ``supporters`` are the distinct units that support it and ``received`` their tasks, added up (in a network from
    leads to supporters, out-degree and out-strength); ``supports`` and ``given`` the same the other way round.
    ``reciprocity`` is the part of both strengths that goes both ways: Σ 2·min(there, back) / Σ (there + back)
    (Squartini, Picciolli, Ruzzenenti & Garlaschelli 2013). Raises ZerenError for an unknown document.
    """
    graph = as_graph(source)
    rows: list[tuple[Value, ...]] = []
    for part, leads, supports in _cities(graph, _whole(graph, Scope(document, year, city), groups)):
        there: dict[int, dict[int, int]] = defaultdict(dict)
        back: dict[int, dict[int, int]] = defaultdict(dict)
        for a, b, tasks, _ in zip(*(c.tolist() for c in _pairs(leads, supports)), strict=True):
            there[a][b] = back[b][a] = tasks
        for unit in sorted({*there, *back}):
            out, into = there[unit], back[unit]
            both = sum(min(n, into.get(other, 0)) for other, n in out.items())
            whole = sum(out.values()) + sum(into.values())
            rows.append(
                (
                    text(graph.nodes[part.units[unit]], "name"),
                    part.cities[0],
                    len(out),
                    sum(out.values()),
                    len(into),
                    sum(into.values()),
                    2 * both / whole,
                    part.units[unit],
                )
            )
    rows.sort(key=lambda row: (-int(str(row[3])) - int(str(row[5])), str(row[-1])))
    return Table(OF_UNITS, tuple(rows))


def supported(
    graph: Graph,
    whole: Incidence,
    *,
    alpha: float,
    seed: int,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Iterator[Supported]:
    """The tested pairs of each city that has any, by so many processes."""
    check_settings("fdsm", alpha, "fdr", seed)
    jobs = (_City(*one, alpha, seed) for one in _cities(graph, whole))
    for number, found in enumerate(each_result(jobs, _of_city, workers, _size, SHARED_FROM), 1):
        if found is not None:
            yield found
        if progress:
            progress("support", number, len(whole.cities))


@dataclass(frozen=True, slots=True, eq=False)
class _City:
    """What a process needs to test who supports whom in one city."""

    part: Incidence
    leads: Incidence
    supports: Incidence
    alpha: float
    seed: int


def _size(job: _City) -> int:
    return int(job.leads.matrix.nnz + job.supports.matrix.nnz)


def _of_city(job: _City) -> Supported | None:
    a, b, tasks, weight = _pairs(job.leads, job.supports)
    if not len(a):
        return None
    tests = _tests(job.leads, job.supports)
    most = most_samples(tests, job.alpha)
    chains = chains_for(_size(job), most)
    sides = ((job.leads, 8), (job.supports, 9))
    walks = zip(
        *(samples(side, most, generator(job.seed, job.part.cities[0], purpose), chains) for side, purpose in sides),
        strict=True,
    )
    draws = (lambda at, pair=pair: crossed_counts(pair, a[at], b[at]) for pair in walks)
    p = rarity(tasks, draws, tests, job.alpha, "fdr")
    significant = p <= chance.limit(p, tests, job.alpha, "fdr")
    return Supported(job.part, a, b, tasks, weight, p, chance.adjusted(p, tests, "fdr"), significant)


def _cities(graph: Graph, whole: Incidence) -> Iterator[tuple[Incidence, Incidence, Incidence]]:
    """Each city: all of it, and its leads and supports alone, over the same units and tasks."""
    row, column = ({id: n for n, id in enumerate(ids)} for ids in (whole.units, whole.tasks))
    roles = []
    for role in (LEAD, SUPPORT):
        held = {
            (row[e.start], column[e.end]) for e in graph.edges if e.type == role and e.start in row and e.end in column
        }
        ends = np.array(sorted(held), np.int64).reshape(-1, 2).T
        roles.append(csr_array((np.ones(len(held)), (ends[0], ends[1])), shape=whole.matrix.shape))
    for number in range(len(whole.cities)):
        part, (units, tasks) = whole.of_city(number), whole.places(number)
        leads, supports = (replace(part, matrix=csr_array(role[units][:, tasks])) for role in roles)
        yield part, leads, supports


def _pairs(
    leads: Incidence, supports: Incidence
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Lead, support, tasks and weight of each pair, sorted."""
    sizes = np.asarray(supports.matrix.sum(axis=0)).ravel()
    counts = csr_array(leads.matrix @ supports.matrix.T).tocoo()
    weights = csr_array(leads.matrix.multiply(1 / np.maximum(sizes, 1)).tocsr() @ supports.matrix.T).tocsr()
    other = (counts.row != counts.col) & (counts.data > 0)
    order = np.lexsort((counts.col[other], counts.row[other]))
    a, b, n = (x[other][order].astype(np.int64) for x in (counts.row, counts.col, np.rint(counts.data)))
    weight = np.asarray(weights[a, b]).ravel() if len(a) else np.zeros(0)
    return a, b, n, weight.astype(np.float64)


def _tests(leads: Incidence, supports: Incidence) -> int:
    """Pairs of a lead and a supporter that could meet: they stand in the same document."""
    one, other = (chance.degrees(side) > 0 for side in (leads, supports))
    together = (one.astype(np.float64) @ other.T.astype(np.float64)).tocoo()
    return int(((together.row != together.col) & (together.data > 0)).sum())
