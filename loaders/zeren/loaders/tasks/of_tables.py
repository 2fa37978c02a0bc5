"""The tasks of a document's tables, and what was not read in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.parts import NO_ROLE, WATCHING
from zeren.loaders.tables.marks import roles_of_marks
from zeren.loaders.tables.row import TableReading
from zeren.loaders.tables.rows import read_table
from zeren.loaders.tasks.drafts import Draft, Drafted, Told
from zeren.loaders.tasks.told import of_paragraph
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source, Table
from zeren.loaders.words.roles import watches

IN_A_CELL = "a statement in a cell of a table that belongs to no task"


class Tables:
    """Reads the tables of one document; a table without a header goes on with the one before it."""

    def __init__(self, source: Source, paragraphs: Sequence[Paragraph]) -> None:
        self.source = source
        self.paragraphs = paragraphs
        self.before: TableReading | None = None
        self.unnumbered = 0

    @cached_property
    def marks(self) -> dict[str, str]:
        """The roles that the document gives to signs."""
        pieces = []
        for paragraph in self.paragraphs:
            table = paragraph.table
            pieces.append(self.source.reading[table.start : table.end] if table else paragraph.passage.text)
        return roles_of_marks("\n".join(pieces))

    def drafts(self, table: Table, node: Node) -> Drafted:
        """The tasks of one table."""
        reading = read_table(self.source, table, self.before, self.marks)
        # A page may hold no more of a table than the rest of a row.
        self.before = reading if table.rows else self.before
        found = []
        for row in reading.rows:
            if row.number is None:
                self.unnumbered += 1
                row.number = str(self.unnumbered)
            found.append(Draft(node, [t for t in row.text if t.text.strip()], row.parts, row=row))
        return Drafted([draft for draft in found if draft.text], list(_told(reading)), list(reading.heads))


def _told(reading: TableReading) -> Iterator[Told]:
    """What a table says of who answers beside the parts of its rows; a merged cell is told of once."""
    seen: set[int] = set()
    read_heads = {id(part.head) for row in reading.rows for _, part in row.parts}
    heads = [head for head in reading.heads if watches(head.text) and id(head) not in read_heads]
    for cell in [cell for row in reading.rows for cell in row.watched] or heads:
        if cell.place(0) not in seen:
            seen.add(cell.place(0))
            yield Told(cell, 0, len(cell.text), NO_ROLE)
    for passage, reason in reading.unread:
        seen.add(passage.place(0))
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
    yield from of_paragraph(passage, parts, failed, standing=False, of_work=False)
    for part in parts if not is_read else ():
        if part.assignments:
            yield Told(passage, part.start, part.end, IN_A_CELL)
