"""The lines of a document as they were printed, white space at their front and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.text.pages import says_page
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source

_LINE = re.compile(r"[^\r\n\f]+")


def printed_lines(source: Source, paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """The printed lines of these paragraphs, tables and empty lines left out."""
    text = source.reading
    for paragraph in paragraphs:
        if paragraph.table is not None or paragraph.furniture:
            continue
        start, end = paragraph.passage.span()
        front = text.rfind("\n", 0, start) + 1
        begin = start if text[front:start].strip() else front
        for match in _LINE.finditer(text, begin, end):
            line = match.group()
            if line.strip() and not says_page(line.strip()):
                yield Passage(line.rstrip(), match.start())
