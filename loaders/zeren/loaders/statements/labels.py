"""Labels and their lists: 「责任单位：甲局、乙局」, on a line, in a bracket, in a sentence, in a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from zeren.loaders.names.people import people, strip_end, units_and_people, without_offices
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.assignments import Assignment
from zeren.loaders.statements.parts import (
    CLOSING,
    NAME_LONGEST,
    NAME_STOP,
    STATEMENT_LONGEST,
    WATCHING,
    Failed,
    Part,
    extra_in,
    offset_of,
    parse,
    parted,
)
from zeren.loaders.tables.cell_lists import as_list
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import Label, label_at, labels_in
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, depths
from zeren.loaders.words.roles import WITH_PERSON, label_pattern, role_of_words

_LIST_MARKS = "●◆■▲★◇□△▶►•○"
BEFORE_LABEL = "。；;！!？?，, \u3000\n—" + _LIST_MARKS + BRACKETS_CLOSE
LABEL_MARKS = "【〖［"
"""What may stand around a label instead of a colon behind it: 【牵头单位】甲局."""
_AHEAD = 160


def outside(length: int, covered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that nothing covers; what is covered comes in order."""
    found = []
    at = 0
    for start, end in covered:
        if start > at:
            found.append((at, start))
        at = max(at, end)
    if at < length:
        found.append((at, length))
    return found


# 牵头 and 责任 stand before many words: a label that needs no colon is longer.
@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，,；;。])\s*(?P<label>(?=[{HAN}]{{3}}){label_pattern()})\s*(?P<colon>[:：])?")


def labels_alone(text: str) -> list[Label]:
    """The labels of a bracket, those without a colon too: 「牵头单位甲局，责任单位乙局」."""
    found = [
        Label(m.start("label"), m.end(), role_of_words(m["label"]) or "", doubtful=m["colon"] is None)
        for m in _alone().finditer(text)
    ]
    return found if found and not found[0].start else []


def label_run(
    content: Passage,
    start: int,
    end: int,
    rule: str,
    own_line: bool = False,
    copula: bool = False,
    labels: Sequence[Label] | None = None,
) -> list[Part] | Failed:
    """Labels one after the other, each with its list; ``labels`` are those of the content, where they are known."""
    text = content.text
    labels = _labels_of(text, copula) if labels is None else labels
    parts: list[Part] = []
    base = content
    for i, label in enumerate(labels):
        stop = labels[i + 1].start if i + 1 < len(labels) else len(text)
        stop -= i + 1 < len(labels) and text[stop - 1] in _LIST_MARKS
        listed = _unmatched(base.cut(label.end, stop))
        extra = extra_in(listed.text) if label.role in ("lead", "support", "responsible") else None
        listed = listed.cut(0, extra.start()) if extra else listed
        colon = "：" in listed.text or ":" in listed.text
        unknown = _UNKNOWN_LABEL.search(listed.text) if colon and label.role != "other" else None
        if unknown:
            # 「责任单位：甲局；整改销号：3月」: a label that zeren does not know ends the list.
            stop = label.end + unknown.start() + 1
            listed = base.cut(label.end, stop)
        role = label.role
        begin = start if i == 0 else _place(start, label.start, content, rule)
        finish = end if i + 1 == len(labels) else _place(start, stop, content, rule)
        if role == "other":
            parts.append(Part(rule, role, begin, finish, (), False, None, own_line))
        elif role == "deadline":
            when = strip_end(listed)
            when = when.cut(0, len(when) - 1) if when.text.endswith(".") else when
            parts.append(Part(rule, role, begin, finish, (), False, when, own_line))
        elif role.endswith(WITH_PERSON):
            parts.append(Part(rule, role, begin, finish, units_and_people(listed, role), False, None, own_line))
        elif role == "leader":
            leaders = people(listed)
            strange = next((a.name.text for a in leaders if _NO_NAME.search(a.name.text)), None)
            if label.doubtful:
                strange = next((a.name.text for a in leaders if not _PERSON.fullmatch(a.name.text)), strange)
            if strange:
                # 「责任领导：张某，甲方：乙」
                return Failed(start, end, f"a label whose list holds more than names: {strange[:20]}")
            ending = _OPEN_END.search(listed.text) is not None
            parts.append(Part(rule, role, begin, finish, leaders, ending, None, own_line))
        else:
            parsed = parse(listed, role)
            clause = next((a.name for a in parsed.assignments if _is_clause(a.name.text)), None)
            if clause and i + 1 == len(labels) and rule == "label":
                # 「责任单位：甲局、乙所，负责车辆保障。」: what they do is the task's.
                stop = label.end + offset_of(listed, clause)
                finish = _place(start, stop, content, rule)
                parsed = parse(listed.cut(0, offset_of(listed, clause)), role)
            like = is_unit if label.doubtful else _name_like
            for assignment in parsed.assignments:
                name = assignment.name.text
                if assignment.role == "other" or (assignment.role != "leader" and not like(name)):
                    return Failed(start, end, f"a label whose list holds more than names: {name[:20]}")
            value = parsed.deadline
            parts.append(Part(rule, role, begin, finish, parsed.assignments, parsed.open_list, value, own_line))
    if any(part.assignments or part.value for part in parts):
        return parts
    return [] if all(part.role == "other" for part in parts) else Failed(start, end, "a label without names")


def _labels_of(text: str, copula: bool) -> list[Label]:
    """The labels that begin the content, or stand behind what parts lists."""
    labels: list[Label] = []
    for label in labels_in(text, copula):
        parted = not label.start or text[label.start - 1] in BEFORE_LABEL
        if not parted and not (labels and _ends_list(text, labels[-1], label)):
            continue
        if not label.start or text[label.start] in LABEL_MARKS or not depths(text)[label.start]:
            labels.append(label)
    return labels


def _unmatched(listed: Passage) -> Passage:
    """A list without the bracket at its end that it does not open: the opening one stands in a paragraph before it."""
    text = listed.text.rstrip("。；; ")
    if not text.endswith(CLOSING) or sum(map(text.count, BRACKETS_CLOSE)) <= sum(map(text.count, BRACKETS_OPEN)):
        return listed
    return listed.cut(0, len(text) - 1)


def _ends_list(text: str, before: Label, label: Label) -> bool:
    """Does a label follow the list of another, the line end between them lost? 「责任领导：张某责任单位：甲局」"""
    if label.end - label.start < _LONG_LABEL or label.doubtful:
        return False
    last = NAME_STOP.split(text[max(before.end, label.start - NAME_LONGEST) : label.start])[-1].strip()
    return is_unit(last) if before.role in ("lead", "support", "responsible") else bool(_PERSON.fullmatch(last))


def _is_clause(name: str) -> bool:
    return name.startswith(_CLAUSES) and len(name) > _LONG_LABEL and not is_unit(name)


_CLAUSES = ("负责", "做好", "抓好", "确保", "承担", "统筹做好")
_LONG_LABEL = 5
"""Characters of a label with its colon that does not stand in a text by chance."""
_PERSON = re.compile(rf"[{HAN}·]{{2,8}}")
_UNKNOWN_LABEL = re.compile(rf"[。；;\n][ \u3000]*[{HAN}]{{2,8}}[：:]")
_OPEN_END = re.compile(r"等[。；;]?\s*$")


def cell_parts(cell: Passage, role: str, head: Passage | None = None) -> list[Part]:
    """The parts of a table's cell in a column of ``role``, which its ``head`` names; labels in the cell itself say
    more than the column."""
    if label_at(cell.text):
        found = label_run(cell, 0, len(cell), "table")
        if not isinstance(found, Failed):
            return found
    elif ("：" in cell.text or ":" in cell.text) and role in ("lead", "support", "responsible"):
        at = next((x.start for x in labels_in(cell.text) if x.start and cell.text[x.start - 1] in BEFORE_LABEL), 0)
        found = label_run(cell.cut(at), at, len(cell), "table") if at else []
        if found and not isinstance(found, Failed):
            # 「甲局、乙局；配合部门：丙局」: the column says who the first ones are.
            front = parse(cell.cut(0, at), role)
            first = Part("table", role, 0, at, front.assignments, front.open_list, front.deadline, head=head)
            return [first, *found]
    value: Passage | None = None
    open_list = False
    assignments: tuple[Assignment, ...] = ()
    if role == "deadline":
        value = cell
    elif role == "leader":
        assignments, open_list = without_offices(people(as_list(cell))), _OPEN_END.search(cell.text) is not None
    elif role.endswith(WITH_PERSON):
        assignments = units_and_people(as_list(cell), role)
    else:
        parsed = parse(as_list(cell), role)
        assignments, open_list, value = parsed.assignments, parsed.open_list, parsed.deadline
    part = Part("table", role, 0, len(cell), assignments, open_list, value, head=head)
    # Where they stand among each other, a column still says who answers.
    answering = tuple([a for a in assignments if a.role != "other"])
    return parted(part, cell) or [
        replace(part, assignments=answering),
        Part(WATCHING, "other", 0, len(cell), (), False),
    ]


def _place(start: int, offset: int, content: Passage, rule: str) -> int:
    """A position in ``content`` as a position in the paragraph; a bracket's content begins after its mark."""
    return start + offset + (1 if rule == "bracket" else 0)


@lru_cache(maxsize=20_000)
def _name_like(name: str) -> bool:
    if _NO_NAME.search(name):
        return False
    # A Latin word takes as much room as two or three characters.
    return len(name) <= (_LATIN_LONGEST if _LATIN_NAME.match(name) else 30) or (
        len(name) <= NAME_LONGEST and is_unit(name)
    )


_LATIN_LONGEST = 90
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]+ (?![^A-Za-z])")


_NO_NAME = re.compile("[：:。]")


def labelled(passage: Passage, covered: list[tuple[int, int]], failed: list[Failed]) -> list[Part]:
    """Labels outside of what is covered, at the front of a line or of a sentence."""
    text = passage.text
    parts: list[Part] = []
    labels = labels_in(text, copula=True) if _holds_colon(text, covered) else ()
    if not labels:
        return parts
    at = 0
    starts = [a for a, _ in covered]
    for label in labels:
        start = label.start
        own_marks = text[start] in LABEL_MARKS
        next_one = bisect_right(starts, start)
        within = start and not own_marks and depths(text)[start]
        if start < at or within or (next_one and start < covered[next_one - 1][1]):
            continue
        if start and text[start - 1] not in BEFORE_LABEL:
            continue
        if label.doubtful and not is_unit(NAME_STOP.split(text[label.end : label.end + NAME_LONGEST], maxsplit=1)[0]):
            continue
        stop = starts[next_one] if next_one < len(starts) else len(text)
        # Without its colon a label is doubtful: it is tried on its own sentence, so that no text is tried twice.
        end = _end_of_labels(text, start, min(stop, start + STATEMENT_LONGEST) if label.doubtful else stop)
        if label.doubtful and end - start >= STATEMENT_LONGEST:
            continue
        content = passage if end - start == len(text) else passage.cut(start, end)
        found = label_run(content, start, end, "label", start == 0, label.doubtful)
        if isinstance(found, Failed) and label.doubtful:
            continue
        at = end
        if start and text[start - 1] in _LIST_MARKS and not isinstance(found, Failed):
            found[0].start -= 1
        if isinstance(found, Failed):
            failed.append(found)
        else:
            parts.extend(found)
    return parts


_COLON = re.compile("[:：】〗］为是]")
"""What ends a label."""


def _holds_colon(text: str, covered: list[tuple[int, int]]) -> bool:
    """Is there something that may end a label, outside of what is read already?"""
    if not covered:
        return _COLON.search(text) is not None
    return any(_COLON.search(text, start, end) for start, end in outside(len(text), covered))


_LINE_STOP = re.compile(r"[。\n]")
_NEXT_ITEM = re.compile(r"[；;]\s*(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)])")
_AFTER_NAME = re.compile(r"(?:牵头|负责|配合|参与|落实).*$")


def _end_of_labels(text: str, start: int, stop: int) -> int:
    """Where a run of labelled lists ends: at the full stop after which no further label or name comes."""
    run = text[start:stop]
    for match in _NEXT_ITEM.finditer(run):
        if not depths(run)[match.start()] and not is_unit(NAME_STOP.split(run[match.end() :], maxsplit=1)[0]):
            # 「1.T，责任单位：甲局；2.T，责任单位：乙局」: another item in the same paragraph.
            return start + match.start() + 1
    for match in _LINE_STOP.finditer(run):
        rest = run[match.end() : match.end() + _AHEAD].lstrip()
        if rest and depths(run)[match.start()]:
            continue
        if not rest or not (label_at(rest) or _still_names(rest)):
            return start + match.end()
    return stop


def _still_names(rest: str) -> bool:
    """Do names go on after the full stop? 「甲局。乙局配合。」"""
    sentence = _LINE_STOP.split(rest, maxsplit=1)[0]
    first = NAME_STOP.split(sentence, maxsplit=1)[0]
    return len(sentence) < 120 and is_unit(_AFTER_NAME.sub("", first))
