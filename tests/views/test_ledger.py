"""The ledger is read back with another library and compared with the graph it was written from."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Document, Mention, Reading, Target, TaskRecord
from zeren.views.ledger import LedgerSummary, sheet_names, write_ledger

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


@pytest.fixture
def graph() -> Graph:
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
    values = list(sheet.iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, values[0]), row, strict=True)) for row in values[1:]]


def unit_sheets(book: Workbook) -> dict[str, list[dict[str, Any]]]:
    """A unit's name, from the title of its sheet, to its rows."""
    sheets = [s for s in book.worksheets if s.title not in ("总览", "来源与说明", "未列责任单位")]
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
    assert row == {
        "序号": 1,
        "任务编号": "1",
        "文件": "云政〔2025〕3号",
        "领域": "发展",
        "任务内容": "建成2条道路。",
        "角色": "配合",
        "责任领导": "张甲、李乙",
        "其他牵头单位": "市发展改革委",
        "其他配合单位": GROUP,
        "其他责任单位": None,
        "目标": "建成2条道路\n新增3个站",
        "完成时限": "12月底",
        "原文责任表述": STATEMENT,
        "原文单位名称": "市财政局",
        "原文行号或位置": 7,
        "备注": None,
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
    for number, row in enumerate(table, 4):
        link = sheet.cell(number, 10).hyperlink
        assert link is not None
        assert link.location == f"'{row['分表']}'!A1"
        assert book[row["分表"]]["A1"].value == row["单位"]
    facts = str(sheet["A2"].value)
    assert NOTICE.title in facts and "云政〔2025〕3号" in facts and REPORT.title in facts
    assert "1 项任务未列责任单位" in facts


def test_tasks_without_a_unit_have_a_sheet(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    table = rows(book["未列责任单位"])
    assert [(r["文件"], r["任务编号"], r["任务内容"], r["目标"]) for r in table] == [
        (REPORT.title, "1", "稳定增长。", "增长5%")
    ]
    listed = [r for r in rows(book["来源与说明"]) if r["序号"]]
    sources = {r["文件"]: (r["年度"], r["任务数"], r["其中列有责任单位"]) for r in listed}
    assert sources == {REPORT.title: (2025, 1, 0), NOTICE.title: (2025, 3, 3)}


def test_a_title_is_said_once(tmp_path: Path) -> None:
    inside = task("1", "修路。今年修两条。", statement="市财政局", responsible_units=(unit("市财政局", 1),))
    apart = task("2", "今年修两条。", statement="市财政局", responsible_units=(unit("市财政局", 2),))
    graph = build(reading(replace(inside, title="修路"), replace(apart, title="修路")))
    _, book = written(graph, tmp_path)
    assert [r["任务内容"] for r in unit_sheets(book)["市财政局"]] == ["修路。今年修两条。", "修路\n今年修两条。"]


def test_sheets_can_be_scrolled_filtered_and_printed(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    sheet = book["市财政局"]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:P7"
    assert sheet.page_setup.orientation == "landscape"
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None and setup.fitToPage is True
    # 0: as many pages down as it takes; the width is one page where the file does not say.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'市财政局'!$A$1:$P$7"
    assert "A2:P2" in {str(cells) for cells in sheet.merged_cells.ranges}
    assert sheet["E4"].alignment.wrap_text is True
    assert sheet.column_dimensions["E"].width > 50


def test_rows_are_as_high_as_their_texts(graph: Graph, tmp_path: Path) -> None:
    # Excel would find the heights by itself; LibreOffice takes the file for Excel's and shows one line of each text.
    _, book = written(graph, tmp_path)
    high = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=3):
            wrapped = [cell for cell in row if isinstance(cell.value, str) and cell.alignment.wrap_text]
            needed = 1.0
            for cell in wrapped:
                columns = sum(2 if east_asian_width(c) in "WF" else 1 for c in str(cell.value).replace("\n", ""))
                needed = max(needed, columns / (sheet.column_dimensions[cell.column_letter].width + 1))
            points = sheet.row_dimensions[int(row[0].row or 0)].height or 15
            assert points >= min(15 * needed, 409), (sheet.title, row[0].row)
            high += points > 30
    assert high > 3


def test_the_same_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    write_ledger(graph, one)
    nodes, edges = list(graph.nodes.items()), list(graph.edges)
    random.Random(7).shuffle(nodes)
    random.Random(8).shuffle(edges)
    write_ledger(Graph(dict(nodes), tuple(edges)), other)
    assert one.read_bytes() == other.read_bytes()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "http://example.org",
        "{=1}",
        "007",
        "_x0041_",
        "a\x07b",
    ]
    records = [
        task(str(i), words, responsible_units=(unit(f"={i}'![]:*?/\\", i * 1000),), statement=words)
        for i, words in enumerate(hostile, 1)
    ]
    graph = build(reading(*records))
    _, book = written(graph, tmp_path)
    seen = {}
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula"
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None, "only links inside the workbook"
    for name, table in unit_sheets(book).items():
        seen[name] = table[0]["任务内容"]
    hostile[-1] = "a_x0007_b"  # how the file writes a control character; openpyxl leaves it so
    assert seen == {f"={i}'![]:*?/\\": words for i, words in enumerate(hostile, 1)}


def test_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    graph = build(reading(task("1", "长" * 40_000, responsible_units=(unit("市财政局", 1),), statement="市财政局")))
    summary, book = written(graph, tmp_path)
    text = unit_sheets(book)["市财政局"][0]["任务内容"]
    assert summary.shortened == 1
    assert len(text) == 32_767
    assert text.endswith("（此处截断，全文 40000 字）")


def test_an_empty_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match="no task"):
        write_ledger(Graph(), tmp_path / "ledger.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["市财政局", "市财政局", "市财政局"], ["市财政局", "市财政局（2）", "市财政局（3）"]),
        (["a/b", "A\\B", "a：b", "[x]*?"], ["a／b", "A＼B", "a：b", "［x］＊？"]),
        (["a:b", "A：B"], ["a：b", "A：B（2）"]),  # equal once made valid, and case does not count
        (["", "  ", "\n"], ["未命名", "未命名（2）", "未命名（3）"]),
        (["History", "'x'"], ["History（2）", "’x’"]),
        (["长" * 40, "长" * 41], ["长" * 31, "长" * 28 + "（2）"]),
        (["𠮷" * 20], ["𠮷" * 15]),  # two UTF-16 units each: the 31st would be half a character
    ],
)
def test_sheet_names_are_valid_and_unique(titles: list[str], names: list[str]) -> None:
    assert sheet_names(titles) == names
