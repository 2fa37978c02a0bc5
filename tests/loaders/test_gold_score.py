"""``benchmarks/gold.py`` counts what is right, wrong, invented and gone without a word."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from gold import main
from scores import Score, annotated, scored

from zeren.loaders import read_document

NOTICE = """某市人民政府关于分解2025年重点工作的通知

1. 修缮古渡口。

责任单位：市水利局牵头，市财政局、市交通运输局配合。

2. 整修石阶三百级。

责任单位：市城管局牵头，市林业局配合。

3. 疏浚河道。

责任单位：市水务局牵头。
"""
FIRST = {
    "no": "1",
    "text_start": "修缮古渡口",
    "lead_units": ["市水利局"],
    "support_units": ["市财政局", "市交通运输局"],
}
SECOND = {"no": "2", "text_start": "整修石阶", "lead_units": ["市城管局"], "support_units": ["市林业局"]}


def score(tmp_path: Path, gold: list[dict[str, Any]], notice: str = NOTICE) -> Score:
    text, annotation = tmp_path / "notice.txt", tmp_path / "notice.json"
    text.write_text(notice, "utf-8")
    annotation.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return scored("notice", annotated(annotation), read_document(text))


def test_what_follows_the_last_annotated_task_counts_for_nothing(tmp_path: Path) -> None:
    got = score(tmp_path, [FIRST, SECOND])
    assert got.rates("units") == (1, 1, 1)
    assert (got.paired, got.tasks, got.silent) == (2, 2, [])
    assert score(tmp_path, [FIRST]).rates("units") == (1, 1, 1)


def test_a_name_in_another_role_is_right_by_name_only(tmp_path: Path) -> None:
    got = score(tmp_path, [{**FIRST, "lead_units": [], "support_units": ["市水利局", "市财政局", "市交通运输局"]}])
    assert got.rates("units") == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert got.rates("any role") == (1, 1, 1)


def test_precision_and_recall_are_told_apart(tmp_path: Path) -> None:
    got = score(tmp_path, [{**FIRST, "support_units": ["市财政局"]}])
    assert got.rates("units") == pytest.approx((2 / 3, 1, 0.8))
    got = score(tmp_path, [{**FIRST, "support_units": ["市财政局", "市交通运输局", "市审计局"]}])
    assert got.rates("units") == pytest.approx((1, 3 / 4, 6 / 7))


def test_tasks_are_paired_by_their_words_where_numbers_differ(tmp_path: Path) -> None:
    got = score(tmp_path, [{**FIRST, "no": "2"}, {**SECOND, "no": "3"}])
    assert got.rates("units") == (1, 1, 1)


def test_a_task_between_that_nobody_annotated_lowers_precision(tmp_path: Path) -> None:
    third = {"no": "3", "text_start": "疏浚河道", "lead_units": ["市水务局"]}
    got = score(tmp_path, [FIRST, third])
    assert got.rates("units") == pytest.approx((4 / 6, 1, 0.8))
    assert any("not annotated" in words for words in got.wrong)


def test_a_document_that_assigns_nothing_has_no_task(tmp_path: Path) -> None:
    got = score(tmp_path, [])
    assert got.invented == 3
    assert got.rates("units")[0] == 0
    assert score(tmp_path, [], "某市人民政府公告\n\n河道已经疏浚。\n").invented == 0


def test_names_that_nothing_tells_of_are_silent(tmp_path: Path) -> None:
    got = score(tmp_path, [{**FIRST, "support_units": ["市财政局", "市审计局"]}, {**SECOND, "support_units": []}])
    assert got.silent == ["市审计局"]
    # A name that stands at the wrong task is wrong, but not gone; one that stands once for twice is gone once.
    elsewhere = [{**FIRST, "support_units": []}, {**SECOND, "support_units": ["市财政局"]}]
    assert score(tmp_path, elsewhere).silent == []
    assert score(tmp_path, [FIRST, {**SECOND, "support_units": ["市财政局"]}]).silent == ["市财政局"]


def test_the_command_tells_each_document_and_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score(tmp_path, [FIRST, {**SECOND, "lead_units": ["市审计局"]}])
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path), str(tmp_path), "--names", "--workers", "1"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "-lead_units 市审计局 +lead_units 市城管局" in told
    assert "silent: 市审计局" in told
    assert "all 1 documents" in told
    assert "units                P 0.800  R 0.800  F1 0.800  (5 annotated)" in told
