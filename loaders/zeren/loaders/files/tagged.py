"""Tables in the tags of a page that stand in a plain text: ``<table>`` in a file of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zeren.loaders.text.source import Cell, Table

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<more>[^<>]{0,400})>", re.IGNORECASE)
_SPAN = re.compile(r"(?P<name>rowspan|colspan)\s*=\s*[\"']?(?P<many>\d{1,4})", re.IGNORECASE)
_WIDEST = 200
"""Columns; a tag may claim any number."""


def tagged_tables(text: str) -> Iterator[Table]:
    """The tables whose first tag begins a line; a table in a table is a frame, of which the inner one is read."""
    if "<" not in text:
        return
    reader: _Reader | None = None
    for tag in _TAG.finditer(text):
        name, closes = tag["name"].lower(), bool(tag["close"])
        if name == "table" and not closes:
            begins = text.rfind("\n", 0, tag.start()) + 1
            reader = _Reader(begins) if not text[begins : tag.start()].strip() else None
        elif reader is None:
            continue
        elif name == "table":
            reader.end_row(tag.start())
            ends = text.find("\n", tag.end())
            ends = len(text) if ends < 0 or text[tag.end() : ends].strip() else ends + 1
            if len(reader.rows) > 1:
                yield Table(reader.start, ends, tuple(reader.rows))
            reader = None
        elif name == "tr":
            reader.end_row(tag.start())
        else:
            reader.end_cell(tag.start())
            if not closes:
                reader.open_cell(tag.end(), {m["name"].lower(): int(m["many"]) for m in _SPAN.finditer(tag["more"])})


class _Reader:
    """The rows of one table, a cell that spans at all its places."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.rows: list[tuple[Cell, ...]] = []
        self.row: list[Cell] = []
        self.begun: tuple[int, dict[str, int]] | None = None
        self.spanning: dict[int, tuple[int, Cell]] = {}
        """Column → rows below that a cell still covers, and the cell."""
        self.below: dict[int, tuple[int, Cell]] = {}

    def open_cell(self, start: int, spans: dict[str, int]) -> None:
        """A cell begins."""
        self.begun = (start, spans)

    def end_cell(self, end: int) -> None:
        """The cell that is open ends, by its own tag or by the next."""
        if self.begun is None:
            return
        start, spans = self.begun
        self.begun = None
        self._covered()
        cell = Cell(start, end)
        for _ in range(min(max(1, spans.get("colspan", 1)), max(1, _WIDEST - len(self.row)))):
            if spans.get("rowspan", 1) > 1:
                self.below[len(self.row)] = (spans["rowspan"] - 1, cell)
            self.row.append(cell)

    def _covered(self) -> None:
        while len(self.row) in self.spanning:
            left, cell = self.spanning.pop(len(self.row))
            if left > 1:
                self.below[len(self.row)] = (left - 1, cell)
            self.row.append(cell)

    def end_row(self, end: int) -> None:
        """A row ends, by its own tag or by the next."""
        self.end_cell(end)
        if not self.row:
            return
        self._covered()
        self.rows.append(tuple(self.row))
        self.spanning, self.below, self.row = self.below, {}, []
