"""A picture of an answer, for ``query --chart`` and ``:chart``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zeren.cli.options import say

if TYPE_CHECKING:
    from zeren.graph.table import Table
    from zeren.queries import StoredQuery
    from zeren.views.charts_own import Wanted


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a picture goes and what is in it."""

    path: Path
    wanted: Wanted
    stored: StoredQuery | None = None
    cypher: str = ""

    def draw(self, table: Table, about: str = "") -> None:
        """Draw a table, whole or not at all, and say so. Raises ZerenError where its columns do not fit."""
        from zeren.cli.files import replacing
        from zeren.views.charts_files import write_chart
        from zeren.views.charts_own import to_draw

        query, rows, left_out = to_draw(table, self.wanted, self.stored, self.cypher)
        with replacing(self.path) as part:
            write_chart(query, rows, part, ", ".join(filter(None, (about, left_out))))
        say(f"wrote {self.path}")
