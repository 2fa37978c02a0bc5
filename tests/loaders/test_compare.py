"""``benchmarks/compare.py`` tells what a change of reading alters, each thing once. A changed text stands for it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from compare import main

NOTICE = """某市人民政府关于分解2025年重点工作的通知

1. 修缮古渡口，力争新增泊位40个以上。

责任领导：闻人予

责任单位：市水利局牵头，市财政局、市交通运输局配合。

2. 整修石阶三百级。

责任单位：市城管局牵头，市林业局配合。

完成时限：2025年6月底前
"""


@pytest.fixture
def notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A text, and its reading frozen beside it."""
    path = tmp_path / "texts" / "notice.txt"
    path.parent.mkdir()
    path.write_text(NOTICE, "utf-8")
    main(["--workers", "1", "freeze", "--alone", str(tmp_path / "frozen"), str(path.parent)])
    assert "1 files, 2 tasks, 0 that could not be read" in capsys.readouterr().out
    return path


def compared(notice: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Each difference told. The exit code says whether there are any."""
    with pytest.raises(SystemExit) as ended:
        main(["--workers", "1", "compare", str(notice.parents[1] / "frozen")])
    told = capsys.readouterr().out
    found = re.findall(r"^    (\S.*?)  +(.*)$", told, re.M)
    assert ended.value.code == (1 if found else 0)
    assert told.endswith(" now\n")
    return found


def test_the_same_reading_differs_in_nothing(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(notice, capsys) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("、市交通运输局", "、市退役局", ("support lost", "市交通运输局")),
        ("市水利局牵头", "市水利局、市审计局牵头", ("lead new", "市审计局")),
        ("领导：闻人予", "领导：端木禾", ("leader lost", "闻人予")),
        ("局牵头，市财政局", "局、市财政局", ("name's role", "市水利局: lead → support")),
        ("三百级", "四百级", ("task's text", "整修石阶三百级。 → 整修石阶四百级。")),
        ("6月底前", "9月底前", ("task's deadline", "2025-06-30 → 2025-09-30")),
        ("2. 整修", "3. 整修", ("task's number", "2 → 3")),
        ("40个", "50个", ("task's targets", "新增泊位40个以上/40/个/以上 → 新增泊位50个以上/50/个/以上")),
        ("某市人民政府关于", "某县人民政府关于", ("document's issuer", "某市人民政府 → 某县人民政府")),
    ],
)
def test_a_change_is_told(
    notice: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, told: tuple[str, str]
) -> None:
    assert before in NOTICE
    notice.write_text(NOTICE.replace(before, after), "utf-8")
    assert told in compared(notice, capsys)


def test_a_task_that_is_gone_is_told_with_its_names(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice.write_text(NOTICE[: NOTICE.index("2. ")], "utf-8")
    told = [difference for difference in compared(notice, capsys) if "report" not in difference[0]]
    assert told == [("task lost", "整修石阶三百级。"), ("lead lost", "市城管局"), ("support lost", "市林业局")]


def test_what_comes_elsewhere_is_neither_lost_nor_new(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frozen = notice.parents[1] / "frozen" / "readings.jsonl"
    kept = json.loads(frozen.read_text("utf-8"))
    first, second = kept["readings"][0]["records"]
    second["lead_units"].append(first["lead_units"].pop())
    second["supporting_units"][0]["name"] = "市园林局"
    first["due"] = None  # a field that readings did not have yet
    kept["readings"][0]["report"]["notes"].append("l. 3: a glyph was read as another")
    frozen.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    assert sorted(compared(notice, capsys)) == [
        ("name's name", "市林业局: 市园林局 → 市林业局"),
        ("name's task", "市水利局: came from another task"),
        ("report's notes lost", "l. 3: a glyph was read as another"),
    ]


def test_a_file_that_cannot_be_read_any_more_is_told(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice.unlink()
    ((kind, words), *_) = compared(notice, capsys)
    assert kind == "error"
    assert words.startswith("- → texts/notice.txt")


def test_nothing_is_frozen_in_the_tree(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="freeze outside it"):
        main(["freeze", "--alone", str(Path(__file__).parent / "frozen"), str(tmp_path)])
