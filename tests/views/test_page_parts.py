"""What a page is made of: places without overlap, names that are found, words that are marked where they stand."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.graph.model import Node
from zeren.loaders.names.families import other_forms
from zeren.views.highlight import place_mentions
from zeren.views.layout import Box, Layout, place_groups
from zeren.views.names import search_keys, short_names, written_forms
from zeren.views.network import wrap

BOXES = st.lists(st.tuples(st.integers(10, 140), st.integers(10, 80)), min_size=1, max_size=24)


def laid_out(sizes: list[tuple[int, int]], seed: int) -> tuple[list[Box], list[int], Layout]:
    chance = random.Random(seed)
    boxes = [Box(width, height) for width, height in sizes]
    groups = [chance.randrange(4) for _ in boxes]
    pairs = [pair for pair in combinations(range(len(boxes)), 2) if chance.random() < 0.2]
    ties = [(a, b, chance.uniform(0.1, 9)) for a, b in pairs]
    return boxes, groups, place_groups(boxes, ties, groups)


@settings(max_examples=40, deadline=None)
@given(BOXES, st.integers(0, 1000))
def test_no_box_lies_on_another_and_each_is_in_its_frame(sizes: list[tuple[int, int]], seed: int) -> None:
    boxes, groups, layout = laid_out(sizes, seed)
    assert set(layout.frames) == set(groups)
    for a, b in combinations(range(len(boxes)), 2):
        (ax, ay), (bx, by) = layout.places[a], layout.places[b]
        apart_x = abs(ax - bx) >= (boxes[a].width + boxes[b].width) / 2 - 1
        apart_y = abs(ay - by) >= (boxes[a].height + boxes[b].height) / 2 - 1
        assert apart_x or apart_y
    for box, group, (x, y) in zip(boxes, groups, layout.places, strict=True):
        left, top, width, height = layout.frames[group]
        assert left - 1 <= x - box.width / 2 and x + box.width / 2 <= left + width + 1
        assert top - 1 <= y - box.height / 2 and y + box.height / 2 <= top + height + 1
    for one, two in combinations(layout.frames.values(), 2):
        beside = one[0] + one[2] <= two[0] + 1 or two[0] + two[2] <= one[0] + 1
        assert beside or one[1] + one[3] <= two[1] + 1 or two[1] + two[3] <= one[1] + 1


def test_a_layout_is_the_same_each_time() -> None:
    sizes = [(60 + i % 7 * 11, 30 + i % 3 * 9) for i in range(60)]
    assert laid_out(sizes, 4)[2] == laid_out(sizes, 4)[2]
    assert place_groups([], [], []) == Layout((), {})


def test_what_is_tied_stands_nearer_than_what_is_not() -> None:
    boxes = [Box(40, 40)] * 20
    near = [(a, b, 1.0) for a, b in combinations(range(20), 2) if a // 10 == b // 10]
    layout = place_groups(boxes, near, [0] * 20)

    def far(pairs: list[tuple[int, int]]) -> float:
        lengths = [
            abs(layout.places[a][0] - layout.places[b][0]) + abs(layout.places[a][1] - layout.places[b][1])
            for a, b in pairs
        ]
        return sum(lengths) / len(lengths)

    tied = [(a, b) for a, b, _ in near]
    assert far(tied) < 0.8 * far([p for p in combinations(range(20), 2) if p not in tied])


def test_each_mention_is_marked_at_its_own_place() -> None:
    statement = "责任单位：市财政局（国资办）牵头，市财政局、市\n审计局负责"
    spans = place_mentions(statement, ["市财政局（国资办）", "市财政局", "市审计局", "市没有的局"])
    assert [span and statement[slice(*span)] for span in spans] == [
        "市财政局（国资办）",
        "市财政局",
        "市\n审计局",
        None,
    ]
    assert spans[1] == (17, 21)
    assert place_mentions("甲局", ["", " "]) == [None, None]


@given(st.lists(st.text(alphabet="市甲乙丙局\n 𠮷、", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_a_mark_holds_the_printed_words(sources: list[str]) -> None:
    statement = "；".join(sources)
    wide = statement.encode("utf-16-le")
    for source, span in zip(sources, place_mentions(statement, sources), strict=True):
        assert span is not None
        marked = wide[2 * span[0] : 2 * span[1]].decode("utf-16-le")
        assert "".join(marked.split()) == "".join(source.split())


def unit(name: str, **properties: str) -> Node:
    return Node("Unit", f"unit:{name}", {"id": f"unit:{name}", "name": name, **properties})


def test_labels_drop_the_level_that_most_names_share() -> None:
    names = ["市财政局", "市市场监管局", "市场监管局", "市审计局", "市民政局", "甲县政府", "省水利厅"]
    shorts = ["财政局", "市市场监管局", "市场监管局", "审计局", "民政局", "甲县政府", "省水利厅"]
    # 市市场监管局 would become the label of 市场监管局, another body: both keep their names.
    assert short_names([unit(name) for name in names]) == shorts
    assert short_names([unit("云州市财政局", city="云州市"), unit("甲局")]) == ["财政局", "甲局"]
    assert short_names([unit(name) for name in ["市委宣传部", "市财政局", "市审计局"]]) == [
        "市委宣传部",
        "财政局",
        "审计局",
    ]
    assert short_names([]) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("市发展改革委", "fgw"),
        ("市发展改革委", "fzggw"),
        ("市发展改革委", "发改委"),
        ("市发展改革委", "fazhangaigewei"),
        ("市住房城乡建设局", "zjj"),
        ("市人力资源社会保障局", "rsj"),
        ("市银行业协会", "syhyxh"),
    ],
)
def test_a_unit_is_found_by(name: str, typed: str) -> None:
    units = [unit(name), unit("市甲局"), unit("市乙局")]
    forms = written_forms(units[0], short_names(units)[0], other_forms())
    assert typed in search_keys(forms, {})


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾一平", "zengyiping"),
        ("曾一平", "zyp"),
        ("单小明", "shanxiaoming"),
        ("解小明", "xiexiaoming"),
        ("任长甲", "renchangjia"),  # the reading may be another one anywhere in a person's name
        ("任长甲", "rcj"),
        ("长甲县政府", "zhangjiaxianzhengfu"),  # and at the beginning of a place's
        ("长甲县政府", "changjiaxianzhengfu"),
        ("甲丙银行", "jiabingyinhang"),
    ],
)
def test_characters_with_several_readings_are_found_by_each(name: str, typed: str) -> None:
    keys = search_keys([name], {})
    assert typed in keys
    assert len(keys) <= 50


def test_printed_forms_are_found_too() -> None:
    body = Node("Unit", "unit:x", {"id": "unit:x", "name": "市甲局", "aliases": ["市甲乙丙局"]})
    assert {"市甲乙丙局", "sjybj"} <= set(search_keys(written_forms(body, "甲局", {}), {}))


@given(st.text(min_size=1, max_size=80))
def test_a_label_has_few_lines_and_loses_no_character_of_a_short_name(name: str) -> None:
    label = wrap(name)
    assert label.count("\n") <= 2
    clean = " ".join(name.split())
    if len(clean) <= 24:
        assert label.replace("\n", "") == clean
    else:
        assert label.endswith("…")


def test_a_label_never_breaks_behind_an_opening_bracket() -> None:
    assert wrap("财政局（国资办）") == "财政局\n（国资办）"
