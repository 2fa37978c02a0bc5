"""Workbooks of Excel as they are seen: sheets, rows and columns that are shown, and what their cells show.

openpyxl refuses whole books for a filter or a style that Excel takes, gives stored values for shown ones, and passes
over text boxes; the sheets are read from their XML instead.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from zeren.loaders.errors import ZerenError
from zeren.loaders.files import drawings
from zeren.loaders.files.builder import TextBuilder, column_letters
from zeren.loaders.files.excel_styles import USUAL, Seen, as_seen, cell_styles, hides, runs_of, unescaped
from zeren.loaders.files.number_formats import display
from zeren.loaders.files.package import Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST_SHEET = 5_000_000
"""Cells of a sheet that hold anything, or that merged ones cover."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
Place = tuple[int, int]
Element = etree._Element


def read_xlsx(data: bytes, name: str) -> TextBuilder:
    """Every sheet of a workbook as a table. Raises ZerenError for a file that Excel could not have written."""
    package = Package(data, name)
    try:
        return _Book(package).read()
    except ZerenError:
        raise
    except Exception as error:  # lxml, zipfile and what is not as the standard says have errors of their own each
        raise ZerenError(f"{name}: no readable workbook ({type(error).__name__}); save it again as .xlsx") from None


def lacks_results(data: bytes, name: str) -> bool:
    """Are there formulas whose results the file does not hold?"""
    package = Package(data, name)
    sheets = (part for part in package.names if part.startswith("xl/worksheets/") and part.endswith(".xml"))
    return any(_UNRECKONED.search(package.raw(part) or b"") for part in sheets)


_UNRECKONED = re.compile(
    rb"<(?:\w+:)?c(?![^>]*t=[\"']str)[^>]*>\s*<(?:\w+:)?f(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass
class _Cells:
    """What stands in a sheet."""

    shown: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    narrow_columns: list[tuple[int, int]] = field(default_factory=list)
    """Their words are seen where the cell beside them is empty."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Left, top, right, bottom."""


class _Book:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.builder = TextBuilder()
        self.main = package.main("xl/workbook.xml")
        root = package.tree(self.main)
        if root is None or root.tag != S + "workbook":
            raise ValueError("no workbook")
        self.root = root
        self.relations = package.relations(self.main)
        properties = root.find(S + "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.strings = [runs_of(si) for si in self._related("sharedStrings", S + "si")]
        self.styles = [style for sheet in self._related("styles", S + "styleSheet") for style in cell_styles(sheet)]
        self.hiding = {number for number, rule in enumerate(self._related("styles", S + "dxf")) if hides(rule)}

    def _related(self, kind: str, tag: str) -> Iterator[Element]:
        part = next((r.target for r in self.relations.values() if r.kind == kind), None)
        root = self.package.tree(part) if part else None
        return root.iter(tag) if root is not None else iter(())

    def read(self) -> TextBuilder:
        """All sheets, in the order of their tabs."""
        for sheet in self.root.iter(S + "sheet"):
            name = sheet.get("name", "")
            relation = self.relations.get(sheet.get(R + "id", ""))
            root = self.package.tree(relation.target) if relation else None
            if root is None or relation is None:
                self.builder.tell("sheet", name, "unreadable", "", "a sheet that is not in the file")
            elif relation.kind != "worksheet":
                self.builder.tell("sheet", name, "skipped", "", f"a sheet of another kind ({relation.kind})")
            elif sheet.get("state", "visible") != "visible":
                words = " ".join(self._cells(root, name, TextBuilder()).shown.values())
                self.builder.tell("sheet", name, "hidden", words, "hidden sheet")
            else:
                self.builder.hold("sheet")
                self._sheet(root, name)
                drawings.read_around(self.package, relation.target, root, name, self.builder)
        for part in self.package.names:
            if part.startswith("xl/embeddings/"):
                place = part.rsplit("/", 1)[-1]
                self.builder.tell("file", place, "skipped", "", "a file in the workbook: save it on its own")
        return self.builder

    def _sheet(self, root: Element, name: str) -> None:
        """The rows and columns in which anything is seen; a sheet may say that it has a million of each."""
        drawings.header(root, self.builder)
        cells = self._cells(root, name, self.builder)
        values = cells.shown
        behind = _seen_beside(cells)
        for place in [p for p in values if p[0] in cells.hidden_rows]:
            self.builder.tell("row", f"{name}!{place[0]}", "hidden", values.pop(place), "hidden row")
        for first, last in cells.hidden_columns:
            for place in [p for p in values if first <= p[1] <= last]:
                where = f"{name}!{column_letters(place[1] - 1)}"
                self.builder.tell("column", where, "hidden", values.pop(place), "hidden column")
        for first, last in cells.narrow_columns:
            for place in [p for p in values if first <= p[1] <= last and (p[0], p[1] + 1) in values]:
                where = f"{name}!{column_letters(place[1] - 1)}"
                self.builder.tell("column", where, "hidden", values.pop(place), "too narrow for its words")
        rows, columns = (sorted({place[i] for place in values}) for i in (0, 1))
        if len(rows) * len(columns) > _LARGEST_SHEET:
            raise ValueError("too large")
        owner: dict[Place, Place] = {}
        covered = 0
        for left, top, right, bottom in cells.merged:
            within = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
            across = columns[bisect_left(columns, left) : bisect_right(columns, right)]
            covered += len(within) * len(across)
            if covered > _LARGEST_SHEET:
                raise ValueError("too many merged cells")
            owner |= {(row, column): (top, left) for row in within for column in across}
        for place in [p for p in values if owner.get(p, p) != p]:
            where = f"{name}!{column_letters(place[1] - 1)}{place[0]}"
            self.builder.tell("cell", where, "hidden", values.pop(place), "under a merged cell")
        table = []
        for r in rows:
            places = [owner.get((r, c), (r, c)) for c in columns]
            table.append(
                [
                    (at, values.get(at) or behind.get(at, ""), f"{name}!{column_letters(at[1] - 1)}{at[0]}")
                    for at in places
                ]
            )
        self._tell_rules(root, name)
        self.builder.place(name)
        if len(columns) == 1:
            # Text that somebody pasted into a sheet, a paragraph a cell.
            for ((_, text, where),) in table:
                self.builder.place(where)
                for line in text.split("\n"):
                    self.builder.paragraph(line)
        elif table:
            self.builder.table(table)

    def _tell_rules(self, root: Element, name: str) -> None:
        """Note which cells a rule may leave unseen: whether it does, only Excel reckons."""
        for area in root.iter(S + "conditionalFormatting"):
            rules = (rule.get("dxfId", "") for rule in area.iter(S + "cfRule"))
            if any(number.isdigit() and int(number) in self.hiding for number in rules):
                where = f"{name}!{area.get('sqref', '')}"
                self.builder.notes.append(f"{where}: a rule of the sheet may hide words in these cells; look at them")

    def _cells(self, root: Element, name: str, builder: TextBuilder) -> _Cells:
        found = _Cells()
        for column in root.iter(S + "col"):
            across = (int(column.get("min", "1")), int(column.get("max", "1")))
            if column.get("hidden") in ("1", "true") or _is_below(column.get("width"), 0.01):
                found.hidden_columns.append(across)
            elif _is_below(column.get("width"), _NARROWEST):
                found.narrow_columns.append(across)
        for area in root.iter(S + "mergeCell"):
            corners = _REFERENCE.findall(area.get("ref", ""))
            if len(corners) == 2:
                (left, top), (right, bottom) = corners
                found.merged.append((_column(left), int(top), _column(right), int(bottom)))
        # What is under the cells of a sheet is known where no rule and no table style colours them.
        plainly = next(root.iter(S + "conditionalFormatting", S + "tablePart"), None) is None
        r = 0
        for row in root.iter(S + "row"):
            r = int(row.get("r") or r + 1)
            # Where all rows are hidden (zeroHeight), those that the file holds are not, unless they say so too.
            if row.get("hidden") in ("1", "true") or _is_below(row.get("ht"), _LOWEST):
                found.hidden_rows.add(r)
            c = 0
            for cell in row.iterchildren(S + "c"):
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                c = _column(reference[1]) if reference else c + 1
                seen = self._shown(cell, plainly)
                if seen.unseen:
                    place = f"{name}!{column_letters(c - 1)}{r}"
                    builder.tell("cell", place, seen.fate, seen.unseen, seen.reason)
                if seen.text.strip():
                    found.shown[r, c] = seen.text
            if len(found.shown) > _LARGEST_SHEET:
                raise ValueError("too large")
        return found

    def _shown(self, cell: Element, plainly: bool) -> Seen:
        """What is seen of a cell."""
        kind = cell.get("t", "n")
        at = int(cell.get("s", "0"))
        style = self.styles[at] if at < len(self.styles) else USUAL
        said = cell.findtext(S + "v") or ""
        formula = cell.find(S + "f")
        if kind == "s":
            return as_seen(self.strings[int(said)] if said.strip().isdigit() else (), style, plainly)
        if kind == "inlineStr":
            inline = cell.find(S + "is")
            return as_seen(runs_of(inline) if inline is not None else (), style, plainly)
        if kind == "str" and said.startswith("=DISPIMG("):  # so WPS writes it
            return Seen("", said, "skipped", "a picture in the cell; words in it are not read")
        if kind == "str":
            return as_seen(((unescaped(said), None),), style, plainly)
        if kind == "e":
            return Seen("", said, "unreadable", f"an error where a value should be: {said}")
        if kind == "b":
            text = "TRUE" if said == "1" else "FALSE"
        elif not said.strip():
            if formula is None:
                return Seen("")
            asks = "=" + (formula.text or "")
            return Seen("", asks, "unreadable", "a formula whose result is not stored: open it in Excel and save it")
        elif kind == "d":
            text = said.replace("T00:00:00", "")
        else:
            text = display(float(said), style.code, self.since_1904)
            if not text.strip():
                return Seen("", said, "hidden", f"the format {style.code} shows nothing of it")
        return as_seen(((text, None),), replace(style, code="General"), plainly)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _is_below(size: str | None, least: float) -> bool:
    return size is not None and re.fullmatch(r"\d*\.?\d+", size) is not None and float(size) < least


_LOWEST = 3.0
"""Points: in a lower row no word is seen."""
_NARROWEST = 0.5
"""Digits that fit into a column: in a narrower one no word is seen."""


def _seen_beside(cells: _Cells) -> dict[Place, str]:
    """Words of merged cells whose first row or column is hidden, and whose rest is seen."""
    columns = {c for first, last in cells.hidden_columns for c in range(first, min(last, first + 16_384) + 1)}
    return {
        (top, left): cells.shown[top, left]
        for left, top, right, bottom in cells.merged
        if (top, left) in cells.shown
        and (top in cells.hidden_rows or left in columns)
        and any(r not in cells.hidden_rows for r in range(top, min(bottom, top + _TALLEST) + 1))
        and any(c not in columns for c in range(left, right + 1))
    }


_TALLEST = 10_000
