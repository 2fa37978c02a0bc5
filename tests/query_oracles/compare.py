"""An engine's answer beside the computed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from query_oracles.all import ORACLES
from query_oracles.facts import Facts
from zeren.graph import Table
from zeren.queries import catalogue

TYPES = {"string": str, "integer": int, "float": float, "boolean": bool}
"""What a column's type is in Python."""


def same(x: object, y: object) -> bool:
    """Equal values of one type; floats to the six digits that sums are rounded to."""
    if isinstance(x, float) and isinstance(y, float):
        return abs(x - y) <= 1e-6
    return x == y and type(x) is type(y)


def agree(rows: Table, expected: list[tuple[Any, ...]]) -> bool:
    """Equal rows in equal order."""
    return len(rows) == len(expected) and all(
        len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
        for a, b in zip(rows.rows, expected, strict=True)
    )


def computed(name: str, facts: Facts, given: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """What a stored query must answer."""
    bound = catalogue()[name].bind(given)
    return ORACLES[name](facts, bound)[: int(str(bound["top"]))]
