"""A chart of any answer: which kind, and which columns it shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError
from zeren.queries.catalogue import CHARTS, DRAWN, drawn_columns
from zeren.queries.stored import Column, StoredQuery

if TYPE_CHECKING:
    from zeren.graph.schema import ValueType

KINDS = tuple(kind for kind in CHARTS if kind != "table")
_QUESTION = 120
"""Characters of a question that stand above its chart."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants drawn; what is None or empty is chosen by the types of the columns."""

    kind: str | None = None
    x: str | None = None
    y: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.kind or self.x or self.y)


def to_draw(
    table: Table, wanted: Wanted, stored: StoredQuery | None = None, cypher: str = ""
) -> tuple[StoredQuery, Table, str]:
    """The query whose front matter asks for this chart, the rows that can be drawn, and what is to be said of others.

    ``x`` goes along (of a heat map across, of a network it is one end), ``y`` are the measures (of a heat map first
    what goes down, of a network the other end). Raises ZerenError where the columns do not fit.
    """
    if stored is not None and not wanted:
        return stored, table, ""
    columns = tuple(Column(name, _type(table, i), "") for i, name in enumerate(table.columns))
    kind = wanted.kind or (stored.chart if stored and stored.drawn else "bar")
    chosen = _chosen(kind, wanted, columns)
    try:
        drawn = drawn_columns(chosen, kind, columns)
    except ValueError as error:
        raise ZerenError(f"{error}; the columns are {', '.join(table.columns)} (--x, --y, --kind)") from None
    rows, left_out = _drawable(table, kind, drawn)
    said = f"{left_out} 行没有数值 ({left_out} rows without a number)" if left_out else ""
    if stored is not None:
        return replace(stored, chart=kind, drawn=drawn, columns=columns), rows, said
    first = DRAWN[kind][0]
    title = f"{'、'.join(drawn[first:]) or '行数'}：{' × '.join(drawn[:first])}".rstrip("：")
    question = " ".join(cypher.split())
    question = question if len(question) <= _QUESTION else f"{question[:_QUESTION]}…"
    own = StoredQuery("query", "", question, title, question, title, "", (), columns, (), kind, drawn, "", cypher)
    return own, rows, said


def _type(table: Table, place: int) -> ValueType:
    """A number where each value is one; an answer says no types."""
    values = [row[place] for row in table.rows if row[place] is not None]
    if values and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return "float"
    return "string"


def _chosen(kind: str, wanted: Wanted, columns: Sequence[Column]) -> list[str]:
    first, least, most = DRAWN[kind]
    names = [c.name for c in columns if c.type == "string"]
    numbers = [c.name for c in columns if c.type != "string"]
    if kind == "bar" and not names:  # years are numbers, and names here
        names = numbers[:1]
    if kind == "line":
        names = [c.name for c in columns]
    given = [name for name in (wanted.x, *wanted.y) if name is not None]
    if kind == "heatmap" and wanted.x and wanted.y:
        given = [wanted.y[0], wanted.x, *wanted.y[1:]]
    elif wanted.x is None and wanted.y:
        given = [*[name for name in names if name not in wanted.y][: 1 if first else 0], *given]
    rest = [name for name in names if name not in given]
    while len(given) < first and rest:
        given.append(rest.pop(0))
    measures = [name for name in numbers if name not in given]
    # Measures side by side in a bar are taken for parts of a sum: of several nobody named, one is drawn.
    room = (1 if kind == "bar" else most) - max(len(given) - first, 0)
    return given if len(given) >= first + max(least, 1) else [*given, *measures[:room]]


def _drawable(table: Table, kind: str, drawn: Sequence[str]) -> tuple[Table, int]:
    """Names as text, and only rows whose measures are numbers where a picture needs them."""
    first = DRAWN[kind][0]
    places = {table.columns.index(name): i >= first for i, name in enumerate(drawn)}

    def cell(value: Any, place: int) -> Any:
        if place not in places:
            return value
        if places[place]:
            return value if value is None or math.isfinite(value) else None
        return "、".join(map(str, value)) if isinstance(value, list) else value

    rows = [tuple(cell(value, i) for i, value in enumerate(row)) for row in table.rows]
    whole = [row for row in rows if all(row[i] is not None for i, measure in places.items() if measure)]
    return Table(table.columns, tuple(whole)), len(rows) - len(whole)
