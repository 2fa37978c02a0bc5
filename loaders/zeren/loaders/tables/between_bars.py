"""Tables with a bar on a line of its own behind each cell, as pages are made into text: 「任务 ⏎ | ⏎ 责任单位 ⏎ |」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zeren.loaders.names.latin import is_latin
from zeren.loaders.tables.columns import assigns, column_of
from zeren.loaders.tables.judged import contradicts, names_units
from zeren.loaders.text.numbers import is_section
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell, Table
from zeren.loaders.words.roles import UNIT_ROLES

_BARS = re.compile(r"[|｜][|｜\s]*")
_CELL_LINES = 12
"""Lines of one cell; more are none."""
_FEWEST = 4
"""Bars of a table."""
_HEAD_LONGEST = 40
_WIDEST = 10
_BEFORE = 3
"""Columns before that of the numbers, and cells above the heads."""
_NUMBER_LONGEST = 3


@dataclass(frozen=True)
class _Heads:
    """How the cells behind some heads are parted into rows."""

    start: int
    """The first cell of the heads."""
    columns: tuple[str | None, ...]
    anchor: int
    """The column of which every row has its own cell: that of the numbers, or of those who answer."""
    every: bool = False
    """Has every row all its cells?"""
    nameless: bool = False
    """Has the column of the numbers no head?"""

    @property
    def after(self) -> int:
        return self.start + len(self.columns) - self.nameless


@dataclass(frozen=True)
class _Row:
    """A row: its first cell, its anchor, one past its last cell, and whether its cells are certain."""

    first: int
    anchor: int
    end: int
    sure: bool


Range = tuple[int, int]


def between_bars(lines: Sequence[Passage]) -> Iterator[tuple[int, int, Table]]:
    """The tables whose cells a bar on a line of its own closes: the range of lines, and the table.

    A cell that covers several rows stands in the first of them only. Each row has a number, or else bodies, in its own
    cell: from there the others are counted. A row with more or fewer cells than it may have is told of.
    """
    bars = [i for i, line in enumerate(lines) if _BARS.fullmatch(line.text)]
    if len(bars) < _FEWEST:
        return
    begin = 0
    for k in range(len(bars)):
        if k + 1 < len(bars) and bars[k + 1] - bars[k] <= _CELL_LINES:
            continue
        cells = list(_cells(lines, bars[begin : k + 1]))
        found = _table(lines, cells) if k - begin + 1 >= _FEWEST else None
        if found:
            yield found
        begin = k + 1


def _cells(lines: Sequence[Passage], bars: Sequence[int]) -> Iterator[Range]:
    """The ranges of lines of the cells: the line above the first bar, between bars, and the line behind them."""
    yield max(0, bars[0] - 1), bars[0]
    for bar, below in pairwise([*bars, bars[-1] + 2]):
        for _ in range(len("".join(lines[bar].text.split())) - 1):
            yield bar, bar
        yield bar + 1, min(below, len(lines))


def _text(lines: Sequence[Passage], cell: Range) -> str:
    return "\n".join(line.text for line in lines[cell[0] : cell[1]]).strip()


def _table(lines: Sequence[Passage], cells: Sequence[Range]) -> tuple[int, int, Table] | None:
    texts = [_text(lines, cell) for cell in cells]
    ways = [(heads, rows) for heads in _heads(texts) for rows in [_rows(texts, heads)] if any(row.sure for row in rows)]
    # Of those that leave fewest in doubt the first: heads of all columns before such of all but the numbers'.
    if not ways:
        return None
    heads, rows = min(ways, key=lambda way: (-sum(row.sure for row in way[1]), sum(not row.sure for row in way[1])))
    places = [_place(lines, cell) for cell in cells]
    width = len(heads.columns)
    first = places[heads.start : heads.after]
    if heads.nameless:
        first.insert(heads.anchor, Cell(first[0].start, first[0].start))
    grid: list[tuple[Cell, ...]] = [tuple(first)]
    unsure: set[int] = set()
    end = heads.after
    for row in rows:
        for section in range(end, row.first):
            grid.append((places[section],) * width)
        if row.sure:
            own = places[row.first : row.end]
            covered = () if len(grid) - 1 in unsure else grid[-1]
            grid.append((*covered[: width - len(own)], *own))
        else:
            unsure.add(len(grid))
            grid.append((Cell(places[row.first].start, places[row.end - 1].end),) * width)
        end = row.end
    start, stop = cells[heads.start][0], cells[end - 1][1]
    stop += stop < len(lines) and _BARS.fullmatch(lines[stop].text) is not None
    return start, stop, Table(grid[0][0].start, grid[-1][-1].end, tuple(grid), frozenset(unsure))


def _heads(texts: Sequence[str]) -> Iterator[_Heads]:
    """The heads that a run of cells may begin with, and what is counted from in the rows below them."""
    first = next((i for i, text in enumerate(texts) if _is_number(text)), None)
    for start in range(min(_BEFORE + 1, len(texts))):
        if start and column_of(texts[start - 1]) is not None:
            return
        for width in range(2, min(_WIDEST, len(texts) - start) + 1):
            heads = texts[start : start + width]
            if not all(0 < len(head) <= _HEAD_LONGEST for head in heads) or not assigns(heads):
                continue
            columns = tuple(map(column_of, heads))
            below = texts[start + width] if start + width < len(texts) else ""
            if column_of(below) is not None:
                continue
            at = first - start - width if first is not None else _BEFORE + 1
            if 0 <= at < width and columns[at] in (None, "number"):
                yield _Heads(start, (*columns[:at], "number", *columns[at + 1 :]), at)
            if 0 <= at <= _BEFORE and at <= width and "number" not in columns:
                yield _Heads(start, (*columns[:at], "number", *columns[at:]), at, nameless=True)
            bodies = [i for i, column in enumerate(columns) if column in UNIT_ROLES]
            if len(bodies) == 1 and first is None and bodies[0]:
                yield _Heads(start, columns, bodies[0])
            elif first is None:
                yield _Heads(start, columns, 0, every=True)


def _rows(texts: Sequence[str], heads: _Heads) -> list[_Row]:
    """The rows below the heads, as long as there are some."""
    anchors = list(_anchors(texts, heads))
    behind = len(heads.columns) - heads.anchor - 1
    found: list[_Row] = []
    first = heads.after
    all_sure = True
    for anchor, below in pairwise([*anchors, None]):
        assert anchor is not None
        last = below is None
        stop = len(texts) if below is None else below
        end = anchor + 1 + behind
        over = stop - end if not last else 0
        titled = over == heads.anchor + 1 and is_section(texts[end])
        sure = 0 <= anchor - first <= heads.anchor and end <= stop and 0 <= over <= heads.anchor + titled
        sure = sure and (heads.columns[heads.anchor] == "number" or heads.every or anchor > first)
        # Where nothing counts the cells, each must be what its column says, up to the first that is not.
        sure = sure and not (heads.every and (not texts[anchor] or not all_sure))
        sure = sure and _fits(texts[first:end], heads.columns[len(heads.columns) - (end - first) :], heads)
        if not sure:
            end = min(stop, end) if last else stop
        if not any(texts[first:end]):
            continue
        found.append(_Row(first, anchor, end, sure))
        all_sure = all_sure and sure
        first = end + titled if sure else end
    return found


def _anchors(texts: Sequence[str], heads: _Heads) -> Iterator[int]:
    if heads.every:
        yield from range(heads.after, len(texts), len(heads.columns))
        return
    value: int | None = None
    for i in range(heads.after, len(texts)):
        text = texts[i]
        if heads.columns[heads.anchor] != "number":
            if names_units(text):
                yield i
        elif _is_number(text) and (value is None or int(text) == value + 1):
            value = int(text)
            yield i


def _is_number(text: str) -> bool:
    """Is it the number of a row, and no year?"""
    return text.isdecimal() and len(text) <= _NUMBER_LONGEST


def _fits(texts: Sequence[str], columns: Sequence[str | None], heads: _Heads) -> bool:
    """May these cells stand in these columns? Where a number counts a row from its first cell, all but a date may."""
    for text, column in zip(texts, columns, strict=True):
        if heads.anchor == 0 and not heads.every:
            if text and contradicts(column, text):
                return False
            continue
        if column in UNIT_ROLES and text and not (names_units(text) or (is_latin(text) and text[:1].isupper())):
            return False
        if (column == "deadline" or (heads.every and column == "task")) and names_units(text):
            return False
    return True


def _place(lines: Sequence[Passage], cell: Range) -> Cell:
    a, b = cell
    if a == b or not _text(lines, cell):
        at = lines[min(a, len(lines) - 1)].place(0)
        return Cell(at, at)
    return Cell(lines[a].place(0), lines[b - 1].span()[1])
