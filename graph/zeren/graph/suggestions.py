"""Names that may mean one body or one person: suggested with counts and evidence, never merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from zeren.graph.decisions import Decisions
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.table import Table
from zeren.loaders.names.families import STATE, Family, families, in_a_place, split_level
from zeren.loaders.text.glyphs import simplified

_EVIDENCE = ("document", "line", "place", "printed")
COLUMNS = ("what", "city", "name", "mentions", "other", "other_mentions", "reason", *_EVIDENCE)
_NOTE = re.compile(r"[（(][^（）()]*[）)]$")
_ROLES = ("OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR")
_RARE = 5
"""One glyph apart is suspicious where the commoner name is at least so many times as frequent."""


@dataclass(frozen=True)
class _Named:
    node: Node
    mentions: tuple[Edge, ...]

    @property
    def name(self) -> str:
        return str(self.node.properties["name"])

    @property
    def tasks(self) -> set[str]:
        return {edge.end for edge in self.mentions}

    @property
    def city(self) -> str:
        return str(self.node.properties.get("city", ""))


def suggest(graph: Graph, decisions: Decisions | None = None) -> Table:
    """Pairs of names in one city that may be one: the commoner first, and where the rarer was printed.

    Columns: what (unit or leader), city, name, mentions, other, other_mentions, reason, and of the other name's first
    mention document, line, place (page or cell) and printed words. Pairs that ``decisions`` keeps apart are left out.
    """
    decided = decisions or Decisions()
    titles = _titles(graph)
    rows = []
    for label, names in (("Unit", decided.units), ("Leader", decided.leaders)):
        for city, a, b, reason in _alike(graph, label):
            if frozenset((a.name, b.name)) not in names.apart:
                first = b.mentions[0]
                where = titles.get(first.end)
                printed = tuple(first.properties.get(key) for key in ("line", "place", "source"))
                counted = (a.name, len(a.mentions), b.name, len(b.mentions))
                rows.append((label.lower(), city, *counted, reason, where, *printed))
    return Table(COLUMNS, tuple(rows))


def leaders_alike(graph: Graph) -> dict[str, str]:
    """Ids of leaders with a rare name that may be another's, one glyph apart, to that other name."""
    return {b.node.id: a.name for _, a, b, _ in _alike(graph, "Leader")}


def _alike(graph: Graph, label: str) -> Iterator[tuple[str, _Named, _Named, str]]:
    """The city, the commoner name, the other one, and the reason."""
    mentions: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.type in _ROLES:
            mentions[edge.start].append(edge)
    cities: dict[str, list[_Named]] = defaultdict(list)
    for node in graph.nodes.values():
        if node.label == label and node.properties.get("kind") != "group" and mentions[node.id]:
            named = _Named(node, tuple(sorted(mentions[node.id], key=_place)))
            cities[named.city].append(named)
    for city in sorted(cities):
        for a, b, reason in _pairs(label, sorted(cities[city], key=lambda n: n.name)):
            yield city, a, b, reason


def _place(edge: Edge) -> tuple[str, int]:
    line = edge.properties.get("line")
    return edge.end, line if isinstance(line, int) else 0


def _titles(graph: Graph) -> dict[str, str]:
    """Task → the title of its document."""
    return {
        edge.start: str(graph.nodes[edge.end].properties["title"]) for edge in graph.edges if edge.type == "STATED_IN"
    }


def _pairs(label: str, named: Sequence[_Named]) -> Iterator[tuple[_Named, _Named, str]]:
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(named):
        for key in {*_keys(one, units=label == "Unit")}:
            alike[key].append(number)
    for first, second in sorted({pair for numbers in alike.values() for pair in combinations(numbers, 2)}):
        # The commoner name first; of two as common the longer, which says more.
        a, b = sorted((named[first], named[second]), key=lambda n: (-len(n.mentions), -len(n.name), n.name))
        if not a.tasks.isdisjoint(b.tasks):
            # One list names both (市房管局、市住房保障局): they are two.
            continue
        reason = _glyph(a, b) or (_unit_reason(a, b) if label == "Unit" else None)
        if reason:
            yield a, b, reason


def _keys(named: _Named, *, units: bool) -> Iterator[tuple[str, ...]]:
    """What two names share that may be one, so that not every name need be compared with every other."""
    name = named.name
    for place in range(len(name)):
        yield "glyph", name[:place], name[place + 1 :]
    if not units:
        return
    rest = split_level(name)[1]
    yield "name", name
    yield "name", rest
    yield "name", _NOTE.sub("", name)
    seat = _seat(named)
    if seat is not None:
        yield "function", seat[0], seat[1].function


def _seat(named: _Named) -> tuple[str, Family] | None:
    """The level or place of a body of the table, and its family: 市 for 市财政局 and for 中国人民银行某市分行."""
    level, rest = split_level(named.name)
    family = families().get(rest)
    if family is not None:
        return level, family
    branch = in_a_place(named.name)
    if branch is None:
        return None
    own = named.city in (branch[1], branch[1] + named.city[-1:])
    return (named.city[-1:] if own and named.city else branch[1]), branch[0]


def _glyph(a: _Named, b: _Named) -> str | None:
    """One glyph apart, and by a variant of it or in a rare name: how a scan misreads."""
    if len(a.name) != len(b.name) or len(a.name) < 2 or _functions_differ(a.name, b.name):
        return None
    wrong = [i for i, (x, y) in enumerate(zip(a.name, b.name, strict=True)) if x != y]
    if len(wrong) != 1:
        return None
    x, y = a.name[wrong[0]], b.name[wrong[0]]
    if simplified(x) == simplified(y):
        return f"one glyph differs, {x} and {y} are variants"
    if len(a.name) >= 3 and len(a.mentions) >= _RARE * len(b.mentions) and not _geographic(a.name, b.name):
        return f"one glyph differs ({x}, {y}), and the other name is rare"
    rarer = len(a.mentions) >= 2 * len(b.mentions)
    if rarer and len(a.name) >= 5 and wrong[0] not in (0, len(a.name) - 1) and not _geographic(a.name, b.name):
        return f"one glyph differs ({x}, {y})"
    return None


def _functions_differ(a: str, b: str) -> bool:
    one, two = (families().get(split_level(name)[1]) for name in (a, b))
    return one is not None and two is not None and one.function != two.function


def _geographic(a: str, b: str) -> bool:
    """甲县政府 and 乙县政府 differ in one glyph and are two places."""
    return all(re.search(r"[县区市旗镇乡](?:人民)?政府$|管委会$|街道办事处$", name) for name in (a, b))


def _unit_reason(a: _Named, b: _Named) -> str | None:
    long, short = sorted((a.name, b.name), key=len, reverse=True)
    level, rest = split_level(long)
    if level and rest == short:
        return f"the same but for {level}"
    if _NOTE.sub("", long) == short:
        return "the same but for a note in brackets"
    one, two = _seat(a), _seat(b)
    if one is None or two is None or one[0] != two[0] or a.city == STATE:
        return None
    (_, family), (_, other) = one, two
    if family != other and family.function == other.function and family.kind == other.kind in _ONE_TO_A_SEAT:
        return f"both are {_ONE_TO_A_SEAT[family.kind]} for {family.function}"
    return None


_ONE_TO_A_SEAT = {"department": "departments", "vertical_agency": "agencies"}
"""Of these kinds a government has one for most duties; the state itself has several (证监会, 银保监会)."""
