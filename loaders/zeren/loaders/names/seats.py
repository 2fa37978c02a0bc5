"""Whose document it is: the place whose own bodies its bare names (市财政局, 县财政局) mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice

from zeren.loaders.names.families import STATE, families
from zeren.loaders.names.places import Division, PlaceTable
from zeren.loaders.words.lexicon import HAN, any_of
from zeren.loaders.words.phrases import joining, manner_opening, stem

_LOOKED_AT = 100
"""Bodies of a document that tell of which level its bodies are."""
_ENOUGH = 3
_BODY = re.compile(
    rf"([省市州盟县区旗])(?<![{HAN}].)(?![省市州盟县区旗场容域]|政(?!府|务))[{HAN}]{{1,12}}?(?:[局厅]|委(?!员)|办)"
)
"""A body of a level with no place before it: 县财政局, but no 某县财政局, 各县（市、区）政府 and 市场监管局."""
_GOVERNMENT = re.compile(rf"(?P<place>[{HAN}]{{2,6}}?[市县区州盟旗省])(?:人民政府|政府|委|人大|政协|[{HAN}]{{2,12}}局)")
_OF_THE_STATE = ("国务院", "中共中央", "中央", "国家")
_PRINTED_BEFORE = re.compile(rf"^[^{HAN}]+")


def city_of(issuer: str | None, title: str, text: str, places: PlaceTable) -> str | None:
    """The place whose bodies ``text`` assigns work to, by its issuer, its title and the places it names.

    A county's notice lives in its county: 县财政局 of two counties of one city are two bodies. None where the words
    do not tell: names are then kept within the document.
    """
    level = _own_level(text)
    for name in (issuer, title):
        stated = _stated(name or "", places)
        if stated is not None:
            return stated if _fits(stated, level, places) else None
    within = _within(title, places)
    # 关于支持甲县发展的通知 is the county's own where bodies of a county answer; else it may be its city's.
    if within is not None and _fits(within, level, places) and (level or not places.named(within, "county")):
        return within
    inferred = places.infer_city(text)
    if inferred is None or (not level and inferred.endswith("省")):
        # One county that a province governs itself names that province: too little to go by.
        return STATE if not level and _by_ministries(text) else None
    if _fits(inferred, level, places):
        return None if level == "市" and _one_city_below(inferred, text, places) else inferred
    return _above_or_below(inferred, level, text, places)


def _own_level(text: str) -> str:
    """The level of nearly all bodies that are named with a level and no place; nothing where they are few or mixed."""
    times = Counter(match[1] for match in islice(_BODY.finditer(text), _LOOKED_AT))
    if not times:
        return ""
    [(level, most)] = times.most_common(1)
    return level if most >= _ENOUGH and most * 10 >= sum(times.values()) * 8 else ""


def _by_ministries(text: str) -> bool:
    """Do ministries answer for the work, as only the state's own notices say?"""
    if "部、" not in text:
        return False
    central = {name for name, family in families().items() if family.kind == "department" and name.endswith("部")}
    found = [name for match in islice(_ministry().finditer(text), _LOOKED_AT) if (name := match[1]) in central]
    others = sum(1 for _ in islice(_BODY.finditer(text), _LOOKED_AT))
    return len(set(found)) >= _ENOUGH and len(found) >= 10 * others


@cache
def _ministry() -> re.Pattern[str]:
    behind = f"{stem('lead', 'responsible')}|{any_of(joining())}|{manner_opening().pattern}"
    return re.compile(rf"(?<![{HAN}])([{HAN}]{{2,10}}部)(?=、|{behind}|等)")


def _stated(name: str, places: PlaceTable) -> str | None:
    """The lowest place that ``name`` begins with: 甲县 for 某省某市甲县人民政府."""
    name = _PRINTED_BEFORE.sub("", name)
    found = _run_of_places(name, places)
    if found:
        return found[-1].name
    if name.startswith(_OF_THE_STATE):
        # 国家某总局某市监管分局 is a body in that place.
        return None if _anywhere(name, places) or name.endswith("分局") else STATE
    # A place that the table does not hold is known by its government.
    match = _GOVERNMENT.match(name)
    return match["place"] if match and not _anywhere(match["place"], places) else None


def _run_of_places(name: str, places: PlaceTable) -> list[Division]:
    found: list[Division] = []
    at = 0
    while at < len(name):
        place = places.name_at(name, at)
        if place is None:
            break
        found.append(_nearest(places.named(place) or places.called(place), found))
        at += len(place)
    return found


def _anywhere(name: str, places: PlaceTable) -> list[Division]:
    found: list[Division] = []
    at = 0
    while at < len(name):
        # A name of two characters is too often a part of other words; behind its city it is a place.
        place = places.name_at(name, at, 2 if found and name[at - 1] in "市州" else 3)
        if place is not None:
            found.append(_nearest(places.named(place) or places.called(place), found))
        at += len(place or " ")
    return found


def _nearest(named: Sequence[Division], above: Sequence[Division]) -> Division:
    """Of several places of one name, the one that lies in those printed before it."""
    codes = {place.code for place in above}
    return next((place for place in named if place.parent in codes), named[0])


def _within(title: str, places: PlaceTable) -> str | None:
    """The place of a title that begins with other words (关于促进甲县…的通知); None where it names several."""
    found = _anywhere(title, places)
    if not found:
        return None
    last = found[-1]
    line, above = {last.code}, places.by_code.get(last.parent)
    while above:
        line.add(above.code)
        above = places.by_code.get(above.parent)
    return last.name if {d.code for d in found} <= line else None


def _fits(name: str, level: str, places: PlaceTable) -> bool:
    """May bodies of ``level`` be those of the place ``name``?"""
    if not level:
        return True
    levels = {place.level for place in places.named(name)}
    if "province" in levels:
        return level == ("市" if name.endswith("市") else "区" if name.endswith("自治区") else "省")
    return not levels or name.endswith(level)


def _one_city_below(city: str, text: str, places: PlaceTable) -> bool:
    """Is the only county of ``city`` that ``text`` names a city itself, whose bodies are 市甲局 too?"""
    below = {place.name for place in places.counties_of(city)} & set(places.county_names_in(text))
    return len(below) == 1 and next(iter(below)).endswith("市")


def _above_or_below(city: str, level: str, text: str, places: PlaceTable) -> str | None:
    [place, *_] = places.named(city)
    if level == "省":
        above = places.by_code.get(place.parent)
        return above.name if above else None
    own = {name for name in (d.name for d in places.counties_of(city)) if name.endswith(level)}
    times = Counter(name for name in places.county_names_in(text) if name in own)
    best = times.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]) else None
