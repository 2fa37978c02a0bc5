"""The cells of a table as passages of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zeren.loaders.tables.columns import HEADER_DEPTH, assigns
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.text.source import UNSEEN, Cell, Source, Table
from zeren.loaders.words.lexicon import words

_MARKUP = re.compile(
    r"\*\*|__|\[\^[^\]]*\]|`|\\(?=[|])|</?(?:a|b|em|font|i|strong|span|sub|sup|u)\b[^<>]*>|&nbsp;", re.IGNORECASE
)
_LINE_BREAK = re.compile(r"(?:</?(?:br|div|li|ol|p|ul)\b[^<>]*>\s*)+", re.IGNORECASE)


def rows_above_header(source: Source, table: Table) -> Iterator[Passage]:
    """The rows above a table's header that hold one cell: its title, the number of an annex."""
    grid = [[passage_of(source, cell) for cell in row] for row in table.rows[:HEADER_DEPTH]]
    for row, cells in zip(grid, table.rows, strict=False):
        if assigns([c.text for c in row]):
            return
        filled = {cell: passage for cell, passage in zip(cells, row, strict=True) if passage.text}
        if len(filled) == 1:
            yield next(iter(filled.values()))


def passage_of(source: Source, cell: Cell) -> Passage:
    """What a cell says, without the marks of Markdown, its halves together that a page parted."""
    reading = source.reading
    pieces = [Passage(reading[a:b], a) for a, b in cell.pieces or ((cell.start, cell.end),)]
    passage = (pieces[0] if len(pieces) == 1 else join(pieces)).without(_MARKUP)
    passage = passage.without(UNSEEN) if source.to_mend else passage
    breaks = list(_LINE_BREAK.finditer(passage.text))
    if breaks:
        ends = [*(m.start() for m in breaks), len(passage)]
        pieces = [passage.cut(a, b) for a, b in zip([0, *(m.end() for m in breaks)], ends, strict=True)]
        lines = [Passage("\n", passage.place(m.start())) for m in breaks]
        passage = join([pieces[0], *(p for pair in zip(lines, pieces[1:], strict=True) for p in pair)])
    return passage.strip()


def said_again(
    cells: list[Passage], above: Sequence[Passage], numbered: Mapping[str, Sequence[Passage]]
) -> list[Passage]:
    """The cells of a row; for 同上 the one above it once more, for 同第1项 that of the row with this number."""
    ditto = words("table", "ditto")
    found = []
    for i, cell in enumerate(cells):
        same = _SAME_ROW.fullmatch(cell.text)
        other = above if cell.text in ditto else numbered.get(same["n"], ()) if same else ()
        found.append(other[i] if i < len(other) else cell)
    return found


_SAME_ROW = re.compile(r"(?:同第?|与第)(?P<n>\d{1,3})[项条号](?:工作|任务|事项)?(?:相同|一致)?")


def distinct(row: list[Passage], cells: tuple[Cell, ...]) -> Iterator[Passage]:
    """The filled cells of a row, a merged one once."""
    seen: set[Cell] = set()
    for passage, cell in zip(row, cells, strict=True):
        if cell not in seen and passage:
            seen.add(cell)
            yield passage


def each_cell(grid: list[list[Passage]], table: Table) -> Iterator[Passage]:
    """The filled cells of a table, a merged one once."""
    seen: set[Cell] = set()
    for row, cells in zip(grid, table.rows, strict=True):
        for passage, cell in zip(row, cells, strict=True):
            if cell not in seen and passage:
                seen.add(cell)
                yield passage
