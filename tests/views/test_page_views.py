"""Overview, pivot, years, checks and queries in a real browser: their numbers are those of the commands."""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page_browser.driver import opened
from page_browser.graphs import is_group
from zeren.graph import measures
from zeren.graph.assignments import Scope, part
from zeren.graph.build import build
from zeren.graph.doubts import doubts_in
from zeren.graph.model import Graph
from zeren.graph.suggestions import suggest
from zeren.graph.table import Table
from zeren.loaders import read_document
from zeren.views import write_page
from zeren.views.findings import findings
from zeren.views.page_queries import ROWS, Answers

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2026, 4, 1)
ROLES = {1: "LEADS", 2: "SUPPORTS", 3: "RESPONSIBLE_FOR"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Two years."""
    return build(*(read_document(EXAMPLES / name) for name in ("gazette-2025-03.txt", "notice-2026-02.md")))


@pytest.fixture(scope="module")
def file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    loads = measures.workload(graph)
    said: dict[str, Table | str] = {
        "unit-load": Table(loads.columns, loads.rows[: ROWS + 1]),
        "triads": Table(("a_id", "tasks")),
        "lorenz": "slow",
    }
    write_page(graph, path, day=DAY, answers=Answers(said))
    return path


def texts(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def told(graph: Graph, at: int) -> list[str]:
    return [f"{finding.said[at]} →" for finding in findings(graph, DAY)]


def test_the_page_opens_on_the_briefings_sentences_and_each_leads_on(
    browser: Browser, file: Path, graph: Graph
) -> None:
    with opened(browser, file, {}) as watched:
        page = watched.page
        assert texts(page, ".said") == told(graph, 0)
        page.locator(".findings summary").first.click()
        first = findings(graph, DAY)[0]
        assert texts(page, ".findings tbody th:first-child")[: len(first.grid[0].rows)] == [
            r[0] for r in first.grid[0].rows
        ]
        page.click("#lang")
        assert texts(page, ".said") == told(graph, 1)
        page.click('[data-finding="doubtful"]')
        expect(page.locator("#quality-view")).to_be_visible()
        page.go_back()
        page.locator(".findings summary").nth(2).click()
        page.locator(".findings li").nth(2).locator("tbody button").first.click()
        busiest = next(row for row in measures.workload(graph, "leader") if row["kind"] != "group")
        expect(page.locator("#focus-view h2")).to_contain_text(str(busiest["leader"]))
        watched.assert_quiet()


def test_findings_follow_the_scope_and_say_where_they_do_not(browser: Browser, file: Path, graph: Graph) -> None:
    documents = sorted(node.id for node in graph.nodes.values() if node.label == "Document")
    with opened(browser, file, {"view": "overview", "year": "2026"}) as watched:
        assert texts(watched.page, ".said") == told(part(graph, Scope(year=2026)), 0)
    with opened(browser, file, {"view": "overview", "doc": documents[0]}) as watched:
        assert texts(watched.page, ".said") == told(part(graph, Scope(documents[0])), 0)
        assert watched.page.locator(".findings .warn").count() == 0
        watched.page.evaluate("location.hash = 'view=overview&doc=' + " + repr(documents[0]) + " + '&role=1'")
        expect(watched.page.locator(".findings .warn")).to_have_count(1)


@pytest.mark.parametrize("year", [None, 2025])
def test_pictures_beside_the_findings_have_the_measures_numbers(
    browser: Browser, file: Path, graph: Graph, year: int | None
) -> None:
    scope = {"year": str(year)} if year else {}
    loads = [row for row in measures.workload(graph, year=year) if row["kind"] != "group"]
    spread = next(
        r for r in measures.concentration(graph, groups=False, frame="carriers", year=year) if r["load"] == "total"
    )
    with opened(browser, file, {"view": "overview", **scope}) as watched:
        page = watched.page
        assert [int(text) for text in texts(page, ".load-bars b")] == [row["tasks"] for row in loads[:12]]
        assert texts(page, ".gini") == [f"基尼系数 {float(str(spread['gini'])):.2f}"]
        low, high, chance = (f"{float(str(spread[n])):.2f}" for n in ("gini_low", "gini_high", "gini_random"))
        expect(page.locator(".lorenz-box")).to_contain_text(f"{low} 至 {high}，随机分配时 {chance}")


def shared(graph: Graph, roles: str, down: str, across: str) -> dict[tuple[str, str], int]:
    """Distinct tasks of each pair of names, phrases for several units left out."""
    kinds = {"OVERSEES": "leader", **{ROLES[int(role)]: "unit" for role in roles}}
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in graph.edges:
        if edge.type in kinds and not (kinds[edge.type] == "unit" and is_group(graph, edge.start)):
            named[kinds[edge.type]][edge.end].add(edge.start)
        elif edge.type in ("IN_SECTOR", "CONCERNS"):
            named["sector" if edge.type == "IN_SECTOR" else "county"][edge.start].add(edge.end)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for task, ones in named[down].items():
        for one in ones:
            for other in named[across][task]:
                found[one, other] += 1
    return found


@pytest.mark.parametrize(
    ("down", "across", "roles"),
    [("leader", "unit", "123"), ("unit", "sector", "1"), ("county", "sector", "123"), ("unit", "leader", "23")],
)
def test_a_pivot_counts_tasks_of_both(
    browser: Browser, file: Path, graph: Graph, down: str, across: str, roles: str
) -> None:
    with opened(browser, file, {"view": "pivot", "rows": down, "columns": across, "roles": roles}) as watched:
        rows = watched.page.eval_on_selector_all(
            "#pivot-view tbody tr",
            "lines => lines.map(line => [line.querySelector('th button').dataset.open, "
            "[...line.querySelectorAll('td:not(.all-of)')].map(cell => Number(cell.textContent) || 0)])",
        )
        columns = watched.page.eval_on_selector_all("#pivot-view thead button", "all => all.map(b => b.dataset.open)")
        want = shared(graph, roles, down, across)
        shown = {(row, column): n for row, cells in rows for column, n in zip(columns, cells, strict=True) if n}
        assert shown == {pair: n for pair, n in want.items() if pair[0] in dict(rows) and pair[1] in columns}
        assert len(shown) > 5
        # In vertical writing a font without vertical metrics draws no 一.
        upright = watched.page.locator("#pivot-view .upright .name").first
        assert upright.evaluate("name => getComputedStyle(name).writingMode") == "horizontal-tb"
        box = watched.page.locator("#pivot-view .grid-box")
        box.focus()
        watched.page.keyboard.press("ArrowRight")
        assert watched.page.evaluate("document.activeElement.matches('#pivot-view td button')")
        watched.assert_quiet()


def test_years_checks_and_queries_show_what_the_commands_give(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "years"}) as watched:
        page = watched.page
        summed = [sum(int(str(row["tasks"])) for row in measures.workload(graph, year=year)) for year in (2025, 2026)]
        row = page.locator("#years-view tr", has_text="各单位任务合计").locator("td")
        assert row.all_inner_texts() == [*map(str, summed), str(summed[1] - summed[0])]
        assert page.locator("#years-view .part").count() == 6
        page.evaluate("location.hash = 'view=quality'")
        expect(page.locator("#quality-view")).to_be_visible()
        heads = texts(page, "#quality-view h2")
        assert f"（{len(doubts_in(graph))}）" in heads[1]
        assert f"（{len(suggest(graph))}）" in heads[2]
        page.evaluate("location.hash = 'view=queries&query=unit-load'")
        expect(page.locator(".answer tbody tr")).to_have_count(min(ROWS, len(measures.workload(graph))))
        assert texts(page, ".answer tbody tr:first-child th") == [str(measures.workload(graph).to_dicts()[0]["unit"])]
        assert texts(page, ".answer thead th")[:4] == ["单位", "类别", "牵头", "配合"]
        assert texts(page, ".answer tbody tr:first-child td")[0] == "开发区、示范区"
        page.click("#lang")
        assert texts(page, ".answer thead th")[:4] == ["unit", "kind", "led", "supporting"]
        page.click("#lang")
        expect(page.locator("#left-out")).not_to_contain_text("不随所选")
        page.evaluate("location.hash = 'view=queries&query=unit-load&role=1'")
        expect(page.locator("#left-out")).to_contain_text("不随所选")
        for query, words in (
            ("triads", "没有结果"),
            ("lorenz", "超过"),
            ("unit-tasks", "unit"),
            ("no-leader", "--answers"),
        ):
            page.evaluate(f"location.hash = 'view=queries&query={query}'")
            expect(page.locator(".answer")).to_contain_text(words)
        watched.assert_quiet()
