"""Tables of a graph as the page holds them: their first rows by column, each text once, and how many rows there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from zeren.graph.table import Table

ROWS = 200
"""Rows of a table that a page holds; ``total`` tells how many there are, the command gives them all."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What makes tables, and the texts of all of them."""

    at: dict[str, int] = field(default_factory=dict)

    def shown(self, table: Table, rows: int = ROWS) -> dict[str, Any]:
        """The first rows of a table: a column of texts (or nothing) is ``{"of": places in texts}``, others are as they
        are."""
        kept = table.rows[:rows]
        columns = zip(*kept, strict=True) if kept else ((),) * len(table.columns)
        return {"columns": list(table.columns), "total": len(table), "cells": [self._cells(list(c)) for c in columns]}

    def texts(self) -> list[str]:
        """The texts of all tables made so far, in the order of their places."""
        return list(self.at)

    def _cells(self, values: list[Any]) -> Any:
        if values and all(value is None or isinstance(value, str) for value in values):
            return {"of": [-1 if value is None else self._place(value) for value in values]}
        return [self._value(value) for value in values]

    def _value(self, value: Any) -> Any:
        """A measure to six digits: more are of no use, and take room."""
        if isinstance(value, float):
            return round(value, 6)
        return [self._place(item) for item in value] if _texts(value) else value

    def _place(self, text: str) -> int:
        return self.at.setdefault(text, len(self.at))


def _texts(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str) and all(isinstance(item, str) for item in value)
