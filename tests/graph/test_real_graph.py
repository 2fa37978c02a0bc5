"""The graph of the real notices: every name of the hand annotation is an edge, in its place, on both engines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeren.graph import Graph, build, open_store
from zeren.graph.schema import RESPONSIBILITIES
from zeren.loaders import read_document

NOTICE = "焦政〔2024〕4号"


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    return build(*(read_document(path) for path in sorted((shared / "documents").iterdir())))


def printed(graph: Graph, role: str, task: str) -> list[str]:
    """The names of a task's edges of one role as printed, in their printed order."""
    edges = [e for e in graph.edges if e.type == role and e.end == task]
    return [str(e.properties["source"]) for e in sorted(edges, key=lambda e: int(str(e.properties["order"])))]


def test_the_annotated_tasks_have_their_names_in_order(graph: Graph, shared: Path) -> None:
    gold = json.loads((shared / "gold" / "jiaozuo-tasks-1-67.json").read_text(encoding="utf-8"))
    roles = dict(zip(RESPONSIBILITIES, ("leaders", "lead_units", "support_units", "responsible_units"), strict=True))
    for item in gold:
        task = f"task:{NOTICE}#{item['no']}"
        for role, key in roles.items():
            assert printed(graph, role, task) == item[key], f"{task} {role}"


def test_the_words_of_an_edge_stand_where_it_says(graph: Graph, shared: Path) -> None:
    source = (shared / "documents" / "jiaozuo-gazette-2024-02.txt").read_bytes().decode("utf-8-sig")
    for edge in graph.edges:
        if edge.type in RESPONSIBILITIES:
            start, end = int(str(edge.properties["start"])), int(str(edge.properties["end"]))
            # wraps inside a name are mended in the graph and stand in the source
            assert "".join(source[start:end].split()) == "".join(str(edge.properties["source"]).split())
            assert source[:start].count("\n") + 1 == edge.properties["line"]


def test_every_mention_is_an_edge_and_no_edge_is_invented(graph: Graph) -> None:
    counts = graph.counts()
    assert {t: counts[t] for t in RESPONSIBILITIES} == {
        "OVERSEES": 155,
        "LEADS": 113,
        "SUPPORTS": 385,
        "RESPONSIBLE_FOR": 83 + 66,
    }
    assert counts["Document"] == 3
    assert counts["Task"] == 123 + 25 + 41


def test_the_ten_counties_governments_are_the_group_s_members(graph: Graph) -> None:
    members = {e.start for e in graph.edges if e.type == "MEMBER_OF" and e.properties["certain"]}
    assert len(members) == 10
    governed = {e.start for e in graph.edges if e.type == "GOVERNS"}
    assert members < governed  # and the zone's committee governs its zone


def test_it_is_the_same_on_both_engines(graph: Graph, place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(graph)
        assert store.load(graph).unchanged
        assert store.counts() == graph.counts()
        assert store.digest() == graph.digest()
