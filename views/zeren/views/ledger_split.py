"""A ledger in parts: one workbook for each unit, to be sent out."""

from __future__ import annotations

import re
from pathlib import Path

from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.loaders.errors import ZerenError
from zeren.views.facts import text
from zeren.views.ledger import write_workbook
from zeren.views.ledger_rows import ledger_rows, of_unit
from zeren.views.ledger_sheet import sheet_names

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
"""Names that Windows keeps for itself."""


def write_split(graph: Graph, folder: Path, *, decisions: Decisions | None = None) -> int:
    """Write ``NNN-NAME.xlsx`` for each unit and each phrase that tasks name, and give their number.

    Raises ZerenError for a graph without tasks.
    """
    decided = decisions or Decisions()
    rows = ledger_rows(graph, decided.progress)
    bodies = [*rows.units, *rows.groups]
    if not bodies:
        raise ZerenError("nothing to split: the graph holds no task with a unit; load a document with zeren load")
    digits = len(str(len(bodies)))
    digest = graph.digest()
    names = sheet_names(text(body.node, "name") for body in bodies)
    for number, (body, name) in enumerate(zip(bodies, names, strict=True), 1):
        safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).rstrip(". ")
        path = folder / f"{number:0{digits}}-{'_' if _RESERVED.match(safe) else ''}{safe}.xlsx"
        write_workbook(of_unit(rows, body.node.id), graph, path, decided, digest=digest, whole=False)
    return len(bodies)
