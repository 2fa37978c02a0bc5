"""What changed between two graphs: worked examples, and laws that hold for any two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_samples.any_graph import graphs
from graph_samples.records import document, libraries, mention, notice, reading, task
from zeren.graph import Graph, build
from zeren.graph.assignments import Scope, part
from zeren.graph.diff import Difference, diff
from zeren.graph.diff_tasks import Task, match
from zeren.graph.measures import workload
from zeren.graph.model import Node
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def years() -> tuple[Graph, Graph]:
    """The sample's notices of 2025 and 2026."""
    first = part(build(read_document(EXAMPLES / "gazette-2025-03.txt")), Scope("泽政〔2025〕6号"))
    return first, build(read_document(EXAMPLES / "notice-2026-02.md"))


@pytest.fixture(scope="module")
def found(years: tuple[Graph, Graph]) -> Difference:
    return diff(*years)


def rows(found: Difference, section: str, **where: Any) -> list[dict[str, Any]]:
    """Rows of a section that have these values."""
    return [row for row in found.tables[section] if all(row[name] == value for name, value in where.items())]


# The sample's two years ------------------------------------------------------------------------------


def test_each_task_is_found_again_new_or_gone(found: Difference) -> None:
    pairs = {m.after.number: m.before.number for m in found.matches if m.before and m.after}
    assert pairs == {
        **{"1": "2", "2": "3", "3": "4", "4": "5", "5": "6", "6": "7", "7": "12", "9": "13", "11": "18", "12": "20"},
        **{"13": "25", "14": "27", "15": "32", "16": "29", "17": "46", "18": "50", "20": "52"},
    }
    assert [row["number_after"] for row in rows(found, "tasks", state="new")] == ["8", "10", "19"]
    assert len(rows(found, "tasks", state="gone")) == 52 - 17
    # Word for word as before, with the same people and bodies: no row.
    shown = {row["number_after"] for row in found.tables["tasks"]}
    assert {str(n) for n in range(1, 21)} - shown == {"5", "6", "15"}


def test_what_changed_in_a_task(found: Difference) -> None:
    changes = {row["what"]: row for row in rows(found, "changes", number_after="4")}
    assert changes.keys() == {"text", "targets", "supports", "leaders"}
    assert changes["leaders"]["before"] == ["舒窈"]
    assert changes["leaders"]["after"] == ["南宫澄"]
    assert changes["supports"]["lost"] == ["相关县（市、区）政府"]
    assert "2600万" in changes["text"]["before"] and "2900万" in changes["text"]["after"]
    [row] = rows(found, "tasks", number_after="4")
    assert row["changed"] == ["text", "targets", "supports", "leaders"]
    assert 0.9 < row["score"] < 1


def test_a_lead_that_moved(found: Difference) -> None:
    [row] = rows(found, "leads", number_after="12")
    assert (row["lost"], row["gained"]) == (["市政务服务和大数据管理局", "市营商环境服务中心"], ["市数据局"])
    assert {row["number_after"] for row in found.tables["leads"]} == {"2", "7", "11", "12", "16", "18"}


def test_portfolios_of_leaders(found: Difference) -> None:
    [row] = rows(found, "leaders", leader="南宫澄")
    assert (row["tasks_before"], row["tasks_after"], len(row["gained"]), row["lost"]) == (0, 2, 2, [])
    [row] = rows(found, "leaders", leader="钟离遥")
    assert [item.split(".")[0] for item in row["gained"]] == ["8", "11"]


def test_load_is_what_each_side_measures(years: tuple[Graph, Graph], found: Difference) -> None:
    sides = [{row["unit_id"]: row["tasks"] for row in workload(graph)} for graph in years]
    shown = {row["unit_id"]: (row["tasks_before"], row["tasks_after"]) for row in found.tables["load"]}
    for unit in sides[0].keys() | sides[1].keys():
        both = (sides[0].get(unit, 0), sides[1].get(unit, 0))
        assert shown.get(unit, both) == both
        assert unit in shown or both[0] == both[1]


def test_a_difference_is_true_and_none_is_false(years: tuple[Graph, Graph], found: Difference) -> None:
    assert found
    assert not diff(years[0], years[0])


# Matching --------------------------------------------------------------------------------------------


def one(id: str, words: str, number: str = "", sector: str = "") -> Task:
    return Task(id, number, sector, words, "", words, "")


def paired(before: list[Task], after: list[Task], threshold: float = 0.6) -> dict[str, str]:
    return {m.before.id: m.after.id for m in match(before, after, threshold) if m.before and m.after}


def test_the_best_pairs_are_made_not_the_first() -> None:
    # The first task is like both; taken greedily it would get x, and b would stay alone.
    before = [one("a", "建设农村公路二百公里并改造户厕"), one("b", "建设农村公路三百公里")]
    after = [one("x", "建设农村公路二百公里"), one("y", "建设农村公路二百公里并改造户厕九千户")]
    assert paired(before, after) == {"a": "y", "b": "x"}


def test_the_same_words_stay_together_whatever_else_is_near() -> None:
    before = [one("a", "新建口袋公园四十个"), one("b", "新建口袋公园五十个")]
    after = [one("x", "新建口袋公园五十个"), one("y", "新建口袋公园六十个")]
    assert paired(before, after) == {"b": "x", "a": "y"}


def test_the_number_in_its_section_helps_and_does_not_decide() -> None:
    before = [one("a", "推进垃圾分类和环卫一体化", "3", "城市")]
    less_alike = one("x", "推进垃圾分类、城乡环境卫生清运市场化改革", "3", "城市")
    assert paired(before, [less_alike]) == {"a": "x"}
    assert paired(before, [Task("x", "3", "乡村", less_alike.words, "", less_alike.text, "")]) == {}
    assert paired(before, [one("x", "建设高标准农田", "3", "城市")]) == {}
    moved = [one("x", "建设高标准农田", "3", "城市"), one("y", "推进垃圾分类和环卫一体化", "9", "乡村")]
    assert paired(before, moved) == {"a": "y"}


def test_equal_tasks_keep_their_places() -> None:
    before = [one("a", "同上", "1", "甲"), one("b", "同上", "1", "乙")]
    after = [one("x", "同上", "1", "乙"), one("y", "同上", "1", "甲")]
    assert paired(before, after) == {"a": "y", "b": "x"}


def test_threshold_of_one_takes_only_the_same_words() -> None:
    before, after = [one("a", "建设公园四十个"), one("b", "修路")], [one("x", "建设公园五十个"), one("y", "修路")]
    assert paired(before, after, 1.0) == {"b": "y"}
    with pytest.raises(ZerenError, match="threshold of 0"):
        diff(Graph(), Graph(), threshold=0)


# Parts, and cities -----------------------------------------------------------------------------------


def test_a_part_is_what_a_document_states(years: tuple[Graph, Graph]) -> None:
    together = build(read_document(EXAMPLES / "gazette-2025-03.txt"), read_document(EXAMPLES / "notice-2026-02.md"))
    for words in ("泽政〔2026〕4号", "doc:泽政〔2026〕4号", "2026", "分解落实2026年"):
        assert part(together, Scope(words)).counts()["Task"] == 20
    alone, within = years[1], part(together, Scope("2026"))
    for table in ("tasks", "changes", "leads", "leaders", "load"):
        assert len(diff(alone, within).tables[table]) == 0
    with pytest.raises(ZerenError, match=r"no document '2019' in the graph: it holds 泽政〔2025〕.*; .* choose one"):
        part(together, Scope("2019"))


def test_cities_are_compared_by_what_their_units_are_for() -> None:
    def city(name: str, bureau: str, leader: str) -> Graph:
        doc = document(f"{name}重点工作", f"{name}〔2024〕1号", name)
        return build(
            reading(
                task(doc, "1", text="办好民生实事", lead=[mention(bureau)], leaders=[mention(leader, "person")]),
                task(doc, "2", text="守住安全底线", lead=[mention("市应急局")], support=[mention("市某局")]),
            )
        )

    one, other = city("甲市", "市财政局", "张某"), city("乙市", "市财政和国资局", "李某")
    by_name = diff(one, other)
    assert len(by_name.tables["load"]) == 6
    by_function = diff(one, city("乙市", "市财政局", "张某"), by="function")
    assert not by_function
    changed = diff(one, city("乙市", "市教育局", "张某"), by="function")
    assert {row["unit"]: row["change"] for row in changed.tables["load"]} == {"finance": -1, "education": 1}
    [row] = changed.tables["leads"]
    assert (row["lost"], row["gained"]) == (["finance"], ["education"])


# Laws ------------------------------------------------------------------------------------------------

two_graphs = st.tuples(graphs(), graphs()) | st.tuples(libraries(), libraries()).map(
    lambda pair: (build(*pair[0]), build(*pair[1]))
)


@settings(max_examples=25)
@given(pair=two_graphs, by=st.sampled_from(["unit", "function"]))
def test_nothing_differs_from_itself(pair: tuple[Graph, Graph], by: Any) -> None:
    graph = pair[0]
    assert not diff(graph, graph, by=by)
    turned = Graph(dict(reversed(list(graph.nodes.items()))), tuple(reversed(graph.edges)))
    assert not diff(graph, turned, by=by)


def mirrored(found: Difference) -> dict[str, list[dict[str, Any]]]:
    """Every section as it must be from the other side."""
    swap = {"before": "after", "after": "before", "gained": "lost", "lost": "gained", "new": "gone", "gone": "new"}
    swap |= {"low": "high", "high": "low"}

    def name(column: str) -> str:
        return "_".join(swap.get(word, word) for word in column.split("_"))

    def value(column: str, each: Any) -> Any:
        if column.rpartition("_")[2] in ("change", "low", "high"):
            return 0 - each
        return swap.get(each, each) if column == "state" else each

    return {
        section: [{name(column): value(column, each) for column, each in row.items()} for row in table]
        for section, table in found.tables.items()
    }


@settings(max_examples=30)
@given(pair=two_graphs, by=st.sampled_from(["unit", "function"]), threshold=st.sampled_from([0.2, 0.6, 1.0]))
def test_the_other_way_round_is_the_mirror(pair: tuple[Graph, Graph], by: Any, threshold: float) -> None:
    there, back = (diff(*each, by=by, threshold=threshold) for each in (pair, pair[::-1]))
    seen = mirrored(there)
    for section, table in back.tables.items():
        # Leads show the later side's words; rows stand as the later side prints them.
        found, expected = (
            sorted(repr(sorted((k, v) for k, v in row.items() if k != "task")) for row in side)
            for side in (table, seen[section])
        )
        assert found == expected, section


@settings(max_examples=30)
@given(pair=two_graphs, by=st.sampled_from(["unit", "function"]), groups=st.booleans())
def test_totals_add_up(pair: tuple[Graph, Graph], by: Any, groups: bool) -> None:
    found = diff(*pair, by=by, groups=groups)
    figures = {row["what"]: (row["before"], row["after"], row["change"]) for row in found.tables["summary"]}
    assert all(before + change == after for before, after, change in figures.values())  # type: ignore[operator]  # numbers
    sides = [[m.before for m in found.matches if m.before], [m.after for m in found.matches if m.after]]
    for side, graph in zip(sides, pair, strict=True):
        assert len(side) == len({t.id for t in side}) == graph.counts().get("Task", 0)
    assert figures["tasks"][:2] == (len(sides[0]), len(sides[1]))
    assert sum(row["change"] for row in found.tables["load"]) == figures["tasks of units, added up"][2]  # type: ignore[misc]  # numbers
    for row in found.tables["leaders"]:
        assert row["tasks_before"] + len(row["gained"]) - len(row["lost"]) == row["tasks_after"]  # type: ignore[operator, arg-type]  # numbers and lists


def test_a_notice_without_anything_is_compared() -> None:
    empty = Graph()
    found = diff(empty, build(notice()))
    assert {row["state"] for row in found.tables["tasks"]} == {"new"}
    assert not diff(empty, empty)


def test_a_unit_without_a_name_is_counted() -> None:
    named = build(notice())
    id = "unit:甲市/市财政局"
    nameless = Node("Unit", id, {**named.nodes[id].properties, "name": ""})
    graph = Graph({**named.nodes, id: nameless}, named.edges)
    [row] = rows(diff(Graph(), graph), "load", unit_id=id)
    assert (row["unit"], row["tasks_after"]) == ("", 2)
    assert not diff(graph, graph)
