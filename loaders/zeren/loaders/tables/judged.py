"""Which column a cell may stand in, judged by what it says: bodies, people, a date, or none of these."""

from __future__ import annotations

import re
from functools import lru_cache

from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.lists import bodies, parse
from zeren.loaders.tables.columns import ROLES
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, words
from zeren.loaders.words.roles import UNIT_ROLES, WITH_PERSON
from zeren.loaders.words.times import DEADLINE

JUDGED = (*ROLES, "deadline")
"""The columns of which a cell tells whether it may stand there."""


def fits(column: str | None, text: str) -> bool:
    """May the line stand in a column that holds this, judged by what it is?"""
    units, date = names_units(text), is_date(text)
    if column in UNIT_ROLES:
        return units
    if column == "leader":
        return not units and not date and _PEOPLE.fullmatch(text) is not None
    if column == "deadline":
        return date and not units
    if column == "number":
        return _NUMBER.fullmatch(text) is not None
    return (column is not None and column.endswith(WITH_PERSON)) or not (units or date)


def contradicts(column: str | None, text: str) -> bool:
    """Can the line not stand in that column?"""
    if column in UNIT_ROLES:
        return is_date(text) and not names_units(text)
    if column == "leader":
        return is_date(text) or names_units(text)
    return column == "deadline" and names_units(text)


_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十.-]{1,6}[)）]?[、.．]?")
_PEOPLE = re.compile(rf"[{HAN}·]{{1,6}}(?:[、，,\s]+[{HAN}·]{{1,6}})*")
_DATE = re.compile(
    r"(?=.*[年月日季度底前内])[\d年月日季度半上中下旬初底末前内完成基本全面至到—\-–~～.．、，,； 第一二三四]{2,30}"
    r"(?:动工|开工|竣工|完工|投用|投入使用|启用|交付|建成)?|"
    r"(?:长期|持续|常态|立即|适时|立行立改|即知即改|立查立改|即时|全年|每年|每季|每月).{0,12}"
)


@lru_cache(maxsize=10_000)
def is_date(text: str) -> bool:
    """Does it say nothing but by when?"""
    return DEADLINE.fullmatch(text) is not None or _DATE.fullmatch(text) is not None


@lru_cache(maxsize=10_000)
def names_units(text: str) -> bool:
    """Does it say nothing but bodies, or that there is none? In a cell 办公室 is the issuer's own."""
    if text in words("bodies", "nobody"):
        return True
    names = bodies(parse(Passage(text, 0)))
    return bool(names) and all(is_unit(name) or name in words("bodies", "generic") for name in names)
