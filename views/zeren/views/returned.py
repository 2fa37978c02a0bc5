"""Workbooks that came back: what people filled in, task by task, and what of it cannot be read, cell by cell.

Columns are known by the hidden row that ``zeren.views.ledger_sheet`` writes, wherever they were moved and whatever
they are called now; where that row is gone, by their headers.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zeren.graph.model import Graph
from zeren.graph.reports import Report
from zeren.loaders.errors import ZerenError
from zeren.views.facts import task_words, text
from zeren.views.ledger_columns import WIDTHS
from zeren.views.ledger_fill import FILLS, KEY, TASK, WORDS
from zeren.views.returned_cells import READERS, UnfitError, bare

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from zeren.views.returned_cells import Filled

HEADERS = 15
"""Rows from the top in which the columns are named."""
LARGEST = 200 * 2**20
"""Bytes of a workbook, unpacked."""
_HEADS = {"task": TASK, "text": WORDS, **{fill.name: fill.header for fill in FILLS}}
"""Names of the columns, and how they are headed when they go out."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A cell that could not be read."""

    file: str
    place: str
    words: str
    why: str

    def line(self) -> str:
        """The same in a line."""
        said = f" {self.words[:40]!r}" if self.words else ""
        return f"{self.file}, {self.place}:{said} {self.why}"


@dataclass(frozen=True, slots=True)
class Returned:
    """What one workbook says."""

    reports: tuple[Report, ...]
    unfit: tuple[Unfit, ...]
    added: tuple[str, ...] = ()
    """Filled columns that are none of a ledger's: what stands in them is not read, a line each."""


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are compared with."""

    tasks: frozenset[str]
    words: Mapping[str, frozenset[str]]
    """What is to be done, without white space, to the tasks that say so."""
    units: frozenset[str]


def known_in(graph: Graph) -> Known:
    """The tasks and units of a graph."""
    tasks = [node for node in graph.nodes.values() if node.label == "Task"]
    words: dict[str, set[str]] = defaultdict(set)
    for task in tasks:
        words[bare(task_words(task))].add(task.id)
    units = frozenset(text(node, "name") for node in graph.nodes.values() if node.label == "Unit")
    return Known(frozenset(task.id for task in tasks), {w: frozenset(ids) for w, ids in words.items()}, units)


def read_returned(path: str | Path, known: Known) -> Returned:
    """The filled rows of a workbook.

    A row is read whole or told: of a report of which a cell cannot be read, nothing is taken. The same row on the
    sheets of several bodies is one report if it says the same. Raises ZerenError for a file that is no ledger.
    """
    file = Path(path)
    reports: dict[str, Report] = {}
    unfit: list[Unfit] = []
    ledger = False
    added: list[str] = []
    book = _opened(file)
    formulas = _formulas(file)
    for sheet in book.worksheets:
        top, places = _columns(sheet)
        if "task" not in places:
            continue
        ledger = True
        added += [f"{file.name}, {sheet.title}: the column {head} is not read" for head in _added(sheet, top)]
        asked = formulas.get(sheet.title, frozenset())
        rows = [_Row(sheet, row, places, asked) for row in range(top + 1, sheet.max_row + 1)]
        filled = [row for row in rows if row.values]
        if filled and sheet.sheet_state != "visible":
            unfit.append(Unfit(file.name, sheet.title, "", "the sheet is hidden: show it, or empty its columns"))
            continue
        for row in filled:
            found = row.read(file.name, known)
            if isinstance(found, Report):
                reports.setdefault(found.node().id, found)
            else:
                unfit.extend(found)
    if not ledger:
        raise ZerenError(
            f"{file}: no ledger: no sheet has the column {TASK}; fill in a workbook of zeren ledger and give that"
        )
    return Returned(tuple(reports.values()), tuple(unfit), tuple(added))


def _opened(file: Path) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if not file.is_file():
        raise ZerenError(f"{file}: there is no such file")
    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise ZerenError(f"{file}: unpacked it is larger than {LARGEST >> 20} MB; split it by unit")
        return load_workbook(file, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise ZerenError(f"{file}: no readable workbook ({error}); save it as .xlsx") from error


def _formulas(file: Path) -> dict[str, frozenset[str]]:
    """For each sheet the cells that hold a formula; a program that wrote one may have left out what it gives."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(file) as parts:
        if not any(
            _FORMULA.search(parts.read(name)) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")
        ):
            return {}
    return {
        sheet.title: frozenset(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        for sheet in load_workbook(file).worksheets
    }


_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def _added(sheet: Worksheet, top: int) -> list[str]:
    """The heads of columns that no ledger has and that hold something."""
    heads = {str(cell.value).strip(): place for place, cell in enumerate(sheet[top], 1) if cell.value is not None}
    below = list(sheet.iter_rows(min_row=top + 1, values_only=True))
    return [
        head
        for head, place in heads.items()
        if bare(head) not in {bare(known) for known in WIDTHS}
        and not head.startswith(KEY)
        and any(row[place - 1] is not None for row in below)
    ]


def _columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The last row above the table, and the columns by name; none on a sheet where nothing was to be filled in."""
    heads = {bare(header): name for name, header in _HEADS.items()}
    top, keyed, named = 0, {}, {}
    for row in range(1, min(HEADERS, sheet.max_row) + 1):
        texts = {column: bare(_said(cell)) for column, cell in enumerate(sheet[row], 1)}
        keys = {text[len(KEY) :]: column for column, text in texts.items() if text.startswith(KEY)}
        if "task" in keys:
            top, keyed = max(top, row + 1), keys  # the header is the row below, whatever it says
        known = {heads[text]: column for column, text in texts.items() if text in heads}
        if "task" in known:
            top, named = row, known
    found = {**named, **keyed}
    return top, found if any(fill.name in found for fill in FILLS) else {}


class _Row:
    """A row of a sheet, and its cells that somebody may have filled in."""

    def __init__(self, sheet: Worksheet, number: int, places: Mapping[str, int], formulas: frozenset[str]) -> None:
        self.sheet = sheet
        self.formulas = formulas
        self.number = number
        self.places = places
        cells = {name: self._cell(name) for name in READERS if name in places}
        self.values = {name: cell for name, cell in cells.items() if _said(cell) or cell.coordinate in formulas}

    def read(self, file: str, known: Known) -> Report | list[Unfit]:
        """The report of this row, or its cells that could not be read."""
        id = _said(self._cell("task"))
        wrong = self._wrong_task(id, known)
        if wrong:
            return [Unfit(file, self._place("task"), id, wrong)]
        title = _said(self.sheet["A1"])
        unit = title if title in known.units else None
        said: dict[str, Any] = {"unit": unit, "by": unit}
        unfit = []
        for name, cell in self.values.items():
            try:
                if not _said(cell):
                    raise UnfitError("a formula without what it gives: write the value, or save it in Excel")
                said[name] = READERS[name](cell)
            except UnfitError as error:
                unfit.append(Unfit(file, self._place(name), str(cell.value), str(error)))
        if "date" not in self.values:
            unfit.append(Unfit(file, self._place("date"), "", "no date: say when this was so (填报日期)"))
        if said.get("status") == "done" and said.get("share", 100) != 100:
            unfit.append(
                Unfit(file, self._place("share"), f"{said['share']}%", "done, and not 100 %: which of the two?")
            )
        return unfit or Report(task=id, file=file, place=f"{self.sheet.title}!{self.number}", **said)

    def _wrong_task(self, id: str, known: Known) -> str | None:
        """Why the row is about no task that is known, or not about the one whose id stands there."""
        if not id:
            return "a row is filled in and has no task"
        if id not in known.tasks:
            return "the graph has no such task: another year's ledger, or an edited id"
        # A row whose id was typed over still has the words of its own task.
        said = bare(_said(self._cell("text"))) if "text" in self.places else ""
        if id not in known.words.get(said, {id}):
            return "the words in this row are those of another task"
        return None

    def _cell(self, name: str) -> Filled:
        """The cell of a column; of merged ones the first, which holds what all of them say."""
        column = self.places[name]
        for merged in self.sheet.merged_cells.ranges:
            if merged.min_row <= self.number <= merged.max_row and merged.min_col <= column <= merged.max_col:
                return self.sheet.cell(merged.min_row, merged.min_col)
        return self.sheet.cell(self.number, column)

    def _place(self, name: str) -> str:
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(self.places[name]) if name in self.places else ""
        return f"{self.sheet.title}!{letter}{self.number}"


def _said(cell: Filled) -> str:
    return "" if cell.value is None else str(cell.value).strip()
