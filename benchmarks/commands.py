"""How long a user waits for an answer on a small graph, beside the least that its parts take.

    python benchmarks/commands.py [--db FOLDER] [--repeat 5]

Each command is a process of its own, as a user starts it, on the sample or on the folder that is given. The reference
is a process that imports DuckDB and what the command computes with (numpy and scipy's sparse matrices), and does
nothing; for questions in Cypher it is one that starts the engine's Java. Reference and command take turns, and of
several runs the fastest counts: ratios are of one machine, and times alone say nothing. ``processor`` is what all
threads of the process used, which a busy machine changes less.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from zeren.cli.demo import sample_files

COLUMNS = "import duckdb; duckdb.connect()"
SUMS = f"{COLUMNS}; import numpy, scipy.sparse"
JAVA = "from zeren.graph.stores import jvm; jvm.start()"
COMMANDS: dict[str, tuple[str, ...]] = {
    "documents": ("documents",),
    "metrics": ("metrics", "units"),
    "ties": ("ties",),
    "clusters": ("clusters",),
    "view": ("view", "-o", "page.html"),
    "ledger": ("ledger", "-o", "ledger.xlsx"),
    "export": ("export", "jsonl", "-o", "graph.jsonl"),
    "query": ("query", "unit-load", "--format", "csv"),
}
REFERENCES = {"documents": COLUMNS, "export": COLUMNS, "ledger": COLUMNS, "query": JAVA}


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor that a command takes. Raises CalledProcessError where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  zeren itself
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _best(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return min(wall for wall, _ in runs), min(processor for _, processor in runs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--db", type=Path, help="a folder that holds a graph; without it the sample is loaded")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    chosen = parser.parse_args()
    zeren = [sys.executable, "-m", "zeren.cli"]
    os.environ.pop("ZEREN_DB", None)
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        db = str(chosen.db.resolve() if chosen.db else folder / "zeren.db")
        if chosen.db is None:
            run([*zeren, "load", *map(str, sample_files()), "--db", db], folder)
        print("| command | wall, s | reference, s | ratio | processor, s | reference, s | ratio |")
        print("|---|--:|--:|--:|--:|--:|--:|")
        for name in chosen.only:
            reference = [sys.executable, "-c", REFERENCES.get(name, SUMS)]
            ours, theirs = [], []
            for _ in range(chosen.repeat):
                theirs.append(run(reference, folder))
                ours.append(run([*zeren, *COMMANDS[name], "--db", db], folder))
            pairs = list(zip(_best(ours), _best(theirs), strict=True))
            cells = " | ".join(f"{mine:.2f} | {other:.2f} | {mine / other:.1f}" for mine, other in pairs)
            print(f"| {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
