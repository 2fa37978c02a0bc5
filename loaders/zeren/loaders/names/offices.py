"""Offices that stand beside a person's name: 副市长张某, 张某局长, 甲局党组书记、局长张某."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_certain, is_persons_name, is_unit
from zeren.loaders.words.lexicon import HAN, any_of, words


@cache
def _offices() -> str:
    return any_of(words("titles", "offices") + words("titles", "ends"))


@cache
def _beside() -> re.Pattern[str]:
    """Offices at either end of a name."""
    return re.compile(rf"^(?:{_offices()}|[:：])+|(?:{_offices()})+$")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(f"(?:{_offices()})+")


@cache
def _held() -> re.Pattern[str]:
    """An office in a body, and who holds it: 甲局局长张某."""
    return re.compile(rf"[{HAN}]{{2,24}}{any_of(words('titles', 'ends'))}(?P<who>[{HAN}]{{2,4}})")


@cache
def _in_a_body() -> re.Pattern[str]:
    return re.compile(rf"(?P<body>[{HAN}]{{2,24}}?)(?:党组|党委|党工委|党支部|党总支|常务|第一)?副?{_offices()}")


@lru_cache(maxsize=10_000)
def is_office(text: str) -> bool:
    """Is all of ``text`` an office: 副市长, 甲局局长?"""
    if _alone().fullmatch(text):
        return True
    held = _in_a_body().fullmatch(text)
    return held is not None and not text.startswith(words("titles", "nobody")) and is_unit(held["body"])


def has_office(text: str) -> bool:
    """Does an office stand before the name in ``text``?"""
    return name_beside_office(text)[0] > 0


@lru_cache(maxsize=10_000)
def name_beside_office(text: str) -> tuple[int, int]:
    """Where the name stands in ``text``, offices and bodies beside it left out; all of it where there are none."""
    whole = (0, len(text))
    if text.startswith(words("titles", "nobody")):
        return whole
    start, end = whole
    while (match := _beside().search(text[start:end])) and end - start - len(match.group()) >= 2:
        start, end = (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
    held = _held().fullmatch(text, start, end) if end - start > 4 else None
    if held and not is_office(held["who"]):
        start, end = held.span("who")
    elif end - start > 4 and not is_unit(text[start:end]):
        # 甲局张某
        start = next((at for at in (end - 2, end - 3) if _is_body_and_name(text[start:at], text[at:end])), start)
    if end - start > 3 and is_unit(text[start:end]):
        # 甲局局长, whoever that is.
        return whole
    return start, end


def _is_body_and_name(body: str, name: str) -> bool:
    return is_persons_name(name) and is_certain(body) and not is_group(body)


def person_with_office(text: str) -> tuple[int, int] | None:
    """Where the name stands in a text that is one person with an office; None where it is anything else."""
    start, end = name_beside_office(text)
    return (start, end) if (start, end) != (0, len(text)) and is_persons_name(text[start:end]) else None


def body_in_front(text: str) -> int:
    """How many characters at the front of ``text`` are the body whose office it names: 甲局 in 甲局局长."""
    held = _in_a_body().fullmatch(text)
    body = held["body"] if held else text
    return len(body) if len(body) >= 3 and is_unit(body) and not is_group(body) else 0
