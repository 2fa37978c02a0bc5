"""Text whose positions never change, with the tables in it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from zeren.loaders.errors import ZerenError
from zeren.loaders.text.glyphs import simplified
from zeren.loaders.text.passage import Passage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_ORDINARY = re.compile(
    r"[\t\n\r -~\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2100-\u22ff\u2460-\u26ff\u3000-\u303f"
    r"\u4e00-\u9fff\uff01-\uff5e]"
)


_TRADITIONAL = "責單門機關會為與務員長縣區開發辦產業國實對應進點導領負個們這時項計設場經東標"
_TRADITIONAL_ENOUGH = 3
"""Different glyphs of these that show a text in traditional script; a simplified one holds at most a name in it."""


# Colons and brackets that look like the usual ones: what typesetting programs write for them.
_SMALL_FORMS = "∶﹕︰ː﹔﹐﹑﹙﹚﹝﹞︵︶︻︼"
_FORMS = str.maketrans(_SMALL_FORMS, "：：：：；，、（）〔〕（）【】")
# Characters without width, that nobody sees.
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_TO_MEND = re.compile(f"[{_SMALL_FORMS}{UNSEEN.pattern[1:]}")


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

    @cached_property
    def reading(self) -> str:
        """The text in which words are looked for: the same, or in simplified glyphs where labels are traditional.

        It has the same length as ``text``, so that a place in one is a place in the other.
        """
        text = self.text
        if self.to_mend and any(map(text.__contains__, _SMALL_FORMS)):
            text = text.translate(_FORMS)
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


def decode(data: bytes, name: str, charset: str | None = None) -> tuple[str, str]:
    """Text and encoding of ``data``: by its byte order mark, else UTF-8, else GB18030 where that gives Chinese text.

    ``charset`` is what a web page declares; it is asked after UTF-8. Raises ZerenError for an empty or binary file
    and for any other encoding.
    """
    if not data.strip():
        raise ZerenError(f"{name}: the file is empty; nothing to read")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ZerenError(f"{name}: this is {what}, not text; save it as a text file (.txt) first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return as_characters(data[len(bom) :].decode(encoding)), encoding
            except UnicodeDecodeError as error:
                raise ZerenError(
                    f"{name}: begins as {encoding} but breaks at byte {error.start}; save it as UTF-8"
                ) from None
    if b"\0" in data:
        raise ZerenError(f"{name}: this is a binary file, not text; save the notice as a text file (.txt) first")
    for encoding in filter(None, ("utf-8", charset, "gb18030")):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding in ("utf-8", charset) or _reads_as_chinese(text):
            return as_characters(text), encoding
    raise ZerenError(f"{name}: neither UTF-8 nor GB18030 text; save it as UTF-8")


def _reads_as_chinese(text: str) -> bool:
    """GB18030 gives some character for almost any bytes: real text is nearly all ordinary characters."""
    sample = text[:100_000]
    ordinary = len(_ORDINARY.findall(sample))
    common = sum(1 for c in sample if c in "的一是在了和有大这中人发展工作市政府局年责单任位")
    return ordinary >= 0.98 * len(sample) and common >= 0.01 * len(sample)
