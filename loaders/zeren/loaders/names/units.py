"""What a name means: a body, for certain or by its look, of what kind and for what; or nothing but a person."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from zeren.loaders.names.families import families, in_a_place, owner_of, split_level, without_place
from zeren.loaders.names.functions import is_short, purpose_of, spelled
from zeren.loaders.names.groups import KIND_ORDER, is_group, without_asides
from zeren.loaders.names.latin import is_latin, is_latin_body, is_person
from zeren.loaders.text.glyphs import simple
from zeren.loaders.words.lexicon import HAN, any_of, one_of, table_rows, words

COUNTY_SEAT = re.compile(rf"(?P<place>(?!自治)[{HAN}]{{1,7}}[县区市旗州盟])(?:人民)?政府")
PLACE_ALONE = re.compile(rf"[{HAN}]{{1,7}}[县区市旗]")
BRANCHES = "部门"
"""The tail that branches of government share by their short names: 发改、财政部门."""
_LONGEST = 40
_LONGEST_LATIN = 120


class Certainty(StrEnum):
    """How sure it is that a text is the name of a body."""

    CERTAIN = "certain"
    """By the table, its level, its place, its function or its end; a phrase for several bodies."""
    LOOKS = "looks"
    """It ends as bodies do, and may be something else: what is built, a place, a branch by its short name."""
    NONE = "none"


@lru_cache(maxsize=10_000)
def certainty(name: str) -> Certainty:
    """How sure it is that ``name`` is a body's: 市甲局 is, 甲中心 may be, 建设甲中心 and 各产业 are none."""
    if not is_unit(name):
        return Certainty.LOOKS if _only_in_a_list(name) else Certainty.NONE
    if is_latin(name) or is_group(name):
        return Certainty.CERTAIN
    bare = without_asides(simple(name))
    own, rest = split_level(bare)
    purpose = purpose_of(bare)
    known = own or rest in families() or in_a_place(bare) or without_place(bare) or COUNTY_SEAT.fullmatch(bare)
    if known or (purpose and purpose.sure) or bare.startswith(words("bodies", "known_fronts")):
        return Certainty.CERTAIN
    certain = bare.endswith(words("bodies", "certain_ends")) and len(bare) > 2
    zone = bare in words("places", "zone_alone") or name.endswith(("（管委会）", "(管委会)"))
    return Certainty.CERTAIN if certain or zone or _OF_A_PLACE.match(bare) or _TOWN.fullmatch(bare) else Certainty.LOOKS


_TOWN = re.compile(rf"[{HAN}]{{2,4}}(?:镇|乡|街道|苏木)")
_OF_A_PLACE = re.compile(rf"[{HAN}]{{2,6}}(?:省|[^城都超夜]市|县|[州盟旗])(?=[{HAN}]{{2}})")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,6}[A-Z]s?")


def _only_in_a_list(name: str) -> bool:
    """Is ``name`` a place, a branch for short or an acronym, which is a body where others stand beside it?"""
    if _ACRONYM.fullmatch(name):
        return True
    short = _SHORT_PLACE.fullmatch(name) or is_short(split_level(name)[1])
    return bool(short) and not _is_none(name)


_SHORT_PLACE = re.compile(rf"[{HAN}]{{1,5}}[县区市旗]")


@lru_cache(maxsize=10_000)
def kind_of(name: str) -> str | None:
    """What kind of body ``name`` means, by the family table and then by how it ends; None where nothing tells."""
    if is_latin(name):
        return "institution" if is_latin_body(name) else None
    printed, name = name, simple(name)
    bare = without_asides(name)
    if is_group(name):
        return "group"
    if bare in words("bodies", "generic"):
        return None
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
    if rest.endswith(BRANCHES) and (is_branch(rest) or purpose_of(bare)):
        return "department"
    # 嵐發會: printed in traditional characters, whose bodies end so.
    return "department" if printed != name and len(bare) <= 6 and bare.endswith("会") else None


def function_of(name: str) -> str | None:
    """What the body is for, comparable across cities: the same for 市甲委 and 省甲厅."""
    bare = without_asides(name)
    rest = split_level(bare)[1]
    family = families().get(rest) or without_place(bare) or owner_of(rest) or without_place(rest)
    if family:
        return family.function
    purpose = None if is_group(name) else purpose_of(bare)
    return (purpose.function or None) if purpose else None


def is_unit(name: str) -> bool:
    """Does ``name`` look like the name of a body, by itself?"""
    return 2 <= len(name) <= (_LONGEST_LATIN if is_latin(name) else _LONGEST) and _is_unit(name)


@lru_cache(maxsize=10_000)
def _is_unit(name: str) -> bool:
    if kind_of(name) is None:
        return False
    if is_latin(name):
        return not is_person(name)
    bare = without_asides(name)
    if one_of("bodies", "clause_begins").match(name) or _clause_holds().search(name):
        return False
    if is_group(name):
        return _done_to_several().match(name) is None
    own, rest = split_level(bare)
    # 省甲病的防控指挥部: behind a level, what coordinates may hold 的.
    coordinates = own and bare.endswith(words("bodies", "coordinating_ends"))
    return rest in families() or bool(coordinates) or not _is_none(bare)


@cache
def _done_to_several() -> re.Pattern[str]:
    """推动各单位 names nobody, 参与企业 does."""
    return re.compile(rf"{any_of(words('bodies', 'aims') + words('bodies', 'aims_or_names'))}(?:各|相关|有关|全)")


@lru_cache(maxsize=10_000)
def _is_none(bare: str) -> bool:
    """Is it what is done (建设甲中心, 支持乙企业), a word that only ends as bodies do (新格局), or no name at all?"""
    if bare.endswith(words("bodies", "no_body_ends")) or one_of("bodies", "not_in_names").search(bare):
        return True
    if _acts_through(bare) or _counted().fullmatch(bare):
        return True
    if _aim().match(bare) is None or bare.endswith(words("bodies", "coordinating_ends")):
        return False
    purpose = spelled(bare)
    return purpose is None or not purpose.sure


def _acts_through(bare: str) -> bool:
    word = one_of("bodies", "acts_through").match(bare)
    rest = split_level(bare[word.end() :])[1] if word else ""
    return rest in words("bodies", "generic") or rest in families()


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(words("bodies", "counted")))


@cache
def _aim() -> re.Pattern[str]:
    """A verb, and not the end of a body right behind it (推进办)."""
    aims, either = any_of(words("bodies", "aims")), any_of(words("bodies", "aims_or_names"))
    return re.compile(rf"(?:{aims}|{either}(?!{any_of(words('bodies', 'named_by_verb'))}))(?!.$)")


def is_certain(name: str) -> bool:
    """Is a name that looks like a body's one by more than its end (甲中心 may be what is built)?"""
    return certainty(name) is Certainty.CERTAIN


@cache
def _clause_holds() -> re.Pattern[str]:
    return re.compile("|".join(words("bodies", "clause_holds")))


def is_body_or_place(name: str) -> bool:
    """May it stand alone in a list of bodies: a body, or a place for its government?"""
    return kind_of(name) is not None or _SHORT_PLACE.fullmatch(name) is not None


def is_ending(name: str) -> bool:
    """Is ``name`` only how names end (管委会, 管理局)? On a line of its own it is the rest of a name before it."""
    return name in words("bodies", "generic") or any(name in words("kinds", kind) for kind in KIND_ORDER)


@lru_cache(maxsize=10_000)
def county_of(name: str) -> str | None:
    """The county whose government ``name`` is: 甲县 for 甲县人民政府."""
    match = COUNTY_SEAT.fullmatch(without_asides(name))
    return match["place"] if match and not is_group(name) else None


@lru_cache(maxsize=10_000)
def is_branch(name: str) -> bool:
    """Is it a branch of government, 交通部门 as well as 公安部门?"""
    rest = split_level(name)[1]
    return rest in families() or any(rest.removesuffix(BRANCHES) + end in families() for end in _BRANCH_BODIES)


_BRANCH_BODIES = ("局", "委", "厅", "办")


_PERSON_NOTE = re.compile(
    rf"[（(\[［]\s*(?P<who>[{HAN}]{{2,4}})\s*(?:[，,：:\s]*(?:(?:联系)?电话[：:]?)?\s*[\d-]{{3,}})?\s*[）)\]］]$"
)
_NOTE_LONGEST = 30


@lru_cache(maxsize=10_000)
def person_noted(text: str) -> re.Match[str] | None:
    """The note at the end of ``text``, a body before it, whose word can be nothing but a person's name.

    A family name is not enough: 郑州 and 许可 begin with one.
    """
    note = _PERSON_NOTE.search(text, max(0, len(text) - _NOTE_LONGEST))
    if note is None or kind_of(text[: note.start()]) in (None, "group"):
        return None
    return note if is_persons_name(note["who"]) else None


@lru_cache(maxsize=10_000)
def is_persons_name(text: str) -> bool:
    """Can ``text`` be nothing but a person's name? By its family name, its length, and what it ends with."""
    if "·" in text:
        return _OF_SEVERAL_PARTS.fullmatch(text) is not None
    if _full_name().fullmatch(text) is None or text.endswith(words("people", "no_person_ends")):
        return False
    return not is_unit(text) and text not in _places_for_short()


_OF_SEVERAL_PARTS = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")


@cache
def _full_name() -> re.Pattern[str]:
    sure, more = "".join(words("people", "surnames")), "".join(words("people", "surnames_of_three"))
    two = any_of(words("people", "surnames_of_two"))
    return re.compile(f"[{sure}][{HAN}]{{1,2}}|[{more}][{HAN}]{{2}}|{two}[{HAN}]{{1,2}}")


@cache
def _places_for_short() -> frozenset[str]:
    """The places of the country that are not called a county, without the word for their level: 郑州, 张家口."""
    names = [row["name"] for row in table_rows("places.csv")]
    return frozenset(re.sub("(?:自治)?[省市州县区旗盟]$", "", name) for name in names)
