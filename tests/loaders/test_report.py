"""What is told of a reading: where each character went, how much was read, and that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.test_laws import TEXTS
from loaders.test_shapes import NAMES, document
from zeren.loaders.canvas import HIDDEN, NUMBER, STATEMENT, TASK, UNREAD, painted
from zeren.loaders.files.sources import source_of, sources_of
from zeren.loaders.names.places import place_table
from zeren.loaders.read import read, understood
from zeren.loaders.reasons import ABOUT, HABIT, NO_CERTAIN_BODY, ONE_GLYPH, SPAN, TAIL
from zeren.loaders.records import Reading, Unread
from zeren.loaders.statements.left import RULES, Rule, left_over
from zeren.loaders.text.source import Source
from zeren.loaders.words.seen import count_seen

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def source(text: str) -> Source:
    return Source("某文.txt", text, "", "utf-8")


def visible(text: str) -> int:
    return len("".join(text.split()))


def check_partition(one: Source) -> None:
    """Each character has one piece, and what the stages took as a name, a text or a statement is painted so."""
    paragraphs, outcomes = understood(one, place_table())
    marks = painted(one, paragraphs, outcomes).marks
    assert len(marks) == len(one.text)
    for mark, character in zip(marks, one.text, strict=True):
        assert (mark == 0) == character.isspace(), f"{character!r} has no piece"
        assert 0 <= mark <= HIDDEN
    for outcome in outcomes:
        for draft in outcome.drafted.drafts:
            for _, part in draft.parts:
                for name in (a.name for a in part.assignments if a.role != "other"):
                    assert {marks[at] for at in name.places() if marks[at]} <= {STATEMENT, HIDDEN}, name.text
            for text in draft.text:
                taken = {marks[at] for at, c in zip(text.places(), text.text, strict=True) if marks[at] and c.strip()}
                assert taken <= {NUMBER, TASK, STATEMENT, UNREAD, HIDDEN}, text.text


@settings(max_examples=200)
@given(TEXTS)
def test_every_character_of_any_text_belongs_to_one_piece(text: str) -> None:
    check_partition(source(text))


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_shape_belongs_to_one_piece(name: str) -> None:
    for one in sources_of(document(name)):
        check_partition(one)
        characters = read(one).report.coverage.characters
        assert sum(msgspec.structs.astuple(characters)) == visible(one.text)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-202*.*")), ids=lambda path: path.name)
def test_every_character_of_an_example_belongs_to_one_piece(path: Path) -> None:
    for one in sources_of(path):
        assert sum(msgspec.structs.astuple(read(one).report.coverage.characters)) == visible(one.text)


def test_every_character_of_real_documents_belongs_to_one_piece(shared: Path) -> None:
    for path in sorted([*(shared / "documents").iterdir(), *(shared / "samples").iterdir()]):
        for one in sources_of(path):
            assert sum(msgspec.structs.astuple(read(one).report.coverage.characters)) == visible(one.text), path


def test_the_pieces_of_a_notice() -> None:
    lines = (
        "关于分工的通知",
        "一、发展",
        "1. 修建某路。",
        "责任单位：市交通局",
        "— 3 —",
        "2. 建设某园。",
        "认领院所：市甲局。",
    )
    text = "\n".join([*lines, "特此通知。"])
    found = read(source(text)).report.coverage.characters
    assert found.number == len("一、1.2.")
    assert found.heading == len("关于分工的通知发展")
    assert found.task == len("修建某路。")
    assert found.statement == len("责任单位：市交通局")
    assert found.furniture == len("—3—")
    assert found.unread == len("认领院所：市甲局")
    assert found.prose == len("建设某园。特此通知。") + len("。")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    assert [(one.reason, one.prose) for one in left_over(rule.example, [])] == [(rule.reason, rule.prose)]


def lost(reading: Reading) -> Iterator[Unread]:
    return (one for one in reading.report.unread if not one.prose)


ITEM = "关于某项工作任务分工的通知\n1. 修建某路，改善出行条件。{}\n2. 建设某园。责任单位：市林业局。\n"
TOLD = {
    "a label that nobody knows": "\n认领院所：市甲局",
    "a label that nobody knows, certain bodies": "\n共建伙伴：市甲局、市财政局",
    "a label without names": "\n责任单位：",
    "a label without its colon": "，责任单位市交通局",
    "a bracket that does not close": "（市交通局、市财政局",
    "bodies with a role in a sentence": "市交通局要牵头做好T，由市财政局、市甲作坊局长负责。",
    "who watches": "\n督导单位：市纪委监委",
}


@pytest.mark.parametrize("kind", TOLD)
def test_nothing_is_lost_in_silence(kind: str) -> None:
    reading = read(source(ITEM.format(TOLD[kind])))
    assert list(lost(reading)), kind
    coverage = reading.report.coverage
    assert coverage.names_unread >= 1
    assert coverage.percent is not None
    assert coverage.percent < 100


READ_OR_TOLD = {
    "a body and its duty": "\n市财政局负责筹措资金",
    "a bracket of bodies in line": "（市交通局、市财政局）",
    "a bracket of bodies on a line of its own": "\n〔市交通局、市财政局〕",
    "square brackets": "[市交通局、市财政局]",
    "black brackets": "\n【市交通局、市财政局】",
    "a line of bodies": "\n市交通局、市财政局",
    "a sentence with a role": "由市交通局会同市财政局负责。",
    "an unknown manner": "（市交通局、市财政局各展所长）",
    "a label in a bracket": "（认领院所：市甲局、市乙局）",
    "a list that is cut": "\n责任单位：市交通局、市财",
}


@pytest.mark.parametrize("title", ["关于某项工作任务分工的通知", "关于某事的说明"])
@pytest.mark.parametrize("kind", READ_OR_TOLD)
def test_a_list_of_bodies_is_read_or_told(kind: str, title: str) -> None:
    reading = read(source(ITEM.replace("关于某项工作任务分工的通知", title).format(READ_OR_TOLD[kind])))
    first = next((r for r in reading.records if r.number.startswith("1")), None)
    named = {m.source for m in first.mentions} if first else set()
    assert named or list(lost(reading)), kind


NOTHING_LOST = {
    "copies": "抄送：市委办公室，市人大常委会办公室，市政协办公室。",
    "a salutation": "各县（市、区）人民政府，市人民政府各部门：",
    "who explains": "解读单位：市林业局",
    "an office of a person": "市第一中学党委书记闻人予（市教育局）",
    "a duty of all": "各责任单位要各负其责、齐抓共管。",
    "what a site prints": "发布机构：市人民政府办公室",
    "numbered": "项目二：科技馆",
    "an annex": "附件：市防汛指挥部办公室值班表",
}


@pytest.mark.parametrize("kind", NOTHING_LOST)
def test_what_hands_out_nothing_is_no_loss(kind: str) -> None:
    reading = read(source(f"关于某项工作任务分工的通知\n{NOTHING_LOST[kind]}\n1. 建设某园。\n责任单位：市林业局。\n"))
    assert not list(lost(reading))
    assert reading.report.coverage.percent == 100


def test_a_document_that_names_bodies_and_no_task_is_told() -> None:
    reading = read(source("关于某项工作的报告\n今年，市教育局、市财政局、市交通局、市林业局有新的打算。\n"))
    assert reading.report.empty == ("关于某项工作的报告",)
    assert [one.line for one in lost(reading)] == [2]
    assert reading.report.coverage.percent == 0


def test_a_report_whose_tasks_name_nobody_loses_nothing() -> None:
    lines = (
        "某市政府工作报告",
        "一、去年工作回顾",
        "工会、市科协、市残联、市妇联、市文联各有新进步。",
        "二、今年重点工作",
        "1. 建设某园。",
    )
    reading = read(source("\n".join(lines)))
    assert [record.text for record in reading.records] == ["建设某园。"]
    assert not list(lost(reading))


def test_a_document_that_hands_out_nothing_says_so_in_words() -> None:
    reading = read(source("关于某项工作的报告\n今年有新的打算。\n"))
    assert (reading.report.empty, list(lost(reading))) == (("关于某项工作的报告",), [])
    assert reading.report.coverage.percent is None


def test_rows_and_their_names_are_counted() -> None:
    text = "序号,任务,责任单位\n1,修建某路,市交通局\n2,建设某园,市林业局\n3,,市水利局\n"
    coverage = read(source_of(text.encode(), "某表.csv")).report.coverage
    assert (coverage.rows, coverage.rows_unread, coverage.names, coverage.names_unread) == (2, 1, 2, 1)
    assert coverage.percent == 66.66


@given(
    st.lists(
        st.sampled_from(["修建某路。", "责任单位：市交通局", "认领院所：市甲局", "各责任单位要负责。"]), max_size=8
    )
)
def test_the_sums_are_those_of_the_rows(lines: list[str]) -> None:
    reading = read(source("\n".join(["关于分工的通知", *lines])))
    coverage = reading.report.coverage
    told = reading.report.unread
    assert coverage.unread == sum(not one.prose for one in told)
    assert coverage.in_prose <= sum(count_seen(one.words) for one in told if one.prose)
    assert coverage.seen == coverage.in_statements + coverage.in_prose + coverage.in_unread


def doubts(text: str) -> list[tuple[str, str]]:
    return [(one.words, one.reason) for one in read(source(text)).report.doubts]


def test_a_name_that_only_ends_like_a_body_is_doubtful_once() -> None:
    items = (
        "1. 修建某路。\n责任单位：市交通局、甲乙孵化中心\n2. 建设某园。\n责任单位：甲乙孵化中心、各县（市、区）政府\n"
    )
    found = read(source(f"关于分工的通知\n{items}")).report.doubts
    assert [(one.line, one.words, one.reason, one.document) for one in found] == [
        (3, "甲乙孵化中心", NO_CERTAIN_BODY, "关于分工的通知")
    ]


def test_a_name_one_glyph_from_another_is_doubtful_and_says_from_which() -> None:
    text = "关于分工的通知\n1. 修建某路。\n责任单位：市丁己中心、帀丁己中心、庚辛孵化中心\n"
    assert doubts(text) == [("帀丁己中心", f"{ONE_GLYPH}市丁己中心"), ("庚辛孵化中心", NO_CERTAIN_BODY)]


def test_the_year_of_a_span_is_doubtful() -> None:
    item = "\n1. 修建某路。\n责任单位：市交通局\n"
    assert doubts(f"云州市关于2025—2027年工作分工的通知{item}") == [
        ("云州市关于2025—2027年工作分工的通知", f"{SPAN}2025")
    ]
    assert doubts(f"云州市关于2025年工作分工的通知{item}") == []


def test_words_kept_off_a_name_are_doubtful() -> None:
    text = "关于分工的通知\n1. 修建某路，改善出行。（市交通局牵头，市财政局竭尽全能促发展）\n"
    assert doubts(text) == [("竭尽全能促发展", TAIL)]


def test_what_only_the_habit_of_a_document_tells_is_doubtful_once() -> None:
    lines = "〔市甲局、市乙局〕\n2. 修桥工程要点。\n〔市甲局、市丙局〕\n"
    assert doubts(f"关于分工的通知\n1. 修路工程要点。\n{lines}") == [("〔市甲局、市乙局〕", HABIT)]


def test_a_label_beside_what_a_site_prints_is_doubtful_and_one_among_it_is_no_task() -> None:
    site, text = "索引号：123\n牵头单位：市交通局\n", "关于分工的通知\n1. 修建某路。\n责任单位：市财政局\n"
    assert doubts(f"{site}{text}") == [("牵头单位：市交通局", ABOUT)]
    reading = read(source(f"{site}发文机关：云州市人民政府\n{text}"))
    assert (len(reading.records), reading.report.doubts) == (1, ())
    assert [one.words for one in reading.report.unread if not one.prose] == ["牵头单位：市交通局"]
