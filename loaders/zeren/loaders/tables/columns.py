"""What the columns of a table hold, by their heads, which may take several rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from zeren.loaders.names.units import is_unit
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell
from zeren.loaders.words.labels import role_of_label
from zeren.loaders.words.lexicon import HAN, holds, words
from zeren.loaders.words.phrases import stem
from zeren.loaders.words.roles import UNIT_ROLES, WITH_PERSON, guides
from zeren.loaders.words.seen import has_seen

ROLES = ("leader", *UNIT_ROLES, *(role + WITH_PERSON for role in UNIT_ROLES))
"""What a column may hold that says who answers."""
HEADER_DEPTH = 8
"""A header begins within the first rows; above it only titles do."""
_HEADER_ROWS = 4
_HEAD_LONGEST = 24
"""Characters of a head under another one."""
_LATIN_LONGEST = 40
_NOTE = re.compile(r"[（(][^（）()]*[）)]|[:：*\s]")
_MARKS = re.compile(r"\*\*|__|\[\^[^\]]*\]|`|\\(?=[|])")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_YEAR = re.compile(r"^(?:(?:19|20)\d{2}年?度?|本?年度)")
_TOGETHER = re.compile("[及和与、/／]")

Grid = Sequence[Sequence[Passage]]
Places = Sequence[Sequence[Cell]]


@cache
def _columns() -> dict[str, str]:
    kinds = ("number", "task", "sector")
    return {re.sub(r"\s", "", w).casefold(): what for what in kinds for w in words("table", what)}


def column_of(head: str) -> str | None:
    """What a column holds, by its head: a role, number, task, sector; None for anything else."""
    return _column_of(head) if len(head) <= _LONGEST_HEAD else _find_column(head)


_LONGEST_HEAD = 60


def _find_column(head: str) -> str | None:
    plain = _LINE_BREAK.sub("", _MARKS.sub("", head)).casefold()
    bare = _NOTE.sub("", plain)
    paired = _PAIRED.fullmatch("".join(plain.split()))
    if paired and role_of_label(paired["unit"]) in UNIT_ROLES and role_of_label(paired["person"]) == "leader":
        # 「责任单位（责任人）」: the bracket is no note.
        return f"{role_of_label(paired['unit'])}{WITH_PERSON}"
    known = role_of_label(bare) or _columns().get(bare) or role_of_label(plain) or _dated(bare) or _task_of(bare)
    return known or _qualified(bare)


_QUALIFIED = re.compile(rf"(?P<more>[{HAN}]{{2}})(?P<label>[{HAN}]{{4,6}})")


def _qualified(bare: str) -> str | None:
    """公开责任科室: two characters say in what they answer; 追责责任单位 and 失信责任主体 did wrong."""
    match = _QUALIFIED.fullmatch(bare)
    role = role_of_label(match["label"]) if match else None
    return role if match and role in UNIT_ROLES and match["more"] not in words("table", "no_bearers") else None


_column_of = lru_cache(maxsize=10_000)(_find_column)


_PAIRED = re.compile("(?P<unit>[^（）()]+)[（(](?P<person>[^（）()]+)[）)]")


def _dated(bare: str) -> str | None:
    """责任单位及完成时限: the limits stand among the names; 责任领导/责任人: both are one role."""
    roles = [role_of_label(part) for part in _TOGETHER.split(bare)]
    if len(roles) > 1 and roles[0] in ROLES and len(set(roles)) == 1:
        return roles[0]
    units = [role for role in roles if role in UNIT_ROLES]
    if len(units) == len(roles) > 1:
        # 责任主体与协同单位: who of them leads is not said.
        return "responsible"
    return units[0] if len(roles) == 2 and len(units) == 1 and "deadline" in roles else None


def is_strange(head: str) -> bool:
    """Does a head speak of who answers, in words that are not known?"""
    bare = "".join(head.split()) if len(head) <= _HEAD_LONGEST else ""
    stem = any(stem in bare for stem in words("table", "role_stems"))
    return column_of(head) is None and stem and bare.endswith(words("table", "role_ends"))


def is_strange_latin(head: str) -> bool:
    """The same of an English head: Lead Officer."""
    if not head.isascii() or len(head) > _LATIN_LONGEST or column_of(head) is not None:
        return False
    return any(word in words("table", "role_stems_latin") for word in re.findall("[a-z-]+", head.casefold()))


def _task_of(bare: str) -> str | None:
    """A head made of known ones: 2025年目标任务, 建设内容及规模, 工作任务及分工 with who answers in the task's cell."""
    first = _TOGETHER.split(_YEAR.sub("", bare))[0]
    if len(bare) > _HEAD_LONGEST or role_of_label(first):
        return None
    known = _columns().get(first) == "task" or (len(first) > 2 and first.endswith(words("table", "task_ends")))
    return "task" if known else None


def assigns(heads: Sequence[str]) -> bool:
    """Are these the heads of a table that assigns?"""
    return _assigns(_columns_of(heads))


def _columns_of(heads: Sequence[str]) -> list[str | None]:
    """What the columns hold. 「湿地名称 | 位置 | 主管单位」 is a register: it says whose each thing is."""
    columns = [column_of(head) for head in heads]
    if "task" in columns or "deadline" in columns:
        return columns
    of_role = [head for head, column in zip(heads, columns, strict=True) if column in ROLES]
    return [None if column in ROLES else column for column in columns] if all(map(keeps, of_role)) else columns


def keeps(head: str) -> bool:
    """Does a head say whose a thing is?"""
    return head.strip().startswith(words("table", "keepers"))


def _assigns(columns: Sequence[str | None]) -> bool:
    return any(c in ROLES for c in columns) and (
        any(c == "task" for c in columns) or sum(c is None for c in columns) > 0
    )


@dataclass(frozen=True)
class Header:
    """The heads of a table."""

    columns: tuple[str | None, ...]
    labels: tuple[Passage, ...]
    """The heads as printed, those that say what a column holds."""
    start: int
    after: int
    """The first row behind it."""

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The columns of each task of a row: two tables may be set as one, the same heads beside each other, behind
        heads that hold for both."""
        width = len(self.labels)
        texts = ["".join(label.text.split()) for label in self.labels]
        for shared in range(min(3, width)):
            for size in range(2, (width - shared) // 2 + 1):
                one, times = texts[shared : shared + size], (width - shared) // size
                tasked = "task" in self.columns[shared : shared + size]
                if tasked and texts[shared:] == one * times and _assigns(self.columns[shared : shared + size]):
                    starts = range(shared, width, size)
                    return tuple([(*range(shared), *range(at, at + size)) for at in starts])
        return (tuple(range(width)),)


def find_header(grid: Grid, places: Places) -> Header | None:
    """The heads of a table; None where they assign nothing."""
    for start, row in enumerate(grid[:HEADER_DEPTH]):
        columns = _columns_of([c.text for c in row])
        if not _assigns(columns) and any(holds(c.text, "table", "work") for c in row if column_of(c.text) == "task"):
            # Where nobody else answers, those who guide the work do.
            columns = ["responsible" if guides(c.text) else known for c, known in zip(row, columns, strict=True)]
        if not _assigns(columns) and not _names_bodies(columns, row, grid[start + 1 : start + 2]):
            continue
        labels = list(row)
        after = start + 1
        while after < min(len(grid), start + _HEADER_ROWS) and len(grid[after]) == len(row):
            if not _is_subheads(columns, grid, places, after):
                break
            for c, head in enumerate(grid[after]):
                if head and places[after][c] != places[after - 1][c]:
                    columns[c], known = _under(columns[c], head.text)
                    labels[c] = head if known else labels[c]
            after += 1
        return None if _counts(columns, grid[after:]) else Header(tuple(columns), tuple(labels), start, after)
    return None


_COUNT = re.compile(r"[\d.,，%％]+|[–—-]?")


def _counts(columns: Sequence[str | None], rows: Grid) -> bool:
    """Do numbers stand where bodies and people would? 「年份 | 任务 | 牵头单位」 over
    「2025年 | 52 | 68」 says how many there are, and names none."""
    cells = {row[i].text.strip() for row in rows for i, c in enumerate(columns) if c in ROLES and i < len(row)}
    return any(map(str.isdecimal, cells)) and all(map(_COUNT.fullmatch, cells))


def is_header(row: Sequence[Passage], heads: Sequence[Passage] = ()) -> bool:
    """Is a row under the header one again, the same on a new page or that of another table? Nearly all of its cells
    are heads then, or two are ``heads`` of the table (a third, 「编码」, may be unknown)."""
    # Nearly every row begins with a number, or holds a task.
    if row[0].text[:1].isdecimal() or any(len(cell.text) > _HEAD_LONGEST for cell in row):
        return False
    texts = {cell.text for cell in row if cell}
    known = sum(column_of(text) is not None for text in texts)
    again = len(texts & {head.text for head in heads if head}) > 1
    return (again or (known > 2 and 4 * known >= 3 * len(texts))) and assigns([cell.text for cell in row])


def find_task_header(grid: Grid, places: Places, says_who: Callable[[Passage], bool]) -> Header | None:
    """The heads of a table without a column of who answers, where the cells of its tasks say so themselves."""
    for start, row in enumerate(grid[:HEADER_DEPTH]):
        columns = [column_of(c.text) for c in row]
        tasks = [i for i, column in enumerate(columns) if column == "task"]
        known = {i: places[start][i] for i, column in enumerate(columns) if column}
        if tasks and len(set(known.values())) > 1:
            below = (cells[i] for cells in grid[start + 1 :] for i in tasks if i < len(cells))
            return Header(tuple(columns), tuple(row), start, start + 1) if any(map(says_who, below)) else None
    return None


def _names_bodies(columns: Sequence[str | None], row: Sequence[Passage], below: Grid) -> bool:
    """Are these heads a task and bodies, under which only signs stand?"""
    bodies = [i for i, head in enumerate(row) if is_unit("".join(head.text.split()))]
    signs = all(len(cells[i]) <= 1 for cells in below for i in bodies if i < len(cells))
    return "task" in columns and len(bodies) > 1 and bool(below) and signs


def _is_subheads(columns: Sequence[str | None], grid: Grid, places: Places, r: int) -> bool:
    """Is row ``r`` part of the header: each of its cells a head, the rest of one above, or a part of one that spans?"""
    found = goes_on = False
    above, here = places[r - 1], places[r]
    for c, head in enumerate(grid[r]):
        if not head or here[c] == above[c] or head.text == grid[r - 1][c].text:
            goes_on = goes_on or bool(head)
            continue
        known = column_of(head.text) is not None or _subhead(head.text, columns[c]) is not None
        # In plain text a head that spans columns stands in the first of them.
        beside = [i for i in (c - 1, c + 1) if 0 <= i < len(above)]
        spanned = any(above[c] == above[i] or not grid[r - 1][i] for i in beside) or not grid[r - 1][c]
        if len(head) > _HEAD_LONGEST or not (known or spanned):
            return False
        found = found or known
        goes_on = goes_on or known
    spans = any(above[c] == above[c + 1] for c in range(len(above) - 1))
    return found or (spans and goes_on)


def _under(above: str | None, head: str) -> tuple[str | None, bool]:
    """What a column holds by a head under another, and whether the lower one says so."""
    known = column_of(head) or _subhead(head, above)
    if known:
        return known, True
    if above == "deadline":
        # 时间进度 over 一季度: what is to be done by then.
        return "other", True
    return (None, True) if is_unit(head) else (above, False)


def _subhead(head: str, above: str | None) -> str | None:
    """What one half of a head over two columns holds: 牵头单位 over 单位 and 姓名."""
    bare = "".join(head.split())
    if above in UNIT_ROLES and bare in words("subheads", "unit"):
        return above
    return "leader" if above in ROLES and bare in words("subheads", "person") else None


def is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Is a table only a frame around the text of a page: one cell with several lines that assign and hold most of it,
    and no head or label of who answers?"""
    cells = {text for row in rows for text in row if text}
    longest = max(cells, key=len, default="")
    if "\n" not in longest or len(longest) < _FRAMED * sum(map(len, cells)) or not has_seen(longest):
        return False
    return not any(column_of(text) in ROLES for text in cells if len(text) <= _HEAD_LONGEST)


_FRAMED = 0.6
"""The share of the text that the cell around it holds."""


def goes_on(header: Header, rows: Grid) -> bool:
    """May these rows stand under the header of a table before: as wide, without heads of their own, bodies where it has
    bodies?"""
    if max(map(len, rows), default=0) != len(header.columns) or any(is_strange(cell.text) for cell in rows[0]):
        return False
    cells = [
        row[i].text
        for i, column in enumerate(header.columns)
        if column in UNIT_ROLES
        for row in rows
        if i < len(row) and row[i] and row[i].text not in (*words("bodies", "nobody"), *words("table", "ditto"))
    ]
    bodies = sum(any(is_unit(name.strip()) for name in _name_end().split(cell)) for cell in cells)
    return 2 * bodies >= len(cells)


@cache
def _name_end() -> re.Pattern[str]:
    return re.compile(f"[、，,；;。：:\n]|{stem('lead', 'responsible', 'support')}")
