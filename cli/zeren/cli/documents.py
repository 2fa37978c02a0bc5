"""From notices: ``extract`` shows what is read in them, ``load`` puts it in a graph, ``remove`` takes it out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from zeren.cli.options import (
    Output,
    asking,
    count,
    database_option,
    decided_names,
    documents_argument,
    format_options,
    names_option,
    say,
    tables_option,
    workers_option,
)

if TYPE_CHECKING:
    from zeren.cli.records import Lost
    from zeren.graph.stores import LoadSummary
    from zeren.loaders.read import Broken
    from zeren.loaders.records import Reading

T = TypeVar("T")

# What fits a screen; the other columns are in every other format.
SHORT = ("title", "number", "city", "year", "tasks", "units", "responsibilities", "file")


@click.command()
@documents_argument
@click.option("--report", is_flag=True, help="Show what was not read, and how much was, instead of the tasks.")
@tables_option
@workers_option
@format_options
def extract(documents: tuple[str, ...], report: bool, workers: int | None, out: Output) -> int:
    """Read notices and show their tasks; nothing is stored.

    DOC is a file, or a folder or zip of files, or - for standard input. A file that cannot be read stops no other:
    it is named at the end, and the exit status is 1.
    In json and jsonl a task is a whole record, each name with its place in the source; the other formats show
    names. With --report: how much was read (names, rows of tables, pages, characters), every place where a statement
    may be lost, with its line and the reason, parts of the file that are hidden, unreadable or of a kind that is not
    read, prose that only talks of responsibility, and readings that may be wrong and that zeren.yaml (see zeren check
    --help) does not settle. The exit status is 1 where a statement is unread, or a part that a person sees.

    \b
    Examples:
      zeren extract notice.txt
      zeren extract notice.txt --format jsonl > tasks.jsonl
      zeren extract *.txt -o tasks.xlsx
      zeren extract notice.txt --report
    """
    from zeren.cli.records import extracted, report_of, write_records, write_report

    out.spare(documents)
    broken: list[Broken] = []
    if report:
        work = partial(report_of, decisions=decided_names(None))
        lost = write_report(read_each(documents, work, workers, broken), broken, out)
        return 1 if warn_of_broken(broken) or lost else 0
    warn_of_lost(write_records(read_each(documents, partial(extracted, out.format), workers, broken), out))
    return 1 if warn_of_broken(broken) else 0


@click.command()
@documents_argument
@click.option("--strict", is_flag=True, help="Change nothing where any statement, part or file is unread.")
@click.option("--replace", is_flag=True, help="Everything else goes: the graph holds exactly these documents.")
@tables_option
@workers_option
@names_option
@database_option
def load(
    documents: tuple[str, ...], strict: bool, replace: bool, workers: int | None, names: Path | None, db: str | None
) -> int:
    """Read notices and put them in the graph.

    DOC is a file, or a folder or zip of files, or - for standard input. A file that cannot be read stops no other
    (with --replace it does): it is named at the end, and the exit status is 1.
    The graph is made where there is none. A document that is in the graph already is replaced, others stay (with
    --replace they go); loading twice changes nothing. Stopped at any moment, the graph is the old or the new one.

    \b
    Examples:
      zeren load notice.txt report.txt
      zeren load notice.txt --strict --db my.db
      zeren load 2025/ --replace
      NEO4J_USERNAME=neo4j zeren load notice.txt --db neo4j://localhost
    """
    from zeren.cli.progress import progress
    from zeren.cli.records import lost_in
    from zeren.graph import build, open_store
    from zeren.graph.decisions import decide, unknown_members
    from zeren.loaders.errors import ZerenError

    decisions = decided_names(names)
    broken: list[Broken] = []
    readings = decide(read_all(documents, workers, broken), decisions)
    files = list(map(lost_in, readings))
    lost = sum(file.unread for file in files)
    parts = [part for file in files for part in file.parts]
    doubtful = sum(file.doubtful for file in files)
    if broken and (strict or replace):
        warn_of_broken(broken)
        raise ZerenError(f"nothing loaded: {count(len(broken), 'file')} cannot be read; mend them, or leave them out")
    if strict and (lost or parts):
        for part in parts:
            say(part)
        said = [count(lost, "statement")] if lost else []
        said += [count(len(parts), "part") + " of files"] if parts else []
        raise ZerenError(
            f"nothing loaded: {' and '.join(said)} unread; see them with zeren extract --report, "
            "or load without --strict"
        )
    graph = build(*readings, members=decisions.units.members)
    with open_store(db, create=True) as store, progress() as show:
        done = store.load(graph, show, replace=replace)
        where = store.name
        strangers = unknown_members(store.graph(), decisions) if decisions.units.members else []
    click.echo(
        f"{told(where, done)}; {count(lost, 'statement')} unread, {doubtful} doubtful in {count(len(files), 'file')}"
    )
    warn_of_clusters(done)
    warn_of_strangers(strangers)
    warn_of_lost(files)
    return 1 if warn_of_broken(broken) else 0


@click.command()
@click.argument("names", metavar="DOC…", nargs=-1, required=True)
@database_option
def remove(names: tuple[str, ...], db: str | None) -> None:
    """Take documents out of the graph.

    DOC is a document's number (文号), title, id, or the name of the file it was read from, as zeren documents shows
    them. What only that document states goes with it; units that others name stay. All go, or none.

    \b
    Examples:
      zeren remove notice.txt
      zeren remove 某政〔2025〕6号 --db my.db
    """
    from zeren.cli.progress import progress
    from zeren.graph import open_store
    from zeren.graph.documents import chosen, named

    with open_store(db) as store, progress() as show:
        ids = chosen(named(store), names)
        done = store.remove(ids, show)
        where = store.name
    click.echo(f"{told(where, done)}; {count(len(ids), 'document')} removed")
    warn_of_clusters(done)


@click.command()
@format_options
@database_option
def documents(db: str | None, out: Output) -> None:
    """List the documents of the graph.

    A table on the screen shows the main columns; every other format has all, with the SHA-256 of each file (digest).

    \b
    Examples:
      zeren documents
      zeren documents --format csv -o documents.csv
    """
    from zeren.cli.records import pick
    from zeren.graph import read_graph
    from zeren.graph.documents import documents as list_of

    table = list_of(read_graph(db))
    out.write(pick(table, SHORT) if out.format == "table" else table, "documents")


def told(where: str, done: LoadSummary) -> str:
    """What the graph at ``where`` holds after a change, and whether there was one."""
    return f"{where}: {'unchanged, ' if done.unchanged else ''}{summary(done.counts)}"


def warn_of_clusters(done: LoadSummary) -> None:
    """Say on stderr that clusters are gone, if they are."""
    if done.clusters_dropped:
        say("the clusters were of the graph before: write them again with zeren clusters --write")


def warn_of_strangers(names: Sequence[str]) -> None:
    """Say on stderr which names under ``members`` in zeren.yaml the graph does not hold."""
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        say(f"members in zeren.yaml: not in the graph: {shown}; write names as zeren metrics units shows them")


def read_each(
    documents: Sequence[str], work: Callable[[Reading], T], workers: int | None, broken: list[Broken] | None = None
) -> Iterator[T]:
    """What ``work`` makes of each file; ``each_reading`` says what it may be.

    What cannot be read is put in ``broken``; raised where that is all, or where there is no such list.
    """
    from zeren.cli.own_files import own_in_folders
    from zeren.cli.progress import progress
    from zeren.loaders.files.archives import files_at
    from zeren.loaders.read import each_reading, said_of

    total = sum(len(files_at(document)) for document in documents)
    with asking():
        own = own_in_folders(documents)
    with progress() as show:
        show("reading", 0, total)
        number = 0
        for number, found in enumerate(each_reading(documents, work, workers=workers, broken=broken, skipped=own), 1):
            show("reading", min(number, total), total)
            yield found
    if broken and not number:
        raise said_of(broken)


def read_all(documents: Sequence[str], workers: int | None = 1, broken: list[Broken] | None = None) -> list[Reading]:
    """Read all documents before anything is done with them."""
    from zeren.loaders.read import as_it_is

    return list(read_each(documents, as_it_is, workers, broken))


def warn_of_broken(broken: Sequence[Broken]) -> int:
    """Say on stderr, a line each, which files cannot be read; how many they are."""
    for one in broken:
        say(f"zeren: {one.error}")
    return len(broken)


def warn_of_lost(files: Iterable[Lost]) -> None:
    """Say on stderr which files hold statements or parts that were not read, and which documents no task."""
    for file in files:
        if file.unread:
            say(f"{file.source}: {count(file.unread, 'statement')} unread; see zeren extract --report {file.source}")
        for part in file.parts[:_SHOWN]:
            say(part)
        if len(file.parts) > _SHOWN:
            say(f"{file.source}: and {len(file.parts) - _SHOWN} more; see zeren extract --report {file.source}")
        for title in file.empty:
            say(f"{file.source}: no task was read in {title}")


_SHOWN = 3
"""Parts of a file that are named one by one."""


def summary(counts: Mapping[str, int]) -> str:
    """The figures of a graph that a reader asks for first."""
    roles = sum(counts.get(role, 0) for role in ("OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR"))
    return ", ".join(
        (
            count(counts.get("Document", 0), "document"),
            count(counts.get("Task", 0), "task"),
            count(counts.get("Unit", 0), "unit"),
            count(counts.get("Leader", 0), "leader"),
            count(roles, "responsibility", "responsibilities"),
        )
    )
