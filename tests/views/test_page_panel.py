"""What the page tells of one unit, task, leader, tie or mark, in a real browser, and how it is found."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from playwright.sync_api import Browser, expect

from page_browser.driver import Watched, look_at, opened, taken
from page_browser.graphs import is_group
from zeren.graph.assignments import ROLES
from zeren.graph.model import Graph
from zeren.graph.schema import RESPONSIBILITIES


def test_search_finds_a_unit_by_any_of_its_forms(sample: Watched) -> None:
    forms = ("fgw", "FGW", "发改委", "发展改革", "fazhangaige", "fa zhan gai ge wei", "发展和改革委员会")
    for typed in forms:
        look_at(sample.page, {"view": "matrix"})
        sample.page.keyboard.press("/")
        sample.page.keyboard.type(typed)
        expect(sample.page.locator("#found [aria-selected=true]")).to_contain_text("市发展改革委")
        sample.page.keyboard.press("Enter")
        expect(sample.page.locator("#focus-view h2")).to_have_text("市发展改革委")
        assert unquote_plus(sample.hash()).endswith("focus=unit:泽岚市/市发展改革委"), typed


def test_search_finds_leaders_sections_areas_and_tasks(sample: Watched) -> None:
    task = sample.data()["tasks"][4]
    words = task["text"][10:18]
    first = sample.page.locator("#found li").first
    for typed, found in (
        ("钟离遥", "钟离遥"),
        ("zly", "钟离遥"),
        ("稳投资", "坚持稳投资"),
        ("lyshi", "榴原市"),
        (words, words),
    ):
        sample.page.fill("#find", typed)
        expect(first).to_contain_text(found)
    sample.page.fill("#find", "没有这样的东西")
    expect(sample.page.locator("#found")).to_have_text("没有找到")
    sample.page.keyboard.press("Escape")
    expect(sample.page.locator("#found")).to_be_hidden()
    expect(sample.page.locator("#find")).to_have_value("")


def test_a_mark_opens_the_printed_words(sample: Watched, graph: Graph) -> None:
    edge = next(e for e in graph.edges if e.type == "LEADS" and "\n" in str(e.properties["statement"]))
    mark = sample.page.locator(f'#grid .mark[data-evidence="{edge.end}"][data-other="{edge.start}"]')
    mark.click()
    card = sample.page.locator("#panel .evidence")
    expect(card.locator("q")).to_have_text(str(edge.properties["source"]))
    expect(card.locator("mark")).to_have_text(str(edge.properties["source"]))
    expect(card.locator("blockquote")).to_have_text(str(edge.properties["statement"]))
    expect(card).to_contain_text(f"第 {edge.properties['line']} 行")
    expect(card).to_contain_text(str(graph.nodes["doc:泽政〔2025〕6号"].properties["title"]))
    expect(card).to_contain_text("牵头")
    # The address keeps it: a reader who is sent the address sees the same words.
    address = sample.page.url
    sample.page.goto("about:blank")
    sample.page.goto(address)
    expect(sample.page.locator("#panel .evidence q")).to_have_text(str(edge.properties["source"]))
    expect(sample.page.locator("#grid .mark.chosen")).to_be_in_viewport()


def test_an_inherited_part_is_told(browser: Browser, file: Path, graph: Graph) -> None:
    edge = next(e for e in graph.edges if e.type in ROLES and e.properties["inherited"])
    name = str(graph.nodes[edge.start].properties["name"])
    assert edge.properties["source"] != name
    with opened(browser, file, {"sel": edge.end, "with": edge.start}) as watched:
        card = watched.page.locator("#panel .evidence")
        expect(card.locator("q")).to_have_text(str(edge.properties["source"]))
        expect(card).to_contain_text("前文承接")
        expect(watched.page.locator("#panel h2")).to_have_text(name)


def test_the_network_follows_filters_and_roles(browser: Browser, file: Path, graph: Graph, tmp_path: Path) -> None:
    def tasks(unit: str, roles: tuple[str, ...], among: set[str]) -> set[str]:
        return {e.end for e in graph.edges if e.type in roles and e.start == unit and e.end in among}

    every = {n.id for n in graph.nodes.values() if n.label == "Task"}
    leader = max(n.id for n in graph.nodes.values() if n.label == "Leader" and n.properties["kind"] != "group")
    ids = {n.properties["name"]: n.id for n in graph.nodes.values() if n.label == "Unit"}
    with opened(browser, file, {"view": "network"}) as watched:
        drawn = watched.data()["networks"]["units"]["edges"]
        for state, roles, among in (
            ({}, RESPONSIBILITIES[1:], every),
            (
                {"leader": leader},
                RESPONSIBILITIES[1:],
                {e.end for e in graph.edges if e.type == RESPONSIBILITIES[0] and e.start == leader},
            ),
            ({"roles": "13"}, (RESPONSIBILITIES[1], RESPONSIBILITIES[3]), every),
        ):
            look_at(watched.page, {"view": "network", **state})
            with taken(watched.page, "takeCsv", tmp_path).open(encoding="utf-8-sig", newline="") as rows:
                lines = [(ids[a], ids[b], int(n)) for a, b, n, *_ in list(csv.reader(rows))[1:]]
            shared = (
                (e["from"], e["to"], len(tasks(e["from"], roles, among) & tasks(e["to"], roles, among))) for e in drawn
            )
            assert lines == [line for line in shared if line[2]]
            assert lines
            note = watched.page.locator(".side-legend .warn")
            assert note.count() == bool(state)
            if state:
                expect(note).to_contain_text(f"{len(drawn)} 条线中有 {len(lines)} 条")
        watched.page.click(".as-table summary")
        assert watched.page.locator(".as-table tbody tr").count() == min(200, len(lines))
        # A phrase for several that is asked for by its name is an end of a path, though phrases are not drawn.
        units = sorted(ids.values(), key=lambda unit: is_group(graph, unit))
        shares = ((a, b) for a in units for b in units[::-1] if tasks(a, ROLES, every) & tasks(b, ROLES, every))
        ends = next(pair for pair in shares if [is_group(graph, unit) for unit in pair] == [False, True])
        look_at(watched.page, {"view": "network", "net": "path", "sel": ends[0], "with": ends[1]})
        expect(watched.page.locator(".path .shares")).to_have_count(1)
        expect(watched.page.locator("#panel")).to_be_hidden()
        watched.assert_quiet()


def test_a_tie_of_the_network_opens_the_shared_tasks(browser: Browser, file: Path, graph: Graph) -> None:
    with opened(browser, file, {"view": "network"}) as watched:
        canvas = watched.page.locator("#canvas")
        expect(canvas.locator("canvas")).to_be_visible()
        watched.page.wait_for_timeout(300)
        box = canvas.bounding_box()
        assert box is not None
        data = watched.data()["networks"]["units"]
        frames = [f["frame"] for f in data["frames"]]
        left, top = min(f[0] for f in frames), min(f[1] for f in frames)
        right, bottom = max(f[0] + f[2] for f in frames), max(f[1] + f[3] for f in frames)
        scale = min(1.4, (box["width"] - 24) / (right - left), (box["height"] - 24) / (bottom - top))
        places = {n["id"]: (n["x"], n["y"]) for n in data["nodes"]}

        def on_screen(x: float, y: float) -> tuple[float, float]:
            return (
                box["x"] + box["width"] / 2 + (x - (left + right) / 2) * scale,
                box["y"] + box["height"] / 2 + (y - (top + bottom) / 2) * scale,
            )

        def clear(edge: dict[str, Any]) -> float:
            """How far the middle of a tie is from every mark, its label and every other tie's middle."""
            (ax, ay), (bx, by) = places[edge["from"]], places[edge["to"]]
            x, y = (ax + bx) / 2, (ay + by) / 2
            return min(math.hypot(x - px, y - py) for px, py in places.values())

        edge = max(data["edges"], key=clear)
        (ax, ay), (bx, by) = places[edge["from"]], places[edge["to"]]
        watched.page.mouse.click(*on_screen((ax + bx) / 2, (ay + by) / 2))
        shared = watched.page.locator("#panel .shared")
        expect(shared.first).to_be_visible()
        chosen = [part.partition("=")[2] for part in unquote_plus(watched.hash()).split("&") if "=unit:" in part]
        tasks = [{e.end for e in graph.edges if e.type in ROLES and e.start == unit} for unit in chosen]
        expect(watched.page.locator("#panel .body > .note")).to_contain_text(str(len(tasks[0] & tasks[1])))
        shared.first.locator(".side").first.click()
        words = watched.page.locator("#panel .evidence mark")
        expect(words).to_have_text(watched.page.locator("#panel .evidence q").inner_text())

        x, y = places[edge["from"]]
        watched.page.mouse.click(*on_screen(x, y))
        expect(watched.page.locator("#panel h2")).to_have_text(str(graph.nodes[edge["from"]].properties["name"]))
        watched.assert_quiet()


def test_names_open_their_whole_picture(sample: Watched, graph: Graph) -> None:
    unit = "unit:泽岚市/市教育局"
    sample.page.locator(f'#grid .column[data-open="{unit}"]').click()
    tasks = {e.end for e in graph.edges if e.type in ROLES and e.start == unit}
    boxes = sample.page.locator("#focus-view .box.task")
    expect(boxes).to_have_count(len(tasks))
    leaders = {e.start for e in graph.edges if e.type == "OVERSEES" and e.end in tasks}
    expect(sample.page.locator("#focus-view .box.leader")).to_have_count(len(leaders))
    company = {e.start for e in graph.edges if e.type in ROLES and e.end in tasks and not is_group(graph, e.start)}
    expect(sample.page.locator("#focus-view .box.unit")).to_have_count(len(company))
    boxes.first.hover()
    assert sample.page.locator("#focus-view .lines path").count() > 0
    boxes.first.click()
    expect(sample.page.locator("#panel .evidence q")).to_have_text("市教育局")
    sample.page.keyboard.press("Escape")
    expect(sample.page.locator("#panel")).to_be_hidden()
    sample.page.locator("#focus-view .box.leader .main").first.click()
    expect(sample.page.locator("#focus-view .kind").first).to_have_text("责任领导")
    sample.page.go_back()
    expect(sample.page.locator("#focus-view h2")).to_have_text("市教育局")


def test_a_task_shows_its_targets_deadline_and_statement(browser: Browser, file: Path, graph: Graph) -> None:
    task = next(n for n in graph.nodes.values() if n.label == "Task" and n.properties["number"] == "12")
    aims = [graph.nodes[e.end] for e in graph.edges if e.type == "HAS_TARGET" and e.start == task.id]
    assert aims
    with opened(browser, file, {"sel": task.id}) as watched:
        panel = watched.page.locator("#panel")
        expect(panel).to_contain_text(str(task.properties["text"]))
        for aim in aims:
            expect(panel.locator(".targets")).to_contain_text(str(aim.properties["text"]))
        expect(panel.locator("blockquote")).to_have_text(str(task.properties["statement"]))
        mentions = [e for e in graph.edges if e.end == task.id and "source" in e.properties]
        expect(panel.locator("blockquote mark")).to_have_count(len(mentions))
        watched.assert_quiet()


def test_only_the_tasks_of_what_is_selected(browser: Browser, file: Path, graph: Graph) -> None:
    unit = "unit:泽岚市/市商务局"
    tasks = {e.end for e in graph.edges if e.type in ROLES and e.start == unit}
    with opened(browser, file, {"view": "focus", "focus": unit}) as watched:
        watched.page.get_by_role("button", name="在矩阵中定位").click()
        expect(watched.page.locator("#grid tr.task")).to_have_count(len(tasks))
        expect(watched.page.locator("#grid .column.chosen")).to_have_count(1)
        watched.page.uncheck("#related")
        assert watched.page.locator("#grid tr.task").count() > len(tasks)
        watched.assert_quiet()
