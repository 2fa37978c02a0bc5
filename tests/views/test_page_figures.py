"""Every number on the page is the command's: states are drawn at random, and the page is compared with the measures."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from page_browser.driver import look_at, opened
from zeren.graph.assignments import Scope
from zeren.graph.build import build
from zeren.graph.measures import workload
from zeren.graph.model import Graph
from zeren.graph.schema import RESPONSIBILITIES
from zeren.loaders import read_document
from zeren.views import write_page
from zeren.views.ledger_gaps import GAPS, gaps
from zeren.views.ledger_rows import ledger_rows

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STATES = 24
Drawn = dict[str, str | list[str]]


@pytest.fixture(scope="module")
def graph() -> Graph:
    names = ("gazette-2025-03.txt", "notice-2026-02.md", "work-report-2025.txt")
    return build(*(read_document(EXAMPLES / name) for name in names))


def draw(chance: random.Random, graph: Graph) -> Drawn:
    """A state: scope, filters and switches, each now and then."""
    of: dict[str, list[str]] = {label: [] for label in ("Document", "Leader", "Unit", "County", "Sector")}
    for node in sorted(graph.nodes):
        if graph.nodes[node].label in of:
            of[graph.nodes[node].label].append(node)
    state: Drawn = {}
    if chance.random() < 0.3:
        state["doc"] = chance.sample(of["Document"], chance.randint(1, 2))
    elif chance.random() < 0.4:
        state["year"] = chance.choice(["2025", "2026"])
    busy = Counter(e.start for e in graph.edges if e.type in RESPONSIBILITIES)
    for field, label in (("leader", "Leader"), ("unit", "Unit"), ("county", "County"), ("sector", "Sector")):
        if chance.random() < 0.25:
            ids = sorted(of[label], key=lambda id: (-busy[id], id))
            state[field] = chance.choice(ids[: len(ids) // 3 + 1])
    if chance.random() < 0.3:
        state["role"] = str(chance.randrange(4))
    if chance.random() < 0.25:
        state["gap"] = chance.choice([gap.name for gap in GAPS])
    if chance.random() < 0.4:
        state["roles"] = "".join(r for r in "123" if chance.random() < 0.6) or "0"
    if chance.random() < 0.4:
        state["groups"] = "1"
    return state


def chosen(graph: Graph, state: Mapping[str, str | list[str]]) -> frozenset[str]:
    """The tasks that a state leaves, from the graph itself."""
    tasks = Scope(year=int(str(state["year"]))).tasks(graph) if "year" in state else Scope().tasks(graph)
    if "doc" in state:
        tasks = frozenset(e.start for e in graph.edges if e.type == "STATED_IN" and e.end in state["doc"])

    def named(types: tuple[str, ...], start: object = None) -> set[str]:
        return {e.end for e in graph.edges if e.type in types and start in (None, e.start)}

    role = RESPONSIBILITIES[int(str(state["role"]))] if "role" in state else None
    units, leaders = RESPONSIBILITIES[1:], RESPONSIBILITIES[:1]
    used = False
    for field, types in (("unit", units), ("leader", leaders)):
        if field in state:
            used |= role in types
            tasks &= named((role,) if role in types else types, state[field])  # type: ignore[arg-type] # role is none of None's
    if role and not used:
        tasks &= named((role,))
    for field, kind in (("county", "CONCERNS"), ("sector", "IN_SECTOR")):
        if field in state:
            tasks &= {e.start for e in graph.edges if e.type == kind and e.end == state[field]}
    if "gap" in state:
        missing = next(gap.missing for gap in GAPS if gap.name == state["gap"])
        tasks &= {row.node.id for what, row, _ in gaps(ledger_rows(graph), dict(graph.nodes)) if what == missing}
    return frozenset(tasks)


def part(graph: Graph, tasks: frozenset[str], roles: str) -> Graph:
    """What is said of these tasks in these roles of units."""
    off = {RESPONSIBILITIES[int(role)] for role in "123" if role not in roles}
    kept = {id: node for id, node in graph.nodes.items() if node.label != "Task" or id in tasks}
    edges = tuple(e for e in graph.edges if e.start in kept and e.end in kept and e.type not in off)
    return dataclasses.replace(graph, nodes=kept, edges=edges)


def figures(page: Page) -> dict[str, int]:
    return {
        str(name): int(text)
        for name, text in page.eval_on_selector_all(
            "#figures [data-count]", "nodes => nodes.map(n => [n.dataset.count, n.textContent])"
        )
    }


def listed(page: Page) -> dict[str, tuple[int, ...]]:
    rows = page.eval_on_selector_all(
        "#list-view tbody tr",
        "rows => rows.map(r => [r.querySelector('[data-open]').dataset.open,"
        " [...r.querySelectorAll('td.figure')].map(c => Number(c.textContent || 0))])",
    )
    return {str(id): tuple(numbers) for id, numbers in rows}


def test_every_number_follows_the_state_as_the_commands_count(browser: Browser, graph: Graph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "page.html")
    chance = random.Random(20)
    seen = 0
    with opened(browser, tmp_path / "page.html", {"view": "list"}) as watched:
        page = watched.page
        for _ in range(STATES):
            state = draw(chance, graph)
            look_at(page, {**state, "view": "list"})
            tasks = chosen(graph, state)
            seen += bool(tasks)
            left = part(graph, tasks, str(state.get("roles", "123")))
            counts = Counter(e.type for e in left.edges)
            ends = {e.start for e in left.edges if e.type in RESPONSIBILITIES}
            kinds = Counter((graph.nodes[id].label, graph.nodes[id].properties["kind"] == "group") for id in ends)
            expected = {"Task": len(tasks), **{role: counts[role] for role in RESPONSIBILITIES}}
            expected |= {"Leader": kinds["Leader", False], "units": kinds["Unit", False]}
            phrases = {"leaderGroups": kinds["Leader", True], "groups": kinds["Unit", True]}
            expected |= {name: n for name, n in phrases.items() if n}
            assert figures(page) == expected, state
            units = workload(left, groups="groups" in state).to_dicts()
            people = workload(left, "leader").to_dicts()
            columns = ("led", "supporting", "responsible", "tasks")
            loads = {str(row["unit_id"]): tuple(row[c] for c in columns) for row in units if row["tasks"]}
            loads |= {str(row["leader_id"]): (row["tasks"],) for row in people if row["tasks"]}
            assert listed(page) == loads, state
            look_at(page, {**state, "view": "tasks"})
            table = page.locator("#task-table")
            rows = int(table.get_attribute("aria-rowcount") or 0) - 1 if table.count() else 0
            assert rows == len(tasks), state
        watched.assert_quiet()
    assert seen > STATES // 2
