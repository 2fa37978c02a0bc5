"""A task while it is read: its text, its statements, its place in the outline; and what was not read beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.parts import ABOVE, IN_FRONT, Part
from zeren.loaders.tables.row import Row
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Table


class Draft(Struct, eq=False):
    """A task while it is read: its text and the parts that assign it."""

    node: Node
    text: list[Passage] = []
    parts: list[tuple[Passage, Part]] = []
    """Each part with the paragraph it stands in."""
    suffix: str = ""
    row: Row | None = None
    """The row of a table that the task is."""
    below: bool = False
    """Does its node only head it, as one of several tasks without numbers?"""

    @property
    def waits(self) -> bool:
        """Does its statement stand before its text, which is yet to come?"""
        return not self.text and bool(self.parts) and self.parts[0][1].rule == IN_FRONT

    @property
    def is_heading(self) -> bool:
        """Is it nothing but bodies over their tasks?"""
        return not self.text and bool(self.parts) and all(part.rule == ABOVE for _, part in self.parts)

    @property
    def own_line(self) -> bool:
        """Do all its statements stand on lines of their own?"""
        return bool(self.parts) and all(part.own_line for _, part in self.parts)


SENTENCE_END = re.compile(r"[。；！？]|[a-z][.!?](?=\s|$)")


class Told(Struct, eq=False, gc=False):
    """Words that were not read, and why."""

    passage: Passage
    start: int
    end: int
    reason: str
    prose: bool = False
    """Do they hand out nothing, so that nothing is lost?"""


class Drafted(Struct, eq=False):
    """The tasks of one document, and what the report needs to know of the rest."""

    drafts: list[Draft] = []
    told: list[Told] = []
    heads: list[Passage] = []
    """The heads of tables, whose words assign together with the cells under them."""


DraftsOfTable = Callable[[Table, Node], Drafted]
"""Gives the tasks of a table under a heading."""
