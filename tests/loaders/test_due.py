"""By when a task is due: what is stated as such first, else the limit that its own text names, with its words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.loaders import TaskRecord, read_document
from zeren.loaders.files.sources import sources_of
from zeren.loaders.records import Due
from zeren.loaders.tasks.due import limits_in


def limits(text: str, year: int | None = 2024) -> list[tuple[str | None, str]]:
    return [(one.date, text[one.start : one.end]) for one in limits_in(text, year)]


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("年底前全面完成", "2024-12-31", "年底前"),
        ("力争2024年年底建成通车", "2024-12-31", "2024年年底"),
        ("到2025年，新增泊位1000个", "2025-12-31", "到2025年"),
        ("6月底前出台办法", "2024-06-30", "6月底前"),
        ("一季度开工建设", "2024-03-31", "一季度"),
        ("三季度末见效", "2024-09-30", "三季度末"),
        ("力争上半年完成招标", "2024-06-30", "上半年"),
        ("今年内办结", "2024-12-31", "今年内"),
        ("2024年9月建成投用", "2024-09-30", "2024年9月"),
        ("9月中旬前上线", "2024-09-20", "9月中旬前"),
        ("2030年前实现达标", "2030-12-31", "2030年前"),
        ("明年2月底前完成", "2025-02-28", "明年2月底前"),
        ("12月5日前报送方案", "2024-12-05", "12月5日前"),
        ("年内新登记企业2万户", "2024-12-31", "年内"),
        ("年底前起草条例", "2024-12-31", "年底前"),
        ("The office will repair 40 stalls by June 2025", "2025-06-30", "June 2025"),
        ("Publish the list no later than December 1, 2024", "2024-12-01", "December 1, 2024"),
    ],
)
def test_a_limit_in_the_text(text: str, date: str, words: str) -> None:
    assert limits(text) == [(date, words)]


@pytest.mark.parametrize(
    "text",
    [
        "自2024年起实施",
        "2020年以来累计建成20处",
        "截至2024年底，已建成20处",
        "较2024年底增长5%",
        "去年底建成",
        "改造2000年底前建成的小区",
        "三年内建成",
        "3个月内办结",
        "每年6月底前报送",
        "落实《某市2024年底前整治方案》",
        "上半年增长5%",
        "2023年底前完成",
        "2024年新增学位5000个",
        "底部加固",
    ],
)
def test_what_tells_of_the_past_or_how_long_is_no_limit(text: str) -> None:
    assert limits(text) == []


def test_a_year_holds_for_the_times_behind_it_in_its_sentence() -> None:
    assert limits("2025年3月底前出台，6月底前见效。9月底前总结") == [
        ("2025-03-31", "2025年3月底前"),
        ("2025-06-30", "6月底前"),
        ("2024-09-30", "9月底前"),
    ]


def test_without_any_year_the_words_are_kept_and_no_day_is_guessed() -> None:
    assert limits("年底前完成", None) == [(None, "年底前")]
    assert limits("到2025年建成", None) == [("2025-12-31", "到2025年")]


@given(
    st.text(alphabet="到至0123456789年月日底前内末上下半季度第一二三今明完成，。", max_size=30), st.integers(1990, 2050)
)
def test_whatever_is_found_is_a_day_and_stands_there(text: str, year: int) -> None:
    for date, words in limits(text, year):
        assert words
        assert date is None or datetime.date.fromisoformat(date).year >= year


def read(text: str, folder: Path) -> list[TaskRecord]:
    path = folder / "notice.txt"
    path.write_text("泽岚市2024年重点工作任务分工\n" + text, "utf-8")
    (source,) = sources_of(path)
    records = list(read_document(path).records)
    for record in records:
        if record.due:
            assert "".join(source.text[record.due.start : record.due.end].split()) == record.due.words
    return records


def test_the_latest_limit_of_the_text_counts(tmp_path: Path) -> None:
    (record,) = read("1.改造大棚。6月底前完成方案，11月\n底前建成，8月底前验收地基。（市商务局负责）\n", tmp_path)
    assert record.deadline is None
    assert record.due is not None
    assert (record.due.date, record.due.words, record.due.basis) == ("2024-11-30", "11月底前", "text")


def test_what_is_stated_as_such_comes_first(tmp_path: Path) -> None:
    day, words, none = read(
        "1.改造大棚，年底前建成。\n责任单位：市商务局\n完成时限：6月底\n"
        "2.修整码头，9月底前建成。\n责任单位：市水利局\n完成时限：持续推进\n"
        "3.清理河道。\n责任单位：市水利局\n完成时限：长期坚持\n",
        tmp_path,
    )
    assert day.due and (day.due.date, day.due.words, day.due.basis) == ("2024-06-30", "6月底", "stated")
    # Words that name no day leave the day to the text.
    assert (words.deadline, words.due and words.due.date) == ("持续推进", "2024-09-30")
    assert none.due and (none.due.date, none.due.words) == (None, "长期坚持")


def test_of_two_limits_in_a_stated_deadline_the_last_counts(tmp_path: Path) -> None:
    (record,) = read("1.改造大棚。\n责任单位：市商务局\n完成时限：6月底前见效，年底前全面完成\n", tmp_path)
    assert record.deadline == "6月底前见效，年底前全面完成"
    assert record.due and record.due.date == "2024-12-31"


def test_a_record_keeps_it_as_plain_values(tmp_path: Path) -> None:
    (record,) = read("1.改造大棚，年底前建成。（市商务局负责）\n", tmp_path)
    kept = record.to_dict()
    start = (tmp_path / "notice.txt").read_text("utf-8").index("年底前")
    assert kept["due"] == {"date": "2024-12-31", "words": "年底前", "start": start, "end": start + 3, "basis": "text"}
    assert TaskRecord.from_dict(kept) == record
    del kept["due"]
    assert TaskRecord.from_dict(kept).due is None
    assert isinstance(record.due, Due)
