"""Workbooks come back as people leave them: read right, or told by cell; never read wrong."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from graph_samples.returned import DAY, FIRST, TASKS, fill, only, returned, returned_graph
from zeren.graph.model import Graph
from zeren.graph.reports import Report
from zeren.views.ledger import write_ledger
from zeren.views.returned import Returned, known_in, read_returned


@pytest.fixture(scope="module")
def graph() -> Graph:
    return returned_graph()


@pytest.fixture(scope="module")
def handed_out(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "ledger.xlsx"
    write_ledger(graph, path)
    return path


def test_an_untouched_ledger_says_nothing(handed_out: Path, graph: Graph) -> None:
    assert read_returned(handed_out, known_in(graph)) == Returned((), ())


def test_a_filled_row_is_a_report_of_its_task(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    change = fill(6, status="完成", share=1, date=DAY, words="已全部办结", by="李某")
    report = only(returned(handed_out, graph, tmp_path, change))
    node = graph.nodes[report.task]
    assert node.properties["text"] == TASKS[1]
    assert report == Report(
        task=node.id,
        date="2025-06-30",
        file="back.xlsx",
        place="总表!6",
        status="done",
        share=100,
        words="已全部办结",
        by="李某",
    )


def test_on_a_units_sheet_the_unit_reports(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    report = only(returned(handed_out, graph, tmp_path, FIRST, sheet="市水利局"))
    assert (report.unit, report.by, report.place) == ("市水利局", "市水利局", "市水利局!5")


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("完成", "done"),
        ("已完成", "done"),
        (" 完 成 ", "done"),
        ("办结。", "done"),
        ("按时序推进", "on schedule"),
        ("正常", "on schedule"),
        ("滞后", "behind"),
        ("逾期", "behind"),
        ("未启动", "not started"),
    ],
)
def test_states_are_read_in_the_words_people_use(
    written: str, means: str, handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    assert only(returned(handed_out, graph, tmp_path, fill(5, status=written, date=DAY))).status == means


@pytest.mark.parametrize("written", ["未完成", "基本完成", "完成一半", "是", "√", 3, True, "滞后或完成"])
def test_a_state_that_is_none_is_told(written: Any, handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    found = returned(handed_out, graph, tmp_path, fill(5, status=written, date=DAY))
    assert found.reports == ()
    assert [(one.place[:3], "no status" in one.why) for one in found.unfit] == [("总表!", True)]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (0.8, 80),
        (80, 80),
        (0, 0),
        (1, 100),  # in a cell of percent
        (100, 100),
        ("80%", 80),
        ("８０％", 80),
        ("约80%", 80),
        ("0.8", 80),
        ("80", 80),
        ("八成", 80),
        ("七成半", 75),
        ("百分之八十", 80),
        ("百分之八十五", 85),
        ("百分之十五", 15),
        ("百分之五", 5),
        ("百分之百", 100),
    ],
)
def test_shares_are_read_in_all_the_ways_they_are_written(
    written: Any, means: int, handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    assert only(returned(handed_out, graph, tmp_path, fill(5, share=written, date=DAY))).share == means


@pytest.mark.parametrize("written", [101, -1, 8000, "120%", "过半", "1", "33.333%", 0.3333, True, "1/2", DAY])
def test_a_share_that_is_none_or_can_be_two_is_told(
    written: Any, handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    found = returned(handed_out, graph, tmp_path, fill(5, share=written, date=DAY))
    assert found.reports == () and len(found.unfit) == 1


def test_one_in_a_cell_without_percent_can_be_two_things(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        fill(5, share=1, date=DAY)(sheet, columns)
        sheet.cell(5, columns["完成比例"]).number_format = "General"

    assert "1 % or all" in returned(handed_out, graph, tmp_path, change).unfit[0].why


@pytest.mark.parametrize(
    "written",
    [
        DAY,
        datetime.datetime(2025, 6, 30, 8, 30),
        "2025-06-30",
        "2025/6/30",
        "2025.6.30",
        "2025年6月30日",
        "２０２５年６月３０日",
        "20250630",
        20250630,
        45838,  # a date whose cell lost its format
    ],
)
def test_dates_are_read_in_all_the_ways_they_are_written(
    written: Any, handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        fill(5, status="完成", date=written)(sheet, columns)
        if isinstance(written, int):
            sheet.cell(5, columns["填报日期"]).number_format = "General"

    assert only(returned(handed_out, graph, tmp_path, change)).date == "2025-06-30"


@pytest.mark.parametrize("written", ["6月30日", "2025年6月", "2025-06-31", "昨天", "25.6.30", 630, None])
def test_a_date_that_is_no_day_is_told(written: Any, handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    found = returned(handed_out, graph, tmp_path, fill(5, status="完成", date=written))
    assert found.reports == () and len(found.unfit) == 1


def test_done_and_half_is_told(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    found = returned(handed_out, graph, tmp_path, fill(5, status="完成", share=0.5, date=DAY))
    assert found.reports == () and "which of the two" in found.unfit[0].why


# What people do to the sheet --------------------------------------------------------------------
