"""What a paragraph of an item assigns: statements that are ones anywhere, and those that only their place makes one."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.candidates import find_parts, may_assign
from zeren.loaders.statements.front import (
    behind_title,
    by_whom,
    find_duties,
    nothing_but_bodies,
    of_their_tasks,
    together,
)
from zeren.loaders.statements.parts import IN_FRONT, Failed, Part
from zeren.loaders.statements.persons import duties_of_people, groups_led, over_their_fields
from zeren.loaders.tasks.context import Context
from zeren.loaders.tasks.ordered import Rule
from zeren.loaders.text.passage import Passage

OF_THE_DOCUMENT = "who answers for the document, by what is printed about it: for no task of it"


class Item:
    """An item whose paragraphs are read, one after the other."""

    def __init__(self, node: Node, context: Context) -> None:
        self.node = node
        self.context = context
        self.paragraphs = [p.passage for p in node.paragraphs if p.table is None]
        self._assigns: bool | None = None
        self.tells_duties = bool(context.duties) and self._is_of_duties()

    @property
    def heads_items(self) -> bool:
        """Is it the heading of items?"""
        return self.node.marker is not None and bool(self.node.children)

    @property
    def assigns(self) -> bool:
        """Does any of its paragraphs hold a statement that needs no such place?"""
        if self._assigns is None:
            found = (find_parts(p, self.context.bare)[0] for p in self.paragraphs if may_assign(p.text))
            self._assigns = any(found)
        return self._assigns

    def _is_of_duties(self) -> bool:
        """Is it under 「职责分工」, and does nothing in it assign in another way?"""
        if self.context.duties.isdisjoint((self.node, *self.node.ancestors)):
            return False
        # 「市甲局：负责T」 is a duty among others: 「市乙局：统筹T」.
        others = (find_parts(p, self.context.bare)[0] for p in self.paragraphs if may_assign(p.text))
        otherwise = any(part.rule != IN_FRONT for parts in others for part in parts)
        return any(map(find_duties, self.paragraphs)) and not otherwise


class Asked(Struct, gc=False):
    """A paragraph of an item, and what it assigns wherever it stands."""

    passage: Passage
    item: Item
    parts: list[Part]

    @property
    def handed_out(self) -> bool:
        """Is it an item of a document that hands out work, and no statement in it that has its task before it?"""
        is_first = self.passage is self.item.paragraphs[0]
        is_before = is_first and all(part.rule == "sentence" and not part.start for part in self.parts)
        return self.item.context.hands_out and self.item.node.marker is not None and (is_before or not self.parts)

    def unless_said_elsewhere(self, found: list[Part]) -> list[Part] | None:
        """``found``, but where another paragraph of the item assigns: 「规划部门负责协调…；」 is how it is done."""
        alone = len(self.item.paragraphs) < 2
        return found if found and (alone or not self.item.assigns) else None


def assigned(passage: Passage, item: Item) -> tuple[list[Part], list[Failed]]:
    """The parts of a paragraph that assign, in its item and document, and what could not be read."""
    heads = item.heads_items and passage is item.paragraphs[0]
    if not (heads or may_assign(passage.text)):
        return [], []
    parts, failed = find_parts(passage, item.context.bare)
    asked = Asked(passage, item, parts)
    for rule in BY_PLACE:
        found = rule.apply(asked)
        if found is not None:
            # What stands at the document's front is told of where it names somebody.
            of_it = parts if rule.apply is _about_the_document else ()
            return found, [*failed, *(Failed(part.start, part.end, OF_THE_DOCUMENT) for part in of_it)]
    return parts, failed


def _about_the_document(asked: Asked) -> list[Part] | None:
    """「索引号：… ⏎ 牵头单位：市甲局 ⏎ 发文日期：…」: who made the document."""
    return [] if asked.parts and asked.passage.start in asked.item.context.about else None


def _in_a_statute(asked: Asked) -> list[Part] | None:
    """「…由燃气经营企业负责。」: what bodies always do."""
    return [part for part in asked.parts if part.rule != "sentence"] if asked.item.context.standing else None


def _under_duties(asked: Asked) -> list[Part] | None:
    """「市甲局：负责T」 under 职责分工."""
    return asked.parts or find_duties(asked.passage) if asked.item.tells_duties else None


def _line_after_line(asked: Asked) -> list[Part] | None:
    """「张某同志负责T。市甲局李某协助。」 「市甲局负责T。」 among other such lines."""
    if asked.passage.start not in asked.item.context.lines:
        return None
    found = duties_of_people(asked.passage) or find_duties(asked.passage)
    return [replace(part, habit=True) for part in found] or None


def _groups_led(asked: Asked) -> list[Part] | None:
    """「第一组：局长张某带队，乙科参加，检查甲县；第二组：…」"""
    return None if asked.item.context.standing else groups_led(asked.passage) or None


def _over_their_tasks(asked: Asked) -> list[Part] | None:
    """「一、甲局牵头的任务」, or 「一、甲局」, above items of which one at least names nobody who answers."""
    node = asked.item.node
    if not asked.item.heads_items or asked.parts:
        return None
    found = of_their_tasks(asked.passage) or (nothing_but_bodies(asked.passage) if asked.item.context.hands_out else [])
    below = [n for child in node.children for n in child.walk() if not n.children]
    silent = (not any(_answers(p.passage) for p in n.paragraphs if p.table is None) for n in below)
    return found if found and any(silent) else None


def _person_over_tasks(asked: Asked) -> list[Part] | None:
    """「一、市长张某主抓的工作」 above items or a table, whether those name their bodies or not."""
    node, is_first = asked.item.node, asked.passage is asked.item.paragraphs[0]
    above = any(p.table is not None for p in node.paragraphs) or (node.marker is not None and is_first)
    return (over_their_fields(asked.passage) or None) if above and not asked.parts else None


def _answers(passage: Passage) -> bool:
    parts = find_parts(passage)[0] if may_assign(passage.text) else []
    return any(a.role in ("lead", "responsible") for part in parts for a in part.assignments)


def _bodies_first(asked: Asked) -> list[Part] | None:
    """「由甲局牵头，乙局配合，做T」."""
    if asked.passage.text[0] == "由":
        return (by_whom(asked.passage) or None) if asked.item.node.marker is not None else None
    return asked.unless_said_elsewhere(by_whom(asked.passage)) if asked.handed_out else None


def _behind_a_title(asked: Asked) -> list[Part] | None:
    """「标题。市甲局负责T」."""
    return asked.unless_said_elsewhere(behind_title(asked.passage)) if asked.handed_out else None


def _in_clauses(asked: Asked) -> list[Part] | None:
    """「市甲局负责T，市乙局负责U」."""
    found = find_duties(asked.passage) if asked.handed_out else []
    return asked.unless_said_elsewhere(found) if len(found) > 1 else None


def _together(asked: Asked) -> list[Part] | None:
    """「市甲局会同市乙局做T」."""
    return asked.unless_said_elsewhere(together(asked.passage)) if asked.handed_out else None


BY_PLACE: tuple[Rule[Callable[[Asked], list[Part] | None]], ...] = (
    Rule("what a site prints about the document", _about_the_document),
    Rule("sentences of a statute", _in_a_statute),
    Rule("duties of bodies", _under_duties),
    Rule("who answers, line after line", _line_after_line),
    Rule("groups that somebody leads", _groups_led),
    Rule("bodies over their tasks", _over_their_tasks),
    Rule("a person over tasks", _person_over_tasks),
    Rule("bodies before their task", _bodies_first),
    Rule("bodies behind a title", _behind_a_title),
    Rule("a body and its duty in each clause", _in_clauses),
    Rule("bodies that do it together", _together),
)
"""The first that finds anything decides."""
