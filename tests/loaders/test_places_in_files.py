"""Where evidence points in a file that has no lines: page, sheet and cell, cell of a table."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from notice_files import write_pdf
from zeren.graph import build
from zeren.graph.schema import RESPONSIBILITIES
from zeren.loaders import Reading, read_document
from zeren.loaders.records import TaskRecord
from zeren_command import zeren


def places(reading: Reading) -> dict[str, tuple[str | None, list[str | None]]]:
    """Number of a task → its place, and those of its names."""
    return {
        r.number: (r.place, [m.place for m in (*r.leaders, *r.lead_units, *r.responsible_units)])
        for r in reading.records
    }


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "台账"
    sheet.append(["某市重点工作任务分解表"])
    sheet.append(["序号", "责任领导", "重点任务", "责任单位"])
    sheet.append([1, "张某", "建设甲站", "市水利局"])
    sheet.append([2, None, "建设乙站", "市林业局"])
    sheet.append([3, "李某", "建设丙站", "各责任单位负责"])
    sheet.merge_cells("B3:B4")
    other = book.create_sheet("续表")
    other.append(["序号", "责任领导", "重点任务", "责任单位"])
    other.append([4, "王某", "建设丁站", "市财政局"])
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    return path


def test_a_workbook_names_sheet_and_cell(workbook: Path) -> None:
    found = places(read_document(workbook))
    assert found["1"] == ("台账!C3", ["台账!B3", "台账!D3"])
    # A merged cell is where it begins; the task is in its own row.
    assert found["2"] == ("台账!C4", ["台账!B3", "台账!D4"])
    assert found["4"] == ("续表!C2", ["续表!B2", "续表!D2"])


def test_places_are_on_edges_and_in_every_output(workbook: Path, tmp_path: Path) -> None:
    graph = build(read_document(workbook))
    edges = [e for e in graph.edges if e.type in RESPONSIBILITIES]
    assert {str(e.properties["place"]) for e in edges} >= {"台账!B3", "台账!D3", "续表!D2"}
    assert {n.properties.get("place") for n in graph.nodes.values() if n.label == "Task"} >= {"台账!C3", "续表!C2"}
    shown = json.loads(zeren("extract", workbook, "--format", "json", cwd=tmp_path).stdout)
    assert shown[0]["responsible_units"][0]["place"] == "台账!D3"
    assert TaskRecord.from_dict(shown[0]).place == "台账!C3"


def test_a_record_of_before_has_no_place(workbook: Path) -> None:
    old = read_document(workbook).records[0].to_dict()
    del old["place"]
    for mention in old["leaders"]:
        del mention["place"]
    record = TaskRecord.from_dict(old)
    assert record.place is None
    assert record.leaders[0].place is None


def test_the_report_names_the_cell(workbook: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["台账"]["A6"] = "注：各责任单位要认真组织实施。"
    book["台账"].merge_cells("A6:D6")
    book.save(workbook)
    report = json.loads(zeren("extract", workbook, "--report", "--format", "json", cwd=tmp_path).stdout)
    assert "台账!A6" in [row["place"] for row in report]


def test_a_word_table_names_its_cell_and_a_paragraph_has_none(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("1. 建设甲坝。（市水利局负责）")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, [["序号", "重点任务", "责任单位"], ["2", "建设乙坝", "市林业局"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("二、建设丙坝。（市财政局负责）")
    document.save(str(tmp_path / "a.docx"))
    found = list(places(read_document(tmp_path / "a.docx")).values())
    assert found == [(None, [None]), ("table 1, B2", ["table 1, C2"]), (None, [None])]


def test_a_pdf_names_its_page(tmp_path: Path, chromium: Path) -> None:
    lines = [f"{n}. 建设第{n}座泵站并完善配套设施。（市水利局负责）" for n in range(1, 61)]
    found = places(read_document(write_pdf(lines, tmp_path, chromium)))
    assert found["1"] == ("p. 1", ["p. 1"])
    assert found["60"][0] in ("p. 2", "p. 3")
    pages = [place for place, _ in found.values()]
    assert pages == sorted(pages, key=str)


def test_plain_text_and_csv_have_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. 建设甲坝。（市水利局负责）", "utf-8")
    # A blank line in a table of values does not move what stands below it.
    (tmp_path / "b.csv").write_text('序号,重点任务,责任单位\n\n1,"建设\n甲坝",市水利局\n2,建设乙坝,市林业局\n', "utf-8")
    assert places(read_document(tmp_path / "a.txt")) == {"1": (None, [None])}
    table = read_document(tmp_path / "b.csv").records
    assert [(m.line, m.place) for r in table for m in r.responsible_units] == [(4, None), (5, None)]
