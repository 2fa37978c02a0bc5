"""What the names in records mean: families of bodies, the level before a name, variants of a glyph."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zeren.loaders.lexicon import any_of, data_lines, words

if TYPE_CHECKING:
    from opencc import OpenCC

NOTE = re.compile(r"[（(〔\[［【〈<][^（）()〔〕\[\]［］【】〈〉<>]*[）)〕\]］】〉>]$")
"""A note in brackets at the end of a name: 市甲局（乙办）."""


@dataclass(frozen=True, slots=True)
class Family:
    """One body as governments call it, without the level before it."""

    function: str
    kind: str
    canonical: str


@cache
def families() -> dict[str, Family]:
    """Every known form of a body's name → its family."""
    found: dict[str, Family] = {}
    for row in csv.DictReader(data_lines("unit_families.csv")):
        family = Family(row["function"], row["kind"], row["canonical"])
        for form in [row["canonical"], *filter(None, row["forms"].split("|"))]:
            found[form] = family
    return found


@cache
def _level_pattern() -> re.Pattern[str]:
    return re.compile(any_of(words("prefixes", "levels")))


@lru_cache(maxsize=50_000)
def split_level(name: str) -> tuple[str, str]:
    """The level of government before a body's name, and the rest: 市 + 甲局; nothing + 市场某局."""
    if name in families():
        return "", name
    match = _level_pattern().match(name)
    if match is None:
        return "", name
    level, rest = match.group(), name[match.end() :]
    if rest in families():
        return level, rest
    if name.startswith(words("prefixes", "not_levels")) or len(rest) < 2:
        return "", name
    return level, rest


def function_of(name: str) -> str | None:
    """What the body is for, comparable across cities: the same for 市甲委 and 省甲厅."""
    family = families().get(split_level(NOTE.sub("", name))[1])
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
