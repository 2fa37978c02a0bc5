"""Word documents and Excel workbooks: paragraphs, headings, and tables with their merged cells."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.loaders.formats.builder import TextBuilder, column_letters
from zeren.loaders.formats.numbering import Numbering

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

LARGEST_UNPACKED = 500 * 2**20
"""Bytes that the parts of one Office file may unpack to: more is a bomb, or no notice."""


def _check_size(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except Exception:  # besides BadZipFile, a damaged index gives ValueError, IndexError, struct.error, …
        raise ZerenError(f"{name}: the file is damaged; open it in Office and save it again") from None
    if size > LARGEST_UNPACKED:
        raise ZerenError(f"{name}: unpacks to {size // 2**20} MB, more than the {LARGEST_UNPACKED // 2**20} MB allowed")


def read_docx(data: bytes, name: str) -> TextBuilder:
    """A Word document. Raises ZerenError for a file that Word could not have written."""
    import docx
    from docx.table import Table as WordTable

    _check_size(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets lxml's, zipfile's and its own errors through
        raise ZerenError(
            f"{name}: no readable Word document ({type(error).__name__}); save it again as .docx"
        ) from None
    builder = TextBuilder()
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            _word_table(builder, block)
        else:
            builder.paragraph(numbering.prefix(block) + block.text, _word_heading(block))
    return builder


def _word_heading(paragraph: WordParagraph) -> int:
    style = paragraph.style.name if paragraph.style is not None else ""
    match = re.fullmatch(r"(?:Heading|标题) ?([1-6])", style or "")
    return int(match[1]) if match else (1 if style == "Title" else 0)


def _word_table(builder: TextBuilder, table: WordTable) -> None:
    rows = [
        [(cell._tc, cell.text, builder.place_in_table(r, c)) for c, cell in enumerate(row.cells)]
        for r, row in enumerate(table.rows)
    ]
    if len(rows) == 1 and len({key for key, _, _ in rows[0]}) == 1:
        # A frame around text.
        for line in rows[0][0][1].split("\n"):
            builder.paragraph(line)
        return
    builder.table(rows)


def read_xlsx(data: bytes, name: str) -> TextBuilder:
    """Every sheet of a workbook as a table. Raises ZerenError for a file that Excel could not have written."""
    import openpyxl

    _check_size(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets the errors of zipfile and of the XML parser through
        raise ZerenError(f"{name}: no readable workbook ({type(error).__name__}); save it again as .xlsx") from None
    builder = TextBuilder()
    for sheet in book.worksheets:
        merged = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        rows = []
        for r, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if not any(value not in (None, "") for value in values) and not any(
                (r, c) in merged for c in range(1, len(values) + 1)
            ):
                continue
            row = []
            for c in range(1, len(values) + 1):
                at = merged.get((r, c), (r, c))
                value = sheet.cell(*at).value
                row.append((at, _cell_text(value), f"{sheet.title}!{column_letters(at[1] - 1)}{at[0]}"))
            rows.append(row)
        if rows:
            builder.place(sheet.title)
            builder.table(rows)
    return builder


def _cell_text(value: object) -> str:
    import datetime

    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
