"""Who works with whom, and how sure that is: ties between units, tested within each city and document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from zeren.graph.assignments import Scope, as_graph, text
from zeren.graph.continued import continued
from zeren.graph.measures import chance
from zeren.graph.measures.fixed_margins import samples, shared_counts
from zeren.graph.measures.incidence import Incidence, Shared, generator, incidence, shared, some
from zeren.graph.measures.rare import most_samples, rarity
from zeren.graph.model import Edge
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError
from zeren.loaders.parallel import each_result

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.model import Graph
    from zeren.graph.stores import Store
    from zeren.graph.stores.base import Progress

Method = Literal["auto", "fdsm", "sdsm", "hypergeometric"]
Correction = Literal["fdr", "bonferroni"]

SHARES = "SHARES_TASKS_WITH"
LARGEST_SAMPLED = 5_000
"""Units of a city up to which fixed margins are sampled; above, the model that fixes them on average is solved."""
_LARGEST_SEED = 2**64 - 1
SHARED_FROM = 20_000
"""Assignments in several cities from which processes share them; starting one takes as long as a few thousand."""


@dataclass(frozen=True, slots=True, eq=False)
class Tied:
    """The pairs of an incidence with their tests; arrays run along ``pairs``."""

    given: Incidence
    pairs: Shared
    p_value: NDArray[np.float64]
    q_value: NDArray[np.float64]
    significant: NDArray[np.bool_]
    method: NDArray[np.object_]
    """``fdsm``, ``sdsm`` or ``hypergeometric``, of each pair."""

    @property
    def edges(self) -> tuple[Edge, ...]:
        """SHARES_TASKS_WITH, from the smaller id to the larger, sorted; made each time they are asked for."""
        a, b, *figures = self.columns(self.order())
        units = self.given.units
        return tuple(
            Edge(SHARES, units[one], units[other], dict(zip(FIGURES, row, strict=True)))
            for one, other, *row in zip(a, b, *figures, strict=True)
        )

    def order(self, *first: NDArray[Any]) -> NDArray[np.int64]:
        """Places of the pairs sorted by the values given, then by their ids."""
        rank = np.empty(len(self.given.units), np.int64)
        rank[sorted(range(len(rank)), key=self.given.units.__getitem__)] = np.arange(len(rank))
        return np.lexsort((rank[self.pairs.b], rank[self.pairs.a], *first[::-1]))

    def columns(self, order: NDArray[np.int64]) -> list[list[Any]]:
        """Both units (a has the smaller id, as units of a city are sorted) and ``FIGURES``, a list each."""
        pairs = self.pairs
        figures = (pairs.tasks, pairs.jaccard, pairs.weight, self.p_value, self.q_value, self.significant, self.method)
        return [column[order].tolist() for column in (pairs.a, pairs.b, *figures)]


def ties(
    source: Graph | Store,
    *,
    groups: bool = False,
    method: Method = "auto",
    alpha: float = 0.05,
    correction: Correction = "fdr",
    seed: int = 1,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Table:
    """The pairs of units that share a task, the least like chance first.

    Two units are tied where a task names both, in whatever role; phrases for several units are left out unless
    ``groups``. A task that several documents of a city state counts once. ``tasks``, ``jaccard`` and ``weight`` as in
    ``zeren.graph.measures.clusters``.

    ``p_value`` is the chance of sharing as many tasks or more, did the assignments of each document fall otherwise:

    - ``fdsm``: every unit keeps its number of tasks and every task its number of units, in each document; sampled
      (curveball), half of the samples that are equal counted (mid-p), as many as ``alpha`` and the number of pairs ask.
    - ``sdsm``: the same margins on average (the bipartite configuration model), exactly.
    - ``hypergeometric``: every unit keeps its number of tasks; tasks are taken as alike. Overrates what is made of a
      few very wide tasks.
    - ``auto``: ``fdsm`` in cities of up to 5,000 units, else ``sdsm``.

    ``q_value`` corrects for all pairs of the city that could share a task, and ``significant`` is q ≤ ``alpha``. Each
    city is a family of its own: other cities' documents change nothing. ``workers`` processes share the cities of a
    large graph, None is one for each core; a script that asks for them has its own ``if __name__ == "__main__"``.

    Columns: a, b, city, tasks, jaccard, weight, p_value, q_value, significant, method, a_id, b_id. Raises ZerenError
    for an unknown document and for a setting out of its range.
    """
    check_settings(method, alpha, correction, seed)
    graph = as_graph(source)
    given = incidence(graph, groups=groups, scope=Scope(document, year, city), latest=continued(graph))
    found = tested(
        given, method=method, alpha=alpha, correction=correction, seed=seed, progress=progress, workers=workers
    )
    return ties_table(graph, found)


def ties_table(graph: Graph, found: Tied) -> Table:
    """A row for each pair, as ``ties`` says."""
    a, b, *figures = found.columns(found.order(found.p_value, -found.pairs.weight))
    units = found.given.units
    names = [text(graph.nodes[unit], "name") for unit in units]
    cities = [found.given.cities[n] for n in found.given.city.tolist()]
    one, other = ([of[n] for n in ends] for of, ends in ((names, a), (names, b)))
    ids = ([units[n] for n in ends] for ends in (a, b))
    return Table(COLUMNS, tuple(zip(one, other, [cities[n] for n in a], *figures, *ids, strict=True)))


FIGURES = ("tasks", "jaccard", "weight", "p_value", "q_value", "significant", "method")
COLUMNS = ("a", "b", "city", *FIGURES, "a_id", "b_id")


def tested(
    given: Incidence,
    *,
    method: Method = "auto",
    alpha: float = 0.05,
    correction: Correction = "fdr",
    seed: int = 1,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Tied:
    """All pairs that share a task, with their tests, each city for itself, by so many processes."""
    pairs = shared(given.matrix)
    place = given.city[pairs.a]
    size = np.bincount(given.city, minlength=len(given.cities))
    chosen = np.array([_chosen(method, n) for n in size], object)
    p, q = np.ones(len(pairs.a)), np.ones(len(pairs.a))
    significant = np.zeros(len(pairs.a), bool)
    for law in ("hypergeometric", "sdsm"):
        here: NDArray[np.int64] = np.flatnonzero(chosen[place] == law) if len(place) else np.zeros(0, np.int64)
        if len(here):
            p[here] = chance.tails(given, some(pairs, here), law)
    # Pairs are sorted by their first unit, and units by city: those of a city stand together.
    first, last = (np.searchsorted(place, np.arange(len(size)), side=side) for side in ("left", "right"))
    tied: list[int] = np.flatnonzero(last > first).tolist()
    jobs = (
        _City(
            given.of_city(number) if len(given.cities) > 1 else given,
            None if chosen[number] == "fdsm" else p[first[number] : last[number]],
            alpha,
            correction,
            seed,
        )
        for number in tied
    )
    for number, found in zip(tied, each_result(jobs, _of_city, workers, _size, SHARED_FROM), strict=True):
        family = slice(first[number], last[number])
        p[family], q[family], significant[family] = found
        if progress:
            progress("ties", number + 1, len(given.cities))
    return Tied(given, pairs, p, q, significant, chosen[place] if len(place) else np.array([], object))


@dataclass(frozen=True, slots=True, eq=False)
class _City:
    """What a process needs to test the ties of one city."""

    part: Incidence
    p_value: NDArray[np.float64] | None
    """Where they are known without samples."""
    alpha: float
    correction: Correction
    seed: int


def _of_city(job: _City) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """p, q, and whether they are significant."""
    tests, p = _tests(job.part), job.p_value
    if p is None:
        p = _sampled(job.part, tests, job.alpha, job.correction, generator(job.seed, job.part.cities[0], 1))
    return p, chance.adjusted(p, tests, job.correction), p <= chance.limit(p, tests, job.alpha, job.correction)


def _size(job: _City) -> int:
    """What there is to do: assignments to sample; nothing where p-values are known."""
    return int(job.part.matrix.nnz) if job.p_value is None else 0


def _chosen(method: Method, units: int) -> str:
    return ("fdsm" if units <= LARGEST_SAMPLED else "sdsm") if method == "auto" else method


def _tests(part: Incidence) -> int:
    """How many pairs could share a task: they stand in the same document."""
    named = chance.degrees(part) > 0
    together = (named.astype(np.float64) @ named.T.astype(np.float64)).tocsr()
    return int((together.nnz - len(part.units)) // 2)


def _sampled(
    part: Incidence, tests: int, alpha: float, correction: Correction, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Mid-p of each pair of a city, from random assignments with the same margins."""
    pairs = shared(part.matrix)
    draws = (
        lambda places, walk=walk: shared_counts(walk, pairs.a[places], pairs.b[places])
        for walk in samples(part, most_samples(tests, alpha), rng)
    )
    return rarity(pairs.tasks, draws, tests, alpha, correction)


def check_settings(method: str, alpha: float, correction: str, seed: int) -> None:
    """Raise ZerenError for a setting out of its range."""
    if method not in get_args(Method):
        raise ZerenError(f"no test {method!r}: choose one of {', '.join(get_args(Method))}")
    if correction not in get_args(Correction):
        raise ZerenError(f"no correction {correction!r}: choose one of {', '.join(get_args(Correction))}")
    if not 0 < alpha < 1:
        raise ZerenError(f"alpha is {alpha}: it must be between 0 and 1")
    if not 0 <= seed <= _LARGEST_SEED:
        raise ZerenError(f"seed is {seed}: it must be between 0 and {_LARGEST_SEED}")
