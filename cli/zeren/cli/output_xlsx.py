"""Tables as workbooks, for people."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from zeren.cli.output import cell, is_number
from zeren.loaders.errors import ZerenError
from zeren.views.row_heights import height

if TYPE_CHECKING:
    from zeren.graph.table import Table

XLSX_TEXT = 32_767  # characters in a cell
XLSX_ROWS = 1_048_576
XLSX_COLUMNS = 16_384
EXACT_INTEGER = 2**53  # Excel's numbers are doubles


def xlsx(table: Table, title: str) -> bytes:
    """A workbook with one sheet; see ``workbook``."""
    return workbook({title: table})


def workbook(tables: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet for each table: header frozen, filters, text as text.

    Raises ZerenError where a sheet cannot hold the rows or a cell its text.
    """
    import xlsxwriter

    out = io.BytesIO()
    # Nothing is guessed from text: no formula, no link, no number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # A table of facts is read back; another one is no notice, and says so.
        facts = any({"document", "text"} <= set(table.columns) for table in tables.values())
        book.set_custom_property("zeren", "facts" if facts else "answer")
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for title, table in tables.items():
            _fill(book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31]), table, head, body)
    return out.getvalue()


def _fill(sheet: Any, table: Table, head: Any, body: Any) -> None:
    if len(table.rows) >= XLSX_ROWS or len(table.columns) > XLSX_COLUMNS:
        raise ZerenError(
            f"an Excel sheet cannot hold {len(table.rows):,} rows and {len(table.columns):,} columns: use --format csv"
        )
    widths: list[int] = []
    for j, column in enumerate(table.columns):
        sheet.write_string(0, j, _xlsx_text(column, 0, column), head)
        widths.append(_xlsx_width([column, *(cell(row[j]) for row in table.rows)]))
        sheet.set_column(j, j, widths[-1])
    for i, row in enumerate(table.rows, 1):
        points = height((cell(value), width) for value, width in zip(row, widths, strict=True))
        if points is not None:
            sheet.set_row(i, points)
        for j, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(i, j, value, body)
            elif is_number(value) and math.isfinite(value) and abs(value) <= EXACT_INTEGER:
                sheet.write_number(i, j, value, body)
            elif cell(value):
                sheet.write_string(i, j, _xlsx_text(cell(value), i, table.columns[j]), body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))


def _xlsx_text(text: str, row: int, column: str) -> str:
    if len(text.encode("utf-16-le", "replace")) // 2 > XLSX_TEXT:
        raise ZerenError(
            f"row {row}, column {column} holds {len(text):,} characters and an Excel cell {XLSX_TEXT:,}: "
            "use --format csv"
        )
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be written


def _xlsx_width(texts: Iterable[str]) -> int:
    from rich.cells import cell_len

    return min(max(cell_len(line) for text in texts for line in text.split("\n")) + 2, 60)
