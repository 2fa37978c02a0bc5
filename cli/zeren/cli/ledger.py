"""``ledger``: the workbook, for people who write no queries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeren.cli.options import (
    asking,
    count,
    database_option,
    decided_names,
    force_option,
    names_option,
    output_option,
    say,
    scope_options,
)

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope


@click.command()
@output_option()
@click.option("--unit", metavar="NAME", help="Only this unit's sheet and tasks.")
@click.option("--leader", metavar="NAME", help="Only this leader's sheet and tasks.")
@click.option(
    "--split",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a workbook for each unit into this new or empty folder, to be sent out.",
)
@force_option("workbook")
@scope_options
@names_option
@database_option
def ledger(
    output: Path | None,
    unit: str | None,
    leader: str | None,
    split: Path | None,
    force: bool,
    scope: Scope,
    names: Path | None,
    db: str | None,
) -> None:
    """Write the ledger (台账): a workbook to work with and fill in.

    All tasks on one sheet, a sheet for each unit and leader, gaps, concentration, what to check. Yellow columns are to
    be filled in; zeren progress reads them back. A name is a unit's or leader's, a short form or its pinyin.

    \b
    Examples:
      zeren ledger -o ledger.xlsx
      zeren ledger -o ledger.xlsx --document 云政〔2025〕3号
      zeren ledger --unit 市发改委 -o fgw.xlsx
      zeren ledger --split handed-out
    """
    from zeren.cli.files import WORKBOOK, check_ending, check_target, replacing, replacing_folder
    from zeren.cli.measures import tell_scope
    from zeren.cli.own_files import refuse_changed
    from zeren.graph import read_graph
    from zeren.graph.assignments import part
    from zeren.views.ledger import write_ledger
    from zeren.views.ledger_split import write_split
    from zeren.views.names import found

    if sum(one is not None for one in (unit, leader, split)) > 1:
        raise click.UsageError("--unit, --leader or --split: one of them")
    if (output is None) == (split is None):
        raise click.UsageError("say where: -o FILE.xlsx, or --split DIR")
    if output is not None:
        with asking():
            check_ending(output, *WORKBOOK)
        check_target(output)
        if not force:
            refuse_changed(output)
    decisions = decided_names(names)
    everything = read_graph(db)
    graph = part(everything, scope)
    if split is not None:
        with replacing_folder(split, "") as folder:
            written = write_split(graph, folder, decisions=decisions)
        say(f"wrote {count(written, 'workbook')} into {split}: send them out, and read them back with zeren progress")
        return
    assert output is not None
    with replacing(output) as half:
        done = write_ledger(
            graph,
            half,
            unit=found(graph, "Unit", unit) if unit else None,
            leader=found(graph, "Leader", leader) if leader else None,
            decisions=decisions,
        )
    units, leaders, phrases = count(done.units, "unit"), count(done.leaders, "leader"), count(done.groups, "phrase")
    of = "of" if done.left_out else "on the sheets of"
    say(
        f"wrote {output}: {count(done.tasks, 'task')} {of} {units}, {leaders} "
        f"and {phrases} for several units; {count(done.unassigned, 'task')} without a unit"
    )
    if done.left_out:
        say(
            f"their sheets, of {count(done.left_out, 'row')} together, are too many for one workbook and left out: "
            "zeren ledger --split DIR writes a workbook for each unit, --unit and --leader write one"
        )
    if done.shortened:
        say(f"{count(done.shortened, 'text')} longer than a cell of Excel cut, with a mark")
    tell_scope(everything, scope)
