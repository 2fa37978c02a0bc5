"""Tables of a graph as the page holds them: their first rows, and how many there are."""

from __future__ import annotations

from typing import Any

from zeren.graph.table import Table

ROWS = 200
"""Rows of a table that a page holds; ``total`` tells how many there are, the command gives them all."""


def shown(table: Table, rows: int = ROWS, total: int | None = None) -> dict[str, Any]:
    """The first rows of a table."""
    kept = [[_value(value) for value in row] for row in table.rows[:rows]]
    return {"columns": list(table.columns), "rows": kept, "total": len(table) if total is None else total}


def _value(value: Any) -> Any:
    """A measure to six digits: more are of no use, and take room."""
    return round(value, 6) if isinstance(value, float) else value
