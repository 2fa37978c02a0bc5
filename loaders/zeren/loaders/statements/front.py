"""Bodies that stand before what they do: 「甲局：负责T」 「由甲局牵头，乙局配合，T」; duties under their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec.structs import replace

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import is_one_with_office, people
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.lists import bodies, oversees, parse, sound
from zeren.loaders.statements.parts import (
    ABOVE,
    IN_FRONT,
    NAME_LONGEST,
    NAME_STOP,
    NAMES_LONGEST,
    SENTENCE_STOP,
    STATEMENT_LONGEST,
    WAS_DONE,
    Parsed,
    Part,
    leaders,
)
from zeren.loaders.statements.piece_roles import under_whom
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, NO_VERB, any_of, words
from zeren.loaders.words.phrases import UNIT_NOUN, acts, bearer, find_role_tail, first_stem, helps, joining, leads, stem
from zeren.loaders.words.roles import Verb
from zeren.loaders.words.seen import has_seen


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|(?<=[。；;，,]))\s*(?P<names>(?:[^，,。；;：:\n（(]|[（(][^（）()]{1,12}[）)]){2,80}?"
        rf"(?:(?:主要|{stem('lead')})?{stem('responsible')}|{stem('lead')}|{helps()}))(?!{UNIT_NOUN}|{NO_VERB}|的|[，,。；;）)、：:]|$)"
    )


_NAMED = re.compile(r"(?P<names>[^：:。；;\n]{2,120}+)[：:](?=\s*\S)")


def find_duties(passage: Passage) -> list[Part]:
    """Bodies and what they answer for, where a heading announces duties: 「甲局负责T；乙局负责U。」"""
    found: list[Part] = []
    named = _NAMED.match(passage.text)
    parsed = parse(passage.cut(*named.span("names"))) if named else Parsed(())
    if named and sound(parsed) and not (parsed.has_role_word or parsed.tail):
        # 「市甲局：制定方案，组织检查。」
        return [Part.of(IN_FRONT, parsed, 0, named.end())]
    for match in _duty().finditer(passage.text):
        start, end = match.span("names")
        heading = None if start else _heading_in_front().match(passage.text)
        if heading and is_unit(_first_name().split(passage.text[heading.end() : end])[0]):
            start = heading.end()
        parsed = parse(passage.cut(start, end))
        if parsed.has_role_word and sound(parsed):
            found.append(Part.of(IN_FRONT, parsed, start, end))
    return found


def begins_with_duty(text: str) -> bool:
    """Does a line begin with a body and what it is to do: 「市甲局负责T」?"""
    match = _duty().match(text) if first_stem("responsible") in text[:NAMES_LONGEST] else None
    if match is None or _DONE.match(text, match.end()):
        return False
    parsed = parse(Passage(text[slice(*match.span("names"))], 0))
    names = bodies(parsed)
    return sound(parsed) and parsed.tail is None and all(is_certain(name) and not is_group(name) for name in names)


@cache
def _heading_in_front() -> re.Pattern[str]:
    """「职责分工市甲局负责T」: the line end behind the heading is lost."""
    return re.compile(f"[{HAN}]{{0,4}}?{any_of(words('headings', 'duties'))}{{1,2}}")


@cache
def _first_name() -> re.Pattern[str]:
    return re.compile(f"[、，,等（(]|{acts()}")


@cache
def _before_colon() -> re.Pattern[str]:
    return re.compile(
        # The names hold no colon: what was taken is not given back to look for one.
        rf"(?P<names>[^：:。；;\n]{{2,120}}+)[：:]\s*(?:(?P<lead>{stem('lead')}(?!{UNIT_NOUN}|人))|"
        rf"(?P<responsible>{stem('responsible')}(?!{NO_VERB}))"
        rf"|(?P<support>{helps()}(?!{UNIT_NOUN}|人)))(?=[^，。；;、\n])"
    )


def in_front(passage: Passage) -> Iterator[Part]:
    """Units before their task: 「甲局、乙局：负责T。」"""
    match = _before_colon().match(passage.text)
    if match is None or match.lastgroup is None:
        return
    role, names = match.lastgroup, passage.cut(*match.span("names"))
    parsed = parse(names, role)
    if role != "support" and is_one_with_office(names.text):
        # 「副县长张某：负责水利工作。」
        yield Part(IN_FRONT, "leader", 0, match.end(), leaders(people(names)))
    elif not parsed.has_role_word and sound(parsed):
        yield Part.of(IN_FRONT, parsed, 0, match.end(), role)


@lru_cache(maxsize=2)
def _their_tasks(roles: tuple[Verb, ...]) -> re.Pattern[str]:
    role = rf"(?:{stem(*roles)}){{1,2}}"
    tasks = any_of([*words("table", "task"), "工作"])
    return re.compile(rf"由?(?P<names>[^。；;：:\n]{{2,120}}?{role})的[^\W\d_]{{0,4}}{tasks}[：:]?")


def of_their_tasks(passage: Passage, roles: tuple[Verb, ...] = ("lead", "responsible")) -> list[Part]:
    """The bodies of a heading that is theirs: 「市甲局牵头的任务」, where they have one of these roles."""
    match = _their_tasks(roles).fullmatch(passage.text)
    if match is None or not sound(parsed := parse(passage.cut(*match.span("names")))) or not parsed.has_role_word:
        return []
    return [Part.of("sentence", parsed, 0, match.end("names"))]


def nothing_but_bodies(passage: Passage) -> list[Part]:
    """The bodies of a heading that is nothing else, one of them certain and no phrase for several: 「市甲局：」."""
    listed = passage.cut(0, len(passage.text.rstrip("：:。 ")))
    parsed = parse(listed) if 2 <= len(listed) <= NAMES_LONGEST else Parsed(())
    certain = (is_certain(name) and not is_group(name) and name[-1] not in _PLACE_ENDS for name in bodies(parsed))
    if parsed.has_role_word or parsed.tail or not sound(parsed) or not any(certain):
        return []
    return [Part.of(ABOVE, parsed, 0, len(passage))]


_PLACE_ENDS = "县区市旗镇乡村"


@cache
def _by_and_task() -> re.Pattern[str]:
    lead, answers = leads(), stem("responsible")
    return re.compile(rf"由?(?P<names>[^。；;：:\n]{{2,120}}?)(?:{lead}{answers}|{answers}{lead}|{lead}|{answers})")


@cache
def _says_by_whom() -> re.Pattern[str]:
    return re.compile(f"{leads()}|{stem('responsible')}")


@cache
def no_object() -> re.Pattern[str]:
    """What follows a stem that hands out nothing: 本方案由甲局负责解释; 由甲局牵头起草了本方案 is done."""
    return re.compile(rf"{NO_VERB}|的|(?:{stem('lead')}|具体)?(?:解释|解读)|[{HAN}]{{1,4}}了|[，,。；;）)、]|$")


def by_whom(passage: Passage) -> list[Part]:
    """A whole item whose bodies stand before its task: 「由甲局负责T，乙局配合。」「由甲局牵头，乙局配合，T。」

    Nothing for any other text.
    """
    text = passage.text
    match = _by_and_task().match(text) if _says_by_whom().search(text) else None
    if match is None:
        return []
    stop = SENTENCE_STOP.search(text, match.end())
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
    names = bodies(parsed)
    watched = any(a.role == "other" for a in parsed.assignments)
    if watched or (names and all(map(bearer().fullmatch, names))) or end - begins < _TASK_SHORTEST:
        return []
    if (begins == at and no_object().match(text, at)) or _DONE.match(text, begins):
        return []
    found = Part.of(IN_FRONT, parsed, 0, begins, "leader" if oversees(parsed) else "responsible")
    others = who_else(passage, begins)
    own = answers.end() if (answers := _answering().match(text, begins)) else begins
    if has_seen(text, own, others.start if others else None) or (others and has_seen(text, others.end)):
        # 「由甲局负责T，乙局负责U，…」
        return []
    return [found, others] if others else [found]


def behind_title(passage: Passage) -> list[Part]:
    """The same behind the title of the item, and behind who is over all: 「标题。由甲局牵头，乙局配合，T。」
    「在市委领导下，甲局牵头，T。」"""
    stop = under_whom().match(passage.text) or _TITLE_STOP.search(passage.text, 0, _TITLE_LONGEST)
    if stop is None or has_seen(passage.text, 0, stop.start()):
        return []
    before = stop.end() + passage.text.startswith(("，", ","), stop.end())
    parts = by_whom(passage.cut(before))
    moved = [replace(part, rule="sentence", start=part.start + before, end=part.end + before) for part in parts]
    return [] if any(part.start == part.end for part in moved) else moved


def together(passage: Passage) -> list[Part]:
    """Bodies and what they do together, where that is the whole item: 「由甲局会同乙局、丙局T」."""
    text = passage.text
    match = _joined().search(text) if any(map(text.__contains__, joining())) else None
    end = _names_end(text, match.end()) if match else None
    if match is None or end is None or no_object().match(text, end):
        return []
    start = match.start("by")
    parsed = parse(passage.cut(start, end))
    both = {"lead", "support"} == {a.role for a in parsed.assignments}
    if not both or not sound(parsed) or has_seen(text, 0, start) or has_seen(text, end):
        return []
    return [Part.of("sentence" if start else IN_FRONT, parsed, start, end)]


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[，,。]))(?P<by>由)[^。；;：:\n由，,]{{2,80}}{any_of(joining())}(?!各?(?:有关|相关))")


def _names_end(text: str, at: int) -> int | None:
    """Where a list of bodies ends that goes over to what they do without a mark: 「乙局、丙局等部门|清理河道」."""
    while at < len(text):
        stop = _NAME_ENDS.search(text, at)
        end = stop.start() if stop else len(text)
        if not is_unit(text[at:end]):
            lengths = range(min(end, at + NAME_LONGEST), at + 2, -1)
            return next((n for n in lengths if is_certain(text[at:n])), None)
        if stop is None or stop.group() != "、":
            return stop.end() if stop and stop.group().startswith("等") else None
        at = stop.end()
    return None


_NAME_ENDS = re.compile(rf"{NAME_STOP.pattern}|(?<=..)等(?:有关|相关)?(?:部门|单位)?")

_TITLE_LONGEST = 32
_TITLE_STOP = re.compile("。")


_TASK_SHORTEST = 4


def _is_said(passage: Passage, start: int, end: int) -> bool:
    """Are the clauses from ``start`` to ``end`` bodies and their roles, and nothing else?"""
    parsed = parse(passage.cut(start, end))
    ends_in_role = find_role_tail(passage.text, start, end) is not None
    return parsed.has_role_word and ends_in_role and (sound(parsed) or oversees(parsed))


def who_else(passage: Passage, start: int) -> Part | None:
    """Those at the end of the sentence who act beside the bodies before it: 「…，乙局配合」."""
    stop = SENTENCE_STOP.search(passage.text, start)
    end = stop.start() if stop else len(passage.text)
    for comma in _COMMA.finditer(passage.text, max(start, end - STATEMENT_LONGEST), end):
        parsed = parse(passage.cut(comma.end(), end))
        named = parsed.assignments and parsed.has_role_word and all(map(is_unit, bodies(parsed)))
        shared = _own_part().search(passage.text, comma.end(), end)
        if named and not shared and all(a.role != "other" for a in parsed.assignments):
            return Part("sentence", "responsible", comma.end(), end + (stop is not None), parsed.assignments)
    return None


_COMMA = re.compile("[，,]")
# 由甲局牵头，已完成整改; 甲局牵头，乙局配合，开展了检查
_DONE = re.compile(f"(?:均|都|现)?已|{WAS_DONE}")


@cache
def _answering() -> re.Pattern[str]:
    return re.compile(stem("responsible"))


@cache
def _own_part() -> re.Pattern[str]:
    """「乙局负责河道」: a body with a part of the work that is its own."""
    return re.compile(f"{stem('lead', 'responsible')}(?=[{HAN}])(?!{acts()})")
