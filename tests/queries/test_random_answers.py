"""Stored queries on graphs that nobody thought of, with names that nobody would give."""

from __future__ import annotations

import os
from random import Random

import pytest

from query_oracles.compare import TYPES, agree, computed
from query_oracles.drawn import invent
from query_oracles.facts import Facts, fill, with_clusters
from query_oracles.progress import with_reports
from zeren.graph import Graph
from zeren.graph.measures.communities import clusters
from zeren.graph.stores import Store
from zeren.queries import catalogue

GRAPHS = int(os.environ.get("ZEREN_GRAPHS", "30"))
"""How many; a soak run sets more."""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return invent(0)


@pytest.mark.parametrize("seed", range(GRAPHS))
def test_any_graph_is_answered_alike_and_rightly(seed: int, arcade: Store, bolt: Store) -> None:
    graph = invent(seed)
    clustering = clusters(graph, resamples=2)
    for store in (arcade, bolt):
        fill(store, graph, clustering)  # the same documents: their facts replace those of the seed before
    facts = Facts(with_reports(with_clusters(graph, clustering)))
    unit = Random(seed).choice([n.properties["name"] for n in facts.label("Unit")])
    for name, query in catalogue().items():
        asked = {"unit": unit, "before": "2030", "after": "任意文件", "day": "2024-12-31"}
        given = {p.name: asked[p.name] for p in query.parameters if p.required}
        found, other = query.run(arcade, **given), query.run(bolt, **given)
        assert repr(found) == repr(other), name
        assert agree(found, computed(name, facts, given)), name
        for row in found.rows:
            for column, value in zip(query.columns, row, strict=True):
                assert value is None or type(value) is TYPES[column.type], (name, column, value)
