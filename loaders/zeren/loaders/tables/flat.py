"""Tables that were pasted one cell a line: read only where every line has one place, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zeren.loaders.statements.persons import over_their_fields
from zeren.loaders.tables.columns import assigns, column_of
from zeren.loaders.tables.judged import JUDGED, contradicts, fits
from zeren.loaders.text.numbers import is_section
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell, Table
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.seen import has_seen

_HEAD_LONGEST = 16
_STRANGE_HEAD = re.compile(rf"[{HAN}]{{2,8}}")
_HEAD_BEHIND = re.compile(rf"(?=.*[{HAN}]{{2}})[{HAN}\d（）()\-—、/]{{2,16}}")
_BEHIND = "behind"
"""A column behind those that say who answers, by a head that zeren does not know; a cell of it may be empty."""
_HEADS_BEHIND = 6
_NUMBER = re.compile(r"(\d{1,3})[、.．]?")
_CELL_LINES = 12
"""Lines of one row; more are no row."""


def flattened(lines: Sequence[Passage]) -> Iterator[tuple[int, int, Table]]:
    """Tables that were pasted one cell a line: the range of lines, and the table.

    The heads stand one under the other, and a number opens every row. A row with a line for each head is plain; one
    with more is read where what the lines are (a body, a person, a date) leaves one way to share them out. A row that
    leaves two is one cell, to be told of; where that is every other row, so is the whole table.
    """
    # Few texts have such a head, which has no colon, and their short lines are the same again and again.
    short = {line.text: line for line in lines if len(line.text) <= _HEAD_LONGEST and "：" not in line.text}
    if not any(_column(line) == "number" for line in short.values()):
        return
    i = 0
    while i < len(lines):
        after, columns = _head(lines, i)
        if not columns:
            i += 1
            continue
        end, rows = _rows(lines, after, columns)
        behind = 0 if rows else _heads_behind(lines, after)
        if behind:
            after, columns = after + behind, [*columns, *(_BEHIND,) * behind]
            end, rows = _rows(lines, after, columns)
        if rows:
            heads = [_cell(lines[k : k + 1]) for k in range(after - len(columns), after)]
            yield i, end, Table(lines[i].place(0), rows[-1][-1].end, (tuple(heads), *rows))
        i = max(end, after)


def _text(line: Passage) -> str:
    # 「序号 |」: the end of a cell, where a page was made into text.
    return line.text.strip("|｜ \u3000\t")


def _column(line: Passage) -> str | None:
    text = _text(line)
    return column_of(text) if len(text) <= _HEAD_LONGEST else None


def _head(lines: Sequence[Passage], start: int) -> tuple[int, list[str | None]]:
    """The line behind the heads that begin at ``start``, and what each column holds; no columns where there is none.

    A head that zeren does not know stands between two that it knows.
    """
    if len(lines[start]) > _HEAD_LONGEST or _column(lines[start]) != "number":
        return start, []
    columns: list[str | None] = ["number"]
    known, end = 1, start + 1
    while end < len(lines):
        column = _column(lines[end])
        if column is None and (len(columns) > known or not _STRANGE_HEAD.fullmatch(_text(lines[end]))):
            break
        columns.append(column)
        end += 1
        known = len(columns) if column else known
    columns, end = columns[:known], end - (len(columns) - known)
    heads = [_text(line) for line in lines[start:end]]
    return (end, columns) if known >= 3 and assigns(heads) else (start, [])


def _heads_behind(lines: Sequence[Passage], start: int) -> int:
    """How many heads that zeren does not know stand behind the others, right above the first row."""
    for count, line in enumerate(lines[start : start + _HEADS_BEHIND + 1]):
        if _number(line) or over_their_fields(line):
            return count
        if not _HEAD_BEHIND.fullmatch(_text(line)):
            break
    return 0


Rows = list[tuple[Cell, ...]]


def _rows(lines: Sequence[Passage], at: int, columns: Sequence[str | None]) -> tuple[int, Rows]:
    """The rows behind the heads, and the line behind the last; no rows where half of them are doubtful.

    A doubtful row is one cell across the table: told of, and not shared out.
    """
    rows: Rows = []
    before = read = doubtful = 0
    uneven = False
    while True:
        opens = next((k for k in range(at, min(at + _CELL_LINES, len(lines))) if _number(lines[k])), None)
        number = _number(lines[opens]) if opens is not None else 0
        if opens is None or not (before < number or number == 1) or not _are_sections(lines[at:opens]):
            break
        rows.extend((_cell([line]),) * len(columns) for line in lines[at:opens])
        until, last = _row_end(lines, opens + 1, number)
        block = lines[opens + 1 : until]
        cuts = _shared(tuple(map(_text, block)), tuple(columns[1:]), last, uneven)
        several = () if cuts or last else _several(tuple(map(_text, block)), tuple(columns[1:]))
        if several:
            rows.extend(_rows_of(lines[opens : opens + 1], block, several))
            at, before = until, number
            read += 1
            continue
        if not cuts and (last or len(block) > _CELL_LINES):
            return (until, []) if read <= doubtful else (at, rows)
        if not cuts:
            rows.append((_cell(lines[opens:until]),) * len(columns))
            at, before = until, number
            doubtful += 1
            continue
        read += 1
        uneven = uneven or cuts[-1] != len(columns) - 1
        cells = [_cell(block[a:b], block[a - 1]) for a, b in zip((0, *cuts), cuts, strict=False)]
        rows.append((_cell(lines[opens : opens + 1]), *cells))
        at, before = opens + 1 + cuts[-1], number
        if last:
            break
    if doubtful and read <= doubtful:
        return at, []
    while rows and len(set(rows[-1])) == 1:
        # What stands behind the last row is no section of the table.
        rows.pop()
    return at, rows


def _number(line: Passage) -> int:
    """The number that a line is; 0 where it is more or something else."""
    match = _NUMBER.fullmatch(_text(line)) if len(line) <= _HEAD_LONGEST else None
    return int(match[1]) if match else 0


def _row_end(lines: Sequence[Passage], start: int, number: int) -> tuple[int, bool]:
    """Where the row ends that begins before ``start``: at the next one, or at the end of what may be its lines."""
    for k in range(start, min(start + 2 * _CELL_LINES, len(lines))):
        if _column(lines[k]) == "number":
            return k, True
        found = _number(lines[k])
        if found > number or (found == 1 and k > start):
            return k, False
    return min(start + _CELL_LINES, len(lines)), True


def _are_sections(lines: Sequence[Passage]) -> bool:
    """Are these the titles of sections, each a row of its own? Without a number there is only one."""
    return all(_is_title(_text(line)) for line in lines) and (len(lines) < 2 or all(map(_is_marked, lines)))


def _is_title(text: str) -> bool:
    return len(text) <= 60 and (not has_seen(text) or bool(over_their_fields(Passage(text, 0))))


def _is_marked(line: Passage) -> bool:
    return is_section(_text(line))


def _shared(block: tuple[str, ...], columns: tuple[str | None, ...], last: bool, uneven: bool) -> tuple[int, ...]:
    """Where the cells of a row end, as lines of ``block``; nothing where more than one way is left, or none."""
    while _BEHIND in columns and block and not block[-1]:
        # 「||」: the empty cells at the end of a row.
        block = block[:-1]
    width = len(columns)
    plain = tuple(range(1, width + 1))
    even = _BEHIND not in columns and len(block) >= width and not any(map(contradicts, columns, block))
    if last:
        longest = 0
        if even and not uneven:
            return plain
        for end in range(len(block), 0, -1):
            ways = _ways(block[:end], columns)
            longest = longest or (end if ways else 0)
            if ways:
                return ways[0] if len(ways) == 1 else ()
        return ()
    rest = [Passage(text, 0) for text in block[width:]]
    if even and _are_sections(rest) and (not rest or _is_marked(rest[0]) or not _ways(block, columns)):
        return plain
    while block and _is_marked(Passage(block[-1], 0)):
        block = block[:-1]
    ways = _ways(block, columns)
    return ways[0] if len(ways) == 1 else ()


def _ways(block: tuple[str, ...], columns: tuple[str | None, ...]) -> list[tuple[int, ...]]:
    """The ways to share the lines out in order, two at most; a cell without a line is one of a date or a note."""
    if len(block) > _CELL_LINES:
        return []
    known: dict[tuple[int, int], list[tuple[int, ...]]] = {}

    def ways(at: int, column: int) -> list[tuple[int, ...]]:
        if column < len(columns) and columns[column] == _BEHIND:
            # One line a cell, those at the end may lack theirs.
            left, cells = len(block) - at, len(columns) - column
            return [tuple(at + min(i + 1, left) for i in range(cells))] if left <= cells else []
        if column == len(columns):
            return [()] if at == len(block) else []
        if (at, column) not in known:
            found: list[tuple[int, ...]] = []
            merged = column and columns[column] == columns[column - 1] == "task" and _BEHIND in columns
            for end in range(at + (columns[column] not in ("deadline", "other") and not merged), len(block) + 1):
                # The first line of a task may end like a body: 建设甲中心.
                of_task = columns[column] not in JUDGED and end == at + 1
                if end > at and not of_task and not fits(columns[column], block[end - 1]):
                    break
                found += [(end, *more) for more in ways(end, column + 1)]
            # Which of two columns of the task has a line changes nothing of who answers.
            alike = {_judged(at, way, columns[column:]): way for way in reversed(found)}
            known[at, column] = sorted(alike.values())[:2]
        return known[at, column]

    return ways(0, 0)


def _judged(at: int, way: tuple[int, ...], columns: tuple[str | None, ...]) -> tuple[tuple[int, int], ...]:
    """Where the cells begin and end of which what they say tells the column."""
    starts = (at, *way)
    return tuple((starts[i], end) for i, end in enumerate(way) if columns[i] in JUDGED)


Cuts = tuple[int | None, ...]
"""Where each cell of a row ends; None for one that the row above has."""


def _several(block: tuple[str, ...], columns: tuple[str | None, ...]) -> tuple[Cuts, ...]:
    """The rows of one number, where its lines are several: 「修路。 ⏎ 市甲局 ⏎ 6月底前 ⏎ 修桥。 ⏎ 9月底前」.

    The cell of a number stands beside all of its rows, and that of the bodies may. Nothing where more than one way is
    left, or none.
    """
    if len(block) > _CELL_LINES or not block or _BEHIND in columns or _ways(block, columns):
        return ()
    found = _rows_in(block, 0, columns, first=True)
    return found[0] if len(found) == 1 else ()


def _rows_in(block: tuple[str, ...], at: int, columns: tuple[str | None, ...], first: bool) -> list[tuple[Cuts, ...]]:
    if any(fits(column, block[at]) for column in ("lead", "deadline")):
        return []
    judged = [i for i, column in enumerate(columns) if column in JUDGED]
    lacking = [()] if first else [lost for n in range(len(judged)) for lost in combinations(judged, n)]
    found: list[tuple[Cuts, ...]] = []
    for end in range(at + 2, len(block) + 1):
        if first and end == len(block):
            continue
        for lost in lacking:
            own = tuple([column for i, column in enumerate(columns) if i not in lost])
            for way in _ways(block[at:end], own):
                cuts = iter(way)
                row = tuple([None if i in lost else at + next(cuts) for i in range(len(columns))])
                more = [()] if end == len(block) else _rows_in(block, end, columns, first=False)
                found += [(row, *rest) for rest in more]
                if len(found) > 1:
                    return found
    return found


def _rows_of(number: Sequence[Passage], block: Sequence[Passage], several: Sequence[Cuts]) -> Rows:
    """The rows of one number, each beside its cell."""
    rows: Rows = []
    begin = 0
    for cuts in several:
        cells = [_cell(number)]
        for i, end in enumerate(cuts, 1):
            cells.append(rows[-1][i] if end is None else _cell(block[begin:end], block[begin - 1]))
            begin = begin if end is None else end
        rows.append(tuple(cells))
    return rows


def _cell(lines: Sequence[Passage], before: Passage | None = None) -> Cell:
    """The cell that these lines are; an empty one stands behind the line ``before``."""
    if not lines:
        assert before is not None
        end = before.span()[1]
        return Cell(end, end)
    first, last = lines[0], lines[-1]
    start = first.text.index(_text(first)) if _text(first) else 0
    stop = last.text.rindex(_text(last)) + len(_text(last)) if _text(last) else len(last)
    return Cell(first.span(start)[0], last.span(0, stop)[1])
