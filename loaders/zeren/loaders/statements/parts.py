"""What the reading of a paragraph gives: the parts that assign, and what looked like one and could not be read."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from zeren.loaders.names.people import people
from zeren.loaders.names.tails import with_tails
from zeren.loaders.statements.assignments import Assignment, Parsed
from zeren.loaders.statements.lists import parse as parse_list
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.marks import BRACKETS_CLOSE

NAME_LONGEST = 45
WATCHING = "watching"
"""The rule of a part that names who watches over the work of others."""
ABOVE = "heading"
"""The rule of a part that stands on a heading above its task."""
IN_FRONT = "front"
"""The rule of a part whose task stands behind it."""
STATEMENT_LONGEST = 400
"""Characters of a statement that stands in a sentence without bracket or label."""


class Part(Struct, gc=False):
    """One labelled list, one bracket or one sentence that assigns."""

    rule: str
    role: str
    """The label's role; ``responsible`` where there is no label."""
    start: int
    end: int
    """Characters of the paragraph."""
    assignments: tuple[Assignment, ...]
    open_list: bool
    value: Passage | None = None
    """A deadline's words."""
    own_line: bool = False
    head: Passage | None = None
    """The head of the table's column that gives the role; None where the words themselves do."""

    def within(self, passage: Passage) -> Part:
        """The same part of a paragraph with that text."""
        names = tuple([Assignment(a.role, a.name.within(passage)) for a in self.assignments])
        value = self.value.within(passage) if self.value else self.value
        return Part(self.rule, self.role, self.start, self.end, names, self.open_list, value, self.own_line, self.head)


class Failed(Struct, gc=False):
    """Words that look like a statement and could not be read."""

    start: int
    end: int
    reason: str


def parse(content: Passage, default: str = "responsible") -> Parsed:
    """What one list says, the people noted behind its units or named among them without the offices beside them."""
    parsed = parse_list(content, default)
    officials = ("长" in content.text or "书记" in content.text) and any(map(_is_official, parsed.assignments))
    if not parsed.people and not officials:
        return parsed
    found: list[Assignment] = []
    for one in parsed.assignments:
        if one.role == "leader" or _is_official(one):
            found.extend(people(one.name))
        else:
            found.append(one)
    return Parsed(tuple(found), parsed.open_list, parsed.has_role_word, parsed.deadline)


def _is_official(one: Assignment) -> bool:
    """「分管副省长、张某副秘书长负责，甲厅牵头」: who is called by an office is no body."""
    return one.name.text.endswith(OFFICES)


OFFICES = ("省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长", "秘书长", "书记")
"""How the office of a leader ends, who stands among bodies."""


def offset_of(content: Passage, name: Passage) -> int:
    """Where in ``content`` the name begins that was cut out of it."""
    place = name.place(0)
    return next(i for i, at in enumerate(content.places()) if at == place)


def parted(part: Part, content: Passage, base: int = 0) -> list[Part] | None:
    """Those who answer, and behind them those who watch over the work: 「甲局牵头，乙局配合，丙局监督」.

    ``content`` is the text whose names they are; it begins at character ``base`` of the paragraph. None where who
    answers and who watches stand among each other.
    """
    watching = [a.role == "other" for a in part.assignments]
    if not any(watching):
        return [part]
    first = watching.index(True)
    if not first or not all(watching[first:]):
        return None
    cut = base + offset_of(content, part.assignments[first].name)
    names = part.assignments[:first]
    return [replace(part, end=cut, assignments=names), Part(WATCHING, "other", cut, part.end, (), False)]


CLOSING = tuple(BRACKETS_CLOSE)
_EXTRA = re.compile(
    r"[。；;](?=[^。；;]*(?:为牵头|下同|不再|以下))|[，,](?=(?:排|列|居|首位|第[一1]|逗号|分号|以下)[^。；;]*(?:为牵头|下同|不再))"
)
_EXTRA_SAYS = ("为牵头", "下同", "不再", "以下")


def extra_in(text: str) -> re.Match[str] | None:
    """Where a rule for the whole document begins inside of a statement: 「甲部负责，排在第一位的为牵头部门，下同」."""
    return _EXTRA.search(text) if any(map(text.__contains__, _EXTRA_SAYS)) else None


def whole_names(parsed: Parsed) -> list[str]:
    """The names, those before a shared tail with it: 甲区、乙区人民政府."""
    return with_tails([a.name.text for a in parsed.assignments if a.role != "leader"])


NAME_STOP = re.compile(r"[、，,；;。\n]")
FIRST_STOP = re.compile(r"[、，,；;]")
