"""The word lists of the tables in ``data/``, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from zeren.loaders.words.tables import sections

HAN = r"\u3400-\u9fff"
NO_VERB = "人(?![才口力社事工])|同志|制(?![定订作止造])|任(?!务)"
"""What follows 负责 where it is part of a noun: 负责人, 负责制; but 负责人才引进, 负责制定."""


_LISTS = ("lexicon.toml", "names.toml", "roles.toml")


@cache
def lexicon() -> dict[str, Any]:
    """The word lists, by section and name."""
    return {section: lists for name in _LISTS for section, lists in sections(name).items()}


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One word list, longest word first so that alternatives never hide a longer one."""
    return tuple(sorted(lexicon()[section][name], key=lambda w: (-len(w), w)))


def any_of(items: Iterable[str], gap: str = "") -> str:
    """A pattern for one of the words, longest first; ``gap`` may stand between their characters."""
    ordered = sorted(set(items), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(gap.join(map(re.escape, word)) for word in ordered) + ")"
