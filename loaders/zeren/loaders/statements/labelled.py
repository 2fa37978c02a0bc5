"""Labels and their lists: 「责任单位：甲局、乙局」, on a line, in a bracket, in a sentence, in a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from zeren.loaders.names.people import people, strip_end, units_and_people, without_offices
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.lists import parse, rule_behind
from zeren.loaders.statements.parts import WATCHING, Assignment, Failed, Part, offset_of, parted
from zeren.loaders.tables.cell_lists import as_list
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import ASIDE, MARKS, Label, label_at, labels_in
from zeren.loaders.words.lexicon import HAN, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, depths
from zeren.loaders.words.phrases import acts
from zeren.loaders.words.roles import UNIT_ROLES, WITH_PERSON, label_pattern, role_of_words, verbs

NAME_LONGEST = 45
STATEMENT_LONGEST = 400
"""Characters of a statement that stands in a sentence without bracket or label."""
NAME_STOP = re.compile(r"[、，,；;。\n]")
_LIST_MARKS = "●◆■▲★◇□△▶►•○"
BEFORE_LABEL = "。；;！!？?，, \u3000\n—" + _LIST_MARKS + BRACKETS_CLOSE
_CLOSING = tuple(BRACKETS_CLOSE)
_AHEAD = 160


def label_run(content: Passage, at: int, rule: str, labels: Sequence[Label]) -> list[Part] | Failed:
    """Labels one after the other, each with its list; ``at`` is where the content begins in the paragraph."""
    parts: list[Part] = []
    for i, label in enumerate(labels):
        stop = labels[i + 1].start if i + 1 < len(labels) else len(content)
        stop -= i + 1 < len(labels) and content.text[stop - 1] in _LIST_MARKS
        read = _listed(content, label, stop, last=rule == "label" and i + 1 == len(labels))
        if isinstance(read, str):
            return Failed(at, at + len(content), read)
        read.rule = rule
        read.start = at + (label.start if i else 0)
        read.end += at
        parts.append(read)
    if any(part.assignments or part.value for part in parts):
        return parts
    return [] if all(part.role == "other" for part in parts) else Failed(at, at + len(content), "a label without names")


def _listed(content: Passage, label: Label, stop: int, last: bool) -> Part | str:
    """The list behind a label, its places those of the content; or why it cannot be read."""
    listed = _unmatched(content.cut(label.end, stop))
    extra = rule_behind(listed.text) if label.role in UNIT_ROLES else None
    listed = listed.cut(0, extra) if extra is not None else listed
    colon = "：" in listed.text or ":" in listed.text
    unknown = _UNKNOWN_LABEL.search(listed.text) if colon and label.role != "other" else None
    if unknown:
        # 「责任单位：甲局；整改销号：3月」: a label that zeren does not know ends the list.
        end = label.end + unknown.start() + 1
        listed = content.cut(label.end, end)
        stop = stop if stop == len(content) else end
    part = Part("", label.role, 0, stop)
    if label.role == "other":
        return part
    if label.role == "deadline":
        item = _ITEM_BEHIND.search(listed.text)
        if item:
            # 「完成时限：2025年9月30日（2）建设甲站」: the next item of a paragraph without line ends.
            part.end, listed = label.end + item.start(), listed.cut(0, item.start())
        when = strip_end(listed)
        part.value = when.cut(0, len(when) - 1) if when.text.endswith(".") else when
        return part
    if label.role == "leader":
        return _of_leaders(part, listed, label.doubtful)
    if label.role.endswith(WITH_PERSON):
        part.assignments = units_and_people(listed, label.role)
        return part
    return _of_units(part, listed, label, last)


def _of_leaders(part: Part, listed: Passage, doubtful: bool) -> Part | str:
    part.assignments = people(listed)
    part.open_list = _OPEN_END.search(listed.text) is not None
    for one in part.assignments:
        if _NO_NAME.search(one.name.text) or (doubtful and not _PERSON.fullmatch(one.name.text)):
            # 「责任领导：张某，甲方：乙」
            return f"a label whose list holds more than names: {one.name.text[:20]}"
    return part


def _of_units(part: Part, listed: Passage, label: Label, last: bool) -> Part | str:
    role, _, aside = label.role.partition(ASIDE)
    parsed = parse(listed, role)
    clause = next((a.name for a in parsed.assignments if _is_clause(a.name.text)), None)
    if clause and last:
        # 「责任单位：甲局、乙所，负责车辆保障。」: what they do is the task's.
        part.end = label.end + offset_of(listed, clause)
        parsed = parse(listed.cut(0, offset_of(listed, clause)), role)
    like = is_unit if label.doubtful else _name_like
    for one in parsed.assignments:
        if one.role == "other" or (one.role != "leader" and not like(one.name.text)):
            return f"a label whose list holds more than names: {one.name.text[:20]}"
    said = Part.of("", parsed, 0, part.end, label.role)
    if aside:
        said.role, said.assignments = role, tuple(_set_aside(one, aside) for one in parsed.assignments)
    return said


def _set_aside(one: Assignment, role: str) -> Assignment:
    """「主（协）办机关：甲会、（乙署）」: who stands in brackets has the other role."""
    text = one.name.text
    if not (text[0] in BRACKETS_OPEN and text[-1] in BRACKETS_CLOSE):
        return one
    return Assignment(role, one.name.cut(1, len(text) - 1))


def _unmatched(listed: Passage) -> Passage:
    """A list without the bracket at its end that it does not open: the opening one stands in a paragraph before it."""
    text = listed.text.rstrip("。；; ")
    if not text.endswith(_CLOSING) or sum(map(text.count, BRACKETS_CLOSE)) <= sum(map(text.count, BRACKETS_OPEN)):
        return listed
    return listed.cut(0, len(text) - 1)


def _is_clause(name: str) -> bool:
    return name.startswith(_clauses()) and len(name) > _LONG_LABEL and not is_unit(name)


@cache
def _clauses() -> tuple[str, ...]:
    return (*verbs("responsible"), *words("phrases", "does"))


_LONG_LABEL = 5
"""Characters of a label with its colon that does not stand in a text by chance."""
_PERSON = re.compile(rf"[{HAN}·]{{2,8}}")
_UNKNOWN_LABEL = re.compile(rf"[。；;\n][ \u3000]*[{HAN}]{{2,8}}[：:]")
_ITEM_BEHIND = re.compile(
    r"(?<=[日月年底前内])(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,2}、)"
)
_OPEN_END = re.compile(r"等[。；;]?\s*$")


@lru_cache(maxsize=10_000)
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


def labels_of(text: str, copula: bool = False) -> list[Label]:
    """The labels that begin a text, or stand behind what parts lists."""
    labels: list[Label] = []
    for label in labels_in(text, copula):
        parted = not label.start or text[label.start - 1] in BEFORE_LABEL
        if not parted and not (labels and _ends_list(text, labels[-1], label)):
            continue
        if not label.start or text[label.start] in MARKS or not depths(text)[label.start]:
            labels.append(label)
    return labels


def _ends_list(text: str, before: Label, label: Label) -> bool:
    """Does a label follow the list of another, the line end between them lost? 「责任领导：张某责任单位：甲局」"""
    if label.end - label.start < _LONG_LABEL or label.doubtful:
        return False
    last = NAME_STOP.split(text[max(before.end, label.start - NAME_LONGEST) : label.start])[-1].strip()
    return is_unit(last) if before.role in UNIT_ROLES else bool(_PERSON.fullmatch(last))


def labels_alone(text: str) -> list[Label]:
    """The labels of a bracket, those without a colon too: 「牵头单位甲局，责任单位乙局」."""
    found = [
        Label(m.start("label"), m.end(), role_of_words(m["label"]) or "", doubtful=m["colon"] is None)
        for m in _alone().finditer(text)
    ]
    return found if found and not found[0].start else []


# 牵头 and 责任 stand before many words: a label that needs no colon is longer.
@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，,；;。])\s*(?P<label>(?=[{HAN}]{{3}}){label_pattern()})\s*(?P<colon>[:：])?")


def labelled(passage: Passage, covered: list[tuple[int, int]]) -> Iterator[list[Part] | Failed]:
    """Labels outside of what is covered, at the front of a line or of a sentence, each run with its lists."""
    text = passage.text
    if not _holds_colon(text, covered):
        return
    at = 0
    starts = [a for a, _ in covered]
    for label in labels_in(text, copula=True):
        start = label.start
        next_one = bisect_right(starts, start)
        within = start and text[start] not in MARKS and depths(text)[start]
        if start < at or within or (next_one and start < covered[next_one - 1][1]):
            continue
        if start and text[start - 1] not in BEFORE_LABEL:
            continue
        first = NAME_STOP.split(text[label.end : label.end + NAME_LONGEST], maxsplit=1)[0]
        if label.doubtful and not is_unit(first):
            continue
        stop = starts[next_one] if next_one < len(starts) else len(text)
        # A doubtful one is tried on its own sentence, so that no text is tried twice.
        end = _end_of_labels(text, start, min(stop, start + STATEMENT_LONGEST) if label.doubtful else stop)
        if label.doubtful and end - start >= STATEMENT_LONGEST:
            continue
        content = passage if end - start == len(text) else passage.cut(start, end)
        found = label_run(content, start, "label", labels_of(content.text, label.doubtful))
        if isinstance(found, Failed) and label.doubtful:
            continue
        at = end
        if not isinstance(found, Failed) and found:
            for part in found:
                part.own_line = start == 0
            found[0].start -= bool(start) and text[start - 1] in _LIST_MARKS
        yield found


_COLON = re.compile("[:：】〗］为是]")
"""What ends a label."""


def _holds_colon(text: str, covered: list[tuple[int, int]]) -> bool:
    """Is there something that may end a label, outside of what is read already?"""
    if not covered:
        return _COLON.search(text) is not None
    return any(_COLON.search(text, start, end) for start, end in outside(len(text), covered))


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


_LINE_STOP = re.compile(r"[。\n]")
_NEXT_ITEM = re.compile(r"[；;]\s*(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)])")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(rf"{acts()}.*$")


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
    return len(sentence) < 120 and is_unit(_after_name().sub("", first))


def cell_parts(cell: Passage, role: str, head: Passage | None = None) -> list[Part]:
    """The parts of a table's cell in a column of ``role``, which its ``head`` names; labels in the cell itself say
    more than the column."""
    labels = labels_of(cell.text)
    front = labels[0].start if labels else 0
    if labels and (front == 0 or role in UNIT_ROLES):
        found = label_run(cell.cut(front), front, "table", labels_of(cell.text[front:]))
        if found and not isinstance(found, Failed):
            # 「甲局、乙局；配合部门：丙局」: the column says who the first ones are.
            first = Part.of("table", parse(cell.cut(0, front), role), 0, front, role) if front else None
            return [replace(first, head=head), *found] if first else found
    part = replace(_of_column(cell, role), end=len(cell), head=head)
    # Where they stand among each other, a column still says who answers.
    answering = tuple([a for a in part.assignments if a.role != "other"])
    return parted(part, cell) or [
        replace(part, assignments=answering),
        Part(WATCHING, "other", 0, len(cell)),
    ]


def _of_column(cell: Passage, role: str) -> Part:
    if role == "deadline":
        return Part("table", role, 0, 0, value=cell)
    listed = as_list(cell)
    if role == "leader":
        named = without_offices(people(listed))
        return Part("table", role, 0, 0, named, _OPEN_END.search(cell.text) is not None)
    if role.endswith(WITH_PERSON):
        return Part("table", role, 0, 0, units_and_people(listed, role))
    return Part.of("table", parse(listed, role), 0, 0, role)
