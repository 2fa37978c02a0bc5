"""Tables set in columns of white space, their cells wrapped, as programs write them that keep a page's layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zeren.loaders.tables.columns import assigns, column_of
from zeren.loaders.text.pages import says_page
from zeren.loaders.text.source import Cell, Table
from zeren.loaders.words.lexicon import words

_PIECE = re.compile(r"\S+(?:[ \u3000]\S+)*")
"""What a gap of two spaces ends."""
_GAP = "  "
_BULLET = re.compile("[•·●▪◦■–-]")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}[.)、．]?")
_FEWEST = 3
"""Heads of such a table."""
_HEAD_LONGEST = 32
_NEAR = 3
"""Characters that the line of a cell may begin beside its first."""
_HEAD_LINES = 4
_ROW_LINES = 60


@dataclass(frozen=True)
class _Piece:
    """What stands between two gaps of a line."""

    x: int
    start: int
    end: int


@dataclass
class _Row:
    """The lines of a row, each in its pieces."""

    lines: list[list[_Piece]] = field(default_factory=list)
    apart: bool = False
    """Does a blank line stand before it?"""
    doubtful: bool = False
    """May one of its lines be a row of its own?"""


Lines = Sequence[tuple[int, str]]


def spaced_columns(text: str) -> Iterator[Table]:
    """The tables in columns of white space.

    Where the cells of a row's first line begin, its other lines go on. A row whose first line has not all cells, or
    that has a line elsewhere, is told of.
    """
    lines = list(_lines(text)) if _GAP in text else []
    at = 0
    while at < len(lines):
        # Most lines have no gap.
        if _GAP not in lines[at][1]:
            at += 1
            continue
        heads = _pieces(lines[at])
        if not _are_heads(text, heads):
            at += 1
            continue
        end, rows = _rows(text, lines, at + 1, heads)
        if rows:
            stop = lines[end - 1][0] + len(lines[end - 1][1])
            yield _table(text, heads, rows, (lines[at][0], stop))
        at = max(end, at + 1)


def _table(text: str, heads: Sequence[_Piece], rows: Sequence[_Row], span: tuple[int, int]) -> Table:
    grid = [tuple([Cell(piece.start, piece.end) for piece in heads])]
    unsure: set[int] = set()
    full = [row.lines[0] for row in rows if len(row.lines[0]) == len(heads)]
    begins = [{line[i].x for line in full} for i in range(len(heads))]
    shared = [_shared(row, begins) for row in rows]
    widest = [
        max((p.end - p.start for cells in shared if cells for p in cells[i]), default=0) for i in range(len(heads))
    ]
    for row, cells in zip(rows, shared, strict=True):
        if cells is None:
            unsure.add(len(grid))
            whole = Cell(row.lines[0][0].start, max(piece.end for line in row.lines for piece in line))
            grid.append((whole,) * len(heads))
        else:
            grid.append(tuple([_cell(text, pieces, width) for pieces, width in zip(cells, widest, strict=True)]))
    return Table(*span, tuple(grid), frozenset(unsure))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n\x0c")
        at += len(line)


def _pieces(line: tuple[int, str]) -> list[_Piece]:
    """The pieces of a line, the mark of a list with what stands behind it."""
    at, bare = line
    found: list[_Piece] = []
    begins: _Piece | None = None
    for match in _PIECE.finditer(bare):
        piece = _Piece(match.start(), at + match.start(), at + match.end())
        if _BULLET.fullmatch(match.group()):
            begins = begins or piece
            continue
        found.append(_Piece(piece.x, begins.start, piece.end) if begins else piece)
        begins = None
    return found


def _are_heads(text: str, pieces: Sequence[_Piece]) -> bool:
    """Are these the heads of a table that assigns?"""
    heads = [text[piece.start : piece.end] for piece in pieces]
    if len(heads) < 2 or not all(len(head) <= _HEAD_LONGEST for head in heads) or not assigns(heads):
        return False
    return len(heads) >= _FEWEST or all(map(column_of, heads))


def _rows(text: str, lines: Lines, at: int, heads: Sequence[_Piece]) -> tuple[int, list[_Row]]:
    """The rows below the heads, and the line behind the last."""
    numbered = column_of(text[heads[0].start : heads[0].end]) == "number" or _counts(text, lines[at : at + _HEAD_LINES])
    rows: list[_Row] = []
    end = at
    gap = False
    for k in range(at, len(lines)):
        pieces = _pieces(lines[k])
        if not pieces or says_page(lines[k][1]):
            gap = True
            continue
        if not rows and (k - at >= _HEAD_LINES or pieces[0].x < heads[0].x - _NEAR):
            break
        in_front = abs(pieces[0].x - heads[0].x) <= _NEAR
        first = text[pieces[0].start : pieces[0].end]
        if numbered:
            begins = in_front and len(pieces) > 1 and _NUMBER.fullmatch(first) is not None
        else:
            # Without numbers a row begins with all its cells, or behind a blank line.
            begins = in_front and (len(pieces) == len(heads) or (gap and len(pieces) > 1))
        if begins:
            rows.append(_Row([pieces], gap))
        elif rows and (_ends(pieces, heads, in_front and (numbered or gap)) or len(rows[-1].lines) >= _ROW_LINES):
            break
        elif rows:
            rows[-1].lines.append(pieces)
            # Where no blank line parts the rows, it may be a row that lacks cells.
            rows[-1].doubtful = rows[-1].doubtful or (not numbered and in_front and len(pieces) > 1)
        else:
            continue
        gap = False
        end = k + 1
    if all(row.apart for row in rows[1:]):
        for row in rows:
            row.doubtful = False
    return end, rows


def _counts(text: str, lines: Lines) -> bool:
    """Does the first line below the heads that has several pieces begin with a number?"""
    below = next((pieces for line in lines if len(pieces := _pieces(line)) > 1), None)
    return below is not None and _NUMBER.fullmatch(text[below[0].start : below[0].end]) is not None


def _ends(pieces: Sequence[_Piece], heads: Sequence[_Piece], in_front: bool) -> bool:
    """Does a line stand behind the table: in its first column or before it, where no row begins?"""
    return in_front or pieces[0].x < heads[0].x - _NEAR


def _shared(row: _Row, begins: Sequence[set[int]]) -> list[list[_Piece]] | None:
    """The lines of the cells of a row; None where its first line has not one piece for each, or another begins
    elsewhere.

    ``begins`` are the places where the cells of each column begin in all rows.
    """
    first = row.lines[0]
    if len(first) != len(begins) or row.doubtful:
        return None
    cells = [[piece] for piece in first]
    for line in row.lines[1:]:
        last = -1
        for piece in line:
            column = _column_at(piece.x, [{one.x} for one in first], last)
            column = _column_at(piece.x, begins, last) if column is None else column
            if column is None:
                return None
            cells[column].append(piece)
            last = column
    return cells


def _cell(text: str, lines: Sequence[_Piece], width: int) -> Cell:
    """The cell of these lines, as wide as the longest of its column: a line to which the next word could have been set
    ends what it says, another was only broken."""
    pieces = [(lines[0].start, lines[0].end)]
    for above, line in pairwise(lines):
        word = _FIRST_WORD.match(text, line.start, line.end)
        latin = text[above.end - 1].isascii() and text[line.start].isascii()
        room = above.end - above.start + (1 + len(word.group()) if latin and word else 1)
        ends = room <= width and not (text[line.start].islower() or _goes_on(text[above.start : above.end]))
        # Latin words need the space that the line end stood for.
        if ends or latin:
            space = -1 if ends else text.find(" ", above.end, line.start)
            at = space if space >= 0 else text.rfind("\n", 0, line.start)
            pieces.append((at, at + 1))
        pieces.append((line.start, line.end))
    return Cell(pieces[0][0], pieces[-1][1], tuple(pieces))


def _goes_on(line: str) -> bool:
    """Does a line end within what it says: behind a comma or a slash, a small word (Supported by)?"""
    return line[-1] in ",/&:、，；;：" or line.rpartition(" ")[2].casefold() in words("english", "small")


_FIRST_WORD = re.compile(r"\S+")


def _column_at(x: int, begins: Sequence[set[int]], last: int) -> int | None:
    """The one column behind the ``last`` whose cells begin near ``x``."""
    near = [i for i, places in enumerate(begins) if i > last and any(abs(place - x) <= _NEAR for place in places)]
    return near[0] if len(near) == 1 else None
