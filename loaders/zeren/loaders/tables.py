"""Tables whose columns say who answers for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from zeren.loaders.labels import cell_parts
from zeren.loaders.lexicon import WITH_PERSON, has_seen, lexicon, role_of_label, words
from zeren.loaders.markers import marker_of
from zeren.loaders.parts import Part
from zeren.loaders.source import Cell, Source, Table
from zeren.loaders.spans import Passage, join
from zeren.loaders.statements import find_parts

_NOTE = re.compile(r"[（(][^（）()]*[）)]|[:：*\s]")
_MARKS = re.compile(r"\*\*|__|\[\^[^\]]*\]|`|\\(?=[|])")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_HEADER_DEPTH = 8
"""A header stands within the first rows; above it only titles do."""


@dataclass
class Row:
    """One task of a table."""

    number: str | None
    sector: Passage | None
    title: Passage | None
    text: list[Passage]
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    cells: list[Passage] = field(default_factory=list)
    """All its cells but those of its roles."""


@dataclass(frozen=True)
class TableReading:
    """What one table says; ``header`` is None where its columns assign nothing."""

    header: tuple[str | None, ...] | None
    labels: tuple[Passage, ...] = ()
    """The printed heads of the columns."""
    rows: tuple[Row, ...] = ()
    heads: tuple[Passage, ...] = ()
    """The header's cells, whose words of responsibility are part of the statements under them."""
    left: tuple[Passage, ...] = ()
    """Cells that belong to no task."""


@cache
def _columns() -> dict[str, str]:
    return {re.sub(r"\s", "", w).casefold(): what for what, items in lexicon()["table"].items() for w in items}


def column_of(head: str) -> str | None:
    """What a column holds, by its head: a role, number, task, sector; None for anything else."""
    return _column_of(head) if len(head) <= _LONGEST_HEAD else _find_column(head)


_LONGEST_HEAD = 60


def _find_column(head: str) -> str | None:
    plain = _LINE_BREAK.sub("", _MARKS.sub("", head)).casefold()
    bare = _NOTE.sub("", plain)
    return role_of_label(bare) or _columns().get(bare) or role_of_label(plain)


_column_of = lru_cache(maxsize=10_000)(_find_column)


def assigns(heads: Sequence[str]) -> bool:
    """Are these the heads of a table that assigns?"""
    return _assigns([column_of(head) for head in heads])


def read_table(source: Source, table: Table, before: TableReading | None = None) -> TableReading:
    """Read one table. ``before`` is the table above it, whose header holds for a table that goes on without one."""
    grid = [[_passage(source, cell) for cell in row] for row in table.rows]
    width = max(map(len, grid), default=0)
    found = _header(grid)
    if found is None:
        if before is None or before.header is None or len(before.header) != width:
            return TableReading(None, left=tuple(_each(grid, table)))
        columns, labels, body_at = before.header, before.labels, 0
    else:
        columns, labels, body_at = found
    rows: list[Row] = []
    left: list[Passage] = []
    section: Passage | None = None
    above: list[Passage] = []
    for cells, places in zip(grid[body_at:], table.rows[body_at:], strict=True):
        filled = [(i, c) for i, c in enumerate(cells) if c.text.strip()]
        if not filled:
            continue
        if len(filled) == 2 and columns[filled[0][0]] == "number" and _HAN_NUMBER.fullmatch(filled[0][1].text):
            # 「一 | 教育惠民 | | |」 above 「1 | 新建幼儿园 | 甲局 | 年底」: the number of a section.
            filled = filled[1:]
        if len({places[i] for i, _ in filled}) == 1 and width > 1:
            # A section title as a row of its own, or a note under the table.
            text = filled[0][1]
            if len(text) <= 60 and not has_seen(text.text):
                marker = marker_of(text.text)
                section = text.cut(marker.width if marker else 0).strip()
            else:
                left.append(text)
            continue
        # 同上: the cell above it once more.
        cells = [above[i] if i < len(above) and c.text in words("table", "ditto") else c for i, c in enumerate(cells)]
        above = cells
        row = _row(cells, places, columns, labels, section)
        if row is None:
            left.extend(c for _, c in filled)
        else:
            rows.append(row)
    heads = [c for row, cells in zip(grid[:body_at], table.rows[:body_at], strict=True) for c in _distinct(row, cells)]
    return TableReading(columns, labels, tuple(rows), tuple(heads), tuple(left))


def rows_above_header(source: Source, table: Table) -> Iterator[Passage]:
    """The rows above a table's header that hold one cell: its title, the number of an annex."""
    grid = [[_passage(source, cell) for cell in row] for row in table.rows[:_HEADER_DEPTH]]
    for row, cells in zip(grid, table.rows, strict=False):
        if _assigns([column_of(c.text) for c in row]):
            return
        filled = {cell: passage for cell, passage in zip(cells, row, strict=True) if passage.text}
        if len(filled) == 1:
            yield next(iter(filled.values()))


def _passage(source: Source, cell: Cell) -> Passage:
    reading = source.reading
    pieces = [Passage(reading[a:b], a) for a, b in cell.pieces or ((cell.start, cell.end),)]
    passage = (pieces[0] if len(pieces) == 1 else join(pieces)).without(_MARKS)
    breaks = list(_LINE_BREAK.finditer(passage.text))
    if breaks:
        ends = [*(m.start() for m in breaks), len(passage)]
        pieces = [passage.cut(a, b) for a, b in zip([0, *(m.end() for m in breaks)], ends, strict=True)]
        lines = [Passage("\n", passage.place(m.start())) for m in breaks]
        passage = join([pieces[0], *(p for pair in zip(lines, pieces[1:], strict=True) for p in pair)])
    return passage.strip()


def _distinct(row: list[Passage], cells: tuple[Cell, ...]) -> Iterator[Passage]:
    seen: set[Cell] = set()
    for passage, cell in zip(row, cells, strict=True):
        if cell not in seen and passage:
            seen.add(cell)
            yield passage


def _each(grid: list[list[Passage]], table: Table) -> Iterator[Passage]:
    seen: set[Cell] = set()
    for row, cells in zip(grid, table.rows, strict=True):
        for passage, cell in zip(row, cells, strict=True):
            if cell not in seen and passage:
                seen.add(cell)
                yield passage


def _header(grid: list[list[Passage]]) -> tuple[tuple[str | None, ...], tuple[Passage, ...], int] | None:
    """The columns, their printed heads, and the row after the header; a header may take two rows."""
    for i, row in enumerate(grid[:_HEADER_DEPTH]):
        columns = [column_of(c.text) for c in row]
        if not _assigns(columns):
            continue
        labels = row
        after = i + 1
        if after < len(grid):
            below = [column_of(c.text) or _subhead(c.text, a) for c, a in zip(grid[after], columns, strict=False)]
            same = [a.text == b.text for a, b in zip(row, grid[after], strict=False)]
            if any(below) and all(b or s for b, s in zip(below, same, strict=False)):
                columns = [b or c for b, c in zip(below, columns, strict=False)]
                labels = grid[after]
                after += 1
        return tuple(columns), tuple(labels), after
    return None


def _subhead(head: str, above: str | None) -> str | None:
    """What one half of a head over two columns holds: 牵头单位 over 单位 and 姓名."""
    bare = "".join(head.split())
    if above in _UNITS and bare in words("subheads", "unit"):
        return above
    return "leader" if above in _ROLES and bare in words("subheads", "person") else None


_UNITS = ("lead", "support", "responsible")
_ROLES = ("leader", *_UNITS, *(role + WITH_PERSON for role in _UNITS))


def _assigns(columns: list[str | None]) -> bool:
    return any(c in _ROLES for c in columns) and (
        any(c == "task" for c in columns) or sum(c is None for c in columns) > 0
    )


def _row(
    cells: list[Passage],
    places: tuple[Cell, ...],
    columns: tuple[str | None, ...],
    labels: tuple[Passage, ...],
    section: Passage | None,
) -> Row | None:
    # A row may have more cells than the header has heads.
    columns += (None,) * (len(cells) - len(columns))
    by: dict[str, list[int]] = {}
    for i, column in enumerate(columns[: len(cells)]):
        if column and not any(places[i] == places[j] for j in by.get(column, ())):
            by.setdefault(column, []).append(i)
    texts = [cells[i] for i in by.get("task", []) if cells[i]]
    if not texts:
        # No column is called a task: the longest free column holds it.
        free = [i for i, c in enumerate(columns[: len(cells)]) if c is None and cells[i]]
        texts = [cells[max(free, key=lambda i: len(cells[i]))]] if free and "task" not in columns else []
    if not texts:
        return None
    numbers = [cells[i].text for i in by.get("number", []) if cells[i]]
    sectors = [cells[i] for i in by.get("sector", []) if cells[i]]
    number = re.sub(r"[\s、.．]+$", "", numbers[0]) if numbers else None
    marker = marker_of(texts[0].text)
    if number is None and marker:
        number, texts[0] = marker.number, texts[0].cut(marker.width)
    row = Row(number, sectors[0] if sectors else section, texts[0] if len(texts) > 1 else None, [])
    for text in texts:
        # A statement may also stand in the task's own cell.
        at = 0
        for part in find_parts(text)[0]:
            row.text.append(text.cut(at, part.start))
            row.parts.append((text, part))
            at = part.end
        row.text.append(text.cut(at))
    row.cells = [c for i, c in enumerate(cells) if c and columns[i] not in (*_ROLES, "deadline")]
    for role in (*_ROLES, "deadline"):
        for i in by.get(role, ()):
            if cells[i]:
                head = labels[i] if i < len(labels) else None
                row.parts.extend((cells[i], part) for part in cell_parts(cells[i], role, head))
    return row
