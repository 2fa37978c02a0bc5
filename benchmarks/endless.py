"""A hundred queries that never end by themselves, each stopped by its time limit.

    python benchmarks/endless.py                                  in a folder
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/endless.py   on that Neo4j too (an empty database; it is wiped)

With --pid of that server's process it is also frozen while it is asked; it is asked behind a network that is held, too.
What a server computes on after its time is its own matter: use one that can be ended afterwards.

Prints the slowest, and gives exit status 1 where one was not back within its limit and two seconds more, or where the
graph has changed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from neo4j_server.database import wipe
from neo4j_server.network import Network
from query_oracles.endless import ENDLESS
from zeren.graph import build, open_store
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError

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


def tried(store: Store, what: str, seconds: float, texts: tuple[str, ...] = ENDLESS) -> bool:
    """Ask all, print the slowest, and give whether each was back in time."""
    found = sorted(((back_after(store, text, seconds), text) for text in texts), reverse=True)
    late = [one for one in found if one[0] > seconds + MARGIN]
    print(f"{what}: {len(found) - len(late)} of {len(found)} back within {seconds + MARGIN:g} s; slowest", flush=True)
    for took, text in found[:3]:
        print(f"  {took:5.2f} s  {text[:100]}")
    return not late


def main() -> int:
    """Fill, ask, print; 1 where something was late or changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2, help="limit of each question (2)")
    parser.add_argument("--pid", type=int, help="process of the Neo4j, to freeze it")
    parser.add_argument("--engine", choices=("arcadedb", "neo4j"), help="only this engine")
    arguments = parser.parse_args()
    graph = build(read_document(HERE.parent / "examples" / "gazette-2025-03.txt"))
    good = True
    if arguments.engine != "neo4j":
        with tempfile.TemporaryDirectory(prefix="zeren-endless-") as folder:
            with open_store(Path(folder) / "zeren.db", create=True) as store:
                store.load(graph)
                good &= tried(store, "folder", arguments.seconds)
                good &= store.digest() == graph.digest()
            with open_store(Path(folder) / "zeren.db") as store:
                good &= store.digest() == graph.digest()
    uri = os.environ.get("NEO4J_URI")
    if uri and arguments.engine != "arcadedb":
        wipe(uri)
        with open_store(uri, create=True) as store:
            store.load(graph)
            if arguments.pid:
                os.kill(arguments.pid, signal.SIGSTOP)
                good &= tried(store, "Neo4j, frozen", arguments.seconds)
                os.kill(arguments.pid, signal.SIGCONT)
            network = Network(int(uri.rpartition(":")[2]))
            network.start()
            with open_store(f"bolt://127.0.0.1:{network.port}") as behind:
                network.flowing.clear()
                good &= tried(behind, "Neo4j, network held", arguments.seconds)
                network.close()
            good &= store.digest() == graph.digest()
            good &= tried(store, "Neo4j", arguments.seconds)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
