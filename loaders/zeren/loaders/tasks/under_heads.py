"""Values under a row of heads, or behind a label without its colon, that no task has: told, line by line.

A line that is read belongs to a statement, a table or an entry of the report. Where a word of the vocabulary stands as
a head or a label and the lines of its values are none of these, their bodies would be gone without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from zeren.loaders.tables.columns import column_of
from zeren.loaders.tables.plain import BETWEEN, cells_of, holds_names, is_row_of_heads, label_in_front
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.passage import Passage

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


def _values(lines: Sequence[Passage], is_read: IsRead) -> Iterator[Told]:
    """Labels at the front of lines, each with its value, and what stands of it on the lines below."""
    indent = -1
    alone = False
    for line in lines:
        text = line.text
        front = len(text) - len(text.lstrip())
        width = label_in_front(text)
        if width:
            value = front + width + len(text[front + width :]) - len(text[front + width :].lstrip(BETWEEN))
            alone, indent = value >= len(text), value
            if not alone and not is_read(line, value, len(text)):
                yield Told(line, front, len(text), VALUE)
            continue
        held = holds_names(text) if indent >= 0 else None
        below = indent >= 0 and (front >= indent - 1 > 0 if not alone else held == (front, len(text.rstrip())))
        if below and not is_read(line, front, len(text)):
            yield Told(line, front, len(text), VALUE)
        indent = indent if below else -1
