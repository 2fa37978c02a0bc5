"""Bounds, signs and conditions of the measures, each by a case that stands exactly on it and is counted out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph_samples.cities import graph_of, of_tasks
from zeren.graph import Edge, Graph, Node
from zeren.graph.assignments import Scope
from zeren.graph.measures import (
    chance,
    changes,
    focus,
    intervals,
    pairs,
    partitions,
    rare,
    stability,
    support,
    workload,
)
from zeren.graph.measures.beside import Chance
from zeren.graph.measures.bridges import effective, rarefied
from zeren.graph.measures.communities import clusters
from zeren.graph.measures.consensus import consensus
from zeren.graph.measures.disparity import disparity_filter
from zeren.graph.measures.enrichment import enrichment, names
from zeren.graph.measures.incidence import incidence, shared
from zeren.graph.measures.intervals import Uncertain
from zeren.graph.measures.pairs import LARGEST_SAMPLED, check_settings
from zeren.graph.measures.pairs import tested as with_tests
from zeren.graph.measures.stability import Partition
from zeren.graph.measures.whatif import merged, moved, whatif
from zeren.loaders.errors import ZerenError

ARRAY = np.array


def city(*tasks: str, documents: str = "") -> Graph:
    """Tasks as strings of units, a letter each: the first leads, the others support; ``documents`` says where."""
    where = documents or "1" * len(tasks)
    nodes = [
        Node("Document", f"doc:{d}", {"id": f"doc:{d}", "title": d, "city": "云州", "year": 2030 + int(d)})
        for d in sorted(set(where))
    ]
    nodes += [
        Node("Unit", f"unit:{u}", {"id": f"unit:{u}", "name": u, "kind": "department", "city": "云州"})
        for u in sorted({u for task in tasks for u in task})
    ]
    edges = []
    for n, (units, document) in enumerate(zip(tasks, where, strict=True)):
        task = f"task:{n}"
        nodes.append(Node("Task", task, {"id": task, "number": str(n), "text": f"第{n}件", "order": n}))
        edges.append(Edge("STATED_IN", task, f"doc:{document}"))
        edges += [Edge("LEADS" if place == 0 else "SUPPORTS", f"unit:{u}", task) for place, u in enumerate(units)]
    return Graph({node.id: node for node in nodes}, tuple(edges))


def with_labels(graph: Graph, type: str, label: str, of: dict[int, str]) -> Graph:
    """Tasks in sections, or under leaders."""
    nodes, edges = dict(graph.nodes), list(graph.edges)
    for n, name in of.items():
        id = f"{label.lower()}:{name}"
        nodes[id] = Node(label, id, {"id": id, "title": name, "name": name, "city": "云州", "ordinal": 1})
        task = f"task:{n}"
        edges.append(Edge(type, id, task) if label == "Leader" else Edge(type, task, id))
    return Graph(nodes, tuple(edges))


@pytest.mark.parametrize(
    ("stability", "groups", "verdict"),
    [
        (0.75, 2, "stable"),
        (0.7499, 2, "doubtful"),
        (0.6, 2, "doubtful"),
        (0.5999, 2, "not stable"),
        (0.75, 1, "doubtful"),
        (0.6, 1, "not stable"),
        (0.1, 1, "not stable"),
    ],
)
def test_a_verdict_from_its_bound_on(stability: float, groups: int, verdict: str) -> None:
    none = ARRAY([math.nan])
    found = Partition(ARRAY([0]), 0.0, none, ARRAY([stability]), ARRAY([0]), 0.0, 0.0, groups)
    assert found.verdict(0) == verdict


def test_settings_up_to_their_ends() -> None:
    for alpha in (0.0, 1.0, -0.1):
        with pytest.raises(ZerenError, match="alpha"):
            check_settings("auto", alpha, "fdr", 1)
    check_settings("auto", 0.999, "fdr", 2**64 - 1)
    check_settings("auto", 0.001, "fdr", 0)
    for seed in (-1, 2**64):
        with pytest.raises(ZerenError, match="seed"):
            check_settings("auto", 0.05, "fdr", seed)
    for resamples in (-1, 1):
        with pytest.raises(ZerenError, match="resamples"):
            clusters(Graph(), resamples=resamples)


def test_step_up_takes_what_stands_on_the_line() -> None:
    p = ARRAY([0.0125, 0.025, 0.2, 0.5])  # alpha i / n is .0125, .025, .0375, .05
    assert chance.limit(p, 4, 0.05, "fdr") == 0.025
    assert chance.limit(ARRAY([0.0126, 0.2]), 4, 0.05, "fdr") < 0
    assert chance.limit(p, 4, 0.05, "bonferroni") == 0.0125
    assert chance.adjusted(ARRAY([0.03, 0.02, 0.5]), 4, "fdr") == pytest.approx([0.06, 0.06, 4 * 0.5 / 3])
    assert chance.adjusted(ARRAY([0.03, 0.4]), 4, "bonferroni") == pytest.approx([0.12, 1.0])


def test_pairs_that_could_share_a_task_stand_in_one_document() -> None:
    """Three units in one document and two in another, one of them in both: 3 + 1 pairs, each once."""
    graph = city("abc", "cd", documents="12")
    assert pairs._tests(incidence(graph)) == 4
    assert set(with_tests(incidence(graph), method="auto").method) == {"fdsm"}


def test_the_largest_city_that_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LARGEST_SAMPLED == 5_000
    for most, method in ((3, "fdsm"), (2, "sdsm")):
        monkeypatch.setattr("zeren.graph.measures.pairs.LARGEST_SAMPLED", most)
        assert set(with_tests(incidence(city("abc", "ab"))).method) == {method}


def test_sampled_counts_half_of_those_that_are_equal() -> None:
    counts = ARRAY([[3] * 100 + [2] * 200 + [1] * 700])
    found = rare.rarity(ARRAY([2]), iter([lambda at: counts[at]]), 1, 0.05, "fdr")
    assert found == pytest.approx([(100 + 200 / 2 + 0.5) / 1001])
    assert rare.most_samples(10, 0.05) == 1_000 and rare.most_samples(100, 0.05) == 2_000
    assert rare.most_samples(10**9, 0.05) == 100_000


def test_a_pair_that_half_of_the_resamples_join_is_joined() -> None:
    joined = shared(csr_array(ARRAY([[1.0], [1.0]])))
    seen: list[float] = []

    def cluster(weights: np.ndarray, seed: int) -> np.ndarray:
        seen.append(float(weights[0]))
        return ARRAY([0, 0]) if weights[0] else ARRAY([0, 1])

    assert len(set(consensus(joined, ARRAY([0.5]), cluster, 1))) == 1 and seen[0] == 0.5
    assert len(set(consensus(joined, ARRAY([0.49]), cluster, 1))) == 2


def test_a_unit_alone_has_no_core_and_no_confidence() -> None:
    found = clusters(city("ab", "ab", "ab", "cd", "cd", "cd", "e", "e"), resamples=10)
    sizes = [list(found.units.values()).count(n) for n in sorted(found.home)]
    assert sizes == [2, 2, 1], "the largest first"
    alone = found.units["unit:e"]
    assert alone not in found.core and "unit:e" not in found.confidence
    assert found.core == {n: tuple(u for u in found.units if found.units[u] == n) for n in found.home if n != alone}
    assert set(found.confidence.values()) == {1.0}


def test_sections_of_a_cluster_are_corrected_for_all_cells() -> None:
    """Two clusters, three sections: six tests, though one cell is empty."""
    graph = with_labels(city("ab", "ab", "cd", "cd", "ab"), "IN_SECTOR", "Sector", {0: "甲", 1: "甲", 2: "乙", 3: "丙"})
    given = incidence(graph)
    table = enrichment(graph, given, {"unit:a": 1, "unit:b": 1, "unit:c": 2, "unit:d": 2})
    [first] = [row for row in table if row["value"] == "甲"]
    # All four assignments of 甲 are among the four of cluster 1, of eight: 1 / C(8, 4).
    assert first["p_value"] == pytest.approx(1 / 70)
    assert (first["assignments"], first["of_cluster"], first["of_value"], first["of_city"]) == (4, 4, 4, 8)
    assert first["q_value"] == pytest.approx(6 / 70)


def test_intervals_by_hand() -> None:
    one, other = Uncertain(0.5, (0.01, 0.03), 0.02, 5), Uncertain(0.4, (0.02, 0.05), 0.03, 9)
    t = 2.7764451051977934  # of 4 degrees of freedom, .975
    assert intervals.quantile(5) == pytest.approx(t)
    assert one.interval() == pytest.approx((0.5 - 0.03 - t * 0.02, 0.5 - 0.01 + t * 0.02))
    reach = t * math.hypot(0.02, 0.03)  # by the fewer units of the two
    assert one.less(other) == pytest.approx((0.1 - (0.03 - 0.02) - reach, 0.1 - (0.01 - 0.05) + reach))


def test_measures_of_columns_by_hand() -> None:
    loads = ARRAY([[0.0], [1.0], [1.0], [2.0], [3.0], [5.0]])
    assert intervals.largest(loads, True) == pytest.approx([11 / 12])
    assert intervals.hhis(loads, True) == pytest.approx([40 / 144])
    # Σ (2i - n - 1) x / (n Σ x), with the one that carries nothing and without.
    assert intervals.ginis(loads, True) == pytest.approx([(-3 - 1 + 2 + 9 + 25) / (6 * 12)])
    assert intervals.ginis(loads, False) == pytest.approx([(-4 - 2 + 0 + 6 + 20) / (5 * 12)])


def test_the_jackknife_by_hand() -> None:
    """Loads 2 and 1 of three tasks; leaving one out gives HHIs of 1/2, 1/2 and 1."""
    matrix = csr_array(ARRAY([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    error = intervals._jackknife(matrix, ARRAY([[2.0], [1.0]]), np.zeros(3, np.int64), (intervals.hhis,))
    values = ARRAY([0.5, 0.5, 1.0])
    assert error == pytest.approx([math.sqrt(2 / 3 * ((values - values.mean()) ** 2).sum())])


def test_equal_years_have_changed_by_nothing() -> None:
    side = {"a": {"1", "2"}, "b": {"3"}}
    for row in changes.changes("total", side, {u: {f"{t}'" for t in of} for u, of in side.items()}):
        assert (row["change"], row["p_value"], row["beyond_chance"]) == (0.0, 1.0, False)
        assert float(str(row["low"])) <= 0 <= float(str(row["high"]))


def test_the_years_turned_round_are_the_mirror() -> None:
    one, other = {"a": {"1", "2", "3"}, "b": {"4"}}, {"a": {"5"}, "b": {"6"}, "c": {"7", "8"}}
    for row, back in zip(changes.changes("x", one, other), changes.changes("x", other, one), strict=True):
        assert [row[name] for name in ("change", "low", "high")] == [
            -float(str(back[name])) for name in ("change", "high", "low")
        ]
        assert row["p_value"] == back["p_value"]


def test_chance_as_small_and_as_large() -> None:
    found = Chance(ARRAY([2.0]), ARRAY([[1.0], [2.0], [2.0], [5.0], [6.0]]))
    assert found.p_value() == pytest.approx([(2 + 2 / 2 + 0.5) / 6])
    assert found.p_value(below=True) == pytest.approx([(1 + 2 / 2 + 0.5) / 6])
    assert Chance(ARRAY([2.0]), np.ones((3, 1))).z == 0


def test_five_tasks_can_be_rarefied_to_five() -> None:
    assert rarefied(ARRAY([4, 1]), 5) == pytest.approx(2.0)
    assert rarefied(ARRAY([4]), 5) is None
    assert effective(ARRAY([3, 3])) == pytest.approx(2.0)


def test_a_partition_of_one_part_has_no_row_and_one_of_two_has() -> None:
    graph = city("ab", "cd", "ab", "cd")
    assert list(partitions(with_labels(graph, "IN_SECTOR", "Sector", dict.fromkeys(range(4), "甲")), samples=5)) == []
    halves = with_labels(graph, "IN_SECTOR", "Sector", {0: "甲", 1: "乙", 2: "甲", 3: "乙"})
    [row] = partitions(halves, samples=5)
    assert (row["partition"], row["parts"]) == ("sector", 2)
    # Leaders of tasks that name one unit alone: nothing is open about the units.
    one = with_labels(city("a", "a"), "OVERSEES", "Leader", {0: "子", 1: "丑"})
    assert list(partitions(one, samples=5)) == []


def test_what_chance_does_not_explain_comes_first() -> None:
    """甲's tasks fall on two units of many, 乙's on others each time: only the first is beyond chance."""
    tasks = ["ab"] * 12 + [a + b for a, b in zip("cdefghijkl", "mnopqrstuv", strict=True)]
    graph = with_labels(city(*tasks), "IN_SECTOR", "Sector", {n: "乙" if n < 12 else "甲" for n in range(len(tasks))})
    first, second = focus(graph, "sector", samples=100)
    assert (first["sector"], second["sector"]) == ("乙", "甲")
    assert float(str(first["q_value"])) <= 0.05 < float(str(second["q_value"]))
    assert [float(str(row["hhi"])) for row in (first, second)] == pytest.approx([1 / 2, 1 / 20])


def test_loads_by_hand() -> None:
    rows = {row["unit"]: row for row in workload(city("ab", "ac", "a", "b"))}
    assert [(rows[u]["tasks"], rows[u]["alone"], rows[u]["co_units"]) for u in "abc"] == [
        (3, 1, 2),
        (2, 1, 1),
        (1, 0, 1),
    ]
    assert [rows[u]["percentile"] for u in "abc"] == pytest.approx([1, 2 / 3, 1 / 3])
    assert [rows[u]["led"] for u in "abc"] == [3, 1, 0]


def test_who_leads_does_not_support_itself() -> None:
    """A unit that leads and supports a task: no pair with itself, none in the number of tests."""
    graph = city("ab", "ab", "ba")
    graph = Graph(graph.nodes, (*graph.edges, Edge("SUPPORTS", "unit:a", "task:0")))
    rows = list(support(graph))
    found = {(row["lead"], row["support"], row["tasks"], row["back"]) for row in rows}
    assert found == {("a", "b", 2, 1), ("b", "a", 1, 2)} and len(rows) == 2
    by = {row["lead"]: row for row in rows}
    assert by["a"]["weight"] == pytest.approx(1 / 2 + 1)
    # Two tests, not four: of the smallest p-value q is twice that at most.
    smallest = min(rows, key=lambda row: float(str(row["p_value"])))
    assert float(str(smallest["q_value"])) <= 2 * float(str(smallest["p_value"])) + 1e-12


def test_an_earlier_statement_counts_where_the_later_is_not_asked_for() -> None:
    graph = city("ab", "ab", documents="12")
    latest = {"task:0": "task:1"}
    assert incidence(graph, latest=latest).tasks == ("task:1",)
    assert incidence(graph, latest=latest, scope=Scope(year=2031)).tasks == ("task:0",)


def test_a_task_moved_keeps_its_support_and_changes_come_largest_first() -> None:
    graph = city("ab", "ab", "cb", "d")
    after = moved(graph, "d", "task:0")
    assert {(e.type, e.start) for e in after.edges if e.end == "task:0" and e.type != "STATED_IN"} == {
        ("LEADS", "unit:d"),
        ("SUPPORTS", "unit:b"),
    }
    found = whatif(graph, lambda given: merged(given, ["a", "c"]))
    assert [(row["unit"], row["change"]) for row in found.loads] == [("a", 1), ("c", -1)]
    phrases = replace(graph.nodes["unit:b"], properties={**graph.nodes["unit:b"].properties, "kind": "group"})
    marked = Graph({**graph.nodes, "unit:b": phrases}, graph.edges)
    assert "b" not in [row["unit"] for row in whatif(marked, lambda given: merged(given, ["a", "c"])).loads]


def test_the_disparity_filter_leaves_out_what_stands_on_its_level() -> None:
    star = [("hub", "x", 1.0), ("hub", "y", 1.0), ("hub", "z", 2.0)]  # (1 - 2/4)² is .25
    assert disparity_filter(star, 0.25, keep_best=False) == set()
    assert disparity_filter(star, 0.2501, keep_best=False) == {("hub", "z")}


def test_modularity_by_hand() -> None:
    """Two ties of weight 1 in clusters of their own: 1 - 2 (2/4)²."""
    joined = shared(of_tasks([ARRAY([0, 1]), ARRAY([2, 3])], 4).matrix)
    assert stability.modularity(joined, ARRAY([1.0, 1.0]), ARRAY([0, 0, 1, 1])) == pytest.approx(0.5)
    assert stability.modularity(joined, ARRAY([1.0, 1.0]), ARRAY([0, 1, 2, 3])) == pytest.approx(-0.25)
    assert workload(graph_of(of_tasks([ARRAY([0, 1])], 2), "云州")).rows[0][5] == 1


def test_a_cluster_is_named_by_sections_that_it_has_more_of() -> None:
    """Twelve tasks of each pair lie in its own section; with one each, nothing is beyond chance."""
    for times, called in ((12, {1: "甲", 2: "乙"}), (1, {1: "a、b", 2: "c、d"})):
        of = dict(enumerate("甲" * times + "乙" * times))
        graph = with_labels(city(*["ab"] * times, *["cd"] * times), "IN_SECTOR", "Sector", of)
        given, number = incidence(graph), {"unit:a": 1, "unit:b": 1, "unit:c": 2, "unit:d": 2}
        assert names(graph, enrichment(graph, given, number), given, number) == called
