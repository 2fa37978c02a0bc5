"""Items that were set in one paragraph: 「（一）T。（责任单位：甲局）（二）T。（责任单位：乙局）」.

Numbers in sequence tell them. A number behind a bracket that assigns is one for certain. 一、 and （一） are where they
come next, whatever stands before: a text from JSON or a scan has lost what stood between (目标指标表二、). 1. and ① are
only where a later one is certain, for within an item they count measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.text.numbers import RANKS, marker_of, number_value
from zeren.loaders.words.labels import labels_in
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, depths
from zeren.loaders.words.roles import UNIT_ROLES
from zeren.loaders.words.seen import has_seen

_DIGITS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"第(?P<article>[{_DIGITS}百零]{{1,5}})条|"
    # 统一、 and 第一、 are no numbers, nor is （一） in 第（一）项.
    rf"(?<![{_DIGITS}统唯单之第专万合同其周期初归])(?P<han>[{_DIGITS}]{{1,3}})、(?![{_DIGITS}])|"
    rf"(?<!第)[（(](?P<bracket>[{_DIGITS}]{{1,3}})[）)](?![项款条目类])|"
    r"(?<![\d.])(?P<number>\d{1,2})(?:[．、]|\.(?!\d))|"
    r"[（(](?P<low>\d{1,2})[）)]|(?P<circled>[①-⑳])"
)
_MAY_BE_NUMBER = re.compile(rf"[{_DIGITS}\d①-⑳](?:(?<=[①-⑳])|[{_DIGITS}百零\d]*[、）)．.条])")
"""What each of them has: nearly every paragraph has none behind its own number."""
_KINDS = {"article": "article", "han": "han", "bracket": "han-bracket", "number": "number"} | {
    "low": "number-bracket",
    "circled": "circled",
}
_IN_SEQUENCE = ("han", "han-bracket")
"""Kinds that are numbers where they come next."""
_LABEL = re.compile(rf"[{HAN}]{{2,6}}[：:]\s*$")
_TITLE_LONGEST = 40
_TITLE = re.compile(rf"[^。；;，,（(：:]{{2,{_TITLE_LONGEST}}}")
_ENDS = "。；;" + BRACKETS_CLOSE
_NAME_STOP = re.compile(r"[、，,；;。\n]")
_STATEMENT_LONGEST = 400
"""Characters of a bracket that assigns."""
_BEHIND_LONGEST = 12
"""Characters between such a bracket and the number behind it."""


@dataclass(frozen=True)
class _Number:
    """What may be the number of an item."""

    start: int
    end: int
    kind: str
    value: int
    begins: int
    """Where its item begins, or the label before it, that belongs to no item: 「（甲局负责）具体措施：1.T」."""
    certain: bool
    """Does it stand at the front, or behind a bracket that assigns?"""

    @property
    def rank(self) -> int:
        return RANKS[self.kind]


def parted(paragraph: Paragraph) -> list[Paragraph]:
    """The items of a paragraph, each by itself; the paragraph alone where no number stands behind a statement."""
    text = paragraph.passage.text
    own = paragraph.marker.width if paragraph.marker else 0
    if paragraph.furniture or not _MAY_BE_NUMBER.search(text, own) or not _closes_within(text):
        return [paragraph]
    numbers = list(_numbers(text))
    if not (any(number.certain and number.start for number in numbers) or _followed_by_two(numbers)):
        return [paragraph]
    cuts = sorted({at for number in _items(text, numbers) for at in (number.begins, number.start)} - {0})
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        passage = paragraph.passage.cut(start, end).strip()
        heading = 0 if start else paragraph.heading
        bold = 0 if start else min(paragraph.bold_lead, end)
        found.append(Paragraph(passage, heading, bold, marker=marker_of(passage.text)))
    return [piece for piece in found if piece.passage]


def _closes_within(text: str) -> bool:
    """Does a bracket close, or a label stand, before the end? Most paragraphs have none, or end with theirs."""
    return any(map(text[:-1].__contains__, BRACKETS_CLOSE)) or (("：" in text or ":" in text) and bool(labels_in(text)))


def _numbers(text: str) -> Iterator[_Number]:
    """What may be numbers, outside of any bracket."""
    level = depths(text)
    for match in _NUMBER.finditer(text):
        name = match.lastgroup or ""
        at = match.start()
        if level[at] > (text[at] in BRACKETS_OPEN):
            continue
        begins = _behind_statement(text, at, level)
        begins = _behind_label(text, at) if begins is None else begins
        value = number_value(match[name])
        certain = not at or begins is not None
        yield _Number(at, match.end(), _KINDS[name], value, at if begins is None else begins, certain)


def _behind_statement(text: str, at: int, level: Sequence[int]) -> int | None:
    """Where the item begins whose number stands at ``at``, behind a bracket that assigns; None behind anything else."""
    front = text[max(0, at - _BEHIND_LONGEST) : at]
    label = _LABEL.search(front)
    begins = at - len(front) + label.start() if label else at
    close = begins - 1
    while close > 0 and (text[close].isspace() or text[close] == "。"):
        close -= 1
    if close < 0 or text[close] not in BRACKETS_CLOSE or level[close] != 1:
        return None
    opened = close - 1
    while opened >= max(0, close - _STATEMENT_LONGEST) and level[opened]:
        opened -= 1
    inside = text[opened + 2 : close]
    return begins if text[opened + 1] in BRACKETS_OPEN and _says_who(inside) else None


def _behind_label(text: str, at: int) -> int | None:
    """``at`` where a label's list of bodies or time limit ends there: 「责任单位：市甲局，完成时限：3月底（2）T」."""
    front = text[max(0, at - _LABEL_WITHIN) : at]
    labels = labels_in(front)
    if not labels:
        return None
    listed = front[labels[-1].end :].strip("。；; \u3000")
    if labels[-1].role == "deadline":
        return at if "。" not in listed and _NUMBER_WITHIN.search(listed) is None else None
    return at if labels[-1].role in UNIT_ROLES and listed and _says_who(listed) else None


_LABEL_WITHIN = 120
_NUMBER_WITHIN = re.compile(rf"[（(][{_DIGITS}\d]{{1,3}}[）)]")


def _says_who(words: str) -> bool:
    """Does a bracket hold a word of responsibility, or nothing but bodies? 「T（市甲局，各县区政府）。2、T」"""
    if has_seen(words):
        return True
    names = _NAME_STOP.split(words)
    return all(is_unit(name.strip()) for name in names) and any(map(is_certain, names))


def _items(text: str, numbers: list[_Number]) -> list[_Number]:
    """Those of the numbers that begin an item."""
    found: list[_Number] = []
    last: dict[str, int] = {}
    renewed: set[str] = set()
    """Kinds that may begin anew, for an outer number stands since the last of theirs."""
    waiting: list[_Number] = []
    """Numbers since the last item that begin one if a later one does."""
    seconds = _followed_by_two(numbers)
    for number in numbers:
        again = number.kind in renewed or number in seconds
        if not (number.certain or _is_headed(text, number, found) or _comes_next(text, number, last, again)):
            waiting.append(number)
            continue
        found.extend(_before(number, waiting, last))
        found.append(number)
        waiting = []
        renewed = {kind for kind in {*renewed, *last} if RANKS[kind] > number.rank}
        last[number.kind] = number.value
    return found


def _followed_by_two(numbers: list[_Number]) -> set[_Number]:
    """一、 with 二、 as the next of its kind: a document behind another one, set in the same paragraph."""
    outer = [number for number in numbers if number.kind == "han"]
    return {one for one, other in pairwise(outer) if (one.value, other.value) == (1, 2)}


def _is_headed(text: str, number: _Number, found: list[_Number]) -> bool:
    """Does it stand behind a heading that is no sentence? 「三、稳定主体（十五）T」 「一、建设1.T」"""
    if not found or found[-1].rank >= number.rank or not (number.value == 1 or number.kind in _IN_SEQUENCE):
        return False
    near = number.start - found[-1].end <= _TITLE_LONGEST
    return near and _TITLE.fullmatch(text, found[-1].end, number.start) is not None


def _comes_next(text: str, number: _Number, last: dict[str, int], again: bool) -> bool:
    """Is a number of an outer kind the next one, or the one after it where that was lost?"""
    if number.kind not in _IN_SEQUENCE:
        return False
    step = number.value - last.get(number.kind, 0)
    return step == 1 or (number.value == 1 and again) or (step == 2 and text[number.start - 1] in _ENDS)


def _before(number: _Number, waiting: list[_Number], last: dict[str, int]) -> list[_Number]:
    """The numbers of the same kind that lead up to a certain one: 「1.T1。2.T2。（甲局负责）3.T3（乙局负责）」."""
    chain: list[_Number] = []
    value = number.value
    for one in reversed(waiting):
        if one.kind == number.kind and one.value == value - 1:
            chain.append(one)
            value -= 1
    reaches = value in (1, last.get(number.kind, -1) + 1)
    return chain[::-1] if chain and reaches else []
