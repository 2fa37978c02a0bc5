"""One sheet of a ledger: a title, a line of facts and a table, to be scrolled, filtered, filled in and printed."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zeren.graph.reports import STATUSES
from zeren.views.ledger_columns import DUE, LAMP, LAMP_SOON, WIDTHS, Cell, Link, Row
from zeren.views.ledger_fill import FILLS, KEY, TASK, WORDS
from zeren.views.row_heights import LINE_HEIGHT, height, lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL = 32_767  # UTF-16 units that Excel keeps in a cell
SHEET_NAME = 31  # UTF-16 units
KEYS = 2
"""The hidden row, from 0, that says which columns come back; above it a title and a line of facts."""
HEADER = 3
"""Row of every table's header."""
GREEN, YELLOW, RED, GREY = "#2E7D32", "#B7791F", "#C62828", "#9E9E9E"


class Sheets:
    """A workbook in the making: its formats, and the sheets' common shape."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.shortened = 0
        self._last: Worksheet | None = None
        frame = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
        middle = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.note = book.add_format({"font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.line = book.add_format({"font_color": "#595959"})
        self.head = book.add_format({**frame, **middle, "bg_color": "#DDEBF7"})
        self.enter = book.add_format({**frame, **middle, "bg_color": "#FFF2CC"})
        self.body = book.add_format({**frame, "text_wrap": True})
        self.number = book.add_format({**frame, "align": "center"})
        self.date = book.add_format({**frame, "align": "center", "num_format": "yyyy-mm-dd"})
        self.share = book.add_format({**frame, "align": "center", "num_format": "0%"})
        self.lamp = book.add_format({**frame, "align": "center", "font_size": 14, "font_color": GREY})
        self.link = book.add_format({**frame, "font_color": "#0563C1", "underline": 1, "text_wrap": True})
        self.back = book.add_format({"font_color": "#0563C1", "underline": 1})
        self.lit = {color: book.add_format({"font_color": color}) for color in (GREEN, YELLOW, RED)}

    def add(
        self,
        name: str,
        title: str,
        facts: str,
        columns: Sequence[str],
        table: Sequence[Row],
        *,
        printed: int | None = None,
        filters: bool = True,
        below: int = 0,
        back: str | None = None,
    ) -> Worksheet:
        """A sheet with one table, the first ``printed`` columns of which go on paper.

        ``below`` are the rows from the header to the last line that will stand under the table; ``back`` is the sheet
        that one comes from. Rows are written from the first to the last, and a sheet before the next: what is written
        is kept in a file.
        """
        if self._last is not None:
            # As XlsxWriter does at the end; before it, a thousand units would have a thousand files open.
            self._last._opt_close()
        sheet = self._last = self.book.add_worksheet(name)
        shown = columns[:printed]
        last = HEADER + max(len(table), 1)
        self.put(sheet, 0, 0, title, self.title)
        if back is not None:
            self.put(sheet, 0, 4, Link(back, f"返回{back}"), self.back)
        self._facts(sheet, facts, shown)
        self._keys(sheet, columns)
        enters = {fill.header for fill in FILLS}
        for j, header in enumerate(columns):
            self.put(sheet, HEADER, j, header, self.enter if header in enters else self.head)
            sheet.set_column(j, j, WIDTHS[header])
        self._heighten(sheet, HEADER, ((header, WIDTHS[header]) for header in columns))
        for i, row in enumerate(table, HEADER + 1):
            cells = [row.get(header, "") for header in columns]
            self._heighten(sheet, i, ((c, WIDTHS[h]) for c, h in zip(cells, columns, strict=True) if h != TASK))
            for j, value in enumerate(cells):
                self.put(sheet, i, j, value, self._format(columns[j], value))
        if TASK in columns and LAMP in columns:
            self._to_fill_in(sheet, columns, last)
        sheet.freeze_panes(HEADER + 1, 3 if "任务内容" in columns[:3] else 2)
        if filters:
            sheet.autofilter(HEADER, 0, last, len(columns) - 1)
        self._paper(sheet, max(last, HEADER + below), len(shown))
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
        """One cell: text as text, whatever it starts with."""
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), style)
        elif isinstance(value, Link):
            sheet.write_url(row, column, f"internal:'{value.sheet}'!A1", style, value.words)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, self._fitting(value), style)
        else:
            sheet.write_blank(row, column, None, style)

    def _format(self, header: str, value: Cell) -> Format:
        if header == LAMP:
            return self.lamp
        if isinstance(value, Link):
            return self.link
        if header == "完成比例":
            return self.share
        if header in (DUE, "填报日期"):
            return self.date
        return self.number if isinstance(value, int) else self.body

    def _facts(self, sheet: Worksheet, facts: str, columns: Sequence[str]) -> None:
        """The second row, across what is printed and as high as its words need: Excel fits no merged cell."""
        words = self._fitting(facts)
        sheet.merge_range(1, 0, 1, len(columns) - 1, "", self.note)
        sheet.write_string(1, 0, words, self.note)
        sheet.set_row(1, LINE_HEIGHT * lines(words, sum(WIDTHS[header] for header in columns)))

    def _keys(self, sheet: Worksheet, columns: Sequence[str]) -> None:
        names = {TASK: "task", WORDS: "text", **{fill.header: fill.name for fill in FILLS}}
        for j, header in enumerate(columns):
            if header in names:
                sheet.write_string(KEYS, j, KEY + names[header])
        sheet.set_row(KEYS, None, None, {"hidden": True})

    def _to_fill_in(self, sheet: Worksheet, columns: Sequence[str], last: int) -> None:
        """Lists to choose from, dates, shares, and the lamps."""
        first = HEADER + 1
        allowed: dict[str, dict[str, Any]] = {
            "status": {"validate": "list", "source": list(STATUSES.values())},
            "share": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
            "date": {"validate": "date", "criteria": ">=", "value": datetime.date(2000, 1, 1)},
        }
        for fill in FILLS:
            j = columns.index(fill.header)
            hint = {"input_title": fill.header, "input_message": fill.hint, "error_title": fill.header}
            rule = allowed.get(fill.name, {"validate": "any"})
            sheet.data_validation(first, j, last, j, {**rule, **hint, "error_message": fill.hint})
        due, status = (_column(columns.index(header)) for header in (DUE, "完成状态"))
        row = first + 1  # as formulas count
        there = f"ISNUMBER(${due}{row})"
        lamps = (
            (f'${status}{row}="{STATUSES["done"]}"', GREEN),
            (f"AND({there},${due}{row}<TODAY())", RED),
            (f'OR(${status}{row}="{STATUSES["behind"]}",AND({there},${due}{row}<=TODAY()+{LAMP_SOON}))', YELLOW),
            (f'OR({there},${status}{row}="{STATUSES["on schedule"]}")', GREEN),
        )
        j = columns.index(LAMP)
        for formula, color in lamps:
            rule = {"type": "formula", "criteria": f"={formula}", "format": self.lit[color], "stop_if_true": True}
            sheet.conditional_format(first, j, last, j, rule)

    def _paper(self, sheet: Worksheet, last: int, columns: int) -> None:
        sheet.print_area(0, 0, last, columns - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER)
        sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")

    def _heighten(self, sheet: Worksheet, row: int, cells: Iterable[tuple[Cell, int]]) -> None:
        points = height((str(value), width) for value, width in cells if value)
        if points is not None:
            sheet.set_row(row, points)

    def _fitting(self, words: str) -> str:
        """``words`` as a cell can hold them: no half of a surrogate pair, no more than Excel keeps."""
        if not words.isascii():
            words = words.encode("utf-8", "replace").decode("utf-8")
        if len(words) * 2 > CELL and _cut(words, CELL) != words:  # a character takes two units at most
            self.shortened += 1
            mark = f"……（此处截断，全文 {len(words)} 字）"
            words = _cut(words, CELL - len(mark)) + mark
        return words


def _column(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(number)
    return name


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
