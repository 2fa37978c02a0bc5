"""What a change of the reader alters, name by name: freeze all readings before it, compare after it.

    python benchmarks/compare.py freeze DIR [FOLDER …]
    python benchmarks/compare.py compare DIR [DIR2] [--sums] [--rules] [--only WORDS]

``freeze`` reads every text that there is and keeps records and reports in ``DIR/readings.jsonl``, outside the tree: the
inputs of ``tests/loaders/shapes``, the examples, ``../shared`` (documents, samples, cases) and the folders named.
``compare`` reads the same files again (or takes a second freeze, ``DIR2``) and shows what is not the same: tasks lost
and new, names lost, new, moved to another task, in another role, under another canonical name, every other field of a
task, and the report. It ends with the sums, and with exit 1 where anything differs.

Tasks are paired by where they stand, then by their first words; names by where they stand and what is printed there.
``rule``, which says how a name was found, is compared with ``--rules`` only: rules get new names more often than
readings change.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from differences import DOCUMENT, Difference, differences
from many import LIMIT, Result, Text, read_each, texts_in

from zeren.loaders import Reading

ROOT = Path(__file__).resolve().parents[1]
EVERYWHERE = (
    "tests/loaders/shapes",
    "examples",
    "../shared/documents",
    "../shared/samples",
    "../shared/cases",
)
KEPT = "readings.jsonl"


def everywhere() -> list[Path]:
    """The folders whose texts every change is judged by, where they are beside."""
    return [ROOT / name for name in EVERYWHERE if (ROOT / name).exists()]


def plain(_: Path, reading: Reading) -> dict[str, Any]:
    """A reading as plain values, without what only tells its file."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(reading))
    return {key: value for key, value in found.items() if key not in ("source", "digest")}


def freeze(folder: Path, roots: list[Path], workers: int, limit: float) -> None:
    """Write the readings of all texts in ``roots``."""
    folder = folder.resolve()
    if folder.is_relative_to(ROOT):
        raise SystemExit(f"{folder}: lies in the tree; freeze outside it")
    texts = texts_in(roots)
    folder.mkdir(parents=True, exist_ok=True)
    tasks, failed = 0, 0
    began = time.perf_counter()
    with (folder / KEPT).open("w", encoding="utf-8") as kept:
        for result in read_each(texts, plain, workers=workers, limit=limit):
            tasks += sum(len(reading["records"]) for reading in result.values)
            failed += result.error is not None
            kept.write(json.dumps(frozen(result), ensure_ascii=False) + "\n")
    took = time.perf_counter() - began
    print(f"{len(texts)} files, {tasks} tasks, {failed} that could not be read, in {took:.0f} s: {folder / KEPT}")


def frozen(result: Result[dict[str, Any]]) -> dict[str, Any]:
    """What is kept of a file."""
    path = str(result.text.path.resolve())
    return {"name": result.text.name, "path": path, "readings": list(result.values), "error": result.error}


def kept_in(folder: Path) -> dict[str, dict[str, Any]]:
    """The frozen readings, by the name of their file."""
    try:
        lines = (folder / KEPT).read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise SystemExit(f"{folder}: holds no {KEPT}; make it with: compare.py freeze {folder}") from None
    return {found["name"]: found for found in map(json.loads, lines)}


def now(before: dict[str, dict[str, Any]], workers: int, limit: float) -> Iterator[dict[str, Any]]:
    """The same files, read again."""
    texts = [Text(name, Path(kept["path"])) for name, kept in before.items()]
    yield from map(frozen, read_each(texts, plain, workers=workers, limit=limit))


def compare(asked: argparse.Namespace) -> int:
    """Print the differences and their sums; 1 where there are any."""
    before = kept_in(asked.dir)
    if asked.only:
        before = {name: kept for name, kept in before.items() if asked.only in name}
    after = (
        kept_in(asked.dir2) if asked.dir2 else {kept["name"]: kept for kept in now(before, asked.workers, asked.limit)}
    )
    sums: Counter[str] = Counter()
    changed = []
    for name, kept in before.items():
        found = (
            list(differences(kept, after[name], asked.rules))
            if name in after
            else [Difference("file gone", DOCUMENT, name)]
        )
        if not found:
            continue
        changed.append(name)
        sums.update(difference.kind for difference in found)
        if not asked.sums:
            _show(name, found)
    _show_sums(before, after, changed, sums, asked.sums)
    return 1 if changed else 0


def _show(name: str, found: list[Difference]) -> None:
    print(f"\n{name}")
    where = None
    for difference in found:
        if difference.where != where:
            where = difference.where
            print(f"  {where}")
        print(f"    {difference.kind:20} {difference.words}")


def _show_sums(
    before: dict[str, Any], after: dict[str, Any], changed: list[str], sums: Counter[str], named: bool
) -> None:
    print(f"\n{len(changed)} of {len(before)} files differ")
    if named:
        print("".join(f"  {name}\n" for name in changed), end="")
    for what, count in sorted(sums.items()):
        print(f"{count:8}  {what}")
    for title, of in (("tasks", _tasks), ("names", _names)):
        print(f"{title}: {sum(map(of, before.values()))} before, {sum(of(after[n]) for n in before if n in after)} now")


def _tasks(kept: dict[str, Any]) -> int:
    return sum(len(reading["records"]) for reading in kept["readings"])


def _names(kept: dict[str, Any]) -> int:
    roles = ("leaders", "lead_units", "supporting_units", "responsible_units")
    return sum(len(record[role]) for reading in kept["readings"] for record in reading["records"] for role in roles)


def main(arguments: list[str] | None = None) -> None:
    """Freeze or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default 2)")
    parser.add_argument("--limit", type=float, default=LIMIT, help=f"seconds for one file (default {LIMIT:.0f})")
    commands = parser.add_subparsers(required=True, dest="command")
    freezing = commands.add_parser("freeze", help="keep the readings of all texts")
    freezing.add_argument("dir", type=Path, help="a folder outside the tree")
    freezing.add_argument("folders", type=Path, nargs="*", help="more folders of texts")
    freezing.add_argument("--alone", action="store_true", help="the folders named, and nothing else")
    comparing = commands.add_parser("compare", help="show what is not the same")
    comparing.add_argument("dir", type=Path, help="what freeze made")
    comparing.add_argument("dir2", type=Path, nargs="?", help="a second freeze, instead of reading again")
    comparing.add_argument("--sums", action="store_true", help="the files and the sums only")
    comparing.add_argument("--rules", action="store_true", help="also by which rule a name was found")
    comparing.add_argument("--only", metavar="WORDS", help="only files with these words in their name")
    asked = parser.parse_args(arguments)
    if asked.command == "freeze":
        freeze(asked.dir, [*([] if asked.alone else everywhere()), *asked.folders], asked.workers, asked.limit)
    else:
        sys.exit(compare(asked))


if __name__ == "__main__":
    main()
