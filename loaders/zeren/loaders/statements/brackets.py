"""Brackets that assign: 「（责任单位：甲局）」, 「（甲局牵头，乙局配合）」, and those that hold nothing but units."""

from __future__ import annotations

import re

from msgspec.structs import replace

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import strip_end
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.assignments import Parsed
from zeren.loaders.statements.labels import BEFORE_LABEL, LABEL_MARKS, label_run, labels_alone
from zeren.loaders.statements.parts import (
    CLOSING,
    FIRST_STOP,
    NAME_LONGEST,
    Failed,
    Part,
    extra_in,
    parse,
    parted,
    whole_names,
)
from zeren.loaders.statements.pieces import people_noted
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import label_at, labels_in, role_of_label
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN
from zeren.loaders.words.seen import has_seen

ROLE_WORD = re.compile("牵头|负责|落实|配合|参与|参加|协助|协办|会同|承办|主办|实施|指导|督促")
_BRACKET = re.compile(f"[{re.escape(BRACKETS_OPEN + BRACKETS_CLOSE)}]")


def notes_people(text: str, start: int, end: int) -> bool:
    """Does the bracket name the people of the unit before it in a list? 「责任单位：甲局（责任人：张某）、乙局」"""
    name = FIRST_STOP.split(COLON_ALONE.split(text[max(0, start - NAME_LONGEST) : start])[-1])[-1]
    return people_noted(name + text[start:end]) is not None


COLON_ALONE = re.compile("[：:]")


def outermost_brackets(text: str) -> list[tuple[int, int, int]]:
    """Outermost brackets: start, one past the end, where the content ends. A label's bracket may be left open."""
    found: list[tuple[int, int, int]] = []
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if text[at] in BRACKETS_OPEN:
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at))
    pairs.extend((i, len(text)) for i in stack if label_at(text, i + 1))
    last = -1
    pairs.sort()
    for start, end in pairs:
        if start > last:
            found.append((start, min(end + 1, len(text)), end))
            last = end
    return found


def bracketed(content: Passage, start: int, end: int, passage: Passage) -> list[Part] | Failed | None:
    """A bracket that assigns: it begins with a label, or holds names and a role word."""
    first = label_at(content.text, copula=True)
    if first:
        found = label_run(content, start, end, "bracket", copula=first.doubtful)
        return None if first.doubtful and isinstance(found, Failed) and not has_seen(content.text) else found
    if passage.text[start] in LABEL_MARKS and role_of_label(content.text):
        return None
    alone = labels_alone(content.text) if _LABEL_ALONE.match(content.text) else []
    if alone:
        found = label_run(content, start, end, "bracket", labels=alone)
        first_name = FIRST_STOP.split(content.text[alone[0].end :], maxsplit=1)[0]
        if not isinstance(found, Failed) or is_unit(first_name.strip()):
            return found
    label = next((x for x in labels_in(content.text) if content.text[x.start - 1] in BEFORE_LABEL), None)
    if label:
        return _mixed(content, label.start, start, end)
    if not ROLE_WORD.search(content.text):
        return None
    body = content
    extra = extra_in(content.text)
    if extra:
        # 「（甲部、乙部负责。列第一位者为牵头单位，下同）」: the rest is a rule for the document.
        body = content.cut(0, extra.start())
    parsed = parse(body)
    good = [name for name in whole_names(parsed) if is_unit(name)]
    if parsed.assignments and parsed.has_role_word and _believable(parsed):
        part = Part("bracket", "responsible", start, end, parsed.assignments, parsed.open_list, parsed.deadline)
        mixed = Failed(start, end, "names who watches over the work among those who answer for it")
        return parted(part, content, start + 1) or mixed
    if good and has_seen(content.text):
        if alone:
            return Failed(start, end, f"a label without its colon: {content.text[: alone[0].end]}")
        return Failed(start, end, "a bracket that names units, but not only units")
    return None


_LABEL_ALONE = re.compile("(?:牵头|责任|配合|主办|协办|承办|主责|参与|协同)(?:责任)?(?:单位|部门)")


def bare_list(content: Passage, start: int, end: int, text: str) -> list[Part] | None:
    """A bracket at the end of a paragraph that holds nothing but units."""
    if COLON_ALONE.search(content.text):
        return None
    before = text[:start].rstrip()
    short = len(before) < _TASK_SHORTEST and not before.endswith("。")
    if text[end:].strip("。；; ") or short or before.endswith(_TITLE_ENDS):
        return None
    if has_seen(before) or labels_in(before) or is_unit(FIRST_STOP.split(before)[-1]):
        # 「责任单位：市甲局（乙办）」: the bracket is part of a name.
        return None
    parsed = parse(content)
    names = whole_names(parsed)
    if not names or parsed.has_role_word or not all(map(is_unit, names)) or all(map(is_group, names)):
        return None
    return [Part("bracket", "responsible", start, end, parsed.assignments, parsed.open_list, parsed.deadline)]


def ends_in_bracket(text: str) -> bool:
    """Does ``text`` end with a bracket, its full stop aside?"""
    return text.rstrip("。；; ").endswith(CLOSING)


def ends_with_units(passage: Passage) -> bool:
    """Does a paragraph end with a bracket that holds nothing but units?"""
    text = passage.text
    if not ends_in_bracket(text) or COLON_ALONE.search(text, max(map(text.rfind, BRACKETS_OPEN))):
        return False
    *_, (start, end, inner) = [(0, 0, 0), *outermost_brackets(text)]
    return end > 0 and bare_list(passage.cut(start + 1, inner), start, end, text) is not None


_TASK_SHORTEST = 8
"""Characters of a task before a bracket of units: 「张某（市甲局）」 is a person and the office."""
_TITLE_ENDS = ("》", "通知", "意见", "办法", "规定", "条例", "公告")
"""What a list of documents ends with before the office that issued them."""


def _mixed(content: Passage, at: int, start: int, end: int) -> list[Part] | Failed:
    """A bracket that goes over to labels: 「（年底前完成，责任单位：甲局）」 「（甲局牵头；配合单位：乙局）」."""
    words = strip_end(content.cut(0, at))
    front = parse(words)
    names = whole_names(front)
    watched = any(a.role == "other" for a in front.assignments)
    cut = start + at
    run = label_run(content.cut(at), cut, end, "bracket")
    if _NOTE.fullmatch(words.text) and not has_seen(words.text) and not any(map(is_unit, names)) and not front.deadline:
        # 「（预期性指标，牵头单位：甲局）」: what kind of task it is.
        return run if isinstance(run, Failed) else [replace(run[0], start=start), *run[1:]] if run else run
    if watched or (names and not front.has_role_word) or not all(map(is_unit, names)) or not (names or front.deadline):
        return Failed(start, end, "a bracket with a label, and words before it that are no statement")
    if isinstance(run, Failed):
        return run
    return [Part("bracket", "responsible", start, cut, front.assignments, front.open_list, front.deadline), *run]


_NOTE = re.compile(rf"[{HAN}]{{2,10}}")


def _believable(parsed: Parsed) -> bool:
    """Nearly all names are bodies: one unfamiliar name among several may be a firm or a school."""
    names = whole_names(parsed)
    strange = [n for n in names if not is_unit(n)]
    return not strange or (len(names) >= 3 * len(strange) and all(2 <= len(n) <= 16 for n in strange))
