"""People who answer in sentences: 「张某同志负责T。甲局李某协助。」 「第一组：局长张某带队，乙科参加，检查甲县」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import body_in_front, people, person_with_office
from zeren.loaders.names.units import is_certain, is_persons_name, is_unit
from zeren.loaders.statements.front import who_else
from zeren.loaders.statements.lists import parse
from zeren.loaders.statements.parts import ABOVE, IN_FRONT, SENTENCE_STOP, WAS_DONE, WATCHING, Assignment, Part, leaders
from zeren.loaders.text.numbers import HAN_DIGITS
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, NO_VERB, any_of, words
from zeren.loaders.words.phrases import helps, leads, stem


def persons(listed: Passage) -> tuple[Passage, ...]:
    """The people of a list that names nobody else, one at least by an office: 「何某、李某同志」 「副市长张某」."""
    entries = [entry.strip() for entry in _BETWEEN.split(listed.text)]
    named = [person_with_office(entry) is not None for entry in entries]
    if not any(named) or not all(by_office or is_persons_name(e) for by_office, e in zip(named, entries, strict=True)):
        return ()
    return people(listed)


_BETWEEN = re.compile("[、和与]")


@cache
def _does() -> str:
    return rf"(?:主要|具体)?(?:{leads()})?(?:{stem('responsible')}|{leads()})"


@cache
def _in_front() -> re.Pattern[str]:
    return re.compile(
        rf"\s*由?(?P<who>[{HAN}·、 ]{{3,60}}?){_does()}(?!{NO_VERB}|的|[，,。；;）)、：:]|[{HAN}]{{1,6}}了|$)"
    )


def person_first(text: str, start: int = 0) -> int | None:
    """Where what he is to do begins in a sentence that begins with a person and his task: 「张某同志负责|T」."""
    match = _in_front().match(text, start)
    if match is None or not persons(Passage(match["who"], 0)):
        return None
    stop = SENTENCE_STOP.search(text, match.end())
    return None if _DONE.search(text, match.end(), stop.start() if stop else len(text)) else match.end()


_DONE = re.compile(f"已(?!有)|{WAS_DONE}")


def duties_of_people(passage: Passage) -> list[Part]:
    """A paragraph whose first sentence says who answers for what, and those behind it maybe who helps him."""
    found: list[Part] = []
    for start, end in _sentences(passage.text):
        behind = person_first(passage.text, start)
        match = _in_front().match(passage.text, start) if behind else None
        if match:
            named = leaders(persons(passage.cut(*match.span("who"))))
            found.append(Part(IN_FRONT, "leader", start, match.end(), named))
            others = who_else(passage.cut(start, end), match.end() - start)
            found += [replace(others, start=others.start + start, end=others.end + start)] if others else []
        elif found:
            found += _helping(passage, start, end)
        else:
            return []
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in SENTENCE_STOP.finditer(text):
        yield at, stop.end()
        at = stop.end()
    if text[at:].strip():
        yield at, len(text)


def _helping(passage: Passage, start: int, end: int) -> list[Part]:
    """Those who help in a sentence of their own: the bodies of people support, people alone have no role."""
    match = _helpers().match(passage.text, start, end)
    if match is None:
        return []
    found: list[Part] = []
    for entry in _ENTRY.finditer(passage.text, *match.span("names")):
        body = _body_before_person(entry.group())
        if not body:
            # People, and whoever is not known, are told of.
            return [Part(WATCHING, "other", match.start("names"), end)]
        name = Assignment("support", passage.cut(entry.start(), entry.start() + body))
        tail = passage.cut(entry.start() + body, entry.end()) if body < len(entry.group()) else None
        found.append(Part("sentence", "support", *entry.span(), (name,), tail=tail))
    found[-1].end = end
    return found


@cache
def _helpers() -> re.Pattern[str]:
    return re.compile(rf"\s*由?(?P<names>[{HAN}·、]{{2,300}}?){helps()}")


_ENTRY = re.compile("[^、]+")


def _body_before_person(text: str) -> int:
    """How many characters of an entry are the body of the person whom it names: 「甲局|李某」; 0 for none."""
    if is_unit(text):
        return len(text)
    held = body_in_front(text)
    if held:
        return held
    span = person_with_office(text)
    end = span[0] if span else len(text.removesuffix("同志")) - 2
    found = next((n for n in range(end, 2, -1) if is_certain(text[:n]) and not is_group(text[:n])), 0)
    return found if len(text) - found <= _PERSON_LONGEST else 0


_PERSON_LONGEST = 12
"""Characters of a person and his office behind his body."""


def over_their_fields(passage: Passage) -> list[Part]:
    """The person of a heading that is his: 「一、市长张某主抓的工作」 「张某副市长负责事项（共9项）」."""
    match = _fields().fullmatch(passage.text)
    named = persons(passage.cut(*match.span("who"))) if match else ()
    return [Part(ABOVE, "leader", 0, len(passage), leaders(named))] if named else []


@cache
def _fields() -> re.Pattern[str]:
    tasks = any_of([*words("table", "task"), "工作", "项目"])
    count = rf"[（(]共?[{HAN_DIGITS}\d]{{1,3}}[项条个件][）)]"
    number = rf"(?:[（(]?[{HAN_DIGITS}\d]{{1,3}}[）)、.．]\s*)?"
    who = rf"(?P<who>[{HAN}·、 ]{{3,40}}?){_does()}"
    # 「张某主抓招商工作」 is a task.
    what = rf"(?:的[{HAN}]{{0,6}}?|重点|主要|年度|具体)?{tasks}"
    return re.compile(rf"{number}{who}{what}\s*(?:{count})?[：:]?\s*")


def people_who_answer(text: str) -> Iterator[tuple[int, int]]:
    """People and what they answer for, in a clause: 「由副市长张某负责T」 「T，张某同志牵头。」"""
    for match in _clause().finditer(text) if _does_seen().search(text) else ():
        near = min(len(text), match.end() + _NEAR)
        stop = SENTENCE_STOP.search(text, match.end(), near)
        end = stop.start() if stop else near
        if not _DONE.search(text, match.end(), end) and persons(Passage(match["who"], 0)):
            yield match.start("who"), end


_NEAR = 120
"""Characters of a sentence that are looked through for what he does."""


@cache
def _does_seen() -> re.Pattern[str]:
    return re.compile(_does())


@cache
def _clause() -> re.Pattern[str]:
    names = rf"(?P<who>[{HAN}·]{{2,14}}?(?:[、和与][{HAN}·]{{2,14}}?){{0,9}})"
    return re.compile(rf"(?:^|(?<=[。；;，,：:（(由 ])){names}(?P<does>{_does()})(?!{NO_VERB}|的|[{HAN}]{{1,6}}了)")


def groups_led(passage: Passage) -> list[Part]:
    """Who leads each group, who goes with him, and then what it is to do: 「第一组：张某带队，乙科参加，检查甲县」."""
    found = []
    for match in _led_group().finditer(passage.text):
        who = passage.cut(*match.span("who"))
        led = leaders(persons(who)) or ((Assignment("lead", who),) if is_certain(who.text) else ())
        names = parse(passage.cut(*match.span("names")), "support").assignments if match["names"] else ()
        if led and not _DONE.search(match["task"]) and all(name.role == "support" for name in names):
            found.append(Part(IN_FRONT, "leader", match.start(), match.start("task"), (*led, *names)))
    return found


def left_groups(text: str) -> Iterator[tuple[int, int]]:
    """Groups that somebody leads, and that were not read."""
    if _LEADS_GROUP[0] in text:
        for match in _any_group().finditer(text):
            yield match.span()


_LEADS_GROUP = ("带队", "领队")


@cache
def _any_group() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}\d]{{2,8}}组[：:][^：:。；;]{{2,40}}?{any_of(_LEADS_GROUP)}")


@cache
def _led_group() -> re.Pattern[str]:
    group = rf"[{HAN}\d]{{1,8}}组[：:]\s*由?(?P<who>[{HAN}·]{{3,20}}?){any_of(_LEADS_GROUP)}[，,]\s*"
    names = rf"(?:(?P<names>[^，,；;。：:]{{2,120}}?){helps()}[，,]\s*)?"
    return re.compile(rf"{group}{names}(?P<task>[^；;。\n]{{4,}})")
