"""PDF files with a text layer: lines and ruled tables, page by page."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from zeren.loaders.columns import column_of
from zeren.loaders.errors import ZerenError
from zeren.loaders.formats.builder import TextBuilder
from zeren.loaders.formats.pdf_cells import PrintedCell, printed_cells, within
from zeren.loaders.source import Cell, Table

Entries = list[tuple[object, str, str]]
"""Cells of a row: key, text, place."""


@dataclass
class _Printed:
    """A table that was written, to which the next page may add."""

    edges: tuple[int, ...]
    last: Entries
    cells: dict[object, PrintedCell]
    head: list[list[str]]
    """Its first rows, which every page may repeat."""
    index: int
    """Which of the file's tables it is."""
    lines_below: int = 0
    """Lines of text under it on its page."""


def read_pdf(data: bytes, name: str) -> TextBuilder:
    """The text and tables of a PDF. Raises ZerenError for a damaged or locked file, and for scans without text."""
    try:
        import pdfplumber
    except ImportError:
        raise ZerenError(f'{name}: reading PDF needs one more package; run: pip install "zeren[pdf]"') from None
    # pdfminer warns of every odd font; none of it is the reader's to mend.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    builder = TextBuilder()
    letters = 0
    above: _Printed | None = None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                builder.place(f"p. {number}")
                letters += len(page.chars)
                above = _page(builder, page, number, above)
                page.close()
    except ZerenError:
        raise
    except Exception as error:  # pdfminer's errors have no common class
        raise ZerenError(f"{name}: no readable PDF ({type(error).__name__}); it may be damaged or locked") from None
    if letters == 0:
        raise ZerenError(f"{name}: a scanned PDF without text; run it through OCR first")
    return builder


def _page(builder: TextBuilder, page: Any, number: int, above: _Printed | None) -> _Printed | None:
    """Write a page; ``above`` is the table at the end of the page before it. Gives the last table of this page."""
    tables = _tables(page)
    free = [c for c in page.chars if not any(within(c, t.bbox) for t in tables)]
    top = 0.0
    last: _Printed | None = None
    for index, table in enumerate(tables):
        _left, upper, _right, lower = table.bbox
        between = _text(builder, free, top, upper)
        printed = printed_cells(page, table)
        rows: list[Entries] = []
        cells: dict[object, PrintedCell] = {}
        for r, row in enumerate(table.rows):
            line: Entries = []
            for c, cell in enumerate(row.cells):
                key: object = (number, index, r, c)
                own = printed[r][c]
                text = own.text if own else ""
                if cell is None:
                    key, text = _covering(rows, line, r, c, table, key)
                elif own:
                    cells[key] = own
                line.append((key, text, ""))
            rows.append(line)
        builder.table(rows)
        head = [[text for _, text, _ in row] for row in rows[:_HEAD_ROWS]]
        last = _Printed(_edges(table), rows[-1], cells, head, len(builder.tables) - 1)
        if not index and above and above.lines_below + between <= _FURNITURE_LINES and _same(above.edges, last.edges):
            last = _go_on(builder, above, last, rows)
        top = max(top, lower)
    below = _text(builder, free, top, float(page.height))
    if last:
        last.lines_below = below
    return last


def _tables(page: Any) -> list[Any]:
    """The ruled tables of a page, from the top."""
    found = page.find_tables({"explicit_horizontal_lines": _open_ends(page)})
    tables = [t for t in found if len(t.rows) >= 2 and max(len(r.cells) for r in t.rows) >= 2]
    return sorted(tables, key=lambda t: t.bbox[1])


def _open_ends(page: Any) -> list[float]:
    """The heights where the lines between columns end and no line closes the row: some programs leave a row open
    that a page breaks."""
    # A line drawn as a thin box has short ends of its own.
    across = {e["top"] for e in page.edges if e["orientation"] == "h" and e["width"] > _NEAR}
    ends: dict[int, set[int]] = {}
    for edge in page.edges:
        if edge["orientation"] == "v":
            for end in (edge["top"], edge["bottom"]):
                if not any(abs(end - line) < _NEAR for line in across):
                    ends.setdefault(round(end), set()).add(round(edge["x0"]))
    return [float(end) for end, columns in ends.items() if len(columns) > 2]


_NEAR = 4.0
"""Points between the end of a line and the one that it meets; more than the width of a line."""
_FURNITURE_LINES = 3
"""Lines that may stand between the halves of a table: the number of a page, the running head of the next."""


_HEAD_ROWS = 4


def _edges(table: Any) -> tuple[int, ...]:
    """Where the columns of a table begin and end."""
    return tuple(sorted({round(x) for row in table.rows for cell in row.cells if cell for x in cell[::2]}))


def _same(edges: tuple[int, ...], others: tuple[int, ...]) -> bool:
    return len(edges) == len(others) and all(abs(a - b) < 4 for a, b in zip(edges, others, strict=True))


def _go_on(builder: TextBuilder, above: _Printed, below: _Printed, rows: list[Entries]) -> _Printed:
    """Put a row that the page broke together: the first of ``rows``, without a number of its own, in which a cell
    goes on whose last line above was full. Gives the table to which the next page may add."""
    heads = takewhile(lambda pair: pair[0] == pair[1], zip(above.head, below.head, strict=False))
    repeated = sum(1 for _ in heads)
    below.head = above.head
    last, first = above.last, rows[repeated] if repeated < len(rows) else []
    if len(last) != len(first) or not _is_rest(above, below, first):
        return below
    cells = zip(builder.tables[above.index].rows[-1], builder.tables[below.index].rows[repeated], strict=True)
    whole: dict[Cell, Cell] = {}
    for (one, more), before, after in zip(cells, last, first, strict=True):
        if after[1]:
            *pieces, (start, end) = one.pieces or ((one.start, one.end),)
            # The tab behind a cell parts what was not one word.
            end += not _goes_on(above, before, below, after)
            whole[one] = (
                Cell(one.start, more.end, (*pieces, (start, end), (more.start, more.end))) if before[1] else more
            )
    for index in (above.index, below.index):
        table = builder.tables[index]
        kept = [tuple([whole.get(cell, cell) for cell in row]) for row in table.rows]
        del kept[repeated : repeated + (index == below.index)]
        builder.tables[index] = Table(table.start, table.end, tuple(kept))
    if len(rows) > repeated + 1:
        return below
    # All of the page is one row's: the next one may bring more of it.
    rest = [(b[0] if b[1] else a[0], a[1] or b[1], "") for a, b in zip(last, first, strict=True)]
    return replace(above, last=rest, cells=above.cells | below.cells, lines_below=below.lines_below)


def _is_rest(above: _Printed, below: _Printed, first: Entries) -> bool:
    """Is the row ``first`` the rest of the row above?"""
    last = above.last
    number = next((c for row in above.head for c, text in enumerate(row) if column_of(text) == "number"), None)
    if number is None:
        unnumbered = any(a[1] and not b[1] for a, b in zip(last, first, strict=True))
    else:
        unnumbered = bool(last[number][1]) and not first[number][1]
    return unnumbered and any(_goes_on(above, a, below, b) for a, b in zip(last, first, strict=True))


def _goes_on(above: _Printed, one: tuple[object, str, str], below: _Printed, more: tuple[object, str, str]) -> bool:
    before, after = above.cells.get(one[0]), below.cells.get(more[0])
    if before is None or after is None or not before.lines or not after.lines:
        return False
    return one[1][-1] not in "。；！" and before.lines[-1].goes_on_in(after.lines[0])


def _covering(rows: list[Entries], line: Entries, r: int, c: int, table: Any, key: object) -> tuple[object, str]:
    """A place without a cell of its own belongs to the merged cell above or to its left, whichever reaches it."""
    if r and c < len(rows[r - 1]):
        above = rows[r - 1][c]
        owner = next((row.cells[c] for row in reversed(table.rows[:r]) if c < len(row.cells) and row.cells[c]), None)
        here = [cell for cell in table.rows[r].cells if cell]
        if owner and here and owner[3] >= min(cell[3] for cell in here) - 1:
            return above[0], above[1]
    if line:
        return line[-1][0], line[-1][1]
    return key, ""


def _text(builder: TextBuilder, chars: list[Any], top: float, bottom: float) -> int:
    """Write the lines whose middle stands between two heights of the page; how many they are."""
    from pdfplumber.utils.text import extract_text

    between = [c for c in chars if top <= (c["top"] + c["bottom"]) / 2 < bottom]
    lines = [line for line in extract_text(between, x_tolerance=2, y_tolerance=3).split("\n") if line.strip()]
    for line in lines:
        builder._write(line + "\n")
    builder._write("\n")
    return len(lines)
