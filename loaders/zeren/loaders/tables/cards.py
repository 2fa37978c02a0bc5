"""Cards: tables of one task in which every label stands before its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zeren.loaders.tables.cell_lists import cell_parts
from zeren.loaders.tables.columns import ROLES, Grid, Places, column_of
from zeren.loaders.tables.row import Row
from zeren.loaders.text.passage import Passage
from zeren.loaders.text.source import Cell
from zeren.loaders.words.lexicon import HAN
from zeren.loaders.words.roles import watches

_LABEL = re.compile(rf"[{HAN}（）()/、\s]{{2,14}}[:：]?")


@dataclass
class Card:
    """The labels and values of one task."""

    fields: list[tuple[Passage, Passage]] = field(default_factory=list)
    left: list[Passage] = field(default_factory=list)
    """What stands alone in its row: a title, a note."""

    @staticmethod
    def role_of(label: Passage) -> str:
        """What the value beside a label is; nothing for an unknown one."""
        return column_of(label.text) or ""

    def _values(self, what: str) -> list[Passage]:
        return [value for label, value in self.fields if self.role_of(label) == what and value]

    @property
    def number(self) -> str | None:
        """The number of its task."""
        return next((value.text for value in self._values("number")), None)

    @property
    def text(self) -> list[Passage]:
        """What is to be done."""
        return self._values("task")

    @property
    def others(self) -> list[Passage]:
        """The values that are no role."""
        return [value for label, value in self.fields if self.role_of(label) not in (*ROLES, "deadline") and value]


def cards_of(grid: Grid, places: Places) -> list[Card]:
    """The cards of a table whose rows are labels, each before its value; none of any other table.

    A table with a header is none: under a head of its first row stands another label, or nothing but values.
    """
    cards: list[Card] = []
    for cells, where in zip(grid, places, strict=True):
        row = _apart(cells, where)
        if len(row) == 1:
            cards = cards or [Card()]
            cards[-1].left.append(row[0])
            continue
        pairs = _pairs(row)
        if pairs is None:
            return []
        first = pairs[0][0].text
        begins = column_of(first) in ("number", "task")
        if not cards or (begins and any(label.text == first for label, _ in cards[-1].fields)):
            cards.append(Card())
        cards[-1].fields.extend(pairs)
    whole = all(card.text and any(Card.role_of(label) in ROLES for label, _ in card.fields) for card in cards)
    return cards if whole and sum(len(card.fields) for card in cards) > 2 else []


def _apart(cells: Sequence[Passage], places: Sequence[Cell]) -> list[Passage]:
    """The cells of a row, a merged one once."""
    return [c for i, c in enumerate(cells) if i == 0 or places[i] != places[i - 1]]


def _pairs(row: list[Passage]) -> list[tuple[Passage, Passage]] | None:
    """Labels and their values; None where a row is anything else."""
    if len(row) % 2:
        return None
    pairs = list(zip(row[::2], row[1::2], strict=True))
    for label, value in pairs:
        if not _LABEL.fullmatch(label.text) or column_of(value.text) is not None:
            return None
    return pairs if any(column_of(label.text) is not None for label, _ in pairs) else None


def card_row(card: Card) -> Row:
    """The task of a card."""
    row = Row(card.number, None, card.text[0] if len(card.text) > 1 else None, list(card.text), cells=list(card.others))
    for label, value in card.fields:
        role = card.role_of(label)
        if role in (*ROLES, "deadline"):
            row.parts.extend((value, part) for part in cell_parts(value, role, label))
        elif value and watches(label.text):
            row.watched.append(value)
    return row
