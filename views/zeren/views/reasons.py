"""Why two names are to be checked, in Chinese: the graph gives the reason in English."""

from __future__ import annotations

import re

_CHINESE = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        ("one glyph differs, (.) and (.) are variants", r"只差一字，“\1”“\2”为异体字"),
        (r"one glyph differs \((.), (.)\), and the other name is rare", r"只差一字（\1、\2），且另一名称少见"),
        (r"one glyph differs \((.), (.)\)", r"只差一字（\1、\2）"),
        ("the same but for a note in brackets", "只差括号中的注"),
        ("the same but for (.+)", r"只差“\1”"),
        ("both are (?:departments|agencies) for (.+)", r"职能相同（\1）"),
    )
)


def in_chinese(reason: str) -> str:
    """The reason of a suggestion in Chinese; as it is, where nobody has said how."""
    for pattern, chinese in _CHINESE:
        if found := pattern.fullmatch(reason):
            return found.expand(chinese)
    return reason
