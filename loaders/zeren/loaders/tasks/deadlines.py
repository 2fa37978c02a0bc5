"""When a task is due: printed dates as ISO dates, words such as 年内 and 持续推进 as they are."""

from __future__ import annotations

import calendar
import re

_DAY = r"(?:(?P<day>\d{1,2})日|(?P<third>[上中下]旬)|(?P<end>年?底|末|内|之?前)?)"
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年|(?P<this>今年|本年|当年))?"
    rf"(?:(?P<quarter>第?[一二三四1-4])季度|(?P<half>上半年|下半年)|(?P<month>\d{{1,2}})月{_DAY})"
)
_YEAR_END = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:(?:年?底|年末|内)(?:之?前|以前)?[^，,；;。\d]{0,14}|(?:之?前|以前)?(?:完成|办结)?)"
)
_ISO = re.compile(r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}")
_AGAIN = re.compile(r"每|逐|按月|按季|按年|长期|持续|常态")
# 6月底前取得阶段性成效，年底前全面完成: two limits.
_ALSO_LATER = re.compile(r"[，,；;。].*(?:年底|年末|年内|全年|次年|明年)")
_SAME_BELOW = re.compile(r"[，,。；;（(]?\s*下同[）)]?[。]?$")


WIDE_DIGITS = {ord("０") + i: str(i) for i in range(10)}
"""Digits as wide as Han, to the usual ones."""


def holds_below(printed: str) -> bool:
    """Does the deadline say of itself that it holds for the tasks after it (下同)?"""
    return bool(_SAME_BELOW.search(printed))


def normalise(printed: str, year: int | None) -> str:
    """``printed`` as an ISO date, the last day that it allows, or as it is where it names no single day.

    ``year`` is the year of the document's work, for dates without one: 6月底 of a plan for 2024 is 2024-06-30.
    Words (年内, 持续推进), repeated dates (每月5日前) and several dates in one stay as they are.
    """
    text = _SAME_BELOW.sub("", printed.translate(WIDE_DIGITS))
    iso = _ISO.findall(text)
    if len(iso) == 1 and _ISO.fullmatch(text):
        return day_of(*map(int, re.split(r"[-/.]", iso[0]))) or text
    if _AGAIN.search(text):
        return text
    compact = re.sub(r"\s", "", text)
    if _ALSO_LATER.search(compact):
        return text
    found = list(_DATE.finditer(compact))
    if not found:
        whole = _YEAR_END.fullmatch(compact)
        return f"{whole['year']}-12-31" if whole else text
    if len(found) > 1 and not re.fullmatch(r"[^，,；;。]*?(?:[-—–~～至到])[^，,；;。]*", compact):
        return text
    match = found[-1]
    stated = next((m["year"] for m in reversed(found) if m["year"]), None)
    in_year = int(stated) if stated else year
    if in_year is None:
        return text
    return last_day(match, in_year) or text


def last_day(match: re.Match[str], year: int) -> str | None:
    """The last day of the quarter, half, third of a month, month or day that ``match`` names, in ``year``."""
    if match["quarter"]:
        quarter = "一二三四".find(match["quarter"][-1]) + 1 or int(match["quarter"][-1])
        return day_of(year, quarter * 3, None)
    if match["half"]:
        return day_of(year, 6 if match["half"] == "上半年" else 12, None)
    month = int(match["month"])
    if match["third"]:
        third = {"上旬": 10, "中旬": 20, "下旬": None}[match["third"]]
        return day_of(year, month, third)
    return day_of(year, month, int(match["day"]) if match["day"] else None)


def day_of(year: int, month: int, day: int | None) -> str | None:
    """The ISO date; the month's last day where none is given; None where the calendar has no such day."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return f"{year:04d}-{month:02d}-{last if day is None else day:02d}"
