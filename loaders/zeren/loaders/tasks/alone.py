"""Bodies on lines of their own that no task has: the cells of a table whose lines could not be shared out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zeren.loaders.layout.furniture import DATE
from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.latin import is_latin
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.left_heads import BARS, HEAD_ALONE, HEAD_BETWEEN_BARS
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.passage import Passage

CELL = "a body on a line of its own, under the head of a table or among others like it: its task is not certain"
_LONGEST = 200
_ENOUGH = 2
"""Such lines in a document without a task that are no signature."""


def bodies_alone(paragraphs: Sequence[Paragraph], told: Sequence[Told], taken: set[int], tasks: bool) -> Iterator[Told]:
    """Lines of bodies behind a head whose cells were not read, in a document without ``tasks`` anywhere.

    ``taken`` are the places of paragraphs that a task has.
    """
    heads = [one.passage.start for one in told if one.reason in (HEAD_ALONE, HEAD_BETWEEN_BARS)]
    if tasks and not heads:
        return
    first = min(heads) if heads else -1
    known = taken | {one.passage.start for one in told}
    lines = [
        Told(paragraph.passage, *span, CELL)
        for i, paragraph in enumerate(paragraphs)
        if paragraph.table is None and paragraph.passage.start > first and paragraph.passage.start not in known
        for span in _cells(paragraph.passage.text)
        if not _is_signature(paragraphs[i + 1 : i + 2])
    ]
    if heads or len(lines) >= _ENOUGH:
        yield from lines


def _is_signature(below: Sequence[Paragraph]) -> bool:
    return any(DATE.fullmatch("".join(paragraph.passage.text.split())) for paragraph in below)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Where a line, or what stands between its bars, is nothing but bodies."""
    if any(map(text.__contains__, BARS)) or len(text) <= _LONGEST:
        yield from (match.span() for match in _CELL.finditer(text) if _names_bodies(match.group().strip("。；; \t")))


_CELL = re.compile(rf"[^{BARS}]+")


@lru_cache(maxsize=1_000)
def _names_bodies(text: str) -> bool:
    """Is it nothing but bodies, one of them certain and no phrase for several? Whom to ask may follow in brackets."""
    if not 2 <= len(text) <= _LONGEST:
        return False
    if is_latin(text):
        return is_unit(_CONTACT.sub("", text))
    parsed = parse(Passage(text, 0))
    return (
        sound(parsed)
        and parsed.tail is None
        and not parsed.has_role_word
        and any(is_certain(name) and not is_group(name) for name in bodies(parsed))
    )


_CONTACT = re.compile(r"\s*\((?:[Cc]ontacts?|[A-Z]{2,8}\b)[^()]*\).*$")
