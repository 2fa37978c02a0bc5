"""What the reader makes of documents that people annotated: right, wrong, and gone without a word.

    python benchmarks/gold.py [GOLD_DIR SAMPLE_DIR] [--names] [--only WORDS]

Without folders: ``../shared/gold``. ``NAME.json`` in GOLD_DIR belongs to ``NAME.*`` in SAMPLE_DIR: a list of the first
tasks of a document, or an empty one where it assigns nothing. A task has ``no``, ``text`` or ``text_start``,
``leaders``, ``lead_units``, ``support_units`` and ``responsible_units``, names as printed; ``deadline``, ``convention``
and ``etc`` where they are annotated.

F1 = 2 P R / (P + R): P is the share of the names read that are annotated in that task and that role, R the share of the
annotated names that are read so. ``any role`` asks for the task only. Names are compared without white space; tasks are
paired in the order of the text, by their first words, else by their number. What stands behind the last annotated task
counts for nothing. ``silent`` are annotated names that the reader gives in no task as often as they are annotated, and
of which no entry of the report (prose aside, which says that nothing was lost) tells.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from many import Text, read_each
from scores import Score, Task, annotated, scored

from zeren.loaders import Reading

SHARED = Path(__file__).resolve().parents[2] / "shared"
ELSEWHERE = {"jiaozuo-tasks-1-67": "jiaozuo-gazette-2024-02.txt", "jiaozuo-tcm-first-8": "jiaozuo-gazette-2024-02.txt"}
"""Annotations whose document has another name."""


def show(score: Score) -> str:
    """One line of the table."""
    precision, recall, f1 = score.rates("units")
    leaders = score.rates("leaders")[2] if score.wanted["leaders"] or score.read["leaders"] else None
    silent = len(score.silent)
    share = f"{100 * silent / score.names:.0f} %" if score.names else "-"
    return (
        f"{score.name[:44]:44} {score.paired:4}/{score.tasks:<4} {precision:5.3f} {recall:5.3f} {f1:5.3f} "
        f"{score.rates('any role')[2]:8.3f} {'-' if leaders is None else format(leaders, '7.3f'):>7} "
        f"{silent:6} {share:>5} {score.told:5} {score.told_as_prose:5} {score.invented:8}"
    )


HEAD = (
    f"{'':44} {'tasks':>9} {'P':>5} {'R':>5} {'F1':>5} {'any role':>8} {'leaders':>7} "
    f"{'silent':>12} {'told':>5} {'prose':>5} invented"
)


def whole(_: Path, reading: Reading) -> Reading:
    """The reading, as it is."""
    return reading


def documents(gold: Path, samples: Path) -> Iterator[tuple[str, list[Task], Path]]:
    """Name, annotation and file of each document."""
    for path in sorted(gold.glob("*.json")):
        want = annotated(path)
        if want and not any(any(task.names.values()) for task in want):
            continue  # an annotation of other things
        name = ELSEWHERE.get(path.stem)
        places = (
            [samples / name, samples.parent / "documents" / name] if name else sorted(samples.glob(f"{path.stem}.*"))
        )
        found = [place for place in places if place.exists() and place != path]
        if not found:
            raise SystemExit(f"{path}: no document of this name in {samples}")
        yield path.stem, want, found[0]


def main(arguments: list[str] | None = None) -> None:
    """Print the table; with ``--names`` every name that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("samples", type=Path, nargs="?", default=SHARED / "samples")
    parser.add_argument(
        "--names", action="store_true", help="each task that is not right, with its names (-lost +extra)"
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="only documents with these words in their name")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default 2)")
    asked = parser.parse_args(arguments)
    chosen = [one for one in documents(asked.gold, asked.samples) if asked.only in one[0]]
    total = Score(f"all {len(chosen)} documents")
    print(HEAD)
    readings = read_each([Text(name, path) for name, _, path in chosen], whole, workers=asked.workers)
    failed = False
    for (name, want, _), result in zip(chosen, readings, strict=True):
        if result.error or not result.values:
            print(f"{name[:44]:44} {result.error or 'nothing was read'}")
            failed = True
            continue
        (reading,) = result.values
        score = scored(name, want, reading)
        print(show(score))
        if asked.names:
            print("".join(f"    {words}\n" for words in score.wrong), end="")
            print(f"    silent: {'、'.join(score.silent)}\n" if score.silent else "", end="")
        total.add(score)
    print(show(total))
    for what in ("lead_units", "support_units", "responsible_units", "units", "any role", "leaders"):
        precision, recall, f1 = total.rates(what)
        print(f"  {what:20} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({total.wanted[what]} annotated)")
    wrong = ", ".join(f"{key} {total.facts[key]}" for key in ("deadline", "convention", "open_list"))
    print(f"  tasks with another {wrong} than annotated, of {total.paired} paired")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
