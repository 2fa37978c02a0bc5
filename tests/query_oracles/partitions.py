"""Sectors, leaders and duties as partitions of the work, in plain Python: what the stored queries must answer."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import numpy as np

from query_oracles.facts import Facts
from query_oracles.loads import Parameters, Rows, gini


def ranked(f: Facts, p: Parameters, tasks: set[str], bodies: int) -> tuple[Any, ...] | None:
    """From the number of tasks to times_chance; nothing where there are too few. Pairs of tasks are counted one by
    one."""
    named = [units for t in tasks if (units := f.units(t, p["groups"]))]
    if len(named) < p["at_least"]:
        return None
    x = np.array(list(Counter(u for units in named for u in units).values()))
    total, squares = int(x.sum()), int((x * x).sum())
    alike = sum(len(a & b) for a, b in permutations(named, 2))
    drawn = sum(len(a) * len(b) for a, b in permutations(named, 2))
    same = alike / drawn if drawn else None
    figures = (int(x.max()) / total, squares / total**2, gini(x), total**2 / squares)
    return (len(named), len(x), total, *figures, same, 1 / bodies, None if same is None else same * bodies)


def by_times(row: tuple[Any, ...], place: int) -> tuple[float, str]:
    return -1.0 * (-1.0 if row[place] is None else row[place]), row[-1]


def leader_concentration(f: Facts, p: Parameters) -> Rows:
    rows = []
    cities = Counter(f.get(u, "city") or "" for u in {h.unit for h in f.held(f.scope(p), p["groups"])})
    for leader in f.label("Leader"):
        mine = {t for t in f.scope(p) if leader.id in f.leaders(t)}
        if any(f.units(t, p["groups"]) for t in mine):
            found = ranked(f, p, mine, cities[leader.properties.get("city") or ""])
            if found:
                rows.append((leader.properties["name"], *found, leader.id))
    return sorted(rows, key=lambda r: by_times(r, 10))


def sector_concentration(f: Facts, p: Parameters) -> Rows:
    rows = []
    for sector in {s for t in f.scope(p) if (s := f.sector(t))}:
        mine = {t for t in f.scope(p) if f.sector(t) == sector}
        d = f.document(next(iter(mine)))
        bodies = {h.unit for h in f.held([t for t in f.scope({}) if f.document(t) == d], p["groups"])}
        if any(f.units(t, p["groups"]) for t in mine):
            found = ranked(f, p, mine, len(bodies))
            if found:
                rows.append((f.get(sector, "title"), *found, f.get(d, "title"), sector))
    return sorted(rows, key=lambda r: by_times(r, 10))


def bridging(f: Facts, p: Parameters) -> Rows:
    everything = f.held(f.scope(p), p["groups"])
    rows = []
    for unit in f.label("Unit"):
        mine = {h.task for h in everything if h.unit == unit.id and f.sector(h.task)}
        sections = Counter(f.sector(t) for t in mine)
        if len(sections) < p["at_least"] or len(mine) < p["tasks_at_least"]:
            continue
        apart = sum(f.sector(a) != f.sector(b) for a, b in permutations(mine, 2))
        n = len(mine)
        heads = {x for t in mine for x in f.leaders(t)}
        mixing = apart / (n * (n - 1)) if n > 1 else None
        name, kind = unit.properties["name"], unit.properties["kind"]
        rows.append((name, kind, len(sections), len(heads), n, mixing, apart / n**2, unit.id))
    return sorted(rows, key=lambda r: (-1.0 * (-1.0 if r[5] is None else r[5]), -r[4], r[-1]))


def mains(f: Facts, p: Parameters, pairs: Counter[tuple[str, Any]]) -> list[tuple[Any, ...]]:
    """Unit, its pairs, its parts, the main one, the pairs there, three shares."""
    total, held = pairs.total(), Counter[Any]()
    for (_, part), n in pairs.items():
        held[part] += n
    rows = []
    for u in {unit for unit, _ in pairs}:
        mine = {part: n for (unit, part), n in pairs.items() if unit == u}
        carried = sum(mine.values())
        best, most = min(mine.items(), key=lambda x: (-x[1], x[0]))
        if carried >= p["at_least"]:
            share, usual = most / carried, held[best] / total
            rows.append((u, carried, len(mine), best, most, share, usual, share / usual))
    return sorted(rows, key=lambda r: (-r[5], -r[1], r[0]))


def main_sectors(f: Facts, p: Parameters) -> Rows:
    held = {(h.unit, h.task) for h in f.held(f.scope(p), p["groups"])}
    pairs = Counter((u, f.get(s, "title")) for u, t in held if (s := f.sector(t)))
    return [(f.get(u, "name"), f.get(u, "kind"), *rest, u) for u, *rest in mains(f, p, pairs)]


def main_leaders(f: Facts, p: Parameters) -> Rows:
    held = {(h.unit, h.task) for h in f.held(f.scope(p), p["groups"])}
    pairs = Counter((u, x) for u, t in held for x in f.leaders(t))
    return [
        (f.get(u, "name"), f.get(u, "kind"), carried, n, f.get(best, "name"), *rest, best, u)
        for u, carried, n, best, *rest in mains(f, p, pairs)
    ]


def crossed(f: Facts, seen: Counter[tuple[str, str, str]]) -> list[tuple[Any, ...]]:
    """Document, row, column, the number of the cell, what is expected of it, the one over the other."""
    rows = []
    for (d, a, b), n in seen.items():
        here = {cell: m for cell, m in seen.items() if cell[0] == d}
        own, held = (sum(m for cell, m in here.items() if cell[k] == key) for k, key in ((1, a), (2, b)))
        usual = own * held / sum(here.values())
        rows.append((d, a, b, n, usual, n / usual))
    return rows


def leader_by_sector(f: Facts, p: Parameters) -> Rows:
    seen = Counter((f.document(t), x, s) for t in f.scope(p) if (s := f.sector(t)) for x in f.leaders(t))
    rows = [
        (f.get(x, "name"), f.get(s, "title"), *figures, f.get(d, "title"), x, s)
        for d, x, s, *figures in crossed(f, seen)
    ]
    return sorted(rows, key=lambda r: (-r[2], r[-2], r[-1]))


def duty_by_sector(f: Facts, p: Parameters) -> Rows:
    held = {(h.unit, h.task) for h in f.held(f.scope(p), groups=False) if f.get(h.unit, "function")}
    cells = [(f.document(t), f.get(u, "function"), s, u) for u, t in held if (s := f.sector(t))]
    seen = Counter((d, duty, s) for d, duty, s, _ in cells)
    units = {cell: {u for *where, u in cells if tuple(where) == cell} for cell in seen}
    rows = [
        (duty, f.get(s, "title"), len(units[d, duty, s]), *figures, f.get(d, "title"), s)
        for d, duty, s, *figures in crossed(f, seen)
    ]
    return sorted(rows, key=lambda r: (-r[3], r[0], r[-1]))
