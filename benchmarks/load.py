"""How fast a graph is loaded for the first time: zeren beside the engine's own means on the same data.

    python benchmarks/load.py [--edges 10000 100000 1000000] [--engines embedded neo4j] [--repeat 3]

Embedded, the engine's own means is its batch API (``graph_batch``), which knows no transaction; on Neo4j a script over
the driver, as one writes it by hand: UNWIND … CREATE in batches of 5,000, a transaction each. Both run without
Python's cycle collector, as zeren does. Each measurement is a process of its own and takes an empty, open database to
a closed one; making the graph does not count, checking it against the schema, noting what was written, sealing it and
doing all in one step (old or new) does. Of several repetitions, in turn first one and then the other, the fastest
counts: ratios are of one machine, and times alone say nothing. Neo4j is started by itself (``dev.py neo4j``, with a
heap of ``--heap``), or NEO4J_URI names an empty one, which is emptied again.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zeren.graph import Graph, build, open_store
from zeren.loaders.records import Document, Mention, Reading, TaskRecord

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))  # the real Neo4j of the tests

UNITS = [f"市{a}{b}{c}局" for a in "甲乙丙丁戊己庚辛壬癸" for b in "子丑寅卯辰巳午未" for c in "东西南北"]
PER_TASK = 11
"""Edges of a task: one leader, eight units, its section and its document."""
TASKS = 200
BATCH = 5_000


def task(document: Document, number: int, chance: random.Random) -> TaskRecord:
    """A task with a leader and eight units."""
    at = number * 200
    units = chance.sample(UNITS, 8)

    def mention(name: str, place: int, kind: str = "department") -> Mention:
        start = at + place * 8
        return Mention(name, name, kind, start, start + len(name), number * 4, "label", inherited=False)

    return TaskRecord(
        document,
        str(number),
        (f"一、第{number // 50}部分",),
        f"第{number // 50}部分",
        None,
        f"第{number}件事，{'推动产业链群培育和营商环境建设' * 4}",
        (mention("赵某", 9, "person"),),
        (mention(units[0], 0),),
        tuple(mention(unit, place) for place, unit in enumerate(units[1:], start=1)),
        (),
        convention="explicit",
        statement=f"责任单位：{'、'.join(units)}",
        line=number * 4,
        start=at,
        end=at + 190,
    )


def graph(edges: int) -> Graph:
    """About so many edges, the same each time."""
    chance = random.Random(1)  # noqa: S311  a corpus, not a secret
    files = []
    for number in range(1, -(-edges // (TASKS * PER_TASK)) + 1):
        document = Document(
            f"某市{number}年重点工作", f"某政〔2025〕{number}号", "某市政府", "2025-01-01", 2025, "某市"
        )
        tasks = min(TASKS, -(-edges // PER_TASK) - (number - 1) * TASKS)
        records = tuple(task(document, n, chance) for n in range(1, tasks + 1))
        files.append(Reading(f"{number}.txt", hashlib.sha256(str(number).encode()).hexdigest(), records, (document,)))
    return build(*files)


def by_zeren(data: Graph, place: str) -> float:
    """Seconds of ``store.load``."""
    store = open_store(place, create=True)
    started = time.perf_counter()
    store.load(data)
    store.close()
    return time.perf_counter() - started


def grouped(data: Graph) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Nodes by label and edges by type."""
    nodes, edges = defaultdict(list), defaultdict(list)
    for node in data.nodes.values():
        nodes[node.label].append(node)
    for edge in data.edges:
        edges[edge.type].append(edge)
    return nodes, edges


def by_batch(data: Graph, place: str) -> float:
    """Seconds of the embedded engine's batch API, into the same types and indexes."""
    from arcadedb_embedded import open_database

    from zeren.graph.stores import arcade_database

    arcade_database.make(Path(place))
    db = open_database(place)
    started = time.perf_counter()
    nodes, edges = grouped(data)
    rids: dict[str, str] = {}
    with db.graph_batch() as batch:
        for label, some in nodes.items():
            made = batch.create_vertices(label, [node.properties for node in some])
            rids.update(zip((node.id for node in some), made, strict=True))
        for type, several in edges.items():
            ends = ([rids[getattr(edge, side)] for edge in several] for side in ("start", "end"))
            sources, targets = ends
            batch.new_edges(sources, type, targets, [edge.properties for edge in several])
    db.close()
    return time.perf_counter() - started


def by_script(data: Graph, place: str) -> float:
    """Seconds of a script over Neo4j's driver, with the same keys and indexes."""
    import neo4j

    from zeren.graph.schema import edge_type
    from zeren.graph.schema_cypher import constraints

    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(place, auth=auth) as driver, driver.session() as session:
        for statement in constraints():
            session.run(statement).consume()
        started = time.perf_counter()
        nodes, edges = grouped(data)

        def send(cypher: str, rows: list[dict[str, Any]]) -> None:
            for first in range(0, len(rows), BATCH):
                some = rows[first : first + BATCH]
                session.execute_write(lambda transaction: transaction.run(cypher, rows=some).consume())  # noqa: B023  run at once

        for label, some in nodes.items():
            send(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", [dict(node.properties) for node in some])
        for type, several in edges.items():
            declared = edge_type(type)
            send(
                f"UNWIND $rows AS row MATCH (a:{declared.start} {{id: row.a}}) MATCH (b:{declared.end} {{id: row.b}}) "
                f"CREATE (a)-[r:{type}]->(b) SET r = row.p",
                [{"a": edge.start, "b": edge.end, "p": dict(edge.properties)} for edge in several],
            )
        return time.perf_counter() - started


WAYS = {"embedded": ("zeren", "batch API"), "neo4j": ("zeren", "script")}
RUN = {"zeren": by_zeren, "batch API": by_batch, "script": by_script}


def peak() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)


def measure(way: str, edges: int, place: str) -> None:
    """One measurement: prints seconds, edges, and the peak memory before and after, as JSON."""
    data = graph(edges)
    if way != "zeren":
        gc.disable()
    before = peak()
    seconds = RUN[way](data, place)
    print(json.dumps([seconds, len(data.edges), before, peak()]))


def measured(way: str, edges: int, place: str) -> tuple[float, int, float, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--one", way, "--edges", str(edges), "--place", place]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603  ourselves
    seconds, number, before, after = json.loads(done.stdout)
    return seconds, number, before, after


@contextlib.contextmanager
def places(engine: str, heap: str) -> Iterator[Iterator[str]]:
    """Empty places, one after the other; ``heap`` is that of a Neo4j."""
    if engine == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            yield (str(Path(folder) / f"{number}.db") for number in range(1_000_000))
        return
    from neo4j_server.database import refuse_a_filled_database, wipe
    from neo4j_server.server import USER, Neo4jServer

    def emptied(uri: str) -> Iterator[str]:
        while True:
            wipe(uri)
            yield uri

    if uri := os.environ.get("NEO4J_URI"):
        refuse_a_filled_database(uri)
        yield emptied(uri)
        wipe(uri)
        return
    with tempfile.TemporaryDirectory() as folder, Neo4jServer(Path(folder), heap=heap) as server:
        os.environ.update(NEO4J_USERNAME=USER, NEO4J_PASSWORD=server.password)
        yield emptied(server.uri)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="sizes to measure")
    parser.add_argument("--engines", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--repeat", type=int, default=3, help="how often; the fastest counts (default 3)")
    parser.add_argument("--heap", default="8g", help="memory of the Neo4j, as Java's -Xmx takes it (default 8g)")
    parser.add_argument("--one", choices=list(RUN), help=argparse.SUPPRESS)
    parser.add_argument("--place", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        measure(chosen.one, chosen.edges[0], chosen.place)
        return
    line = "{:9} {:>10} {:10} {:>9} {:>12} {:>7} {:>16}"
    print(line.format("engine", "edges", "way", "seconds", "µs per edge", "ratio", "MB, before load"))
    for engine in chosen.engines:
        ways, each = WAYS[engine], []
        with places(engine, chosen.heap) as empty:
            for edges in chosen.edges:
                runs: dict[str, list[tuple[float, int, float, float]]] = {way: [] for way in ways}
                for turn in range(chosen.repeat):
                    # In turn, so that a busy minute falls on both, and a server that is still cold on either.
                    for way in ways[:: -1 if turn % 2 else 1]:
                        runs[way].append(measured(way, edges, next(empty)))
                best = {way: min(some) for way, some in runs.items()}
                for way, (seconds, number, before, after) in best.items():
                    ratio = f"{seconds / best[ways[1]][0]:.2f}" if way == "zeren" else ""
                    memory = f"{after:,.0f}, {before:,.0f}"
                    per = f"{1e6 * seconds / number:.1f}"
                    print(line.format(engine, f"{number:,}", way, f"{seconds:.2f}", per, ratio, memory), flush=True)
                each.append(best["zeren"][0] / best["zeren"][1])
        grown = ", ".join(f"{seconds / each[0]:.2f}" for seconds in each)
        print(f"{engine}: zeren's time for each edge, of that at the smallest size: {grown}", flush=True)


if __name__ == "__main__":
    main()
