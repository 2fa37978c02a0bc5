"""What the tests promise, measured on invented cities: rates with their intervals, and the time of many cities.

    .venv/bin/python benchmarks/inference.py [--cities 100] [--edges 1000000]

Cities without structure: how many have a tie or a group that is none. Planted teams: how many are found. Intervals of
concentration: how often they hold the true value. Exit status 1 where a rate is beyond what is promised.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import block_diag, csr_array

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from graph_samples.cities import planted, sizes, structureless
from zeren.graph.measures import intervals
from zeren.graph.measures.incidence import Incidence
from zeren.graph.measures.pairs import Method, tested
from zeren.graph.measures.stability import partition

METHODS: tuple[Method, ...] = ("hypergeometric", "sdsm", "fdsm")


def wilson(hits: int, of: int) -> str:
    """A rate and its 95 % interval (Wilson 1927)."""
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * np.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return f"{hits}/{of} = {p:.3f} [{max(0, middle - half):.3f}, {min(1, middle + half):.3f}]"


def told(what: str, hits: int, of: int, holds: bool) -> bool:
    """Print one line; whether the promise holds."""
    print(f"{what:62} {wilson(hits, of)} {'' if holds else '  BEYOND'}", flush=True)
    return holds


def nothing(cities: int) -> bool:
    """Cities without structure."""
    fine = True
    for method in METHODS:
        false = sum(bool(tested(structureless(seed), method=method).significant.any()) for seed in range(cities))
        # What may be chance in 5 % of the cities is in at most so many of them, but once in a thousand times.
        most = 0.05 * cities + 3.1 * np.sqrt(0.05 * 0.95 * cities)
        fine &= told(f"no structure, {method}: cities with a tie (FDR 5 %)", false, cities, false <= most)
    found = [partition(structureless(seed), resamples=20) for seed in range(cities)]
    one = sum(f.groups_supported == 1 for f in found)
    fine &= told("no structure: cities with one group supported", one, cities, one >= 0.95 * cities)
    flagged = sum(all(f.verdict(c) != "stable" for c in range(len(f.stability))) for f in found)
    return fine & told("no structure: cities without a stable cluster", flagged, cities, flagged >= 0.95 * cities)


def teams(cities: int) -> bool:
    """Planted teams, with more and more of the names anybody's."""
    fine = True
    for mixing in (0.0, 0.05, 0.1):
        made = [planted(seed, mixing=mixing) for seed in range(cities)]
        found = [partition(given, resamples=20) for given, _ in made]
        same = [
            f.groups_supported == 4 and len(set(zip(team.tolist(), f.label.tolist(), strict=True))) == 4
            for f, (_, team) in zip(found, made, strict=True)
        ]
        stable = sum(bool(f.stability.min() >= 0.9) for f in found)
        fine &= told(f"planted, {mixing:.0%} mixed: the four teams and no other", sum(same), cities, all(same))
        told(f"planted, {mixing:.0%} mixed: every team's stability ≥ .9", stable, cities, True)
    return fine


def coverage(cities: int) -> bool:
    """How often intervals of concentration hold the value of the law that tasks are drawn from."""
    units, tasks = 30, 150
    weight = np.random.default_rng(1).lognormal(0, 1, units)
    measures = (intervals.hhis, intervals.ginis)
    many = _loads(np.random.default_rng(2), weight, 60_000)[0].sum(axis=1)
    true = [float(measure(np.asarray(many).reshape(-1, 1), True)[0]) for measure in measures]
    hits = [0, 0]
    for seed in range(cities):
        rng = np.random.default_rng([seed, 9])
        matrix, stratum = _loads(rng, weight, tasks)
        drawn = intervals.resampled(matrix, stratum, measures, True, 999, rng)
        one_less = intervals.left_out(matrix, measures, True)
        loads = np.asarray(matrix.sum(axis=1)).reshape(-1, 1)
        for n, measure in enumerate(measures):
            low, high = intervals.bca(float(measure(loads, True)[0]), drawn[n], one_less[n])
            hits[n] += low <= true[n] <= high
    spread = 3.1 * np.sqrt(0.05 * 0.95 / cities)
    fine = True
    for name, hit in zip(("HHI", "Gini"), hits, strict=True):
        fine &= told(
            f"95 % interval of {name}: holds the true value", hit, cities, abs(hit / cities - 0.95) <= 0.02 + spread
        )
    return fine


def _loads(rng: np.random.Generator, weight: np.ndarray, tasks: int) -> tuple[csr_array, np.ndarray]:
    drawn = (np.log(weight) + rng.gumbel(size=(tasks, len(weight)))).argsort(axis=1)[:, ::-1]
    taken = np.arange(len(weight))[None] < sizes(rng, tasks)[:, None]
    column = np.nonzero(taken)[0]
    matrix = csr_array((np.ones(len(column)), (drawn[taken], column)), shape=(len(weight), tasks))
    return matrix, np.zeros(tasks, np.int64)


def many(edges: int, cities: int = 1000) -> None:
    """Ties and clusters of many cities, timed."""
    each = edges // cities
    made = [structureless(seed, units=150, tasks=each // 4) for seed in range(cities)]
    given = Incidence(
        tuple(f"{n:04}/{unit}" for n, city in enumerate(made) for unit in city.units),
        tuple(f"{n:04}/{task}" for n, city in enumerate(made) for task in city.tasks),
        csr_array(block_diag([city.matrix for city in made], format="csr")),
        np.repeat(np.arange(cities), [len(city.tasks) for city in made]),
        np.repeat(np.arange(cities), [len(city.units) for city in made]),
        tuple(f"{n:04}" for n in range(cities)),
    )
    for method in METHODS:
        start = time.perf_counter()
        found = tested(given, method=method)
        print(f"{given.matrix.nnz:,} edges, {cities:,} cities, ties by {method}: {time.perf_counter() - start:.1f} s,"
              f" {int(found.significant.sum()):,} of {len(found.p_value):,} significant", flush=True)  # fmt: skip
    start = time.perf_counter()
    for number in range(cities):
        partition(given.of_city(number), resamples=20)
    print(f"clusters with verdicts (20 resamples): {time.perf_counter() - start:.1f} s", flush=True)


def main() -> int:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=100, help="invented cities of each kind")
    parser.add_argument("--edges", type=int, default=0, help="also time so many assignments in 1,000 cities")
    given = parser.parse_args()
    fine = [nothing(given.cities), teams(given.cities), coverage(given.cities)]
    if given.edges:
        many(given.edges)
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
