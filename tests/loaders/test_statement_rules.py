"""What the rules of the statements take, and what they keep off."""

from __future__ import annotations

from itertools import pairwise

from zeren.loaders.statements.candidates import Candidates, find_parts
from zeren.loaders.statements.parts import Part
from zeren.loaders.text.passage import Passage


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
