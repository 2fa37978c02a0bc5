"""What the tests promise, measured on invented cities: rates with their intervals, and the time of many cities.

    .venv/bin/python benchmarks/inference.py [--cities 100] [--edges 1000000]

Cities without structure: how many have a tie or a group that is none. Planted teams: how many are found. Intervals of
concentration: how often they hold the true value. Exit status 1 where a rate is beyond what is promised.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import block_diag, csr_array

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from graph_samples.cities import planted, sizes, structureless
from zeren.graph.measures import intervals
from zeren.graph.measures.incidence import Incidence
from zeren.graph.measures.pairs import SHARED_FROM, Method, tested
from zeren.graph.measures.stability import partition
from zeren.graph.rates import wilson
from zeren.loaders.parallel import each_result

METHODS: tuple[Method, ...] = ("hypergeometric", "sdsm", "fdsm")


def shown(hits: int, of: int) -> str:
    """A rate and its 95 % interval."""
    low, high = wilson(hits, of)
    return f"{hits}/{of} = {hits / of:.3f} [{low:.3f}, {high:.3f}]"


def told(what: str, hits: int, of: int, holds: bool) -> bool:
    """Print one line; whether the promise holds."""
    print(f"{what:62} {shown(hits, of)} {'' if holds else '  BEYOND'}", flush=True)
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


SIZES = ((30, 150), (70, 150), (40, 40), (27, 80))
"""Units and tasks of the cities in which intervals are tried: the second are those of a real gazette."""
COVERED = 0.93
"""What intervals of 95 % are held to."""


def coverage(cities: int) -> bool:
    """How often intervals of concentration hold the value of the law that tasks are drawn from."""
    measures = {"HHI": intervals.hhis, "Gini": intervals.ginis, "CR4": intervals.largest}
    fine = True
    for units, tasks in SIZES:
        weight = np.random.default_rng(1).lognormal(0, 1, units)
        law = np.asarray(_loads(np.random.default_rng(2), weight, 60_000)[0].sum(axis=1)).reshape(-1, 1)
        hits = dict.fromkeys(measures, 0)
        for seed in range(cities):
            rng = np.random.default_rng([seed, 9])
            matrix, stratum = _loads(rng, weight, tasks)
            seen = np.asarray(matrix.sum(axis=1)).ravel() > 0
            matrix = csr_array(matrix.tocsr()[seen])
            drawn = intervals.uncertain(matrix, stratum, tuple(measures.values()), False, 999, rng)
            for (name, measure), one in zip(measures.items(), drawn, strict=True):
                low, high = one.interval()
                hits[name] += low <= float(measure(law[seen], True)[0]) <= high
        for name, hit in hits.items():
            what = f"95 % interval of {name}, {units} units, {tasks} tasks: holds the value"
            fine &= told(what, hit, cities, hit / cities >= COVERED - 3.1 * np.sqrt(0.065 / cities))
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
        found = tested(given, method=method, workers=None)
        print(f"{given.matrix.nnz:,} edges, {cities:,} cities, ties by {method}: {time.perf_counter() - start:.1f} s,"
              f" {int(found.significant.sum()):,} of {len(found.p_value):,} significant", flush=True)  # fmt: skip
    start = time.perf_counter()
    parts = (given.of_city(number) for number in range(cities))
    for _ in each_result(parts, partition, None, lambda part: int(part.matrix.nnz), SHARED_FROM):
        pass
    print(f"clusters with verdicts (100 resamples): {time.perf_counter() - start:.1f} s", flush=True)
    most = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"memory: {most[0]:,} MB here, {most[1]:,} MB in the largest process beside it", flush=True)


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
