"""What stands where statements stand and was not read: told, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zeren.loaders.names.units import is_certain
from zeren.loaders.statements.labelled import outside
from zeren.loaders.statements.lists import bodies, parse, sound
from zeren.loaders.statements.parts import NO_ROLE, Failed
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.lexicon import HAN, words

_LABEL = re.compile(
    rf"(?:^|(?<=[。；;！？，,\s（(〔\[【［]))(?P<label>[{HAN}]{{2,10}})[:：](?P<list>[^。；;\n：:]{{2,200}})"
)


def left_over(passage: Passage, covered: list[tuple[int, int]], failed: list[Failed]) -> Iterator[Failed]:
    """Lists of bodies behind a word that may be a label and that zeren does not know: 「辅导院所：甲局、乙局」."""
    text = passage.text
    if "：" not in text and ":" not in text:
        return
    told = sorted([*covered, *((one.start, one.end) for one in failed)])
    for start, end in outside(len(text), told):
        for match in _LABEL.finditer(text, start, end):
            label = match["label"]
            if label.endswith(words("seen", "group")) or is_certain(label):
                continue
            parsed = parse(passage.cut(*match.span("list")))
            if sound(parsed) and not parsed.has_role_word and all(map(is_certain, bodies(parsed))):
                known = role_of_label(label) == "other"
                reason = NO_ROLE if known else f"a label that zeren does not know: {label}"
                yield Failed(match.start(), match.end(), reason)
