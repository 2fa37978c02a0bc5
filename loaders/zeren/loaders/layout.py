"""Printed lines into paragraphs: page furniture taken out, words and brackets that a page broke put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from zeren.loaders.grammar import NOTED_ROLE
from zeren.loaders.lexicon import (
    BRACKETS_CLOSE,
    BRACKETS_OPEN,
    any_of,
    has_seen,
    label_at,
    labels_in,
    open_marks,
    role_of_label,
    words,
)
from zeren.loaders.markers import Marker, marker_of
from zeren.loaders.source import UNSEEN, Source, Table
from zeren.loaders.spans import Passage, join
from zeren.loaders.tables import flattened
from zeren.loaders.units import is_ending, is_unit

_BOLD = re.compile(r"\*\*|__")
_HASHES = re.compile(r"#{1,6}\s+")
# What may stand before a label: the mark of a list.
_BULLET = re.compile(r"[●◆■▲★◇□△▶►❖➢•○]\s*|[-*+–]\s+")
_BULLETS = frozenset("●◆■▲★◇□△▶►❖➢•○-*+–")
_PAGE_NUMBER = re.compile(r"[-—–－·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·•\s]*")
_CONTINUED = re.compile(r"[（(](?:上接|下转)[^）)]{0,12}[）)]")
_LEADERS = ("....", "……", "····", "．．．．", "------")
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{4,}|-{6,})\s*[（(]?\s*\d{1,4}\s*[）)]?\s*$")
_DATE = re.compile(
    r"[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二〇○零Ｏ]{2,4}[一二三四五六七八九〇○零]{0,2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_ISSUE = re.compile(r"(?:[12]\d{3}年)?第\s*\d{1,4}\s*[号期](?:[（(]总第\s*\d+\s*[号期][）)])?")
_OF_ISSUE = re.compile(r"\s*(?:[12]\d{3}\s*年)?\s*第?\s*\d{1,4}\s*[号期].{0,12}$")
NUMBER_OF_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*(?:第\s*)?\d{1,5}\s*号"
)
_ANNEX = re.compile(r"附件\s*\d{0,2}")
_STOPS = "。！？!?；;…"
_ENDS = tuple(_STOPS + "：:")
_SHORT_LINE = 25
# 「责任单位：甲局 ⏎ 工作任务：……」: a label that assigns nothing ends the list above it.
_OTHER_LABEL = re.compile(r"[\u3400-\u9fff]{3,8}[：:]")


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


class _Line(Paragraph, eq=False, gc=False):
    """A printed line: nearly each is a whole paragraph."""

    bold: tuple[tuple[int, int], ...] = ()
    indented: bool = False
    gap: bool = False
    """A blank line stands before it."""
    after_table: bool = False
    """It begins anew, whatever stands before it: behind a table, or as the signature above the date."""


def paragraphs_of(source: Source) -> list[Paragraph]:
    """The paragraphs and tables of a text, in order, and the furniture of its pages."""
    lines = list(_lines(source))
    found: list[Paragraph] = [Paragraph(Passage(" ", table.start), table=table) for table in source.tables]
    for start, end, table in reversed(list(flattened([line.passage for line in lines]))):
        found.append(Paragraph(Passage(" ", table.start), table=table))
        del lines[start:end]
        if start < len(lines):
            lines[start].after_table = True
    _set_furniture(lines)
    found.extend(line for line in lines if line.furniture)
    kept = [line for line in lines if not line.furniture]
    for line, below in pairwise(kept):
        text, next_one = line.passage.text, below.passage.text
        # 「责任单 ⏎ 位：甲局」: what a page broke off is no name of the list above it.
        broken = label_at(text + next_one[:_LABEL_LONGEST]) if len(text) < _LABEL_LONGEST else None
        if (broken and broken.end > len(text)) or (next_one[-1] == "日" and _signs(text, next_one)):
            line.after_table = True
    by_indent = sum([line.indented for line in kept]) >= 0.3 * len(kept)
    width = _wrap_width(kept)
    group: list[_Line] = []
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
    return sorted(found, key=_START)


_LABEL_LONGEST = 6
"""Characters of a label that a page may break."""


def _signs(text: str, below: str) -> bool:
    """Is it the body that issues the document, above the date?"""
    return len(text) <= _SHORT_LINE and _DATE.fullmatch(below) is not None and is_unit("".join(text.split()))


_START = attrgetter("passage.start")


def _lines(source: Source) -> Iterator[_Line]:
    text = source.reading
    end = at = 0
    tables = list(source.tables)
    after_table = False
    # What nearly no text has is looked for once.
    continued = ("上接" in text or "下转" in text) and _CONTINUED.search(text) is not None
    mended = continued or (source.to_mend and UNSEEN.search(text) is not None)
    marked_bold = mended or "**" in text or "__" in text
    for raw in text.splitlines(keepends=True):
        start, at = at, at + len(raw)
        while tables and tables[0].end <= start:
            del tables[0]
            after_table = True
        if tables and tables[0].start <= start:
            continue
        bare = raw.strip()
        if not bare:
            continue
        left = raw.index(bare[0])
        gap = _blank_line_in(source.text[end:start])
        stop = start + left + len(bare)
        passage = Passage(bare, start + left)
        if mended:
            passage = Passage(raw, start).without(UNSEEN).without(_CONTINUED)
            raw = passage.text
            passage = passage.strip()
            if not passage:
                continue
            left = len(raw) - len(raw.lstrip())
        heading = 0
        first = passage.text[0]
        hashes = _HASHES.match(passage.text) if first == "#" else None
        if hashes:
            heading = hashes.group().count("#")
            passage = passage.cut(hashes.end()).strip()
        bullet = _BULLET.match(passage.text) if first in _BULLETS or hashes else None
        if bullet and label_at(passage.text.replace("*", ""), bullet.end() - passage.text.count("*", 0, bullet.end())):
            passage = passage.cut(bullet.end())
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
        yield _Line(
            passage, heading, bold=bold, indented=raw[0] == "\u3000" or left >= 2, gap=gap, after_table=after_table
        )
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
_SPACED_LABEL = re.compile(r"(?P<label>[\u3400-\u9fff]{2,6}(?:单位|部门|领导|责任人|时限))[ \u3000\t]+(?=\S)")


def _begins_list(role: str | None, rest: str) -> bool:
    """Does ``rest`` begin as the list of a label of this role does?"""
    first = re.split(r"[、，,；;。\s]", rest, maxsplit=1)[0]
    if role in ("lead", "support", "responsible"):
        return is_unit(first)
    if role == "leader":
        return bool(_PEOPLE.fullmatch(rest)) and 2 <= len(first) <= 4 and role_of_label(first) is None
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


def _set_furniture(lines: list[_Line]) -> None:
    """Tell page numbers, running heads and lines of contents from what is part of a document."""
    texts = [line.passage.text for line in lines]
    # Most lines end a sentence: of those, only the name of the gazette can be furniture.
    others = [(i, text) for i, text in enumerate(texts) if text[-1] not in _STOPS]
    numbers = [i for i, text in others if _PAGE_NUMBER.fullmatch(text)]
    running = _running_heads(texts)
    if running:
        edges = {k for i in numbers for k in (i - 1, i + 1)}
        times = Counter(text for i, text in enumerate(texts) if text in running and _between_pages(lines, i, edges))
        running = {text for text in running if times[text] >= 3}
    found = {k for i in numbers for k in (i - 1, i + 1) if 0 <= k < len(texts) and _is_head(texts[k])}
    found.update(numbers, [i for i, text in others if text in running or _is_of_contents(text)])
    for i in found:
        lines[i].furniture = True


def _running_heads(texts: list[str]) -> set[str]:
    """Short lines that come again and again between the pages and say nothing of responsibility."""
    seen = Counter([text for text in texts if len(text) <= _SHORT_LINE])
    return {
        text
        for text, times in seen.items()
        if times >= 3
        and not text.endswith(_ENDS)
        and len(text) > 2
        and not _PARTS_LIST.search(text)
        and not has_seen(text)
        and not label_at(text)
        and marker_of(text) is None
    }


_PARTS_LIST = re.compile("[、，,；;]")


def _between_pages(lines: list[_Line], i: int, edges: set[int]) -> bool:
    """May a line that comes again and again be a running head, and not the end of a paragraph or of a list?"""
    if i in edges:
        return True
    text = lines[i].passage.text
    before = lines[i - 1].passage.text if i else ""
    after = lines[i + 1] if i + 1 < len(lines) else None
    if before.endswith(("：", ":", "、")) or is_unit(text) or text[-1] in BRACKETS_CLOSE:
        return False
    if lines[i].gap or after is None or after.gap:
        return True
    # 「…示范 ⏎ 区管委会 ⏎ 3.……」: the last line of a paragraph that was wrapped.
    return before[-1:] in _STOPS or not (_begins_structure(after) or marker_of(after.passage.text))


def _wrap_width(lines: list[_Line]) -> int | None:
    """How long a line is that goes on in the next, in a text wrapped at a fixed width; None for any other text."""
    lengths = sorted([len(line.passage.text) for line in lines])
    if len(lengths) < 12:
        return None
    full = lengths[int(0.95 * len(lengths))]
    wrapped = len(lengths) - bisect_left(lengths, full - 2)
    return full - 2 if 20 <= full <= 80 and lengths[-1] <= full + 4 and wrapped >= 0.25 * len(lengths) else None


_TAIL = 400
"""How far back an open bracket is looked for: a statement is never longer between two lines."""


def _continues(group: list[_Line], line: _Line, by_indent: bool, width: int | None, last: dict[str, int]) -> bool:
    """Is ``line``, which has no number, the rest of the paragraph that ``group`` began?"""
    before = group[-1]
    # Nearly every line stands behind a whole sentence.
    if before.passage.text[-1] in _STOPS:
        return before.passage.text[-1] in "；;" and _in_labelled_bracket(group)
    if before.passage.text[-1] in BRACKETS_OPEN:
        return True
    text = line.passage.text
    if _OTHER_LABEL.match(text) and label_at(group[0].passage.text) and before.passage.text[-1] not in "、，,":
        return False
    if line.after_table or line.heading or before.heading or _stands_alone(before.passage.text):
        return False
    if _begins_structure(line):
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
    if by_indent:
        return not line.indented
    if label:
        return _completes_list(label.role, tail, text)
    marker = marker_of(front, last)
    if marker is not None and marker.rank <= 3 and not any("。" in part.passage.text for part in group):
        return False
    if line.gap and marker is None and len(group) == 1 and len(front) < _SHORT_LINE:
        return False
    return not _TITLE_END.search(tail, max(0, len(tail) - _TITLE_END_LONGEST))


def _is_title_above(front: str, text: str, last: dict[str, int]) -> bool:
    """Is a numbered line a title, because a body and what it answers for stand under it? 「2.2 职责 ⏎ 甲局：负责…」"""
    if len(front) >= _SHORT_LINE or not _BODY_IN_FRONT.match(text):
        return False
    marker = marker_of(front, last)
    first = _FIRST_BODY.split(text, maxsplit=1)[0]
    return marker is not None and not _PUNCTUATION.search(front, marker.width) and is_unit(first)


_PUNCTUATION = re.compile("[、，,；;：:。（(]")
_BODY_IN_FRONT = re.compile(r"[\u3400-\u9fff（）()、]{2,40}[：:]")
_FIRST_BODY = re.compile("[、：:]")


def _in_labelled_bracket(group: list[_Line]) -> bool:
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


def _is_head(text: str) -> bool:
    """The name of the gazette beside a page's number."""
    return (
        len(text) <= _SHORT_LINE
        and _OF_ISSUE.sub("", text).endswith(words("pages", "running_heads"))
        and not has_seen(text)
    )


def _is_of_contents(text: str) -> bool:
    page = text[:-1].rstrip() if text[-1] in "）)" else text
    return page[-1:].isdecimal() and any(map(text.__contains__, _LEADERS)) and _CONTENTS.search(text) is not None


def _stands_alone(text: str) -> bool:
    """A date, the number of an issue or of a document, a line of contents."""
    last = text[-1:]
    if last not in "日号期）)件" and not last.isdecimal():
        return False
    return bool(
        _ANNEX.fullmatch(text)
        or _DATE.fullmatch(text)
        or _ISSUE.fullmatch(text)
        or NUMBER_OF_DOCUMENT.fullmatch(text)
        or _is_of_contents(text)
    )


def _begins_structure(line: _Line) -> bool:
    text = line.passage.text
    return bool(
        label_at(text)
        or (line.bold and line.bold[0][0] == 0)
        or _stands_alone(text)
        or text.startswith(("【", "附件", "附：", "目录", "|"))
        or (text[0] in "（([〔" and label_at(text, 1))
    )


_CLOSING = BRACKETS_CLOSE + "”’》"


def _finished(text: str) -> bool:
    """Does ``text`` end where a paragraph may end?"""
    if text.endswith(_ENDS):
        return True
    before = text.rstrip(_CLOSING)
    if len(before) == len(text) or open_marks(text):
        return False
    if before.endswith(_ENDS):
        return True
    opened = max((before.rfind(c) for c in "（([〔【"), default=-1)
    # 「……。（责任单位：甲局、乙局）」 is whole; 「示范市（县）」 may go on.
    return opened >= 0 and has_seen(before, opened)


_UNIT_ENDS = tuple(
    w
    for kind in ("department", "enterprise", "institution", "vertical_agency", "party", "zone")
    for w in words("kinds", kind)
)
_REST = re.compile(
    r"[、，,；;。]|"
    + any_of(
        [
            *words("roles", "lead"),
            *words("roles", "joint"),
            *words("roles", "support"),
            *words("roles", "manner"),
            "头",
            "等",
        ]
    )
)


_PEOPLE = re.compile(r"[\u3400-\u9fff·]{1,6}(?:[、，,\s]+[\u3400-\u9fff·]{2,6})*[。.]?")


def _completes_list(role: str, so_far: str, text: str) -> bool:
    """After a label's list without a full stop: is ``text`` the rest of the list, or a paragraph of its own?"""
    if so_far.endswith(("、", "，", ",")):
        return True
    if role == "leader":
        return bool(_PEOPLE.fullmatch(text)) and len(text) <= 12
    if role == "deadline":
        return False
    last = _LAST_NAME.split(so_far)[-1]
    if not so_far.endswith(_UNIT_ENDS) or len(last) < 2 or is_unit(text):
        return True
    first = _FIRST_NAME.split(text, maxsplit=1)[0]
    if _REST.match(text) or is_ending(first):
        return True
    # 「…某风景名胜区 ⏎ 管理局，丙县政府按职责分工负责。」: the rest of a list ends like a statement.
    return len(text) < 200 and "、" in text and _ROLE_END.search(text) is not None


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


def _paragraphs(group: list[_Line], width: int | None) -> Sequence[Paragraph]:
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
