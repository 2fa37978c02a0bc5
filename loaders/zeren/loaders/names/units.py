"""Names of units: is it one, and what kind of body does it mean?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.names.branches import in_a_place
from zeren.loaders.names.families import families
from zeren.loaders.names.groups import KIND_ORDER, is_group
from zeren.loaders.names.levels import NOTE, split_level
from zeren.loaders.words.lexicon import HAN, words

COUNTY_SEAT = re.compile(rf"(?P<place>(?!自治)[{HAN}]{{1,7}}[县区市旗州盟])(?:人民)?政府")
PLACE_ALONE = re.compile(rf"[{HAN}]{{1,7}}[县区市旗]")
BRANCHES = "部门"
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
            if kind == "county_government" and (len(bare) <= 3 or not COUNTY_SEAT.fullmatch(bare)):
                continue
            return kind
    # 水利部门 has no row of its own in the family table, 水利局 has.
    return "department" if rest.endswith(BRANCHES) and is_branch(rest) else None


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
    match = COUNTY_SEAT.fullmatch(NOTE.sub("", name))
    return match["place"] if match and not is_group(name) else None


@lru_cache(maxsize=10_000)
def is_branch(name: str) -> bool:
    """Is it a branch of government, 交通部门 as well as 公安部门?"""
    rest = split_level(name)[1]
    return rest in families() or any(rest.removesuffix(BRANCHES) + end in families() for end in _BRANCH_BODIES)


_BRANCH_BODIES = ("局", "委", "厅", "办")
