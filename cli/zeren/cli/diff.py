"""``diff`` tells what changed between two graphs, or two documents of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from zeren.cli.options import (
    Output,
    count,
    database_option,
    decided_names,
    format_options,
    groups_option,
    say,
    scope_options,
    tables_option,
)

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope
    from zeren.graph.model import Graph
    from zeren.graph.table import Table

SECTIONS = ("summary", "tasks", "changes", "load", "concentration", "leads", "leaders")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--section", type=click.Choice(SECTIONS), help="Only this table; csv, tsv and parquet need it.")
@click.option(
    "--by",
    type=click.Choice(["unit", "function"]),
    default="unit",
    show_default=True,
    help="Compare units by name, or across cities by what they are for.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(min=0, max=1, min_open=True),
    default=0.6,
    show_default=True,
    help="How much alike two tasks must be to be one; 1: the same words.",
)
@groups_option
@scope_options
@tables_option
@format_options
@database_option
def diff(
    before: str,
    after: str,
    section: str | None,
    by: Literal["unit", "function"],
    threshold: float,
    groups: bool | None,
    scope: Scope,
    db: str | None,
    out: Output,
) -> None:
    """Compare two graphs, two notices, or two documents of one graph.

    A and B are graphs (folders, or addresses of Neo4j) or notices to read. With --db they are documents of that
    graph: an id, a 文号, a year, or words of the title. --document, --year and --city leave out the other documents
    of both sides.

    \b
    The sections:
      summary   figures of both sides
      tasks     tasks that are changed, new or gone, with the score of the match
      changes   what changed in each: words, deadline, targets, lead, support, leaders, counties
      load      units that gained or lost tasks, and whether that is beyond chance
      concentration  how unevenly tasks are spread, with intervals of the change
      leads     tasks that another unit leads now
      leaders   leaders who oversee other tasks now

    \b
    Examples:
      zeren diff 2025 2026 --db zeren.db
      zeren diff 2025 2026 --city 云州 --db all-cities.db
      zeren diff last-year.db this-year.db -o changes.xlsx
      zeren diff notice-2025.txt notice-2026.txt --section leads
      zeren diff one-city.db another-city.db --by function --format markdown -o cities.md
    """
    from zeren.graph.assignments import ALL, part, pooled
    from zeren.graph.diff import diff as compare

    if section is None and out.format in ("csv", "tsv", "parquet"):
        context = click.get_current_context()
        context.fail(f"{out.format} holds one table: say which with --section {'|'.join(SECTIONS)}")
    if db is None:
        out.spare([before, after])
    old, new = (part(side, scope) for side in _sides(before, after, db))
    found = compare(old, new, threshold=threshold, by=by, groups=bool(groups))
    if section is not None:
        out.write(found.tables[section], section)
    else:
        _write_all(found.tables, out)
    for side, graph in (("before", old), ("after", new)):
        say(f"{side}: {pooled(graph, ALL)}")
    if not found:
        say("no difference")
    elif by == "unit" and not _units(old) & _units(new):
        say("no unit is on both sides: compare cities with --by function")


def _write_all(tables: Mapping[str, Table], out: Output) -> None:
    """Every section: one after the other, a sheet each, or in one JSON object."""
    from zeren.cli.output import write_bytes

    if out.format == "xlsx":
        from zeren.cli.output_xlsx import workbook

        write_bytes(workbook(tables), out.path)
    elif out.format == "jsonl":
        out.write_objects({"section": name, **row} for name, table in tables.items() for row in table)
    elif out.format == "json":
        from zeren.graph.safe_text import to_json

        text = to_json({name: table.to_dicts() for name, table in tables.items()}, indent=1)
        out.write_text(text + "\n")
    else:
        from zeren.cli.diff_table import for_reading
        from zeren.cli.output import TEXT_FORMATS

        mark = "## " if out.format == "markdown" else ""
        shown = {name: for_reading(name, table) for name, table in tables.items() if table.rows}
        out.write_text("\n".join(f"{mark}{name}\n\n{TEXT_FORMATS[out.format](table)}" for name, table in shown.items()))


def _sides(before: str, after: str, db: str | None) -> tuple[Graph, Graph]:
    from zeren.graph import read_graph
    from zeren.graph.assignments import Scope, part
    from zeren.loaders.errors import ZerenError

    if db is None and (_is_place(before) or _is_place(after)):
        return _graph(before), _graph(after)
    try:
        graph = read_graph(db)
    except ZerenError as error:
        if db is not None:
            raise
        raise ZerenError(
            f"{before} and {after} are no files or graphs here; to take them for documents: {error}"
        ) from error
    return part(graph, Scope(before)), part(graph, Scope(after))


def _is_place(name: str) -> bool:
    return _ADDRESS.match(name) is not None or Path(name).exists()


def _graph(place: str) -> Graph:
    """What a graph holds, or what a file or a folder of notices says."""
    from zeren.cli.documents import read_all
    from zeren.graph import build, read_graph
    from zeren.graph.decisions import decide
    from zeren.loaders.errors import ZerenError
    from zeren.loaders.files.archives import SUFFIXES

    path = Path(place)
    if _ADDRESS.match(place) or not path.exists() or (path / "zeren.json").is_file():
        if not path.exists() and path.suffix.lower() in SUFFIXES:
            raise ZerenError(f"{place}: no such file; check the name and the folder")
        return read_graph(place)
    decisions = decided_names(None)
    readings = decide(read_all([place]), decisions)
    for reading in readings:
        lost = reading.report.coverage.unread
        if lost:  # a task may be missing, and then stands as gone or new
            say(f"{reading.source}: {count(lost, 'statement')} unread; see zeren extract --report")
    return build(*readings, members=decisions.units.members)


def _units(graph: Graph) -> set[str]:
    return {id for id, node in graph.nodes.items() if node.label == "Unit"}
