"""Numbers at the front of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zeren.loaders.lexicon import any_of, words

RANKS = {
    "part": 0,
    "article": 1,
    "han": 2,
    "han-bracket": 3,
    "number": 4,
    "decimal": 5,
    "number-bracket": 6,
    "circled": 7,
}
"""Kinds of markers, outermost first."""

_HAN_DIGITS = "一二三四五六七八九十百零〇"
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", rf"第(?P<n>[{_HAN_DIGITS}]{{1,4}})(?:章|部分|编|节)[\s、：:]*"),
        ("decimal", rf"{any_of(words('outline', 'items'))}\s+(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\s*[:：.—–-]\s*"),
        ("article", rf"第(?P<n>[{_HAN_DIGITS}]{{1,5}}|\d{{1,3}})条[\s、：:]*"),
        ("han", rf"(?P<n>[{_HAN_DIGITS}]{{1,4}})\s*[、.．﹒]\s*"),
        ("han-bracket", rf"[（(]\s*(?P<n>[{_HAN_DIGITS}]{{1,4}})\s*[）)][\s、.．]*"),
        # 7.1 before a title, not 1.2 before what it counts.
        (
            "decimal",
            r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,2})(?:\.?\s+|[、．]\s*|(?=[\u3400-\u9fff])(?![十百千万亿个家项名人户亩吨公元倍米年月平]))",
        ),
        # Not before a digit: 1.2万人 is a quantity.
        ("number", r"(?P<n>\d{1,3})\s*(?:[、．﹒]\s*|\.\s+|\.(?!\d))|(?P<m>[⒈-⒛])\s*"),
        ("number-bracket", r"[（(]\s*(?P<n>\d{1,3})\s*[）)][\s、.．]*|(?P<m>\d{1,3}[）)]|[⑴-⒇])[\s、.．]*"),
        ("circled", r"(?P<n>[①-⑳㉑-㉟㊱-㊿])[\s、.．]*"),
    )
)
# 「11.121人才…」: task 11, then a text that begins with a number.
_BEFORE_A_DIGIT = re.compile(r"(?P<n>\d{1,3})[.．、﹒]\s*(?=\d)")


_ITEM_WORD = re.compile(any_of(words("outline", "items")))


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed."""

    kind: str
    text: str
    """With its punctuation, without white space: 一、 （一） 1. ①"""
    value: int
    width: int
    """Characters of the paragraph that it takes."""

    @property
    def rank(self) -> int:
        """Smaller is further out; headings of the format are outside of every number."""
        if self.kind.startswith("heading-"):
            return int(self.kind.removeprefix("heading-")) - 10
        return RANKS[self.kind]

    @property
    def number(self) -> str:
        """The number that names the item: brackets kept, other punctuation dropped."""
        return _ITEM_WORD.sub("", self.text).rstrip("、.．﹒：:—–-")


def marker_of(text: str, last: Mapping[str, int] | None = None) -> Marker | None:
    """The marker at the front of ``text``; ``last`` has the running value of each kind, for the doubtful ones."""
    if not text or text[0] not in _FIRST:
        return None
    match = _BEFORE_A_DIGIT.match(text)
    if match and last is not None and last.get("number", -1) + 1 == int(match["n"]):
        return _marker("number", match, match["n"])
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            groups = match.groupdict()
            return _marker(kind, match, groups["n"] or groups["m"])
    return None


_FIRST = (
    set("第（(0123456789" + _HAN_DIGITS)
    | {word[0] for word in words("outline", "items")}
    | {chr(c) for c in (*range(0xFF10, 0xFF1A), *range(0x2460, 0x249C), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))}
)


def _marker(kind: str, match: re.Match[str], number: str) -> Marker:
    return Marker(kind, re.sub(r"\s", "", match.group()), number_value(number), match.end())


def number_value(number: str) -> int:
    """The value of 12, 十二, ⑫, ⒓, ⑿, and the last part of 7.12; 0 for anything else."""
    number = number.rstrip("）)")
    if number.replace(".", "").isdecimal():
        return int(number.rpartition(".")[2])
    for first, last in ("①⑳", "⑴⒇", "⒈⒛"):
        if len(number) == 1 and first <= number <= last:
            return ord(number) - ord(first) + 1
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
