"""What a web site prints about a document above its text: its number, its subject, who issued it."""

from __future__ import annotations

import re
from functools import cache

from zeren.loaders.words.lexicon import any_of, words


def tells_about(text: str) -> bool:
    """Is it what a site prints about a document: 「发文字号：某政办发〔2025〕3号」, or the label alone on its line?"""
    return text[0] in about_begins() and _about().match(text) is not None


@cache
def about_begins() -> frozenset[str]:
    """The characters with which it may begin."""
    return frozenset(word[0] for word in words("pages", "about"))


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('pages', 'about'), gap=' *')}\s*(?:[：:]|[|｜]|$)")
