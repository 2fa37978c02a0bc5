"""How much of a source was read, and what was not, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from zeren.loaders.canvas import HIDDEN, SPACE, STATEMENT, UNREAD, painted
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.units import is_unit
from zeren.loaders.outcome import SHOWN_WHOLE, Outcome
from zeren.loaders.records import Characters, Coverage, SourceReport, TaskRecord, Unread
from zeren.loaders.statements.lists import bodies, parse
from zeren.loaders.tables.cells import passage_of
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.tasks.facts import added_columns
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.text.source import Cell, Source, Table
from zeren.loaders.words.seen import count_seen, find_seen

_PROSE = "prose: talks about responsibility, assigns nothing"


def report_of(source: Source, paragraphs: Sequence[Paragraph], outcomes: Sequence[Outcome]) -> SourceReport:
    """The report of a source that is read."""
    told = [one for outcome in outcomes for one in outcome.told]
    canvas = painted(source, paragraphs, outcomes)
    heads = {head.place(0) for outcome in outcomes for head in outcome.drafted.heads if head}
    found = [_entry(source, one.passage, one.start, one.end, one.reason, one.prose) for one in told]
    counts = [0] * (HIDDEN + 1)
    places = {(one.passage.place(one.start)) for one in told if one.prose and one.start < len(one.passage)}
    for passage in _passages(source, paragraphs):
        end = passage.start + len(passage)
        if passage.at is None and canvas.marks.count(STATEMENT, passage.start, end) == len(passage):
            # Nearly each paragraph with such words is a statement, and nothing else.
            counts[STATEMENT] += count_seen(passage.text)
            continue
        prose: list[tuple[int, int]] = []
        for match in find_seen(passage.text):
            place = passage.place(match.start())
            piece = STATEMENT if passage.place(0) in heads else canvas.marks[place]
            counts[piece] += 1
            if piece not in (STATEMENT, UNREAD) and place not in places:
                prose.append(match.span())
        found += [_entry(source, passage, start, end, _PROSE, True) for start, end in _together(prose)]
    found.sort(key=lambda entry: entry.line)
    mentions = {(m.start, m.end) for outcome in outcomes for record in outcome.records for m in record.mentions}
    unread = [one for one in told if not one.prose]
    pages = _pages(source)
    coverage = Coverage(
        seen=sum(counts),
        in_statements=counts[STATEMENT],
        in_prose=sum(counts) - counts[STATEMENT] - counts[UNREAD],
        in_unread=counts[UNREAD],
        unread=len(unread),
        names=len(mentions),
        names_unread=sum(map(_names_in, unread)),
        rows=sum(draft.row is not None for outcome in outcomes for draft in outcome.drafted.drafts),
        rows_unread=_rows_with(unread, [p.table for p in paragraphs if p.table is not None]),
        pages=len(pages),
        pages_empty=pages.count(False),
        characters=canvas.characters,
    )
    notes = (*source.notes, *(note for outcome in outcomes for note in _misprints(source, outcome)))
    empty = tuple(outcome.document.title for outcome in outcomes if not outcome.records)
    return SourceReport(coverage, tuple(found), notes, empty, inventory=source.inventory)


def _misprints(source: Source, outcome: Outcome) -> Iterator[str]:
    for printed, name in outcome.misprints.items():
        passages = (p.passage for p in outcome.part.paragraphs if printed in p.passage.text)
        line = next((source.line_of(p.place(p.text.index(printed))) for p in passages), 0)
        yield f"line {line}: {printed} was read as {name} (no such county; one glyph differs)"


def _passages(source: Source, paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """The paragraphs and cells of a source, a merged one once."""
    for paragraph in paragraphs:
        if paragraph.table is None:
            yield paragraph.passage
            continue
        for cell in {cell: None for row in paragraph.table.rows for cell in row}:
            yield passage_of(source, cell)


def _together(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words so near to one another that one entry shows them all."""
    first = last = -1
    for start, end in spans:
        if first >= 0 and start - last <= _AROUND and end - first <= _SHOWN - _AROUND:
            last = end
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


_AROUND = 18
_SHOWN = 80
"""Characters of a long passage that are shown of it, more where names may be lost in it."""


def _entry(source: Source, passage: Passage, start: int, end: int, reason: str, prose: bool) -> Unread:
    shown = passage.cut(max(0, start - _AROUND), min(end + _AROUND, start + (_SHOWN if prose else SHOWN_WHOLE)))
    at = passage.place(min(start, len(passage) - 1))
    return Unread(source.line_of(at), source.printed(close_gaps(shown)), reason, prose, source.place_of(at))


def _names_in(one: Told) -> int:
    """How many bodies the words name that were not read: one at least, or they would not be told of."""
    words = one.passage.text[one.start : one.end]
    label = _LABEL.match(words)
    names = (
        name
        for piece in _PIECE.split(words[label.end() :] if label else words)
        for name in (bodies(parse(Passage(piece, 0))) if piece else ())
    )
    return max(1, sum(map(is_unit, names)))


_LABEL = re.compile("[^：:]{1,20}[：:]")
_PIECE = re.compile(r"[：:（）()〔〕\[\]【】\n]")


def _rows_with(told: Iterable[Told], tables: Sequence[Table]) -> int:
    """How many rows of tables hold words that were not read."""
    rows = [(row[0].start, max(cell.end for cell in row)) for table in tables for row in table.rows if row]
    places = sorted({one.passage.place(one.start) for one in told if one.start < len(one.passage)})
    return sum(bisect_left(places, start) < bisect_left(places, end) for start, end in rows)


def _pages(source: Source) -> list[bool]:
    """Of each page, whether it holds text."""
    starts = [*source.places, (len(source.text), "")]
    return [bool(source.text[at:end].strip()) for (at, name), (end, _) in pairwise(starts) if name.startswith("p. ")]


def report_of_facts(source: Source, records: Sequence[TaskRecord]) -> SourceReport:
    """The report of a table of facts, in which nothing is left to read but columns that are none of its own."""
    mentions = sum(len(record.mentions) for record in records)
    cells = (cell for table in source.tables for row in table.rows for cell in row)
    size = sum(len(SPACE.sub("", source.text[cell.start : cell.end])) for cell in cells)
    visible = len(SPACE.sub("", source.text))
    added = added_columns(source)
    lost = sum(len(SPACE.sub("", source.text[c.start : c.end])) for head, below in added for c in (head, *below))
    characters = Characters(statement=size - lost, unread=lost, furniture=visible - size)
    coverage = Coverage(names=mentions, rows=len(records), characters=characters)
    unread = tuple([_added(source, head, below) for head, below in added])
    return SourceReport(coverage, unread, inventory=source.inventory)


def _added(source: Source, head: Cell, below: Sequence[Cell]) -> Unread:
    name, first = (source.text[cell.start : cell.end].strip() for cell in (head, below[0]))
    line, place = source.line_of(below[0].start), source.place_of(below[0].start)
    why = f"a column that is none of a table of facts, filled in {len(below)} rows: not kept"
    return Unread(line, f"{name}: {first}", why, False, place)
