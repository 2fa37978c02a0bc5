"""The page of the real notices: every mention is marked where it is printed, counts equal the annotations."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from zeren.graph.build import build
from zeren.graph.model import Graph
from zeren.loaders import read_document
from zeren.loaders.names.families import other_forms
from zeren.views.page_data import Asked, PageData, page_data


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    return build(read_document(shared / "documents" / "jiaozuo-gazette-2024-02.txt"))


@pytest.fixture(scope="module")
def data(graph: Graph) -> PageData:
    return page_data(graph, Asked(), known=other_forms())


def test_every_mention_is_marked_where_it_is_printed(graph: Graph, data: PageData) -> None:
    mentions, statements = data.payload["mentions"], data.payload["statements"]
    assert len(mentions) == sum("source" in e.properties for e in graph.edges)
    for row in mentions:
        printed, statement, begin, end = row[3], statements[row[7]], row[8], row[9]
        marked = statement.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le")
        assert "".join(marked.split()) == "".join(printed.split())


def test_the_network_is_legible(data: PageData) -> None:
    network = data.payload["networks"]["units"]
    assert network["ties"] == len(network["edges"])
    assert len(network["edges"]) < network["of"] / 3
    assert 3 <= len(data.payload["clusters"]) <= 12
    tied = {end for edge in network["edges"] for end in (edge["from"], edge["to"])}
    assert tied <= {node["id"] for node in network["nodes"]}


def test_no_two_marks_of_one_statement_overlap(data: PageData) -> None:
    seen: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in data.payload["mentions"]:
        seen.setdefault((row[2], row[7]), []).append((row[8], row[9]))
    for spans in seen.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_fgw_is_a_key_of_the_development_commission_alone(data: PageData) -> None:
    found = [u["name"] for u in data.payload["units"] if "fgw" in u["keys"]]
    assert found == ["市发展改革委"]
