"""What the tests of ties and the verdicts on clusters promise: on enumerated cases, on nothing, on planted teams.

``benchmarks/inference.py`` is the long form, with rates and their intervals.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from importlib import import_module
from itertools import combinations, product
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph_samples.cities import graph_of, of_tasks, planted, sizes, structureless, together
from zeren.cli.demo import sample_files
from zeren.graph import Graph, build, open_store, read_graph
from zeren.graph.assignments import ALL, Scope, pooled
from zeren.graph.continued import continued
from zeren.graph.measures import clusters, concentration, intervals, ties, workload
from zeren.graph.measures import fixed_margins as margins
from zeren.graph.measures.blocks import Blocks, length, supported
from zeren.graph.measures.chance import bicm, hypergeometric, poisson_binomial, tails
from zeren.graph.measures.incidence import READ, Incidence, shared
from zeren.graph.measures.inequality import inequality
from zeren.graph.measures.intervals import shorrocks
from zeren.graph.measures.pairs import Method
from zeren.graph.measures.pairs import tested as with_tests
from zeren.graph.measures.stability import partition
from zeren.loaders import read_document

Matrix = NDArray[np.int64]
SMALL = np.array([[1, 0, 1, 0, 1], [1, 1, 0, 0, 0], [0, 1, 1, 1, 0], [0, 0, 0, 1, 0]])


def as_incidence(matrix: Matrix) -> Incidence:
    rows, columns = matrix.shape
    return Incidence(
        tuple("abcdefgh"[:rows]),
        tuple("12345678"[:columns]),
        csr_array(matrix.astype(np.float64)),
        np.zeros(columns, np.int64),
        np.zeros(rows, np.int64),
        ("云州",),
    )


def every(matrix: Matrix) -> list[Matrix]:
    """All matrices with these margins, by trying each row's choices."""
    choices = [list(combinations(range(matrix.shape[1]), k)) for k in matrix.sum(axis=1)]
    made = (np.array([[int(c in row) for c in range(matrix.shape[1])] for row in rows]) for rows in product(*choices))
    return [m for m in made if (m.sum(axis=0) == matrix.sum(axis=0)).all()]


def test_each_matrix_with_the_same_margins_is_equally_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(margins, "THINNING", 6)  # samples that do not depend on one another, as chi-square wants them
    possible = every(SMALL)
    seen: Counter[bytes] = Counter()
    for walk in margins.samples(as_incidence(SMALL), 20_000, np.random.default_rng(1)):
        for units in walk.state:
            one = np.zeros(SMALL.shape, np.int64)
            one[units.astype(np.int64), walk.task] = 1
            seen[one.tobytes()] += 1
    counts = np.array([seen.pop(m.astype(np.int64).tobytes()) for m in possible])
    assert not seen  # no other matrix
    chi = ((counts - counts.mean()) ** 2 / counts.mean()).sum()
    assert chi < len(possible) - 1 + 4 * np.sqrt(2 * len(possible))


def test_sampled_p_values_are_those_of_all_matrices() -> None:
    given = as_incidence(SMALL)
    pairs, possible = shared(given.matrix), every(SMALL)
    found = with_tests(given, method="fdsm", alpha=0.001).p_value
    for a, b, observed, p in zip(pairs.a, pairs.b, pairs.tasks, found, strict=True):
        counts = np.array([(m[a] * m[b]).sum() for m in possible])
        exact = (counts > observed).mean() + (counts == observed).mean() / 2
        assert p == pytest.approx(exact, abs=0.05)


def test_documents_are_strata() -> None:
    """Two documents, each with its own law: their sum is counted out."""
    tasks = [np.array(t) for t in ([0, 1], [0, 1], [0, 2], [1, 2], [0, 1], [0, 3], [1, 3], [2, 3], [2, 3])]
    given = of_tasks(tasks, 4, np.array([0] * 4 + [1] * 5))
    pairs = shared(given.matrix)
    found = dict(
        zip(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True), tails(given, pairs, "hypergeometric"), strict=True)
    )
    one, other = hypergeometric([4], [3], [3], 6)[0], hypergeometric([5], [2], [2], 6)[0]
    exact = sum(one[x] * other[y] for x in range(6) for y in range(6) if x + y >= 3)
    assert found[0, 1] == pytest.approx(exact, rel=1e-12)


def test_a_walk_keeps_to_its_documents() -> None:
    tasks = [np.array(t) for t in ([0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5, 0])]
    given = of_tasks(tasks, 6, np.array([0, 0, 0, 1, 1, 1]))
    walk = next(iter(margins.samples(given, 50, np.random.default_rng(1))))
    first = np.concatenate([given.matrix[:, :3].sum(axis=1)])
    for units in walk.state.astype(np.int64):
        assert (np.bincount(units[walk.task < 3], minlength=6) == first).all()


@pytest.mark.parametrize("seed", range(4))
def test_the_configuration_model_keeps_its_margins(seed: int) -> None:
    # The package bicm 3.4.0 gives the same probabilities, to 2e-16.
    rng = np.random.default_rng(seed)
    matrix = (rng.random((30, 60)) < rng.beta(1, 5, (30, 1))).astype(np.int64)
    matrix[0], matrix[1] = 1, 0
    chances = bicm(matrix.sum(axis=1), matrix.sum(axis=0))
    assert np.abs(chances.sum(axis=0) - matrix.sum(axis=0)).max() < 1e-6
    assert np.abs(chances.sum(axis=1) - matrix.sum(axis=1)).max() < 1e-6
    assert ((chances >= 0) & (chances <= 1)).all()


def test_poisson_binomial_is_counted_out() -> None:
    chances = np.array([0.1, 0.5, 0.25, 0.9])
    exact = np.zeros(5)
    for outcome in product((0, 1), repeat=4):
        exact[sum(outcome)] += np.prod(np.where(outcome, chances, 1 - chances))
    assert poisson_binomial(chances[None], 6)[0][:5] == pytest.approx(exact, rel=1e-12)
    assert poisson_binomial(chances[None], 3)[0] == pytest.approx([*exact[:2], exact[2:].sum()], rel=1e-12)


@pytest.mark.parametrize("method", ["hypergeometric", "sdsm"])
def test_cities_without_structure_have_no_ties(method: Method) -> None:
    cities = [structureless(seed) for seed in range(20)]
    assert sum(int(with_tests(city, method=method, alpha=0.01).significant.sum()) for city in cities) == 0
    # At 5 % one city in twenty may have one; two of them would be a matter of chance, three would not.
    assert sum(bool(with_tests(city, method=method).significant.any()) for city in cities) <= 2


def test_cities_without_structure_have_no_groups() -> None:
    found = [partition(structureless(seed), resamples=10) for seed in range(6)]
    assert [f.groups_supported for f in found] == [1] * 6
    assert {f.verdict(c) for f in found for c in range(len(f.stability))} == {"not stable"}
    assert all(abs(f.modularity - f.modularity_null) < 5 * f.modularity_null_sd for f in found)


@pytest.mark.parametrize("mixing", [0.0, 0.1])
def test_planted_teams_are_found(mixing: float) -> None:
    given, team = planted(3, mixing=mixing)
    found = partition(given, resamples=10)
    assert found.groups_supported == 4
    assert {(t, c) for t, c in zip(team.tolist(), found.label.tolist(), strict=True)} == set(
        zip(team.tolist(), found.label.tolist(), strict=True)
    )
    assert len(set(zip(team.tolist(), found.label.tolist(), strict=True))) == 4
    assert found.stability.min() >= 0.9
    assert {found.verdict(c) for c in range(4)} == {"stable"}
    assert supported(given, np.arange(len(team)) % 7).groups < 7  # groups that are none are joined


def test_other_cities_and_a_second_issue_change_nothing() -> None:
    given, _ = planted(1, units=24, tasks=50)
    ours = graph_of(given, "云州")
    others = [graph_of(structureless(seed, units=20, tasks=40), f"市{seed}") for seed in range(3)]
    again = graph_of(given, "云州", "云政〔2032〕1号", 2032)
    alone = ties(ours)
    assert alone.rows == ties(together(*others, ours), city="云州").rows
    among = [row for row in ties(together(*others, ours)) if row["city"] == "云州"]
    assert [tuple(row.values()) for row in among] == list(alone.rows)
    assert len(continued(together(ours, again))) == 50
    assert ties(together(ours, again)).rows == alone.rows
    groups = clusters(ours, resamples=4)
    more = clusters(together(*others, ours, again), resamples=4)
    part = {frozenset(u for u in groups.units if groups.units[u] == n) for n in groups.units.values()}
    assert part <= {frozenset(u for u in more.units if more.units[u] == n) for n in more.units.values()}
    assert {u: more.confidence[u] for u in groups.confidence} == groups.confidence


def test_what_is_written_tells_how_it_was_made() -> None:
    found = clusters(graph_of(planted(1, units=24, tasks=50)[0], "云州"), resamples=4, seed=3)
    written = dict(found.rows())
    assert set(written) == set(found.units)
    for properties in written.values():
        assert {"cluster", "cluster_name", "cluster_stability", "cluster_verdict", "cluster_run"} <= set(properties)
        assert '"seed": 3' in str(properties["cluster_run"]) and '"resamples": 4' in str(properties["cluster_run"])


def test_published_values_of_concentration() -> None:
    # The vector and values of the manual of R's ineq; DescTools corrects by n/(n - 1).
    m = inequality([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
    assert m.gini == pytest.approx(0.4620911, abs=5e-8)
    assert m.gini * m.units / (m.units - 1) == pytest.approx(0.5134346, abs=5e-8)


def test_between_and_within_are_the_whole() -> None:
    loads, group = np.array([5.0, 1, 1, 9, 2, 2, 7]), np.array([0, 0, 1, 1, 1, 2, 2])
    whole, between, within = shorrocks(loads, group)
    assert whole == pytest.approx(inequality([5, 1, 1, 9, 2, 2, 7]).theil, rel=1e-12)
    assert whole == pytest.approx(between + within, rel=1e-12)
    assert 0 < between < whole
    assert shorrocks(loads, np.zeros(7, np.int64))[1] == pytest.approx(0, abs=1e-12)


def test_intervals_hold_what_they_are_of() -> None:
    table = concentration(graph_of(structureless(2), "云州"), resamples=200)
    rows = [row for row in table if row["load"] == "total" and not row["groups"]]
    assert [row["frame"] for row in rows] == ["carriers", "all"]
    for row in rows:
        figures = {name: float(str(row[name])) for name in ("hhi_low", "hhi", "hhi_high", "gini", "gini_random")}
        assert figures["hhi_low"] < figures["hhi"] < figures["hhi_high"]
        assert figures["gini_random"] < figures["gini"]


@pytest.fixture(scope="module")
def gazette(shared: Path) -> Graph:
    return build(read_document(shared / "documents/jiaozuo-gazette-2024-02.txt"))


def test_the_gazette_has_no_groups(gazette: Graph) -> None:
    found = clusters(gazette, method="hypergeometric", resamples=40)
    [city] = found.cities
    assert city.groups_supported == 1
    assert set(found.verdicts.values()) == {"not stable"}
    assert city.modularity == pytest.approx(0.22, abs=0.02)
    assert city.modularity_null == pytest.approx(0.14, abs=0.015)


def test_the_gazette_counts(gazette: Graph) -> None:
    counties = list(workload(gazette, "county"))
    assert sum(int(str(row["by_government"])) for row in counties) == 155
    zone = next(row for row in workload(gazette) if row["kind"] == "zone" and row["tasks"] == 60)
    assert zone["beside_groups"] == 52
    bounds = sorted(
        (int(str(row["certain"])), int(str(row["upper_bound"])))
        for row in workload(gazette)
        if row["kind"] == "county_government"
    )
    assert bounds[-1][0] >= 47 and sum(upper > 60 for _, upper in bounds) == 10
    [lead] = [
        row
        for row in concentration(gazette, resamples=0)
        if row["load"] == "lead" and row["frame"] == "carriers" and not row["groups"]
    ]
    figures = [float(str(lead[name])) for name in ("units", "cr4", "gini")]
    assert figures == pytest.approx([27, 0.478, 0.489], abs=5e-4)


def test_nothing_about_the_gazette_changes_with_what_lies_beside_it(shared: Path, gazette: Graph) -> None:
    """Alone, beside 38 documents of other cities, and issued again with new numbers: the same to the last digit."""
    given = read_document(shared / "documents/jiaozuo-gazette-2024-02.txt")
    new = {d: msgspec.structs.replace(d, number=f"第{9 - n}号") for n, d in enumerate(given.documents)}
    again = msgspec.structs.replace(
        given,
        digest="1" * 64,
        source="again",
        documents=tuple(new.values()),
        records=tuple(msgspec.structs.replace(record, document=new[record.document]) for record in given.records),
    )
    [city] = {str(n.properties["city"]) for n in gazette.nodes.values() if n.label == "Document"}
    others = [graph_of(structureless(seed, units=20, tasks=30), f"市{seed}") for seed in range(38)]
    beside = together(build(given, again), *others)
    alone, groups = ties(gazette), clusters(gazette, method="hypergeometric", resamples=5)
    assert [tuple(row.values()) for row in ties(beside, city=city)] == list(alone.rows)
    assert ties(build(again), method="sdsm").rows == ties(gazette, method="sdsm").rows
    for other in (beside, build(again)):
        found = clusters(other, method="hypergeometric", resamples=5)
        mine = set(groups.units)
        parts = [{frozenset(u for u in f.units if f.units[u] == n) & mine for n in f.home} for f in (found, groups)]
        assert parts[0] - {frozenset()} == parts[1]
        assert {u: found.confidence[u] for u in groups.confidence} == groups.confidence
        assert set(groups.cities) <= set(found.cities)


def test_intervals_hold_the_value_behind_a_notice() -> None:
    """As sparse as a real notice: percentiles, or BCa, would hold it in one of three cities."""
    held, weight = 0, np.random.default_rng(1).lognormal(0, 1, 70)
    law = loads_of(np.random.default_rng(2), weight, 40_000).sum(axis=1).reshape(-1, 1)
    for seed in range(25):
        matrix = loads_of(np.random.default_rng([seed, 9]), weight, 150)
        seen = matrix.sum(axis=1) > 0
        own, stratum = csr_array(matrix[seen]), np.zeros(150, np.int64)
        [one] = intervals.uncertain(own, stratum, (intervals.ginis,), False, 199, np.random.default_rng(seed))
        low, high = one.interval()
        held += low <= float(intervals.ginis(law[seen], True)[0]) <= high
        assert high - low < 0.12  # not by width: it is a fifth of the value
    assert held >= 22


def loads_of(rng: np.random.Generator, weight: NDArray[np.float64], tasks: int) -> NDArray[np.float64]:
    """Units × tasks, each task for some units that are drawn by weight."""
    order = (np.log(weight) + rng.gumbel(size=(tasks, len(weight)))).argsort(axis=1)[:, ::-1]
    matrix = np.zeros((len(weight), tasks))
    taken = np.arange(len(weight))[None] < sizes(rng, tasks)[:, None]
    matrix[order[taken], np.nonzero(taken)[0]] = 1
    return matrix


def test_two_draws_of_a_seed_are_the_same() -> None:
    given = structureless(5, units=20, tasks=40)
    first, second = (with_tests(given, method="fdsm", seed=2) for _ in range(2))
    assert (first.p_value == second.p_value).all()
    assert (with_tests(replace(given), method="fdsm", seed=4).p_value != first.p_value).any()


def test_any_number_of_processes_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pairs", "communities", "support"):
        monkeypatch.setattr(import_module(f"zeren.graph.measures.{module}"), "SHARED_FROM", 10)
    graph = together(*(graph_of(structureless(seed, units=15, tasks=30), f"市{seed}") for seed in range(3)))
    seen: list[tuple[str, int, int]] = []
    alone = clusters(graph, resamples=3)
    two = clusters(graph, resamples=3, workers=2, progress=lambda *step: seen.append(step))
    assert seen == [("clusters", n, 3) for n in (1, 2, 3)], "ties are tested when somebody asks for them"
    assert repr(alone) == repr(two) and alone.written == two.written and alone.supports == two.supports
    assert seen[3:] == [(what, n, 3) for what in ("ties", "support") for n in (1, 2, 3)]


def test_of_a_folder_no_more_is_read_than_ties_and_clusters_need(tmp_path: Path) -> None:
    """Documents with leads, sections, duties and more; what is not read changes nothing."""
    graph = build(*(read_document(path) for path in sample_files()))
    with open_store(tmp_path / "zeren.db", create=True) as store:
        store.load(graph)
    whole, read = read_graph(tmp_path / "zeren.db"), read_graph(tmp_path / "zeren.db", only=READ)
    assert set(read.counts()) == set(READ) & set(whole.counts()) and read.counts().items() < whole.counts().items()
    assert len(ties(read)) and ties(read, groups=True).rows == ties(whole, groups=True).rows
    assert all(pooled(read, scope) == pooled(whole, scope) for scope in (ALL, Scope(year=2025), Scope("报告")))
    one, other = (clusters(given, method="hypergeometric", resamples=4) for given in (read, whole))
    assert repr(one) == repr(other) and one.written == other.written and one.supports == other.supports != ()


def test_joins_are_told_by_what_the_whole_would_be() -> None:
    """Of each two blocks, the difference of description lengths is that of the lengths themselves."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        size = int(rng.integers(3, 7))
        edges, units, tasks = rng.integers(0, 6, (size, size)), rng.integers(1, 6, size), rng.integers(0, 6, size)
        edges[:, tasks == 0] = 0
        edges[0, 0], tasks[0] = 1, 2
        blocks = Blocks.of(edges.astype(np.float64), units, tasks)
        while len(blocks.units) > 1:
            whole = length(blocks.edges.astype(np.float64), blocks.units, blocks.tasks)
            told = blocks.changes()
            for i, j in combinations(range(len(blocks.units))[::-1], 2):
                one = blocks.joined(i, j)
                there = length(one.edges.astype(np.float64), one.units, one.tasks)
                assert told[i, j] == pytest.approx(there - whole, abs=1e-8)
            blocks = blocks.joined(len(blocks.units) - 1, int(rng.integers(len(blocks.units) - 1)))


def test_hundreds_of_groups_are_joined_in_no_time() -> None:
    """300 pairs that know nobody else: each two of 300 groups compared anew at every step would take hours."""
    given = of_tasks([np.array([2 * n, 2 * n + 1]) for n in range(300)], 600)
    assert supported(given, np.arange(600) // 2).groups == 1
