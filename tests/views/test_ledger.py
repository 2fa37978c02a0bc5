"""The ledger is read back with another library and compared with the graph it was written from."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from graph_samples.ledgers import (
    GROUP,
    NOTICE,
    REPORT,
    STATEMENT,
    ledger_graph,
    reading,
    rows,
    shown,
    stated,
    task,
    unit,
    unit_sheets,
    unit_sheets_with_phrases,
    written,
)
from zeren.graph.build import build
from zeren.graph.measures import concentration
from zeren.graph.model import Graph
from zeren.loaders import read_document
from zeren.loaders.records import TaskRecord
from zeren.views.ledger import write_ledger


@pytest.fixture
def graph() -> Graph:
    return ledger_graph()


def test_each_edge_of_responsibility_is_one_row(graph: Graph, tmp_path: Path) -> None:
    summary, book = written(graph, tmp_path)
    assert sum(stated(graph).values()) == 8
    assert shown(book) == stated(graph)
    assert (summary.units, summary.groups, summary.tasks, summary.entries) == (3, 1, 3, 8)
    assert (summary.unassigned, summary.shortened) == (1, 0)


def test_nothing_of_a_real_gazette_is_lost(shared: Path, tmp_path: Path) -> None:
    graph = build(*(read_document(path) for path in sorted((shared / "documents").glob("*.txt"))))
    summary, book = written(graph, tmp_path)
    assert shown(book) == stated(graph)
    # The notice: 113 lead, 385 supporting, 83 without a lead. The plan: 66. The report: 41 tasks, no unit.
    assert (summary.entries, summary.unassigned) == (113 + 385 + 83 + 66, 41)


def test_a_row_says_all_of_its_task(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    row = unit_sheets(book)["市财政局"][0]
    assert {header: value for header, value in row.items() if value is not None} == {
        "序号": 1,
        "任务编号": "1",
        "任务内容": "建成2条道路。",
        "角色": "配合",
        "责任领导": "张甲、李乙",
        "其他牵头单位": "市发展改革委",
        "其他配合单位": GROUP,
        "目标": "建成2条道路\n新增3个站",
        "完成时限": "12月底",
        "灯": "●",
        "文件": "云政〔2025〕3号",
        "领域": "发展",
        "原文责任表述": STATEMENT,
        "原文单位名称": "市财政局",
        "原文行号或位置": 7,
        "任务编码": "task:云政〔2025〕3号#1",
    }
    assert unit_sheets(book)["市财政局"][1]["备注"] == "原文名单以“等”结尾，未尽列\n名称或责任由上文补全"


def test_the_overview_counts_tasks_and_leads_to_each_sheet(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    sheet = book["总览"]
    table = rows(sheet)
    figures = {
        r["单位"]: (r["牵头"], r["配合"], r["责任（未列牵头）"], r["任务合计"], r["责任领导（任务数）"]) for r in table
    }
    assert figures == {
        "市财政局": (1, 2, 1, 3, "李乙（2）、张甲（1）"),
        "市发展改革委": (1, 1, 0, 2, "张甲（1）、李乙（1）"),
        "东州县政府": (0, 0, 1, 1, "李乙（1）"),
        GROUP: (0, 1, 0, 1, "张甲（1）、李乙（1）"),
    }
    assert [r["单位"] for r in table][-1] == GROUP  # phrases come last
    for number, row in enumerate(table, 5):
        link = sheet.cell(number, 10).hyperlink
        assert link is not None
        assert link.location == f"'{row['分表']}'!A1"
        assert book[row["分表"]]["A1"].value == row["单位"]
    facts = str(sheet["A2"].value)
    assert NOTICE.title in facts and "云政〔2025〕3号" in facts and REPORT.title in facts
    assert "1 项任务未列责任单位" in facts


@pytest.mark.parametrize(("spare", "has"), [(0, True), (-1, False)])
def test_sheets_of_bodies_that_are_too_many_are_left_out_and_told(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int, has: bool
) -> None:
    _, book = written(graph, tmp_path)
    of_bodies = [
        sheet for sheet in book.sheetnames if sheet not in ("总览", "总表", "缺口", "集中度", "核对", "来源与说明")
    ]
    together = sum(len(rows(book[sheet])) for sheet in of_bodies)
    monkeypatch.setattr("zeren.views.ledger.ROWS_ON_SHEETS", together + spare)
    summary, book = written(graph, tmp_path)
    assert [sheet in book.sheetnames for sheet in of_bodies] == [has] * len(of_bodies)
    assert summary.left_out == (0 if has else together)
    assert (f"共 {together} 行，过多而从略" in str(book["总览"]["A2"].value)) != has
    assert [bool(row["分表"]) for row in rows(book["总览"])] == [has] * 4
    assert len(rows(book["总表"])) == len([n for n in graph.nodes.values() if n.label == "Task"])


def test_each_task_is_a_row_with_its_id(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    table = rows(book["总表"])
    ids = [r["任务编码"] for r in table]
    assert sorted(ids) == sorted(n.id for n in graph.nodes.values() if n.label == "Task")
    (first,) = (r for r in table if r["任务编码"].endswith("〕3号#1"))
    assert [first[h] for h in ("责任领导", "牵头单位", "配合单位", "责任单位")] == [
        "张甲、李乙",
        "市发展改革委",
        f"市财政局、{GROUP}",
        None,
    ]


def test_each_leader_has_a_sheet(graph: Graph, tmp_path: Path) -> None:
    summary, book = written(graph, tmp_path)
    assert summary.leaders == 2
    assert [r["任务编号"] for r in rows(book["李乙"])] == ["1", "2"]
    assert [r["任务编号"] for r in rows(book["张甲"])] == ["1"]


def test_what_is_missing_is_listed(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    found = {(r["缺什么"], r["任务编码"].rpartition(":")[2]) for r in rows(book["缺口"])}
    report = next(n.id for n in graph.nodes.values() if n.label == "Task" and "〕3号" not in n.id).rpartition(":")[2]
    assert found == {
        ("牵头单位", "云政〔2025〕3号#2"),
        ("完成时限", "云政〔2025〕3号#2"),
        ("完成时限", "云政〔2025〕3号#3"),
        ("责任领导", "云政〔2025〕3号#3"),
        ("责任单位", report),
        ("完成时限", report),
    }


def test_a_single_unit_or_ten_supporters_are_no_gap_and_more_are(tmp_path: Path) -> None:
    def supported(number: str, count: int) -> TaskRecord:
        many = tuple(unit(f"市{'甲' * i}局", int(number) * 1000 + i * 20) for i in range(1, count + 1))
        lead = (unit("市财政局", int(number) * 1000),)
        stated = {"statement": "由市财政局牵头", "convention": "explicit", "deadline": "年底前"}
        return task(number, f"任务{number}。", lead_units=lead, supporting_units=many, **stated)

    alone = task("3", "任务3。", responsible_units=(unit("市财政局", 3000),), statement="市财政局", deadline="年底前")
    two = task(
        "4",
        "任务4。",
        lead_units=(unit("市财政局", 4000), unit("市水利局", 4010)),
        statement="两家牵头",
        deadline="年底前",
        convention="explicit",
    )
    phrase = task("5", "任务5。", responsible_units=(unit(GROUP, 5000, "group"),), statement=GROUP, deadline="年底前")
    _, book = written(build(reading(supported("1", 10), supported("2", 11), alone, two, phrase)), tmp_path)
    assert {(r["缺什么"], r["任务编号"]) for r in rows(book["缺口"])} == {
        ("重点配合", "2"),
        ("唯一牵头", "4"),
        ("具体单位", "5"),
    }


def test_the_tasks_of_a_phrase_are_shown_to_those_it_covers_and_not_counted(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    own, through = unit_sheets_with_phrases(book)["东州县政府"]
    assert (own["角色"], own["任务编号"]) == ("责任", "2")
    assert (through["角色"], through["任务编号"]) == ("配合（统称）", "1")
    assert through["备注"].startswith(f"列在统称“{GROUP}”名下")
    (counted,) = (r for r in rows(book["总览"]) if r["单位"] == "东州县政府")
    assert counted["任务合计"] == 1


def test_one_unit_or_leader_gets_what_concerns_it(graph: Graph, tmp_path: Path) -> None:
    county = next(n.id for n in graph.nodes.values() if n.properties.get("name") == "东州县政府")
    write_ledger(graph, tmp_path / "a.xlsx", unit=county)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["总表", "缺口", "来源与说明", "东州县政府"]
    assert [r["任务编号"] for r in rows(book["总表"])] == ["1", "2"]
    leader = next(n.id for n in graph.nodes.values() if n.properties.get("name") == "张甲")
    write_ledger(graph, tmp_path / "b.xlsx", leader=leader)
    book = load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames == ["总表", "缺口", "来源与说明", "张甲"]
    assert [r["任务编号"] for r in rows(book["总表"])] == ["1"]


def test_figures_of_concentration_are_those_of_the_measure(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    shown = {row[1]: row[4] for row in book["集中度"].iter_rows(values_only=True) if row[1] in ("合计", "牵头")}
    measured = {
        r["load"]: cast(float, r["gini"]) for r in concentration(graph) if not r["groups"] and r["frame"] == "carriers"
    }
    assert shown == {"合计": round(measured["total"], 3), "牵头": round(measured["lead"], 3)}
    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as parts:
        assert [name for name in parts.namelist() if name.startswith("xl/charts/chart")] == [
            "xl/charts/chart1.xml",
            "xl/charts/chart2.xml",
        ]
        anchors = parts.read("xl/drawings/drawing1.xml").decode()
    # Right of the tables and one below the other: below them a break between pages cut the first in two.
    corners = [(int(c), int(r)) for c, r in re.findall(r"<xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", anchors)]
    (left, top), (_, bottom), (below_left, below), (_, last) = corners
    assert left == below_left == 10 and top < bottom <= below < last <= 45


def test_documents_say_how_many_tasks_they_gave(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    listed = [r for r in rows(book["来源与说明"]) if r["序号"]]
    sources = {r["文件"]: (r["年度"], r["任务数"], r["其中列有责任单位"]) for r in listed}
    assert sources == {REPORT.title: (2025, 1, 0), NOTICE.title: (2025, 3, 3)}


def test_a_title_is_said_once(tmp_path: Path) -> None:
    inside = task("1", "修路。今年修两条。", statement="市财政局", responsible_units=(unit("市财政局", 1),))
    apart = task("2", "今年修两条。", statement="市财政局", responsible_units=(unit("市财政局", 2),))
    graph = build(reading(replace(inside, title="修路"), replace(apart, title="修路")))
    _, book = written(graph, tmp_path)
    assert [r["任务内容"] for r in unit_sheets(book)["市财政局"]] == ["修路。今年修两条。", "修路\n今年修两条。"]
