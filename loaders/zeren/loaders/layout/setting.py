"""How a text was set, and the seams between its printed lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from zeren.loaders.layout.furniture import ENDS, begins_structure
from zeren.loaders.layout.lines import Line
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.words.labels import Label, label_at
from zeren.loaders.words.marks import BRACKETS_CLOSE, open_marks
from zeren.loaders.words.phrases import acts
from zeren.loaders.words.seen import has_seen

_TAIL = 400
"""How far back an open bracket is looked for: a statement is never longer between two lines."""


@dataclass(frozen=True)
class Print:
    """How a text was set."""

    width: int | None
    """How long a line is that goes on in the next, where lines are broken at a fixed width."""
    by_indent: bool
    """Does an indent show where a paragraph begins?"""
    anywhere: bool
    """Do lines end anywhere, within clauses and behind full stops, as programs write them that take text out of PDF?"""
    unbroken: bool
    """Is each line a paragraph, for one at least is longer than any that is printed?"""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Print:
        """How these lines were set."""
        indented = sum([line.indented for line in lines]) >= 0.3 * len(lines)
        width, anywhere = _wrap_width(lines), _ends_anywhere(lines)
        long = any(len(line.passage.text) > _PRINTED_LONGEST for line in lines)
        return cls(width, indented, anywhere, long and width is None and not anywhere)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    lengths = sorted([len(line.passage.text) for line in lines])
    if len(lengths) < 12:
        return None
    full = lengths[int(0.95 * len(lengths))]
    wrapped = len(lengths) - bisect_left(lengths, full - 2)
    return full - 2 if 20 <= full <= 80 and lengths[-1] <= full + 4 and wrapped >= 0.25 * len(lengths) else None


_PRINTED_LONGEST = 100
"""Characters of a printed line: what is longer was broken nowhere."""
_LONG_LINE = 20
_BROKEN_SHARE = 0.15
_BROKEN_LEAST = 3


def _ends_anywhere(lines: Sequence[Line]) -> bool:
    """Are many long lines broken within a clause?"""
    long = broken = 0
    for line, below in pairwise(lines):
        text = line.passage.text
        if len(text) >= _LONG_LINE:
            long += 1
            broken += "\u3400" <= text[-1] <= "\u9fff" and not (
                below.gap or line.heading or marker_of(below.passage.text)
            )
    return broken >= max(_BROKEN_LEAST, _BROKEN_SHARE * long)


class Seam:
    """The end of a paragraph as far as it is known, and the line below it."""

    def __init__(self, group: Sequence[Line], line: Line, printed: Print, last: dict[str, int]) -> None:
        self.group = group
        self.line = line
        self.printed = printed
        self.last = last
        self.before: str = group[-1].passage.text
        self.text: str = line.passage.text
        self.front: str = group[0].passage.text

    @cached_property
    def tail(self) -> str:
        """The last characters of the paragraph."""
        return "".join([part.passage.text for part in self.group[-4:]])[-_TAIL:]

    @cached_property
    def label(self) -> Label | None:
        """The label at the front of the paragraph."""
        return label_at(self.front)

    @cached_property
    def begins_anew(self) -> bool:
        """Does the line begin a paragraph, whatever stands above it?"""
        line, above = self.line, self.group[-1]
        return bool(line.after_table or line.heading or above.heading) or begins_structure(line)

    @cached_property
    def beside_title(self) -> bool:
        """Is each line of the text a paragraph, one of the two here a title and the other one sentences?"""
        if not self.printed.unbroken or _GOES_ON.search(self.before) or _is_rest().match(self.text):
            return False
        above, below = _SENTENCE.search(self.before), _SENTENCE.search(self.text)
        if above:
            return not below and len(self.text) <= _LONG_LINE
        return below is not None and len(self.before) <= _LONG_LINE and len(self.group) == 1

    @cached_property
    def is_finished(self) -> bool:
        """Does the paragraph end where one may end?"""
        text = self.tail
        if text.endswith(ENDS):
            return True
        before = text.rstrip(_CLOSING)
        if len(before) == len(text) or open_marks(text):
            return False
        if before.endswith(ENDS):
            return True
        opened = max((before.rfind(c) for c in "（([〔【"), default=-1)
        # 「……。（责任单位：甲局、乙局）」 「……。（甲局、乙局）」 are whole; 「示范市（县）」 may go on.
        return opened >= 0 and (has_seen(before, opened) or before.endswith(ENDS, 0, opened))


_CLOSING = BRACKETS_CLOSE + "”’》"
_SENTENCE = re.compile("[、，,；;：:。！？!?]")
_GOES_ON = re.compile("[、，,：:—－+和与及由的]$")


@cache
def _is_rest() -> re.Pattern[str]:
    return re.compile(rf"[、，,；;。．）)〕】”’》]|{acts()}")
