"""Phrases for several bodies: 各县（市、区）政府, 有关部门, 某领导小组成员单位."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.names.levels import NOTE
from zeren.loaders.words.lexicon import any_of, words

KIND_ORDER = (
    "zone",
    "county_government",
    "enterprise",
    "vertical_agency",
    "party",
    "institution",
    "department",
)
"""The kinds of bodies, in the order in which their endings are looked at."""


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(any_of(words("groups", "heads")))


@lru_cache(maxsize=50_000)
def is_group(name: str) -> bool:
    """A phrase for several units: 各县（市、区）政府, 相关部门, …领导小组成员单位."""
    bare = NOTE.sub("", name)
    if bare in words("bodies", "generic"):
        return False
    if bare.endswith(words("groups", "tails")):
        return True
    if name[:1] in "省市州盟县区旗乡镇地街" and _LEVELS.fullmatch(name):
        return True
    if ("各" in bare[1:] and bare.endswith(_body_ends())) or _COUNTED_GROUP.fullmatch(bare):
        return True
    # 各责任单位要按照职责分工: begins like a group and is a clause.
    return bool(_heads().match(name) or _OF_A_LEVEL.search(name)) and bare.endswith(_group_ends())


_OF_A_LEVEL = re.compile(r"[市省县区州]直各|[市省县区州]级各|属各|各有关|各相关|^[市省县区州]直?(?:有关|相关|各级)")
# 市、县（市、区）人民政府 and 县市区政府 mean each of them, 县政府 means one.
_LEVELS = re.compile(
    r"(?:[省市州盟县区旗乡镇地]|街道)[、,，]?\s*(?:[省市州盟县区旗乡镇地、,，\s]|街道|[（(][市州县区旗、,，]{1,8}[）)])+(?:人民政府|政府|党委|管委会)"
)


# “四区”政府 are several governments, and 街道办事处 those of all streets; 三甲区政府 is one.
_COUNTED_GROUP = re.compile(
    r"[“\"]?[两二三四五六七八九十]个?[县区市旗州]{1,3}[”\"]?(?:人民政府|政府|管委会)|(?:乡镇|镇街|街镇|街道)(?:人民政府|政府|办事处|党工委)?"
)


@cache
def _body_ends() -> tuple[str, ...]:
    return tuple(w for kind in KIND_ORDER for w in words("kinds", kind))


@cache
def _group_ends() -> tuple[str, ...]:
    return words("groups", "ends") + _body_ends()


@cache
def zones_alone() -> re.Pattern[str]:
    """A zone without a name of its own: ``many`` where there are always several (园区管委会)."""
    many, one = any_of(words("groups", "zones")), any_of(words("groups", "zones_behind_a_group"))
    return re.compile(rf"(?:(?P<many>{many})|{one}|)(?:管委会|管理委员会|管委|(?<=区))")


def is_indefinite(name: str) -> bool:
    """A group that names nobody in particular (有关部门, 相关县区)."""
    return is_group(name) and bool(_nobody().search(name[:6]))


@cache
def _nobody() -> re.Pattern[str]:
    return re.compile(any_of(words("groups", "indefinite")))
