"""The word lists of ``data/lexicon.toml``, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

HAN = r"\u3400-\u9fff"
OPEN, CLOSE = "（(〔[【「『〈《<“‘｛{", "）)〕]】」』〉》>”’｝}"
BRACKETS_OPEN, BRACKETS_CLOSE = "（(〔[【", "）)〕]】"


@cache
def lexicon() -> dict[str, Any]:
    """The word lists, by section and name."""
    return tomllib.loads("\n".join(data_lines("lexicon.toml")))


def data_lines(name: str) -> list[str]:
    """The lines of one of the data files."""
    return (files("zeren.loaders") / "data" / name).read_text("utf-8").splitlines()


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One word list, longest word first so that alternatives never hide a longer one."""
    return tuple(sorted(lexicon()[section][name], key=lambda w: (-len(w), w)))


def any_of(items: Iterable[str], gap: str = "") -> str:
    """A pattern for one of the words, longest first; ``gap`` may stand between their characters."""
    ordered = sorted(set(items), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(gap.join(map(re.escape, word)) for word in ordered) + ")"


@cache
def label_roles() -> dict[str, str]:
    """Label word, without white space and case → role: leader, lead, support, responsible or deadline."""
    return {re.sub(r"\s", "", word).casefold(): role for role, items in lexicon()["labels"].items() for word in items}


WITH_PERSON = "+leader"
"""Behind the role of a label or a column that asks for a unit and its person (牵头单位及责任人)."""


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"(?P<unit>.{2,8}?)(?:及其?|和|与|、|/|／|[（(])(?P<person>.{2,8}?)[）)]?")


@cache
def _label_front() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('label_forms', 'before'))}+")


def role_of_label(label: str) -> str | None:
    """The role of a printed label, however it is spread or cased; None where it is no label."""
    bare = re.sub(r"\s", "", label).casefold()
    front = _label_front().match(bare)
    role = label_roles().get(bare) or (label_roles().get(bare[front.end() :]) if front else None)
    pair = None if role or bare.isascii() else _pair().fullmatch(bare)
    if pair:
        roles = [role_of_label(pair["unit"]), role_of_label(pair["person"])]
        unit = next((r for r in roles if r in ("lead", "support", "responsible")), None)
        return unit + WITH_PERSON if unit and "leader" in roles else None
    return role


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its colon in a text."""

    start: int
    end: int
    """One past the colon."""
    role: str
    doubtful: bool = False
    """Without a colon: 「牵头单位为甲局」 is a label, 「牵头单位为主」 is not."""


_COLON = re.compile(r"[:：]|[】〗](?:\s*[:：])?")
_COPULA = re.compile(rf"{_COLON.pattern}|(?<=[单部领][位门导])[为是](?![:：])")
_LABEL_NOTE = re.compile(r"[（(][^（）()\n]{1,16}[）)]\s*$")


def find_labels(text: str, start: int = 0, end: int | None = None, copula: bool = False) -> Iterator[Label]:
    """The labels of ``text``, in order; typesetting may have spread their characters (牵 头 单 位 ：).

    Colons are rare: each is found first, and the longest label before it then. 【牵头单位】 needs no colon;
    ``copula`` asks for those with 为 too.
    """
    stop = len(text) if end is None else end
    floor = start
    for colon in (_COPULA if copula else _COLON).finditer(text, start, stop):
        label = _label_of(text, floor, colon)
        if label:
            yield label
            floor = label.end


def _label_of(text: str, floor: int, colon: re.Match[str]) -> Label | None:
    label = _label_before(text, floor, colon)
    if label is None or colon.group()[0] in ":：":
        return label
    if colon.group() in ("为", "是"):
        return replace(label, doubtful=True)
    # 【牵头单位】: a label where nothing else stands between the brackets.
    opening = text[max(floor, label.start - 1) : label.start]
    return Label(label.start - 1, colon.end(), label.role) if opening in ("【", "〖") else None


def _label_before(text: str, floor: int, colon: re.Match[str]) -> Label | None:
    """The label that ends before the colon: 「责任单位（部门）：」 「责任单位为：」 and 「市级责任领导：」 too."""
    stop = colon.start()
    front = text[max(floor, stop - 2 * _longest_label()) : stop]
    if front.endswith(("）", ")")) and colon.group()[0] in ":：":
        note = _LABEL_NOTE.search(front)
        if note and note.start():
            stop -= len(front) - note.start()
            front = front[: note.start()]
    compact = "".join(front.split()).casefold()
    copula = compact.endswith(("为", "是"))
    compact = compact[:-1] if copula else compact
    pair = _PAIR_TAIL.search(compact)
    role = role_of_label(pair.group()) if pair else None
    if pair and role:
        return Label(_back(text, stop, len(pair.group()) + copula), colon.end(), role)
    for size in range(min(_longest_label(), len(compact)), 1, -1):
        word = compact[-size:]
        role = label_roles().get(word)
        if role is None:
            continue
        if not word[0].isascii():
            size += _front_of_label(compact[:-size])
        at = _back(text, stop, size + copula)
        if word[0].isascii() and at > 0 and text[at - 1].isascii() and text[at - 1].isalpha():
            continue
        return Label(at, colon.end(), role)
    return None


_PAIR_TAIL = re.compile(r"[^。；;，,（(）)：:]{2,8}(?:及其?|和|与)[^。；;，,（(）)：:]{2,6}$")


def _back(text: str, at: int, count: int) -> int:
    """Where the last ``count`` characters before ``at`` begin, white space not counted."""
    while count:
        at -= 1
        count -= not text[at].isspace()
    return at


def _front_of_label(before: str) -> int:
    """How much of ``before`` belongs to the label: 市级, 具体, as long as nothing but those words is there."""
    start = max((before.rfind(c) for c in "。；;！!？?，,）)】"), default=-1) + 1
    return len(before) - start if _label_front().fullmatch(before, start) else 0


def label_at(text: str, at: int = 0, copula: bool = False) -> Label | None:
    """The label that begins at ``at``, or after white space there."""
    while at < len(text) and text[at].isspace():
        at += 1
    colon = (_COPULA if copula else _COLON).search(text, at, at + 2 * _longest_label())
    label = _label_of(text, at, colon) if colon else None
    return label if label and label.start == at else None


@cache
def _longest_label() -> int:
    return max(map(len, label_roles())) + 10


@cache
def _seen(gap: str) -> re.Pattern[str]:
    return re.compile(any_of(words("seen", "words"), gap=gap))


def find_seen(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Every occurrence of a word of responsibility, spread ones too (责 任 单 位)."""
    # Without white space a plain alternation is several times as fast.
    pattern = _seen(" *" if " " in text else "")
    return pattern.finditer(text, start, len(text) if end is None else end)


def has_seen(text: str, start: int = 0, end: int | None = None) -> bool:
    """Does a word of responsibility stand in ``text``?"""
    return next(find_seen(text, start, end), None) is not None


_MARKS = re.compile(f"[{re.escape(OPEN + CLOSE)}]")


def depths(text: str) -> list[int]:
    """How many brackets and quotes are open at each character; a closing mark belongs to what it closes.

    Marks of any width may close one another (（…) is common); an opening mark that is never closed counts
    for nothing, so that one misprint does not swallow the rest.
    """
    marks = [(m.start(), m.group()) for m in _MARKS.finditer(text)]
    if not marks:
        return [0] * len(text)
    stack: list[tuple[int, str]] = []
    step: dict[int, int] = {}
    for at, mark in marks:
        if mark in OPEN:
            stack.append((at, mark))
        elif stack and _pairs(stack[-1][1], mark):
            opened, _ = stack.pop()
            step[opened] = step.get(opened, 0) + 1
            step[at + 1] = step.get(at + 1, 0) - 1
    found: list[int] = []
    level = last = 0
    for at in sorted(step):
        found.extend([level] * (at - last))
        level, last = level + step[at], at
    found.extend([level] * (len(text) - last))
    return found


_KIND = {
    c: kind
    for kind, marks in enumerate(("（(）)〔[〕]【】", "“”", "‘’", "《》<>〈〉", "「」", "『』", "｛｝{}"))
    for c in marks
}


def _pairs(opening: str, closing: str) -> bool:
    return _KIND[opening] == _KIND[closing]


def open_marks(text: str) -> int:
    """How many brackets and quotes of ``text`` are still open at its end."""
    stack: list[str] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark in OPEN:
            stack.append(mark)
        elif stack and _pairs(stack[-1], mark):
            stack.pop()
    return len(stack)
