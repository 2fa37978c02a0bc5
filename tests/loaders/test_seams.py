"""Whether a paragraph goes on in the next line: every rule reads its example, and is needed for it."""

from __future__ import annotations

import pytest

from zeren.loaders.layout.lines import lines_of
from zeren.loaders.layout.seams import RULES, Rule
from zeren.loaders.layout.setting import Print, Seam
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.source import Source

FASTER = {"sentence ends"}
"""What a later rule says too, more slowly."""


def seam_of(example: str) -> Seam:
    lines = list(lines_of(Source("example.md", example, "", "utf-8")))
    for line in lines:
        line.marker = marker_of(line.passage.text)
    return Seam(lines[:-1], lines[-1], Print.of(lines), {})


def decision(seam: Seam, rules: list[Rule]) -> tuple[str, bool]:
    return next(((r.name, known) for r in rules if (known := r.goes_on(seam)) is not None), ("none", True))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_decides_its_example_and_is_needed_for_it(rule: Rule) -> None:
    seam = seam_of(rule.example)
    name, goes_on = decision(seam, list(RULES))
    assert name == rule.name
    _, without = decision(seam, [other for other in RULES if other is not rule])
    assert (without != goes_on) is (rule.name not in FASTER)
