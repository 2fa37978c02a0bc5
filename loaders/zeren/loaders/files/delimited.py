"""Tables whose cells are parted by commas, tabs or other signs, as spreadsheets and databases write them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.tables.columns import HEADER_DEPTH, assigns

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""What Excel is told to take as text: ="01"."""
_SAYS = re.compile(r"sep=(.)\r?\n?")


def delimited(text: str, delimiter: str | None) -> TextBuilder:
    """A CSV or TSV file as one table."""
    csv.field_size_limit(2**31 - 1)
    builder = TextBuilder()
    text = text.replace("\ufeff", "")  # where files were put together
    says = _SAYS.match(text)
    if says:
        text, delimiter = text[says.end() :], says[1]
    delimiter = delimiter or _delimiter(text[:20_000])
    quote = "'" if _quoted_singly(text, delimiter) else '"'
    rows = [
        [_AS_TEXT.sub(r"\1", cell) if cell.startswith("=") else cell for cell in row]
        if any(cell.strip() for cell in row)
        else []
        for row in _rows(text, delimiter, quote, builder)
    ]
    _tell_uneven(rows, builder)
    width = max(map(len, rows), default=0)
    builder.table(
        [
            [((r, c), cell, "") for c, cell in enumerate([*row, *[""] * (width - len(row))])] if row else []
            for r, row in enumerate(rows)
        ]
    )
    return builder


def _tell_uneven(rows: list[list[str]], builder: TextBuilder) -> None:
    """Tell rows with other cells than the table has heads: what stands behind the last one, since a sign in a cell may
    have parted what is one; and those that end before it, which may be cut off. A line of its own is none."""
    at = next((i for i, row in enumerate(rows[:HEADER_DEPTH]) if assigns([cell.strip() for cell in row])), None)
    if at is None:
        return
    heads = len(rows[at])
    named = max(i for i, cell in enumerate(rows[at], 1) if cell.strip())
    for number, row in enumerate(rows, 1):
        behind = [cell for cell in row[heads:] if cell.strip()]
        if behind:
            why = "more cells than the table has heads: put a cell that holds the sign between them in quotes"
            builder.tell("cell", f"row {number}", "unreadable", " ".join(behind), why)
        elif number > at + 1 and min(2, named - 1) <= len(row) < named:
            why = "fewer cells than the table has heads: it may be cut off; write its empty cells, too"
            builder.tell("row", f"row {number}", "unreadable", " ".join(row), why)


def is_table(text: str) -> bool:
    """Do signs part the cells of rows, and not the words of sentences?"""
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    delimiter = _delimiter(text[:20_000])
    counts = Counter(line.count(delimiter) for line in lines[:50])
    number, often = counts.most_common(1)[0]
    heads = any(assigns(_bare(line, delimiter)) for line in lines[:HEADER_DEPTH])
    return (
        _even(text[:20_000], delimiter)
        or heads
        or _SAYS.match(text) is not None
        or (number > 0 and often > 0.6 * min(len(lines), 50))
    )


def _even(sample: str, delimiter: str) -> bool:
    """Are there rows of one width, some with cells of several lines? Tables of facts are so, statements in them."""
    rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))[:-1]  # the last may be cut
    return len(rows) > 1 and len(rows[0]) > 2 and {len(row) for row in rows} == {len(rows[0])}


def _rows(text: str, delimiter: str, quote: str, builder: TextBuilder) -> list[list[str]]:
    rows: list[list[str]] = []
    for escape in (None, "\\"):  # databases write \" for a quote in a cell, spreadsheets ""
        try:
            said = io.StringIO(text, newline="")
            rows = list(csv.reader(said, delimiter=delimiter, quotechar=quote, strict=True, escapechar=escape))
            break
        except csv.Error:
            if "\\" + quote not in text:
                break
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if rows and not any(_swallows(row, width, delimiter) for row in rows):
        return rows
    # A quote that nothing closes takes all that follows into one cell: then each line is a row.
    return list(_line_by_line(text, delimiter, quote, builder))


def _swallows(row: list[str], width: int, delimiter: str) -> bool:
    """Do lines of a cell look like rows?

    They do where they begin with a number as the row does; in a table without numbers where all but one of them have as
    many cells as a row; and in any where the row lacks the cells that they have taken.
    """
    for _, *lines in (cell.split("\n") for cell in row if "\n" in cell and delimiter in cell):
        parted = [line.split(delimiter) for line in lines if delimiter in line]
        if row[0].isdecimal():
            is_rows = any(cells[0].isdecimal() for cells in parted)
        else:
            is_rows = len(lines) > 1 and sum(len(cells) >= width for cells in parted) >= len(lines) - 1
        if len(row) < width or is_rows:
            return True
    return False


def _line_by_line(text: str, delimiter: str, quote: str, builder: TextBuilder) -> Iterator[list[str]]:
    lines = text.splitlines()
    if not any(line.count(quote) % 2 for line in lines):
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
        return
    why = "a quotation mark that nothing closes: each line was read as a row; close it, or take it away"
    for number, line in enumerate(lines, 1):
        is_whole = line.count(quote) % 2 == 0
        if is_whole:
            yield from csv.reader([line], delimiter=delimiter, quotechar=quote)
        else:
            builder.tell("row", f"line {number}", "unreadable", line, why)
            yield from csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _quoted_singly(text: str, delimiter: str) -> bool:
    cells = text.split("\n", 1)[0].strip().split(delimiter)
    return len(cells) > 1 and all(re.fullmatch("'[^']*'", cell.strip()) for cell in cells)


def _delimiter(sample: str) -> str:
    """What parts the cells: where the heads assign, else what the first line has most of."""
    lines = sample.split("\n")[:HEADER_DEPTH]
    return max(
        ",;\t，|^#",
        key=lambda d: (any(assigns(_bare(line, d)) for line in lines), lines[0].count(d) * (d not in "|^#")),
    )


def _bare(line: str, delimiter: str) -> list[str]:
    return [cell.strip(" \"'\r") for cell in line.split(delimiter)]
