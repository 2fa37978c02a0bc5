"""``zeren diff``: two documents of a graph, two notices, two graphs, in every format."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zeren_command import Done, zeren_here

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SECTIONS = ["summary", "tasks", "changes", "load", "concentration", "leads", "leaders"]
OLD, NEW = "泽政〔2025〕6号", "泽政〔2026〕4号"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notices of two years, and a graph of both."""
    folder = tmp_path_factory.mktemp("年度 对比")
    for name in ("gazette-2025-03.txt", "notice-2026-02.md", "zeren-places.csv"):
        shutil.copy(EXAMPLES / name, folder)
    assert zeren_here("load", "gazette-2025-03.txt", "notice-2026-02.md", cwd=folder).returncode == 0
    return folder


def good(done: Done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_documents_of_a_graph(desk: Path) -> None:
    data = json.loads(good(zeren_here("diff", OLD, NEW, "--format", "json", cwd=desk)))
    assert list(data) == SECTIONS
    assert {row["what"]: row["change"] for row in data["summary"]}["tasks"] == 20 - 52
    by_year = json.loads(
        good(zeren_here("diff", "doc:" + OLD, "2026", "--db", "zeren.db", "--format", "json", cwd=desk))
    )
    assert by_year == data


def test_a_scope_leaves_documents_out_of_both_sides(desk: Path) -> None:
    done = zeren_here("diff", "重点", "2026", "--city", "泽岚", "--db", "zeren.db", cwd=desk)
    assert done.returncode == 0, done.stderr
    done = zeren_here("diff", OLD, NEW, "--year", "2025", "--db", "zeren.db", cwd=desk)
    assert done.returncode == 1
    assert "no document of 2025" in done.stderr


def test_two_notices_and_a_graph(desk: Path) -> None:
    files = good(zeren_here("diff", "gazette-2025-03.txt", "notice-2026-02.md", "--format", "json", cwd=desk))
    assert json.loads(files)["leads"]
    done = zeren_here("diff", "notice-2026-02.md", "notice-2026-02.md", cwd=desk)
    side = "泽政〔2026〕4号, 2026, 泽岚市"
    assert (done.returncode, done.stderr) == (0, f"before: {side}\nafter: {side}\nno difference\n")
    mixed = good(
        zeren_here("diff", "notice-2026-02.md", "zeren.db", "--section", "tasks", "--format", "json", cwd=desk)
    )
    assert {row["state"] for row in json.loads(mixed)} == {"new"}


def test_a_person_reads_sections(desk: Path) -> None:
    text = good(zeren_here("diff", OLD, NEW, cwd=desk))
    assert [line for line in text.splitlines() if line in SECTIONS] == SECTIONS
    [line] = [line for line in text.splitlines() if line.startswith("20 → 12") and " leads " in line]
    assert line.split()[-1] == "市数据局"
    assert "…项目开工率达到90%以上。" in text and "…项目开工率达到92%以上。" in text
    markdown = good(zeren_here("diff", OLD, NEW, "--format", "markdown", cwd=desk))
    assert [line for line in markdown.splitlines() if line.startswith("## ")] == [f"## {name}" for name in SECTIONS]


def test_one_section_as_a_table(desk: Path) -> None:
    text = good(zeren_here("diff", OLD, NEW, "--section", "leads", "--format", "csv", cwd=desk))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["number_after"] for row in rows} == {"2", "7", "11", "12", "16", "18"}
    assert all(row["task_after_id"].startswith("task:") for row in rows)
    lines = good(zeren_here("diff", OLD, NEW, "--format", "jsonl", cwd=desk)).splitlines()
    assert list(dict.fromkeys(json.loads(line)["section"] for line in lines)) == SECTIONS
    done = zeren_here("diff", OLD, NEW, "--format", "csv", cwd=desk)
    assert done.returncode == 2
    assert "csv holds one table: say which with --section summary|tasks|" in done.stderr


def test_a_workbook_has_a_sheet_a_section(desk: Path, tmp_path: Path) -> None:
    good(zeren_here("diff", OLD, NEW, "-o", tmp_path / "变化.xlsx", cwd=desk))
    book = load_workbook(tmp_path / "变化.xlsx")
    assert book.sheetnames == SECTIONS
    data = json.loads(good(zeren_here("diff", OLD, NEW, "--format", "json", cwd=desk)))
    for name in SECTIONS:
        assert book[name].max_row == len(data[name]) + 1


def test_mistakes_are_one_line(desk: Path) -> None:
    done = zeren_here("diff", OLD, "2019", cwd=desk)
    assert done.returncode == 1
    assert done.stderr.startswith("zeren: no document '2019' in the graph: it holds ")
    done = zeren_here("diff", "notice-2026-02.md", "none.txt", cwd=desk)
    assert done.returncode == 1
    assert "none.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert zeren_here("diff", OLD, NEW, "--threshold", "0", cwd=desk).returncode == 2


def test_what_is_nowhere_is_named(tmp_path: Path) -> None:
    done = zeren_here("diff", "one.txt", "two.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("zeren: one.txt and two.txt are no files or graphs here; ")


def test_leaders_are_shown_with_the_numbers_of_their_tasks(desk: Path) -> None:
    lines = good(zeren_here("diff", OLD, NEW, cwd=desk)).splitlines()
    [line] = [line for line in lines if line.startswith("南宫澄")]
    assert line.split()[1:] == ["0", "2", "2", "4;", "18"]


def test_cities_without_a_common_unit_are_told_the_way(desk: Path, tmp_path: Path) -> None:
    text = (EXAMPLES / "notice-2026-02.md").read_text(encoding="utf-8")
    (tmp_path / "other.md").write_text(text.replace("泽岚", "青岚").replace("泽政", "青政"), encoding="utf-8")
    shutil.copy(EXAMPLES / "notice-2026-02.md", tmp_path)
    done = zeren_here("diff", "notice-2026-02.md", "other.md", cwd=tmp_path)
    assert "no unit is on both sides: compare cities with --by function" in done.stderr
    same = zeren_here("diff", "notice-2026-02.md", "other.md", "--by", "function", "--format", "json", cwd=tmp_path)
    assert json.loads(good(same))["leads"] == []
