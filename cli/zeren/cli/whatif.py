"""``whatif``: what a change of who does what would change. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zeren.cli.options import Output, database_option, format_options, say, scope_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from zeren.graph.assignments import Scope
    from zeren.graph.model import Graph

SECTIONS = ("figures", "loads", "ties")


@click.command()
@click.option("--merge", metavar="A,B", help="Make these units one, the first of them.")
@click.option("--drop-leader", metavar="NAME", help="Take a leader away.")
@click.option(
    "--move", metavar="UNIT:TASK", multiple=True, help="Let UNIT lead a task (id or number); may be repeated."
)
@click.option("--split", metavar="UNIT:SECTION", help="Give a unit's tasks in a section to a new unit.")
@click.option("--section", type=click.Choice(SECTIONS), help="Only this table; csv, tsv, xlsx and parquet need it.")
@click.option("--seed", type=int, default=1, show_default=True, help="Where random numbers start.")
@scope_options
@format_options
@database_option
def whatif(
    merge: str | None,
    drop_leader: str | None,
    move: tuple[str, ...],
    split: str | None,
    section: str | None,
    seed: int,
    scope: Scope,
    db: str | None,
    out: Output,
) -> None:
    """Show what a change of who does what would change.

    Before and after of load, concentration, tasks without a lead or a leader, and the ties that would newly be, or no
    longer be, more than chance. Several changes are made in the order merge, drop-leader, move, split.

    \b
    Examples:
      zeren whatif --merge 市商务局,市文旅局
      zeren whatif --drop-leader 张某某 --format json
      zeren whatif --move 市财政局:12 --section figures
    """
    from zeren.cli.measures import tell_scope
    from zeren.cli.output import plain_table
    from zeren.graph import read_graph
    from zeren.graph.measures import whatif as law
    from zeren.graph.safe_text import to_json

    made: list[tuple[Callable[..., Graph], tuple[Any, ...]]] = []
    if merge:
        names = [name.strip() for name in merge.replace("，", ",").split(",") if name.strip()]
        if len(names) < 2:
            raise click.UsageError("--merge needs two units or more: A,B")
        made.append((law.merged, (names,)))
    if drop_leader:
        made.append((law.without_leader, (drop_leader,)))
    made += [(law.moved, _two(pair, "--move UNIT:TASK")) for pair in move]
    if split:
        made.append((law.split, _two(split, "--split UNIT:SECTION")))
    if not made:
        raise click.UsageError("say what to change: --merge, --drop-leader, --move or --split")
    if section is None and out.format not in ("table", "markdown", "json", "jsonl"):
        raise click.UsageError(f"{out.format} holds one table: choose it with --section {'|'.join(SECTIONS)}")

    def change(graph: Graph) -> Graph:
        for step, given in made:
            graph = step(graph, *given)
        return graph

    graph = read_graph(db)
    found = law.whatif(graph, change, seed=seed, **scope.keywords)
    tables = {name: getattr(found, name) for name in SECTIONS}
    if section:
        out.write(tables[section], section)
    elif out.format in ("json", "jsonl"):
        out.write_text(to_json(found.data(), None if out.format == "jsonl" else 2) + "\n")
    else:
        out.write_text("\n".join(f"{name}\n\n{plain_table(table)}" for name, table in tables.items()))
    tell_scope(graph, scope)
    say("nothing was written")


def _two(text: str, form: str) -> tuple[str, str]:
    unit, colon, rest = text.replace("：", ":").partition(":")
    if not (unit and colon and rest):
        raise click.UsageError(f"{text!r} is not {form}")
    return unit, rest
