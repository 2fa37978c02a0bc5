"""Which text belongs to which task: what each rule gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import read_document
from zeren.loaders.tasks import asked, inherited, items
from zeren.loaders.tasks.ordered import TITLE, examples

EXAMPLES = examples()
TABLES = (
    asked.BY_PLACE,
    items.TEXT,
    items.STATEMENTS,
    inherited.OF_SIBLINGS,
    inherited.OF_BODIES,
    inherited.OF_LEADERS,
)
NAMES = [rule.name for table in TABLES for rule in table]
ROLES = {
    "leaders": "leader",
    "lead_units": "lead",
    "supporting_units": "support",
    "responsible_units": "responsible",
}


def reading(example: dict[str, Any], folder: Path) -> tuple[list[str], list[str]]:
    """Who answers for each task of the example, and its text."""
    path = folder / "notice.txt"
    path.write_text(example.get("title", TITLE) + example["input"], "utf-8")
    records = read_document(path).records
    who = [
        f"{record.number}: "
        + ", ".join(f"{word} {m.source}" for role, word in ROLES.items() for m in getattr(record, role))
        for record in records
    ]
    return who, [record.text for record in records]


def test_each_rule_has_an_example() -> None:
    assert sorted(NAMES) == sorted(EXAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_gives_what_its_example_says(name: str, tmp_path: Path) -> None:
    example = EXAMPLES[name]
    who, texts = reading(example, tmp_path)
    assert who == example["reading"]
    assert texts == example.get("text", texts)


def test_what_a_heading_gives_is_told_as_inherited_and_stands_in_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(TITLE + EXAMPLES["bodies in a heading"]["input"], "utf-8")
    for record in read_document(path).records:
        (lead,) = record.lead_units
        assert (lead.rule, lead.inherited) == ("heading", True)
        assert lead.start < record.start
        assert record.statement == "（市商务局牵头）"
        assert record.sector == "企业开办领域"
        assert record.path == ("一、企业开办领域（市商务局牵头）",)


def test_an_item_whose_neighbours_name_bodies_inherits_none(tmp_path: Path) -> None:
    # Its own statement may be one that was not read: a lead from the heading would hide that.
    path = tmp_path / "notice.txt"
    path.write_text(TITLE + "（一）开办（市商务局牵头）\n1.合并事项。（市公安局负责）\n2.共享信息。\n", "utf-8")
    assert [record.number for record in read_document(path).records] == ["（一）", "1"]
