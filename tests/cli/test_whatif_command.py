"""``zeren whatif`` as a user sees it: tables, JSON, one section, and what is told where it cannot be."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from page_browser.held import held
from zeren_command import Done, zeren_here

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MERGE = ("whatif", "--merge", "市工业和信息化局，市商务局")


def good(done: Done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("假设")
    for name in ("gazette-2025-03.txt", "zeren-places.csv"):
        shutil.copy(EXAMPLES / name, folder)
    good(zeren_here("load", "gazette-2025-03.txt", cwd=folder))
    return folder


def test_a_person_reads_before_and_after(desk: Path) -> None:
    done = zeren_here(*MERGE, cwd=desk)
    text = good(done)
    assert [line for line in text.splitlines() if line in ("figures", "loads", "ties")] == ["figures", "loads", "ties"]
    [units] = [line.split() for line in text.splitlines() if line.startswith("units ")]
    assert int(units[1]) - int(units[2]) == 1
    assert "nothing was written" in done.stderr and "counted: " in done.stderr


def test_a_program_reads_the_same(desk: Path) -> None:
    data = json.loads(good(zeren_here(*MERGE, "--format", "json", cwd=desk)))
    line = good(zeren_here(*MERGE, "--format", "jsonl", cwd=desk))
    assert json.loads(line) == data and len(line.splitlines()) == 1
    table = good(zeren_here(*MERGE, "--section", "loads", "--format", "csv", cwd=desk))
    assert [row["unit"] for row in csv.DictReader(io.StringIO(table))] == [row["unit"] for row in data["loads"]]
    units = json.loads(good(zeren_here("metrics", "units", "--format", "json", cwd=desk)))
    load = {row["unit"]: row["tasks"] for row in units}
    assert {row["unit"]: row["before"] for row in data["loads"]} == {
        row["unit"]: load[row["unit"]] for row in data["loads"]
    }
    assert data["loads"]


def test_a_page_shows_the_same(desk: Path) -> None:
    done = zeren_here(*MERGE, "--page", "page.html", "--format", "json", cwd=desk)
    data, page = json.loads(good(done)), held(desk / "page.html")
    assert "wrote page.html; nothing was written to the graph" in done.stderr
    told = page["whatif"]
    assert told["said"] == ["市工业和信息化局、市商务局合为一个单位", "市工业和信息化局, 市商务局 are one unit"]
    for name in ("figures", "loads", "ties"):
        assert told[name]["total"] == len(data[name])
    names = [page["texts"][i] for i in told["loads"]["cells"][0]["of"]]
    assert names == [row["unit"] for row in data["loads"]]
    assert page["settings"]["opens"] == {"view": "whatif"}


def test_names_are_those_of_the_documents_that_are_chosen(tmp_path: Path) -> None:
    for city in "云岚":
        # A name and a number that both cities' notices have.
        text = f"{city}泽市人民政府关于年度任务的通知\n{city}泽政〔2025〕1号\n"
        for n, who in enumerate(("市商务局、市财政局", "市商务局", "市财政局"), 1):
            text += f"{n}. 修渠{n}里。\n责任单位：{who}\n"
        (tmp_path / f"{city}.txt").write_text(text, encoding="utf-8")
    good(zeren_here("load", "云.txt", "岚.txt", cwd=tmp_path))
    for change in (("--merge", "swj,市财政局"), ("--move", "市商务局:3")):
        both = zeren_here("whatif", *change, cwd=tmp_path)
        assert both.returncode == 1 and "2 are called so: unit:云泽市/市商务局、unit:岚泽市/市商务局" in both.stderr
        one = zeren_here("whatif", *change, "--city", "岚泽市", "--format", "json", cwd=tmp_path)
        assert {row["unit_id"] for row in json.loads(good(one))["loads"]} <= {
            "unit:岚泽市/市商务局",
            "unit:岚泽市/市财政局",
        }
        assert json.loads(one.stdout)["loads"]
    assert (
        "swj: 市商务局"
        in zeren_here("whatif", "--merge", "swj,市财政局", "--year", "2025", "--city", "云", cwd=tmp_path).stderr
    )


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 2, "say what to change: --merge, --drop-leader, --move or --split"),
        (("--merge", "市商务局"), 2, "--merge needs two units or more: A,B"),
        (("--move", "市商务局"), 2, "'市商务局' is not --move UNIT:TASK"),
        (("--split", "市商务局:"), 2, "'市商务局:' is not --split UNIT:SECTION"),
        (("--drop-leader", "无名氏"), 1, "zeren: 无名氏: no leader of the graph has this name"),
        (("--merge", "市商务局,市无此局"), 1, "zeren: 市无此局: no unit of the graph has this name"),
        (("--merge", "市商务局,市商务局"), 1, "zeren: 市商务局 is one unit twice"),
        (("--move", "市商务局:9999"), 1, "zeren: no tasks are '9999'"),
        ((*MERGE[1:], "--format", "csv"), 2, "csv holds one table: choose it with --section figures|loads|ties"),
        ((*MERGE[1:], "--document", "2019"), 1, "zeren: no document '2019' in the graph"),
        ((*MERGE[1:], "--seed", "-1"), 1, "zeren: seed is -1"),
    ],
)
def test_what_cannot_be_is_one_line(desk: Path, arguments: tuple[str, ...], status: int, message: str) -> None:
    done = zeren_here("whatif", *arguments, cwd=desk)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr.splitlines()[-1]
