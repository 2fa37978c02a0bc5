"""What a reading is worth beside an annotation: names right and wrong by role, and names that are gone in silence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from zeren.loaders import Reading

ROLES = {
    "leaders": "leaders",
    "lead_units": "lead_units",
    "support_units": "supporting_units",
    "responsible_units": "responsible_units",
}
"""Role in the annotation → role in the records."""
UNITS = ("lead_units", "support_units", "responsible_units")
NUMBER = re.compile(r"[\s()（）〔〕\[\]〈〉<>.．、:：]")


@dataclass
class Task:
    """A task of either side: its number, its first words and its names by role, all without white space."""

    number: str
    text: str
    names: dict[str, list[str]]
    facts: dict[str, str] = field(default_factory=dict)
    start: int = 0
    document: str = ""

    def of(self, roles: tuple[str, ...]) -> Counter[tuple[str, str]]:
        """Role and name, as often as they stand."""
        return Counter((role, name) for role in roles for name in self.names[role])


@dataclass
class Score:
    """Counts of one document or of several."""

    name: str
    tasks: int = 0
    paired: int = 0
    right: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    """Tasks with names in a document that assigns nothing."""
    names: int = 0
    silent: list[str] = field(default_factory=list)
    told: int = 0
    told_as_prose: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another document in."""
        self.tasks += other.tasks
        self.paired += other.paired
        self.invented += other.invented
        self.names += other.names
        self.told += other.told
        self.told_as_prose += other.told_as_prose
        self.silent += other.silent
        for mine, its in ((self.right, other.right), (self.read, other.read), (self.wanted, other.wanted)):
            mine.update(its)
        self.facts.update(other.facts)

    def rates(self, what: str) -> tuple[float, float, float]:
        """Precision, recall, F1; each is 1 where there was nothing to do and nothing was done."""
        right, read, wanted = self.right[what], self.read[what], self.wanted[what]
        precision = right / read if read else float(not wanted)
        recall = right / wanted if wanted else float(not read)
        return precision, recall, 2 * right / (read + wanted) if read + wanted else 1.0


def tight(words: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", words)


def annotated(path: Path) -> list[Task]:
    """The tasks of an annotation."""
    tasks = []
    for item in msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]]):
        names = {role: [tight(name) for name in item.get(role, [])] for role in ROLES}
        if "units" in item:  # an annotation without leads
            names["responsible_units"] = [tight(name) for name in item["units"]]
        number = str(item.get("no") or item.get("path", [""])[-1].partition(".")[0])
        facts: dict[str, str] = {key: str(item[key]) for key in ("deadline", "convention") if key in item}
        if item.get("etc"):
            facts["open_list"] = "True"
        tasks.append(Task(number, tight(item.get("text") or item.get("text_start", "")), names, facts))
    return tasks


def read_as(reading: Reading) -> list[Task]:
    """The tasks of the records."""
    return [
        Task(
            record.number,
            tight(record.text),
            {role: [tight(mention.source) for mention in getattr(record, its)] for role, its in ROLES.items()},
            {
                "deadline": record.deadline or "",
                "convention": str(record.convention),
                "open_list": str(record.open_list),
            },
            record.start,
            f"{record.document.number} {record.document.title}",
        )
        for record in reading.records
    ]


def alike(want: Task, got: Task) -> int:
    """How much speaks for these two being the same task; 0 for nothing."""
    same_number = NUMBER.sub("", want.number) == NUMBER.sub("", got.number)
    first = want.text[:24]
    if not first:
        return 2 if same_number else 0
    if got.text.startswith(first):
        return 5 + same_number
    at = got.text.find(first[:10])
    if 0 <= at < 60:  # a title before it
        return 4 + same_number
    common = sum((Counter(want.text[:12]) & Counter(got.text[:12])).values())
    if common >= 9:  # a glyph read as another
        return 3 + same_number
    return 1 if same_number else 0


def pairs(want: list[Task], got: list[Task]) -> list[tuple[Task, Task | None]]:
    """Each annotated task with its record: the pairing, in order on both sides, for which most speaks."""
    best = [[0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            together = alike(want[i], got[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together + best[i + 1][j + 1] if together else 0)
    found: list[tuple[Task, Task | None]] = []
    i = j = 0
    while i < len(want):
        together = alike(want[i], got[j]) if j < len(got) else 0
        if together and best[i][j] == together + best[i + 1][j + 1]:
            found.append((want[i], got[j]))
            i, j = i + 1, j + 1
        elif j < len(got) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((want[i], None))
            i += 1
    return found


def scored(name: str, want: list[Task], reading: Reading) -> Score:
    """What one document's reading is worth."""
    score = Score(name, len(want))
    got = _annotated_part(want, read_as(reading))
    both = pairs(want, got)
    taken = {id(record) for _, record in both if record}
    for task, record in both:
        _count(score, task, record)
    for record in got:
        if id(record) not in taken and any(record.names.values()):
            _count(score, None, record)
            score.invented += not want
    _lost(score, want, got, reading)
    return score


def _annotated_part(want: list[Task], got: list[Task]) -> list[Task]:
    """The document's records up to the last annotated task that was read; all where it assigns nothing."""
    read = [record for _, record in pairs(want, got) if record]
    if read:
        own = {record.document for record in read}
        return [task for task in got if task.start <= max(r.start for r in read) and task.document in own]
    return [task for task in got if any(task.names.values())][: len(want) or None]


def _count(score: Score, want: Task | None, got: Task | None) -> None:
    score.paired += want is not None and got is not None
    nothing = Task("", "", {role: [] for role in ROLES})
    one, other = want or nothing, got or nothing
    for what, roles in (*((role, (role,)) for role in ROLES), ("units", UNITS)):
        wanted, read = one.of(roles), other.of(roles)
        score.right[what] += (wanted & read).total()
        score.read[what] += read.total()
        score.wanted[what] += wanted.total()
    wanted_names, read_names = (Counter(n for role in UNITS for n in task.names[role]) for task in (one, other))
    score.right["any role"] += (wanted_names & read_names).total()
    score.read["any role"] += read_names.total()
    score.wanted["any role"] += wanted_names.total()
    missing, extra = one.of(tuple(ROLES)) - other.of(tuple(ROLES)), other.of(tuple(ROLES)) - one.of(tuple(ROLES))
    if missing or extra:
        where = f"{one.number or other.number} {(one.text or other.text)[:20]}"
        told = [
            f"{sign}{role} {name}" for sign, side in (("-", missing), ("+", extra)) for role, name in side.elements()
        ]
        state = "" if want and got else " (no task of the reader's)" if want else " (not annotated)"
        score.wrong.append(f"{where}{state}: {' '.join(told)}")
    if want and got:
        for key, stated in want.facts.items():
            if stated != got.facts[key]:
                score.facts[key] += 1
                score.wrong.append(f"{want.number} {want.text[:20]}: {key} {stated or '-'} → {got.facts[key] or '-'}")


def _lost(score: Score, want: list[Task], got: list[Task], reading: Reading) -> None:
    """Which annotated names are nowhere; a name within a longer one that was read is wrong, but not gone."""
    wanted = Counter(name for task in want for names in task.names.values() for name in names)
    score.names = wanted.total()
    read = [name for task in got for names in task.names.values() for name in names]
    told, prose = _entries(reading)
    for name, count in wanted.items():
        gone = count - sum(name in other for other in read)
        if gone <= 0:
            continue
        tells = min(gone, sum(entry.count(name) for entry in told))
        score.told += tells
        score.told_as_prose += min(gone - tells, sum(entry.count(name) for entry in prose))
        score.silent += [name] * (gone - tells)


def _entries(reading: Reading) -> tuple[list[str], list[str]]:
    """All words of the report's entries, and those of them that it takes for prose."""
    told: list[str] = []
    prose: list[str] = []
    for entries in msgspec.to_builtins(reading.report).values():
        for entry in entries if isinstance(entries, (list, tuple)) else ():
            values = entry.values() if isinstance(entry, dict) else (entry,)
            words = tight(" ".join(value for value in values if isinstance(value, str)))
            is_prose = isinstance(entry, dict) and (entry.get("prose") or entry.get("kind") == "prose")
            (prose if is_prose else told).append(words)
    return told, prose
