"""What is declared (sections, leaders, duties, roles) against chance: by hand, on nothing, on what was planted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from graph_samples.cities import graph_of, of_tasks, planted, structureless
from zeren.graph import Edge, Graph, Node, open_store
from zeren.graph.measures import bridges, clusters, focus, partitions, support, support_units
from zeren.graph.measures.beside import Chance
from zeren.graph.measures.bridges import effective, rarefied
from zeren.loaders.errors import ZerenError

CITIES = 8


def declared(
    graph: Graph, section: list[int], leader: list[int] | None = None, names: str = "甲乙丙丁戊己庚辛壬癸"
) -> Graph:
    """The graph with the section of each task, its leader, and of unit n the duty that is its number modulo 3."""
    nodes, edges = dict(graph.nodes), list(graph.edges)
    tasks = sorted((id for id, n in nodes.items() if n.label == "Task"), key=lambda id: nodes[id].properties["order"])  # type: ignore[arg-type,return-value]  # numbers
    for n, task in enumerate(tasks):
        home = f"sector:#{section[n]}"
        nodes[home] = Node("Sector", home, {"id": home, "title": f"领域{section[n]}", "ordinal": section[n]})
        edges.append(Edge("IN_SECTOR", task, home))
        if leader is not None:
            who = f"leader:{names[leader[n]]}"
            nodes[who] = Node("Leader", who, {"id": who, "name": f"王小{names[leader[n]]}", "city": "云州"})
            edges.append(Edge("OVERSEES", who, task))
    for n, id in enumerate(sorted(id for id, node in nodes.items() if node.label == "Unit")):
        nodes[id] = replace(nodes[id], properties={**nodes[id].properties, "function": f"duty {n % 3}"})
    return Graph(nodes, tuple(edges))


def nothing(seed: int, parts: int = 6) -> Graph:
    """A city without structure whose tasks lie in sections, and under leaders, by chance."""
    rng = np.random.default_rng([seed, 11])
    given = structureless(seed, units=40, tasks=100)
    graph = graph_of(given, f"市{seed:02}")
    section, leader = (np.minimum(rng.geometric(0.3, 100), parts) - 1 for _ in range(2))
    return declared(graph, section.tolist(), leader.tolist())


def test_work_that_follows_its_sections_wholly() -> None:
    # Units 0 and 1 in one section, 2 and 3 in the other: the unit tells the section, ln 2 nats.
    graph = declared(graph_of(of_tasks([np.array([0, 1])] * 6 + [np.array([2, 3])] * 6, 4), "云州"), [0] * 6 + [1] * 6)
    [sector, duty] = partitions(graph)
    assert sector["partition"] == "sector" and sector["assignments"] == 24 and sector["parts"] == 2
    assert sector["information"] == pytest.approx(np.log(2))
    assert sector["share"] == pytest.approx(1)
    assert float(str(sector["p_value"])) < 0.01
    # The unit says more than the section: of the mean of both entropies (ln 4 and ln 2), two thirds before chance.
    assert 0.5 < float(str(sector["adjusted"])) < 2 / 3
    assert duty["partition"] == "duty"


def test_teams_follow_their_sections_and_chance_does_not() -> None:
    given, team = planted(3, units=40, tasks=100)
    section = [int(np.bincount(team[given.matrix[:, [n]].nonzero()[0]]).argmax()) for n in range(100)]
    graph = declared(graph_of(given, "云州"), section)
    [sector, duty] = partitions(graph, samples=200)
    assert float(str(sector["z"])) > 20 and float(str(sector["adjusted"])) > 0.25
    assert abs(float(str(duty["z"]))) < 4  # duties were dealt out by number
    found = [row for seed in range(CITIES) for row in partitions(nothing(seed), samples=100)]
    assert {row["partition"] for row in found} == {"sector", "leader", "duty"}
    small = sum(float(str(row["p_value"])) <= 0.05 for row in found)
    assert small <= 5  # of 24 at 5 %: more is a matter of one in ten thousand
    assert abs(np.mean([float(str(row["z"])) for row in found])) < 0.6


def test_sections_are_rarefied_as_counting_does() -> None:
    kinds = [0, 0, 0, 1, 1, 2]
    every = [len({kinds[i] for i in chosen}) for chosen in combinations(range(6), 4)]
    assert rarefied(np.array([3, 2, 1]), 4) == pytest.approx(np.mean(every))
    assert rarefied(np.array([3, 0, 1]), 5) is None
    assert effective(np.array([4, 4, 0, 4])) == pytest.approx(3)


def test_participation_by_hand() -> None:
    # Unit 0 meets one unit in section 0, two in section 1: links 1 and 2.
    graph = declared(graph_of(of_tasks([np.array([0, 1]), np.array([0, 1, 2])], 3), "云州"), [0, 1])
    rows = {row["unit"]: row for row in bridges(graph, samples=20)}
    assert rows["000"]["participation"] == pytest.approx(1 - (1 / 9 + 4 / 9))
    assert rows["002"]["participation"] == 0
    assert (rows["000"]["sections"], rows["000"]["tasks"], rows["000"]["sections_rarefied"]) == (2, 2, None)


def test_bridges_do_not_follow_the_load() -> None:
    found = [list(bridges(nothing(seed), samples=100)) for seed in range(CITIES)]
    rows = [row for city in found for row in city]
    load, raw, z = (np.array([float(str(row[c])) for row in rows]) for c in ("tasks", "participation", "z"))
    assert spearmanr(load, raw).statistic > 0.5
    assert abs(spearmanr(load, z).statistic) < 0.15
    assert sum(float(str(row["q_value"])) <= 0.05 for row in rows) <= 2
    # A unit between four teams, in a city where all others keep to theirs.
    given, team = planted(2, units=40, tasks=120, mixing=0)
    section = [int(np.bincount(team[given.matrix[:, [n]].nonzero()[0]]).argmax()) for n in range(120)]
    graph = declared(graph_of(given, "云州"), section)
    tasks = sorted(id for id, node in graph.nodes.items() if node.label == "Task")
    between = Node(
        "Unit", "unit:云州/两边", {"id": "unit:云州/两边", "name": "两边", "kind": "department", "city": "云州"}
    )
    edges = (Edge("RESPONSIBLE_FOR", between.id, task) for task in tasks[:16])
    first, *rest = bridges(Graph({**graph.nodes, between.id: between}, (*graph.edges, *edges)), samples=200)
    assert first["unit"] == "两边" and float(str(first["q_value"])) > 0.05
    assert sum(float(str(row["q_value"])) <= 0.05 for row in rest) > len(rest) / 2


def test_concentration_under_a_leader_does_not_follow_size() -> None:
    rows = [row for seed in range(CITIES) for row in focus(nothing(seed, 9), samples=100)]
    tasks, raw, times = (np.array([float(str(row[c])) for row in rows]) for c in ("tasks", "hhi", "times_random"))
    assert spearmanr(tasks, raw).statistic < -0.5
    assert abs(spearmanr(tasks, times).statistic) < 0.25
    assert sum(float(str(row["q_value"])) <= 0.05 for row in rows) <= 3


def test_a_misprinted_leader_is_told_and_ranks_nowhere() -> None:
    given, team = planted(4, units=48, tasks=60, mixing=0)
    leader = [int(np.bincount(team[given.matrix[:, [n]].nonzero()[0]]).argmax()) for n in range(60)]
    leader[7] = 9  # 王小癸 once, one glyph from those who have many
    rows = list(focus(declared(graph_of(given, "云州"), [0] * 60, leader), samples=100))
    assert [row["tasks"] for row in rows][-1] == 1 and rows[-1]["times_random"] == pytest.approx(1)
    assert str(rows[-1]["may_be"]).startswith("王小") and all(row["may_be"] is None for row in rows[:-1])
    assert all(float(str(row["times_random"])) > 1.5 and float(str(row["q_value"])) <= 0.05 for row in rows[:-1])
    [one] = focus(declared(graph_of(given, "云州"), [0] * 60), "sector", samples=20)
    assert one["times_random"] == pytest.approx(1)  # of one section everything is as it is
    with pytest.raises(ZerenError, match="no concentration by 'unit': choose one of leader, sector"):
        focus(Graph(), "unit")  # type: ignore[arg-type]  # wrong on purpose


def with_roles(pairs: list[tuple[int, list[int]]], units: int) -> Graph:
    """Tasks of a lead and its supporters."""
    graph = graph_of(of_tasks([np.array([lead, *helpers]) for lead, helpers in pairs], units), "云州")
    edges: list[Edge] = [e for e in graph.edges if e.type == "STATED_IN"]
    for n, (lead, helpers) in enumerate(pairs):
        edges.append(Edge("LEADS", f"unit:云州/{lead:03}", f"task:云州#{n}"))
        edges += [Edge("SUPPORTS", f"unit:云州/{helper:03}", f"task:云州#{n}") for helper in helpers]
    return Graph(graph.nodes, tuple(edges))


def test_support_has_a_direction() -> None:
    graph = with_roles([(0, [1, 2]), (0, [1]), (1, [0])], 3)
    rows = {(row["lead"], row["support"]): row for row in support(graph)}
    assert {pair: (row["tasks"], row["weight"], row["back"]) for pair, row in rows.items()} == {
        ("000", "001"): (2, 1.5, 1),
        ("000", "002"): (1, 0.5, 0),
        ("001", "000"): (1, 1.0, 2),
    }
    units = {
        row["unit"]: [row[c] for c in ("supporters", "received", "supports", "given")] for row in support_units(graph)
    }
    assert units == {"000": [2, 3, 1, 1], "001": [1, 1, 1, 2], "002": [0, 0, 1, 1]}
    shares = {row["unit"]: row["reciprocity"] for row in support_units(graph)}
    assert shares == {"000": 0.5, "001": pytest.approx(2 / 3), "002": 0}


def chance_roles(seed: int, tasks: int = 80, units: int = 30) -> list[tuple[int, list[int]]]:
    rng = np.random.default_rng([seed, 12])
    weight = rng.lognormal(0, 0.7, units)
    chosen = (rng.choice(units, 2 + int(rng.integers(3)), replace=False, p=weight / weight.sum()) for _ in range(tasks))
    return [(int(row[0]), row[1:].tolist()) for row in chosen]


def test_support_by_chance_is_not_significant_and_a_fixed_helper_is() -> None:
    found = [support(with_roles(chance_roles(seed), 30)) for seed in range(8)]
    assert sum(bool(row["significant"]) for table in found for row in table) <= 2
    # Unit 30 leads what 31 always supports, and nobody else does.
    planted_ = [(30, [31, *helpers]) for _, helpers in chance_roles(9, 10)]
    first = next(iter(support(with_roles([*chance_roles(8), *planted_], 32))))
    assert (first["lead"], first["support"], first["significant"], first["tasks"]) == ("030", "031", True, 10)


def test_a_seed_is_an_answer() -> None:
    graph = nothing(1)
    measures: list[Any] = [partitions, bridges, focus]
    for measure in measures:
        assert measure(graph, samples=20, seed=3).rows == measure(graph, samples=20, seed=3).rows
        assert measure(graph, samples=20, seed=3).rows != measure(graph, samples=20, seed=4).rows
        assert measure(Graph()).rows == ()
        with pytest.raises(ZerenError, match="no document of 云州"):
            measure(graph, city="云州")
    graph = with_roles(chance_roles(1), 30)
    assert support(graph, seed=3).rows == support(graph, seed=3).rows != support(graph, seed=4).rows
    assert (support(Graph()).rows, support_units(Graph()).rows) == ((), ())


def test_both_engines_hold_what_was_found(place: str) -> None:
    from graph_samples.records import document, mention, reading, task
    from zeren.graph import build

    doc = document()
    roles = [(f"市{a:02}局", [f"市{b:02}局" for b in helpers]) for a, helpers in chance_roles(1, 40, 12)]
    records = [
        task(
            doc,
            str(n),
            text=f"第{n}件事",
            lead=[mention(a)],
            support=[mention(b, start=9 * k) for k, b in enumerate(bs, 1)],
        )
        for n, (a, bs) in enumerate(roles, 1)
    ]
    with open_store(place, create=True) as store:
        store.load(build(reading(*records)))
        found = clusters(store, resamples=4, method="hypergeometric")
        store.write_clusters(found.rows(), found.written)
        asked = store.read(
            "MATCH (a:Unit)-[s:SUPPORTED_BY]->(b:Unit) "
            "RETURN a.name AS lead, b.name AS support, s.tasks AS tasks, s.p_value AS p ORDER BY lead, support"
        )
        expected = sorted((r["lead"], r["support"], r["tasks"], r["p_value"]) for r in support(store.graph()))
        assert list(asked.rows) == expected and len(expected) > 20
        [one] = store.read(
            "MATCH (u:Unit) RETURN DISTINCT u.modularity AS m, u.modularity_null AS n, u.groups_supported AS g"
        )
        [city] = found.cities
        assert (one["m"], one["n"], one["g"]) == (city.modularity, city.modularity_null, city.groups_supported)


def test_a_value_beside_chance() -> None:
    """Half of the samples that equal it count, and it is a sample itself; what chance cannot vary has no distance."""
    found = Chance(np.array([3.0, 1.0]), np.array([[1.0, 1], [3, 1], [5, 1], [7, 1]]))
    assert found.p_value().tolist() == pytest.approx([(2 + 0.5 + 0.5) / 5, (2 + 0.5) / 5])
    assert found.p_value(below=True).tolist() == pytest.approx([(1 + 0.5 + 0.5) / 5, (2 + 0.5) / 5])
    assert found.mean.tolist() == [4.0, 1.0]
    assert found.deviation.tolist() == pytest.approx([np.sqrt(20 / 3), 0.0])
    assert found.z.tolist() == pytest.approx([-1 / np.sqrt(20 / 3), 0.0])
