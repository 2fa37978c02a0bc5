"""Both engines, each holding the graph of the module that asks."""

from __future__ import annotations

import os
from collections.abc import Iterator

import neo4j as driver
import pytest

from query_oracles.facts import Facts, fill, with_clusters
from query_oracles.invented import readings
from query_oracles.progress import with_reports
from zeren.graph import Graph, build, open_store
from zeren.graph.measures.communities import Clustering, clusters
from zeren.graph.stores import Store


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The graph that the stores hold; a module may have its own."""
    return build(*readings())


@pytest.fixture(scope="module")
def clustering(graph: Graph) -> Clustering:
    """The clusters that are written to the stores; so few units need a high level for a tie to be more than chance."""
    return clusters(graph, alpha=0.5, resamples=4)


@pytest.fixture(scope="module")
def facts(graph: Graph, clustering: Clustering) -> Facts:
    """What the stores hold, their clusters written, for computations in plain Python."""
    return Facts(with_reports(with_clusters(graph, clustering)))


@pytest.fixture(scope="module")
def arcade(graph: Graph, clustering: Clustering, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded engine."""
    with open_store(tmp_path_factory.mktemp("queries") / "zeren.db", create=True) as store:
        fill(store, graph, clustering)
        yield store


@pytest.fixture(scope="module")
def bolt(graph: Graph, clustering: Clustering, neo4j_uri: str) -> Iterator[Store]:
    """Neo4j; what other modules left in it is deleted first."""
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with driver.GraphDatabase.driver(neo4j_uri, auth=auth) as server:
        server.execute_query("MATCH (n) DETACH DELETE n", database_=os.environ.get("NEO4J_DATABASE"))
    with open_store(neo4j_uri, create=True) as store:
        fill(store, graph, clustering)
        yield store


@pytest.fixture(scope="module", params=["arcade", "bolt"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn."""
    found: Store = request.getfixturevalue(request.param)
    return found
