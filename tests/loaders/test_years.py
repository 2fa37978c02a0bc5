"""The year whose work a document hands out: its title's, else that of its date; a span is none."""

from __future__ import annotations

import pytest

from zeren.loaders.layout.documents import WorkYear, work_year


@pytest.mark.parametrize(
    ("title", "number", "date", "headings", "year"),
    [
        ("泽岚市2024年重点工作分工", None, "2023-12-30", [], WorkYear(2024)),
        ("泽岚市绿道建设行动方案（2025—2027年）", "泽政〔2025〕3号", "2025-03-01", [], WorkYear(2025)),
        ("泽岚市绿道建设行动方案（2025—2027年）", "泽政〔2024〕93号", None, [], WorkYear(2024)),
        ("泽岚市绿道建设三年行动（2025年至2027年）", None, None, [], WorkYear(2025, doubtful=True)),
        ("泽岚市绿道建设规划（2026-30年）", None, None, [], WorkYear(2026, doubtful=True)),
        ("泽岚市2024年绿道建设要点（2023—2025年行动方案）", None, None, [], WorkYear(2024)),
        ("政府工作报告", None, "2024-01-10", ["二、2023—2025年目标", "三、2024年工作安排"], WorkYear(2024)),
        ("Action Plan 2021", None, None, [], WorkYear(2021)),
        ("Homes Plan: 2025-2030", None, None, [], WorkYear(2025, doubtful=True)),
        ("泽岚市绿道建设方案", None, None, [], WorkYear(None)),
    ],
)
def test_the_year_of_the_work(
    title: str, number: str | None, date: str | None, headings: list[str], year: WorkYear
) -> None:
    assert work_year(title, number, date, headings) == year
