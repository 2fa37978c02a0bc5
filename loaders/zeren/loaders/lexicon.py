"""The word lists of ``data/lexicon.toml``, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

HAN = r"\u3400-\u9fff"
OPEN, CLOSE = "（(〔[【「『〈《<“‘｛{", "）)〕]】」』〉》>”’｝}"
BRACKETS_OPEN, BRACKETS_CLOSE = "（(〔[【", "）)〕]】"


@cache
def lexicon() -> dict[str, Any]:
    """The word lists, by section and name."""
    return tomllib.loads("\n".join(data_lines("lexicon.toml")))


def data_lines(name: str) -> list[str]:
    """The lines of one of the data files."""
    return (files("zeren.loaders") / "data" / name).read_text("utf-8").splitlines()


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One word list, longest word first so that alternatives never hide a longer one."""
    return tuple(sorted(lexicon()[section][name], key=lambda w: (-len(w), w)))


def any_of(items: Iterable[str], gap: str = "") -> str:
    """A pattern for one of the words, longest first; ``gap`` may stand between their characters."""
    ordered = sorted(set(items), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(gap.join(map(re.escape, word)) for word in ordered) + ")"


@cache
def label_roles() -> dict[str, str]:
    """Label word, without white space and case → role: leader, lead, support, responsible or deadline."""
    return {re.sub(r"\s", "", word).casefold(): role for role, items in lexicon()["labels"].items() for word in items}


def role_of_label(label: str) -> str | None:
    """The role of a printed label, however it is spread or cased; None where it is no label."""
    return label_roles().get(re.sub(r"\s", "", label).casefold())


@cache
def label_pattern() -> re.Pattern[str]:
    """A label with its colon; typesetting may have spread its characters (牵 头 单 位 ：)."""
    return re.compile(rf"(?<![A-Za-z])(?P<label>{any_of(label_roles(), gap=' *')})\s*[:：]", re.IGNORECASE)


@cache
def seen_pattern() -> re.Pattern[str]:
    """Every occurrence of a word of responsibility."""
    return re.compile(any_of(words("seen", "words"), gap=r" *"))


def depths(text: str) -> list[int]:
    """How many brackets and quotes are open at each character; a closing mark belongs to what it closes.

    Marks of any width may close one another (（…) is common); an opening mark that is never closed counts
    for nothing, so that one misprint does not swallow the rest.
    """
    found = [0] * len(text)
    stack: list[int] = []
    for i, c in enumerate(text):
        if c in OPEN:
            stack.append(i)
            found[i] = len(stack)
        elif c in CLOSE and stack and _pairs(text[stack[-1]], c):
            found[i] = len(stack)
            stack.pop()
        else:
            found[i] = len(stack)
    never_closed, missing = iter([*stack, len(text)]), 0
    following = next(never_closed)
    if stack:
        for i in range(stack[0], len(text)):
            if i == following:
                missing += 1
                following = next(never_closed)
            found[i] -= missing
    return found


_KIND = {
    c: kind
    for kind, marks in enumerate(("（(）)〔[〕]【】", "“”", "‘’", "《》<>〈〉", "「」", "『』", "｛｝{}"))
    for c in marks
}


def _pairs(opening: str, closing: str) -> bool:
    return _KIND[opening] == _KIND[closing]


def open_marks(text: str) -> int:
    """How many brackets and quotes of ``text`` are still open at its end."""
    stack: list[str] = []
    for c in text:
        if c in OPEN:
            stack.append(c)
        elif c in CLOSE and stack and _pairs(stack[-1], c):
            stack.pop()
    return len(stack)
