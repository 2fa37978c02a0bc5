"""Every stored query at many edges, on both engines, and beside Cypher written by hand for Neo4j.

    python benchmarks/queries.py                      100,000 edges from units to tasks, embedded engine only
    python benchmarks/queries.py --edges 1000000
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/queries.py     on Neo4j too (an empty database; it is wiped)

What stands in ``benchmarks/by_hand`` is the same question, asked with the defaults in place and with all that Neo4j's
Cypher has, and must give the same rows. Both are asked once to warm up, then in turns; the median counts.

The embedded engine takes memory as Java does: ARCADEDB_JVM_ARGS=-Xmx6g. A query that fails, gives other rows than the
one by hand, or takes longer than --seconds, is told and gives exit status 1. With --keep DIR the graphs stay, the
embedded one there, and the next run asks them again without filling.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from invented import invented

from neo4j_server.database import wipe
from zeren.graph import Table, open_store
from zeren.graph.clusters import clusters
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import StoredQuery, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED: dict[str, Any] = {"unit": "市财政局", "before": "2020", "after": "2021"}
"""What is given where a value must be."""
LEAST = 1e-4
"""Seconds below which nothing is told apart."""


def measure(store: Store, arguments: argparse.Namespace) -> tuple[list[float], list[float], int]:
    """Seconds of each stored query; ratios to Cypher by hand where there is any; how many failed."""
    seconds: list[float] = []
    ratios: list[float] = []
    failed = 0
    for query in catalogue().values():
        if arguments.only and query.name not in arguments.only:
            continue
        try:
            taken, best = compared(store, query, arguments)
        except ZerenError as error:
            failed += 1
            print(f"{store.engine:9} {query.name:22} FAILED: {str(error)[:150]}", flush=True)
            continue
        seconds.append(taken)
        beside = ""
        if best is not None:
            ratios.append(max(taken, LEAST) / max(best, LEAST))
            beside = f"   by hand {best:8.3f} s   ratio {ratios[-1]:5.2f}"
        print(f"{store.engine:9} {query.name:22} {taken:8.3f} s{beside}", flush=True)
    return seconds, ratios, failed


def compared(store: Store, query: StoredQuery, arguments: argparse.Namespace) -> tuple[float, float | None]:
    """Median seconds of a stored query, and on Neo4j of the same by hand, asked in turns after a first time.

    With no runs, the seconds of the first time.

    Raises ZerenError where one of them fails, or where their rows differ.
    """
    given = {p.name: ASKED[p.name] for p in query.parameters if p.required}
    asked: list[Callable[[], Table]] = [lambda: query.answer(store, given, seconds=arguments.seconds)]
    by_hand = HERE / "by_hand" / f"{query.name}.cypher"
    if store.engine == "neo4j" and by_hand.exists():
        text = by_hand.read_text(encoding="utf-8")
        used = {name: value for name, value in given.items() if f"${name}" in text}
        asked.append(lambda: store.read(text, used, seconds=arguments.seconds))
    first, taken = [], []
    for ask in asked:
        begun = time.perf_counter()
        first.append(ask())
        taken.append([time.perf_counter() - begun])
    if len(first) > 1:
        refuse_other_rows(*first)
    if arguments.runs:
        taken = [[] for _ in asked]
    for run in range(arguments.runs):
        turns = list(zip(asked, taken, strict=True))
        for ask, times in turns if run % 2 else reversed(turns):
            begun = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begun)
    medians = [statistics.median(times) for times in taken]
    return medians[0], medians[1] if len(medians) > 1 else None


def refuse_other_rows(stored: Table, by_hand: Table) -> None:
    """Raise ZerenError unless columns, and rows in their order, are equal; floats to nine digits."""
    if set(stored.columns) != set(by_hand.columns):
        raise ZerenError(f"by hand other columns: {', '.join(sorted(set(stored.columns) ^ set(by_hand.columns)))}")
    if len(stored) != len(by_hand):
        raise ZerenError(f"{len(stored)} rows, by hand {len(by_hand)}")
    order = [by_hand.columns.index(column) for column in stored.columns]
    for number, (one, other) in enumerate(zip(stored.rows, by_hand.rows, strict=True), 1):
        turned = tuple(other[i] for i in order)
        if not all(_same(x, y) for x, y in zip(one, turned, strict=True)):
            raise ZerenError(f"row {number} is {one}, by hand {turned}")


def _same(x: object, y: object) -> bool:
    if isinstance(x, float) and isinstance(y, float):
        return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-9)
    return x == y


@contextmanager
def filled(where: str, edges: int, *, keep: bool) -> Iterator[Store]:
    """A store that holds the graph of so many edges, with its clusters."""
    server = "://" in where
    if keep and (server or Path(where).exists()):
        with open_store(where, create=server) as store:
            tasks = store.read("MATCH (t:Task) RETURN count(t) AS n").rows[0][0]
            ties = store.read("MATCH (:Unit)-[k:SHARES_TASKS_WITH]->(:Unit) RETURN count(k) AS n").rows[0][0]
            if tasks == sum(node.label == "Task" for node in invented(edges).nodes.values()) and ties:
                yield store
                return
    if server:
        wipe(where)
    graph = invented(edges)
    print(graph.counts(), flush=True)
    found = clusters(graph)
    with open_store(where, create=True) as store:
        begun = time.perf_counter()
        store.load(graph, replace=True)
        store.write_clusters(found.units.items(), found.edges)
        print(f"{store.engine}: filled in {time.perf_counter() - begun:.0f} s", flush=True)
        yield store


def main() -> int:
    """Fill, ask, print; 1 where a query failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60, help="time limit of one question (60)")
    parser.add_argument(
        "--runs", type=int, default=3, help="asked so often after the first time (3); 0: only that counts"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the embedded graph here, and ask it again")
    parser.add_argument("--engine", choices=("arcadedb", "neo4j"), help="only this engine")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these queries")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="zeren-queries-") as folder:
        stores = {"arcadedb": str((arguments.keep or Path(folder)) / f"{arguments.edges}.db")}
        if os.environ.get("NEO4J_URI"):
            stores["neo4j"] = os.environ["NEO4J_URI"]
        for engine, where in stores.items():
            if arguments.engine not in (None, engine):
                continue
            with filled(where, arguments.edges, keep=arguments.keep is not None) as store:
                seconds, ratios, wrong = measure(store, arguments)
            failed += wrong
            print(f"{engine}: {len(seconds)} of {len(seconds) + wrong} answered; median "
                  f"{statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s")  # fmt: skip
            if ratios:
                print(f"{engine}: beside {len(ratios)} by hand, median ratio {statistics.median(ratios):.2f}, "
                      f"worst {max(ratios):.2f}")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
