"""A graph whose ledger shows every case, and a workbook read back with another library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders.records import Document, Mention, Reading, Target, TaskRecord
from zeren.views.ledger import LedgerSummary, write_ledger

CITY = "云州市"
NOTICE = Document("云州市人民政府关于分解重点工作的通知", "云政〔2025〕3号", "云州市人民政府", "2025-03-01", 2025, CITY)
REPORT = Document("云州市政府工作报告", None, None, "2025-01-10", 2025, CITY)
ROLES = {"LEADS": "牵头", "SUPPORTS": "配合", "RESPONSIBLE_FOR": "责任"}
STATEMENT = "责任领导：张甲、李乙\n责任单位：市发展改革委牵头，市财政局、各县（市、区）政府配合。"
GROUP = "各县（市、区）政府"


def unit(name: str, start: int, kind: str = "department", *, inherited: bool = False, line: int = 7) -> Mention:
    return Mention(name, name, kind, start, start + len(name), line, "label", inherited)


def person(name: str, start: int) -> Mention:
    return Mention(name, name, "person", start, start + len(name), 6, "label")


def reading(*records: TaskRecord, name: str = "a.txt") -> Reading:
    return Reading(name, "d" * 64, records, tuple(dict.fromkeys(r.document for r in records)))


def task(number: str, text: str, **rest: Any) -> TaskRecord:
    return TaskRecord(NOTICE, number, ("一、发展",), "发展", None, text, start=int(number) * 1000, **rest)


def ledger_graph() -> Graph:
    """Two documents, a phrase, a unit in two roles, and a task of nobody."""
    first = task(
        "1",
        "建成2条道路。",
        leaders=(person("张甲", 1010), person("李乙", 1014)),
        lead_units=(unit("市发展改革委", 1020),),
        supporting_units=(unit("市财政局", 1030), unit(GROUP, 1040, "group", line=8)),
        targets=(Target("建成2条道路", "2", "条", ""), Target("新增3个站", "3", "个", "")),
        deadline="12月底",
        convention="explicit",
        statement=STATEMENT,
        line=5,
    )
    second = task(
        "2",
        "办好实事。",
        leaders=(person("李乙", 2010),),
        responsible_units=(
            unit("市财政局", 2020, inherited=True),
            unit("东州县政府", 2030, "county_government"),
        ),
        open_list=True,
        statement="责任单位：市财政局、东州县政府等",
    )
    # The same unit leads in one statement of the task and supports in another: two edges, two rows, one task.
    third = task(
        "3",
        "两次点名。",
        lead_units=(unit("市财政局", 3010),),
        supporting_units=(unit("市财政局", 3050), unit("市发展改革委", 3060)),
        statement="市财政局牵头，市财政局、市发展改革委配合",
    )
    bare = TaskRecord(REPORT, "1", (), None, None, "稳定增长。", targets=(Target("增长5%", "5", "%", ""),))
    return build(reading(first, second, third), replace(reading(bare, name="b.txt"), digest="e" * 64))


def written(graph: Graph, tmp_path: Path) -> tuple[LedgerSummary, Workbook]:
    summary = write_ledger(graph, tmp_path / "ledger.xlsx")
    return summary, load_workbook(summary.path)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The table under the header row, keyed by header."""
    values = list(sheet.iter_rows(min_row=4, values_only=True))
    return [dict(zip(map(str, values[0]), row, strict=True)) for row in values[1:]]


def unit_sheets(book: Workbook) -> dict[str, list[dict[str, Any]]]:
    """A unit's name, from the title of its sheet, to its rows."""
    return {
        name: [row for row in table if not str(row["角色"]).endswith("（统称）")]
        for name, table in unit_sheets_with_phrases(book).items()
    }


def unit_sheets_with_phrases(book: Workbook) -> dict[str, list[dict[str, Any]]]:
    sheets = [sheet for sheet in book.worksheets if any(cell.value == "角色" for cell in sheet[4])]
    return {str(sheet["A1"].value): rows(sheet) for sheet in sheets}


def stated(graph: Graph) -> Counter[tuple[object, ...]]:
    """Every edge of responsibility from a unit, as its row must show it."""
    return Counter(
        (
            graph.nodes[e.start].properties["name"],
            graph.nodes[e.end].properties["number"],
            ROLES[e.type],
            e.properties["source"],
            e.properties["statement"],
            e.properties["line"],
        )
        for e in graph.edges
        if e.type in ROLES
    )


def shown(book: Workbook) -> Counter[tuple[object, ...]]:
    return Counter(
        (name, r["任务编号"], r["角色"], r["原文单位名称"], r["原文责任表述"], r["原文行号或位置"])
        for name, table in unit_sheets(book).items()
        for r in table
    )
