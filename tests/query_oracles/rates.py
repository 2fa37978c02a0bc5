"""Changes, deadlines and gaps with their intervals, in plain Python: what the stored queries must answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Any

from scipy.stats import binomtest

from query_oracles.facts import Facts
from query_oracles.loads import Parameters, Rows
from query_oracles.more import sides
from query_oracles.ties import listed


def wilson(x: int, n: int) -> tuple[float, float]:
    found = binomtest(x, n).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def newcombe(x: int, m: int, y: int, n: int) -> tuple[Any, ...]:
    """Both rates, their difference, its interval, and whether that leaves out 0."""
    if not m or not n:
        return (None,) * 6
    p, q = x / m, y / n
    (p_low, p_high), (q_low, q_high) = wilson(x, m), wilson(y, n)
    low = q - p - math.hypot(q - q_low, p_high - p)
    high = q - p + math.hypot(q_high - q, p - p_low)
    return p, q, q - p, low, high, low > 0 or high < 0


def by_change(row: tuple[Any, ...], place: int, last: int = -1) -> tuple[float, Any]:
    return -abs(row[place] or 0.0), row[last]


def load_changes(f: Facts, p: Parameters) -> Rows:
    held = [f.held(tasks, p["groups"]) for tasks in sides(f, p)]
    pairs = [{(h.unit, h.task) for h in x} for x in held]
    m, n = (len({t for _, t in x}) for x in pairs)
    rows = []
    for u in {unit for x in pairs for unit, _ in x}:
        old, new = (sum(unit == u for unit, _ in x) for x in pairs)
        led = [len({h.task for h in x if h.unit == u and h.role == "LEADS"}) for x in held]
        rows.append((f.get(u, "name"), f.get(u, "kind"), old, new, new - old, *led, *newcombe(old, m, new, n), u))
    return sorted(rows, key=lambda r: by_change(r, 9))


def leader_changes(f: Facts, p: Parameters) -> Rows:
    overseen = [{t for t in tasks if f.leaders(t)} for tasks in sides(f, p)]
    rows: Rows = []
    for x in f.label("Leader"):
        mine = [{t for t in tasks if x.id in f.leaders(t)} for tasks in overseen]
        old, new = map(len, mine)
        if old or new:
            units = (len({u for t in tasks for u in f.units(t)}) for tasks in mine)
            rates = newcombe(old, len(overseen[0]), new, len(overseen[1]))
            rows.append((x.properties["name"], old, new, new - old, *units, *rates, x.id))
    return sorted(rows, key=lambda r: by_change(r, 8))


def sector_changes(f: Facts, p: Parameters) -> Rows:
    old, new = (Counter(f.get(s, "title") for t in tasks if (s := f.sector(t))) for tasks in sides(f, p))
    rows = [
        (
            title,
            old[title],
            new[title],
            new[title] - old[title],
            *newcombe(old[title], old.total(), new[title], new.total()),
        )
        for title in {*old, *new}
    ]
    return sorted(rows, key=lambda r: by_change(r, 6, 0))


def units_come_and_gone(f: Facts, p: Parameters) -> Rows:
    held = [f.held(tasks, p["groups"]) for tasks in sides(f, p)]
    old, new = ({h.unit for h in x} for x in held)
    rows = []
    for u in old ^ new:
        mine = [h for h in held[u in new] if h.unit == u]
        counts = (len({h.task for h in mine}), len({h.task for h in mine if h.role == "LEADS"}))
        rows.append(("new" if u in new else "gone", f.get(u, "name"), f.get(u, "kind"), *counts, u))
    return sorted(rows, key=lambda r: (r[0] == "gone", -r[3], r[-1]))


def quarter(day: str) -> str:
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def due_tasks(f: Facts, p: Parameters) -> Rows:
    rows = []
    for t in f.scope(p):
        due = f.get(t, "due")
        if due and (p["since"] or due) <= due <= (p["until"] or due):
            counts = (len(f.leads(t)), len(f.units(t)), len(f.targets(t)), f.get(t, "text"))
            said = (f.get(t, "due_basis"), f.get(t, "due_words"), f.get(t, "number"))
            rows.append((due, *said, *counts, f.get(f.document(t), "title"), t))
    return sorted(rows, key=lambda r: (r[0], r[-1]))


def due_by_quarter(f: Facts, p: Parameters) -> Rows:
    quarters: dict[str, list[str]] = defaultdict(list)
    for t in f.scope(p):
        if due := f.get(t, "due"):
            quarters[quarter(due)].append(t)
    total = sum(map(len, quarters.values()))
    rows = []
    for time, mine in sorted(quarters.items()):
        stated = sum(f.get(t, "due_basis") == "stated" for t in mine)
        aimed = sum(bool(f.targets(t)) for t in mine)
        rows.append((time, len(mine), stated, len(mine) - stated, aimed, len(mine) / total))
    return rows


def unit_due_by_quarter(f: Facts, p: Parameters) -> Rows:
    cells: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for h in f.held(f.scope(p), p["groups"]):
        if due := f.get(h.task, "due"):
            cells[h.unit, quarter(due)].add((h.role, h.task))
    rows = []
    for (u, time), held in cells.items():
        led = len({t for role, t in held if role == "LEADS"})
        rows.append((f.get(u, "name"), time, len({t for _, t in held}), led, u))
    return sorted(rows, key=lambda r: (r[1], -r[2], r[-1]))


def undated_tasks(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if not f.get(t, "due") and (p["silent"] or f.says_when(t))]
    return [
        (
            f.get(t, "number"),
            f.get(t, "due_words") or f.get(t, "deadline"),
            len(f.targets(t)),
            len(f.units(t)),
            f.get(t, "text"),
            f.get(f.document(t), "title"),
            t,
        )
        for t in listed(f, found)
    ]


def unit_deadlines(f: Facts, p: Parameters) -> Rows:
    tasks: dict[str, set[str]] = defaultdict(set)
    for h in f.held(f.scope(p), p["groups"]):
        tasks[h.unit].add(h.task)
    rows = []
    for u, mine in tasks.items():
        dated = sum(bool(f.get(t, "due")) for t in mine)
        worded = sum(f.says_when(t) and not f.get(t, "due") for t in mine)
        n = len(mine)
        if n >= p["at_least"]:
            counts = (n, dated, worded, n - dated - worded, dated / n, *wilson(dated, n))
            rows.append((f.get(u, "name"), f.get(u, "kind"), *counts, u))
    return sorted(rows, key=lambda r: (r[6], -r[2], r[-1]))


def lead_gaps(f: Facts, p: Parameters) -> Rows:
    sectors: dict[str, set[str]] = defaultdict(set)
    for t in f.scope(p):
        if (s := f.sector(t)) and f.units(t):
            sectors[s].add(t)
    rows = []
    for s, mine in sectors.items():
        joint = [t for t in mine if len(f.units(t)) > 1 or f.units(t) != f.units(t, groups=False)]
        if joint:
            bare = sum(not f.leads(t) for t in joint)
            title = f.get(f.document(joint[0]), "title")
            counts = (len(mine), len(joint), bare, bare / len(joint), *wilson(bare, len(joint)))
            rows.append((f.get(s, "title"), *counts, title, s))
    return sorted(rows, key=lambda r: (-r[4], -r[2], r[-1]))


def no_leader(f: Facts, p: Parameters) -> Rows:
    led = {f.document(t) for t in f.scope(p) if f.leaders(t)}
    least = 1 if p["sole"] else 2
    found = [t for t in f.scope(p) if f.document(t) in led and not f.leaders(t) and len(f.units(t)) >= least]
    return [
        (
            f.get(t, "number"),
            len(f.units(t)),
            len(f.leads(t)),
            f.get(t, "text"),
            f.get(t, "statement"),
            f.get(f.document(t), "title"),
            t,
        )
        for t in listed(f, found)
    ]


def continued_tasks(f: Facts, p: Parameters) -> Rows:
    rows = []
    scope = f.scope(p)
    pairs = [e for e in f.edges("CONTINUES") if e.start in scope]
    for e in sorted(pairs, key=lambda e: (*f.place(e.start), e.start, e.end)):
        t, s = e.start, e.end
        new, old = f.leads(t), f.leads(s)
        if p["moved_only"] and new == old:
            continue
        rows.append(
            (
                f.get(t, "number"),
                f.get(s, "number"),
                e.properties["score"],
                len(new & old),
                len(old - new),
                len(new - old),
                f.get(t, "due"),
                f.get(s, "due"),
                f.get(t, "text"),
                f.get(f.document(t), "title"),
                f.get(f.document(s), "title"),
                s,
                t,
            )
        )
    return rows
