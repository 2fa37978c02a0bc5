"""The tasks of a document that assigns nothing: the items under the headings that announce work to come."""

from __future__ import annotations

from zeren.loaders.layout.outline import Node
from zeren.loaders.tasks.context import Context
from zeren.loaders.tasks.drafts import Draft
from zeren.loaders.words.lexicon import holds, words


def unassigned(root: Node, context: Context) -> list[Draft]:
    """In a document that assigns nothing: the items under the headings that announce work to come.

    A rule says what is done at all times.
    """
    if context.standing or holds(context.title, "headings", "looks_back"):
        return []
    heads = [n for n in root.walk() if n.marker is not None and _announces_work(n)]
    found: list[Draft] = []
    for head in heads:
        if any(a in heads for a in head.ancestors):
            continue
        for node in head.walk():
            if node is head:
                continue
            found.extend(_items(node))
    return found


def _announces_work(node: Node) -> bool:
    heading = node.heading.text[:40]
    return any(word in heading for word in words("headings", "work")) and "回顾" not in heading


def _items(node: Node) -> list[Draft]:
    """A numbered item without sub-items is a task; under a heading, each paragraph is one."""
    if node.children:
        return []
    if not node.paragraphs:
        return []
    heading, *rest = node.paragraphs
    if not rest:
        return [Draft(node, [heading.passage])]
    drafts = [Draft(node, [p.passage]) for p in rest]
    if heading.passage.text.endswith("。") and not heading.bold_lead:
        drafts.insert(0, Draft(node, [heading.passage]))
    for i, draft in enumerate(drafts, 1):
        draft.suffix = f"-{i}"
    return drafts
