"""Printed lines into paragraphs: page furniture taken out, words and brackets that a page broke put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from zeren.loaders.layout.furniture import (
    ABOUT_BEGINS,
    DATE,
    ENDS,
    SHORT_LINE,
    STOPS,
    begins_structure,
    set_furniture,
    stands_alone,
    tells_about,
)
from zeren.loaders.layout.glued import parted
from zeren.loaders.layout.lines import PEOPLE, Line, Paragraph, lines_of
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.statements.lists import parse
from zeren.loaders.statements.pieces import NOTED_ROLE
from zeren.loaders.tables.flat import flattened
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.text.source import Source
from zeren.loaders.words.labels import label_at, labels_in
from zeren.loaders.words.lexicon import any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, open_marks
from zeren.loaders.words.phrases import manner
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.seen import has_seen

# 「责任单位：甲局 ⏎ 工作任务：……」: a label that assigns nothing ends the list above it.
_OTHER_LABEL = re.compile(r"[\u3400-\u9fff]{3,8}[：:]|[A-Z][A-Za-z]+(?: [A-Za-z]+){0,3}(?:\([a-z]{1,3}\))?:\s")


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
        if text[0] in ABOUT_BEGINS and tells_about(text):
            line.after_table = below.after_table = True
    by_indent = sum([line.indented for line in kept]) >= 0.3 * len(kept)
    width = _wrap_width(kept)
    group: list[Line] = []
    last: dict[str, int] = {}
    for line in kept:
        line.marker = marker = marker_of(line.passage.text, last)
        if group and marker is None and _continues(group, line, by_indent, width, last):
            group.append(line)
            continue
        found.extend(_paragraphs(group, width))
        group = [line]
        if marker is not None:
            last[marker.kind] = marker.value
    found.extend(_paragraphs(group, width))
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
    for start, end, table in reversed(list(flattened([line.passage for line in content]))):
        found.append(Paragraph(Passage(" ", table.start), table=table))
        del content[start:end]
        if start < len(content):
            content[start].after_table = True
    if len(content) == len(lines):
        return lines
    return sorted([*content, *(line for line in lines if line.furniture)], key=_START)


_LABEL_LONGEST = 6
"""Characters of a label that a page may break."""


def _signs(text: str, below: str) -> bool:
    """Is it the body that issues the document, above the date?"""
    return len(text) <= SHORT_LINE and DATE.fullmatch(below) is not None and is_unit("".join(text.split()))


_START = attrgetter("passage.start")


def _wrap_width(lines: list[Line]) -> int | None:
    """How long a line is that goes on in the next, in a text wrapped at a fixed width; None for any other text."""
    lengths = sorted([len(line.passage.text) for line in lines])
    if len(lengths) < 12:
        return None
    full = lengths[int(0.95 * len(lengths))]
    wrapped = len(lengths) - bisect_left(lengths, full - 2)
    return full - 2 if 20 <= full <= 80 and lengths[-1] <= full + 4 and wrapped >= 0.25 * len(lengths) else None


_TAIL = 400
"""How far back an open bracket is looked for: a statement is never longer between two lines."""


def _continues(group: list[Line], line: Line, by_indent: bool, width: int | None, last: dict[str, int]) -> bool:
    """Is ``line``, which has no number, the rest of the paragraph that ``group`` began?"""
    before = group[-1]
    # Nearly every line stands behind a whole sentence.
    if before.passage.text[-1] in STOPS:
        return before.passage.text[-1] in "；;" and _in_labelled_bracket(group)
    if before.passage.text[-1] in BRACKETS_OPEN:
        return True
    text = line.passage.text
    if _OTHER_LABEL.match(text) and label_at(group[0].passage.text) and before.passage.text[-1] not in "、，,":
        return False
    if line.after_table or line.heading or before.heading or stands_alone(before.passage.text):
        return False
    if begins_structure(line):
        return False
    if before.passage.text[-1] == "、":
        return True
    front = group[0].passage.text
    label = label_at(front)
    if len(group) == 1 and label is not None and not front[label.end :].strip():
        return True
    if len(group) == 1 and _is_title_above(front, text, last):
        return False
    tail = "".join(part.passage.text for part in group[-4:])[-_TAIL:]
    if tail[-1] in "：:" and _ends_in_label(tail):
        return True
    if _finished(tail) and not (label and NOTED_ROLE.search(tail) and is_unit(text)):
        return False
    if width is not None and not line.gap and len(before.passage.text) >= width:
        return True
    broken = label_at(front + text) if len(group) == 1 else None
    if open_marks(tail) or (broken is not None and broken.end > len(front)):
        return True
    if (
        width is None
        and not label
        and ((len(group) == 1 and _says_who(front)) or (_says_who(text) and not tail.endswith(_AHEAD_OF_NAMES)))
    ):
        return False
    if by_indent:
        return not line.indented
    if label:
        return _completes_list(label.role, tail, text)
    marker = marker_of(front, last)
    if marker is not None and marker.rank <= 3 and not any("。" in part.passage.text for part in group):
        return False
    if line.gap and marker is None and len(group) == 1 and len(front) < SHORT_LINE:
        return False
    return not _TITLE_END.search(tail, max(0, len(tail) - _TITLE_END_LONGEST))


_ROLES = ("负责", "牵头", "配合", "落实", "参与", "参加")
_AHEAD_OF_NAMES = ("由", "请", "和", "与", "及", "并", "会同", "商", "，", ",", "：", ":")


def _says_who(text: str) -> bool:
    """Is a line without its full stop a whole statement: 「甲局牵头，乙局等按职责分工负责」?"""
    if not text.endswith(_ROLES) or not is_unit(_FIRST_NAME.split(text, maxsplit=1)[0]):
        return False
    parsed = parse(Passage(text, 0))
    return parsed.has_role_word and all(is_unit(a.name.text) for a in parsed.assignments)


def _is_title_above(front: str, text: str, last: dict[str, int]) -> bool:
    """Is a numbered line a title, because a body and what it answers for stand under it? 「2.2 职责 ⏎ 甲局：负责…」"""
    if len(front) >= SHORT_LINE or not _BODY_IN_FRONT.match(text):
        return False
    marker = marker_of(front, last)
    first = _FIRST_BODY.split(text, maxsplit=1)[0]
    return marker is not None and not _PUNCTUATION.search(front, marker.width) and is_unit(first)


_PUNCTUATION = re.compile("[、，,；;：:。（(]")
_BODY_IN_FRONT = re.compile(r"[\u3400-\u9fff（）()、]{2,40}[：:]")
_FIRST_BODY = re.compile("[、：:]")


def _in_labelled_bracket(group: list[Line]) -> bool:
    """「T。（责任领导：张某；」: the other labels of the bracket are in the next line."""
    text = "".join(part.passage.text for part in group[-4:])[-_TAIL:]
    opened = max((text.rfind(c) for c in BRACKETS_OPEN), default=-1)
    if opened < 0 or label_at(text, opened + 1) is None:
        return False
    return not any(c in text[opened:] for c in BRACKETS_CLOSE)


def _ends_in_label(text: str) -> bool:
    """「T。（责任单位：」: the list is in the next line."""
    labels = labels_in(text)
    return bool(labels) and labels[-1].end == len(text) and labels[-1].role != "other"


_TITLE_END = re.compile(any_of(words("headings", "title_ends")) + r"(?:[（(][^（）()]{1,12}[）)])?$")
_TITLE_END_LONGEST = max(map(len, words("headings", "title_ends"))) + 14


_CLOSING = BRACKETS_CLOSE + "”’》"


def _finished(text: str) -> bool:
    """Does ``text`` end where a paragraph may end?"""
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


_UNIT_ENDS = tuple(
    w
    for kind in ("department", "enterprise", "institution", "vertical_agency", "party", "zone")
    for w in words("kinds", kind)
)
_REST = re.compile(rf"[、，,；;。]|{manner()}|" + any_of([*verbs("lead", "responsible", "support"), "头", "等"]))


def _completes_list(role: str, so_far: str, text: str) -> bool:
    """After a label's list without a full stop: is ``text`` the rest of the list, or a paragraph of its own?"""
    if so_far.endswith(("、", "，", ",")):
        return True
    if role == "leader":
        return bool(PEOPLE.fullmatch(text)) and len(text) <= 12
    if role == "deadline":
        return False
    last = _LAST_NAME.split(so_far)[-1]
    if len(last) < 2 or is_unit(text) or not (so_far.endswith(_UNIT_ENDS) or is_group(last)):
        return True
    first = _FIRST_NAME.split(text, maxsplit=1)[0]
    if _REST.match(text) or is_ending(first):
        return True
    # 「…某风景名胜区 ⏎ 管理局，丙县政府按职责分工负责。」: the rest of a list ends like a statement.
    if len(text) >= 200 or "、" not in text or _ROLE_END.search(text) is None:
        return False
    return all(is_unit(_FIRST_NAME.split(name, maxsplit=1)[0]) for name in re.split("[、，,]", text)[1:])


_LAST_NAME = re.compile(r"[、，,；;：:等]")
_FIRST_NAME = re.compile(r"[、，,；;。]|等|按|牵头|负责|配合")
_ROLE_END = re.compile(r"(?:负责|牵头|配合|落实)[。.]?$")


def _parts_names(front: str, before: str, after: str) -> bool:
    """Does the line end part two names of a labelled list, one under the other, rather than break one?"""
    label = label_at(front)
    if label is None or not after:
        return False
    last = re.split(r"[：:、，,；;\s]", before)[-1]
    first = re.split(r"[、，,；;。\s]", after, maxsplit=1)[0]
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
