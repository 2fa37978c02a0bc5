"""The written page in a real browser: what it shows, what a click and a key do, and that it asks for nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page_browser.driver import Watched, opened
from page_browser.graphs import is_group, synthetic_graph
from zeren.graph.model import Graph
from zeren.views import write_page

VIEWS = ("overview", "tasks", "matrix", "focus", "network", "pivot", "quality", "queries", "list")
ROLES = {"LEADS": 1, "SUPPORTS": 2, "RESPONSIBLE_FOR": 3}


def strongest_roles(graph: Graph, *, groups: bool) -> Counter[int]:
    """How many marks of each role a matrix has: one for each pair of unit and task, its strongest role."""
    pairs: dict[tuple[str, str], int] = {}
    for edge in graph.edges:
        if edge.type in ROLES and (groups or not is_group(graph, edge.start)):
            key = edge.start, edge.end
            pairs[key] = min(pairs.get(key, 9), ROLES[edge.type])
    return Counter(pairs.values())


ALL_OVER = """async selector => {
    const grid = document.getElementById("grid"), found = new Map();
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let top = 0; top < grid.scrollHeight; top += grid.clientHeight / 2) {
        for (let left = 0; left < grid.scrollWidth; left += grid.clientWidth / 2) {
            grid.scrollTo(left, top);
            await frame();
            for (const node of grid.querySelectorAll(selector)) found.set(node.id, { ...node.dataset });
        }
    }
    return [...found.values()];
}"""


def marks(page: Page) -> Counter[int]:
    """Marks of each role, found by scrolling over all of the matrix: it draws what is in sight."""
    return Counter(int(mark["role"]) for mark in page.evaluate(ALL_OVER, "tr.task .mark"))


def rows(page: Page) -> int:
    """Tasks that the matrix has, found in the same way."""
    return len({row["evidence"] for row in page.evaluate(ALL_OVER, "tr.task .label")})


def test_no_view_asks_for_anything_or_complains(browser: Browser, file: Path) -> None:
    for view in VIEWS:
        with opened(browser, file, {"view": view}) as watched:
            expect(watched.page.locator(f"#{view}-view")).to_be_visible()
            watched.page.click("#lang")
            expect(watched.page.locator("html")).to_have_attribute("lang", "en")
            watched.page.wait_for_timeout(200)
            watched.assert_quiet()


def test_figures_are_those_of_the_graph(sample: Watched, graph: Graph) -> None:
    shown = {
        node.get_attribute("data-count"): int(node.inner_text()) for node in sample.page.locator("[data-count]").all()
    }
    counts = graph.counts()
    phrases = sum(is_group(graph, n.id) for n in graph.nodes.values() if n.label == "Unit")
    people = sum(is_group(graph, n.id) for n in graph.nodes.values() if n.label == "Leader")
    assert phrases > 0
    assert shown == {
        "Task": counts["Task"],
        "Leader": counts["Leader"] - people,
        **({"leaderGroups": people} if people else {}),
        "units": counts["Unit"] - phrases,
        "groups": phrases,
        **{role: counts[role] for role in ("OVERSEES", *ROLES)},
    }


def test_header_names_every_document(sample: Watched, graph: Graph) -> None:
    header = sample.page.locator("#documents").inner_text()
    for node in graph.nodes.values():
        if node.label == "Document":
            assert str(node.properties["title"]) in header
            assert str(node.properties.get("number", "")) in header
            assert str(node.properties.get("date", "")) in header


def test_matrix_has_a_mark_for_each_unit_of_a_task(sample: Watched, graph: Graph) -> None:
    assert marks(sample.page) == strongest_roles(graph, groups=False)
    named = {e.end for e in graph.edges if e.type in ROLES}
    documents = {e.end for e in graph.edges if e.type == "STATED_IN" and e.start in named}
    assert rows(sample.page) == sum(e.type == "STATED_IN" and e.end in documents for e in graph.edges)


def test_what_is_left_out_is_said_and_can_be_shown(sample: Watched, graph: Graph) -> None:
    edges = sum(e.type in ROLES and is_group(graph, e.start) for e in graph.edges)
    note = sample.page.locator("#left-out")
    expect(note).to_contain_text(f"{edges} 条责任")
    expect(note).to_contain_text("未画出")
    sample.page.check("#groups")
    expect(note).to_contain_text("已包含")
    assert marks(sample.page) == strongest_roles(graph, groups=True)
    sample.page.click("#tab-network")
    expect(sample.page.locator(".legend")).to_contain_text("集合称谓")
    assert "groups=1" in sample.hash()


def test_role_buttons_hide_their_marks(sample: Watched) -> None:
    page = sample.page
    before = marks(page)
    assert before[1]
    page.click("#figures [data-role='1']")
    # A unit that leads and supports the same task is there for its support.
    after = marks(page)
    assert not after[1] and after[2] >= before[2] and after[3] == before[3]
    heights = page.eval_on_selector_all("#grid .bar .lead", "nodes => nodes.map(node => node.style.height)")
    assert set(heights) == {"0px"}


def test_the_keyboard_reaches_everything(sample: Watched) -> None:
    page = sample.page
    # One stop of the tabulator for all marks, a cursor within.
    assert page.locator("#grid tbody [tabindex], #grid tbody button").count() == 0
    page.locator("#matrix").focus()
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    place = page.locator("#matrix").get_attribute("aria-activedescendant")
    cursor = page.locator("#grid .cursor")
    expect(cursor).to_have_count(1)
    assert cursor.get_attribute("id") == place and cursor.get_attribute("data-role")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .evidence")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    for digit, view in enumerate(VIEWS, 1):
        page.keyboard.press(str(digit))
        expect(page.locator(f"#{view}-view")).to_be_visible()
    page.keyboard.press(str(VIEWS.index("network") + 1))
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel h2")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#focus-view h2")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#help-box")).to_be_visible()


def test_selecting_in_the_network_does_not_build_it_again(browser: Browser, file: Path) -> None:
    with opened(browser, file, {"view": "network"}) as watched:
        watched.page.locator("#canvas canvas").evaluate("node => { node.dataset.same = 'yes' }")
        watched.page.locator("#canvas").focus()
        for _ in range(3):
            watched.page.keyboard.press("ArrowRight")
        expect(watched.page.locator("#panel h2")).to_be_visible()
        expect(watched.page.locator("#canvas canvas")).to_have_attribute("data-same", "yes")


def test_one_document_alone(sample: Watched, graph: Graph) -> None:
    sample.page.click("[data-document='1']")
    plan = "doc:泽政办〔2025〕9号"
    tasks = {e.start for e in graph.edges if e.type == "STATED_IN" and e.end == plan}
    assert rows(sample.page) == len(tasks)
    units = {e.start for e in graph.edges if e.type in ROLES and e.end in tasks and not is_group(graph, e.start)}
    expect(sample.page.locator("#grid .column")).to_have_count(len(units))
    sample.page.click("[data-document='1']")
    assert rows(sample.page) > len(tasks)


def test_the_list_counts_each_units_tasks(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "list"}) as watched:
        row = watched.page.locator("#list-view tr", has_text="市商务局")
        figures = [cell.inner_text() for cell in row.locator("td.figure").all()]
        tasks: dict[str, int] = {}
        for edge in graph.edges:
            if edge.type in ROLES and edge.start == "unit:泽岚市/市商务局":
                tasks[edge.end] = min(tasks.get(edge.end, 9), ROLES[edge.type])
        count = Counter(tasks.values())
        assert figures == [*(str(count[r] or "") for r in (1, 2, 3)), str(len(tasks))]
        header = watched.page.locator("#list-view th button").first
        names = watched.page.locator("#list-view .listing").first.locator("tbody th")
        by_load = names.all_inner_texts()
        header.click()
        expect(watched.page.locator("#list-view th[aria-sort=ascending]")).to_have_count(1)
        by_name = names.all_inner_texts()
        assert by_name != by_load
        header.click()
        assert names.all_inner_texts() == by_name[::-1]
        watched.assert_quiet()


def test_an_unknown_address_is_told_and_harmless(browser: Browser, file: Path) -> None:
    state = {"sel": "<img src=x onerror=alert(1)>", "view": "nowhere", "focus": "unit:不在"}
    with opened(browser, file, state) as watched:
        expect(watched.page.locator("#views-body > section:visible")).to_have_count(1)
        expect(watched.page.locator("#left-out")).to_contain_text("不在本页中")
        expect(watched.page.locator("#panel")).to_be_hidden()
        watched.assert_quiet()


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, file: Path, view: str) -> None:
    with opened(browser, file, {"view": view}, width=390, height=844) as watched:
        assert watched.page.evaluate("document.scrollingElement.scrollWidth") <= 390
        watched.assert_quiet()


def test_on_a_telephone_sums_stand_over_their_marks(browser: Browser, file: Path) -> None:
    with opened(browser, file, {"view": "matrix"}, width=390, height=844) as watched:
        page = watched.page
        page.locator("#grid").evaluate("grid => { grid.scrollLeft = 120 }")
        # The column of leaders is not shown there, and its place must not be taken by that of the marks.
        assert page.evaluate("document.querySelector('#matrix tr.head th').offsetWidth") == 168
        for part in ("thead .column", "tr.head .sum", "tr.task .mark"):
            places = page.eval_on_selector_all(
                f"#matrix {part}",
                """nodes => nodes.map(node => [
                    node.style.getPropertyValue("--at"),
                    Math.round(node.getBoundingClientRect().left + node.getBoundingClientRect().width / 2)])""",
            )
            step = {int(at): center for at, center in places}
            assert len(step) > 10
            first = min(step)
            assert all(abs(center - step[first] - 24 * (at - first)) <= 1 for at, center in step.items())
        assert page.locator("#matrix tr.head th").first.bounding_box()["x"] == 0  # type: ignore[index] # it is visible


LISTEN = """() => {
    window.texts = [];
    const draw = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        window.texts.push(text);
        return draw.call(this, text, ...rest);
    };
}"""


def texts_of_the_network(page: Page, button: str) -> set[str]:
    """What the network writes when it is drawn anew after a click."""
    page.evaluate("window.texts = []")
    page.click(button)
    # Not page.wait_for_function: what it asks a second time is evaluated within the page, which its policy forbids.
    while not page.evaluate("window.texts.length"):
        page.wait_for_timeout(20)
    page.wait_for_timeout(200)
    return set(page.evaluate("window.texts"))


def test_names_in_the_network_are_drawn_where_they_can_be_read(browser: Browser, file: Path) -> None:
    with opened(browser, file, {"view": "network"}, width=390, height=844) as watched:
        page = watched.page
        page.evaluate(LISTEN)
        expect(page.locator("#tab-network")).to_be_in_viewport(ratio=1)
        assert "发展改革委" not in texts_of_the_network(page, "text=全图")
        for _ in range(5):
            page.click("[aria-label='放大']")
        assert "发展改革委" in texts_of_the_network(page, "[aria-label='放大']")
    with opened(browser, file, {"view": "network"}) as watched:
        watched.page.evaluate(LISTEN)
        assert "发展改革委" in texts_of_the_network(watched.page, "text=全图")


def test_after_a_search_the_keyboard_goes_on_from_what_was_found(sample: Watched) -> None:
    page = sample.page
    page.keyboard.press("/")
    page.keyboard.type("fgw")
    page.keyboard.press("Enter")
    expect(page.locator("#focus-view h2")).to_contain_text("发展改革委")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('focus-view').contains(document.activeElement)")


def test_print_shows_the_view_and_no_controls(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "matrix"}) as watched:
        watched.page.emulate_media(media="print")
        expect(watched.page.locator("#search")).to_be_hidden()
        expect(watched.page.locator("#views")).to_be_hidden()
        expect(watched.page.locator("h1")).to_be_visible()
        # All of the matrix is on paper, not just what a window would show, in strips as wide as A4 is.
        strips = watched.page.locator("#matrix-print table")
        for role, number in strongest_roles(graph, groups=False).items():
            assert watched.page.locator(f"#matrix-print .mark[data-role='{role}']").count() == number
        wide = strips.evaluate_all("nodes => nodes.map(node => node.offsetWidth)")
        assert len(wide) > 1 and max(wide) * 25.4 / 96 <= 297 - 20
        watched.page.emulate_media(media="screen")
        expect(strips).to_have_count(0)


def test_the_policy_lets_nothing_else_run_or_load(browser: Browser, file: Path) -> None:
    with opened(browser, file) as watched:
        watched.page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.hit = 1";
                document.body.append(script);
                const picture = document.createElement("img");
                picture.src = "https://example.invalid/picture.png";
                document.body.append(picture);
                const link = document.createElement("a");
                link.setAttribute("onclick", "window.hit = 2");
                document.body.append(link);
                link.click();
            }"""
        )
        watched.page.wait_for_timeout(200)
        assert watched.page.evaluate("window.hit") is None
        assert watched.requests == []
        assert len(watched.complaints) >= 3
        assert all("Content Security Policy" in line for line in watched.complaints)


def test_a_thousand_tasks_stay_usable(browser: Browser, tmp_path: Path) -> None:
    graph = synthetic_graph(1000, 160)
    summary = write_page(graph, tmp_path / "large.html")
    assert summary.size == "plain"
    with opened(browser, tmp_path / "large.html", {"view": "matrix"}) as watched:
        page = watched.page
        assert page.evaluate("document.getElementsByTagName('*').length") < 2_000
        # Columns stand in the order of the rows: the first screen is full of marks.
        assert page.locator("#grid tr.task:has(.mark)").count() > 20
        expect(page.locator("#nearest")).to_be_hidden()
        page.locator("#grid").evaluate("grid => { grid.scrollLeft = grid.scrollWidth }")
        # The last columns have nothing to do in the first rows: a button leads to where marks are.
        page.click("#nearest")
        expect(page.locator("#nearest")).to_be_hidden()
        assert marks(page) == strongest_roles(graph, groups=False)
        page.locator("#grid").evaluate("grid => { grid.scrollTo(0, 0) }")
        page.locator("#grid .mark.lead").first.click()
        expect(page.locator("#panel .evidence q")).to_be_visible()
        page.keyboard.press("/")
        page.keyboard.type("第777项")
        page.keyboard.press("Enter")
        expect(page.locator("#focus-view .box.task")).to_contain_text("第777项")
        page.keyboard.press(str(VIEWS.index("network") + 1))
        expect(page.locator("#canvas canvas")).to_be_visible()
        page.locator("#canvas").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel h2")).to_be_visible()
        watched.assert_quiet()


def test_a_large_graph_opens_folded(browser: Browser, tmp_path: Path) -> None:
    graph = synthetic_graph(4000, 100, sectors=4)
    assert write_page(graph, tmp_path / "larger.html").size == "aggregate"
    with opened(browser, tmp_path / "larger.html", {"view": "matrix"}) as watched:
        page = watched.page
        expect(page.locator("#left-out")).to_contain_text("图较大")
        expect(page.locator("#grid tr.task")).to_have_count(0)
        expect(page.locator("#grid tr.head")).to_have_count(4)
        assert page.locator("#grid tr.head.folded").first.locator(".sum").count() > 0
        page.locator("#grid .fold").first.click()
        assert rows(page) == 1000
        watched.assert_quiet()
