"""Readings that may be wrong, each with the reason: a person should look at them, and may settle them for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.units import is_certain
from zeren.loaders.outcome import Outcome
from zeren.loaders.reasons import ABOUT, HABIT, NO_CERTAIN_BODY, ONE_GLYPH, SPAN, TAIL
from zeren.loaders.records import Doubt, Mention
from zeren.loaders.text.glyphs import simple
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.text.source import Source
from zeren.loaders.words.about import tells_about


def doubts_of(source: Source, outcomes: Sequence[Outcome]) -> tuple[Doubt, ...]:
    """The doubtful readings of a source in the printed order, each name and each kind of habit once a document."""
    found = chain.from_iterable(_of_document(source, outcome) for outcome in outcomes)
    return tuple(sorted(found, key=lambda doubt: doubt.line))


def _of_document(source: Source, outcome: Outcome) -> Iterator[Doubt]:
    if outcome.part.year_doubtful:
        year = outcome.document.year
        line = source.line_of(outcome.part.paragraphs[0].passage.start) if outcome.part.paragraphs else 1
        yield Doubt(line, outcome.document.title, f"{SPAN}{year}", outcome.document.title)
    yield from _names(outcome)
    about = _beside_metadata(outcome.part.paragraphs)
    habit = False
    for draft in outcome.drafted.drafts:
        for passage, part in draft.parts:
            said = passage.cut(part.start, part.end)
            if part.tail is not None and part.tail.text.strip():
                yield _doubt(source, outcome, part.tail, TAIL)
            if part.habit and not habit:
                habit = True
                yield _doubt(source, outcome, said, HABIT)
            if part.rule == "label" and passage.start in about:
                yield _doubt(source, outcome, said, ABOUT)


def _doubt(source: Source, outcome: Outcome, passage: Passage, reason: str) -> Doubt:
    at = passage.span()[0]
    words = source.printed(close_gaps(passage).strip())
    return Doubt(source.line_of(at), words, reason, outcome.document.title, source.place_of(at))


def _names(outcome: Outcome) -> Iterator[Doubt]:
    first: dict[str, Mention] = {}
    for record in outcome.records:
        for mention in record.mentions:
            if mention.kind not in ("group", "person"):
                first.setdefault(mention.name, mention)
    certain = {name for name in first if is_certain(name)}
    alike = _but_one(certain)
    for name, mention in first.items():
        if name in certain:
            continue
        near = next((other for key in _keys(name) if (other := alike.get(key))), None)
        reason = f"{ONE_GLYPH}{near}" if near else NO_CERTAIN_BODY
        # 嵐發會 is shown as it is printed: nobody finds 岚发会 in that text.
        words = mention.source if simple(mention.source) != mention.source else name
        yield Doubt(mention.line, words, reason, outcome.document.title, mention.place)


_SHORTEST = 4
"""Characters of names of which one may be a misprint: shorter ones differ by one glyph all the time."""


def _keys(name: str) -> Iterator[tuple[int, str, str]]:
    if len(name) >= _SHORTEST:
        yield from ((i, name[:i], name[i + 1 :]) for i in range(len(name)))


def _but_one(names: set[str]) -> dict[tuple[int, str, str], str]:
    return {key: name for name in sorted(names) for key in _keys(name)}


def _beside_metadata(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Where paragraphs begin that stand between or beside what a site prints about the document."""
    about = [i for i, p in enumerate(paragraphs) if p.passage.text.strip() and tells_about(p.passage.text)]
    return {paragraphs[k].passage.start for i in about for k in (i - 1, i + 1) if 0 <= k < len(paragraphs)}
