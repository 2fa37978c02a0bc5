"""Items that a text names by their numbers: 「市甲局牵头第1、3项」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zeren.loaders.text.numbers import HAN_DIGITS
from zeren.loaders.words.phrases import stem
from zeren.loaders.words.seen import has_seen

BY_NUMBER = "says by number whose other items are: it was not given to them"
_N = rf"[（(]?(?:[{HAN_DIGITS}]{{1,4}}|\d{{1,3}}(?:\.\d{{1,2}})?)[）)]?"
_ITEMS = rf"第{_N}(?:[、，,至到~～—–-]+第?{_N})*[项条](?:工作|任务|事项)?"


@cache
def _only() -> re.Pattern[str]:
    role = stem("lead", "responsible", "support")
    return re.compile(rf"(?:[\W_]*(?:{role})?{_ITEMS})+[\W_]*")


@cache
def _given() -> re.Pattern[str]:
    role = stem("lead", "responsible", "support")
    near = r"[^。；;\n]{0,60}"
    # Of a statute: 「第二十四条　税务机关实施检查，主管部门予以配合。」
    return re.compile(rf"(?:{role}|同){_ITEMS}|{_ITEMS}(?<!条){near}{role}(?![^\W\d_])")


def only_refers(text: str) -> bool:
    """Does it say nothing but which items are meant?"""
    return "第" in text and _only().fullmatch(text) is not None


def by_number(text: str) -> Iterator[tuple[int, int]]:
    """Where items are given to somebody by their numbers."""
    if "第" in text and has_seen(text):
        yield from (match.span() for match in _given().finditer(text))
