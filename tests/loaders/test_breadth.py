"""``benchmarks/breadth.py`` counts what stands out in documents that nobody annotated."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from breadth import listed_in, look, main

from zeren.loaders.records import Document, Mention, Reading, SourceReport, TaskRecord, Unread

ADVICE = "某市人民政府公告\n\n请向有关窗口咨询（市水利局、市财政局、市林业局）。\n"
DOCUMENT = Document("某市人民政府关于分解重点工作的通知")


def task(number: str, *names: str) -> TaskRecord:
    units = tuple(Mention(name, name, "department", 0, len(name), int(number), "bracket") for name in names)
    return TaskRecord(
        DOCUMENT, number, (), None, None, f"第{number}项", responsible_units=units, statement="、".join(names)
    )


def test_places_that_list_bodies() -> None:
    assert listed_in("一、修缮。（市水利局、市财政局，各县（市、区）政府）") == [
        (1, ("市水利局", "市财政局", "各县（市、区）政府"))
    ]
    assert listed_in("修缮\n责任单位：市水利局 市财政局\n") == [(2, ("市水利局", "市财政局"))]
    assert listed_in("（市水利局）修缮：古渡口、石阶；市财政局、市林业局知悉") == []


def test_names_and_gaps_that_stand_out(tmp_path: Path) -> None:
    records = (task("1", "市水利局", "云门街三十号"), task("2"), task("3", "市林业局"), task("6", "市财政局"))
    unread = (Unread(9, "（市审计局）", "a bracket: 市审计局", False), Unread(9, "负责", "prose", True))
    found = look(tmp_path / "a.pdf", Reading("a", "0", records, (DOCUMENT,), SourceReport(unread=unread)))
    assert found.sums == {
        "documents": 1,
        "tasks": 4,
        "statements": 3,
        "names": 4,
        "names that are no certain body": 1,
        "tasks without names between tasks with": 1,
        "numbers left out between tasks": 2,
        "report: unread": 1,
        "report: prose": 1,
    }
    assert found.uncertain == {"云门街三十号": 1}
    assert found.reasons == {"unread: a bracket": 1, "prose": 1}
    assert found.examples["numbers-left-out"] == [("1", "3 … 6", "第3项")]


def test_listed_names_are_read_told_or_silent(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("一、修缮（市水利局、市财政局）\n二、疏浚（市财政局、市林业局、市审计局）\n", "utf-8")
    told = SourceReport(unread=(Unread(2, "市审计局", "a bracket", False), Unread(2, "市林业局", "prose", True)))
    found = look(text, Reading("a", "0", (task("1", "市水利局", "市财政局"),), (DOCUMENT,), told))
    assert (found.sums["listed names"], found.sums["listed names that are silent"]) == (5, 2)
    assert [row[1] for row in found.examples["silent"]] == ["市财政局", "市林业局"]


def test_sums_and_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts, examples = tmp_path / "texts", tmp_path / "examples"
    texts.mkdir()
    (texts / "b.txt").write_text(ADVICE, "utf-8")
    (texts / "c.txt").write_bytes(b"")
    main([str(texts), "--examples", str(examples), "--workers", "1"])
    told = capsys.readouterr().out
    assert "2 files in" in told
    for count, what in ((1, "documents"), (1, "documents without a task that list bodies"), (3, "listed names")):
        assert f"{count:9}  {what}" in told
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
