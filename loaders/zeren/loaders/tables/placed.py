"""Rows that lack the cells which a cell above covers, as programs write them that make text of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zeren.loaders.names.latin import is_latin
from zeren.loaders.names.units import is_persons_name
from zeren.loaders.tables.columns import HEADER_DEPTH, ROLES, assigns, column_of
from zeren.loaders.tables.judged import JUDGED, contradicts, fits, names_units
from zeren.loaders.text.numbers import is_section, marker_of
from zeren.loaders.text.source import Cell, Table
from zeren.loaders.words.about import tells_about
from zeren.loaders.words.roles import UNIT_ROLES

_WIDEST = 12
"""Columns of a table whose short rows are looked at."""
Printed = tuple[str, ...]
Columns = tuple[str | None, ...]


def arranged(text: str, rows: Sequence[tuple[Cell, ...]], checked: bool = True) -> Table | None:
    """The table of these rows, each cell in its column; None where no heads say who answers.

    A row that is short, or empty at its end, lacks the cell that covers it from above: 「新建公园 | 市甲局 | |」 under
    「一、城建 | 修路 | 市乙局 |」. It is read where what its cells are leaves one way to place them, else told of.
    ``checked`` is whether rows have to fit: where a rule under the heads says that it is a table, one that cannot be
    placed stands as it is printed.
    """
    printed = [tuple([text[cell.start : cell.end].strip() for cell in row]) for row in rows]
    head = next((i for i, row in enumerate(printed[:HEADER_DEPTH]) if assigns(row)), None)
    if head is None or len(rows[head]) > _WIDEST:
        return None
    # 「索引号： | … |」 behind the last row: what a site prints about the document.
    rows = rows[: next((r for r in range(head + 1, len(rows)) if tells_about(" ".join(printed[r]))), None)]
    width = len(rows[head])
    columns = _with_numbers(tuple(map(column_of, printed[head])), printed[head + 1 :])
    below = range(head + 1, len(rows))
    spans = any(not _stands(printed[r], columns, checked) and _placed(_own(printed[r]), columns) for r in below)
    found = [_wide(row, width) for row in rows[: head + 1]]
    unsure: set[int] = set()
    for r in below:
        row, own = rows[r], _own(printed[r])
        if _stands(printed[r], columns, checked) and not (checked and spans and _lacks_bodies(own, columns)):
            found.append(_wide(row, width))
            continue
        places = _placed(own, columns) if spans and len(row) <= width else None
        if places and any(c in ROLES for c in columns[: places[-1] + 1]):
            found.append(_under(() if r - 1 in unsure else found[-1], row, places, width))
        elif checked:
            unsure.add(r)
            found.append((Cell(row[0].start, row[-1].end),) * width)
        else:
            found.append(_wide(row, width))
    if len(rows) == head + 1:
        return None
    start, end = text.rfind("\n", 0, rows[0][0].start) + 1, text.find("\n", rows[-1][-1].end) + 1
    return Table(start, end or len(text), tuple(found), frozenset(unsure))


def _with_numbers(columns: Columns, rows: Sequence[Printed]) -> Columns:
    """The columns, the first as that of numbers where all its cells are, whatever its head says."""
    first = [row[0] for row in rows if len(row) == len(columns)]
    numbers = bool(first) and columns[0] is None and all(map(str.isdecimal, first))
    return ("number", *columns[1:]) if numbers and "number" not in columns else columns


def _wide(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """The row with empty cells behind its last."""
    return (*row, *(Cell(row[-1].end, row[-1].end),) * (width - len(row)))


def _under(above: tuple[Cell, ...], row: tuple[Cell, ...], places: Sequence[int], width: int) -> tuple[Cell, ...]:
    """The row with its cells in their places; before the last of them those of the row above go on."""
    cells = list(_wide((*above[: places[-1]], Cell(row[-1].end, row[-1].end)), width))
    for cell, place in zip(row, places, strict=False):
        cells[place] = cell
    return tuple(cells)


def _own(row: Printed) -> Printed:
    """The cells of a row up to the last that holds something."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def _stands(row: Printed, columns: Columns, checked: bool) -> bool:
    """May the row stand as it is printed?"""
    own = _own(row)
    if len(own) < 2:
        return not (own and names_units(own[0]))
    if len(row) != len(columns):
        return False
    if len(own) == len(row):
        return not checked or not any(map(_contradicts, columns, row))
    fitting = all(_fits(column, text) for text, column in zip(row, columns, strict=True) if text and column in JUDGED)
    # Behind its own number, 「3 | 某中心 | 市甲局 | |」 names a task that looks like a body.
    numbered = columns[0] == "number" and fits("number", own[0]) and not _lacks_bodies(own, columns)
    return fitting and (numbered or not any(names_units(text) for text in _others(own, columns)))


def _fits(column: str | None, text: str) -> bool:
    """May the cell stand there? Of an English one that begins with a capital nothing tells that it is no body."""
    return fits(column, text) or (column in ROLES and is_latin(text) and text[:1].isupper())


def _contradicts(column: str | None, text: str) -> bool:
    return bool(text) and (contradicts(column, text) or (column in UNIT_ROLES and is_persons_name(text)))


def _others(own: Printed, columns: Columns) -> list[str]:
    return [text for text, column in zip(own, columns, strict=False) if column not in JUDGED and text]


def _lacks_bodies(own: Printed, columns: Columns) -> bool:
    """Does a row with a task name nobody, in a table with cells that cover several rows?"""
    numbered = len(own) == 1 and marker_of(own[0]) is not None and not is_section(own[0])
    of_task = len(own) > 1 or numbered
    return of_task and not any(text for text, column in zip(own, columns, strict=False) if column in ROLES)


@lru_cache(maxsize=1_000)
def _placed(own: Printed, columns: Columns) -> tuple[int, ...] | None:
    """The columns in which the cells of a row stand; None where more than one way is left, or none.

    What the cells do not tell, the order does: the column that covers several rows stands before those it covers.
    """
    found = _ways(own, columns, 0) if 1 < len(own) <= len(columns) <= _WIDEST else []
    judged = {frozenset((i, c) for i, c in enumerate(way) if columns[c] in JUDGED) for way in found}
    return max(found) if len(judged) == 1 else None


def _ways(own: Printed, columns: Columns, at: int) -> list[tuple[int, ...]]:
    if not own:
        return [()]
    found = []
    for place in range(at, len(columns) - len(own) + 1):
        if not own[0] or fits(columns[place], own[0]):
            found += [(place, *more) for more in _ways(own[1:], columns, place + 1)]
    return found
