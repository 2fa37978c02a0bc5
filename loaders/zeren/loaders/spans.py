"""Text that knows where each of its characters was printed."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, possibly mended, whose character ``i`` stands at ``at[i]`` in the source."""

    text: str
    at: array[int]

    @classmethod
    def of(cls, text: str, start: int) -> Passage:
        """Text that stands in the source exactly as it is, from ``start``."""
        return cls(text, array("I", range(start, start + len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.text + other.text, self.at + other.at)

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The characters from ``start`` to ``end``."""
        return Passage(self.text[start:end], self.at[start:end])

    def strip(self) -> Passage:
        """Without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, len(self.text.rstrip())) if self.text else self

    def lines(self) -> list[Passage]:
        """The pieces between line ends."""
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
        if start >= stop:
            place = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else 0)
            return place, place
        return self.at[start], self.at[stop - 1] + 1


def join(passages: Iterable[Passage]) -> Passage:
    """The passages one after the other."""
    parts = list(passages)
    at: array[int] = array("I")
    for part in parts:
        at.extend(part.at)
    return Passage("".join(p.text for p in parts), at)


_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_GAP = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])|(?<=\s)\s+")


def close_gaps(passage: Passage) -> Passage:
    """Without the white space that typesetting put beside a Chinese character; between Latin words one space stays."""
    return passage.without(_GAP) if re.search(r"\s", passage.text) else passage
