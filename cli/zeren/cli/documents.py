"""From notices: ``extract`` shows what is read in them, ``load`` puts it in a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    Output,
    count,
    database_option,
    decided_names,
    documents_argument,
    format_options,
    names_option,
    say,
)

if TYPE_CHECKING:
    from zeren.loaders.records import Reading


@click.command()
@documents_argument
@click.option("--report", is_flag=True, help="Show what was not read, and how much was, instead of the tasks.")
@format_options
def extract(documents: tuple[str, ...], report: bool, out: Output) -> int:
    """Read notices and show their tasks; nothing is stored.

    DOC is a file, or a folder or zip of files.
    In json and jsonl a task is a whole record, each name with its place in the source; the other formats show
    names. With --report: every responsibility word that is in no task, with its line and the reason, and the
    coverage; the exit status is 1 where one is unread.

    \b
    Examples:
      zeren extract notice.txt
      zeren extract notice.txt --format jsonl > tasks.jsonl
      zeren extract *.txt -o tasks.xlsx
      zeren extract notice.txt --report
    """
    from zeren.cli import records

    readings = read_all(documents)
    if report:
        records.write_report(readings, out)
        return 1 if unread(readings) else 0
    records.write_records(readings, out)
    warn_of_unread(readings)
    return 0


@click.command()
@documents_argument
@click.option("--strict", is_flag=True, help="Change nothing where any responsibility word is unread.")
@names_option
@database_option
def load(documents: tuple[str, ...], strict: bool, names: Path | None, db: str | None) -> None:
    """Read notices and put them in the graph.

    DOC is a file, or a folder or zip of files.
    The graph is made where there is none. A document that is in the graph already is replaced, others stay;
    loading twice changes nothing. Stopped at any moment, the graph is the old or the new one.

    \b
    Examples:
      zeren load notice.txt report.txt
      zeren load notice.txt --strict --db my.db
      NEO4J_USERNAME=neo4j NEO4J_PASSWORD=… zeren load notice.txt --db neo4j://localhost
    """
    from zeren.cli.progress import progress
    from zeren.graph import build, open_store
    from zeren.graph.decisions import decide, unknown_members
    from zeren.loaders.errors import ZerenError

    decisions = decided_names(names)
    readings = decide(read_all(documents), decisions)
    lost = unread(readings)
    if strict and lost:
        raise ZerenError(
            f"nothing loaded: {count(lost, 'responsibility word')} unread; see them with zeren extract --report, "
            "or load without --strict"
        )
    graph = build(*readings, members=decisions.units.members)
    with open_store(db, create=True) as store, progress() as show:
        done = store.load(graph, show)
        where = store.name
        strangers = unknown_members(store.graph(), decisions) if decisions.units.members else []
    click.echo(
        f"{where}: {'unchanged, ' if done.unchanged else ''}{summary(done.counts)}; "
        f"{count(lost, 'responsibility word')} unread in {count(len(readings), 'file')}"
    )
    if done.clusters_dropped:
        say("the clusters were of the graph before: write them again with zeren clusters --write")
    warn_of_strangers(strangers)
    warn_of_unread(readings)


def warn_of_strangers(names: Sequence[str]) -> None:
    """Say on stderr which names under ``members`` in zeren.yaml the graph does not hold."""
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        say(f"members in zeren.yaml: not in the graph: {shown}; write names as zeren metrics units shows them")


def read_all(documents: Sequence[str]) -> list[Reading]:
    """Read all documents before anything is written or printed, so that a bad one stops all."""
    from zeren.cli.progress import progress
    from zeren.loaders import read_documents

    readings: list[Reading] = []
    with progress() as show:
        for number, document in enumerate(documents):
            show("reading", number, len(documents))
            readings.extend(read_documents([document]))
    return readings


def unread(readings: Sequence[Reading]) -> int:
    """Responsibility words in what may be a lost statement; those that only talk of responsibility do not count."""
    return sum(not item.prose for reading in readings for item in reading.report.unread)


def warn_of_unread(readings: Sequence[Reading]) -> None:
    """Say on stderr which files hold words of responsibility that were not read."""
    for reading in readings:
        lost = unread([reading])
        if lost:
            words = count(lost, "responsibility word")
            say(f"{reading.source}: {words} unread; see zeren extract --report {reading.source}")


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
