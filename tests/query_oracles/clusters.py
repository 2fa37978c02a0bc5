"""Clusters and ties as written to a graph, in plain Python: what the stored queries must answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from query_oracles.facts import Facts
from query_oracles.loads import Parameters, Rows


def clusters_of(f: Facts, p: Parameters) -> dict[str, int]:
    found = {u.id: int(str(u.properties["cluster"])) for u in f.label("Unit") if "cluster" in u.properties}
    near = {u: c for u, c in found.items() if f.home(u, {"city": p.get("city", "")})}
    return {u: c for u, c in near.items() if p.get("cluster", 0) in (0, c)}


def clustered(f: Facts, p: Parameters) -> dict[int, list[str]]:
    members: dict[int, list[str]] = defaultdict(list)
    for u, number in clusters_of(f, p).items():
        members[number].append(u)
    return members


def ties(f: Facts, p: Parameters) -> list[Any]:
    """The edges that the parameters ``significant``, ``at_least`` and ``city`` let through, the strongest first."""
    found = [
        e
        for e in f.edges("SHARES_TASKS_WITH")
        if (e.properties["significant"] or not p.get("significant", True))
        and int(str(e.properties["tasks"])) >= p.get("at_least", 1)
        and f.home(e.start, {"city": p.get("city", "")})
    ]
    return sorted(found, key=lambda e: (-float(str(e.properties["weight"])), e.start, e.end))


def verdict(f: Facts, units: list[str]) -> Any:
    return f.get(units[0], "cluster_verdict")


def cluster_members(f: Facts, p: Parameters) -> Rows:
    every = clusters_of(f, {})
    pairs = {(a, b) for e in f.edges("SHARES_TASKS_WITH") for a, b in ((e.start, e.end), (e.end, e.start))}
    trust = ("cluster_confidence", "cluster_stability", "cluster_verdict", "groups_supported")
    rows = []
    for u, number in clusters_of(f, p).items():
        near = [b for a, b in pairs if a == u]
        same = sum(every[b] == number for b in near)
        tasks = len({h.task for h in f.held(f.scope({})) if h.unit == u})
        counts = (tasks, same, len(near) - same, *(f.get(u, name) for name in trust))
        rows.append((number, f.get(u, "name"), f.get(u, "kind"), *counts, u))
    return sorted(rows, key=lambda r: (r[0], -r[3], r[-1]))


def cluster_sectors(f: Facts, p: Parameters) -> Rows:
    members = clustered(f, {"city": p["city"]})
    number = {u: c for c, units in members.items() for u in units}
    pairs = {(h.unit, h.task, s) for h in f.held(f.scope({})) if h.unit in number and (s := f.sector(h.task))}
    cells: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    for u, t, s in pairs:
        cells[number[u], s].add((u, t))
    rows = []
    for (c, s), mine in cells.items():
        d = f.document(next(iter(mine))[1])
        here = [(number[u], section) for u, t, section in pairs if f.document(t) == d]
        usual = sum(g == c for g, _ in here) * sum(section == s for _, section in here) / len(here)
        counts = (len({t for _, t in mine}), len({u for u, _ in mine}), len(mine), usual, len(mine) / usual)
        if p["cluster"] in (0, c):
            rows.append((c, f.get(s, "title"), *counts, verdict(f, members[c]), f.get(d, "title"), s))
    return sorted(rows, key=lambda r: (r[0], -r[2], r[-1]))


def cluster_leaders(f: Facts, p: Parameters) -> Rows:
    number = clusters_of(f, p)
    cells: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
    for h in f.held(f.scope({})):
        for leader in f.leaders(h.task) if h.unit in number else ():
            cells[number[h.unit], leader].add((h.unit, h.task))
    rows = []
    for (c, x), pairs in cells.items():
        units = sorted({u for u, _ in pairs})
        rows.append((c, f.get(x, "name"), len({t for _, t in pairs}), len(units), verdict(f, units), x))
    return sorted(rows, key=lambda r: (r[0], -r[2], r[-1]))


def cluster_ties(f: Facts, p: Parameters) -> Rows:
    number = clusters_of(f, {})
    cells: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for e in ties(f, {"significant": False, "city": p["city"]}):
        a, b = sorted((number[e.start], number[e.end]))
        cells[a, b].append(e.properties)
    return [
        (a, b, len(held), sum(t["significant"] for t in held), math.fsum(t["weight"] for t in held))
        for (a, b), held in sorted(cells.items())
    ]


def cluster_verdicts(f: Facts, p: Parameters) -> Rows:
    rows: Rows = []
    for c, units in sorted(clustered(f, p).items()):
        sure = [x for u in units if (x := f.get(u, "cluster_confidence")) is not None]
        if len(units) >= p["at_least"]:
            one = units[0]
            rows.append(
                (
                    c,
                    f.get(one, "cluster_name"),
                    len(units),
                    f.get(one, "cluster_stability"),
                    verdict(f, units),
                    round(math.fsum(sure) / len(sure), 6) if sure else None,
                    min(sure, default=None),
                    f.get(one, "groups_supported"),
                    min((x for u in units if (x := f.get(u, "city"))), default=None),
                )
            )
    return rows


def city_groups(f: Facts, p: Parameters) -> Rows:
    cities: dict[str, list[str]] = defaultdict(list)
    for u in clusters_of(f, p):
        cities[f.get(u, "city") or ""].append(u)
    rows = []
    for city, units in sorted(cities.items()):
        sizes = Counter(f.get(u, "cluster") for u in units)
        said = Counter(
            {f.get(u, "cluster"): f.get(u, "cluster_verdict") for u in units if sizes[f.get(u, "cluster")] > 1}.values()
        )
        several = sum(n > 1 for n in sizes.values())
        backed = max((x for u in units if (x := f.get(u, "groups_supported")) is not None), default=None)
        counts = (said["stable"], said["doubtful"], said["not stable"], backed)
        rows.append((city, len(units), several, len(sizes) - several, *counts))
    return rows


def unit_confidence(f: Facts, p: Parameters) -> Rows:
    shown = ("name", "kind", "cluster_confidence", "cluster", "cluster_name", "cluster_stability", "cluster_verdict")
    sure = [u for u in clusters_of(f, p) if (x := f.get(u, "cluster_confidence")) is not None and x <= p["at_most"]]
    rows = [(*(f.get(u, name) for name in shown), u) for u in sure]
    return sorted(rows, key=lambda r: (r[2], r[-1]))


def shared_tasks(f: Facts, p: Parameters) -> Rows:
    figures = ("tasks", "jaccard", "weight", "p_value", "q_value", "significant", "method")
    return [
        (f.get(e.start, "name"), f.get(e.end, "name"), *(e.properties[x] for x in figures), e.start, e.end)
        for e in ties(f, p)
    ]


def backbone(f: Facts, p: Parameters) -> Rows:
    rows = []
    for e in ties(f, {"city": p["city"]}):
        a, b = (f.get(end, "cluster") for end in (e.start, e.end))
        if a != b or not p["crossing_only"]:
            figures = (e.properties[x] for x in ("tasks", "weight", "p_value", "q_value", "method"))
            names = (f.get(e.start, "name"), f.get(e.end, "name"))
            rows.append((*names, a, b, a != b, *figures, e.start, e.end))
    return rows


def city_ties(f: Facts, p: Parameters) -> Rows:
    cells: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for e in ties(f, {"significant": False, "city": p["city"]}):
        cells[f.get(e.start, "city") or "", e.properties["method"]].append(e)
    rows = []
    for (city, method), held in sorted(cells.items()):
        strong = sum(e.properties["significant"] for e in held)
        rows.append(
            (city, method, len({x for e in held for x in (e.start, e.end)}), len(held), strong, strong / len(held))
        )
    return rows


def unit_ties(f: Facts, p: Parameters) -> Rows:
    rows = []
    for e in ties(f, {"significant": False}):
        for u, v in ((e.start, e.end), (e.end, e.start)):
            if f.called(u, p["unit"]):
                figures = (e.properties[x] for x in ("tasks", "jaccard", "weight", "q_value", "significant"))
                same = f.get(u, "cluster") == f.get(v, "cluster")
                rows.append((f.get(u, "name"), f.get(v, "name"), f.get(v, "kind"), *figures, same, u, v))
    return sorted(rows, key=lambda r: (-r[5], r[-2], r[-1]))


def tie_words(f: Facts, p: Parameters) -> Rows:
    rows = []
    for e in ties(f, {"significant": p["significant"]}):
        if p["unit"] and not (f.called(e.start, p["unit"]) or f.called(e.end, p["unit"])):
            continue
        held = f.held(f.scope(p))
        both = [(a, b) for a in held for b in held if (a.unit, b.unit) == (e.start, e.end) and a.task == b.task]
        for a, b in sorted(both, key=lambda ab: (*f.place(ab[0].task), ab[0].task, ab[0].role, ab[1].role)):
            t = a.task
            rows.append(
                (
                    f.get(a.unit, "name"),
                    a.role,
                    f.get(b.unit, "name"),
                    b.role,
                    e.properties["q_value"],
                    *(f.get(t, name) for name in ("number", "text", "statement", "line")),
                    f.get(f.document(t), "title"),
                    a.unit,
                    b.unit,
                    t,
                )
            )
    return rows


def tie_sectors(f: Facts, p: Parameters) -> Rows:
    rows = []
    for e in ties(f, p):
        shared = [t for t in f.scope({}) if {e.start, e.end} <= f.units(t)]
        titles = Counter(f.get(s, "title") if (s := f.sector(t)) else "" for t in shared)
        main, n = min(titles.items(), key=lambda x: (-x[1], x[0]))
        figures = (len(shared), len(titles), main, n / len(shared), e.properties["weight"], e.properties["q_value"])
        rows.append((f.get(e.start, "name"), f.get(e.end, "name"), *figures, e.start, e.end))
    return rows


def lead_network(f: Facts, p: Parameters) -> Rows:
    arcs: Counter[tuple[str, str]] = Counter()
    for t in f.scope(p):
        held = f.held([t], p["groups"])
        supports = {h.unit for h in held if h.role == "SUPPORTS"}
        arcs.update((h.unit, b) for h in held if h.role == "LEADS" for b in supports if b != h.unit)
    rows = []
    for u in {x for arc in arcs for x in arc}:
        helpers, heads = {b for a, b in arcs if a == u}, {a for a, b in arcs if b == u}
        received, given = (sum(n for arc, n in arcs.items() if arc[end] == u) for end in (0, 1))
        counts = (len(helpers), received, len(heads), given)
        mutual = len(helpers & heads)
        rows.append((f.get(u, "name"), f.get(u, "kind"), *counts, mutual, mutual / len(helpers | heads), u))
    return sorted(rows, key=lambda r: (-r[3], -r[5], r[-1]))
