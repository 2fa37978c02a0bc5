"""What it costs that a question is judged before it is run, and ended when its time is over.

    python benchmarks/guard.py                                  of 20,000 edges from units to tasks, in a folder
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/guard.py   on Neo4j (an empty database; it is wiped)

Each stored query is asked through zeren and of the engine alone, in turns, after both have been asked until they are
warm. The ratio of the medians is told for each, and the median of the ratios last: 1.00 is no cost. Neo4j plans a
question before it runs it here as it does for zeren: that was so before questions were judged by their plans.

Gives exit status 1 where that median is above --most (1.02). Questions that take longer than --seconds are left out,
and told: they hide a cost.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from queries import ASKED, filled
from zeren.graph.stores import Store
from zeren.graph.stores.arcade import ArcadeStore
from zeren.graph.stores.bolt import BoltStore
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue

LIMIT = 60.0
"""Seconds that zeren gives a question: one that has a limit costs more than one that has none."""


def alone_in_folder(store: ArcadeStore, cypher: str, given: dict[str, Any]) -> int:
    """Ask the embedded engine alone; gives how many rows there are."""
    from zeren.graph.stores.arcade_answers import answer, columns_of

    with store._db.query("opencypher", cypher, given) as result:
        found = result.to_list()
    return len(answer(tuple(found[0]) if found else columns_of(cypher), found))


def alone_on_neo4j(store: BoltStore, cypher: str, given: dict[str, Any]) -> int:
    """Plan and run it by Neo4j's driver alone; gives how many rows there are."""
    import neo4j

    from zeren.graph.stores.bolt_answers import foreign
    from zeren.graph.stores.values import cell

    def work(transaction: neo4j.ManagedTransaction) -> int:
        transaction.run(f"EXPLAIN {cypher}", given).consume()
        return len([tuple(cell(v, foreign) for v in row.values()) for row in transaction.run(cypher, given)])

    with store._session(writing=False) as session:
        return session.execute_read(work)


def in_turns(asks: list[Callable[[], object]], runs: int) -> list[float]:
    """The median seconds of each, asked in turns."""
    taken: list[list[float]] = [[] for _ in asks]
    for run in range(runs):
        turns = list(zip(asks, taken, strict=True))
        for ask, times in turns if run % 2 else reversed(turns):
            begun = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in taken]


def measured(store: Store, arguments: argparse.Namespace) -> list[float]:
    """The ratio of each stored query."""
    ratios = []
    for query in catalogue().values():
        given = query.bind({p.name: ASKED[p.name] for p in query.parameters if p.required})

        def through(cypher: str = query.cypher, given: dict[str, Any] = given) -> object:
            return store.read(cypher, given, seconds=LIMIT)

        def alone(cypher: str = query.cypher, given: dict[str, Any] = given) -> object:
            if isinstance(store, ArcadeStore):
                return alone_in_folder(store, cypher, given)
            assert isinstance(store, BoltStore)
            return alone_on_neo4j(store, cypher, given)

        try:
            begun = time.perf_counter()
            through()
            if time.perf_counter() - begun > arguments.seconds:
                print(f"{query.name:24} left out: took longer than {arguments.seconds:g} s", flush=True)
                continue
        except ZerenError as error:
            print(f"{query.name:24} left out: {error}", flush=True)
            continue
        in_turns([through, alone], arguments.warm)
        zeren, engine = in_turns([through, alone], arguments.runs)
        ratios.append(zeren / engine)
        print(f"{query.name:24} {1000 * zeren:9.2f} ms   alone {1000 * engine:9.2f} ms   {ratios[-1]:5.2f}", flush=True)
    return ratios


def main() -> int:
    """Fill, ask, print; 1 where judging and limits cost more than they may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=9, help="turns that count (9)")
    parser.add_argument("--warm", type=int, default=4, help="turns before that (4)")
    parser.add_argument("--seconds", type=float, default=3, help="leave out what takes longer (3)")
    parser.add_argument("--most", type=float, default=1.02, help="the median ratio may be so much (1.02)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zeren-guard-") as folder:
        where = os.environ.get("NEO4J_URI") or str(Path(folder) / "graph.db")
        with filled(where, arguments.edges, keep=False) as store:
            ratios = measured(store, arguments)
    middle = statistics.median(ratios)
    print(f"{store.engine}: {len(ratios)} questions, median ratio {middle:.3f}, {arguments.most:g} at most")
    return int(middle > arguments.most)


if __name__ == "__main__":
    sys.exit(main())
