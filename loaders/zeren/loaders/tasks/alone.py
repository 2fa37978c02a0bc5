"""Bodies on lines of their own that no task has: the cells of a table whose lines could not be shared out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from zeren.loaders.layout.furniture import DATE
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.latin import is_acronym, is_latin
from zeren.loaders.names.units import is_certain, is_unit
from zeren.loaders.statements.left_heads import BARS, HEAD_ALONE, HEAD_BETWEEN_BARS
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tables.plain import is_head_line, names_bodies
from zeren.loaders.tasks.drafts import Told
from zeren.loaders.text.passage import Passage

CELL = "a body on a line of its own, under the head of a table or among others like it: its task is not certain"
_LONGEST = 200
_ENOUGH = 2
"""Such lines in a document without a task that are no signature."""


def bodies_alone(
    lines: Sequence[Passage], told: Sequence[Told], is_read: Callable[[Passage, int, int], bool], tasks: bool
) -> Iterator[Told]:
    """Lines of bodies behind a head whose cells were not read, in a document without ``tasks`` anywhere."""
    heads = [one.passage.place(one.start) for one in told if one.reason in (HEAD_ALONE, HEAD_BETWEEN_BARS)]
    heads += [line.start for line in lines if is_head_line(line.text) and not is_read(line, 0, len(line.text))]
    if tasks and not heads:
        return
    first = min(heads) if heads else -1
    found = [
        Told(line, *span, CELL)
        for i, line in enumerate(lines)
        for span in _cells(line.text, bool(heads))
        if line.place(span[0]) > first and not is_read(line, *span) and not _is_signature(lines[i + 1 : i + 2])
    ]
    if heads or len(found) >= _ENOUGH:
        yield from found


def _is_signature(below: Sequence[Passage]) -> bool:
    return any(DATE.fullmatch("".join(line.text.split())) for line in below)


def _cells(text: str, under_head: bool) -> Iterator[tuple[int, int]]:
    """Where a line, or what stands between its bars, is nothing but bodies."""
    if any(map(text.__contains__, BARS)) or len(text) <= _LONGEST:
        for match in _CELL.finditer(text):
            cell = match.group().strip("。；; \t\u3000")
            if _names_bodies(cell) or (under_head and (is_acronym(cell) if is_latin(cell) else names_bodies(cell))):
                yield match.span()


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
