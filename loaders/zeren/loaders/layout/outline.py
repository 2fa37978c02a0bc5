"""The numbering of official documents: 一、 → （一） → 1. → (1) → ①, and what stands under each number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise

from msgspec import Struct, field

from zeren.loaders.layout.lines import Paragraph
from zeren.loaders.names.units import is_unit
from zeren.loaders.text.numbers import OVER, RANKS, Marker, in_turn, rank_of
from zeren.loaders.text.passage import Passage, close_gaps, has_gap, join
from zeren.loaders.words.labels import label_at
from zeren.loaders.words.lexicon import HAN

_SENTENCE_END = re.compile(r"[。！？!?；;]")
_COLON = re.compile("[：:]")
_CLAUSE_END = re.compile("[，,：:]")
_TITLE_LONGEST = 40
_CLOSES = re.compile(
    r"[12]\d{3}年\d{1,2}月\d{1,2}日|附件[\d一二三四五六七八九十]{0,3}[:：]?|"
    r"[一二〇○零Ｏ]{2,4}[一二三四五六七八九〇○零Ｏ]{0,2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
"""The date of issue, or the number of an annex, on a line of its own."""


_CLOSES_BEGIN = frozenset("12附一二〇○零Ｏ")


class Node(Struct, eq=False, dict=True):
    """A numbered heading or item: its marker, its own paragraphs (marker taken off), and what is under it."""

    marker: Marker | None
    ancestors: list[Node] = []
    """The numbered nodes above this one, outermost first."""
    paragraphs: list[Paragraph] = []
    children: list[Node] = []
    printed: Passage = field(default_factory=partial(Passage, "", 0))
    """Its first paragraph, the marker at its front."""
    level: int = 0
    """As which heading the format marks it (``##``); 0 for none."""

    def walk(self) -> list[Node]:
        """This node and all below it, in the printed order."""
        found, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            found.append(node)
            if node.children:
                waiting.extend(reversed(node.children))
        return found

    def dissolve(self) -> None:
        """End the outline: nodes that know those above and those below are a cycle, which takes long to collect."""
        for node in self.walk():
            node.ancestors.clear()

    # What follows is asked of a whole outline only, again for every task under the node.

    @property
    def kind(self) -> str:
        """The kind of its number; empty where it has none."""
        return self.marker.kind if self.marker else ""

    @property
    def numbers(self) -> list[str]:
        """The numbers of the headings above and its own, outermost first."""
        return [n.marker.number for n in (*self.ancestors, self) if n.marker is not None and n.marker.number]

    @cached_property
    def heading(self) -> Passage:
        """The printed heading: marker and title, or the first sentence where there is no title."""
        width = self.marker.width if self.marker else 0
        return join([self.printed.cut(0, width).strip().without(_WHITE), self.heading_words])

    @cached_property
    def path_entry(self) -> Passage:
        """The heading without the white space of typesetting."""
        return close_gaps(self.heading)

    @cached_property
    def heading_words(self) -> Passage:
        """The heading without its marker."""
        title = self.title
        if title is None and self.paragraphs:
            first = self.paragraphs[0].passage
            end = _SENTENCE_END.search(first.text)
            return first.cut(0, end.start()) if end else first
        return title or Passage("", 0)

    @property
    def title(self) -> Passage | None:
        """The title: a first line without a full stop, a bold lead, or a short first sentence before more text."""
        if not self.paragraphs:
            return None
        first = self.paragraphs[0]
        found = title_of(first, more=len(self.paragraphs) > 1 or bool(self.children))
        return found.cut(0, len(found.text.rstrip("。:：;；"))) if found else None


def title_of(paragraph: Paragraph, more: bool) -> Passage | None:
    """The part of an item's first paragraph that is its title, if it has one; ``more`` says that text follows it."""
    passage = paragraph.passage
    text = passage.text
    if paragraph.bold_lead and paragraph.bold_lead <= _TITLE_LONGEST + 20:
        return passage.cut(0, paragraph.bold_lead).strip()
    # No title is longer: only the front of a long text is looked at.
    match = _SENTENCE_END.search(text, 0, _TITLE_LONGEST + 1)
    if match is None:
        return passage if more and len(text) <= _TITLE_LONGEST and not _COLON.search(text) else None
    rest = more or bool(text[match.end() :].strip())
    if match.group() == "。" and rest and match.start() <= 30 and not _CLAUSE_END.search(text, 0, match.start()):
        return passage.cut(0, match.end())
    return None


def _ranks(paragraphs: list[Paragraph]) -> Callable[[str], float]:
    """How far out each kind of number stands in this document: articles under 一、 where it begins with that."""
    kinds = [p.marker.kind for p in paragraphs if p.marker is not None and p.marker.kind in ("han", "article")]
    within = kinds[:1] == ["han"] and "article" in kinds
    return lambda kind: RANKS["han"] + 0.5 if within and kind == "article" else rank_of(kind)


def _ends_at(inner: Node, of_inner: float, heading: int, rank: float) -> bool:
    """Does an open node end where a number or heading of ``rank`` begins?

    「# 2-3 标题」 above 「## 说明」: beside a heading without a number, the levels of the format decide.
    """
    if heading and inner.level and (rank < 0 or of_inner < 0):
        return inner.level >= heading
    return of_inner >= rank


_WHITE = re.compile(r"\s+")
_GLUED = re.compile(rf"(?<=[{HAN}”])[ \u3000]+(?=[{HAN}“][^。]*。)")


NOTE = "note"
"""The kind of the number of a note below the text, whose mark stands in it."""
_MARK_OF_NOTE = re.compile("[①-⑳](?<=..)(?=[。；;，,、）)”]|$)")


def _over_items(paragraphs: list[Paragraph]) -> dict[Paragraph, Marker]:
    """Lines of bodies and a colon, each above items that count from one: 「市甲局： ⏎ 1.T」; one alone greets."""
    found = {
        line: Marker(OVER + below.marker.kind, "", 0, 0)
        for line, below in pairwise(paragraphs)
        if below.marker is not None and below.marker.value == 1 and line.marker is None and line.table is None
        if line.passage.text.endswith(("：", ":")) and len(line.passage) <= _TITLE_LONGEST
        if all(map(is_unit, line.passage.text[:-1].split("、")))
    }
    return found if len(found) > 1 else {}


def build_outline(paragraphs: list[Paragraph], title: str = "") -> Node:
    """The paragraphs as a tree; what stands before the first number belongs to the root.

    A heading that the format marks (``##``, a heading style) is a node too, but for the document's own ``title``.
    """
    root = Node(None)
    ranked, over = _ranks(paragraphs), _over_items(paragraphs)
    path = [root]
    """The numbered nodes that are open, behind the one without a number that they stand under."""
    last: dict[str, int] = {}
    before = ""
    said: set[str] = set()
    """The marks of notes that the text before has."""
    for paragraph in paragraphs:
        text = paragraph.passage.text
        first = text[:1]
        said.update(match.group() for match in _MARK_OF_NOTE.finditer(text))
        marker = in_turn(paragraph.marker, text, last) if last else paragraph.marker
        if marker is None and paragraph.heading and close_gaps(paragraph.passage).text != title:
            marker = Marker(f"heading-{paragraph.heading}", "", 0, 0)
        marker = marker or over.get(paragraph)
        if marker is None and first in _CLOSES_BEGIN and _CLOSES.fullmatch(close_gaps(paragraph.passage).text):
            # What follows the date (an annex, a site's footer) is no part of the last item.
            path, last, before = [Node(None)], {}, ""
            root.children.append(path[0])
            continue
        if marker is None:
            path[-1].paragraphs.append(paragraph)
            continue
        if marker.kind == "circled" and first in said:
            note = Node(replace(marker, kind=NOTE), printed=paragraph.passage)
            note.paragraphs.append(paragraph.without_front(marker.width))
            root.children.append(note)
            continue
        rank = ranked(marker.kind)
        if marker.kind != before:
            last = {kind: value for kind, value in last.items() if ranked(kind) < rank}
            before = marker.kind
        last[marker.kind] = marker.value
        while (inner := path[-1].marker) is not None and _ends_at(
            path[-1], ranked(inner.kind), paragraph.heading, rank
        ):
            path.pop()
        above = path[-1]
        body = paragraph.without_front(marker.width)
        label = label_at(body.passage.text) if len(path) > 1 else None
        if label and label.end < len(body.passage.text):
            # 「（一）新建学校 1. 目标任务：… 2. 责任单位：甲局」: a numbered label is a line of the item above it.
            above.paragraphs.append(body)
            continue
        node = Node(marker, path[1:], printed=paragraph.passage, level=paragraph.heading)
        above.children.append(node)
        path.append(node)
        gap = _GLUED.search(body.passage.text) if rank <= 3 and has_gap(body.passage.text) else None
        if gap and not _COLON.search(body.passage.text, 0, gap.start()):
            # 「（三）标题 条目。正文」: a heading and the first item under it, set in one paragraph; behind a label's
            # colon it is a name with a space in it.
            node.paragraphs.append(body.upto(gap.start()))
            node.paragraphs.append(body.without_front(gap.end()))
        elif body.passage.text:
            node.paragraphs.append(body)
    return root
