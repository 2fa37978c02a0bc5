"""Labels and their lists: 「责任单位：甲局、乙局」, on a line, in a bracket, in a sentence, in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from zeren.loaders.names.people import body_in_front, has_office, is_office, is_official, people, person_with_office
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.lists import parse, rule_behind
from zeren.loaders.statements.parts import NAME_LONGEST, NAME_STOP, Assignment, Failed, Part, offset_of
from zeren.loaders.text.passage import Passage, strip_end
from zeren.loaders.words.labels import ASIDE, Label, labels_in
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, LABEL_OPEN, depths
from zeren.loaders.words.phrases import find_role_tail
from zeren.loaders.words.roles import UNIT_ROLES, WITH_PERSON, label_pattern, role_of_words, verbs

LIST_MARKS = "●◆■▲★◇□△▶►•○"
BEFORE_LABEL = "。；;！!？?，, \u3000\n—" + LIST_MARKS + BRACKETS_CLOSE
_CLOSING = tuple(BRACKETS_CLOSE)


def label_run(content: Passage, at: int, rule: str, labels: Sequence[Label]) -> list[Part] | Failed:
    """Labels one after the other, each with its list; ``at`` is where the content begins in the paragraph."""
    parts: list[Part] = []
    for i, label in enumerate(labels):
        stop = labels[i + 1].start if i + 1 < len(labels) else len(content)
        stop -= i + 1 < len(labels) and content.text[stop - 1] in LIST_MARKS
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
    task = task_label().search(listed.text) if colon else None
    if task:
        # 「责任人：张某主要任务：T」
        stop, listed = label.end + task.start(), listed.cut(0, task.start())
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
    part.assignments = people_and_bodies(people(listed))
    part.open_list = OPEN_END.search(listed.text) is not None
    for one in part.assignments:
        if one.role == "responsible":
            continue
        if _NO_NAME.search(one.name.text) or (doubtful and not _is_one_person(one.name.text)):
            # 「责任领导：张某，甲方：乙」 「分管领导张某牵头」
            return f"a label whose list holds more than names: {one.name.text[:20]}"
    return part


def _is_one_person(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None and not (is_unit(text) or find_role_tail(text))


def people_and_bodies(names: Iterable[Passage]) -> tuple[Assignment, ...]:
    """Who stands in a list of people: 「责任领导：张某，市甲局」: a body oversees nothing, it answers."""
    return tuple([Assignment("responsible" if _answers(name.text) else "leader", name) for name in names])


def _answers(name: str) -> bool:
    return is_unit(name) and not (is_office(name) or is_official(name) or has_office(name))


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


def units_and_people(listed: Passage, role: str) -> tuple[Assignment, ...]:
    """「牵头单位及责任人：甲局 张某；乙局（李某）」: a body has the unit's role, a person oversees."""
    found: list[Assignment] = []
    for match in _BODY_OR_PERSON.finditer(listed.text):
        piece = listed.cut(*match.span())
        if is_office(piece.text):
            continue
        start, end = (0, len(piece)) if _is_name(piece.text) else person_with_office(piece.text) or (0, 0)
        body = body_in_front(piece.text[:start])
        if body or not end:
            found.append(Assignment(role.removesuffix(WITH_PERSON), piece.cut(0, body or len(piece))))
        if end:
            found.append(Assignment("leader", piece.cut(start, end)))
    return tuple(found)


def _is_name(text: str) -> bool:
    return _PERSONS_NAME.fullmatch(text) is not None and not is_unit(text)


# 各乡镇（街道）: the bracket is part of the phrase, in 甲局（张某） it holds a person.
_BODY_OR_PERSON = re.compile(
    r"各[^\s、，,；;：:。/（）()]+[（(][^（）()]{1,8}[）)][^\s、，,；;：:。/（）()]*|[^\s、，,；;：:。/（）()]+"
)
_PERSONS_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}]{{1,8}}")


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
    return name.startswith(_clauses()) and len(name) > LONG_LABEL and not is_unit(name)


@cache
def _clauses() -> tuple[str, ...]:
    return (*verbs("responsible"), *words("phrases", "does"))


LONG_LABEL = 5
"""Characters of a label with its colon that does not stand in a text by chance."""
_PERSON = re.compile(rf"[{HAN}·]{{2,8}}")


@cache
def task_label() -> re.Pattern[str]:
    """The label of the task itself: 主要任务："""
    return re.compile(rf"{any_of(words('table', 'task'))}\s*[：:]")


# A comma parts them too, where the word is the shape of a label's: 「负责部门：甲局，适用范围：乙区」.
_UNKNOWN_LABEL = re.compile(rf"[。；;\n][ \u3000]*[{HAN}]{{2,8}}[：:]|[，,]\s*(?!其中|包括|如|即)[{HAN}]{{4,6}}[：:]")
_ITEM_BEHIND = re.compile(
    r"(?<=[日月年底前内])(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,2}、)"
)
OPEN_END = re.compile(r"(?:等|[…⋯]+)[。；;]?\s*$")


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
    for label in behind_bodies(text, labels_in(text, copula)):
        parted = not label.start or text[label.start - 1] in BEFORE_LABEL
        if not parted and not (labels and _ends_list(text, labels[-1], label)):
            continue
        if not label.start or text[label.start] in LABEL_OPEN or not depths(text)[label.start]:
            labels.append(label)
    return labels


def behind_bodies(text: str, labels: Iterable[Label]) -> Iterator[Label]:
    """Labels; what stands before one is no part of it where it is a body: 「责任单位：县文体局责任人：张某」."""
    for label in labels:
        own = label.start + label.more
        yield Label(own, label.end, label.role) if label.more and is_unit(text[label.start : own]) else label


def _ends_list(text: str, before: Label, label: Label) -> bool:
    """Does a label follow the list of another, the line end between them lost? 「责任领导：张某责任单位：甲局」"""
    listed = text[max(before.end, label.start - NAME_LONGEST) : label.start]
    last = NAME_STOP.split(listed)[-1].strip()
    if before.role == "leader" and not label.doubtful and is_office(last.split()[-1] if last else ""):
        # 「河长：张某 市委书记副河长：李某 副市长协助：市水利局」: an office ends a person's entry.
        return True
    # 「责任单位：甲局责任人：张某」
    short = label.end - label.start < LONG_LABEL and not (label.role == "leader" and is_unit(last))
    if short or label.doubtful:
        return False
    if before.role not in UNIT_ROLES or is_unit(last):
        return before.role in UNIT_ROLES or bool(_PERSON.fullmatch(last))
    # 「责任单位：服务商完成时限：3月」: within one sentence only a name stands between two labels.
    near = label.start - before.end < NAME_LONGEST and "。" not in listed
    return near and _PERSON.fullmatch(last) is not None


def labels_alone(text: str) -> list[Label]:
    """The labels of a bracket, those without a colon too: 「牵头单位甲局，责任单位乙局」."""
    found = [
        Label(m.start("label"), m.end(), role_of_words(m["label"]) or "", doubtful=m["colon"] is None)
        for m in _alone().finditer(text)
    ]
    return found if found and not found[0].start and not _begins_a_name(text, found[0]) else []


def _begins_a_name(text: str, label: Label) -> bool:
    """「市河长制办公室牵头」: a body, whose name begins like a label of people."""
    if label.role != "leader" or not label.doubtful:
        return False
    first = NAME_STOP.split(text, maxsplit=1)[0]
    tail = find_role_tail(first, label.end)
    return is_unit(first[: tail.start()] if tail else first)


# 牵头 and 责任 stand before many words: a label that needs no colon is longer.
@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，,；;。])\s*(?P<label>(?=[{HAN}]{{3}}){label_pattern()})\s*(?P<colon>[:：])?")
