"""What the ordered tables of this room hold: named rules, whose examples are in ``data/task_rules.toml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from zeren.loaders.words.lexicon import sections

F = TypeVar("F", bound=Callable[..., Any])
TITLE = "泽岚市重点工作任务分工\n"
"""Stands above an example that has no title of its own."""


@dataclass(frozen=True)
class Rule(Generic[F]):
    """One rule of a table."""

    name: str
    apply: F

    @property
    def example(self) -> str:
        """A notice for which it is needed."""
        example = examples()[self.name]
        return str(example.get("title", TITLE) + example["input"])


@cache
def examples() -> dict[str, dict[str, Any]]:
    """The examples by the names of their rules."""
    return {one["name"]: one for one in sections("task_rules.toml")["rule"]}
