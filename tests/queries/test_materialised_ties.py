"""Pairs of units are the same rows, counted from the tasks or looked up where clusters were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from query_oracles.compare import agree, computed
from query_oracles.facts import Facts, fill
from zeren.graph import Graph, build, open_store
from zeren.graph.measures.communities import clusters
from zeren.graph.stores import Store
from zeren.loaders.records import Document, Mention, Reading, TaskRecord
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


SCOPES: tuple[dict[str, Any], ...] = ({"groups": True}, {"document": "临政〔2031〕7号"}, {"city": "临江市"})


def test_ties_of_a_part_of_the_graph_are_not_the_answer_over_all_of_it(bare: Store, graph: Graph) -> None:
    facts = Facts(graph)
    for scope in SCOPES:
        fill(bare, graph, clusters(graph, method="sdsm", resamples=0, **scope))
        for name in NAMES:
            assert agree(catalogue()[name].run(bare), computed(name, facts, {})), (scope, name)


MANY = 60
"""More units than those whose triples are counted first."""


def crowd() -> Graph:
    """Units of which few carry much: triples of the busiest, of the idle, and many that come together equally often."""
    random = Random(6)
    document = Document("多单位", "临政〔2031〕9号", "临江市人民政府", None, 2031, "临江市")
    weights = [1 / (i + 3) for i in range(MANY)]
    records = []
    for number in range(400):
        drawn = dict.fromkeys(random.choices(range(MANY), weights, k=random.choice((1, 2, 3, 5, 8))))
        if number % 40 == 0:
            drawn = dict.fromkeys((MANY - 1, MANY - 2, MANY - 3))  # idle but for what they do together
        named = tuple(
            Mention(f"第{i:02}局", f"第{i:02}局", "department", number, number + 1, number + 1, "label", False)
            for i in drawn
        )
        records.append(
            TaskRecord(
                document=document,
                number=str(number),
                path=(),
                sector=None,
                title=None,
                text="事项",
                leaders=(),
                lead_units=(),
                supporting_units=(),
                responsible_units=named,
                counties=(),
                targets=(),
                deadline=None,
                open_list=False,
                statement="由…负责",
                line=number + 1,
                start=number,
                end=number + 1,
            )
        )
    return build(Reading("众.txt", "6" * 64, tuple(records), (document,)))


def test_triples_too_rare_for_the_answer_are_left_out_and_no_other(bare: Store) -> None:
    graph = crowd()
    bare.load(graph, replace=True)
    facts = Facts(graph)
    whole = computed("triads", facts, {"top": 1_000_000})
    ties = Counter(row[3] for row in whole)
    assert len(whole) > 300 and max(ties.values()) > 100  # more than are asked for, and many alike
    for step in ("counted", "looked up"):
        for top in (1, 7, 50, 300, 100_000):
            for at_least in (1, 2, 9):
                given = {"top": top, "at_least": at_least}
                assert agree(catalogue()["triads"].run(bare, **given), computed("triads", facts, given)), (step, given)
        fill(bare, graph)


def test_long_answers_of_pairs_are_whole(bare: Store) -> None:
    graph = crowd()
    bare.load(graph, replace=True)
    facts = Facts(graph)
    for step in ("counted", "looked up"):
        for top in (50, 100_000):
            given = {"top": top}
            found = catalogue()["co-responsible-pairs"].run(bare, **given)
            assert agree(found, computed("co-responsible-pairs", facts, given)), (step, given)
        fill(bare, graph)
