"""What a web site prints about a document above its text: its number, its subject, who issued it."""

from __future__ import annotations

import re
from functools import cache

from zeren.loaders.words.lexicon import any_of, words


def tells_about(text: str) -> bool:
    """Is it what a site prints about a document: 「发文字号：某政办发〔2025〕3号」, or the label alone on its line?"""
    return text[0] in about_begins() and _about().match(text) is not None


def stands_at_front(text: str) -> tuple[bool, bool]:
    """Is it a line of the kind that stands at the front of a document, a key and its value, and does its key say that
    it tells of the document: 「版本：v2」, 「负责人：张某」 beside it?"""
    about = _front().match(text) is not None
    return about or _KEYED.match(text) is not None, about


_KEYED = re.compile(r"\W{0,4}[^\s：:|][^：:|。，,；;]{0,23}[：:]\s*\S")


@cache
def _front() -> re.Pattern[str]:
    printed = any_of(words("pages", "about") + words("pages", "front"), gap=" *")
    return re.compile(rf"\W{{0,4}}{printed}\s*(?:[：:|｜\s]|$)", re.IGNORECASE)


@cache
def about_begins() -> frozenset[str]:
    """The characters with which it may begin."""
    return frozenset(word[0] for word in words("pages", "about"))


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('pages', 'about'), gap=' *')}\s*(?:[：:]|[|｜]|$)")
