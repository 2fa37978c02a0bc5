"""The account of every word of responsibility: in a statement, in prose, or unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.places import Gazetteer
from zeren.loaders.names.tails import with_tails
from zeren.loaders.names.units import is_unit
from zeren.loaders.records import Coverage, SourceReport, Unread
from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.front import NO_OBJECT
from zeren.loaders.statements.parts import NO_ROLE, WATCHING, Failed, Part
from zeren.loaders.statements.sentences import by_whom_said
from zeren.loaders.tables.rows import Row
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.text.source import Source
from zeren.loaders.words.labels import label_at, role_of_label
from zeren.loaders.words.lexicon import HAN, any_of, lexicon, words
from zeren.loaders.words.phrases import manner
from zeren.loaders.words.roles import label_pattern, verbs
from zeren.loaders.words.seen import count_seen, find_seen, has_seen

_AROUND = 18
_LOOK_BACK = 200
_STANDING = "prose: a rule that says who answers for what at all times, and hands out no task"
_GROUP = "prose: who heads a group that is set up, or is in it; hands out no task"
_OF_A_UNIT = "a unit and what it answers for, in a sentence without a task of its own"
_OF_UNITS = "names of units with a role, in a sentence that was not read"


class Account:
    """Collects what became of each word while a source is read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.in_statements = 0
        self.words: list[Unread] = []
        self.notes = list(source.notes)
        self._cells: set[int] = set()
        self.title = ""
        """The title of the document that is read."""
        self.standing = False
        """Is the document that is read a rule, which says what bodies always do?"""
        self.hands_out = False
        """Does its title say that it hands out work?"""

    def paragraph(self, passage: Passage, parts: list[Part], failed: list[Failed]) -> None:
        """Account for the words of one paragraph."""
        if len(parts) == 1 and _is_whole(parts[0], passage.text):
            # Nearly every line with a label.
            self.in_statements += count_seen(passage.text)
            return
        for watching in parts:
            if watching.rule == WATCHING and not has_seen(passage.text, watching.start, watching.end):
                self._add(passage, watching.start, watching.end, NO_ROLE)
        for one in failed:
            if passage.text[one.start : one.end].isascii():
                # The words that the report counts are Chinese: none of them stands in 「Responsible: …」.
                self._add(passage, one.start, one.end, one.reason)
        for start, end in _heads_of_group(passage.text):
            if not any(part.start <= start < part.end for part in parts):
                self._add(passage, start, end, _GROUP)
        for start, end in by_whom_said(passage.text) if "由" in passage.text else ():
            if not any(part.start < end and start < part.end for part in parts):
                self._add(passage, start, end, _STANDING if self.standing else _OF_UNITS)
        seen = list(find_seen(passage.text))
        if not seen:
            return
        starts = [part.start for part in parts]
        for match in seen:
            at = match.start()
            before = bisect_right(starts, at)
            part = parts[before - 1] if before and at < parts[before - 1].end else None
            if part is not None and part.role != "other":
                self.in_statements += 1
                continue
            reason = next((f.reason for f in failed if f.start <= at < f.end), None)
            if part is not None:
                reason = NO_ROLE
            elif reason is None:
                reason = _looks_like_statement(passage.text, match.start(), match.end())
                reason = _STANDING if self.standing and reason in (_OF_A_UNIT, _OF_UNITS) else reason
            self._add(passage, at, match.end(), reason)

    def heads(self, cells: Iterable[Passage]) -> None:
        """The heads of a table's columns assign together with the cells under them."""
        for cell in cells:
            if role_of_label("".join(cell.text.split())) == "other":
                for match in find_seen(cell.text):
                    self._add(cell, match.start(), match.end(), NO_ROLE)
            else:
                self.in_statements += count_seen(cell.text)

    def unread(self, cells: Iterable[tuple[Passage, str]]) -> None:
        """Cells of a table that name who answers and were not read, though they may hold no word of responsibility."""
        for cell, reason in cells:
            self._add(cell, 0, len(cell), reason)

    def row(self, row: Row) -> None:
        """Account for the cells of one task, those of its roles and those of its text."""
        cell, fresh = None, False
        for passage, part in row.parts:
            if part.rule == WATCHING:
                self._add(passage, part.start, part.end, NO_ROLE)
            elif part.rule == "table":
                if passage is not cell:
                    # Several labels may stand in one cell.
                    cell, fresh = passage, self._first_time(passage)
                if fresh:
                    self.in_statements += count_seen(passage.text, part.start, part.end)
        read = {id(passage) for passage, _ in row.parts}
        for passage in row.cells:
            if self._first_time(passage):
                self.cell(passage, id(passage) in read)

    def cell(self, passage: Passage, is_read: bool = False) -> None:
        """Account for a cell of a table; what it says of who answers is lost where it ``is_read`` as no task's."""
        parts, failed = find_parts(passage)
        self.paragraph(passage, parts, failed)
        for part in parts if not is_read else ():
            if part.assignments:
                self.lost(passage, part, "a statement in a cell of a table that belongs to no task")

    def _first_time(self, cell: Passage) -> bool:
        """A merged cell stands in several rows and is told of once."""
        new = cell.place(0) not in self._cells
        self._cells.add(cell.place(0))
        return new

    def lost(self, passage: Passage, part: Part, reason: str) -> None:
        """A part that was read and belongs to no task: its words are unread after all."""
        for match in find_seen(passage.text, part.start, part.end):
            self.in_statements -= 1
            self._add(passage, match.start(), match.end(), reason)

    def prose(self, paragraphs: Iterable[Paragraph]) -> None:
        """Account for paragraphs outside of any document: cover, contents, running heads."""
        for paragraph in paragraphs:
            for match in find_seen(paragraph.passage.text):
                self._add(paragraph.passage, match.start(), match.end(), None)

    def _add(self, passage: Passage, start: int, end: int, reason: str | None) -> None:
        words = self.source.printed(close_gaps(passage.cut(max(0, start - _AROUND), end + _AROUND)))
        at = passage.place(start)
        why = reason or "prose: talks about responsibility, assigns nothing"
        line, place = self.source.line_of(at), self.source.place_of(at)
        self.words.append(Unread(line, words, why, reason in (None, _STANDING, _GROUP), place))

    def note_places(self, gazetteer: Gazetteer, paragraphs: Iterable[Paragraph]) -> None:
        """Tell which glyphs were taken for others."""
        for printed, name in gazetteer.misprints.items():
            line = next(
                (
                    self.source.line_of(p.passage.place(p.passage.text.index(printed)))
                    for p in paragraphs
                    if printed in p.passage.text
                ),
                0,
            )
            self.notes.append(f"line {line}: {printed} was read as {name} (no such county; one glyph differs)")

    def report(self) -> SourceReport:
        """The account, closed."""
        prose = sum(word.prose for word in self.words)
        unread = len(self.words) - prose
        return SourceReport(
            Coverage(self.in_statements + len(self.words), self.in_statements, prose, unread),
            tuple(self.words),
            tuple(self.notes),
        )


def _is_whole(part: Part, text: str) -> bool:
    """Is all of the text one part of those who answer?"""
    return part.role != "other" and not part.start and part.end == len(text)


def _heads_of_group(text: str) -> list[tuple[int, int]]:
    """Where labels stand of who is in a group: 「组长：张某」 「成员单位：甲局、乙局」."""
    if not ("：" in text or ":" in text) or not any(map(text.__contains__, _OF_A_GROUP)):
        return []
    return [match.span("label") for match in _group_label().finditer(text)]


_OF_A_GROUP = ("长：", "员：", "长:", "员:", "成员单位", "召集人", "指挥", "主任", "组")


@cache
def _group_label() -> re.Pattern[str]:
    known = words("seen", "group")
    # The line end before 「副组长：」 may be lost; 「服务组成员：」 is no label.
    whole = any_of([w for w in known if len(w) > 2], gap=r"\s*")
    short = [w for w in known if len(w) == 2]
    front = rf"(?<![{HAN}]){any_of(short)}|{any_of(short, gap=' +')}"
    return re.compile(rf"(?P<label>{whole}|{front})\s*[:：](?=\s*\S)")


_TABLE_HEADS = any_of(w for w in (*words("table", "task"), *words("table", "number")) if not w.isascii())
_HEADS = f"(?:{_TABLE_HEADS}|{label_pattern()})"
_MORE_ROLE = re.compile(f"{any_of(verbs('responsible'))}{{1,3}}(?=[，,。；;）)、]|$)")
_MANNER_END = re.compile(f"{manner()}+$")
_NAME_LONGEST = 45
_NAME_BEHIND = re.compile("[、，,；;。：:…（(]")
_HEAD_LONGEST = 12
_BRANCH_SHORTEST = 4
_SHARED_TAIL = re.compile("(?:[县区市旗](?:人民)?政府|部门)$")
_GLUED_HEAD = re.compile(rf"(?:{_HEADS}\s*){{3,}}")


@cache
def _by_print() -> re.Pattern[str]:
    return re.compile("|".join(lexicon()["rules"]["by_print"]))


_BARS = re.compile("[|｜│┃]")


def _is_cell(text: str, start: int, end: int) -> bool:
    """Is the word a label between two bars? 「序号 | 任务 | 责任单位 |」"""
    after = _BARS.search(text, end, end + _AROUND)
    if after is None:
        return False
    cell = _BARS.split(text[max(0, start - _AROUND) : after.start()])[-1]
    return len(cell) <= _HEAD_LONGEST and role_of_label("".join(cell.split())) not in (None, "deadline")


def _looks_like_statement(text: str, start: int, end: int) -> str | None:
    """Why words outside of any statement may hide one; None for prose."""
    label = label_at(text, start)
    if label and (start == 0 or text[start - 1] in "。；;（([〔【 \u3000"):
        return NO_ROLE if label.role == "other" else "a label whose list was not read"
    noun = text[start:end].endswith(("单位", "部门")) and (start == 0 or text[start - 1] in "，,。；;（( ")
    if noun and is_unit(_NAME_BEHIND.split(text[end : end + _NAME_LONGEST].lstrip("—-－ "), maxsplit=1)[0]):
        # 「T，责任单位甲局；」 「责任单位——甲局」
        return "a label without its colon"
    if len(text) <= _HEAD_LONGEST and role_of_label("".join(text.split())) not in (None, "deadline"):
        return "a head with its cells on lines of their own: save the table as .csv, .xlsx or .docx"
    if _is_cell(text, start, end):
        return "the head of a table drawn with bars, whose cells are not certain: save it as .csv, .xlsx or .docx"
    if _GLUED_HEAD.search(text, max(0, start - 20), end + 20):
        return "the head of a table whose cells run together: save the table as .csv, .xlsx or .docx"
    if text[start:end] in ("牵头", "主办单位") and _by_print().search(text, max(0, start - 2 * _AROUND), end + _AROUND):
        return "who leads is told by how the names are printed, which zeren does not see"
    more = _MORE_ROLE.match(text, end)
    after = text[more.end() : more.end() + 1] if more else text[end : end + 1]
    clause = re.split(r"[，,。；;：:]", text[max(0, start - _LOOK_BACK) : start])[-1].strip()
    before, by, subject = clause.rpartition("由")
    # 「市甲局负责T」 「由甲区、乙区人民政府负责T」 「由市甲局牵头实施T」; 「会议由市甲局牵头举办」 says who held it.
    assigns = text[start:end] == "负责" or (text[start:end] == "牵头" and by and not before)
    bodies = with_tails(subject.split("、")) if assigns and not NO_OBJECT.match(text[end : end + 5]) else []
    if bodies and all(is_unit(n) and not is_group(n) for n in bodies):
        return _OF_A_UNIT
    if after and after not in "，,。；;）)、":
        return None
    names = [n for n in _MANNER_END.sub("", subject).split("、") if n]
    # 「由甲、乙、丙三区政府负责」 names a unit among words that were not read as names.
    short = by and text[start:end] in ("负责", "牵头")
    enough = any if short or (len(names) > 1 and _SHARED_TAIL.search(names[-1])) else all
    known = enough(is_unit(n) for n in names) and not all(is_group(n) for n in names)
    last = names[-1] if short and names else ""
    if last.endswith("部门") and not is_group(last) and len(last) >= _BRANCH_SHORTEST:
        # 「由渔政部门负责」: a branch that the family table does not know.
        known = last not in words("bodies", "generic")
    if names and known and text[start:end] in ("牵头", "负责", "配合"):
        return _OF_UNITS
    return None
