"""Where a paragraph assigns its task: labels, brackets, and the ends of sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import attrgetter

from zeren.loaders.statements.brackets import (
    COLON_ALONE,
    ROLE_WORD,
    bare_list,
    bracketed,
    ends_in_bracket,
    notes_people,
    outermost_brackets,
)
from zeren.loaders.statements.labels import labelled, outside
from zeren.loaders.statements.parts import Failed, Part
from zeren.loaders.statements.sentences import in_front, says_by_whom, sentences
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import has_copula, labels_in
from zeren.loaders.words.lexicon import words
from zeren.loaders.words.marks import BRACKETS_OPEN
from zeren.loaders.words.seen import has_seen


def may_assign(text: str) -> bool:
    """Does ``text`` hold what a statement takes: a word of responsibility, a colon or a bracket?"""
    # Most paragraphs hold none: one look must do for them.
    return (
        _signs().search(text) is not None or has_copula(text) or says_by_whom(text) or (" " in text and has_seen(text))
    )


def find_parts(passage: Passage, bare: bool = False) -> tuple[list[Part], list[Failed]]:
    """The parts of a paragraph that assign, in order, and what looked like one but could not be read.

    ``bare`` is whether the document hands out work by brackets that hold nothing but units: ``T。（甲局、乙局）``.
    """
    if len(passage.text) > _SHORT:
        return _find_parts(passage, bare)
    parts, failed = _remembered(passage.text, bare)
    return [part.within(passage) for part in parts], failed


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join([*words("seen", "words"), *map(re.escape, ":：】〗］" + BRACKETS_OPEN)]))


_SHORT = 30
"""Characters of a paragraph that is worth remembering: the same leaders, the same units in line after line."""


@lru_cache(maxsize=5_000)
def _remembered(text: str, bare: bool) -> tuple[list[Part], list[Failed]]:
    return _find_parts(Passage(text, 0), bare)


def _find_parts(passage: Passage, bare: bool) -> tuple[list[Part], list[Failed]]:
    text = passage.text
    if not (ROLE_WORD.search(text) or has_seen(text) or labels_in(text) or (bare and ends_in_bracket(text))):
        return [], []
    parts: list[Part] = []
    failed: list[Failed] = []
    taken = 0
    for start, end, inner in outermost_brackets(text):
        if start < taken:
            continue
        content = passage.cut(start + 1, inner)
        # Behind a full stop, as most stand, it names the people of no unit.
        if text[start - 1 : start] != "。" and COLON_ALONE.search(content.text) and notes_people(text, start, end):
            continue
        found = bracketed(content, start, end, passage)
        if found is None and bare:
            found = bare_list(content, start, end, text)
        if isinstance(found, Failed):
            failed.append(found)
        elif found:
            parts.extend(found)
            taken = end
    parts.extend(in_front(passage))
    parts.extend(labelled(passage, _covered(parts), failed))
    for start, end in outside(len(text), _covered(parts)):
        parts.extend(sentences(passage, start, end))
    if len(parts) > 1:
        parts.sort(key=_PLACE)
    return parts, failed


_PLACE = attrgetter("start", "end")


def _covered(parts: list[Part]) -> list[tuple[int, int]]:
    """What the parts take, in order."""
    return sorted([(part.start, part.end) for part in parts])
