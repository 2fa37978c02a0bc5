"""Line ends of a narrow cell that fall inside a name: 市人力资源 ⏎ 和社会保障局, Statistics and ⏎ Data Officers."""

from __future__ import annotations

import re

from zeren.loaders.names.families import split_level
from zeren.loaders.names.latin import is_person
from zeren.loaders.names.units import Certainty, certainty, is_ending, kind_of
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.words.lexicon import words

_BREAK = re.compile(r"[ \t\u3000]*\n\s*")
_STOP = re.compile("[、，,；;。：:\n]")
_NAME_LONGEST = 80
_JOINS = re.compile("^[和及与]")
_LATIN_JOINS = re.compile(r"(?:^|\s)(?:of|and|the|for|&|in|on)$", re.IGNORECASE)


def mended(cell: Passage) -> Passage:
    """The cell without the line ends that fall inside a name."""
    text = cell.text
    if "\n" not in text:
        return cell
    pieces: list[Passage] = []
    at = 0
    for end in _BREAK.finditer(text):
        before = _STOP.split(text[max(0, end.start() - _NAME_LONGEST) : end.start()])[-1].strip()
        after = _STOP.split(text[end.end() : end.end() + _NAME_LONGEST], maxsplit=1)[0].strip()
        latin = before.isascii() and after.isascii()
        if before and after and (_latin_goes_on(before, after) if latin else _goes_on(before, after)):
            pieces += [cell.cut(at, end.start()), Passage(" " if latin else "", cell.place(end.start()))]
            at = end.end()
    return join([*pieces, cell.cut(at)]) if pieces else cell


def _goes_on(before: str, after: str) -> bool:
    """Is what stands above a line end no body, and a body only with what stands below?"""
    if kind_of(before) is not None or certainty(before + after) is not Certainty.CERTAIN:
        return False
    if is_ending(after) or _JOINS.match(after):
        return True
    # 张某 ⏎ 市甲局: a body with its own level stands by itself.
    return bool(split_level(before)[0]) and not split_level(after)[0]


def _latin_goes_on(before: str, after: str) -> bool:
    if _LATIN_JOINS.search(before) or after[0].islower():
        return True
    known = certainty(before) is not Certainty.NONE or before.casefold() in words("bodies", "english_nobody")
    return not known and " " in before and not is_person(before) and certainty(f"{before} {after}") is Certainty.CERTAIN
