"""What each rule of the reader is needed for: each switched off in turn, over all texts.

    python benchmarks/rules.py [FOLDER …] [--only WORDS] [--enough N]

The texts are those of ``compare.py``: shapes, examples, ``../shared`` where it is beside, and the folders named. Each
is read once with all rules watched; then each rule is switched off and the texts in which it answered are read again,
the quickest first, until ``--enough`` of them have changed. A rule that changes neither its own example nor any text
is idle: exit 1. One that changes a single text, or none, is listed with it: it may be merged into a wider one.
Tables are found by themselves (``switches.py``).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from compare import everywhere, frozen, plain
from differences import differences
from many import LIMIT, Text, read_each, texts_in
from switches import Switch, forget, off, said_of, switches, watched

_ENOUGH = 10


class Read(NamedTuple):
    """A text as all the rules read it."""

    text: Text
    kept: Path
    """Where its reading is."""
    seconds: float
    answers: frozenset[tuple[Switch, str]]
    """What each rule answered in it."""


class Found(NamedTuple):
    """What a rule changes."""

    switch: Switch
    asked: int
    """In how many texts it answered."""
    example: bool
    """Does its own example change?"""
    changed: dict[str, Counter[str]]
    """By the names of the texts, what is not the same in them."""
    seconds: float


def read_watched(folder: Path, texts: list[tuple[int, Text]]) -> list[Read]:
    """Read these texts and note the rules that answer in them."""
    answers: set[tuple[Switch, str]] = set()
    found = []
    with watched(lambda switch, answer: answers.add((switch, answer))):
        for number, text in texts:
            answers.clear()
            forget(texts_only=True)  # or what another text has read already is not asked again
            reading, seconds = _read(text)
            kept = folder / f"{number}.json"
            kept.write_text(reading, "utf-8")
            found.append(Read(text, kept, seconds, frozenset(answers)))
    return found


def _read(text: Text) -> tuple[str, float]:
    (result,) = read_each([text], plain, workers=1, limit=LIMIT)
    return json.dumps(frozen(result), ensure_ascii=False), result.seconds


def without(enough: int, switch: Switch, texts: list[Read]) -> Found:
    """Read these texts without a rule."""
    began = time.perf_counter()
    (rule,) = (rule for rule in switch.table.rules if rule.name == switch.rule)
    before = said_of(switch.table, rule.example)
    changed = {}
    with off(switch):
        example = said_of(switch.table, rule.example) != before
        for read in texts:
            kinds = _changed(read)
            if kinds:
                changed[read.text.name] = kinds
            if len(changed) >= enough:
                break
    return Found(switch, len(texts), example, changed, time.perf_counter() - began)


def _changed(read: Read) -> Counter[str]:
    before, (after, _) = read.kept.read_text("utf-8"), _read(read.text)
    if before == after:
        return Counter()
    # Which rule found a name is no difference.
    return Counter(one.kind for one in differences(json.loads(before), json.loads(after)))


def where_asked(read: Iterable[Read]) -> dict[Switch, list[Read]]:
    """The texts in which each rule answered, the quickest first.

    What says that a rule does not apply is None where one of its table says so, else False, else nothing found.
    """
    read = sorted(read, key=lambda one: one.seconds)
    said: defaultdict[str, set[str]] = defaultdict(set)
    for one in read:
        for switch, answer in one.answers:
            said[str(switch.table)].add(answer)
    no = {table: next((word for word in ("none", "no", "empty") if word in words), "") for table, words in said.items()}
    texts: dict[Switch, list[Read]] = {switch: [] for switch in switches()}
    for one in read:
        alone = {table for table, words in said.items() if words == {no[table]}}  # they only do, and answer nothing
        for switch in {s for s, answer in one.answers if str(s.table) in alone or answer != no[str(s.table)]}:
            texts[switch].append(one)
    return texts


@contextmanager
def each(workers: int) -> Iterator[Callable[..., Iterator[Any]]]:
    """``map``, by several processes."""
    if workers < 2:
        yield map
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield pool.map


def measure(texts: list[Text], asked: argparse.Namespace) -> list[Found]:
    """What each rule changes, in the order of the tables."""
    began = time.perf_counter()
    chosen = [switch for switch in switches() if asked.only in str(switch)]
    with tempfile.TemporaryDirectory() as folder, each(asked.workers) as many:
        numbered = list(enumerate(texts))
        parts = [numbered[at : at + 16] for at in range(0, len(numbered), 16)]
        read = [one for part in many(partial(read_watched, Path(folder)), parts) for one in part]
        print(f"{len(texts)} texts read, {time.perf_counter() - began:.0f} s", flush=True)
        asked_in = where_asked(read)
        lists = [asked_in[switch] for switch in chosen]
        found = list(many(partial(without, asked.enough), chosen, lists))
    print(f"{len(chosen)} rules switched off one by one, {time.perf_counter() - began:.0f} s\n")
    return found


def tell(found: list[Found], enough: int) -> int:
    """Print each rule with what it changes, then those to look at; 1 where one is idle."""
    table = None
    for one in found:
        if one.switch.table != table:
            table = one.switch.table
            print(table)
        count = f"{len(one.changed)}" + ("+" if len(one.changed) >= enough else "")
        print(f"  {one.switch.rule:46} example {'yes' if one.example else 'NO':4} texts {count:>4} of {one.asked}")
    once = [one for one in found if len(one.changed) == 1]
    never = [one for one in found if not one.changed and one.example]
    idle = [one for one in found if not one.changed and not one.example]
    print(f"\n{len(once)} change exactly one text:")
    for one in once:
        ((name, kinds),) = one.changed.items()
        print(f"  {one.switch}: {name} ({', '.join(f'{kind} {n}' for kind, n in kinds.most_common(3))})")
    print(f"{len(never)} change their own example only:" + "".join(f"\n  {one.switch}" for one in never))
    print(f"{len(idle)} idle:" + "".join(f"\n  {one.switch}" for one in idle))
    return 1 if idle else 0


def main(arguments: list[str] | None = None) -> None:
    """Switch off each rule in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", help="more folders of texts")
    parser.add_argument("--alone", action="store_true", help="the folders named, and nothing else")
    parser.add_argument("--only", metavar="WORDS", default="", help="only rules with these words in table or name")
    parser.add_argument("--enough", type=int, default=_ENOUGH, help=f"texts that settle a rule (default {_ENOUGH})")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default 2)")
    asked = parser.parse_args(arguments)
    texts = texts_in([*([] if asked.alone else everywhere()), *asked.folders])
    sys.exit(tell(measure(texts, asked), asked.enough))


if __name__ == "__main__":
    main()
