"""Invented cities: without any structure, and with teams that were planted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from zeren.graph import Edge, Graph, Node
from zeren.graph.continued import continuations
from zeren.graph.measures.incidence import Incidence


def sizes(rng: np.random.Generator, tasks: int) -> NDArray[np.int64]:
    """Units of each task: two to ten, most of them few, as notices have it."""
    return np.minimum(2 + rng.geometric(0.4, tasks) - 1, 10)


def structureless(seed: int, units: int = 60, tasks: int = 150) -> Incidence:
    """Tasks for units that differ in how often they are named and in nothing else."""
    rng = np.random.default_rng([seed, 1])
    weight = rng.lognormal(0, 1, units)
    chosen = [rng.choice(units, k, replace=False, p=weight / weight.sum()) for k in sizes(rng, tasks)]
    return of_tasks(chosen, units)


def planted(
    seed: int, teams: int = 4, units: int = 60, tasks: int = 150, mixing: float = 0.1
) -> tuple[Incidence, NDArray[np.int64]]:
    """Tasks for units of one team each, but for the part ``mixing`` of names, which are anybody's; and the teams."""
    rng = np.random.default_rng([seed, 2])
    team = np.arange(units) % teams
    weight = rng.lognormal(0, 0.5, units)
    chosen = []
    for k in sizes(rng, tasks):
        inside = weight * (team == rng.integers(teams))
        share = (1 - mixing) * inside / inside.sum() + mixing * weight / weight.sum()
        chosen.append(rng.choice(units, k, replace=False, p=share / share.sum()))
    given = of_tasks(chosen, units)
    return given, team[[int(unit) for unit in given.units]]


def of_tasks(chosen: list[NDArray[np.int64]], units: int, document: NDArray[np.int64] | None = None) -> Incidence:
    """The incidence of tasks given as lists of units; units that no task names are not in it."""
    row = np.concatenate(chosen)
    column = np.repeat(np.arange(len(chosen)), [len(c) for c in chosen])
    named = np.unique(row)
    matrix = csr_array((np.ones(len(row)), (row, column)), shape=(units, len(chosen)))[named]
    return Incidence(
        tuple(f"{n:03}" for n in named),
        tuple(f"{n:05}" for n in range(len(chosen))),
        csr_array(matrix),
        np.zeros(len(chosen), np.int64) if document is None else document,
        np.zeros(len(named), np.int64),
        ("云州",),
    )


def graph_of(given: Incidence, city: str, number: str | None = None, year: int = 2031) -> Graph:
    """A graph of one city and one document with these tasks; every unit is named without a lead."""
    document = f"doc:{number or city}"
    nodes = [
        Node(
            "Document", document, {"id": document, "title": f"{city}{year}", "city": city, "year": year, "digest": "0"}
        )
    ]
    names = {unit: f"unit:{city}/{unit}" for unit in given.units}
    nodes += [
        Node("Unit", id, {"id": id, "name": name, "kind": "department", "city": city}) for name, id in names.items()
    ]
    rng = np.random.default_rng(7)
    words = ["".join(chr(0x4E00 + int(c)) for c in rng.integers(0, 5000, 24)) for _ in given.tasks]
    edges = []
    for n, words_of in enumerate(words):
        task = f"task:{number or city}#{n}"
        nodes.append(Node("Task", task, {"id": task, "number": str(n), "text": words_of, "order": n, "year": year}))
        edges.append(Edge("STATED_IN", task, document))
        for unit in given.matrix[:, [n]].nonzero()[0]:
            edges.append(Edge("RESPONSIBLE_FOR", names[given.units[unit]], task))
    return Graph({node.id: node for node in nodes}, tuple(edges))


def together(*graphs: Graph) -> Graph:
    """All of them in one; what stands in two of them is one, and tasks know their earlier statements."""
    nodes = {id: node for graph in graphs for id, node in graph.nodes.items()}
    known = Graph(nodes, tuple(edge for graph in graphs for edge in graph.edges))
    return Graph(nodes, (*known.edges, *continuations(known)))
