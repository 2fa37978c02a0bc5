"""Labels and their roles: 责任单位 before a colon, at the head of a column, or behind a bracket that stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from zeren.loaders.words.lexicon import HAN, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, LABEL_CLOSE, LABEL_OPEN
from zeren.loaders.words.roles import (
    UNIT_ROLES,
    WITH_PERSON,
    label_edges,
    label_words,
    role_of_words,
    watches,
    whole_labels,
)

_SHORT = 500
"""Characters of a text whose labels are kept for a while."""


# 牵头（责任）单位
_ASIDE = re.compile(r"(?<=牵头)[（(](?:责任|负责|主管)[）)](?=单位|部门)")
# 主（协）办机关：甲会（乙署）: who is named in brackets has the role in brackets.
_TWO_IN_ONE = re.compile(r"(?P<one>.{1,2})[（(](?P<other>.{1,2})[）)](?P<rest>.{2,6})")
ASIDE = "|"
"""In the role of a label that gives two: those before the bracket, and those in it (主（协）办机关)."""
_PAIR = re.compile(r"(?P<unit>.{2,8}?)(?:及其?|和|与|、|/|／|[（(])(?P<person>.{2,8}?)[）)]?")


def role_of_label(label: str) -> str | None:
    """The role of a printed label, however it is spread or cased; None where it is no label."""
    return _role_of(label) if len(label) <= _longest_label() else _find_role(label)


def _find_role(label: str) -> str | None:
    bare = _ASIDE.sub("", "".join(label.split())).casefold()
    several = _roles_of(re.split("[/／]", bare)) if "/" in bare or "／" in bare else []
    if len(several) > 1 and all(role in UNIT_ROLES for role in several):
        # 牵头单位/责任单位: who leads is not said.
        return several[0] if len(set(several)) == 1 else "responsible"
    role = role_of_words(bare)
    if role or bare.isascii():
        return role
    two = _TWO_IN_ONE.fullmatch(bare)
    if two:
        roles = [role_of_words(two["one"] + two["rest"]), role_of_words(two["other"] + two["rest"])]
        if all(role in UNIT_ROLES for role in roles):
            return ASIDE.join(filter(None, roles))
    pair = _PAIR.fullmatch(bare)
    if pair:
        roles = [role_of_label(pair["unit"]), role_of_label(pair["person"])]
        unit = next((r for r in roles if r in UNIT_ROLES), None)
        return unit + WITH_PERSON if unit and "leader" in roles else None
    return None


def _roles_of(parts: list[str]) -> list[str | None]:
    """The roles of labels beside each other; a noun alone is of the one before it: 责任科室/单位."""
    found: list[str | None] = []
    for part in parts:
        noun = found and (part in words("nouns", "unit") or part in words("latin", "nouns"))
        found.append(found[-1] if noun else role_of_words(part))
    return found


_role_of = lru_cache(maxsize=10_000)(_find_role)


class Label(Struct, gc=False):
    """A label with its colon in a text."""

    start: int
    end: int
    """One past the colon."""
    role: str
    doubtful: bool = False
    """Without a colon: 「牵头单位为甲局」 is a label, 「牵头单位为主」 is not."""
    more: int = 0
    """Characters at its front that qualify it: 指标 of 指标牵头单位."""


# Each begins with the characters that it may begin with: what would look back first is ten times as slow.
_CLOSED = f"(?<=[{LABEL_CLOSE}])"
_COLON = re.compile(rf"[:：{LABEL_CLOSE}](?:{_CLOSED}\s*[:：])?")
# 责任单位为, 责任单位均为, 责任单位分别为, 责任人为: what looks back has one width.
_SAID_OF = ("", "均", "都", "分别", "依次", "主要")
_NOUN_IS = "|".join(f"(?<=[单部领任][位门导人]{word}[为是])" for word in _SAID_OF)
_COPULA = re.compile(rf"[:：{LABEL_CLOSE}为是](?:(?<=[:：])|{_CLOSED}(?:\s*[:：])?|(?:{_NOUN_IS})(?![:：]))")
_IS = re.compile(rf"[为是](?:{_NOUN_IS})")
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
    return Label(label.start - 1, colon.end(), label.role) if opening and opening in LABEL_OPEN else None


def watching_label(text: str, start: int) -> Label | None:
    """The label at ``start`` that asks for those who watch over the work."""
    colon = _COPULA.search(text, start)
    return Label(start, colon.end(), "other") if colon and watches(text[start : colon.start()]) else None


_CLAUSE = re.compile(r"[^。；;！!？?，,]*")


def _last_clause(text: str) -> str:
    clause = _CLAUSE.match(text[::-1])
    assert clause is not None
    return text[len(text) - clause.end() :]


def _label_before(text: str, floor: int, colon: re.Match[str]) -> Label | None:
    """The label that ends before the colon: 「责任单位（部门）：」 「责任单位为：」 and 「市级责任领导：」 too."""
    stop = colon.start()
    last = text[stop - 1 : stop]
    if last.casefold() not in _LAST and last.casefold() not in label_edges()[1] and not last.isspace():
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
    clause = _last_clause(front) if len(front) > _longest_label() else front
    found = _label_ending(clause)
    if found is None:
        return None
    width, role = found
    more = _adjective(front[: len(front) - width], max(floor, colon.start() - 2 * _longest_label()) == 0)
    return Label(stop - width - more, colon.end(), role, more > 0, more)


def _adjective(before: str, whole: bool) -> int:
    """How many characters before a label qualify it (指标牵头单位), back to what parts clauses.

    ``whole`` says that ``before`` begins where the text does.
    """
    match = _ADJECTIVE.search(before)
    if match is None or (not match.start() and not whole):
        return 0
    word = match["word"]
    return 0 if word.startswith(words("bodies", "clause_begins")) or word[0] in _NO_ADJECTIVE else len(word)


_ADJECTIVE = re.compile(rf"(?:^|[。；;！!？?，,（(〔[【［） )\u3000\t\n])(?P<word>[{HAN}]{{1,4}})$")
_NO_ADJECTIVE = "各和与及向为是的有相"
_QUALIFIES = re.compile(rf"(?![{_NO_ADJECTIVE}])[{HAN}]")
_LAST = "为是）)" + "".join(word[-1:] for word in _SAID_OF)
_SAID_END = re.compile(f"(?:{'|'.join(_SAID_OF)})[为是]?$")


_PAIR_NOTED = re.compile(r"[^\s。；;，,、（(）)：:]{3,8}[（(][^。；;，,（(）)：:]{2,6}[）)]$")
# 主（协）办单位, 牵头（责任）单位
_TWO_TAILS = tuple([re.compile(rf"[{HAN}]{{{n}}}[（(][{HAN}]{{1,2}}[）)][{HAN}]{{2,6}}$") for n in (1, 2)])
_PAIR_TAIL = re.compile(r"[^。；;！!？?，,（(）)：:]{2,8}(?:及其?|和|与|/|／)[^。；;！!？?，,（(）)：:]{2,6}$")


@lru_cache(maxsize=10_000)
def _label_ending(clause: str) -> tuple[int, str] | None:
    """How many characters at the end of ``clause`` are a label, and its role."""
    compact = "".join(clause.split()).casefold()
    said = _SAID_END.search(compact)
    assert said is not None
    compact, copula = compact[: said.start()], len(said.group())
    for tail in (_PAIR_TAIL, *_TWO_TAILS):
        pair = tail.search(compact)
        role = role_of_label(pair.group()) if pair else None
        if pair and role:
            return _width(clause, len(pair.group()) + copula), role
    match = label_words().search(compact)
    if match is None:
        return None
    role = role_of_words(match.group())
    return (_width(clause, len(match.group()) + copula), role) if role else None


def _width(text: str, count: int) -> int:
    """How many characters at the end of ``text`` hold ``count`` that are no white space."""
    at = len(text)
    while count:
        at -= 1
        count -= not text[at].isspace()
    return len(text) - at


def label_at(text: str, at: int = 0, copula: bool = False) -> Label | None:
    """The label that begins at ``at``, or after white space there; ``copula`` asks for doubtful ones too."""
    first = text[at : at + 1]
    while first.isspace():
        at += 1
        first = text[at : at + 1]
    if first not in LABEL_OPEN and first not in label_edges()[0] and not _QUALIFIES.match(first):
        return None
    colon = (_COPULA if copula else _COLON).search(text, at, at + 2 * _longest_label())
    if colon is None:
        return None
    label = _label_of(text, at, colon) if at else _label_in_front(text[: colon.end()], copula)
    if label is None or label.start != at or (label.doubtful and not copula):
        return None
    return label


@lru_cache(maxsize=1_000)
def _label_in_front(front: str, copula: bool) -> Label | None:
    """The label with whose colon ``front`` ends: the same few stand at the front of line after line."""
    colon = (_COPULA if copula else _COLON).search(front)
    return _label_of(front, 0, colon) if colon else None


def outermost_brackets(text: str) -> list[tuple[int, int, int]]:
    """Outermost brackets: start, one past the end, where the content ends. A label's bracket may be left open."""
    found: list[tuple[int, int, int]] = []
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if text[at] in BRACKETS_OPEN:
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at))
    pairs.extend((i, len(text)) for i in stack if label_at(text, i + 1))
    last = -1
    pairs.sort()
    for start, end in pairs:
        if start > last:
            found.append((start, min(end + 1, len(text)), end))
            last = end
    return found


_BRACKET = re.compile(f"[{re.escape(BRACKETS_OPEN + BRACKETS_CLOSE)}]")


@cache
def _longest_label() -> int:
    return max(map(len, whole_labels())) + 10
