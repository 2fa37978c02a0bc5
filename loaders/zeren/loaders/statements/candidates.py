"""Where a paragraph assigns its task: the rules that propose a reading, and the choice among them.

The rules are tried in order, each on what those before it have left. What one proposes and cannot read whole is
rejected, with the reason: that is what the report tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from zeren.loaders.statements.brackets import brackets_of, read_bracket, role_words
from zeren.loaders.statements.front import in_front
from zeren.loaders.statements.labelled import labelled
from zeren.loaders.statements.parts import Failed, Part, outside
from zeren.loaders.statements.references import same_as
from zeren.loaders.statements.sentences import says_by_whom, sentences
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import has_copula
from zeren.loaders.words.lexicon import choice, words
from zeren.loaders.words.marks import BRACKETS_OPEN, LABEL_CLOSE
from zeren.loaders.words.seen import has_seen


class Candidates(NamedTuple):
    """What the rules so far have taken of a paragraph."""

    passage: Passage
    bare: bool
    """Does the document hand out work by brackets that hold nothing but units?"""
    parts: list[Part]
    failed: list[Failed]

    @property
    def covered(self) -> list[tuple[int, int]]:
        """What the parts take, in order."""
        return sorted([(part.start, part.end) for part in self.parts])

    def take(self, found: list[Part] | Failed | None) -> None:
        """Keep what was read, and what could not be read."""
        if isinstance(found, Failed):
            self.failed.append(found)
        elif found:
            self.parts.extend(found)


class Rule(NamedTuple):
    """One place where a statement may stand."""

    name: str
    propose: Callable[[Candidates], None]
    example: str
    reading: str


def may_assign(text: str) -> bool:
    """Does ``text`` hold what a statement takes: a word of responsibility, a colon or a bracket?"""
    # Most paragraphs hold none: one look must do for them.
    return (
        _signs().search(text) is not None or has_copula(text) or says_by_whom(text) or (" " in text and has_seen(text))
    )


@cache
def _signs() -> re.Pattern[str]:
    marks = choice([*"：:", *LABEL_CLOSE, *BRACKETS_OPEN])
    return re.compile(f"{choice(words('seen', 'words'))}|{role_words().pattern}|{marks}")


def assigns(passage: Passage) -> bool:
    """Does a paragraph by itself say who answers?"""
    return may_assign(passage.text) and bool(find_parts(passage)[0])


def find_parts(passage: Passage, bare: bool = False) -> tuple[list[Part], list[Failed]]:
    """The parts of a paragraph that assign, in order, and what looked like one but could not be read.

    ``bare`` is whether the document hands out work by brackets that hold nothing but units: ``T。（甲局、乙局）``.
    """
    if len(passage.text) > _SHORT:
        return _find_parts(passage, bare)
    parts, failed = _remembered(passage.text, bare)
    return [part.within(passage) for part in parts], failed


_SHORT = 30
"""Characters of a paragraph that is worth remembering: the same leaders, the same units in line after line."""


@lru_cache(maxsize=5_000)
def _remembered(text: str, bare: bool) -> tuple[list[Part], list[Failed]]:
    return _find_parts(Passage(text, 0), bare)


def _find_parts(passage: Passage, bare: bool) -> tuple[list[Part], list[Failed]]:
    found = Candidates(passage, bare, [], [])
    for rule in RULES:
        rule.propose(found)
    if len(found.parts) > 1:
        found.parts.sort(key=_PLACE)
    return found.parts, found.failed


_PLACE = attrgetter("start", "end")


def _same(found: Candidates) -> None:
    found.parts.extend(same_as(found.passage))


def _brackets(found: Candidates) -> None:
    taken = {part.start for part in found.parts}
    for bracket in brackets_of(found.passage):
        if bracket.start not in taken:
            found.take(read_bracket(bracket, found.bare))


def _in_front(found: Candidates) -> None:
    found.parts.extend(in_front(found.passage))


def _labels(found: Candidates) -> None:
    for run in labelled(found.passage, found.covered):
        found.take(run)


def _sentences(found: Candidates) -> None:
    for start, end in outside(len(found.passage), found.covered):
        for one in sentences(found.passage, start, end):
            found.take(one if isinstance(one, Failed) else [one])


RULES = (
    Rule("same as another", _same, "修渠。（责任单位同第1项）", "as item 1"),
    Rule("bracket", _brackets, "建设水库。（市甲局牵头，市乙局配合）", "lead 市甲局; support 市乙局"),
    Rule("front", _in_front, "市甲局、市乙局：负责建设水库。", "responsible 市甲局; responsible 市乙局"),
    Rule("label", _labels, "责任单位：市甲局、市乙局", "responsible 市甲局; responsible 市乙局"),
    Rule("sentence", _sentences, "建设水库，由市甲局会同市乙局负责。", "lead 市甲局; support 市乙局"),
)
