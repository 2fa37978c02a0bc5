"""The page's findings are the briefing's: of all, of each year, of each document."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from zeren.graph.assignments import Scope, part
from zeren.graph.build import build
from zeren.graph.diff import diff
from zeren.graph.model import Graph
from zeren.graph.reports import Report, late
from zeren.loaders import read_document
from zeren.views.findings import findings
from zeren.views.page_data import Asked, PageData, page_data

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2026, 4, 1)


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = build(*(read_document(EXAMPLES / name) for name in ("gazette-2025-03.txt", "notice-2026-02.md")))
    dated = [node.id for node in graph.nodes.values() if str(node.properties.get("due", "9")) < DAY.isoformat()]
    other = next(node.id for node in graph.nodes.values() if node.label == "Task" and "due" not in node.properties)
    reports = [
        Report(dated[0], "2026-03-01", "a.xlsx", "总表!3", "done", 100),
        Report(other, "2026-03-02", "a.xlsx", "总表!4", "behind"),
    ]
    return Graph({**graph.nodes, **{node.id: node for node in (report.node() for report in reports)}}, graph.edges)


@pytest.fixture(scope="module")
def data(graph: Graph) -> PageData:
    return page_data(graph, Asked(day=DAY), known={})


def test_each_part_of_the_page_has_the_findings_of_its_briefing(graph: Graph, data: PageData) -> None:
    documents = data.payload["documents"]
    scopes = {tuple(scope["documents"]): scope["findings"] for scope in data.payload["scopes"]}
    assert next(iter(scopes)) == tuple(range(len(documents)))
    for scope in (Scope(), Scope(year=2025), Scope(year=2026), *(Scope(d["id"]) for d in documents)):
        held = scope.documents(graph)
        at = tuple(i for i, document in enumerate(documents) if document["id"] in held)
        told = [(finding["name"], finding["said"]) for finding in scopes[at]]
        assert told == [(finding.name, finding.said) for finding in findings(part(graph, scope), DAY)]
        assert told


def test_a_finding_leads_to_what_is_on_the_page(data: PageData) -> None:
    views = {"tasks", "focus", "pivot", "quality"}
    ids = {thing["id"] for kind in ("tasks", "units", "leaders") for thing in data.payload[kind]}
    for scope in data.payload["scopes"]:
        for finding in scope["findings"]:
            assert len(finding["links"]) in (0, len(finding["rows"]))
            for link in (finding["link"], *finding["links"]):
                assert link["view"] in views
                assert "focus" not in link or link["focus"] in ids


def test_tasks_are_late_as_the_command_says(graph: Graph, data: PageData) -> None:
    tasks = data.payload["tasks"]
    at = {name: place for place, (name, _, _) in enumerate(data.payload["marks"])}
    table = late(graph, DAY.isoformat())
    assert {task["id"] for task in tasks if at["late"] in task["marks"]} == {row["task"] for row in table}
    behind = next(
        task for task in tasks if task["progress"] and data.payload["statuses"][task["progress"][0]][0] == "behind"
    )
    assert at["late"] in behind["marks"]
    assert behind["progress"][2:] == ["2026-03-02", "", "", 1]
    assert all(task["due"][0] for task in tasks if at["soon"] in task["marks"])


def test_reasons_and_places_are_said_in_chinese_too(data: PageData) -> None:
    texts = data.payload["texts"]
    for table in data.payload["quality"].values():
        at = table["columns"].index("reason_zh")
        said = [texts[i] for i in table["cells"][at]["of"]]
        assert said
        assert not [reason for reason in said if re.search("[A-Za-z]", reason)]


def test_years_are_compared_as_the_command_compares_them(graph: Graph, data: PageData) -> None:
    (pair,) = data.payload["comparisons"]
    assert (pair["before"], pair["after"]) == (2025, 2026)
    tables = diff(part(graph, Scope(year=2025)), part(graph, Scope(year=2026))).tables
    texts = data.payload["texts"]
    for name, table in pair["tables"].items():
        assert table["total"] == len(tables[name])
        for column, cells in zip(table["columns"], table["cells"], strict=True):
            at = tables[name].columns.index(column)
            want = [row[at] for row in tables[name].rows[: len(cells["of"] if isinstance(cells, dict) else cells)]]
            if isinstance(cells, dict):
                assert [None if i < 0 else texts[i] for i in cells["of"]] == want
            elif all(isinstance(value, int | float | None) for value in want):
                assert (
                    cells == pytest.approx(want, abs=1e-6, nan_ok=True) if None not in want else len(cells) == len(want)
                )
