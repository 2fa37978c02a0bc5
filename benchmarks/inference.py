"""What the tests promise, measured on invented cities: rates with their intervals, and the time of many cities.

    .venv/bin/python benchmarks/inference.py [--cities 100] [--edges 1000000 [--only-time] [--keep DIR]]

Cities without structure: how many have a tie or a group that is none. Planted teams: how many are found. Intervals of
concentration: how often they hold the true value. Exit status 1 where a rate is beyond what is promised. --edges also
times the commands ``zeren ties`` and ``zeren clusters`` over a folder of a thousand cities with so many assignments of
a unit to a task; --keep leaves the folder there, so that the next run need not make it.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import load as loading
import numpy as np
from scipy.sparse import csr_array

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from graph_samples.cities import planted, sizes, structureless
from zeren.graph import build, open_store
from zeren.graph.measures import intervals
from zeren.graph.measures.pairs import Method, tested
from zeren.graph.measures.stability import partition
from zeren.graph.rates import wilson
from zeren.loaders.records import Document, Mention, Reading, TaskRecord

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


PER_TASK = 3.47
"""Units of a task of ``structureless``, on average."""
CITIES, AT_ONCE = 1000, 100
"""Cities of the graph that is timed, and how many of them are loaded together."""


def reading(seed: int, edges: float) -> Reading:
    """A city's notice of about so many assignments; half of its tasks have a lead."""
    city = f"第{seed}市"
    document = Document(f"{city}年重点工作", f"{city}政〔2025〕1号", f"{city}政府", "2025-01-01", 2025, city)
    given = structureless(seed, units=150, tasks=round(edges / PER_TASK))
    by_task, records = given.matrix.tocsc(), []

    def mention(name: str, kind: str, line: int, place: int) -> Mention:
        start = 200 * line + 10 * place
        return Mention(name, name, kind, start, start + len(name), line, "label", inherited=False)

    for n in range(len(given.tasks)):
        units = by_task.indices[by_task.indptr[n] : by_task.indptr[n + 1]]
        names = [loading.UNITS[int(given.units[unit])] for unit in units]
        named = tuple(mention(name, "department", n + 1, place) for place, name in enumerate(names, start=1))
        led, section = n % 2 == 0, f"第{n // 50}部分"
        records.append(
            TaskRecord(
                document,
                str(n + 1),
                (section,),
                section,
                None,
                f"第{n}件事，{'推动产业链群培育和营商环境建设' * 4}",
                (mention("赵某", "person", n + 1, 0),),
                named[:1] if led else (),
                named[1:] if led else (),
                () if led else named,
                convention="explicit" if led else "none",
                statement=f"责任单位：{'、'.join(names)}",
                line=n + 1,
                start=200 * (n + 1),
                end=200 * (n + 1) + 190,
            )
        )
    return Reading(f"{seed}.txt", hashlib.sha256(str(seed).encode()).hexdigest(), tuple(records), (document,))


def fill(place: Path, edges: int) -> None:
    """Make the graph in a folder."""
    with open_store(place, create=True) as store:
        for first in range(0, CITIES, AT_ONCE):
            store.load(build(*(reading(seed, edges / CITIES) for seed in range(first, first + AT_ONCE))))


def many(edges: int, kept: Path | None) -> None:
    """``zeren ties`` and ``zeren clusters`` over a folder that holds many cities, as a user has them."""
    with tempfile.TemporaryDirectory() as room:
        place = kept or Path(room) / "zeren.db"
        if not place.exists():
            making = multiprocessing.get_context("spawn").Process(target=fill, args=(place, edges))
            making.start()
            making.join()
            if making.exitcode:
                raise SystemExit("the graph could not be made")
        for words in (["ties", "--all"], ["clusters"]):
            command = ["-m", "zeren.cli", *words, "--db", str(place), "--format", "csv", "-o", f"{room}/{words[0]}.csv"]
            began, spent = time.perf_counter(), os.times()
            running = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True)  # noqa: S603  ourselves
            most = 0.0
            while running.poll() is None:
                most = max(most, memory(running.pid))
                time.sleep(0.2)
            seconds, now = time.perf_counter() - began, os.times()
            processor = now.children_user + now.children_system - spent.children_user - spent.children_system
            told = " | ".join((running.stderr.read() if running.stderr else "").splitlines()[:2])
            print(
                f"zeren {' '.join(words)}, {edges:,} assignments in {CITIES:,} cities: {seconds:.0f} s, "
                f"of the processors {processor:.0f} s, at most {most:,.0f} MB with all its processes\n  {told}",
                flush=True,
            )


def memory(process: int) -> float:
    """MB that a process and those it started take, what they share counted once; 0 where the system does not tell."""
    whole = 0.0
    for one in (process, *_children(process)):
        with contextlib.suppress(OSError):  # it has ended
            found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
            whole += int(found[1]) / 1024 if found else 0.0
    return whole


def _children(process: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for one in map(int, children.read_text().split()):
                found += [one, *_children(one)]
    return found


def main() -> int:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=100, help="invented cities of each kind")
    parser.add_argument("--edges", type=int, default=0, help="also time so many assignments in 1,000 cities")
    parser.add_argument("--only-time", action="store_true", help="no rates")
    parser.add_argument("--keep", type=Path, help="a folder in which the graph that is timed stays")
    given = parser.parse_args()
    fine = [] if given.only_time else [nothing(given.cities), teams(given.cities), coverage(given.cities)]
    if given.edges:
        many(given.edges, given.keep)
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
