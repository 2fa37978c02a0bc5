"""The ledger (台账): one workbook for people who open nothing else.

All tasks on one sheet, a sheet for each unit and leader, what is missing, who carries how much, what to check; columns
to fill in, which ``zeren.views.returned`` reads again.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zeren.graph.decisions import Decisions
from zeren.graph.doubts import doubts_in, in_chinese
from zeren.graph.model import Graph
from zeren.graph.parts import give_up, private_folder
from zeren.loaders.errors import ZerenError
from zeren.views.facts import text
from zeren.views.ledger_columns import (
    ALL,
    ALL_COLUMNS,
    ALL_PRINTED,
    DOUBT_COLUMNS,
    DOUBTS,
    GAP_COLUMNS,
    GAPS,
    OVERVIEW,
    OVERVIEW_COLUMNS,
    SOURCE_COLUMNS,
    SOURCES,
    SPREAD,
    UNIT_COLUMNS,
    UNIT_PRINTED,
    Row,
    explanations,
    overview_facts,
    overview_row,
    source_row,
    task_row,
    unit_facts,
    unit_row,
)
from zeren.views.ledger_fill import MARK
from zeren.views.ledger_gaps import gaps
from zeren.views.ledger_rows import LeaderRows, LedgerRows, UnitRows, ledger_rows, of_leader, of_unit
from zeren.views.ledger_sheet import HEADER, Sheets, sheet_names
from zeren.views.ledger_spread import add_spread

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["LedgerSummary", "sheet_names", "write_ledger"]

GROUP_COLOR, LEADER_COLOR = "#A6A6A6", "#E15759"
# The same graph gives the same bytes: without this, the moment of writing would stand in the file.
WRITTEN = datetime.datetime(2000, 1, 1)  # a workbook's times have no zone
ROWS_ON_SHEETS = 10_000
"""Rows on the sheets of units and leaders beyond which a ledger of everything has none of these: with 10,000 tasks they
repeat each task ten times, and LibreOffice opens 2.5 million cells in more than three minutes."""


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """What was written."""

    path: Path
    units: int
    """Units with a sheet, phrases for several units not counted."""
    groups: int
    """Phrases for several units with a sheet."""
    leaders: int
    """Leaders with a sheet."""
    tasks: int
    """Distinct tasks on the sheets of units."""
    entries: int
    """Rows on the sheets of units and phrases that are edges of responsibility of their own."""
    unassigned: int
    """Tasks for which no unit is named."""
    left_out: int
    """Rows of the sheets of units, leaders and phrases, where these are too many and left out; else 0."""
    shortened: int
    """Cells whose text is longer than Excel keeps, cut with a mark."""


def write_ledger(
    graph: Graph,
    path: str | Path,
    *,
    unit: str | None = None,
    leader: str | None = None,
    decisions: Decisions | None = None,
) -> LedgerSummary:
    """Write the ledger of ``graph`` to ``path``; the same graph gives the same bytes.

    Each edge of responsibility is one row on its unit's sheet. A ledger of everything with more than ``ROWS_ON_SHEETS``
    rows on such sheets has none of them; ``zeren.views.ledger_split`` writes them as workbooks. ``unit`` or ``leader``
    (ids): only what concerns them. Text is written as text, whatever it starts with. Raises ZerenError for a graph
    without tasks, OSError where ``path`` cannot be written.
    """
    decided = decisions or Decisions()
    rows = ledger_rows(graph, decided.progress)
    if not rows.tasks:
        raise ZerenError("no ledger to write: the graph holds no task; load a document with zeren load")
    whole = unit is None and leader is None
    if unit is not None:
        rows = of_unit(rows, unit)
    elif leader is not None:
        rows = of_leader(rows, leader)
    return write_workbook(rows, graph, Path(path), decided, digest=graph.digest(), whole=whole)


def write_workbook(
    rows: LedgerRows, graph: Graph, path: Path, decided: Decisions, *, digest: str, whole: bool
) -> LedgerSummary:
    """Write these rows; ``whole``: with the sheets about all of them."""
    room = private_folder()
    left_out = rows.on_sheets if whole and rows.on_sheets > ROWS_ON_SHEETS else 0
    try:
        with path.open("wb") as file, _book(file, room) as book:
            book.set_properties({"title": "责任台账", "created": WRITTEN})
            book.set_custom_property(MARK, "ledger")
            book.set_custom_property(f"{MARK} digest", digest)
            ledger = _Ledger(Sheets(book), rows, left_out)
            if whole:
                ledger.overview()
            ledger.all_tasks()
            ledger.gaps(graph)
            if whole:
                add_spread(ledger.sheets, graph, rows)
                ledger.doubts(graph, decided)
            ledger.sources()
            ledger.bodies()
    finally:
        give_up(room)
    unassigned = sum(not task.is_assigned for task in rows.tasks)
    return LedgerSummary(
        path=path,
        units=len(rows.units),
        groups=len(rows.groups),
        leaders=len(rows.leaders),
        tasks=len(rows.tasks) - unassigned,
        entries=sum(len(body.entries) for body in (*rows.units, *rows.groups)),
        unassigned=unassigned,
        left_out=left_out,
        shortened=ledger.sheets.shortened,
    )


def _book(file: IO[bytes], room: Path) -> Workbook:
    """A workbook that keeps a row in memory while it is written, and the rest in ``room``: large ones have millions of
    cells."""
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(room), "strings_to_formulas": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(file, options)


class _Ledger:
    """The sheets of one ledger, in their order."""

    def __init__(self, sheets: Sheets, rows: LedgerRows, left_out: int) -> None:
        self.sheets = sheets
        self.rows = rows
        self.left_out = left_out
        nodes = [*(b.node for b in rows.units), *(b.node for b in rows.leaders), *(b.node for b in rows.groups)]
        if left_out:
            nodes = []
        fixed = (OVERVIEW, ALL, GAPS, SPREAD, DOUBTS, SOURCES)
        names = sheet_names([*fixed, *(text(node, "name") for node in nodes)])[len(fixed) :]
        self.names = dict(zip((node.id for node in nodes), names, strict=True))
        self.first = OVERVIEW if len(nodes) > 1 else ALL

    def overview(self) -> None:
        """Every unit with its load, its leaders and the way to its sheet."""
        bodies = (*self.rows.units, *self.rows.groups)
        table = [overview_row(i, body, self.names.get(body.node.id)) for i, body in enumerate(bodies, 1)]
        self.sheets.add(OVERVIEW, "责任台账", overview_facts(self.rows, self.left_out), OVERVIEW_COLUMNS, table)

    def all_tasks(self) -> None:
        """A row for each task, with what is to be filled in."""
        table = [task_row(i, task) for i, task in enumerate(self.rows.tasks, 1)]
        done = sum(task.report is not None and task.report.status == "done" for task in self.rows.tasks)
        facts = f"任务 {len(table)} 项，已报完成 {done} 项。黄色表头的列由填报人填写；屏幕右侧还有未打印的列。"
        self.sheets.add(ALL, "任务总表", facts, ALL_COLUMNS, table, printed=len(ALL_PRINTED))

    def gaps(self, graph: Graph) -> None:
        """What the notice leaves open."""
        found = list(gaps(self.rows, dict(graph.nodes)))
        table: list[Row] = []
        for i, (what, task, why) in enumerate(found, 1):
            stated = task_row(i, task)
            kept = {header: stated[header] for header in GAP_COLUMNS if header in stated}
            table.append({**kept, "缺什么": what, "说明": why})
        facts = f"{len(table)} 处：原文没有写明、或写得过宽的地方；单个责任单位未写“牵头”不算缺口。"
        self.sheets.add(GAPS, "缺口", facts, GAP_COLUMNS, table, printed=len(GAP_COLUMNS) - 1)

    def doubts(self, graph: Graph, decided: Decisions) -> None:
        """Readings that may be wrong."""
        table: list[Row] = [
            dict(
                zip(DOUBT_COLUMNS, (i, str(title), str(words), in_chinese(str(why)), in_chinese(str(at))), strict=True)
            )
            for i, (title, words, why, at) in enumerate(doubts_in(graph, decided).rows, 1)
        ]
        facts = (
            "可能读错的地方，请对照原文；确认无误的写入 zeren.yaml 的 certain。"
            "未能读出的表述不在图中，见 zeren extract --report。"
        )
        self.sheets.add(DOUBTS, "待核对", facts, DOUBT_COLUMNS, table)

    def sources(self) -> None:
        """The documents read, what is not in the unit sheets, how to read the rest and how to fill it in."""
        table = [source_row(i, document, self.rows) for i, document in enumerate(self.rows.documents, 1)]
        words = explanations(self.rows)
        first = len(table) + 2
        facts = "本台账读自下列文件。"
        below = first + len(words)
        sheet = self.sheets.add(SOURCES, SOURCES, facts, SOURCE_COLUMNS, table, filters=False, below=below)
        for i, line in enumerate(words, HEADER + first):
            self.sheets.put(sheet, i, 1, line, self.sheets.line)

    def bodies(self) -> None:
        """A sheet for each unit, each leader and each phrase, unless they are left out."""
        if self.left_out:
            return
        for unit in self.rows.units:
            self._unit(unit)
        for leader in self.rows.leaders:
            self._leader(leader).set_tab_color(LEADER_COLOR)
        for group in self.rows.groups:
            self._unit(group).set_tab_color(GROUP_COLOR)

    def _unit(self, body: UnitRows) -> Worksheet:
        """One unit's sheet: a row for each edge of responsibility, then those of the phrases that cover it."""
        entries = (*body.entries, *body.through)
        table = [unit_row(i, body.node, entry) for i, entry in enumerate(entries, 1)]
        name, printed = text(body.node, "name"), len(UNIT_PRINTED)
        sheet, facts = self.names[body.node.id], unit_facts(body)
        return self.sheets.add(sheet, name, facts, UNIT_COLUMNS, table, printed=printed, back=self.first)

    def _leader(self, leader: LeaderRows) -> Worksheet:
        """One leader's sheet: a row for each task."""
        table = [task_row(i, task) for i, task in enumerate(leader.tasks, 1)]
        name = text(leader.node, "name")
        facts = f"责任领导{name}名下任务 {len(table)} 项。"
        sheet, printed = self.names[leader.node.id], len(ALL_PRINTED)
        return self.sheets.add(sheet, name, facts, ALL_COLUMNS, table, printed=printed, back=self.first)
