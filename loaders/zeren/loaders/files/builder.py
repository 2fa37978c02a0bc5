"""A text made from a file that is not plain text: paragraphs on lines of their own, tables cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import structs

from zeren.loaders.records import Fate, Held, Inventory
from zeren.loaders.text.source import Cell, Table, as_characters

_SHOWN = 80
"""Characters of a part that are shown of it."""


@dataclass
class TextBuilder:
    """Collects the text, the tables in it, and where pages, sheets or cells begin."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    title: str | None = None
    notes: list[str] = field(default_factory=list)
    """What a person should look at, with its place."""
    counts: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    told: list[Held] = field(default_factory=list)

    def hold(self, kind: str, fate: Fate = "read", number: int = 1) -> None:
        """The file holds parts of this kind, whose fate needs no words."""
        self.counts[kind, fate] += number

    def tell(self, kind: str, place: str, fate: Fate, words: str = "", reason: str = "") -> None:
        """The file holds a part that is not in the text. What is hidden piece after piece is told as one."""
        words = " ".join(words.split())
        last = self.told[-1] if self.told else None
        if last and fate == "hidden" and (last.kind, last.place, last.fate, last.reason) == (kind, place, fate, reason):
            self.told[-1] = Held(kind, place, fate, (last.words + words)[:_SHOWN], reason)
            return
        self.counts[kind, fate] += 1
        self.told.append(Held(kind, place, fate, words[:_SHOWN], reason))

    @property
    def inventory(self) -> Inventory:
        """The parts of the file, and what became of each."""
        return Inventory(tuple([(*key, n) for key, n in sorted(self.counts.items())]), tuple(self.told))

    def embed(self, inner: TextBuilder, place: str) -> None:
        """Put in the text of a file that this one holds, which stands at ``place``."""
        base = self.length
        before = self.places[-1][1] if self.places else ""
        self.place(place)
        self.parts += inner.parts
        self.length += inner.length
        self.tables += [table.moved(base) for table in inner.tables]
        self.places += [(base + at, f"{place}, {name}" if name else place) for at, name in inner.places]
        self.notes += [f"{place}: {note}" for note in inner.notes]
        self.counts += inner.counts
        self.told += [structs.replace(held, place=f"{place}, {held.place}") for held in inner.told]
        self.place(before)

    def place(self, name: str) -> None:
        """What follows stands at ``name``: a page, a sheet."""
        self.places.append((self.length, name))

    def place_in_table(self, row: int, column: int) -> str:
        """The name of a cell of the table that is to be written next; row and column count from 0."""
        return f"table {len(self.tables) + 1}, {column_letters(column)}{row + 1}"

    def _write(self, text: str) -> tuple[int, int]:
        start = self.length
        text = as_characters(text)
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def paragraph(self, text: str, heading: int = 0) -> None:
        """One paragraph; ``heading`` is its level, 0 for none."""
        if text.strip():
            self.hold("paragraph")
            self._write(("#" * heading + " " if heading else "") + text + "\n\n")

    def table(self, rows: Sequence[Sequence[tuple[object, str, str]]]) -> None:
        """Rows of cells: a key that merged cells share, the text, and the name of its place (B4) or nothing.

        An empty row is an empty line: rows of a file keep their line numbers.
        """
        written: dict[object, Cell] = {}
        grid: list[tuple[Cell, ...]] = []
        start = self.length
        before = self.places[-1][1] if self.places else ""
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
            if cells:
                self.hold("row")
                grid.append(tuple(cells))
        self._write("\n")
        self.hold("cell", number=len(written))
        self.tables.append(Table(start, self.length, tuple(grid)))
        if self.places and self.places[-1][1] != before:
            self.place(before)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)


def column_letters(column: int) -> str:
    """The letters that Excel and Word give a column, counted from 0: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
