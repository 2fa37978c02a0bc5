"""What a document says once for all its statements: which rules, and from where on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zeren.loaders.layout.documents import Part
from zeren.loaders.names.groups import is_group, is_indefinite
from zeren.loaders.statements.lists import parse
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.text.source import Source
from zeren.loaders.words.rules import ALSO_ANSWERS, Rule, rules_in


@dataclass(frozen=True)
class Said:
    """A rule where a document says it."""

    rule: Rule
    start: int
    """Where in the source it begins to be true."""
    who: tuple[Passage, ...] = ()
    """Those whom it names."""


@dataclass(frozen=True)
class InForce:
    """The rules that are true for one task."""

    kinds: frozenset[str] = frozenset()
    also: tuple[Passage, ...] = ()
    """Bodies that answer for it because a rule names them."""


def rules_said(source: Source, part: Part) -> list[Said]:
    """The rules that a document states, in the printed order."""
    found: list[Said] = []
    for paragraph in part.paragraphs:
        table = paragraph.table
        if table is None:
            found.extend(_said_in(paragraph.passage))
        else:
            # A column's head may say it too: 责任单位（第一个为牵头单位）.
            found.extend(_said_in(Passage(source.reading[table.start : table.end], table.start)))
    return found


def _said_in(passage: Passage) -> Iterator[Said]:
    for rule, match in rules_in(passage.text):
        who: tuple[Passage, ...] = ()
        if rule.kind == ALSO_ANSWERS:
            who = tuple([a.name for a in parse(passage.cut(*match.span("who"))).assignments])
            if rule.groups_only and not all(is_group(n.text) and not is_indefinite(n.text) for n in who):
                continue
        yield Said(rule, passage.place(match.start()), who)


def in_force(said: Sequence[Said], spans: Sequence[tuple[int, int]]) -> list[InForce]:
    """The rules that are true for each task; ``spans`` are where the tasks stand.

    A rule is true from where it stands on; before the first task or behind the last, for all.
    """
    if not said or not spans:
        return [InForce()] * len(spans)
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    begins = sorted(((one.start if first <= one.start < last else 0), i) for i, one in enumerate(said))
    starts = [start for start, _ in begins]
    cumulative: list[InForce] = [InForce()]
    for _, i in begins:
        cumulative.append(_with(cumulative[-1], said[i]))
    return [cumulative[bisect_right(starts, end - 1)] for _, end in spans]


def _with(before: InForce, one: Said) -> InForce:
    # Said again it says nothing new.
    named = {close_gaps(who).text for who in before.also}
    new = [who for who in one.who if close_gaps(who).text not in named]
    return InForce(before.kinds | {one.rule.kind}, (*before.also, *new))
