"""What became of every character of a text, and what was not read.

The account is a partition of the visible text, made of what the stages give: numbers and headings of the outline, text
and statements of the tasks, furniture of the pages, and what was turned down, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from zeren.loaders.layout.documents import Part as DocumentPart
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.records import Characters, Coverage, Document, SourceReport, TaskRecord, Unread
from zeren.loaders.statements.lists import bodies, parse
from zeren.loaders.tables.cells import passage_of
from zeren.loaders.tasks.drafts import Drafted, Told
from zeren.loaders.text.passage import Passage, close_gaps, has_gap
from zeren.loaders.text.source import UNSEEN, Source, Table
from zeren.loaders.words.lexicon import words
from zeren.loaders.words.seen import count_seen, find_seen

NUMBER, HEADING, TASK, STATEMENT, FURNITURE, PROSE, UNREAD, HIDDEN = range(1, 9)
"""The pieces of a text, as they are marked; in the order of the fields of ``Characters``."""
_PROSE = "prose: talks about responsibility, assigns nothing"
_NOBODY = "a document without a task, and bodies are listed here"


@dataclass(frozen=True)
class Outcome:
    """One document of a source: its outline, and what was made of it."""

    document: Document
    part: DocumentPart
    root: Node
    drafted: Drafted
    records: Sequence[TaskRecord] = ()
    misprints: Mapping[str, str] = field(default_factory=dict)
    """Glyphs that were taken for others: as printed, and the county that was read."""

    @cached_property
    def told(self) -> list[Told]:
        """All that was not read in it."""
        imprint = _imprint(self.part.paragraphs)
        told = [
            Told(one.passage, one.start, one.end, _IMPRINT, True) if one.passage.start in imprint else one
            for one in self.drafted.told
        ]
        return [*told, *_listed_in_vain(self, told)]


_IMPRINT = "prose: the imprint of the document; hands out no task"


def _imprint(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Where the paragraphs begin beside one that says to whom the document goes: 「主办：甲局 ⏎ 抄送：乙局」."""
    at = [i for i, p in enumerate(paragraphs) if p.passage.text.startswith(words("pages", "sent_to"))]
    at = [
        i for i in at if "：" in paragraphs[i].passage.text[:_SENT_TO] or ":" in paragraphs[i].passage.text[:_SENT_TO]
    ]
    return {paragraphs[k].passage.start for i in at for k in (i - 1, i, i + 1) if 0 <= k < len(paragraphs)}


_SENT_TO = 4


@dataclass
class Canvas:
    """Which piece each character of a source belongs to."""

    source: Source
    marks: bytearray = field(init=False)

    def __post_init__(self) -> None:
        # What no stage has taken is the marks of a layout: bars, bullets, signs of headings.
        self.marks = bytearray([FURNITURE]) * len(self.source.text)

    def put(self, passage: Passage, piece: int, start: int = 0, end: int | None = None, over: int = 0) -> None:
        """Mark the characters of ``passage`` from ``start`` to ``end``, not those that are ``over`` already."""
        at, stop = start, len(passage.text) if end is None else min(end, len(passage.text))
        while at < stop:
            # Nearly all text stands as it was printed, or in a few stretches that do.
            run, first = stop, passage.place(at)
            while passage.place(run - 1) - first != run - 1 - at:
                run = at + (run - at + 1) // 2
            self._put_run(passage, at, run, piece, over)
            at = run

    def _put_run(self, passage: Passage, start: int, stop: int, piece: int, over: int) -> None:
        first = passage.place(start)
        last = min(first + stop - start, len(self.marks))
        spaced = passage.at is not None and has_gap(passage.text[start:stop])
        if not spaced and not (over and over in self.marks[first:last]):
            self.marks[first:last] = bytes([piece]) * (last - first)
            return
        for i in range(start, stop):
            # White space was put in where a line ended, and stands for no character.
            if not passage.text[i].isspace() and self.marks[passage.place(i)] != over:
                self.marks[passage.place(i)] = piece

    def close(self) -> None:
        """Take out what nobody sees."""
        if self.source.to_mend:
            for match in UNSEEN.finditer(self.source.text):
                self.marks[match.start() : match.end()] = bytes([HIDDEN]) * (match.end() - match.start())
        for match in _SPACE.finditer(self.source.text):
            self.marks[match.start() : match.end()] = bytes(match.end() - match.start())

    @property
    def characters(self) -> Characters:
        """How many characters each piece has."""
        return Characters(*map(self.marks.count, range(NUMBER, HIDDEN + 1)))


_SPACE = re.compile(r"\s+")


def painted(source: Source, paragraphs: Iterable[Paragraph], outcomes: Iterable[Outcome]) -> Canvas:
    """The pieces of a source; ``paragraphs`` are all of it, those of no document too."""
    canvas = Canvas(source)
    for paragraph in paragraphs:
        if paragraph.table is not None:
            for row in paragraph.table.rows:
                for cell in row:
                    canvas.put(Passage(source.text[cell.start : cell.end], cell.start), PROSE)
        elif not paragraph.furniture:
            canvas.put(paragraph.passage, HEADING if paragraph.heading else PROSE)
    for outcome in outcomes:
        _paint(canvas, outcome)
    canvas.close()
    return canvas


def _paint(canvas: Canvas, outcome: Outcome) -> None:
    title = "".join(outcome.part.title.split())
    for paragraph in outcome.part.paragraphs[:_TITLE_WITHIN]:
        printed = "".join(paragraph.passage.text.split())
        if printed and printed in title and paragraph.table is None:
            canvas.put(paragraph.passage, HEADING)
    nodes = outcome.root.walk()
    for node in nodes:
        if node.marker is not None and node.children:
            canvas.put(node.heading_words, HEADING)
    for head in outcome.drafted.heads:
        canvas.put(head, HEADING)
    for draft in outcome.drafted.drafts:
        for passage in draft.text:
            canvas.put(passage, TASK)
        if draft.row is not None:
            if draft.row.sector is not None:
                canvas.put(draft.row.sector, HEADING)
            for cell in draft.row.cells:
                if cell.text.strip(" 、.．") == draft.row.number:
                    canvas.put(cell, NUMBER)
    for node in nodes:
        if node.marker is not None:
            canvas.put(node.printed, NUMBER, 0, node.marker.width)
    for draft in outcome.drafted.drafts:
        for passage, part in draft.parts:
            if part.role != "other":
                canvas.put(passage, STATEMENT, part.start, part.end)
    for one in outcome.told:
        if not one.prose:
            canvas.put(one.passage, UNREAD, one.start, one.end, over=STATEMENT)


_TITLE_WITHIN = 12
"""Paragraphs of a document among which its title stands."""


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
        for match in find_seen(passage.text):
            place = passage.place(match.start())
            piece = STATEMENT if passage.place(0) in heads else canvas.marks[place]
            counts[piece] += 1
            if piece not in (STATEMENT, UNREAD) and place not in places:
                found.append(_entry(source, passage, match.start(), match.end(), _PROSE, True))
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
    return SourceReport(coverage, tuple(found), notes, empty)


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


_AROUND = 18
_SHOWN = 80
"""Characters of a long passage that are shown of it."""


def _entry(source: Source, passage: Passage, start: int, end: int, reason: str, prose: bool) -> Unread:
    shown = passage.cut(max(0, start - _AROUND), min(end + _AROUND, start + _SHOWN))
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


def _listed_in_vain(outcome: Outcome, told: Sequence[Told]) -> Iterator[Told]:
    """Where a document without a task lists bodies, and nothing of it is told."""
    if outcome.records or any(not one.prose for one in told):
        return
    for paragraph in outcome.part.paragraphs:
        text = paragraph.passage.text
        if paragraph.table is None and text.count("、") > 1:
            for match in _LIST.finditer(text):
                names = match.group().split("、")
                if sum(is_unit(name) and is_certain(name) and not is_group(name) for name in names) > 2:
                    yield Told(paragraph.passage, *match.span(), _NOBODY)
                    return


_LIST = re.compile(r"[\u3400-\u9fff]{2,30}(?:、[\u3400-\u9fff]{2,30}){2,}")


def _rows_with(told: Iterable[Told], tables: Sequence[Table]) -> int:
    """How many rows of tables hold words that were not read."""
    rows = [(row[0].start, max(cell.end for cell in row)) for table in tables for row in table.rows if row]
    places = sorted({one.passage.place(one.start) for one in told if one.start < len(one.passage)})
    return sum(any(start <= place < end for place in places) for start, end in rows) if places else 0


def _pages(source: Source) -> list[bool]:
    """Of each page, whether it holds text."""
    starts = [*source.places, (len(source.text), "")]
    return [bool(source.text[at:end].strip()) for (at, name), (end, _) in pairwise(starts) if name.startswith("p. ")]


def report_of_facts(source: Source, records: Sequence[TaskRecord]) -> SourceReport:
    """The report of a table of facts, in which nothing is left to read."""
    mentions = sum(len(record.mentions) for record in records)
    cells = (cell for table in source.tables for row in table.rows for cell in row)
    size = sum(len(_SPACE.sub("", source.text[cell.start : cell.end])) for cell in cells)
    visible = len(_SPACE.sub("", source.text))
    characters = Characters(statement=size, furniture=visible - size)
    return SourceReport(Coverage(names=mentions, rows=len(records), characters=characters))
