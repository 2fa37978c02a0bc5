"""Lines that stand by themselves: dates, numbers of documents, page numbers, running heads, lines of contents."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from zeren.loaders.layout.lines import Line
from zeren.loaders.names.latin import is_acronym
from zeren.loaders.names.units import is_unit
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.words.labels import label_at
from zeren.loaders.words.lexicon import any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE
from zeren.loaders.words.seen import has_seen

_PAGE_NUMBER = re.compile(r"[-—–－·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·•\s]*")
_AROUND_PAGE = "页-—–－·•"
_LEADERS = ("....", "……", "····", "．．．．", "------")
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{4,}|-{6,})\s*[（(]?\s*\d{1,4}\s*[）)]?\s*$")
DATE = re.compile(
    r"[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二〇○零Ｏ]{2,4}[一二三四五六七八九〇○零]{0,2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_ISSUE = re.compile(r"(?:[12]\d{3}年)?第\s*\d{1,4}\s*[号期](?:[（(]总第\s*\d+\s*[号期][）)])?")
_OF_ISSUE = re.compile(r"\s*(?:[12]\d{3}\s*年)?\s*第?\s*\d{1,4}\s*[号期].{0,12}$")
NUMBER_OF_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*(?:第\s*)?\d{1,5}\s*号"
)
_ANNEX = re.compile(r"附件\s*\d{0,2}")
_OPEN_TO = re.compile(r"[（(]此件[\u4e00-\u9fff]{2,12}[）)]")
"""（此件公开发布）: it stands right above the title of what a notice issues."""
STOPS = "。！？!?；;…"
ENDS = tuple(STOPS + "：:")
SHORT_LINE = 25


def set_furniture(lines: list[Line]) -> None:
    """Tell page numbers, running heads and lines of contents from what is part of a document."""
    texts = [line.passage.text for line in lines]
    # Most lines end a sentence: of those, only the name of the gazette can be furniture.
    others = [(i, text) for i, text in enumerate(texts) if text[-1] not in STOPS]
    numbers = [
        i for i, text in others if (text[-1] in _AROUND_PAGE or text[-1].isdecimal()) and _PAGE_NUMBER.fullmatch(text)
    ]
    numbers += [i for i, line in enumerate(lines) if line.furniture and any(map(str.isdecimal, texts[i]))]
    running = _running_heads(texts)
    if running:
        edges = {k for i in numbers for k in (i - 1, i + 1)}
        times = Counter(text for i, text in enumerate(texts) if text in running and _between_pages(lines, i, edges))
        running = {text for text in running if times[text] >= 3}
    found = {k for i in numbers for k in (i - 1, i + 1) if 0 <= k < len(texts) and _is_head(texts[k])}
    found.update(_foot_of_site(texts))
    found.update(numbers, [i for i, text in others if text in running or _is_of_contents(text)])
    for i in found:
        lines[i].furniture = True
    for i in numbers:
        for below in lines[i + 1 : i + 3]:
            # The blank lines around the number are the page's.
            below.gap = False
            if not below.furniture:
                break


def _running_heads(texts: list[str]) -> set[str]:
    """Short lines that come again and again between the pages and say nothing of responsibility."""
    seen = Counter([text for text in texts if len(text) <= SHORT_LINE])
    return {
        text
        for text, times in seen.items()
        if times >= 3
        and not text.endswith(ENDS)
        and len(text) > 2
        and not _PARTS_LIST.search(text)
        and not has_seen(text)
        and not label_at(text)
        and marker_of(text) is None
    }


_PARTS_LIST = re.compile("[、，,；;]")


def _between_pages(lines: list[Line], i: int, edges: set[int]) -> bool:
    """May a line that comes again and again be a running head, and not the end of a paragraph or of a list?"""
    if i in edges:
        return True
    text = lines[i].passage.text
    before = lines[i - 1].passage.text if i else ""
    after = lines[i + 1] if i + 1 < len(lines) else None
    if before.endswith(("：", ":", "、")) or is_unit(text) or is_acronym(text) or text[-1] in BRACKETS_CLOSE:
        return False
    if lines[i].gap or after is None or after.gap:
        return True
    # 「…示范 ⏎ 区管委会 ⏎ 3.……」: the last line of a paragraph that was wrapped.
    return before[-1:] in STOPS or not (begins_structure(after) or marker_of(after.passage.text))


def _foot_of_site(texts: list[str]) -> set[int]:
    """Who runs the web site that a page was taken from: 「主办：甲市人民政府办公室」 near 「网站地图」."""
    last = range(max(0, len(texts) - _FOOT_LINES), len(texts))
    if not any(word in texts[i] for i in last for word in words("pages", "site")):
        return set()
    return {i for i in last if texts[i].startswith(words("pages", "site_hosts"))}


_FOOT_LINES = 15


def _is_head(text: str) -> bool:
    """The name of the gazette beside a page's number."""
    return (
        len(text) <= SHORT_LINE
        and _OF_ISSUE.sub("", text).endswith(words("pages", "running_heads"))
        and not has_seen(text)
    )


def _is_of_contents(text: str) -> bool:
    page = text[:-1].rstrip() if text[-1] in "）)" else text
    return page[-1:].isdecimal() and any(map(text.__contains__, _LEADERS)) and _CONTENTS.search(text) is not None


def stands_alone(text: str) -> bool:
    """A date, the number of an issue or of a document, to whom it is open, a line of contents."""
    last = text[-1:]
    if last not in "日号期）)件" and not last.isdecimal():
        return False
    return bool(
        _ANNEX.fullmatch(text)
        or _OPEN_TO.fullmatch(text)
        or DATE.fullmatch(text)
        or _ISSUE.fullmatch(text)
        or NUMBER_OF_DOCUMENT.fullmatch(text)
        or _is_of_contents(text)
    )


@cache
def title_end() -> re.Pattern[str]:
    """How the title of a document ends."""
    return re.compile(any_of(words("headings", "title_ends")) + r"(?:[（(][^（）()]{1,12}[）)])?$")


def begins_structure(line: Line) -> bool:
    """Does a paragraph begin with this line, whatever stands above it?"""
    text = line.passage.text
    return bool(
        label_at(text)
        or (line.bold and line.bold[0][0] == 0)
        or stands_alone(text)
        or text.startswith(("【", "附件", "附：", "目录", "|"))
        or (text[0] in "（([〔" and label_at(text, 1))
    )
