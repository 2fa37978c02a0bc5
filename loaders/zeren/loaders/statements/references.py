"""Items that a text names by their numbers: 「市甲局牵头第1、3项」, and 「责任单位同第1项」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zeren.loaders.statements.lists import parse, sound
from zeren.loaders.statements.parts import REFERRED, SENTENCE_STOP, Part
from zeren.loaders.text.numbers import HAN_DIGITS, number_value
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN
from zeren.loaders.words.phrases import stem
from zeren.loaders.words.roles import UNIT_ROLES, label_pattern
from zeren.loaders.words.seen import has_seen

BY_NUMBER = "says by number whose other items are: it was not given to them"
_N = rf"[（(]?(?:[{HAN_DIGITS}]{{1,4}}|\d{{1,3}}(?:\.\d{{1,2}})?)[）)]?"
_IN_BRACKETS = rf"[（(](?:[{HAN_DIGITS}]{{1,4}}|\d{{1,3}})[）)]"
_TO = "至到~～—–-"
_ITEMS = rf"第{_N}(?:[、，,{_TO}]+第?{_N})*[项条](?:工作|任务|事项)?"


class Number(NamedTuple):
    """The number of an item: its value, whether it is printed in Han digits, and all of 1.2."""

    value: int
    han: bool
    within: str = ""

    @classmethod
    def of(cls, printed: str) -> Number:
        """The number that is printed so: 3, （三）, 1.2."""
        bare = printed.strip("（）()")
        return cls(number_value(bare), not bare[:1].isascii(), bare.rpartition(".")[0])


@cache
def _role() -> str:
    return "|".join(f"(?P<{role}>(?:主要|具体)?{stem(role)})" for role in UNIT_ROLES)


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


@cache
def _same() -> re.Pattern[str]:
    mark, label = f"[{re.escape(BRACKETS_OPEN)}]", rf"{label_pattern()}\s*[:：]?\s*"
    item = rf"(?P<n>第{_N}[项条]|第?{_IN_BRACKETS}项?)(?:工作|任务|事项)?"
    same = f"(?:同{item}|[与和]{item.replace('<n>', '<m>')}(?:相同|一致))"
    return re.compile(
        rf"(?:{mark}\s*(?:{label})?|(?:^|(?<=[。；;\s])){label}){same}"
        rf"\s*[{re.escape(BRACKETS_CLOSE)}]?(?=[。；;\s]|$)"
    )


_SAME_SIGN = re.compile(r"同第?[（(一二三四五六七八九十\d]|相同|一致")
_LABEL_END = re.compile(r"[：:\s]*[同与和]")


def same_as(passage: Passage) -> Iterator[Part]:
    """Where an item has the names of another: 「修渠。（责任单位同第1项）」 「责任单位：与第1项相同」."""
    for match in _same().finditer(passage.text) if _SAME_SIGN.search(passage.text) else ():
        label = _LABEL_END.split(match.group().lstrip(BRACKETS_OPEN), maxsplit=1)[0].strip()
        role, number = role_of_label(label) or "", (match["n"] or match["m"]).strip("第项条")
        yield Part("label", role, *match.span(), own_line=not match.start(), same=number)


def by_number(text: str) -> Iterator[tuple[int, int]]:
    """Where items are given to somebody by their numbers."""
    if "第" in text and has_seen(text):
        yield from (match.span() for match in _given().finditer(text))


def items_named(passage: Passage) -> list[tuple[Part, tuple[Number, ...]]]:
    """Who answers for which items, where a paragraph says nothing else: 「第1项由市甲局负责；市乙局牵头第2—3项。」"""
    if "第" not in passage.text or not _NAMED.search(passage.text):
        return []
    found: list[tuple[Part, tuple[Number, ...]]] = []
    begin = 0
    for stop in [*(m.start() for m in SENTENCE_STOP.finditer(passage.text)), len(passage)]:
        if passage.text[begin:stop].strip():
            said = _items_first(passage, begin, stop) or _bodies_first(passage, begin, stop)
            if not said:
                return []
            found += said
        begin = stop + 1
    return found


_NAMED = re.compile(rf"{_ITEMS}(?<!条)")


def _items_first(passage: Passage, start: int, end: int) -> list[tuple[Part, tuple[Number, ...]]]:
    """「第1项由市甲局牵头，市乙局配合，第4项由市丙局负责」."""
    named = list(_NAMED.finditer(passage.text, start, end))
    if not named or named[0].start() > start:
        return []
    found = []
    ends = [*(match.start() for match in named[1:]), end]
    for match, stop in zip(named, ends, strict=True):
        parsed = parse(passage.cut(match.end(), stop))
        if not parsed.has_role_word or not sound(parsed):
            return []
        found.append((Part.of(REFERRED, parsed, match.start(), stop), _numbers(match.group())))
    return found


def _bodies_first(passage: Passage, start: int, end: int) -> list[tuple[Part, tuple[Number, ...]]]:
    """「市甲局：牵头第2项，配合第1项」 「市甲局：第1、4项」."""
    match = _bodies_and_items().fullmatch(passage.text, start, end)
    if match is None:
        return []
    found = []
    for one in _role_and_items().finditer(passage.text, match.start("items"), end):
        role = next((role for role in UNIT_ROLES if one[role]), "responsible")
        parsed = parse(passage.cut(*match.span("names")), role)
        if parsed.has_role_word or not sound(parsed):
            return []
        found.append((Part.of(REFERRED, parsed, start, end), _numbers(one["these"])))
    return found


@cache
def _bodies_and_items() -> re.Pattern[str]:
    role = stem("lead", "responsible", "support")
    return re.compile(
        rf"(?P<names>[^：:。；;\n]{{2,120}}?)[：:]?\s*(?P<items>(?:[，,、]?(?:主要|具体)?(?:{role})?{_ITEMS}(?<!条))+)"
    )


@cache
def _role_and_items() -> re.Pattern[str]:
    return re.compile(rf"(?:{_role()})?(?P<these>{_ITEMS})")


def _numbers(items: str) -> tuple[Number, ...]:
    """The numbers of 第1—3、5项."""
    found: list[Number] = []
    for match in _ONE.finditer(items):
        number = Number.of(match["n"])
        first = found[-1].value + 1 if match["to"] and found else number.value
        found += [Number(value, number.han, number.within) for value in range(first, number.value + 1)]
    return tuple(found)


_ONE = re.compile(rf"(?P<to>[{_TO}]+)?第?(?P<n>{_N})(?=[、，,{_TO}）)项条])")
