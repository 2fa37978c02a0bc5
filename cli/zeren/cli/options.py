"""Options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

import contextlib
import datetime
import functools
import inspect
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from zeren.graph.decisions import Decisions
    from zeren.graph.table import Stream, Table
    from zeren.queries import Catalogue

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "markdown", "xlsx", "parquet")
SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Output:
    """Where rows go, and in which form."""

    format: str
    path: Path | None
    """None: to stdout."""

    def spare(self, documents: Iterable[str]) -> None:
        """Raise ZerenError where what is written would take the place of a document that is read."""
        from zeren.cli.files import same_file
        from zeren.loaders.errors import ZerenError
        from zeren.loaders.files.archives import files_at

        path = self.path
        if path is None or not path.is_file():
            return
        if any(same_file(file, path) for name in documents if Path(name).exists() for file in files_at(name)):
            raise ZerenError(f"cannot write {path}: it is one of the documents to read; choose another file")

    def write(self, table: Table, title: str = "zeren") -> None:
        """Write ``table``. Raises ZerenError where the format cannot hold it."""
        from zeren.cli.output import write_table

        write_table(table, self.format, self.path, title=title)

    def write_stream(self, stream: Stream, title: str = "zeren") -> int:
        """Write rows as they come, and give their number. Raises ZerenError as ``write`` does."""
        from zeren.cli.output import write_stream

        return write_stream(stream, self.format, self.path, title=title)

    def write_objects(self, objects: Iterable[dict[str, Any]]) -> None:
        """Write ``objects`` as JSON, an object a line where the format is jsonl."""
        from zeren.cli.output import json_objects

        self.write_text(json_objects(objects, lines=self.format == "jsonl"))

    def write_pieces(self, pieces: Iterable[bytes]) -> None:
        """Write UTF-8 that comes in pieces: it appears when it is whole, and is never in memory as a whole."""
        from zeren.cli.output import write_pieces

        write_pieces(pieces, self.path, bom=self.format in ("csv", "tsv"))

    def write_text(self, text: str) -> None:
        """Write ``text``, which is in the format already."""
        from zeren.cli.output import write_text

        write_text(text, self.path)


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--db``, ``--database`` and ``--timeout``: where the graph is, and how long the work may take.

    The command gets the first two as ``db``, and the third only if it has a ``timeout`` to deal with. Where a server
    wants a password that is not in the environment, whoever sits at a terminal is asked for it.
    """
    deals_with_time = "timeout" in inspect.signature(command).parameters

    @functools.wraps(command)
    def wrapped(*args: Any, db: str | None, database: str | None, timeout: float | None, **rest: Any) -> Any:
        where = _located(db, database)
        if deals_with_time:
            return command(*args, db=where, timeout=timeout, **rest)
        from zeren.cli.ending import within

        with within(timeout, f"stopped after {timeout or 0:g} s: the graph is as it was before, or after (--timeout)"):
            return command(*args, db=where, **rest)

    located = click.option(
        "--timeout",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True, max=86_400),
        help="Stop what takes longer; a graph stays whole.",
    )(wrapped)
    return click.option(
        "--db",
        metavar="DB",
        help="The graph: a folder, or neo4j://, neo4j+s:// or bolt:// (then NEO4J_USERNAME and NEO4J_PASSWORD).  "
        "[default: $ZEREN_DB, else zeren.db]",
    )(
        click.option(
            "--database",
            metavar="NAME",
            help="Which database of that server.  [default: $NEO4J_DATABASE, else the user's own]",
        )(located)
    )


def _located(db: str | None, database: str | None) -> str | None:
    from zeren.graph.stores import is_server

    where = db or os.environ.get("ZEREN_DB") or ""
    if not is_server(where):
        if database:
            raise click.UsageError(f"--database {database} names a database of a server, and --db gives no address")
        return db
    if "NEO4J_PASSWORD" not in os.environ and sys.stdin.isatty() and sys.stderr.isatty():
        user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        # For this process only; an argument would be in the list of processes and in the shell's history.
        os.environ["NEO4J_PASSWORD"] = click.prompt(
            f"Password of {user} (Enter for none)", default="", show_default=False, hide_input=True, err=True
        )
    if not database:
        return where
    from urllib.parse import quote

    return f"{where.rstrip('/')}/{quote(database, safe='')}"


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--document``, ``--year`` and ``--city``: what is counted; the command gets them as one ``Scope``."""

    @functools.wraps(command)
    def wrapped(*args: Any, document: str | None, year: int | None, city: str | None, **rest: Any) -> Any:
        from zeren.graph.assignments import Scope

        return command(*args, scope=Scope(document, year, city), **rest)

    for option in (
        click.option("--city", metavar="CITY", help="Only documents of this city."),
        click.option("--year", metavar="YEAR", type=int, help="Only documents of this year."),
        click.option(
            "--document",
            metavar="DOC",
            help="Only these documents: an id, a 文号, a year, a city, or words of the title.",
        ),
    ):
        wrapped = option(wrapped)
    return wrapped


def groups_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--groups``: phrases for several units count as units; everywhere they are left out otherwise."""
    return click.option(
        "--groups/--no-groups",
        default=None,
        help="Count phrases for several units, such as 各县（市、区）政府, as units too.  [default: no-groups]",
    )(command)


def names_option(command: F) -> F:
    """Add ``--names``: the file of what was decided about names."""
    return click.option(
        "--names",
        metavar="FILE",
        type=click.Path(path_type=Path),
        envvar="ZEREN_NAMES",
        help="What you decided about names (see zeren check --help).  [default: $ZEREN_NAMES, else zeren.yaml if "
        "there is one]",
    )(command)


def folders_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--queries``: folders of queries of one's own; the command gets them as ``folders``."""

    @functools.wraps(command)
    def wrapped(*args: Any, folders: tuple[Path, ...], **rest: Any) -> Any:
        if not folders:
            names = os.environ.get("ZEREN_NAMES")
            folders = decided_names(Path(names) if names else None).queries
        return command(*args, folders=folders, **rest)

    return click.option(
        "--queries",
        "folders",
        metavar="DIR",
        multiple=True,
        type=click.Path(path_type=Path),
        envvar="ZEREN_QUERIES",
        help="A folder with stored queries of your own, beside zeren's; may be repeated.  [default: $ZEREN_QUERIES, "
        "else queries: [DIR] in zeren.yaml]",
    )(wrapped)


def tables_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--tables``: the folder of tables by which documents are read; a bad one is bad usage."""

    @functools.wraps(command)
    def wrapped(*args: Any, tables: Path | None, **rest: Any) -> Any:
        from zeren.loaders.words.own_tables import use_tables

        if tables is None:
            names = rest.get("names") or os.environ.get("ZEREN_NAMES")
            tables = decided_names(Path(names) if names else None).tables
        with asking():
            use_tables(tables)
        return command(*args, **rest)

    return click.option(
        "--tables",
        metavar="DIR",
        type=click.Path(path_type=Path),
        envvar="ZEREN_TABLES",
        help="A folder of tables that replace or extend those by which documents are read (docs/data.md).  "
        "[default: $ZEREN_TABLES, else tables: DIR in zeren.yaml]",
    )(wrapped)


def stored_queries(folders: tuple[Path, ...]) -> Catalogue:
    """The library and the queries of ``folders``; a file that is no stored query is told of and left out."""
    from zeren.queries import catalogue

    return catalogue(*folders, skipped=lambda error: say(f"left out: {error} (see zeren queries check)"))


@contextlib.contextmanager
def asking() -> Iterator[None]:
    """Where a question is put together: what is wrong with it there is bad usage, not failed work."""
    from zeren.loaders.errors import ZerenError

    try:
        yield
    except ZerenError as error:
        raise click.UsageError(str(error), click.get_current_context(silent=True)) from error


def decided_names(path: Path | None) -> Decisions:
    """The decisions of ``path``, or of ``zeren.yaml`` in this folder where there is one. Raises ZerenError."""
    from zeren.graph.decisions import FILE_NAME, read_decisions

    usual = Path(FILE_NAME)
    return read_decisions(path or (usual if usual.is_file() else None))


def output_option(required: bool = False) -> Callable[[F], F]:
    """Add ``-o``: the file to write."""
    kind = "Write to FILE" if required else "Write to FILE instead of the terminal"
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=required,
        type=click.Path(path_type=Path),
        help=f"{kind}, whole or not at all.",
    )


def force_option(what: str) -> Callable[[F], F]:
    """Add ``--force``: write over what somebody changed."""
    return click.option("--force", is_flag=True, help=f"Overwrite a {what} that somebody changed.")


class _Day(click.DateTime):
    """A day; a wrong one is answered with one that is right, not with the codes of a format."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, or bad usage."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            return self.fail(f"{value!r} is no day: write year, month and day, such as 2025-06-30", param, ctx)


def day_option(counts: str) -> Callable[[F], F]:
    """Add ``--on``: the day that counts for something, today where none is given."""
    return click.option(
        "--on",
        metavar="DATE",
        type=_Day(["%Y-%m-%d"]),
        default=lambda: datetime.datetime.now().strftime("%Y-%m-%d"),
        help=f"The day that counts for {counts}.  [default: today]",
    )


def format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--format`` and ``-o``; the command gets them as one ``Output`` named ``out``.

    What cannot be written to is refused before the command does its work.
    """

    @functools.wraps(command)
    def wrapped(*args: Any, format_name: str | None, output: Path | None, **rest: Any) -> Any:
        chosen = format_name or (SUFFIXES.get(output.suffix.lower()) if output is not None else None) or "table"
        if output is not None:
            from zeren.cli.files import check_target

            check_target(output)
        elif chosen in ("xlsx", "parquet") and sys.stdout.isatty():
            click.get_current_context().fail(f"{chosen} is not for a terminal: add -o FILE.{chosen}")
        return command(*args, out=Output(chosen, output), **rest)

    return click.option(
        "--format",
        "format_name",
        type=click.Choice(FORMATS),
        help=f"How rows are written.  [default: what FILE's ending says ({' '.join(SUFFIXES)}), else table]",
    )(output_option()(wrapped))


def documents_argument(command: F) -> F:
    """Add ``DOC…``: the notices to read."""
    return click.argument("documents", metavar="DOC…", nargs=-1, required=True, callback=_named)(command)


def _named(context: click.Context, parameter: click.Parameter, documents: tuple[str, ...]) -> tuple[str, ...]:
    # To Python "" is the folder where one stands; on a command line it is a variable that a script forgot to set.
    if "" in documents:
        raise click.UsageError("an empty name for a document: name a file or a folder", context)
    return documents


def workers_option(command: F) -> F:
    """Add ``--workers``: how many processes read."""
    return click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(1),
        help="How many processes read where there is much to read; 1 is this one alone.  [default: one for each core]",
    )(command)


def say(message: str) -> None:
    """Tell the person at the terminal something that is not a result: it goes to stderr."""
    click.echo(message, err=True)


def quoted(text: str, windows: bool = os.name == "nt") -> str:
    """``text`` as one word of a command line to be typed: to Windows' a single quote is a letter of the word."""
    if not windows:
        return shlex.quote(text)
    return text if re.fullmatch(r"[\w.,:/\\-]+", text) else '"' + text.replace('"', '""') + '"'


def count(number: int, singular: str, plural: str | None = None) -> str:
    """``1 task``, ``1,234 tasks``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
