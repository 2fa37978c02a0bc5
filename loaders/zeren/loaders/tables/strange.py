"""Columns of bodies under heads that say nothing: told of, for nobody knows what the bodies have to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tables.columns import column_of
from zeren.loaders.text.passage import Passage

BODIES = "a body in a column whose head zeren does not know, beside one of tasks"
_ROWS = 2
_TASK = 10
"""Characters of a cell on the average, of a column that may hold tasks."""


def columns_of_bodies(grid: Sequence[Sequence[Passage]]) -> Iterator[tuple[Passage, str]]:
    """The cells of each column that holds nothing but bodies under its head, where another column may hold tasks."""
    width = min(map(len, grid), default=0)
    below = {i: [row[i] for row in grid[1:] if row[i].text.strip()] for i in range(width)}
    named = [i for i, cells in below.items() if _are_bodies(cells)]
    tasks = any(_may_be_tasks(grid[0][i].text, cells) for i, cells in below.items() if i not in named)
    for i in named if tasks else ():
        yield from ((cell, BODIES) for cell in below[i])


def _are_bodies(cells: Sequence[Passage]) -> bool:
    known = {cell.text for cell in cells}
    return len(cells) >= _ROWS and all(map(_names_bodies, known))


def _names_bodies(text: str) -> bool:
    parsed = parse(Passage(text, 0))
    return (
        sound(parsed)
        and parsed.tail is None
        and any(is_certain(name) and not is_group(name) for name in bodies(parsed))
    )


def _may_be_tasks(head: str, cells: Sequence[Passage]) -> bool:
    return column_of(head) == "task" or sum(len(cell.text) for cell in cells) > _TASK * len(cells) > 0
