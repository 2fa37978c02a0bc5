"""The sections of a difference for a person: fewer columns, long texts by where they differ.

``--section``, JSON and workbooks hold everything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zeren.graph.table import Table

if TYPE_CHECKING:
    from zeren.graph.model import Value

    Row = dict[str, Value]

WORDS = 30  # characters of a task that name it
AROUND = 8  # characters left standing on each side of a difference


def for_reading(section: str, table: Table) -> Table:
    """The columns of a section that a person reads first."""
    if section not in _COLUMNS:
        return table
    columns = _COLUMNS[section]
    return Table(tuple(columns), tuple(tuple(take(row) for take in columns.values()) for row in table))


def _same(name: str) -> Callable[[Row], Value]:
    return lambda row: row[name]


def _number(row: Row) -> Value:
    """``3 → 2``; the number alone where both sides have the same or only one has the task."""
    one, other = row["number_before"], row["number_after"]
    return f"{one} → {other}" if one and other and one != other else other or one


def _task(row: Row) -> Value:
    words = str(row["task"] if "task" in row else row["task_after"] or row["task_before"])
    return words if len(words) <= WORDS else words[:WORDS] + "…"


def _out(row: Row) -> Value:
    return _part(row, "before", "after", "lost")


def _in(row: Row) -> Value:
    return _part(row, "after", "before", "gained")


def _part(row: Row, side: str, other_side: str, items: str) -> Value:
    one, other = row[side], row[other_side]
    if isinstance(one, list) or isinstance(other, list):
        return row[items]
    return _differing(one, other) if isinstance(one, str) and isinstance(other, str) else one


def _differing(one: str, other: str) -> str:
    """The part of ``one`` in which it differs from ``other``, with a few characters around it."""
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    start, end = max(0, head - AROUND), min(len(one), len(one) - tail + AROUND)
    return ("…" if start else "") + one[start:end] + ("…" if end < len(one) else "")


def _alike(one: str, other: str) -> int:
    """How many first characters are the same."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _numbers(name: str) -> Callable[[Row], Value]:
    """Tasks by their numbers, where they have any."""

    def take(row: Row) -> Value:
        items = row[name]
        return [item.partition(". ")[0] for item in items] if isinstance(items, list) else items

    return take


_COLUMNS: dict[str, dict[str, Callable[[Row], Value]]] = {
    "tasks": {
        "state": _same("state"),
        "number": _number,
        "task": _task,
        "score": _same("score"),
        "changed": _same("changed"),
    },
    "changes": {"number": _number, "what": _same("what"), "before, or lost": _out, "after, or gained": _in},
    "load": {
        name: _same(name)
        for name in (
            "unit",
            "kind",
            "tasks_before",
            "tasks_after",
            "change",
            "led_before",
            "led_after",
            "beyond_chance",
        )
    },
    "leads": {"number": _number, "task": _task, "lost": _same("lost"), "gained": _same("gained")},
    "leaders": {
        **{name: _same(name) for name in ("leader", "tasks_before", "tasks_after", "change")},
        "gained": _numbers("gained"),
        "lost": _numbers("lost"),
    },
}
