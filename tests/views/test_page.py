"""The written file: the same bytes for the same graph, closed against everything else, whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from page_browser.driver import launch, opened
from page_browser.graphs import hostile_graph, synthetic_graph
from page_browser.held import held
from zeren.graph import open_store
from zeren.graph.build import build
from zeren.graph.model import Graph, Node
from zeren.loaders import read_document
from zeren.loaders.errors import ZerenError
from zeren.views import write_page

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(read_document(EXAMPLES / "gazette-2025-03.txt"), read_document(EXAMPLES / "work-report-2025.txt"))


class Blocks(HTMLParser):
    """The inline blocks of a page, its policy, and every address in an attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str, str]] = []
        self.policy = ""
        self.addresses: list[str] = []
        self.before_policy: list[str] = []
        self._open: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        elif not self.policy:
            self.before_policy.append(tag)
        self.addresses += [given[name] for name in ("src", "href", "action", "data", "poster") if name in given]
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        if tag in ("script", "style"):
            self._open = tag, given.get("type", "")
            self.blocks.append((*self._open, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1] = (*self._open, self.blocks[-1][2] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None


def parsed(path: Path) -> Blocks:
    blocks = Blocks()
    # An HTML parser reads each way of ending a line as one line feed.
    blocks.feed(path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    blocks.close()
    return blocks


def test_the_policy_names_each_block_and_nothing_else(graph: Graph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "page.html")
    page = parsed(tmp_path / "page.html")
    assert page.before_policy == ["html", "head", "meta"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in page.policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == rules["form-action"] == ["'none'"]

    def hashed(tag: str) -> list[str]:
        bodies = [body for name, kind, body in page.blocks if name == tag and not kind]
        return [f"'sha256-{base64.b64encode(hashlib.sha256(b.encode()).digest()).decode()}'" for b in bodies]

    assert rules["script-src"] == hashed("script")
    assert rules["style-src"] == hashed("style")
    assert len(hashed("script")) == 2
    assert "unsafe" not in page.policy
    assert set(page.addresses) == {"data:,"}


def test_hostile_names_close_no_block(tmp_path: Path) -> None:
    write_page(hostile_graph(), tmp_path / "page.html")
    page = parsed(tmp_path / "page.html")
    assert [name for name, _, _ in page.blocks] == ["style", "script", "script", "script"]
    assert page.policy.count("sha256-") == 3


def test_the_same_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "a.html")
    chance = random.Random(3)
    nodes, edges = list(graph.nodes.items()), list(graph.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    write_page(Graph(dict(nodes), tuple(edges)), tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_another_process_and_locale_give_the_same_bytes(
    graph: Graph, tmp_path: Path, environment: dict[str, str]
) -> None:
    write_page(graph, tmp_path / "here.html")
    program = (
        "import sys\n"
        "from zeren.graph.build import build\n"
        "from zeren.loaders import read_document\n"
        "from zeren.views import write_page\n"
        "write_page(build(*map(read_document, sys.argv[2:])), sys.argv[1])\n"
    )
    names = [str(EXAMPLES / name) for name in ("gazette-2025-03.txt", "work-report-2025.txt")]
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "there.html"), *names],
        check=True,
        env={**os.environ, **environment},
    )
    assert (tmp_path / "there.html").read_bytes() == (tmp_path / "here.html").read_bytes()


def test_a_stored_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    with open_store(tmp_path / "db", create=True) as store:
        store.load(graph)
        stored = store.graph()
    write_page(graph, tmp_path / "a.html")
    write_page(stored, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_summary_says_what_the_page_holds(graph: Graph, tmp_path: Path) -> None:
    summary = write_page(graph, tmp_path / "page.html")
    counts = graph.counts()
    phrases = [n.id for n in graph.nodes.values() if n.label == "Unit" and n.properties["kind"] == "group"]
    assert summary.path == tmp_path / "page.html"
    assert summary.bytes == (tmp_path / "page.html").stat().st_size
    assert (summary.documents, summary.tasks, summary.leaders) == (3, counts["Task"], counts["Leader"])
    assert (summary.units, summary.groups) == (counts["Unit"] - len(phrases), len(phrases))
    assert summary.group_edges == sum("source" in e.properties and e.start in phrases for e in graph.edges)
    assert dict(summary.edges) == {r: counts[r] for r in ("OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR")}
    assert summary.size == "full"


def test_no_file_is_left_half_written(graph: Graph, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    write_page(graph, str(target))
    assert target.read_bytes().startswith(b"<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    link = tmp_path / "link.html"
    try:
        link.symlink_to(target)
    except OSError:
        pass  # Windows without the right to make links
    else:
        write_page(graph, link)
        assert link.is_symlink()
        link.unlink()
    if os.name == "posix":
        plain = tmp_path / "plain"
        plain.write_text("")
        assert target.stat().st_mode == plain.stat().st_mode


def test_a_place_that_cannot_be_written_is_one_clear_line(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    for place in (tmp_path / "folder", tmp_path / "nowhere" / "page.html", tmp_path / "file" / "page.html"):
        with pytest.raises(ZerenError) as raised:
            write_page(graph, place)
        assert str(place) in str(raised.value)
        assert "\n" not in str(raised.value)
    assert (tmp_path / "file").read_text() == "kept"
    assert list((tmp_path / "folder").iterdir()) == []


def test_importing_the_room_costs_nothing() -> None:
    program = (
        "import sys, zeren.views\n"
        "heavy = {'jinja2', 'pyvis', 'IPython', 'networkx', 'numpy', 'pypinyin', 'graspologic_native', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_sizes_choose_what_is_drawn(tmp_path: Path) -> None:
    for tasks, units, size in ((100, 24, "full"), (600, 24, "plain"), (2000, 24, "aggregate")):
        assert write_page(synthetic_graph(tasks, units), tmp_path / "page.html").size == size


def test_too_many_units_are_drawn_as_clusters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("zeren.views.network.LARGEST_NETWORK", 50)
    write_page(synthetic_graph(300, 96), tmp_path / "page.html")
    drawn = held(tmp_path / "page.html")["networks"]["units"]
    assert drawn["aggregate"] is True
    assert "cluster:1" in {node["id"] for node in drawn["nodes"]}


def test_half_a_surrogate_pair_does_not_stop_the_page(tmp_path: Path) -> None:
    broken = Node("Task", "task:x#1", {"id": "task:x#1", "text": "甲\ud800乙", "order": 1})
    write_page(Graph({broken.id: broken}), tmp_path / "page.html")
    assert [task["text"] for task in held(tmp_path / "page.html")["tasks"]] == ["甲\ud800乙"]


@pytest.fixture(scope="module")
def program(chromium: Path) -> Iterator[Path]:
    yield chromium


def test_an_empty_graph_is_a_page_that_says_so(program: Path, tmp_path: Path) -> None:
    summary = write_page(Graph(), tmp_path / "empty.html")
    assert (summary.tasks, summary.units, summary.documents) == (0, 0, 0)
    with sync_playwright() as playwright:
        browser = launch(playwright, program)
        with opened(browser, tmp_path / "empty.html", ready=False) as watched:
            expect(watched.page.locator("main")).to_contain_text("图中没有任务")
            expect(watched.page.locator("main")).to_contain_text("zeren load")
            watched.assert_quiet()
        browser.close()


def test_tasks_without_units_are_listed_with_their_areas(program: Path, tmp_path: Path) -> None:
    graph = build(read_document(EXAMPLES / "work-report-2025.txt"))
    summary = write_page(graph, tmp_path / "report.html")
    assert (summary.units, summary.size) == (0, "full")
    with sync_playwright() as playwright:
        browser = launch(playwright, program)
        for view in ("tasks", "matrix", "focus", "network", "list"):
            with opened(browser, tmp_path / "report.html", {"view": view}) as watched:
                expect(watched.page.locator("#left-out")).to_contain_text(f"{summary.tasks} 项任务未写明责任单位")
                if view == "matrix":
                    expect(watched.page.locator("#grid tr.task")).to_have_count(summary.tasks)
                    areas = {e.end for e in graph.edges if e.type == "CONCERNS"}
                    shown = watched.page.eval_on_selector_all(
                        "#grid .county", "nodes => [...new Set(nodes.map(n => n.dataset.open))]"
                    )
                    assert set(shown) == areas
                watched.assert_quiet()
        browser.close()
