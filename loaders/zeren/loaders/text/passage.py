"""Text that knows where each of its characters was printed."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from msgspec import Struct


class Passage(Struct, eq=False, gc=False):
    """A piece of text, possibly mended. Not to be changed once made.

    Character ``i`` stands in the source at ``at[i]``, or at ``start + i`` where ``at`` is None: nearly all text stands
    as it was printed, and needs no list of places.
    """

    text: str
    start: int
    at: array[int] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return self.text != ""

    def place(self, i: int) -> int:
        """Where character ``i`` stands in the source."""
        return self.start + i if self.at is None else self.at[i]

    def places(self) -> Iterable[int]:
        """Where each character stands in the source."""
        return range(self.start, self.start + len(self.text)) if self.at is None else self.at

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The characters from ``start`` to ``end``; neither counts from the end."""
        text = self.text[start:end]
        if self.at is None:
            return Passage(text, self.start + start)
        at = self.at[start:end]
        return Passage(text, at[0] if at else self.start, at)

    def within(self, outer: Passage) -> Passage:
        """The same piece of text, where its places are those of ``outer``'s characters."""
        if self.at is None and outer.at is None:
            return Passage(self.text, outer.start + self.start)
        if self.at is None:
            return outer.cut(self.start, self.start + len(self.text))
        return Passage(self.text, outer.place(self.start), array("I", map(outer.place, self.at)))

    def strip(self) -> Passage:
        """Without white space at either end."""
        text = self.text.strip()
        if text == self.text:
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, left + len(text))

    def lines(self) -> list[Passage]:
        """The pieces between line ends."""
        if "\n" not in self.text:
            return [self]
        ends = [i for i, c in enumerate(self.text) if c == "\n"]
        return [self.cut(a, b) for a, b in zip([0, *(i + 1 for i in ends)], [*ends, len(self.text)], strict=True)]

    def without(self, pattern: re.Pattern[str]) -> Passage:
        """Without what ``pattern`` matches."""
        kept, last = [], 0
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                kept.append(self.cut(last, match.start()))
                last = match.end()
        return join([*kept, self.cut(last)]) if kept else self

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Where characters ``start`` to ``end`` were printed: first position, and one past the last."""
        stop = len(self.text) if end is None else end
        if self.at is None:
            return self.start + start, self.start + (stop if stop > start else start)
        if start >= stop:
            place = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else 0)
            return place, place
        return self.at[start], self.at[stop - 1] + 1


def join(passages: Iterable[Passage]) -> Passage:
    """The passages one after the other."""
    parts = [part for part in passages if part.text]
    if len(parts) == 1:
        return parts[0]
    at: array[int] = array("I")
    for part in parts:
        at.extend(part.places())
    return Passage("".join(p.text for p in parts), at[0] if at else 0, at)


def strip_end(passage: Passage) -> Passage:
    """``passage`` without the punctuation that closes a list."""
    passage = passage.strip()
    text = passage.text
    while text.endswith(_CLOSING):
        text = text.rstrip("".join(_CLOSING)).rstrip()
    return passage if len(text) == len(passage.text) else passage.cut(0, len(text))


_CLOSING = ("。", "；", ";", "，", ",", "、")


_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_GAP = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])|(?<=\s)\s+")


def close_gaps(passage: Passage) -> Passage:
    """Without the white space that typesetting put beside a Chinese character; between Latin words one space stays."""
    text = passage.text
    return passage if text.split() == [text] else passage.without(_GAP)


def has_gap(text: str) -> bool:
    """Does ``text`` hold white space?"""
    # Several times as fast as a pattern: the one piece is the text itself then.
    return text.split() != [text]
