"""A statement that holds for more than the item it stands in: on a heading, or behind several sub-items.

Each rule looks at one item and the tasks found so far; its example stands under its name in ``data/task_rules.toml``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import takewhile

from msgspec.structs import replace

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.parts import ABOVE, Part, leading, names_a_leader, only_leaders
from zeren.loaders.statements.sentences import ALL_ABOVE
from zeren.loaders.tasks.above import is_number_of_document
from zeren.loaders.tasks.drafts import SENTENCE_END, Draft
from zeren.loaders.tasks.ordered import Rule
from zeren.loaders.text.numbers import RANKS, number_value
from zeren.loaders.text.passage import Passage

ByNode = dict[Node, list[Draft]]
"""The tasks of each item, before and while statements are handed on."""


HandsOn = Callable[[Node, ByNode], bool]


def hand_on(nodes: list[Node], by_node: ByNode) -> None:
    """Give each statement to all the items that it holds for; ``nodes`` is the outline in the printed order."""
    for node in nodes:
        for rule in OF_SIBLINGS:
            rule.apply(node, by_node)
    headings = [node for node in nodes if node.marker is not None and (node.children or _rows(node, by_node))]
    for rules in (OF_BODIES, OF_LEADERS):
        for node in headings:
            for rule in rules:
                if rule.apply(node, by_node):
                    break


def _all_above(node: Node, by_node: ByNode) -> bool:
    """「以上三项工作由甲局牵头。」 on a line of its own: it holds for the item above it, and others before."""
    handed = False
    for at, last in enumerate(node.children):
        for passage, part in [said for draft in by_node[last] for said in draft.parts]:
            said = _said_of_above(passage, part) if at else None
            if said is None:
                continue
            others = _silent_before(node.children[max(0, at + 1 - said) if said else 0 : at], by_node)
            if all(map(_goes_on, others)):
                continue  # one sentence with the last
            for item in others:
                by_node[item] = [Draft(item, _whole_text(item), _above([(passage, part)]))]
            handed = True
    return handed


def _above_numbers(node: Node, by_node: ByNode) -> bool:
    """「责任单位：甲局 ⏎ 1. T ⏎ 责任单位：乙局 ⏎ 2. U」: each label, the first below the document's number, is that of
    the item under it."""
    *others, last = node.children or [node]
    led = [by_node[one] for one in (node, *others)]
    if node.marker is not None or not others or by_node[last] or any(len(d) != 1 or not d[0].own_line for d in led):
        return False
    if not all(map(is_number_of_document, led[0][0].text)) or any(item.children for item in node.children):
        return False
    texts = [*(by_node[item][0].text for item in others), _whole_text(last)]
    for item, text, (draft,) in zip(node.children, texts, led, strict=True):
        by_node[item] = [Draft(item, text, _above(draft.parts))]
    by_node[node] = []
    return True


def _said_of_above(passage: Passage, part: Part) -> int | None:
    """Of how many items a statement says that it holds for them; 0 for all, None where it says no such thing."""
    said = ALL_ABOVE.match(passage.text, part.start, part.end) if part.own_line else None
    return number_value(said["n"] or "") if said else None


def _silent_before(items: list[Node], by_node: ByNode) -> list[Node]:
    """The last of ``items``, back to one in or under which somebody is named."""
    found = list(takewhile(lambda item: not any(by_node[n] for n in item.walk()), reversed(items)))
    return [item for item in reversed(found) if _whole_text(item)]


def _below_several(node: Node, by_node: ByNode) -> bool:
    """A line of its own below the steps (1), (2) of an item, sentences each: it holds for each of them.

    Below 「（二十六）」 and 「（二十七）」 it is the last one's.
    """
    draft = _of_the_last(node, by_node)
    others = node.children[:-1]
    if draft is None or not draft.own_line or any(map(_goes_on, others)) or not all(map(_whole_text, others)):
        return False
    if any(item.marker is None or item.marker.rank < RANKS["number-bracket"] for item in node.children):
        return False
    for item in others:
        by_node[item] = [Draft(item, _whole_text(item), _above(draft.parts))]
    return True


def _of_the_last(node: Node, by_node: ByNode) -> Draft | None:
    """The only statement of an item's sub-items, where it stands with the last of them."""
    if len(node.children) < 2 or by_node[node] or any(child.children for child in node.children):
        return None
    *others, last = node.children
    drafts = by_node[last]
    return drafts[0] if len(drafts) == 1 and not any(by_node[n] for n in others) else None


def _behind_several(node: Node, by_node: ByNode) -> bool:
    """One statement behind several sub-items that are one sentence is the parent's."""
    draft = _of_the_last(node, by_node)
    if draft is None:
        return False
    *others, last = node.children
    if not draft.own_line and not all(map(_goes_on, others)):
        return False
    draft.text = [p.passage for n in (node, *others) for p in n.paragraphs if p.table is None] + draft.text
    draft.node = node
    by_node[node], by_node[last] = [draft], []
    return True


def _goes_on(item: Node) -> bool:
    """「（1）T；」: the sentence ends in a later item."""
    return bool(item.paragraphs) and item.paragraphs[-1].passage.text.rstrip().endswith(("；", ";", "，"))


def _in_a_heading(node: Node, by_node: ByNode) -> bool:
    """Bodies named in a heading answer for each item under it, where none of those names who answers."""
    draft = _of_heading(node, by_node)
    below = [d for child in node.children for n in child.walk() for d in by_node[n]]
    if draft is None or not (draft.is_heading or _is_above_items(node)) or any(_names_who_answers(d) for d in below):
        return False
    roles = _roles(draft) - {"leader"}
    in_it = all(passage is node.paragraphs[0].passage for passage, _ in draft.parts)
    if not in_it or not roles or (below and roles.isdisjoint(_ANSWERING)):
        return False
    for one in below:  # 「一、甲局牵头的任务 ⏎ 1. T。（配合单位：乙局）」
        one.parts[:0] = _above(_for_it(one, draft.parts))
    items = list(_silent_items(node, by_node))
    for item in items:
        by_node[item] = [Draft(item, _whole_text(item), _above(draft.parts))]
    if (items or below) and len(draft.text) < 2:
        by_node[node] = []
    return bool(items or below)


_ANSWERING = frozenset({"lead", "responsible"})


def _roles(draft: Draft) -> set[str]:
    return {a.role for _, part in draft.parts for a in part.assignments}


def _names_who_answers(draft: Draft) -> bool:
    return not _roles(draft).isdisjoint(_ANSWERING)


def _is_above_items(node: Node) -> bool:
    """Is it a heading of chapters or sections, not a task with its steps: 「一、」 「（一）」 above 「1.」?"""
    assert node.marker is not None
    return node.marker.rank <= RANKS["han-bracket"] and node.marker.kind != "article"


def _silent_items(node: Node, by_node: ByNode) -> Iterator[Node]:
    """The lowest items under ``node`` that no statement is in or above; steps (（1）, ①) belong to their item."""
    for child in node.children:
        if by_node[child]:
            continue
        if any(n.marker is not None and n.marker.rank < RANKS["number-bracket"] for n in child.children):
            yield from _silent_items(child, by_node)
        elif not any(by_node[n] for n in child.walk()) and _whole_text(child):
            yield child


def _whole_text(node: Node) -> list[Passage]:
    return [p.passage for n in node.walk() for p in n.paragraphs if p.table is None]


def _above(parts: list[tuple[Passage, Part]]) -> list[tuple[Passage, Part]]:
    return [(passage, replace(part, rule=ABOVE)) for passage, part in parts]


def _of_heading(node: Node, by_node: ByNode) -> Draft | None:
    """The task of a heading that is only a title: what it says itself would be lost with it."""
    drafts = [draft for draft in by_node[node] if draft.row is None]
    if len(drafts) != 1 or any(SENTENCE_END.search(text.text) for text in drafts[0].text[:1]):
        return None
    return drafts[0] if drafts[0].text or drafts[0].is_heading else None


def _with_its_steps(node: Node, by_node: ByNode) -> bool:
    """A statement of an item whose sub-items have none: their text is the task's."""
    if len(by_node[node]) != 1:
        return False
    below = [n for child in node.children for n in child.walk()]
    (draft,) = by_node[node]
    last = draft.parts[-1][0]
    if (
        draft.is_heading
        or any(by_node[n] for n in below)
        or draft.row
        or not any(p.passage is last for p in node.paragraphs)
    ):
        return False
    draft.text.extend(p.passage for n in below for p in n.paragraphs if p.table is None)
    return True


def _for_it(draft: Draft, parts: list[tuple[Passage, Part]]) -> list[tuple[Passage, Part]]:
    """The parts of a heading that hold for a task under it: no leader's, where it names its own."""
    led = any(names_a_leader(part) for _, part in draft.parts)
    return [(passage, part) for passage, part in parts if not (led and only_leaders(part))]


def _leader_above(node: Node, by_node: ByNode) -> bool:
    """「一、扩大内需（责任领导：张某）」 above items that name bodies: the person oversees each of them."""
    draft = _of_heading(node, by_node)
    if draft is None or len(draft.text) > 1:
        return False
    leaders = [(passage, leading(part)) for passage, part in draft.parts if names_a_leader(part) and not part.value]
    rows = _rows(node, by_node)
    below = rows + [d for child in node.children for n in child.walk() for d in by_node[n]]
    if not leaders or not (below or draft.is_heading):
        return False
    for one in below:
        one.parts[:0] = _above(_for_it(one, leaders))
    if all(only_leaders(part) for _, part in draft.parts):
        for item in list(_silent_items(node, by_node)):
            by_node[item] = [Draft(item, _whole_text(item), _above(leaders))]
        by_node[node] = rows
    return True


def _rows(node: Node, by_node: ByNode) -> list[Draft]:
    """The tasks of the tables under a heading."""
    return [draft for draft in by_node[node] if draft.row is not None]


def over_rows(led: list[Draft], rows: list[Draft]) -> list[Draft]:
    """A line above a table that names nobody but leaders: they oversee each of its tasks that names no other.

    What is left of such lines is given back.
    """
    left: list[Draft] = []
    above: list[tuple[Passage, Part]] = []
    for draft in led:
        under = any(draft.parts[0][0].place(0) < row.text[0].place(0) for row in rows)
        if draft.text or not under or not all(only_leaders(part) for _, part in draft.parts):
            left.append(draft)
        else:
            above += draft.parts
    lines, starts = [passage.place(0) for passage, _ in above], sorted(row.text[0].place(0) for row in rows)
    for row in rows if above else ():
        end = bisect_left(lines, row.text[0].place(0))
        # Of lines between which tasks stand the last ones count.
        before = bisect_left(starts, lines[end - 1]) if end else 0
        over = above[bisect_right(lines, starts[before - 1]) if before else 0 : end]
        row.parts[:0] = _above(_for_it(row, over))
    return left


OF_SIBLINGS: tuple[Rule[HandsOn], ...] = (
    Rule("all that stands above", _all_above),
    Rule("labels above numbered items", _above_numbers),
)
"""First, among the items of each heading and of the document."""
OF_BODIES: tuple[Rule[HandsOn], ...] = (
    Rule("below several sub-items", _below_several),
    Rule("behind several sub-items", _behind_several),
    Rule("bodies in a heading", _in_a_heading),
    Rule("an item with its steps", _with_its_steps),
)
"""For each item the first rule that applies, outermost item first."""
OF_LEADERS: tuple[Rule[HandsOn], ...] = (Rule("a leader in a heading", _leader_above),)
"""Then once more, when it is known which items are tasks."""
