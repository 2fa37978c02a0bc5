"""A list in its chunks: what parts two names, and the phrases that hold such a mark themselves (各县、市、区政府)."""

from __future__ import annotations

import re

from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.marks import depths, has_marks
from zeren.loaders.words.phrases import role_tail

_SEPARATOR = re.compile("[、，,；;。．.…⋯\n\t/／｜|&＆+＋·• \u3000\u00a0]")
_BETWEEN_WHOLE_NAMES = frozenset("+＋·• \u3000\u00a0")
"""What parts two whole names, and else is part of one, or of a person's."""
_NOT_EACH = re.compile("[.+＋·•]")
"""Separators of which not each is one, white space aside."""
_LEVEL = (
    "地区|自治区|直辖市|自治州|自治县|县级市|县市区|市县区|市州|州市|县区|区县|省|地|州|盟|县|市|区|旗|乡镇|街道|乡|镇"
)
_NOTE = "(?:[（(〔][^）)〕]{1,12}[）)〕])?"
_SEAT = "(?:人民政府|政府|管委会|党委)"
# Phrases that hold a separator, each with an example.
_PHRASES = (
    # 各市县政府、管委会
    r"各(?:[^，。；、,;（(〔]|[（(〔][^）)〕]{1,12}[）)〕]){1,10}(?:党委|党工委|政府)[、,，]\s*"
    r"(?:党委|党工委|人民政府|政府|管委会|管理委员会)(?![办主直])",
    # 各县、市、区政府; 各市〔州〕、县〔市、区〕人民政府
    rf"(?:各(?:有关|相关)?|有关|相关)(?:设区的?)?(?:{_LEVEL}){_NOTE}(?:\s*[、,，]\s*(?:{_LEVEL})(?![直级属驻]|[{HAN}]{{1,8}}[局委办厅院区]))+{_NOTE}{_SEAT}?",
    # 市、县（市、区）人民政府
    rf"(?<![^、，,；;。：:由 \n])[市县]?[省市州县区](?:\s*[、,，]\s*(?:{_LEVEL}))+{_NOTE}{_SEAT}",
    # 中、省驻甲有关单位; 省、市直相关部门
    rf"(?<![^、，,；;。：:由 \n])[中省市县区州](?:[、,，][省市县区州])+(?=[直属级驻有相])[{HAN}（）()]{{2,12}}",
)
_HOLDS_SEPARATOR = re.compile("|".join(_PHRASES))
_MAY_HOLD = re.compile(r"各|有关|相关|[、,，](?<=[中省市州县区\s].)\s*[省市县区州旗乡镇街]")
"""What each of them has."""
LEFT_OPEN = frozenset("…⋯")
"""The separators that say that there are others: 甲局、乙局……"""
ENDS_SENTENCE = frozenset("；;。．")
"""The separators that end what is said of the names before them."""


_NUMBER = re.compile(rf"(?:[①-⑳]|[（(]\d{{1,2}}[）)]|(?:^|(?<=[\s、，,；;。]))\d{{1,2}}[)）.．、])\s*(?=[{HAN}])")
"""The number of a name in a list: ①甲局②乙局, （1）甲局（2）乙局, 1.甲局；2.乙局."""


def chunks(text: str, spaced: bool) -> list[tuple[str, int, str]]:
    """The pieces between separators, each with the separator after it and where it begins; numbers part names too."""
    if len(_NUMBER.findall(text)) > 1:
        text = _NUMBER.sub(lambda number: "、" * len(number.group()), text)
    return _pieces(text, spaced)


def _pieces(text: str, spaced: bool) -> list[tuple[str, int, str]]:
    phrases = _HOLDS_SEPARATOR.finditer(text) if _MAY_HOLD.search(text) else ()
    kept = {i for match in phrases for i in range(*match.span())}
    found: list[tuple[str, int, str]] = []
    start = 0
    if not kept and not spaced and not _NOT_EACH.search(text) and not has_marks(text):
        # Nearly every list: each separator is one.
        for piece in _SEPARATOR.split(text):
            end = start + len(piece)
            found.append((text[end : end + 1], start, piece))
            start = end + 1
        return found
    level = depths(text)
    for match in _SEPARATOR.finditer(text):
        i = match.start()
        if level[i] or i in kept:
            continue
        c = text[i]
        if c in _BETWEEN_WHOLE_NAMES and not _parts_two_units(text[max(start, i - 40) : i], text[i + 1 : i + 41]):
            continue
        if c == "." and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2].isalnum():
            continue
        found.append((c, start, text[start:i]))
        start = i + 1
    found.append(("", start, text[start:]))
    return found


_NAME_END = re.compile(r"[、，,；;。\s]")


def _parts_two_units(before: str, after: str) -> bool:
    """White space is a separator only between two whole names; else typesetting left it inside of one. So is ·."""
    name = _NAME_END.split(after.strip(), maxsplit=1)[0]
    if len(name) < 3 or is_ending(name):
        # 某区 管委会, 某办公 室: the rest of a name.
        return False
    return is_unit(before.strip()) and (is_unit(name) or is_unit(role_tail().sub("", name)))
