"""For people who write no queries: ``view`` makes a page for a browser, ``ledger`` a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    asking,
    count,
    database_option,
    output_option,
    say,
    scope_options,
    tables_option,
)

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope


@click.command()
@output_option(required=True)
@click.option("--title", metavar="TEXT", help="The page's heading.  [default: the documents' titles]")
@click.option("--groups", is_flag=True, help="Show phrases for several units, such as 各县（市、区）政府.")
@scope_options
@tables_option
@database_option
def view(output: Path, title: str | None, groups: bool, scope: Scope, db: str | None) -> None:
    """Write a page that shows the graph, for any browser.

    One file that needs no network: matrix, network, lists, search, and the printed words behind each edge.

    \b
    Examples:
      zeren view -o page.html
      zeren view -o page.html --title 2025年重点工作
      zeren view -o page.html --year 2025 --city 云州
    """
    from zeren.cli.files import PAGE, check_ending, check_target
    from zeren.cli.measures import tell_scope
    from zeren.graph import open_store
    from zeren.graph.assignments import part
    from zeren.views import write_page

    with asking():
        check_ending(output, *PAGE)
    check_target(output)
    with open_store(db) as store:
        graph = store.graph()
    write_page(part(graph, scope), output, title=title, groups=groups)
    say(f"wrote {output}")
    tell_scope(graph, scope)


@click.command()
@output_option(required=True)
@scope_options
@database_option
def ledger(output: Path, scope: Scope, db: str | None) -> None:
    """Write the ledger (台账): a workbook, a sheet for each unit.

    The first sheet is an overview. A unit's sheet holds its tasks with role, leaders, co-units, targets,
    deadline, and the printed words from which each was read.

    \b
    Examples:
      zeren ledger -o ledger.xlsx
      zeren ledger -o ledger.xlsx --document 云政〔2025〕3号
    """
    from zeren.cli.files import WORKBOOK, check_ending, check_target, replacing
    from zeren.cli.measures import tell_scope
    from zeren.graph import open_store
    from zeren.graph.assignments import part
    from zeren.views.ledger import write_ledger

    with asking():
        check_ending(output, *WORKBOOK)
    check_target(output)
    with open_store(db) as store:
        graph = store.graph()
    with replacing(output) as half:
        done = write_ledger(part(graph, scope), half)
    say(
        f"wrote {output}: {count(done.tasks, 'task')} on the sheets of {count(done.units, 'unit')} and "
        f"{count(done.groups, 'phrase')} for several units; {count(done.unassigned, 'task')} without a unit"
    )
    if done.shortened:
        say(f"{count(done.shortened, 'text')} longer than a cell of Excel cut, with a mark")
    tell_scope(graph, scope)
