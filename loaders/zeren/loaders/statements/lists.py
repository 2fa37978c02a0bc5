"""The grammar of a statement: names, the words that give them a role, and how the list ends.

``X牵头，Y负责``: X leads, Y supports. ``X会同Y负责``: the same. ``X、Y负责``: both are responsible and no lead is
stated. A role word holds for the names since the role word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zeren.loaders.names.people import has_office, is_office, is_official, people
from zeren.loaders.names.tails import with_tails
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.chunks import ENDS_SENTENCE, LEFT_OPEN, chunks
from zeren.loaders.statements.english import parse_english
from zeren.loaders.statements.parts import Assignment, Parsed, leaders
from zeren.loaders.statements.piece_names import RULES_OF_NAMES
from zeren.loaders.statements.piece_roles import RULES
from zeren.loaders.statements.steps import Piece, Rule, Step
from zeren.loaders.text.passage import Passage, close_gaps, has_gap
from zeren.loaders.words.lexicon import HAN, words
from zeren.loaders.words.marks import BRACKETS_OPEN, depths
from zeren.loaders.words.phrases import AS_ONE, manner_opening
from zeren.loaders.words.rules import rules_in

_HAN_CHARACTER = re.compile(f"[{HAN}]")


def parse(content: Passage, default: str = "responsible") -> Parsed:
    """What one list says, people without the offices beside them.

    ``default`` is the role of its label, or ``responsible`` where it has none.
    """
    if not _HAN_CHARACTER.search(content.text):
        return parse_english(content, default)
    spaced = has_gap(content.text)
    listed = _List(default, spaced)
    for separator, start, chunk in chunks(content.text, spaced):
        listed.read(content, start, chunk, separator)
        listed.parted = len(listed.pending) if separator in _COMMAS else listed.parted
        listed.open_list = listed.open_list or separator in LEFT_OPEN
        if separator in ENDS_SENTENCE:
            listed.assign("joint")
            listed.together = False
    listed.assign("joint")
    return listed.parsed()


def bodies(parsed: Parsed) -> list[str]:
    """The names of units, those before a shared tail with it: 甲区、乙区人民政府."""
    return with_tails([a.name.text for a in parsed.assignments if a.role != "leader"])


def sound(parsed: Parsed) -> bool:
    """Are there names of units, and nothing but bodies among them?"""
    names = bodies(parsed)
    others = [name for name in names if name not in words("bodies", "sections")]
    return bool(others) and all(map(is_unit, others))


def oversees(parsed: Parsed) -> bool:
    """Is it said of nobody but people: 「由副市长张某牵头」?"""
    return bool(parsed.assignments) and all(a.role == "leader" for a in parsed.assignments)


def rule_behind(text: str) -> int | None:
    """Where a rule for the whole document begins behind a list: 「甲部负责，排在第一位的为牵头部门，下同」."""
    said = min((match.start() for _, match in rules_in(text)), default=len(text))
    same = _SAME_BELOW.search(text, 0, said)
    if same:
        return same.start()
    if said == len(text):
        return None
    # 「责任单位排首位的为牵头单位」: the rule begins with its clause, or with the bracket around it.
    begins = BRACKETS_OPEN if depths(text)[said] else _CLAUSE_ENDS
    return max(0, *(text.rfind(mark, 0, said + 1) for mark in begins))


_SAME_BELOW = re.compile("[，,；;。](?:下同|以下(?:均|皆)?相?同|后同|以下不再)")
_CLAUSE_ENDS = "，,；;。"


def shown(parsed: Parsed) -> str:
    """What a list says, in a line: the readings of the rules' examples."""
    said = [f"{one.role} {one.name.text}" for one in parsed.assignments]
    said += [f"by {parsed.deadline.text}"] if parsed.deadline else []
    said += [f"tail {parsed.tail.text}"] if parsed.tail else []
    return "; ".join([*said, "open"] if parsed.open_list else said)


@lru_cache(maxsize=10_000)
def _steps_of(chunk: str) -> tuple[Step, ...] | None:
    """What one piece of a list says, None where it is nothing but a name; the same names come in list after list."""
    steps = tuple(_read(Piece(chunk, 0, len(chunk)), RULES))
    return None if steps == (Step("name", 0, len(chunk)),) else steps


def _read(piece: Piece, rules: Sequence[Rule]) -> Iterator[Step]:
    text = piece.text
    if not text:
        return
    said = next((steps for rule in rules if (steps := rule.read(piece, text)) is not None), (piece.step("name"),))
    if any(step.kind == "tail" for step in said) and is_official(text):
        # 市政府副市长张某: the office is no tail of 市政府.
        said = (piece.step("name"),)
    for step in said:
        if step.kind in ("names", "rest"):
            left = Piece(piece.chunk, step.start, step.end)
            yield from _read(left, RULES_OF_NAMES if step.kind == "names" else RULES)
        else:
            yield step


_CHUNK_LONGEST = 120
"""What is longer between two separators is no name with a role."""


_COMMAS = frozenset("，,")


class _List:
    """The state of one list being read."""

    def __init__(self, default: str, spaced: bool) -> None:
        self.default = default
        self.spaced = spaced
        self.pending: list[Assignment] = []
        self.parted = 0
        """How many of them stand before the last comma."""
        """The names since the last role word, each with the role that is noted behind it, if any."""
        self.deadline: Passage | None = None
        self.limit: tuple[int, int] | None = None
        self.done: list[Assignment] = []
        self.together = False
        self.open_list = False
        self.role_words = False
        self.people = False
        self.tail: Passage | None = None

    def read(self, content: Passage, start: int, chunk: str, separator: str) -> None:
        """Take what stands between two separators, from ``start`` on."""
        bare = chunk.strip()
        if not bare:
            return
        if bare != chunk:
            start += chunk.index(bare)
        if self.spaced and has_gap(bare):
            # 「甲局牵 头」: what typesetting or a scan left inside of words.
            content, start = close_gaps(content.cut(start, start + len(bare))), 0
            bare = content.text
        steps = _steps_of(bare) if len(bare) <= _CHUNK_LONGEST else None
        if steps is None or (steps and separator == "、" and steps[-1].kind == "tail"):
            # Words that are no manner stand behind the last name: 政府办机构全覆盖、某院建设 are aims.
            name = Passage(bare, content.start + start) if content.at is None else content.cut(start, start + len(bare))
            self.pending.append(Assignment("", name))
            return
        for step in steps:
            if step.kind == "name":
                self.pending.append(Assignment(step.role or "", content.cut(start + step.start, start + step.end)))
                if step.role:
                    self.role_words = True
            elif step.kind == "people":
                self.done.append(Assignment("leader", content.cut(start + step.start, start + step.end)))
                self.people = True
            elif step.kind == "open":
                self.open_list = True
            elif step.kind == "tail":
                self.tail = content.cut(start + step.start, start + step.end)
                self.role_words = self.role_words or manner_opening().match(self.tail.text) is not None
            elif step.kind == "deadline":
                self.limit = (self.limit or (start + step.start, 0))[0], start + step.end
                self.deadline = content.cut(*self.limit)
            else:
                assert step.role
                self.role_words = True
                self.assign(step.role)
                self.together = self.together or step.kind == "together"

    def parsed(self) -> Parsed:
        """What the list has said."""
        done = self.done
        if self.people or any(map(_is_official, done)):
            done = [p for one in _persons(done) for p in (leaders(people(one.name)) if _is_person(one) else (one,))]
        return Parsed(tuple(done), self.open_list, self.role_words, self.deadline, self.people, self.tail)

    def assign(self, role: str) -> None:
        """Give the role to the names since the role word before."""
        if role == AS_ONE:
            # 「甲局牵头，乙局协同推进」: side by side with those who were named before, whom they help.
            role = "support" if any(one.role != "leader" for one in self.done) else "joint"
        own = "support" if self.together else self.default
        for i, one in enumerate(self.pending):
            # 「甲局，乙局、丙局配合」: they help somebody, who stands before the comma.
            helped = role == "support" and not self.done and i < self.parted
            one.role = one.role or (own if helped or role == "joint" else role)
        self.done += self.pending
        self.pending, self.parted = [], 0


def _persons(done: list[Assignment]) -> Iterator[Assignment]:
    """Those named, but not the first of two offices of one person: 「县委副书记、县长张某牵头」."""
    for one, behind in zip(done, [*done[1:], None], strict=True):
        if not (behind and is_office(one.name.text) and has_office(behind.name.text)):
            yield one


def _is_person(one: Assignment) -> bool:
    return one.role == "leader" or _is_official(one)


def _is_official(one: Assignment) -> bool:
    """「分管副省长、张某副秘书长负责，甲厅牵头」: a person, or who is called by an office, is no body."""
    return is_official(one.name.text)
