"""Tails that several names share: 甲区、乙区人民政府; 甲、乙、丙三区政府; 发改、财政部门."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zeren.loaders.names.families import is_short_place
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import BRANCHES, COUNTY_SEAT, PLACE_ALONE, is_branch, kind_of
from zeren.loaders.words.lexicon import HAN

_TAIL_OF_PLACES = re.compile(r"(?:人民政府|政府|管委会|管理委员会|党委、政府)$")
_FIRM = "公司"
_FIRMS = ("公司", "分公司", "供电公司", "电力公司", "供水公司", "燃气公司")
ZONE_OFFICES = ("管委会", "管理委员会")


def with_tails(printed: Sequence[str]) -> list[str]:
    """The printed names, each bare place with the tail that it shares with the last name of its run."""
    if not any(map(_shares, printed)):
        return list(printed)
    found = [name + tail if tail else name for name, tail in zip(printed, _shared_tails(printed), strict=True)]
    for i, counted in enumerate(map(_counted, printed)):
        if counted is None:
            continue
        # 甲、乙、丙三区人民政府: as many names as the number says, and a word that all of them lack.
        place, size, level, tail = counted
        places = [*printed[i + 1 - size : i], place] if size <= i + 1 else []
        if places and all(_BARE_PLACE.fullmatch(p) and kind_of(p) is None for p in places):
            found[i + 1 - size : i + 1] = [p.removesuffix(level) + level + tail for p in places]
    return found


@lru_cache(maxsize=10_000)
def _shares(name: str) -> bool:
    """Does ``name`` end with words that names before it may share?"""
    return bool(_tail_of(name)[0]) or _counted(name) is not None


@lru_cache(maxsize=10_000)
def _counted(name: str) -> tuple[str, int, str, str] | None:
    """The last place of a counted list, how many places there are, and the words that all of them share."""
    match = _COUNTED.fullmatch(name)
    return (match["place"], _HAN_NUMBERS.find(match["count"]) + 2, match["level"], match["tail"]) if match else None


_HAN_NUMBERS = "两三四五六七八九十"
_COUNTED = re.compile(
    rf"(?P<place>[{HAN}]{{2,5}})(?P<count>[{_HAN_NUMBERS}])(?:个)?(?P<level>[县区市旗镇乡])(?P<tail>人民政府|政府|管委会|管理委员会)"
)
_BARE_PLACE = re.compile(rf"[{HAN}]{{2,5}}")


def _shared_tails(printed: Sequence[str]) -> list[str | None]:
    """For each bare place, the tail that it shares with the last name of its run (甲区、乙区人民政府)."""
    found: list[str | None] = [None] * len(printed)
    tail: str | None = None
    for i in range(len(printed) - 1, -1, -1):
        own, zone, place = _tail_of(printed[i])
        if own is not None:
            tail = own
        elif tail == BRANCHES:
            found[i] = tail = tail if kind_of(printed[i]) is None and is_branch(printed[i] + tail) else None
        elif tail and tail.endswith(_FIRM):
            found[i] = tail = tail if is_short_place(printed[i]) else None
        elif tail and (zone if tail in ZONE_OFFICES else place):
            found[i] = tail
        else:
            tail = None
    return found


@lru_cache(maxsize=10_000)
def _tail_of(name: str) -> tuple[str | None, bool, bool]:
    """The tail that others may share with ``name``; else whether it may lack that of a zone, or of a county."""
    if is_group(name):
        return None, False, False
    if COUNTY_SEAT.fullmatch(name):
        match = _TAIL_OF_PLACES.search(name)
        return match.group() if match else "", False, False
    if name.endswith(BRANCHES) and is_branch(name):
        return BRANCHES, False, False
    if name.endswith(ZONE_OFFICES):
        return next(end for end in ZONE_OFFICES if name.endswith(end)), False, False
    if name.endswith(_FIRM):
        # 甲、乙公司: the firms of several places, by the names of the places.
        place = next((size for size in (2, 3) if is_short_place(name[:size])), 0)
        return name[place:] if place and name[place:] in _FIRMS else None, False, False
    kind = kind_of(name)
    return None, kind == "zone", kind in (None, "zone") and PLACE_ALONE.fullmatch(name) is not None
