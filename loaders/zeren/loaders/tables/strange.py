"""Columns of bodies or people under heads that say nothing: told of, for nobody knows what they have to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import is_office, people
from zeren.loaders.names.units import is_certain, is_persons_name, is_unit
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.tables.columns import column_of, is_strange, is_strange_latin, keeps
from zeren.loaders.tables.judged import names_units
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN, words
from zeren.loaders.words.roles import watches

BODIES = "a body in a column whose head zeren does not know, beside one of tasks"
PEOPLE = "a person in a column whose head zeren does not know, beside one of tasks"
STRANGE_HEAD = "the head of a column that zeren does not know: what stands under it was not read"
UNDER_STRANGE_HEAD = "what stands under a head that speaks of who answers, in words that zeren does not know"
_ROWS = 2
_BODIES = 3
"""Different bodies that a column of other things must name to be told of."""
_BODY_LONGEST = 40
_TASK = 2
"""Han characters of a cell on the average, of a column that may hold tasks."""
_LATIN_WORD = re.compile("[A-Za-z]{3,}")
_HAN = re.compile(f"[{HAN}]")


def columns_of_names(
    heads: Sequence[Passage], rows: Sequence[Sequence[Passage]], known: Sequence[str | None] = ()
) -> Iterator[tuple[Passage, str]]:
    """The cells of each column that holds nothing but bodies, or nothing but people, under its head, where another
    column may hold tasks; of a column of which half are bodies, these.

    ``known`` is what the columns hold, where the table has heads that say so.
    """
    width = min(map(len, [heads, *rows]), default=0)
    below = {i: [row[i] for row in rows if row[i].text.strip()] for i in range(width)}
    least = {i: _ROWS if heads[i].text.strip() else 1 for i in range(width)}
    named = {i: reason for i, cells in below.items() if (reason := _named(cells, least[i]))}
    free = [i for i in named if i >= len(known) or known[i] is None]
    tasks = any(_may_be_tasks(heads[i].text, cells) for i, cells in below.items() if i not in named)
    for i in free if tasks else ():
        head = heads[i].text.strip()
        if (column_of(head) is None or watches(head) or keeps(head)) and head not in words("table", "persons"):
            # A table without heads begins with a row like the others.
            first = [heads[i]] if _named([heads[i]], 1) == named[i] else []
            yield from ((cell, named[i]) for cell in [*first, *below[i]] if not _DAY.fullmatch(cell.text))
    for i, cells in below.items():
        if i not in named and (i >= len(known) or known[i] is None):
            yield from ((cell, BODIES) for cell in _bodies_among(cells))


def strange_heads(heads: Iterable[Passage]) -> Iterator[tuple[Passage, str]]:
    """Heads that speak of who answers, in words that are not known."""
    return ((head, STRANGE_HEAD) for head in heads if is_strange(head.text))


def under_latin_heads(heads: Sequence[Passage], rows: Sequence[Sequence[Passage]]) -> Iterator[tuple[Passage, str]]:
    """English heads of that kind beside one of tasks, and what stands under each."""
    tasks = any(column_of(head.text) == "task" for head in heads)
    for i in [i for i, head in enumerate(heads) if tasks and is_strange_latin(head.text)]:
        # Numbers under 「Leads」 count.
        named = [row[i] for row in rows if i < len(row) and _LATIN_WORD.search(row[i].text)]
        yield from ((heads[i], STRANGE_HEAD), *((cell, UNDER_STRANGE_HEAD) for cell in named)) if named else ()


def _named(cells: Sequence[Passage], least: int) -> str | None:
    known = {cell.text for cell in cells}
    if len(cells) < least:
        return None
    if any(map(_names_bodies, known)) and all(map(names_units, known)):
        return BODIES
    # 张某 over 2026-05-01, or in one cell with it: both stand in the column, whatever it is.
    persons = {text for text in known if not _DAY.fullmatch(text)}
    return PEOPLE if persons and all(map(_names_people, persons)) else None


def _bodies_among(cells: Sequence[Passage]) -> list[Passage]:
    """The bodies of a column that holds other things too: 「考核项目」 names what all do, and then who is judged."""
    short = [cell for cell in cells if len(cell.text) <= _BODY_LONGEST]
    found = [cell for cell in short if _names_bodies(cell.text) and names_units(cell.text)]
    return found if len({cell.text for cell in found}) >= _BODIES and 2 * len(found) >= len(cells) else []


def _names_bodies(text: str) -> bool:
    parsed = parse(Passage(text, 0))
    return (
        sound(parsed)
        and parsed.tail is None
        and any(is_certain(name) and not is_group(name) for name in bodies(parsed))
    )


def _names_people(text: str) -> bool:
    names = people(Passage(text, 0)) if len(text) <= _PEOPLE_LONGEST else ()
    names = tuple([name for name in names if not _DAY.fullmatch(name.text)])
    return bool(names) and all(is_persons_name(name.text) for name in names)


_PEOPLE_LONGEST = 40
_AMOUNT = re.compile(r"[\d.,，%％–—\-\s]*")
_DAY = re.compile(r"[（(]?(?:\d{2,4}[-./年])?\d{1,2}[-./月]?(?:\d{1,2}日?)?[底末前]*[）)]?")


def _may_be_tasks(head: str, cells: Sequence[Passage]) -> bool:
    if column_of(head) == "task" and not all(_AMOUNT.fullmatch(cell.text) for cell in cells):
        # 「牵头任务」 over 12: how many there are.
        return True
    texts = [cell.text for cell in cells if not (is_office(cell.text) or is_unit(cell.text))]
    words_said = sum(len(_HAN.findall(text) or _LATIN_WORD.findall(text)) for text in texts)
    return words_said > _TASK * len(cells) > 0
