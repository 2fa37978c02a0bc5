"""What became of every character of a text: a partition of what is visible in it.

It is made of what the stages give: numbers and headings of the outline, text and statements of the tasks, furniture of
the pages, and what was turned down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.outcome import Outcome
from zeren.loaders.records import Characters
from zeren.loaders.text.passage import Passage, has_gap
from zeren.loaders.text.source import UNSEEN, Source

NUMBER, HEADING, TASK, STATEMENT, FURNITURE, PROSE, UNREAD, HIDDEN = range(1, 9)
"""The pieces of a text, as they are marked; in the order of the fields of ``Characters``."""


@dataclass
class Canvas:
    """Which piece each character of a source belongs to."""

    source: Source
    marks: bytearray = field(init=False)

    def __post_init__(self) -> None:
        # What no stage has taken is the marks of a layout: bars, bullets, signs of headings.
        self.marks = bytearray([FURNITURE]) * len(self.source.text)

    def put(self, passage: Passage, piece: int, start: int = 0, end: int | None = None, over: int = 0) -> None:
        """Mark the characters of ``passage`` from ``start`` to ``end``, not those that are ``over`` already."""
        at, stop = start, len(passage.text) if end is None else min(end, len(passage.text))
        while at < stop:
            # Nearly all text stands as it was printed, or in a few stretches that do.
            run, first = stop, passage.place(at)
            while passage.place(run - 1) - first != run - 1 - at:
                run = at + (run - at + 1) // 2
            self._put_run(passage, at, run, piece, over)
            at = run

    def _put_run(self, passage: Passage, start: int, stop: int, piece: int, over: int) -> None:
        first = passage.place(start)
        last = min(first + stop - start, len(self.marks))
        spaced = passage.at is not None and has_gap(passage.text[start:stop])
        if not spaced and not (over and over in self.marks[first:last]):
            self.marks[first:last] = bytes([piece]) * (last - first)
            return
        for i in range(start, stop):
            # White space was put in where a line ended, and stands for no character.
            if not passage.text[i].isspace() and self.marks[passage.place(i)] != over:
                self.marks[passage.place(i)] = piece

    def close(self) -> None:
        """Take out what nobody sees."""
        if self.source.to_mend:
            for match in UNSEEN.finditer(self.source.text):
                self.marks[match.start() : match.end()] = bytes([HIDDEN]) * (match.end() - match.start())
        for match in SPACE.finditer(self.source.text):
            self.marks[match.start() : match.end()] = bytes(match.end() - match.start())

    @property
    def characters(self) -> Characters:
        """How many characters each piece has."""
        return Characters(*map(self.marks.count, range(NUMBER, HIDDEN + 1)))


SPACE = re.compile(r"\s+")


def painted(source: Source, paragraphs: Iterable[Paragraph], outcomes: Iterable[Outcome]) -> Canvas:
    """The pieces of a source; ``paragraphs`` are all of it, those of no document too."""
    canvas = Canvas(source)
    for paragraph in paragraphs:
        if paragraph.table is not None:
            for row in paragraph.table.rows:
                for cell in row:
                    canvas.put(Passage(source.text[cell.start : cell.end], cell.start), PROSE)
        elif not paragraph.furniture:
            canvas.put(paragraph.passage, HEADING if paragraph.heading else PROSE)
    for outcome in outcomes:
        _paint(canvas, outcome)
    canvas.close()
    return canvas


def _paint(canvas: Canvas, outcome: Outcome) -> None:
    title = "".join(outcome.part.title.split())
    for paragraph in outcome.part.paragraphs[:_TITLE_WITHIN]:
        printed = "".join(paragraph.passage.text.split())
        if printed and printed in title and paragraph.table is None:
            canvas.put(paragraph.passage, HEADING)
    nodes = outcome.root.walk()
    for node in nodes:
        if node.marker is not None and node.children:
            canvas.put(node.heading_words, HEADING)
    for head in outcome.drafted.heads:
        canvas.put(head, HEADING)
    for draft in outcome.drafted.drafts:
        for passage in draft.text:
            canvas.put(passage, TASK)
        if draft.row is not None:
            if draft.row.sector is not None:
                canvas.put(draft.row.sector, HEADING)
            for cell in draft.row.cells:
                if cell.text.strip(" 、.．") == draft.row.number:
                    canvas.put(cell, NUMBER)
    for node in nodes:
        if node.marker is not None:
            canvas.put(node.printed, NUMBER, 0, node.marker.width)
    for draft in outcome.drafted.drafts:
        for passage, part in draft.parts:
            if part.role != "other":
                canvas.put(passage, STATEMENT, part.start, part.end)
    for one in outcome.told:
        if not one.prose:
            canvas.put(one.passage, UNREAD, one.start, one.end, over=STATEMENT)


_TITLE_WITHIN = 12
"""Paragraphs of a document among which its title stands."""
