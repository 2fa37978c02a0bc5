"""Ties between units, their significance and their clusters; and the backbone of a network."""

from __future__ import annotations

import math
import subprocess
import sys
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import cast

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.graph import Edge, Graph, Node
from zeren.graph.measures.chance import hypergeometric
from zeren.graph.measures.communities import Clustering, clusters
from zeren.graph.measures.disparity import disparity, disparity_filter
from zeren.graph.measures.pairs import Correction
from zeren.graph.measures.stability import Weight
from zeren.loaders.errors import ZerenError

Tasks = list[frozenset[str]]
units = [f"单位{c}" for c in "甲乙丙丁戊己庚辛"] + ["各区政府"]
tasks = st.lists(st.frozensets(st.sampled_from(units), max_size=5), max_size=14)


def graph_of(tasks: Tasks) -> Graph:
    names = sorted({u for t in tasks for u in t})
    nodes = [
        Node("Unit", u, {"id": u, "name": u, "kind": "group" if u.startswith("各") else "department"}) for u in names
    ]
    nodes += [Node("Task", f"task:{n}", {"id": f"task:{n}"}) for n in range(len(tasks))]
    roles = ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")
    edges = [Edge(roles[(n + i) % 3], u, f"task:{n}") for n, t in enumerate(tasks) for i, u in enumerate(sorted(t))]
    return Graph({n.id: n for n in nodes}, tuple(edges))


def without_groups(tasks: Tasks) -> Tasks:
    return [kept for t in tasks if (kept := frozenset(u for u in t if not u.startswith("各")))]


def cliques(*sizes: int, repeat: int = 3) -> Tasks:
    """Teams that share tasks among themselves and one task with the next team."""
    teams = [[f"unit:{k}/{i}" for i in range(size)] for k, size in enumerate(sizes)]
    inside = [frozenset(pair) for team in teams for pair in combinations(team, 2)] * repeat
    return inside + [frozenset((a[0], b[0])) for a, b in pairwise(teams)]


def exact_tail(total: int, left: int, right: int, shared: int) -> float:
    """P(X >= shared) by counting draws."""
    draws = (math.comb(left, x) * math.comb(total - left, right - x) for x in range(shared, min(left, right) + 1))
    return float(Fraction(sum(draws), math.comb(total, right)))


@settings(deadline=None)
@given(tasks, st.booleans())
def test_ties_are_what_the_tasks_say(tasks: Tasks, groups: bool) -> None:
    result = clusters(graph_of(tasks), groups=groups, method="hypergeometric", resamples=0)
    kept = [t for t in tasks if t] if groups else without_groups(tasks)
    load = {u: sum(u in t for t in kept) for t in kept for u in t}
    expected: dict[tuple[str, str], object] = {}
    for a, b in combinations(sorted(load), 2):
        both = [t for t in kept if a in t and b in t]
        if both:
            expected[a, b] = (
                len(both),
                pytest.approx(len(both) / (load[a] + load[b] - len(both))),
                pytest.approx(sum(1 / (len(t) - 1) for t in both)),
                pytest.approx(exact_tail(len(kept), load[a], load[b], len(both)), rel=1e-9),
            )
    found = {
        (e.start, e.end): tuple(e.properties[p] for p in ("tasks", "jaccard", "weight", "p_value"))
        for e in result.edges
    }
    assert found == expected  # approx on the right
    assert list(found) == sorted(found)
    assert {e.type for e in result.edges} <= {"SHARES_TASKS_WITH"}
    assert set(result.units) == set(load)


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_the_tail_is_hypergeometric(total: int, data: st.DataObject) -> None:
    left, right = data.draw(st.integers(1, total)), data.draw(st.integers(1, total))
    shared = data.draw(st.integers(0, min(left, right)))
    expected = exact_tail(total, left, right, shared)
    law = hypergeometric([total], [left], [right], shared + 1)[0]
    assert law[shared] == pytest.approx(expected, rel=1e-9)
    assert law.sum() == pytest.approx(1, rel=1e-9)


@settings(deadline=None)
@given(tasks, st.sampled_from([0.01, 0.05, 0.3]), st.sampled_from(["fdr", "bonferroni"]))
def test_significance_is_corrected_for_all_pairs(tasks: Tasks, alpha: float, correction: Correction) -> None:
    result = clusters(graph_of(tasks), alpha=alpha, correction=correction, method="hypergeometric", resamples=0)
    p = [cast(float, e.properties["p_value"]) for e in result.edges]
    pairs = math.comb(len(result.units), 2)
    if correction == "bonferroni":
        expected = [value <= alpha / pairs for value in p]
    else:
        # Step-up over all pairs, those that share nothing having p = 1: the definition, written out.
        every = sorted(p + [1.0] * (pairs - len(p)))
        rejected = max((k for k in range(1, pairs + 1) if every[k - 1] <= alpha * k / pairs), default=0)
        expected = [rejected > 0 and value <= every[rejected - 1] for value in p]
    assert [e.properties["significant"] for e in result.edges] == expected
    q = [cast(float, e.properties["q_value"]) for e in result.edges]
    assert [value <= alpha for value in q] == expected


def partition(result: Clustering) -> list[set[str]]:
    return [{u for u, c in result.units.items() if c == number} for number in sorted(set(result.units.values()))]


@settings(deadline=None)
@given(tasks, st.sampled_from(["weight", "tasks", "jaccard"]), st.floats(0.5, 2))
def test_clusters_part_the_units_and_modularity_is_theirs(tasks: Tasks, by: Weight, resolution: float) -> None:
    result = clusters(graph_of(tasks), by=by, resolution=resolution, method="hypergeometric", resamples=0)
    parts = partition(result)
    assert [number for number, _ in enumerate(parts, 1)] == sorted(set(result.units.values()))
    assert [(-len(p), min(p)) for p in parts] == sorted((-len(p), min(p)) for p in parts)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(result.units)
    network.add_weighted_edges_from((e.start, e.end, cast(float, e.properties[by])) for e in result.edges)
    if result.edges:
        assert result.modularity == pytest.approx(nx.community.modularity(network, parts), abs=1e-12)
    else:
        assert result.modularity == 0
    # A cluster is in one piece, as Leiden promises (Traag, Waltman & van Eck 2019).
    assert all(nx.is_connected(network.subgraph(p)) for p in parts)


@settings(deadline=None, max_examples=10)
@given(tasks, st.integers(0, 2**32))
def test_the_order_of_loading_changes_nothing(tasks: Tasks, seed: int) -> None:
    graph = graph_of(tasks)
    order = np.random.default_rng(seed).permutation
    nodes = list(graph.nodes.items())
    shuffled = Graph(dict(nodes[i] for i in order(len(nodes))), tuple(graph.edges[i] for i in order(len(graph.edges))))
    assert clusters(graph, seed=seed, resamples=2) == clusters(shuffled, seed=seed, resamples=2)


def test_another_process_finds_the_same_clusters() -> None:
    # Rust's and Python's hashes are salted by process.
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from test_clusters import cliques, graph_of; from zeren.graph.measures.communities import clusters;"
        "found = clusters(graph_of(cliques(5, 4, 4, 3)), resamples=5);"
        "print(found)"
    )
    here = str(Path(__file__).parent)
    runs = [
        subprocess.run([sys.executable, "-c", script, here], capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]
    assert set(runs) == {f"{clusters(graph_of(cliques(5, 4, 4, 3)), resamples=5)}\n"}


@pytest.mark.parametrize("seed", [0, 1, 7, 2**64 - 1])
def test_teams_are_found_and_numbered_by_size(seed: int) -> None:
    result = clusters(graph_of(cliques(3, 5, 4)), seed=seed, resamples=0)
    assert [sorted(p) for p in partition(result)] == [
        [f"unit:{k}/{i}" for i in range(size)] for k, size in ((1, 5), (2, 4), (0, 3))
    ]
    assert result.modularity > 0.5


def test_the_core_of_a_cluster_is_what_the_resamples_agree_on() -> None:
    teams = [[f"unit:{k}/{i}" for i in range(4)] for k in range(3)]
    tasks = [frozenset(pair) for team in teams for pair in combinations(team, 2)] * 4
    # Now with this team, now with that one: in no half of the resamples with any.
    between = clusters(graph_of([*tasks, *(frozenset({"unit:3/0", *team[:2]}) for team in teams)]), resamples=40)
    assert sorted(between.core.values()) == sorted(map(tuple, teams))
    assert len([number for number in between.units.values() if number in between.core]) == 13
    firm = clusters(graph_of([*tasks, *[frozenset({"unit:3/0", "unit:0/0"})] * 12]), resamples=40)
    assert sorted(firm.core.values()) == sorted(map(tuple, ([*teams[0], "unit:3/0"], *teams[1:])))
    assert clusters(graph_of(tasks), resamples=0).core == {}


def test_phrases_for_several_units_join_everything_when_taken_in() -> None:
    everyone = "各区政府"
    tasks = [frozenset({*t, everyone}) for t in cliques(4, 4)[:-1]]
    apart, joined = clusters(graph_of(tasks)), clusters(graph_of(tasks), groups=True)
    assert everyone not in apart.units
    assert len({*apart.units.values()}) == 2
    assert everyone in joined.units
    assert sum(everyone in (e.start, e.end) for e in joined.edges) == 8


def test_only_significant_ties_can_carry_the_clusters() -> None:
    # One meeting of all beside two teams: its 16 ties across the teams are chance.
    teams = [frozenset(f"unit:{k}/{i}" for i in range(4)) for k in range(2)]
    tasks = [*teams * 12, teams[0] | teams[1]]
    both = clusters(graph_of(tasks), significant_only=True, alpha=0.05)
    assert len(both.edges) == math.comb(8, 2)
    assert sum(e.properties["significant"] is True for e in both.edges) == 2 * math.comb(4, 2)
    assert both.modularity == pytest.approx(0.5)


def test_units_that_share_nothing_are_alone() -> None:
    result = clusters(graph_of([frozenset({"b"}), frozenset({"a"}), frozenset({"b"})]))
    assert (result.units, result.edges, result.modularity) == ({"a": 1, "b": 2}, (), 0.0)
    assert result.confidence == {}
    nothing = clusters(Graph())
    assert (nothing.units, nothing.edges, nothing.modularity, nothing.cities) == ({}, (), 0.0, ())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"by": "size"}, "no clusters by 'size': choose one of weight, tasks, jaccard"),
        ({"correction": "holm"}, "no correction 'holm': choose one of fdr, bonferroni"),
        ({"method": "exact"}, "no test 'exact': choose one of auto, fdsm, sdsm, hypergeometric"),
        ({"resamples": 1}, "1 resamples: give 0 for none, or two or more"),
        ({"city": "云州"}, "no document of 云州 in the graph"),
        ({"alpha": 0.0}, "alpha is 0.0"),
        ({"alpha": math.nan}, "alpha is nan"),
        ({"resolution": 0.0}, "resolution is 0.0"),
        ({"resolution": math.inf}, "resolution is inf"),
        ({"seed": -1}, "seed is -1"),
        ({"document": "none"}, "no document 'none'"),
    ],
)
def test_a_wrong_setting_is_one_line(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        clusters(Graph(), **settings)  # type: ignore[arg-type]  # wrong on purpose


ties = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("fghij")), st.integers(1, 50), max_size=20
).map(lambda found: [(a, b, float(w)) for (a, b), w in found.items()])


@settings(deadline=None)
@given(ties)
def test_disparity_is_the_integral_of_serrano(ties: list[tuple[str, str, float]]) -> None:
    found = disparity(ties)
    for a, b, weight in ties:
        values = []
        for end in (a, b):
            around = [w for *pair, w in ties if end in pair]
            k, p = len(around), weight / sum(around)
            # 1 - (k - 1) ∫_0^p (1 - x)^(k - 2) dx, by the midpoint rule
            x = (np.arange(4000) + 0.5) / 4000 * p
            values.append(1 - (k - 1) * ((1 - x) ** (k - 2)).mean() * p if k > 1 else 1.0)
        assert found[a, b] == pytest.approx(min(values), abs=1e-5)


@settings(deadline=None)
@given(ties, st.floats(0.01, 0.99))
def test_the_backbone_leaves_no_node_out(ties: list[tuple[str, str, float]], alpha: float) -> None:
    kept = disparity_filter(ties, alpha)
    assert kept == disparity_filter([(b, a, w) for a, b, w in reversed(ties)], alpha)
    assert {n for tie in kept for n in tie} == {n for a, b, _ in ties for n in (a, b)}
    strict = disparity_filter(ties, alpha, keep_best=False)
    assert strict == {tie for tie, value in disparity(ties).items() if value < alpha} <= kept
    for node in {n for tie in kept for n in tie}:
        heaviest = max(w for a, b, w in ties if node in (a, b))
        assert any(w == heaviest and (a, b) in kept for a, b, w in ties if node in (a, b))


def test_a_star_with_one_heavy_arm_keeps_it() -> None:
    star = [("hub", f"leaf{i}", 1.0) for i in range(9)] + [("hub", "partner", 91.0)]
    assert disparity_filter(star, keep_best=False) == {("hub", "partner")}
    assert disparity(star)["hub", "partner"] == pytest.approx(0.09**9)


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        ([("a", "b", 0.0)], "weights are positive"),
        ([("a", "b", math.inf)], "weights are positive"),
        ([("a", "b", 1.0), ("b", "a", 2.0)], "given twice"),
    ],
)
def test_ties_that_are_none_are_refused(ties: list[tuple[str, str, float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        disparity(ties)
