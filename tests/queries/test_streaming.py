"""Answers row by row: the same rows, no memory for those that have passed, and stopped from another thread."""

from __future__ import annotations

import threading
import time
import tracemalloc

import pytest

from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue, run_cypher, stream_cypher

MANY = "UNWIND range(1, $n) AS i RETURN i AS number, 'x' + toString(i) AS word"
ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = 'x' RETURN count(*) AS n"


def test_the_same_rows_come_one_by_one(store: Store) -> None:
    for name in ("unit-load", "evidence", "co-responsible-pairs", "unit-tasks", "only-groups"):
        query = catalogue()[name]
        given = {p.name: p.example for p in query.parameters if p.required}
        with query.stream(store, given) as stream:
            assert stream.table() == query.run(store, **given), name


def test_rows_that_passed_need_no_memory(store: Store) -> None:
    with stream_cypher(store, MANY, {"n": 200_000}) as stream:
        assert stream.columns == ("number", "word")
        for _ in range(1_000):
            next(stream.rows)
        tracemalloc.start()
        try:
            last = None
            for last in stream.rows:  # noqa: B007  only the last is looked at
                pass
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert last == (200_000, "x200000")
    assert peak < 16_000_000, "two hundred thousand rows as a table take ten times this"


def test_a_stream_may_be_left_early_and_the_store_asked_again(store: Store) -> None:
    with stream_cypher(store, MANY, {"n": 100_000}) as stream:
        assert next(stream.rows) == (1, "x1")
    assert run_cypher(store, "RETURN 1 AS one").rows == ((1,),)


def test_what_is_wrong_is_told_as_ever(store: Store) -> None:
    before = store.digest()
    for text, message in (
        ("MATCH (n RETURN n", "."),
        ("MATCH (n) DETACH DELETE n", "this query writes"),
        ("", "empty"),
    ):
        with pytest.raises(ZerenError, match=message), stream_cypher(store, text) as stream:
            stream.table()
    with pytest.raises(ZerenError, match="stopped after 1 s"), stream_cypher(store, ENDLESS, seconds=1) as stream:
        stream.table()
    assert store.digest() == before


def test_another_thread_stops_it(store: Store) -> None:
    failed: list[str] = []

    def work() -> None:
        try:
            with stream_cypher(store, ENDLESS) as stream:
                stream.table()
        except ZerenError as error:
            failed.append(str(error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    time.sleep(1.5)
    assert thread.is_alive()
    store.cancel()
    thread.join(60)
    assert not thread.is_alive() and failed[0].startswith("the query was stopped")
    assert run_cypher(store, "RETURN 1 AS one").rows == ((1,),)
