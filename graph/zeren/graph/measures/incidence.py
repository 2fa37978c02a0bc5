"""Units and tasks as one sparse matrix: what ties, clusters and their tests are computed on.

A task counts once, however many documents state it: of the tasks that are one and the same (``CONTINUES``) the
latest statement counts, and earlier ones are left out.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from zeren.graph.assignments import ALL, GROUP, ROLES, Scope, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from zeren.graph.model import Graph

READ: Mapping[str, tuple[str, ...]] = {
    "Document": ("title", "number", "year", "city"),
    "Sector": ("title",),
    "Task": (),
    "Unit": ("name", "kind", "function"),
    **dict.fromkeys((*ROLES, "STATED_IN", "IN_SECTOR", "CONTINUES"), ()),
}
"""What ties and clusters, and the scope that they are of, ask of a graph (``zeren.graph.read_graph``)."""
_PAIRS = 4_000_000  # of units and a task that names both, held at a time


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Which unit is named for which task, in whatever role."""

    units: tuple[str, ...]
    """Ids, by city, then sorted."""
    tasks: tuple[str, ...]
    """Ids of the tasks that name a unit, by stratum, then by whom they name."""
    matrix: Any  # scipy has no types
    """Units × tasks, 1 where the task names the unit (scipy csr)."""
    stratum: NDArray[np.int64]
    """Of each task, the number of its document in its city: within it assignments could have been otherwise."""
    city: NDArray[np.int64]
    """Of each unit, the number of its city in ``cities``."""
    cities: tuple[str, ...]
    """Names; a document without a city is a place of its own, named by its id. Sorted."""

    def places(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of one city, the places of its units and of its tasks."""
        units = np.flatnonzero(self.city == number)
        return units, np.unique(self.matrix[units].indices)

    def of_city(self, number: int) -> Incidence:
        """The part of one city, its strata numbered from 0: it is the same whatever else there is."""
        units, tasks = self.places(number)
        _, stratum = np.unique(self.stratum[tasks], return_inverse=True)
        return Incidence(
            tuple(self.units[i] for i in units),
            tuple(self.tasks[i] for i in tasks),
            csr_array(self.matrix[units][:, tasks]),
            stratum.astype(np.int64),
            np.zeros(len(units), np.int64),
            (self.cities[number],),
        )


def drawn(rng: np.random.Generator, stratum: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of tasks drawn with replacement within each stratum; ``stratum`` is sorted."""
    _, start, count = np.unique(stratum, return_index=True, return_counts=True)
    first, size = np.repeat(start, count), np.repeat(count, count)
    found: NDArray[np.int64] = first + (rng.random(len(stratum)) * size).astype(np.int64)
    return found


def generator(seed: int, city: str, purpose: int) -> np.random.Generator:
    """Random numbers that depend on the seed and the city alone, not on what else is in the graph.

    ``purpose`` keeps the draws of one analysis apart from those of another.
    """
    return np.random.default_rng([seed, zlib.crc32(city.encode()), purpose])


def incidence(
    graph: Graph, *, groups: bool = False, scope: Scope = ALL, latest: Mapping[str, str] | None = None
) -> Incidence:
    """The matrix of a graph, or of the documents of ``scope``.

    ``latest`` maps a task to the later statement of it (``zeren.graph.continued``): the earlier one is left
    out. Raises ZerenError where ``scope`` names no document.
    """
    taken = scope.tasks(graph)
    left_out = frozenset(task for task in taken if latest and latest.get(task) in taken)
    documents = {e.start: e.end for e in graph.edges if e.type == "STATED_IN"}
    pairs = sorted(
        {
            (e.start, e.end)
            for e in graph.edges
            if e.type in ROLES
            and e.end in taken
            and e.end not in left_out
            and (groups or text(graph.nodes[e.start], "kind") != GROUP)
        }
    )
    place = {id: text(n, "city") or id for id, n in graph.nodes.items() if n.label == "Document"}
    home = _homes({(unit, place.get(documents.get(task, ""), "")) for unit, task in pairs})
    units = sorted(home, key=lambda unit: (home[unit], unit))
    tasks, strata = by_content(pairs, documents)
    cities = tuple(sorted({*home.values()}))
    row, column = ({id: n for n, id in enumerate(ids)} for ids in (units, tasks))
    matrix = coo_array(
        (np.ones(len(pairs)), ([row[u] for u, _ in pairs], [column[t] for _, t in pairs])),
        shape=(len(units), len(tasks)),
    )
    number = {city: n for n, city in enumerate(cities)}
    return Incidence(
        tuple(units),
        tuple(tasks),
        csr_array(matrix),
        np.array([strata[documents.get(task, "")] for task in tasks], np.int64),
        np.array([number[home[unit]] for unit in units], np.int64),
        cities,
    )


def by_content(pairs: list[tuple[str, str]], documents: Mapping[str, str]) -> tuple[list[str], dict[str, int]]:
    """Tasks in an order that follows from whom they name, and the place of each document in it.

    ``pairs`` of unit and task are sorted. A notice that is issued again with other numbers has the same order, and so
    the same random draws.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for unit, task in pairs:  # sorted
        named[task].append(unit)
    inside: dict[str, list[list[str]]] = defaultdict(list)
    for task, units in named.items():
        inside[documents.get(task, "")].append(units)
    ordered = sorted(inside, key=lambda document: (sorted(inside[document]), document))
    strata = {document: n for n, document in enumerate(ordered)}
    tasks = sorted(named, key=lambda task: (strata[documents.get(task, "")], named[task], task))
    return tasks, strata


def _homes(seen: set[tuple[str, str]]) -> dict[str, str]:
    """The city of each unit. Cities that one unit joins are one place, by the first of their names: no tie crosses."""
    if not seen:
        return {}
    units, cities = (sorted({pair[side] for pair in seen}) for side in (0, 1))
    row, column = ({name: n for n, name in enumerate(names)} for names in (units, cities))
    size = len(units) + len(cities)
    ends = ([row[unit] for unit, _ in seen], [len(units) + column[city] for _, city in seen])
    _, part = connected_components(coo_array((np.ones(len(seen)), ends), shape=(size, size)), directed=False)
    first: dict[int, str] = {}
    for n, city in enumerate(cities):
        first.setdefault(int(part[len(units) + n]), city)
    return {unit: first[int(part[n])] for n, unit in enumerate(units)}


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The pairs of units that share a task: places ``a`` < ``b``, sorted."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    tasks: NDArray[np.int64]
    """How many they share."""
    jaccard: NDArray[np.float64]
    """Shared over all tasks of either (Jaccard 1912)."""
    weight: NDArray[np.float64]
    """Σ 1/(k - 1) over the shared tasks, k being the units of the task (Newman 2001)."""


def shared(matrix: Any) -> Shared:
    """All pairs of units (rows) that share a task (column), and how strongly they are tied: two sparse products."""
    sizes = np.asarray(matrix.sum(axis=0)).ravel()
    # A task for one unit ties nobody; its weight is never used.
    scaled = matrix.multiply(1 / np.maximum(sizes - 1, 1)).tocsr()
    counts, weights = (_upper(product @ matrix.T) for product in (matrix, scaled))
    load = np.asarray(matrix.sum(axis=1)).ravel()
    n = counts.data
    return Shared(
        counts.row.astype(np.int64),
        counts.col.astype(np.int64),
        np.rint(n).astype(np.int64),
        n / (load[counts.row] + load[counts.col] - n),
        weights.data,
    )


def some(pairs: Shared, places: NDArray[Any]) -> Shared:
    """Only these pairs: places, or a mask."""
    return Shared(*(getattr(pairs, name)[places] for name in ("a", "b", "tasks", "jaccard", "weight")))


def both_named(given: Incidence, pairs: Shared) -> Iterator[tuple[NDArray[np.int64], Any]]:
    """Some tasks at a time: their places, and pairs × these tasks, 1 where the task names both (scipy csr)."""
    by_task = given.matrix.tocsc()
    size = np.diff(by_task.indptr).astype(np.int64)
    known = pairs.a * len(given.units) + pairs.b
    part = np.cumsum(size * (size - 1) // 2) // _PAIRS
    for number in np.unique(part[size > 1]):
        tasks = np.flatnonzero((part == number) & (size > 1))
        rows, columns = [], []
        for k in np.unique(size[tasks]).tolist():
            those = np.flatnonzero(size[tasks] == k)
            units = np.sort(by_task.indices[by_task.indptr[tasks[those], None] + np.arange(k)], axis=1).astype(np.int64)
            one, other = np.triu_indices(k, 1)
            rows.append((units[:, one] * len(given.units) + units[:, other]).ravel())
            columns.append(np.repeat(those, len(one)))
        row, column = np.concatenate(rows), np.concatenate(columns)
        place = np.minimum(np.searchsorted(known, row), max(len(known) - 1, 0))
        held = known[place] == row if len(known) else np.zeros(len(row), bool)
        ends = (place[held], column[held])
        yield tasks, csr_array((np.ones(len(ends[0])), ends), shape=(len(known), len(tasks)))


def _upper(product: Any) -> Any:
    from scipy.sparse import triu

    found = triu(csr_array(product), k=1, format="csr")
    found.sort_indices()
    return found.tocoo()
