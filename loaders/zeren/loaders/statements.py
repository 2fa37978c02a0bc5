"""Where a paragraph assigns its task: labels, brackets, and the ends of sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import attrgetter

from msgspec import Struct

from zeren.loaders.grammar import AT_A_TIME, DEADLINE, Assignment, Parsed, people_noted
from zeren.loaders.grammar import parse as parse_list
from zeren.loaders.lexicon import (
    BRACKETS_CLOSE,
    BRACKETS_OPEN,
    HAN,
    IS,
    NO_VERB,
    WITH_PERSON,
    Label,
    any_of,
    depths,
    has_seen,
    label_at,
    labels_in,
    role_of_label,
    words,
)
from zeren.loaders.people import people, strip_end, units_and_people
from zeren.loaders.spans import Passage
from zeren.loaders.units import is_certain, is_group, is_unit, with_tails

_BEFORE_LABEL = "。；;！!？?，, \u3000\n—" + BRACKETS_CLOSE
_LABEL_MARKS = "【〖"
"""What may stand around a label instead of a colon behind it: 【牵头单位】甲局."""
_ROLE_WORD = re.compile("牵头|负责|落实|配合|参与|参加|协助|协办|会同|承办|主办|实施|指导|督促")
_BRACKET = re.compile(f"[{re.escape(BRACKETS_OPEN + BRACKETS_CLOSE)}]")
_SENTENCE_STOP = re.compile(r"[。；;！？\n]")
_NAME_LONGEST = 45
_AHEAD = 160
WATCHING = "watching"
"""The rule of a part that names who watches over the work of others."""
IN_FRONT = "front"
"""The rule of a part whose task stands behind it."""
_STATEMENT_LONGEST = 400
"""Characters of a statement that stands in a sentence without bracket or label."""


class Part(Struct):
    """One labelled list, one bracket or one sentence that assigns."""

    rule: str
    role: str
    """The label's role; ``responsible`` where there is no label."""
    start: int
    end: int
    """Characters of the paragraph."""
    assignments: tuple[Assignment, ...]
    open_list: bool
    value: Passage | None = None
    """A deadline's words."""
    own_line: bool = False
    head: Passage | None = None
    """The head of the table's column that gives the role; None where the words themselves do."""

    def within(self, passage: Passage) -> Part:
        """The same part of a paragraph with that text."""
        names = tuple([Assignment(a.role, a.name.within(passage)) for a in self.assignments])
        value = self.value.within(passage) if self.value else self.value
        return Part(self.rule, self.role, self.start, self.end, names, self.open_list, value, self.own_line, self.head)


class Failed(Struct):
    """Words that look like a statement and could not be read."""

    start: int
    end: int
    reason: str


def may_assign(text: str) -> bool:
    """Does ``text`` hold what a statement takes: a word of responsibility, a colon or a bracket?"""
    # Most paragraphs hold none: one look must do for them.
    return (
        _signs().search(text) is not None
        or IS.search(text) is not None
        or _by_whom(text)
        or (" " in text and has_seen(text))
    )


def _by_whom(text: str, start: int = 0, end: int | None = None) -> bool:
    """「由甲局、乙局按职责分工落实。」 has no word that the report accounts for."""
    return "由" in text and _BY_WHOM.search(text, start, len(text) if end is None else end) is not None


_BY_WHOM = re.compile("由[^，,。；;：:]{3,80}(?:落实|实施|承办|办理)(?=[。；;\n]|$)")


_DUTY = re.compile(
    r"(?:^|(?<=[。；;，,]))\s*(?P<names>(?:[^，,。；;：:\n（(]|[（(][^（）()]{1,12}[）)]){2,80}?"
    rf"(?:主要负责|牵头负责|负责|牵头|配合|协助))(?!单位|部门|{NO_VERB}|的|[，,。；;）)、：:]|$)"
)


def find_duties(passage: Passage) -> list[Part]:
    """Bodies and what they answer for, where a heading announces duties: 「甲局负责T；乙局负责U。」"""
    found = []
    for match in _DUTY.finditer(passage.text):
        parsed = parse(passage.cut(*match.span("names")))
        names = _whole(parsed)
        if names and parsed.has_role_word and all(map(is_unit, names)):
            start, end = match.span("names")
            found.append(Part(IN_FRONT, "responsible", start, end, parsed.assignments, parsed.open_list))
    return found


def find_parts(passage: Passage, bare: bool = False) -> tuple[list[Part], list[Failed]]:
    """The parts of a paragraph that assign, in order, and what looked like one but could not be read.

    ``bare`` is whether the document hands out work by brackets that hold nothing but units: ``T。（甲局、乙局）``.
    """
    if len(passage.text) > _SHORT:
        return _find_parts(passage, bare)
    parts, failed = _remembered(passage.text, bare)
    return [part.within(passage) for part in parts], failed


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join([*words("seen", "words"), *map(re.escape, ":：】〗" + BRACKETS_OPEN)]))


_SHORT = 30
"""Characters of a paragraph that is worth remembering: the same leaders, the same units in line after line."""


@lru_cache(maxsize=5_000)
def _remembered(text: str, bare: bool) -> tuple[list[Part], list[Failed]]:
    return _find_parts(Passage(text, 0), bare)


def _find_parts(passage: Passage, bare: bool) -> tuple[list[Part], list[Failed]]:
    text = passage.text
    if not (_ROLE_WORD.search(text) or has_seen(text) or labels_in(text) or (bare and _ends_in_bracket(text))):
        return [], []
    parts: list[Part] = []
    failed: list[Failed] = []
    taken = 0
    for start, end, inner in _brackets(text):
        if start < taken:
            continue
        content = passage.cut(start + 1, inner)
        if _COLON_ALONE.search(content.text) and _notes_people(text, start, end):
            continue
        found = _bracket(content, start, end, passage)
        if found is None and bare:
            found = bare_list(content, start, end, text)
        if isinstance(found, Failed):
            failed.append(found)
        elif found:
            parts.extend(found)
            taken = end
    parts.extend(_in_front(passage))
    parts.extend(_labels(passage, _covered(parts), failed))
    left = _outside(len(text), _covered(parts))
    if left and (has_seen(text) or _by_whom(text)):
        for start, end in left:
            parts.extend(_sentences(passage, start, end))
    if len(parts) > 1:
        parts.sort(key=_PLACE)
    return parts, failed


def parse(content: Passage, default: str = "responsible") -> Parsed:
    """What one list says, the people noted behind its units without the offices beside them."""
    parsed = parse_list(content, default)
    if not parsed.people:
        return parsed
    found = [one for a in parsed.assignments for one in (people(a.name) if a.role == "leader" else (a,))]
    return Parsed(tuple(found), parsed.open_list, parsed.has_role_word, parsed.deadline)


def _notes_people(text: str, start: int, end: int) -> bool:
    """Does the bracket name the people of the unit before it in a list? 「责任单位：甲局（责任人：张某）、乙局」"""
    name = _FIRST_STOP.split(_COLON_ALONE.split(text[max(0, start - _NAME_LONGEST) : start])[-1])[-1]
    return people_noted(name + text[start:end]) is not None


_COLON_ALONE = re.compile("[：:]")
_PLACE = attrgetter("start", "end")


def _covered(parts: list[Part]) -> list[tuple[int, int]]:
    """What the parts take, in order."""
    return sorted([(part.start, part.end) for part in parts])


def _outside(length: int, covered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that nothing covers; what is covered comes in order."""
    found = []
    at = 0
    for start, end in covered:
        if start > at:
            found.append((at, start))
        at = max(at, end)
    if at < length:
        found.append((at, length))
    return found


def _brackets(text: str) -> list[tuple[int, int, int]]:
    """Outermost brackets: start, one past the end, where the content ends. A label's bracket may be left open."""
    found: list[tuple[int, int, int]] = []
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if text[at] in BRACKETS_OPEN:
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at))
    pairs.extend((i, len(text)) for i in stack if label_at(text, i + 1))
    last = -1
    pairs.sort()
    for start, end in pairs:
        if start > last:
            found.append((start, min(end + 1, len(text)), end))
            last = end
    return found


def _bracket(content: Passage, start: int, end: int, passage: Passage) -> list[Part] | Failed | None:
    """A bracket that assigns: it begins with a label, or holds names and a role word."""
    first = label_at(content.text, copula=True)
    if first:
        found = _label_run(content, start, end, "bracket", copula=first.doubtful)
        return None if first.doubtful and isinstance(found, Failed) and not has_seen(content.text) else found
    if passage.text[start] in _LABEL_MARKS and role_of_label(content.text):
        return None
    label = next((x for x in labels_in(content.text) if content.text[x.start - 1] in _BEFORE_LABEL), None)
    if label:
        return _mixed(content, label.start, start, end)
    if not _ROLE_WORD.search(content.text):
        return None
    body = content
    extra = _EXTRA.search(content.text)
    if extra:
        # 「（甲部、乙部负责。列第一位者为牵头单位，下同）」: the rest is a rule for the document.
        body = content.cut(0, extra.start())
    parsed = parse(body)
    good = [name for name in _whole(parsed) if is_unit(name)]
    if parsed.assignments and parsed.has_role_word and _believable(parsed):
        watching = [a.role == "other" for a in parsed.assignments]
        begin = watching.index(True) if any(watching) else 0
        if begin and all(watching[begin:]):
            # 「（甲局负责，乙局监督）」
            cut = start + 1 + _offset(content, parsed.assignments[begin].name)
            names = parsed.assignments[:begin]
            return [
                Part("bracket", "responsible", start, cut, names, parsed.open_list, parsed.deadline),
                Part(WATCHING, "other", cut, end, (), False),
            ]
        if any(watching):
            return Failed(start, end, "names who watches over the work among those who answer for it")
        return [Part("bracket", "responsible", start, end, parsed.assignments, parsed.open_list, parsed.deadline)]
    if good and has_seen(content.text):
        alone = _LABEL_ALONE.match(content.text)
        why = (
            f"a label without its colon: {alone.group()}" if alone else "a bracket that names units, but not only units"
        )
        return Failed(start, end, why)
    return None


_LABEL_ALONE = re.compile("(?:牵头|责任|配合|主办|协办|承办|主责|参与|协同)(?:责任)?(?:单位|部门)")


def _offset(content: Passage, name: Passage) -> int:
    """Where in ``content`` the name begins that was cut out of it."""
    place = name.place(0)
    return next(i for i, at in enumerate(content.places()) if at == place)


def bare_list(content: Passage, start: int, end: int, text: str) -> list[Part] | None:
    """A bracket at the end of a paragraph that holds nothing but units."""
    before = text[:start].rstrip()
    if text[end:].strip("。；; ") or len(before) < _TASK_SHORTEST or before.endswith(_TITLE_ENDS):
        return None
    if has_seen(before) or labels_in(before) or is_unit(_FIRST_STOP.split(before)[-1]):
        # 「责任单位：市甲局（乙办）」: the bracket is part of a name.
        return None
    parsed = parse(content)
    names = _whole(parsed)
    if not names or parsed.has_role_word or not all(map(is_unit, names)) or all(map(is_group, names)):
        return None
    return [Part("bracket", "responsible", start, end, parsed.assignments, parsed.open_list, parsed.deadline)]


def _ends_in_bracket(text: str) -> bool:
    return text.rstrip("。；; ").endswith(_CLOSING)


_CLOSING = tuple(BRACKETS_CLOSE)


def ends_with_units(passage: Passage) -> bool:
    """Does a paragraph end with a bracket that holds nothing but units?"""
    text = passage.text
    if not _ends_in_bracket(text):
        return False
    *_, (start, end, inner) = [(0, 0, 0), *_brackets(text)]
    return end > 0 and bare_list(passage.cut(start + 1, inner), start, end, text) is not None


_TASK_SHORTEST = 8
"""Characters of a task before a bracket of units: 「张某（市甲局）」 is a person and the office."""
_TITLE_ENDS = ("》", "通知", "意见", "办法", "规定", "条例", "公告")
"""What a list of documents ends with before the office that issued them."""
_EXTRA = re.compile(r"[。；;](?=[^。；;]*(?:为牵头|下同|不再|以下))")


def _mixed(content: Passage, at: int, start: int, end: int) -> list[Part] | Failed:
    """A bracket that goes over to labels: 「（年底前完成，责任单位：甲局）」 「（甲局牵头；配合单位：乙局）」."""
    front = parse(strip_end(content.cut(0, at)))
    names = _whole(front)
    watched = any(a.role == "other" for a in front.assignments)
    if watched or (names and not front.has_role_word) or not all(map(is_unit, names)) or not (names or front.deadline):
        return Failed(start, end, "a bracket with a label, and words before it that are no statement")
    cut = start + at
    run = _label_run(content.cut(at), cut, end, "bracket")
    if isinstance(run, Failed):
        return run
    return [Part("bracket", "responsible", start, cut, front.assignments, front.open_list, front.deadline), *run]


def _whole(parsed: Parsed) -> list[str]:
    """The names, those before a shared tail with it: 甲区、乙区人民政府."""
    return with_tails([a.name.text for a in parsed.assignments if a.role != "leader"])


def _believable(parsed: Parsed) -> bool:
    """Nearly all names are bodies: one unfamiliar name among several may be a firm or a school."""
    names = _whole(parsed)
    strange = [n for n in names if not is_unit(n)]
    return not strange or (len(names) >= 3 * len(strange) and all(2 <= len(n) <= 16 for n in strange))


def _label_run(
    content: Passage, start: int, end: int, rule: str, own_line: bool = False, copula: bool = False
) -> list[Part] | Failed:
    """Labels one after the other, each with its list."""
    text = content.text
    labels: list[Label] = []
    for label in labels_in(text, copula):
        parted = not label.start or text[label.start - 1] in _BEFORE_LABEL
        if not parted and not (labels and _ends_list(text, labels[-1], label)):
            continue
        if not label.start or text[label.start] in _LABEL_MARKS or not depths(text)[label.start]:
            labels.append(label)
    parts: list[Part] = []
    base = content
    for i, label in enumerate(labels):
        stop = labels[i + 1].start if i + 1 < len(labels) else len(text)
        listed = _unmatched(base.cut(label.end, stop))
        extra = _EXTRA.search(listed.text) if label.role in ("lead", "support", "responsible") else None
        listed = listed.cut(0, extra.start()) if extra else listed
        unknown = _UNKNOWN_LABEL.search(listed.text)
        if unknown and label.role != "other":
            # 「责任单位：甲局；整改销号：3月」: a label that zeren does not know ends the list.
            stop = label.end + unknown.start() + 1
            listed = base.cut(label.end, stop)
        role = label.role
        begin = start if i == 0 else _place(start, label.start, content, rule)
        finish = end if i + 1 == len(labels) else _place(start, stop, content, rule)
        if role == "other":
            parts.append(Part(rule, role, begin, finish, (), False, None, own_line))
        elif role == "deadline":
            when = strip_end(listed)
            when = when.cut(0, len(when) - 1) if when.text.endswith(".") else when
            parts.append(Part(rule, role, begin, finish, (), False, when, own_line))
        elif role.endswith(WITH_PERSON):
            parts.append(Part(rule, role, begin, finish, units_and_people(listed, role), False, None, own_line))
        elif role == "leader":
            leaders = people(listed)
            strange = next((a.name.text for a in leaders if _NO_NAME.search(a.name.text)), None)
            if strange:
                # 「责任领导：张某，甲方：乙」
                return Failed(start, end, f"a label whose list holds more than names: {strange[:20]}")
            ending = _OPEN_END.search(listed.text) is not None
            parts.append(Part(rule, role, begin, finish, leaders, ending, None, own_line))
        else:
            parsed = parse(listed, role)
            like = is_unit if label.doubtful else _name_like
            for assignment in parsed.assignments:
                name = assignment.name.text
                if assignment.role == "other" or (assignment.role != "leader" and not like(name)):
                    return Failed(start, end, f"a label whose list holds more than names: {name[:20]}")
            value = parsed.deadline
            parts.append(Part(rule, role, begin, finish, parsed.assignments, parsed.open_list, value, own_line))
    if all(part.role == "other" for part in parts):
        return []
    if not any(part.assignments or part.value for part in parts):
        return Failed(start, end, "a label without names")
    return parts


def _unmatched(listed: Passage) -> Passage:
    """A list without the bracket at its end that it does not open: the opening one stands in a paragraph before it."""
    text = listed.text.rstrip("。；; ")
    if not text.endswith(_CLOSING) or sum(map(text.count, BRACKETS_CLOSE)) <= sum(map(text.count, BRACKETS_OPEN)):
        return listed
    return listed.cut(0, len(text) - 1)


def _ends_list(text: str, before: Label, label: Label) -> bool:
    """Does a label follow the list of another, the line end between them lost? 「责任领导：张某责任单位：甲局」"""
    if label.end - label.start < _LONG_LABEL or label.doubtful:
        return False
    last = _NAME_STOP.split(text[max(before.end, label.start - _NAME_LONGEST) : label.start])[-1].strip()
    return is_unit(last) if before.role in ("lead", "support", "responsible") else bool(_PERSON.fullmatch(last))


_LONG_LABEL = 5
"""Characters of a label with its colon that does not stand in a text by chance."""
_PERSON = re.compile(rf"[{HAN}·]{{2,8}}")
_UNKNOWN_LABEL = re.compile(rf"[。；;\n][ \u3000]*[{HAN}]{{2,8}}[：:]")
_OPEN_END = re.compile(r"等[。；;]?\s*$")


def cell_parts(cell: Passage, role: str, head: Passage | None = None) -> list[Part]:
    """The parts of a table's cell in a column of ``role``, which its ``head`` names; labels in the cell itself say
    more than the column."""
    if label_at(cell.text):
        found = _label_run(cell, 0, len(cell), "table")
        if not isinstance(found, Failed):
            return found
    value: Passage | None = None
    open_list = False
    assignments: tuple[Assignment, ...] = ()
    if role == "deadline":
        value = cell
    elif role == "leader":
        assignments, open_list = people(cell), _OPEN_END.search(cell.text) is not None
    elif role.endswith(WITH_PERSON):
        assignments = units_and_people(cell, role)
    else:
        parsed = parse(cell, role)
        assignments, open_list, value = parsed.assignments, parsed.open_list, parsed.deadline
        watching = [a for a in assignments if a.role == "other"]
        if watching:
            names = tuple(a for a in assignments if a.role != "other")
            begin = _offset(cell, watching[0].name)
            return [
                Part("table", role, 0, begin, names, open_list, value, head=head),
                Part(WATCHING, "other", begin, len(cell), (), False),
            ]
    return [Part("table", role, 0, len(cell), assignments, open_list, value, head=head)]


def _place(start: int, offset: int, content: Passage, rule: str) -> int:
    """A position in ``content`` as a position in the paragraph; a bracket's content begins after its mark."""
    return start + offset + (1 if rule == "bracket" else 0)


@lru_cache(maxsize=20_000)
def _name_like(name: str) -> bool:
    return len(name) <= _NAME_LONGEST and not _NO_NAME.search(name) and (len(name) <= 30 or is_unit(name))


_NO_NAME = re.compile("[：:。]")


def _labels(passage: Passage, covered: list[tuple[int, int]], failed: list[Failed]) -> list[Part]:
    """Labels outside of what is covered, at the front of a line or of a sentence."""
    text = passage.text
    parts: list[Part] = []
    labels = labels_in(text, copula=True) if _holds_colon(text, covered) else ()
    if not labels:
        return parts
    level = depths(text)
    at = 0
    starts = [a for a, _ in covered]
    for label in labels:
        start = label.start
        own_marks = text[start] in _LABEL_MARKS
        next_one = bisect_right(starts, start)
        if start < at or (level[start] and not own_marks) or (next_one and start < covered[next_one - 1][1]):
            continue
        if start and text[start - 1] not in _BEFORE_LABEL:
            continue
        if label.doubtful and not is_unit(_NAME_STOP.split(text[label.end : label.end + _NAME_LONGEST], maxsplit=1)[0]):
            continue
        stop = starts[next_one] if next_one < len(starts) else len(text)
        # Without its colon a label is doubtful: it is tried on its own sentence, so that no text is tried twice.
        end = _end_of_labels(text, start, min(stop, start + _STATEMENT_LONGEST) if label.doubtful else stop)
        if label.doubtful and end - start >= _STATEMENT_LONGEST:
            continue
        found = _label_run(passage.cut(start, end), start, end, "label", start == 0, label.doubtful)
        if isinstance(found, Failed) and label.doubtful:
            continue
        at = end
        if isinstance(found, Failed):
            failed.append(found)
        else:
            parts.extend(found)
    return parts


_COLON = re.compile("[:：】〗为是]")
"""What ends a label."""


def _holds_colon(text: str, covered: list[tuple[int, int]]) -> bool:
    """Is there something that may end a label, outside of what is read already?"""
    if not covered:
        return _COLON.search(text) is not None
    return any(_COLON.search(text, start, end) for start, end in _outside(len(text), covered))


_NAME_STOP = re.compile(r"[、，,；;。\n]")
_LINE_STOP = re.compile(r"[。\n]")
_NEXT_ITEM = re.compile(r"[；;]\s*(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)])")
_AFTER_NAME = re.compile(r"(?:牵头|负责|配合|参与|落实).*$")


def _end_of_labels(text: str, start: int, stop: int) -> int:
    """Where a run of labelled lists ends: at the full stop after which no further label or name comes."""
    run = text[start:stop]
    for match in _NEXT_ITEM.finditer(run):
        if not depths(run)[match.start()] and not is_unit(_NAME_STOP.split(run[match.end() :], maxsplit=1)[0]):
            # 「1.T，责任单位：甲局；2.T，责任单位：乙局」: another item in the same paragraph.
            return start + match.start() + 1
    for match in _LINE_STOP.finditer(run):
        rest = run[match.end() : match.end() + _AHEAD].lstrip()
        if rest and depths(run)[match.start()]:
            continue
        if not rest or not (label_at(rest) or _still_names(rest)):
            return start + match.end()
    return stop


def _still_names(rest: str) -> bool:
    """Do names go on after the full stop? 「甲局。乙局配合。」"""
    sentence = _LINE_STOP.split(rest, maxsplit=1)[0]
    first = _NAME_STOP.split(sentence, maxsplit=1)[0]
    return len(sentence) < 120 and is_unit(_AFTER_NAME.sub("", first))


_IN_FRONT = re.compile(
    r"(?P<names>[^：:。；;\n]{2,120})[：:]\s*(?:(?P<lead>牵头(?!单位|部门|人))|"
    rf"(?P<responsible>负责(?!{NO_VERB}))"
    r"|(?P<support>(?:配合|协助|参与)(?!单位|部门|人)))(?=[^，。；;、\n])"
)


_COLON_AND_ROLE = re.compile(r"[：:]\s*(?:牵头|负责|配合|协助|参与)")


def _in_front(passage: Passage) -> Iterator[Part]:
    """Units before their task: 「甲局、乙局：负责T。」"""
    match = _IN_FRONT.match(passage.text) if _COLON_AND_ROLE.search(passage.text) else None
    if match is None or match.lastgroup is None:
        return
    role = match.lastgroup
    parsed = parse(passage.cut(*match.span("names")), role)
    if parsed.assignments and not parsed.has_role_word and all(map(is_unit, _whole(parsed))):
        yield Part(IN_FRONT, role, 0, match.end(), parsed.assignments, parsed.open_list)


def _sentences(passage: Passage, start: int, end: int) -> Iterator[Part]:
    """Statements at the end of a sentence: 「T，由甲局会同乙局等部门负责落实。」"""
    text = passage.text
    if not (has_seen(text, start, end) or _by_whom(text, start, end)):
        return
    level = depths(text)
    begin = start
    for i in [*(m.start() for m in _SENTENCE_STOP.finditer(text, start, end) if not level[m.start()]), end]:
        if i > begin:
            part = _sentence(passage, begin, i)
            if part:
                yield part
        begin = i + 1


@cache
def _sentence_tail() -> re.Pattern[str]:
    role = any_of([*words("roles", "lead"), *words("roles", "joint"), *words("roles", "support")])
    return re.compile(rf"{role}(?:{role}|工作|到位|好|抓总|相关|有关|各项)*$")


def _sentence(passage: Passage, start: int, end: int) -> Part | None:
    text = passage.text[start:end]
    if not (has_seen(text) or "职责" in text or _by_whom(text)) or any(w in text for w in words("roles", "hosting")):
        return None
    limited = _LAST_CLAUSE.search(text, max(0, len(text) - 40))
    if limited and not DEADLINE.fullmatch(limited["when"]) and not AT_A_TIME.match(limited["when"]):
        limited = None
    body = text[: limited.start()] if limited else text
    # Only near the end: a run of 负责 a page long would be searched from each of its words.
    if not _sentence_tail().search(body, max(0, len(body) - _STATEMENT_LONGEST)):
        return None
    # Where the statement may begin: with the sentence, after a comma or colon, at 由; the longest reading wins.
    first = max(start, end - _STATEMENT_LONGEST)
    near = passage.text[first:end]
    level = depths(near)
    begins = {m.end() for m in _BEFORE_STATEMENT.finditer(near) if not level[m.start()]}
    # 「由甲、乙、丙三区政府负责」: the list begins at 由, or is not read.
    begins -= {i + 1 for m in _WITHIN_LIST.finditer(near) for i in range(*m.span()) if near[i] == "、"}
    by = {i for i, c in enumerate(near) if c == "由" and not level[i]}
    begins |= by
    if first == start:
        begins.add(0)
    said = max((i for i in by if near[i - 1 : i] in _CLAUSE_ENDS), default=0)
    # 「新增10家企业，由甲局负责」: no list begins before its 由.
    begins = {i for i in begins if i >= said}
    last = start + len(body)
    for begin in sorted(begins):
        if _begins_with_no_unit(near[begin:]) or _is_an_aim(near, begin):
            continue
        parsed = parse(passage.cut(first + begin, last))
        if parsed.assignments and parsed.has_role_word and all(map(is_unit, _whole(parsed))):
            if any(a.role == "other" for a in parsed.assignments):
                return None
            if all(_BEARER.fullmatch(name) for name in _whole(parsed)):
                # 「由各责任单位按职责分工负责组织实施」: whoever is named elsewhere.
                return None
            stop = end + (passage.text[end : end + 1] == "。")
            names, limit = parsed.assignments, parsed.deadline
            if limited:
                limit = passage.cut(start + limited.start("when"), start + limited.end("when"))
            above = not start and not first and bool(_ALL_ABOVE.fullmatch(text, 0, begin))
            begin = 0 if above else begin
            return Part("sentence", "responsible", first + begin, stop, names, parsed.open_list, limit, above)
        if near[begin] == "由" and parsed.assignments:
            # 「会议由甲局牵头举办，乙局配合」: what follows is no statement by itself.
            return None
    return None


_LAST_CLAUSE = re.compile(r"[，,]\s*(?:(?:完成)?(?:时限|时间|期限)(?:为|是)?)?(?P<when>[^，,：:]{2,30})$")
_BEARER = re.compile(r"各?(?:有关|相关)?(?:责任|牵头|配合|成员|承办)(?:单位|部门)")
# 「以上各项由甲局负责。」: a line of its own for all the items above it.
_ALL_ABOVE = re.compile(r"\s*(?:以上|上述)[^，,。；;、由]{0,10}[，,]?(?:均|都|统一)?")


_WITHIN_LIST = re.compile(r"由[^，,。；;：:]+")
_BEFORE_STATEMENT = re.compile(r"[，,：:、]|—+")
_FIRST_STOP = re.compile(r"[、，,；;]")
_AFTER_FIRST = re.compile(r"等|会同|协同|按|牵头|负责|配合|参与|落实|共同|分别|协助|组织|指导")


def _is_an_aim(text: str, begin: int) -> bool:
    """Is the first name by itself between commas, and only ends like a body? 「建成甲中心，乙局负责」"""
    stop = _NAME_STOP.search(text, begin)
    if stop is None or stop.group() not in "，," or text[begin] == "由":
        return False
    name = text[begin : stop.start()].strip()
    return is_unit(name) and not _AFTER_FIRST.search(name) and not is_certain(name)


_CLAUSE_ENDS = ("，", ",", "：", ":", "")


def _begins_with_no_unit(text: str) -> bool:
    """A cheap look at the first name, so that a long sentence is not parsed once for each of its commas."""
    first = _FIRST_STOP.split(text[:80].removeprefix("由").removeprefix("请"), maxsplit=1)[0]
    name = _AFTER_FIRST.split(first, maxsplit=1)[0]
    return not is_unit(name) and not is_unit(first) and not _PLACES.match(text)


# 「由甲区、乙区人民政府负责」「由甲、乙两区政府负责」: the first name lacks what the last one has.
_PLACES = re.compile(
    rf"(?:由|请)(?:[{HAN}]{{2,5}}、){{1,9}}[{HAN}]{{2,5}}[县区市旗镇乡](?:人民政府|政府|管委会|管理委员会)"
)
