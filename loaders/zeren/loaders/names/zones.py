"""Development zones, which act like counties without being one: in a text, and in the names of their committees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zeren.loaders.words.lexicon import HAN, any_of, lexicon, words


@lru_cache(maxsize=10_000)
def zone_of(unit: str) -> str:
    """The zone that a committee governs, by its everyday name: 高新区 for 市高新技术产业开发区管委会."""
    zone = re.sub(r"(?:党工委|工委|规划建设|建设)?[、]?(?:管委会|管理委员会)$", "", unit)
    zone = re.sub(r"^(?:市|省|县|区)(?=.{3})", "", zone)
    return _everyday_zone(zone)


def _everyday_zone(zone: str) -> str:
    for ending, short in lexicon()["places"]["zone_short"].items():
        if zone.endswith(ending):
            return str(short)
    return zone


@cache
def _zone_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    alone = any_of(words("places", "zone_alone"))
    before = any_of(words("places", "zone_after"))
    stems, zone = any_of(words("places", "zone_stems")), any_of(words("places", "zone_words"))
    return (
        re.compile(rf"(?:^|(?<=[^{HAN}])|(?P<lead>{before}))(?P<zone>{alone})"),
        re.compile(rf"(?:^|(?<=[^{HAN}])|(?P<lead>{before}))(?P<zone>(?:(?![和与及])[{HAN}]){{0,8}}?{stems}{zone})"),
    )


@cache
def _zone_verb() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words('places', 'zone_after'))})+(?=.{{4}})")


@cache
def _zone_word() -> re.Pattern[str]:
    return re.compile(any_of(words("places", "zone_words") + words("places", "zone_alone")))


@cache
def _zone_ends() -> set[str]:
    """The last characters of the same words (区): one look for them is many times as fast."""
    return {word[-1] for word in words("places", "zone_words") + words("places", "zone_alone")}


def zones_in(text: str) -> Iterator[tuple[int, str]]:
    """Each zone that ``text`` names: where, and its everyday name."""
    if not any(map(text.__contains__, _zone_ends())) or not _zone_word().search(text):
        return
    for pattern in _zone_pattern():
        for match in pattern.finditer(text):
            zone = match["zone"]
            verb = _zone_verb().match(zone)
            zone = zone[verb.end() :] if verb else zone
            if not re.search(r"级|省|国家", zone):
                yield match.end("zone") - len(zone), _everyday_zone(zone)
