"""One word, one number: what a command, Python, a stored query, the page and the ledger say of the same graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, sync_playwright

from page_browser.driver import launch, opened
from query_oracles.drawn import invent
from zeren.cli.demo import sample_files
from zeren.graph import Graph, build, open_store
from zeren.graph.assignments import Scope, part
from zeren.graph.diff import diff
from zeren.graph.measures import concentration, workload
from zeren.graph.measures.loads import By
from zeren.loaders import read_document
from zeren.queries import catalogue
from zeren_command import zeren_here

Asked = dict[str, Any]
SAMPLE: tuple[Asked, ...] = ({}, {"document": "泽政〔2025〕6号"}, {"year": 2025, "city": "泽岚"})
DRAWN: tuple[Asked, ...] = ({}, {"document": "任发〔2031〕9号"}, {"year": 2030, "city": "任意"})
STORED: dict[By, tuple[str, str, str]] = {
    "unit": ("units", "unit-load", "unit_id"),
    "leader": ("leaders", "leader-span", "leader_id"),
    "sector": ("sectors", "sector-load", "sector_id"),
    "county": ("counties", "county-load", "county_id"),
}
SPREAD = ("units", "assignments", "hhi", "hhi_normalised", "cr4", "gini", "theil", "effective_units")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module", params=["sample", "drawn"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Graph, Any]:
    """A folder with a graph in it, the graph, and what of it is asked for."""
    desk = tmp_path_factory.mktemp("words")
    sample = request.param == "sample"
    graph = build(*(read_document(path) for path in sample_files())) if sample else invent(3)
    with open_store(desk / "zeren.db", create=True) as store:
        store.load(graph)
    return desk, graph, SAMPLE if sample else DRAWN


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()


def options(scope: Asked) -> list[str]:
    return [word for name, value in scope.items() for word in (f"--{name}", str(value))]


def asked(desk: Path, *words: str) -> Rows:
    done = zeren_here(*words, "--format", "json", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "counted: " in done.stderr, "what was pooled is said"
    rows: Rows = json.loads(done.stdout)
    return rows


def close(rows: Rows, others: Rows, columns: tuple[str, ...]) -> None:
    assert len(rows) == len(others)
    for one, other in zip(rows, others, strict=True):
        for name in columns:
            assert one[name] == pytest.approx(other[name], abs=1e-6), name


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("by", STORED)
def test_command_python_and_stored_query_count_alike(world: tuple[Path, Graph, Any], by: By, groups: bool) -> None:
    desk, graph, scopes = world
    what, query, id = STORED[by]
    for scope in scopes[:1] if groups else scopes[1:]:
        python = workload(graph, by, groups=groups, **scope).to_dicts()
        flag = ["--groups"] if groups else []
        command = asked(desk, "metrics", what, *flag, *options(scope))
        wanted = [] if by == "county" else ["-p", f"groups={str(groups).lower()}"]
        stored = asked(desk, "query", query, *wanted, *options(scope))
        assert python and list(stored[0])[-1] == id
        close(command, python, tuple(python[0]))
        close(stored, python, tuple(stored[0]))


def test_concentration_is_one_number(world: tuple[Path, Graph, Any]) -> None:
    desk, graph, scopes = world
    for scope in scopes[1:2]:
        python = concentration(graph, **scope).to_dicts()
        close(asked(desk, "metrics", "concentration", *options(scope)), python, tuple(python[0]))
        close(asked(desk, "query", "concentration", *options(scope)), python, ("load", "groups", "frame", *SPREAD))


def test_page_and_ledger_count_as_the_commands_do(
    world: tuple[Path, Graph, Any], browser: Browser, tmp_path: Path
) -> None:
    desk, graph, scopes = world
    for scope in scopes[:2]:
        units = {
            row["unit_id"]: tuple(row[name] for name in ("led", "supporting", "responsible", "tasks"))
            for row in workload(graph, groups=True, **scope).to_dicts()
        }
        leaders = {row["leader_id"]: (row["tasks"],) for row in workload(graph, "leader", **scope).to_dicts()}
        page, book = tmp_path / "page.html", tmp_path / "ledger.xlsx"
        for command, file, *rest in (("view", page, "--groups"), ("ledger", book)):
            done = zeren_here(str(command), "-o", file, *map(str, rest), *options(scope), cwd=desk)
            assert done.returncode == 0, done.stderr
            assert "counted: " in done.stderr
        with opened(browser, page, {"view": "list"}) as watched:
            rows = watched.page.locator("#list-view tbody tr").evaluate_all(
                "rows => rows.map(r => [r.querySelector('[data-open]').dataset.open,"
                " [...r.querySelectorAll('td.figure')].map(c => Number(c.textContent || 0))])"
            )
        shown = {id: tuple(figures) for id, figures in rows}
        assert shown == units | leaders
        sheet = load_workbook(book, read_only=True)["总览"]
        counted = [tuple(row[4:8]) for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
        assert Counter(counted) == Counter(units.values())


def test_a_change_is_one_number_in_diff_and_in_the_stored_query(tmp_path: Path) -> None:
    examples = sample_files()[0].parent
    graph = build(*(read_document(examples / name) for name in ("gazette-2025-03.txt", "notice-2026-02.md")))
    before, after = "泽政〔2025〕6号", "泽政〔2026〕4号"
    with open_store(tmp_path / "zeren.db", create=True) as store:
        store.load(graph)
        stored = {row["unit_id"]: row for row in catalogue()["load-changes"].run(store, before=before, after=after)}
    load = diff(part(graph, Scope(before)), part(graph, Scope(after))).tables["load"]
    shared = [name for name in load.columns if name in next(iter(stored.values()))]
    assert {"reach_low", "reach_high", "beyond_chance"} <= set(shared)
    assert len(load) > 50
    for row in load:
        for name in shared:
            value = row[name]
            expected = pytest.approx(value, abs=1e-6) if isinstance(value, float) else value
            assert stored[row["unit_id"]][name] == expected, name
