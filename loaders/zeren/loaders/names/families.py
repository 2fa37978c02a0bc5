"""The table of bodies that governments have, by every name that is printed of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from zeren.loaders.words.tables import table_rows


@dataclass(frozen=True, slots=True)
class Family:
    """One body as governments call it, without the level before it."""

    function: str
    kind: str
    canonical: str


@cache
def _rows() -> tuple[dict[str, Family], dict[str, Family]]:
    plain: dict[str, Family] = {}
    placed: dict[str, Family] = {}
    for row in table_rows("unit_families.csv"):
        family = Family(row["function"], row["kind"], row["canonical"])
        for form in [row["canonical"], *filter(None, row["forms"].split("|"))]:
            if "*" in form:
                placed[form.replace("*市", "*")] = family
            else:
                plain[form] = family
    return plain, placed


def families() -> dict[str, Family]:
    """Every known form of a body's name → its family."""
    return _rows()[0]


def placed_families() -> dict[str, Family]:
    """Every known form of a branch's name, ``*`` for the place in it → its family."""
    return _rows()[1]


@cache
def other_forms() -> dict[str, tuple[str, ...]]:
    """Every known form of a body's name, those with a place in them too → the other forms of it."""
    forms: dict[Family, list[str]] = {}
    for form, family in (*families().items(), *placed_families().items()):
        forms.setdefault(family, []).append(form)
    return {form: tuple(f for f in alike if f != form) for alike in forms.values() for form in alike}
