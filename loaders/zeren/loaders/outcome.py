"""What was made of one document of a source: its tasks, and all that was not read in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zeren.loaders.layout.documents import Part as DocumentPart
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.layout.printed import printed_lines
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.records import Document, TaskRecord
from zeren.loaders.tasks.alone import bodies_alone
from zeren.loaders.tasks.drafts import Drafted, Told
from zeren.loaders.tasks.groups import groups_at_work
from zeren.loaders.tasks.under_heads import values_unread
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source
from zeren.loaders.words.lexicon import words

SHOWN_WHOLE = 400
"""Characters that the report shows of words that were not read."""
_NOBODY = "a document without a task, and bodies are listed here"


@dataclass(frozen=True)
class Outcome:
    """One document of a source: its outline, and what was made of it."""

    source: Source
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
        texts = [p.passage for p in self.part.paragraphs if p.table is None]
        told = groups_at_work(told, texts, self._not_lost([]))
        lines = list(printed_lines(self.source, self.part.paragraphs))
        told += values_unread(lines, self._not_lost(told))
        told += bodies_alone(lines, told, self._not_lost(told), bool(self.records))
        return [*told, *_listed_in_vain(self, told)]

    def _not_lost(self, told: Sequence[Told]) -> Callable[[Passage, int, int], bool]:
        """Whether a piece of a line stands in a statement of a task, or is ``told`` of."""
        spans = [
            passage.span(part.start, part.end)
            for draft in self.drafted.drafts
            for passage, part in draft.parts
            if part.role != "other"
        ]
        # What the report cuts off an entry is not told.
        spans += [one.passage.span(one.start, min(one.end, one.start + SHOWN_WHOLE)) for one in told]
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start <= ends[-1]:
                ends[-1] = max(end, ends[-1])
            else:
                starts.append(start)
                ends.append(end)

        def held(line: Passage, start: int, end: int) -> bool:
            first, last = line.span(start, end)
            i = bisect_left(starts, last) - 1
            return i >= 0 and ends[i] > first

        return held


_IMPRINT = "prose: the imprint of the document; hands out no task"


def _imprint(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Where the paragraphs begin beside one that says to whom the document goes: 「主办：甲局 ⏎ 抄送：乙局」."""
    at = [i for i, p in enumerate(paragraphs) if p.passage.text.startswith(words("pages", "sent_to"))]
    at = [
        i for i in at if "：" in paragraphs[i].passage.text[:_SENT_TO] or ":" in paragraphs[i].passage.text[:_SENT_TO]
    ]
    return {paragraphs[k].passage.start for i in at for k in (i - 1, i, i + 1) if 0 <= k < len(paragraphs)}


_SENT_TO = 4


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
