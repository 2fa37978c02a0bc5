"""Printed time limits: one day as a date, everything else in its own words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.loaders.read import read
from zeren.loaders.tasks.deadlines import normalise
from zeren.loaders.text.source import Source


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("6月底", "2024-06-30"),
        ("2月底前", "2024-02-29"),
        ("2023年2月底", "2023-02-28"),
        ("12月15日前完成", "2024-12-15"),
        ("2025年3月上旬", "2025-03-10"),
        ("9月中旬", "2024-09-20"),
        ("9月下旬前", "2024-09-30"),
        ("2024年12月底前完成", "2024-12-31"),
        ("2025年年底", "2025-12-31"),
        ("2025年底前", "2025-12-31"),
        ("第三季度", "2024-09-30"),
        ("2025年一季度末", "2025-03-31"),
        ("上半年", "2024-06-30"),
        ("2024年3月—6月", "2024-06-30"),
        ("2024年11月至2025年1月", "2025-01-31"),
        ("2025-10-31", "2025-10-31"),
        ("2025/1/5", "2025-01-05"),
    ],
)
def test_a_day(printed: str, date: str) -> None:
    assert normalise(printed, 2024) == date


@pytest.mark.parametrize(
    "printed",
    [
        "年内",
        "年底前",
        "持续推进",
        "6月底前取得阶段性成效，年底前全面完成",
        "长期坚持",
        "每月5日前",
        "每季度末月25日前",
        "3月底前完成方案，6月底前建成",
        "13月底",
        "2月30日",
        "December 31, 2021",
        "Within 60 days of the completion of agency inventories",
        "省定时限",
    ],
)
def test_words_that_name_no_single_day_stay(printed: str) -> None:
    assert normalise(printed, 2024) == printed


def test_without_a_year_nothing_is_guessed() -> None:
    assert normalise("6月底", None) == "6月底"


@given(st.text(alphabet="0123456789年月日底前上中下旬季度一二三四半每，-至", max_size=20), st.integers(1990, 2050))
def test_whatever_looks_like_a_date_is_one_or_stays(printed: str, year: int) -> None:
    result = normalise(printed, year)
    if result != printed:
        datetime.date.fromisoformat(result)


def test_a_deadline_that_holds_for_all_below() -> None:
    text = (
        "关于印发2024年重点工作的通知\n1. 建设甲站。\n责任单位：市水利局\n完成时限：12月底，下同\n"
        "2. 建设乙站。\n责任单位：市林业局\n3. 建设丙站。\n责任单位：市林业局\n完成时限：6月底\n"
    )
    records = read(Source("x.txt", text, "", "utf-8")).records
    assert [r.deadline for r in records] == ["2024-12-31", "2024-12-31", "2024-06-30"]
