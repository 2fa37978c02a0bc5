"""The task of one row of a table, or of a card."""

from __future__ import annotations

import re

from zeren.loaders.statements.candidates import find_parts
from zeren.loaders.tables.cards import Card
from zeren.loaders.tables.cell_lists import cell_parts
from zeren.loaders.tables.columns import ROLES
from zeren.loaders.tables.marks import MARK, Matrix
from zeren.loaders.tables.row import Row
from zeren.loaders.text.numbers import marker_of
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell


def card_row(card: Card) -> Row:
    """The task of a card."""
    row = Row(card.number, None, card.text[0] if len(card.text) > 1 else None, list(card.text), cells=list(card.others))
    for label, value in card.fields:
        role = card.role_of(label)
        if role in (*ROLES, "deadline"):
            row.parts.extend((value, part) for part in cell_parts(value, role, label))
    return row


AMOUNT = re.compile(r"[\d.,，%％/—\-\s]*")


def row_of(
    cells: list[Passage],
    places: tuple[Cell, ...],
    columns: tuple[str | None, ...],
    labels: tuple[Passage, ...],
    section: Passage | None,
    matrix: Matrix | None,
    counted: int | None = None,
) -> Row | None:
    """The task of one row; None where it has none."""
    # A row may have more cells than the header has heads.
    columns += (None,) * (len(cells) - len(columns))
    by: dict[str, list[int]] = {}
    for i, column in enumerate(columns[: len(cells)]):
        if column and not any(places[i] == places[j] for j in by.get(column, ())):
            by.setdefault(column, []).append(i)
    texts = [cells[i] for i in by.get("task", []) if cells[i]]
    if not texts:
        # No column is called a task: the longest free column holds it, and the first one its name.
        free = [
            i
            for i, c in enumerate(columns[: len(cells)])
            if c is None and cells[i] and not MARK.fullmatch(cells[i].text)
        ]
        longest = max(free, key=lambda i: len(cells[i])) if free and "task" not in columns else None
        named = longest is not None and free[0] < longest and not AMOUNT.fullmatch(cells[free[0]].text)
        texts = [cells[i] for i in ([free[0]] if named else []) + ([longest] if longest is not None else [])]
    # 「填表人：张某」 over the number's column and the task's is a note.
    if not texts or any(places[i] == places[j] for i in by.get("number", ()) for j in by.get("task", ())):
        return None
    numbers = [cells[i].text for i in by.get("number", []) if cells[i]]
    sectors = [cells[i] for i in by.get("sector", []) if cells[i]]
    number = re.sub(r"[\s、.．]+$", "", numbers[0]) if numbers else None
    numbered = next((i for i, t in enumerate(texts) if counted is not None and t is cells[counted]), 0)
    marker = marker_of(texts[numbered].text)
    if number is None and marker:
        number, texts[numbered] = marker.number, texts[numbered].cut(marker.width)
    row = Row(number, sectors[0] if sectors else section, texts[0] if len(texts) > 1 else None, [])
    for text in texts:
        # A statement may also stand in the task's own cell.
        at = 0
        for part in find_parts(text)[0]:
            row.text.append(text.cut(at, part.start))
            row.parts.append((text, part))
            at = part.end
        row.text.append(text.cut(at))
    row.cells = [c for i, c in enumerate(cells) if c and columns[i] not in (*ROLES, "deadline")]
    for role in (*ROLES, "deadline"):
        for i in by.get(role, ()):
            if cells[i] and not (matrix and i in matrix.columns):
                head = labels[i] if i < len(labels) else None
                row.parts.extend((cells[i], part) for part in cell_parts(cells[i], role, head))
    return row
