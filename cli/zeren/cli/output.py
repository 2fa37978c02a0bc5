"""Tables in every format that ``--format`` names."""

from __future__ import annotations

import codecs
import csv
import html
import io
import math
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import click

from zeren.cli.files import replacing
from zeren.graph.safe_text import for_terminal, inert, is_formula, to_json

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.graph.table import Stream, Table

    Row = tuple[Value, ...]

LIST_SEPARATOR = "; "  # names hold 、 and ， in their brackets, none holds this
_PIECES = 1_000  # rows that are written at once
_UNBOUND = 1_000_000  # rich needs a width; tables are only as wide as they must be

# An underscore within a word is one to GitHub too.
MARKDOWN_MARKS = re.compile(r"([\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")


def write_table(table: Table, format_name: str, output: Path | None, *, title: str = "zeren") -> None:
    """Write ``table`` to the file ``output``, or to stdout where it is None.

    CSV and TSV files start with a byte-order mark, without which Excel takes Chinese for something else; on
    stdout there is none, for the next program. Raises ZerenError where the format cannot hold the table.
    """
    if format_name == "xlsx":
        from zeren.cli.output_xlsx import xlsx

        write_bytes(xlsx(table, title), output)
    elif format_name == "parquet":
        from zeren.cli.output_parquet import parquet

        write_bytes(parquet(table), output)
    elif format_name == "table" and output is None:
        _print_table(table)
    else:
        text = TEXT_FORMATS[format_name](table)
        write_text(text, output, bom=format_name in ("csv", "tsv"))
    if output is None and not table.rows:
        click.echo("no rows", err=True)


def write_stream(stream: Stream, format_name: str, output: Path | None, *, title: str = "zeren") -> int:
    """Write rows as ``write_table`` writes a table, and give their number.

    Formats that need not know all rows are written as these come, so that a million of them need no memory.
    """
    streamed = STREAMED.get(format_name)
    if streamed is None:
        table = stream.table()
        write_table(table, format_name, output, title=title)
        return len(table)
    counted = _Counted(stream.rows)
    pieces = streamed(stream.columns, counted)
    if output is not None:
        with (
            replacing(output) as part,
            part.open("w", encoding="utf-8-sig" if format_name in ("csv", "tsv") else "utf-8", newline="") as file,
        ):
            file.writelines(pieces)
        return counted.seen
    for batch in _batches(pieces):
        _print("".join(batch).encode("utf-8", "backslashreplace"))
    if not counted.seen:
        click.echo("no rows", err=True)
    return counted.seen


def _batches(pieces: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(pieces, _PIECES)):
        yield batch


class _Counted:
    """Rows, and how many were taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.seen = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.seen += 1
            yield row


def write_text(text: str, output: Path | None, *, bom: bool = False) -> None:
    """Write ``text`` as UTF-8 to the file ``output``, or to stdout where it is None."""
    if output is None:
        _print(text.encode("utf-8", "backslashreplace"))
        return
    with replacing(output) as part:
        # Line ends as they are: the same file on every system.
        part.write_text(text, encoding="utf-8-sig" if bom else "utf-8", newline="")


def write_pieces(pieces: Iterable[bytes], output: Path | None, *, bom: bool = False) -> None:
    """Write pieces of one text in UTF-8 to the file ``output``, or to stdout when the last of them is there."""
    if output is None:
        with tempfile.TemporaryFile() as spool:
            spool.writelines(pieces)
            spool.seek(0)
            while block := spool.read(2**20):
                _print(block)
        return
    with replacing(output) as part, part.open("wb") as file:
        if bom:
            file.write(codecs.BOM_UTF8)
        file.writelines(pieces)


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write ``data`` to the file ``output``, or to stdout where that leads to a file or another program."""
    if output is None:
        _print(data)
        return
    with replacing(output) as part:
        part.write_bytes(data)


def cell(value: Any) -> str:
    """``value`` as the text of one cell: nothing for None, list items joined by ``; ``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(cell(item) for item in value)
    if isinstance(value, dict):
        return to_json(_jsonable(value))
    return str(value)


def delimited(table: Table, delimiter: str = ",") -> str:
    """CSV or TSV with a header. What a spreadsheet would run gets a leading quote; numbers stay numbers."""
    return "".join(_delimited(table.columns, table.rows, delimiter))


def _delimited(columns: Sequence[str], rows: Iterable[Row], delimiter: str) -> Iterator[str]:
    lines = _Lines()
    # The writer quotes the characters of its line end, and a \r in a value must be quoted too.
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_no_formula(column) for column in columns])
    for row in rows:
        yield lines.pop()
        writer.writerow([value if is_number(value) else _no_formula(cell(value)) for value in row])
    yield lines.pop()


def json_rows(table: Table, *, lines: bool = False) -> str:
    """One list of objects, a row each; or one object a line. Chinese is shown, not escaped."""
    return "".join(_json_rows(table.columns, table.rows, lines))


def json_objects(objects: Iterable[dict[str, Any]], *, lines: bool = False) -> str:
    """``objects`` as one JSON list, an object a line of it; with ``lines`` as JSON Lines."""
    return "".join(_json_pieces(objects, lines))


def _json_rows(columns: Sequence[str], rows: Iterable[Row], lines: bool) -> Iterator[str]:
    return _json_pieces((dict(zip(columns, row, strict=True)) for row in rows), lines)


def _json_pieces(objects: Iterable[dict[str, Any]], lines: bool) -> Iterator[str]:
    texts = (to_json(_jsonable(item)) for item in objects)
    if lines:
        yield from (text + "\n" for text in texts)
        return
    yield "["
    for number, text in enumerate(texts):
        yield f",\n {text}" if number else text
    yield "]\n"


def markdown(table: Table) -> str:
    """A GitHub table. Marks of Markdown and HTML in the values are escaped."""
    right = number_columns(table)
    lines = [
        "| " + " | ".join(_markdown_cell(column) for column in table.columns) + " |",
        "| " + " | ".join("---:" if numeric else "---" for numeric in right) + " |",
    ]
    lines += ["| " + " | ".join(_markdown_cell(text) for text in row) + " |" for row in shown(table)]
    return "\n".join(lines) + "\n"


def plain_table(table: Table, *, width: int | None = None) -> str:
    """An aligned table; as wide as its content, or wrapped to ``width`` terminal columns."""
    from rich.console import Console

    from zeren.cli.output_terminal import put

    out = io.StringIO()
    put(Console(file=out, width=width or _UNBOUND, color_system=None, legacy_windows=False), table)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _print(data: bytes) -> None:
    """Write all of ``data`` to stdout as it is: no colour is taken out, no line end changed."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        # Unbuffered (PYTHONUNBUFFERED), a pipe may take a part only, and print would lose the rest.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


class _Lines(list[str]):
    """What a csv writer writes to: rows that end as Unix's lines do, one at a time."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


def _print_table(table: Table) -> None:
    if not sys.stdout.isatty():
        write_text(plain_table(table), None)
        return
    from rich.console import Console

    from zeren.cli.output_terminal import put

    put(Console(file=sys.stdout), table)


def shown(table: Table) -> list[tuple[str, ...]]:
    """The rows for reading: numbers to four decimals, as many in all of a column as one of its numbers needs."""
    columns = [_shown_column(values) for values in _columns(table)]
    return list(zip(*columns, strict=True)) if table.rows else []


def _shown_column(values: Sequence[Any]) -> list[str]:
    floats = [value for value in values if isinstance(value, float) and math.isfinite(value)]
    decimals = max((len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in floats), default=0)

    def rounded(value: Any) -> str:
        if not isinstance(value, float) or not math.isfinite(value):
            return cell(value)
        return f"{value:.2e}" if value and abs(value) < 0.0001 else f"{value:.{decimals}f}"

    return [rounded(value) for value in values]


def _markdown_cell(text: str) -> str:
    escaped = MARKDOWN_MARKS.sub(r"\\\1", html.escape(for_terminal(text), quote=False))
    return escaped.replace("\n", "<br>")


def _no_formula(text: str) -> str:
    text = inert(text)
    return "'" + text if is_formula(text) else text


def is_number(value: Any) -> TypeGuard[int | float]:
    """Whether a value is a number to a spreadsheet: true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _columns(table: Table) -> list[tuple[Any, ...]]:
    return list(zip(*table.rows, strict=True)) or [()] * len(table.columns)


def number_columns(table: Table) -> list[bool]:
    """Of each column whether it holds numbers, and nothing else."""
    return [
        any(is_number(value) for value in values) and all(is_number(v) or v is None for v in values)
        for values in _columns(table)
    ]


def _jsonable(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no infinity and no NaN
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)


TEXT_FORMATS: dict[str, Callable[[Table], str]] = {
    "table": plain_table,
    "csv": delimited,
    "tsv": lambda table: delimited(table, "\t"),
    "json": json_rows,
    "jsonl": lambda table: json_rows(table, lines=True),
    "markdown": markdown,
}

STREAMED: dict[str, Callable[[Sequence[str], Iterable[Any]], Iterator[str]]] = {
    "csv": lambda columns, rows: _delimited(columns, rows, ","),
    "tsv": lambda columns, rows: _delimited(columns, rows, "\t"),
    "json": lambda columns, rows: _json_rows(columns, rows, lines=False),
    "jsonl": lambda columns, rows: _json_rows(columns, rows, lines=True),
}
"""Formats that are written row by row."""
