"""Lists of bodies that no statement has taken: in brackets, on lines, with a role behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zeren.loaders.names.groups import is_group, is_indefinite
from zeren.loaders.names.people import notes_a_name
from zeren.loaders.names.tails import with_tails
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.front import no_object, of_their_tasks
from zeren.loaders.statements.left_labels import body_in_front
from zeren.loaders.statements.lists import bodies, parse
from zeren.loaders.statements.parts import NAME_LONGEST, NAME_STOP
from zeren.loaders.statements.sentences import by_whom_said
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import outermost_brackets
from zeren.loaders.words.lexicon import HAN, any_of, holds, lexicon, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN
from zeren.loaders.words.phrases import UNIT_NOUN, find_role_tail, first_stem, joining, manner, stem
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.seen import find_seen

Spans = Iterator[tuple[int, int]]


def brackets(text: str) -> Spans:
    """A bracket of bodies at the end of a sentence or line."""
    if not any(mark in text for mark in BRACKETS_OPEN):
        return
    for start, end, inner in outermost_brackets(text):
        before = text[:start].rstrip()
        if text[end : end + 1] not in ("", *"。；;\n") or inner - start > _BRACKET_LONGEST or notes_a_name(before):
            continue
        content = text[start + 1 : inner]
        if (before[-1:] in "。；;" or _SEVERAL.search(content)) and _all_bodies(content):
            yield start, end


def brackets_amid(text: str) -> Spans:
    """A bracket of bodies behind what they are to do, in the midst of a sentence: 「建公园（市甲局），年底前开放。」"""
    if any(mark in text for mark in BRACKETS_OPEN):
        for start, end, inner in outermost_brackets(text):
            amid = text[end : end + 1] not in ("", *"。；;\n")
            if amid and not notes_a_name(text[:start].rstrip()) and _all_bodies(text[start + 1 : inner]):
                yield start, end


_TASK_SHORTEST = 8
_BRACKET_LONGEST = 200
_SEVERAL = re.compile("[、，,；;/／]")


def _all_bodies(text: str) -> bool:
    """Is ``text`` a list of bodies, one at least no phrase for several, and nothing else but words behind the last?"""
    if ":" in text or "：" in text:
        return False
    names = bodies(parse(Passage(text, 0)))
    if len(names) > 1:
        names[-1] = body_in_front(names[-1]) or names[-1]
    return bool(names) and all(map(is_unit, names)) and any(is_certain(n) and not is_group(n) for n in names)


def brackets_of_clauses(text: str) -> Spans:
    """A bracket at the end of a sentence, each piece of which is a body and what it does in unknown words."""
    for start, end, inner in outermost_brackets(text) if text[-1:] in _AT_THE_END else ():
        pieces = [piece.strip() for piece in NAME_STOP.split(text[start + 1 : inner]) if piece.strip()]
        if text[end:].strip("。；; ") or len(pieces) < 2 or text[:start].rstrip()[-1:] not in tuple("。；;"):
            continue
        does = [len(piece) - len(body_in_front(piece) or "") for piece in pieces]
        if all(0 < n <= _DOES_LONGEST and n < len(p) for n, p in zip(does, pieces, strict=True)):
            yield start, end


_AT_THE_END = (*BRACKETS_CLOSE, *"。；;")
_DOES_LONGEST = 8
"""Characters of what a body does in a bracket."""


def open_bracket(text: str) -> Spans:
    """A bracket of bodies that nothing closes."""
    opened = max(map(text.rfind, BRACKETS_OPEN))
    if opened >= _TASK_SHORTEST and not any(mark in text[opened:] for mark in BRACKETS_CLOSE):
        listed = text[opened + 1 :].rstrip("、，,。；; ")
        if len(listed) <= _BRACKET_LONGEST and _all_bodies(listed):
            yield opened, len(text)


def line_of_bodies(text: str) -> Spans:
    """A line that is nothing but bodies."""
    listed = text.rstrip("。；; ")
    if "、" in listed and len(listed) <= _BRACKET_LONGEST and not listed.endswith(("：", ":")):
        names = bodies(parse(Passage(listed, 0)))
        # 「市甲局、市乙局各有进步」 is a sentence about them.
        if len(names) > 1 and is_unit(names[-1]) and _all_bodies(listed):
            yield 0, len(text)


MARKS = "—–→★☆※@＠"
"""Behind one of these a list of bodies may stand at the end of an item."""
_BEHIND_MARK = re.compile(f"[{MARKS}]+\\s*(?P<names>[^{MARKS}。]{{3,200}})$")


def behind_mark(text: str) -> Spans:
    """Bodies behind a mark at the end of an item: 「修路——市甲局、市乙局」 「修桥→市甲局」 「—— 市甲局」."""
    match = _BEHIND_MARK.search(text.rstrip("。；; "))
    if match and _all_bodies(match["names"].strip()):
        yield match.span()


_TOLD_BY_COPULA = re.compile(
    r"(?:^|(?<=[，,。；;：:、]))(?P<names>[^，,。；;：:\n]{2,80}?)(?:作?为|是)[^，,。；;：:为是\n]{2,40}?(?=[，,。；;、]|$)"
)


@cache
def _bearer_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{stem('lead', 'responsible', 'support')}|{any_of(words('table', 'role_stems'))}){UNIT_NOUN}$"
    )


def by_copula(text: str) -> Spans:
    """「市甲局为T的牵头单位」: a body, its task and the noun of its role."""
    if not ("单位" in text or "部门" in text):
        return
    for match in _TOLD_BY_COPULA.finditer(text):
        names = _SAID_TO_BE.sub("", match["names"]).split("、")
        if _bearer_end().search(match.group()) and any(is_certain(n) and not is_group(n) for n in names):
            yield match.span()


_SAID_TO_BE = re.compile("^.{0,6}?(?:明确|确定|指定|由|以)")


def by_whom(text: str) -> Spans:
    """「由甲局、乙站共同组织实施。」"""
    yield from by_whom_said(text) if "由" in text else ()


@cache
def _by_print() -> re.Pattern[str]:
    return re.compile("|".join(lexicon()["rules"]["by_print"]))


def told_by_print(text: str) -> Spans:
    """Who leads is told by how the names are printed: 「加粗的为牵头单位」."""
    yield from (match.span() for match in _by_print().finditer(text))


_LOOK_BACK = 200
_CLAUSE = re.compile(r"[，,。；;：:（(]")


@cache
def _more_role() -> re.Pattern[str]:
    return re.compile(f"{any_of(verbs('responsible'))}{{1,3}}(?=[，,。；;）)、]|$)")


@cache
def _manner_end() -> re.Pattern[str]:
    return re.compile(f"{manner()}+$")


_SHARED_TAIL = re.compile("(?:[县区市旗](?:人民)?政府|部门)$")
_BRANCH_SHORTEST = 4


def _clause_before(text: str, start: int) -> str:
    return _CLAUSE.split(text[max(0, start - _LOOK_BACK) : start])[-1].strip()


def duties(text: str) -> Spans:
    """「市甲局负责T」 「由甲区、乙区人民政府负责T」 「由市甲局牵头实施T」.

    「会议由市甲局牵头举办」 says who held it; 「由市甲局牵头组织评选」 hands out.
    """
    lead, answers = first_stem("lead"), first_stem("responsible")
    for match in find_seen(text):
        if match.group() not in (lead, answers):
            continue
        clause = _clause_before(text, match.start())
        before, by, subject = clause.rpartition("由")
        must = _MUST.search(subject)
        subject = subject[: must.start()] if must else subject
        # 「劳模由市甲局具体负责评选」
        subject = _manner_end().sub("", subject) if by and before else subject
        by_duty = must and not _no_task().match(text, match.end())
        by_whom = by and not (before and _held().match(text, match.end()))
        assigns = match.group() == answers or by_whom or by_duty
        if not assigns or no_object().match(text[match.end() : match.end() + 5]):
            continue
        named = with_tails(subject.split("、"))
        if all(is_unit(n) and not is_group(n) for n in named):
            yield match.start() - len(clause), match.end()


@cache
def _held() -> re.Pattern[str]:
    """What is done once, to an event or a text: 牵头举办, 牵头起草."""
    events = any_of([*words("phrases", "hosts"), *words("headings", "events"), "起草", "召集", "组织召开", "组织举办"])
    return re.compile(rf"{events}|[{HAN}]{{0,6}}(?:了|成立|组成)")


@cache
def _no_task() -> re.Pattern[str]:
    """「市甲局要牵头抓总，」; 要牵头抓好落实 names one."""
    return re.compile(
        f"(?:{any_of(verbs('lead', 'support'))}|{any_of(words('phrases', 'behind'))})*(?=[，,。；;）)、]|$)"
    )


_MUST = re.compile("(?:应该?|应当|要|需要?|须|必须|将|请)(?:积极|主动|认真|切实|加强)?$")


def over_tasks(text: str) -> Spans:
    """Bodies over tasks whose items could not be given to them: 「市甲局配合的任务」."""
    if of_their_tasks(Passage(text, 0), ("lead", "responsible", "support")):
        yield 0, len(text)


def roles(text: str) -> Spans:
    """Names of bodies and a role at the end of a clause."""
    helps = first_stem("support")
    assigns = (first_stem("lead"), first_stem("responsible"), helps)
    for match in find_seen(text):
        start, end = match.span()
        if match.group() not in assigns:
            continue
        more = _more_role().match(text, end)
        after = text[more.end() : more.end() + 1] if more else text[end : end + 1]
        if after and after not in "，,。；;）)、":
            continue
        clause = _clause_before(text, start)
        _, by, subject = clause.rpartition("由")
        names = [n for n in _manner_end().sub("", subject).split("、") if n]
        # 「由甲、乙、丙三区政府负责」 names a unit among words that were not read as names.
        short = by and match.group() != helps
        enough = any if short or (len(names) > 1 and _SHARED_TAIL.search(names[-1])) else all
        known = enough(is_unit(n) for n in names) and not all(is_group(n) for n in names)
        last = names[-1] if short and names else ""
        if last.endswith("部门") and not is_group(last) and len(last) >= _BRANCH_SHORTEST:
            # 「由渔政部门负责」: a branch that the family table does not know.
            known = last not in words("bodies", "generic")
        if names and known:
            yield start - len(clause), end


def joint(text: str) -> Spans:
    """「市甲局会同市乙局、市丙局，年底前建成」: bodies that do it together."""
    for match in _joining().finditer(text):
        clause = _clause_before(text, match.start())
        first = clause.rpartition("由")[2].removeprefix("请").split("、")
        other = NAME_STOP.split(text[match.end() : match.end() + NAME_LONGEST], maxsplit=1)[0]
        in_front = body_in_front(other)
        other = in_front if in_front and not is_indefinite(in_front) else other
        done = _DONE.match(text, match.end())
        if not done and is_unit(other) and all(is_unit(n) and not is_group(n) for n in first):
            yield match.start() - len(clause), match.end() + len(other)


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(any_of(joining()))


_DONE = re.compile("[^。；;]*(?:了|召开|举行|举办)")
_CLAUSES = re.compile("[^，,。；;：:\n]{3,200}")


def clauses(text: str) -> Spans:
    """Bodies and a role in the midst of a sentence: 「市甲局、市乙局依据各自职责抓好落实，市丙局提供保障。」"""
    for clause in _CLAUSES.finditer(text):
        tail = find_role_tail(clause.group()) if "、" in clause.group() else None
        held = tail and holds(tail.group(), "phrases", "hosting")
        names = clause.group()[: tail.start()].split("、") if tail and not held else []
        if len(names) > 1 and all(map(is_unit, names)) and any(is_certain(n) and not is_group(n) for n in names):
            yield clause.span()
