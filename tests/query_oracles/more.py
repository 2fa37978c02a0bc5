"""Comparison, ranks, triples and single points in plain Python: what the stored queries must answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from query_oracles.facts import ROLES, Facts
from query_oracles.loads import LOADS, Parameters, Rows, unled
from query_oracles.ties import listed


def year_load(f: Facts, p: Parameters) -> Rows:
    years: dict[int | None, set[str]] = defaultdict(set)
    for t in f.scope(p):
        years[f.get(f.document(t), "year")].add(t)
    rows = [
        (
            year,
            len({f.document(t) for t in mine}),
            len(mine),
            len({x for t in mine for x in f.leaders(t)}),
            len({u for t in mine for u in f.units(t, p["groups"])}),
            sum(len(f.units(t, p["groups"])) for t in mine),
            len([t for t in mine if f.leads(t)]),
            len(unled(f, mine)),
            len([t for t in mine if not f.units(t)]),
        )
        for year, mine in years.items()
    ]
    return sorted(rows, key=lambda r: (r[0] is None, r[0] or 0))


def unit_by_document(f: Facts, p: Parameters) -> Rows:
    held = f.held(f.scope(p), p["groups"])
    pairs = Counter(d for d, _, _ in {(f.document(h.task), h.unit, h.task) for h in held})
    rows = []
    for unit, d in {(h.unit, f.document(h.task)) for h in held}:
        mine = [h for h in held if h.unit == unit and f.document(h.task) == d]
        roles = Counter(h.role for h in mine)
        n = len({h.task for h in mine})
        counts = (*(roles[r] for r in ROLES), n, n / pairs[d])
        rows.append((f.get(unit, "name"), f.get(d, "title"), f.get(d, "year"), *counts, unit, d))
    return sorted(rows, key=lambda r: (-r[6], r[8], r[9]))


def load_of_units(f: Facts, p: Parameters) -> Counter[str]:
    held = f.held(f.scope(p), p["groups"])
    return Counter(unit for unit, _ in {(h.unit, h.task) for h in held if h.role in LOADS[p["load"]]})


def over_mean(f: Facts, p: Parameters) -> Rows:
    load = load_of_units(f, p)
    if not load:
        return []
    x = np.array(list(load.values()))
    mean = Fraction(int(x.sum()), len(x))
    variance = sum((v - mean) ** 2 for v in load.values()) / len(x)
    k = Fraction(p["deviations"])
    rows = [
        (f.get(u, "name"), f.get(u, "kind"), v, float(x.mean()), float(x.std()), float((v - x.mean()) / x.std()), u)
        for u, v in load.items()
        if v > mean and (v - mean) ** 2 > k**2 * variance  # exact, where a float could fall on either side
    ]
    return sorted(rows, key=lambda r: (-r[2], r[-1]))


def top_and_rest(f: Facts, p: Parameters) -> Rows:
    load = load_of_units(f, p)
    total = load.total()
    ranked = sorted(load, key=lambda u: (-load[u], u))
    rows: Rows = []
    upto = 0
    for rank, u in enumerate(ranked[: p["first"]], 1):
        upto += load[u]
        figures = (load[u], load[u] / total, upto / total)
        rows.append((rank, f.get(u, "name"), f.get(u, "kind"), 1, *figures, u))
    if rest := ranked[p["first"] :]:
        left = sum(load[u] for u in rest)
        rows.append((len(rows) + 1, None, None, len(rest), left, left / total, 1.0, None))
    return rows


def lead_only(f: Facts, p: Parameters) -> Rows:
    everything = f.held(f.scope(p), p["groups"])
    rows = []
    for unit in f.label("Unit"):
        held = [h for h in everything if h.unit == unit.id]
        if held and all(h.role == "LEADS" for h in held):
            alone = sum(f.units(h.task, p["groups"]) == {unit.id} for h in held)
            rows.append((unit.properties["name"], unit.properties["kind"], len(held), alone, unit.id))
    return sorted(rows, key=lambda r: (-r[2], r[-1]))


def lead_against_support(f: Facts, p: Parameters) -> Rows:
    held = f.held(f.scope(p), p["groups"])
    counts = {role: Counter(h.unit for h in held if h.role == role) for role in ROLES[:2]}
    rows = []
    for u in {*counts["LEADS"], *counts["SUPPORTS"]}:
        mine = [counts[role][u] for role in ROLES[:2]]
        parts = [n / total if (total := counts[role].total()) else 0.0 for n, role in zip(mine, ROLES, strict=False)]
        rows.append((f.get(u, "name"), f.get(u, "kind"), *mine, *parts, round(parts[0] - parts[1], 6), u))
    return sorted(rows, key=lambda r: (-abs(r[6]), r[-1]))


def duty_by_city(f: Facts, p: Parameters) -> Rows:
    held = f.held(f.scope(p))
    rows = []
    cells = {(f.get(h.unit, "function"), f.get(h.unit, "city") or "") for h in held}
    for duty, city in cells:
        if duty is None or p["duty"] not in ("", duty):
            continue
        home = [h for h in held if (f.get(h.unit, "city") or "") == city]
        mine = [h for h in home if f.get(h.unit, "function") == duty]
        counts = [len({h.task for h in mine if h.role == role}) for role in ROLES]
        n = len({h.task for h in mine})
        rows.append((duty, city, len({h.unit for h in mine}), *counts, n, n / len({h.task for h in home})))
    return sorted(rows, key=lambda r: (r[0], -r[6], r[1]))


def triads(f: Facts, p: Parameters) -> Rows:
    seen = Counter(three for t in f.scope(p) for three in combinations(sorted(f.units(t, p["groups"])), 3))
    rows = [(*(f.get(u, "name") for u in three), n, *three) for three, n in seen.items() if n >= p["at_least"]]
    return sorted(rows, key=lambda r: (-r[3], *r[4:]))


def mutual_support(f: Facts, p: Parameters) -> Rows:
    seen: Counter[tuple[str, str]] = Counter()
    for t in f.scope(p):
        held = f.held([t], p["groups"])
        supports = {h.unit for h in held if h.role == "SUPPORTS"}
        seen.update((h.unit, b) for h in held if h.role == "LEADS" for b in supports)
    rows = []
    for (a, b), n in seen.items():
        m = seen.get((b, a), 0)
        if a < b and min(n, m) >= p["at_least"]:
            rows.append((f.get(a, "name"), f.get(b, "name"), n, m, min(n, m), a, b))
    return sorted(rows, key=lambda r: (-r[4], r[5], r[6]))


def leader_pairs(f: Facts, p: Parameters) -> Rows:
    tasks: dict[str, set[str]] = {x.id: {t for t in f.scope(p) if x.id in f.leaders(t)} for x in f.label("Leader")}
    units = {x: {u for t in mine for u in f.units(t, p["groups"])} for x, mine in tasks.items()}
    rows = []
    for a, b in combinations(sorted(tasks), 2):
        both = units[a] & units[b]
        if len(both) >= p["at_least"]:
            figures = (len(both), len(both) / len(units[a] | units[b]), len(tasks[a] & tasks[b]))
            rows.append((f.get(a, "name"), f.get(b, "name"), *figures, a, b))
    return sorted(rows, key=lambda r: (-r[2], r[5], r[6]))


def unnamed_counties(f: Facts, p: Parameters) -> Rows:
    every = f.scope({})
    rows = []
    for d in f.documents(p):
        mine = {t for t in every if f.document(t) == d}
        near = {t for t in every if f.get(f.document(t), "city") == f.get(d, "city")}
        named = {c for t in mine for c in f.counties(t)}
        for c in {c for t in near for c in f.counties(t)} - named:
            governments = {e.start for e in f.edges("GOVERNS") if e.end == c}
            phrases = {e.end for e in f.edges("MEMBER_OF") if e.start in governments and e.properties["certain"]}
            counts = (
                len([t for t in near if c in f.counties(t)]),
                len({h.task for h in f.held(mine) if h.unit in phrases}),
            )
            told = (f.get(c, "name"), f.get(c, "kind"), f.get(c, "code"))
            rows.append((*told, *counts, f.get(d, "title"), c, d))
    return sorted(rows, key=lambda r: (-r[3], r[6], r[7]))


def group_members(f: Facts, p: Parameters) -> Rows:
    tasks: dict[str, set[str]] = defaultdict(set)
    for h in f.held(f.scope(p)):
        tasks[h.unit].add(h.task)
    rows = [
        (
            f.get(e.end, "name"),
            f.get(e.start, "name"),
            e.properties["certain"],
            len(tasks[e.end]),
            len(tasks[e.start]),
            e.end,
            e.start,
        )
        for e in f.edges("MEMBER_OF")
        if tasks[e.end]
    ]
    return sorted(rows, key=lambda r: (-r[3], r[5], r[6]))


def single_points(f: Facts, p: Parameters) -> Rows:
    whole = Counter(s for t in f.scope(p) if (s := f.sector(t)))
    cells: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for t in f.scope(p):
        leads, units = f.leads(t), f.units(t)
        alone = not leads and len(units) == 1 and not f.get(t, "open_list")
        if (s := f.sector(t)) and (len(leads) == 1 or alone):
            [unit] = leads or units
            if p["groups"] or not f.group(unit):
                cells[s, unit][int(alone)] += 1
    rows = [
        (
            f.get(s, "title"),
            *(f.get(u, k) for k in ("name", "kind")),
            *counts,
            sum(counts),
            whole[s],
            sum(counts) / whole[s],
            f.get(next(e.end for e in f.edges("PART_OF") if e.start == s), "title"),
            u,
            s,
        )
        for (s, u), counts in cells.items()
        if sum(counts) >= p["at_least"]
    ]
    return sorted(rows, key=lambda r: (-r[7], -r[5], r[9], r[10]))


def no_deadline(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if not f.says_when(t) and (f.targets(t) or not p["with_target"])]
    return [
        (
            f.get(t, "number"),
            len(f.targets(t)),
            len(f.units(t)),
            f.get(t, "text"),
            f.get(f.document(t), "title"),
            t,
        )
        for t in listed(f, found)
    ]


def side(f: Facts, p: Parameters, wanted: str) -> set[str]:
    """Tasks of the documents that ``before`` or ``after`` means."""
    return f.scope({"document": wanted, "city": p["city"]})


def sides(f: Facts, p: Parameters) -> tuple[set[str], set[str]]:
    return side(f, p, p["before"]), side(f, p, p["after"])


def counted(f: Facts, tasks: set[str], words: dict[str, Any]) -> Counter[tuple[Any, str]]:
    return Counter((words[t], u) for t in tasks if t in words for u in f.leads(t))


def sector_lead_moves(f: Facts, p: Parameters) -> Rows:
    titles = {t: f.get(s, "title") for t in f.scope({}) if (s := f.sector(t))}
    old, new = (counted(f, tasks, titles) for tasks in sides(f, p))
    both = set.intersection(*({titles[t] for t in tasks if t in titles} for tasks in sides(f, p)))
    rows = [
        (title, f.get(u, "name"), old[title, u], new[title, u], new[title, u] - old[title, u], u)
        for title, u in {*old, *new}
        if title in both and old[title, u] != new[title, u]
    ]
    return sorted(rows, key=lambda r: (r[0], -r[4], r[5]))


def task_lead_moves(f: Facts, p: Parameters) -> Rows:
    words = {t: f.get(t, "title") or f.get(t, "text") for t in f.scope({})}
    old, new = (counted(f, tasks, words) for tasks in sides(f, p))
    both = set.intersection(*({words[t] for t in tasks} for tasks in sides(f, p)))
    rows = [
        (said, f.get(u, "name"), "lost" if old[said, u] else "gained", old[said, u], new[said, u], u)
        for said, u in {*old, *new}
        if said in both and not (old[said, u] and new[said, u])
    ]
    return sorted(rows, key=lambda r: (r[0], r[2], r[5]))
