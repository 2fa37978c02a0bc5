"""Every stored query at many edges, on both engines, and beside Cypher written by hand for Neo4j.

    python benchmarks/queries.py                      100,000 edges from units to tasks, embedded engine only
    python benchmarks/queries.py --edges 1000000
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/queries.py     on Neo4j too (an empty database; it is wiped)

What stands in ``benchmarks/by_hand`` is the same question, asked with the defaults in place and with all that Neo4j's
Cypher has, and must give the same rows. Both are asked once to warm up, then in turns; the median counts.

The embedded engine takes memory as Java does: ARCADEDB_JVM_ARGS=-Xmx6g. A query that fails, gives other rows than the
one by hand, or takes longer than --seconds, is told and gives exit status 1.

With --keep DIR the graphs stay, the embedded one there, and the next run asks them again without filling. What each
question took is noted there, too: a run that is stopped, or ends after --minutes, goes on with --resume, which asks
again only what failed or was written anew since, and sums up all.

    python benchmarks/queries.py --edges 1000000 --keep DIR --runs 1 --seconds 120 --minutes 10 --resume
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from invented import NAMED, invented

from neo4j_server.database import wipe
from zeren.graph import Table, open_store
from zeren.graph.measures.communities import clusters
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import StoredQuery, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED: dict[str, Any] = {"unit": "市财政局", "before": "2020", "after": "2021", "day": "2021-07-01"}
"""What is given where a value must be."""
LEAST = 1e-4
"""Seconds below which nothing is told apart."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What asking one stored query gave."""

    name: str
    texts: str
    """Digest of the query and of the one by hand."""
    runs: int
    seconds: float | None = None
    """None where it failed."""
    by_hand: float | None = None
    failed: str = ""
    """What went wrong, with it or with the one by hand; empty where nothing did."""

    @property
    def ratio(self) -> float | None:
        """The time of the stored query over that of the one by hand, where both answered alike."""
        if self.seconds is None or self.by_hand is None:
            return None
        return max(self.seconds, LEAST) / max(self.by_hand, LEAST)

    def line(self) -> str:
        """As it is printed."""
        if self.seconds is None:
            return f"{self.name:22} FAILED: {self.failed[:150]}"
        beside = f"   by hand {self.by_hand:8.3f} s   ratio {self.ratio:5.2f}" if self.by_hand is not None else ""
        return f"{self.name:22} {self.seconds:8.3f} s{beside}"


def measure(store: Store, arguments: argparse.Namespace, until: float) -> tuple[list[Measured], int]:
    """What each stored query took, and how many were not asked ``until`` then."""
    chosen = [query for query in catalogue().values() if not arguments.only or query.name in arguments.only]
    notes = arguments.keep / f"{arguments.edges}.{store.engine}.jsonl" if arguments.keep else None
    known = noted(notes) if arguments.resume and notes else {}
    found: list[Measured] = []
    left = 0
    for number, query in enumerate(chosen, 1):
        before = known.get(query.name)
        if before and not before.failed and before.runs == arguments.runs and before.texts == texts(query):
            found.append(before)
            continue
        if time.monotonic() > until:
            left += 1
            continue
        one = asked(store, query, arguments)
        found.append(one)
        print(f"{store.engine:9} {number:2}/{len(chosen)} {one.line()}", flush=True)
        if notes:
            with notes.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return found, left


def noted(notes: Path) -> dict[str, Measured]:
    """What earlier runs noted, the last of each query."""
    lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    return {one.name: one for one in (Measured(**json.loads(line)) for line in lines)}


def texts(query: StoredQuery) -> str:
    """Digest of a stored query and of the one by hand."""
    by_hand = HERE / "by_hand" / f"{query.name}.cypher"
    return hashlib.sha256(query.cypher.encode() + (by_hand.read_bytes() if by_hand.exists() else b"")).hexdigest()


def asked(store: Store, query: StoredQuery, arguments: argparse.Namespace) -> Measured:
    """Ask one stored query; a failure is told in the answer."""
    try:
        seconds, by_hand = compared(store, query, arguments)
    except ZerenError as error:
        return Measured(query.name, texts(query), arguments.runs, failed=str(error))
    return Measured(query.name, texts(query), arguments.runs, seconds, by_hand)


def summary(engine: str, found: list[Measured], left: int) -> str:
    """A few lines: how many answered, the median and the slowest, the ratios to what stands by hand."""
    answered = sorted((one.seconds, one.name) for one in found if one.seconds is not None)
    ratios = sorted((one.ratio, one.name) for one in found if one.ratio is not None)
    lines = [f"{engine}: {len(answered)} of {len(found)} answered"]
    if answered:
        middle = statistics.median(seconds for seconds, _ in answered)
        lines[0] += f"; median {middle:.3f} s, slowest {answered[-1][0]:.3f} s ({answered[-1][1]})"
    if ratios:
        middle = statistics.median(ratio for ratio, _ in ratios)
        lines.append(f"{engine}: beside {len(ratios)} by hand, median ratio {middle:.2f}, "
                     f"worst {', '.join(f'{ratio:.2f} ({name})' for ratio, name in ratios[:-4:-1])}")  # fmt: skip
    lines += [f"{engine}: {one.line()}" for one in found if one.failed]
    if left:
        lines.append(f"{engine}: {left} not asked yet: run it again with --resume")
    return "\n".join(lines)


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
    for ask, which in zip(asked, ("", "by hand: "), strict=False):
        begun = time.perf_counter()
        try:
            first.append(ask())
        except ZerenError as error:
            raise ZerenError(f"{which}{error}") from error
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
            if tasks == edges // NAMED and ties:
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
        store.write_clusters(found.rows(), found.written)
        print(f"{store.engine}: filled in {time.perf_counter() - begun:.0f} s", flush=True)
        yield store


def main() -> int:
    """Fill, ask, print; 1 where a query failed or was not asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60, help="time limit of one question (60)")
    parser.add_argument(
        "--runs", type=int, default=3, help="asked so often after the first time (3); 0: only that counts"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the embedded graph and what was measured here, and ask it again"
    )
    parser.add_argument("--resume", action="store_true", help="with --keep: ask only what is not noted there yet")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no question after so many (no limit)")
    parser.add_argument("--engine", choices=("arcadedb", "neo4j"), help="only this engine")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these queries")
    arguments = parser.parse_args()
    if arguments.resume and not arguments.keep:
        parser.error("--resume goes on with what --keep DIR holds")
    until = time.monotonic() + 60 * arguments.minutes
    failed = False
    with tempfile.TemporaryDirectory(prefix="zeren-queries-") as folder:
        stores = {"arcadedb": str((arguments.keep or Path(folder)) / f"{arguments.edges}.db")}
        if os.environ.get("NEO4J_URI"):
            stores["neo4j"] = os.environ["NEO4J_URI"]
        for engine, where in stores.items():
            if arguments.engine not in (None, engine):
                continue
            with filled(where, arguments.edges, keep=arguments.keep is not None) as store:
                found, left = measure(store, arguments, until)
            failed = failed or any(one.failed for one in found) or bool(left)
            print(summary(engine, found, left), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
