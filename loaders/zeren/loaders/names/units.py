"""Names of units: what kind of body a name means, and its canonical form within its city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from zeren.loaders.names.branches import full_name, in_a_place
from zeren.loaders.names.families import families
from zeren.loaders.names.groups import KIND_ORDER, is_group, zones_alone
from zeren.loaders.names.levels import NOTE, STATE, split_level
from zeren.loaders.words.lexicon import HAN, words

_COUNTY_SEAT = re.compile(rf"(?P<place>(?!自治)[{HAN}]{{1,7}}[县区市旗州盟])(?:人民)?政府")
_PLACE_ALONE = re.compile(rf"[{HAN}]{{1,7}}[县区市旗]")
_TAIL_OF_PLACES = re.compile(r"(?:人民政府|政府|管委会|管理委员会|党委、政府)$")
_PLACE_ENDS = ("市", "省", "县", "区", "州", "盟", "旗")
_ZONE_OFFICES = ("管委会", "管理委员会")
_BRANCHES = "部门"
"""The tail that branches of government share by their short names: 发改、财政部门."""


@lru_cache(maxsize=50_000)
def kind_of(name: str) -> str | None:
    """What kind of body ``name`` means, by the family table and then by how it ends; None where nothing tells."""
    bare = NOTE.sub("", name) or name
    if is_group(name):
        return "group"
    if bare in words("bodies", "generic"):
        return None
    if name.isascii():
        english = name.endswith(words("bodies", "english")) or name.startswith(words("bodies", "english_begins"))
        return "institution" if english else None
    _, rest = split_level(bare)
    family = families().get(rest)
    if family:
        return family.kind
    branch = in_a_place(bare)
    if branch:
        return branch[0].kind
    if any(word in bare for word in words("kinds", "vertical_agency_holds")):
        return "vertical_agency"
    for kind in KIND_ORDER:
        if bare.endswith(words("kinds", kind)):
            if kind == "county_government" and (len(bare) <= 3 or not _COUNTY_SEAT.fullmatch(bare)):
                continue
            return kind
    # 水利部门 has no row of its own in the family table, 水利局 has.
    return "department" if rest.endswith(_BRANCHES) and _is_branch(rest) else None


def is_unit(name: str) -> bool:
    """Does ``name`` look like the name of a body, by itself?"""
    return 2 <= len(name) <= 40 and _is_unit(name)


@lru_cache(maxsize=50_000)
def _is_unit(name: str) -> bool:
    return (
        kind_of(name) is not None
        and not name.startswith(words("bodies", "clause_begins"))
        and not _clause_holds().search(name)
    )


def is_certain(name: str) -> bool:
    """Is a name that looks like a body's one by more than its end (甲中心 may be what is built)?"""
    own, rest = split_level(name)
    return bool(own) or rest in families() or is_group(name) or name.endswith(words("bodies", "certain_ends"))


@cache
def _clause_holds() -> re.Pattern[str]:
    return re.compile("|".join(words("bodies", "clause_holds")))


def is_ending(name: str) -> bool:
    """Is ``name`` only how names end (管委会, 管理局)? On a line of its own it is the rest of a name before it."""
    return name in words("bodies", "generic") or any(name in words("kinds", kind) for kind in KIND_ORDER)


@lru_cache(maxsize=10_000)
def county_of(name: str) -> str | None:
    """The county whose government ``name`` is: 甲县 for 甲县人民政府."""
    match = _COUNTY_SEAT.fullmatch(NOTE.sub("", name))
    return match["place"] if match and not is_group(name) else None


@dataclass(frozen=True, slots=True)
class Named:
    """A printed name, understood."""

    name: str
    kind: str
    inherited: bool


def resolve(printed: Sequence[str], city: str | None = None) -> list[Named]:
    """Canonical names for one statement's printed names, in order.

    A level before one name (市甲委) holds for the bare names after it (乙局); a tail after the last of
    several places (甲区、乙区人民政府) holds for those before it. Nothing is restored where nothing was printed.
    """
    found: list[Named] = []
    level, in_party, among = "", False, False
    for name, whole in zip(printed, with_tails(printed), strict=True):
        if whole != name and not whole.endswith(_BRANCHES):
            one, in_party = _restored(whole), False
        else:
            one, level, in_party = _resolve(whole, city, level, in_party)
            one = one if whole == name else Named(one.name, one.kind, True)
        alone = zones_alone().fullmatch(one.name) if one.kind == "zone" or name.startswith("管委") else None
        if alone and (among or alone["many"]):
            # 各县区政府、开发区管委会: 各 is said of both.
            one = Named(one.name, "group", one.inherited)
        among = one.kind == "group" and (among or one.name.startswith("各"))
        found.append(one)
    return found


@lru_cache(maxsize=20_000)
def _restored(name: str) -> Named:
    return Named(_plain_government(name), "zone" if name.endswith(_ZONE_OFFICES) else "county_government", True)


@lru_cache(maxsize=20_000)
def _resolve(name: str, city: str | None, level: str, in_party: bool) -> tuple[Named, str, bool]:
    """One name after a name of ``level``; the level that holds for the next one, and whether that of a party does."""
    one, level = _find_name(name, city, level, in_party)
    return one, level, bool(level) and one.name.startswith(level + "委")


def _find_name(name: str, city: str | None, level: str, in_party: bool) -> tuple[Named, str]:
    local = _in_its_city(name, city) if city else name
    kind = kind_of(local)
    if kind is None:
        kind = "county_government" if _PLACE_ALONE.fullmatch(local) else "institution"
    own, rest = split_level(local)
    family = families().get(rest) if kind != "group" else None
    if family is None:
        branch = in_a_place(local)
        if branch:
            place = city if city and branch[1] == city[-1:] else branch[1]
            return Named(_in_its_city(full_name(branch[0], place, city), city), kind, False), level
    if own and kind != "group":
        level = own
    if city == STATE and not own:
        central = _of_the_state(rest)
        if central:
            return Named(central, families()[central].kind, True), level
    inherited = not own and bool(level) and family is not None and _local(rest)
    party = families().get("委" + rest)
    if not own and in_party and family is None and party:
        # 市委甲部、乙部: the second is 市委's too.
        return Named(level + party.canonical, party.kind, True), level
    prefix = level if inherited else own
    if family is None:
        return Named(_plain_government(prefix + rest if inherited else local), kind, inherited), level
    whole = _behind(prefix, family.canonical)
    return Named(_plain_government(whole), kind, inherited), level


def _behind(level: str, canonical: str) -> str:
    """A family's name behind a level: 市委网信办, 地委网信办; only 网信办 where no party committee is named."""
    bare = canonical.removeprefix("委")
    if canonical.startswith("团"):
        return canonical
    if canonical != bare and bare in families() and level not in ("地", "地区", *words("prefixes", "levels")):
        return level + bare
    return ("地" if level == "地区" and canonical != bare else level) + canonical


_PARTY_OF = re.compile(rf"中共(?=[{HAN}]{{1,12}}[省市县区州旗盟]委|中央)")


def _in_its_city(name: str, city: str | None) -> str:
    """某市甲局 in that city's own notice is its 市甲局; but 国家甲委 in the state's stays whole."""
    name = _PARTY_OF.sub("", name)
    if not city or not city.endswith(_PLACE_ENDS):
        return name
    if name.startswith(city) and kind_of(city[-1] + name[len(city) :]):
        return city[-1] + name[len(city) :]
    if len(city) > 2 and name.startswith(city[:-1]):
        # 某市住房公积金管理中心 is called 某住房公积金管理中心 too; a customs office reaches beyond the city.
        family = families().get(name[len(city) - 1 :])
        if family and family.kind in ("department", "institution"):
            return city[-1] + name[len(city) - 1 :]
    return name


@lru_cache(maxsize=1_000)
def _of_the_state(name: str) -> str | None:
    """The central body that the state's own notices call ``name`` for short: 国家发展改革委 for 发展改革委."""
    known = families()
    family = known.get(name)
    for before in words("prefixes", "of_the_state"):
        central = known.get(before + name)
        if central and (family is None or (family.function == central.function and family != central)):
            return central.canonical
    return None


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


@lru_cache(maxsize=20_000)
def _shares(name: str) -> bool:
    """Does ``name`` end with words that names before it may share?"""
    return bool(_tail_of(name)[0]) or _counted(name) is not None


@lru_cache(maxsize=20_000)
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
        elif tail == _BRANCHES:
            found[i] = tail = tail if kind_of(printed[i]) is None and _is_branch(printed[i] + tail) else None
        elif tail and (zone if tail in _ZONE_OFFICES else place):
            found[i] = tail
        else:
            tail = None
    return found


@lru_cache(maxsize=20_000)
def _tail_of(name: str) -> tuple[str | None, bool, bool]:
    """The tail that others may share with ``name``; else whether it may lack that of a zone, or of a county."""
    if is_group(name):
        return None, False, False
    if _COUNTY_SEAT.fullmatch(name):
        match = _TAIL_OF_PLACES.search(name)
        return match.group() if match else "", False, False
    if name.endswith(_BRANCHES) and _is_branch(name):
        return _BRANCHES, False, False
    if name.endswith(_ZONE_OFFICES):
        return next(end for end in _ZONE_OFFICES if name.endswith(end)), False, False
    kind = kind_of(name)
    return None, kind == "zone", kind in (None, "zone") and _PLACE_ALONE.fullmatch(name) is not None


@lru_cache(maxsize=10_000)
def _is_branch(name: str) -> bool:
    """Is it a branch of government, 交通部门 as well as 公安部门?"""
    rest = split_level(name)[1]
    return rest in families() or any(rest.removesuffix(_BRANCHES) + end in families() for end in _BRANCH_BODIES)


_BRANCH_BODIES = ("局", "委", "厅", "办")


def _plain_government(name: str) -> str:
    return name.replace("人民政府", "政府") if county_of(name) else name


def _local(rest: str) -> bool:
    """Central bodies (…部, …总局, 国家…) take no level of a city."""
    # 团市委 has its level inside.
    return (
        not families()[rest].canonical.startswith(("国家", "中央", "中国", "团"))
        and not rest.startswith(("国家", "中央", "中国"))
        and not rest.endswith(("总局", "总署"))
        and (not rest.endswith("部") or families()[rest].kind == "party")
    )
