"""Pairs of units are the same rows, counted from the tasks or looked up where clusters were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from query_oracles.compare import agree, computed
from query_oracles.facts import Facts, fill
from zeren.graph import Graph, open_store
from zeren.graph.stores import Store
from zeren.queries import catalogue

ASKED: tuple[dict[str, Any], ...] = ({}, {"groups": True}, {"at_least": 2}, {"top": 3}, {"document": "临政〔2031〕7号"})
NAMES = ("co-responsible-pairs", "triads")


@pytest.fixture(params=["arcadedb", "neo4j"])
def bare(request: pytest.FixtureRequest, graph: Graph, tmp_path: Path) -> Iterator[Store]:
    """A graph whose clusters nobody has written yet."""
    where = str(tmp_path / "zeren.db") if request.param == "arcadedb" else str(request.getfixturevalue("neo4j"))
    with open_store(where, create=True) as store:
        store.load(graph)
        yield store


def test_pairs_are_the_same_counted_and_looked_up(bare: Store, graph: Graph) -> None:
    facts = Facts(graph)
    for step in ("counted", "looked up"):
        for name in NAMES:
            for given in ASKED:
                table = catalogue()[name].run(bare, **given)
                assert agree(table, computed(name, facts, given)), (step, name, given)
        fill(bare, graph)
