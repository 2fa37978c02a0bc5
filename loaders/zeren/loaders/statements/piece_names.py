"""The names in one piece of a list: how the list is left open, what is noted behind a name, two names in one.

The rules are tried in order; the first that fits reads the piece, and what it leaves is read by them again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from zeren.loaders.names.families import families, split_level
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_body_or_place, is_certain, is_unit, kind_of, person_noted
from zeren.loaders.statements.steps import Piece, Rule, Step
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, depths
from zeren.loaders.words.phrases import TAIL_LONGEST, UNIT_NOUN, manner_opening, stem
from zeren.loaders.words.roles import stems, verbs
from zeren.loaders.words.times import AT_A_TIME

Steps = Sequence[Step] | None


def _open(piece: Piece, text: str) -> Steps:
    level = depths(text)
    at = text.find("等")
    while at >= 0:
        rest = text[at + 1 :]
        if not level[at] and not _NOT_OPEN.search(text, 0, at) and (at or not rest):
            more = _behind_open(rest)
            if more is not None:
                behind = (piece.cut(at + 1 + more).step("names"),) if more < len(rest) else ()
                return Step("open"), piece.cut(0, at).step("names"), *behind
        at = text.find("等", at + 1)
    return None


def _behind_open(rest: str) -> int | None:
    """Where in the words behind 等 another name begins; their length where they only leave the list open, None where
    they are part of a name."""
    joined = _AND_MORE.match(rest)
    if joined and is_unit(rest[joined.end() :]):
        # 等部门和各设区市政府, 等和各县政府
        return joined.end()
    if rest.startswith(_SOME) and rest.endswith(_GOVERNED):
        # 等相关县（市、区）政府 adds a group, 等有关部门 leaves the list open.
        return 0
    if rest.startswith(("相关", "各")) and not rest.startswith(("各有关", "各相关")) and not rest.endswith("单位"):
        return 0
    return len(rest) if not rest or _LEFT_OPEN.fullmatch(rest) else None


_SOME = ("相关", "有关", "各有关", "各相关", "其他")
_GOVERNED = ("政府", "管委会", "县", "区", "市", "州", "盟", "旗", "乡镇", "街道", "党委")
_AND_MORE = re.compile(
    r"(?:(?:国务院|中央|国家|[省市县区州]直?|各)?(?:有关|相关)?(?:部门|单位|部委))?(?:以及|和|与|及)"
)
_LEFT_OPEN = re.compile(
    r"(?:有关|相关|各|其他|国务院|中央|国家|市直|省直|市级|省级|地|县|区|市|省|部门|单位|方面|地方|成员单位|企业|金融机构"
    r"|(?:\d+|[一二三四五六七八九十两多数]+)余?[个家]).*|(?:\d+|[一二三四五六七八九十两多数]+)余?(?:部门|单位|部委|地区)"
    rf"|[{HAN}]{{0,12}}(?:部门|单位)(?:[（(](?:部门|单位)[）)])?"
)
_NOT_OPEN = re.compile(r"[高中初平同均特优]$")


def _noted(piece: Piece, text: str) -> Steps:
    """What a bracket at the end notes of the name before it."""
    if text[-1] not in BRACKETS_CLOSE:
        return None
    one = person_noted(text)
    if one:
        return piece.cut(0, one.start()).step("names"), piece.cut(*one.span("who")).step("people")
    rule = _noted_rule().search(text) or _NOTED_CONTACT.search(text)
    if rule and rule.start():
        return (piece.cut(0, rule.start()).step("names"),)
    who = people_noted(text)
    if who:
        return piece.cut(0, who[0]).step("names"), piece.cut(who[1], len(text) - 1).step("people")
    noted = _noted_role().search(text)
    if noted and noted.start():
        return (piece.cut(0, noted.start()).step("name", "lead" if noted["lead"] else "support"),)
    limit = _NOTED_LIMIT.search(text)
    if limit and limit.start() and AT_A_TIME.match(limit["when"]):
        return piece.cut(0, limit.start()).step("names"), piece.cut(*limit.span("when")).step("deadline")
    return None


@cache
def role_noted() -> re.Pattern[str]:
    """A role in brackets behind a name: 甲局（牵头）."""
    lead = rf"(?P<lead>{any_of(stems('lead'))}(?:{UNIT_NOUN}|{stem('responsible')})?)"
    return re.compile(
        rf"[（(]\s*(?:{lead}|{any_of(stems('support'))}{UNIT_NOUN}?)(?:[，,；;][^（）()]{{1,20}})?\s*[）)]"
    )


@cache
def _noted_role() -> re.Pattern[str]:
    return re.compile(f"{role_noted().pattern}$")


_NOTED_LIMIT = re.compile(r"[（(](?P<when>[^（）()]{2,14})[）)]$")
_NOTED_CONTACT = re.compile(r"[（(][^（）()]*(?:联系|电话|\d{5,})[^（）()]*[）)]$")


@cache
def _noted_rule() -> re.Pattern[str]:
    return re.compile(rf"[（(][^（）()]*(?:为[^（）()]{{0,6}}{stem('lead')}|下同|不再列出)[^（）()]*[）)]$")


_LAST_NOTE = re.compile(r"[（(](?P<label>[^（）()：:]{2,8})[：:][^（）()：:，,；;]{2,30}[）)]$")


def people_noted(text: str) -> tuple[int, int] | None:
    """Where the note 「（责任人：张某）」 behind a unit at the end of ``text`` begins, and where its people do."""
    # No bracket stands in a note: it is the last one.
    note = _LAST_NOTE.match(text, max(0, text.rfind("（"), text.rfind("("))) if text[-1] in "）)" else None
    if note is None or not note.start() or role_of_label(note["label"]) != "leader":
        return None
    return (note.start(), note.end("label") + 1) if kind_of(text[: note.start()]) else None


def _run_together(piece: Piece, text: str) -> Steps:
    for match in _NEXT_LEVEL.finditer(text, 3) if len(text) >= _TWO_NAMES else ():
        halves = [split_level(half) for half in (text[: match.start()], text[match.start() :])]
        if all(own and rest in families() for own, rest in halves):
            return piece.cut(0, match.start()).step("names"), piece.cut(match.start()).step("names")
    return None


def _behind_a_group(piece: Piece, text: str) -> Steps:
    """「综合协调组市甲局」: the line end behind the name of a group, which is what the body leads, is lost."""
    for match in _NEXT_OF_GROUP.finditer(text):
        group, body = split_level(text[: match.start()]), split_level(text[match.start() :])
        if body[0] and body[1] in families() and not group[0]:
            return piece.cut(0, match.start()).step("tail"), piece.cut(match.start()).step("names")
    return None


_NEXT_OF_GROUP = re.compile(rf"(?<=[{HAN}]{{2}}组)(?=[省市县区州旗].)")
_TWO_NAMES = 8
_NEXT_LEVEL = re.compile(r"(?<=[局委办厅院部])(?=[省市县区州旗].)")


def _joined(piece: Piece, text: str) -> Steps:
    level = depths(text)
    for match in _JOINT.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if level[match.start()] or len(left) < 2 or len(right) < 3:
            continue
        # 市甲和乙建设局 holds 和; 各部门和单位 is one phrase.
        if is_body_or_place(left) and is_body_or_place(right) and not (is_group(left) and right.startswith(_GENERIC)):
            return piece.cut(0, match.start()).step("names"), piece.cut(match.end()).step("names")
    return None


_JOINT = re.compile("以及|及(?!其|所属)|与|和")
_GENERIC = ("单位", "部门")


def _tail(piece: Piece, text: str) -> Steps:
    """The name ends where the longest certain body ends; the words behind it are no part of it, known or not."""
    if len(text) < _TAIL_SHORTEST or is_unit(text):
        return None
    level = depths(text)
    for at in range(len(text) - _TAIL_SHORTEST + 2, 2, -1):
        front = text[:at]
        if level[at] or len(text) - at > TAIL_LONGEST or not _predicate().match(text, at) or _GOES_ON.search(front):
            continue
        # 甲局牵头举办, 乙局主要负责同志: a stem that does not end the piece belongs to a clause or a noun.
        said = text[at:]
        manner = manner_opening().match(said) or not (any(map(said.__contains__, _stems())) or _MUST.search(said))
        if manner and is_unit(front) and is_certain(front):
            return piece.cut(0, at).step("names"), piece.cut(at).step("tail")
    return None


@cache
def _stems() -> tuple[str, ...]:
    return verbs("lead", "responsible", "support")


_TAIL_SHORTEST = 6
# 各单位|纪委要履行: a clause with a subject of its own.
_MUST = re.compile("(?<![主需重])要(?![求素件])|应(?!急)|须")
# 乙局各展所|长促发展: the manner begins behind the body.
_GOES_ON = re.compile("(?<=[局厅办署])[各共并按依]")


@cache
def _predicate() -> re.Pattern[str]:
    # What goes on with the name (市教育局第一幼儿园, 市乙局所属医院) begins in another way than what they do, and so
    # does an office (市甲局|局长张某, 市甲局局|长张某).
    office = f"长(?![期远效])|{any_of(words('titles', 'ends'))}"
    name = f"(?<![局厅办署])各|(?<=组)织|{office}|[第所下直机系和及与的等要应须将可已正为是在对不未把被让使从]"
    return re.compile(f"(?!{name})[{HAN}]{{2,}}$")


def _marked(piece: Piece, text: str) -> Steps:
    bare = text.rstrip(_SIGNS)
    return (piece.cut(0, len(bare)).step("names"),) if bare != text and is_unit(bare) else None


_SIGNS = "*＊★☆※▲△#＃"
"""What is printed behind a name to say something of it elsewhere."""

RULES_OF_NAMES = (
    Rule("marked", _marked, "市甲局*、市乙局", "responsible 市甲局; responsible 市乙局"),
    Rule("open", _open, "市甲局等部门和各设区市政府", "responsible 市甲局; responsible 各设区市政府; open"),
    Rule("noted", _noted, "市甲局（牵头）、市乙局（责任人：张某）", "leader 张某; lead 市甲局; responsible 市乙局"),
    Rule("joined", _joined, "市甲局和市乙局", "responsible 市甲局; responsible 市乙局"),
    Rule("run together", _run_together, "市农机局市口岸局", "responsible 市农机局; responsible 市口岸局"),
    Rule("behind a group", _behind_a_group, "综合协调组市园林局牵头", "lead 市园林局; tail 综合协调组"),
    Rule("tail", _tail, "市甲局按职责完成有关工作", "responsible 市甲局; tail 按职责完成有关工作"),
)
