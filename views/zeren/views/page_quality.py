"""What is to be checked before the numbers of a page are used: doubtful readings, names that may be one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zeren.graph import doubts
from zeren.graph.suggestions import suggest
from zeren.graph.table import Table
from zeren.views import reasons
from zeren.views.finding import Seen
from zeren.views.page_tables import Tables


def quality(seen: Seen, tables: Tables) -> dict[str, Any]:
    """As ``zeren check --doubtful`` and ``zeren check --suggest`` tell it, with each reason in Chinese too."""
    return {
        "doubts": tables.shown(_with_chinese(doubts.doubts_in(seen.graph, seen.decisions), doubts.in_chinese)),
        "names": tables.shown(_with_chinese(suggest(seen.graph, seen.decisions), reasons.in_chinese)),
    }


def _with_chinese(table: Table, in_chinese: Callable[[str], str]) -> Table:
    at = table.columns.index("reason")
    return Table((*table.columns, "reason_zh"), tuple((*row, in_chinese(str(row[at]))) for row in table.rows))
