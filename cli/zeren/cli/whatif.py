"""``whatif``: what a change of who does what would change. Nothing is written to the graph."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from zeren.cli.options import Output, asking, database_option, format_options, say, scope_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zeren.graph.assignments import Scope
    from zeren.graph.measures.whatif import Changed
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
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page of the graph (FILE.html) that shows this too.",
)
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
    page: Path | None,
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
      zeren whatif --merge 市商务局,市文旅局 --page page.html
    """
    from zeren.cli.files import PAGE, check_ending, check_target
    from zeren.cli.measures import tell_scope
    from zeren.cli.output import plain_table
    from zeren.graph import read_graph
    from zeren.graph.measures import whatif as law
    from zeren.graph.safe_text import to_json

    made = list(_changes(merge, drop_leader, move, split))
    if not made:
        raise click.UsageError("say what to change: --merge, --drop-leader, --move or --split")
    if section is None and out.format not in ("table", "markdown", "json", "jsonl"):
        raise click.UsageError(f"{out.format} holds one table: choose it with --section {'|'.join(SECTIONS)}")
    if page is not None:
        with asking():
            check_ending(page, *PAGE)
        check_target(page)

    graph = read_graph(db)
    steps = _steps(made, graph, scope)

    def change(graph: Graph) -> Graph:
        for step in steps:
            graph = step(graph)
        return graph

    found = law.whatif(graph, change, seed=seed, **scope.keywords)
    tables = {name: getattr(found, name) for name in SECTIONS}
    if section:
        out.write(tables[section], section)
    elif out.format in ("json", "jsonl"):
        out.write_text(to_json(found.data(), None if out.format == "jsonl" else 2) + "\n")
    else:
        out.write_text("\n".join(f"{name}\n\n{plain_table(table)}" for name, table in tables.items()))
    if page is not None:
        _write_page(graph, page, scope, made, found)
    tell_scope(graph, scope)
    say("nothing was written" if page is None else f"wrote {page}; nothing was written to the graph")


class _Change(NamedTuple):
    """One change of who does what, and what it is in Chinese and in English."""

    make: partial[Graph]
    zh: str
    en: str


def _changes(merge: str | None, leader: str | None, move: tuple[str, ...], split: str | None) -> Iterator[_Change]:
    """What was asked for, in the order in which it is made."""
    from zeren.graph.measures import whatif as law

    if merge:
        names = [name.strip() for name in merge.replace("，", ",").split(",") if name.strip()]
        if len(names) < 2:
            raise click.UsageError("--merge needs two units or more: A,B")
        yield _Change(
            partial(law.merged, names=names), f"{'、'.join(names)}合为一个单位", f"{', '.join(names)} are one unit"
        )
    if leader:
        yield _Change(partial(law.without_leader, name=leader), f"不再有{leader}", f"{leader} is gone")
    for pair in move:
        unit, task = _two(pair, "--move UNIT:TASK")
        yield _Change(partial(law.moved, unit=unit, task=task), f"{unit}牵头任务 {task}", f"{unit} leads task {task}")
    if split:
        unit, section = _two(split, "--split UNIT:SECTION")
        yield _Change(
            partial(law.split, unit=unit, section=section),
            f"{unit}在“{section}”的任务归一个新单位",
            f"the tasks of {unit} in {section} are a new unit's",
        )


def _steps(made: Iterable[_Change], graph: Graph, scope: Scope) -> list[partial[Graph]]:
    """The changes, each on what its names mean among the documents that are chosen.

    Five cities have a 市商务局 each, and three notices a task 12: where one notice is chosen, its own are meant.
    """
    from zeren.graph.assignments import part
    from zeren.graph.measures import whatif as law
    from zeren.views.facts import text
    from zeren.views.names import found, meant

    chosen, tasks = part(graph, scope), scope.tasks(graph)
    units = [node for node in chosen.nodes.values() if node.label == "Unit"]

    def unit(name: str, among: Graph = chosen) -> str:
        id = found(among, "Unit", name)
        if name not in (id, text(graph.nodes[id], "name")):
            say(f"{name}: {text(graph.nodes[id], 'name')}")
        return id

    def known(given: dict[str, Any]) -> dict[str, Any]:
        if "names" in given:
            return {"names": [unit(name) for name in given["names"]]}
        if "name" in given:
            return {"name": found(chosen, "Leader", given["name"])}
        if "task" not in given:
            return {**given, "unit": unit(given["unit"])}
        # A unit may be given its first task of these documents: it stands in others.
        to = unit(given["unit"], chosen if meant(units, given["unit"]) else graph)
        return {"unit": to, "task": law.task_meant(graph, given["task"], tasks)}

    return [partial(one.make.func, **known(one.make.keywords)) for one in made]


def _write_page(graph: Graph, page: Path, scope: Scope, made: list[_Change], found: Changed) -> None:
    from zeren.cli.progress import progress
    from zeren.graph.assignments import part
    from zeren.views import write_page
    from zeren.views.page_whatif import Supposed

    said = "；".join(one.zh for one in made), "; ".join(one.en for one in made)
    with progress() as show:
        write_page(part(graph, scope), page, whatif=Supposed(said, found), opens={"view": "whatif"}, show=show)


def _two(text: str, form: str) -> tuple[str, str]:
    unit, colon, rest = text.replace("：", ":").partition(":")
    if not (unit and colon and rest):
        raise click.UsageError(f"{text!r} is not {form}")
    return unit, rest
