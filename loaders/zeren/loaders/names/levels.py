"""What names mean: the level before a body's name, and what the body is for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.names.branches import owner_of, without_place
from zeren.loaders.names.families import families
from zeren.loaders.names.functions import purpose_of
from zeren.loaders.names.groups import is_group, without_asides
from zeren.loaders.words.lexicon import any_of, words

STATE = "国家"
"""The place of the State Council's own notices."""


@cache
def _level_pattern() -> re.Pattern[str]:
    return re.compile(any_of(words("prefixes", "levels")))


@cache
def _zone_levels() -> re.Pattern[str]:
    return re.compile(any_of(words("prefixes", "before_families")))


@lru_cache(maxsize=10_000)
def split_level(name: str) -> tuple[str, str]:
    """The level of government before a body's name, and the rest: 市 + 甲局; nothing + 市场某局."""
    if name in families():
        return "", name
    match = _level_pattern().match(name)
    if match and name[match.end() :] in families():
        return match.group(), name[match.end() :]
    zone = _zone_levels().match(name)
    if zone and name[zone.end() :] in families():
        # 示范区财政局, 地区财政局; but 示范区管委会 is the zone itself.
        return zone.group(), name[zone.end() :]
    if match is None:
        return "", name
    level, rest = match.group(), name[match.end() :]
    if name.startswith(words("prefixes", "not_levels")) or len(rest) < 2:
        return "", name
    return level, rest


def without_level(name: str) -> str:
    """``name`` without the level before it; a party's body keeps it: 市委甲部 is no 委甲部."""
    level, rest = split_level(name)
    return rest if level and not rest.startswith("委") else name


def function_of(name: str) -> str | None:
    """What the body is for, comparable across cities: the same for 市甲委 and 省甲厅."""
    bare = without_asides(name)
    rest = split_level(bare)[1]
    family = families().get(rest) or without_place(bare) or owner_of(rest) or without_place(rest)
    if family:
        return family.function
    purpose = None if is_group(name) else purpose_of(bare)
    return (purpose.function or None) if purpose else None
