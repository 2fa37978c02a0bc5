"""Values under a row of heads, or behind a label without its colon, that no task has: told, line by line.

A line that is read belongs to a statement, a table or an entry of the report. Where a word of the vocabulary stands as a
head or a label and the lines of its values are none of these, their bodies would be gone without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from zeren.loaders.names.latin import is_latin, is_latin_body
from zeren.loaders.names.people import people
from zeren.loaders.names.units import is_persons_name, is_unit
from zeren.loaders.statements.left_labels import first_listed
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tables.columns import ROLES, column_of
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import words

ROW = "a row under heads whose cells are not certain: save the table as .csv, .xlsx or .docx"
VALUE = "what stands behind a label without its colon, or under it, was not read"

IsRead = Callable[[Passage, int, int], bool]
"""Is a piece of a line in a statement, or told of already?"""


def values_unread(lines: Sequence[Passage], is_read: IsRead) -> Iterator[Told]:
    """The lines of values that stand under heads, behind labels or below them."""
    yield from _rows(lines, is_read)
    yield from _values(lines, is_read)


def _rows(lines: Sequence[Passage], is_read: IsRead) -> Iterator[Told]:
    """Lines that hold a body or a person, below a row of heads, up to where nothing more of the table stands."""
    empty = _EMPTY
    leader = False
    for line in lines:
        if is_row_of_heads(line.text):
            empty, leader = 0, any(column_of(cell) == "leader" for cell in cells_of(line.text))
            continue
        if empty >= _EMPTY:
            continue
        held = holds_names(line.text, leader)
        empty = 0 if held else empty + 1
        if held and not is_read(line, *held):
            yield Told(line, 0, len(line.text), ROW)


_EMPTY = 12
"""Lines without a name behind which nothing more of a table stands."""
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
    if len(text) > _ROW_LONGEST or not _GAP_OR_BLANK.search(text) or _SENTENCE.search(text):
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
_GAP_OR_BLANK = re.compile(r"[ \u3000\t|｜│┃]")
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
        if any(not column and not (_CAPITALISED.match(word) or word in small) for column, word in rest[len(cells) > 1 :]):
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
    bare = text.strip(_BETWEEN)
    return column_of(bare) in ROLES and (" " in bare if is_latin(bare) else len(bare) > _HEAD_SHORTEST)


_HEAD_SHORTEST = 3


def _values(lines: Sequence[Passage], is_read: IsRead) -> Iterator[Told]:
    """Labels at the front of lines, each with its value, and what stands of it on the lines below."""
    indent = -1
    alone = False
    for line in lines:
        text = line.text
        front = len(text) - len(text.lstrip())
        width = label_in_front(text)
        if width:
            value = front + width + len(text[front + width :]) - len(text[front + width :].lstrip(_BETWEEN))
            alone, indent = value >= len(text), value
            if not alone and not is_read(line, value, len(text)):
                yield Told(line, front, len(text), VALUE)
            continue
        held = holds_names(text) if indent >= 0 else None
        below = indent >= 0 and (front >= indent - 1 > 0 if not alone else held == (front, len(text.rstrip())))
        if below and not is_read(line, front, len(text)):
            yield Told(line, front, len(text), VALUE)
        indent = indent if below else -1


_BETWEEN = " \u3000\t|｜│┃—–-"
_LABEL = re.compile(r"[^\s|｜│┃：:]+(?: [^\s|｜│┃：:]+){0,4}")


def label_in_front(text: str) -> int:
    """How wide the label without a colon is with which a line begins, where what follows may be its value; else 0."""
    bare = text.strip()
    if len(bare) > _ROW_LONGEST or not _LABEL.match(bare) or is_row_of_heads(bare):
        return 0
    return _latin_label(bare) if is_latin(bare) else _han_label(bare)


def _han_label(text: str) -> int:
    match = _TOKEN.match(text)
    label = match.group() if match else ""
    role = column_of(label) if len(label) <= _HEAD_LONGEST else None
    if role not in ROLES or len(label) == len(text):
        return 0
    rest = text[len(label) :].lstrip(_BETWEEN)
    named = first_listed(rest, 0) is not None or (role == "leader" and bool(people(Passage(rest, 0))))
    return len(label) if named else 0


def _latin_label(text: str) -> int:
    """「Lead Body   AFA」: a label of several words before anything that is parted from it, or whose words are names'."""
    first = _LABEL.match(text)
    printed = first.group().split(" ") if first else []
    for count in range(len(printed), 0, -1):
        label = " ".join(printed[:count])
        if column_of(label) not in ROLES:
            continue
        rest = text[len(label) :]
        value = rest.strip(_BETWEEN)
        if not value:
            return len(label) if count > 1 else 0
        parted = _GAP.match(rest) is not None
        names = holds_names(value) is not None and (value[0].isupper() or value.startswith("the "))
        titled = all(w[0].isupper() or not w[0].isalpha() or w in words("english", "small") for w in value.split())
        if (parted and count > 1) or (titled and names):
            return len(label)
    return 0
