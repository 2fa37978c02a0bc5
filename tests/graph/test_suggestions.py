"""Doubtful names are suggested with their evidence, decided in a file, and remembered."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from graph_samples.records import document, mention, task
from graph_samples.records import reading as reading_of
from zeren.graph import build, suggestions
from zeren.graph.decisions import Decisions, decide, read_decisions
from zeren.graph.suggestions import suggest
from zeren.loaders import Reading, ZerenError, read_document

NOTICE = """某市人民政府关于分解2025年重点工作的通知

某政〔2025〕1号

{tasks}
"""


def reading(tmp_path: Path, *statements: str, city: str = "某市") -> Reading:
    tasks = "\n\n".join(f"{i}. 建设第{i}站。\n\n{s}" for i, s in enumerate(statements, 1))
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE.format(tasks=tasks).replace("某市", city), "utf-8")
    return read_document(path)


def pairs(found: Reading, decisions: Decisions | None = None) -> set[tuple[str, str]]:
    table = suggest(build(*decide([found], decisions or Decisions())), decisions)
    return {(str(row["name"]), str(row["other"])) for row in table.to_dicts()}


@pytest.fixture
def doubtful(tmp_path: Path) -> Reading:
    common = ["责任领导：张桢\n\n责任单位：市新甲集团牵头，市财政局、某水河务局配合。"] * 5
    rare = "责任领导：张楨\n\n责任单位：新甲集团牵头，市财政局（国资办）、某水河雾局、市教育局、市体育局配合。"
    return reading(tmp_path, *common, rare)


def test_doubtful_names_are_suggested(doubtful: Reading) -> None:
    assert pairs(doubtful) == {
        ("张桢", "张楨"),
        ("市新甲集团", "新甲集团"),
        ("市财政局", "市财政局（国资办）"),
        ("某水河务局", "某水河雾局"),
    }


def test_bodies_for_one_duty_are_suggested_unless_one_list_names_both(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        "责任单位：市房管局、市住房保障局、市人民银行。",
        "责任单位：市农业局、泽岚银保监分局。",
        "责任单位：市农业农村局、国家金融监督管理总局泽岚监管分局、中国人民银行泽岚市分行。",
        city="泽岚市",
    )
    assert pairs(found) == {
        ("市农业农村局", "市农业局"),
        ("国家金融监督管理总局泽岚监管分局", "泽岚银保监分局"),
        ("中国人民银行泽岚市分行", "市人民银行"),
    }


def test_one_glyph_apart_is_no_misprint_where_both_are_common(tmp_path: Path) -> None:
    common = ["责任单位：市国资发展集团。", "责任单位：市投资发展集团。"] * 3
    assert pairs(reading(tmp_path, *common)) == set()
    assert pairs(reading(tmp_path, *common[:5:2], common[1])) == {("市国资发展集团", "市投资发展集团")}


def test_a_suggestion_shows_where_the_rarer_name_stands(doubtful: Reading) -> None:
    rows = suggest(build(doubtful)).to_dicts()
    row = next(row for row in rows if row["what"] == "leader")
    assert (row["mentions"], row["other_mentions"], row["printed"]) == (5, 1, "张楨")
    assert row["line"] == doubtful.records[-1].leaders[0].line
    assert row["document"] == doubtful.documents[0].title


def test_a_decision_is_carried_out_and_remembered(doubtful: Reading, tmp_path: Path) -> None:
    path = tmp_path / "zeren.yaml"
    path.write_text(
        "units:\n  merge:\n    - [市新甲集团, 新甲集团]\n  apart:\n    - [市财政局, 市财政局（国资办）]\n"
        "  rename:\n    某水河雾局: 某水河务局\nleaders:\n  merge:\n    - [张桢, 张楨]\n",
        "utf-8",
    )
    decisions = read_decisions(path)
    assert pairs(doubtful, decisions) == set()
    graph = build(*decide([doubtful], decisions))
    names = {str(n.properties["name"]) for n in graph.nodes.values() if n.label in ("Unit", "Leader")}
    assert names.isdisjoint({"新甲集团", "张楨", "某水河雾局"})
    assert "市财政局（国资办）" in names
    # What was printed is still told.
    printed = {str(e.properties["source"]) for e in graph.edges if "source" in e.properties}
    assert {"新甲集团", "张楨", "某水河雾局"} <= printed
    assert len([e for e in graph.edges if e.type == "LEADS"]) == 6


def test_the_real_gazette(shared: Path) -> None:
    found = read_document(shared / "documents" / "jiaozuo-gazette-2024-02.txt")
    rows = suggest(build(found)).to_dicts()
    assert {row["what"] for row in rows} == {"unit", "leader"}
    # The scan's rare glyph of one leader, and one body printed with and without its level.
    leaders = [row for row in rows if row["what"] == "leader"]
    ((often, once),) = [(row["mentions"], row["other_mentions"]) for row in leaders]
    assert isinstance(often, int) and often > 10
    assert once == 1
    assert sum("same but for" in str(row["reason"]) for row in rows) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("units: [a]", "units"),
        ("unitss: {}", "unitss"),
        ("units: {merge: [[a]]}", "alone"),
        ("units: {merge: [[a, b], [c, b]]}", "both"),
        ("units: {merge: [[a, b], [b, c]]}", "one step"),
        ("units: {rename: {a: [b]}}", "one name"),
        ("units: {merge: [[1, 2]]}", "names"),
        ("units: {members: {各部门: 市甲局}}", "各部门 needs a list"),
        ("units: {members: {各部门: []}}", "各部门 needs a list"),
        ("units: {members: {各部门: [各部门]}}", "itself"),
        ("leaders: {members: {各部门: [甲]}}", "members"),
        ("units: {merge: [", "YAML"),
        ("!!python/object/apply:os.system ['true']", "YAML"),
    ],
)
def test_a_file_that_says_something_else_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "zeren.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ZerenError, match=words) as error:
        read_decisions(path)
    assert "\n" not in str(error.value)


def test_without_a_file_nothing_is_decided(doubtful: Reading) -> None:
    assert decide([doubtful], read_decisions(None)) == [doubtful]


def test_names_are_compared_that_share_something_and_no_suggestion_is_missed() -> None:
    """Against comparing every name with every other, which takes an hour for ten thousand names."""
    bodies = [
        "财政局",
        "教育局",
        "教育体育局",
        "发展改革委",
        "发展和改革委员会",
        "甲集团",
        "甲集困",
        "乙丙丁集团",
        "卫生健康委",
    ]
    notes = ["", "（国资办）", "（乙办）"]
    names = sorted({f"{level}{body}{note}" for level in ("", "市", "省", "县") for body in bodies for note in notes})
    doc = document()
    records = [task(doc, str(n), responsible=[mention(name)] * (1 + n % 7)) for n, name in enumerate(names)]
    graph = build(reading_of(*records))
    named = [
        suggestions._Named(n, tuple(e for e in graph.edges if e.start == n.id and "order" in e.properties))
        for _, n in sorted(graph.nodes.items())
        if n.label == "Unit"
    ]
    every = set()
    for one, two in combinations(named, 2):
        a, b = sorted((one, two), key=lambda n: (-len(n.mentions), -len(n.name), n.name))
        if suggestions._glyph(a, b) or suggestions._unit_reason(a, b):
            every.add((a.name, b.name))
    assert len(every) > 50
    assert {(a.name, b.name) for a, b, _ in suggestions._pairs("Unit", named)} == every
