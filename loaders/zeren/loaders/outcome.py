"""What was made of one document of a source: its tasks, and all that was not read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zeren.loaders.layout.documents import Part as DocumentPart
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.records import Document, TaskRecord
from zeren.loaders.tasks.alone import bodies_alone
from zeren.loaders.tasks.drafts import Drafted, Told
from zeren.loaders.words.lexicon import words

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
        taken = {passage.start for draft in self.drafted.drafts for passage, _ in draft.parts}
        told += bodies_alone(self.part.paragraphs, told, taken, bool(self.records))
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
