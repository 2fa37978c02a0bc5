"""The numbers of a table's tasks where no head says which column holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zeren.loaders.tables.columns import Grid, Header
from zeren.loaders.text.numbers import marker_of

_FEWEST = 2


def numbered(header: Header, rows: Grid) -> Header:
    """The same heads, a column as that of numbers that counts the rows under a head that says something else."""
    if "number" in header.columns or header.groups[1:]:
        return header
    for i, column in enumerate(header.columns):
        values = [row[i].text.strip() for row in rows if i < len(row) and row[i].text.strip()] if column is None else []
        nameless = i < len(header.labels) and not header.labels[i]
        if all(map(str.isdecimal, values)) and _count(list(map(int, values)), None if nameless else 1):
            return replace(header, columns=(*header.columns[:i], "number", *header.columns[i + 1 :]))
    return header


def counted_column(header: Header, rows: Grid) -> int | None:
    """The column whose cells count the tasks through the table, beside one of what they belong to; None without one.

    「一、城建 | 1.修路」 over 「一、城建 | 2.植树」.
    """
    tasks = [i for i, column in enumerate(header.columns) if column == "task"]
    if "number" in header.columns or len(tasks) < _FEWEST:
        return None
    for i in tasks[1:]:
        markers = [marker_of(row[i].text) for row in rows if i < len(row) and row[i]]
        values = [marker.value for marker in markers if marker and marker.kind in ("number", "number-bracket")]
        if len(values) == len(markers) and _count(values, None):
            return i
    return None


def _count(values: Sequence[int], first: int | None = 1) -> bool:
    """Do they count, each in its row, from ``first`` on?"""
    return len(values) >= _FEWEST and first in (None, values[0]) and all(b == a + 1 for a, b in pairwise(values))
