"""What the network says of ties and clusters is what the commands say, and no more than was tested."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from page_browser.graphs import synthetic_graph
from zeren.graph.measures import clusters, ties
from zeren.graph.model import Graph
from zeren.views import projection
from zeren.views.cluster_signs import color_of, dashes_of
from zeren.views.page_data import Asked, page_data


def payload(graph: Graph) -> dict[str, Any]:
    return page_data(graph, Asked(day=date(2026, 1, 5)), known={}).payload


def drawn_as_sure(network: dict[str, Any]) -> set[tuple[str, str]]:
    return {(e["from"], e["to"]) for e in network["edges"] if e["sure"]}


def test_ties_that_are_more_than_chance_are_those_of_the_command(graph: Graph) -> None:
    network = payload(graph)["networks"]["units"]
    rows = ties(graph).to_dicts()
    expected = {(r["a_id"], r["b_id"]) for r in rows if r["significant"]}
    assert expected and drawn_as_sure(network) == expected
    assert network["tested"] == {"sure": len(expected), "methods": ["fdsm"], "written": False}
    assert network["of"] == len(rows)
    shared = {(r["a_id"], r["b_id"]): r["tasks"] for r in rows}
    assert all(e["tasks"] == shared[e["from"], e["to"]] for e in network["edges"])


def test_what_is_not_tested_is_not_said(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "CHEAP", 10)
    found = payload(graph)
    assert found["networks"]["units"]["tested"] is None
    assert not drawn_as_sure(found["networks"]["units"])
    assert found["clusters"] and not any("verdict" in cluster for cluster in found["clusters"])
    assert {node["opacity"] for node in found["networks"]["units"]["nodes"]} == {1.0}


def test_what_clusters_write_is_shown_as_it_is() -> None:
    graph = synthetic_graph(60, 30, sectors=3)
    run = clusters(graph, resamples=8)
    nodes = dict(graph.nodes)
    for unit, properties in run.rows():
        nodes[unit] = dataclasses.replace(nodes[unit], properties={**nodes[unit].properties, **properties})
    found = payload(Graph(nodes, (*graph.edges, *run.written)))
    network = found["networks"]["units"]
    assert drawn_as_sure(network) == {(e.start, e.end) for e in run.edges if e.properties["significant"]}
    assert network["tested"]["written"]
    faint = {node["id"]: node["opacity"] for node in network["nodes"]}
    for cluster in found["clusters"]:
        ids = [found["units"][u]["id"] for u in cluster["units"]]
        number = run.units[ids[0]]
        assert cluster["verdict"] == run.verdicts[number] and cluster["stability"] == run.stability[number]
        assert cluster["confidence"] == [run.confidence[unit] for unit in ids]
        by_confidence = sorted(ids, key=lambda unit: run.confidence[unit])
        assert [faint[u] for u in by_confidence] == sorted(faint[u] for u in ids)
    assert min(faint.values()) >= 0.35, "still to be seen"


def test_no_two_clusters_look_alike() -> None:
    signs = [(color_of(i), dashes_of(i)) for i in range(24)]
    assert len(set(signs)) == 24
    # What comes after is told by the number of its frame: a colour of its own it would not have.
    assert color_of(24) == color_of(99) and color_of(24) not in {color for color, _ in signs}
