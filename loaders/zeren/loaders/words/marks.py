"""Brackets and quotes: how many are open where."""

from __future__ import annotations

import re
from functools import lru_cache

_AROUND_STATEMENTS = "（）()〔〕[]"
"""Brackets, each before the one that closes it."""
_AROUND_LABELS = "【】［］〖〗"
"""Those that stand around statements, and around a label too, in place of its colon: 【牵头单位】甲局."""
_QUOTES = ("“”", "‘’", "《》<>〈〉", "「」", "『』", "｛｝{}")
_KINDS = (_AROUND_STATEMENTS + _AROUND_LABELS, *_QUOTES)
"""Marks of one kind close one another."""
BRACKETS_OPEN, BRACKETS_CLOSE = _KINDS[0][::2], _KINDS[0][1::2]
LABEL_OPEN, LABEL_CLOSE = _AROUND_LABELS[::2], _AROUND_LABELS[1::2]
OPEN, CLOSE = "".join(kind[::2] for kind in _KINDS), "".join(kind[1::2] for kind in _KINDS)
_SHORT = 500
"""Characters of a text whose reading is kept for a while: a paragraph is asked about its marks several times."""


_MARKS = re.compile(f"[{re.escape(OPEN + CLOSE)}]")


def depths(text: str) -> list[int]:
    """How many brackets and quotes are open at each character; a closing mark belongs to what it closes.

    Marks of any width may close one another (（…) is common); an opening mark that is never closed counts
    for nothing, so that one misprint does not swallow the rest. The list is not to be changed.
    """
    if len(text) > _SHORT:
        return _depths_of_long(text)
    # Nearly every list has no mark.
    return _depths(text) if has_marks(text) else [0] * len(text)


def has_marks(text: str) -> bool:
    """Does a bracket or a quote stand in ``text``?"""
    return _MARKS.search(text) is not None


def _find_depths(text: str) -> list[int]:
    stack: list[int] = []
    step: dict[int, int] = {}
    for match in _MARKS.finditer(text):
        at = match.start()
        if text[at] in OPEN:
            stack.append(at)
        elif stack and _KIND[text[stack[-1]]] == _KIND[text[at]]:
            opened = stack.pop()
            step[opened] = step.get(opened, 0) + 1
            step[at + 1] = step.get(at + 1, 0) - 1
    if not step:
        return [0] * len(text)
    found: list[int] = []
    level = last = 0
    for at in sorted(step):
        found.extend([level] * (at - last))
        level, last = level + step[at], at
    found.extend([level] * (len(text) - last))
    return found


_depths = lru_cache(maxsize=256)(_find_depths)
# A long text is asked about label by label: it is looked through once, and not kept for long.
_depths_of_long = lru_cache(maxsize=2)(_find_depths)


_KIND = {c: kind for kind, marks in enumerate(_KINDS) for c in marks}


def open_marks(text: str) -> int:
    """How many brackets and quotes of ``text`` are still open at its end."""
    stack: list[str] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark in OPEN:
            stack.append(mark)
        elif stack and _KIND[stack[-1]] == _KIND[mark]:
            stack.pop()
    return len(stack)
