"""What was not read: words that the stages turned down, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.left import left_over
from zeren.loaders.statements.parts import NO_ROLE, WATCHING, Failed, Part
from zeren.loaders.tables.rows import TableReading
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.seen import has_seen

IN_A_CELL = "a statement in a cell of a table that belongs to no task"


class Told(Struct, eq=False, gc=False):
    """Words that were not read, and why."""

    passage: Passage
    start: int
    end: int
    reason: str
    prose: bool = False
    """Do they hand out nothing, so that nothing is lost?"""


def of_paragraph(passage: Passage, parts: Iterable[Part], failed: Iterable[Failed], standing: bool) -> Iterator[Told]:
    """What a paragraph says of who answers beside its ``parts``; in a rule, which is ``standing``, it is prose."""
    taken = [(part.start, part.end) for part in parts]
    if taken == [(0, len(passage.text))] and not failed and all(part.role != "other" for part in parts):
        # Nearly every line with a label.
        return
    for part in parts:
        if part.role == "other" and (part.rule == WATCHING or has_seen(passage.text, part.start, part.end)):
            yield Told(passage, part.start, part.end, NO_ROLE)
    for one in failed:
        # 「甲局、乙局（第一单位为牵头单位，下同）」: the bracket in a list that was read is a rule.
        if not any(a <= one.start and one.end <= b for a, b in taken):
            yield Told(passage, one.start, one.end, one.reason, one.prose)
    taken += [(one.start, one.end) for one in failed]
    for one in left_over(passage.text, taken, standing):
        yield Told(passage, one.start, one.end, one.reason, one.prose)


def of_table(reading: TableReading) -> Iterator[Told]:
    """What a table says of who answers beside the parts of its rows; a merged cell is told of once."""
    seen: set[int] = set()
    for head in reading.heads:
        if role_of_label("".join(head.text.split())) == "other" and has_seen(head.text):
            yield Told(head, 0, len(head.text), NO_ROLE)
    for passage, reason in reading.unread:
        yield Told(passage, 0, len(passage.text), reason)
    for row in reading.rows:
        read = {id(passage) for passage, _ in row.parts}
        for passage, part in row.parts:
            if part.rule == WATCHING:
                yield Told(passage, part.start, part.end, NO_ROLE)
        for passage in row.cells:
            if passage.place(0) not in seen:
                seen.add(passage.place(0))
                yield from _of_cell(passage, id(passage) in read)
    for passage in reading.left:
        if passage.place(0) not in seen:
            seen.add(passage.place(0))
            yield from _of_cell(passage, False)


def _of_cell(passage: Passage, is_read: bool) -> Iterator[Told]:
    """What stands in a cell that has no role; what ``is_read`` is the task's."""
    parts, failed = find_parts(passage)
    yield from of_paragraph(passage, parts, failed, False)
    for part in parts if not is_read else ():
        if part.assignments:
            yield Told(passage, part.start, part.end, IN_A_CELL)
