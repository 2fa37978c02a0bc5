"""A query that may write: all of it or nothing, and never a graph that breaks its schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from query_oracles.facts import fill
from zeren.graph import Graph, open_store
from zeren.graph.measures.communities import Clustering
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import write_cypher

Open = Callable[[], Store]


@pytest.fixture(params=["arcadedb", "neo4j"])
def reopen(request: pytest.FixtureRequest, graph: Graph, clustering: Clustering, tmp_path: Path) -> Open:
    """Opens a filled graph, which may be opened again."""
    where = str(tmp_path / "zeren.db") if request.param == "arcadedb" else str(request.getfixturevalue("neo4j"))
    with open_store(where, create=True) as store:
        fill(store, graph, clustering)
    return lambda: open_store(where)


def test_what_was_written_is_there_and_the_graph_opens_again(reopen: Open) -> None:
    with reopen() as store:
        tasks = store.counts()["Task"]
        done = write_cypher(store, "MATCH (t:Task) SET t.deadline = $when RETURN count(t) AS n", {"when": "明天"})
        assert (done.table.rows, done.added, done.removed) == (((tasks,),), {"Task": tasks}, {})
        # Clusters were about the graph before.
        assert done.clusters_dropped and "SHARES_TASKS_WITH" not in store.counts()
    with reopen() as store:
        assert store.read("MATCH (t:Task) RETURN DISTINCT t.deadline AS d").rows == (("明天",),)
        removed = write_cypher(store, "MATCH (t:Target) DETACH DELETE t").removed
        assert removed["Target"] and removed["HAS_TARGET"]
    with reopen() as store:
        assert "Target" not in store.counts()


def test_what_an_analysis_wrote_may_be_changed_alone(reopen: Open) -> None:
    with reopen() as store:
        before = store.counts()
        done = write_cypher(store, "MATCH (u:Unit) SET u.cluster = 9")
        assert not done.clusters_dropped and done.added == {"Unit": before["Unit"]}
        assert store.counts() == before


REFUSED = (
    ("CREATE (n:Unit {id: 'x'})", "nothing was changed, because the graph would break its schema: Unit 'x'"),
    ("CREATE (n {id: 'x'})", "would hold nodes or edges that the schema does not have"),
    ("MATCH (u:Unit) WITH u LIMIT 1 SET u:Task", "would hold nodes or edges that the schema does not have"),
    ("MATCH (u:Unit) WITH u LIMIT 1 SET u:Boss", "nothing was written: unknown label Boss"),
    ("MATCH (t:Task) SET t.boss = 1", "nothing was written: unknown property boss of Task"),
    ("MATCH (t:Task) SET t.year = 'x'", "year is no integer"),
    ("MATCH (t:Task) WITH t LIMIT 1 SET t['bo' + 'ss'] = 1", "."),
    ("MATCH (:Task)-[r:STATED_IN]->() WITH r LIMIT 1 DELETE r", "would belong to no document"),
    ("MATCH (u:Unit), (t:Task) WITH u, t LIMIT 1 CREATE (u)-[:LEADS]->(t)", "is missing"),
    ("MATCH (a:Task), (b:Leader) WITH a, b LIMIT 1 CREATE (a)-[:IN_SECTOR]->(b)", "schema"),
    ("CREATE INDEX mine FOR (n:Unit) ON (n.kind)", "."),
    ("CALL dbms.components() YIELD name RETURN name", "."),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (:Unit {id: line[0]})", "LOAD CSV is not run here"),
    ("MATCH (n RETURN n", "."),
    ("", "the query is empty"),
    ("MATCH (t:Task) SET t.deadline = $when", "uses [$]when, which has no value"),
)


def test_nothing_is_changed_by_what_must_not_be(reopen: Open) -> None:
    with reopen() as store:
        before, counts = store.digest(), store.counts()
        for text, message in REFUSED:
            with pytest.raises(ZerenError, match=message) as caught:
                write_cypher(store, text)
            assert "\n" not in str(caught.value)
            assert store.digest() == before, text
    with reopen() as store:
        assert (store.digest(), store.counts()) == (before, counts)
