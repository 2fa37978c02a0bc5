"""One thing that is found in a graph: a sentence, its table, and how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.views.blocks import Grid
from zeren.views.ledger_rows import LedgerRows

TOP = 10
"""Rows of a table."""

Link = Mapping[str, str]
"""What the page shows where a finding is followed: fields of its state by name, things by id."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is found."""

    name: str
    title: tuple[str, str]
    """In Chinese and in English, as all texts."""
    said: tuple[str, str]
    grid: tuple[Grid, Grid]
    method: tuple[str, str]
    link: Link
    links: tuple[Link, ...] = ()
    """Of the table's rows; empty where they lead nowhere else."""


def focus(id: object) -> Link:
    """The whole picture of a thing."""
    return {"view": "focus", "focus": str(id)}


def tasks_with(gap: str) -> Link:
    """The tasks that have a gap, or are late or soon due."""
    return {"view": "tasks", "gap": gap}


@dataclass(frozen=True, slots=True)
class Seen:
    """What findings are made of."""

    graph: Graph
    rows: LedgerRows
    day: str
    decisions: Decisions


def grids(
    heads: tuple[Sequence[str], Sequence[str]],
    rows: Sequence[Sequence[object]],
    widths: Sequence[int],
    *,
    sums: Sequence[Sequence[object]] = (),
    bar: int | None = None,
) -> tuple[Grid, Grid]:
    """A table in Chinese and in English; a cell that is a pair has its text in both. ``bar`` is the column drawn."""

    def shown(table: Sequence[Sequence[object]], at: int) -> tuple[tuple[str, ...], ...]:
        cells = ((cell[at] if isinstance(cell, tuple) else cell for cell in row) for row in table)
        return tuple(tuple("" if cell is None else str(cell) for cell in row) for row in cells)

    zh, en = (Grid(tuple(heads[at]), shown(rows, at), tuple(widths), bar, shown(sums, at)) for at in (0, 1))
    return zh, en


def number(many: int, one: str) -> str:
    """``1 task``, ``2 tasks``."""
    return f"{many} {one if many == 1 else one + 's'}"


def percent(share: float) -> str:
    """A share as it is printed."""
    return f"{100 * share:.1f}%"
