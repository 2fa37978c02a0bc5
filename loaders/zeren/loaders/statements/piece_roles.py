"""What one piece of a list says beside names: a stem that gives them a role, a time limit, who leads and who helps.

The rules are tried in order; the first that fits reads the piece, and what it leaves is read by rules again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from zeren.loaders.names.units import is_body_or_place, is_unit
from zeren.loaders.statements.steps import Piece, Rule, Step
from zeren.loaders.words.lexicon import HAN, any_of, one_of, words
from zeren.loaders.words.marks import depths
from zeren.loaders.words.phrases import UNIT_NOUN, find_role_tail, joining, role_in, role_tail, stem
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.times import AT_A_TIME, DEADLINE

Steps = Sequence[Step] | None


def _nobody(piece: Piece, text: str) -> Steps:
    return () if text in words("bodies", "nobody") else None


def _deadline(piece: Piece, text: str) -> Steps:
    said = DEADLINE.fullmatch(text) or AT_A_TIME.match(text)
    return (piece.step("deadline"),) if said else None


def _by(piece: Piece, text: str) -> Steps:
    by = one_of("phrases", "by").match(text)
    return (piece.cut(by.end()).step("rest"),) if by and len(text) > by.end() else None


def _together(piece: Piece, text: str) -> Steps:
    level = depths(text)
    joined = next((m for m in _together_word().finditer(text) if not level[m.start()]), None)
    # 各对口协同发展区县 holds the word.
    if joined is None:
        return None
    front = role_tail().sub("", text[: joined.start()].strip())
    if joined.start() and not is_body_or_place(front):
        return None
    before, after = piece.cut(0, joined.start()), piece.cut(joined.end())
    return before.step("rest"), Step("together", role="lead"), after.step("rest")


@cache
def _together_word() -> re.Pattern[str]:
    # 商 alone only between two bodies: some names hold it (市商甲局).
    does = any_of([*verbs("lead", "responsible", "support"), "做好", "共同"])
    no_verb = any_of(words("phrases", "not_together"))
    # 乙局协同推进 is a role, 甲局协同乙局 joins two.
    return re.compile(rf"(?:并|再)?{any_of(joining())}(?!{does}|$)|(?<=[局委部办厅院])(?!{no_verb})商")


def _role(piece: Piece, text: str) -> Steps:
    tail = find_role_tail(text)
    if tail is None or depths(text)[tail.start()]:
        return None
    role = role_in(tail)
    if role == "watching" and not is_unit(text[: tail.start()]):
        # 市场监督、公安: the word belongs to a short name.
        return None
    given = {"watching": "other", None: "joint"}.get(role, role)
    return piece.cut(0, tail.start()).step("names"), Step("role", role=given)


@cache
def under_whom() -> re.Pattern[str]:
    """在市委统一领导下, 在市甲局配合下"""
    how, under, helps = (
        any_of(words("phrases", "under_how")),
        any_of(words("phrases", "under")),
        any_of(verbs("support")),
    )
    return re.compile(rf"在(?P<who>[{HAN}、]{{2,30}}?)的?{how}*(?:(?P<helps>{helps})|{under})下")


def _under_whom(piece: Piece, text: str) -> Steps:
    under = under_whom().fullmatch(text)
    if under is None:
        return None
    return piece.cut(*under.span("who")).step("names"), Step("role", role="support" if under["helps"] else "other")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<unit>.{{3,20}}?)(?P<role>(?P<lead>{stem('lead')}){stem('responsible')}?|{stem('responsible')}|(?P<support>{stem('support')}))"
        rf"(?!{UNIT_NOUN}|人|同志|的|举办|召开|起草|主持)(?P<what>[{HAN}]{{2,16}})"
    )


def _scoped(piece: Piece, text: str) -> Steps:
    scoped = _scope().fullmatch(text)
    if scoped is None or not is_unit(scoped["unit"]):
        return None
    role = "lead" if scoped["lead"] else "support" if scoped["support"] else "joint"
    return piece.cut(0, scoped.end("unit")).step("names"), Step("role", role=role)


RULES = (
    Rule("nobody", _nobody, "待定、市甲局", "responsible 市甲局"),
    Rule("deadline", _deadline, "市甲局牵头，年底前完成", "lead 市甲局; by 年底前完成"),
    Rule("under whom", _under_whom, "在市乙局配合下，市甲局牵头", "support 市乙局; lead 市甲局"),
    Rule("by", _by, "由市甲局牵头", "lead 市甲局"),
    Rule("together", _together, "市甲局会同市乙局负责", "lead 市甲局; support 市乙局"),
    Rule("role", _role, "市甲局牵头，市乙局按各自职责分工配合", "lead 市甲局; support 市乙局"),
    Rule("scoped", _scoped, "市甲局牵头负责建筑工地，市乙局负责道路", "lead 市甲局; responsible 市乙局"),
    Rule("names", lambda piece, text: (piece.step("names"),), "市甲局等", "responsible 市甲局; open"),
)
