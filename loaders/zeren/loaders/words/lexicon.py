"""The tables in ``data/`` by which documents are read, their word lists, and the patterns made of them.

A process reads by one choice of tables, zeren's own or a user's beside them: what is made of them (patterns, names
already known) is made once.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

HAN = r"\u3400-\u9fff"
NO_VERB = "人(?![才口力社事工])|同志|制(?![定订作止造])|任(?!务)"
"""What follows 负责 where it is part of a noun: 负责人, 负责制; but 负责人才引进, 负责制定."""
MORE = "more-"
"""Before the name of a table: a file of a user's that adds to it."""
_LISTS = ("lexicon.toml", "names.toml", "roles.toml")


@dataclass
class Chosen:
    """The tables of a user's own that a process reads by."""

    folder: Path | None = None
    tables: dict[str, Any] = field(default_factory=dict)
    """By the names of their files."""
    read: bool = False
    """From then on nothing else can be chosen."""


CHOSEN = Chosen()


@cache
def sections(name: str) -> dict[str, Any]:
    """A table in TOML."""
    table, *more = _layers(name)
    for one in more:
        table = _joined(table, one)
    return dict(table)


def table_rows(name: str) -> list[dict[str, str]]:
    """A table in CSV, its columns by name."""
    return [row for layer in _layers(name) for row in layer]


def _layers(name: str) -> list[Any]:
    """A table and what is added to it."""
    CHOSEN.read = True
    own = CHOSEN.tables
    first = own[name] if name in own else built_in(name)
    return [first, own[MORE + name]] if MORE + name in own else [first]


def _joined(one: Any, other: Any) -> Any:
    """Lists one behind the other, the keys of both; what ``other`` says of a key that is neither holds."""
    if isinstance(one, list):
        return [*one, *other]
    if isinstance(one, dict):
        return {**one, **{key: _joined(one[key], value) if key in one else value for key, value in other.items()}}
    return other


def built_in(name: str) -> Any:
    """A table of zeren's own."""
    text = (files("zeren.loaders") / "data" / name).read_text("utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else list(csv.DictReader(text.splitlines()))


@cache
def lexicon() -> dict[str, Any]:
    """The word lists, by section and name."""
    return {section: lists for name in _LISTS for section, lists in sections(name).items()}


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One word list, longest word first so that alternatives never hide a longer one."""
    return tuple(sorted(lexicon()[section][name], key=lambda w: (-len(w), w)))


def holds(text: str, section: str, name: str) -> bool:
    """Does ``text`` hold one of the words of a list?"""
    return any(map(text.__contains__, words(section, name)))


@cache
def one_of(section: str, name: str) -> re.Pattern[str]:
    """A pattern for one of the words of a list."""
    return re.compile(any_of(words(section, name)))


def begin_of(items: Iterable[str]) -> str:
    """A pattern for the characters with which the words begin, taking none: what looks for many words tries all of
    them only where one may begin."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in items})))}])"


def any_of(items: Iterable[str], gap: str = "") -> str:
    """A pattern for one of the words, longest first; ``gap`` may stand between their characters."""
    return f"(?:{choice(items, gap)})"


def choice(items: Iterable[str], gap: str = "") -> str:
    """The same without a group around it. Python looks for such a choice by its first characters, several times as
    fast, where each part of the whole pattern begins with one."""
    ordered = sorted(set(items), key=lambda w: (-len(w), w))
    return "|".join(gap.join(map(re.escape, word)) for word in ordered)
