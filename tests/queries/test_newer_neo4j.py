"""The stored queries, as they are, on a Neo4j of the 2025 line: the rows of the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from neo4j_server.database import connect
from query_oracles.facts import fill
from zeren.graph import Graph, build, open_store
from zeren.graph.measures.communities import Clustering
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.queries import catalogue

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    """The sample and the real notices, side by side."""
    real = sorted((shared / "documents").glob("*.txt"))
    return build(*(read_document(path) for path in (*sorted(EXAMPLES.glob("*.txt")), *real)))


@pytest.fixture(scope="module")
def newer(graph: Graph, clustering: Clustering, newer_neo4j: str) -> Iterator[Store]:
    with open_store(newer_neo4j, create=True) as store:
        fill(store, graph, clustering)
        yield store


def test_it_is_the_newer_line(newer_neo4j: str) -> None:
    with connect(newer_neo4j) as server:
        assert server.get_server_info().agent.startswith("Neo4j/2025.")


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_the_same_file_gives_the_same_rows(name: str, newer: Store, arcade: Store, graph: Graph) -> None:
    query = catalogue()[name]
    first, *_, last = sorted(id for id, node in graph.nodes.items() if node.label == "Document")
    asked = {"unit": "市财政局", "before": first, "after": last, "day": "2025-01-01"}
    given: dict[str, object] = {p.name: asked[p.name] for p in query.parameters if p.required}
    assert repr(query.run(newer, **given)) == repr(query.run(arcade, **given))
