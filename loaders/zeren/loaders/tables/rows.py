"""Tables whose columns say who answers for what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.lists import parse, sound
from zeren.loaders.statements.parts import ABOVE, Part, only_leaders
from zeren.loaders.statements.persons import over_their_fields
from zeren.loaders.tables.cards import card_row, cards_of
from zeren.loaders.tables.cell_lists import cell_parts
from zeren.loaders.tables.cells import distinct, each_cell, passage_of, said_again
from zeren.loaders.tables.columns import (
    ROLES,
    Grid,
    Header,
    find_header,
    find_task_header,
    goes_on,
    is_header,
)
from zeren.loaders.tables.marks import MARK, Matrix, marked, matrix_of, strange_sign
from zeren.loaders.tables.numbering import counted_column, numbered
from zeren.loaders.tables.row import Row, TableReading
from zeren.loaders.tables.strange import columns_of_names, strange_heads, under_latin_heads
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell, Source, Table
from zeren.loaders.words.lexicon import words
from zeren.loaders.words.roles import UNIT_ROLES, watches
from zeren.loaders.words.seen import has_seen

_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")


def read_table(
    source: Source, table: Table, before: TableReading | None = None, marks: Mapping[str, str] | None = None
) -> TableReading:
    """Read one table. ``before`` is the table above it, whose header holds for a table that goes on without one;
    ``marks`` are the roles that the document gives to signs (●, ★)."""
    grid = [[passage_of(source, cell) for cell in row] for row in table.rows]
    header, body_at = find_header(grid, table.rows) or find_task_header(grid, table.rows, _says_who), 0
    cards = cards_of(grid, table.rows)
    if cards:
        rows = tuple([card_row(card) for card in cards])
        heads = tuple([label for card in cards for label, _ in card.fields])
        return TableReading(None, rows, heads, tuple([p for card in cards for p in card.left]))
    if header is not None:
        body_at = header.after
    elif before is not None and before.header is not None and goes_on(before.header, grid):
        header = before.header
    else:
        every = tuple(each_cell(grid, table))
        named = columns_of_names(grid[0], grid[1:]) if grid else ()
        latin = under_latin_heads(grid[0], grid[1:]) if grid else ()
        return TableReading(None, left=every, unread=(*strange_heads(every), *named, *latin))
    body = _Body(header, grid[body_at:], marks or {})
    if before is not None and before.section and before.goes_on(source, table, header):
        body.section = before.section
    for r in range(header.start if body_at else 0):
        body.read_title(distinct(grid[r], table.rows[r]))
    of_header = list(range(body_at))
    for r in range(body_at, len(grid)):
        again = (
            find_header(grid[r:], table.rows[r:]) if r not in of_header and is_header(grid[r], header.labels) else None
        )
        if again is not None:
            of_header.extend(range(r, r + again.after))
            body.header = header = numbered(again, grid[r + again.after :])
        if r in table.unsure:
            body.unread.append((grid[r][0], ROW_NOT_CERTAIN))
        elif r not in of_header:
            body.read(grid[r], table.rows[r])
    above = body.led + [c for head in of_header for c in distinct(grid[head], table.rows[head])]
    unread = (*body.unread, *strange_heads(header.labels if body_at else ()))
    if body_at and not body.matrix:
        unread += tuple(columns_of_names(header.labels, grid[body_at:], header.columns))
        unread += tuple(under_latin_heads(header.labels, grid[body_at:]))
    return TableReading(header, tuple(body.rows), tuple(above), tuple(body.left), unread, body.section, table.end)


NO_TASK = "a body in a row of a table that has no task, and none above it"
NO_BODY = "a task whose body may be that of the rows above: the cell is empty and stands before the task's"
ROW_NOT_CERTAIN = "a row whose cells are not certain: save the table as .csv, .xlsx or .docx"


def _holds_bodies(cell: str) -> bool:
    """Are there lines in a cell, and one of them is nothing but bodies?"""
    return "\n" in cell and any(sound(parse(Passage(line, 0))) for line in map(str.strip, cell.split("\n")) if line)


def _says_who(cell: Passage) -> bool:
    return has_seen(cell.text) and bool(find_parts(cell)[0])


_TITLE_LONGEST = 60


class _Body:
    """The rows under a header, one after the other."""

    def __init__(self, header: Header, rows: Grid, marks: Mapping[str, str]) -> None:
        self.header = numbered(header, rows)
        self.counted = counted_column(header, rows)
        self.marks = marks
        self.matrix = matrix_of(header, rows, marks)
        self.rows: list[Row] = []
        self.left: list[Passage] = []
        self.unread: list[tuple[Passage, str]] = []
        self.section: Passage | None = None
        self.section_parts: list[tuple[Passage, Part]] = []
        self.led: list[Passage] = []
        """Titles that name a leader."""
        self.numbered: dict[str, list[Passage]] = {}
        self.above: list[Passage] = []
        self.above_places: tuple[Cell, ...] = ()

    def read(self, cells: list[Passage], places: tuple[Cell, ...]) -> None:
        """Take one row."""
        columns = self.header.columns
        filled = [(i, c) for i, c in enumerate(cells) if c.text.strip()]
        if not filled:
            return
        if len(filled) == 2 and columns[filled[0][0]] == "number" and _HAN_NUMBER.fullmatch(filled[0][1].text):
            # 「一 | 教育惠民 | | |」 above 「1 | 新建幼儿园 | 甲局 | 年底」: the number of a section.
            filled = filled[1:]
        filled = self._of_section(filled)
        if len({places[i] for i, _ in filled}) == 1 and _holds_bodies(filled[0][1].text):
            self.unread.append((filled[0][1], ROW_NOT_CERTAIN))
            return
        if len({places[i] for i, _ in filled}) == 1 and self._is_title(filled, len(cells)):
            # A section title as a row of its own, or a note under the table.
            text = filled[0][1]
            total = text.text in words("table", "totals")
            if total or len(text) > _TITLE_LONGEST or not self._begin_section(text):
                self.left.append(text)
            return
        cells = said_again(cells, self.above, self.numbered)
        if "number" in columns[: len(cells)]:
            self.numbered[cells[columns.index("number")].text] = cells
        for group in self.header.groups if len(cells) == len(columns) else [tuple(range(len(cells)))]:
            self._row(cells, places, group)
        self.above, self.above_places = cells, places

    def read_title(self, cells: Iterable[Passage]) -> None:
        """Take a row above the heads: 「张某某副市长主抓」 oversees every task of the table, bodies are told of."""
        for text in cells:
            found = over_their_fields(text) or find_parts(text)[0] if has_seen(text.text) else []
            if found and all(map(only_leaders, found)):
                self.led.append(text)
                self.section_parts.extend((text, replace(part, rule=ABOVE)) for part in found)
            elif found:
                self.left.append(text)

    def _of_section(self, filled: list[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
        """The title alone of a section's row that holds sums too: 「二 | 水利类 | 3000」; nobody answers for it."""
        if len(filled) >= len(self.header.columns):
            return filled
        columns = dict(enumerate(self.header.columns))
        tasks = [(i, c) for i, c in filled if columns.get(i) == "task"]
        held = {columns.get(i) for i, _ in filled}
        numbered = any(columns.get(i) == "number" and _HAN_NUMBER.fullmatch(c.text) for i, c in filled)
        total = any(c.text in words("table", "totals") for _, c in filled)
        if len(tasks) != 1 or held & {*ROLES, "deadline"} or not (numbered or total):
            return filled
        others = [c for i, c in filled if columns.get(i) is None]
        return tasks if all(AMOUNT.fullmatch(c.text) for c in others) and len(tasks[0][1]) <= _TITLE_LONGEST else filled

    def _begin_section(self, text: Passage) -> bool:
        """Take a section's title, which may name a leader of all that stands under it: 「一、经济（牵头领导：张某）」.
        Any other statement in it belongs to no task."""
        found, failed = find_parts(text) if has_seen(text.text) else ([], [])
        found = found or over_their_fields(text)
        if failed or not all(map(only_leaders, found)) or (has_seen(text.text) and not found):
            return False
        marker = marker_of(text.text)
        width = marker.width if marker else 0
        self.section = text.cut(width, max(width, found[0].start) if found else len(text)).strip()
        self.section_parts = [(text, replace(part, rule=ABOVE)) for part in found]
        self.led.extend([text] if found else [])
        return True

    def _is_title(self, filled: list[tuple[int, Passage]], width: int) -> bool:
        """Does a row with one cell hold a title? Not where a body stands alone in its column: a list that goes on."""
        columns = self.header.columns
        at = filled[0][0]
        return width > 1 and (len(filled) > 1 or at >= len(columns) or columns[at] not in ROLES)

    def _row(self, cells: list[Passage], places: tuple[Cell, ...], group: tuple[int, ...]) -> None:
        """Take the cells of one task."""
        header = self.header
        above = [self.above_places[i] if i < len(self.above_places) else None for i in group]
        cells, places = [cells[i] for i in group], tuple([places[i] for i in group])
        if not any(cells):
            return
        columns = tuple([header.columns[i] if i < len(header.columns) else None for i in group])
        labels = tuple([header.labels[i] for i in group if i < len(header.labels)])
        counted = group.index(self.counted) if self.counted in group else None
        row = _row(cells, places, columns, labels, self.section, self.matrix, counted)
        if row is None:
            own = [i for i, c in enumerate(cells) if c and places[i] != above[i]]
            self._without_task(cells, own, columns, labels)
            return
        if not row.parts and "task" in columns and _grouped(columns) and not cells[_grouped(columns)[0]]:
            self.unread.append((row.text[0], NO_BODY))
        if self.matrix:
            row.parts.extend(self.matrix.parts(cells))
            self.unread.extend((sign, strange_sign()) for sign in self.matrix.strange(cells))
        if not any(a.role == "leader" for _, part in row.parts for a in part.assignments):
            row.parts.extend(self.section_parts)
        row.parts = [(passage, marked(part, passage, self.marks)) for passage, part in row.parts]
        self.rows.append(row)

    def _without_task(
        self, cells: list[Passage], own: list[int], columns: tuple[str | None, ...], labels: tuple[Passage, ...]
    ) -> None:
        """A row without a task of its own: where it has no number, its bodies are those of the task above it."""
        if self.rows and own and all(columns[i] in (*ROLES, "other") for i in own):
            for i in own:
                if columns[i] in ROLES:
                    found = cell_parts(cells[i], str(columns[i]), labels[i])
                    self.rows[-1].parts.extend((cells[i], marked(part, cells[i], self.marks)) for part in found)
                else:
                    self.rows[-1].cells.append(cells[i])
            return
        of_role = [i for i in own if columns[i] in ROLES]
        self.unread.extend((cells[i], NO_TASK) for i in of_role)
        self.left.extend(cells[i] for i in own if i not in of_role)


def _grouped(columns: Sequence[str | None]) -> list[int]:
    """The columns of bodies that stand before the task's: each holds for the tasks beside and under it."""
    return [i for i in range(columns.index("task")) if columns[i] in UNIT_ROLES]


AMOUNT = re.compile(r"[\d.,，%％/—\-\s]*")


def _row(
    cells: list[Passage],
    places: tuple[Cell, ...],
    columns: tuple[str | None, ...],
    labels: tuple[Passage, ...],
    section: Passage | None,
    matrix: Matrix | None,
    counted: int | None = None,
) -> Row | None:
    """The task of one row; None where it has none."""
    # A row may have more cells than the header has heads.
    columns += (None,) * (len(cells) - len(columns))
    by: dict[str, list[int]] = {}
    for i, column in enumerate(columns[: len(cells)]):
        if column and not any(places[i] == places[j] for j in by.get(column, ())):
            by.setdefault(column, []).append(i)
    texts = [cells[i] for i in by.get("task", []) if cells[i]]
    if not texts:
        # No column is called a task: the longest free column holds it, and the first one its name.
        free = [
            i
            for i, c in enumerate(columns[: len(cells)])
            if c is None and cells[i] and not MARK.fullmatch(cells[i].text)
        ]
        longest = max(free, key=lambda i: len(cells[i])) if free and "task" not in columns else None
        named = longest is not None and free[0] < longest and not AMOUNT.fullmatch(cells[free[0]].text)
        texts = [cells[i] for i in ([free[0]] if named else []) + ([longest] if longest is not None else [])]
    # 「填表人：张某」 over the number's column and the task's is a note.
    if not texts or any(places[i] == places[j] for i in by.get("number", ()) for j in by.get("task", ())):
        return None
    numbers = [cells[i].text for i in by.get("number", []) if cells[i]]
    sectors = [cells[i] for i in by.get("sector", []) if cells[i]]
    number = re.sub(r"[\s、.．]+$", "", numbers[0]) if numbers else None
    numbered = next((i for i, t in enumerate(texts) if counted is not None and t is cells[counted]), 0)
    marker = marker_of(texts[numbered].text)
    if number is None and marker:
        number, texts[numbered] = marker.number, texts[numbered].cut(marker.width)
    row = Row(number, sectors[0] if sectors else section, texts[0] if len(texts) > 1 else None, [])
    for text in texts:
        # A statement may also stand in the task's own cell.
        at = 0
        for part in find_parts(text)[0]:
            row.text.append(text.cut(at, part.start))
            row.parts.append((text, part))
            at = part.end
        row.text.append(text.cut(at))
    row.cells = [c for i, c in enumerate(cells) if c and columns[i] not in (*ROLES, "deadline")]
    row.watched = [cells[i] for i in by.get("other", ()) if cells[i] and i < len(labels) and watches(labels[i].text)]
    for role in (*ROLES, "deadline"):
        for i in by.get(role, ()):
            if cells[i] and not (matrix and i in matrix.columns):
                head = labels[i] if i < len(labels) else None
                row.parts.extend((cells[i], part) for part in cell_parts(cells[i], role, head))
    return row
