"""A word that gives a role is spelled in the tables, never in the code."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "loaders/zeren/loaders/words"
# Stems that any text says of what is done, and by when: 年底前落实到位, 持续推进.
ORDINARY = {"完成", "推进", "实施", "落实", "整改", "支持", "组织", "指导", "执行", "主体"}


def role_words() -> set[str]:
    """The stems of all roles."""
    tables = tomllib.loads((files("zeren.loaders") / "data" / "roles.toml").read_text("utf-8"))
    stems = {word for uses in tables["stems"].values() for words in uses.values() for word in words}
    assert {"牵头", "负责", "配合", "责任", "会同"} <= stems - ORDINARY
    return stems - ORDINARY


ROLE_WORDS = role_words()


def sources(*rooms: str) -> list[Path]:
    return [
        path for room in rooms for path in sorted((ROOT / room / "zeren").rglob("*.py")) if WORDS not in path.parents
    ]


class Spelled(NamedTuple):
    node: ast.Constant
    text: str


def spelled(tree: ast.AST) -> Iterator[Spelled]:
    """The strings of a module that hold a role word; what documents it and the examples of its rules are none."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    rules = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule"]
    told |= {id(argument) for rule in rules for argument in (*rule.args, *(k.value for k in rule.keywords))}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and any(word in text for word in ROLE_WORDS):
            yield Spelled(node, text)


@pytest.mark.parametrize("path", sources("loaders"), ids=lambda path: path.stem)
def test_the_reader_spells_no_role_word_outside_of_its_vocabulary(path: Path) -> None:
    assert [f"line {node.lineno}: {text}" for node, text in spelled(ast.parse(path.read_text("utf-8")))] == []


ASKS = {"startswith", "endswith", "find", "count", "split", "partition", "replace", "compile", "search", "sub"}
ASKS |= {"match", "fullmatch", "findall", "finditer", "removeprefix", "removesuffix", "strip", "lstrip", "rstrip"}


def asked(tree: ast.AST) -> Iterator[ast.AST]:
    """What a module compares a text with, or looks for in one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from (node.left, *node.comparators)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
            yield from node.args


@pytest.mark.parametrize("path", sources("graph", "queries", "views", "cli"), ids=lambda path: path.stem)
def test_other_rooms_show_role_words_and_never_look_for_one(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    looked_for = {id(part) for value in asked(tree) for part in ast.walk(value)}
    assert [text for node, text in spelled(tree) if id(node) in looked_for] == []
