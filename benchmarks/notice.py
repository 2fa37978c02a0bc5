"""What one more notice costs a graph in a folder, by the graph's size: into an empty one, and into larger ones.

    python benchmarks/notice.py [--edges 10000 100000 1000000] [--tasks 4] [--keep DIR]

Graphs are of ``benchmarks/load.py``, their documents dealt out to as many cities at every size as give each the same
number: a country grows by cities. A notice of one of the cities is loaded, loaded again (nothing changes), loaded in
another version, and removed; each in a process of its own, from the start of Python to the closed store. Beside them
stands the same into an empty folder. ``processor`` is what all threads used, which a busy machine changes less than
seconds; the ratio is that of processor times. --keep leaves the graphs there, so that the next run need not make them.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import load as loading

from zeren.graph import Graph, build, open_store
from zeren.loaders.records import Document, Reading

STEPS = ("load", "again", "reload", "remove")
PER_CITY = 2
"""Documents of a city in the graph."""


def reading(city: str, number: int, tasks: int, seed: int) -> Reading:
    """A notice of a city."""
    chance = random.Random(seed)  # noqa: S311  a corpus, not a secret
    document = Document(f"{city}{number}年工作", f"{city}政〔2025〕{number}号", f"{city}政府", "2025-01-01", 2025, city)
    records = tuple(loading.task(document, n, chance) for n in range(1, tasks + 1))
    return Reading(f"{number}.txt", hashlib.sha256(f"{number} {seed}".encode()).hexdigest(), records, (document,))


def country(edges: int) -> Graph:
    """About so many edges, in as many cities as it takes."""
    documents = -(-edges // (loading.TASKS * loading.PER_TASK))
    cities = -(-documents // PER_CITY)
    return build(*(reading(f"第{n % cities}市", n, loading.TASKS, n) for n in range(1, documents + 1)))


def fill(place: str, edges: int) -> None:
    """Make a graph."""
    gc.disable()
    with open_store(place, create=True) as store:
        store.load(country(edges))


def one(place: str, step: str, tasks: int) -> None:
    """One step: prints seconds, those of the processor, and the peak memory in MB, as JSON."""
    graph = build(reading("第1市", 0, tasks, seed=2 if step == "reload" else 1))
    started = time.perf_counter()
    with open_store(place, create=True) as store:
        if step == "remove":
            store.remove([id for id, node in graph.nodes.items() if node.label == "Document"])
        else:
            store.load(graph)
    spent = os.times()
    print(json.dumps([time.perf_counter() - started, spent.user + spent.system, loading.peak()]))


def apart(*arguments: str) -> str:
    """What this file prints when it is run so, in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout  # noqa: S603  ourselves


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="sizes to measure")
    parser.add_argument("--tasks", type=int, default=4, help="tasks of the notice (default 4)")
    parser.add_argument("--keep", type=Path, help="a folder in which the graphs stay")
    parser.add_argument("--one", choices=("fill", *STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--place", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one == "fill":
        fill(chosen.place, chosen.edges[0])
        return
    if chosen.one:
        one(chosen.place, chosen.one, chosen.tasks)
        return
    print("| edges | step | seconds | processor, s | of an empty folder's | MB |\n|--:|---|--:|--:|--:|--:|")
    empty: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as room:
        for edges in (0, *chosen.edges):
            kept = (chosen.keep or Path(room)) / f"{edges}.db"
            if edges and not kept.exists():
                apart("--one", "fill", "--edges", str(edges), "--place", str(kept))
            place = Path(room) / "measured.db"
            shutil.rmtree(place, ignore_errors=True)
            if edges:
                shutil.copytree(kept, place, copy_function=shutil.copy2)
            for step in STEPS:
                told = apart("--one", step, "--tasks", str(chosen.tasks), "--place", str(place))
                seconds, processor, memory = json.loads(told)
                ratio = processor / empty.setdefault(step, processor)
                cells = f"{seconds:.2f} | {processor:.2f} | {ratio:.2f} | {memory:,.0f}"
                print(f"| {edges:,} | {step} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
