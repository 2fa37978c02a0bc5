"""What one piece of a list says, between two separators: names, a word that gives them a role, a deadline, an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from zeren.loaders.names.families import families
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.levels import split_level
from zeren.loaders.names.noted import person_noted
from zeren.loaders.names.units import is_unit, kind_of
from zeren.loaders.words.labels import labels_in
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, depths
from zeren.loaders.words.roles import verbs

DEADLINE = re.compile(
    r"(?:(?:力争|确保|于|在)?(?:[12]\d{3}年)?(?:(?:上|下)?半?年|年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|末|内|初)?"
    r"(?:之?前|以前|内)?(?:(?:基本|全面|全部)?(?:完成|建成|落实到位)|办结|见效|投用|投入使用|取得[^，。；、]{0,6}(?:实效|成效|进展|成果)))|年底前|年内|(?:持续|长期|全年|常态化)(?:推进|坚持|开展|实施|深化|进行)|立即整改并长期坚持"
)
AT_A_TIME = re.compile(
    r"(?:力争|确保|于|在)?(?:[12]\d{3}年(?!度)|\d{1,2}月|年内|年底|[上下]半年|第?[一二三四]季度|全年(?!级)|持续推进|长期坚持)(?!.*由)"
)
"""How words begin that say when: 「6月底前出台相关政策，年内持续推进」. No unit's name does."""


class Step(Struct, frozen=True):
    """What a piece of a list says: a name (with the role noted behind it), a role word for the names so far, …"""

    kind: str
    """name, people (of the unit before), role, deadline or open; ``together`` is the word that ends the list of those
    who lead (会同)."""
    start: int = 0
    end: int = 0
    role: str | None = None


@lru_cache(maxsize=20_000)
def steps_of(chunk: str) -> tuple[Step, ...] | None:
    """What one piece of a list says, None where it is nothing but a name; the same names come in list after list."""
    steps = tuple(_read(chunk, 0, len(chunk)))
    return None if steps == (Step("name", 0, len(chunk)),) else steps


def _read(chunk: str, start: int, end: int) -> Iterator[Step]:
    text = chunk[start:end]
    if not text or text in words("bodies", "nobody"):
        return
    if DEADLINE.fullmatch(text) or AT_A_TIME.match(text):
        yield Step("deadline", start, end)
        return
    by = _by().match(text)
    if by and len(text) > by.end():
        start, end = _bare(chunk, start + by.end(), end)
        text = chunk[start:end]
    joined = next((m for m in _together().finditer(text) if not depths(text)[m.start()]), None)
    if joined:
        yield from _read(chunk, start, start + joined.start())
        yield Step("together", role="lead")
        yield from _read(chunk, start + joined.end(), end)
        return
    role = tail().search(text)
    if role and role["watch"] and not is_unit(text[: role.start()]):
        # 市场监督、公安: the word belongs to a short name.
        role = None
    if role and not depths(text)[role.start()]:
        yield from _names(chunk, *_bare(chunk, start, start + role.start()))
        lead = role["lead"] or role["is_lead"] or "牵头" in role.group()
        support = role["support"] or role["is_support"]
        yield Step("role", role="lead" if lead else "support" if support else "other" if role["watch"] else "joint")
        return
    scoped = _SCOPED.fullmatch(text)
    if scoped and is_unit(scoped["unit"]):
        # 「甲局牵头负责建筑工地，乙局负责道路」: each with its part of the work.
        yield Step("name", start, start + scoped.end("unit"))
        yield Step(
            "role", role="lead" if "牵头" in scoped["role"] else "support" if scoped["role"] == "配合" else "joint"
        )
        return
    yield from _names(chunk, start, end)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(any_of(words("roles", "by")))


@cache
def tail() -> re.Pattern[str]:
    """How a piece ends that gives the names so far a role: 牵头, 按职责分工负责, 为牵头单位."""
    manner = any_of([*words("roles", "manner"), "等", "分别", "、"])
    lead, joint, support, watch = (any_of(verbs(role)) for role in ("lead", "responsible", "support", "watching"))
    more = f"(?:{lead}|{joint}|{support}|{watch}|{manner}|抓总|推进|到位|好|完成|工作|各项|相关|有关)"
    noun = "(?:单位|部门|责任单位|责任部门)"
    return re.compile(
        rf"(?:作?为|是)(?:第一|主要)?(?:(?P<is_lead>{lead})|(?P<is_support>{support})|(?P<is_joint>责任)){noun}$|"
        rf"(?P<manner>(?:{any_of(words('roles', 'manner'))})*)"
        rf"(?P<role>(?P<lead>{lead})|(?P<support>{support})|(?P<joint>{joint})|(?P<watch>{watch})){more}*$"
    )


@cache
def _together() -> re.Pattern[str]:
    others = [w for w in words("roles", "together") if len(w) > 1]
    # 商 alone only between two bodies: some names hold it (市商甲局).
    does = any_of([*verbs("lead", "responsible", "support"), "做好", "共同"])
    no_verb = any_of(words("roles", "not_together"))
    # 乙局协同推进 is a role, 甲局协同乙局 joins two.
    return re.compile(rf"(?:并|再)?{any_of(others)}(?!{does}|$)|(?<=[局委部办厅院])(?!{no_verb})商")


_SCOPED = re.compile(
    r"(?P<unit>.{3,20}?)(?P<role>牵头负责|牵头|负责|配合)(?!单位|部门|人|同志|的|举办|召开|起草|主持)(?P<what>[\u3400-\u9fff]{2,16})"
)


def _bare(chunk: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at either end."""
    text = chunk[start:end]
    return end - len(text.lstrip()), start + len(text.rstrip())


def _names(chunk: str, start: int, end: int) -> Iterator[Step]:
    text = chunk[start:end]
    if not text:
        return
    level = depths(text)
    for i in range(1, len(text)):
        if text[i] != "等" or level[i] or _NOT_OPEN.search(text[:i]):
            continue
        also = _ALSO.match(text, i)
        if also is None or (also["more"] and not is_unit(also["more"])):
            continue
        yield Step("open")
        yield from _names(chunk, start, start + i)
        if also["more"]:
            # 「甲局等和各县政府」
            yield from _names(chunk, start + also.start("more"), end)
            return
        rest = also["rest"] or ""
        more = _AND_MORE.match(rest)
        if more and is_unit(rest[more.end() :]):
            # 「等部门和各设区市政府」
            yield from _names(chunk, start + also.start("rest") + more.end(), end)
            return
        # 「等相关县（市、区）政府」 adds a group; 「等有关部门」 and 「等部门」 only leave the list open.
        if rest.startswith(("相关", "各")) and not rest.startswith(("各有关", "各相关")):
            yield Step("name", start + i + 1, end)
        return
    if text == "等":
        yield Step("open")
        return
    one = person_noted(text) if text[-1] in BRACKETS_CLOSE else None
    if one:
        # 「甲局（张某）」
        yield from _names(chunk, *_bare(chunk, start, start + one.start()))
        yield Step("people", start + one.start("who"), start + one.end("who"))
        return
    rule = _NOTED_RULE.search(text) or _NOTED_CONTACT.search(text)
    if rule and rule.start():
        # 「乙局（第一个单位为牵头单位，下同）」: the note is a rule for the document.
        yield from _names(chunk, *_bare(chunk, start, start + rule.start()))
        return
    who = people_noted(text)
    if who:
        yield from _names(chunk, *_bare(chunk, start, start + who[0]))
        yield Step("people", start + who[1], end - 1)
        return
    noted = NOTED_ROLE.search(text)
    if noted and noted.start():
        # 「甲局（牵头）、乙局、丙局」
        yield Step("name", *_bare(chunk, start, start + noted.start()), "lead" if noted["lead"] else "support")
        return
    limit = _NOTED_LIMIT.search(text)
    if limit and limit.start() and AT_A_TIME.match(limit["when"]):
        # 「甲局（6月底前）」
        yield from _names(chunk, *_bare(chunk, start, start + limit.start()))
        yield Step("deadline", start + limit.start("when"), start + limit.end("when"))
        return
    cut = _joint(text, level) or _run_together(text)
    if cut:
        yield from _names(chunk, *_bare(chunk, start, start + cut[0]))
        yield from _names(chunk, *_bare(chunk, start + cut[1], end))
        return
    yield Step("name", start, end)


_ALSO = re.compile(
    r"等(?P<rest>(?:有关|相关|各|其他|国务院|中央|国家|市直|省直|市级|省级|地|县|区|市|省|部门|单位|方面|地方|成员单位|企业|金融机构"
    r"|(?:\d+|[一二三四五六七八九十两多数]+)余?[个家]).*|(?:\d+|[一二三四五六七八九十两多数]+)余?(?:部门|单位|部委|地区)"
    rf"|[{HAN}]{{0,12}}(?:部门|单位))?$|等(?:以及|和|与|及)(?P<more>[{HAN}].+)$"
)
_AND_MORE = re.compile(r"(?:国务院|中央|国家|[省市县区州]直?|各)?(?:有关|相关)?(?:部门|单位|部委)(?:以及|和|与|及)")
_NOT_OPEN = re.compile(r"[高中初平同均特优]$")
NOTED_ROLE = re.compile(
    r"[（(]\s*(?:(?P<lead>牵头(?:单位|部门|负责)?|主办|主责)|(?:配合|协办|参与)(?:单位|部门)?)(?:[，,；;][^（）()]{1,20})?\s*[）)]$"
)
_NOTED_LIMIT = re.compile(r"[（(](?P<when>[^（）()]{2,14})[）)]$")
_NOTED_CONTACT = re.compile(r"[（(][^（）()]*(?:联系|电话|\d{5,})[^（）()]*[）)]$")
_NOTED_RULE = re.compile(r"[（(][^（）()]*(?:为[^（）()]{0,6}牵头|下同|不再列出)[^（）()]*[）)]$")
_LAST_NOTE = re.compile(r"[（(](?P<label>[^（）()：:]{2,8}[：:])[^（）()：:，,；;]{2,30}[）)]$")


def people_noted(text: str) -> tuple[int, int] | None:
    """Where the note 「（责任人：张某）」 behind a unit at the end of ``text`` begins, and where its people do."""
    # No bracket stands in a note: it is the last one.
    note = _LAST_NOTE.match(text, max(0, text.rfind("（"), text.rfind("("))) if text[-1] in "）)" else None
    labels = labels_in(note["label"]) if note and note.start() else ()
    if note is None or len(labels) != 1 or labels[0].start or labels[0].role != "leader":
        return None
    return (note.start(), note.end("label")) if kind_of(text[: note.start()]) else None


_NEXT_LEVEL = re.compile(r"(?<=[局委办厅院部])(?=[省市县区州旗].)")


def _run_together(text: str) -> tuple[int, int] | None:
    """Where a 、 is missing: 市甲局市乙局 are two, where both are bodies of the table behind a level."""
    if len(text) < 8:
        return None
    for match in _NEXT_LEVEL.finditer(text, 3):
        halves = [split_level(half) for half in (text[: match.start()], text[match.start() :])]
        if all(own and rest in families() for own, rest in halves):
            return match.start(), match.start()
    return None


_JOINT = re.compile("以及|及其|及|与|和")


def _joint(text: str, level: list[int]) -> tuple[int, int] | None:
    """Where 及, 与 or 和 joins two names: only between two bodies, for 市甲和乙建设局 holds 和."""
    for match in _JOINT.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if level[match.start()] or len(left) < 2 or len(right) < 3:
            continue
        if match.group() == "及其":
            continue
        if (
            kind_of(left) is not None
            and kind_of(right) is not None
            and not (is_group(left) and right in ("单位", "部门"))
        ):
            return match.start(), match.end()
    return None
