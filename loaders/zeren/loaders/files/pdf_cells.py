"""The cells of a PDF's tables: what a narrow column wrapped is put together, line ends that were set stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zeren.loaders.names.families import families, split_level
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.units import is_ending, is_unit
from zeren.loaders.text.source import as_characters
from zeren.loaders.words.lexicon import words

_WIDEST_PADDING = 12.0
"""Points between a cell's edge and its text; what is more is an indent, or text that is centred."""
_LINE_APART = 3.0
"""Points between the tops of two lines; what is less is one line in two fonts."""
_WORD_APART = 3.0
"""Points between two words of a Latin text."""
_ROUNDING = 0.1
"""Parts of a character by which programs round: a browser sets the edges of a cell on whole pixels."""
_SPACE = 0.25
"""The width of a space in parts of a character, where a table prints none."""
_CLOSERS = frozenset("、，。；：！？,.;:!?…")
_HYPHENS = frozenset("-\u2010")
_SEPARATORS = frozenset("、，,；;。/")
_SHORT_NAMES = re.compile("[\u3400-\u9fff]{2,4}(?:\n[\u3400-\u9fff]{2,4})+")


@dataclass(frozen=True, slots=True)
class CellLine:
    """One printed line of a cell; lengths are points."""

    text: str
    room: float
    """What is left of the cell's width."""
    head: float
    """The width of what must stand on one line at its front, with the space before it."""
    rounding: float
    """What may be lost or won of a width."""

    def goes_on_in(self, below: CellLine) -> bool:
        """Had the front of the line ``below`` no room on this one? Else the line end was set on purpose."""
        return self.room < below.head + below.rounding

    def may_go_on_in(self, below: CellLine) -> bool:
        """Is the front of ``below`` as wide as the room, so that a program may have wrapped it or not?"""
        return abs(self.room - below.head) < below.rounding


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell and its lines."""

    lines: tuple[CellLine, ...]

    @property
    def text(self) -> str:
        """What it says, its wraps put together."""
        joints = [*_joints(self.lines), ""]
        return "".join([line.text + joint for line, joint in zip(self.lines, joints, strict=False)])

    @property
    def doubts(self) -> Iterator[str]:
        """Names that were put together of lines, and may be two: ``Board of Coal | Office of Files``."""
        joints = [*_joints(self.lines), "\n"]
        name = ""
        for i, (line, below) in enumerate(pairwise(self.lines)):
            name += line.text
            if joints[i] == "\n":
                name = ""
                continue
            last = joints.index("\n", i)
            rest = "".join([self.lines[k].text + joints[k] for k in range(i + 1, last + 1)]).strip()
            if name[-1:] not in _SEPARATORS and (line.may_go_on_in(below) or _may_be_two(name, rest)):
                yield f"{name} | {rest}"
            name += joints[i]


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
    spaces = {_font(c): c["width"] for c in chars if c["text"] == " "}
    return [[pair and _printed(*pair, padding, widest, spaces) for pair in row] for row in found]


def _column(cell: Any) -> tuple[int, int]:
    return round(cell[0]), round(cell[2])


def _font(char: Any) -> tuple[str, float]:
    return char["fontname"], round(char["size"], 1)


def _printed(
    cell: Any,
    lines: list[list[Any]],
    padding: float,
    widest: dict[tuple[int, int], float],
    spaces: dict[tuple[str, float], float],
) -> PrintedCell:
    # A line wider than the cell should hold tells that it holds more.
    width = max(cell[2] - cell[0] - 2 * padding, widest.get(_column(cell), 0.0) if len(lines) > 1 else 0.0)
    return PrintedCell(tuple([_line(line, width, spaces.get(_font(line[0]))) for line in lines]))


def _line(chars: list[Any], width: float, space: float | None) -> CellLine:
    from pdfplumber.utils.text import extract_text

    text = as_characters(extract_text(chars, x_tolerance=_WORD_APART)).strip()
    size = chars[0]["size"]
    before = 0.0 if _is_wide(text[:1]) else _SPACE * size if space is None else space
    return CellLine(text, width - _width(chars), before + _width(_front(chars)), _ROUNDING * size)


def _front(chars: list[Any]) -> list[Any]:
    """The glyphs that no program parts at the front of a line: a wide character or a run of narrow ones, with the
    marks that open it and close it.

    Glyphs, not letters: one may say three (「Office」 has four where ``ffi`` is drawn as one).
    """
    glyphs = [c["text"] for c in chars]
    # Typesetters as LaTeX print no spaces.
    apart = [False, *(below["x0"] - c["x1"] > _WORD_APART for c, below in pairwise(chars))]
    end = 0
    while end < len(glyphs) and unicodedata.category(glyphs[end][:1] or " ") in ("Ps", "Pi"):
        end += 1
    if end < len(glyphs) and _is_wide(glyphs[end]):
        end += 1
    else:
        start = end
        while end < len(glyphs) and _is_narrow(glyphs[end]) and not (end > start and apart[end]):
            end += 1
            if glyphs[end - 1] in _HYPHENS and glyphs[end : end + 1] and glyphs[end][:1].isalpha():
                break
    while end < len(glyphs) and _closes(glyphs[end]):
        end += 1
    return chars[: max(end, 1)]


def _is_wide(glyph: str) -> bool:
    """Is it a character of East Asia, beside which every line may break?"""
    return unicodedata.east_asian_width(glyph[:1] or " ") in "WF"


def _is_narrow(glyph: str) -> bool:
    return bool(glyph.strip()) and not _is_wide(glyph)


def _closes(glyph: str) -> bool:
    return glyph in _CLOSERS or unicodedata.category(glyph[:1] or " ") in ("Pe", "Pf")


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


def _joints(lines: Sequence[CellLine]) -> list[str]:
    """What stands between each two lines: their end, a space, or nothing."""
    as_printed = "\n".join(line.text for line in lines)
    listed = _SEPARATORS.isdisjoint(as_printed)
    whole = as_printed.replace("\n", "")
    titled = any(office in whole for office in words("titles", "offices"))
    if listed and not titled and _SHORT_NAMES.fullmatch(as_printed) and not is_unit(whole):
        # 「张某某 ⏎ 李某」: in a column as narrow as they are, names of people look like wraps.
        return ["\n"] * (len(lines) - 1)
    joints: list[str] = []
    name = ""
    for line, below in pairwise(lines):
        name += line.text
        if not line.goes_on_in(below) or (listed and _are_two(name, below.text)):
            joints.append("\n")
            name = ""
        else:
            joints.append(" " if _had_space(line.text, below.text) else "")
            name += joints[-1]
    return joints


def _may_be_two(before: str, below: str) -> bool:
    """Could a line that is full end a name? Then a wrap and two names under each other look the same."""
    if _had_space(before, below):
        return _is_full_name(before) and _is_full_name(below)
    return is_unit(before) and is_unit(below) and split_level(before + below)[1] not in families()


def _is_full_name(text: str) -> bool:
    """Could it be a name by itself? 「Department of」 and 「Works」 could not, 「Coal Board」 and 「OMB」 could."""
    parts = text.split()
    return parts[0][:1].isupper() and not parts[-1].islower() and (len(parts) > 1 or text.isupper())


def _had_space(before: str, below: str) -> bool:
    """Did the wrap take the place of a space? It did between two narrow letters, whatever marks stand beside them."""
    last = next(filter(str.isalnum, reversed(before)), "")
    first = next(filter(str.isalnum, below), "")
    return _is_narrow(last) and _is_narrow(first) and before[-1:] not in _HYPHENS


def _are_two(before: str, below: str) -> bool:
    """Are these the names of two bodies, one under the other, rather than the halves of one?"""
    if not is_unit(before) or not is_unit(below) or is_ending(below):
        return False
    if split_level(before + below)[1] in families():
        # 「市住房和城乡 ⏎ 建设局」
        return False
    level, rest = split_level(below)
    return bool(level) or is_group(below) or rest in families()
