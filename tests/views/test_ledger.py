"""The ledger is read back with another library and compared with the graph it was written from."""

from __future__ import annotations

import random
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, cast
from unicodedata import east_asian_width

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zeren.graph.build import build
from zeren.graph.measures import concentration
from zeren.graph.model import Graph
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Document, Mention, Reading, Target, TaskRecord
from zeren.views.ledger import LedgerSummary, sheet_names, write_ledger
from zeren.views.ledger_columns import ALL_PRINTED, UNIT_PRINTED

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


def test_sheets_can_be_scrolled_filtered_and_printed(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    sheet = book["市财政局"]
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:Y8"
    assert sheet.page_setup.orientation == "landscape"
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None and setup.fitToPage is True
    # 0: as many pages down as it takes; the width is one page where the file does not say.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_area == "'市财政局'!$A$1:$N$8"
    assert "A2:N2" in {str(cells) for cells in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[3].hidden
    assert sheet["C5"].alignment.wrap_text is True


@pytest.mark.parametrize("name", ["总表", "市财政局", "张甲"])
def test_what_is_printed_is_read_at_eight_points(name: str, graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    sheet = book[name]
    printed = [cell.column_letter for cell in sheet[4] if cell.value in (*UNIT_PRINTED, *ALL_PRINTED)]
    # A column of w characters is 7 w + 5 pixels of 0.75 points; 11 points are shrunk to the width of A4.
    points = sum((7 * sheet.column_dimensions[letter].width + 5) * 0.75 for letter in printed)
    paper = (297 / 25.4 - 0.6) * 72
    assert 11 * min(1, paper / points) >= 8


def test_status_is_chosen_from_a_list_and_lamps_follow_the_day(graph: Graph, tmp_path: Path) -> None:
    _, book = written(graph, tmp_path)
    sheet = book["总表"]
    choice = next(v for v in sheet.data_validations.dataValidation if v.type == "list")
    assert choice.formula1 == '"未启动,滞后,按时序,完成"'
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [("TODAY()" in rule.formula[0]) for rule in rules] == [False, True, True, False]


def test_rows_are_as_high_as_their_texts(graph: Graph, tmp_path: Path) -> None:
    # Excel would find the heights by itself; LibreOffice takes the file for Excel's and shows one line of each text.
    _, book = written(graph, tmp_path)
    high = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=4):
            ids = [cell.column for cell in sheet[4] if cell.value == "任务编码"]
            texts = [cell for cell in row if isinstance(cell.value, str) and cell.column not in ids]
            wrapped = [cell for cell in texts if cell.alignment.wrap_text]
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
        seen[name] = unescape(table[0]["任务内容"])  # openpyxl does so for strings that cells share only
    assert seen == {f"={i}'![]:*?/\\": words for i, words in enumerate(hostile, 1)}


def test_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    graph = build(reading(task("1", "长" * 40_000, responsible_units=(unit("市财政局", 1),), statement="市财政局")))
    summary, book = written(graph, tmp_path)
    text = unit_sheets(book)["市财政局"][0]["任务内容"]
    assert summary.shortened == 3  # on the sheet of all, among the gaps, on its unit.s
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
