"""Lists in the cells of a table: whom they name, their items numbered, the person of a body in brackets under it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from zeren.loaders.names.people import people, without_offices
from zeren.loaders.statements.label_lists import OPEN_END, label_run, labels_of, people_and_bodies, units_and_people
from zeren.loaders.statements.lists import parse
from zeren.loaders.statements.parts import WATCHING, Failed, Part, parted
from zeren.loaders.tables.cell_breaks import mended
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.words.roles import UNIT_ROLES, WITH_PERSON, guides

_ITEM = re.compile(
    r"(?:^|(?<=[\n、，,；;。\s]))[ \t\u3000]{0,4}\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[）)]|[\u2460-\u249b]"
)
_NOTE_BELOW = re.compile(r"\s{1,8}(?=[（(](?!\d))")


def _as_list(cell: Passage) -> Passage:
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


def cell_parts(cell: Passage, role: str, head: Passage | None = None) -> list[Part]:
    """The parts of a table's cell in a column of ``role``, which its ``head`` names; labels in the cell itself say
    more than the column."""
    labels = labels_of(cell.text)
    front = labels[0].start if labels else 0
    if labels and (front == 0 or role in UNIT_ROLES):
        found = label_run(cell.cut(front), front, "table", labels_of(cell.text[front:]))
        if found and not isinstance(found, Failed):
            # 「甲局、乙局；配合部门：丙局」: the column says who the first ones are.
            first = Part.of("table", parse(cell.cut(0, front), role), 0, front, role) if front else None
            return [replace(first, head=head), *found] if first else found
    doubtful = head is not None and guides(head.text)
    part = replace(_of_column(cell, role), end=len(cell), head=head, habit=doubtful)
    # Where they stand among each other, a column still says who answers.
    answering = tuple([a for a in part.assignments if a.role != "other"])
    return parted(part, cell) or [
        replace(part, assignments=answering),
        Part(WATCHING, "other", 0, len(cell)),
    ]


def _of_column(cell: Passage, role: str) -> Part:
    if role == "deadline":
        return Part("table", role, 0, 0, value=cell)
    listed = _as_list(cell)
    if role == "leader":
        named = people_and_bodies(without_offices(people(listed)))
        return Part("table", role, 0, 0, named, OPEN_END.search(cell.text) is not None)
    if role.endswith(WITH_PERSON):
        return Part("table", role, 0, 0, units_and_people(listed, role))
    return Part.of("table", parse(listed, role), 0, 0, role)
