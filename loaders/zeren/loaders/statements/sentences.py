"""Statements in sentences: 「由甲局会同乙局负责」, units before their task, and duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.parts import (
    FIRST_STOP,
    IN_FRONT,
    NAME_STOP,
    OFFICES,
    STATEMENT_LONGEST,
    Part,
    parse,
    parted,
    whole_names,
)
from zeren.loaders.statements.pieces import AT_A_TIME, DEADLINE
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, NO_VERB, any_of, words
from zeren.loaders.words.marks import depths
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.seen import has_seen

_SENTENCE_STOP = re.compile(r"[。；;！？\n]")


def says_by_whom(text: str, start: int = 0, end: int | None = None) -> bool:
    """「由甲局、乙局按职责分工落实。」 has no word that the report accounts for."""
    return "由" in text and _BY_WHOM.search(text, start, len(text) if end is None else end) is not None


def by_whom_said(text: str) -> list[tuple[int, int]]:
    """Where such a sentence without a word that the report accounts for names a body: 「由甲局、乙站共同组织实施。」"""
    if not says_by_whom(text):
        return []
    found = []
    for match in _BY_WHOM.finditer(text):
        names = FIRST_STOP.split(match.group()[1:])
        if not has_seen(match.group()) and any(is_unit(name) and not is_group(name) for name in names[:-1] or names):
            found.append(match.span())
    return found


_BY_WHOM = re.compile("由[^，,。；;：:]{3,80}(?:落实|实施|承办|办理)(?=[。；;\n]|$)")


_DUTY = re.compile(
    r"(?:^|(?<=[。；;，,]))\s*(?P<names>(?:[^，,。；;：:\n（(]|[（(][^（）()]{1,12}[）)]){2,80}?"
    rf"(?:主要负责|牵头负责|负责|牵头|配合|协助))(?!单位|部门|{NO_VERB}|的|[，,。；;）)、：:]|$)"
)


def find_duties(passage: Passage) -> list[Part]:
    """Bodies and what they answer for, where a heading announces duties: 「甲局负责T；乙局负责U。」"""
    found = []
    for match in _DUTY.finditer(passage.text):
        parsed = parse(passage.cut(*match.span("names")))
        names = whole_names(parsed)
        if names and parsed.has_role_word and all(map(is_unit, names)):
            start, end = match.span("names")
            found.append(Part(IN_FRONT, "responsible", start, end, parsed.assignments, parsed.open_list))
    return found


_IN_FRONT = re.compile(
    # The names hold no colon: what was taken is not given back to look for one.
    r"(?P<names>[^：:。；;\n]{2,120}+)[：:]\s*(?:(?P<lead>牵头(?!单位|部门|人))|"
    rf"(?P<responsible>负责(?!{NO_VERB}))"
    r"|(?P<support>(?:配合|协助|参与)(?!单位|部门|人)))(?=[^，。；;、\n])"
)


def in_front(passage: Passage) -> Iterator[Part]:
    """Units before their task: 「甲局、乙局：负责T。」"""
    match = _IN_FRONT.match(passage.text)
    if match is None or match.lastgroup is None:
        return
    role = match.lastgroup
    parsed = parse(passage.cut(*match.span("names")), role)
    if parsed.assignments and not parsed.has_role_word and all(map(is_unit, whole_names(parsed))):
        yield Part(IN_FRONT, role, 0, match.end(), parsed.assignments, parsed.open_list)


_BY_AND_TASK = re.compile("由?(?P<names>[^。；;：:\n]{2,120}?)(?:牵头负责|负责牵头|牵头|负责)")
# 「本方案由甲局负责解释」 is no work that is handed out, 「由甲局牵头起草了本方案」 is done.
NO_OBJECT = re.compile(rf"{NO_VERB}|的|(?:牵头|具体)?(?:解释|解读)|[{HAN}]{{1,4}}了|[，,。；;）)、]|$")


def by_whom(passage: Passage) -> list[Part]:
    """A whole item whose bodies stand before its task: 「由甲局负责T，乙局配合。」「由甲局牵头，乙局配合，T。」

    Nothing for any other text.
    """
    text = passage.text
    match = _BY_AND_TASK.match(text) if "负责" in text or "牵头" in text else None
    if match is None:
        return []
    stop = _SENTENCE_STOP.search(text, match.end())
    end = stop.start() if stop else len(text)
    # 「由甲局牵头，乙局配合，T」: as many clauses as are names and roles.
    ends = [
        *reversed([m.start() for m in _COMMA.finditer(text, match.end(), min(end, STATEMENT_LONGEST))]),
        match.end(),
    ]
    at = next((at for at in ends if _is_said(passage, 0, at)), None)
    if at is None:
        return []
    begins = at + text.startswith(("，", ","), at)
    if begins > at and _is_said(passage, begins, end):
        # 「由甲局负责，乙局指导」 is a statement, and no task behind it.
        return []
    parsed = parse(passage.cut(0, at))
    names = whole_names(parsed)
    watched = any(a.role == "other" for a in parsed.assignments)
    if watched or all(map(_BEARER.fullmatch, names)) or end - begins < _TASK_SHORTEST:
        return []
    if begins == at and NO_OBJECT.match(text, at):
        return []
    found = Part(IN_FRONT, "responsible", 0, begins, parsed.assignments, parsed.open_list, parsed.deadline)
    others = _who_else(passage, begins)
    own = begins + len("负责") if text.startswith("负责", begins) else begins
    if has_seen(text, own, others.start if others else None) or (others and has_seen(text, others.end)):
        # 「由甲局负责T，乙局负责U，…」
        return []
    return [found, others] if others else [found]


def behind_title(passage: Passage) -> list[Part]:
    """The same behind the title of the item: 「标题。由甲局牵头，乙局配合，T。」 the task is the title and T."""
    stop = _TITLE_STOP.search(passage.text, 0, _TITLE_LONGEST)
    if stop is None or has_seen(passage.text, 0, stop.start()):
        return []
    parts = by_whom(passage.cut(stop.end()))
    moved = [replace(part, rule="sentence", start=part.start + stop.end(), end=part.end + stop.end()) for part in parts]
    return [] if any(part.start == part.end for part in moved) else moved


def together(passage: Passage) -> list[Part]:
    """Bodies and what they do together, where that is the whole item: 「T，由甲局会同乙局等部门研究提出意见。」"""
    match = _TOGETHER.search(passage.text) if "会同" in passage.text else None
    if match is None or NO_OBJECT.match(passage.text, match.end()):
        return []
    start, end = match.start(), match.end()
    parsed = parse(passage.cut(start, end))
    names = whole_names(parsed)
    both = {"lead", "support"} == {a.role for a in parsed.assignments}
    if not both or not all(map(is_unit, names)) or has_seen(passage.text, 0, start) or has_seen(passage.text, end):
        return []
    return [Part("sentence", "responsible", start, end, parsed.assignments, parsed.open_list)]


_TOGETHER = re.compile(
    rf"(?<=[，,])由[^。；;：:\n由]{{2,80}}会同[^。；;：:\n]{{1,200}}?(?:部门|单位)(?=[{HAN}]{{2,30}}[。；;]?$)"
)

_TITLE_LONGEST = 32
_TITLE_STOP = re.compile("。")


_TASK_SHORTEST = 4


def _is_said(passage: Passage, start: int, end: int) -> bool:
    """Are the clauses from ``start`` to ``end`` bodies and their roles, and nothing else?"""
    parsed = parse(passage.cut(start, end))
    names = whole_names(parsed)
    ends_in_role = _sentence_tail().search(passage.text, start, end) is not None
    return bool(names) and parsed.has_role_word and ends_in_role and all(map(is_unit, names))


def _who_else(passage: Passage, start: int) -> Part | None:
    """Those at the end of the sentence who act beside the bodies before it: 「…，乙局配合」."""
    stop = _SENTENCE_STOP.search(passage.text, start)
    end = stop.start() if stop else len(passage.text)
    for comma in _COMMA.finditer(passage.text, max(start, end - STATEMENT_LONGEST), end):
        parsed = parse(passage.cut(comma.end(), end))
        named = parsed.assignments and parsed.has_role_word and all(map(is_unit, whole_names(parsed)))
        shared = _OWN_PART.search(passage.text, comma.end(), end)
        if named and not shared and all(a.role != "other" for a in parsed.assignments):
            return Part("sentence", "responsible", comma.end(), end + (stop is not None), parsed.assignments, False)
    return None


_COMMA = re.compile("[，,]")
# 乙局负责河道: a body with a part of the work that is its own.
_OWN_PART = re.compile(f"(?:负责|牵头)(?=[{HAN}])(?!牵头|负责|落实|组织|实施)")


def sentences(passage: Passage, start: int, end: int) -> Iterator[Part]:
    """Statements at the end of a sentence: 「T，由甲局会同乙局等部门负责落实。」"""
    text = passage.text
    if not (has_seen(text, start, end) or says_by_whom(text, start, end)):
        return
    level = depths(text)
    begin = start
    for i in [*(m.start() for m in _SENTENCE_STOP.finditer(text, start, end) if not level[m.start()]), end]:
        if i > begin:
            yield from _sentence(passage, begin, i)
        begin = i + 1


@cache
def _sentence_tail() -> re.Pattern[str]:
    role = any_of(verbs("lead", "responsible", "support", "watching"))
    noun = "(?:作?为|是)(?:牵头|责任|配合|协助|参与)(?:责任)?(?:单位|部门)"
    return re.compile(rf"(?:{role}(?:{role}|工作|到位|好|抓总|相关|有关|各项)*|{noun})$")


def _sentence(passage: Passage, start: int, end: int) -> list[Part]:
    text = passage.text[start:end]
    if any(map(text.__contains__, words("phrases", "hosting"))):
        return []
    if not (has_seen(text) or "职责" in text or says_by_whom(text)):
        return []
    limited = _LAST_CLAUSE.search(text, max(0, len(text) - 40))
    if limited and not DEADLINE.fullmatch(limited["when"]) and not AT_A_TIME.match(limited["when"]):
        limited = None
    body = text[: limited.start()] if limited else text
    # Only near the end: a run of 负责 a page long would be searched from each of its words.
    if not _sentence_tail().search(body, max(0, len(body) - STATEMENT_LONGEST)):
        return []
    # Where the statement may begin: with the sentence, after a comma or colon, at 由; the longest reading wins.
    first = max(start, end - STATEMENT_LONGEST)
    near = passage.text[first:end]
    level = depths(near)
    begins = {m.end() for m in _BEFORE_STATEMENT.finditer(near) if not level[m.start()]}
    # 「由甲、乙、丙三区政府负责」: the list begins at 由, or is not read.
    begins -= {i + 1 for m in _WITHIN_LIST.finditer(near) for i in range(*m.span()) if near[i] == "、"}
    by = {i for i, c in enumerate(near) if c == "由" and not level[i]}
    begins |= by
    if first == start:
        begins.add(0)
    said = max((i for i in by if near[i - 1 : i] in _CLAUSE_ENDS), default=0)
    # 「新增10家企业，由甲局负责」: no list begins before its 由.
    begins = {i for i in begins if i >= said}
    last = start + len(body)
    for begin in sorted(begins):
        if _begins_with_no_unit(near[begin:]) or _is_an_aim(near, begin):
            continue
        parsed = parse(passage.cut(first + begin, last))
        names = whole_names(parsed)
        if names and names[0].endswith("部门") and near[begin - 1 : begin] == "、":
            # 「农业农村、市场监管部门负责」: what stands before shares the tail.
            return []
        if names and parsed.has_role_word and all(map(is_unit, names)):
            if all(_BEARER.fullmatch(name) for name in names):
                # 「由各责任单位按职责分工负责组织实施」: whoever is named elsewhere.
                return []
            own = limited is not None and not DEADLINE.fullmatch(limited["when"]) and _own_aim().match(limited["when"])
            # 「甲局牵头，乙局配合，6月底前清理河道」: the last clause says what is to be done, and is the task's too.
            stop = last + 1 if own else end + (passage.text[end : end + 1] == "。")
            limit = parsed.deadline
            if all(a.role == "support" for a in parsed.assignments) and _ANSWERS_BEFORE.search(near, 0, begin):
                # 「甲局要牵头抓好T，乙局配合。」「由某部门负责，乙局配合」: who answers was not read, so nothing is.
                return []
            if limited:
                limit = passage.cut(start + limited.start("when"), start + limited.end("when"))
            above = not start and not first and bool(_ALL_ABOVE.fullmatch(text, 0, begin))
            if first == start and _THIS_WORK.fullmatch(near, 0, begin):
                # 「T。此项工作由甲局负责。」
                begin = 0
            begin = 0 if above else begin
            who, more = parsed.assignments, parsed.open_list
            found = Part("sentence", "responsible", first + begin, stop, who, more, limit, above)
            return parted(found, passage) or []
        if near[begin] == "由" and parsed.assignments:
            # 「会议由甲局牵头举办，乙局配合」: what follows is no statement by itself.
            return []
    return []


@cache
def _own_aim() -> re.Pattern[str]:
    return re.compile(rf"[^，。]{{0,10}}(?:前|内|底|日|起){any_of(words('targets', 'verbs'))}[\d{HAN}]{{2}}")


_ANSWERS_BEFORE = re.compile("牵头(?!单位|部门|人)|由[^，,。；;]{2,40}负责")
_LAST_CLAUSE = re.compile(r"[，,]\s*(?:(?:完成)?(?:时限|时间|期限)(?:为|是)?)?(?P<when>[^，,：:]{2,30})$")
_BEARER = re.compile(r"各?(?:有关|相关)?(?:责任|牵头|配合|成员|承办)(?:单位|部门)")
# 「以上各项由甲局负责。」: a line of its own for all the items above it.
_ALL_ABOVE = re.compile(r"\s*(?:以上|上述)[^，,。；;、由]{0,10}[，,]?(?:均|都|统一)?")


_THIS_WORK = re.compile(r"\s*(?:此|该|这|本)项(?:工作|活动|任务|事项|改革)[，,]?")
_WITHIN_LIST = re.compile(r"由[^，,。；;：:]+")
_BEFORE_STATEMENT = re.compile(r"[，,：:、]|—+")
_AFTER_FIRST = re.compile(r"等|具体|会同|协同|按|牵头|负责|配合|参与|落实|共同|分别|协助|组织|指导")


def _is_an_aim(text: str, begin: int) -> bool:
    """Is the first name by itself between commas, and only ends like a body? 「建成甲中心，乙局负责」"""
    stop = NAME_STOP.search(text, begin)
    if stop is None or stop.group() not in "，," or text[begin] == "由":
        return False
    name = text[begin : stop.start()].strip()
    return is_unit(name) and not _AFTER_FIRST.search(name) and not is_certain(name)


_CLAUSE_ENDS = ("，", ",", "：", ":", "")


def _begins_with_no_unit(text: str) -> bool:
    """A cheap look at the first name, so that a long sentence is not parsed once for each of its commas."""
    first = FIRST_STOP.split(text[:80].removeprefix("由").removeprefix("请"), maxsplit=1)[0]
    # 「甲局为牵头单位」
    name = _AFTER_FIRST.split(first, maxsplit=1)[0].rstrip("作为是")
    shares = _PLACES.match(text) or (text[:1] == "由" and _SHARED_BRANCH.match(text))
    return not is_unit(name) and not is_unit(first) and not name.endswith(OFFICES) and not shares


# 「由公安、交通部门负责」
_SHARED_BRANCH = re.compile(rf"由(?:[{HAN}]{{2,8}}、){{1,9}}[{HAN}]{{2,10}}部门")
# 「由甲区、乙区人民政府负责」「由甲、乙两区政府负责」: the first name lacks what the last one has.
_PLACES = re.compile(
    rf"(?:由|请)(?:[{HAN}]{{2,5}}、){{1,9}}[{HAN}]{{2,5}}[县区市旗镇乡](?:人民政府|政府|管委会|管理委员会)"
)
