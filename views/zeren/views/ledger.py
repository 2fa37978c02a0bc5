"""The ledger (台账): one workbook for people who open nothing else, an overview and a sheet for each unit."""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.views.facts import is_group, text
from zeren.views.ledger_columns import (
    OVERVIEW,
    OVERVIEW_COLUMNS,
    SOURCE_COLUMNS,
    SOURCES,
    UNASSIGNED,
    UNASSIGNED_COLUMNS,
    UNIT_COLUMNS,
    Cell,
    explanations,
    overview_facts,
    overview_row,
    source_row,
    unassigned_row,
    unit_facts,
    unit_row,
)
from zeren.views.ledger_rows import LedgerRows, TaskRow, UnitRows, ledger_rows
from zeren.views.row_heights import LINE_HEIGHT, height, lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL = 32_767  # UTF-16 units that Excel keeps in a cell
SHEET_NAME = 31  # UTF-16 units
HEADER = 2  # row of every table's header, from 0: above it a title and a line of facts
GROUP_COLOR = "#A6A6A6"
# The same graph gives the same bytes: without this, the moment of writing would stand in the file.
WRITTEN = datetime.datetime(2000, 1, 1)  # a workbook's times have no zone


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """What was written."""

    path: Path
    units: int
    """Units with a sheet, phrases for several units not counted."""
    groups: int
    """Phrases for several units with a sheet."""
    tasks: int
    """Distinct tasks on these sheets."""
    entries: int
    """Rows on these sheets: edges of responsibility."""
    unassigned: int
    """Tasks for which no unit is named; they have a sheet of their own."""
    shortened: int
    """Cells whose text is longer than Excel keeps, cut with a mark."""


def write_ledger(graph: Graph, path: str | Path) -> LedgerSummary:
    """Write the ledger of ``graph`` to ``path``; the same graph gives the same bytes.

    Each edge of responsibility is one row on its unit's sheet. Text is written as text, whatever it starts
    with. Raises ZerenError for a graph without tasks, OSError where ``path`` cannot be written.
    """
    import xlsxwriter

    rows = ledger_rows(graph)
    if not rows.tasks:
        raise ZerenError("no ledger to write: the graph holds no task; load a document with zeren load")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "责任台账", "created": WRITTEN})
        writer = _Writer(book)
        bodies = (*rows.units, *rows.groups)
        fixed = (OVERVIEW, SOURCES, UNASSIGNED)
        names = sheet_names([*fixed, *(text(body.node, "name") for body in bodies)])[len(fixed) :]
        sheets = dict(zip((body.node.id for body in bodies), names, strict=True))
        writer.overview(rows, sheets)
        writer.sources(rows)
        for unit in rows.units:
            writer.unit(unit, sheets[unit.node.id])
        unassigned = [task for task in rows.tasks if not task.is_assigned]
        if unassigned:
            writer.unassigned(unassigned)
        for group in rows.groups:
            writer.unit(group, sheets[group.node.id])
    target = Path(path)
    target.write_bytes(buffer.getvalue())
    return LedgerSummary(
        path=target,
        units=len(rows.units),
        groups=len(rows.groups),
        tasks=len(rows.tasks) - len(unassigned),
        entries=sum(len(body.entries) for body in bodies),
        unassigned=len(unassigned),
        shortened=writer.shortened,
    )


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A valid and unique sheet name for each title: 31 characters, none that Excel forbids, none twice.

    Forbidden characters become their full-width forms, so that names still read as printed.
    """
    used: set[str] = {"history"}  # Excel keeps this name for itself
    names = []
    for title in titles:
        clean = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in title)
        clean = clean.translate(str.maketrans("[]:*?/\\'", "［］：＊？／＼’")).strip() or "未命名"
        name, number = _cut(clean, SHEET_NAME), 1
        while name.casefold() in used:
            number += 1
            tail = f"（{number}）"
            name = _cut(clean, SHEET_NAME - len(tail)) + tail
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, units: int) -> str:
    """``name`` in at most so many UTF-16 units, as Excel counts them."""
    return name.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")


class _Writer:
    """A workbook in the making: its formats, and the sheets' common shape."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.shortened = 0
        frame = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
        middle = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.note = book.add_format({"font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.line = book.add_format({"font_color": "#595959"})
        self.head = book.add_format({**frame, **middle, "bg_color": "#DDEBF7"})
        self.body = book.add_format({**frame, "text_wrap": True})
        self.number = book.add_format({**frame, "align": "center"})
        self.link = book.add_format({**frame, "font_color": "#0563C1", "underline": 1, "text_wrap": True})
        self.back = book.add_format({"font_color": "#0563C1", "underline": 1})

    def overview(self, rows: LedgerRows, sheets: dict[str, str]) -> None:
        """The first sheet: every unit with its load, its leaders and the way to its sheet."""
        bodies = (*rows.units, *rows.groups)
        table = [overview_row(i, body) for i, body in enumerate(bodies, 1)]
        sheet = self._sheet(OVERVIEW, "责任台账", overview_facts(rows), OVERVIEW_COLUMNS, table)
        for i, body in enumerate(bodies, HEADER + 1):
            name = sheets[body.node.id]
            self._jump(sheet, i, len(OVERVIEW_COLUMNS) - 1, name, name, self.link)

    def sources(self, rows: LedgerRows) -> None:
        """The second sheet: the documents read, what is not in the unit sheets, and how to read the rest."""
        table = [source_row(i, document, rows) for i, document in enumerate(rows.documents, 1)]
        lines = explanations(rows)
        first = len(table) + 2
        end = first + len(lines)
        facts = "本台账读自下列文件。"
        sheet = self._sheet(SOURCES, SOURCES, facts, SOURCE_COLUMNS, table, filters=False, below=end)
        for i, line in enumerate(lines, HEADER + first):
            self._put(sheet, i, 1, line, self.line)

    def unit(self, body: UnitRows, name: str) -> None:
        """One unit's sheet: a row for each edge of responsibility."""
        table = [unit_row(i, body.node, *entry) for i, entry in enumerate(body.entries, 1)]
        sheet = self._sheet(name, text(body.node, "name"), unit_facts(body), UNIT_COLUMNS, table)
        self._jump(sheet, 0, list(UNIT_COLUMNS).index("角色"), OVERVIEW, f"返回{OVERVIEW}", self.back)
        if is_group(body.node):
            sheet.set_tab_color(GROUP_COLOR)

    def unassigned(self, tasks: Sequence[TaskRow]) -> None:
        """The tasks for which no unit is named, so that nothing is missing from the workbook."""
        table = [unassigned_row(i, task) for i, task in enumerate(tasks, 1)]
        facts = "原文没有为这些任务列出责任单位。"
        sheet = self._sheet(UNASSIGNED, "未列责任单位的任务", facts, UNASSIGNED_COLUMNS, table)
        self._jump(sheet, 0, list(UNASSIGNED_COLUMNS).index("责任领导"), OVERVIEW, f"返回{OVERVIEW}", self.back)

    def _sheet(
        self,
        name: str,
        title: str,
        facts: str,
        columns: dict[str, int],
        table: Sequence[Sequence[Cell]],
        *,
        filters: bool = True,
        below: int = 0,
    ) -> Worksheet:
        """A sheet with title, facts and one table, ready to be scrolled, filtered and printed.

        ``below`` are the rows from the header to the last line that will stand under the table.
        """
        sheet = self.book.add_worksheet(name)
        self._put(sheet, 0, 0, title, self.title)
        self._facts(sheet, facts, columns)
        for j, (header, width) in enumerate(columns.items()):
            self._put(sheet, HEADER, j, header, self.head)
            sheet.set_column(j, j, width)
        self._heighten(sheet, HEADER, zip(columns, columns.values(), strict=True))
        for i, row in enumerate(table, HEADER + 1):
            self._heighten(sheet, i, zip(row, columns.values(), strict=True))
            for j, value in enumerate(row):
                self._put(sheet, i, j, value, self.number if isinstance(value, int) else self.body)
        sheet.freeze_panes(HEADER + 1, 2)
        if filters:
            sheet.autofilter(HEADER, 0, HEADER + max(len(table), 1), len(columns) - 1)
        sheet.print_area(0, 0, HEADER + max(len(table), 1, below), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")
        return sheet

    def _heighten(self, sheet: Worksheet, row: int, cells: Iterable[tuple[Cell, int]]) -> None:
        points = height((str(value), width) for value, width in cells if value)
        if points is not None:
            sheet.set_row(row, points)

    def _facts(self, sheet: Worksheet, facts: str, columns: dict[str, int]) -> None:
        """The second row, across the table's width and as high as its words need: Excel fits no merged cell."""
        words = self._fitting(facts)
        sheet.merge_range(1, 0, 1, len(columns) - 1, "", self.note)
        sheet.write_string(1, 0, words, self.note)
        sheet.set_row(1, LINE_HEIGHT * lines(words, sum(columns.values())))

    def _put(self, sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, self._fitting(value), style)
        else:
            sheet.write_blank(row, column, None, style)

    def _jump(self, sheet: Worksheet, row: int, column: int, name: str, words: str, style: Format) -> None:
        sheet.write_url(row, column, f"internal:'{name}'!A1", style, words)

    def _fitting(self, words: str) -> str:
        """``words`` as a cell can hold them: no half of a surrogate pair, no more than Excel keeps."""
        words = words.encode("utf-8", "replace").decode("utf-8")
        if _cut(words, CELL) != words:
            self.shortened += 1
            mark = f"……（此处截断，全文 {len(words)} 字）"
            words = _cut(words, CELL - len(mark)) + mark
        return words
