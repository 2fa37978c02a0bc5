"""What was reported of tasks stays whatever happens to their notices, and what is late follows from it."""

from __future__ import annotations

from typing import Any

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, Node, build, open_store
from zeren.graph.reports import Report, conflicts, late, reports_in, standing

NOTICE = document()
FIRST, SECOND = (f"task:{NOTICE.number}#{number}" for number in "12")


def notice(*numbers: str) -> Graph:
    """A notice with these tasks: 市财政局 leads them, 市水利局 supports."""
    lead, support = (mention("市财政局"),), (mention("市水利局", start=10),)
    return build(reading(*(task(NOTICE, n, text=f"办好第{n}件事。", lead=lead, support=support) for n in numbers)))


def said(task: str, status: str, date: str, unit: str = "市财政局", **more: Any) -> Report:
    return Report(task, date, "a.xlsx", "总表!5", status, **{"by": unit, "unit": unit, **more})


def with_reports(graph: Graph, *reports: Report) -> Graph:
    return Graph({**graph.nodes, **{node.id: node for node in (report.node() for report in reports)}}, graph.edges)


def test_reports_are_added_once_and_survive_their_notice(place: str) -> None:
    reports = [said(FIRST, "behind", "2025-03-01", words="雨天误工", share=40), said(SECOND, "done", "2025-03-02")]
    kept = {FIRST: [reports[0]], SECOND: [reports[1]]}
    hangs = "MATCH (t:Task)-[:HAS_PROGRESS]->(p:Progress) RETURN t.id AS task, p.status AS status ORDER BY t.id"
    with open_store(place, create=True) as store:
        store.load(notice("1", "2"))
        plain = store.digest()
        first = store.report(report.node() for report in reports)
        assert (first.unchanged, first.added) == (False, {"Progress": 2, "HAS_PROGRESS": 2})
        assert store.report(report.node() for report in reports).unchanged
        both = store.digest()
        assert both != plain
        assert store.load(notice("1", "2")).unchanged
        # A corrected notice lacks the second task: its report waits, and finds it again.
        store.load(notice("1"))
        assert [tuple(row) for row in store.read(hangs).rows] == [(FIRST, "behind")]
        assert reports_in(store.graph()) == kept
        store.load(notice("1", "2"), replace=True)
        assert [tuple(row) for row in store.read(hangs).rows] == [(FIRST, "behind"), (SECOND, "done")]
        assert store.digest() == both
        store.remove([f"doc:{NOTICE.number}"])
        assert reports_in(store.graph()) == kept
    with open_store(place) as store:  # and are whole when it is opened again
        assert reports_in(store.graph()) == kept


def test_clusters_stay_when_progress_is_reported(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(notice("1"))
        unit = "unit:甲市/市财政局"
        store.write_clusters([(unit, 3)], [])
        store.report([said(FIRST, "done", "2025-03-01").node()])
        assert store.graph().nodes[unit].properties["cluster"] == 3


def test_the_newest_report_counts_then_the_leads_then_the_one_that_says_least() -> None:
    graph = notice("1")
    old, lead = said(FIRST, "done", "2025-03-01"), said(FIRST, "on schedule", "2025-04-01")
    support = said(FIRST, "done", "2025-04-01", "市水利局")
    known = with_reports(graph, old, lead, support)
    assert standing(known) == {FIRST: lead}
    assert standing(known, on="2025-03-31") == {FIRST: old}
    assert standing(known, {FIRST: "市水利局"}) == {FIRST: support}
    other = said(FIRST, "behind", "2025-04-01", by="李某")
    assert standing(with_reports(known, other)) == {FIRST: other}
    assert standing(with_reports(graph, said(FIRST, "done", "2025-04-01", "市水利局"))) == {FIRST: support}


def test_reports_of_one_day_that_differ_stand_side_by_side() -> None:
    lead, support = said(FIRST, "behind", "2025-04-01"), said(FIRST, "done", "2025-04-01", "市水利局")
    agreed = said(SECOND, "done", "2025-04-01"), said(SECOND, "done", "2025-04-01", "市水利局")
    table = conflicts(with_reports(notice("1", "2"), lead, support, *agreed))
    assert [(row["by"], row["status"], row["counts"]) for row in table] == [
        ("市水利局", "done", False),
        ("市财政局", "behind", True),
    ]
    apart = said(FIRST, "done", "2025-05-01", "市水利局")
    assert conflicts(with_reports(notice("1"), lead, apart)).rows == ()


def due(graph: Graph, days: dict[str, str]) -> Graph:
    nodes = dict(graph.nodes)
    for id, day in days.items():
        nodes[id] = Node("Task", id, {**nodes[id].properties, "due": day})
    return Graph(nodes, graph.edges)


def test_late_is_what_was_due_before_the_day_and_not_done_by_then_or_reported_behind() -> None:
    third = f"task:{NOTICE.number}#3"
    graph = due(notice("1", "2", "3"), {FIRST: "2025-06-30", SECOND: "2025-12-31"})
    graph = with_reports(graph, said(FIRST, "done", "2025-08-01"), said(third, "behind", "2025-07-01"))

    def on(day: str) -> list[tuple[object, ...]]:
        return [(row["task"], row["days"], row["status"]) for row in late(graph, day)]

    assert on("2025-06-30") == []
    assert on("2025-07-01") == [(FIRST, 1, None), (third, None, "behind")]
    assert on("2025-07-31") == [(FIRST, 31, None), (third, None, "behind")]
    assert on("2025-08-01") == [(third, None, "behind")]
    assert on("2026-01-01") == [(SECOND, 1, None), (third, None, "behind")]
    (row,) = late(graph, "2025-08-01")
    assert (row["number"], row["lead_units"], row["by"]) == ("3", "市财政局", "市财政局")
