"""The tasks of one document while they are read: which text belongs to which statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.brackets import ends_with_units
from zeren.loaders.statements.candidates import find_parts, may_assign
from zeren.loaders.statements.front import behind_title, by_whom, find_duties, together
from zeren.loaders.statements.parts import IN_FRONT, Failed, Part
from zeren.loaders.tables.marks import roles_of_marks
from zeren.loaders.tables.rows import TableReading, read_table
from zeren.loaders.tasks.drafts import SENTENCE_END, Draft, Drafted
from zeren.loaders.tasks.inherited import hand_on
from zeren.loaders.tasks.told import Told, of_paragraph, of_table
from zeren.loaders.text.passage import Passage, close_gaps
from zeren.loaders.text.source import Source, Table
from zeren.loaders.words.marks import BRACKETS_CLOSE


@dataclass(frozen=True)
class _Context:
    """What the document says of all its items."""

    title: str
    bare: bool
    """Does it hand out work by brackets that hold nothing but units?"""
    standing: bool
    """Is it a rule, which says what bodies always do?"""
    hands_out: bool
    """Does its title say that it hands out work?"""


def drafts_of(root: Node, tables: Tables, title: str) -> Drafted:
    """The tasks to which a statement belongs, in the printed order, and what was turned down on the way."""
    bare = _assigns_bare(root, title)
    context = _Context(title, bare, _STANDING.search(title) is not None, _HANDS_OUT.search(title) is not None)
    by_node: dict[Node, list[Draft]] = {}
    nodes = root.walk()
    duties = set() if context.standing else {node for node in nodes if _announces_duties(node)}
    told: list[Told] = []
    for node in nodes:
        own = _of_node(node, tables, context, bool(duties) and _tells_duties(node, duties, bare))
        by_node[node] = own.drafts
        told.extend(own.told)
    hand_on(nodes, by_node)
    return Drafted([draft for node in nodes for draft in by_node[node]], told, tables.heads)


_ABOUT_UNITS = re.compile("分工|分解|责任")
_HANDS_OUT = re.compile("分工|分解|责任|任务|方案|措施|要点|行动|计划|台账|安排|清单|实事")


def _assigns_bare(root: Node, title: str) -> bool:
    """Does the document hand out work by brackets that hold nothing but units? Its title tells, and that it does so
    again, where the title is not about who answers for what."""
    if not _HANDS_OUT.search(title):
        return False
    ends = [
        p.passage
        for n in root.walk()
        if n.marker is not None
        for p in n.paragraphs
        if not _CLOSING.isdisjoint(p.passage.text[-_END:]) and p.table is None
    ]
    # Brackets with a role word show as well that this document assigns by brackets.
    sure = _ABOUT_UNITS.search(title) or any(_ROLE_BRACKET.search(p.text, len(p.text) - _END) for p in ends)
    enough = 1 if sure else 2
    return sum(1 for _ in islice(filter(ends_with_units, ends), enough)) == enough


_CLOSING = frozenset(BRACKETS_CLOSE)
_END = 8
"""Characters at the end of a paragraph among which its bracket closes."""
_ROLE_BRACKET = re.compile("(?:负责|牵头|配合|落实|参与|参加|实施)[）)〕]")


def _of_node(node: Node, tables: Tables, context: _Context, duties: bool) -> Drafted:
    """Text and statements alternate: each run of statements closes a task."""
    drafts: list[Draft] = []
    told: list[Told] = []
    current = Draft(node)
    rows: list[Draft] = []
    assigns = cache(partial(_assigns, node, context.bare))
    since: list[Passage] = []
    """The text behind the statement of the task that is read."""
    for paragraph in node.paragraphs:
        if paragraph.table is not None:
            of_table = tables.drafts(paragraph.table, node)
            rows.extend(of_table.drafts)
            told.extend(of_table.told)
            continue
        passage = paragraph.passage
        if node.marker is None and not (current.text or current.parts) and _is_title(passage, context.title):
            continue
        parts: list[Part] = []
        failed: list[Failed] = []
        if may_assign(passage.text):
            parts, failed = find_parts(passage, context.bare)
            in_front = passage.text[0] == "由" or (context.hands_out and not parts)
            if context.standing:
                # 「…由燃气经营企业负责。」 in a statute: what bodies always do.
                parts = [part for part in parts if part.rule != "sentence"]
            if duties:
                parts = find_duties(passage)
            elif in_front and node.marker is not None and not context.standing:
                front = by_whom(passage)
                if context.hands_out and not (front or parts):
                    front = behind_title(passage) or together(passage)
                # 「规划部门负责协调…；」 in an item whose bodies stand behind it says how it is done.
                if front and (parts or passage.text[0] == "由" or not assigns()):
                    parts = front
        told.extend(of_paragraph(passage, parts, failed, context.standing))
        at = 0
        for part in parts:
            alone = part.own_line or (part.start == 0 and part.end == len(passage.text))
            if since and alone and (_begins_anew(part, current) or _is_another(part, current, since)):
                # Tasks without numbers, each with labels under it.
                later = set(map(id, since))
                current.text = [text for text in current.text if id(text) not in later]
                drafts.append(current)
                current = Draft(node, since)
            since = []
            if part.own_line and node.marker is None and not current.parts and not drafts:
                current.text = _behind_salutation(current.text)
            text = passage.cut(at, part.start) if part.start > at else None
            if text and _says_something(text.text):
                if node.marker is None and not current.parts:
                    current.text = _behind_sentences(current.text)
                if current.parts and not current.waits and not _goes_on(text.text, part, current):
                    drafts.append(current)
                    current = Draft(node)
                current.text.append(text)
            if part.rule == IN_FRONT:
                drafts.extend([current] if current.parts else [])
                current = Draft(node)
            current.parts.append((passage, part))
            at = part.end
        rest = (passage.cut(at) if at else passage) if at < len(passage.text) else None
        if rest is not None and _says_something(rest.text):
            if current.waits:
                current.text.append(rest)
            elif current.parts and parts:
                # 「T1（甲局负责）T2。」: what follows in the paragraph may yet get a statement of its own.
                drafts.append(current)
                current = Draft(node, [rest])
            elif not current.parts or (
                (current.text or node.marker) and not SENTENCE_END.search("".join(t.text for t in current.text))
            ):
                # A title, its statement under it, and only then the text of the task.
                current.text.append(rest)
            if not parts and current.parts:
                since.append(rest)
    if current.parts:
        drafts.append(current)
    elif drafts and current.text:
        drafts[-1].text.extend(current.text)
    for draft in [d for d in drafts if not d.text or _names_a_contact(d)]:
        reason = "a statement without a task before it" if not draft.text else "a person in charge of no task"
        for passage, part in draft.parts:
            told.append(Told(passage, part.start, part.end, reason))
        drafts.remove(draft)
    if len(drafts) > 1:
        for i, draft in enumerate(drafts, 1):
            draft.suffix = f"-{i}"
        _under_heading(node, drafts)
    return Drafted(drafts + rows, told)


def _assigns(node: Node, bare: bool) -> bool:
    """Does any paragraph of the item hold a statement that needs no such reading?"""
    own = [p.passage for p in node.paragraphs if p.table is None]
    return len(own) > 1 and any(find_parts(p, bare)[0] for p in own if may_assign(p.text))


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


def _behind_salutation(texts: list[Passage]) -> list[Passage]:
    """What stands above the first label in a document without numbers: its task, not its title and whom it greets."""
    greeting = max((i for i, text in enumerate(texts) if text.text.endswith(("：", ":"))), default=len(texts) - 2)
    first = max(0, greeting + 1)
    while (
        0 < first < len(texts) and _LABELLED.match(texts[first - 1].text) and not texts[first - 1].text.endswith("：")
    ):
        # 「问题1：… ⏎ 整改措施：…」: the task's own lines.
        first -= 1
    return texts[first:] or texts


def _behind_sentences(texts: list[Passage]) -> list[Passage]:
    """What stands above a statement that follows its own text, without a number: titles, not whole sentences."""
    whole = max((i for i, text in enumerate(texts) if SENTENCE_END.search(text.text[-2:])), default=-1)
    return texts[whole + 1 :]


def _begins_anew(part: Part, current: Draft) -> bool:
    """Does a label behind a text say again what the task before has said already?"""
    return not current.waits and part.role in [before.role for _, before in current.parts]


def _is_another(part: Part, current: Draft, since: list[Passage]) -> bool:
    """Does a label of those who answer stand behind a text without a number or label, where others answered before?

    「主办单位：甲局 ⏎ 第2号 某提案 ⏎ 承办单位：乙局」
    """
    if current.node.marker is not None or _LABELLED.match(since[-1].text):
        return False
    return part.role in _ANSWERING and any(before.role in _ANSWERING for _, before in current.parts)


def _goes_on(text: str, part: Part, current: Draft) -> bool:
    """Is it one more line of the same task, with a label that zeren does not know, between two that it knows?

    「牵头单位：甲局；资金渠道：乙；责任人：张某」
    """
    return _LABELLED.match(text) is not None and part.rule == "label" and not _begins_anew(part, current)


_ANSWERING = ("lead", "responsible")
_LABELLED = re.compile(r"[\u3400-\u9fff]{2,10}\d{0,3}[：:]")


def _tells_duties(node: Node, headings: set[Node], bare: bool) -> bool:
    """Is it under 「职责分工」, one of ``headings``, and does nothing in it assign in another way?"""
    if headings.isdisjoint((node, *node.ancestors)):
        return False
    own = [p.passage for p in node.paragraphs if p.table is None]
    return any(map(find_duties, own)) and not any(find_parts(p, bare)[0] for p in own if may_assign(p.text))


def _announces_duties(node: Node) -> bool:
    front = node.paragraphs[0].passage.text[:_HEADING_LONGEST] if node.paragraphs else ""
    return ("职责" in front or "分工" in front) and _DUTIES.match(front) is not None


_HEADING_LONGEST = 30
_DUTIES = re.compile("[^。]*?(?:职责|分工)")
_CONTACT = re.compile(r"\W*[^\s：:]{0,4}负责人")


def _names_a_contact(draft: Draft) -> bool:
    """「项目负责人：张某」 in a text without a number, and nobody else: whom to ask, in a call for tenders."""
    return draft.node.marker is None and all(
        part.role == "leader" and _CONTACT.match(passage.text, part.start) for passage, part in draft.parts
    )


class Tables:
    """Reads the tables of one document; a table without a header goes on with the one before it."""

    def __init__(self, source: Source, paragraphs: Sequence[Paragraph]) -> None:
        self.source = source
        self.paragraphs = paragraphs
        self.before: TableReading | None = None
        self.unnumbered = 0
        self.heads: list[Passage] = []

    @cached_property
    def marks(self) -> dict[str, str]:
        """The roles that the document gives to signs."""
        pieces = []
        for paragraph in self.paragraphs:
            table = paragraph.table
            pieces.append(self.source.reading[table.start : table.end] if table else paragraph.passage.text)
        return roles_of_marks("\n".join(pieces))

    def drafts(self, table: Table, node: Node) -> Drafted:
        """The tasks of one table."""
        reading = read_table(self.source, table, self.before, self.marks)
        # A page may hold no more of a table than the rest of a row.
        self.before = reading if table.rows else self.before
        self.heads.extend(reading.heads)
        found = []
        for row in reading.rows:
            if row.number is None:
                self.unnumbered += 1
                row.number = str(self.unnumbered)
            found.append(Draft(node, [t for t in row.text if t.text.strip()], row.parts, row=row))
        return Drafted([draft for draft in found if draft.text], list(of_table(reading)))


_WORD = re.compile(r"[\w\u3400-\u9fff]")


def _says_something(text: str) -> bool:
    return text[:1].isalnum() or _WORD.search(text) is not None


_STANDING = re.compile(
    r"(?:条例|办法|规定|规则|细则|章程|制度)(?:[（(][^（）()]{1,12}[）)])?》?(?:的(?:通知|公告|决定))?$"
)
"""How the title of a text ends that says what bodies always do."""
