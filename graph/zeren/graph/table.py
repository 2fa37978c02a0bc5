"""The one shape of every answer: named columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zeren.graph.model import Value


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. ``pandas.DataFrame(table.to_dicts(), columns=table.columns)`` reads it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row, keyed by column."""
        return list(self)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row as a dictionary."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))
