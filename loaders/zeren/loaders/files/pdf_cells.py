"""The cells of a PDF's tables: what a narrow column wrapped is put together, line ends that were set stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zeren.loaders.names.families import families
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.levels import split_level
from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.text.source import as_characters
from zeren.loaders.words.lexicon import words

_WIDEST_PADDING = 12.0
"""Points between a cell's edge and its text; what is more is an indent, or text that is centred."""
_LINE_APART = 3.0
"""Points between the tops of two lines; what is less is one line in two fonts."""
_WORD_APART = 3.0
"""Points between two words of a Latin text."""
_HEAD = re.compile(r"[（(〔\[【“‘《]*(?:[A-Za-z0-9.\-]+|.)[、，。；：！？）)〕\]】”’》,.;:!?]*", re.DOTALL)
"""What stands on one line: a character or a Latin word with the marks that begin no line and end none."""
_SEPARATORS = re.compile("[、，,；;。/]")
_SHORT_NAMES = re.compile("[\u3400-\u9fff]{2,4}(?:\n[\u3400-\u9fff]{2,4})+")


@dataclass(frozen=True, slots=True)
class CellLine:
    """One printed line of a cell; lengths are points."""

    text: str
    room: float
    """What is left of the cell's width."""
    head: float
    """The width of what must stand on one line at its front."""

    def goes_on_in(self, below: CellLine) -> bool:
        """Had the front of the line ``below`` no room on this one? Else the line end was set on purpose."""
        return self.room < below.head


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell and its lines."""

    lines: tuple[CellLine, ...]

    @property
    def text(self) -> str:
        """What it says, its wraps put together."""
        return _joined(self.lines)


Cells = list[list[PrintedCell | None]]


def printed_cells(page: Any, table: Any) -> Cells:
    """The cells of a table on ``page``, as pdfplumber finds both; None where a merged cell covers the place."""
    chars = [c for c in page.chars if within(c, table.bbox)]
    found: list[list[tuple[Any, list[list[Any]]] | None]] = []
    for row in table.rows:
        inside = [c for c in chars if within(c, row.bbox)]
        found.append([(cell, _lines([c for c in inside if within(c, cell)])) if cell else None for cell in row.cells])
    filled = [pair for row in found for pair in row if pair and pair[1]]
    gaps = [line[0]["x0"] - cell[0] for cell, lines in filled for line in lines]
    padding = min(max(0.0, min(gaps, default=0.0)), _WIDEST_PADDING)
    widest: dict[tuple[int, int], float] = {}
    for cell, lines in filled:
        column = _column(cell)
        widest[column] = max([widest.get(column, 0.0), *map(_width, lines)])
    return [[pair and _printed(*pair, padding, widest) for pair in row] for row in found]


def _column(cell: Any) -> tuple[int, int]:
    return round(cell[0]), round(cell[2])


def _printed(cell: Any, lines: list[list[Any]], padding: float, widest: dict[tuple[int, int], float]) -> PrintedCell:
    # A line wider than the cell should hold tells that it holds more.
    width = max(cell[2] - cell[0] - 2 * padding, widest.get(_column(cell), 0.0) if len(lines) > 1 else 0.0)
    return PrintedCell(tuple([_line(line, width) for line in lines]))


def _line(chars: list[Any], width: float) -> CellLine:
    from pdfplumber.utils.text import extract_text

    text = as_characters(extract_text(chars, x_tolerance=_WORD_APART)).strip()
    printed = "".join(c["text"] for c in chars)
    head = _HEAD.match(printed)
    front = chars[: len(head.group())] if head else chars[:1]
    space = 0.25 * chars[0]["size"] if text[:1].isascii() else 0.0
    # A tenth of a character: programs round.
    return CellLine(text, width - _width(chars), _width(front) + space + 0.1 * chars[0]["size"])


def within(char: Any, box: Any) -> bool:
    """Is the middle of a character in the box? Tall fonts reach over the edges of a cell."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])


def _lines(chars: list[Any]) -> list[list[Any]]:
    """The characters line by line, each from the left, without the white space at its ends."""
    from pdfplumber.utils.clustering import cluster_objects

    lines = [sorted(line, key=lambda c: c["x0"]) for line in cluster_objects(chars, "top", _LINE_APART)]
    stripped = []
    for line in lines:
        inked = [i for i, c in enumerate(line) if c["text"].strip()]
        if inked:
            stripped.append(line[inked[0] : inked[-1] + 1])
    return stripped


def _width(line: list[Any]) -> float:
    return float(line[-1]["x1"] - line[0]["x0"])


def _joined(lines: Sequence[CellLine]) -> str:
    if not lines:
        return ""
    as_printed = "\n".join(line.text for line in lines)
    listed = _SEPARATORS.search(as_printed) is None
    whole = as_printed.replace("\n", "")
    titled = any(office in whole for office in words("titles", "offices"))
    if listed and not titled and _SHORT_NAMES.fullmatch(as_printed) and not is_unit(whole):
        # 「张某某 ⏎ 李某」: in a column as narrow as they are, names of people look like wraps.
        return as_printed
    text = lines[0].text
    for line, below in pairwise(lines):
        if not line.goes_on_in(below) or (listed and _are_two(text.rsplit("\n", 1)[-1], below.text)):
            text += "\n"
        elif _LATIN_END.search(text) and _LATIN_FRONT.match(below.text):
            text += " "
        text += below.text
    return text


_LATIN_END = re.compile("[A-Za-z0-9,;:.)]$")
_LATIN_FRONT = re.compile("[A-Za-z(]")


def _are_two(before: str, below: str) -> bool:
    """Are these the names of two bodies, one under the other, rather than the halves of one?"""
    if not is_unit(before) or not is_unit(below) or is_ending(below):
        return False
    if split_level(before + below)[1] in families():
        # 「市住房和城乡 ⏎ 建设局」
        return False
    level, rest = split_level(below)
    return bool(level) or is_group(below) or rest in families()
