"""Lists in the cells of a table: their items numbered, or the person of a body in brackets under it."""

from __future__ import annotations

import re

from zeren.loaders.tables.cell_breaks import mended
from zeren.loaders.text.passage import Passage, join

_ITEM = re.compile(
    r"(?:^|(?<=[\n、，,；;。\s]))[ \t\u3000]{0,4}\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[）)]|[\u2460-\u249b]"
)
_NOTE_BELOW = re.compile(r"\s{1,8}(?=[（(](?!\d))")


def as_list(cell: Passage) -> Passage:
    """The list with line ends for its numbers: 「1.甲局 ⏎ 2.乙局」 「①甲局②乙局」, and a footnote's sign too."""
    cell = mended(cell.without(_NOTE_BELOW)) if "\n" in cell.text else cell
    numbers = list(_ITEM.finditer(cell.text))
    if not numbers:
        return cell
    pieces: list[Passage] = []
    at = 0
    for number in numbers:
        pieces += [cell.cut(at, number.start()), Passage("\n", cell.place(number.start()))]
        at = number.end()
    return join([*pieces, cell.cut(at)]).strip()
