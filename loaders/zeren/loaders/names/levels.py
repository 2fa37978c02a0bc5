"""What the names in records mean: the level before a name, what a body is for, variants of a glyph."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zeren.loaders.names.branches import owner_of, without_place
from zeren.loaders.names.families import families
from zeren.loaders.words.lexicon import any_of, words

if TYPE_CHECKING:
    from opencc import OpenCC

STATE = "国家"
"""The place of the State Council's own notices."""
NOTE = re.compile(r"[（(〔\[［【〈<][^（）()〔〕\[\]［］【】〈〉<>]*[）)〕\]］】〉>]$")
"""A note in brackets at the end of a name: 市甲局（乙办）."""


@cache
def _level_pattern() -> re.Pattern[str]:
    return re.compile(any_of(words("prefixes", "levels")))


@cache
def _zone_levels() -> re.Pattern[str]:
    return re.compile(any_of(words("prefixes", "before_families")))


@lru_cache(maxsize=50_000)
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


def function_of(name: str) -> str | None:
    """What the body is for, comparable across cities: the same for 市甲委 and 省甲厅."""
    bare = NOTE.sub("", name)
    rest = split_level(bare)[1]
    family = families().get(rest) or without_place(bare) or owner_of(rest) or without_place(rest)
    return family.function if family else None


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # half the time that reading a short notice takes

    return OpenCC("t2s")


@cache
def simplified(glyph: str) -> str:
    """The simplified form of one traditional or variant glyph."""
    simple = str(_converter().convert(glyph))
    return simple if len(simple) == 1 else glyph
