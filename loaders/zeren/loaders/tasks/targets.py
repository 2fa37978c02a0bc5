"""Quantified aims: the clause, the number, its unit, and how the number is meant (以上, 达, 超过 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from zeren.loaders.records import Target
from zeren.loaders.words.lexicon import HAN, any_of, one_of, words
from zeren.loaders.words.marks import OPEN, depths

_CUT = re.compile("[，,。；;：:！!？?\n]")
_ITEM = re.compile("、")
_NO_PLAIN_CUT = re.compile(rf"[、{re.escape(OPEN)},，](?:(?<![,，])|(?<=\d.)(?=\d))")
"""What takes more than cutting at each comma: items, brackets and quotes, thousands."""
_DIGIT = re.compile(r"\d")


@cache
def _quantity() -> re.Pattern[str]:
    counters = any_of(words("targets", "counters"))
    return re.compile(
        # The digit first, and only then what stands before it: several times as fast.
        r"(?P<value>\d(?<![A-Za-z\d.第〔“‘].)\d*(?:[,，]\d{3})*(?:\.\d+)?"
        # The first number of a range may have the unit of the second: 300万—600万美元, 5%—8%.
        r"(?:(?:[万亿%％](?=\s*[-—–~～至]))?\s*[-—–~～至]+\s*\d+(?:\.\d+)?)?)\s*(?:多|余)?"
        rf"(?P<unit>[十百千万亿]{{0,2}}{counters}|[百千万]?亿|万)(?P<after>{any_of(words('targets', 'after'))})?"
    )


def _ending(text: str, endings: tuple[str, ...]) -> str:
    """The first of ``endings`` with which ``text`` ends."""
    return next(filter(text.endswith, endings)) if text.endswith(endings) else ""


@cache
def _effort() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('targets', 'effort'))})+")


def find_targets(text: str) -> tuple[Target, ...]:
    """The aims of a task's text, in order; one for each number that states an aim."""
    if not _DIGIT.search(text):
        return ()
    return tuple([target for clause in _clauses(text) for target in _of_clause(clause)])


def _clauses(text: str) -> Iterator[str]:
    """Clauses with a number: cut at commas and stops, and at 、 where the items on both sides have one of their own."""
    if not _NO_PLAIN_CUT.search(text):
        end = 0
        while digit := _DIGIT.search(text, end):
            start = digit.start() - len(_CUT.split(text[end : digit.start()])[-1])
            after = _CUT.search(text, digit.end())
            end = after.start() if after else len(text)
            yield text[start:end]
        return
    level = depths(text)
    cuts = [i for i in (m.start() for m in _CUT.finditer(text)) if not level[i]]
    start = 0
    for cut in [*cuts, len(text)]:
        if cut < len(text) and _groups_digits(text, cut):
            continue
        if _DIGIT.search(text, start, cut):
            yield from _items(text, level, start, cut) if text.find("、", start, cut) >= 0 else (text[start:cut],)
        start = cut + 1


def _items(text: str, level: list[int], start: int, end: int) -> Iterator[str]:
    item, numbered = start, False
    cuts = [i for i in (m.start() for m in _ITEM.finditer(text, start, end)) if not level[i]]
    for cut, following in pairwise([*cuts, end]):
        numbered = numbered or _has_quantity(text, item, cut)
        item = cut + 1
        if numbered and _has_quantity(text, cut + 1, following):
            yield text[start:cut]
            start, numbered = cut + 1, False
    yield text[start:end]


def _has_quantity(text: str, start: int, end: int) -> bool:
    return _DIGIT.search(text, start, end) is not None and _quantity().search(text, start, end) is not None


_THOUSANDS = re.compile(r"\d{3}(?!\d)")


def _groups_digits(text: str, at: int) -> bool:
    """A comma between thousands: 1,000."""
    return text[at] in ",，" and text[at - 1 : at].isdigit() and bool(_THOUSANDS.match(text, at + 1))


_AIMLESS = re.compile(
    r"在(?!建|校|园|册|岗|库)|以|对(?![外口接])|从(?!业)|围绕|依托|针对|按照|根据|经(?![济营费贸开])|自(?![由治主然贸])|符合|[当若凡如](?!年|地|期|天|皋)|.*的(?:[）)]|情形|情况)?$"
)
"""A clause that says when, for whom or under what condition: 去化周期超过36个月的."""
_OF_A_KIND = re.compile(r"(?:[（(][^（）()]*[）)])?的(?!比例|标准|水平|目标|要求|速度|增速|幅度|任务|规模|频次)")
"""Behind a number it tells of which kind something is: 500万元以下的小微企业."""
_FROM = re.compile(r"[由从](?!于|此)[^至到为]*$")
_TO = re.compile(r"[^，,；;]{0,12}?(?:至|到|为|成)[^\d]{0,8}\d")
"""由30%提高至40%: the first number is what there was."""


_NO_AIM_BEFORE = ("年产", "年", "总投资", "用好", "现有", "已有", "原有")
_NO_AIM_AFTER = re.compile(r"\s*(?:级|号|大(?![个小学])|年|月|日|届|时)")
_AT_THE_END = re.compile(r"[）)”。]")
_NOT_DIGITS = re.compile(r"[\s,，万亿%％]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年度?$")
_NOT = ("不得", "不应", "不宜", "不能", "不可", "不再", "不", "未")
_AND = re.compile(r"\s*(?:和|与|及|以及|、)\s*")


@cache
def _of_something() -> re.Pattern[str]:
    """A relation to a part of something: 不低于县域人口的30%."""
    limits = any_of(word for word in words("targets", "before") if word.startswith("不"))
    return re.compile(rf"(?P<relation>{limits})[{HAN}]{{2,30}}的$")


def _relation(match: re.Match[str], before: str) -> str:
    """How the number is meant, with the word that turns it round: 不得超过, 不大于."""
    found = _ending(before, words("targets", "before"))
    if not found and (of := _of_something().search(before)):
        found, before = of["relation"], before[: of.end("relation")]
    if found:
        return _ending(before[: -len(found)], _NOT) + found if not match["after"] else match["after"]
    return match["after"] or _ending(before, words("targets", "change"))


def _of_clause(clause: str) -> Iterator[Target]:
    quantities = list(_quantity().finditer(clause))
    if not quantities:
        return
    level = depths(clause)
    trimmed = clause.strip()
    effort = _effort().match(trimmed)
    text = trimmed[effort.end() :] if effort and effort.end() < len(trimmed) else trimmed
    if _AIMLESS.match(text) or "基础上" in text:
        return
    said = ""
    for i, match in enumerate(quantities):
        if level[match.start()]:
            continue
        before, rest = clause[: match.start()], clause[match.end() :]
        # 完成2025年35个小区改造: the year is no number of years.
        before = _YEAR.sub("", before.rstrip())
        if before.endswith(_NO_AIM_BEFORE) or _NO_AIM_AFTER.match(rest):
            continue
        if (_OF_A_KIND.match(rest) and match["unit"] not in "%％") or (_FROM.search(before) and _TO.match(rest)):
            continue
        relation = _relation(match, before)
        if not relation and i and "分别" in before and _AND.fullmatch(clause, quantities[i - 1].end(), match.start()):
            relation = said
        said = relation
        if not relation and not _is_aim(before, rest):
            continue
        handed_out = relation not in words("targets", "striven") and match["unit"] in words("targets", "handed_out")
        if one_of("targets", "rules").search(text) or (handed_out and one_of("targets", "gifts").search(text)):
            continue
        yield Target(text, _NOT_DIGITS.sub("", match["value"]), match["unit"], relation)


def _is_aim(before: str, rest: str) -> bool:
    """A bare number is an aim right after a verb or at the front (新增40家企业), or at the end (增加绿地60万平方米)."""
    if not rest or _AT_THE_END.match(rest):
        return True
    if not before or _effort().fullmatch(before):
        return True
    verbs = words("targets", "verbs")
    return before.endswith(verbs) or (before[-1] in "了出好约" and before[:-1].endswith(verbs))
