"""A hundred queries that never end by themselves, each stopped by its time limit.

    python benchmarks/endless.py                                  in a folder
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/endless.py   on that Neo4j too (an empty database; it is wiped)

With --pid of that server's process it is also frozen while it is asked; it is asked behind a network that is held, too.
What a server computes on after its time is its own matter: use one that can be ended afterwards.

Prints the slowest, each with what an ordinary question took right after it, of another graph in a folder: where that
takes seconds, the machine is busy and not zeren slow. Gives exit status 1 where one was not back within its limit and
two seconds more, or where the graph has changed.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from neo4j_server.database import wipe
from neo4j_server.network import Network
from query_oracles.endless import ENDLESS
from zeren.graph import Graph, build, open_store
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError

ORDINARY = "MATCH (u:Unit)-[r:LEADS]->(t:Task) RETURN u.name AS unit, count(t) AS tasks ORDER BY tasks DESC, unit"
MARGIN = 2.0
"""Seconds after its limit in which each must be back."""


def back_after(store: Store, text: str, seconds: float) -> float:
    """How many seconds a question kept whoever asked it."""
    begun = time.perf_counter()
    try:
        store.read(text, seconds=seconds)
    except ZerenError:
        pass
    else:
        print(f"answered: {text[:100]}")
    return time.perf_counter() - begun


def tried(store: Store, beside: Store, what: str, seconds: float) -> bool:
    """Ask all, print the slowest, and give whether each was back in time."""
    found = []
    for text in ENDLESS:
        took = back_after(store, text, seconds)
        begun = time.perf_counter()
        beside.read(ORDINARY)
        found.append((took, time.perf_counter() - begun, text))
    late = [one for one in found if one[0] > seconds + MARGIN]
    ordinary = sorted(each for _, each, _ in found)
    print(f"{what}: {len(found) - len(late)} of {len(found)} back within {seconds + MARGIN:g} s")
    print(f"  beside: median {statistics.median(ordinary):.2f} s, at most {ordinary[-1]:.2f} s; slowest:")
    for took, then, text in sorted(found, reverse=True)[:3]:
        print(f"  {took:5.2f} s, beside {then:4.2f} s  {text[:90]}", flush=True)
    return not late


def main() -> int:
    """Fill, ask, print; 1 where something was late or changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2, help="limit of each question (2)")
    parser.add_argument("--pid", type=int, help="process of the Neo4j, to freeze it")
    parser.add_argument("--engine", choices=("arcadedb", "neo4j"), help="only this engine")
    arguments = parser.parse_args()
    graph = build(read_document(HERE.parent / "examples" / "gazette-2025-03.txt"))
    with (
        tempfile.TemporaryDirectory(prefix="zeren-endless-") as folder,
        open_store(Path(folder) / "beside.db", create=True) as beside,
    ):
        beside.load(graph)
        good = arguments.engine == "neo4j" or in_a_folder(Path(folder) / "zeren.db", graph, beside, arguments)
        uri = os.environ.get("NEO4J_URI")
        if uri and arguments.engine != "arcadedb":
            good &= on_neo4j(uri, graph, beside, arguments)
    return 0 if good else 1


def in_a_folder(place: Path, graph: Graph, beside: Store, arguments: argparse.Namespace) -> bool:
    """Whether all were back in time, and the graph is what it was."""
    with open_store(place, create=True) as store:
        store.load(graph)
        good = tried(store, beside, "folder", arguments.seconds)
        good &= store.digest() == graph.digest()
    with open_store(place) as store:
        return good and store.digest() == graph.digest()


def on_neo4j(uri: str, graph: Graph, beside: Store, arguments: argparse.Namespace) -> bool:
    """The same, with the server frozen, the network held, and as it is."""
    good = True
    wipe(uri)
    with open_store(uri, create=True) as store:
        store.load(graph)
        if arguments.pid:
            os.kill(arguments.pid, signal.SIGSTOP)
            good &= tried(store, beside, "Neo4j, frozen", arguments.seconds)
            os.kill(arguments.pid, signal.SIGCONT)
        network = Network(int(uri.rpartition(":")[2]))
        network.start()
        with open_store(f"bolt://127.0.0.1:{network.port}") as behind:
            network.flowing.clear()
            good &= tried(behind, beside, "Neo4j, network held", arguments.seconds)
            network.close()
        good &= store.digest() == graph.digest()
        return tried(store, beside, "Neo4j", arguments.seconds) and good


if __name__ == "__main__":
    sys.exit(main())
