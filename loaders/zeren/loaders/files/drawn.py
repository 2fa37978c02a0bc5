"""Tables drawn with characters: ruled by lines (│ ├──┼), or with bars between the cells and no rule under the heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from zeren.loaders.tables.columns import column_of
from zeren.loaders.tables.placed import arranged
from zeren.loaders.text.pages import says_page
from zeren.loaders.text.source import Cell, Table

_CROSSINGS = "│┃├┤┼┬┴┌┐└┘┏┓┗┛┣┫╋┳┻┝┥┠┨┯┷┿╂╀╁║╠╣╬╔╗╚╝"
_DRAWN_LINE = re.compile(rf"[ \t\u3000]*[{_CROSSINGS}].*[{_CROSSINGS}][ \t\u3000\r]*$")
_BETWEEN = re.compile(f"[^{_CROSSINGS}]+")
_RULE = re.compile(r"[─━═—\-\s]*[─━═][─━═—\-\s]*")
_BAR = re.compile("[|｜]")
_UNDER_HEADS = re.compile(r"[\s:|｜-]*-[\s:|｜-]*")


Pieces = list[tuple[int, int]]


def drawn_tables(text: str) -> Iterator[Table]:
    """Tables ruled by lines; a cell that goes on beside a line which ends another stands in both rows."""
    if "│" not in text and "┃" not in text and "║" not in text:
        return
    lines: list[tuple[int, str]] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        bare = line.rstrip("\r\n")
        if _DRAWN_LINE.match(bare):
            lines.append((at, bare))
        elif (bare.strip() and not says_page(bare)) or not line:
            # A blank line or the end of a page may stand between the lines of a table.
            table = _drawn(text, lines) if len(lines) > 2 else None
            if table:
                yield table
            lines = []
        at += len(line)


def _drawn(text: str, lines: list[tuple[int, str]]) -> Table | None:
    """The table of these lines; None where one has cells that the others have not, or a task several rows."""
    split = [[(at + m.start(), m.group()) for m in _BETWEEN.finditer(bare.strip())] for at, bare in _from_margin(lines)]
    width = len(split[0])
    if width < 2 or any(len(pieces) != width for pieces in split):
        return None
    open_cells: list[Pieces] = [[] for _ in range(width)]
    rows: list[list[Pieces]] = []
    for pieces in split:
        ends = [_RULE.fullmatch(piece) is not None for _, piece in pieces]
        if any(ends) and any(open_cells):
            rows.append(list(open_cells))
            open_cells = [[] if end else cell for end, cell in zip(ends, open_cells, strict=True)]
        for (begin, piece), closes, cell in zip(pieces, ends, open_cells, strict=True):
            bare = piece.strip()
            if bare and not closes:
                cell.append((begin + piece.index(bare), begin + piece.index(bare) + len(bare)))
    if any(open_cells):
        rows.append(open_cells)
    known: dict[int, Cell] = {}
    start, end = lines[0][0], lines[-1][0] + len(lines[-1][1])
    if _is_shared(text, rows):
        return None
    for cell in (cell for row in rows for cell in row):
        known.setdefault(id(cell), Cell(cell[0][0], cell[-1][1], tuple(cell)) if cell else Cell(start, start))
    return Table(start, end, tuple(tuple(known[id(cell)] for cell in row) for row in rows))


def _is_shared(text: str, rows: list[list[Pieces]]) -> bool:
    """Does a task go on where those who answer change? Which of them answers for which part is not certain."""
    heads = ["".join(text[a:b] for a, b in cell) for cell in rows[0]] if rows else []
    tasks = [i for i, head in enumerate(heads) if column_of(head) == "task"]
    return bool(tasks) and any(all(above[i] is below[i] and above[i] for i in tasks) for above, below in pairwise(rows))


def _from_margin(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for at, bare in lines:
        yield at + len(bare) - len(bare.lstrip()), bare


def barred_tables(text: str) -> Iterator[Table]:
    """「任务 | 责任单位 |」 over its rows; one that a bar does not begin. Under a rule one bar is enough."""
    if "|" not in text and "｜" not in text:
        return
    rows: list[tuple[Cell, ...]] = []
    ruled = closed = False
    at = 0
    lines = [*text.splitlines(keepends=True), ""]
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        bare = line.rstrip("\r\n")
        bars = 0 if bare.lstrip().startswith(("|", "｜")) else bare.count("|") + bare.count("｜")
        if bars and rows and _UNDER_HEADS.fullmatch(bare):
            # 「--- | --- | ---」: Markdown whose rows have no bars at their ends.
            ruled = ruled or len(rows) == 1
        elif bars > 1 or (bars and (rows or ("|" in below and _UNDER_HEADS.fullmatch(below.rstrip())))):
            closed = closed if rows else bare.rstrip().endswith(("|", "｜"))
            rows.append(tuple(_barred_row(bare, at, closed)))
        elif rows and not (bare and says_page(bare)):
            table = arranged(text, rows, checked=not ruled)
            if table:
                yield table
            rows, ruled = [], False
        at += len(line)


def _barred_row(line: str, at: int, closed: bool) -> Iterator[Cell]:
    """The cells of a line; where bars close the rows of a table, ``closed``, the last one is none before a cell."""
    stop = len(line.rstrip()) - 1 if closed and line.rstrip().endswith(("|", "｜")) else len(line)
    for cell in _BAR.split(line[:stop]):
        yield Cell(at, at + len(cell))
        at += len(cell) + 1
