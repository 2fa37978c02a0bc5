"""How high a row of a workbook must be for its wrapped texts.

Excel finds it by itself when it opens a file without heights; LibreOffice shows one line of each text, as it takes
XlsxWriter's files for Excel's own, whose heights are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

LINE_HEIGHT = 16
"""Points, of a line in Excel's usual font."""
_HIGHEST = 409
"""Points: Excel has no higher rows."""
_LATIN = 0x2E80
"""Characters from here on are two columns wide (CJK radicals come first)."""
_REMEMBERED = 2**16
"""Texts whose lines are known: a task stands on the sheet of each of its units."""


@lru_cache(_REMEMBERED)
def lines(text: str, width: float) -> int:
    """The lines that ``text`` takes in a cell of so many Latin characters, a Chinese one counting two."""
    room = max(1, int(width))
    return sum(max(1, -(-sum(2 if ord(c) >= _LATIN else 1 for c in part) // room)) for part in text.split("\n"))


def height(cells: Iterable[tuple[str, float]]) -> int | None:
    """Points for a row of texts, each with its column's width; None where one line will do."""
    most = max((lines(text, width) for text, width in cells), default=1)
    return min(_HIGHEST, LINE_HEIGHT * most) if most > 1 else None
