"""Heads of tables among the lines of a text: their cells were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.lexicon import HAN, any_of, begin_of, words
from zeren.loaders.words.roles import UNIT_ROLES, label_edges, label_pattern, stems
from zeren.loaders.words.seen import has_seen

Spans = Iterator[tuple[int, int]]
HEAD_BETWEEN_BARS = (
    "the head of a table drawn with bars or tabs, whose cells are not certain: save it as .csv, .xlsx or .docx"
)
HEAD_ALONE = "a head with its cells on lines of their own: save the table as .csv, .xlsx or .docx"


@cache
def _heads() -> str:
    return f"(?:{any_of(_task_heads())}|{label_pattern()})"


def _task_heads() -> list[str]:
    return [word for word in (*words("table", "task"), *words("table", "number")) if not word.isascii()]


@cache
def _glued_heads() -> re.Pattern[str]:
    # Where one may begin is seen by its first character.
    first = begin_of([*label_edges()[0], *_task_heads()])
    return re.compile(rf"{first}(?:{_heads()}\s*){{3,}}")


BARS = "|｜│┃\t"
"""What stands between the cells of a table in a text."""
_BARS = re.compile(f"[{BARS}]")
_HEAD_LONGEST = 12
_LATIN_HEAD_LONGEST = 40


def _is_head(text: str) -> bool:
    longest = _LATIN_HEAD_LONGEST if text.isascii() and " " in text else _HEAD_LONGEST
    return len(text) <= longest and role_of_label("".join(text.split())) not in (None, "deadline", "other")


def head_alone(text: str) -> Spans:
    """A line that is nothing but the head of a column."""
    if _is_head(text):
        yield 0, len(text)


def heads_between_bars(text: str) -> Spans:
    """Heads drawn between bars: 「任务 | 责任单位 | 完成时限 |」."""
    at = 0
    heads: list[int] = []
    for bar in _BARS.finditer(text):
        if _is_head(text[at : bar.start()].strip()):
            heads += [at, bar.start()]
        at = bar.end()
    if heads:
        yield heads[0], heads[-1]


def heads_run_together(text: str) -> Spans:
    """Three heads and more without anything between them."""
    if has_seen(text):
        yield from (match.span() for match in _glued_heads().finditer(text))


def leaders_run_together(text: str) -> Spans:
    """The heads of a table of leaders, and its cells without a mark between: 「包村领导所包村张某东村李某西村」."""
    for match in _glued_leaders().finditer(text):
        yield match.span()


@cache
def _glued_leaders() -> re.Pattern[str]:
    leader = rf"{any_of(stems('leader'))}{any_of(words('nouns', 'person'))}"
    return re.compile(rf"(?:^|(?<=[\s表：:])){leader}(?:(?![的要对应须把])[{HAN}]){{{_CELLS_SHORTEST},}}(?=\s*$)")


_CELLS_SHORTEST = 16
"""Characters without a mark that are no sentence behind the head of a table."""
_LATIN_HEAD = re.compile(
    r"(?<![\w-])(?=(?P<head>[A-Z][a-z]+\s[A-Z][a-z]+)(?P<more>(?:\s(?:[A-Z][A-Za-z]*|(?:19|20)\d\d)(?![:：])){2}))"
)
_ARTICLE = re.compile(r"\b(?:a|an|the|each|every|any|of|by|as)\s$", re.IGNORECASE)


def latin_heads(text: str) -> Spans:
    """「Lead Agency Estimated Cost Timeline」: to the end of the text, or of the heads if something is read there."""
    for match in _LATIN_HEAD.finditer(text):
        if role_of_label(match["head"]) in UNIT_ROLES and not _ARTICLE.search(text, 0, match.start()):
            yield match.start(), len(text)
            yield match.start(), match.end("more")


def may_head(text: str) -> bool:
    """May there be one?"""
    return next(latin_heads(text), None) is not None or _glued_leaders().search(text) is not None
