"""Which text belongs to which task: each rule is read with its example, and missed where it is taken away."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import read_document
from zeren.loaders.tasks import asked, inherited, items
from zeren.loaders.words.lexicon import data_lines

TABLES = [
    (asked, "BY_PLACE"),
    (items, "TEXT"),
    (items, "STATEMENTS"),
    (inherited, "OF_BODIES"),
    (inherited, "OF_LEADERS"),
]
NAMES = [name for module, table in TABLES for name, _ in getattr(module, table)]
EXAMPLES: dict[str, dict[str, Any]] = {
    one["name"]: one for one in tomllib.loads("\n".join(data_lines("task_rules.toml")))["rule"]
}
ROLES = {
    "leaders": "leader",
    "lead_units": "lead",
    "supporting_units": "support",
    "responsible_units": "responsible",
}
TITLE = "泽岚市重点工作任务分工\n"


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


@pytest.mark.parametrize("name", NAMES)
def test_without_the_rule_its_example_is_read_otherwise(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = reading(EXAMPLES[name], tmp_path)
    for module, table in TABLES:
        monkeypatch.setattr(module, table, tuple(rule for rule in getattr(module, table) if rule[0] != name))
    assert reading(EXAMPLES[name], tmp_path) != before


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
