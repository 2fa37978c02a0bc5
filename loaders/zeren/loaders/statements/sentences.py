"""Statements at the end of a sentence: 「T，由甲局会同乙局等部门负责落实。」"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from zeren.loaders.names.groups import is_group, is_indefinite
from zeren.loaders.names.people import is_official
from zeren.loaders.names.tails import with_tails
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.lists import bodies, oversees, parse, sound
from zeren.loaders.statements.parts import (
    GROUP,
    IN_FRONT,
    NAME_LONGEST,
    NAME_STOP,
    SENTENCE_STOP,
    STATEMENT_LONGEST,
    WAS_DONE,
    Failed,
    Parsed,
    Part,
    parted,
)
from zeren.loaders.statements.piece_names import role_noted
from zeren.loaders.text.numbers import HAN_DIGITS
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, any_of, holds, words
from zeren.loaders.words.marks import depths
from zeren.loaders.words.phrases import UNIT_NOUN, acts, bearer, find_role_tail, joining, manner, stem
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.seen import has_seen
from zeren.loaders.words.times import AT_A_TIME, DEADLINE


def says_by_whom(text: str, start: int = 0, end: int | None = None) -> bool:
    """「由甲局、乙局按职责分工落实。」 has no word that the report accounts for."""
    return "由" in text and _by_whom().search(text, start, len(text) if end is None else end) is not None


def by_whom_said(text: str) -> list[tuple[int, int]]:
    """Where such a sentence without a word that the report accounts for names a body: 「由甲局、乙站共同组织实施。」"""
    if not says_by_whom(text):
        return []
    found = []
    for match in _by_whom().finditer(text):
        names = _FIRST_STOP.split(match.group()[1:])
        if not has_seen(match.group()) and any(is_unit(name) and not is_group(name) for name in names[:-1] or names):
            found.append(match.span())
    return found


_FIRST_STOP = re.compile(r"[、，,；;]")


@cache
def _by_whom() -> re.Pattern[str]:
    return re.compile(rf"由[^，,。；;：:]{{3,80}}{any_of(verbs('responsible'))}(?=[。；;\n]|$)")


def sentences(passage: Passage, start: int, end: int) -> Iterator[Part | Failed]:
    """Statements at the end of a sentence: 「T，由甲局会同乙局等部门负责落实。」"""
    text = passage.text
    if not (has_seen(text, start, end) or says_by_whom(text, start, end)):
        return
    level = depths(text)
    begin = start
    for i in [*(m.start() for m in SENTENCE_STOP.finditer(text, start, end) if not level[m.start()]), end]:
        if i > begin:
            yield from _sentence(passage, begin, i)
        begin = i + 1


class _Sentence(Struct, frozen=True):
    """A sentence that ends like a statement."""

    passage: Passage
    start: int
    end: int
    """Its characters in the passage, without the full stop."""
    last: int
    """Where its statement ends, a clause that says when left out."""
    limit: tuple[int, int] | None
    """Where that clause says when."""
    first: int
    """Where the statement may begin at the earliest."""
    near: str
    """Its words from there on."""


def _sentence(passage: Passage, start: int, end: int) -> Sequence[Part | Failed]:
    text = passage.text[start:end]
    if holds(text, "phrases", "hosting"):
        return []
    if not (has_seen(text) or "职责" in text or says_by_whom(text)):
        return []
    limited = _LAST_CLAUSE.search(text, max(0, len(text) - 40))
    if limited and not DEADLINE.fullmatch(limited["when"]) and not AT_A_TIME.match(limited["when"]):
        limited = None
    body = text[: limited.start()] if limited else text
    # Only near the end: a run of 负责 a page long would be searched from each of its words.
    if not (find_role_tail(body, max(0, len(body) - STATEMENT_LONGEST)) or role_noted().search(body)):
        return []
    limit = (start + limited.start("when"), start + limited.end("when")) if limited else None
    first = max(start, end - STATEMENT_LONGEST)
    one = _Sentence(passage, start, end, start + len(body), limit, first, passage.text[first:end])
    founded = _FOUNDED.search(one.near)
    if founded:
        # 「指挥部由甲局、乙局等部门组成，甲局为牵头单位。」
        return [Failed(first + founded.start(), end, GROUP, prose=True)]
    for begin in _begins(one):
        if _begins_with_no_unit(one.near[begin:]) or _is_an_aim(one.near, begin):
            continue
        parsed = parse(passage.cut(first + begin, one.last))
        if _shares_tail(one, begin, parsed):
            return []
        if parsed.has_role_word and (sound(parsed) or oversees(parsed)):
            return [*_subject(one, begin, parsed), *_part(one, begin, parsed)] if _answers(one, begin, parsed) else []
        if one.near[begin] == "由" and parsed.assignments:
            # 「会议由甲局牵头举办，乙局配合」: what follows is no statement by itself.
            return []
    return []


def _begins(one: _Sentence) -> list[int]:
    """Where the statement may begin: with the sentence, after a comma or colon, at 由; the longest reading wins."""
    near = one.near
    level = depths(near)
    begins = {m.end() for m in _BEFORE_STATEMENT.finditer(near) if not level[m.start()]}
    # 「由甲、乙、丙三区政府负责」: the list begins at 由, or is not read.
    begins -= {i + 1 for m in _WITHIN_LIST.finditer(near) for i in range(*m.span()) if near[i] == "、"}
    by = {i for i, c in enumerate(near) if c == "由" and not level[i]}
    begins |= by
    if one.first == one.start:
        begins.add(0)
    said = max((i for i in by if near[i - 1 : i] in _CLAUSE_ENDS), default=0)
    # 「新增10家企业，由甲局负责」: no list begins before its 由.
    return sorted(i for i in begins if i >= said)


def _shares_tail(one: _Sentence, begin: int, parsed: Parsed) -> bool:
    """「农业农村、市场监管部门负责」: what stands before shares the tail."""
    names = bodies(parsed)
    return bool(names) and names[0].endswith("部门") and one.near[begin - 1 : begin] == "、"


def _answers(one: _Sentence, begin: int, parsed: Parsed) -> bool:
    """Does it say who answers, or only who is named elsewhere, or who helps somebody that was not read?"""
    names = bodies(parsed)
    if names and all(map(bearer().fullmatch, names)):
        # 「由各责任单位按职责分工负责组织实施」
        return False
    if not all(a.role == "support" for a in parsed.assignments):
        return True
    # 「各项措施明确了牵头部门，其他相关部门配合。」「甲局要牵头抓好T，乙局配合。」「由某部门负责，乙局配合」
    return not (names and all(map(is_indefinite, names))) and not _answers_before().search(one.near, 0, begin)


def _subject(one: _Sentence, begin: int, helping: Parsed) -> Iterator[Part]:
    """Whom those who help do help, where a clause before them begins with a body: 「市甲局组织检查，乙局配合。」"""
    if any(a.role != "support" for a in helping.assignments):
        return
    for clause in reversed(list(_CLAUSE.finditer(one.near, 0, begin))):
        start = clause.start() + clause.group().startswith("由")
        *others, last = one.near[start : clause.end()].split("、")
        end = clause.end() - len(last) + _body_in_front(last)
        if end > clause.end() - len(last) and all(map(is_certain, others)) and not _NO_SUBJECT.match(one.near, end):
            parsed = parse(one.passage.cut(one.first + start, one.first + end))
            part = Part.of("sentence", parsed, one.first + clause.start(), one.first + end)
            part.goes_on = True
            yield part
            return


def _body_in_front(clause: str) -> int:
    """How many characters are the body with which a clause begins, and not all of it; 0 where none does."""
    lengths = range(min(len(clause) - 2, NAME_LONGEST), 2, -1)
    ends = (n for n in lengths if clause[n - 1 : n + 1] not in words("phrases", "verbs_like_ends"))
    return next((n for n in ends if is_certain(clause[:n]) and not is_group(clause[:n])), 0)


# What follows a body that does not act: 市甲局的, 市甲局和, 市甲局已建成.
_NO_SUBJECT = re.compile(f"[的和与及等所系是被已以]|{WAS_DONE}")
_CLAUSE = re.compile("(?:^|(?<=[，,；;]))[^，,；;]+")


def _part(one: _Sentence, begin: int, parsed: Parsed) -> list[Part]:
    passage = one.passage
    # 「甲局牵头，乙局配合，6月底前清理河道」: the last clause says what is to be done, and is the task's too.
    when = passage.text[slice(*one.limit)] if one.limit else ""
    own = bool(when) and not DEADLINE.fullmatch(when) and _own_aim().match(when) is not None
    stop = one.last + 1 if own else one.end + (passage.text[one.end : one.end + 1] == "。")
    above = not one.start and not one.first and bool(ALL_ABOVE.fullmatch(one.near, 0, begin))
    # 「T。此项工作由甲局负责。」
    whole = above or (one.first == one.start and _THIS_WORK.fullmatch(one.near, 0, begin) is not None)
    duties = _DUTIES_BEHIND.match(passage.text, stop)
    # 「由甲局牵头，乙局参加。主要职责：T」: the task is what follows.
    rule, stop = (IN_FRONT, duties.end()) if duties else ("sentence", stop)
    found = Part.of(rule, parsed, one.first + (0 if whole else begin), stop)
    found.own_line = above
    if one.limit:
        found.value = passage.cut(*one.limit)
    return parted(found, passage) or []


@cache
def _own_aim() -> re.Pattern[str]:
    return re.compile(rf"[^，。]{{0,10}}(?:前|内|底|日|起){any_of(words('targets', 'verbs'))}[\d{HAN}]{{2}}")


_DUTIES_BEHIND = re.compile(r"\s*(?:主要|工作|具体)?(?:职责|任务|职能)(?:任务|分工|为|是)?\s*[:：]")
_FOUNDED = re.compile("由[^。；;]{2,300}?(?:共同)?组成")


@cache
def _answers_before() -> re.Pattern[str]:
    return re.compile(rf"{stem('lead')}(?!{UNIT_NOUN}|人)|由[^，,。；;]{{2,40}}{stem('responsible')}")


_LAST_CLAUSE = re.compile(r"[，,]\s*(?:(?:完成)?(?:时限|时间|期限)(?:为|是)?)?(?P<when>[^，,：:]{2,30})$")
# 「以上各项由甲局负责。」 「以上三项由甲局负责。」: a line of its own for all the items above it, or for so many.
ALL_ABOVE = re.compile(
    rf"\s*(?:以上|上述)(?:(?P<n>[{HAN_DIGITS}\d]{{1,3}})[项条个])?[^，,。；;、由]{{0,10}}[，,]?(?:均|都|统一)?"
)


_THIS_WORK = re.compile(r"\s*(?:此|该|这|本)项(?:工作|活动|任务|事项|改革)[，,]?")
_WITHIN_LIST = re.compile(r"由[^，,。；;：:]+")
_BEFORE_STATEMENT = re.compile(r"[，,：:、]|—+")


@cache
def _after_first() -> re.Pattern[str]:
    return re.compile(rf"等|按|{manner()}|{any_of(joining())}|{acts()}")


def _is_an_aim(text: str, begin: int) -> bool:
    """Is the first name by itself between commas, and only ends like a body? 「建成甲中心，乙局负责」"""
    stop = NAME_STOP.search(text, begin)
    if stop is None or stop.group() not in "，," or text[begin] == "由":
        return False
    name = text[begin : stop.start()].strip()
    return is_unit(name) and not _after_first().search(name) and not is_certain(name)


_CLAUSE_ENDS = ("，", ",", "：", ":", "")


def _begins_with_no_unit(text: str) -> bool:
    """A cheap look at the first name, so that a long sentence is not parsed once for each of its commas."""
    bare = _NOTE.sub("", text[:80].removeprefix("由").removeprefix("请"))
    first = _FIRST_STOP.split(bare, maxsplit=1)[0]
    # 「甲局为牵头单位」; a word that stands behind names may be in one: 市总工会牵头, 市甲工作部牵头.
    names = [first[: match.start()].rstrip("作为是") for match in _after_first().finditer(first)] or [first]
    shares = _PLACES.match(text) or (text[:1] == "由" and _SHARED_BRANCH.match(text)) or _shares_firm(text)
    known = any(is_unit(name) or is_official(name) or name in words("bodies", "sections") for name in (*names, first))
    return not shares and not known


_NOTE = re.compile(r"[（(][^（）()]{1,30}[）)]")
"""市甲局（责任人：张某）"""


def _shares_firm(text: str) -> bool:
    """「甲、乙、丙公司牵头」, three places: the first ones lack the word that the last one has."""
    listed = _FIRMS.match(text)
    return listed is not None and is_unit(with_tails(listed["names"].split("、"))[0])


_FIRMS = re.compile(rf"(?:由|请)?(?P<names>(?:[{HAN}]{{2,3}}、){{1,30}}[{HAN}]{{2,10}}公司)")
# 「由公安、交通部门负责」
_SHARED_BRANCH = re.compile(rf"由(?:[{HAN}]{{2,8}}、){{1,9}}[{HAN}]{{2,10}}部门")
# 「由甲区、乙区人民政府负责」「由甲、乙两区政府负责」: the first name lacks what the last one has.
_PLACES = re.compile(
    rf"(?:由|请)(?:[{HAN}]{{2,5}}、){{1,9}}[{HAN}]{{2,5}}[县区市旗镇乡](?:人民政府|政府|管委会|管理委员会)"
)
