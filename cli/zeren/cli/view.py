"""``view``: the graph as a page for any browser, or a page for each city and year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    asking,
    count,
    database_option,
    day_option,
    decided_names,
    folders_option,
    names_option,
    say,
    scope_options,
    stored_queries,
    tables_option,
)

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope
    from zeren.graph.model import Graph
    from zeren.graph.stores.base import Progress
    from zeren.queries import Catalogue
    from zeren.views.page_queries import Answers

LARGEST = 10_000
"""Tasks of which one page shows each; of more it shows sums, and what is searched for."""


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Write one page to FILE.html, or into DIR one for each city and year with an index, whole or not at all.",
)
@click.option("--title", metavar="TEXT", help="The page's heading.  [default: the documents' titles]")
@click.option("--groups", is_flag=True, help="Show phrases for several units, such as 各县（市、区）政府.")
@click.option("--unit", metavar="NAME", help="Open the page on this unit.")
@click.option("--leader", metavar="NAME", help="Open the page on this leader.")
@click.option("--query", metavar="QUERY", help="Open the page on the answer of this stored query.")
@click.option("--answers", is_flag=True, help="Put the answers of all stored queries that need no value on the page.")
@day_option("what is due and what is late")
@folders_option
@scope_options
@tables_option
@names_option
@database_option
def view(
    output: Path,
    title: str | None,
    groups: bool,
    unit: str | None,
    leader: str | None,
    query: str | None,
    answers: bool,
    on: datetime.datetime,
    folders: tuple[Path, ...],
    scope: Scope,
    names: Path | None,
    db: str | None,
) -> None:
    """Write a page that shows the graph, for any browser.

    One file that needs no network: findings, tasks, matrix, network, years, what to check, search, and the printed
    words behind each edge. A name is a unit's or leader's, a short form or its pinyin. Answers of stored queries need
    the engine, which the page does not else: a second or two.

    \b
    Examples:
      zeren view -o page.html
      zeren view -o page.html --title 2025年重点工作
      zeren view -o page.html --year 2025 --city 云州
      zeren view -o page.html --unit 市发改委
      zeren view -o page.html --query lead-support
      zeren view -o pages
    """
    from zeren.cli.files import PAGE, check_ending, check_target
    from zeren.cli.measures import tell_scope
    from zeren.cli.progress import progress
    from zeren.graph import read_graph
    from zeren.graph.assignments import part
    from zeren.views import write_page

    if sum(one is not None for one in (unit, leader, query)) > 1:
        raise click.UsageError("--unit, --leader or --query: the page opens on one of them")
    known = stored_queries(folders)
    if query is not None:
        with asking():
            known[query].bind({})
    decisions = decided_names(names)
    if not output.suffix:
        if title or unit or leader or query or answers:
            raise click.UsageError("--title, --unit, --leader, --query and --answers are for one page: -o FILE.html")
        _write_pages(output, groups=groups, scope=scope, day=on.date(), names=names, db=db)
        return
    with asking():
        check_ending(output, *PAGE)
    check_target(output)
    everything = read_graph(db)
    graph = part(everything, scope)
    opens = _opens(graph, unit, leader, query)
    with progress() as show:
        said = _asked(db, known, None if answers else [query] if query else [], scope, show)
        done = write_page(
            graph,
            output,
            title=title,
            groups=groups,
            day=on.date(),
            decisions=decisions,
            answers=said,
            opens=opens,
            show=show,
        )
    say(f"wrote {output}")
    tell_scope(everything, scope)
    if done.tasks > LARGEST:
        say(
            f"{count(done.tasks, 'task')} are more than one page can show at once: it shows sums and what is searched "
            "for; -o DIR writes a page for each city and year"
        )


def _opens(graph: Graph, unit: str | None, leader: str | None, query: str | None) -> Mapping[str, str]:
    """Where the page opens, as fields of its state. Raises ZerenError for a name that nothing or several have."""
    from zeren.views.names import found

    if unit is not None:
        return {"view": "focus", "focus": found(graph, "Unit", unit)}
    if leader is not None:
        return {"view": "focus", "focus": found(graph, "Leader", leader)}
    return {"view": "queries", "query": query} if query is not None else {}


def _asked(db: str | None, known: Catalogue, names: list[str] | None, scope: Scope, show: Progress) -> Answers:
    """The answers of these queries, or of all: only they start an engine."""
    from zeren.graph import open_store
    from zeren.views.page_queries import Answers, answers

    if names == []:
        return Answers(known=known)
    with open_store(db, read_only=True) as store:
        return answers(store, known, names=names, scope=scope.keywords, progress=show)


def _write_pages(
    output: Path, *, groups: bool, scope: Scope, day: datetime.date, names: Path | None, db: str | None
) -> None:
    """A page for each city and year, and the index that compares them."""
    from zeren.cli.files import replacing_folder
    from zeren.cli.measures import tell_scope
    from zeren.cli.progress import progress
    from zeren.graph import read_graph
    from zeren.graph.assignments import part
    from zeren.views.pages import INDEX, write_pages

    everything = read_graph(db)
    with replacing_folder(output, INDEX) as folder, progress() as show:
        graph, decisions = part(everything, scope), decided_names(names)
        pages = write_pages(graph, folder, groups=groups, day=day, decisions=decisions, show=show)
    say(f"wrote {count(pages, 'page')} into {output}: open {output / INDEX}, which compares cities and years")
    tell_scope(everything, scope)
