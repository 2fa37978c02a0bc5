"""What one year differs from another by: intervals against published values, and halves of one notice."""

from __future__ import annotations

import numpy as np
import pytest

from graph_samples.cities import graph_of, structureless
from zeren.graph import Graph
from zeren.graph.diff import diff
from zeren.graph.measures.changes import changes
from zeren.graph.rates import difference, wilson


def test_intervals_of_rates_are_the_published_ones() -> None:
    # Newcombe 1998: Statistics in Medicine 17, 857–872 (81 of 263; 0 of 20) and 873–890, table II, method 10.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    published = {
        (56, 70, 48, 80): (0.0524, 0.3339),
        (9, 10, 3, 10): (0.1705, 0.8090),
        (10, 10, 0, 20): (0.6791, 1.0),
        (5, 56, 0, 29): (-0.0381, 0.1926),
    }
    for (one, of_one, other, of_other), interval in published.items():
        assert difference(other, of_other, one, of_one) == pytest.approx(interval, abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def halves(seed: int) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The tasks of a city, dealt out over two notices."""
    given = structureless(seed, units=40, tasks=120)
    first = np.random.default_rng([seed, 13]).permutation(120) < 60
    sides: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for unit, task in zip(*given.matrix.nonzero(), strict=True):
        sides[int(first[task])].setdefault(given.units[unit], set()).add(str(task))
    return sides


def test_two_halves_of_a_notice_are_one_year() -> None:
    found = [row for seed in range(25) for row in changes("total", *halves(seed))]
    # 75 rows at 5 %, three of a city together: more than 12 is a matter of one in a thousand.
    assert sum(bool(row["beyond_chance"]) for row in found) <= 12
    for row in found:
        assert float(str(row["low"])) <= float(str(row["change"])) <= float(str(row["high"]))


def test_a_year_that_falls_on_few_is_beyond_chance() -> None:
    even = {f"u{n}": {f"a{n}", f"b{n}"} for n in range(30)}
    few = {"u0": {f"c{n}" for n in range(50)}, **{f"u{n}": {f"d{n}"} for n in range(1, 11)}}
    for row in changes("total", even, few):
        assert row["beyond_chance"] and float(str(row["low"])) > 0
    assert changes("lead", {}, few).rows == ()


def test_a_difference_has_them() -> None:
    before, after = (graph_of(structureless(seed, units=20, tasks=60), "云州", f"{seed}") for seed in (1, 2))
    # A unit that had one task and has half of them.
    some = sorted(id for id, node in after.nodes.items() if node.label == "Task")[:30]
    unit = sorted(id for id, node in after.nodes.items() if node.label == "Unit")[0]
    taken = {(e.start, e.end) for e in after.edges}
    more = tuple(type(after.edges[0])("RESPONSIBLE_FOR", unit, task) for task in some if (unit, task) not in taken)
    found = diff(before, Graph(after.nodes, (*after.edges, *more)))
    [row] = [row for row in found.tables["load"] if row["unit_id"] == unit]
    assert row["beyond_chance"] and float(str(row["reach_low"])) > 0.2
    for row in found.tables["load"]:
        interval = difference(int(str(row["tasks_before"])), 60, int(str(row["tasks_after"])), 60)
        assert (row["reach_low"], row["reach_high"]) == interval
        assert row["beyond_chance"] == (not interval[0] <= 0 <= interval[1])
    assert {row["load"] for row in found.tables["concentration"]} == {"total"}  # nobody leads
    assert diff(before, before).tables["concentration"].rows == ()
