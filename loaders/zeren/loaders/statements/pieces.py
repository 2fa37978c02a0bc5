"""What one piece of a list says, between two separators: names, a stem that gives them a role, a time limit, an end.

The rules are tried in order; the first that fits reads the piece, and what it leaves is read by them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from zeren.loaders.names.families import families, split_level
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_unit, kind_of, person_noted
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, depths
from zeren.loaders.words.phrases import TAIL_LONGEST, UNIT_NOUN, joining, manner_opening, role_in, role_tail, stem
from zeren.loaders.words.roles import stems, verbs

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
    """name, people (of the unit before), role, deadline, open, or tail (unknown words kept off a name); ``together``
    is the word that ends the list of those who lead (会同)."""
    start: int = 0
    end: int = 0
    role: str | None = None


class Piece(NamedTuple):
    """The characters of a chunk that are read."""

    chunk: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.chunk[self.start : self.end]

    def cut(self, start: int, end: int | None = None) -> Piece:
        """Its characters from ``start`` to ``end``, without white space at either side."""
        stop = self.end if end is None else self.start + end
        text = self.chunk[self.start + start : stop]
        return Piece(self.chunk, stop - len(text.lstrip()), self.start + start + len(text.rstrip()))

    def name(self, role: str | None = None) -> Step:
        """The step that says that the piece is a name."""
        return Step("name", self.start, self.end, role)


class Rule(NamedTuple):
    """One way to read a piece."""

    name: str
    read: Callable[[Piece, str], Iterator[Step] | None]
    """The steps that the piece and its words say; None where the rule does not fit."""
    example: str
    reading: str
    """What the example says, as ``lists.shown`` puts it."""


@lru_cache(maxsize=10_000)
def steps_of(chunk: str) -> tuple[Step, ...] | None:
    """What one piece of a list says, None where it is nothing but a name; the same names come in list after list."""
    steps = tuple(_read(Piece(chunk, 0, len(chunk))))
    return None if steps == (Step("name", 0, len(chunk)),) else steps


def _read(piece: Piece) -> Iterator[Step]:
    text = piece.text
    if not text:
        return
    for rule in RULES:
        steps = rule.read(piece, text)
        if steps is not None:
            yield from steps
            return
    yield piece.name()


def _nobody(piece: Piece, text: str) -> Iterator[Step] | None:
    return iter(()) if text in words("bodies", "nobody") else None


def _deadline(piece: Piece, text: str) -> Iterator[Step] | None:
    said = DEADLINE.fullmatch(text) or AT_A_TIME.match(text)
    return iter((Step("deadline", piece.start, piece.end),)) if said else None


def _by(piece: Piece, text: str) -> Iterator[Step] | None:
    by = _by_word().match(text)
    return _read(piece.cut(by.end())) if by and len(text) > by.end() else None


@cache
def _by_word() -> re.Pattern[str]:
    return re.compile(any_of(words("phrases", "by")))


def _together(piece: Piece, text: str) -> Iterator[Step] | None:
    level = depths(text)
    joined = next((m for m in _together_word().finditer(text) if not level[m.start()]), None)
    # 各对口协同发展区县 holds the word.
    if joined is None or not (joined.start() == 0 or _is_body(role_tail().sub("", text[: joined.start()].strip()))):
        return None
    return _both(piece.cut(0, joined.start()), piece.cut(joined.end()))


def _both(before: Piece, after: Piece) -> Iterator[Step]:
    yield from _read(before)
    yield Step("together", role="lead")
    yield from _read(after)


@cache
def _together_word() -> re.Pattern[str]:
    # 商 alone only between two bodies: some names hold it (市商甲局).
    does = any_of([*verbs("lead", "responsible", "support"), "做好", "共同"])
    no_verb = any_of(words("phrases", "not_together"))
    # 乙局协同推进 is a role, 甲局协同乙局 joins two.
    return re.compile(rf"(?:并|再)?{any_of(joining())}(?!{does}|$)|(?<=[局委部办厅院])(?!{no_verb})商")


def _role(piece: Piece, text: str) -> Iterator[Step] | None:
    tail = role_tail().search(text)
    if tail is None or depths(text)[tail.start()]:
        return None
    role = role_in(tail)
    if role == "watching" and not is_unit(text[: tail.start()]):
        # 市场监督、公安: the word belongs to a short name.
        return None
    return _named(piece.cut(0, tail.start()), {"watching": "other", None: "joint"}.get(role, role) or "joint")


def _named(names: Piece, role: str) -> Iterator[Step]:
    yield from _read_names(names)
    yield Step("role", role=role)


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<unit>.{{3,20}}?)(?P<role>(?P<lead>{stem('lead')}){stem('responsible')}?|{stem('responsible')}|(?P<support>{stem('support')}))"
        rf"(?!{UNIT_NOUN}|人|同志|的|举办|召开|起草|主持)(?P<what>[{HAN}]{{2,16}})"
    )


def _scoped(piece: Piece, text: str) -> Iterator[Step] | None:
    scoped = _scope().fullmatch(text)
    if scoped is None or not is_unit(scoped["unit"]):
        return None
    role = "lead" if scoped["lead"] else "support" if scoped["support"] else "joint"
    return _named(piece.cut(0, scoped.end("unit")), role)


def _read_names(piece: Piece) -> Iterator[Step]:
    """The names before a stem: what says when or gives a role is behind us."""
    text = piece.text
    if not text:
        return
    for rule in RULES_OF_NAMES:
        steps = rule.read(piece, text)
        if steps is not None:
            yield from steps
            return
    yield piece.name()


def _open(piece: Piece, text: str) -> Iterator[Step] | None:
    level = depths(text)
    at = text.find("等")
    while at >= 0:
        rest = text[at + 1 :]
        if not level[at] and not _NOT_OPEN.search(text, 0, at) and (at or not rest):
            more = _behind_open(rest)
            if more is not None:
                return _opened(piece.cut(0, at), piece.cut(at + 1 + more) if more < len(rest) else None)
        at = text.find("等", at + 1)
    return None


def _opened(before: Piece, more: Piece | None) -> Iterator[Step]:
    yield Step("open")
    yield from _read_names(before)
    if more:
        yield from _read_names(more)


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


def _noted(piece: Piece, text: str) -> Iterator[Step] | None:
    """What a bracket at the end notes of the name before it."""
    if text[-1] not in BRACKETS_CLOSE:
        return None
    one = person_noted(text)
    if one:
        return _with_people(piece.cut(0, one.start()), piece.cut(one.start("who"), one.end("who")))
    rule = _noted_rule().search(text) or _NOTED_CONTACT.search(text)
    if rule and rule.start():
        return _read_names(piece.cut(0, rule.start()))
    who = people_noted(text)
    if who:
        return _with_people(piece.cut(0, who[0]), piece.cut(who[1], len(text) - 1))
    noted = noted_role().search(text)
    if noted and noted.start():
        return iter((piece.cut(0, noted.start()).name("lead" if noted["lead"] else "support"),))
    limit = _NOTED_LIMIT.search(text)
    if limit and limit.start() and AT_A_TIME.match(limit["when"]):
        return _limited(piece.cut(0, limit.start()), piece.cut(*limit.span("when")))
    return None


def _with_people(unit: Piece, who: Piece) -> Iterator[Step]:
    yield from _read_names(unit)
    yield Step("people", who.start, who.end)


def _limited(unit: Piece, when: Piece) -> Iterator[Step]:
    yield from _read_names(unit)
    yield Step("deadline", when.start, when.end)


@cache
def noted_role() -> re.Pattern[str]:
    """A role in brackets at the end of a name: 甲局（牵头）."""
    return re.compile(
        rf"[（(]\s*(?:(?P<lead>{any_of(stems('lead'))}(?:{UNIT_NOUN}|{stem('responsible')})?)|{any_of(stems('support'))}{UNIT_NOUN}?)"
        r"(?:[，,；;][^（）()]{1,20})?\s*[）)]$"
    )


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


def _run_together(piece: Piece, text: str) -> Iterator[Step] | None:
    for match in _NEXT_LEVEL.finditer(text, 3) if len(text) >= _TWO_NAMES else ():
        halves = [split_level(half) for half in (text[: match.start()], text[match.start() :])]
        if all(own and rest in families() for own, rest in halves):
            return _two(piece.cut(0, match.start()), piece.cut(match.start()))
    return None


_TWO_NAMES = 8
_NEXT_LEVEL = re.compile(r"(?<=[局委办厅院部])(?=[省市县区州旗].)")


def _joined(piece: Piece, text: str) -> Iterator[Step] | None:
    level = depths(text)
    for match in _JOINT.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if level[match.start()] or len(left) < 2 or len(right) < 3:
            continue
        # 市甲和乙建设局 holds 和; 各部门和单位 is one phrase.
        if _is_body(left) and _is_body(right) and not (is_group(left) and right.startswith(_GENERIC)):
            return _two(piece.cut(0, match.start()), piece.cut(match.end()))
    return None


def _two(one: Piece, other: Piece) -> Iterator[Step]:
    yield from _read_names(one)
    yield from _read_names(other)


def _is_body(name: str) -> bool:
    return kind_of(name) is not None or _PLACE.fullmatch(name) is not None


_JOINT = re.compile("以及|及(?!其|所属)|与|和")
_PLACE = re.compile(rf"[{HAN}]{{1,5}}[县区市旗]")
_GENERIC = ("单位", "部门")


def _tail(piece: Piece, text: str) -> Iterator[Step] | None:
    """The name ends where the longest certain body ends; the words behind it are no part of it, known or not."""
    if len(text) < _TAIL_SHORTEST or is_unit(text):
        return None
    level = depths(text)
    for at in range(len(text) - _TAIL_SHORTEST + 2, 2, -1):
        front = text[:at]
        if level[at] or len(text) - at > TAIL_LONGEST or not _PREDICATE.match(text, at) or _GOES_ON.search(front):
            continue
        # 甲局牵头举办, 乙局主要负责同志: a stem that does not end the piece belongs to a clause or a noun.
        manner = manner_opening().match(text, at) or not any(stem in text[at:] for stem in _stems())
        if manner and is_unit(front) and is_certain(front):
            return _tailed(piece.cut(0, at), piece.cut(at))
    return None


@cache
def _stems() -> tuple[str, ...]:
    return verbs("lead", "responsible", "support")


def _tailed(name: Piece, tail: Piece) -> Iterator[Step]:
    yield from _read_names(name)
    yield Step("tail", tail.start, tail.end)


_TAIL_SHORTEST = 6
# 乙局各展所|长促发展: the manner begins behind the body.
_GOES_ON = re.compile("(?<=[局厅办署])[各共并按依]")
# What goes on with the name (市教育局第一幼儿园, 市乙局所属医院) begins in another way than what they do.
_PREDICATE = re.compile(
    f"(?!(?<![局厅办署])各|[第所下直机系和及与的等要应须将可已正为是在对不未把被让使从])[{HAN}]{{2,}}$"
)

RULES = (
    Rule("nobody", _nobody, "待定、市甲局", "responsible 市甲局"),
    Rule("deadline", _deadline, "市甲局牵头，年底前完成", "lead 市甲局; by 年底前完成"),
    Rule("by", _by, "由市甲局牵头", "lead 市甲局"),
    Rule("together", _together, "市甲局会同市乙局负责", "lead 市甲局; support 市乙局"),
    Rule("role", _role, "市甲局牵头，市乙局按各自职责分工配合", "lead 市甲局; support 市乙局"),
    Rule("scoped", _scoped, "市甲局牵头负责建筑工地，市乙局负责道路", "lead 市甲局; responsible 市乙局"),
    Rule("names", lambda piece, text: _read_names(piece), "市甲局等", "responsible 市甲局; open"),
)
RULES_OF_NAMES = (
    Rule("open", _open, "市甲局等部门和各设区市政府", "responsible 市甲局; responsible 各设区市政府; open"),
    Rule("noted", _noted, "市甲局（牵头）、市乙局（责任人：张某）", "leader 张某; lead 市甲局; responsible 市乙局"),
    Rule("joined", _joined, "市甲局和市乙局", "responsible 市甲局; responsible 市乙局"),
    Rule("run together", _run_together, "市农机局市口岸局", "responsible 市农机局; responsible 市口岸局"),
    Rule("tail", _tail, "市甲局按职责完成有关工作", "responsible 市甲局; tail 按职责完成有关工作"),
)
