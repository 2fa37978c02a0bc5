"""Doubtful readings: kept on their documents, listed until somebody has settled them."""

from __future__ import annotations

from pathlib import Path

from zeren.graph import build
from zeren.graph.decisions import Decisions, decide, read_decisions
from zeren.graph.doubts import doubts_in
from zeren.loaders import Reading
from zeren.loaders.read import read
from zeren.loaders.text.source import Source

NOTICE = "关于2025—2027年分工的通知\n1. 修建某路。\n责任单位：市交通局、甲乙孵化中心\n"


def reading() -> Reading:
    return read(Source("某文.txt", NOTICE, "d" * 64, "utf-8"))


def words(decisions: Decisions | None = None) -> list[object]:
    return [row["words"] for row in doubts_in(build(reading()), decisions).to_dicts()]


def decided(folder: Path, text: str) -> Decisions:
    (folder / "zeren.yaml").write_text(text, "utf-8")
    return read_decisions(folder / "zeren.yaml")


def test_a_graph_keeps_what_is_doubtful_with_the_reason_and_the_place() -> None:
    rows = doubts_in(build(reading())).to_dicts()
    assert [(row["words"], row["where"]) for row in rows] == [
        ("关于2025—2027年分工的通知", "line 1"),
        ("甲乙孵化中心", "line 3"),
    ]
    assert all(row["reason"] and row["document"] == "关于2025—2027年分工的通知" for row in rows)


def test_what_is_said_to_be_certain_is_told_no_more(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "certain: [甲乙孵化中心]")
    assert words(decisions) == ["关于2025—2027年分工的通知"]
    (after,) = decide([reading()], decisions)
    assert [doubt.words for doubt in after.report.doubts] == ["关于2025—2027年分工的通知"]


def test_a_name_that_was_given_another_is_settled(tmp_path: Path) -> None:
    assert words(decided(tmp_path, "units: {rename: {甲乙孵化中心: 市孵化中心}}")) == ["关于2025—2027年分工的通知"]
