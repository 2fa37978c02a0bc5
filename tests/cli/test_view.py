"""``zeren view``: what it opens on, what it asks the engine, and many pages with an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from page_browser.held import held
from zeren.cli.demo import sample_files
from zeren.graph import read_graph
from zeren.graph.measures import concentration
from zeren_command import Done, zeren_here

NOTICE = sample_files()[0].with_name("notice-2026-02.md")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two years."""
    folder = tmp_path_factory.mktemp("desk")
    assert zeren_here("load", *sample_files(), NOTICE, cwd=folder).returncode == 0
    return folder


def refused(done: Done, words: str) -> None:
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_page_opens_on_a_unit_as_people_call_it(desk: Path) -> None:
    done = zeren_here("view", "-o", "unit.html", "--unit", "fgw", cwd=desk)
    assert done.returncode == 0
    data = held(desk / "unit.html")
    opens = data["settings"]["opens"]
    assert opens["view"] == "focus"
    assert [unit["name"] for unit in data["units"] if unit["id"] == opens["focus"]] == ["市发展改革委"]
    assert {query["left"] for query in data["queries"]} == {"unasked", "needs"}
    refused(zeren_here("view", "-o", "x.html", "--unit", "fgw", "--leader", "x", cwd=desk), "one of them")
    assert zeren_here("view", "-o", "x.html", "--leader", "没有此人", cwd=desk).returncode == 1
    assert not (desk / "x.html").exists()


def test_a_query_is_answered_as_the_command_answers_it(desk: Path) -> None:
    asked = ("lead-support", "--year", "2025")
    command = zeren_here("query", *asked, "--format", "json", cwd=desk)
    assert zeren_here("view", "-o", "query.html", "--query", *asked, cwd=desk).returncode == 0
    data = held(desk / "query.html")
    assert data["settings"]["opens"] == {"view": "queries", "query": "lead-support"}
    card = next(query for query in data["queries"] if query["name"] == "lead-support")
    rows = json.loads(command.stdout)
    table = card["answer"]
    texts = data["texts"]
    columns = [[texts[i] for i in cells["of"]] if isinstance(cells, dict) else cells for cells in table["cells"]]
    shown = [dict(zip(table["columns"], row, strict=True)) for row in zip(*columns, strict=True)]
    assert shown == rows[: len(shown)]
    assert len(shown) == 50 < table["total"]
    refused(zeren_here("view", "-o", "x.html", "--query", "unit-tasks", cwd=desk), "needs the parameter unit")
    refused(zeren_here("view", "-o", "x.html", "--query", "lead-suport", cwd=desk), "did you mean lead-support")


def test_a_folder_gets_a_page_for_each_city_and_year_and_an_index(desk: Path) -> None:
    done = zeren_here("view", "-o", "pages", cwd=desk)
    assert done.returncode == 0
    graph = read_graph(desk / "zeren.db")
    years = {str(node.properties.get("year", "")) for node in graph.nodes.values() if node.label == "Document"}
    pages = sorted(path.name for path in (desk / "pages").glob("0*.html"))
    assert len(pages) == len(years)
    index = (desk / "pages" / "index.html").read_text("utf-8")
    assert "<script" not in index
    for page in pages:
        data = held(desk / "pages" / page)
        assert len({document["year"] for document in data["documents"]}) == 1
        assert index.count(f">{len(data['tasks'])}</td>") >= 2  # in both languages
    row = next(r for r in concentration(graph, groups=False, frame="carriers", year=2026) if r["load"] == "total")
    assert f"基尼系数为 {float(str(row['gini'])):.2f}（95% 区间 {float(str(row['gini_low'])):.2f}" in index
    (desk / "pages" / "index.html").unlink()
    assert zeren_here("view", "-o", "pages", cwd=desk).returncode == 1  # no folder that we made
    refused(zeren_here("view", "-o", "other", "--unit", "fgw", cwd=desk), "for one page")
