"""The one name of each body in a list: the level restored that a name before it carries, short forms written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zeren.loaders.names.families import STATE, families, full_name, in_a_place, split_level
from zeren.loaders.names.groups import zones_alone
from zeren.loaders.names.tails import ZONE_OFFICES, with_tails
from zeren.loaders.names.units import BRANCHES, PLACE_ALONE, county_of, kind_of
from zeren.loaders.words.lexicon import HAN, words

_PLACE_ENDS = ("市", "省", "县", "区", "州", "盟", "旗")


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
        if whole != name and not whole.endswith(BRANCHES):
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


@lru_cache(maxsize=10_000)
def _restored(name: str) -> Named:
    kind = (
        "zone"
        if name.endswith(ZONE_OFFICES)
        else "enterprise"
        if kind_of(name) == "enterprise"
        else "county_government"
    )
    return Named(_plain_government(name), kind, True)


@lru_cache(maxsize=10_000)
def _resolve(name: str, city: str | None, level: str, in_party: bool) -> tuple[Named, str, bool]:
    """One name after a name of ``level``; the level that holds for the next one, and whether that of a party does."""
    one, level = _find_name(name, city, level, in_party)
    return one, level, bool(level) and one.name.startswith(level + "委")


def _find_name(name: str, city: str | None, level: str, in_party: bool) -> tuple[Named, str]:
    local = _in_its_city(name, city) if city else name
    kind = kind_of(local)
    if kind is None:
        kind = "county_government" if PLACE_ALONE.fullmatch(local) else "institution"
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
    committee = families().get(rest.removeprefix("党")) if rest.startswith("党委") else None
    if not own and level == "自治区" and committee:
        # 自治区甲厅、党委乙部: only there the committee is called so in full.
        return Named(level + name, committee.kind, True), level
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
