"""The table of tasks: every row that the filters leave, in the order asked for, by the keys as by the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page_browser.driver import look_at, opened
from page_browser.graphs import synthetic_graph
from zeren.graph.model import Graph
from zeren.views import write_page
from zeren.views.facts import read_facts
from zeren.views.ledger_gaps import GAPS, gaps
from zeren.views.ledger_rows import ledger_rows

CELLS = "(key) => [...document.querySelectorAll(`#task-table tbody td.${key}`)].map(cell => cell.textContent)"


def cells(page: Page, key: str) -> list[str]:
    return [str(text) for text in page.evaluate(CELLS, key)]


def count(page: Page) -> int:
    """Rows that the table says it has, its head not counted."""
    table = page.locator("#task-table")
    return int(table.get_attribute("aria-rowcount") or 0) - 1 if table.count() else 0


def test_twenty_rows_are_seen_on_a_small_screen(browser: Browser, file: Path) -> None:
    with opened(browser, file, {"view": "tasks"}, width=1366, height=650) as watched:
        whole = watched.page.locator("#tasks-view").evaluate(
            """view => {
                const box = view.querySelector(".sheet").getBoundingClientRect();
                const head = view.querySelector("thead").getBoundingClientRect().bottom;
                return [...view.querySelectorAll("tbody tr[id]")].map(row => row.getBoundingClientRect())
                    .filter(row => row.top >= head - 1 && row.bottom <= box.bottom + 1).length;
            }"""
        )
        assert whole >= 20
        watched.assert_quiet()


def test_a_telephone_shows_what_each_task_says(browser: Browser, file: Path) -> None:
    # Columns that a telephone hides took their share of its width, and left the task one character.
    with opened(browser, file, {"view": "tasks"}, width=390, height=844) as watched:
        width = watched.page.locator("#task-table td.text").first.evaluate("cell => cell.clientWidth")
        assert width > 390 / 4


def test_gaps_choose_the_tasks_that_the_ledger_lists(browser: Browser, file: Path, graph: Graph) -> None:
    rows = ledger_rows(graph)
    found = list(gaps(rows, dict(graph.nodes)))
    with opened(browser, file, {"view": "tasks"}) as watched:
        page = watched.page
        for gap in GAPS:
            tasks = {row.node.id for missing, row, _ in found if missing == gap.missing}
            look_at(page, {"view": "tasks", "gap": gap.name})
            assert count(page) == len(tasks), gap.name
            shown = page.eval_on_selector_all("#task-table tbody tr[id]", "rows => rows.map(r => r.dataset.evidence)")
            assert set(shown) <= tasks
        supporters = {row.node.id: len(row.units["SUPPORTS"]) for row in rows.tasks}
        for wide in (0, 3):
            look_at(page, {"view": "tasks", "gap": "many-supporters", "wide": str(wide)})
            assert count(page) == sum(n > wide for n in supporters.values())
            expect(page.locator("#wide")).to_have_value(str(wide))
        page.click("#unfilter")
        assert count(page) == len(rows.tasks)
        expect(page.locator("#unfilter")).to_be_hidden()
        watched.assert_quiet()


def test_heads_sort_and_the_link_keeps_it(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "tasks"}, height=2400) as watched:
        page = watched.page
        printed = [str(task.properties["number"]) for task in read_facts(graph).tasks]
        assert cells(page, "number") == printed[: len(cells(page, "number"))]
        page.click("#task-table th.support button")
        most = [int(text.split()[0]) if text else -1 for text in cells(page, "support")]
        assert most == sorted(most, reverse=True) and most[0] > most[-1]
        assert "sort=-support" in watched.hash()
        page.click("#task-table th.support button")
        least = [int(text.split()[0]) for text in cells(page, "support") if text]
        assert least == sorted(least)
        expect(page.locator("#task-table th.support")).to_have_attribute("aria-sort", "ascending")
        page.click("#task-table th.number button")
        assert cells(page, "number") == printed[: len(cells(page, "number"))]
        page.go_back()
        expect(page.locator("#task-table th.support")).to_have_attribute("aria-sort", "ascending")


def test_what_is_typed_chooses_and_leaves_no_steps_to_go_back(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "tasks"}) as watched:
        page = watched.page
        before = page.evaluate("history.length")
        words = str(next(n for n in graph.nodes.values() if n.label == "Task").properties["text"])[3:9]
        page.locator("#words").press_sequentially(words)
        tasks = [n for n in graph.nodes.values() if n.label == "Task" and words in str(n.properties["text"])]
        assert count(page) == len(tasks)
        expect(page.locator("[data-count=Task]")).to_have_text(str(len(tasks)))
        assert page.evaluate("history.length") == before
        page.fill("#words", "没有这样的任务")
        expect(page.locator("#tasks-view")).to_have_text("没有符合条件的任务。")
        watched.assert_quiet()


def test_keys_go_through_ten_thousand_rows_of_which_few_are_drawn(browser: Browser, tmp_path: Path) -> None:
    graph = synthetic_graph(3000, 96)
    write_page(graph, tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html", {"view": "tasks"}) as watched:
        page = watched.page
        assert count(page) == 3000
        table = page.locator("#task-table")
        table.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator("tr.here")).to_have_attribute("aria-rowindex", "3")
        page.keyboard.press("End")
        last = page.locator("tr.here")
        expect(last).to_have_attribute("aria-rowindex", "3001")
        expect(last).to_be_in_viewport()
        assert table.get_attribute("aria-activedescendant") == last.get_attribute("id")
        assert page.locator("#task-table tbody tr").count() < 150
        page.keyboard.press("PageUp")
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_be_visible()
        expect(page.locator("tr.chosen")).to_have_count(1)
        page.keyboard.press("Home")
        expect(page.locator("tr.here")).to_have_attribute("aria-rowindex", "2")
        watched.assert_quiet()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_theme_is_in_the_link(browser: Browser, file: Path, theme: str) -> None:
    with opened(browser, file, {"view": "tasks"}) as watched:
        watched.page.select_option("#theme", theme)
        expect(watched.page.locator("html")).to_have_attribute("data-theme", theme)
        assert f"theme={theme}" in watched.hash()
        ground = watched.page.evaluate("getComputedStyle(document.getElementById('views-body')).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (theme != "dark")
