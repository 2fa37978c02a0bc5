"""Labels, or what has their shape, before lists that no statement has taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import is_official, is_one_with_office
from zeren.loaders.names.units import is_certain, is_persons_name, is_unit
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.about import tells_about
from zeren.loaders.words.labels import label_at, labels_in, watching_label
from zeren.loaders.words.lexicon import HAN, any_of, holds, words
from zeren.loaders.words.marks import BRACKETS_CLOSE
from zeren.loaders.words.roles import stems, verbs
from zeren.loaders.words.seen import find_seen

Spans = Iterator[tuple[int, int]]


_STOP = re.compile(r"[。；;！？\n]")
_LABEL = re.compile(
    # Whatever mark stands before it (｛责任单位：甲局｝, ●责任单位：甲局), but for quotes and what ends a number.
    rf"(?<![^\W_]|[“\"‘'「『《.．、:：/])"
    rf"(?P<label>[{HAN}（）()/、]{{2,16}}?|[A-Z][A-Za-z/()]{{2,20}}(?: [A-Za-z/()]+){{0,3}})\s*[:：]"
)
_LISTED = 60
"""Characters of a list by which its first name is known."""


def first_listed(text: str, start: int) -> str | None:
    """The first name of the list that begins at ``start``, where it is a body or begins with one."""
    stop = _STOP.search(text, start)
    content = Passage(text[start : min(stop.start() if stop else len(text), start + _LISTED)], 0).strip()
    names = bodies(parse(content)) if content else []
    body = body_in_front(names[0]) if names else None
    if body is None or body.endswith(_NO_BODY) or names[0][len(body) :].startswith(words("titles", "offices")):
        return None
    return body


def body_in_front(name: str) -> str | None:
    """The longest body with which ``name`` begins: what stands behind it are other words."""
    ends = (len(name),) if name.isascii() else range(len(name), 1, -1)
    return next((name[:end] for end in ends if is_unit(name[:end])), None)


_NO_BODY = ("会议室", "报告厅")


def labels(text: str) -> Spans:
    """A label, or a word in its shape before bodies."""
    if not (":" in text or "：" in text) or tells_about(text):
        return
    end = -1
    for match in _LABEL.finditer(text):
        label = match["label"]
        # The same stop for all the labels before it.
        end = _stop(text, match.end()) if match.end() > end else end
        nothing = _hands_out_nothing(label) or _NUMBERED.search(label) or is_certain(label)
        if nothing or not _SOLID.search(text, match.end(), end):
            continue
        known = label_at(text, match.start("label"))
        if known and known.role not in ("other", "deadline"):
            yield match.start("label"), end
            continue
        name = first_listed(text, match.end()) if known is None else None
        stem = any(stem in label for stem in words("table", "role_stems"))
        if name and (stem or _is_list(text[match.end() : min(end, match.end() + _LIST_LONGEST)])):
            yield match.start("label"), end


def _is_list(text: str) -> bool:
    """Is it nothing but bodies, one of them for certain? 「附件：某局关于…」 only begins like one."""
    parsed = parse(Passage(text.strip().rstrip(BRACKETS_CLOSE), 0))
    return sound(parsed) and any(is_certain(name) and not is_group(name) for name in bodies(parsed))


_LIST_LONGEST = 400


def _stop(text: str, start: int) -> int:
    """Where the sentence ends that goes on at ``start``."""
    stop = _STOP.search(text, start)
    return stop.start() if stop else len(text)


_SOLID = re.compile(r"\S")
_NUMBERED = re.compile("[一二三四五六七八九十]$")
"""项目二：科技馆"""


def _hands_out_nothing(label: str) -> bool:
    return label.startswith(words("pages", "sent_to")) or label.endswith(words("pages", "of_the_text"))


def of_the_text(text: str) -> Spans:
    """Bodies behind a word that says of the text itself to whom it goes, who wrote or explains it."""
    if ":" in text or "：" in text:
        for match in _LABEL.finditer(text):
            if _hands_out_nothing(match["label"]) and first_listed(text, match.end()):
                yield match.start("label"), _stop(text, match.end())


def who_watches(text: str) -> Spans:
    """A label of those who guide or watch over the work."""
    if ":" in text or "：" in text:
        for label in labels_in(text):
            if label.role == "other" and asks_who_watches(text, label.start):
                yield label.start, _stop(text, label.end)


def asks_who_watches(text: str, start: int) -> bool:
    """Does a label that asks for those who watch over the work begin at ``start``? 「市场监管局：」 is a body."""
    label = watching_label(text, start)
    return label is not None and not is_unit(_STOP.split(text[: label.end - 1])[-1])


@cache
def _group_label() -> re.Pattern[str]:
    known = words("seen", "group")
    # The line end before 「副组长：」 may be lost; 「服务组成员：」 is no label.
    whole = any_of([w for w in known if len(w) > 2], gap=r"\s*")
    short = [w for w in known if len(w) == 2]
    front = rf"(?<![{HAN}]){any_of(short)}|{any_of(short, gap=' +')}"
    return re.compile(rf"(?P<label>{whole}|{front})\s*[:：](?=\s*\S)")


def heads_of_group(text: str) -> Spans:
    """Who heads a group that is set up, and who is in it."""
    if ":" in text or "：" in text:
        for match in _group_label().finditer(text):
            yield match.span("label")


@cache
def _fields() -> re.Pattern[str]:
    holds = any_of([*stems("leader"), *verbs("responsible"), *words("phrases", "fields")])
    helps = any_of(verbs("support"))
    return re.compile(rf"(?P<who>[{HAN}· 、　]{{2,20}})[：:]\s*(?:{helps}[^，,。；;]{{2,20}}?)?{holds}(?=[{HAN}])")


def fields_of_a_person(text: str) -> Spans:
    """A person and the fields that he is in charge of: 「李明：分管教育、卫生」."""
    match = _fields().match(text) if ":" in text or "：" in text else None
    who = "".join(match["who"].split()) if match else ""
    if match and (is_persons_name(who) or (is_official(who) and not is_unit(who))):
        yield 0, _stop(text, match.end())


@cache
def _leader_of_work() -> re.Pattern[str]:
    holds = any_of([*stems("leader"), *verbs("lead", "responsible")])
    number = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]{1,2}\s*)?"
    return re.compile(rf"{number}(?P<who>[{HAN}· ]{{4,12}}?){holds}[{HAN}]{{0,8}}(?:[（(][^（）()]*[）)])?")


def leaders_of_work(text: str) -> Spans:
    """A heading of the work that a person is in charge of: 「一、司空晔市长主抓的重点工作」."""
    match = _leader_of_work().fullmatch(text) if len(text) <= _HEADING_LONGEST else None
    if match and is_one_with_office(match["who"]):
        yield 0, len(text)


_HEADING_LONGEST = 40


def labels_alone(text: str) -> Spans:
    """A label whose colon is missing: 「T，责任单位甲局；」 「责任单位——甲局」."""
    for match in find_seen(text):
        start, end = match.span()
        if not match.group().endswith(("单位", "部门")) or not (start == 0 or text[start - 1] in "，,。；;（( "):
            continue
        if is_unit(_NAME_BEHIND.split(text[end : end + _NAME_LONGEST].lstrip("—-－ "), maxsplit=1)[0]):
            yield start, _stop(text, end)


_NAME_LONGEST = 45
_NAME_BEHIND = re.compile(r"[、，,；;。：:…（(\s]")


def may_act(text: str) -> bool:
    """Does ``text`` hold what an English sentence says of a body that answers?"""
    return holds(text, "english_roles", "answers")


@cache
def _actor() -> re.Pattern[str]:
    says = any_of(words("english_roles", "answers"))
    return re.compile(rf"(?<![A-Za-z] )(?:[Tt]he )?(?P<body>[A-Z][A-Za-z&'’,-]*(?: [A-Za-z&'’,-]+){{0,7}}?) {says}\b")


def actors(text: str) -> Spans:
    """「The Health Department will lead inspections.」"""
    if may_act(text):
        for match in _actor().finditer(text):
            if is_unit(match["body"]):
                yield match.span()
