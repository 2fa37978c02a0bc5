"""Names as a page needs them: short enough for a column, and found by whatever a reader types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from zeren.graph.model import Node
from zeren.loaders.names.families import split_level, without_level
from zeren.views.facts import strings, text

KnownForms: TypeAlias = Mapping[str, Sequence[str]]
"""A form of a name → the other forms of it in common use."""


def short_names(units: Sequence[Node]) -> list[str]:
    """A label for each unit: its name without the city or level that most names share.

    Where two units would get the same label, both keep their names.
    """
    levels = Counter(split_level(text(u, "name"))[0] for u in units)
    common = {level for level, n in levels.items() if level and n >= max(2, len(units) / 4)}
    labels = []
    for unit in units:
        name, city = text(unit, "name"), text(unit, "city")
        if city and name.startswith(city) and len(name) > len(city) + 2:
            name = name[len(city) :]
        elif split_level(name)[0] in common:
            name = without_level(name)
        labels.append(name)
    often = Counter(labels)
    return [label if often[label] == 1 else text(unit, "name") for label, unit in zip(labels, units, strict=True)]


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
    forms += [without_level(form) for form in forms]
    for form in tuple(forms):
        forms.extend(known.get(form, ()))
    return list(dict.fromkeys(forms))
