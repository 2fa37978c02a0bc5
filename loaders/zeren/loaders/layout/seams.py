"""Where a printed line ends and the next begins: does the paragraph go on? Ordered rules, of which one decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from zeren.loaders.layout.furniture import ENDS, SHORT_LINE, stands_alone, title_end
from zeren.loaders.layout.lines import PEOPLE, Line
from zeren.loaders.layout.setting import Print, Seam
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.words.labels import label_at, labels_in
from zeren.loaders.words.lexicon import any_of, words
from zeren.loaders.words.marks import BRACKETS_CLOSE, BRACKETS_OPEN, open_marks
from zeren.loaders.words.phrases import find_role_tail, manner, role_tail
from zeren.loaders.words.roles import verbs

_CLAUSE_ENDS = (*ENDS, "，", ",", "、")


class Rule(NamedTuple):
    """One reason why a paragraph goes on, or ends."""

    name: str
    goes_on: Callable[[Seam], bool | None]
    """None where the rule does not apply."""
    example: str
    """Lines; the last end of a line is the seam."""


def goes_on(group: Sequence[Line], line: Line, printed: Print, last: dict[str, int]) -> bool:
    """Is ``line``, which has no number, the rest of the paragraph that ``group`` began?"""
    seam = Seam(group, line, printed, last)
    for rule in RULES:
        known = rule.goes_on(seam)
        if known is not None:
            return known
    return True


def _label_within_bracket(seam: Seam) -> bool | None:
    if seam.before[-1] not in "；;":
        return None
    opened = max((seam.tail.rfind(c) for c in BRACKETS_OPEN), default=-1)
    if opened < 0 or label_at(seam.tail, opened + 1) is None:
        return None
    return True if not any(c in seam.tail[opened:] for c in BRACKETS_CLOSE) else None


def _clause_of_a_wrapped_item(seam: Seam) -> bool | None:
    if seam.before[-1] not in "；;" or seam.group[0].marker is None:
        return None
    # Only a line that was broken within a clause shows that the lines of the item end anywhere.
    wrapped = any(part.passage.text[-1] not in _CLAUSE_ENDS for part in seam.group[:-1])
    return True if wrapped and not seam.begins_anew and not _OTHER_LABEL.match(seam.text) else None


def _sentence_of_a_wrapped_item(seam: Seam) -> bool | None:
    if not seam.printed.anywhere or seam.group[0].marker is None or seam.line.gap or not seam.is_finished:
        return None
    text = seam.text
    bracket = text[0] in BRACKETS_OPEN and not (seam.line.after_table or seam.group[-1].heading)
    if bracket or (not seam.begins_anew and _PUNCTUATION.search(text) and not _OTHER_LABEL.match(text)):
        return True
    return None


def _bracket_just_opened(seam: Seam) -> bool | None:
    return True if seam.before[-1] in BRACKETS_OPEN else None


def _another_label(seam: Seam) -> bool | None:
    other = _OTHER_LABEL.match(seam.text) if seam.before[-1] not in "、，," else None
    first = _OTHER_LABEL.match(seam.front) if other else None
    # 「检查组：甲局 ⏎ 督查组：乙局」: words before a colon that end alike.
    alike = first and other and first.group()[-_ALIKE:] == other.group()[-_ALIKE:]
    return False if other and (seam.label or alike) else None


_ALIKE = 2
"""Characters, the colon among them."""
# 「责任单位：甲局 ⏎ 工作任务：……」: a label that assigns nothing ends the list above it.
_OTHER_LABEL = re.compile(r"[\u3400-\u9fff]{3,8}[：:]|[A-Z][A-Za-z]+(?: [A-Za-z]+){0,3}(?:\([a-z]{1,3}\))?:\s")


def _begins_anew(seam: Seam) -> bool | None:
    return False if seam.begins_anew or stands_alone(seam.before) else None


def _between_names(seam: Seam) -> bool | None:
    return True if seam.before[-1] == "、" else None


def _label_alone(seam: Seam) -> bool | None:
    alone = len(seam.group) == 1 and seam.label is not None and not seam.front[seam.label.end :].strip()
    return True if alone else None


def _number_alone(seam: Seam) -> bool | None:
    marker = seam.group[0].marker
    return True if len(seam.group) == 1 and marker is not None and marker.width == len(seam.front) else None


def _title_above_duties(seam: Seam) -> bool | None:
    if len(seam.group) > 1 or len(seam.front) >= SHORT_LINE or not _BODY_IN_FRONT.match(seam.text):
        return None
    marker = marker_of(seam.front, seam.last)
    first = _FIRST_BODY.split(seam.text, maxsplit=1)[0]
    return False if marker and not _PUNCTUATION.search(seam.front, marker.width) and is_unit(first) else None


_PUNCTUATION = re.compile("[、，,；;：:。（(]")
_BODY_IN_FRONT = re.compile(r"[\u3400-\u9fff（）()、]{2,40}[：:]")
_FIRST_BODY = re.compile("[、：:]")


def _list_below_its_label(seam: Seam) -> bool | None:
    labels = labels_in(seam.tail) if seam.tail[-1] in "：:" else ()
    return True if labels and labels[-1].end == len(seam.tail) and labels[-1].role != "other" else None


def _finished(seam: Seam) -> bool | None:
    if not seam.is_finished:
        return None
    # 「责任单位：甲局（牵头）⏎ 乙局」
    return None if seam.label and _role_noted(seam.tail) and is_unit(seam.text) else False


def _role_noted(tail: str) -> bool:
    """Does a list end with a role in brackets behind a name?"""
    opened = max(tail.rfind("（"), tail.rfind("("))
    return tail[-1] in "）)" and opened >= 0 and tail[opened + 1 : -1].strip().startswith(verbs("lead", "support"))


def _blank_line_in_latin(seam: Seam) -> bool | None:
    latin = seam.text[0].isupper() and seam.before[-1].isascii() and seam.before[-1] not in ",;-(&"
    new = latin and (seam.line.gap or _latin_body_in_front(seam))
    return False if new and not open_marks(seam.tail) else None


def _latin_body_in_front(seam: Seam) -> bool:
    """「Planning Department: map the lots」, or a body alone on its line behind a full stop or another one."""
    body, above = _LATIN_FRONT.match(seam.text), _LATIN_FRONT.fullmatch(seam.group[-1].passage.text)
    if above is not None and len(seam.group) == 1 and is_unit(above["body"]):
        return True
    alone = body is not None and body.end() == len(seam.text)
    return body is not None and (not alone or seam.before[-1] == ".") and is_unit(body["body"])


_LATIN_FRONT = re.compile(r"(?P<body>[A-Z][A-Za-z&,'’ -]{3,60}?)(?:: (?=\S)|$)")


def _full_line(seam: Seam) -> bool | None:
    width = seam.printed.width
    return True if width is not None and not seam.line.gap and len(seam.before) >= width else None


def _bracket_open(seam: Seam) -> bool | None:
    return True if open_marks(seam.tail) else None


def _label_broken(seam: Seam) -> bool | None:
    broken = label_at(seam.front + seam.text) if len(seam.group) == 1 else None
    return True if broken is not None and broken.end > len(seam.front) else None


def _whole_statement(seam: Seam) -> bool | None:
    if seam.printed.width is not None or seam.label:
        return None
    above = len(seam.group) == 1 and _says_who(seam.front)
    return False if above or (_says_who(seam.text) and not seam.tail.endswith(_ahead_of_names())) else None


@cache
def _ahead_of_names() -> tuple[str, ...]:
    joints = ("和", "与", "及", "并", "，", ",", "：", ":")
    return (*words("phrases", "by"), *words("phrases", "together"), *joints)


def _says_who(text: str) -> bool:
    """Is a line without its full stop a whole statement: 「甲局牵头，乙局等按职责分工负责」?"""
    tail = find_role_tail(text)
    if tail is None:
        return False
    pieces = [role_tail().sub("", piece).removesuffix("等") for piece in _SEPARATOR.split(text)]
    return bool(pieces[0]) and all(is_unit(piece.strip()) for piece in pieces if piece)


_SEPARATOR = re.compile("[、，,；;]")


def _by_indent(seam: Seam) -> bool | None:
    return not seam.line.indented if seam.printed.by_indent else None


def _list_of_a_label(seam: Seam) -> bool | None:
    if not seam.label:
        return None
    role, so_far, text = seam.label.role, seam.tail, seam.text
    if so_far.endswith(("，", ",")):
        return True
    if role == "leader":
        return bool(PEOPLE.fullmatch(text)) and len(text) <= 12
    if role == "deadline":
        return False
    last = _LAST_NAME.split(so_far)[-1]
    if len(last) < 2 or is_unit(text) or not (so_far.endswith(_unit_ends()) or is_group(last)):
        return True
    first = _first_name().split(text, maxsplit=1)[0]
    if _rest().match(text) or is_ending(first):
        return True
    # 「…某风景名胜区 ⏎ 管理局，丙县政府按职责分工负责。」: the rest of a list ends like a statement.
    if len(text) >= 200 or "、" not in text or find_role_tail(text.rstrip("。.")) is None:
        return False
    return all(is_unit(_first_name().split(name, maxsplit=1)[0]) for name in re.split("[、，,]", text)[1:])


@cache
def _unit_ends() -> tuple[str, ...]:
    return tuple(
        w
        for kind in ("department", "enterprise", "institution", "vertical_agency", "party", "zone")
        for w in words("kinds", kind)
    )


@cache
def _role_stems() -> str:
    return any_of(verbs("lead", "responsible", "support"))


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"[、，,；;。]|{manner()}|{_role_stems()}|头|等")


_LAST_NAME = re.compile(r"[、，,；;：:等]")


@cache
def _first_name() -> re.Pattern[str]:
    return re.compile(rf"[、，,；;。]|等|按|{_role_stems()}")


def _heading(seam: Seam) -> bool | None:
    marker = marker_of(seam.front, seam.last)
    if marker is None:
        return False if seam.line.gap and len(seam.group) == 1 and len(seam.front) < SHORT_LINE else None
    return False if marker.rank <= 3 and not any("。" in part.passage.text for part in seam.group) else None


_TITLE_END_LONGEST = 40
"""Characters at the end of a title by which it is known."""


def _title(seam: Seam) -> bool | None:
    return False if title_end().search(seam.tail, max(0, len(seam.tail) - _TITLE_END_LONGEST)) else None


RULES = (
    Rule("label within a bracket", _label_within_bracket, "1.修渠。（责任领导：司空晔；\n责任单位：市甲局）"),
    Rule(
        "clause of a wrapped item",
        _clause_of_a_wrapped_item,
        "1.联合评审。发\n改部门负责立项；\n规划部门负责选址。",
    ),
    Rule(
        "sentence of a wrapped item",
        _sentence_of_a_wrapped_item,
        "1.便利登记。严格执行全市统一的设立、变更登记规范和审查标\n准，进一步优化企业开办平台功能，逐步实现内外资一体化服\n"
        "务。逐步建立统一的信息平台，全面公开办理的事项、条件和时\n限。\n（市乙局牵头）再造流程。",
    ),
    Rule("bracket just opened", _bracket_just_opened, "1.修渠。（\n责任单位：市甲局）"),
    Rule("another label", _another_label, "责任单位：市甲局\n工作任务：修渠"),
    Rule("begins anew", _begins_anew, "1.修渠，清淤三里\n责任单位：市甲局"),
    Rule("between names", _between_names, "修渠任务由市甲局、\n市乙局负责"),
    Rule("label alone", _label_alone, "【责任领导】\n司空晔，南宫砚，完颜亮，耶律材"),
    Rule("number alone", _number_alone, "（五）\n修渠。清淤三里。"),
    Rule("title above duties", _title_above_duties, "2.2 主要职责\n市甲局：负责修渠。"),
    Rule("list below its label", _list_below_its_label, "1.修渠。（责任单位：\n市甲局）"),
    Rule(
        "blank line in Latin text",
        _blank_line_in_latin,
        "Lead: Ann Weller, Director\n\nBy June the office will dredge.",
    ),
    Rule("finished", _finished, "1.修渠（市甲局负责）\n水渠两岸植树"),
    Rule("full line", _full_line, "\n".join(["一、水渠两岸植树并逐年养护直到全部成林为止"] * 12)),
    Rule("bracket open", _bracket_open, "一、修渠（含支渠和水\n闸）"),
    Rule("label broken", _label_broken, "责任单\n\n位：市甲局"),
    Rule("whole statement", _whole_statement, "市甲局牵头，市乙局配合\n水渠两岸植树"),
    Rule("by indent", _by_indent, "水渠两岸要植\n\u3000\u3000树"),
    Rule("list of a label", _list_of_a_label, "责任单位：市甲局\n水渠两岸植树"),
    Rule("heading", _heading, "一、修渠\n水渠两岸植树"),
    Rule("title", _title, "岚泽市惠民实施方案\n为了惠民"),
    Rule("unbroken", lambda seam: False if seam.beside_title else None, "修渠。" * 34 + "记者司空晔\n水渠"),
)
