"""A city's assignments beside what documents declare of them: sections of tasks, their leaders, duties of units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zeren.graph.assignments import Scope, as_graph, text
from zeren.graph.continued import continued
from zeren.graph.measures.fixed_margins import samples
from zeren.graph.measures.incidence import Incidence, generator, incidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zeren.graph.model import Graph
    from zeren.graph.stores import Store

SAMPLES = 500
"""Random assignments that a measure is compared with: a p-value of .05 is then known to ± .02."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Some things have labels, one, several or none: places of both, a pair each."""

    names: tuple[str, ...]
    """Of each label; sorted by id or title."""
    ids: tuple[str, ...]
    thing: NDArray[np.int64]
    """Sorted."""
    label: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: set[tuple[int, str]], names: dict[str, str]) -> Labels:
        """From pairs of a place and an id; ``names`` says what an id is called."""
        ids = sorted({id for _, id in pairs})
        number = {id: n for n, id in enumerate(ids)}
        rows = sorted((thing, number[id]) for thing, id in pairs)
        columns = np.array(rows, np.int64).reshape(-1, 2).T
        return cls(tuple(names.get(id, id) for id in ids), tuple(ids), columns[0], columns[1])

    def slots(self, things: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For things that may repeat: their places among these, once for each label, and the labels."""
        first = np.searchsorted(self.thing, things)
        number = np.searchsorted(self.thing, things, side="right") - first
        place = np.repeat(np.arange(len(things)), number)
        inside = np.arange(len(place)) - np.repeat(np.cumsum(number) - number, number)
        return place, self.label[first[place] + inside]


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """One city: who is named for what, and what is declared."""

    name: str
    given: Incidence
    sections: Labels
    """Of tasks, by their titles: 农业 of two documents is one."""
    leaders: Labels
    """Of tasks."""
    duties: Labels
    """Of units."""
    seed: int

    @property
    def observed(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Unit and task of each assignment, task by task."""
        by_task = self.given.matrix.tocsc()
        return by_task.indices.astype(np.int64), np.repeat(np.arange(len(self.given.tasks)), np.diff(by_task.indptr))

    def random(self, purpose: int, number: int = SAMPLES) -> Iterator[NDArray[np.int64]]:
        """Units of the same assignments, would they fall otherwise: each unit keeps its number of tasks and each task
        its number of units, in each document (``fixed_margins``)."""
        left = number
        for walk in samples(self.given, number, generator(self.seed, self.name, purpose)):
            for units in walk.state[:left]:
                yield units.astype(np.int64)
            left -= len(walk.state)


def cities(source: Graph | Store, scope: Scope, *, groups: bool, seed: int) -> Iterator[City]:
    """Each city of a scope that names a unit; a task that several documents state counts once, as the latest has it.

    Raises ZerenError where ``scope`` names no document.
    """
    graph = as_graph(source)
    given = incidence(graph, groups=groups, scope=scope, latest=continued(graph))
    title = {e.start: text(graph.nodes[e.end], "title") for e in graph.edges if e.type == "IN_SECTOR"}
    overseen: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.type == "OVERSEES":
            overseen[edge.end].append(edge.start)
    called = {id: text(node, "name") for id, node in graph.nodes.items() if node.label == "Leader"}
    for number, name in enumerate(given.cities):
        part = given.of_city(number)
        yield City(
            name,
            part,
            Labels.of({(n, title[task]) for n, task in enumerate(part.tasks) if title.get(task)}, {}),
            Labels.of({(n, who) for n, task in enumerate(part.tasks) for who in overseen[task]}, called),
            Labels.of({(n, d) for n, u in enumerate(part.units) if (d := text(graph.nodes[u], "function"))}, {}),
            seed,
        )
