"""Papers and reports: each task whole, each number that of a table, and text that stays text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from lxml import etree, html
from msgspec.structs import replace

from graph_samples.records import document, mention, reading, task
from notice_files import by_office
from zeren.graph import Graph, Node, build
from zeren.graph.doubts import in_chinese
from zeren.graph.measures import concentration, workload
from zeren.graph.reports import Report
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError
from zeren.loaders.reasons import DOUBTS_ZH
from zeren.loaders.records import Mention
from zeren.views.blocks import Facts, Grid, Heading, Paper, Para
from zeren.views.findings import findings
from zeren.views.ledger import write_ledger
from zeren.views.paper import paper_of
from zeren.views.paper_docx import to_docx
from zeren.views.paper_html import kind_and_state, to_html, to_markdown
from zeren.views.report import report_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2025, 11, 1)
FOOT = 99
"""Points of the lower margin, 35 mm."""
HOSTILE = (
    "=cmd|'/c calc'!A1",
    '{ HYPERLINK "http://evil" }',
    "<script>alert(1)</script>&amp;",
    "坏\x01\x0b\ufffe字符",
    "]]> --> <!-- zeren report",
    "| a | b |\n# 标题\n\x15\x13 DDEAUTO c:\\\\x \x14",
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The sample, with reports of its first tasks."""
    whole = build(*(read_document(EXAMPLES / name) for name in ("gazette-2025-03.txt", "work-report-2025.txt")))
    tasks = sorted({edge.end for edge in whole.edges if edge.type == "LEADS"})[:9]
    said = [
        Report(id, "2025-10-01", "a.xlsx", "总表!5", status, by="市财政局").node()
        for id, status in zip(tasks, ("done", "behind", "on schedule") * 3, strict=True)
    ]
    return Graph({**whole.nodes, **{node.id: node for node in said}}, whole.edges)


def named(graph: Graph, label: str, name: str) -> str:
    return next(n.id for n in graph.nodes.values() if n.label == label and n.properties.get("name") == name)


def words_of(data: bytes) -> str:
    return "\n".join(part.text for part in docx.Document(io.BytesIO(data)).paragraphs)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.-]\d+)*%?", text)


def test_each_number_of_a_sentence_stands_in_its_table(graph: Graph) -> None:
    found = findings(graph, DAY)
    assert [one.name for one in found] == ["busiest", "concentrated", "leaders", "gaps", "due", "late", "doubtful"]
    for one in found:
        for said, grid in zip(one.said, one.grid, strict=True):
            cells = {*(cell for row in (*grid.rows, *grid.sums) for cell in row), DAY.isoformat()}
            cells |= {n for row in (*grid.rows, *grid.sums) for n in numbers(row[0] + row[2])}
            # What a sentence calls its own measure: 95 % intervals, more than ten supporters, sixty days.
            assert set(numbers(said)) <= cells | {"95%", "95", "10", "60"}, (one.name, said)
            assert numbers(said), one.name


def test_a_table_has_the_numbers_of_the_measures(graph: Graph) -> None:
    busiest, concentrated, leaders, *_ = findings(graph, DAY)
    units = [row for row in workload(graph, "unit").to_dicts() if row["kind"] != "group"]
    shown = [(row[0], *map(int, (row[1], *row[3:]))) for row in busiest.grid[0].rows]
    assert shown == [tuple(row[n] for n in ("unit", "tasks", "led", "supporting", "responsible")) for row in units[:10]]
    assert [row[0] for row in leaders.grid[0].rows] == [
        row["leader"] for row in workload(graph, "leader").to_dicts() if row["kind"] != "group"
    ]
    measured = {r["load"]: r for r in concentration(graph).to_dicts() if not r["groups"] and r["frame"] == "carriers"}
    whole: Any = measured["total"]
    assert concentrated.grid[1].rows[0][2:6] == tuple(
        f"{whole[n]:.2f}" for n in ("gini", "gini_low", "gini_high", "gini_random")
    )


def test_why_a_reading_is_doubtful_is_said_in_the_language_of_the_report(graph: Graph) -> None:
    zh, en = findings(graph, DAY)[-1].grid
    assert zh.rows
    assert all(row[1].startswith(tuple(DOUBTS_ZH.values())) for row in zh.rows)
    assert all(row[1].startswith(tuple(DOUBTS_ZH)) for row in en.rows)
    assert [in_chinese(row[2]) for row in en.rows] == [row[2] for row in zh.rows] != [row[2] for row in en.rows]


def test_what_is_not_supported_is_not_said() -> None:
    notice = document()
    lead = (mention("市财政局"),)
    alone = build(reading(task(notice, "1", text="年底前修桥。", lead=lead)))
    assert [one.name for one in findings(alone, DAY)] == ["gaps"]
    # Every unit has one task: chance would give no less.
    even = build(reading(*(task(notice, str(n), lead=(mention(f"市{'甲' * n}局"),)) for n in range(1, 9))))
    said = {one.name: one.said for one in findings(even, DAY)}
    assert "不能说集中" in said["concentrated"][0] and "not to be told from chance" in said["concentrated"][1]
    assert said["busiest"][1].startswith("8 units carry most, 1 tasks each")
    with pytest.raises(ZerenError, match="no report to write"):
        report_of(Graph(), day=DAY)


@pytest.mark.parametrize(("label", "name"), [("unit", "市发展改革委"), ("leader", "闻人予"), ("county", "榴原市")])
def test_each_task_is_whole(label: str, name: str, graph: Graph) -> None:
    id = named(graph, label.capitalize(), name)
    paper = paper_of(graph, **{label: id})  # type: ignore[arg-type]  # one of three names
    ends = {end for e in graph.edges if id in (e.start, e.end) for end in (e.start, e.end)}
    tasks = [n for n in graph.nodes.values() if n.id in ends and n.label == "Task"]
    assert tasks
    said, page = words_of(to_docx(paper)), "".join(map(str, html.fromstring(to_html(paper)).itertext()))
    for one in tasks:
        for part in (one.properties["text"], one.properties.get("statement"), f"第 {one.properties['line']} 行"):
            for line in str(part or "").split("\n"):
                assert line in said and line in page, line
    assert sum(isinstance(b, Heading) and b.level == 2 for b in paper.blocks) >= len(tasks)


def test_each_task_is_whole_on_the_printed_pages(graph: Graph, tmp_path: Path) -> None:
    id = named(graph, "Unit", "市发展改革委")
    path = tmp_path / "paper.docx"
    path.write_bytes(to_docx(paper_of(graph, unit=id)))
    with pdfplumber.open(by_office(path, "pdf")) as pages:
        # Without the numbers of pages, which may stand in the midst of a task.
        bodies = [page.crop((0, 0, page.width, page.height - FOOT)).extract_text() for page in pages.pages]
    printed = bare("".join(bodies))
    tasks = {edge.end for edge in graph.edges if edge.start == id and graph.nodes[edge.end].label == "Task"}
    assert tasks
    for task_id in tasks:
        assert bare(str(graph.nodes[task_id].properties["text"])) in printed
    assert all(len(body.split("\n")) > 1 for body in bodies), "a page with one line"


def bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_a_paper_says_how_far_its_tasks_are(graph: Graph) -> None:
    reported = {n.properties["task"]: n for n in graph.nodes.values() if n.label == "Progress"}
    unit = next(e.start for e in graph.edges if e.type in ("LEADS", "RESPONSIBLE_FOR") and e.end in reported)
    lines = [row for block in paper_of(graph, unit=unit).blocks if isinstance(block, Facts) for row in block.rows]
    assert {value.split("（")[0] for label, value in lines if label == "进展"} <= {"完成", "滞后", "按时序"}
    assert any(label == "进展" for label, _ in lines)


def test_a_unit_without_a_task_has_no_paper() -> None:
    graph = build(reading(task(document(), "1", lead=(mention("市财政局"),))))
    idle = Node("Unit", "unit:甲市/市水利局", {"id": "unit:甲市/市水利局", "name": "市水利局", "kind": "department"})
    with pytest.raises(ZerenError, match="no paper to write"):
        paper_of(Graph({**graph.nodes, idle.id: idle}, graph.edges), unit=idle.id)


def test_type_and_page_are_those_of_official_documents(graph: Graph) -> None:
    paper = paper_of(graph, leader=named(graph, "Leader", "钟离遥"))
    data = to_docx(paper)
    assert data == to_docx(paper)
    made = docx.Document(io.BytesIO(data))
    section = made.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 28]
    assert {run.font.size.pt for p in made.paragraphs for run in p.runs if run.font.size and run.text.strip()} <= {
        *(22, 16, 14, 12),
    }
    # Long: a table of contents, each line with the page of its heading.
    xml = made.element.xml
    assert xml.count("PAGEREF") == len(paper.listed()) == 15
    assert all(f'w:name="t{n}"' in xml for n in range(15))


def hostile() -> Graph:
    """A graph with such text in every field that is shown."""
    records = [
        replace(
            task(document(f"通知{text}", f"甲政〔2024〕{n}号"), str(n)),
            text=f"办好{text}",
            lead_units=(mention(f"市{text}局"),),
            leaders=(Mention(text, text, "person", 3, 4, 6, "label"),),
            statement=f"由{text}牵头",
            deadline=text,
        )
        for n, text in enumerate(HOSTILE, 1)
    ]
    return build(*(reading(record) for record in records))


def _papers() -> list[Paper]:
    graph = hostile()
    units = [n.id for n in graph.nodes.values() if n.label == "Unit"]
    text = "".join((*HOSTILE, "\ud800\x00"))
    blocks = (
        Heading(1, text),
        Heading(2, text),
        Para(text),
        Facts(((text, text),)),
        Grid((text,), ((text,),), (1,), 0),
    )
    every = Paper("report", text, (text,), blocks)
    return [*(paper_of(graph, unit=unit) for unit in units), report_of(graph, day=DAY), every]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    papers = _papers()
    assert len(papers) == len(HOSTILE) + 2
    for paper in papers:
        with zipfile.ZipFile(io.BytesIO(to_docx(paper))) as parts:
            assert not [name for name in parts.namelist() if "vba" in name or name.endswith(".bin")]
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(parts.read(name))
            body = parts.read("word/document.xml").decode()
            assert set(re.findall(r"<w:instrText[^>]*>\s*(\w+)", body)) <= {"PAGEREF"}
            assert 'TargetMode="External"' not in parts.read("word/_rels/document.xml.rels").decode()
        page = to_html(paper)
        tree = html.fromstring(page)
        assert not tree.xpath("//script|//a[not(starts-with(@href,'#'))]|//*[@onerror]|//img")
        assert kind_and_state(page) == (paper.kind, True)
        said = to_markdown(paper).decode()
        assert "<script>" not in said and kind_and_state(said.encode()) == (paper.kind, True)
    write_ledger(hostile(), tmp_path / "l.xlsx")
    with zipfile.ZipFile(tmp_path / "l.xlsx") as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
        sheets = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet for sheet in sheets)


def test_a_changed_file_is_known_by_its_last_line(graph: Graph) -> None:
    data = to_markdown(report_of(graph, day=DAY, lang="en"))
    assert kind_and_state(data) == ("report", True)
    assert kind_and_state(data.replace(b"Scope", b"scope")) == ("report", False)
    assert kind_and_state(data + b"more") is None
