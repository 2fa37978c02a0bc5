"""A statement that holds for more than the item it stands in: on a heading, or under the last of several sub-items."""

from __future__ import annotations

from msgspec.structs import replace

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.parts import ABOVE
from zeren.loaders.tasks.drafts import SENTENCE_END, Draft


def handed_down(node: Node, by_node: dict[Node, list[Draft]]) -> list[Draft]:
    """「一、扩大内需（责任领导：张某）」 above items that name their units: the person oversees each of them."""
    drafts = by_node[node]
    if len(drafts) != 1 or any(part.role != "leader" or part.value for _, part in drafts[0].parts):
        return []
    below = [draft for child in node.children for n in child.walk() for draft in by_node[n]]
    # What the heading says itself would be lost with its own task: only a title may go.
    if not below or len(drafts[0].text) != 1 or SENTENCE_END.search(drafts[0].text[0].text):
        return []
    for draft in below:
        if all(part.role != "leader" for _, part in draft.parts):
            draft.parts[:0] = [(passage, replace(part, rule=ABOVE)) for passage, part in drafts[0].parts]
    by_node[node] = []
    return drafts


def gather(node: Node, by_node: dict[Node, list[Draft]]) -> None:
    """A statement on a heading holds for the items under it that have none of their own: their text is the task's."""
    if not node.children or len(by_node[node]) != 1:
        return
    below = [n for child in node.children for n in child.walk()]
    if not any(by_node[n] for n in below):
        draft = by_node[node][0]
        last = draft.parts[-1][0]
        if draft.node is node and not draft.row and any(p.passage is last for p in node.paragraphs):
            draft.text.extend(p.passage for n in below for p in n.paragraphs)


def lift(node: Node, by_node: dict[Node, list[Draft]]) -> None:
    """One statement on its own line under several sub-items holds for all of them: it is the parent's."""
    if len(node.children) < 2 or by_node[node]:
        return
    *others, last = node.children
    drafts = by_node[last]
    if len(drafts) != 1 or not drafts[0].own_line or any(by_node[n] for child in others for n in child.walk()):
        return
    if any(child.children for child in node.children):
        return
    draft = drafts[0]
    text = [p.passage for p in node.paragraphs]
    for child in others:
        assert child.marker is not None
        text.extend(p.passage for p in child.paragraphs)
    draft.text = text + draft.text
    draft.node = node
    by_node[node], by_node[last] = drafts, []
