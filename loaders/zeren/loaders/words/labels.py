"""Labels and their roles: 责任单位 before a colon, or at the head of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from zeren.loaders.words.lexicon import any_of, lexicon, words

_SHORT = 500
"""Characters of a text whose labels are kept for a while."""


@cache
def label_roles() -> dict[str, str]:
    """Label word, without white space and case → role: leader, lead, support, responsible or deadline."""
    return {re.sub(r"\s", "", word).casefold(): role for role, items in lexicon()["labels"].items() for word in items}


WITH_PERSON = "+leader"
"""Behind the role of a label or a column that asks for a unit and its person (牵头单位及责任人)."""


# 牵头（责任）单位
_ASIDE = re.compile(r"(?<=牵头)[（(](?:责任|负责|主管)[）)](?=单位|部门)")


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"(?P<unit>.{2,8}?)(?:及其?|和|与|、|/|／|[（(])(?P<person>.{2,8}?)[）)]?")


@cache
def _label_front() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('label_forms', 'before'))}+")


def role_of_label(label: str) -> str | None:
    """The role of a printed label, however it is spread or cased; None where it is no label."""
    return _role_of(label) if len(label) <= _longest_label() else _find_role(label)


def _find_role(label: str) -> str | None:
    bare = _ASIDE.sub("", "".join(label.split())).casefold()
    several = [label_roles().get(part) for part in re.split("[/／]", bare)] if "/" in bare or "／" in bare else []
    if len(several) > 1 and all(role in ("lead", "support", "responsible") for role in several):
        # 牵头单位/责任单位: who leads is not said.
        return several[0] if len(set(several)) == 1 else "responsible"
    front = _label_front().match(bare)
    role = label_roles().get(bare) or (label_roles().get(bare[front.end() :]) if front else None)
    pair = None if role or bare.isascii() else _pair().fullmatch(bare)
    if pair:
        roles = [role_of_label(pair["unit"]), role_of_label(pair["person"])]
        unit = next((r for r in roles if r in ("lead", "support", "responsible")), None)
        return unit + WITH_PERSON if unit and "leader" in roles else None
    return role


_role_of = lru_cache(maxsize=10_000)(_find_role)


class Label(Struct, gc=False):
    """A label with its colon in a text."""

    start: int
    end: int
    """One past the colon."""
    role: str
    doubtful: bool = False
    """Without a colon: 「牵头单位为甲局」 is a label, 「牵头单位为主」 is not."""


# Each begins with the characters that it may begin with: what would look back first is ten times as slow.
_COLON = re.compile(r"[:：】〗］](?:(?<=[】〗］])\s*[:：])?")
_COPULA = re.compile(r"[:：】〗］为是](?:(?<=[:：])|(?<=[】〗］])(?:\s*[:：])?|(?<=[单部领][位门导][为是])(?![:：]))")
_IS = re.compile(r"[为是](?<=[单部领][位门导].)")
_LABEL_NOTE = re.compile(r"[（(][^（）()\n]{1,16}[）)]\s*$")


def labels_in(text: str, copula: bool = False) -> tuple[Label, ...]:
    """The labels of ``text``, in order; typesetting may have spread their characters (牵 头 单 位 ：).

    Colons are rare: each is found first, and the longest label before it then. 【牵头单位】 needs no colon;
    ``copula`` asks for those with 为 too.
    """
    copula = copula and has_copula(text)
    return _labels_in(text, copula) if len(text) <= _SHORT else tuple(_find_labels(text, copula))


def has_copula(text: str) -> bool:
    """Does 为 or 是 stand in ``text`` where it may end a label?"""
    return ("为" in text or "是" in text) and _IS.search(text) is not None


def _find_labels(text: str, copula: bool) -> Iterator[Label]:
    floor = 0
    for colon in (_COPULA if copula else _COLON).finditer(text):
        label = _label_of(text, floor, colon)
        if label:
            yield label
            floor = label.end


@lru_cache(maxsize=64)
def _labels_in(text: str, copula: bool) -> tuple[Label, ...]:
    return tuple(_find_labels(text, copula))


def _label_of(text: str, floor: int, colon: re.Match[str]) -> Label | None:
    label = _label_before(text, floor, colon)
    if label is None or text[colon.start()] in ":：":
        return label
    if colon.group() in ("为", "是"):
        label.doubtful = True
        return label
    # 【牵头单位】: a label where nothing else stands between the brackets.
    opening = text[max(floor, label.start - 1) : label.start]
    return Label(label.start - 1, colon.end(), label.role) if opening in ("【", "〖", "［") else None


@cache
def _label_edges() -> tuple[frozenset[str], frozenset[str]]:
    """The characters with which a label may begin, and with which it may end before its colon."""
    before = words("label_forms", "before")
    return (
        frozenset("【〖［").union(*((word[0].lower(), word[0].upper()) for word in (*label_roles(), *before))),
        frozenset("为是）)").union(word[-1] for word in label_roles()),
    )


_CLAUSE = re.compile(r"[^。；;！!？?，,]*")


def _last_clause(text: str) -> str:
    clause = _CLAUSE.match(text[::-1])
    assert clause is not None
    return text[len(text) - clause.end() :]


def _label_before(text: str, floor: int, colon: re.Match[str]) -> Label | None:
    """The label that ends before the colon: 「责任单位（部门）：」 「责任单位为：」 and 「市级责任领导：」 too."""
    stop = colon.start()
    last = text[stop - 1 : stop]
    if last.casefold() not in _label_edges()[1] and not last.isspace():
        return None
    front = text[max(floor, stop - 2 * _longest_label()) : stop]
    if last in "）)" and text[stop] in ":：":
        note = _LABEL_NOTE.search(front)
        pair = _PAIR_NOTED.search(front)
        role = role_of_label(pair.group()) if pair else None
        if pair and role and role.endswith(WITH_PERSON):
            # 牵头单位（责任人）：甲局（张某）
            return Label(stop - len(pair.group()), colon.end(), role)
        if note and note.start():
            stop -= len(front) - note.start()
            front = front[: note.start()]
    found = _label_ending(_last_clause(front) if len(front) > _longest_label() else front)
    return Label(stop - found[0], colon.end(), found[1]) if found else None


_PAIR_NOTED = re.compile(r"[^\s。；;，,、（(）)：:]{3,8}[（(][^。；;，,（(）)：:]{2,6}[）)]$")
_PAIR_TAIL = re.compile(r"[^。；;！!？?，,（(）)：:]{2,8}(?:及其?|和|与|/|／)[^。；;！!？?，,（(）)：:]{2,6}$")


@lru_cache(maxsize=10_000)
def _label_ending(clause: str) -> tuple[int, str] | None:
    """How many characters at the end of ``clause`` are a label, and its role."""
    compact = "".join(clause.split()).casefold()
    copula = compact.endswith(("为", "是"))
    compact = compact[:-1] if copula else compact
    pair = _PAIR_TAIL.search(compact)
    role = role_of_label(pair.group()) if pair else None
    if pair and role:
        return _width(clause, len(pair.group()) + copula), role
    for size in range(min(_longest_label(), len(compact)), 1, -1):
        word = compact[-size:]
        role = label_roles().get(word)
        if role is None:
            continue
        if not word[0].isascii():
            # White space parts 「责任单位：甲局 整改时限：」 and spreads 「整 改 时 限：」.
            size += _front_of_label(compact[:-size]) or _front_of_label(clause[: -_width(clause, size + copula)])
        width = _width(clause, size + copula)
        before = clause[-width - 1 : -width]
        if word[0].isascii() and before.isascii() and before.isalpha():
            continue
        return width, role
    return None


def _width(text: str, count: int) -> int:
    """How many characters at the end of ``text`` hold ``count`` that are no white space."""
    at = len(text)
    while count:
        at -= 1
        count -= not text[at].isspace()
    return len(text) - at


def _front_of_label(before: str) -> int:
    """How much of ``before`` belongs to the label: 市级, 具体, as long as nothing but those words is there."""
    start = max(map(before.rfind, "。；;！!？?，,）)】 \u3000\t\n")) + 1
    return len(before) - start if _label_front().fullmatch(before, start) else 0


def label_at(text: str, at: int = 0, copula: bool = False) -> Label | None:
    """The label that begins at ``at``, or after white space there."""
    first = text[at : at + 1]
    while first.isspace():
        at += 1
        first = text[at : at + 1]
    if first not in _label_edges()[0]:
        return None
    colon = (_COPULA if copula else _COLON).search(text, at, at + 2 * _longest_label())
    if colon is None:
        return None
    label = _label_of(text, at, colon) if at else _label_in_front(text[: colon.end()], copula)
    return label if label and label.start == at else None


@lru_cache(maxsize=1_000)
def _label_in_front(front: str, copula: bool) -> Label | None:
    """The label with whose colon ``front`` ends: the same few stand at the front of line after line."""
    colon = (_COPULA if copula else _COLON).search(front)
    return _label_of(front, 0, colon) if colon else None


@cache
def _longest_label() -> int:
    return max(map(len, label_roles())) + 10
