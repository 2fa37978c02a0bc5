"""Words of responsibility, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zeren.loaders.words.lexicon import any_of, words

_SHORT = 500
"""Characters of a text that is looked through anew each time; a longer one is asked about bracket by bracket."""


@cache
def _seen(gap: str) -> re.Pattern[str]:
    return re.compile(any_of(words("seen", "words"), gap=gap))


def find_seen(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Every occurrence of a word of responsibility, spread ones too (责 任 单 位)."""
    return _seen_in(text).finditer(text, start, len(text) if end is None else end)


def count_seen(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words of responsibility stand in ``text``."""
    return len(_seen_in(text).findall(text, start, len(text) if end is None else end))


def has_seen(text: str, start: int = 0, end: int | None = None) -> bool:
    """Does a word of responsibility stand in ``text``?"""
    return _seen_in(text).search(text, start, len(text) if end is None else end) is not None


def _seen_in(text: str) -> re.Pattern[str]:
    # A plain alternation is several times as fast as one with gaps.
    spread = " " in text and (_spread(text) if len(text) <= _SHORT else _spread_in_long(text))
    return _seen(" *" if spread else "")


def _spread(text: str) -> bool:
    return _seen("").search(text.replace(" ", "")) is not None


# A long line is asked about bracket by bracket.
_spread_in_long = lru_cache(maxsize=2)(_spread)
