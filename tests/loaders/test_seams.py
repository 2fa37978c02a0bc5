"""Whether a paragraph goes on in the next line: each rule decides its own example."""

from __future__ import annotations

import pytest

from zeren.loaders.layout.lines import lines_of
from zeren.loaders.layout.seams import RULES, Rule
from zeren.loaders.layout.setting import Print, Seam
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.source import Source


def seam_of(example: str) -> Seam:
    lines = list(lines_of(Source("example.md", example, "", "utf-8")))
    for line in lines:
        line.marker = marker_of(line.passage.text)
    return Seam(lines[:-1], lines[-1], Print.of(lines), {})


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_decides_its_example(rule: Rule) -> None:
    seam = seam_of(rule.example)
    assert next(one.name for one in RULES if one.goes_on(seam) is not None) == rule.name
