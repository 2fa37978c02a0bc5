"""What one piece of a list says, between two separators, as values: the steps of its reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct


class Step(Struct, frozen=True):
    """What a piece of a list says: a name (with the role noted behind it), a role word for the names so far, …"""

    kind: str
    """name, people (of the unit before), role, deadline, open, or tail (unknown words kept off a name); ``together``
    is the word that ends the list of those who lead (会同). What is yet to be read: ``names`` by the rules of names,
    ``rest`` by all rules."""
    start: int = 0
    end: int = 0
    role: str | None = None


class Piece(NamedTuple):
    """The characters of a chunk that are read."""

    chunk: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.chunk[self.start : self.end]

    def cut(self, start: int, end: int | None = None) -> Piece:
        """Its characters from ``start`` to ``end``, without white space at either side."""
        stop = self.end if end is None else self.start + end
        text = self.chunk[self.start + start : stop]
        return Piece(self.chunk, stop - len(text.lstrip()), self.start + start + len(text.rstrip()))

    def step(self, kind: str, role: str | None = None) -> Step:
        """The step that says what the piece is."""
        return Step(kind, self.start, self.end, role)


class Rule(NamedTuple):
    """One way to read a piece."""

    name: str
    read: Callable[[Piece, str], Sequence[Step] | None]
    """The steps that the piece and its words say; None where the rule does not fit."""
    example: str
    reading: str
    """What the example says, as ``lists.shown`` puts it."""
