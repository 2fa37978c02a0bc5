"""The differences of two readings of one file, as plain values: tasks, names, facts and the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")
PLACES = ("line", "start", "end", "place")
"""Where a task or a name stands: one difference, whatever of it changed."""
DOCUMENT = "document"
Record = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same."""

    kind: str
    where: str
    words: str


@dataclass(frozen=True)
class Name:
    """A name, and the pair of tasks it is in."""

    role: str
    task: int
    mention: Record

    @property
    def printed(self) -> str:
        """As printed, without white space."""
        return _tight(self.mention["source"])


def differences(before: Record, after: Record, rules: bool = False) -> Iterator[Difference]:
    """What is not the same in two frozen readings of one file."""
    if before["error"] != after["error"]:
        yield Difference("error", DOCUMENT, _change(before["error"], after["error"]))
    olds, news = before["readings"], after["readings"]
    if len(olds) != len(news):
        yield Difference("files read", DOCUMENT, _change(len(olds), len(news)))
    for old, new in zip(olds, news, strict=False):
        yield from _documents(old["documents"], new["documents"])
        yield from _tasks(old["records"], new["records"], rules)
        yield from _report(old["report"], new["report"])


def _documents(old: list[Record], new: list[Record]) -> Iterator[Difference]:
    if len(old) != len(new):
        yield Difference("documents", DOCUMENT, _change(len(old), len(new)))
    for one, other in zip(old, new, strict=False):
        yield from (Difference(f"document's {key}", DOCUMENT, words) for key, words in _fields(one, other))


def _tasks(old: list[Record], new: list[Record], rules: bool) -> Iterator[Difference]:
    pairs = paired(old, new)
    found: defaultdict[int, list[Difference]] = defaultdict(list)
    for number, (one, other) in enumerate(pairs):
        where = _where(other or one or {})
        if one is None or other is None:
            kind = "task new" if one is None else "task lost"
            found[number].append(Difference(kind, where, _short((other or one or {})["text"])))
            continue
        if any(one.get(key) != other.get(key) for key in PLACES):
            places = (" ".join(f"{key} {r.get(key)}" for key in PLACES if r.get(key)) for r in (one, other))
            found[number].append(Difference("task's place", where, _change(*places)))
        found[number] += [
            Difference(f"task's {key}", where, words)
            for key, words in _fields(one, other)
            if key not in (*ROLES, *PLACES, "document")
        ]
    for number, kind, words in _names(pairs, rules):
        one, other = pairs[number]
        found[number].append(Difference(kind, _where(other or one or {}), words))
    for number in range(len(pairs)):
        yield from found[number]


def paired(old: list[Record], new: list[Record]) -> list[tuple[Record | None, Record | None]]:
    """Tasks of both readings in the order of the text: those that begin at one place, then those that begin alike,
    then those that overlap; others have no partner."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    keys: tuple[Callable[[Record], Any], ...] = (
        lambda r: (r["start"], r["number"], _tight(r["text"])[:24]),
        lambda r: (r["start"], r["number"]),
        lambda r: (r["start"], _tight(r["text"])[:24]),
        lambda r: (r["number"], _tight(r["text"])[:24]),
        lambda r: _tight(r["text"])[:24],
        lambda r: r["start"],
    )
    for key in keys:
        free: defaultdict[Any, list[int]] = defaultdict(list)
        for j, record in enumerate(new):
            if j not in taken:
                free[key(record)].append(j)
        for i, record in enumerate(old):
            if i not in partner and (rest := free[key(record)]):
                partner[i] = rest.pop(0)
                taken.add(partner[i])
    for i, record in enumerate(old):
        if i in partner:
            continue
        for j, other in enumerate(new):
            if j not in taken and record["start"] < other["end"] and other["start"] < record["end"]:
                partner[i] = j
                taken.add(j)
                break
    both = [(new[partner[i]]["start"], 0, record, new[partner[i]]) for i, record in enumerate(old) if i in partner]
    lost = [(record["start"], 1, record, None) for i, record in enumerate(old) if i not in partner]
    fresh = [(record["start"], 2, None, record) for j, record in enumerate(new) if j not in taken]
    return [(one, other) for _, _, one, other in sorted([*both, *lost, *fresh], key=lambda pair: pair[:2])]


def _names(pairs: list[tuple[Record | None, Record | None]], rules: bool) -> Iterator[tuple[int, str, str]]:
    """Task, kind and words of what became of each name."""
    old = [Name(role, n, m) for n, (one, _) in enumerate(pairs) if one for role in ROLES for m in one[role]]
    new = [Name(role, n, m) for n, (_, other) in enumerate(pairs) if other for role in ROLES for m in other[role]]
    keys: tuple[Callable[[Name], Any], ...] = (
        lambda x: (x.task, x.role, x.printed, x.mention["start"]),
        lambda x: (x.task, x.printed, x.mention["start"]),
        lambda x: (x.task, x.role, x.printed),
        lambda x: (x.task, x.printed),
        lambda x: (x.role, x.printed, x.mention["start"]),
        lambda x: (x.printed, x.mention["start"]),
    )
    same: list[tuple[Name, Name]] = []
    for key in keys:
        free: defaultdict[Any, list[Name]] = defaultdict(list)
        for name in new:
            free[key(name)].append(name)
        unmatched = []
        for name in old:
            if rest := free[key(name)]:
                same.append((name, rest.pop(0)))
            else:
                unmatched.append(name)
        old, new = unmatched, [name for rest in free.values() for name in rest]
    for name in old:
        yield name.task, f"{_role(name)} lost", _told(name)
    for name in new:
        yield name.task, f"{_role(name)} new", _told(name)
    for one, other in same:
        yield from ((other.task, kind, words) for kind, words in _changes(one, other, rules))


def _changes(one: Name, other: Name, rules: bool) -> Iterator[tuple[str, str]]:
    if one.role != other.role:
        yield "name's role", f"{one.mention['source']}: {_change(_role(one), _role(other))}"
    if one.task != other.task:
        yield "name's task", f"{one.mention['source']}: came from another task"
    for key, words in _fields(one.mention, other.mention):
        if key not in (*PLACES, "source") and (rules or key != "rule"):
            yield f"name's {key}", f"{one.mention['source']}: {words}"
    if any(one.mention.get(key) != other.mention.get(key) for key in PLACES):
        places = (" ".join(f"{k} {x.mention.get(k)}" for k in PLACES if x.mention.get(k)) for x in (one, other))
        yield "name's place", f"{one.mention['source']}: {_change(*places)}"


def _report(old: Record, new: Record) -> Iterator[Difference]:
    """Sums as they change, lists entry by entry, whatever the report holds."""
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key), new.get(key)
        if isinstance(one or other, dict):
            yield from (Difference(f"report's {key}", "report", f"{k} {w}") for k, w in _fields(one or {}, other or {}))
        elif isinstance(one or other, (list, tuple)):
            olds, news = (Counter(map(_entry, entries or ())) for entries in (one, other))
            for kind, entries in (("lost", olds - news), ("new", news - olds)):
                yield from (Difference(f"report's {key} {kind}", "report", entry) for entry in entries.elements())
        elif (one or other) and one != other:
            yield Difference(f"report's {key}", "report", _change(one, other))


def _entry(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    first = f"l. {entry['line']}" if "line" in entry else ""
    rest = [f"{key}: {_short(value)}" for key, value in entry.items() if key != "line" and value not in (None, "", ())]
    return " · ".join(filter(None, (first, *rest)))


def _fields(one: Record, other: Record) -> Iterator[tuple[str, str]]:
    """Fields that differ; one that a reading did not have yet equals an empty one."""
    for key in dict.fromkeys([*one, *other]):
        before, after = one.get(key), other.get(key)
        if before != after and (before or after):
            yield key, _change(before, after)


def _change(before: Any, after: Any) -> str:
    one, other = _plain(before), _plain(after)
    if len(one) + len(other) > 160:  # long texts: from shortly before where they part
        at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        one, other = (f"{'…' * (at > 12)}{_short(words[max(0, at - 12) :])}" for words in (one, other))
    return f"{one or '-'} → {other or '-'}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "/".join(_plain(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, (list, tuple)):
        return "、".join(map(_plain, value))
    return "" if value is None else str(value).replace("\n", "⏎")


def _where(record: Record) -> str:
    return f"{record['number'] or '(no number)'} l. {record['line']} {_short(record['text'], 24)}"


def _told(name: Name) -> str:
    source, canonical = name.mention["source"], name.mention["name"]
    return source if source == canonical else f"{source} ({canonical})"


def _role(name: Name) -> str:
    return {"leaders": "leader", "lead_units": "lead", "supporting_units": "support"}.get(name.role, "responsible")


def _short(words: Any, most: int = 72) -> str:
    plain = _plain(words)
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _tight(words: str) -> str:
    return re.sub(r"\s", "", words)
