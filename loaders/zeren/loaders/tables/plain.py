"""Heads and labels in the lines of a plain text: rows of heads, labels without a colon, what may be their values."""

from __future__ import annotations

import re
from functools import lru_cache

from zeren.loaders.names.latin import is_latin, is_latin_body
from zeren.loaders.names.people import people
from zeren.loaders.names.units import is_persons_name, is_unit
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tables.columns import ROLES, column_of
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import words

_GAP = re.compile(r"[ \u3000]{2,}|[\t|｜│┃]+|\u3000")
_BLANK = re.compile(r"[ \u3000]+")
_SENTENCE = re.compile(r"[。；;！？!?：:，,]|[a-z]{4}\.(?:\s|$)")
_HEAD_LONGEST = 24
_LATIN_HEAD_LONGEST = 40


def cells_of(text: str) -> list[str]:
    """What stands between bars, tabs and runs of blanks; between single ones where there are no others."""
    cells = [cell.strip() for cell in _GAP.split(text.strip(" \u3000\t|｜│┃")) if cell.strip()]
    if len(cells) == 1 and not is_latin(text):
        cells = _BLANK.split(cells[0])
    return cells


def is_row_of_heads(text: str) -> bool:
    """Are these the heads of a table, one beside the other, one of them of who answers?"""
    if len(text) > _ROW_LONGEST or not _GAPS.search(text) or _SENTENCE.search(text):
        return False
    if is_latin(text):
        return _is_latin_row(text)
    cells = cells_of(text)
    columns = [column_of(cell) for cell in cells]
    known = sum(column is not None for column in columns)
    if len(cells) < 2 or max(map(len, cells)) > _HEAD_LONGEST or not any(c in ROLES for c in columns):
        return False
    return known == len(cells) or (len(cells) > 2 and not any(map(is_unit, cells)))


_ROW_LONGEST = 200
_GAPS = re.compile(r"[ \u3000\t|｜│┃]")
_CAPITALISED = re.compile(r"[A-Z0-9(&/#]")
_WORDS_OF_A_HEAD = 5


def _is_latin_row(text: str) -> bool:
    """Known heads, one of who answers and another one beside it, among words and cells that begin with a capital."""
    cells = cells_of(text)
    columns: list[str] = []
    for cell in cells:
        known = column_of(cell)
        rest = [] if known else _apart(tuple(cell.split()))
        columns += [known] if known else [column for column, _ in rest if column]
        small = words("english", "small")
        if any(
            not column and not (_CAPITALISED.match(word) or word in small) for column, word in rest[len(cells) > 1 :]
        ):
            return False
    return any(c in ROLES for c in columns) and any(c not in ROLES for c in columns)


@lru_cache(maxsize=1_000)
def _apart(printed: tuple[str, ...]) -> list[tuple[str | None, str]]:
    """What the known heads hold that stand among words, the longest first, and the words that are none."""
    found: list[tuple[str | None, str]] = []
    at = 0
    while at < len(printed):
        for width in range(min(_WORDS_OF_A_HEAD, len(printed) - at), 0, -1):
            head = " ".join(printed[at : at + width])
            column = column_of(head)
            if column is not None or width == 1:
                found.append((column, head))
                at += width
                break
    return found


_LATIN_RUN = re.compile(r"[A-Z][\w&'’.-]*(?:[ /](?:of|for|and|the|on|&|[A-Z][\w&'’.-]*))*")
_ACRONYM = re.compile(r"(?<![A-Za-z])(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,8}(?![A-Za-z])")


_RUN_LONGEST = 12
"""Words of a run in capitals that are looked through."""


def holds_names(text: str, leader: bool = False) -> tuple[int, int] | None:
    """Where the first cell of a line stands that is nothing but bodies, or, where a ``leader`` is asked for, people."""
    if is_latin(text):
        for run in _LATIN_RUN.finditer(text):
            # 「Open Tree Council Plant four trees」: whatever stands before and behind it.
            gaps = [run.start() + at for at, c in enumerate(run.group()) if c == " "][:_RUN_LONGEST]
            for start in (run.start(), *(at + 1 for at in gaps)):
                for end in (*gaps, run.end()):
                    if end > start and is_latin_body(text[start:end]):
                        return start, end
        acronym = _ACRONYM.search(text)
        return acronym.span() if acronym else None
    for pattern in (_CELL, _TOKEN):
        for match in pattern.finditer(text):
            cell = match.group().strip()
            if names_bodies(cell) or (leader and is_persons_name(cell)):
                return match.start(), match.end()
    return None


_CELL = re.compile(r"[^\t|｜│┃\u3000 ]+(?: [^\t|｜│┃\u3000 ]+)*")
_TOKEN = re.compile(r"[^\t|｜│┃\u3000 ]+")


@lru_cache(maxsize=10_000)
def names_bodies(text: str) -> bool:
    """Is it nothing but bodies, or phrases for several?"""
    if not 2 <= len(text) <= _CELL_LONGEST:
        return False
    parsed = parse(Passage(text, 0))
    return sound(parsed) and parsed.tail is None and not parsed.has_role_word and all(map(is_unit, bodies(parsed)))


_CELL_LONGEST = 200


def is_head_line(text: str) -> bool:
    """Is a line nothing but the head of a column of who answers? One word alone may be anything."""
    bare = text.strip(BETWEEN)
    return column_of(bare) in ROLES and (" " in bare if is_latin(bare) else len(bare) > _HEAD_SHORTEST)


_HEAD_SHORTEST = 3


BETWEEN = " \u3000\t|｜│┃—–-"
_LABEL = re.compile(r"[^\s|｜│┃：:]+(?: [^\s|｜│┃：:]+){0,4}")


def label_in_front(text: str) -> int:
    """How wide the label without a colon is with which a line begins, where what follows may be its value; else 0."""
    bare = text.strip()
    if len(bare) > _ROW_LONGEST or not _LABEL.match(bare) or is_row_of_heads(bare):
        return 0
    return _latin_label(bare) if is_latin(bare) else _han_label(bare)


_FIRST = re.compile(r"[、，,；;。：:\s（(]")


def _han_label(text: str) -> int:
    match = _TOKEN.match(text)
    label = match.group() if match else ""
    role = column_of(label) if len(label) <= _HEAD_LONGEST else None
    if role not in ROLES or len(label) == len(text):
        return 0
    rest = text[len(label) :].lstrip(BETWEEN)
    named = is_unit(_FIRST.split(rest, maxsplit=1)[0]) or (role == "leader" and bool(people(Passage(rest, 0))))
    return len(label) if named else 0


def _latin_label(text: str) -> int:
    """「Lead Body   AFA」: a label of several words before anything that is parted from it, or before names."""
    first = _LABEL.match(text)
    printed = first.group().split(" ") if first else []
    for count in range(len(printed), 0, -1):
        label = " ".join(printed[:count])
        if column_of(label) not in ROLES:
            continue
        rest = text[len(label) :]
        value = rest.strip(BETWEEN)
        if not value:
            return len(label) if count > 1 else 0
        parted = _GAP.match(rest) is not None
        # 「PRIMARY AGENCY LISTING」: in a line of capitals any word looks like a short name.
        any_word = text.isupper() and not parted and len(value) > _SHORT_NAME
        named = is_latin_body(value) if any_word else holds_names(value) is not None
        names = named and (value[0].isupper() or value.startswith("the "))
        titled = all(w[0].isupper() or not w[0].isalpha() or w in words("english", "small") for w in value.split())
        if (parted and count > 1) or (titled and names):
            return len(label)
    return 0


_SHORT_NAME = 5
