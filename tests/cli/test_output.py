"""Every format is read back by another program's rules and holds what the table held."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from zeren.cli.output import delimited, json_rows, markdown, plain_table, write_table
from zeren.cli.output_xlsx import xlsx
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

ROWS = Table(
    ("单位", "led", "share", "significant", "members", "note"),
    (
        ("市发展改革委", 12, 0.123456789012, True, ["市财政局", "各县（市、区）政府"], None),
        ("市财政局", -3, 1e-9, False, [], '两\n行, “引号” "and" | 竖线 <b>'),
    ),
)
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1＋1", "－2", "＠x", "＋3")


def only(value: str | float | None) -> Table:
    return Table(("value",), ((value,),))


def test_json_is_one_list_of_objects_with_chinese_shown() -> None:
    text = json_rows(ROWS)
    assert json.loads(text) == ROWS.to_dicts()
    assert "市发展改革委" in text
    assert json.loads(json_rows(Table(("a",)))) == []


def test_jsonl_is_one_object_a_line() -> None:
    lines = json_rows(ROWS, lines=True).splitlines()
    assert [json.loads(line) for line in lines] == ROWS.to_dicts()


def test_json_has_no_nan() -> None:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is not JSON")

    text = json_rows(Table(("a", "b"), ((math.nan, -math.inf),)))
    assert json.loads(text, parse_constant=refuse) == [{"a": None, "b": None}]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_and_tsv_hold_the_values(delimiter: str) -> None:
    read = list(csv.reader(io.StringIO(delimited(ROWS, delimiter), newline=""), delimiter=delimiter))
    assert read == [
        list(ROWS.columns),
        ["市发展改革委", "12", "0.123456789012", "true", "市财政局; 各县（市、区）政府", ""],
        ["市财政局", "-3", "1e-09", "false", "", '两\n行, “引号” "and" | 竖线 <b>'],
    ]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_text_is_never_a_formula(text: str, delimiter: str) -> None:
    as_value = list(csv.reader(io.StringIO(delimited(only(text), delimiter), newline=""), delimiter=delimiter))
    assert as_value[1] == ["'" + text]
    as_column = list(csv.reader(io.StringIO(delimited(Table((text,)), delimiter), newline=""), delimiter=delimiter))
    assert as_column[0] == ["'" + text]


def test_csv_numbers_stay_numbers() -> None:
    assert delimited(only(-5)) == "value\n-5\n"
    assert delimited(only("-5")) == "value\n'-5\n"


def test_a_csv_file_opens_in_excel_and_stdout_is_plain(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "units.csv"
    write_table(ROWS, "csv", target)
    write_table(ROWS, "csv", None)
    printed = capsysbinary.readouterr().out
    assert target.read_bytes() == b"\xef\xbb\xbf" + printed
    assert printed.decode("utf-8").startswith("单位,")


def test_xlsx_holds_the_values_with_their_types(tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    target.write_bytes(xlsx(ROWS, "a/b:c"))
    sheet = load_workbook(target).worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        list(ROWS.columns),
        ["市发展改革委", 12, 0.123456789012, True, "市财政局; 各县（市、区）政府", None],
        ["市财政局", -3, 1e-9, False, None, '两\n行, “引号” "and" | 竖线 <b>'],
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"


@pytest.mark.parametrize("text", [*HOSTILE[:4], "http://example.org", "{=1}", "007", "1e5"])
def test_xlsx_text_stays_text(text: str, tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    target.write_bytes(xlsx(only(text), "rows"))
    cell = load_workbook(target).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_xlsx_keeps_what_a_double_cannot(tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    target.write_bytes(xlsx(Table(("a", "b"), ((2**53 + 1, math.inf),)), "rows"))
    sheet = load_workbook(target).worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == ("9007199254740993", "inf")


def test_xlsx_refuses_text_that_a_cell_would_lose() -> None:
    assert xlsx(only("长" * 32_767), "rows")
    with pytest.raises(ZerenError, match=r"row 1, column value holds 32,768 characters .* use --format csv"):
        xlsx(only("长" * 32_768), "rows")


def markdown_cells(text: str) -> list[list[str]]:
    """Rows of a GitHub table, split at bars that are not escaped."""
    lines = text.splitlines()
    assert re.fullmatch(r"\|( -+:? \|)+", lines[1])
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in [lines[0], *lines[2:]]]
    return [[part.strip() for part in row] for row in rows]


def test_markdown_is_a_table_whatever_the_values_hold() -> None:
    rows = markdown_cells(markdown(ROWS))
    assert [len(row) for row in rows] == [6, 6, 6]
    assert rows[1] == ["市发展改革委", "12", "0.1235", "true", "市财政局; 各县（市、区）政府", ""]
    assert rows[2][5] == '两<br>行, “引号” "and" \\| 竖线 &lt;b&gt;'
    assert "| --- | ---: | ---: | --- | --- | --- |" in markdown(ROWS)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("*a* _b_ `c` ~d~ \\", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\\\"),
        ("in_prose", "in_prose"),
        ("a\r\nb\rc", "a<br>b<br>c"),
    ],
)
def test_markdown_values_are_no_markup(value: str, shown: str) -> None:
    assert markdown(only(value)).splitlines()[2] == f"| {shown} |"


def test_table_columns_stand_under_each_other_in_chinese() -> None:
    lines = plain_table(ROWS).splitlines()
    # Where the second column's header ends, its numbers end: a Chinese character takes two columns.
    ends = [
        cell_len(line[: line.index(word) + len(word)]) for line, word in zip(lines[::2][:2], ("led", "12"), strict=True)
    ]
    assert ends[0] == ends[1]
    assert lines[2].startswith("市发展改革委")
    assert not any(line.endswith(" ") for line in lines)


def test_table_is_as_wide_as_its_text_unless_told() -> None:
    long = "责任" * 300
    assert long in plain_table(only(long))
    wrapped = plain_table(only(long), width=40).splitlines()
    assert max(cell_len(line) for line in wrapped) <= 40
    assert "".join(line.strip() for line in wrapped[2:]) == long


def test_table_cannot_act_on_the_terminal() -> None:
    shown = plain_table(only("a\x1b[31mred\x07\x9b2J\u202eevil\u2066\x00[bold]x[/bold]"))
    assert "a\N{REPLACEMENT CHARACTER}[31mred" in shown
    assert "[bold]x[/bold]" in shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((0.5, 0.123456, -1.0), ["0.5000", "0.1235", "-1.0000"]),
        ((100.0, 66.67), ["100.00", "66.67"]),
        ((1.0, 0.0), ["1", "0"]),
        ((0.00001234, 0.5), ["1.23e-05", "0.5"]),
        ((7, 0.25), ["7", "0.25"]),
    ],
)
def test_numbers_are_short_for_people(numbers: tuple[float, ...], shown: list[str]) -> None:
    assert plain_table(Table(("value",), tuple((number,) for number in numbers))).split()[2:] == shown


def test_no_rows_are_said_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(Table(("unit", "tasks")), "csv", None)
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("unit,tasks\n", "no rows\n")
