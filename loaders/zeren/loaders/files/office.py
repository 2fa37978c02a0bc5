"""Word documents and Excel workbooks: paragraphs, headings, and tables with their merged cells."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder, column_letters
from zeren.loaders.files.numbering import Numbering
from zeren.loaders.tables.columns import is_frame

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tc
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_UNPACKED = 500 * 2**20
"""Bytes that the parts of one Office file may unpack to: more is a bomb, or no notice."""
_LARGEST_SHEET = 5_000_000
"""Cells of the rectangle that a sheet's cells stand in."""
_WIDEST_TABLE = 500
"""Columns of a table in Word, which itself allows 63."""


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
    builder = TextBuilder()
    try:
        document = docx.Document(io.BytesIO(data))
        _unwrap(document.element.body)
        numbering = Numbering(document)
        for block in document.iter_inner_content():
            if isinstance(block, WordTable):
                _word_table(builder, block)
            else:
                builder.paragraph(numbering.prefix(block) + block.text, _word_heading(block))
    except Exception as error:  # python-docx lets lxml's, zipfile's and its own errors through, while it is read too
        raise ZerenError(
            f"{name}: no readable Word document ({type(error).__name__}); save it again as .docx"
        ) from None
    return builder


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = tuple(_W + tag for tag in ("sdtContent", "sdt", "ins", "moveTo", "smartTag", "customXml"))


def _unwrap(body: BaseOxmlElement) -> None:
    """Take away what stands around text that is on the page, which python-docx would pass over with its text: content
    controls, insertions that are tracked. Tracked deletions stay: their text has an element of its own."""
    for wrapper in [e for e in body.iterdescendants() if e.tag in _WRAPPERS]:
        parent = wrapper.getparent()
        if parent is not None:
            at = parent.index(wrapper)
            parent[at : at + 1] = [child for child in wrapper if child.tag not in (_W + "sdtPr", _W + "sdtEndPr")]


def _words_of(cell: _Cell) -> str:
    """The text of a cell, that of tables inside of it too."""
    lines: list[str] = []
    for block in cell.iter_inner_content():
        if hasattr(block, "rows"):
            inner = {c._tc: _words_of(c) for row in block.rows for c in row.cells}
            lines.extend(inner.values())
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _word_heading(paragraph: WordParagraph) -> int:
    style = paragraph.style.name if paragraph.style is not None else ""
    match = re.fullmatch(r"(?:Heading|标题) ?([1-6])", style or "")
    return int(match[1]) if match else (1 if style == "Title" else 0)


def _word_table(builder: TextBuilder, table: WordTable) -> None:
    if max((tc.grid_span for tc in _cells_of(table)), default=0) > _WIDEST_TABLE:
        raise ValueError("too wide")
    rows = [
        [
            # A row may begin further to the right: nothing stands before it.
            *(((r, c), "", "") for c in range(row.grid_cols_before)),
            *(
                (cell._tc, _words_of(cell), builder.place_in_table(r, c))
                for c, cell in enumerate(row.cells, row.grid_cols_before)
            ),
        ]
        for r, row in enumerate(table.rows)
    ]
    if len(rows) == 1 and len({key for key, _, _ in rows[0]}) == 1:
        # A frame around text.
        for line in rows[0][0][1].split("\n"):
            builder.paragraph(line)
        return
    if is_frame([[text for _, text, _ in row] for row in rows]):
        for text in {key: text for row in rows for key, text, _ in row}.values():
            for line in text.split("\n"):
                builder.paragraph(line)
        return
    builder.table(rows)


def _cells_of(table: WordTable) -> Iterator[CT_Tc]:
    yield from table._tbl.iter_tcs()  # type: ignore[no-untyped-call]  # python-docx annotates only what it yields


def read_xlsx(data: bytes, name: str) -> TextBuilder:
    """Every sheet of a workbook as a table. Raises ZerenError for a file that Excel could not have written."""
    import openpyxl

    _check_size(data, name)
    builder = TextBuilder()
    try:
        _check_merged(data)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        for sheet in book.worksheets:
            _sheet(builder, sheet)
    except Exception as error:  # openpyxl lets the errors of zipfile and of the XML parser through
        raise ZerenError(f"{name}: no readable workbook ({type(error).__name__}); save it again as .xlsx") from None
    return builder


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")


def _check_merged(data: bytes) -> None:
    """openpyxl makes every cell that a merged one covers: a sheet merged as a whole would take days."""
    from openpyxl.utils import column_index_from_string

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet in (i for i in archive.infolist() if i.filename.startswith("xl/worksheets/")):
            covered = 0
            for left, top, right, bottom in _MERGED.findall(archive.read(sheet)):
                first, last = (column_index_from_string(column.decode()) for column in (left, right))
                covered += (last - first + 1) * (int(bottom) - int(top) + 1)
            if covered > _LARGEST_SHEET:
                raise ValueError("too many merged cells")


def _sheet(builder: TextBuilder, sheet: Worksheet) -> None:
    """The rows and columns in which anything stands; a sheet may say that it has a million of each."""
    if sheet.max_row * sheet.max_column > _LARGEST_SHEET:
        raise ValueError("too large")
    values = {
        (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
    }
    rows, columns = (sorted({place[i] for place in values}) for i in (0, 1))
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in rows[bisect_left(rows, area.min_row) : bisect_right(rows, area.max_row)]
        for column in columns[bisect_left(columns, area.min_col) : bisect_right(columns, area.max_col)]
    }
    table = []
    for r in rows:
        places = [merged.get((r, c), (r, c)) for c in columns]
        table.append(
            [(at, _cell_text(values.get(at)), f"{sheet.title}!{column_letters(at[1] - 1)}{at[0]}") for at in places]
        )
    if table:
        builder.place(sheet.title)
        builder.table(table)


def _cell_text(value: object) -> str:
    import datetime

    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
