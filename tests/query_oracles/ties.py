"""Co-responsibility, gaps and evidence in plain Python: what the stored queries must answer."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from query_oracles.facts import ROLES, Facts
from query_oracles.loads import Parameters, Rows


def pairs(f: Facts, p: Parameters) -> Rows:
    tasks = {t: f.units(t, p["groups"]) for t in f.scope(p)}
    load = Counter(u for units in tasks.values() for u in units)
    both = Counter(pair for units in tasks.values() for pair in combinations(sorted(units), 2))
    rows = [
        (
            f.get(a, "name"),
            f.get(b, "name"),
            n,
            n / (load[a] + load[b] - n),
            n / min(load[a], load[b]),
            a,
            b,
        )
        for (a, b), n in both.items()
        if n >= p["at_least"]
    ]
    return sorted(rows, key=lambda r: (-r[2], r[5], r[6]))


def lead_support(f: Facts, p: Parameters) -> Rows:
    seen: Counter[tuple[str, str]] = Counter()
    for t in f.scope(p):
        held = f.held([t], p["groups"])
        leads = {h.unit for h in held if h.role == "LEADS"}
        supports = {h.unit for h in held if h.role == "SUPPORTS"}
        seen.update((a, b) for a in leads for b in supports if a != b)
    rows = [
        (f.get(a, "name"), f.get(b, "name"), n, seen[b, a], a, b) for (a, b), n in seen.items() if n >= p["at_least"]
    ]
    return sorted(rows, key=lambda r: (-r[2], r[4], r[5]))


def neighbourhood(f: Facts, p: Parameters) -> Rows:
    rows = []
    for h in f.held(f.scope(p)):
        if not f.called(h.unit, p["unit"]):
            continue
        others = [o for o in f.held([h.task], p["groups"]) if o.unit != h.unit]
        co_units: list[tuple[str | None, str | None]] = [(o.unit, o.role) for o in others]
        for unit, role in co_units or [(None, None)]:
            name, kind = (f.get(unit, "name"), f.get(unit, "kind")) if unit else (None, None)
            rows.append(
                (
                    f.get(h.task, "number"),
                    h.role,
                    name,
                    role,
                    kind,
                    f.get(h.task, "text"),
                    f.get(h.unit, "name"),
                    unit,
                    h.unit,
                    h.task,
                )
            )
    return sorted(rows, key=lambda r: (*f.place(r[9]), r[1], r[3] or "", r[7] or "", r[8], r[9]))


def leader_unit(f: Facts, p: Parameters) -> Rows:
    both = Counter((u, x) for t in f.scope(p) for u in f.units(t, p["groups"]) for x in f.leaders(t))
    heads = Counter(u for u, _ in both)
    rows = [
        (f.get(u, "name"), heads[u], f.get(x, "name"), n, u, x)
        for (u, x), n in both.items()
        if heads[u] >= p["leaders_at_least"]
    ]
    return sorted(rows, key=lambda r: (-r[1], r[4], -r[3], r[5]))


def tail(f: Facts, task: str, *, statement: bool = True) -> tuple[Any, ...]:
    """The columns that most lists of tasks end in."""
    said = (f.get(task, "statement"),) if statement else ()
    return (f.get(task, "text"), *said, f.get(f.document(task), "title"), task)


def listed(f: Facts, tasks: list[str]) -> list[str]:
    return sorted(tasks, key=lambda t: (*f.place(t), t))


def no_stated_lead(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if not f.leads(t) and len(f.units(t)) > (0 if p["sole"] else 1)]
    return [
        (f.get(t, "number"), len(f.units(t)), len(f.units(t)) - len(f.units(t, False)), *tail(f, t))
        for t in listed(f, found)
    ]


def several_leads(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if len(f.leads(t)) >= p["at_least"]]
    found = sorted(listed(f, found), key=lambda t: -len(f.leads(t)))
    return [(f.get(t, "number"), len(f.leads(t)), len(f.units(t)), *tail(f, t)) for t in found]


def open_lists(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if f.get(t, "open_list")]
    return [(f.get(t, "number"), len(f.units(t)), *tail(f, t)) for t in listed(f, found)]


def single_unit(f: Facts, p: Parameters) -> Rows:
    found = [(t, h.role, h.unit) for t in f.scope(p) if len(f.units(t)) == 1 for h in f.held([t], groups=False)]
    found.sort(key=lambda x: (*f.place(x[0]), x[1], x[2], x[0]))
    return [
        (
            f.get(t, "number"),
            f.get(u, "name"),
            role,
            f.get(t, "open_list"),
            f.get(t, "text"),
            f.get(f.document(t), "title"),
            u,
            t,
        )
        for t, role, u in found
    ]


def many_supporters(f: Facts, p: Parameters) -> Rows:
    supporters = {t: {h.unit for h in f.held([t]) if h.role == "SUPPORTS"} for t in f.scope(p)}
    found = listed(f, [t for t, units in supporters.items() if len(units) > p["more_than"]])
    found.sort(key=lambda t: -len(supporters[t]))
    return [(f.get(t, "number"), len(supporters[t]), len(f.leads(t)), *tail(f, t, statement=False)) for t in found]


def only_groups(f: Facts, p: Parameters) -> Rows:
    found = [t for t in f.scope(p) if f.units(t) and not f.units(t, groups=False)]
    return [(f.get(t, "number"), len(f.units(t)), *tail(f, t)) for t in listed(f, found)]


def support_only(f: Facts, p: Parameters) -> Rows:
    everything = f.held(f.scope(p), p["groups"])
    rows = []
    for unit in f.label("Unit"):
        held = [h for h in everything if h.unit == unit.id]
        if held and all(h.role == "SUPPORTS" for h in held):
            rows.append((unit.properties["name"], unit.properties["kind"], len(held), unit.id))
    return sorted(rows, key=lambda r: (-r[2], r[-1]))


def no_target(f: Facts, p: Parameters) -> Rows:
    return [
        (f.get(t, "number"), len(f.units(t)), f.get(t, "deadline"), f.get(t, "due"), *tail(f, t, statement=False))
        for t in listed(f, [t for t in f.scope(p) if not f.targets(t)])
    ]


def read_edges(f: Facts, p: Parameters) -> list[Any]:
    scope = f.scope(p)
    found = [e for e in f.edges("OVERSEES", *ROLES) if e.end in scope]
    keys = ("start", "end", "rule", "source")
    found.sort(key=lambda e: (*f.place(e.end), e.type, *(e.properties[k] for k in keys), e.start, e.end))
    return found


def evidence(f: Facts, p: Parameters) -> Rows:
    return [
        (
            f.get(e.start, "name"),
            e.type,
            f.get(e.end, "number"),
            *(
                e.properties.get(k)
                for k in ("source", "statement", "line", "place", "start", "end", "rule", "inherited")
            ),
            f.get(f.document(e.end), "title"),
            e.start,
            e.end,
        )
        for e in read_edges(f, p)
        if (not p["name"] or f.called(e.start, p["name"])) and p["task"] in ("", e.end, f.get(e.end, "number"))
    ]


def inherited_readings(f: Facts, p: Parameters) -> Rows:
    return [
        (
            f.get(e.start, "name"),
            e.properties["source"],
            e.type,
            f.get(e.end, "number"),
            *(e.properties.get(k) for k in ("rule", "statement", "line", "place", "start")),
            e.start,
            e.end,
        )
        for e in read_edges(f, p)
        if e.properties["inherited"]
    ]


def spellings(f: Facts, p: Parameters) -> Rows:
    read = [e for e in read_edges(f, p) if e.type != "OVERSEES" and (not p["unit"] or f.called(e.start, p["unit"]))]
    rows = []
    for unit, form in {(e.start, e.properties["source"]) for e in read}:
        mine = [e for e in read if (e.start, e.properties["source"]) == (unit, form)]
        given = sum(e.properties["inherited"] for e in mine)
        rows.append((f.get(unit, "name"), form, len(mine), len({e.end for e in mine}), given, unit))
    return sorted(rows, key=lambda r: (r[-1], -r[2], r[1]))


def outline(f: Facts, p: Parameters) -> Rows:
    return [
        (
            f.get(f.document(t), "title"),
            f.get(t, "order"),
            f.get(s, "title") if (s := f.sector(t)) else None,
            *(f.get(t, k) for k in ("number", "title", "text")),
            len(f.leaders(t)),
            len(f.units(t)),
            len(f.targets(t)),
            f.get(t, "line"),
            t,
        )
        for t in listed(f, list(f.scope(p)))
    ]


def targets(f: Facts, p: Parameters) -> Rows:
    return [
        (
            f.get(t, "number"),
            *(f.get(g, k) for k in ("text", "value", "unit", "relation")),
            f.get(t, "deadline"),
            f.get(t, "due"),
            f.get(f.document(t), "title"),
            g,
        )
        for t in listed(f, list(f.scope(p)))
        for g in sorted(f.targets(t))
        if not (p["without_deadline"] and f.says_when(t))
    ]
