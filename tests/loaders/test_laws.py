"""What holds of every text, whatever it says: no crash, no word lost, no name invented."""

from __future__ import annotations

import json
import re

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zeren.loaders.names.canonical import resolve
from zeren.loaders.read import read
from zeren.loaders.records import TaskRecord
from zeren.loaders.statements.lists import parse
from zeren.loaders.tasks.targets import find_targets
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Source
from zeren.loaders.words.marks import depths, open_marks
from zeren.loaders.words.roles import whole_labels
from zeren.loaders.words.seen import find_seen

MARKERS = ("一、", "（一）", "1. ", "2. ", "(1)", "①", "第一条", "## ", "**")
MARKS = tuple("（）()〔〕“”、，。；：:|")
WORDS = (
    "等",
    "和",
    "及",
    "会同",
    "由",
    "商",
    "牵头",
    "负责",
    "配合",
    "落实",
    "按职责分工负责",
    "下同",
    "列第一位者为牵头单位",
)
NAMES = (
    "市甲局",
    "市乙委",
    "丙局",
    "丁县政府",
    "各县（市、区）政府",
    "相关部门",
    "戊集团",
    "张三",
    "李四",
    "新增40家企业",
)
GAPS = ("\n", "\n\n", "\r\n", "\u3000", " ", "\t", "\x00", "\ufeff", "\u200b", "\ud800", "A", "5", "5G")
PIECES = [*sorted(whole_labels()), *MARKERS, *MARKS, *WORDS, *NAMES, *GAPS]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)
UNITS = [
    "市甲局",
    "市乙委",
    "丙局",
    "丁县政府",
    "市住房和城乡某局",
    "各县（市、区）政府",
    "市“双甲、一乙”领导小组成员单位",
    "市戊局（己办）",
]


@settings(max_examples=400)
@given(TEXTS)
@example("1. T。责任单位：")
@example("（" * 50 + "责任单位：市甲局")
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    reading = read(Source("x", text, "", "utf-8"))
    coverage = reading.report.coverage
    assert coverage.seen == coverage.in_statements + coverage.in_prose + coverage.in_unread
    assert coverage.unread == sum(not one.prose for one in reading.report.unread)
    assert sum(msgspec.structs.astuple(coverage.characters)) == len("".join(text.split()))
    assert len({(r.document.number, r.document.title, r.number) for r in reading.records}) == len(reading.records)
    for record in reading.records:
        assert TaskRecord.from_dict(json.loads(json.dumps(record.to_dict()))) == record
        for mention in record.leaders + record.lead_units + record.supporting_units + record.responsible_units:
            printed = text[mention.start : mention.end]
            assert mention.source
            # Nothing is invented: the characters of a name stand in the source, in this order.
            assert re.search(".*?".join(map(re.escape, mention.source)), printed, re.DOTALL)
        if record.lead_units:
            assert record.convention != "none"


@given(st.text(alphabet="甲乙（）()“”〔〕[]、，"))
def test_depth_is_never_negative_and_zero_outside(text: str) -> None:
    levels = depths(text)
    assert len(levels) == len(text)
    assert all(level >= 0 for level in levels)
    if open_marks(text) == 0 and text and text[-1] in "甲乙、，":
        assert levels[-1] == 0


@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(UNITS), max_size=4, unique=True),
    st.sampled_from(["、", "，"]),
    st.sampled_from(["按职责分工负责", "配合", "分工负责", "参与", ""]),
)
def test_a_stated_lead_leads_and_the_rest_follows(lead: list[str], rest: list[str], separator: str, role: str) -> None:
    text = "、".join(lead) + "牵头" + ("，" + separator.join(rest) + role if rest else "") + "。"
    parsed = parse(Passage(text, 0))
    assert [a.name.text for a in parsed.assignments] == lead + rest
    assert [a.role for a in parsed.assignments[: len(lead)]] == ["lead"] * len(lead)
    assert all(a.role != "lead" for a in parsed.assignments[len(lead) :])


@given(st.lists(st.sampled_from(UNITS), min_size=1, max_size=6))
def test_names_keep_their_number_and_order(names: list[str]) -> None:
    resolved = resolve(names)
    assert len(resolved) == len(names)
    for printed, named in zip(names, resolved, strict=True):
        assert named.inherited or named.name == printed
    assert resolve([n.name for n in resolved]) == [type(n)(n.name, n.kind, False) for n in resolved]


@given(st.integers(1, 10**7), st.sampled_from(["家", "个", "万亩", "亿元", "%"]), st.sampled_from(["以上", "左右", ""]))
def test_a_number_with_an_aim_is_a_target(value: int, unit: str, relation: str) -> None:
    (target,) = find_targets(f"大力发展，力争新增{value}{unit}{relation}。")
    assert (target.value, target.unit, target.relation) == (str(value), unit, relation)
    assert target.text == f"新增{value}{unit}{relation}"


def test_the_words_that_are_counted_are_those_that_are_seen() -> None:
    text = "1. 建设某路。\n责任领导：张三\n责任单位：市甲局牵头，市乙局按职责分工负责。\n2. 各责任单位要负责到底。\n"
    reading = read(Source("x", text, "", "utf-8"))
    assert reading.report.coverage.seen == len(list(find_seen(text)))
    # 责任单位 and 负责 stand so near to one another that one entry shows both.
    assert [(w.line, len(list(find_seen(w.words)))) for w in reading.report.unread] == [(4, 2)]
