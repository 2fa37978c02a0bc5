"""The tasks of a document's tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.tables.marks import roles_of_marks
from zeren.loaders.tables.rows import TableReading, read_table
from zeren.loaders.tasks.drafts import Draft, Drafted
from zeren.loaders.tasks.told import of_table
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source, Table


class Tables:
    """Reads the tables of one document; a table without a header goes on with the one before it."""

    def __init__(self, source: Source, paragraphs: Sequence[Paragraph]) -> None:
        self.source = source
        self.paragraphs = paragraphs
        self.before: TableReading | None = None
        self.unnumbered = 0
        self.heads: list[Passage] = []

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
        self.heads.extend(reading.heads)
        found = []
        for row in reading.rows:
            if row.number is None:
                self.unnumbered += 1
                row.number = str(self.unnumbered)
            found.append(Draft(node, [t for t in row.text if t.text.strip()], row.parts, row=row))
        return Drafted([draft for draft in found if draft.text], list(of_table(reading)))
