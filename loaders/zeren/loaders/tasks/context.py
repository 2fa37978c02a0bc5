"""What a document says of all its items: made once from its outline and its title, and passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, takewhile

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.brackets import ends_with_units
from zeren.loaders.statements.front import begins_with_duty
from zeren.loaders.statements.persons import duties_of_people, over_their_fields, person_first
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.about import stands_at_front, tells_about
from zeren.loaders.words.lexicon import any_of, holds, words
from zeren.loaders.words.marks import BRACKETS_CLOSE


@dataclass(frozen=True)
class Context:
    """What holds for all items of one document."""

    title: str
    standing: bool
    """Is it a rule, which says what bodies always do, or a text that tells, answers or asks for entries?"""
    hands_out: bool
    """Does its title say that it hands out work?"""
    bare: bool
    """Does it hand out work by brackets that hold nothing but units?"""
    duties: frozenset[Node]
    """The headings that announce the duties of bodies: 职责分工."""
    about: frozenset[int] = frozenset()
    """Where lines begin that stand among those that a site prints: 「索引号 ⏎ 牵头单位 ⏎ 发文日期」."""
    lines: frozenset[int] = frozenset()
    """Where lines begin that say first who answers, as others beside them do."""


def context_of(root: Node, title: str) -> Context:
    """The context of the document whose outline is ``root``."""
    hands_out = holds(title, "headings", "hands_out")
    calls = not hands_out and holds(title, "headings", "calls")
    standing = calls or _standing().search(title) is not None
    nodes = () if standing else root.walk()
    return Context(
        title=title,
        standing=standing,
        hands_out=hands_out,
        bare=(hands_out and _assigns_bare(root, title)) or (not standing and _sets_aims_bare(root, title)),
        duties=frozenset([node for node in nodes if _announces_duties(node)]),
        about=frozenset([*_among_metadata([p.passage for p in root.paragraphs]), *_front_matter(root)]),
        lines=frozenset() if standing else _lines_of_bearers(root, title, hands_out),
    )


def _among_metadata(lines: Sequence[Passage]) -> Iterator[int]:
    """Labels between lines that a site prints about the document."""
    about = [tells_about(line.text) if line.text.strip() else False for line in lines]
    for before, line, behind in zip(about, lines[1:], about[2:], strict=False):
        if before and behind:
            yield line.start


def _front_matter(root: Node) -> Iterator[int]:
    """Lines of keys and values at the front of the document, before its first item, that tell of it."""
    run: list[int] = []
    about = 0
    for node in takewhile(lambda one: one.marker is None or one.marker.kind.startswith("heading"), root.walk()):
        for paragraph in node.paragraphs:
            keyed, tells = (False, False) if paragraph.table else stands_at_front(paragraph.passage.text)
            if not keyed:
                if len(run) >= _FRONT_LINES and about > 1:
                    yield from run
                run, about = [], 0
                continue
            run.append(paragraph.passage.start)
            about += tells
    if len(run) >= _FRONT_LINES and about > 1:
        yield from run


_FRONT_LINES = 3


@cache
def _standing() -> re.Pattern[str]:
    """How the title of a text ends that says what bodies always do, or what was done."""
    kinds = any_of(words("headings", "standing") + words("headings", "tells"))
    return re.compile(rf"{kinds}(?:[（(][^（）()]{{1,12}}[）)])?》?(?:的(?:通知|公告|决定))?$")


def _assigns_bare(root: Node, title: str) -> bool:
    """Are there brackets of bare names at the ends of items? More than one, where the title is not about bodies."""
    ends = [
        p.passage
        for n in root.walk()
        if n.marker is not None
        for p in n.paragraphs
        if not _CLOSING.isdisjoint(p.passage.text[-_END:]) and p.table is None
    ]
    # Brackets with a role word show as well that this document assigns by brackets.
    about_bodies = holds(title, "headings", "about_bodies")
    enough = 1 if about_bodies or any(map(_closes_with_role, ends)) else 2
    return sum(1 for _ in islice(filter(ends_with_units, ends), enough)) == enough


def _sets_aims_bare(root: Node, title: str) -> bool:
    """Do most items say what is to be reached, each with a bracket of bodies behind its full stop, whatever the title?

    「在2028年底前增建至少三座书屋。（甲局/乙署）」; what was done (建成了, 已建成) hands out nothing.
    """
    nodes = root.walk()
    lines = [p.passage.text for p in root.paragraphs if len(p.passage.text) <= _HEADING_LONGEST]
    if any(holds(line, "headings", "looks_back") for line in [title, *lines]):
        return False
    said = [p.passage for n in nodes if n.marker is not None for p in n.paragraphs if p.table is None]
    sentences = [p for p in said if _BEHIND_STOP.search(p.text) or p.text.rstrip().endswith("。")]
    ends = [p for p in sentences if _BEHIND_STOP.search(p.text) and ends_with_units(p)]
    aims = sum(holds(p.text, "headings", "aims") for p in ends)
    done = any(holds(_without(p.text, words("headings", "not_done")), "headings", "done") for p in ends)
    most = len(ends) >= _ENDS and 2 * len(ends) > len(sentences)
    return most and aims >= _AIMS and _ENDS * aims >= len(ends) and not done


def _without(text: str, others: Iterable[str]) -> str:
    for other in others:
        text = text.replace(other, "")
    return text


_ENDS = 3
_AIMS = 2
_BEHIND_STOP = re.compile(r"。\s*[（(〔\[【][^（()）]{2,80}[）)〕\]】]\s*$")
_CLOSING = frozenset(BRACKETS_CLOSE)
_END = 8
"""Characters at the end of a paragraph among which its bracket closes."""


def _closes_with_role(passage: Passage) -> bool:
    text = passage.text[-_END:]
    ends = words("headings", "role_ends")
    return any(text.endswith(ends, 0, i) for i, c in enumerate(text) if c in _CLOSING)


def _announces_duties(node: Node) -> bool:
    text = node.paragraphs[0].passage.text if node.paragraphs else ""
    front = text[: _HEADING_LONGEST * (2 if text.isascii() else 1)].partition("。")[0].casefold()
    begins = [at for word in words("headings", "duties") if (at := front.find(word.casefold())) >= 0]
    # 「各单位纪委要履行协助职责」 「按职责分工抓好落实」 are sentences, 「应急指挥部成员单位职责」 is none.
    return bool(begins) and not _SENTENCE.search(front, 0, min(begins))


_SENTENCE = re.compile("履行|按|依据|根据|(?<![主重首纪])要|应(?!急)|须")
_HEADING_LONGEST = 30


def _lines_of_bearers(root: Node, title: str, hands_out: bool) -> frozenset[int]:
    """Where the lines begin that each say first who answers; none in a document that looks back.

    One such line only tells; where they follow each other the document hands out its work so.
    """
    if holds(title, "headings", "looks_back"):
        return frozenset()
    lines = [[p.passage for p in node.paragraphs if p.table is None] for node in root.walk()]
    led = {p.start: _who_begins(p) for node in lines for p in node if _begins_with_person(p)}
    bodies = _of_bodies(root, hands_out or holds(title, "headings", "duties"))
    return frozenset([*(led if len({*led.values()}) >= (1 if hands_out else _PEOPLE) else ()), *bodies])


def _begins_with_person(line: Passage) -> bool:
    # 「市长张某负责事项」 stands over his tasks.
    return person_first(line.text) is not None and not over_their_fields(line)


def _who_begins(line: Passage) -> str:
    # A text about one person tells of him in line after line.
    return duties_of_people(line)[0].assignments[0].name.text


def _of_bodies(root: Node, announced: bool) -> Iterator[int]:
    """Lines of bodies, enough of them without another between, in a document that hands out work or under 职责."""
    for node in root.walk():
        said = announced
        for is_one, run in groupby(
            (p.passage for p in node.paragraphs if p.table is None), lambda line: begins_with_duty(line.text)
        ):
            found = list(run)
            if is_one and said and len(found) >= _BODIES:
                yield from (line.start for line in found)
            said = said or any(_is_over_duties(line.text) for line in found)


def _is_over_duties(text: str) -> bool:
    return len(text) <= _HEADING_LONGEST and "。" not in text and holds(text, "headings", "duties")


_PEOPLE = 2
_BODIES = 3
