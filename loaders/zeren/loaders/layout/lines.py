"""The printed lines of a text: what stands on each, without its marks of lists, headings and bold type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from zeren.loaders.names.units import is_unit
from zeren.loaders.text.numbers import Marker
from zeren.loaders.text.pages import says_page
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import UNSEEN, Source, Table
from zeren.loaders.words.labels import label_at, role_of_label

_BOLD = re.compile(r"\*\*|__")
_HASHES = re.compile(r"#{1,6}\s+")
# What may stand before a label: the mark of a list.
_BULLET = re.compile(r"[●◆■▲★◇□△▶►❖➢•○]\s*|[-*+–]\s+")
_BULLETS = frozenset("●◆■▲★◇□△▶►❖➢•○-*+–")
_ITEM = re.compile(
    r"(?:[●◆■▲★◇□△▶►❖➢]\s*|[-*+]\s+)(?=[\u3400-\u9fff“《])|[-*+]\s+(?:(?:\[[ xX]\]\s+)?(?=\**[A-Z])|\[[ xX]\]\s+(?=\S))"
)
_QUOTED = re.compile(r"(?:>\s*)+(?=[^\s>])")
# 「*责任单位：甲局*」: slanted type.
_SLANT = re.compile(r"(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])")
_CONTINUED = re.compile(r"[（(](?:上接|下转)[^）)]{0,12}[）)]")


class Paragraph(Struct, eq=False, gc=False):
    """A paragraph, whole. Not to be changed once made."""

    passage: Passage
    heading: int = 0
    """Markdown level, 0 for none."""
    bold_lead: int = 0
    """How many characters at its front are set bold."""
    table: Table | None = None
    """The table that stands here; the passage is empty then but for its place."""
    furniture: bool = False
    """Page numbers, running heads, lines of contents: no part of any document."""
    marker: Marker | None = None
    """The number at its front, without regard to the numbers before it; while lines are put together with regard."""

    def without_front(self, width: int) -> Paragraph:
        """The paragraph from character ``width`` on."""
        passage = self.passage.cut(width)
        bold_lead = 0
        if self.bold_lead:
            bold_lead = max(0, self.bold_lead - width - (len(passage.text) - len(passage.text.lstrip())))
        return Paragraph(passage.strip(), self.heading, bold_lead)

    def upto(self, end: int) -> Paragraph:
        """The paragraph up to character ``end``."""
        return Paragraph(self.passage.cut(0, end).strip(), self.heading, min(self.bold_lead, end))


class Line(Paragraph, eq=False, gc=False):
    """A printed line: nearly each is a whole paragraph."""

    bold: tuple[tuple[int, int], ...] = ()
    indented: bool = False
    gap: bool = False
    """A blank line stands before it."""
    after_table: bool = False
    """It begins anew, whatever stands before it: behind a table, or as the signature above the date."""


def lines_of(source: Source) -> Iterator[Line]:
    """The lines that hold something, in order, those of tables left out."""
    text = source.reading
    end = 0
    tables = list(source.tables)
    after_table = False
    # What nearly no text has is looked for once.
    continued = ("上接" in text or "下转" in text) and _CONTINUED.search(text) is not None
    mended = continued or (source.to_mend and UNSEEN.search(text) is not None)
    marked_bold = mended or "**" in text or "__" in text
    slanted = "*" in text
    raws = text.splitlines(keepends=True)
    for raw, bare, start in zip(raws, map(str.strip, raws), accumulate(map(len, raws), initial=0), strict=False):
        if not bare:
            continue
        while tables and tables[0].end <= start:
            del tables[0]
            after_table = True
        if tables and tables[0].start <= start:
            continue
        left = raw.index(bare[0])
        gap = _blank_line_in(source.text[end:start])
        stop = start + left + len(bare)
        passage = Passage(bare, start + left)
        if says_page(bare):
            yield Line(passage, furniture=True)
            end = stop
            continue
        if mended:
            passage = Passage(raw, start).without(UNSEEN).without(_CONTINUED)
            raw = passage.text
            passage = passage.strip()
            if not passage:
                continue
            left = len(raw) - len(raw.lstrip())
        if bare[0] == ">" and (quoted := _QUOTED.match(passage.text)):
            passage = passage.cut(quoted.end())
        if slanted and len(slants := list(_SLANT.finditer(passage.text))) % 2 == 0 and slants:
            passage = passage.without(_SLANT)
        heading = 0
        first = passage.text[0]
        hashes = _HASHES.match(passage.text) if first == "#" else None
        if hashes:
            heading = hashes.group().count("#")
            passage = passage.cut(hashes.end()).strip()
        bullet = _BULLET.match(passage.text) if first in _BULLETS or hashes else None
        if bullet and label_at(passage.text.replace("*", ""), bullet.end() - passage.text.count("*", 0, bullet.end())):
            passage = passage.cut(bullet.end())
        item = _ITEM.match(passage.text) if first in _BULLETS else None
        if item:
            # 「■ 建设书屋 ⏎ 责任单位：甲局 ⏎ ■ 改造公厕」: an item of a list begins anew.
            passage = passage.cut(item.end())
        bold: tuple[tuple[int, int], ...] = ()
        if marked_bold and ("**" in passage.text or "__" in passage.text):
            passage, bold = _unbold(passage)
            if not passage.text.strip():
                continue
        # Most lines begin with a number.
        maybe_spaced = not first.isdecimal() and _SPACE.search(passage.text, 0, _SPACED_LONGEST)
        spaced = _SPACED_LABEL.match(passage.text) if maybe_spaced else None
        if spaced and _begins_list(role_of_label(spaced["label"]), passage.text[spaced.end() :]):
            # 「牵头单位  市甲局」: white space in the place of the colon.
            space = spaced.end() - 1
            passage = Passage(f"{passage.text[:space]}：{passage.text[space + 1 :]}", passage.start, passage.at)
        indented = raw[0] == "\u3000" or left >= 2
        yield Line(passage, heading, bold=bold, indented=indented, gap=gap, after_table=after_table or item is not None)
        after_table = False
        end = stop


@lru_cache(maxsize=100)
def _blank_line_in(between: str) -> bool:
    return between != "\n" and (
        between.count("\n") > 1 or between.count("\r") > 1 + between.count("\r\n") or "\f" in between
    )


_SPACE = re.compile("[ \u3000\t]")
_SPACED_LONGEST = 10
"""Characters of a label and the space behind it."""
_SPACED_LABEL = re.compile(r"(?P<label>[\u3400-\u9fff]{4,9})[ \u3000\t]+(?=\S)")


def _begins_list(role: str | None, rest: str) -> bool:
    """Does ``rest`` begin as the list of a label of this role does?"""
    first = re.split(r"[、，,；;。\s]", rest, maxsplit=1)[0]
    if role in ("lead", "support", "responsible"):
        return is_unit(first)
    if role == "leader":
        return bool(PEOPLE.fullmatch(rest)) and 2 <= len(first) <= 4 and role_of_label(first) is None
    return role == "deadline" and bool(re.match(r"[12]\d{3}年|\d{1,2}月|年|长期|持续", rest))


def _unbold(passage: Passage) -> tuple[Passage, tuple[tuple[int, int], ...]]:
    marks = list(_BOLD.finditer(passage.text))
    if len(marks) < 2:
        return passage, ()
    bold = []
    for i in range(0, len(marks) - 1, 2):
        # Each mark before takes two characters away.
        bold.append((marks[i].end() - 2 * (i + 1), marks[i + 1].start() - 2 * (i + 1)))
    return passage.without(_BOLD), tuple(bold)


PEOPLE = re.compile(r"[\u3400-\u9fff·]{1,6}(?:[、，,\s]+[\u3400-\u9fff·]{2,6})*[。.]?")
