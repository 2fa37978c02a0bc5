"""Every rule of the reader reads its own example, and is needed for it; a new table of rules is found by itself.

``benchmarks/rules.py`` asks the same over all texts.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import rules
from switches import Switch, Table, modules, off, said_of, switches, tables

from zeren.loaders.statements import piece_names

ALL = switches()


def rule_of(switch: Switch) -> Any:
    (rule,) = (rule for rule in switch.table.rules if rule.name == switch.rule)
    return rule


@pytest.mark.parametrize("switch", ALL, ids=map(str, ALL))
def test_a_rule_reads_its_example_and_is_needed_for_it(switch: Switch) -> None:
    rule = rule_of(switch)
    said = said_of(switch.table, rule.example)
    assert said == getattr(rule, "reading", said)
    with off(switch):
        assert said_of(switch.table, rule.example) != said
    assert said_of(switch.table, rule.example) == said


def test_whatever_is_called_a_rule_stands_in_a_table_that_is_found() -> None:
    # A table that is made at import of others, or whose rules have no example, could not be switched off.
    found = {type(rule) for table in tables() for rule in table.rules}
    for module in modules():
        short = module.__name__.removeprefix("zeren.loaders.")
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef) and node.name == "Rule":
                assert module.Rule in found, f"{short}: no table holds its rules"
            if isinstance(node, ast.Assign) and any(isinstance(n, ast.Name) and n.id == "RULES" for n in node.targets):
                assert Table(short, "RULES") in tables(), f"{short}.RULES: its rules are of no class named Rule"


def test_each_rule_has_a_name_of_its_own_and_an_example() -> None:
    assert [switch for switch, count in Counter(ALL).items() if count > 1] == []
    assert [switch for switch in ALL if not (switch.rule and rule_of(switch).example)] == []


def test_a_rule_that_nothing_needs_fails_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = tmp_path / "texts" / "notice.txt"
    notice.parent.mkdir()
    notice.write_text("某市重点工作任务分工\n1.修渠。（市水利局和市财政局负责）\n2.植树。（市林业局负责）\n", "utf-8")

    def told_of_joined() -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            rules.main(["--workers", "1", "--alone", "--only", "joined", str(notice.parent)])
        return int(str(ended.value.code)), capsys.readouterr().out

    code, told = told_of_joined()
    assert code == 0
    assert "1 change exactly one text:\n  statements.piece_names: joined: texts/notice.txt (responsible" in told
    (joined,) = (rule for rule in piece_names.RULES_OF_NAMES if rule.name == "joined")
    # Of two that read the same, neither is needed.
    monkeypatch.setattr(
        piece_names, "RULES_OF_NAMES", (*piece_names.RULES_OF_NAMES, joined._replace(name="joined again"))
    )
    code, told = told_of_joined()
    assert code == 1
    assert told.endswith("2 idle:\n  statements.piece_names: joined\n  statements.piece_names: joined again\n")
