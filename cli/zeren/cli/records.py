"""What the loaders read, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from zeren.cli.options import Output, say
from zeren.cli.output import STREAMED, TEXT_FORMATS
from zeren.graph.safe_text import json_inert
from zeren.graph.table import Table

if TYPE_CHECKING:
    from zeren.graph.decisions import Decisions
    from zeren.graph.model import Value
    from zeren.loaders.read import Broken
    from zeren.loaders.records import Document, Held, Inventory, Mention, Reading, TaskRecord

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
    "due",
    "due_words",
    "open_list",
    "convention",
    "statement",
    "line",
    "place",
)
# What fits a screen; the other columns are in every other format.
SHORT = ("number", "text", "leaders", "lead_units", "supporting_units", "responsible_units", "line")


@dataclass(frozen=True, slots=True)
class Lost:
    """What is told of one file beside its tasks."""

    source: str
    unread: int
    """Places where a statement may be lost."""
    empty: tuple[str, ...]
    """Titles of documents without a task."""
    doubtful: int
    """Readings that may be wrong."""
    parts: tuple[str, ...] = ()
    """Parts of the file that a person sees and that were not read, a line each."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What is shown of one file: small enough to come from the process that read it."""

    lost: Lost
    documents: frozenset[Document]
    rows: list[tuple[Value, ...]]
    """Its tasks, where the format is written as a whole."""
    text: bytes
    """Its tasks in the format, where that is written row by row."""


def extracted(format_name: str, reading: Reading) -> Extracted:
    """The tasks of one file for a format."""
    rows: list[tuple[Value, ...]] = []
    text = b""
    if format_name in _BETWEEN:
        whole = _BETWEEN[format_name].join([record.to_json() for record in reading.records])
        text = json_inert(whole.decode()).encode()
    else:
        rows = [_row(record) for record in reading.records]
        if format_name in STREAMED:
            _, *lines = STREAMED[format_name](COLUMNS, rows)
            rows, text = [], "".join(lines).encode()
    documents = frozenset(record.document for record in reading.records)
    return Extracted(lost_in(reading), documents, rows, text)


_BETWEEN = {"json": b",\n ", "jsonl": b"\n"}
"""What stands between two records."""


def write_records(files: Iterable[Extracted], out: Output) -> list[Lost]:
    """Write the tasks of ``files``: whole records as JSON, names in every other format.

    Formats that are written row by row need no memory for what was written. Gives what was lost of each file.
    """
    told: list[Lost] = []
    documents: set[Document] = set()

    def each() -> Iterator[Extracted]:
        for file in files:
            told.append(file.lost)
            documents.update(file.documents)
            yield file

    if out.format in STREAMED:
        out.write_pieces(_pieces(each(), out.format))
        if out.path is None and not documents and out.format in ("csv", "tsv"):
            say("no rows")
        return told
    table = Table(COLUMNS, tuple(row for file in each() for row in file.rows))
    if out.format == "table":
        table = pick(table, (*(("document",) if len(documents) > 1 else ()), *SHORT))
    out.write(table, "tasks")
    return told


def _pieces(files: Iterator[Extracted], format_name: str) -> Iterator[bytes]:
    """The texts of the files as one text of the format."""
    texts = (file.text for file in files if file.text)
    if format_name == "jsonl":
        return (text + b"\n" for text in texts)
    if format_name == "json":
        separated = (_BETWEEN["json"] + text if number else text for number, text in enumerate(texts))
        return chain((b"[",), separated, (b"]\n",))
    return chain((head.encode() for head in STREAMED[format_name](COLUMNS, ())), texts)


def records_table(records: Iterable[TaskRecord]) -> Table:
    """A row a task, with canonical names."""
    return Table(COLUMNS, tuple(_row(record) for record in records))


PIECES = ("number", "heading", "task", "statement", "furniture", "prose", "unread", "hidden")
"""The pieces of a text: each visible character belongs to one."""
COVERAGE = (
    "source",
    "tasks",
    "names",
    "names_unread",
    "rows",
    "rows_unread",
    "pages",
    "pages_empty",
    "unread",
    "doubtful",
    "coverage_percent",
)
WORDS = ("words_seen", "in_statements", "in_prose", "in_unread")
CHARACTERS = tuple(f"characters_{piece}" for piece in PIECES)
NOT_READ = ("source", "kind", "line", "place", "words", "reason")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is told of one file: how much was read, where its characters went, and what is in no task."""

    coverage: tuple[Value, ...]
    words: tuple[Value, ...]
    characters: tuple[Value, ...]
    not_read: tuple[tuple[Value, ...], ...]
    """First statements not read, then prose that only talks of responsibility, doubtful readings, parts, notes."""
    unread: int
    """Statements and parts of the file."""
    parts: tuple[tuple[Value, ...], ...] = ()
    """How many parts of a kind the file holds, and their fate."""


def report_of(reading: Reading, decisions: Decisions | None = None) -> FileReport:
    """The report of one file; what ``decisions`` settle is not doubtful."""
    from zeren.graph.decisions import Decisions, decide

    (reading,) = decide([reading], decisions or Decisions())
    c = reading.report.coverage
    rows: list[tuple[Value, ...]] = []
    for item in sorted(reading.report.unread, key=lambda item: (item.prose, item.line)):
        kind = "prose" if item.prose else "unread"
        rows.append((reading.source, kind, item.line, item.place, item.words, item.reason))
    rows.extend((reading.source, "doubtful", d.line, d.place, d.words, d.reason) for d in reading.report.doubts)
    held = reading.report.inventory
    rows.extend((reading.source, h.fate, None, h.place, h.words, _why(h)) for h in (*held.lost, *_hidden(held)))
    notes = (*reading.report.notes, *(f"{NO_TASK} {title}" for title in reading.report.empty))
    rows.extend((reading.source, "note", None, None, None, note) for note in notes)
    pages = (c.pages, c.pages_empty) if c.pages else (None, None)
    read = (c.names, c.names_unread, c.rows, c.rows_unread, *pages, c.unread, len(reading.report.doubts))
    return FileReport(
        (reading.source, len(reading.records), *read, c.percent),
        (c.seen, c.in_statements, c.in_prose, c.in_unread),
        tuple(getattr(c.characters, piece) for piece in PIECES),
        tuple(rows),
        c.unread + len(held.lost),
        tuple((reading.source, *counted) for counted in held.counts),
    )


def _hidden(inventory: Inventory) -> Iterator[Held]:
    return (held for held in inventory.told if held not in inventory.lost)


def _why(held: Held) -> str:
    return f"{held.kind}: {held.reason}"


NO_TASK = "no task was read in"


def write_report(reports: Iterable[FileReport], broken: Sequence[Broken], out: Output) -> int:
    """Write what was not read and how much was, as tables for people, as one for programs; how much is unread.

    ``broken`` is asked for once all ``reports`` are there.
    """
    reports = [*reports, *map(_of_broken, broken)]
    lost = sum(report.unread for report in reports)
    if out.format not in ("table", "markdown"):
        out.write(report_table(reports), "report")
        return lost
    coverage = Table(COVERAGE, tuple(report.coverage for report in reports))
    characters = Table(("source", *PIECES), tuple((report.coverage[0], *report.characters) for report in reports))
    parts = Table(("source", *PARTS), tuple(row for report in reports for row in report.parts))
    items = Table(NOT_READ, tuple(row for report in reports for row in report.not_read))
    render = TEXT_FORMATS[out.format]
    texts = [render(coverage), "Characters by what they are:\n", render(characters)]
    texts += ["Parts of the files and what became of them:\n", render(parts)]
    texts.append(render(items) if items.rows else "Nothing else to report.\n")
    out.write_text("\n".join(texts))
    return lost


PARTS = ("part", "fate", "number")


def _of_broken(broken: Broken) -> FileReport:
    """The report of a file that cannot be read."""
    reason = str(broken.error).removeprefix(f"{broken.name}: ")
    nothing = (None,) * (len(COVERAGE) - 1)
    row = (broken.name, "unreadable", None, None, None, f"file: {reason}")
    return FileReport((broken.name, *nothing), (None,) * 4, (None,) * len(PIECES), (row,), 1)


def report_table(reports: Iterable[FileReport]) -> Table:
    """All of it as one table: a row of kind ``coverage`` for each file, then its items."""
    rows: list[tuple[Value, ...]] = []
    columns = (*NOT_READ, *COVERAGE[1:], *WORDS, *CHARACTERS)
    nothing = (None,) * (len(columns) - len(NOT_READ))
    for report in reports:
        source, *figures = report.coverage
        rows.append((source, "coverage", None, None, None, None, *figures, *report.words, *report.characters))
        rows.extend((*row, *nothing) for row in report.not_read)
    return Table(columns, tuple(rows))


def lost_in(reading: Reading) -> Lost:
    """What of a file is in no task, in short."""
    parts = [
        f"{reading.source}: {'' if h.place == reading.source else h.place + ': '}{h.reason}"
        for h in reading.report.inventory.lost
    ]
    report = reading.report
    return Lost(reading.source, report.coverage.unread, report.empty, len(report.doubts), tuple(parts))


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
        record.due.date if record.due else None,
        record.due.words if record.due else None,
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
