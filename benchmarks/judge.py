"""Records beside the truth they were written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from notices import Notice, Task

from zeren.loaders import Reading, TaskRecord, read_documents


class Written(msgspec.Struct):
    """A line of the truth."""

    file: str
    layout: str
    notice: Notice


@dataclass
class Sum:
    """Counts of one layout."""

    documents: int = 0
    tasks: int = 0
    exact: int = 0
    invented: int = 0
    names: int = 0
    right: int = 0
    read: int = 0
    silent: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """2 P R / (P + R) of the names in their roles."""
        return 2 * self.right / (self.names + self.read) if self.names + self.read else 1.0


@dataclass
class Judge:
    """All counts, and the first tasks that are not as written."""

    shown: int
    sums: dict[str, Sum] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def add(self, truth: Written, reading: Reading) -> None:
        """Compare one document."""
        found = self.sums.setdefault(truth.layout, Sum())
        found.documents += 1
        told = tight(" ".join(entry.words for entry in reading.report.unread if not entry.prose))
        rest = [record for record in reading.records if record.mentions]
        for task in truth.notice.each():
            record = next((one for one in rest if same(tight(one.text), tight(task.text))), None)
            if record is not None:
                rest.remove(record)
            self._task(found, truth, task, record, told)
        found.invented += len(rest)
        for record in rest:
            self._example(f"{truth.file}: invented: {record.text[:40]} {record.statement[:60]}")

    def _task(self, found: Sum, truth: Written, task: Task, record: TaskRecord | None, told: str) -> None:
        found.tasks += 1
        want, got = facts(task), facts_read(record, truth.notice.year) if record else {}
        names, read = Counter(_names(want)), Counter(_names(got))
        found.names += names.total()
        found.read += read.total()
        found.right += (names & read).total()
        wrong = [key for key in want if want[key] != got.get(key)]
        found.exact += not wrong
        found.wrong.update(wrong if record else ["no task"])
        there = Counter(word for words in got.values() if isinstance(words, tuple) for word in words)
        gone = Counter(word for _, word in names.elements()) - there
        found.silent += sum(count for name, count in gone.items() if tight(name) not in told)
        if wrong:
            said = "; ".join(f"{key} {want[key]} → {got.get(key)}" for key in wrong) if record else "no task"
            self._example(f"{truth.file}: {task.text[:30]}: {said}")

    def _example(self, words: str) -> None:
        if len(self.examples) < self.shown:
            self.examples.append(words)


def tight(words: str) -> str:
    """Without white space, and without the mark that ends it."""
    return re.sub(r"\s", "", words).rstrip("。；;.，,")


def same(read: str, wrote: str) -> bool:
    """Whether a task's text is the one that was written, a title before it or not."""
    return read.endswith(wrote) and len(read) - len(wrote) < 24


def facts(task: Task) -> dict[str, object]:
    """What is compared."""
    roles = {"lead": task.lead, "support": task.support, "responsible": task.responsible}
    printed = {role: tuple(tight(unit.printed) for unit in units) for role, units in roles.items()}
    full = {f"{role} in full": tuple(tight(unit.name) for unit in units) for role, units in roles.items()}
    stated = {"open": task.open, "convention": task.convention, "deadline": bool(task.deadline)}
    return {"leaders": tuple(task.leaders), **printed, **full, **stated}


def facts_read(record: TaskRecord, year: int) -> dict[str, object]:
    """The same of a record."""
    roles = {
        "lead": record.lead_units,
        "support": record.supporting_units,
        "responsible": record.responsible_units,
    }
    printed = {role: tuple(tight(unit.source) for unit in units) for role, units in roles.items()}
    full = {f"{role} in full": tuple(tight(unit.name) for unit in units) for role, units in roles.items()}
    stated = {"open": record.open_list, "convention": record.convention, "deadline": bool(record.deadline)}
    return {"leaders": tuple(one.source for one in record.leaders), **printed, **full, **stated}


def _names(facts: dict[str, object]) -> Iterator[tuple[str, str]]:
    for role in ("leaders", "lead", "support", "responsible"):
        words = facts.get(role, ())
        assert isinstance(words, tuple)
        yield from ((role, word) for word in words)


def judged(folder: Path, workers: int, shown: int) -> int:
    """Read all documents of a corpus, print what is right; 1 where a task is not as written."""
    judge = Judge(shown)
    for truth in sorted(folder.glob("*.jsonl")):
        with truth.open("rb") as lines:
            wrote = [msgspec.json.decode(line, type=Written) for line in lines]
        paths = [truth.with_suffix("") / one.file for one in wrote]
        for one, reading in zip(wrote, read_documents(paths, workers=workers), strict=True):
            judge.add(one, reading)
    print(f"{'layout':24} documents   tasks   exact invented    names     F1 silent  wrong")
    for name, sums in judge.sums.items():
        wrong = ", ".join(f"{key} {count}" for key, count in sums.wrong.most_common(4))
        print(
            f"{name:24} {sums.documents:9} {sums.tasks:7} {sums.exact:7} {sums.invented:8} {sums.names:8} "
            f"{sums.f1:6.3f} {sums.silent:6}  {wrong}"
        )
    print("\n".join(judge.examples))
    return int(any(sums.exact < sums.tasks or sums.invented for sums in judge.sums.values()))
