"""``ties`` and ``clusters``: who works with whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from zeren.cli.options import Output, count, database_option, format_options, groups_option, say, scope_options

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope
    from zeren.graph.measures.communities import Clustering
    from zeren.graph.measures.pairs import Method
    from zeren.graph.measures.stability import Weight
    from zeren.graph.model import Graph, Value
    from zeren.graph.table import Table

SHOWN = ("cluster", "city", "units", "tasks", "name", "stability", "verdict", "members")
VERDICTS = {"stable": "稳定", "doubtful": "存疑", "not stable": "不稳定"}


def inference_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--method``, ``--alpha`` and ``--seed``: how ties are tested."""
    for option in (
        click.option("--seed", type=int, default=1, show_default=True, help="Where random numbers start."),
        click.option(
            "--alpha",
            type=float,
            default=0.05,
            show_default=True,
            help="Of the ties called significant, the part that may be chance.",
        ),
        click.option(
            "--method",
            type=click.Choice(["auto", "fdsm", "sdsm", "hypergeometric"]),
            default="auto",
            show_default=True,
            help="The test: margins kept and sampled, kept on average, or tasks taken as alike.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.option("--all", "every", is_flag=True, help="Show also the ties that chance explains.")
@inference_options
@groups_option
@scope_options
@format_options
@database_option
def ties(
    every: bool,
    method: Method,
    alpha: float,
    seed: int,
    groups: bool | None,
    scope: Scope,
    db: str | None,
    out: Output,
) -> None:
    """Find who works with whom more than chance explains.

    A row for each pair that shares a task, the least like chance first; on a terminal only the significant ones.
    Every city is tested for itself, within each document, and corrected for all its pairs; the same task in two
    years counts once. docs/method.md tells the tests.

    \b
    Examples:
      zeren ties
      zeren ties --all --format csv -o ties.csv
      zeren ties --city 云州 --method hypergeometric --format json
    """
    from zeren.cli.progress import progress
    from zeren.graph import measures, read_graph
    from zeren.graph.measures.incidence import READ
    from zeren.graph.table import Table

    graph = read_graph(db, only=READ)
    with progress() as show:
        table = measures.ties(
            graph,
            groups=bool(groups),
            method=method,
            alpha=alpha,
            seed=seed,
            progress=show,
            workers=None,
            **scope.keywords,
        )
    place = table.columns.index("significant")
    strong = tuple(row for row in table.rows if row[place])
    shown = table if every or out.format != "table" else Table(table.columns, strong)
    out.write(shown, "ties")
    tell_scope(graph, scope)
    say(
        f"{count(len(strong), 'tie')} of {len(table):,} more than chance (false discovery rate {alpha:g}, seed {seed})"
        + ("; --all shows the others" if len(shown) < len(table) else "")
    )


@click.command()
@click.option("--write", is_flag=True, help="Keep clusters and ties in the graph, for queries and pages.")
@click.option(
    "--by",
    type=click.Choice(["weight", "tasks", "jaccard"]),
    default="weight",
    show_default=True,
    help="What makes a tie strong.",
)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more, smaller clusters.")
@click.option(
    "--resamples", type=int, default=100, show_default=True, help="How often tasks are drawn again; 0 for no verdicts."
)
@inference_options
@groups_option
@scope_options
@format_options
@database_option
def clusters(
    write: bool,
    by: Weight,
    resolution: float,
    resamples: int,
    method: Method,
    alpha: float,
    seed: int,
    groups: bool | None,
    scope: Scope,
    db: str | None,
    out: Output,
) -> None:
    """Find clusters of units, and how far to trust them.

    Leiden clusters of the units that share tasks, city by city. Phrases for several units are left out: they would
    join everything to everything. The same graph and seed give the same clusters. stability says how alike a cluster
    stays when the tasks are drawn again; the verdict is stable (稳定), doubtful (存疑) or not stable (不稳定).
    groups_supported is how many groups the assignments of the city support at all: 1 means that none can be told
    from chance. With --write all of this is kept in the graph, and who leads with whose support.

    \b
    Examples:
      zeren clusters
      zeren clusters --write
      zeren clusters --city 云州 --resamples 200 --format json
    """
    from zeren.cli.progress import progress
    from zeren.graph import measures, open_store, read_graph
    from zeren.graph.measures.incidence import READ
    from zeren.graph.table import Table

    # What is written must be about the graph that is there then: nobody changes it meanwhile.
    with open_store(db) if write else nullcontext() as store:
        graph = store.graph() if store else read_graph(db, only=READ)
        with progress() as show:
            found = measures.clusters(
                graph,
                groups=bool(groups),
                by=by,
                method=method,
                alpha=alpha,
                resolution=resolution,
                seed=seed,
                resamples=resamples,
                progress=show,
                workers=None,
                **scope.keywords,
            )
            edges = found.written if store else ()
        if store:
            store.write_clusters(found.rows(), edges)
    table = clusters_table(graph, found)
    if out.format == "table":  # the settings are the same in every row, and a terminal has one line for them
        table = Table(SHOWN, tuple(tuple(row[c] for c in SHOWN) for row in table))
    out.write(table, "clusters")
    tell_scope(graph, scope)
    for line in verdict_lines(found):
        say(line)
    say("settings: " + ", ".join(f"{name} {value}" for name, value in found.settings.items()))
    if store:
        number = max(found.units.values(), default=0)
        say(
            f"{store.name}: {count(number, 'cluster')}, {count(len(found.tied.p_value), 'tie')} and "
            f"{count(len(found.supports), 'pair')} of lead and support written"
        )


def tell_scope(graph: Graph, scope: Scope) -> None:
    """Say what was counted together."""
    from zeren.graph.assignments import pooled

    say(f"counted: {pooled(graph, scope)}")


def clusters_table(graph: Graph, found: Clustering) -> Table:
    """A row a cluster: its units, the distinct tasks of the scope that they answer for, and how far to trust it."""
    from zeren.graph.table import Table

    given = found.given
    held = given.matrix.indices, given.matrix.indptr
    tasks_of = {unit: held[0][held[1][n] : held[1][n + 1]].tolist() for n, unit in enumerate(given.units)}
    members: dict[int, list[str]] = {}
    for unit, number in found.units.items():
        members.setdefault(number, []).append(unit)
    run = ("scope", "method", "seed", "resolution", "resamples")
    rows: list[tuple[Value, ...]] = []
    for number, units in sorted(members.items()):
        units.sort(key=lambda unit: (-len(tasks_of[unit]), unit))
        tasks = {task for unit in units for task in tasks_of[unit]}
        home = found.home[number]
        rows.append(
            (
                number,
                home.name,
                len(units),
                len(tasks),
                found.names.get(number),
                found.stability.get(number),
                found.verdicts.get(number),
                [str(graph.nodes[unit].properties["name"]) for unit in units],
                *(found.settings[name] for name in run),
                [str(graph.nodes[unit].properties["name"]) for unit in found.core.get(number, ())],
                home.modularity,
                home.modularity_null if found.verdicts else None,
                home.groups_supported if found.verdicts else None,
            )
        )
    return Table((*SHOWN, *run, "core", "modularity", "modularity_null", "groups_supported"), tuple(rows))


def verdict_lines(found: Clustering) -> list[str]:
    """What the clusters of a city amount to, in both languages; of many cities only how many hold."""
    cities = [city for city in found.cities if city.groups_supported]
    if len(cities) > 3:
        some = sum(city.groups_supported > 1 for city in cities)
        return [f"groups that can be told from chance: in {some:,} of {count(len(cities), 'city', 'cities')}"]
    lines = []
    for city in cities:
        verdicts = [found.verdicts[n] for n, home in sorted(found.home.items()) if home == city]
        told = ", ".join(f"{verdicts.count(v)} {v} {zh}" for v, zh in VERDICTS.items() if v in verdicts)
        none = "no group can be told from chance (没有能与偶然区分的组)"
        supported = none if city.groups_supported == 1 else f"{city.groups_supported} groups supported (支持的组数)"
        lines.append(
            f"{city.name or 'all'}: {told}; {supported}; modularity {city.modularity:.3f}, "
            f"at random {city.modularity_null:.3f} ± {city.modularity_null_sd:.3f}"
        )
    return lines
