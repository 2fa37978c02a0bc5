"""Statements that say by number or by mark whose they are: 「第1项由甲局牵头」, and in a note 「①责任单位：市甲局」.

And items that say by number whose names are theirs: 「责任单位同第1项」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from zeren.loaders.layout.outline import NOTE, Node
from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.statements.front import nothing_but_bodies
from zeren.loaders.statements.parts import REFERRED, Part
from zeren.loaders.statements.references import BY_NUMBER, Number, items_named
from zeren.loaders.tasks.drafts import Draft, Told
from zeren.loaders.tasks.items import pieces_of
from zeren.loaders.text.passage import Passage

BY_MARK = "a note that names who answers, and no one item with its mark"


class Referred(Struct, gc=False):
    """A paragraph that says nothing but who answers for items that stand elsewhere."""

    passage: Passage
    named: list[tuple[Part, tuple[Number, ...]]]
    mark: str = ""
    """The mark of a note."""


def referred_in(nodes: list[Node]) -> list[Referred]:
    """Such paragraphs of a document."""
    return [one for node in nodes for one in (_notes(node) if node.kind == NOTE else _numbered(node))]


def _notes(node: Node) -> Iterator[Referred]:
    for paragraph in node.paragraphs[:1]:
        passage = paragraph.passage
        parts = find_parts(passage)[0] or nothing_but_bodies(passage)
        if parts and all(piece.part is not None for piece in pieces_of(passage, parts)):
            yield Referred(passage, [(part, ()) for part in parts], node.printed.text[:1])


def _numbered(node: Node) -> Iterator[Referred]:
    passages = [p.passage for p in node.paragraphs if p.table is None]
    for before, passage in pairwise([Passage("", 0), *passages]):
        named = items_named(passage)
        if named and before.text.endswith(("：", ":")) and len(before) <= _HEAD_LONGEST:
            yield Referred(before, [])
        if named:
            yield Referred(passage, named)


_HEAD_LONGEST = 12
"""Characters of a line above such paragraphs that only announces them: 责任分工："""


def refer(referred: list[Referred], nodes: list[Node], by_node: dict[Node, list[Draft]]) -> Iterator[Told]:
    """Give each statement to the items that it names, where each of them is one item of the document; tell the rest."""
    skipped = {one.passage.start for one in referred}
    numbers = _by_number(nodes)
    for one in referred:
        marked = _marked(one.mark, nodes) if one.mark else []
        given = [
            (part, target)
            for part, named in one.named
            for target in (marked if one.mark else [numbers.get(number) for number in named])
        ]
        if (one.mark and not marked) or not all(_takes(target, by_node) for _, target in given):
            yield Told(one.passage, 0, len(one.passage), BY_MARK if one.mark else BY_NUMBER)
            continue
        for part, target in given:
            assert target is not None
            if not by_node[target]:
                text = [p.passage for n in target.walk() for p in n.paragraphs if p.passage.start not in skipped]
                by_node[target] = [Draft(target, text)]
            draft = by_node[target][0]
            draft.parts.append((one.passage, replace(part, rule=REFERRED)))
            if one.mark:
                draft.text = [text.without(re.compile(one.mark)) for text in draft.text]


def share(nodes: list[Node], by_node: dict[Node, list[Draft]]) -> Iterator[Told]:
    """Give each item that says so the names of another: 「责任单位同第1项」; tell where that one is not certain."""
    numbers = _by_number(nodes)
    for node in nodes:
        for draft in list(by_node[node]):
            same = [said for said in draft.parts if said[1].same]
            for passage, part in same:
                target = numbers.get(Number.of(part.same))
                shared = _said_by(by_node[target], part.role) if target is not None and target is not node else []
                draft.parts += shared
                if not shared:
                    yield Told(passage, part.start, part.end, BY_NUMBER)
                    draft.parts.remove((passage, part))
            if same and not draft.parts:
                by_node[node].remove(draft)


def _said_by(drafts: list[Draft], role: str) -> list[tuple[Passage, Part]]:
    """What the one task of an item says of who answers in a role; all that it says, where it says nothing of that."""
    said = drafts[0].parts if len(drafts) == 1 else []
    alike = [one for one in said if one[1].role == role] or said
    return [(passage, replace(part, rule=REFERRED, value=None)) for passage, part in alike if not part.same]


def _takes(target: Node | None, by_node: Mapping[Node, list[Draft]]) -> bool:
    """Is it an item of one task at most, with none below it?"""
    return target is not None and len(by_node[target]) < 2 and not any(by_node[n] for n in target.walk()[1:])


def _by_number(nodes: list[Node]) -> dict[Number, Node | None]:
    """The item of each number; None where several have it."""
    found: dict[Number, Node | None] = {}
    for node in nodes:
        if node.marker is not None and node.kind != NOTE:
            number = Number.of(node.marker.number)
            found[number] = None if number in found else node
    return found


def _marked(mark: str, nodes: list[Node]) -> list[Node]:
    """The one item in whose text the mark of a note stands."""
    found = [n for n in nodes if n.kind != NOTE and any(mark in p.passage.text for p in n.paragraphs)]
    return found if len(found) == 1 else []
