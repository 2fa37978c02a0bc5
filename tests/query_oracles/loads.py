"""Load, concentration, places and clusters in plain Python: what the stored queries must answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from query_oracles.facts import ROLES, Facts

Rows = list[tuple[Any, ...]]
Parameters = Mapping[str, Any]
Oracle = Callable[[Facts, Parameters], Rows]


def unit_load(f: Facts, p: Parameters) -> Rows:
    held = f.held(f.scope(p), p["groups"])
    tasks = {t: {h.unit for h in held if h.task == t} for t in {h.task for h in held}}
    pairs = sum(map(len, tasks.values()))
    rows = []
    for unit in {h.unit for h in held}:
        roles = Counter(h.role for h in held if h.unit == unit)
        mine = [t for t, units in tasks.items() if unit in units]
        part = math.fsum(1 / len(tasks[t]) for t in mine)
        counts = (*(roles[r] for r in ROLES), len(mine))
        shares = (len(mine) / pairs, len(mine) / len(tasks), part, part / len(tasks))
        rows.append((f.get(unit, "name"), f.get(unit, "kind"), *counts, *shares, unit))
    return sorted(rows, key=lambda r: (-r[5], r[-1]))


def unled(f: Facts, tasks: set[str]) -> set[str]:
    return {t for t in tasks if f.units(t) and not f.leads(t)}


def leader_span(f: Facts, p: Parameters) -> Rows:
    tasks = {t: f.leaders(t) for t in f.scope(p)}
    pairs, overseen = sum(map(len, tasks.values())), sum(bool(x) for x in tasks.values())
    rows = []
    for leader in {x for xs in tasks.values() for x in xs}:
        mine = {t for t, xs in tasks.items() if leader in xs}
        part = math.fsum(1 / len(tasks[t]) for t in mine)
        units = {u for t in mine for u in f.units(t, p["groups"])}
        sectors = {f.sector(t) for t in mine} - {None}
        shares = (len(mine) / pairs, part, part / overseen)
        counts = (len(units), len(sectors), len(unled(f, mine)))
        rows.append((f.get(leader, "name"), f.get(leader, "kind"), len(mine), *shares, *counts, leader))
    return sorted(rows, key=lambda r: (-r[2], r[-1]))


def sector_load(f: Facts, p: Parameters) -> Rows:
    sectors: dict[str, set[str]] = defaultdict(set)
    for t in f.scope(p):
        if sector := f.sector(t):
            sectors[sector].add(t)
    pairs = sum(map(len, sectors.values()))
    rows = []
    for sector, mine in sectors.items():
        units = {u for t in mine for u in f.units(t, p["groups"])}
        rows.append(
            (
                f.get(sector, "title"),
                len(mine),
                len(mine) / pairs,
                sum(len(f.units(t, p["groups"])) for t in mine),
                len(units),
                len({x for t in mine for x in f.leaders(t)}),
                len(unled(f, mine)),
                f.get(f.document(next(iter(mine))), "title"),
                sector,
            )
        )
    return sorted(rows, key=lambda r: (-r[1], r[-1]))


def document_load(f: Facts, p: Parameters) -> Rows:
    rows = []
    for d in f.label("Document"):
        mine = {t for t in f.scope({}) if f.document(t) == d.id}
        if not mine:
            continue
        led = {t for t in mine if f.leads(t)}
        rows.append(
            (
                d.properties["title"],
                d.properties.get("number"),
                d.properties.get("year"),
                len(mine),
                len({f.sector(t) for t in mine} - {None}),
                len({x for t in mine for x in f.leaders(t)}),
                len({u for t in mine for u in f.units(t, p["groups"])}),
                sum(len(f.units(t, p["groups"])) for t in mine),
                len(led),
                len(unled(f, mine)),
                len([t for t in mine if not f.units(t)]),
                d.id,
            )
        )
    return sorted(rows, key=lambda r: (-r[3], r[-1]))


def unit_by_sector(f: Facts, p: Parameters) -> Rows:
    cells: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for h in f.held(f.scope(p), p["groups"]):
        if sector := f.sector(h.task):
            cells[h.unit, sector].add((h.role, h.task))
    rows = []
    for (unit, sector), held in cells.items():
        roles = Counter(role for role, _ in held)
        counts = (*(roles[r] for r in ROLES), len({t for _, t in held}))
        rows.append((f.get(unit, "name"), f.get(sector, "title"), *counts, unit, sector))
    return sorted(rows, key=lambda r: (-r[5], r[6], r[7]))


def unit_tasks(f: Facts, p: Parameters) -> Rows:
    held = [h for h in f.held(f.scope(p)) if f.called(h.unit, p["unit"])]
    held.sort(key=lambda h: (*f.place(h.task), h.role, h.unit, h.task))
    return [
        (
            f.get(h.task, "number"),
            h.role,
            f.get(h.task, "text"),
            f.get(h.task, "deadline"),
            f.get(h.task, "due"),
            len(f.units(h.task)),
            f.get(h.unit, "name"),
            f.get(f.document(h.task), "title"),
            h.unit,
            h.task,
        )
        for h in held
    ]


LOADS = {"total": ROLES, "lead": ROLES[:1], "support": ROLES[1:2], "responsible": ROLES[2:]}


def loads(f: Facts, tasks: set[str], groups: bool, load: str) -> list[int]:
    held = {(h.unit, h.task) for h in f.held(tasks, groups) if h.role in LOADS[load]}
    return sorted(Counter(unit for unit, _ in held).values())


def gini(x: Any) -> float:
    return float(np.abs(x[:, None] - x).sum() / (2 * len(x) * x.sum()))


def concentration(f: Facts, p: Parameters) -> Rows:
    rows = []
    for groups in (True, False):
        for load in LOADS:
            carried = loads(f, f.scope(p), groups, load)
            bodies = len(loads(f, f.scope(p), groups, "total"))
            if not carried:
                continue
            for frame, zeros in (("carriers", 0), ("all", bodies - len(carried))):
                x = np.array([0] * zeros + carried)
                share, relative = x / x.sum(), x[x > 0] / x.mean()
                hhi, n = float((share**2).sum()), len(x)
                normal = (hhi - 1 / n) / (1 - 1 / n) if n > 1 else None
                theil = float((relative * np.log(relative)).sum() / n)
                largest = float(np.sort(share)[-4:].sum())
                rows.append((load, groups, frame, n, int(x.sum()), hhi, normal, largest, gini(x), theil, 1 / hhi))
    return sorted(rows, key=lambda r: (not r[1], -r[4], r[0], r[2] == "all"))


def lorenz(f: Facts, p: Parameters) -> Rows:
    x = loads(f, f.scope(p), p["groups"], p["load"])
    return [
        (v, x.count(v), sum(y <= v for y in x) / len(x), sum(y for y in x if y <= v) / sum(x)) for v in sorted(set(x))
    ]


def county_load(f: Facts, p: Parameters) -> Rows:
    tasks = {t: f.counties(t) for t in f.scope(p)}
    pairs, named = sum(map(len, tasks.values())), sum(bool(c) for c in tasks.values())
    rows = []
    for c in f.label("County"):
        mine = [t for t, cs in tasks.items() if c.id in cs]
        governments = {e.start for e in f.edges("GOVERNS") if e.end == c.id}
        phrases = {e.end for e in f.edges("MEMBER_OF") if e.start in governments and e.properties["certain"]}
        through = {h.task for h in f.held(f.scope(p)) if h.unit in phrases}
        if not mine and not through:
            continue
        part = math.fsum(1 / len(tasks[t]) for t in mine)
        rows.append(
            (
                c.properties["name"],
                c.properties["kind"],
                c.properties.get("code"),
                len(mine),
                sum(c.id in f.counties(t, "text") for t in mine),
                sum(c.id in f.counties(t, "unit") or bool(f.units(t) & governments) for t in mine),
                len(through),
                len(mine) / pairs if pairs else 0.0,
                part,
                part / named if named else 0.0,
                c.id,
            )
        )
    return sorted(rows, key=lambda r: (-r[3], r[-1]))


def areas(f: Facts, p: Parameters) -> list[str]:
    wanted = p["county"]
    return [c.id for c in f.label("County") if wanted in ("", c.id, c.properties["name"], c.properties.get("code"))]


def county_sectors(f: Facts, p: Parameters) -> Rows:
    cells = Counter((c, s) for t in f.scope(p) if (s := f.sector(t)) for c in f.counties(t) & set(areas(f, p)))
    rows = [(f.get(c, "name"), f.get(s, "title"), n, c, s) for (c, s), n in cells.items()]
    return sorted(rows, key=lambda r: (-r[2], r[3], r[4]))


def county_units(f: Facts, p: Parameters) -> Rows:
    tasks = f.scope(p)
    both = Counter((c, u) for t in tasks for c in f.counties(t) for u in f.units(t, p["groups"]))
    led = Counter((c, u) for t in tasks for c in f.counties(t) for u in f.leads(t))
    rows = [
        (f.get(c, "name"), f.get(u, "name"), f.get(u, "kind"), n, led[c, u], c, u)
        for (c, u), n in both.items()
        if c in areas(f, p)
    ]
    return sorted(rows, key=lambda r: (-r[3], r[5], r[6]))
