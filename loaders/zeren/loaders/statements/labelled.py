"""Labels at the front of a line or of a sentence: where each run of labelled lists begins, and where it ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from zeren.loaders.names.people import is_person
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.label_lists import (
    BEFORE_LABEL,
    LIST_MARKS,
    LONG_LABEL,
    behind_bodies,
    label_run,
    labels_of,
)
from zeren.loaders.statements.lists import bodies, parse
from zeren.loaders.statements.parts import NAME_LONGEST, NAME_STOP, STATEMENT_LONGEST, Failed, Part, outside
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import Label, label_at, labels_in
from zeren.loaders.words.marks import LABEL_CLOSE, LABEL_OPEN, depths
from zeren.loaders.words.phrases import acts
from zeren.loaders.words.roles import UNIT_ROLES

_AHEAD = 160


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
        within = start and text[start] not in LABEL_OPEN and depths(text)[start]
        if start < at or within or (next_one and start < covered[next_one - 1][1]):
            continue
        if start and text[start - 1] not in BEFORE_LABEL and not _names_bodies(passage, label):
            continue
        first = NAME_STOP.split(text[label.end : label.end + NAME_LONGEST], maxsplit=1)[0]
        if label.doubtful and not (is_unit(first) or (label.role == "leader" and is_person(first))):
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
            found[0].start -= bool(start) and text[start - 1] in LIST_MARKS
        yield found


def _names_bodies(passage: Passage, label: Label) -> bool:
    """「拓扑图责任单位：市甲局」: is it a label for certain, the line end before it lost, by the bodies behind it?"""
    text = passage.text
    if label.end - label.start < LONG_LABEL or label.doubtful or label.role not in UNIT_ROLES:
        return False
    if text[label.start - 1] in _NO_LINE_END:
        return False
    near = text[label.end : label.end + NAME_LONGEST]
    stop = _LINE_STOP.search(near)
    following = next(behind_bodies(near, labels_in(near)), None)
    ends = min(stop.start() if stop else len(near), following.start if following else len(near))
    names = bodies(parse(passage.cut(label.end, label.end + ends)))
    # 「各地主管部门：疫情发生后，某部高度重视」 greets whom it is sent to: one short name may be unfamiliar (承包商).
    strange = [name for name in names if not is_unit(name)]
    return any(map(is_certain, names)) and (not strange or (len(strange) == 1 and len(strange[0]) <= _STRANGE_LONGEST))


_STRANGE_LONGEST = 4
_NO_LINE_END = "各和与及向为是的有相、《“‘（(〔["
"""Behind these a label goes on with what stands before it: 各责任单位."""
_COLON = re.compile(f"[:：{LABEL_CLOSE}为是]")
"""What ends a label."""


def _holds_colon(text: str, covered: list[tuple[int, int]]) -> bool:
    """Is there something that may end a label, outside of what is read already?"""
    if not covered:
        return _COLON.search(text) is not None
    return any(_COLON.search(text, start, end) for start, end in outside(len(text), covered))


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
