"""What is to be checked before the numbers of a page are used: doubtful readings, names that may be one."""

from __future__ import annotations

from typing import Any

from zeren.graph.doubts import doubts_in
from zeren.graph.suggestions import suggest
from zeren.views.finding import Seen
from zeren.views.page_tables import Tables


def quality(seen: Seen, tables: Tables) -> dict[str, Any]:
    """As ``zeren check --doubtful`` and ``zeren check --suggest`` tell it."""
    return {
        "doubts": tables.shown(doubts_in(seen.graph, seen.decisions)),
        "names": tables.shown(suggest(seen.graph, seen.decisions)),
    }
