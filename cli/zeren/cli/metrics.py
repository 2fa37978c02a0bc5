"""``metrics``: who carries how much, how evenly, and what of it chance explains."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import click

from zeren.cli.measures import tell_scope
from zeren.cli.options import Output, database_option, format_options, groups_option, scope_options

if TYPE_CHECKING:
    from zeren.graph.assignments import Scope
    from zeren.graph.model import Graph
    from zeren.graph.table import Table

BY: dict[str, Literal["unit", "leader", "sector", "county"]] = {
    "units": "unit",
    "leaders": "leader",
    "sectors": "sector",
    "counties": "county",
}
COMPARED = ("partitions", "leader-focus", "sector-focus", "bridges", "support", "support-units")
"""What is compared with chance: docs/method.md says how."""


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice([*BY, "concentration", *COMPARED]))
@click.option("--seed", type=int, default=1, show_default=True, help="Where random numbers start.")
@groups_option
@scope_options
@format_options
@database_option
def metrics(what: str, seed: int, groups: bool | None, scope: Scope, db: str | None, out: Output) -> None:
    """Count who carries how much, and how evenly.

    WHAT is units, leaders, sectors or counties (their load), or concentration (HHI, CR4, Gini, Theil, with
    and without phrases for several units). Tasks are counted once for a unit, however often they name it.

    Or it is compared with chance: partitions (how much of the work follows sections, leaders, duties),
    leader-focus and sector-focus (whose tasks fall on few units), bridges (units between sections), support
    (who leads with whose support) or support-units (the same unit by unit).

    \b
    Examples:
      zeren metrics units
      zeren metrics units --groups --format csv -o units.csv
      zeren metrics concentration --document 云政〔2025〕3号
      zeren metrics leaders --city 云州 --year 2025
      zeren metrics leader-focus
    """
    from zeren.graph import read_graph
    from zeren.graph.measures import concentration, workload
    from zeren.graph.table import Table

    graph = read_graph(db)
    if what in COMPARED:
        table = _compared(graph, what, groups=bool(groups), seed=seed, **scope.keywords)
    elif what == "concentration":
        table = concentration(graph, seed=seed, **scope.keywords)
        if groups is not None:
            table = Table(table.columns, tuple(tuple(row.values()) for row in table if row["groups"] is groups))
    else:
        table = workload(graph, BY[what], groups=bool(groups), **scope.keywords)
    out.write(table, what)
    tell_scope(graph, scope)


def _compared(graph: Graph, what: str, *, seed: int, **counted: Any) -> Table:
    from zeren.graph import measures

    of: dict[str, Callable[..., Table]] = {
        "partitions": measures.partitions,
        "leader-focus": measures.focus,
        "sector-focus": partial(measures.focus, of="sector"),
        "bridges": measures.bridges,
        "support": measures.support,
    }
    return (
        measures.support_units(graph, **counted) if what == "support-units" else of[what](graph, seed=seed, **counted)
    )
