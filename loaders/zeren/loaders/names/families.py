"""The table of bodies that governments have, by every name that is printed of them: bare, behind the level of a
government (市 + 财政局), or with a place in it (某市财政局, 公安甲分局)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zeren.loaders.words.lexicon import HAN, one_of, table_rows, words


@dataclass(frozen=True, slots=True)
class Family:
    """One body as governments call it, without the level before it."""

    function: str
    kind: str
    canonical: str


@cache
def _rows() -> tuple[dict[str, Family], dict[str, Family]]:
    plain: dict[str, Family] = {}
    placed: dict[str, Family] = {}
    for row in table_rows("unit_families.csv"):
        family = Family(row["function"], row["kind"], row["canonical"])
        for form in [row["canonical"], *filter(None, row["forms"].split("|"))]:
            if "*" in form:
                placed[form.replace("*市", "*")] = family
            else:
                plain[form] = family
    return plain, placed


def families() -> dict[str, Family]:
    """Every known form of a body's name → its family."""
    return _rows()[0]


def placed_families() -> dict[str, Family]:
    """Every known form of a branch's name, ``*`` for the place in it → its family."""
    return _rows()[1]


@cache
def other_forms() -> dict[str, tuple[str, ...]]:
    """Every known form of a body's name, those with a place in them too → the other forms of it."""
    forms: dict[Family, list[str]] = {}
    for form, family in (*families().items(), *placed_families().items()):
        forms.setdefault(family, []).append(form)
    return {form: tuple(f for f in alike if f != form) for alike in forms.values() for form in alike}


STATE = "国家"
"""The place of the State Council's own notices."""


@lru_cache(maxsize=10_000)
def split_level(name: str) -> tuple[str, str]:
    """The level of government before a body's name, and the rest: 市 + 甲局; nothing + 市场某局."""
    if name in families():
        return "", name
    match = one_of("prefixes", "levels").match(name)
    if match and name[match.end() :] in families():
        return match.group(), name[match.end() :]
    zone = one_of("prefixes", "before_families").match(name)
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


_LONGEST = 32
_LEVEL_ENDS = "省市县区州盟旗"
_PLACE = re.compile(rf"[{_LEVEL_ENDS}]|[{HAN}]{{2,12}}")
_ENDS_OF_PLACES = re.compile(rf"[{HAN}]{{1,11}}(?:[{_LEVEL_ENDS}]|地区)")


@cache
def _templates() -> tuple[tuple[str, str, Family], ...]:
    """What stands before and behind the place, most words first, and the family."""
    parts = [(*form.partition("*")[::2], family) for form, family in placed_families().items()]
    return tuple(sorted(parts, key=lambda t: (-len(t[0]) - len(t[1]), t[0], t[1])))


@cache
def _last_two(placed: bool) -> frozenset[str]:
    """How names end that may hold a place: nearly every other name is told apart by one look."""
    return frozenset(name[-2:] for name in (placed_families() if placed else families()))


@lru_cache(maxsize=10_000)
def in_a_place(name: str) -> tuple[Family, str] | None:
    """The family of a branch printed with its place, and the place: 人行甲市分行 → 中国人民银行*市分行, 甲市."""
    if not 5 <= len(name) <= _LONGEST or name[-2:] not in _last_two(True):
        return None
    for head, tail, family in _templates():
        place = name[len(head) : len(name) - len(tail)]
        if name.startswith(head) and name.endswith(tail) and _PLACE.fullmatch(place):
            # 市地方金融监管局 is no 金融监管局 of a place 市地方; 人行市分行 is that of the city that speaks.
            return (family, place) if place[0] not in _LEVEL_ENDS or head else None
    return None


def full_name(family: Family, place: str, city: str | None) -> str:
    """The one name of a branch in ``place``, which documents of ``city`` print short or long."""
    if "*市" in family.canonical:
        # 甲分行 in 甲市's own notice is 甲市分行.
        return family.canonical.replace("*市", city if city and place == city[:-1] else place)
    return family.canonical.replace("*", place[:-1] if len(place) > 2 and place.endswith("市") else place)


@lru_cache(maxsize=10_000)
def without_place(name: str) -> Family | None:
    """The family of a body that is named with its place: 甲市财政局, 公安乙分局, 国网丙供电公司, 丁海关."""
    if not 4 <= len(name) <= _LONGEST or name[-2:] not in _last_two(False):
        return None
    found = in_a_place(name)
    if found:
        return found[0]
    known = families()
    for start in range(2, len(name) - 1):
        family = known.get(name[start:])
        if family and (family.kind == "vertical_agency" or _is_place(name[:start])):
            return family
    for size in range(2, 8):
        for at in range(2, len(name) - size - 1):
            family = known.get(name[:at] + name[at + size :])
            if family and (one_of("kinds", "branches").fullmatch(name, at + size) or _is_place(name[at : at + size])):
                return family
    return None


@cache
def _short_places() -> frozenset[str]:
    """Places as everyday language calls them, without their 市 or 县, two characters at least."""
    rows = [(row["name"], row["level"]) for row in table_rows("places.csv")]
    below = {name[:-1] for name, level in rows if level != "province" and 3 <= len(name) <= 6}
    # Two characters call a province, three the two whose names are longer by themselves.
    return frozenset(below | {_PROVINCE.sub("", name) for name, level in rows if level == "province"})


_PROVINCE = re.compile("(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")


def is_short_place(name: str) -> bool:
    """Is ``name`` what a known place is called, without the word for its level?"""
    return name in _short_places()


def _is_place(name: str) -> bool:
    return _ENDS_OF_PLACES.fullmatch(name) is not None or is_short_place(name)


@lru_cache(maxsize=10_000)
def owner_of(name: str) -> Family | None:
    """The family of the body to which a part or a branch belongs: 公安局交警大队, 住房公积金管理中心甲县管理部."""
    if not 5 <= len(name) <= _LONGEST or not name.endswith(words("kinds", "parts")):
        return None
    owners = (name[:end] for end in range(len(name) - 2, 1, -1))
    return next((family for own in owners if (family := families().get(own) or without_place(own))), None)
