"""How the sheets of a ledger look, print and keep text; what the same graph gives."""

from __future__ import annotations

import random
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from openpyxl.utils.escape import unescape

from graph_samples.ledgers import (
    ledger_graph,
    reading,
    task,
    unit,
    unit_sheets,
    written,
)
from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.views.ledger import sheet_names, write_ledger
from zeren.views.ledger_columns import ALL_PRINTED, UNIT_PRINTED


@pytest.fixture
def graph() -> Graph:
    return ledger_graph()


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
