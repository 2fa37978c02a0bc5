"""Concentration: how unevenly tasks are spread over units, how sure that is, and what chance alone would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy.sparse import csr_array

from zeren.graph.assignments import Assignments, Scope, Sets, as_graph, assignments
from zeren.graph.measures import intervals
from zeren.graph.measures.incidence import by_content
from zeren.graph.measures.inequality import Inequality, inequality, lorenz_points
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store

Load = Literal["total", "lead", "support", "responsible"]
Frame = Literal["carriers", "all"]
RESAMPLES, NULL_SAMPLES = 999, 200
LARGEST = 20_000
"""Tasks above which nothing is resampled unless it is asked for: intervals are then narrower than they are wrong."""
_INTERVALS = {"hhi": intervals.hhis, "cr4": intervals.largest, "gini": intervals.ginis}
_COLUMNS = ("units", "assignments", "hhi", "hhi_normalised", "cr4", "gini", "theil", "effective_units")
_FRAME = ("load", "groups", "frame")
COLUMNS = (
    *_FRAME,
    *_COLUMNS,
    "cr1",
    "cr8",
    "gini_unbiased",
    *(f"{name}_{end}" for name in _INTERVALS for end in ("low", "high")),
    "gini_random",
    "gini_random_sd",
    "theil_cells",
    "theil_between",
    "theil_within",
)


def concentration(
    source: Graph | Store,
    *,
    resamples: int | None = None,
    seed: int = 1,
    groups: bool | None = None,
    frame: Frame | None = None,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """How unevenly tasks are spread over units, for each load, with and without group phrases, in two frames.

    A row per ``load`` (total, lead, support, responsible: no lead stated), ``groups`` (true: phrases for several
    units count as units) and ``frame``, the larger loads first; a load that nobody carries has no row. ``units`` (n)
    are, in the frame ``carriers``, those that carry at least one task of that load, and in the frame ``all`` every
    body that any task of the scope names, those that carry none of that load with 0. ``assignments`` are the distinct
    unit–task pairs over which shares are taken. Measures as in ``zeren.graph.measures.inequality``: hhi,
    hhi_normalised (None for one unit), cr1, cr4, cr8, gini, gini_unbiased (times n/(n - 1)), theil, effective_units.

    ``…_low`` and ``…_high`` are 95 % intervals of what lies behind the notice (``intervals.uncertain``): tasks drawn
    again, document by document. The measures describe the notice; chance makes them larger than what lies behind, so
    that they stand high in their intervals, or above.
    ``gini_random`` is the mean Gini, and ``gini_random_sd`` its deviation, did each task fall on so many of these
    units by chance. ``resamples`` says how often tasks are drawn; by default 999 times, and not at all above 20,000
    tasks. ``theil_between`` and ``theil_within`` part the inequality of the loads of units in sections
    (``theil_cells``) into that between sections and that within them (Shorrocks 1980). ``groups`` and ``frame`` give
    the rows of one of these alone, which are the same.

    Raises ZerenError for a document that is not in the graph.
    """
    graph, scope = as_graph(source), Scope(document, year, city)
    rows: list[tuple[Value, ...]] = []
    stated = {e.start: e.end for e in graph.edges if e.type == "STATED_IN"}
    section = {e.start: e.end for e in graph.edges if e.type == "IN_SECTOR"}
    for phrases in (True, False) if groups is None else (groups,):
        given = assignments(graph, groups=phrases, scope=scope)
        loads = {load: _carried(given, load) for load in get_args(Load)}
        times = resamples if resamples is not None else RESAMPLES if len(given.tasks) <= LARGEST else 0
        for load in sorted(loads, key=lambda name: (-sum(map(len, loads[name].values())), name)):
            if loads[load]:
                for of in get_args(Frame) if frame is None else (frame,):
                    bodies = len(given.any) if of == "all" else len(loads[load])
                    rows.append((load, phrases, of, *_figures(loads[load], bodies, stated, section, times, seed)))
    return Table(COLUMNS, tuple(rows))


def _figures(
    carried: Sets, bodies: int, stated: dict[str, str], section: dict[str, str], times: int, seed: int
) -> list[Value]:
    counts = [len(tasks) for tasks in carried.values()]
    m = inequality(counts, bodies)
    found: list[Value] = [m.units, m.total, m.hhi, m.hhi_normalised, m.cr4, m.gini, m.theil, m.effective]
    found += [m.cr1, m.cr8, m.gini * m.units / (m.units - 1) if m.units > 1 else None]
    found += _uncertain(carried, m, bodies, stated, times, seed)
    return found + _sections(carried, section)


def _uncertain(carried: Sets, m: Inequality, bodies: int, stated: dict[str, str], times: int, seed: int) -> list[Value]:
    if not times:
        return [None] * (2 * len(_INTERVALS) + 2)
    pairs = sorted((unit, task) for unit, of in carried.items() for task in of)
    tasks, strata = by_content(pairs, stated)
    row, column = ({id: n for n, id in enumerate(ids)} for ids in (sorted(carried), tasks))
    ends = ([row[unit] for unit, _ in pairs], [column[task] for _, task in pairs])
    matrix = csr_array((np.ones(len(pairs)), ends), shape=(bodies, len(tasks)))
    stratum = np.array([strata[stated.get(task, "")] for task in tasks], np.int64)
    rng = np.random.default_rng([seed, 4])
    drawn = intervals.uncertain(matrix, stratum, tuple(_INTERVALS.values()), bodies > len(carried), times, rng)
    found: list[Value] = []
    for one in drawn:
        low, high = one.interval()
        found += [max(0.0, low), min(1.0, high)]
    sizes = np.asarray(matrix.sum(axis=0)).ravel().astype(np.int64)
    null = intervals.at_random(sizes, bodies, bodies > len(carried), NULL_SAMPLES, rng)
    return [*found, float(null.mean()), float(null.std(ddof=1))]


def _sections(carried: Sets, section: dict[str, str]) -> list[Value]:
    cells: dict[tuple[str, str], int] = {}
    for unit, tasks in carried.items():
        for task in tasks:
            if task in section:
                cells[section[task], unit] = cells.get((section[task], unit), 0) + 1
    if not cells:
        return [None] * 3
    ordered = sorted(cells)
    _, group = np.unique([sector for sector, _ in ordered], return_inverse=True)
    return list(intervals.shorrocks(np.array([cells[cell] for cell in ordered], np.float64), group))


def lorenz(
    source: Graph | Store,
    load: Load = "total",
    *,
    groups: bool = False,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
) -> Table:
    """The Lorenz curve of a load over the units that carry it: columns units and load, both shares from 0 to
    1.

    No rows where nobody carries the load. Raises ZerenError for another load and for an unknown document.
    """
    if load not in get_args(Load):
        raise ZerenError(f"no load {load!r}: choose one of {', '.join(get_args(Load))}")
    given = assignments(as_graph(source), groups=groups, scope=Scope(document, year, city))
    loads = [len(tasks) for tasks in _carried(given, load).values()]
    return Table(("units", "load"), tuple(lorenz_points(loads)) if loads else ())


def _carried(given: Assignments, load: str) -> Sets:
    return {
        "total": given.any,
        "lead": given.led,
        "support": given.supporting,
        "responsible": given.responsible,
    }[load]
