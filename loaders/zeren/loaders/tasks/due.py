"""By when a task is to be done: the day that follows from its stated deadline, or else from its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from zeren.loaders.records import Due
from zeren.loaders.tasks.deadlines import day_of, last_day, normalise
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source

_YEAR = r"(?P<year>(?:19|20)\d{2})年|(?P<this>今年|本年|当年|明年)"
_WITHIN = (
    r"(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>[0-3]?\d)日|(?P<third>[上中下]旬)|(?P<end>[底末]))?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?P<qend>[底末])?"
    r"|(?P<half>[上下]半年)"
    r"|(?P<close>年[底末内]|年度内|[底末内])"
)
_DATE = re.compile(
    r"(?=[到至12今本当明年上下第一三四\d])(?P<to>[到至])?"
    rf"(?:(?:{_YEAR})(?P<dated>年底|年末|年内|度内|(?=\d{{1,2}}月|第?[一二三四1-4]季度|[上下]半年|[底末内]))?)?"
    rf"(?:{_WITHIN})?(?P<limit>之?前|以前|内)?"
)
_STOP = re.compile("[，,。；;：:]")
_DONE = re.compile(
    "完成|建成|建好|投产|投用|投入|开工|竣工|完工|通车|启动|出台|印发|实现|达到|上线|运行|落地|见效|办结|取得|形成|基本|全面|全部|率先"
)
"""What a task is to be, in the period that the words before name."""
_AGAIN = re.compile("每[年月季周半]|逐[年月季]|同比|环比")
_BACKGROUND_BEFORE = (*"自从较比与同截去往历每次近前上", "截至", "截止", "现有", "原有", "已于", "曾于")
"""What stands before a time that is no limit: 自2019年起, 较2020年底, 去年底."""
_PAST = re.compile("已经?|曾|现有|原有|存量")
_SINCE_BEHIND = re.compile("起|来(?!源)|开始|度")
"""Behind a time without a word of its limit: 2020年起; but 年底前起草."""
_BACKGROUND_BEHIND = re.compile(
    r"以来|至|到(?=[\d今明年])|[-—–~～](?=\d)|(?:之|以)?后(?!续)|的"
    r"|(?:之?前|以前)?(?:建成|竣工|交付|成立|注册|登记|取得|签订|颁布)[^，,。；;]{0,6}的"
)
_NUMBER_BEFORE = re.compile(r"[一二两三四五六七八九十百几数多\d]$")


class Found(Struct, frozen=True, gc=False):
    """A time limit in a text."""

    date: str | None
    """None where it names no year, and the document none either."""
    start: int
    end: int


def due_of(source: Source, deadline: tuple[str, Passage] | None, text: Passage, year: int | None) -> Due | None:
    """By when a task is due: as stated, or as its text says where nothing is or what is stated names no day.

    ``deadline`` is the stated one, as printed and where; ``year`` the document's, for dates that print none.
    """
    stated = _stated(*deadline, year) if deadline else None
    return stated if stated and stated.date else _in_text(source, text, year) or stated


def _stated(printed: str, value: Passage, year: int | None) -> Due:
    normal = normalise(printed, year)
    date = normal if _ISO.fullmatch(normal) else None
    if date is None and not _AGAIN.search(printed):
        # A date stands alone there: what a text must say before it is added.
        words = f"by {printed}" if printed[:1].isascii() else printed
        date = max((found.date or "" for found in limits_in(words, year)), default="") or None
    start, end = value.span()
    return Due(date, printed, start, end, "stated")


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def _in_text(source: Source, text: Passage, year: int | None) -> Due | None:
    """The latest time limit that a task's own text names; None where it names none."""
    found = list(limits_in(text.text, year))
    if not found:
        return None
    last = max(found, key=lambda one: one.date or "")
    start, end = text.span(last.start, last.end)
    return Due(last.date, source.printed(text.cut(last.start, last.end)), start, end, "text")


def limits_in(text: str, year: int | None) -> Iterator[Found]:
    """The time limits in a text, in order. ``year`` is the document's, for those that print none.

    A limit is a time with a word that says so (年底前, 6月底, 到2025年), or the period in which something is to be
    done (一季度开工, 2023年9月建成). What a year before the document's ends is told of, not asked for.
    """
    yield from _english(text, year)
    if not any(map(text.__contains__, _OF_TIME)):
        return
    said, before = year, 0
    for match in _DATE.finditer(text):
        if not match.group() or not (match["year"] or match["this"] or _within(match)):
            continue
        if text.find("。", before, match.start()) >= 0:
            # A year holds for the times behind it in its sentence: 2025年3月底前…，6月底前….
            said = year
        before = match.end()
        if not _is_limit(text, match):
            continue
        own = int(match["year"]) if match["year"] else None
        if own is None and match["this"]:
            own = year + (match["this"] == "明年") if year else None
        in_year = own or said
        if own:
            said = own
        if in_year is not None and year is not None and in_year < year:
            continue
        date = _last_day(match, in_year) if in_year is not None else None
        if date or in_year is None:
            yield Found(date, match.start(), match.end())


def _english(text: str, year: int | None) -> Iterator[Found]:
    for match in _ENGLISH.finditer(text):
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        date = day_of(int(match["year"]), month, int(match["day"]) if match["day"] else None)
        if date and (year is None or int(match["year"]) >= year):
            yield Found(date, match.start("date"), match.end())


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"\b(?:by|before|until|no later than|the end of)\s+(?P<date>"
    r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?\s+"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d{2}))\b",
    re.IGNORECASE,
)
_OF_TIME = ("年", "月", "季度")


def _within(match: re.Match[str]) -> bool:
    """Does it name a part of a year, or its end? 底 alone is none."""
    if match["month"] or match["quarter"] or match["half"]:
        return True
    close = match["close"]
    return bool(match["dated"]) or (bool(close) and (len(close) > 1 or bool(match["year"] or match["this"])))


def _is_limit(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    before, behind = text[max(0, start - 8) : start], text[end : end + 16]
    dated = bool(match["year"] or match["this"])
    if not dated and _NUMBER_BEFORE.search(before) and not match["to"]:
        # 三年内, 3个月内, 1—9月: how long, or the end of a span.
        return False
    if before.endswith(_BACKGROUND_BEFORE) or _BACKGROUND_BEHIND.match(behind) or _quoted(text, start):
        return False
    if not match["limit"] and _SINCE_BEHIND.match(behind):
        return False
    clause = _STOP.split(text[max(0, start - 30) : start])[-1]
    if _AGAIN.search(clause + match.group()) or _PAST.search(clause):
        return False
    if match["limit"] or match["end"] or match["qend"] or match["close"] or match["dated"] or match["third"]:
        return True
    if match["to"] and match["year"]:
        return True
    whole_year = not _within(match)
    ahead = _STOP.split(behind, maxsplit=1)[0]
    return _DONE.search(ahead[:4] if whole_year else ahead) is not None


def _quoted(text: str, at: int) -> bool:
    """Is it in the title of a plan? 《某市2025年底前…方案》"""
    opened = text.rfind("《", max(0, at - 60), at)
    return opened >= 0 and "》" not in text[opened:at]


def _last_day(match: re.Match[str], year: int) -> str | None:
    if match["month"] or match["quarter"] or match["half"]:
        return last_day(match, year)
    return f"{year}-12-31"
