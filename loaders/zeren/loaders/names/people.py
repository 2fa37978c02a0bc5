"""The people of a list: leaders with the offices printed beside them, and persons named with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.parts import Assignment
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import depths
from zeren.loaders.words.roles import WITH_PERSON

_PERSON = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}]{{1,8}}")


def strip_end(passage: Passage) -> Passage:
    """``passage`` without the punctuation that closes a list."""
    passage = passage.strip()
    text = passage.text
    while text.endswith(_CLOSING):
        text = text.rstrip("".join(_CLOSING)).rstrip()
    return passage if len(text) == len(passage.text) else passage.cut(0, len(text))


_CLOSING = ("。", "；", ";", "，", ",", "、")


def units_and_people(listed: Passage, role: str) -> tuple[Assignment, ...]:
    """「牵头单位及责任人：甲局 张某；乙局（李某）」: a body has the unit's role, a person oversees."""
    found: list[Assignment] = []
    for match in _PIECE.finditer(listed.text):
        piece = listed.cut(*match.span())
        person = _PERSON.fullmatch(piece.text) and not is_unit(piece.text)
        found.append(Assignment("leader" if person else role.removesuffix(WITH_PERSON), piece))
    return tuple(found)


# 各乡镇（街道）: the bracket is part of the phrase, in 甲局（张某） it holds a person.
_PIECE = re.compile(
    r"各[^\s、，,；;：:。/（）()]+[（(][^（）()]{1,8}[）)][^\s、，,；;：:。/（）()]*|[^\s、，,；;：:。/（）()]+"
)
_LATIN = re.compile(r"[A-Za-z]")
_SEPARATOR = re.compile(r"[、，,；;/。\n]")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_GAP = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_LONGEST = 60
"""Characters of an entry that is worth remembering: people come in list after list."""


def people(content: Passage) -> tuple[Assignment, ...]:
    """The leaders of a list: names, without the offices printed beside them."""
    content = strip_end(content)
    text = content.text
    level = depths(text)
    found: list[Assignment] = []
    start = 0
    for stop in [*(m.start() for m in _SEPARATOR.finditer(text) if not level[m.start()]), len(text)]:
        entry = content.cut(start, stop).strip()
        start = stop + 1
        # 县委副书记、县长张某 is one person: an office, and another with the name behind it. But 市长、副市长 are two.
        if stop < len(text) and _office_alone().fullmatch(entry.text):
            after = _SEPARATOR.split(text[start:], maxsplit=1)[0].strip()
            office = _office_alone().match(after)
            if entry.text in words("titles", "ranks") or (office and office.end() < len(after)):
                continue
        shared = _BY_DIVISION.fullmatch(entry.text) if entry.text.endswith(("）", ")")) else None
        if shared:
            found.extend(people(entry.cut(*shared.span("names"))))
            continue
        persons = _remembered(entry.text) if len(entry) <= _LONGEST else _persons(Passage(entry.text, 0))
        found.extend(Assignment("leader", name.within(entry)) for name in persons)
    return tuple(found)


def without_offices(found: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """The people of a cell without the offices on lines of their own, unless there are only offices; 待定 is nobody."""
    found = tuple([a for a in found if a.name.text not in words("bodies", "nobody")])
    named = tuple([a for a in found if _office_alone().fullmatch(a.name.text) is None])
    return named or found


def _whole_names(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a text between white space; one character alone is the rest of a name: 欧阳 某 is one person."""
    if all(b - a > 1 for a, b in pieces) or all(b - a == 1 for a, b in pieces):
        return pieces
    if len(pieces) > 2 and [b - a for a, b in pieces] == [1, *[2] * (len(pieces) - 2), 1]:
        # 陆 明俞 悦: names of two characters, spread, the line end between them lost.
        starts = [pieces[0][0], *(a + 1 for a, _ in pieces[1:-1])]
        return list(zip(starts, [*starts[1:], pieces[-1][1]], strict=True))
    found: list[tuple[int, int]] = []
    alone = False
    for i, (a, b) in enumerate(pieces):
        one = b - a == 1
        if alone or (found and one and i + 1 == len(pieces)):
            found[-1] = (found[-1][0], b)
            alone = False
        else:
            found.append((a, b))
            alone = one
    return found


@lru_cache(maxsize=10_000)
def _remembered(entry: str) -> tuple[Passage, ...]:
    return tuple(_persons(Passage(entry, 0)))


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words('titles', 'offices'))}|[:：])+|(?:{any_of(words('titles', 'offices'))})+$")


def _is_office(text: str) -> bool:
    return _office_alone().fullmatch(text) is not None or is_unit(text)


@cache
def _office_held() -> re.Pattern[str]:
    """An office in a body, and who holds it: 甲局局长张某."""
    return re.compile(rf"[{HAN}]{{2,20}}{any_of(words('titles', 'offices'))}(?P<who>[{HAN}]{{2,4}})")


@cache
def _office_alone() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words('titles', 'offices'))})+")


# 「责任领导：按《工作要点》分工（张某、李某）」
_BY_DIVISION = re.compile(r"(?:按照?|根据|依照?)[^（(]{0,20}分工[（(](?P<names>[^（）()]+)[）)]")


def _persons(entry: Passage) -> Iterator[Passage]:
    """One entry between separators: usually one person; names may be parted by white space (战 歌 is one)."""
    entry = entry.without(_NOTE).strip()
    if entry.text.endswith("等"):
        entry = entry.cut(0, len(entry) - 1).strip()
    if not entry:
        return
    pieces = _whole_names([m.span() for m in _WORD.finditer(entry.text)])
    if len(pieces) > 1 and not _LATIN.search(entry.text) and any(b - a > 1 for a, b in pieces):
        # 张某 副市长: the office stands beside the name, and maybe the body in which it is held.
        people = [(a, b) for a, b in pieces if not _is_office(entry.text[a:b])]
        people = [(a, b) for a, b in people if b - a <= 4 or "·" in entry.text[a:b]] or people
        for a, b in people or pieces:
            yield from _persons(entry.cut(a, b).without(_GAP))
        return
    if not _LATIN.search(entry.text):
        entry = entry.without(_GAP)
    bare = entry
    if not entry.text.startswith(words("titles", "nobody")):
        match = _office().search(entry.text)
        while match and len(bare) - (match.end() - match.start()) >= 2:
            bare = bare.cut(match.end()) if match.start() == 0 else bare.cut(0, match.start())
            match = _office().search(bare.text)
        held = _office_held().fullmatch(bare.text) if len(bare) > 4 else None
        if held:
            bare = bare.cut(held.start("who"))
        if len(bare) > 3 and is_unit(bare.text):
            # 甲局局长, whoever that is.
            bare = entry
    yield bare.strip()
