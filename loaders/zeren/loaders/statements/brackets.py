"""Brackets that assign: 「（责任单位：甲局）」, 「（甲局牵头，乙局配合）」, and those that hold nothing but units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.people import notes_a_name
from zeren.loaders.names.units import Certainty, certainty, is_certain, is_unit
from zeren.loaders.statements.label_lists import BEFORE_LABEL, label_run, labels_alone, labels_of
from zeren.loaders.statements.lists import bodies, parse, rule_behind, sound
from zeren.loaders.statements.parts import NAME_LONGEST, Failed, Parsed, Part, parted
from zeren.loaders.statements.piece_names import people_noted
from zeren.loaders.text.passage import Passage, strip_end
from zeren.loaders.words.labels import Label, label_at, labels_in, outermost_brackets, role_of_label
from zeren.loaders.words.lexicon import HAN, choice, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, LABEL_OPEN
from zeren.loaders.words.phrases import TAIL_LONGEST, joining, manner_opening
from zeren.loaders.words.roles import verbs
from zeren.loaders.words.seen import has_seen

_COLON = re.compile("[：:]")
_FIRST_STOP = re.compile(r"[、，,；;]")


class Bracket(Struct, frozen=True):
    """A bracket in a paragraph: from its mark to one past the closing one, and what is in it."""

    passage: Passage
    """The paragraph."""
    start: int
    end: int
    content: Passage

    @property
    def before(self) -> str:
        """What stands before it in the paragraph."""
        return self.passage.text[: self.start].rstrip()

    @property
    def closes(self) -> bool:
        """Is it the last thing of the paragraph, its full stop aside?"""
        return not self.passage.text[self.end :].strip("。；; ")

    def failed(self, reason: str) -> Failed:
        """It could not be read."""
        return Failed(self.start, self.end, reason)

    def part(self, parsed: Parsed) -> Part:
        """It is one part that says what its list says."""
        return Part.of("bracket", parsed, self.start, self.end)


def brackets_of(passage: Passage) -> Iterator[Bracket]:
    """The outermost brackets of a paragraph. A label's bracket may be left open."""
    for start, end, inner in outermost_brackets(passage.text):
        yield Bracket(passage, start, end, passage.cut(start + 1, inner))


def read_bracket(bracket: Bracket, bare: bool) -> list[Part] | Failed | None:
    """What a bracket assigns; None where it does not look like a statement.

    ``bare`` is whether the document hands out work by brackets that hold nothing but units: ``T。（甲局、乙局）``.
    """
    if _notes_people(bracket):
        return None
    for reader in (_of_label, _of_label_alone, _of_label_behind, _of_roles, _of_a_rule):
        found = reader(bracket)
        if found is not None:
            return None if found == [] else found
    return bare_list(bracket, groups=True) if bare else None


def _notes_people(bracket: Bracket) -> bool:
    """Does it name the people of the unit before it in a list? 「责任单位：甲局（责任人：张某）、乙局」"""
    text = bracket.passage.text
    # Behind a full stop, as most stand, it names the people of no unit.
    if text[bracket.start - 1 : bracket.start] == "。" or not _COLON.search(bracket.content.text):
        return False
    name = _FIRST_STOP.split(_COLON.split(text[max(0, bracket.start - NAME_LONGEST) : bracket.start])[-1])[-1]
    return people_noted(name + text[bracket.start : bracket.end]) is not None


def _run(bracket: Bracket, at: int, labels: Sequence[Label]) -> list[Part] | Failed:
    """The labels of a bracket from character ``at`` of its content on."""
    found = label_run(bracket.content.cut(at), bracket.start + 1 + at, "bracket", labels)
    if isinstance(found, Failed):
        return bracket.failed(found.reason)
    if found:
        found[0].start = bracket.start if not at else found[0].start
        found[-1].end = bracket.end
    return found


def _of_label(bracket: Bracket) -> list[Part] | Failed | None:
    """「（责任单位：甲局；配合单位：乙局）」"""
    text = bracket.content.text
    first = label_at(text, copula=True)
    if first is None:
        # 【牵头单位】 is a label itself.
        return [] if bracket.passage.text[bracket.start] in LABEL_OPEN and role_of_label(text) else None
    found = _run(bracket, 0, labels_of(text, copula=first.doubtful))
    return [] if first.doubtful and isinstance(found, Failed) and not has_seen(text) else found


def _of_label_alone(bracket: Bracket) -> list[Part] | Failed | None:
    """「（牵头单位甲局，责任单位乙局）」: labels without their colons."""
    text = bracket.content.text
    alone = labels_alone(text)
    if not alone:
        return None
    found = _run(bracket, 0, alone)
    first = _FIRST_STOP.split(text[alone[0].end :], maxsplit=1)[0]
    return found if not isinstance(found, Failed) or is_unit(first.strip()) else None


def _of_label_behind(bracket: Bracket) -> list[Part] | Failed | None:
    """A bracket that goes over to labels: 「（年底前完成，责任单位：甲局）」 「（甲局牵头；配合单位：乙局）」."""
    text = bracket.content.text
    label = next((x for x in labels_in(text) if text[x.start - 1] in BEFORE_LABEL), None)
    if label is None:
        return None
    words = strip_end(bracket.content.cut(0, label.start))
    front = parse(words)
    names = bodies(front)
    watched = any(a.role == "other" for a in front.assignments)
    run = _run(bracket, label.start, labels_of(text[label.start :]))
    if _NOTE.fullmatch(words.text) and not has_seen(words.text) and not any(map(is_unit, names)) and not front.deadline:
        # 「（预期性指标，牵头单位：甲局）」: what kind of task it is.
        return run if isinstance(run, Failed) or not run else [replace(run[0], start=bracket.start), *run[1:]]
    # 「（甲局、乙局，完成时限：年底）」: a limit and bodies hand out work.
    limited = sound(front) and any(map(is_certain, names)) and label.role == "deadline"
    said = front.has_role_word or limited or not names
    if watched or not said or not _believable(front) or not (names or front.deadline):
        return bracket.failed("a bracket with a label, and words before it that are no statement")
    if isinstance(run, Failed):
        return run
    return [Part.of("bracket", front, bracket.start, bracket.start + 1 + label.start), *run]


_NOTE = re.compile(rf"[{HAN}]{{2,10}}")


def _of_roles(bracket: Bracket) -> list[Part] | Failed | None:
    """「（甲局牵头，乙局配合）」: names, and words that give them a role."""
    content = bracket.content
    if not role_words().search(content.text):
        return None
    rule = rule_behind(content.text)
    # 「（甲部、乙部负责。列第一位者为牵头单位，下同）」: the rest is a rule for the document.
    content = content if rule is None else content.cut(0, rule)
    parsed = _with_a_note(content) or parse(content)
    if parsed.assignments and parsed.has_role_word and _believable(parsed):
        mixed = bracket.failed("names who watches over the work among those who answer for it")
        return parted(bracket.part(parsed), content, bracket.start + 1) or mixed
    if has_seen(content.text) and any(map(is_unit, bodies(parsed))):
        return bracket.failed("a bracket that names units, but not only units")
    return None


def _of_a_rule(bracket: Bracket) -> list[Part] | None:
    """「〔甲局，乙局、丙局。逗号前为牵头单位，下同〕」: units, and a rule that says who of them leads."""
    rule = rule_behind(bracket.content.text)
    if rule is None:
        return None
    parsed = parse(bracket.content.cut(0, rule))
    names = bodies(parsed)
    if parsed.has_role_word or not sound(parsed) or not any(map(is_certain, names)):
        return None
    return [bracket.part(parsed)]


def _with_a_note(content: Passage) -> Parsed | None:
    """「甲局负责，乙局配合；依据会议安排确定时间」: the last clause names nobody, and says how or when."""
    at = max(map(content.text.rfind, "；;"))
    if at <= 0 or len(content) - at > TAIL_LONGEST:
        return None
    parsed, note = parse(content.cut(0, at)), content.cut(at + 1).strip()
    said = parse(note) if parsed.has_role_word and _believable(parsed) else None
    if not said or said.has_role_word or said.deadline or any(map(is_unit, names := bodies(said))) or not names:
        return None
    return replace(parsed, tail=note)


@cache
def role_words() -> re.Pattern[str]:
    """The words with which a statement without a label says who has which role."""
    return re.compile(f"{choice([*verbs('lead', 'responsible', 'support'), *joining()])}|{manner_opening().pattern}")


def _believable(parsed: Parsed) -> bool:
    """Nearly all names are bodies: one unfamiliar name among several may be a firm or a school."""
    names = bodies(parsed)
    strange = [n for n in names if certainty(n) is Certainty.NONE and n not in words("bodies", "generic")]
    return not strange or (len(names) >= 3 * len(strange) and all(2 <= len(n) <= 16 for n in strange))


def bare_list(bracket: Bracket, groups: bool = False) -> list[Part] | None:
    """A bracket at the end of a paragraph, or on a line of its own, that holds nothing but units.

    ``groups`` is whether they may all be phrases for several: （各县区） is one among others, and shows no habit.
    """
    if _COLON.search(bracket.content.text) or not bracket.closes:
        return None
    before = bracket.before
    if has_seen(before) or labels_in(before) or notes_a_name(before):
        return None
    parsed = parse(bracket.content)
    names = bodies(parsed)
    # 「。（办公室）」 among 「。（财务科）」
    own = before.endswith("。") and bool(names) and all(name in words("bodies", "sections") for name in names)
    certain = sound(parsed) and (groups or not all(map(is_group, names))) and any(map(is_certain, names))
    if parsed.has_role_word or not (own or certain):
        return None
    return [replace(bracket.part(parsed), habit=True)]


def ends_in_bracket(text: str) -> bool:
    """Does ``text`` end with a bracket, its full stop aside?"""
    return text.rstrip("。；; ").endswith(tuple(BRACKETS_CLOSE))


def ends_with_units(passage: Passage) -> bool:
    """Does a paragraph end with a bracket that holds nothing but units?"""
    text = passage.text
    if not ends_in_bracket(text) or _COLON.search(text, max(map(text.rfind, BRACKETS_OPEN))):
        return False
    *_, last = [None, *brackets_of(passage)]
    return last is not None and bare_list(last) is not None
