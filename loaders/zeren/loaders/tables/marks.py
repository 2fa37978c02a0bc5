"""Signs that give a role: ★甲局 in a list, ● in the column of a body, where the document says what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.parts import Assignment, Part
from zeren.loaders.tables.columns import Grid, Header
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import any_of
from zeren.loaders.words.phrases import first_stem
from zeren.loaders.words.roles import UNIT_ROLES, stems, verbs

_SIGNS = "★☆●○◎◆◇■□▲△▼▽√✓✔※＊*"
MARK = re.compile(f"[{re.escape(_SIGNS)}]")


@cache
def _legend() -> re.Pattern[str]:
    lead, support, joint = (any_of({*stems(role), *verbs(role)}) for role in UNIT_ROLES)
    return re.compile(
        rf"[“\"‘]?(?P<mark>[{re.escape(_SIGNS)}])[”\"’]?号?(?:标[识记志注])?的?(?:者|单位|部门)?"
        rf"(?:为|是|代表|表示|指|[:：—\-])+[^，。；,;、）)]{{0,3}}?(?:(?P<lead>{lead})|(?P<support>{support})|(?P<responsible>{joint}))"
    )


def roles_of_marks(text: str) -> dict[str, str]:
    """What a document says of its signs: 「标★的为牵头单位」 「●牵头单位，○配合单位」 needs a word between."""
    if not any(map(text.__contains__, _SIGNS)):
        return {}
    found = _legend().finditer(text)
    return {m["mark"]: next(role for role in ("lead", "support", "responsible") if m[role]) for m in found}


def marked(part: Part, cell: Passage, marks: Mapping[str, str]) -> Part:
    """A part whose names have lost the signs beside them, and have the role that these give."""
    if not any(map(cell.text.__contains__, _SIGNS)):
        return part
    return replace(part, assignments=tuple([_unmarked(a, marks) for a in part.assignments]))


def _unmarked(one: Assignment, marks: Mapping[str, str]) -> Assignment:
    text = one.name.text
    start, stop = len(text) - len(text.lstrip(_SIGNS + " \u3000")), len(text.rstrip(_SIGNS + " \u3000"))
    if stop <= start or (start == 0 and stop == len(text)):
        return one
    role = next((marks[c] for c in text[:start] + text[stop:] if c in marks), None)
    named = role if role and one.role in ("lead", "support", "responsible") else one.role
    return Assignment(named, one.name.cut(start, stop))


@dataclass(frozen=True)
class Matrix:
    """Columns headed by bodies, with signs in them."""

    columns: Mapping[int, Passage]
    roles: Mapping[str, str]

    def parts(self, cells: list[Passage]) -> list[tuple[Passage, Part]]:
        """The bodies that have a sign in a row, where its role is known."""
        found = []
        for i in self.signs(cells):
            role = self.roles.get(cells[i].text)
            if role:
                name = self.columns[i]
                assignment = Assignment(role, name)
                found.append((name, Part("table", role, 0, len(name), (assignment,), False, head=cells[i])))
        return found

    def signs(self, cells: list[Passage]) -> list[int]:
        """The columns of a row that hold a sign."""
        return [i for i in self.columns if i < len(cells) and MARK.fullmatch(cells[i].text)]

    def strange(self, cells: list[Passage]) -> list[Passage]:
        """The signs of a row of which nothing says what they mean."""
        return [cells[i] for i in self.signs(cells) if cells[i].text not in self.roles]


def matrix_of(header: Header, body: Grid, marks: Mapping[str, str]) -> Matrix | None:
    """The columns of bodies that hold nothing but signs; None where there are none. One kind of sign alone, without
    a word of what it means, says who is responsible."""
    columns: dict[int, Passage] = {}
    signs: set[str] = set()
    rows = [row for row in body if len({cell.start for cell in row if cell}) > 1]
    for i, label in enumerate(header.labels):
        cells = [row[i].text for row in rows if i < len(row) and row[i]]
        if is_unit("".join(label.text.split())) and cells and all(map(MARK.fullmatch, cells)):
            columns[i] = label
            signs.update(cells)
    roles = dict.fromkeys(signs, "responsible") if len(signs) == 1 and not marks else {}
    return Matrix(columns, {**roles, **marks}) if len(columns) > 1 else None


@cache
def strange_sign() -> str:
    """Why a sign was not read."""
    words_for_it = "{}, {} or {}".format(*[first_stem(role) for role in ("lead", "support", "responsible")])
    return f"a sign in the column of a body, and no word of what it means: write {words_for_it} for it"
