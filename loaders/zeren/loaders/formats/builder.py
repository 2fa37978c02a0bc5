"""A text made from a file that is not plain text: paragraphs on lines of their own, tables cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zeren.loaders.source import Cell, Table, as_characters


@dataclass
class TextBuilder:
    """Collects the text, the tables in it, and where pages, sheets or cells begin."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    title: str | None = None

    def place(self, name: str) -> None:
        """What follows stands at ``name``: a page, a sheet."""
        self.places.append((self.length, name))

    def _write(self, text: str) -> tuple[int, int]:
        start = self.length
        text = as_characters(text)
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def paragraph(self, text: str, heading: int = 0) -> None:
        """One paragraph; ``heading`` is its level, 0 for none."""
        if text.strip():
            self._write(("#" * heading + " " if heading else "") + text + "\n\n")

    def table(self, rows: Sequence[Sequence[tuple[object, str, str]]]) -> None:
        """Rows of cells: a key that merged cells share, the text, and the name of its place (B4) or nothing."""
        written: dict[object, Cell] = {}
        grid: list[tuple[Cell, ...]] = []
        start = self.length
        for row in rows:
            cells = []
            for key, text, name in row:
                if key not in written:
                    if name:
                        self.place(name)
                    written[key] = Cell(*self._write(text))
                    self._write("\t")
                cells.append(written[key])
            self._write("\n")
            grid.append(tuple(cells))
        self._write("\n")
        self.tables.append(Table(start, self.length, tuple(grid)))

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)
