"""What a change of who does what would change: before and after, by hand, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, build
from zeren.graph.measures import concentration, workload
from zeren.graph.measures.whatif import Changed, merged, moved, split, whatif, without_leader
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import TaskRecord


def city() -> Graph:
    """Eight tasks: A leads two and supports one, B leads one, C is named for three, D for one, one has no unit."""
    doc = document()
    names = {name: f"市{name}局" for name in "甲乙丙丁"}
    lead: dict[int, str] = {1: "甲", 2: "甲", 3: "乙"}
    support: dict[int, str] = {1: "乙", 3: "甲"}
    named: dict[int, str] = {4: "丙", 5: "丙", 6: "丙丁", 7: "各县"}
    group = {"各县": "各县（市、区）政府"}

    def mentions(given: str | None) -> list[Any]:
        if given in group:
            return [mention(group[given], "group")]
        return [mention(names[name], start=9 * n) for n, name in enumerate(given or "")]

    records: list[TaskRecord] = [
        task(
            doc,
            str(n),
            text=f"第{n}件事",
            sector="农业" if n < 4 else "工业",
            path=("一、农业",) if n < 4 else ("二、工业",),
            leaders=[mention("张某", "person", start=50)] if n in (1, 2, 4) else (),
            lead=mentions(lead.get(n)),
            support=mentions(support.get(n)),
            responsible=mentions(named.get(n)),
        )
        for n in range(1, 9)
    ]
    return build(reading(*records))


def figures(found: Changed) -> dict[str, tuple[Any, Any]]:
    return {str(row["what"]): (row["before"], row["after"]) for row in found.figures}


def loads(found: Changed) -> dict[str, tuple[Any, Any]]:
    return {str(row["unit"]): (row["before"], row["after"]) for row in found.loads}


def test_two_units_made_one() -> None:
    graph = city()
    found = whatif(graph, lambda g: merged(g, ["市甲局", "市乙局"]))
    # Tasks 1 and 3 name both: they count once for the one that is left, whose load is as it was.
    assert loads(found) == {"市乙局": (2, 0)}
    assert figures(found)["units"] == (4, 3)
    assert figures(found)["tasks"] == (8, 8)
    assert figures(found)["tasks without a lead"] == (4, 4)
    after = merged(graph, ["市甲局", "市乙局"])
    for what in ("hhi", "cr4", "gini"):
        for side, of in enumerate((graph, after)):
            [row] = [
                row
                for row in concentration(of, resamples=0)
                if (row["load"], row["groups"], row["frame"]) == ("total", False, "carriers")
            ]
            assert figures(found)[what][side] == row[what]
    assert all(row["change"] == row["after"] - row["before"] for row in found.figures)  # type: ignore[operator]  # numbers


def test_a_leader_taken_away() -> None:
    found = whatif(city(), lambda g: without_leader(g, "张某"))
    assert figures(found)["tasks without a leader"] == (5, 8)
    assert loads(found) == {} and len(found.ties) == 0


def test_a_task_moved_has_another_lead_and_the_same_support() -> None:
    found = whatif(city(), lambda g: moved(g, "市丁局", "1"))
    assert loads(found) == {"市甲局": (3, 2), "市丁局": (1, 2)}
    assert figures(found)["tasks without a lead"] == (4, 4)
    # A task that named bodies without a lead now has one, and names none of them.
    found = whatif(city(), lambda g: moved(g, "市丁局", "6"))
    assert loads(found) == {"市丙局": (3, 2)}
    assert figures(found)["tasks without a lead"] == (4, 3)


def test_a_unit_split_by_section() -> None:
    graph = moved(city(), "市甲局", "4")
    found = whatif(graph, lambda g: split(g, "市甲局", "工业"))
    assert loads(found) == {"市甲局": (4, 3), "市甲局（工业）": (0, 1)}
    assert figures(found)["units"] == (4, 5)


def test_a_tie_that_would_newly_cross() -> None:
    doc = document()
    # 丁 does with 乙 what 甲 does with 丙; 甲 and 乙 apart have little in common.
    teams = [("甲", "丙")] * 4 + [("乙", "丙")] * 4 + [(name,) for name in "戊己庚辛壬" * 6]
    records = [
        task(doc, str(n), text=f"第{n}件事", responsible=[mention(f"市{u}局", start=9 * k) for k, u in enumerate(team)])
        for n, team in enumerate(teams, 1)
    ]
    graph = build(reading(*records))
    found = whatif(graph, lambda g: merged(g, ["市甲局", "市乙局"]))
    rows = [(row["state"], {row["a"], row["b"]}) for row in found.ties]
    before, after = figures(found)["ties more than chance"]
    assert ("gone", {"市乙局", "市丙局"}) in rows
    assert after - before == sum(1 if state == "new" else -1 for state, _ in rows)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda g: merged(g, ["市甲局", "市戊局"]), "no units are called '市戊局'"),
        (lambda g: without_leader(g, "李某"), "no leader '李某' in the graph"),
        (lambda g: moved(g, "市甲局", "99"), "no tasks are '99'$"),
        (lambda g: moved(g, "市戊局", "1"), "no units are called '市戊局'"),
        (lambda g: split(g, "市丁局", "农业"), "市丁局 has no task in a section '农业'"),
        (lambda g: split(g, "市丁局", "林业"), "市丁局 has no task in a section '林业'"),
        (lambda g: merged(g, ["市甲局", "市甲局"]), "one unit twice"),
    ],
)
def test_what_is_not_there_is_told(change: Callable[[Graph], Graph], message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        whatif(city(), change)


def test_a_page_gets_plain_values() -> None:
    found = whatif(city(), lambda g: merged(g, ["市甲局", "市乙局"]))
    data = json.loads(json.dumps(found.data()))
    assert list(data) == ["figures", "loads", "ties"]
    assert data["loads"] == [dict(row) for row in found.loads] and len(data["figures"]) == len(found.figures)


def test_nothing_changes_the_graph_that_was_given() -> None:
    graph = city()
    digest, table = graph.digest(), workload(graph)
    whatif(graph, lambda g: split(moved(merged(g, ["市甲局", "市乙局"]), "市丁局", "2"), "市丙局", "工业"))
    assert (graph.digest(), workload(graph)) == (digest, table)
    with pytest.raises(ZerenError, match="no document '2019'"):
        whatif(graph, lambda g: merged(g, ["市甲局", "市乙局"]), document="2019")
