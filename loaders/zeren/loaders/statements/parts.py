"""What is read in a paragraph: who is named in which role, and where; and what could not be read."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import HAN

WATCHING = "watching"
"""The rule of a part that names who watches over the work of others."""
ABOVE = "heading"
"""The rule of a part that stands on a heading above its task."""
REFERRED = "reference"
"""The rule of a part that says by a number or a mark whose it is."""
ELSEWHERE = (ABOVE, REFERRED)
"""The rules of parts that are no part of their item's own text."""
IN_FRONT = "front"
"""The rule of a part whose task stands behind it."""
GROUP = "prose: who heads a group that is set up, or is in it; hands out no task"
NO_ROLE = (
    "names who guides or watches over the work, or people who help: they have no role, they do not answer for the task"
)


NAME_LONGEST = 45
NAMES_LONGEST = 120
"""Characters of a list of bodies that is no more than a heading."""
NAME_STOP = re.compile(r"[、，,；;。\n]")
SENTENCE_STOP = re.compile(r"[。；;！？\n]")
WAS_DONE = rf"[{HAN}]{{1,5}}(?<!为)了(?![解结])"
"""A pattern of what says that work is done: 开展了检查; 为了, 了解 and 了结 do not."""
STATEMENT_LONGEST = 400
"""Characters of a statement that stands in a sentence without bracket or label."""


class Assignment(Struct, gc=False):
    """One name and the role that the words give it: lead, support, responsible, leader, or other for who watches."""

    role: str
    name: Passage


def leaders(names: Iterable[Passage]) -> tuple[Assignment, ...]:
    """Those who oversee."""
    return tuple([Assignment("leader", name) for name in names])


class Parsed(Struct, gc=False):
    """What one list says."""

    assignments: tuple[Assignment, ...]
    open_list: bool = False
    has_role_word: bool = False
    deadline: Passage | None = None
    """A time limit printed among the names: 年底前完成."""
    people: bool = False
    """Are persons noted behind the units?"""
    tail: Passage | None = None
    """Words behind a name that are no body and no role that zeren knows: 甲局、乙局T."""


class Part(Struct, gc=False):
    """One labelled list, one bracket or one sentence that assigns."""

    rule: str
    role: str
    """The label's role; ``responsible`` where there is no label."""
    start: int
    end: int
    """Characters of the paragraph."""
    assignments: tuple[Assignment, ...] = ()
    open_list: bool = False
    value: Passage | None = None
    """A deadline's words."""
    own_line: bool = False
    head: Passage | None = None
    """The head of the table's column that gives the role; None where the words themselves do."""
    tail: Passage | None = None
    """Words kept off its last name that zeren does not know."""
    habit: bool = False
    """Is it read so because the document hands out its work in this way?"""
    noted: bool = False
    """Are its people noted behind its bodies?"""
    goes_on: bool = False
    """Is what follows it the same task's: 「市甲局|组织检查，|乙局配合」?"""
    same: str = ""
    """The number of the item whose names are its own too, as printed: 责任单位同第1项."""

    @classmethod
    def of(cls, rule: str, parsed: Parsed, start: int, end: int, role: str = "responsible") -> Part:
        """A part that says what a list says."""
        return cls(
            rule,
            role,
            start,
            end,
            parsed.assignments,
            parsed.open_list,
            parsed.deadline,
            tail=parsed.tail,
            noted=parsed.people,
        )

    def within(self, passage: Passage) -> Part:
        """The same part of a paragraph with that text."""
        names = tuple([Assignment(a.role, a.name.within(passage)) for a in self.assignments])
        value = self.value.within(passage) if self.value else None
        tail = self.tail.within(passage) if self.tail else None
        return replace(self, assignments=names, value=value, tail=tail)


def only_leaders(part: Part) -> bool:
    """Does it name nobody but people who oversee: 「责任领导：张某」 「（张某某副市长牵头）」?"""
    return bool(part.assignments) and all(a.role == "leader" for a in part.assignments)


def names_a_leader(part: Part) -> bool:
    """Does it say who oversees, otherwise than behind a body (市甲局（责任人：张某））?"""
    return not part.noted and any(a.role == "leader" for a in part.assignments)


def leading(part: Part) -> Part:
    """What it says of those who oversee."""
    return replace(part, assignments=tuple([a for a in part.assignments if a.role == "leader"]))


class Failed(Struct, gc=False):
    """Words that look like a statement and could not be read."""

    start: int
    end: int
    reason: str
    prose: bool = False
    """Do they hand out nothing, and are only to be told of?"""


def offset_of(content: Passage, name: Passage) -> int:
    """Where in ``content`` the name begins that was cut out of it."""
    place = name.place(0)
    if content.at is None:
        return place - content.start
    found = bisect_left(content.at, place)
    # The cells of a table may stand in another order.
    return found if content.at[found : found + 1] == array("I", [place]) else content.at.index(place)


def parted(part: Part, content: Passage, base: int = 0) -> list[Part] | None:
    """Those who answer, and before or behind them those who watch: 「在甲局指导下，乙局负责」 「乙局牵头，丙局监督」.

    ``content`` is the text whose names they are; it begins at character ``base`` of the paragraph. None where who
    answers and who watches stand among each other.
    """
    watching = [a.role == "other" for a in part.assignments]
    if not any(watching):
        return [part]
    # Where one list ends and the other begins.
    turns = [i for i in range(1, len(watching)) if watching[i] != watching[i - 1]]
    if len(turns) != 1:
        return None
    (turn,) = turns
    cut = base + offset_of(content, part.assignments[turn].name)
    if watching[0]:
        return [Part(WATCHING, "other", part.start, cut), replace(part, start=cut, assignments=part.assignments[turn:])]
    return [replace(part, end=cut, assignments=part.assignments[:turn]), Part(WATCHING, "other", cut, part.end)]


def outside(length: int, covered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that nothing covers; what is covered comes in order."""
    found = []
    at = 0
    for start, end in covered:
        if start > at:
            found.append((at, start))
        at = max(at, end)
    if at < length:
        found.append((at, length))
    return found
