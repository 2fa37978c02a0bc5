"""``benchmarks/breadth.py`` counts what stands out in documents that nobody annotated."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from breadth import listed_in, main

PLAN = """某市人民政府办公室关于印发2025年工作方案的通知

各县（市、区）人民政府，市政府各部门：

1. 修缮古渡口。（责任单位：市水利局、市财政局）

2. 整修石阶三百级。

3. 疏浚河道。（责任单位：市水务局、云门街三十号）
"""
ADVICE = "某市人民政府公告\n\n请向有关窗口咨询（市水利局、市财政局、市林业局）。\n"


def test_places_that_list_bodies() -> None:
    assert listed_in("一、修缮。（市水利局、市财政局，各县（市、区）政府）") == [
        (1, ("市水利局", "市财政局", "各县（市、区）政府"))
    ]
    assert listed_in("修缮\n责任单位：市水利局 市财政局\n") == [(2, ("市水利局", "市财政局"))]
    assert listed_in("（市水利局）修缮：古渡口、石阶；市财政局、市林业局知悉") == []


def test_sums_and_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, examples = tmp_path / "texts", tmp_path / "examples"
    texts.mkdir()
    (texts / "a.txt").write_text(PLAN, "utf-8")
    (texts / "b.txt").write_text(ADVICE, "utf-8")
    (texts / "c.txt").write_bytes(b"")
    main([str(texts), "--examples", str(examples), "--workers", "1"])
    told = capsys.readouterr().out
    assert "3 files in" in told
    for count, what in (
        (2, "documents"),
        (2, "tasks"),
        (2, "statements"),
        (4, "names"),
        (1, "names that are no certain body"),
        (1, "numbers left out between tasks"),
        (1, "documents without a task that list bodies"),
        (5, "listed names"),
    ):
        assert f"{count:9}  {what}" in told
    assert (examples / "uncertain.tsv").read_text("utf-8").startswith("texts/a.txt\t9\t云门街三十号\t")
    assert (examples / "no-task.tsv").read_text("utf-8") == "texts/b.txt\t3\t1\t市水利局、市财政局、市林业局\n"
    assert (examples / "not-read.tsv").read_text("utf-8").startswith("texts/c.txt\t")


def test_a_sample_is_the_same_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"{number}. 修缮古渡口。（责任单位：市水利局）\n", "utf-8")
    told = []
    for seed in ("1", "1", "2"):
        main([str(tmp_path), "--sample", "3", "--seed", seed, "--workers", "1", "--examples", str(tmp_path / seed)])
        told.append((tmp_path / seed / "statements.tsv").read_text("utf-8"))
    assert "3 files in" in capsys.readouterr().out
    assert told[0] == told[1] != told[2]
