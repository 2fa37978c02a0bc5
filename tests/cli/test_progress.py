"""A ledger goes out, comes back filled in, and the graph knows what was said: as a user at a desk does it."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from zeren_command import zeren_here

ROOT = Path(__file__).resolve().parents[2]
NOTICE = """甲市人民政府关于分解2025年重点工作的通知

甲政〔2025〕3号

1. 修好三座桥梁。
责任领导：张某
责任单位：市交通运输局牵头，市财政局配合。
完成时限：2025年6月底

2. 办好五件实事。
责任领导：李某
责任单位：市教育局、市财政局
完成时限：2025年12月底
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    run(tmp_path, "load", "notice.txt")
    return tmp_path


def run(desk: Path, *words: str, fails: int = 0) -> str:
    done = zeren_here(*words, cwd=desk)
    assert done.returncode == fails, done.stderr
    return done.stdout + done.stderr


def rows(desk: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(zeren_here(*words, "--format", "json", cwd=desk).stdout)
    return found


def fill(path: Path, sheet: str, row: int, **values: Any) -> None:
    book = load_workbook(path)
    page = book[sheet]
    assert isinstance(page, Worksheet)
    columns = {cell.value: int(cell.column or 0) for cell in page[4]}
    for name, value in values.items():
        page.cell(row, columns[name]).value = value
    book.save(path)


def late(desk: Path, day: str) -> list[tuple[str, str | None]]:
    return [(row["number"], row["status"]) for row in rows(desk, "progress", "--late", "--on", day)]


def test_a_year_at_the_desk(desk: Path) -> None:
    assert "wrote 3 workbooks into out" in run(desk, "ledger", "--split", "out")
    assert sorted(path.name for path in (desk / "out").iterdir()) == [
        "1-市财政局.xlsx",
        "2-市交通运输局.xlsx",
        "3-市教育局.xlsx",
    ]
    assert late(desk, "2025-06-30") == []
    assert late(desk, "2025-07-01") == [("1", None)]
    back = desk / "back"
    shutil.copytree(desk / "out", back)
    spring = datetime.date(2025, 5, 1)
    fill(back / "2-市交通运输局.xlsx", "市交通运输局", 5, 完成状态="滞后", 完成比例="三成", 填报日期=spring)
    fill(back / "3-市教育局.xlsx", "市教育局", 5, 完成状态="随意", 填报日期="2025-05-01")
    said = run(desk, "progress", "back", fails=1)
    assert "3 workbooks: 1 new report, 0 known already" in said
    assert "3-市教育局.xlsx, 市教育局!L5: '随意' no status" in said
    assert late(desk, "2025-05-02") == [("1", "behind")]
    # The notice is corrected in between; what was said stays, and goes out again with the next ledger.
    (desk / "notice.txt").write_text(NOTICE.replace("三座", "四座"), encoding="utf-8")
    run(desk, "load", "notice.txt")
    run(desk, "ledger", "--unit", "市交通运输局", "-o", "next.xlsx")
    sheet = load_workbook(desk / "next.xlsx")["市交通运输局"]
    assert isinstance(sheet, Worksheet)
    row = {cell.value: sheet.cell(5, int(cell.column or 0)).value for cell in sheet[4]}
    assert (row["任务内容"], row["完成状态"], row["完成比例"]) == ("修好四座桥梁。", "滞后", 0.3)
    assert "0 new reports, 1 known already" in run(desk, "progress", "next.xlsx")
    summer = datetime.date(2025, 7, 15)
    fill(desk / "next.xlsx", "市交通运输局", 5, 完成状态="完成", 完成比例=1, 填报日期=summer)
    assert "1 new report" in run(desk, "progress", "next.xlsx")
    assert late(desk, "2025-07-14") == [("1", "behind")]
    assert late(desk, "2025-07-15") == []
    assert late(desk, "2026-01-01") == [("2", None)]


def test_whose_word_counts_is_decided_as_the_page_says(desk: Path) -> None:
    run(desk, "ledger", "-o", "ledger.xlsx")
    day = datetime.date(2025, 5, 1)
    for unit, status in (("市交通运输局", "滞后"), ("市财政局", "完成")):
        fill(desk / "ledger.xlsx", unit, 5, 完成状态=status, 填报日期=day)
    run(desk, "progress", "ledger.xlsx")

    def counts() -> list[str]:
        return [row["by"] for row in rows(desk, "progress", "--conflicts") if row["counts"]]

    assert counts() == ["市交通运输局"]
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (desk / "zeren.yaml").write_text(block.replace("#4", "#1").replace("市甲局", "市财政局"), encoding="utf-8")
    assert counts() == ["市财政局"]


def test_what_zeren_wrote_is_no_notice(desk: Path) -> None:
    run(desk, "ledger", "-o", "ledger.xlsx")
    run(desk, "view", "-o", "page.html")
    run(desk, "metrics", "units", "-o", "units.xlsx")
    for name, why in (("ledger.xlsx", "zeren progress"), ("page.html", "no notice"), ("units.xlsx", "no notice")):
        for command in ("load", "extract"):
            said = run(desk, command, name, fails=2)
            assert why in said and said.count("\n") == 1
    fill(desk / "ledger.xlsx", "总表", 5, 填报人="李某")
    assert "zeren progress" in run(desk, "load", "ledger.xlsx", fails=2)
    run(desk, "extract", "notice.txt", "-o", "facts.xlsx")
    assert "2 tasks" in run(desk, "load", "facts.xlsx", "--db", "other.db")


def test_what_somebody_saved_is_not_written_over(desk: Path) -> None:
    run(desk, "ledger", "-o", "ledger.xlsx")
    run(desk, "ledger", "-o", "ledger.xlsx")
    fill(desk / "ledger.xlsx", "总表", 5, 填报人="李某")
    filled = (desk / "ledger.xlsx").read_bytes()
    assert "somebody changed" in run(desk, "ledger", "-o", "ledger.xlsx", fails=1)
    assert (desk / "ledger.xlsx").read_bytes() == filled
    run(desk, "ledger", "-o", "ledger.xlsx", "--force")
    assert "zeren did not write" in run(
        desk, "ledger", "-o", str(shutil.copy(desk / "notice.txt", desk / "o.xlsx")), fails=1
    )
    (desk / "full").mkdir()
    (desk / "full" / "a.txt").touch()
    assert "holds other files" in run(desk, "ledger", "--split", "full", fails=1)


def test_a_name_is_understood_as_people_say_it(desk: Path) -> None:
    for name in ("市教育局", "教育局", "jiaoyuju", "sjyj"):
        run(desk, "ledger", "--unit", name, "-o", "one.xlsx")
        assert load_workbook(desk / "one.xlsx").sheetnames[-1] == "市教育局"
    assert "2 are called so: 市交通运输局、市教育局" in run(desk, "ledger", "--unit", "jyj", "-o", "no.xlsx", fails=1)
    assert "did you mean 市教育局" in run(desk, "ledger", "--unit", "市教育厅", "-o", "no.xlsx", fails=1)
    assert not (desk / "no.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("progress gone.xlsx", "no such file"),
        ("progress --late --conflicts", "one list at a time"),
        ("progress --late --on gestern", "'gestern' is no day: write year, month and day, such as 2025-06-30"),
        ("ledger", "say where"),
        ("ledger --unit a --leader b -o c.xlsx", "one of them"),
        ("ledger --split a -o c.xlsx", "say where"),
    ],
)
def test_what_is_asked_wrongly_is_bad_usage(words: str, why: str, desk: Path) -> None:
    assert why in run(desk, *words.split(), fails=2)
