"""Ten tasks of an analyst, done by hand on the page: what is asked for is found, in so many steps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from page_browser.driver import Watched, opened
from zeren.graph import Graph, build, measures
from zeren.graph.doubts import doubts_in
from zeren.graph.reports import late
from zeren.loaders import read_document
from zeren.views import write_page
from zeren.views.facts import Facts, read_facts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2027, 6, 1)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Two years, after most of what is due."""
    return build(*(read_document(EXAMPLES / name) for name in ("gazette-2025-03.txt", "notice-2026-02.md")))


@pytest.fixture(scope="module")
def facts(graph: Graph) -> Facts:
    return read_facts(graph)


@pytest.fixture(scope="module")
def file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    write_page(graph, path, day=DAY)
    return path


@dataclass
class Analyst:
    """Somebody who has just opened the page, and what they have done since."""

    page: Page
    steps: int = 0

    def click(self, selector: str) -> None:
        self.steps += 1
        self.page.click(selector)

    def choose(self, name: str, value: str) -> None:
        self.steps += 1
        self.page.select_option(f"#filters select[name={name}]", value)

    def press(self, key: str) -> None:
        self.steps += 1
        self.page.keyboard.press(key)

    def search(self, words: str) -> None:
        """Type a name and take the first that is found."""
        self.steps += 2
        self.page.fill("#find", words)
        self.page.keyboard.press("Enter")

    def tasks(self) -> int:
        """How many the table has."""
        table = self.page.locator("#task-table")
        return int(table.get_attribute("aria-rowcount") or 0) - 1 if table.count() else 0


@pytest.fixture
def watched(browser: Browser, file: Path) -> Iterator[Watched]:
    with opened(browser, file, {}) as found:
        yield found
        found.assert_quiet()


@pytest.fixture
def analyst(watched: Watched) -> Analyst:
    return Analyst(watched.page)


def tasks_of(facts: Facts, who: str) -> set[str]:
    return {edge.end for edge in facts.mentions if edge.start == who}


def test_who_carries_most_and_under_whom_is_read_at_once(analyst: Analyst, graph: Graph) -> None:
    first = measures.workload(graph).to_dicts()[0]
    said = analyst.page.locator(".said").all_inner_texts()
    assert f"{first['unit']}" in said[0]
    assert f"{first['tasks']} 项" in said[0]
    leaders = [line for line in said if "责任领导" in line]
    assert re.search(r"名下最多，\d+ 项", leaders[0])


def test_tasks_without_a_lead_are_two_steps_away(analyst: Analyst) -> None:
    analyst.click("#tab-tasks")
    analyst.choose("gap", "no-lead")
    assert analyst.steps <= 2
    rows = analyst.page.locator("#task-table tbody tr[id]")
    assert analyst.tasks() == rows.count() > 0
    assert rows.locator(".mark.lead").count() == 0


def test_all_of_a_unit_is_on_paper_in_three_steps(analyst: Analyst, facts: Facts) -> None:
    unit = max(facts.units, key=lambda each: len(tasks_of(facts, each.id)))
    analyst.click("#tab-tasks")
    analyst.choose("unit", unit.id)
    analyst.press("Control+P")
    analyst.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")  # a browser without a window prints nothing
    analyst.page.emulate_media(media="print")
    printed = "".join(analyst.page.locator("#tasks-view").inner_text().split())
    wanted = [task for task in facts.tasks if task.id in tasks_of(facts, unit.id)]
    assert wanted
    assert [task.id for task in wanted if "".join(str(task.properties["text"]).split()) not in printed] == []
    assert analyst.steps <= 3


def test_what_moved_between_years_is_two_steps_away(analyst: Analyst, graph: Graph) -> None:
    analyst.click("#tab-years")
    before, after = (sum(int(str(row["tasks"])) for row in measures.workload(graph, year=y)) for y in (2025, 2026))
    expect(analyst.page.locator("#years-view tr", has_text="各单位任务合计")).to_contain_text(f"{after - before}")
    assert analyst.steps <= 2


def test_late_tasks_of_a_leader_are_three_steps_away(analyst: Analyst, graph: Graph, facts: Facts) -> None:
    over = {str(row["task"]) for row in late(graph, DAY.isoformat())}
    leader = max(facts.leaders, key=lambda each: len(tasks_of(facts, each.id) & over))
    wanted = tasks_of(facts, leader.id) & over
    assert wanted
    analyst.click("#tab-tasks")
    analyst.choose("gap", "late")
    analyst.choose("leader", leader.id)
    found = analyst.page.eval_on_selector_all("#task-table tbody tr[id]", "rows => rows.map(r => r.dataset.evidence)")
    assert set(found) == wanted
    assert analyst.steps <= 3


def test_common_tasks_of_two_units_are_three_steps_away(analyst: Analyst, facts: Facts) -> None:
    one, other = sorted(facts.units, key=lambda each: -len(tasks_of(facts, each.id)))[:2]
    wanted = tasks_of(facts, one.id) & tasks_of(facts, other.id)
    assert wanted
    analyst.choose("unit", one.id)
    analyst.search(str(other.properties["name"]))
    expect(analyst.page.locator("#focus-view")).to_be_visible()
    shown = analyst.page.eval_on_selector_all(
        "#focus-view [data-evidence]", "all => all.map(one => [one.dataset.evidence, one.dataset.other]).flat()"
    )
    tasks = {task.id for task in facts.tasks}
    assert tasks & set(shown) == wanted
    assert analyst.steps <= 3


def test_what_is_shown_is_taken_away_in_two_steps(analyst: Analyst, tmp_path: Path) -> None:
    analyst.click("#take summary")
    with analyst.page.expect_download() as waiting:
        analyst.click("#take [data-take=takeCsv]")
    path = tmp_path / "taken.csv"
    waiting.value.save_as(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert analyst.steps <= 2


def test_the_address_is_the_link_to_exactly_this(browser: Browser, file: Path, analyst: Analyst, facts: Facts) -> None:
    analyst.click("#tab-tasks")
    analyst.choose("leader", facts.leaders[0].id)
    count = analyst.tasks()
    link = parse_qs(str(analyst.page.evaluate("location.hash.slice(1)")))
    with opened(browser, file, {key: value for key, (value,) in link.items()}) as again:
        assert Analyst(again.page).tasks() == count > 0


def test_what_is_doubtful_or_not_read_is_one_step_away(analyst: Analyst, graph: Graph) -> None:
    analyst.click("#tab-quality")
    page = analyst.page.locator("#quality-view")
    expect(page).to_contain_text(f"（{len(doubts_in(graph))}）")
    expect(page).to_contain_text("zeren extract")
    assert analyst.steps <= 1
