"""Tasks 1 to 67 of the notice: stored queries against the hand annotation, in plain Python and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from zeren.graph import Graph, Table, build
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.loaders.records import Reading
from zeren.queries import catalogue

ROLES = ("lead_units", "support_units", "responsible_units")
Gold = list[dict[str, Any]]


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    """The notice, cut to the tasks that were annotated."""
    whole = read_document(shared / "documents" / "jiaozuo-gazette-2024-02.txt")
    notice = whole.records[0].document
    first = tuple(r for r in whole.records if r.document == notice and int(r.number) <= 67)
    return replace(whole, records=first, documents=(notice,))


@pytest.fixture(scope="module")
def graph(reading: Reading) -> Graph:
    return build(reading)


@pytest.fixture(scope="module")
def gold(shared: Path, reading: Reading) -> Gold:
    """The annotation, each printed name put as the unit that it names: printed forms of one body are one unit."""
    tasks: Gold = json.loads((shared / "gold" / "jiaozuo-tasks-1-67.json").read_text("utf-8"))
    names = {
        m.source: m.name
        for r in reading.records
        for m in (*r.leaders, *r.lead_units, *r.supporting_units, *r.responsible_units)
    }
    for task in tasks:
        for key in ("leaders", *ROLES):
            task[key] = [names[printed] for printed in task[key]]
        task["units"] = {unit for role in ROLES for unit in task[role]}
    assert len(tasks) == 67
    return tasks


def group(unit: str) -> bool:
    """Phrases for several units, by the words that the annotated tasks use for them."""
    return unit.startswith(("各", "相关", "有关")) or unit.endswith("成员单位")


def ask(store: Store, name: str, **given: object) -> Table:
    return catalogue()[name].run(store, **given)


def column(table: Table, *names: str) -> set[tuple[Any, ...]]:
    return {tuple(row[n] for n in names) for row in table}


def distinct(lists: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(name for names in lists for name in set(names))


def test_unit_load(store: Store, gold: Gold) -> None:
    counts = [distinct(t[role] for t in gold) for role in ROLES]
    total = distinct(t["units"] for t in gold)
    pairs = sum(total.values())
    expected = {(u, *(c[u] for c in counts), n, n / pairs) for u, n in total.items()}
    assert (
        column(ask(store, "unit-load", groups=True), "unit", "led", "supporting", "responsible", "tasks", "share")
        == expected
    )
    named = {row["unit"] for row in ask(store, "unit-load", groups=False)}
    assert named == {u for u in total if not group(u)}


def test_leader_span(store: Store, gold: Gold) -> None:
    total = distinct(t["leaders"] for t in gold)
    expected = {
        (
            leader,
            n,
            len({u for t in gold if leader in t["leaders"] for u in t["units"]}),
            len({t["sector_no"] for t in gold if leader in t["leaders"]}),
            sum(leader in t["leaders"] and not t["lead_units"] for t in gold),
        )
        for leader, n in total.items()
    }
    assert column(ask(store, "leader-span", groups=True), "leader", "tasks", "units", "sectors", "no_lead") == expected


def test_sector_load(store: Store, gold: Gold) -> None:
    expected = set()
    for sector in {t["sector"] for t in gold}:
        mine = [t for t in gold if t["sector"] == sector]
        units = {u for t in mine for u in t["units"]}
        expected.add((sector, len(mine), sum(len(t["units"]) for t in mine), len(units)))
    assert column(ask(store, "sector-load", groups=True), "sector", "tasks", "assignments", "units") == expected


@pytest.mark.parametrize("groups", [True, False])
def test_concentration(store: Store, gold: Gold, groups: bool) -> None:
    kinds = {"total": ("units",), "lead": ROLES[:1], "support": ROLES[1:2], "responsible": ROLES[2:]}
    rows = {
        row["load"]: row for row in ask(store, "concentration") if (row["groups"], row["frame"]) == (groups, "carriers")
    }
    assert set(rows) == set(kinds)
    for load, keys in kinds.items():
        counted = distinct([u for key in keys for u in t[key] if groups or not group(u)] for t in gold)
        x = sorted(counted.values(), reverse=True)
        n, total = len(x), sum(x)
        row = rows[load]
        assert (row["units"], row["assignments"]) == (n, total)
        assert row["hhi"] == pytest.approx(sum((v / total) ** 2 for v in x))
        assert row["cr4"] == pytest.approx(sum(x[:4]) / total)
        assert row["gini"] == pytest.approx(sum(abs(a - b) for a in x for b in x) / (2 * n * total))


def test_co_responsible_pairs(store: Store, gold: Gold) -> None:
    load = distinct(t["units"] for t in gold)
    shared = Counter(pair for t in gold for pair in combinations(sorted(u for u in t["units"] if not group(u)), 2))
    expected = {(frozenset(pair), n, n / (load[pair[0]] + load[pair[1]] - n)) for pair, n in shared.items()}
    rows = ask(store, "co-responsible-pairs", top=100_000)
    found = {(frozenset((row["unit_a"], row["unit_b"])), row["tasks"], row["jaccard"]) for row in rows}
    assert found == expected
    assert len(rows) == len(expected)


def test_leads_that_are_missing_and_too_many(store: Store, gold: Gold) -> None:
    unled = [str(t["no"]) for t in gold if t["units"] and not t["lead_units"]]
    assert [row["task"] for row in ask(store, "no-stated-lead")] == unled
    several = {(str(t["no"]), len(set(t["lead_units"]))) for t in gold if len(set(t["lead_units"])) > 1}
    assert column(ask(store, "several-leads"), "task", "leads") == several
    alone = {(str(t["no"]), *t["units"]) for t in gold if len(t["units"]) == 1 and not group(*t["units"])}
    assert column(ask(store, "single-unit"), "task", "unit") == alone


def test_county_load(store: Store, gold: Gold) -> None:
    rows = ask(store, "county-load")
    total = distinct(t["counties"] for t in gold)
    # The annotation has the short names of areas; a canonical name holds one of them.
    found = {short: row["tasks"] for short in total for row in rows if short in str(row["county"])}
    assert found == total
    assert sum(int(str(row["tasks"])) for row in rows) == sum(total.values())


def test_targets(store: Store, gold: Gold) -> None:
    expected = Counter((str(t["no"]), target["value"], target["unit"]) for t in gold for target in t["targets"])
    found = Counter((row["task"], row["value"], row["counted"]) for row in ask(store, "targets"))
    assert found == expected


def test_evidence_is_every_printed_name(store: Store, shared: Path) -> None:
    tasks: Gold = json.loads((shared / "gold" / "jiaozuo-tasks-1-67.json").read_text("utf-8"))
    types = {"leaders": "OVERSEES", **dict(zip(ROLES, ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR"), strict=True))}
    expected = Counter((str(t["no"]), types[key], printed) for t in tasks for key in types for printed in t[key])
    found = Counter((row["task_number"], row["role"], row["source"]) for row in ask(store, "evidence"))
    assert found == expected


def test_unit_tasks(store: Store, gold: Gold) -> None:
    busiest = min(load := distinct(t["units"] for t in gold), key=lambda u: (-load[u], u))
    roles = dict(zip(ROLES, ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR"), strict=True))
    expected = [(str(t["no"]), roles[r], len(t["units"])) for t in gold for r in roles if busiest in t[r]]
    rows = ask(store, "unit-tasks", unit=busiest)
    assert [(row["task"], row["role"], row["units"]) for row in rows] == expected
