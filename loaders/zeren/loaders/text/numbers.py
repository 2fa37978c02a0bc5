"""Numbers at the front of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from zeren.loaders.words.lexicon import any_of, one_of, words

RANKS = {
    "part": 0,
    "article": 1,
    "han": 2,
    "han-bracket": 3,
    "number": 4,
    "decimal": 5,
    "number-bracket": 6,
    "circled": 7,
    "note": 8,
}
"""Kinds of markers, outermost first."""

HAN_DIGITS = "一二三四五六七八九十百零〇"
_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿⓪⓫-⓿❶-➓㊀-㊉"
_KEYCAP = "\u20e3"
"""Behind a digit: telephones print the key of it."""
_KEY_OF_TEN = "🔟"


class Rule(NamedTuple):
    """One way to print a number."""

    name: str
    kind: str
    first: str
    """The characters with which it may begin, as in a class of characters."""
    pattern: re.Pattern[str]
    """``n`` is its value."""
    example: str


@cache
def rules() -> tuple[Rule, ...]:
    """The first that fits is the number of a paragraph."""
    return (
        Rule(
            "chapter",
            "part",
            "第",
            re.compile(rf"第(?P<n>[{HAN_DIGITS}]{{1,4}})(?:章|部分|编|节)[\s、：:]*"),
            "第一章 总则",
        ),
        Rule(
            "word and number",
            "decimal",
            "".join(word[0] for word in words("outline", "items")),
            re.compile(rf"{any_of(words('outline', 'items'))}\s+(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\s*[:：.—–-]\s*"),
            "Action 1.2: Repair the weir",
        ),
        Rule(
            "article",
            "article",
            "第",
            re.compile(rf"第(?P<n>[{HAN_DIGITS}]{{1,5}}|\d{{1,3}})条[\s、：:]*"),
            "第一条 为了修渠",
        ),
        Rule("han", "han", HAN_DIGITS, re.compile(rf"(?P<n>[{HAN_DIGITS}]{{1,4}})\s*[、.．﹒]\s*"), "一、修渠"),
        Rule(
            "han in brackets",
            "han-bracket",
            "（(",
            re.compile(rf"[（(]\s*(?P<n>[{HAN_DIGITS}]{{1,4}})\s*[）)][\s、.．]*"),
            "（一）修渠",
        ),
        Rule(
            "decimal",
            "decimal",
            _DIGITS,
            # 7.1 before a title, not 1.2 before what it counts.
            re.compile(
                r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,2})(?:\.?\s+|[、．]\s*|(?=[\u3400-\u9fff])(?![十百千万亿个家项名人户亩吨公元倍米年月平]))"
            ),
            "7.1修渠",
        ),
        Rule(
            "number",
            "number",
            _DIGITS,
            # Not before a digit: 1.2万人 is a quantity.
            re.compile(r"(?P<n>\d{1,3})\s*(?:[、．﹒]\s*|\.\s+|\.(?!\d))"),
            "1.修渠",
        ),
        Rule(
            "number of two digits",
            "number",
            "0",
            # 01 and white space before a title.
            re.compile(r"(?P<n>0[1-9])[ \u3000\t]+(?=[\u3400-\u9fff“《])(?![年月日号]|时\d)"),
            "01 修渠",
        ),
        Rule(
            "number with a stroke",
            "decimal",
            _DIGITS,
            # 1-1 before a title, not 1-9 before the months.
            re.compile(r"(?P<n>\d{1,2}-\d{1,2})(?:[、．]\s*|\s+)(?=[\u3400-\u9fff“《])(?![月年日个家项名人天周倍号])"),
            "1-1 修渠",
        ),
        Rule("number and stop in one sign", "number", "⒈-⒛🄂-🄊", re.compile(r"(?P<n>[⒈-⒛🄂-🄊])\s*"), "⒈修渠"),
        Rule("key", "number", _DIGITS, re.compile(rf"(?P<n>(?:\d{_KEYCAP})+)[\s、.．]*"), f"1{_KEYCAP}修渠"),
        Rule("key of ten", "number", _KEY_OF_TEN, re.compile(rf"(?P<n>{_KEY_OF_TEN})[\s、.．]*"), f"{_KEY_OF_TEN}修渠"),
        Rule("han and brackets in one sign", "han-bracket", "㈠-㈩", re.compile(r"(?P<n>[㈠-㈩])[\s、.．]*"), "㈠修渠"),
        Rule(
            "number in brackets",
            "number-bracket",
            "（(",
            re.compile(r"[（(]\s*(?P<n>\d{1,3})\s*[）)][\s、.．]*"),
            "（1）修渠",
        ),
        Rule(
            "number before a bracket",
            "number-bracket",
            _DIGITS + "⑴-⒇",
            re.compile(r"(?P<n>\d{1,3}[）)]|[⑴-⒇])[\s、.．]*"),
            "1）修渠",
        ),
        Rule("circled", "circled", _CIRCLED, re.compile(rf"(?P<n>[{_CIRCLED}])[\s、.．]*"), "①修渠"),
    )


# 「11.121人才…」: task 11, then a text that begins with a number.
_BEFORE_A_DIGIT = re.compile(r"(?P<n>\d{1,3})[.．、﹒]\s*(?=\d)")
# 「10 建设某馆」 behind 「09 改造某站」.
_BEHIND_NINE = re.compile(
    r"(?P<n>[1-9]\d)[ \u3000\t]+(?=[\u3400-\u9fff“《])(?![十百千万亿个家项名人户亩吨公元倍米年月日号平周天])"
)


@dataclass(frozen=True)
class Marker:
    """A number as printed."""

    kind: str
    text: str
    """With its punctuation, without white space: 一、 （一） 1. ①"""
    value: int
    width: int
    """Characters of the paragraph that it takes."""
    doubtful: bool = False
    """Is it a number only because it comes next? 「11.121人才…」 after task 10."""

    @cached_property
    def rank(self) -> float:
        """Smaller is further out; headings of the format are outside of every number."""
        return rank_of(self.kind)

    @cached_property
    def number(self) -> str:
        """The number that names the item: brackets kept, other punctuation dropped."""
        return _without_keys(one_of("outline", "items").sub("", self.text).rstrip("、.．﹒：:—–-"))


OVER = "over-"
"""Before a kind of number: that of a line without one that heads items with such numbers."""


@cache
def rank_of(kind: str) -> float:
    """How far out the numbers of a kind stand; 0 is the outermost, headings of the format are further out."""
    if kind.startswith(OVER):
        return rank_of(kind.removeprefix(OVER)) - 0.5
    return RANKS[kind] if kind in RANKS else int(kind.removeprefix("heading-")) - 10


def marker_of(text: str, last: Mapping[str, int] | None = None) -> Marker | None:
    """The marker at the front of ``text``; ``last`` has the running value of each kind, for the doubtful ones."""
    first, found = text[:1], None
    for kind, pattern in _beginning_with(first):
        match = pattern.match(text)
        if match:
            found = _marker(kind, *match.group(0, "n"))
            break
    return in_turn(found, text, last) if last and first in _DIGITS else found


def is_section(text: str) -> bool:
    """Does a number stand at the front that sections have, and tasks have not: 第一章, 一、 or （一）?"""
    marker = marker_of(text)
    return marker is not None and marker.kind in ("part", "han", "han-bracket")


def in_turn(marker: Marker | None, text: str, last: Mapping[str, int]) -> Marker | None:
    """``marker`` at the front of ``text``, or the number there that is one only because it comes next."""
    certain = marker is not None and marker.kind == "number" and not text[marker.width : marker.width + 1].isdecimal()
    if certain or text[:1] not in _DIGITS:
        return marker
    match = _BEFORE_A_DIGIT.match(text) or _BEHIND_NINE.match(text)
    if match and last.get("number", -1) + 1 == int(match["n"]):
        return _marker("number", *match.group(0, "n"), doubtful=True)
    return marker


@lru_cache(maxsize=10_000)
def _beginning_with(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule.kind, rule.pattern) for rule in rules() if re.match(f"[{rule.first}]", first))


def _without_keys(number: str) -> str:
    return number.replace(_KEYCAP, "").replace(_KEY_OF_TEN, "10")


# Every document has the same few.
@lru_cache(maxsize=10_000)
def _marker(kind: str, printed: str, number: str, doubtful: bool = False) -> Marker:
    return Marker(kind, "".join(printed.split()), number_value(number), len(printed), doubtful)


@lru_cache(maxsize=10_000)
def number_value(number: str) -> int:
    """The value of 12, 十二, ⑫, ⒓, ⑿, ㈠, 🔟, and the last part of 7.12; 0 for anything else."""
    number = _without_keys(number.rstrip("）)").replace("-", "."))
    if number.replace(".", "").isdecimal():
        return int(number.rpartition(".")[2])
    if len(number) == 1 and number not in HAN_DIGITS:
        return int(unicodedata.numeric(number, 0))
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
    total = current = 0
    for c in number:
        if c == "十":
            total, current = total + (current or 1) * 10, 0
        elif c == "百":
            total, current = total + (current or 1) * 100, 0
        elif c in digits:
            current = digits[c]
    return total + current
