"""Names as a page needs them: short enough for a column, and found by whatever a reader types."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TypeAlias

from zeren.graph.model import Node
from zeren.views.facts import strings, text

KnownForms: TypeAlias = Mapping[str, Sequence[str]]
"""A form of a name → the other forms of it in common use."""

_LEVELS = "市省县区州"
"""A body's name may start with its level (市财政局)."""
_WORDS = ("市场", "市容", "省道", "县域", "区域")
"""Words that start with the same character and do not name a level."""


def short_names(units: Sequence[Node]) -> list[str]:
    """A label for each unit: its name without the city or level that most names share.

    Where two units would get the same label, both keep their names.
    """
    prefixes = Counter(_prefix(text(u, "name")) for u in units)
    common = {p for p, n in prefixes.items() if p and n >= max(2, len(units) / 4)}
    labels = []
    for unit in units:
        name, city = text(unit, "name"), text(unit, "city")
        if city and name.startswith(city) and len(name) > len(city) + 2:
            name = name[len(city) :]
        elif _prefix(name) in common:
            name = name[1:]
        labels.append(name)
    often = Counter(labels)
    return [label if often[label] == 1 else text(unit, "name") for label, unit in zip(labels, units, strict=True)]


def _prefix(name: str) -> str:
    """The character of the level that a name starts with, or nothing."""
    if len(name) < 4 or name[0] not in _LEVELS or name.startswith(_WORDS):
        return ""
    return name[0]


def search_keys(forms: Iterable[str], cache: dict[str, tuple[str, str]]) -> list[str]:
    """What a name is found by: each written form, its pinyin in full and its initials, in lower case.

    ``cache`` keeps the pinyin of forms already seen.
    """
    keys: dict[str, None] = {}
    for form in forms:
        if not form:
            continue
        keys[form.lower()] = None
        if form not in cache:
            cache[form] = _pinyin(form)
        for key in cache[form]:
            if key:
                keys[key] = None
    return list(keys)


def _pinyin(form: str) -> tuple[str, str]:
    """Full pinyin and initials: 发改委 gives fagaiwei and fgw."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take a third of a second

    full = lazy_pinyin(form, style=Style.NORMAL, errors="default")
    first = lazy_pinyin(form, style=Style.FIRST_LETTER, errors="default")
    return "".join(full).lower(), "".join(first).lower()


def written_forms(unit: Node, short: str, known: KnownForms) -> list[str]:
    """Name, label, printed forms, these without their level, and what else all of them are called (发改委)."""
    forms = [text(unit, "name"), short, *strings(unit, "aliases")]
    forms += [form[1:] for form in forms if _prefix(form)]
    for form in tuple(forms):
        forms.extend(known.get(form, ()))
    return list(dict.fromkeys(forms))


def known_forms() -> dict[str, list[str]]:
    """The forms of names in common use (发展改革委: 发改委, …), out of the loaders' table of families of bodies."""
    table = (files("zeren.loaders") / "data" / "unit_families.csv").read_text("utf-8")
    known: dict[str, list[str]] = {}
    for row in csv.DictReader(table.splitlines()):
        forms = [f for f in (row["canonical"], *row["forms"].split("|")) if f]
        for form in forms:
            known.setdefault(form, []).extend(f for f in forms if f != form)
    return known
