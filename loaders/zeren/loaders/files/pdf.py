"""PDF files with a text layer: lines and ruled tables, page by page."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.ocr import WITHOUT, SeenPage
from zeren.loaders.files.pdf_cells import Cells, PrintedCell, printed_cells, within
from zeren.loaders.files.pdf_pages import apart, in_columns, lines_down, prepared
from zeren.loaders.files.pdf_whole import tell_attached, tell_cut, tell_missing
from zeren.loaders.tables.columns import ROLES, column_of
from zeren.loaders.text.source import Cell, Table

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
    above: _Printed | None = None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                builder.place(f"p. {number}")
                tell_cut(page, f"p. {number}", builder)
                above = write_page(builder, page, number, above)
                page.close()
            tell_attached(pdf, builder)
            tell_missing(pdf, builder)
    except ZerenError:
        raise
    except Exception as error:  # pdfminer's errors have no common class
        if "Password" in type(error.args[0] if error.args else error).__name__:
            raise ZerenError(f"{name}: locked with a password; open it, and print it to a PDF without") from None
        raise ZerenError(f"{name}: no readable PDF ({type(error).__name__}); it may be damaged or locked") from None
    if not builder.text.strip() and all("scanned" in held.reason for held in builder.told):
        raise ZerenError(f"{name}: a scanned PDF without text; {WITHOUT}")
    return builder


def write_page(builder: TextBuilder, page: Any, number: int, above: _Printed | None) -> _Printed | None:
    """Write a page, whatever its lines are; ``above`` is the table at the end of the page before it."""
    ready = page if isinstance(page, SeenPage) else prepared(page, number, builder)
    if ready is None:
        return above
    if isinstance(ready, SeenPage):
        last = _page(builder, ready.page, number, above)
        ready.tell(builder)
        return last
    down = lines_down(ready)
    if down is None:
        return _page(builder, ready, number, above)
    builder.notes.append(f"p. {number}: written from top to bottom; read from right to left")
    for line in down:
        builder._write(line + "\n")
    return None


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
        builder.notes += _doubts(last, printed, f"p. {number}")
        top = max(top, lower)
    below = _text(builder, free, top, float(page.height))
    if last:
        last.lines_below = below
    return last


def _doubts(table: _Printed, printed: Cells, place: str) -> Iterator[str]:
    """What to look at among the cells of bodies: elsewhere a wrap changes no name."""
    bodies = [c for c, column in enumerate(_columns(table)) if column in ROLES]
    for row in printed:
        for words in [words for c in bodies if (cell := row[c]) for words in cell.doubts]:
            yield f"{place}: {words} was read as one name; in so narrow a column it may be two"


def _tables(page: Any) -> list[Any]:
    """The ruled tables of a page, from the top."""
    found = page.find_tables({"explicit_horizontal_lines": _open_ends(page)})
    tables = [t for t in found if len(t.rows) >= 2 and max(len(r.cells) for r in t.rows) >= 2]
    return sorted(tables, key=lambda t: t.bbox[1])


def _open_ends(page: Any) -> list[float]:
    """The heights where the lines between columns end and no line closes the row: some programs leave a row open
    that a page breaks."""
    # A line drawn as a thin box has short ends of its own.
    across = [e for e in page.edges if e["orientation"] == "h" and e["width"] > _NEAR]
    down: dict[int, list[tuple[float, float]]] = {}
    for edge in page.edges:
        if edge["orientation"] == "v":
            down.setdefault(round(edge["x0"] / _NEAR), []).append((edge["top"], edge["bottom"]))
    ends: Counter[int] = Counter()
    for x, pieces in down.items():
        open_here = {round(y) for y in _ends_of(sorted(pieces)) if not any(_meets(x * _NEAR, y, a) for a in across)}
        ends.update(open_here)
    return [float(y) for y, columns in ends.items() if columns > 1]


def _ends_of(pieces: list[tuple[float, float]]) -> Iterator[float]:
    """Where a line begins and ends that is drawn in pieces."""
    top, bottom = pieces[0]
    for start, end in pieces:
        if start > bottom + _NEAR:
            yield from (top, bottom)
            top = start
        bottom = max(bottom, end)
    yield from (top, bottom)


def _meets(x: float, y: float, line: Any) -> bool:
    return abs(y - line["top"]) < _NEAR and bool(line["x0"] - 2 * _NEAR < x < line["x1"] + 2 * _NEAR)


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
    if len(last) != len(first) or not _is_unnumbered(above, first):
        return below
    _inherit(builder, above, below, first, repeated)
    if not _is_rest(above, below, first):
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


def _columns(above: _Printed) -> list[str | None]:
    """What the columns hold, by the first row of the head that says so."""
    return [next(filter(None, map(column_of, heads)), None) for heads in zip(*above.head, strict=False)]


def _is_unnumbered(above: _Printed, first: Entries) -> bool:
    """Has the first row of a page no number, where the row above it has one? Else it is a row of its own."""
    columns = _columns(above)
    if "number" in columns:
        number = columns.index("number")
        return number < len(first) and bool(above.last[number][1]) and not first[number][1]
    return any(a[1] and not b[1] for a, b in zip(above.last, first, strict=True))


def _is_rest(above: _Printed, below: _Printed, first: Entries) -> bool:
    """Is the row ``first`` the rest of the row above? A cell goes on in it, or it holds nothing but bodies."""
    held = {column for column, (_, text, _) in zip(_columns(above), first, strict=False) if text}
    return held <= set(ROLES) or any(_goes_on(above, a, below, b) for a, b in zip(above.last, first, strict=True))


def _inherit(builder: TextBuilder, above: _Printed, below: _Printed, first: Entries, repeated: int) -> None:
    """Give the rows of a task that the page breaks its number and its name, which stand on the page above only."""
    table = builder.tables[below.index]
    kinds = ("number", "sector", "task")
    ours = zip(_columns(above), first, table.rows[repeated], builder.tables[above.index].rows[-1], strict=False)
    whole = {cell: owner for kind, (_, text, _), cell, owner in ours if kind in kinds and not text}
    rows = tuple([tuple([whole.get(cell, cell) for cell in row]) for row in table.rows])
    builder.tables[below.index] = Table(table.start, table.end, rows)
    printed = {b[0]: (b[0], a[1], "") for a, b in zip(above.last, first, strict=True) if not b[1]}
    below.last = [printed.get(entry[0], entry) for entry in below.last]


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
    lines = [
        line
        for piece in in_columns(between)
        for line in extract_text(piece, x_tolerance=2 + apart(piece), y_tolerance=3).split("\n")
        if line.strip()
    ]
    builder.hold("line", number=len(lines))
    for line in lines:
        builder._write(line + "\n")
    builder._write("\n")
    return len(lines)
