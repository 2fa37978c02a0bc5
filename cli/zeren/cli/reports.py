"""``progress``: what people filled in comes back into the graph, and what is late is listed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    Output,
    asking,
    count,
    database_option,
    day_option,
    decided_names,
    format_options,
    names_option,
    say,
)

if TYPE_CHECKING:
    from zeren.graph.model import Graph
    from zeren.graph.reports import Report
    from zeren.graph.table import Table

SHORT = ("number", "text", "due", "days", "lead_units", "status", "share", "reported")


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1)
@click.option("--late", is_flag=True, help="List the tasks that are overdue and not done, or reported as behind.")
@click.option("--conflicts", is_flag=True, help="List reports of one task and one day that differ, side by side.")
@day_option("--late: what was due before it, as reported up to it")
@names_option
@format_options
@database_option
def progress(
    files: tuple[str, ...],
    late: bool,
    conflicts: bool,
    on: datetime.datetime,
    names: Path | None,
    db: str | None,
    out: Output,
) -> int:
    """Read filled ledgers back, and see what is late.

    FILE is a workbook of zeren ledger that somebody filled in, or a folder of them. Each filled row becomes a report
    of its task with status, share, words, date, person, file and cell; reports are added, never overwritten, and
    loading a notice again keeps them. What cannot be read is told cell by cell, and nothing is taken of that row: the
    exit status is then 1.

    Of reports that differ the newest counts; of one day, that of a leading unit; else the one that says least. Whose
    word counts for a task can be decided in zeren.yaml (progress: {TASK ID: UNIT}).

    \b
    Examples:
      zeren progress returned/
      zeren progress finance.xlsx education.xlsx
      zeren progress --late --on 2026-07-01
      zeren progress --conflicts
    """
    from zeren.cli.records import pick
    from zeren.graph import read_graph
    from zeren.graph import reports as law

    if late and conflicts:
        raise click.UsageError("--late or --conflicts: one list at a time")
    with asking():
        books = list(_workbooks(files))
    decided = decided_names(names).progress
    if files:
        graph, failed = _take(books, db)
    else:
        graph, failed = read_graph(db), False
    if late:
        day = on.date()
        table = law.late(graph, day.isoformat(), decided)
        out.write(pick(table, SHORT) if out.format == "table" else table, "late")
    elif conflicts:
        out.write(law.conflicts(graph, decided), "conflicts")
    else:
        out.write(_summary(graph, decided), "progress")
    return int(failed)


def _take(books: list[Path], db: str | None) -> tuple[Graph, bool]:
    """Read workbooks into the graph; what it holds then, and whether there are cells that could not be read."""
    from zeren.graph import open_store

    with open_store(db) as store:
        graph = store.graph()
        found, unfit = _read(books, graph)
        done = store.report([report.node() for report in found])
        graph = store.graph() if not done.unchanged else graph
    added = done.added.get("Progress", 0)
    say(f"{count(len(books), 'workbook')}: {count(added, 'new report')}, {len(found) - added} known already")
    for line in unfit:
        say(line)
    if unfit:
        say(f"{count(len(unfit), 'cell')} not read: mend them in the workbooks and give those again")
    return graph, bool(unfit)


def _workbooks(files: tuple[str, ...]) -> Iterator[Path]:
    from zeren.loaders.errors import ZerenError

    for name in files:
        path = Path(name)
        if not name or not path.exists():
            raise ZerenError(f"{name or 'an empty name'}: there is no such file or folder")
        # Beside an open workbook Excel keeps a file ~$NAME.
        inside = sorted(p for p in path.rglob("*.xlsx") if not p.name.startswith("~$")) if path.is_dir() else [path]
        if not inside:
            raise ZerenError(f"{path}: no workbook (.xlsx) in this folder")
        yield from inside


def _read(books: list[Path], graph: Graph) -> tuple[list[Report], list[str]]:
    """All that is said, once, and what cannot be read, a line each."""
    from zeren.cli.progress import progress as bar
    from zeren.loaders.errors import ZerenError
    from zeren.views.returned import known_in, read_returned

    known = known_in(graph)
    found: dict[str, Report] = {}
    unfit: list[str] = []
    with bar() as show:
        for number, book in enumerate(books, 1):
            try:
                returned = read_returned(book, known)
            except ZerenError as error:
                if len(books) == 1:
                    raise
                unfit.append(str(error))
                continue
            unfit += [one.line() for one in returned.unfit]
            for line in returned.added:
                say(line)
            for report in returned.reports:
                found.setdefault(report.node().id, report)
            show("reading", number, len(books))
    return list(found.values()), unfit


def _summary(graph: Graph, decided: Mapping[str, str]) -> Table:
    """How many tasks stand how."""
    from zeren.graph import reports as law
    from zeren.graph.table import Table

    tasks = {node.id for node in graph.nodes.values() if node.label == "Task"}
    stands = law.standing(graph, decided)
    counts = [(status, sum(r.status == status for t, r in stands.items() if t in tasks)) for status in law.STATUSES]
    rows = [*counts, ("not reported", len(tasks - stands.keys()))]
    gone = sum(len(reports) for task, reports in law.reports_in(graph).items() if task not in tasks)
    if gone:
        say(f"{count(gone, 'report')} of tasks that are not in the graph are kept for when they come back")
    return Table(("status", "tasks"), tuple(rows))
