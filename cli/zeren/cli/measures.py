"""Figures: ``metrics`` counts who carries how much, ``clusters`` who works with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from zeren.cli.options import Output, count, database_option, format_options, say

if TYPE_CHECKING:
    from zeren.graph.clusters import Clustering
    from zeren.graph.model import Graph, Value
    from zeren.graph.table import Table

BY: dict[str, Literal["unit", "leader", "sector", "county"]] = {
    "units": "unit",
    "leaders": "leader",
    "sectors": "sector",
    "counties": "county",
}


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice([*BY, "concentration"]))
@click.option("--document", metavar="DOC", help="Only these documents: an id, a 文号, a year, or words of the title.")
@click.option("--no-groups", is_flag=True, help="Leave out phrases for several units, such as 各县（市、区）政府.")
@format_options
@database_option
def metrics(what: str, document: str | None, no_groups: bool, db: str | None, out: Output) -> None:
    """Count who carries how much, and how evenly.

    WHAT is units, leaders, sectors or counties (their load), or concentration (HHI, CR4, Gini, Theil, with
    and without phrases for several units). Tasks are counted once for a unit, however often they name it.

    \b
    Examples:
      zeren metrics units
      zeren metrics units --no-groups --format csv -o units.csv
      zeren metrics concentration --document 云政〔2025〕3号
    """
    from zeren.graph import open_store
    from zeren.graph.measures import concentration, workload

    with open_store(db) as store:
        graph = store.graph()
    if what == "concentration":
        table = concentration(graph, document=document)
        if no_groups:
            table = without_groups(table)
    else:
        table = workload(graph, BY[what], groups=not no_groups, document=document)
    out.write(table, what)


@click.command()
@click.option("--write", is_flag=True, help="Keep clusters and ties in the graph, for queries and pages.")
@click.option("--ties", is_flag=True, help="Show pairs of units and how they are tied, instead of clusters.")
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more, smaller clusters.")
@click.option("--seed", type=int, default=1, show_default=True, help="Where the search starts.")
@format_options
@database_option
def clusters(write: bool, ties: bool, resolution: float, seed: int, db: str | None, out: Output) -> None:
    """Find clusters of units that work together.

    Leiden clusters of the units that share tasks. Phrases for several units are left out: they would join
    everything to everything. The same graph and seed give the same clusters. With --ties a row for each
    pair: shared tasks, Jaccard, weight (a task for twenty units ties each pair less than a task for two),
    and whether chance explains the tie.

    \b
    Examples:
      zeren clusters
      zeren clusters --write
      zeren clusters --ties --format csv -o ties.csv
    """
    from zeren.graph import measures, open_store

    with open_store(db) as store:
        graph = store.graph()
        found = measures.clusters(graph, resolution=resolution, seed=seed)
        if write:
            store.write_clusters(found.units.items(), found.edges)
        where = store.name
    out.write(*((ties_table(graph, found), "ties") if ties else (clusters_table(graph, found), "clusters")))
    if write:
        number = max(found.units.values(), default=0)
        say(f"{where}: {count(number, 'cluster')} and {count(len(found.edges), 'tie')} written")


def clusters_table(graph: Graph, found: Clustering) -> Table:
    """A row a cluster: its units, and the distinct tasks they answer for; the largest cluster first."""
    from zeren.graph.assignments import assignments
    from zeren.graph.table import Table

    given = assignments(graph, groups=False)
    members: dict[int, list[str]] = {}
    for unit, number in found.units.items():
        members.setdefault(number, []).append(unit)
    rows: list[tuple[Value, ...]] = []
    for number, units in sorted(members.items()):
        units.sort(key=lambda unit: (-len(given.any[unit]), unit))
        tasks = frozenset().union(*(given.any[unit] for unit in units))
        rows.append((number, len(units), len(tasks), [str(graph.nodes[unit].properties["name"]) for unit in units]))
    return Table(("cluster", "units", "tasks", "members"), tuple(rows))


def ties_table(graph: Graph, found: Clustering) -> Table:
    """A row a pair of units that share a task; the strongest tie first."""
    from zeren.graph.table import Table

    figures = ("tasks", "jaccard", "weight", "p_value", "significant")
    rows = [
        (
            graph.nodes[edge.start].properties["name"],
            graph.nodes[edge.end].properties["name"],
            *(edge.properties[name] for name in figures),
            edge.start,
            edge.end,
        )
        for edge in sorted(found.edges, key=lambda e: (-float(str(e.properties["weight"])), e.start, e.end))
    ]
    return Table(("unit", "other", *figures, "unit_id", "other_id"), tuple(rows))


def without_groups(table: Table) -> Table:
    """The rows of ``concentration`` in which phrases for several units do not count."""
    from zeren.graph.table import Table

    place = table.columns.index("groups")
    return Table(table.columns, tuple(row for row in table.rows if row[place] is False))
