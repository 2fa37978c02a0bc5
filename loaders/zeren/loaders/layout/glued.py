"""Items that were set in one paragraph: 「（一）T。（责任单位：甲局）（二）T。（责任单位：乙局）」."""

from __future__ import annotations

import re
from bisect import bisect_left

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.brackets import outermost_brackets
from zeren.loaders.statements.labelled import NAME_STOP
from zeren.loaders.text.numbers import Marker, marker_of
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.marks import BRACKETS_CLOSE
from zeren.loaders.words.seen import has_seen

_HAN = "一二三四五六七八九十"
_NUMBER = rf"[（(][{_HAN}]{{1,3}}[）)]|[{_HAN}]{{1,3}}、(?![{_HAN}])|\d{{1,2}}(?:[．、]|\.(?!\d))"
_AFTER_STATEMENT = re.compile(rf"[)）〕\]】]。?\s*(?P<label>[{HAN}]{{2,6}}[：:]\s*)?(?={_NUMBER})")
_FIRST = {
    "han-bracket": re.compile("[（(]一[）)]"),
    "han": re.compile(f"(?<![{_HAN}])一、(?![{_HAN}])"),
    "number": re.compile(r"(?<![\d.])1(?:[．、]|\.(?!\d))"),
}
"""The first number of a kind."""
_LONGEST = 400
"""Characters of a bracket that assigns."""


def parted(paragraph: Paragraph) -> list[Paragraph]:
    """The items of a paragraph, each by itself; the paragraph alone where no number stands behind a statement."""
    text = paragraph.passage.text
    if paragraph.furniture or not _closes_within(text) or not _AFTER_STATEMENT.search(text):
        return [paragraph]
    assigning = {
        close
        for start, _, close in outermost_brackets(text)
        if close - start < _LONGEST and _says_who(text, start, close)
    }
    parting = [m for m in _AFTER_STATEMENT.finditer(text) if m.start() in assigning]
    if not parting:
        return [paragraph]
    cuts = [m.end() for m in parting]
    # 「（甲局负责）具体措施：1.T」: the words between are no part of either.
    labels = [m.start("label") for m in parting if m["label"]]
    cuts = sorted({*_before_first(text, cuts), *labels, *cuts})
    found = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        passage = paragraph.passage.cut(start, end).strip()
        heading = 0 if start else paragraph.heading
        bold = 0 if start else min(paragraph.bold_lead, end)
        found.append(Paragraph(passage, heading, bold, marker=marker_of(passage.text)))
    return [piece for piece in found if piece.passage]


def _closes_within(text: str) -> bool:
    """Does a bracket close before the end? Most paragraphs have none, or end with theirs: that is known at once."""
    return any(map(text[:-1].__contains__, BRACKETS_CLOSE))


def _says_who(text: str, opened: int, close: int) -> bool:
    """Does the bracket hold a word of responsibility, or nothing but bodies? 「T（市甲局，各县区政府）。2、T」"""
    if has_seen(text, opened, close):
        return True
    names = NAME_STOP.split(text[opened + 1 : close])
    return all(is_unit(name.strip()) for name in names) and any(map(is_certain, names))


def _before_first(text: str, cuts: list[int]) -> list[int]:
    """Where the first item begins, behind a heading or a preamble, and where a heading ends that stands before it."""
    own = marker_of(text)
    found = []
    for cut in cuts:
        marker = marker_of(text[cut : cut + 12])
        inner = _heading_end(text, cut, marker)
        if inner:
            found.append(inner)
    marker = marker_of(text[cuts[0] : cuts[0] + 12])
    if marker and marker.kind in _FIRST and (own is None or own.kind != marker.kind):
        first = _FIRST[marker.kind].search(text, 0, cuts[0])
        if first and first.start():
            found.append(first.start())
            above = _FIRST["han"].search(text, 0, first.start()) if marker.kind in ("han-bracket", "number") else None
            if above and above.start() and bisect_left(cuts, above.start()) == 0:
                found.append(above.start())
    return found


_TITLE = re.compile(rf"[^。；;（(]{{2,40}}(?=[（(][{_HAN}]{{1,3}}[）)])")


def _heading_end(text: str, start: int, marker: Marker | None) -> int | None:
    """Where the title of 「三、稳定主体（十五）T」 ends."""
    title = _TITLE.match(text, start + marker.width) if marker and marker.kind == "han" else None
    return title.end() if title else None
