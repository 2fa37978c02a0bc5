"""What is taken away from the page: every view, as tables, text and pictures, with nothing in it that acts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from playwright.sync_api import Browser, expect

from page_browser.driver import Watched, look_at, opened, taken
from page_browser.graphs import HOSTILE_ALL, hostile_graph
from zeren.cli.own_files import kind_of
from zeren.graph.model import Graph
from zeren.graph.safe_text import inert, is_formula
from zeren.views import write_page
from zeren.views.facts import read_facts

VIEWS = ("overview", "tasks", "matrix", "focus", "network", "pivot", "quality", "queries", "list")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    write_page(hostile_graph(HOSTILE_ALL), path)
    return path


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a CSV file, which begins as Excel wants it."""
    assert path.read_bytes().startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_table_of_tasks_is_what_is_shown_in_its_order(
    browser: Browser, file: Path, graph: Graph, tmp_path: Path
) -> None:
    facts = read_facts(graph)
    unit = "unit:泽岚市/市商务局"
    own = {e.end for e in facts.mentions if e.start == unit}
    with opened(browser, file, {"view": "tasks", "unit": unit, "sort": "-number"}) as watched:
        head, *rows = rows_of(taken(watched.page, "takeCsv", tmp_path))
        assert [row[head.index("标识")] for row in rows] == [t.id for t in reversed(facts.tasks) if t.id in own]
        for row in rows:
            leads = [e for e in facts.mentions if e.type == "LEADS" and e.end == row[head.index("标识")]]
            names = dict.fromkeys(str(graph.nodes[e.start].properties["name"]) for e in leads)
            assert row[head.index("牵头")] == "、".join(names)
        path = taken(watched.page, "takeXlsx", tmp_path)
        sheet = load_workbook(path).active
        assert sheet is not None
        told = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        assert told == [head, *rows]
        assert kind_of(path) == "answer"
        watched.assert_quiet()


def test_text_goes_with_its_source_and_a_link_that_opens_the_same(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "tasks", "year": "2025", "gap": "no-lead"}) as watched:
        page = watched.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.click("#take summary")
        page.click("#take [data-take=takeText]")
        expect(page.locator("#told")).to_have_text("已复制")
        text = str(page.evaluate("navigator.clipboard.readText()"))
        title, _, head, *lines = text.splitlines()
        assert (title, head.split("\t")[:2]) == ("任务", ["编号", "任务"])
        assert len(lines) == int(page.inner_text("[data-count=Task]")) + 3
        documents = [n for n in graph.nodes.values() if n.label == "Document" and n.properties.get("year") == 2025]
        assert all(str(n.properties["title"]) in lines[-2] for n in documents)
        link = lines[-1]
        page.click("#take summary")
        page.click("#take [data-take=takeLink]")
        assert page.evaluate("navigator.clipboard.readText()") == link
        rows = page.locator("#task-table").get_attribute("aria-rowcount")
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator("#task-table")).to_have_attribute("aria-rowcount", rows or "")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_gives_tables_and_pictures_in_which_nothing_acts(
    browser: Browser, hostile: Path, tmp_path: Path, view: str
) -> None:
    with opened(browser, hostile, {"view": view}) as watched:
        page = watched.page
        first = watched.data()["units"][0]["id"]
        look_at(page, {"view": view, "focus": first, "groups": "1"})
        rows = rows_of(taken(page, "takeCsv", tmp_path))
        assert len(rows) > 1 or view in ("quality", "queries")  # nothing is doubtful here, and no query was asked
        assert [cell for row in rows for cell in row if is_formula(cell) or inert(cell) != cell] == []
        book = load_workbook(taken(page, "takeXlsx", tmp_path))
        kinds = {
            cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None
        }
        assert kinds <= {"s", "n"}
        assert book.active is not None and book.active.max_row == len(rows)
        drawn = etree.fromstring(taken(page, "takeSvg", tmp_path).read_bytes())
        names = {etree.QName(node).localname for node in drawn.iter(etree.Element)}
        assert names.isdisjoint({"script", "foreignObject", "a", "iframe", "style"})
        acts = [name for node in drawn.iter(etree.Element) for name in node.attrib if str(name).startswith("on")]
        assert acts == []
        assert taken(page, "takePng", tmp_path).read_bytes().startswith(b"\x89PNG")
        assert_nothing_ran(watched)


def assert_nothing_ran(watched: Watched) -> None:
    assert watched.page.evaluate("window.hit") is None
    assert watched.page.locator("script").count() == 3
    watched.assert_quiet()


def test_hostile_names_come_back_as_they_were_printed(browser: Browser, hostile: Path, tmp_path: Path) -> None:
    with opened(browser, hostile, {"view": "list", "groups": "1"}) as watched:
        sheet = load_workbook(taken(watched.page, "takeXlsx", tmp_path)).active
        assert sheet is not None
        names = {unit["name"] for unit in watched.data()["units"]}
        told = {unescape(str(row[1])) for row in sheet.iter_rows(min_row=2, values_only=True)}
        assert {inert(name) for name in names} <= told
        assert_nothing_ran(watched)
