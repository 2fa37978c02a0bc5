"""Phrases for several bodies, whom they cover and whom they leave out: 各县（市、区）政府, 其他各县, 除甲县外各县."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zeren.loaders.text.glyphs import simple
from zeren.loaders.words.lexicon import HAN, any_of, lexicon, one_of, words

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

_ASIDE = re.compile(r"[（(〔\[［【〈<][^（）()〔〕\[\]［］【】〈〉<>]*[）)〕\]］】〉>]")


_BRACKET = re.compile(r"(?P<open>[（(〔\[［【〈<])|[）)〕\]］】〉>]")


@lru_cache(maxsize=10_000)
def without_asides(name: str) -> str:
    """``name`` without all that stands in brackets, nested ones too; all of it where nothing else is there."""
    opened: list[int] = []
    asides: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(name):
        if bracket["open"]:
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            while asides and asides[-1][0] > start:
                asides.pop()
            asides.append((start, bracket.end()))
    ends = [0, *(end for _, end in asides)]
    bare = "".join([name[a:b] for a, b in zip(ends, [*(start for start, _ in asides), len(name)], strict=True)])
    return bare.strip() or name


@dataclass(frozen=True, slots=True)
class Cover:
    """Whom a phrase for several bodies means."""

    levels: frozenset[str]
    """The last words of the areas whose governments it means (县 市 区 旗 乡 镇 …), ``zone``, ``department`` or
    ``enterprise`` for bodies of that kind; empty where the phrase tells of none of these."""
    certain: bool
    """All of them (各县), not some that it does not name (相关县, 沿河各县)."""
    without: tuple[str, ...] = ()
    """Places that it leaves out by name: 甲县 for 除甲县外各县."""
    others: bool = False
    """其他各县: those that are named beside it are left out too."""


_EXCEPT = re.compile(
    r"^除了?(?P<front>.{2,40}?)[之以]?外[的，,]?|[（(](?:除|不含|不包括|不包含)(?P<noted>[^（）()]{2,40}?)(?:[之以]?外)?[）)]"
    r"|[（(](?P<out>[^（）()]{2,40}?)除外[）)]"
)
_PARTS = re.compile("[、，,和及与]")


def cover(phrase: str) -> Cover | None:
    """Whom ``phrase`` covers; None where it is no phrase for several bodies."""
    return _cover(phrase) if is_group(phrase) else None


@lru_cache(maxsize=10_000)
def _cover(phrase: str) -> Cover:
    phrase = simple(phrase)
    left_out = _EXCEPT.search(phrase)
    without: tuple[str, ...] = ()
    if left_out:
        who = left_out["front"] or left_out["noted"] or left_out["out"]
        without = tuple(name.strip() for name in _PARTS.split(who) if name.strip())
        phrase = phrase[: left_out.start()] + phrase[left_out.end() :]
    others = any(word in phrase for word in words("groups", "others"))
    # 各县（市、区）: areas in brackets are meant too; （…，以下简称区县） says how they are called.
    flat = _MARKS.sub("", _ASIDE.sub(_areas_only, phrase))
    match = _areas().fullmatch(flat)
    if match is None:
        kinds = [kind for kind in ("enterprise", "department") if flat.endswith(words("groups", f"{kind}_ends"))]
        certain = one_of("groups", "all").search(flat) is not None and not one_of("groups", "some").search(flat)
        return Cover(frozenset(kinds[:1]), certain, without, others)
    levels = {level for word in _area().findall(match["areas"]) for level in _level_words()[word].split()}
    whole = _whole().fullmatch(match["which"]) is not None and not one_of("groups", "some").search(match["areas"])
    return Cover(frozenset(levels), whole, without, others)


_MARKS = re.compile(r"[（）()〔〕\[\]［］【】〈〉<>、，,／/\s“”\"和与及或]")


def _areas_only(aside: re.Match[str]) -> str:
    inner = _MARKS.sub("", aside.group())
    areas = _areas().fullmatch(inner)
    return inner if areas and not areas["which"] else ""


@cache
def _level_words() -> dict[str, str]:
    """An area's word → the levels that it means."""
    found: dict[str, str] = lexicon()["groups"]["areas"]
    return found


@cache
def _area() -> re.Pattern[str]:
    return re.compile(any_of(_level_words()))


@cache
def _areas() -> re.Pattern[str]:
    """Words that say which, then areas and the words for their governments and nothing else."""
    area = any_of(_level_words())
    more = any_of(words("groups", "offices") + words("groups", "all") + words("groups", "some"))
    return re.compile(rf"(?P<which>.*?)(?P<areas>(?<![全本我]){area}(?:{area}|{more})*)")


@cache
def _whole() -> re.Pattern[str]:
    """What says that all are meant and nothing else: 各, 全市各, 其他各."""
    return re.compile(f"(?:{any_of(words('groups', 'all') + words('groups', 'others'))})+")


def seat_of(government: str) -> str:
    """A government's or committee's name without its word for the body: 甲县人民政府 gives 甲县."""
    return _GOVERNMENT.sub("", government)


_GOVERNMENT = re.compile("(?:人民政府|政府|管理委员会|管委会|党工委)$")


def level_of_seat(seat: str, zone: bool = False) -> str:
    """The level of the area that a government or committee is of, in the words of ``Cover.levels``."""
    return "zone" if zone else next((end for long, end in _LONG_ENDS if seat.endswith(long)), seat[-1:])


_LONG_ENDS = (("地区", "地"), ("街道", "街道"), ("社区", "社区"), ("自治区", "自治区"))


@lru_cache(maxsize=10_000)
def is_group(name: str) -> bool:
    """A phrase for several units: 各县（市、区）政府, 相关部门, …领导小组成员单位."""
    name = simple(name)
    rest = _EXCEPT.sub("", name)
    bare = without_asides(rest)
    if bare in words("bodies", "generic") or bare.startswith(words("groups", "of_another")):
        return False
    if rest != name and rest == name[-len(rest) :] and not one_of("groups", "heads").match(bare):
        return False
    if bare.endswith(words("groups", "tails")) or (bare.endswith("企业") and _several_firms().search(bare)):
        return True
    if bare[:1] in "省市州盟县区旗乡镇地街" and (_LEVELS.fullmatch(rest) or _LEVELS.fullmatch(bare)):
        return True
    if ("各" in bare[1:] and bare.endswith(_body_ends())) or _COUNTED_GROUP.fullmatch(bare):
        return True
    if _COUNTED.fullmatch(bare) or _AND_ITS_OWN.search(bare):
        return True
    # 各责任单位要按照职责分工: begins like a group and is a clause.
    head = one_of("groups", "heads").match(bare)
    if _each_of_some().fullmatch(bare):
        return True
    return bool((head and head.end() < len(bare)) or _OF_A_LEVEL.search(bare)) and bare.endswith(_group_ends())


@cache
def _each_of_some() -> re.Pattern[str]:
    """沿河各县区: those of some kind."""
    area, office = any_of(_level_words()), any_of(words("groups", "offices"))
    return re.compile(rf"(?:(?![和与及])[{HAN}]){{1,4}}各(?:{area})+(?:{office})?")


@cache
def _several_firms() -> re.Pattern[str]:
    """国有企业, 市属企业, 成员企业: which firms; but 支持中小企业 says what is done for them."""
    return re.compile(f"^(?:{any_of(words('groups', 'firms'))})")


_OF_A_LEVEL = re.compile(r"[市省县区州]直各|[市省县区州]级各|属各|各有关|各相关|^[市省县区州]直?(?:有关|相关|各级)")
# 市、县（市、区）人民政府 and 县市区政府 mean each of them, 县政府 means one.
_LEVELS = re.compile(
    r"(?:[省市州盟县区旗乡镇地]|街道)[、,，]?\s*(?:[省市州盟县区旗乡镇地、,，\s]|街道|[（(][市州县区旗、,，]{1,8}[）)])+(?:人民政府|政府|党委|管委会)"
)


# “四区”政府 are several governments, and 街道办事处 those of all streets; 三甲区政府 is one.
_COUNTED_GROUP = re.compile(
    r"[“\"]?[两二三四五六七八九十]个?[县区市旗州]{1,3}[”\"]?(?:人民政府|政府|管委会)|(?:乡镇|镇街|街镇|街道)(?:人民政府|政府|办事处|党工委)?"
)
# 十二个市级帮扶集团牵头单位
_COUNTED = re.compile(
    r"(?:\d{1,3}|[两二三四五六七八九十]{1,3})[个家].{2,24}(?:单位|部门|集团|政府|区县|县区|乡镇|街道|机构)"
)
# 甲署及所属各机关: a body and what belongs to it.
_AND_ITS_OWN = re.compile(
    r".{2}(?:及其?|和|与)(?:所属|下属|直属|所辖)[^及和与]{0,6}(?:单位|部门|机关|机构|企业|学校|公司)$"
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
