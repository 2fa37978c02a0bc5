"""What the loaders read, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zeren.cli.options import Output
from zeren.graph.table import Table

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.loaders.records import Mention, Reading, TaskRecord

# The columns of a table of facts: ``zeren load`` reads back what ``zeren extract`` writes.
COLUMNS = (
    "document",
    "document_number",
    "issuer",
    "date",
    "year",
    "city",
    "path",
    "number",
    "sector",
    "title",
    "text",
    "leaders",
    "lead_units",
    "supporting_units",
    "responsible_units",
    "counties",
    "targets",
    "deadline",
    "open_list",
    "convention",
    "statement",
    "line",
    "place",
)
# What fits a screen; the other columns are in every other format.
SHORT = ("number", "text", "leaders", "lead_units", "supporting_units", "responsible_units", "line")


def write_records(readings: Sequence[Reading], out: Output) -> None:
    """Write the tasks of ``readings``: whole records as JSON, names in every other format."""
    records = [record for reading in readings for record in reading.records]
    if out.format in ("json", "jsonl"):
        out.write_objects(record.to_dict() for record in records)
        return
    table = records_table(records)
    if out.format == "table":
        several = len({record.document for record in records}) > 1
        table = pick(table, (*(("document",) if several else ()), *SHORT))
    out.write(table, "tasks")


def records_table(records: Iterable[TaskRecord]) -> Table:
    """A row a task, with canonical names."""
    return Table(COLUMNS, tuple(_row(record) for record in records))


def write_report(readings: Sequence[Reading], out: Output) -> None:
    """Write what was not read and how much was: as two tables for people, as one for programs."""
    coverage, items = coverage_table(readings), unread_table(readings)
    if out.format not in ("table", "markdown"):
        out.write(report_table(readings), "report")
        return
    from zeren.cli.output import TEXT_FORMATS

    render = TEXT_FORMATS[out.format]
    parts = [render(coverage)]
    parts.append(render(items) if items.rows else "Nothing else to report.\n")
    out.write_text("\n".join(parts))


def coverage_table(readings: Sequence[Reading]) -> Table:
    """Where the responsibility words of each file went; ``coverage`` is the part that is not unread, in per cent."""
    rows: list[tuple[Value, ...]] = []
    for reading in readings:
        c = reading.report.coverage
        part = None if not c.seen else round(100 * (c.seen - c.unread) / c.seen, 2)
        rows.append((reading.source, len(reading.records), c.seen, c.in_statements, c.in_prose, c.unread, part))
    return Table(
        ("source", "tasks", "words_seen", "in_statements", "in_prose", "unread", "coverage_percent"), tuple(rows)
    )


def unread_table(readings: Sequence[Reading]) -> Table:
    """Words that are in no task: first statements not read, then prose that only talks of them, then notes."""
    rows: list[tuple[Value, ...]] = []
    for reading in readings:
        for item in sorted(reading.report.unread, key=lambda item: (item.prose, item.line)):
            kind = "prose" if item.prose else "unread"
            rows.append((reading.source, kind, item.line, item.place, item.words, item.reason))
        rows.extend((reading.source, "note", None, None, None, note) for note in reading.report.notes)
    return Table(("source", "kind", "line", "place", "words", "reason"), tuple(rows))


def report_table(readings: Sequence[Reading]) -> Table:
    """Both tables as one: a row of kind ``coverage`` for each file, then its items."""
    coverage, items = coverage_table(readings), unread_table(readings)
    columns = (*items.columns, *coverage.columns[1:])
    rows: list[tuple[Value, ...]] = []
    for row in coverage.rows:
        rows.append((row[0], "coverage", None, None, None, None, *row[1:]))
        nothing = (None,) * (len(coverage.columns) - 1)
        rows.extend((*item, *nothing) for item in items.rows if item[0] == row[0])
    return Table(columns, tuple(rows))


def _row(record: TaskRecord) -> tuple[Value, ...]:
    return (
        record.document.title,
        record.document.number,
        record.document.issuer,
        record.document.date,
        record.document.year,
        record.document.city,
        list(record.path),
        record.number,
        record.sector,
        record.title,
        record.text,
        _names(record.leaders),
        _names(record.lead_units),
        _names(record.supporting_units),
        _names(record.responsible_units),
        [county.name for county in record.counties],
        [target.text for target in record.targets],
        record.deadline,
        record.open_list,
        record.convention,
        record.statement,
        record.line,
        record.place,
    )


def _names(mentions: Sequence[Mention]) -> list[str]:
    return [mention.name for mention in mentions]


def pick(table: Table, columns: tuple[str, ...]) -> Table:
    """Some columns of a table."""
    places = [table.columns.index(column) for column in columns]
    return Table(columns, tuple(tuple(row[i] for i in places) for row in table.rows))
