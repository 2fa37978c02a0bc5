"""Text whose positions never change, with the tables in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from zeren.loaders.records import Inventory
from zeren.loaders.text.glyphs import simplified
from zeren.loaders.text.passage import Passage

_LINE_END = re.compile(r"\r\n|\r|\n")
_TRADITIONAL = "責單門機關會為與務員長縣區開發辦產業國實對應進點導領負個們這時項計設場經東標"
_TRADITIONAL_ENOUGH = 3
"""Different glyphs of these that show a text in traditional script; a simplified one holds at most a name in it."""


# Marks that look like the usual ones without being one: 时限∶6月, 单位ː甲局, 单位︰甲局, 甲局︙乙局.
_LIKE_MARKS = dict(zip("∶ː︰︙", "：：：…", strict=True))
_WIDE = ord("：") - ord(":")
"""From a mark of ASCII to the one that is as wide as Han."""
_FOLDED = re.compile(
    # Marks as they stand in lines from top to bottom (︓︐︵), small ones (﹕﹐), narrow ones (､).
    f"[{''.join(_LIKE_MARKS)}\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe6b\uff61-\uff64"
    # Digits and letters as wide as Han, and the second code that some Han have.
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uf900-\ufaff\U0002f800-\U0002fa1f\U0001d7ce-\U0001d7ff]"
)


@lru_cache(maxsize=2_000)
def _as_usual(mark: str) -> str:
    """One character for one: the usual one that ``mark`` is a form of, marks as wide as Han."""
    usual = _LIKE_MARKS.get(mark) or unicodedata.normalize("NFKC", mark)
    if usual.isascii() and not usual.isalnum():
        usual = "".join(chr(ord(c) + _WIDE) for c in usual)
    return usual if len(usual) == 1 else mark


# Characters without width, that nobody sees.
UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\u180e\x00-\x08\x0e-\x1f"
    # What chooses between forms of the character before it.
    "\ufe00-\ufe0f\U000e0100-\U000e01ef\U000e0020-\U000e007f]"
)
_TO_MEND = re.compile(_FOLDED.pattern[:-1] + UNSEEN.pattern[1:])


# PDF programs write 人, 民 and 长 as the radicals that look like them; those of Unicode's Kangxi block have a
# compatibility form, those of the supplement do not.
_SUPPLEMENT = (
    "⼾户⺁厂⺟母⺠民⺼肉⻁虎⻄西⻅见⻆角⻈讠⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_RADICALS = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)} | {
    ord(a): b for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
}


_RADICAL = re.compile("[\u2e80-\u2fdf]")


def as_characters(text: str) -> str:
    """``text`` with radicals as the characters that they stand for; its length does not change."""
    return text.translate(_RADICALS) if _RADICAL.search(text) else text


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell's text stands."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...] = ()
    """Its lines, where those of other cells stand between them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: every row with the cell at each of its columns; a merged cell stands at all its places."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    unsure: frozenset[int] = frozenset()
    """The rows whose cells are not certain: each is one cell across the table."""

    def moved(self, by: int) -> Table:
        """The same table, ``by`` characters further on."""
        cells = {
            cell: Cell(cell.start + by, cell.end + by, tuple([(a + by, b + by) for a, b in cell.pieces]))
            for row in self.rows
            for cell in row
        }
        rows = tuple([tuple([cells[cell] for cell in row]) for row in self.rows])
        return Table(self.start + by, self.end + by, rows, self.unsure)


_NOTHING = Inventory()


@dataclass(frozen=True)
class Source:
    """The decoded text of one file; every ``start`` and ``end`` of a record counts characters of ``text``."""

    name: str
    text: str
    digest: str
    encoding: str
    tables: tuple[Table, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    """Where each page, sheet or cell begins, for files that have them; an empty name where one ends."""
    title: str | None = None
    """What the file says that it is called, where its text does not."""
    notes: tuple[str, ...] = ()
    """What a person should look at, because the file does not settle it."""
    inventory: Inventory = _NOTHING
    """The parts of the file, and what became of each."""

    @cached_property
    def reading(self) -> str:
        """The text in which words are looked for: the same, its glyphs folded, simplified where labels are traditional.

        It has the same length as ``text``, so that a place in one is a place in the other.
        """
        text = self.text
        if self.to_mend and _FOLDED.search(text):
            text = text.translate({ord(mark): _as_usual(mark) for mark in set(_FOLDED.findall(text))})
        if sum(map(text.__contains__, _TRADITIONAL)) < _TRADITIONAL_ENOUGH:
            return text
        # A lone surrogate is no character.
        glyphs = {c for c in set(text) if ord(c) > 0x2E7F and not "\ud800" <= c <= "\udfff"}
        return text.translate({ord(c): simplified(c) for c in glyphs})

    @cached_property
    def to_mend(self) -> bool:
        """Are there characters that programs write for others, or that nobody sees? One look for both, few have one."""
        return _TO_MEND.search(self.text) is not None

    @cached_property
    def as_printed(self) -> bool:
        """Is the text read as it is printed?"""
        return self.reading is self.text

    def printed(self, passage: Passage) -> str:
        """The characters of ``passage`` as they stand in the file."""
        if self.as_printed:
            return passage.text
        return "".join(self.text[i] if c.strip() else c for i, c in zip(passage.places(), passage.text, strict=True))

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *[m.end() for m in _LINE_END.finditer(self.text)]]
        return [0, *accumulate([len(line) + 1 for line in self.text.split("\n")[:-1]])]

    def place_of(self, position: int) -> str | None:
        """The page, or the sheet and cell, of ``position``; None for plain text, whose place is its line."""
        if not self.places:
            return None
        i = bisect_right(self.places, (position, "\U0010ffff")) - 1
        return self.places[i][1] or None if i >= 0 else None

    def line_of(self, position: int) -> int:
        """The line on which ``position`` stands, from 1."""
        return bisect_right(self._line_starts, position)
