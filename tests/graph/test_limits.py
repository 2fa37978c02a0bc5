"""A question ends when its time is over, or when somebody wants it to: on both engines, and where a server is mute."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from graph_samples.records import notice
from neo4j_server.database import wipe
from neo4j_server.network import Network
from neo4j_server.server import Neo4jServer
from query_oracles.endless import ENDLESS, ROWS, SOME
from zeren.graph import build, open_store
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError

PATIENCE = 60.0
"""Seconds in which each must be back, though the machine is busy (one took 17 s of a machine with three processes a
core): benchmarks/endless.py measures what it takes."""
ASKED = {"arcadedb": (SOME[0], SOME[3], SOME[6], SOME[7]), "neo4j": (ROWS[0], ROWS[22])}
"""Neo4j is not asked what it does not heed its own limit in: zeren is back, but the server would work on for days."""


@pytest.fixture(scope="module", params=["arcadedb", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = str(tmp_path_factory.mktemp("limits") / "zeren.db")
    if request.param == "neo4j":
        place = request.getfixturevalue("neo4j_uri")
        wipe(place)
    with open_store(place, create=True) as opened:
        opened.load(build(notice()))
        yield opened
        assert opened.digest() == build(notice()).digest()


def test_there_are_many_that_never_end() -> None:
    assert len(set(ENDLESS)) == len(ENDLESS) >= 100
    assert set(SOME) <= set(ENDLESS)


def test_time_is_over_and_the_next_question_is_answered(store: Store) -> None:
    for text in ASKED[store.engine]:
        begun = time.monotonic()
        with pytest.raises(ZerenError) as caught:
            store.read(text, seconds=0.5)
        assert "stopped after 0.5 s" in str(caught.value) or "aborted" in str(caught.value), text
        assert time.monotonic() - begun < PATIENCE, text
        assert store.read("MATCH (n) RETURN count(n) AS n", seconds=60).rows == ((len(build(notice()).nodes),),)


def test_somebody_ends_what_no_limit_was_set_for(store: Store) -> None:
    threading.Timer(0.7, store.cancel).start()
    begun = time.monotonic()
    with pytest.raises(ZerenError, match="the query was stopped: "), store.stream(ASKED[store.engine][-1]) as stream:
        stream.table()
    assert time.monotonic() - begun < PATIENCE
    store.cancel()  # of nothing
    assert store.read("RETURN 1 AS one", seconds=60).rows == ((1,),)


def test_a_write_that_takes_too_long_changes_nothing(store: Store) -> None:
    before = store.digest()
    with pytest.raises(ZerenError, match=r"stopped after 0\.5 s"):
        store.execute(f"MATCH (t:Task) SET t.deadline = 'x' WITH count(*) AS c {ASKED[store.engine][-1]}", seconds=0.5)
    assert store.digest() == before


def test_what_ended_in_time_is_not_hit_later(store: Store) -> None:
    """The limit ends with the question: were it not so, what this thread does next would be ended."""
    for _ in range(5):
        assert store.read("RETURN 1 AS one", seconds=0.3).rows == ((1,),)
    time.sleep(0.5)
    assert store.read("MATCH (a), (b), (c) RETURN count(*) AS n").rows[0][0]


@contextmanager
def frozen(server: Neo4jServer) -> Iterator[None]:
    """A server that is there and does nothing."""
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.process.pid, signal.SIGCONT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows freezes no process")
def test_a_server_that_is_frozen_keeps_nobody(neo4j: str, neo4j_server: Neo4jServer | None) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to freeze")
    with open_store(neo4j, create=True) as store:
        store.load(build(notice()))
        for text in ("MATCH (n) RETURN count(n) AS n", "RETURN 1 AS one"):  # with a connection, and without
            begun = time.monotonic()
            with frozen(neo4j_server), pytest.raises(ZerenError, match=r"stopped after 1 s|cannot reach"):
                store.read(text, seconds=1)
            assert time.monotonic() - begun < PATIENCE
        assert store.digest() == build(notice()).digest()


def test_a_network_that_is_held_keeps_nobody(neo4j: str, neo4j_server: Neo4jServer | None) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server elsewhere")
    with closing(Network(neo4j_server.port)) as network:
        network.start()
        with open_store(f"bolt://127.0.0.1:{network.port}", create=True) as store:
            store.load(build(notice()))
            network.flowing.clear()
            begun = time.monotonic()
            with pytest.raises(ZerenError, match=r"stopped after 1 s|cannot reach"):
                store.read("MATCH (n) RETURN count(n) AS n", seconds=1)
            assert time.monotonic() - begun < PATIENCE
            network.flowing.set()
            assert store.read("RETURN 1 AS one", seconds=60).rows == ((1,),)
