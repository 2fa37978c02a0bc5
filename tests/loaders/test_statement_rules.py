"""Each rule of the statements reads its own example, and is needed for it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from zeren.loaders.statements import candidates, pieces
from zeren.loaders.statements.candidates import Candidates, find_parts
from zeren.loaders.statements.lists import parse, shown
from zeren.loaders.statements.parts import Parsed, Part
from zeren.loaders.text.passage import Passage

OF_PIECES = [(table, rule) for table in ("RULES", "RULES_OF_NAMES") for rule in getattr(pieces, table)]


@pytest.fixture(autouse=True)
def forgetful() -> None:
    """What was read with another set of rules is not remembered."""
    pieces.steps_of.cache_clear()
    candidates._remembered.cache_clear()


def without(monkeypatch: pytest.MonkeyPatch, module: Any, table: str, rule: Any) -> None:
    """The module reads without one of its rules."""
    monkeypatch.setattr(module, table, tuple(one for one in getattr(module, table) if one is not rule))


@pytest.mark.parametrize(("table", "rule"), OF_PIECES, ids=[rule.name for _, rule in OF_PIECES])
def test_a_rule_of_pieces(monkeypatch: pytest.MonkeyPatch, table: str, rule: pieces.Rule) -> None:
    assert shown(parse(Passage(rule.example, 0))) == rule.reading
    if rule.name == "names":
        return  # all the names are read by it
    without(monkeypatch, pieces, table, rule)
    pieces.steps_of.cache_clear()
    assert shown(parse(Passage(rule.example, 0))) != rule.reading


def said(example: str) -> str:
    parts, failed = find_parts(Passage(example, 0))
    told = [f"told {one.reason}" for one in failed]
    return "; ".join([shown(Parsed(part.assignments)) for part in parts] + told)


@pytest.mark.parametrize("rule", candidates.RULES, ids=[rule.name for rule in candidates.RULES])
def test_a_rule_of_places(monkeypatch: pytest.MonkeyPatch, rule: candidates.Rule) -> None:
    assert said(rule.example) == rule.reading
    without(monkeypatch, candidates, "RULES", rule)
    candidates._remembered.cache_clear()
    assert said(rule.example) != rule.reading


def test_what_one_rule_took_no_other_reads_again() -> None:
    passage = Passage("建设水库。（市水利局牵头）责任单位：市财政局", 0)
    parts, _ = find_parts(passage)
    spans = sorted((part.start, part.end) for part in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert Candidates(passage, False, parts, []).covered == spans


def test_a_part_knows_the_words_kept_off_its_last_name() -> None:
    (part,), _ = find_parts(Passage("建设水库。（市水利局牵头，市财政局按职责完成有关工作）", 0))
    assert isinstance(part, Part)
    assert part.tail is not None and part.tail.text == "按职责完成有关工作"
    assert [a.name.text for a in part.assignments] == ["市水利局", "市财政局"]
