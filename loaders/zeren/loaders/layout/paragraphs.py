"""Printed lines into paragraphs: page furniture taken out, words and brackets that a page broke put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from zeren.loaders.layout.furniture import DATE, SHORT_LINE, set_furniture
from zeren.loaders.layout.glued import parted
from zeren.loaders.layout.labels_beside import with_columns_of_labels
from zeren.loaders.layout.lines import Line, Paragraph, lines_of
from zeren.loaders.layout.seams import goes_on
from zeren.loaders.layout.setting import Print
from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.tables.between_bars import between_bars
from zeren.loaders.tables.flat import flattened
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.text.source import Source
from zeren.loaders.words.about import about_begins, tells_about
from zeren.loaders.words.labels import label_at, role_of_label
from zeren.loaders.words.marks import BRACKETS_OPEN


def paragraphs_of(source: Source) -> list[Paragraph]:
    """The paragraphs and tables of a text, in order, and the furniture of its pages."""
    lines = list(lines_of(source))
    found: list[Paragraph] = [Paragraph(Passage(" ", table.start), table=table) for table in source.tables]
    lines = _without_flat_tables(lines, found)
    set_furniture(lines)
    found.extend(line for line in lines if line.furniture)
    kept = [line for line in lines if not line.furniture]
    for line, below in pairwise(kept):
        text, next_one = line.passage.text, below.passage.text
        # 「责任单 ⏎ 位：甲局」: what a page broke off is no name of the list above it.
        broken = label_at(text + next_one[:_LABEL_LONGEST]) if len(text) < _LABEL_LONGEST else None
        if (broken and broken.end > len(text)) or (next_one[-1] == "日" and _signs(text, next_one)):
            line.after_table = True
        if len(text) <= _HEAD_LONGEST and role_of_label(text) in _LISTED and is_unit(_FIRST.split(next_one)[0]):
            # 「牵头单位 ⏎ 市甲局」: the line end in the place of the colon.
            line.passage = join([line.passage, Passage("：", line.passage.span()[1])])
        if text[0] in about_begins() and tells_about(text):
            line.after_table = below.after_table = True
    kept = with_columns_of_labels(kept, source.reading)
    printed = Print.of(kept)
    group: list[Line] = []
    last: dict[str, int] = {}
    for line in kept:
        line.marker = marker = marker_of(line.passage.text, last)
        if group and marker is None and goes_on(group, line, printed, last):
            group.append(line)
            continue
        found.extend(_paragraphs(group, printed.width))
        group = [line]
        if marker is not None:
            last[marker.kind] = marker.value
    found.extend(_paragraphs(group, printed.width))
    items: list[Paragraph] = []
    for paragraph in found:
        if len(paragraph.passage.text) > SHORT_LINE:
            items.extend(parted(paragraph))
        else:
            items.append(paragraph)
    items.sort(key=_START)
    return items


def _without_flat_tables(lines: list[Line], found: list[Paragraph]) -> list[Line]:
    """The lines that are no part of a table pasted one cell a line; the tables go to what is ``found``."""
    content = [line for line in lines if not line.furniture]
    for tables_in in (between_bars, flattened):
        for start, end, table in reversed(list(tables_in([line.passage for line in content]))):
            found.append(Paragraph(Passage(" ", table.start), table=table))
            del content[start:end]
            if start < len(content):
                content[start].after_table = True
    if len(content) == len(lines):
        return lines
    return sorted([*content, *(line for line in lines if line.furniture)], key=_START)


_LISTED = ("lead", "support", "responsible")
_FIRST = re.compile(r"[、，,；;。\s（(]")
_HEAD_LONGEST = 8
_LABEL_LONGEST = 6
"""Characters of a label that a page may break."""


def _signs(text: str, below: str) -> bool:
    """Is it the body that issues the document, above the date?"""
    return len(text) <= SHORT_LINE and DATE.fullmatch(below) is not None and is_unit("".join(text.split()))


_START = attrgetter("passage.start")


def _parts_names(front: str, before: str, after: str) -> bool:
    """Does the line end part two names of a labelled list, one under the other, rather than break one?"""
    # 「T。（责任单位：甲局 ⏎ 乙局）」
    label = label_at(front) or label_at(front, 1 + max(map(front.rfind, BRACKETS_OPEN)))
    if label is None or not after:
        return False
    last = re.split(r"[：:、，,；;\s]", before)[-1]
    first = re.split(r"[、，,；;。\s）)]", after, maxsplit=1)[0]
    if label.role == "leader":
        return 2 <= len(last) <= 4 and 2 <= len(first) <= 4
    return is_unit(last) and is_unit(first) and not is_ending(first)


def _paragraphs(group: list[Line], width: int | None) -> Sequence[Paragraph]:
    """The lines of ``group`` as one paragraph, or as several where a bold heading begins inside of it."""
    if not group:
        return []
    front = group[0]
    if len(group) == 1 and not front.bold:
        if front.marker is not None and front.marker.doubtful:
            front.marker = marker_of(front.passage.text)
        return group
    pieces: list[Passage] = []
    bold: list[tuple[int, int]] = []
    length = 0
    for line in group:
        # A full line of a wrapped text ends anywhere.
        full = pieces and width is not None and len(pieces[-1]) >= width
        if pieces and not full and _parts_names(front.passage.text, pieces[-1].text, line.passage.text):
            pieces.append(Passage("\n", line.passage.start))
            length += 1
        # Latin words need the space that the line end stood for.
        elif pieces and _LATIN_END.search(pieces[-1].text) and _LATIN.match(line.passage.text):
            pieces.append(Passage(" ", line.passage.start))
            length += 1
        bold.extend((a + length, b + length) for a, b in line.bold)
        pieces.append(line.passage)
        length += len(line.passage.text)
    passage = join(pieces)
    found: list[Paragraph] = []
    cuts = [a for a, b in bold if a > 0 and marker_of(passage.text[a:b])]
    for start, end in zip([0, *cuts], [*cuts, len(passage)], strict=True):
        part = passage.cut(start, end)
        lead = next((b - start for a, b in bold if a == start), 0)
        stripped = part.strip()
        found.append(Paragraph(stripped, front.heading, min(lead, len(part)), marker=marker_of(stripped.text)))
    return found


_LATIN = re.compile("[A-Za-z]")
_LATIN_END = re.compile("[A-Za-z,;]$")
