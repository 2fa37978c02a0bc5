"""Names as a page needs them: short enough for a column, and found by whatever a reader types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TypeAlias

from zeren.graph.model import Graph, Node
from zeren.graph.schema import node_type
from zeren.loaders.errors import ZerenError
from zeren.loaders.names.families import other_forms, split_level, without_level
from zeren.queries.near import nearest
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


def search_keys(forms: Iterable[str], cache: dict[str, tuple[str, ...]]) -> list[str]:
    """What a name is found by: each written form, its pinyin in full and its initials, in lower case.

    Where a character has several readings (曾 zeng, 单 shan), each of them. ``cache`` keeps the pinyin of forms already
    seen.
    """
    keys: dict[str, None] = {}
    for form in forms:
        if not form:
            continue
        keys[form.lower()] = None
        if form not in cache:
            cache[form] = tuple(_pinyin(form))
        keys.update(dict.fromkeys(key for key in cache[form] if key))
    return list(keys)


def _usual(forms: Iterable[str], cache: dict[str, tuple[str, ...]]) -> set[str]:
    """The pinyin of these forms without rare readings, by which czj is 市体育局 (cui zhou) as much as 市财政局."""
    forms = [form for form in forms if form]
    search_keys(forms, cache)
    return {key for form in forms for key in cache[form][:2]}


_PERSON = 4
"""Names of people are no longer; a longer name starts with a place, whose characters are the first ones."""
_PLACE = 3
_MOST = 24
"""Readings of a form: more would be more of a page than what they find."""


def _pinyin(form: str) -> Iterator[str]:
    """Full pinyin and initials, the commonest first: 发改委 gives fagaiwei and fgw."""
    from pypinyin import Style, lazy_pinyin, pinyin  # its dictionaries take a third of a second

    usual = lazy_pinyin(form, style=Style.NORMAL, errors="default")
    yield "".join(usual).lower()
    yield "".join(lazy_pinyin(form, style=Style.FIRST_LETTER, errors="default")).lower()
    if len(usual) != len(form):  # it holds other than Han characters
        return
    several = len(form) if len(form) <= _PERSON else _PLACE
    each = [pinyin(c, style=Style.NORMAL, heteronym=True, errors="default")[0] for c in form[:several]]
    for chosen in islice(product(*each), _MOST):
        syllables = [*chosen, *usual[several:]]
        yield "".join(syllables).lower()
        yield "".join(syllable[0] for syllable in syllables).lower()


def written_forms(unit: Node, short: str, known: KnownForms) -> list[str]:
    """Name, label, printed forms, these without their level, and what else all of them are called (发改委)."""
    forms = [text(unit, "name"), short, *strings(unit, "aliases")]
    forms += [without_level(form) for form in forms]
    for form in tuple(forms):
        forms.extend(known.get(form, ()))
    return list(dict.fromkeys(forms))


def meant(nodes: Sequence[Node], typed: str) -> list[Node]:
    """The nodes that are meant by a name, a printed or short form, pinyin (fagaiwei, fgw), or a part of a name.

    The closest way of naming that names any counts; several nodes may be named by it, and none by all.
    """
    forms = {node.id: written_forms(node, text(node, "name"), other_forms()) for node in nodes}
    cache: dict[str, tuple[str, ...]] = {}
    asks: tuple[Callable[[Node], bool], ...] = (
        lambda node: typed in (node.id, text(node, "name")),
        lambda node: typed in forms[node.id],
        lambda node: without_level(typed) in forms[node.id],
        lambda node: typed.lower() in _usual(forms[node.id], cache),
        lambda node: typed.lower() in search_keys(forms[node.id], cache),
        lambda node: typed in text(node, "name"),
    )
    for is_meant in asks:
        named = sorted((node for node in nodes if is_meant(node)), key=lambda node: (text(node, "name"), node.id))
        if named:
            return named
    return []


def found(graph: Graph, label: str, typed: str) -> str:
    """The id of the node of a label that is meant, as ``meant`` understands it.

    Raises ZerenError where nothing is meant, with the nearest names, or several are.
    """
    nodes = [node for node in graph.nodes.values() if node.label == label]
    named = meant(nodes, typed)
    if len(named) == 1:
        return named[0].id
    if named:
        raise ambiguous(typed, named)
    near = nearest(typed, (text(node, "name") for node in nodes))
    raise ZerenError(f"{typed}: no {node_type(label).names[1]} of the graph has this name{near}")


def ambiguous(typed: str, named: Sequence[Node]) -> ZerenError:
    """What to say where several are meant; of those of one name, their ids."""
    names = Counter(text(node, "name") for node in named)
    shown = "、".join(node.id if names[text(node, "name")] > 1 else text(node, "name") for node in named[:8])
    return ZerenError(f"{typed}: {len(named)} are called so: {shown}; write one of them whole")
