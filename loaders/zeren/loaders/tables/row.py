"""A row of a table as a task, and what a whole table says: values that the stages behind it take."""

from __future__ import annotations

from dataclasses import dataclass, field

from zeren.loaders.statements.parts import Part
from zeren.loaders.tables.columns import Header
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source, Table


@dataclass
class Row:
    """One task of a table."""

    number: str | None
    sector: Passage | None
    title: Passage | None
    text: list[Passage]
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    cells: list[Passage] = field(default_factory=list)
    """All its cells but those of its roles."""
    watched: list[Passage] = field(default_factory=list)
    """Those that name who watches over the work, or helps: nobody who answers."""


@dataclass(frozen=True)
class TableReading:
    """What one table says; ``header`` is None where its columns assign nothing."""

    header: Header | None
    rows: tuple[Row, ...] = ()
    heads: tuple[Passage, ...] = ()
    """The header's cells, whose words of responsibility are part of the statements under them."""
    left: tuple[Passage, ...] = ()
    """Cells that belong to no task."""
    unread: tuple[tuple[Passage, str], ...] = ()
    """Cells that name who answers and were not read, each with the reason."""
    section: Passage | None = None
    """The title that holds for what the next page brings of the table."""
    end: int = 0

    def goes_on(self, source: Source, table: Table, header: Header) -> bool:
        """Does ``table`` go on what this one began on the page above? Only the number of a page stands between."""
        between = source.text[self.end : table.start].split()
        heads = [label.text for label in header.labels]
        known = self.header is not None and heads == [label.text for label in self.header.labels]
        return known and len(between) < _FURNITURE and sum(map(len, between)) < _FURNITURE_LONGEST


_FURNITURE = 4
_FURNITURE_LONGEST = 16
"""Characters of a page's number."""
