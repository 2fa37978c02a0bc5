"""Tables in plain text: between bars, between tabs, between white space, drawn with lines, or in the tags of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zeren.loaders.files.drawn import barred_tables, drawn_tables
from zeren.loaders.files.spaced import spaced_columns
from zeren.loaders.files.tagged import tagged_tables
from zeren.loaders.tables.columns import assigns, column_of
from zeren.loaders.tables.placed import arranged
from zeren.loaders.text.pages import lines_of_content, says_page
from zeren.loaders.text.source import Cell, Table


def pasted_tables(text: str) -> list[Table]:
    """The tables of a plain text, in order."""
    found = [*tagged_tables(text), *_markdown_tables(text), *_tabbed_tables(text), *_spaced_tables(text)]
    found += [*drawn_tables(text), *barred_tables(text)]
    found += [table for table in spaced_columns(text) if not any(_overlap(table, other) for other in found)]
    return sorted(found, key=lambda table: table.start)


def _overlap(one: Table, other: Table) -> bool:
    return one.start < other.end and other.start < one.end


_TABLE_LINE = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_RULE_LINE = re.compile(r"^[ \t]*\|?[ \t:|+-]*-[ \t:|+-]*$")
_MARKDOWN_CELL = re.compile(r"(?:\\.|[^|\\])*")


def _markdown_tables(text: str) -> Iterator[Table]:
    """Runs of lines between bars, with a rule under the first; a blank line or the end of a page may stand between."""
    if "|" not in text:
        return
    rows: list[tuple[Cell, ...]] = []
    ruled = False
    start = end = 0
    lines = [*lines_of_content(text), (len(text), "", len(text))]
    for (at, bare, after), (_, below, _) in pairwise([*lines, lines[-1]]):
        row = tuple(_markdown_row(bare, at)) if _TABLE_LINE.match(bare) else ()
        heads = _TABLE_LINE.match(below) and _RULE_LINE.match(below) and not _RULE_LINE.match(bare)
        if (rows or ruled) and (not row or (at > end and (heads or not rows or len(row) != len(rows[-1])))):
            table = arranged(text, rows, checked=not ruled) if len(rows) >= 2 else None
            if table:
                yield table
            elif len(rows) >= 2 and ruled:
                yield Table(start, end, tuple(rows))
            rows, ruled = [], False
        if row:
            start = start if rows or ruled else at
            end = after
            if _RULE_LINE.match(bare):
                ruled = True
            else:
                rows.append(row)


def _tabbed_tables(text: str) -> Iterator[Table]:
    """Runs of lines with the same number of tabs, two or more: a table pasted as text."""
    if "\t" not in text:
        return
    rows: list[tuple[Cell, ...]] = []
    start = end = 0
    for at, bare, after in [*lines_of_content(text), (len(text), "", len(text))]:
        tabbed = bare.count("\t") >= 2 and bare.strip() and not _TABLE_LINE.match(bare)
        cells = tuple(_tabbed_row(bare, at)) if tabbed else ()
        if rows and len(cells) != len(rows[0]):
            # Tabs also indent: only heads that assign make a table.
            if len(rows) >= 2 and any(map(assigns, ([text[c.start : c.end] for c in row] for row in rows[:3]))):
                yield Table(start, end, tuple(rows))
            rows = []
        if cells:
            start = start if rows else at
            end = after
            rows.append(cells)


def _tabbed_row(line: str, at: int) -> Iterator[Cell]:
    for cell in line.split("\t"):
        yield Cell(at, at + len(cell))
        at += len(cell) + 1


_SPACED_HEAD = re.compile(r"序[ \u3000]?号(?:[ \u3000]+[^ \u3000\t\r\n|]+){2,}[ \u3000]*(?=\r?\n)")
_GAPS = (re.compile(r"[ \u3000]{2,}"), re.compile(r"[ \u3000]+"))
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")


def _spaced_tables(text: str) -> Iterator[Table]:
    """A table pasted as text, white space between its cells.

    Certain only where every head is known, a running number opens every row, and every row is full.
    """
    for head in _SPACED_HEAD.finditer(text) if "序" in text else ():
        start = max(text.rfind("\n", 0, head.start()), text.rfind("\r", 0, head.start())) + 1
        if not text[start : head.start()].strip(" \u3000"):
            table = _spaced_table(text, head, _GAPS[0]) or _spaced_table(text, head, _GAPS[1])
            if table:
                yield table


def _spaced_table(text: str, head: re.Match[str], gap: re.Pattern[str]) -> Table | None:
    rows = [tuple(_spaced_row(head.group(), head.start(), gap))]
    heads = [text[cell.start : cell.end] for cell in rows[0]]
    if len(heads) < 3 or not all(map(column_of, heads)) or not assigns(heads):
        return None
    at = _LINE.match(text, head.end())
    while at and at.end() < len(text):
        at = _LINE.match(text, at.end())
        if at is None or not at[1].strip() or says_page(at[1]):
            continue
        cells = tuple(_spaced_row(at[1], at.start(), gap))
        if text[cells[0].start : cells[0].end].rstrip("、.．") != str(len(rows)):
            # The rest of a cell stands under it, indented; or another row of the table.
            broken = at[1].startswith("  ") or at[1].lstrip()[0].isdecimal()
            return None if broken or len(rows) == 1 else Table(head.start(), rows[-1][-1].end, tuple(rows))
        if len(cells) != len(heads):
            return None
        rows.append(cells)
    return Table(head.start(), rows[-1][-1].end, tuple(rows)) if len(rows) > 1 else None


def _spaced_row(line: str, at: int, gap: re.Pattern[str]) -> Iterator[Cell]:
    end = len(line.rstrip(" \u3000"))
    begin = len(line) - len(line.lstrip(" \u3000"))
    for match in gap.finditer(line, begin, end):
        yield Cell(at + begin, at + match.start())
        begin = match.end()
    yield Cell(at + begin, at + end)


def _markdown_row(line: str, at: int) -> Iterator[Cell]:
    begin = line.index("|") + 1
    end = line.rindex("|")
    while begin <= end:
        match = _MARKDOWN_CELL.match(line, begin, end)
        assert match is not None
        yield Cell(at + match.start(), at + match.end())
        begin = match.end() + 1
