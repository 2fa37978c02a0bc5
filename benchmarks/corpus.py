"""Notices of any number, drawn from a seed and written in every layout, and how well they are read.

    python benchmarks/corpus.py write FOLDER [--documents 1000] [--seed 1] [--layout NAME …]
    python benchmarks/corpus.py judge FOLDER [--workers 2] [--wrong 20]

``write`` puts 1,000 files into a folder ``NNN`` and their truth beside it in ``NNN.jsonl``. ``judge`` reads the files
and compares: text, names as printed and in full, roles, openness, convention, deadline and leaders of each task must be
those that were written. It prints a line for each layout, and exits with 1 where a task is not as written.

What it does not show: how well real notices are read, whose authors follow no generator (``benchmarks/gold.py``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

import msgspec
from judge import judged
from layouts import each_layout, written
from notices import notice

FOLDER = 1_000


def write(folder: Path, documents: int, seed: int, names: tuple[str, ...]) -> None:
    """Write so many documents; document N is the same whatever their number."""
    layouts = list(each_layout(names))
    if not layouts:
        raise SystemExit("no layout of this name; see benchmarks/layouts.py")
    for start in range(0, documents, FOLDER):
        below = folder / f"{start // FOLDER:03}"
        below.mkdir(parents=True, exist_ok=True)
        with below.with_suffix(".jsonl").open("wb") as truth:
            for i in range(start, min(start + FOLDER, documents)):
                chosen = layouts[i % len(layouts)]
                random = Random(f"{seed}:{i}:{chosen.name}")  # noqa: S311  a corpus, not a secret
                content, paper = written(notice(seed, i), random, chosen)
                name = f"{i:06}-{chosen.name}.{chosen.suffix}"
                (below / name).write_bytes(content)
                truth.write(msgspec.json.encode({"file": name, "layout": chosen.name, "notice": paper}) + b"\n")


def main(arguments: list[str] | None = None) -> None:
    """Write or judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    writes = actions.add_parser("write", help="write documents and their truth")
    writes.add_argument("folder", type=Path)
    writes.add_argument("--documents", type=int, default=1_000)
    writes.add_argument("--seed", type=int, default=1)
    writes.add_argument("--layout", action="append", default=[], metavar="NAME")
    judges = actions.add_parser("judge", help="read documents and compare")
    judges.add_argument("folder", type=Path)
    judges.add_argument("--workers", type=int, default=2)
    judges.add_argument("--wrong", type=int, default=20, help="tasks that are shown, of those not as written")
    asked = parser.parse_args(arguments)
    if asked.action == "write":
        write(asked.folder, asked.documents, asked.seed, tuple(asked.layout))
    else:
        sys.exit(judged(asked.folder, asked.workers, asked.wrong))


if __name__ == "__main__":
    main()
