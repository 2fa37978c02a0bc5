"""Workbooks that were arranged anew, merged, hidden, copied or mixed up: read right, or told by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph_samples.records import document, mention, reading, task
from graph_samples.returned import DAY, FIRST, TASKS, Change, fill, heads, only, returned, returned_graph, together
from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.views.ledger import write_ledger
from zeren.views.returned import known_in, read_returned


@pytest.fixture(scope="module")
def graph() -> Graph:
    return returned_graph()


@pytest.fixture(scope="module")
def handed_out(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "ledger.xlsx"
    write_ledger(graph, path)
    return path


def sorted_rows(sheet: Worksheet, columns: dict[str, int]) -> None:
    rows = [[cell.value for cell in sheet[row]] for row in (7, 6, 5)]
    for number, values in zip((5, 6, 7), rows, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def inserted_row(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.insert_rows(5)


def deleted_row(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.delete_rows(6)


def row_above_the_header(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.insert_rows(1, 2)


def moved_column(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.insert_cols(2, 3)


def renamed_columns(sheet: Worksheet, columns: dict[str, int]) -> None:
    for name in ("完成状态", "完成比例", "填报日期", "任务编码"):
        sheet.cell(4, columns[name]).value = f"{name}（新）"


def lost_keys(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.delete_rows(3)


def hidden_columns(sheet: Worksheet, columns: dict[str, int]) -> None:
    for name in ("任务编码", "完成比例"):
        sheet.column_dimensions[get_column_letter(columns[name])].hidden = True


def hidden_rows(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.row_dimensions[5].hidden = True


def spaced_header(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.delete_rows(3)
    sheet.cell(3, columns["完成状态"]).value = "完成 状态"


@pytest.mark.parametrize(
    "change",
    [
        sorted_rows,
        inserted_row,
        deleted_row,
        row_above_the_header,
        moved_column,
        renamed_columns,
        lost_keys,
        hidden_columns,
        hidden_rows,
        spaced_header,
    ],
    ids=lambda change: change.__name__,
)
def test_a_sheet_that_was_arranged_anew_is_read_as_before(
    change: Change, handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    report = only(returned(handed_out, graph, tmp_path, together(FIRST, change)))
    assert graph.nodes[report.task].properties["text"] == TASKS[0]
    assert (report.status, report.share, report.date) == ("behind", 50, "2025-06-30")


def test_merged_cells_hold_for_each_of_their_rows(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        FIRST(sheet, columns)
        for name in ("完成状态", "完成比例", "填报日期"):
            sheet.merge_cells(start_row=5, end_row=7, start_column=columns[name], end_column=columns[name])

    found = returned(handed_out, graph, tmp_path, change)
    assert found.unfit == ()
    assert [(graph.nodes[r.task].properties["text"], r.status) for r in found.reports] == [
        (words, "behind") for words in TASKS
    ]


def changed_id(value: Any) -> Change:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        FIRST(sheet, columns)
        cell = sheet.cell(5, columns["任务编码"])
        cell.value = sheet.cell(6, columns["任务编码"]).value if value == "the next" else value

    return change


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "has no task"),
        ("task:别政〔2024〕1号#1", "no such task"),
        ("doc:某政〔2025〕1号", "no such task"),
        ("the next", "those of another task"),
    ],
)
def test_an_id_that_was_edited_is_told(value: Any, why: str, handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    found = returned(handed_out, graph, tmp_path, changed_id(value))
    assert found.reports == ()
    assert [why in one.why for one in found.unfit] == [True]


def test_a_hidden_sheet_is_told_where_it_is_filled_in(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        FIRST(sheet, columns)
        sheet.sheet_state = "hidden"

    found = returned(handed_out, graph, tmp_path, change, sheet="市水利局")
    assert found.reports == () and [one.place for one in found.unfit] == ["市水利局"]


def test_an_error_value_is_told(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    found = returned(handed_out, graph, tmp_path, fill(5, words="#REF!", date=DAY))
    assert found.reports == () and "error value" in found.unfit[0].why


def test_a_formula_without_its_result_is_told(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    # A program that writes formulas leaves what they give to Excel: the cell looked empty, and the row unfilled.
    found = returned(handed_out, graph, tmp_path, fill(5, status='=IF(1,"完成","")'))
    assert found.reports == ()
    assert [(one.place[:3], "formula" in one.why or "no date" in one.why) for one in found.unfit] == [
        ("总表!", True)
    ] * 2


def test_a_column_that_somebody_added_is_named(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        FIRST(sheet, columns)
        last = sheet.max_column + 1
        sheet.cell(4, last).value = "存在问题"
        sheet.cell(4, last + 1).value = "空着的列"
        sheet.cell(5, last).value = "资金未到位"

    found = returned(handed_out, graph, tmp_path, change)
    assert len(found.reports) == 1
    assert found.added == ("back.xlsx, 总表: the column 存在问题 is not read",)


def test_a_row_that_was_copied_and_filled_otherwise_is_two_reports(
    handed_out: Path, graph: Graph, tmp_path: Path
) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        for column, cell in enumerate(sheet[5], 1):
            sheet.cell(9, column).value = cell.value
        FIRST(sheet, columns)
        fill(9, status="完成", date=DAY)(sheet, columns)

    found = returned(handed_out, graph, tmp_path, change)
    assert [(r.status, r.place) for r in found.reports] == [("behind", "总表!5"), ("done", "总表!9")]
    assert len({r.task for r in found.reports}) == 1


def test_another_years_ledger_is_told_row_by_row(graph: Graph, tmp_path: Path) -> None:
    notice = document(number="甲政〔2023〕1号")
    before = build(reading(task(notice, "1", text=TASKS[0], lead=(mention("市财政局"),))))
    write_ledger(before, tmp_path / "old.xlsx")
    found = returned(tmp_path / "old.xlsx", graph, tmp_path, FIRST)
    assert found.reports == () and "another year's ledger" in found.unfit[0].why


def test_the_same_on_two_sheets_is_one_report(handed_out: Path, graph: Graph, tmp_path: Path) -> None:
    book = load_workbook(handed_out)
    for name in ("总表", "市财政局"):
        sheet = book[name]
        assert isinstance(sheet, Worksheet)
        fill(5, status="完成", date=DAY, by="李某")(sheet, heads(sheet))
    book.save(tmp_path / "back.xlsx")
    assert len(read_returned(tmp_path / "back.xlsx", known_in(graph)).reports) == 1


def test_what_is_no_ledger_is_refused(tmp_path: Path, graph: Graph) -> None:
    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("no workbook")
    for name, why in (("other", "no ledger"), ("text", "no readable workbook"), ("gone", "no such file")):
        with pytest.raises(ZerenError, match=why):
            read_returned(tmp_path / f"{name}.xlsx", known_in(graph))
