"""Tasks as a comparison sees them, and which task of one graph is which of the other."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from zeren.graph.assignments import text
from zeren.graph.model import Graph, Node
from zeren.loaders.names.families import split_level

By = Literal["unit", "function"]
"""What makes two units one: their name within their city, or what they are for, in whatever city."""

Named = Mapping[str, str]
"""Who has a part in a task: what two graphs know them by, and their name here."""

THRESHOLD = 0.6
"""Two tasks whose words are less alike are not taken for one. Unrelated tasks of a notice score 0.1 to 0.4."""
NUMBER_HELPS = 0.75
"""A task with the same number in a section of the same title needs this part of the threshold."""
NUMBER_BONUS = 0.1
_CHUNK = 500  # rows of the matrix of scores held at a time
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Task:
    """One task and all that a comparison looks at."""

    id: str
    number: str
    sector: str
    """Title of its section; empty where it stands in none."""
    words: str
    """Title and text."""
    title: str
    text: str
    deadline: str
    targets: tuple[str, ...] = ()
    leads: Named = field(default_factory=dict)
    supports: Named = field(default_factory=dict)
    responsible: Named = field(default_factory=dict)
    leaders: Named = field(default_factory=dict)
    counties: Named = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A task of the one graph, of the other, or of both."""

    before: Task | None
    after: Task | None
    score: float | None = None
    """How much alike their words are, 0 to 1."""
    by: Literal["number", "text"] | None = None
    """``number``: they have the same number in a section of the same title, too."""

    def turned(self) -> Match:
        """The same, seen from the other side."""
        return Match(self.after, self.before, self.score, self.by)


def unit_key(unit: Node, by: By) -> tuple[str, str]:
    """What a comparison knows a unit by, and how it calls it."""
    name = text(unit, "name")
    if by == "unit":
        return unit.id, name
    function = text(unit, "function")
    # A body without a known function is told by its name without its level: 市某办 is 区某办.
    return (f"function:{function}", function) if function else (f"name:{split_level(name)[1]}", name)


def tasks(graph: Graph, by: By) -> list[Task]:
    """The tasks of a graph as printed, document by document."""
    roles = {
        "LEADS": "leads",
        "SUPPORTS": "supports",
        "RESPONSIBLE_FOR": "responsible",
        "OVERSEES": "leaders",
    }
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    sectors: dict[str, str] = {}
    documents: dict[str, str] = {}
    targets: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        start, end = graph.nodes[edge.start], graph.nodes[edge.end]
        if edge.type in roles:
            leader = edge.type == "OVERSEES"
            key, name = (
                unit_key(start, by)
                if not leader
                else (start.id if by == "unit" else text(start, "name"), text(start, "name"))
            )
            found[edge.end][roles[edge.type]][key] = name
        elif edge.type == "CONCERNS":
            found[edge.start]["counties"][end.id] = text(end, "name")
        elif edge.type == "IN_SECTOR":
            sectors[edge.start] = text(end, "title")
        elif edge.type == "STATED_IN":
            documents[edge.start] = edge.end
        elif edge.type == "HAS_TARGET":
            targets[edge.start].append(text(end, "text"))
    nodes = [n for n in graph.nodes.values() if n.label == "Task"]
    nodes.sort(key=lambda n: (documents.get(n.id, ""), int(text(n, "order") or 0), n.id))
    return [
        Task(
            node.id,
            text(node, "number"),
            sectors.get(node.id, ""),
            _SPACE.sub("", text(node, "title") + text(node, "text")),
            text(node, "title"),
            text(node, "text"),
            text(node, "deadline"),
            tuple(sorted(targets[node.id])),
            **{name: dict(sorted(who.items())) for name, who in found[node.id].items()},
        )
        for node in nodes
    ]


def match(before: Sequence[Task], after: Sequence[Task], threshold: float) -> list[Match]:
    """Each task of both sides once, alone or with the one it became.

    Tasks with the same words are paired first: those with the same id, then with the same section and
    number, then in the order in which they stand. The rest is assigned so that the sum of squared scores is
    as large as can be (the Hungarian method), so that no pair is made at the cost of better ones; squares,
    so that two poor pairs are not worth a good one. The score is twice the longest common subsequence over
    the length of both texts. Pairs below ``threshold`` are not made; the same number in a section of the
    same title lets 3/4 of it do, and counts for a tenth in the choice.
    """
    # Equally good assignments exist. The same one is found from both sides.
    if _fingerprint(before) > _fingerprint(after):
        return _in_order([m.turned() for m in _match(after, before, threshold)], before, after)
    return _in_order(_match(before, after, threshold), before, after)


def _fingerprint(given: Iterable[Task]) -> str:
    return hashlib.sha256("\x1f".join(f"{t.id}\x1e{t.sector}\x1e{t.words}" for t in given).encode()).hexdigest()


def _place(task: Task) -> tuple[str, str]:
    return task.sector, task.number


def _match(before: Sequence[Task], after: Sequence[Task], threshold: float) -> list[Match]:
    left, right = list(before), list(after)
    made: list[Match] = []
    exact: tuple[Callable[[Task], Hashable], ...] = (
        lambda t: (t.words, t.id),
        lambda t: (t.words, _place(t)),
        lambda t: t.words,
    )
    for key in exact:
        waiting: dict[Hashable, list[Task]] = defaultdict(list)
        for task in right:
            waiting[key(task)].append(task)
        paired: set[str] = set()
        for task in left:
            if waiting[key(task)]:
                other = waiting[key(task)].pop(0)
                made.append(Match(task, other, 1.0, _by(task, other)))
                paired |= {f"<{task.id}", f">{other.id}"}
        left = [t for t in left if f"<{t.id}" not in paired]
        right = [t for t in right if f">{t.id}" not in paired]
    for i, j, score in _assigned(left, right, threshold):
        made.append(Match(left[i], right[j], score, _by(left[i], right[j])))
    old = {m.before.id for m in made if m.before}
    new = {m.after.id for m in made if m.after}
    made += [Match(t, None) for t in left if t.id not in old]
    made += [Match(None, t) for t in right if t.id not in new]
    return made


def _by(one: Task, other: Task) -> Literal["number", "text"]:
    return "number" if one.number and _place(one) == _place(other) else "text"


def _assigned(left: Sequence[Task], right: Sequence[Task], threshold: float) -> list[tuple[int, int, float]]:
    """Pairs of places, with their scores."""
    if not left or not right:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows, columns, scores = _candidates(left, right, threshold)
    if not len(rows):
        return []
    # Only tasks that are alike compete, so the problem falls into small ones.
    size = len(left) + len(right)
    joined = coo_array((np.ones(len(rows)), (rows, columns + len(left))), shape=(size, size))
    _, group = connected_components(joined, directed=False)
    members: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        members[int(group[row])].append(place)
    found = []
    for places in members.values():
        i, here = np.unique(rows[places], return_inverse=True)
        j, there = np.unique(columns[places], return_inverse=True)
        worth, score = np.zeros((len(i), len(j))), np.zeros((len(i), len(j)))
        score[here, there] = scores[places]
        for place, a, b in zip(places, here, there, strict=True):
            bonus = NUMBER_BONUS if _by(left[rows[place]], right[columns[place]]) == "number" else 0.0
            worth[a, b] = (scores[place] + bonus) ** 2
        for a, b in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
            if worth[a, b]:
                found.append((int(i[a]), int(j[b]), round(float(score[a, b]), 4)))
    return found


def _candidates(left: Sequence[Task], right: Sequence[Task], threshold: float) -> tuple[Any, Any, Any]:
    """Rows, columns and scores of all pairs that may be made."""
    import numpy as np
    from rapidfuzz import fuzz, process

    low = threshold * NUMBER_HELPS
    theirs = [t.words for t in right]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, task in enumerate(right):
        if task.number:
            places[_place(task)].append(j)
    parts = []
    for first in range(0, len(left), _CHUNK):
        ours = left[first : first + _CHUNK]
        scores = (
            process.cdist([t.words for t in ours], theirs, scorer=fuzz.ratio, score_cutoff=100 * low, workers=-1) / 100
        )
        enough = scores >= threshold
        for i, task in enumerate(ours):
            for j in places[_place(task)] if task.number else ():
                enough[i, j] = scores[i, j] >= low > 0 or enough[i, j]
        found = np.nonzero(enough)
        parts.append((found[0] + first, found[1], scores[found]))
    rows, columns, values = (np.concatenate(part) for part in zip(*parts, strict=True))
    return rows, columns, values


def _in_order(made: Iterable[Match], before: Sequence[Task], after: Sequence[Task]) -> list[Match]:
    """As the later side prints them; what is gone stands at the end."""
    old = {t.id: n for n, t in enumerate(before)}
    new = {t.id: n for n, t in enumerate(after)}

    def place(m: Match) -> tuple[bool, int]:
        if m.after is not None:
            return False, new[m.after.id]
        assert m.before is not None
        return True, old[m.before.id]

    return sorted(made, key=place)
