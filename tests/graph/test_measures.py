"""Workload and concentration: against counts made straight from the records, and the laws they must obey."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import cast, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.graph import Graph, build
from zeren.graph.measures import By, Load, concentration, lorenz, workload
from zeren.graph.measures.inequality import inequality, lorenz_points
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import CountyRef, Document, Mention, Reading, TaskRecord

NOTICE = Document("临江市重点工作责任分解", number="临政〔2031〕1号", city="临江市", year=2031)
UNITS = {
    "市甲局": "department",
    "市乙局": "department",
    "市丙集团": "enterprise",
    "东山县政府": "county_government",
    "西河区政府": "county_government",
    "各县（市、区）政府": "group",
    "有关部门": "group",
}
COUNTIES = (CountyRef("东山县", None, "county", "text"), CountyRef("西河区", None, "county", "unit"))


@dataclass(frozen=True)
class Row:
    """One task as the tests draw it: names only."""

    sector: str
    leaders: tuple[str, ...]
    led: tuple[str, ...]
    others: tuple[str, ...]
    counties: tuple[CountyRef, ...]

    @property
    def units(self) -> set[str]:
        return {*self.led, *self.others}


def names(pool: list[str], most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    # A name may stand twice in one statement: that is two edges and one task.
    return st.lists(st.sampled_from(pool), max_size=most).map(tuple)


rows = st.lists(
    st.builds(
        Row,
        st.sampled_from(["农业", "工业"]),
        names(["张某", "李某", "各位副市长"], 3),
        names(list(UNITS), 2),
        names(list(UNITS)),
        st.lists(st.sampled_from(COUNTIES), unique=True, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=8,
)


def mentions(names: tuple[str, ...], kind: str | None = None) -> tuple[Mention, ...]:
    return tuple(Mention(n, n, kind or UNITS[n], i, i + 1, 1, "label") for i, n in enumerate(names))


def graph_of(rows: list[Row]) -> Graph:
    records = tuple(
        TaskRecord(
            document=NOTICE,
            number=str(number),
            path=(row.sector,),
            sector=row.sector,
            title=None,
            text=f"事项{number}",
            leaders=mentions(row.leaders, "person"),
            lead_units=mentions(row.led),
            # Who stands beside a stated lead supports it; without a lead the same names are responsible.
            supporting_units=mentions(row.others) if row.led else (),
            responsible_units=() if row.led else mentions(row.others),
            counties=row.counties,
            convention="explicit" if row.led else "none",
            statement="某局负责",
        )
        for number, row in enumerate(rows, 1)
    )
    return build(Reading("notice.txt", "0" * 64, records=records, documents=(NOTICE,)))


def by_name(rows: list[dict[str, object]], column: str) -> dict[str, dict[str, object]]:
    return {str(row[column]): row for row in rows}


def numbers(graph: Graph, by: By, column: str, groups: bool = False) -> list[float]:
    return [cast(float, row[column]) for row in workload(graph, by, groups=groups)]


@settings(deadline=None)
@given(rows, st.booleans())
def test_unit_load_is_what_the_records_say(rows: list[Row], groups: bool) -> None:
    table = by_name([dict(r) for r in workload(graph_of(rows), groups=groups)], "unit")
    kept = {name for name, kind in UNITS.items() if groups or kind != "group"}
    assert set(table) == {u for row in rows for u in row.units} & kept
    pairs = sum(len(row.units & kept) for row in rows)
    naming = [row for row in rows if row.units & kept]
    for name, row in table.items():
        mine = [r for r in rows if name in r.units]
        assert row["kind"] == UNITS[name]
        assert row["led"] == sum(name in r.led for r in rows)
        assert row["supporting"] == sum(name in r.others and bool(r.led) for r in rows)
        assert row["responsible"] == sum(name in r.others and not r.led for r in rows)
        assert row["tasks"] == len(mine)
        assert row["share"] == len(mine) / pairs
        assert row["reach"] == len(mine) / len(naming)
        assert row["fractional"] == pytest.approx(sum(1 / len(r.units & kept) for r in mine))
        assert row["unit_id"] == f"unit:临江市/{name}"


@settings(deadline=None)
@given(rows)
def test_leader_sector_and_county_load_are_what_the_records_say(rows: list[Row]) -> None:
    graph = graph_of(rows)
    for name, row in by_name([dict(r) for r in workload(graph, "leader", groups=True)], "leader").items():
        mine = [r for r in rows if name in r.leaders]
        assert row["tasks"] == len(mine) > 0
        assert row["units"] == len({u for r in mine for u in r.units})
        assert row["sectors"] == len({r.sector for r in mine})
        assert row["no_lead"] == sum(not r.led and bool(r.others) for r in mine)
        assert row["fractional"] == pytest.approx(sum(1 / len(set(r.leaders)) for r in mine))
    sectors = by_name([dict(r) for r in workload(graph, "sector", groups=True)], "sector")
    assert set(sectors) == {r.sector for r in rows}
    for name, row in sectors.items():
        mine = [r for r in rows if r.sector == name]
        assert row["tasks"] == len(mine)
        assert row["assignments"] == sum(len(r.units) for r in mine)
        assert row["units"] == len({u for r in mine for u in r.units})
        assert row["leaders"] == len({u for r in mine for u in r.leaders})
        assert row["no_lead"] == sum(not r.led and bool(r.others) for r in mine)
    for name, row in by_name([dict(r) for r in workload(graph, "county", groups=True)], "county").items():
        mine = [r for r in rows if name in {c.name for c in r.counties}]
        basis = next(c.basis for c in COUNTIES if c.name == name)
        assert row["tasks"] == len(mine)
        assert row["by_text"] == (len(mine) if basis == "text" else 0)
        # Also where the text names the county too: its government answers all the same.
        assert row["by_government"] == sum(basis == "unit" or f"{name}政府" in r.units for r in mine)


def test_a_county_bears_what_a_phrase_gives_its_government() -> None:
    government = Row("农业", (), (), ("东山县政府",), COUNTIES[:1])
    everyone = Row("农业", (), ("市甲局",), ("各县（市、区）政府",), ())
    elsewhere = Row("工业", (), (), ("有关部门",), ())
    [row] = workload(graph_of([government, everyone, everyone, elsewhere]), "county")
    assert (row["county"], row["tasks"], row["through_groups"]) == ("东山县", 1, 2)


@settings(deadline=None)
@given(rows, st.sampled_from(["unit", "leader", "sector", "county"]), st.booleans())
def test_shares_add_up_to_one_and_fractions_to_the_tasks(rows: list[Row], by: By, groups: bool) -> None:
    graph = graph_of(rows)
    shares = numbers(graph, by, "share", groups)
    if shares:
        assert math.fsum(shares) == pytest.approx(1)
    if by == "unit":
        kept = {name for name, kind in UNITS.items() if groups or kind != "group"}
        naming = sum(bool(row.units & kept) for row in rows)
        assert math.fsum(numbers(graph, by, "fractional", groups)) == pytest.approx(naming)
        if naming:
            assert math.fsum(numbers(graph, by, "fractional_share", groups)) == pytest.approx(1)


@settings(deadline=None)
@given(rows)
def test_the_order_of_loading_changes_nothing(rows: list[Row]) -> None:
    graph = graph_of(rows)
    nodes, edges = list(graph.nodes.items()), list(graph.edges)
    shuffle = np.random.default_rng(len(edges)).permutation
    shuffled = Graph(
        {nodes[i][0]: nodes[i][1] for i in shuffle(len(nodes))}, tuple(edges[i] for i in shuffle(len(edges)))
    )
    for by in get_args(By):
        assert workload(graph, by) == workload(shuffled, by)
    assert concentration(graph, resamples=3) == concentration(shuffled, resamples=3)
    assert lorenz(graph) == lorenz(shuffled)


@settings(deadline=None)
@given(rows)
def test_concentration_is_of_the_loads_of_workload(rows: list[Row]) -> None:
    graph = graph_of(rows)
    column = {"total": "tasks", "lead": "led", "support": "supporting", "responsible": "responsible"}
    seen = set()
    for row in concentration(graph, resamples=0):
        seen.add((row["load"], row["groups"]))
        loads = numbers(graph, "unit", column[str(row["load"])], bool(row["groups"]))
        x = np.array([v for v in loads if v or row["frame"] == "all"])
        share = x / x.sum()
        assert row["units"] == len(x)
        assert row["assignments"] == x.sum()
        assert row["hhi"] == pytest.approx((share**2).sum())
        assert row["effective_units"] == pytest.approx(1 / (share**2).sum())
        assert row["cr4"] == pytest.approx(np.sort(share)[::-1][:4].sum())
        assert row["gini"] == pytest.approx(np.abs(x[:, None] - x).sum() / (2 * len(x) * x.sum()))
        relative = x[x > 0] / x.mean()
        assert row["theil"] == pytest.approx((relative * np.log(relative)).sum() / len(x), abs=1e-12)
        if len(x) > 1:
            assert row["hhi_normalised"] == pytest.approx(((share**2).sum() - 1 / len(x)) / (1 - 1 / len(x)), abs=1e-12)
        else:
            assert row["hhi_normalised"] is None
    assert seen == {
        (load, groups)
        for load, name in column.items()
        for groups in (True, False)
        if any(numbers(graph, "unit", name, groups))
    }


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=60))
def test_inequality_keeps_its_bounds(loads: list[int]) -> None:
    m = inequality(loads)
    n = len(loads)
    assert 1 / n <= m.hhi * (1 + 1e-12)
    assert m.hhi <= 1
    assert 0 <= m.gini <= (n - 1) / n < 1
    assert 0 <= m.theil <= math.log(n) + 1e-9
    assert min(1.0, 4 / n) <= m.cr4 * (1 + 1e-12)
    assert m.cr4 <= 1
    assert 1 <= m.effective <= n
    assert m.hhi_normalised is None if n == 1 else 0 <= cast(float, m.hhi_normalised) <= 1
    assert inequality(sorted(loads)) == m == inequality(sorted(loads, reverse=True))


@settings(deadline=None)
@given(st.integers(1, 1000), st.integers(1, 200))
def test_equal_loads_are_even(load: int, n: int) -> None:
    m = inequality([load] * n)
    assert (m.gini, m.hhi_normalised, m.theil) == (0, 0 if n > 1 else None, 0)
    assert m.effective == n


@settings(deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40), st.integers(2, 9))
def test_inequality_is_of_proportions(loads: list[int], factor: int) -> None:
    m, scaled = inequality(loads), inequality([x * factor for x in loads])
    for name in ("hhi", "cr4", "gini", "effective"):
        assert getattr(scaled, name) == pytest.approx(getattr(m, name), rel=1e-12)


@settings(deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40))
def test_the_lorenz_curve_encloses_the_gini(loads: list[int]) -> None:
    points = lorenz_points(loads)
    assert (points[0], points[-1], len(points)) == ((0, 0), (1, 1), len(loads) + 1)
    assert all(y <= x + 1e-12 for x, y in points)
    area = math.fsum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(points))
    assert 1 - 2 * area == pytest.approx(inequality(loads).gini, abs=1e-12)


def test_worked_example() -> None:
    # Loads 6, 2, 1, 1: shares .6 .2 .1 .1.
    m = inequality([1, 6, 1, 2])
    assert m.hhi == pytest.approx(0.42)
    assert m.hhi_normalised == pytest.approx((0.42 - 0.25) / 0.75)
    assert m.cr4 == 1
    # Σ|a - b| over ordered pairs: 2·(4 + 5 + 5 + 1 + 1 + 0) = 32; 32 / (2·4·10)
    assert m.gini == pytest.approx(0.4)
    assert m.effective == pytest.approx(1 / 0.42)


@pytest.mark.parametrize("loads", [[], [0, 3], [-1]])
def test_no_load_has_no_inequality(loads: list[int]) -> None:
    with pytest.raises(ValueError, match="positive"):
        inequality(loads)
    with pytest.raises(ValueError, match="positive"):
        lorenz_points(loads)


def test_one_document_of_several() -> None:
    graph = graph_of([Row("农业", (), ("市甲局",), (), ())])
    for document in ("doc:临政〔2031〕1号", "临政〔2031〕1号", "重点工作"):
        assert len(workload(graph, document=document)) == 1
    with pytest.raises(ZerenError, match=r"no document '政府工作报告' .*临江市重点工作责任分解"):
        workload(graph, document="政府工作报告")


def test_an_empty_graph_has_empty_answers() -> None:
    for by in get_args(By):
        table = workload(Graph(), by)
        assert table.rows == () and table.columns[-1] == f"{by}_id"
    assert concentration(Graph()).rows == ()
    assert lorenz(Graph()).rows == ()


def test_an_unknown_measure_is_one_line() -> None:
    with pytest.raises(ZerenError, match="no workload by 'uint': choose one of unit, leader, sector, county"):
        workload(Graph(), cast(By, "uint"))
    with pytest.raises(ZerenError, match="no load 'led': choose one of total, lead, support, responsible"):
        lorenz(Graph(), cast(Load, "led"))


@settings(deadline=None, max_examples=20)
@given(rows)
def test_lorenz_of_a_graph_follows_its_loads(rows: list[Row]) -> None:
    graph = graph_of(rows)
    loads = Counter(u for row in rows for u in row.units)
    points = [tuple(r) for r in lorenz(graph, groups=True).rows]
    assert points == (lorenz_points(list(loads.values())) if loads else [])
