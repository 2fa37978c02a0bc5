"""The ways to say a rule for the whole document: ``data/rules.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from zeren.loaders.words.lexicon import sections

ALSO_ANSWERS = "also-answers"
"""The kind of a rule that names bodies which answer for every task."""
_LEADING, _LISTED = "牵头", ("不再", "同")
"""What stands in every rule about the lead, and in every one that names bodies: most texts hold neither."""


@dataclass(frozen=True)
class Rule:
    """One way to say a rule for the whole document."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    example: str
    groups_only: bool = False
    """Are those whom it names groups, or else it says something different?"""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of ``data/rules.toml``, in their order."""
    listed = sections("rules.toml")["rule"]
    return tuple([Rule(**{**one, "pattern": re.compile(one["pattern"])}) for one in listed])


def rules_in(text: str) -> Iterable[tuple[Rule, re.Match[str]]]:
    """Where ``text`` states a rule; the group ``who`` of a match holds those whom it names."""
    leading = _LEADING in text
    listed = any(map(text.__contains__, _LISTED))
    return _stated(text, leading, listed) if leading or listed else ()


def _stated(text: str, leading: bool, listed: bool) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in rules():
        if listed if rule.kind == ALSO_ANSWERS else leading:
            yield from ((rule, match) for match in rule.pattern.finditer(text))
