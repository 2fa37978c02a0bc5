"""Which text of an item belongs to which statement: text and statements alternate, and rules say where a task ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import dropwhile

from msgspec import Struct

from zeren.loaders.layout.outline import Node
from zeren.loaders.statements.label_lists import task_label
from zeren.loaders.statements.parts import IN_FRONT, Part
from zeren.loaders.tasks.drafts import SENTENCE_END, Draft
from zeren.loaders.tasks.ordered import Rule
from zeren.loaders.text.passage import Passage


class Piece(Struct, gc=False):
    """A stretch of a paragraph: the text before, between or behind its statements, or a statement."""

    text: Passage
    """Of a statement: the whole paragraph."""
    part: Part | None = None
    """The statement; None for text."""
    behind: Part | None = None
    """The statement that follows the text in its paragraph."""
    whole: bool = False
    """Is it all of its paragraph, or a line of its own?"""


def pieces_of(passage: Passage, parts: list[Part]) -> Iterator[Piece]:
    """A paragraph in its pieces; what says nothing (a full stop, a bracket) is left out."""
    at = 0
    for part in parts:
        if part.start > at and _says_something(passage.text[at : part.start]):
            yield Piece(passage.cut(at, part.start), behind=part)
        alone = part.own_line or (part.start == 0 and part.end == len(passage.text))
        yield Piece(passage, part, whole=alone)
        at = part.end
    if at < len(passage.text) and _says_something(passage.text[at:]):
        yield Piece(passage.cut(at) if at else passage, whole=not parts)


_WORD = re.compile(r"[\w\u3400-\u9fff]")


def _says_something(text: str) -> bool:
    return text[:1].isalnum() or _WORD.search(text) is not None


class Reading:
    """The tasks of an item while its pieces are taken, one after the other."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.drafts: list[Draft] = []
        self.current = Draft(node)
        self.since: list[Passage] = []
        """Whole paragraphs behind the statement of the current task."""
        self._looked = (self.current, 0, False)

    @property
    def numbered(self) -> bool:
        """Has the item a number or a heading of its own?"""
        return self.node.marker is not None

    @property
    def is_empty(self) -> bool:
        """Does the current task hold nothing yet?"""
        return not (self.current.text or self.current.parts)

    @property
    def closed(self) -> bool:
        """Has the current task been assigned, its text being complete?"""
        return bool(self.current.parts)

    def has_sentence(self) -> bool:
        """Does the text of the current task end a sentence? Each of its pieces is looked at once."""
        if self._looked[0] is not self.current:
            self._looked = (self.current, 0, False)
        _, looked, found = self._looked
        texts = self.current.text
        found = found or any(SENTENCE_END.search(text.text) for text in texts[looked:])
        self._looked = (self.current, len(texts), found)
        return found

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.part is None:
            for takes in TEXT:
                if takes.apply(self, piece):
                    break
            if piece.whole and self.closed:
                self.since.append(piece.text)
            return
        for rule in STATEMENTS:
            rule.apply(self, piece)
        self.since = []
        self.current.parts.append((piece.text, piece.part))

    def begin(self, text: list[Passage]) -> None:
        """The current task is whole; another one begins with ``text``."""
        self.drafts.append(self.current)
        self.current = Draft(self.node, text)

    def end(self) -> list[Draft]:
        """The tasks, when all pieces are taken."""
        if self.closed:
            self.drafts.append(self.current)
        elif self.drafts:
            self.drafts[-1].text.extend(self.current.text)
        return self.drafts


def _behind_its_statement(reading: Reading, piece: Piece) -> bool:
    """The text of a statement that stands before it, and its other lines: 「由甲局牵头。主要职责：T」."""
    if not (reading.current.waits or (piece.whole and _is_below_label(reading) and _LABELLED.match(piece.text.text))):
        return False
    reading.current.text.append(piece.text)
    return True


def _is_below_label(reading: Reading) -> bool:
    """Has the current task its label on the line above it?"""
    parts = reading.current.parts
    return bool(parts) and parts[0][1].rule == IN_FRONT and parts[0][1].own_line


def _between_who_acts_and_who_helps(reading: Reading, piece: Piece) -> bool:
    """What a body does whom others help: 「市甲局|组织检查，|乙局配合」."""
    parts = reading.current.parts
    if not parts or not parts[-1][1].goes_on:
        return False
    reading.current.text.append(piece.text)
    return True


def _another_line(reading: Reading, piece: Piece) -> bool:
    """A line with a label that zeren does not know, between two that it knows, is the same task's."""
    part = piece.behind
    if not reading.closed or part is None or part.rule != "label" or not _LABELLED.match(piece.text.text):
        return False
    if _is_said_again(reading, part):
        return False
    reading.current.text.append(piece.text)
    return True


def _another_task(reading: Reading, piece: Piece) -> bool:
    """「T1（甲局负责）T2。」: what follows a statement in its paragraph may yet get a statement of its own."""
    if not reading.closed or piece.whole:
        return False
    if is_called_task(piece.text) and not (piece.behind and _is_said_again(reading, piece.behind)):
        # 「甲馆建设责任单位：甲局主要任务：T时限要求：年底」
        reading.current.text.append(piece.text)
    else:
        reading.begin([piece.text])
    return True


def _under_titles(reading: Reading, piece: Piece) -> bool:
    """Without a number: what stands above a sentence with its statement is a title or another matter."""
    if reading.numbered or reading.closed or piece.behind is None:
        return False
    texts = reading.current.text
    whole = max((i for i, text in enumerate(texts) if SENTENCE_END.search(text.text[-2:])), default=-1)
    reading.current.text = [*texts[whole + 1 :], piece.text]
    return True


def _before_its_statement(reading: Reading, piece: Piece) -> bool:
    """The text of the statement to come."""
    if reading.closed:
        return False
    reading.current.text.append(piece.text)
    return True


def _under_its_statement(reading: Reading, piece: Piece) -> bool:
    """A title, its statement under it, and only then the text of the task."""
    if not (reading.current.text or reading.numbered) or reading.has_sentence():
        return False
    reading.current.text.append(piece.text)
    return True


def _said_again(reading: Reading, piece: Piece) -> None:
    """Tasks without numbers, each with labels under it: a label says again what the task before has said."""
    assert piece.part is not None
    if reading.since and piece.whole and (_is_said_again(reading, piece.part) or _counts_on(reading)):
        _begin_with_what_follows(reading)


def _counts_on(reading: Reading) -> bool:
    """「问题1：T ⏎ 责任单位：甲局 ⏎ 问题2：U ⏎ 分管领导：张某」"""
    counted = _COUNTED.match(reading.since[0].text)
    return counted is not None and any(text.text.startswith(counted["what"]) for text in reading.current.text[:2])


_COUNTED = re.compile(r"(?P<what>[\u3400-\u9fff]{2,6})[\d一二三四五六七八九十]{1,3}[：:]")


def _others_answer(reading: Reading, piece: Piece) -> None:
    """「主办单位：甲局 ⏎ 第2号 某提案 ⏎ 承办单位：乙局」: others answered for what stood above."""
    part = piece.part
    assert part is not None
    if reading.numbered or part.rule == IN_FRONT or not (reading.since and piece.whole):
        return
    if _LABELLED.match(reading.since[-1].text):
        return
    if part.role in _ANSWERING and any(before.role in _ANSWERING for _, before in reading.current.parts):
        _begin_with_what_follows(reading)


def _behind_whom_it_greets(reading: Reading, piece: Piece) -> None:
    """Above the first label in a document without numbers: its task, not its title and whom it greets."""
    assert piece.part is not None
    if not piece.part.own_line or reading.numbered or reading.closed or reading.drafts:
        return
    texts = reading.current.text
    greeting = max((i for i, text in enumerate(texts) if text.text.endswith(("：", ":"))), default=len(texts) - 2)
    first = max(0, greeting + 1)
    if 1 < first < len(texts) and texts[first].text.isascii() and _LABELLED.match(texts[first].text):
        # 「Repair the weir. ⏎ Goals: G2 ⏎ Lead agency: …」: the last line is about the task above it.
        first -= 1
    while (
        0 < first < len(texts) and _LABELLED.match(texts[first - 1].text) and not texts[first - 1].text.endswith("：")
    ):
        # 「问题1：… ⏎ 整改措施：…」: the task's own lines.
        first -= 1
    reading.current.text = texts[first:] or texts


def _in_front(reading: Reading, piece: Piece) -> None:
    """A statement whose text stands behind it begins a task."""
    assert piece.part is not None
    if piece.part.rule == IN_FRONT:
        if reading.closed:
            reading.drafts.append(reading.current)
        reading.current = Draft(reading.node)


def _begin_with_what_follows(reading: Reading) -> None:
    """The paragraphs since the last statement are the text of a task of their own, those that end the last one's aside:
    「甲馆 ⏎ 责任单位：甲局 ⏎ 任务：T ⏎ 乙馆 ⏎ 责任单位：乙局 ⏎ 任务：U」."""
    since = list(dropwhile(is_called_task, reading.since)) or reading.since
    later = set(map(id, since))
    reading.current.text = [text for text in reading.current.text if id(text) not in later]
    reading.begin(since)
    reading.since = []


def is_called_task(passage: Passage) -> bool:
    """Is it the text of a task with its label: 「任务：T」?"""
    return task_label().match(passage.text) is not None


def _is_said_again(reading: Reading, part: Part) -> bool:
    current = reading.current
    before = [part.role for _, part in current.parts]
    return not current.waits and part.rule != IN_FRONT and part.role in before


_ANSWERING = ("lead", "responsible")
_LABELLED = re.compile(r"[\u3400-\u9fff]{2,10}\d{0,3}[：:]|[A-Z][A-Za-z]+(?: [A-Za-z]+){0,3}(?:\([a-z]{1,3}\))?:\s")

TEXT: tuple[Rule[Callable[[Reading, Piece], bool]], ...] = (
    Rule("text behind a statement in front", _behind_its_statement),
    Rule("what a body does whom others help", _between_who_acts_and_who_helps),
    Rule("another line of the task", _another_line),
    Rule("another task in the paragraph", _another_task),
    Rule("titles above a sentence", _under_titles),
    Rule("text before its statement", _before_its_statement),
    Rule("text under its statement", _under_its_statement),
)
"""Where text belongs: the first that takes it. What none takes belongs to no task, or to the labels behind it."""
STATEMENTS: tuple[Rule[Callable[[Reading, Piece], None]], ...] = (
    Rule("labels say it again", _said_again),
    Rule("others answer", _others_answer),
    Rule("behind whom it greets", _behind_whom_it_greets),
    Rule("a statement in front", _in_front),
)
"""What a statement does to the tasks before it, each in turn."""
