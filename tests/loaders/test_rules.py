"""Rules that a document states once: each way to say one, and for which tasks it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from zeren.loaders import TaskRecord, read_document
from zeren.loaders.words.rules import Rule, rules, rules_in

TITLE = "泽岚市重点工作任务分工\n"


def read(text: str, folder: Path) -> list[TaskRecord]:
    path = folder / "notice.txt"
    path.write_text(TITLE + text, "utf-8")
    return list(read_document(path).records)


def names(record: TaskRecord) -> tuple[list[str], list[str], list[str]]:
    lead, support, responsible = record.lead_units, record.supporting_units, record.responsible_units
    return [m.source for m in lead], [m.source for m in support], [m.source for m in responsible]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_knows_its_own_example(rule: Rule) -> None:
    assert rule in [found for found, _ in rules_in(rule.example)]


def test_a_rule_said_in_an_item_is_true_from_there_on(tmp_path: Path) -> None:
    before, own, behind = read(
        "1.修整码头。（责任单位：市水利局、市财政局）\n"
        "2.改造大棚。（责任单位：市商务局、市公安局。排在第一位的为牵头单位，下同）\n"
        "3.清理河道。（责任单位：市林业局、市财政局）\n",
        tmp_path,
    )
    assert names(before) == ([], [], ["市水利局", "市财政局"])
    assert names(own) == (["市商务局"], ["市公安局"], [])
    assert names(behind) == (["市林业局"], ["市财政局"], [])


@pytest.mark.parametrize("said", ["above", "below"])
def test_a_rule_said_outside_of_the_items_is_true_for_all(said: str, tmp_path: Path) -> None:
    rule = "说明：责任单位中，排在第一位的为牵头单位。\n"
    items = "1.修整码头。（责任单位：市水利局、市财政局）\n2.改造大棚。（责任单位：市商务局）\n附件：\n"
    records = read(rule + items if said == "above" else items + rule, tmp_path)
    assert [names(record)[0] for record in records] == [["市水利局"], ["市商务局"]]


def test_where_no_lead_is_named_one_or_several_who_answer_lead(tmp_path: Path) -> None:
    one, several, stated = read(
        "说明：未列牵头单位的，责任单位为牵头单位。\n"
        "1.修整码头。（责任单位：市水利局）\n"
        "2.改造大棚。（责任单位：市商务局、市公安局）\n"
        "3.清理河道。（牵头单位：市林业局，责任单位：市财政局）\n",
        tmp_path,
    )
    assert names(one) == (["市水利局"], [], [])
    assert names(several) == (["市商务局", "市公安局"], [], [])
    assert names(stated) == (["市林业局"], ["市财政局"], [])


def test_only_a_single_one_who_answers_leads_where_the_document_says_so(tmp_path: Path) -> None:
    one, several = read(
        "说明：责任单位只有一个的，该责任单位即为牵头单位。\n"
        "1.修整码头。（责任单位：市水利局）\n"
        "2.改造大棚。（责任单位：市商务局、市公安局）\n",
        tmp_path,
    )
    assert names(one) == (["市水利局"], [], [])
    assert names(several) == ([], [], ["市商务局", "市公安局"])


def test_groups_named_once_answer_for_this_item_and_all_behind_it(tmp_path: Path) -> None:
    before, own, behind = read(
        "1.修整码头。（市水利局负责）\n"
        "2.改造大棚。（市商务局牵头。各县（市、区）人民政府、高新区管委会均为责任单位，以下不再列出）\n"
        "3.清理河道。（市林业局负责）\n",
        tmp_path,
    )
    assert names(before) == ([], [], ["市水利局"])
    assert names(own) == (["市商务局"], ["各县（市、区）人民政府", "高新区管委会"], [])
    assert names(behind) == ([], [], ["市林业局", "各县（市、区）人民政府", "高新区管委会"])
    added = behind.responsible_units[1:]
    assert [(m.rule, m.inherited) for m in added] == [("document-rule", True)] * 2
    assert all(m.start < behind.start for m in added)


def test_bodies_that_may_differ_from_item_to_item_are_no_rule(tmp_path: Path) -> None:
    # 有关部门 names nobody in particular: 下同 behind it says nothing of the next item.
    _, behind = read(
        "1.修整码头。（市水利局牵头，有关部门配合，下同）\n2.改造大棚。（市商务局负责）\n",
        tmp_path,
    )
    assert names(behind) == ([], [], ["市商务局"])
