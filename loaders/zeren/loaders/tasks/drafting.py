"""The tasks of one document: which items hold statements, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.references import BY_NUMBER, only_refers
from zeren.loaders.tasks.above import turned
from zeren.loaders.tasks.asked import Item, assigned
from zeren.loaders.tasks.context import Context
from zeren.loaders.tasks.drafts import SENTENCE_END, Draft, Drafted, DraftsOfTable, Told
from zeren.loaders.tasks.inherited import hand_on, over_rows
from zeren.loaders.tasks.items import Piece, Reading, pieces_of
from zeren.loaders.tasks.referred import refer, referred_in, share
from zeren.loaders.tasks.told import of_paragraph
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.words.lexicon import any_of, holds, words

NO_TEXT = "a statement without a task before it"
CONTACT = "a person in charge of no task"
HOSTS = "prose: who holds an event; hands out no task"


def drafts_of(root: Node, of_table: DraftsOfTable, context: Context) -> Drafted:
    """The tasks to which a statement belongs, in the printed order, and what was turned down on the way."""
    nodes = root.walk()
    referred = referred_in(nodes)
    elsewhere = {one.passage.start for one in referred}
    own = [(node, _of_node(node, of_table, context, elsewhere)) for node in nodes]
    by_node = {node: drafted.drafts for node, drafted in own}
    told = [one for _, drafted in own for one in drafted.told]
    told += refer(referred, nodes, by_node)
    told += share(nodes, by_node)
    heads = [head for _, drafted in own for head in drafted.heads]
    hand_on(nodes, by_node)
    drafts = [draft for node in nodes for draft in by_node[node]]
    told += [Told(passage, part.start, part.end, NO_TEXT) for d in drafts if not d.text for passage, part in d.parts]
    return Drafted([draft for draft in drafts if draft.text], told, heads)


def _of_node(node: Node, of_table: DraftsOfTable, context: Context, elsewhere: Container[int]) -> Drafted:
    """The tasks that the paragraphs and tables of one item hold, but for those paragraphs that are about others."""
    item, reading = Item(node, context), Reading(node)
    pieces: list[Piece] = []
    rows: list[Draft] = []
    told: list[Told] = []
    heads: list[Passage] = []
    of_work = context.hands_out and node.marker is not None
    for paragraph in node.paragraphs:
        if paragraph.table is not None:
            drafted = of_table(paragraph.table, node)
            rows.extend(drafted.drafts)
            told.extend(drafted.told)
            heads.extend(drafted.heads)
            continue
        passage = paragraph.passage
        if passage.start in elsewhere:
            continue
        if node.marker is None and not pieces and _is_title(passage, context.title):
            continue
        parts, failed = assigned(passage, item)
        told.extend(of_paragraph(passage, parts, failed, context.standing, of_work))
        pieces.extend(pieces_of(passage, parts))
    for piece in turned(pieces, node, context.hands_out):
        reading.take(piece)
    drafts: list[Draft] = []
    for draft in over_rows(reading.end(), rows):
        reason = _no_task(draft, context)
        if reason is None:
            drafts.append(draft)
            continue
        prose = reason == HOSTS
        told.extend(Told(passage, part.start, part.end, reason, prose) for passage, part in draft.parts)
    if len(drafts) > 1:
        for i, draft in enumerate(drafts, 1):
            draft.suffix = f"-{i}"
        _under_heading(node, drafts)
    return Drafted(drafts + rows, told, heads)


def _no_task(draft: Draft, context: Context) -> str | None:
    """Why it is none; None where it is one."""
    if not draft.text:
        return None if draft.is_heading else NO_TEXT
    if _names_hosts(draft, context):
        return HOSTS
    if _names_a_contact(draft):
        return CONTACT
    return BY_NUMBER if only_refers(draft.text[-1].text) else None


def _is_title(passage: Passage, title: str) -> bool:
    """Is it the title of the document, which is no part of a task without a number?"""
    return passage.text[:1] == title[:1] and close_gaps(passage).text == title


def _under_heading(node: Node, drafts: list[Draft]) -> None:
    """A title above several tasks that have no numbers is no part of the first one's text."""
    first = drafts[0]
    if node.marker is None or len(first.text) < 2 or first.text[0] is not node.paragraphs[0].passage:
        return
    if SENTENCE_END.search(first.text[0].text) or any(len(draft.text) > 2 for draft in drafts):
        return
    del first.text[0]
    for draft in drafts:
        draft.below = True


def _names_hosts(draft: Draft, context: Context) -> bool:
    """「关于举办大赛的通知 … 一、组织机构 ⏎ 主办单位：市甲局」: who holds the event that the document is about."""
    if not all(_host().match(passage.text, part.start) for passage, part in draft.parts):
        return False
    event = holds(context.title, "headings", "events")
    of_it = event and (draft.node.marker is None or not context.hands_out)
    return of_it or draft.text[-1].text.rstrip("：:。 ").endswith(words("headings", "organisers"))


@cache
def _host() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(words('phrases', 'hosts'))}")


def _names_a_contact(draft: Draft) -> bool:
    """「项目负责人：张某」 in a text without a number, and nobody else: whom to ask, in a call for tenders."""
    return draft.node.marker is None and all(
        part.role == "leader" and _contact().match(passage.text, part.start) for passage, part in draft.parts
    )


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(rf"\W*[^\s：:]{{0,4}}{any_of(words('headings', 'contact'))}")
