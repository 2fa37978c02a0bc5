"""What people write in the columns of a ledger: states, shares, dates, in the many ways there are."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from zeren.graph.reports import STATUSES

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

    Filled: TypeAlias = Cell | MergedCell

_SAID = {
    "not started": "未启动 未开始 未开展 未开工 尚未启动 尚未开展 没有开始",
    "behind": "滞后 进度滞后 落后 逾期 延期 超期 未按时 未按时序",
    "on schedule": "按时序 按时序推进 正常 正常推进 序时 按序时 推进中 进行中 正在推进 有序推进",
    "done": "完成 已完成 全部完成 完成销号 已办结 办结 销号 已销号",
}
_STATUS = {word: status for status, words in _SAID.items() for word in (status, *words.split())}
_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 5}
_FULL = ("全部", "百分之百", "百分百")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEARS = range(2000, 2100)
_SERIALS = range(36_526, 73_051)
"""Days as workbooks count them, 2000 to 2099: a date whose cell lost its format."""


class UnfitError(Exception):
    """A value that is none, with the reason."""


def bare(text: str) -> str:
    """Without white space, full-width letters and digits as half-width ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _words(cell: Filled) -> str:
    value = cell.value
    if isinstance(value, datetime.datetime):
        value = value.date()
    text = str(value).strip()
    if cell.data_type == "e":
        raise UnfitError("an error value")
    return text


def _status(cell: Filled) -> str:
    found = _STATUS.get(bare(_words(cell)).rstrip("。"))
    if found is None:
        raise UnfitError(f"no status: write {'、'.join(STATUSES.values())}")
    return found


def _share(cell: Filled) -> int:
    value = cell.value
    if isinstance(value, bool | datetime.date | datetime.time):
        raise UnfitError("no share: write a number such as 80%")
    if isinstance(value, int | float):
        percent = value * 100 if value < 1 or (value == 1 and "%" in str(cell.number_format)) else float(value)
        if value == 1 and "%" not in str(cell.number_format):
            raise UnfitError("1 can be 1 % or all: write 1% or 100%")
    else:
        percent = _share_of(bare(_words(cell)))
    if not 0 <= percent <= 100:
        raise UnfitError("a share is 0 to 100 %")
    if abs(percent - round(percent)) > 1e-6:
        raise UnfitError("a share in whole percent, please")
    return round(percent)


def _share_of(text: str) -> float:
    if text in _FULL:
        return 100
    percent = re.fullmatch(r"约?(\d+(?:\.\d+)?)%", text)
    if percent:
        return float(percent[1])
    bare = re.fullmatch(r"\d+(?:\.\d+)?", text)
    if bare and float(text) != 1:
        return float(text) * 100 if float(text) < 1 else float(text)
    tenths = re.fullmatch(r"([零一二三四五六七八九十两])成(半)?", text)
    if tenths:
        return _DIGITS[tenths[1]] * 10 + (5 if tenths[2] else 0)
    hundredths = re.fullmatch(r"百分之([零一二三四五六七八九]?)(十?)([一二三四五六七八九]?)", text)
    if hundredths and any(hundredths.groups()):
        tens, ten, ones = hundredths.groups()
        return (_DIGITS[tens] if tens else 1) * 10 + _DIGITS.get(ones, 0) if ten else _DIGITS.get(tens or ones, 0)
    raise UnfitError("no share: write a number such as 80%")


def _date(cell: Filled) -> str:
    day = _day(cell.value)
    if day.year not in _YEARS:
        raise UnfitError(f"the year {day.year}: write year, month and day, such as 2025-06-30")
    return day.isoformat()


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        value = str(int(value))
    text = bare(str(value))
    match = _DATE.fullmatch(text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if match is None:
        raise UnfitError("no date: write year, month and day, such as 2025-06-30")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        raise UnfitError("there is no such day") from None


READERS: dict[str, Callable[[Filled], str | int]] = {
    "status": _status,
    "share": _share,
    "words": _words,
    "date": _date,
    "by": _words,
    "proof": _words,
}
"""For each column what its cells say; each raises UnfitError for what is none."""
