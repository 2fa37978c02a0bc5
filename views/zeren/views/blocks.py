"""A document to be read on paper, before it is a Word file, a page or Markdown: blocks of text and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

MARK = "zeren"
"""What such a file says of itself, followed by its kind: ``zeren paper``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 or 2. Those of level 2 with a number are listed where the document is long."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; of ``kind`` body, note (small) or finding (what a table shows, in a sentence)."""

    text: str
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of a label and what stands there; they stay together with what is above them."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts. ``bar`` is the column whose numbers are drawn as bars beside them."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Shares of the page's width."""
    bar: int | None = None
    sums: tuple[tuple[str, ...], ...] = ()
    """Rows below the others that have no bar: all tasks, all units."""

    def share(self, row: int) -> float:
        """How long the bar of a row is, of 1."""
        assert self.bar is not None
        values = [_number(cells[self.bar]) for cells in self.rows]
        most = max(values, default=0.0)
        return values[row] / most if most > 0 else 0.0


def _number(cell: str) -> float:
    try:
        return max(0.0, float(cell.replace(",", "").rstrip("%")))
    except ValueError:
        return 0.0


Block: TypeAlias = Heading | Para | Facts | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    kind: str
    """paper or report."""
    title: str
    cover: tuple[str, ...]
    """Lines under the title: what it was made from."""
    blocks: Sequence[Block] = field(default_factory=tuple)
    lang: str = "zh"

    def listed(self) -> list[str]:
        """The headings of a table of contents; none where the document is short."""
        found = [block.text for block in self.blocks if isinstance(block, Heading) and block.level == 2]
        return found if len(found) > LONG else []


LONG = 12
"""Headings from which on a document has a table of contents."""


def clean(text: str) -> str:
    """Text without characters that XML 1.0 forbids: none of them can be read, and one breaks a whole file."""
    return "".join(c if _allowed(ord(c)) else "�" for c in text)


def _allowed(code: int) -> bool:
    if code < 0x20:
        return code in (0x09, 0x0A, 0x0D)
    return not (0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))
