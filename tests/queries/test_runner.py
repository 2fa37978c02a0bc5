"""Asking a store: by name and in Cypher; values stay values, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zeren.graph import Graph
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue, explain_cypher, run, run_cypher

HOSTILE = (
    "'}) DETACH DELETE n //",
    '" OR 1=1 //',
    "x\\",
    "$top",
    "`) MATCH (n) DETACH DELETE n //",
    "市财政局' RETURN 1 UNION MATCH (n) RETURN n //",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stays_a_value(store: Store, value: str, graph: Graph) -> None:
    before = store.digest()
    named = [n for n in graph.nodes.values() if n.label == "Unit" and n.properties["name"] == value]
    table = run(store, "unit-tasks", {"unit": value})
    assert len(table) == len(named)
    assert run_cypher(store, "RETURN $value AS value", {"value": value}).rows == ((value,),)
    assert store.digest() == before


def test_a_name_is_looked_up_and_never_run(store: Store) -> None:
    for name in ("../../x", "MATCH (n) RETURN n", "unit-load.cypher", "load/unit-load"):
        with pytest.raises(ZerenError, match="no stored query"):
            run(store, name)


def test_text_of_a_terminal_is_typed(store: Store) -> None:
    assert run(store, "unit-load", {"top": "2", "groups": "false"}) == run(
        store, "unit-load", {"top": 2, "groups": False}
    )
    assert len(run(store, "unit-load", {"top": "2"})) == 2


def test_an_analyst_types_cypher(store: Store, graph: Graph) -> None:
    groups = sum(n.properties.get("kind") == "group" for n in graph.nodes.values() if n.label == "Unit")
    table = run_cypher(store, "MATCH (u:Unit) WHERE u.kind = $kind RETURN count(u) AS units", {"kind": "group"})
    assert (table.columns, table.rows) == (("units",), ((groups,),))


@pytest.mark.parametrize(
    ("text", "parameters", "message"),
    [
        ("RETURN $top AS a, $tpo AS b", {"top": 1}, r"the query uses \$tpo, which has no value"),
        ("RETURN $top AS a", {"top": 1, "tpo": 2}, "the query does not use the parameter 'tpo'; did you mean top?"),
        ("", {}, "the query is empty"),
        ("MATCH (n RETURN n", {}, "."),
    ],
)
def test_a_mistake_is_one_line(store: Store, text: str, parameters: dict[str, int], message: str) -> None:
    with pytest.raises(ZerenError, match=message) as caught:
        run_cypher(store, text, parameters)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Unit {id: 'x', name: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Unit) SET n.name = 'x' RETURN n.name AS name",
        "MATCH (n:Unit) REMOVE n.name",
        "MERGE (n:Unit {id: 'x'}) RETURN n.id AS id",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "DROP INDEX x",
        "MATCH (n:Unit) FOREACH (x IN [1] | SET n.name = 'x')",
    ],
)
def test_a_write_does_nothing_and_says_why(store: Store, text: str) -> None:
    before = store.digest()
    with pytest.raises(ZerenError) as caught:
        run_cypher(store, text)
    assert "\n" not in str(caught.value)
    assert store.digest() == before


def test_an_empty_answer_has_its_columns(store: Store) -> None:
    query = catalogue()["unit-tasks"]
    table = query.run(store, unit="没有这个单位")
    assert table.columns == tuple(c.name for c in query.columns)
    assert len(table) == 0


ENDLESS = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = $word RETURN count(*) AS n"


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_not(store: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(ZerenError, match=r"the query was stopped after 1 s: narrow it .*\(--timeout\)") as caught:
        run_cypher(store, ENDLESS, {"word": "x"}, seconds=1.0)
    assert time.monotonic() - begun < 60, "a busy machine is slow, a query that is not stopped takes days"
    assert "\n" not in str(caught.value)
    assert run(store, "unit-load", seconds=60.0) == run(store, "unit-load")
    # The limit was for one query: nothing of it is left for the next.
    assert run_cypher(store, "MATCH (a), (b), (c) WHERE a.id + b.id = c.id RETURN count(*) AS n").rows == ((0,),)


def test_so_many_rows_are_given_and_no_more(store: Store) -> None:
    whole = run(store, "unit-load")
    assert run(store, "unit-load", rows=3).rows == whole.rows[:3]
    assert run(store, "unit-load", rows=len(whole) + 1) == whole
    text = "MATCH (u:Unit) RETURN u.id AS id ORDER BY id"
    assert run_cypher(store, text, rows=2).rows == run_cypher(store, text).rows[:2]
    assert run_cypher(store, f"{text} LIMIT 0", rows=2).columns == ("id",)


def test_how_a_query_would_be_answered_is_told(store: Store) -> None:
    for query in catalogue().values():
        values = query.bind({p.name: p.example for p in query.parameters if p.required})
        assert explain_cypher(store, query.cypher, values).count("\n") > 2, query.name


@pytest.mark.parametrize("text", ["CREATE (n:Unit {id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n RETURN n", ""])
def test_what_would_not_be_run_is_not_explained(store: Store, text: str) -> None:
    before = store.digest()
    with pytest.raises(ZerenError):
        explain_cypher(store, text)
    assert store.digest() == before


def test_too_little_memory_is_told_with_what_to_do(tmp_path: Path) -> None:
    text = (
        "UNWIND range(1, 600) AS x UNWIND range(1, 1000) AS y WITH 1000 * x + y AS i, count(*) AS n RETURN max(i) AS i"
    )
    code = f"""
from zeren.graph import open_store
with open_store({str(tmp_path / "zeren.db")!r}, create=True) as store:
    store.read({text!r})
"""
    small = {**os.environ, "ARCADEDB_JVM_ARGS": "-Xmx96m"}
    done = subprocess.run([sys.executable, "-c", code], env=small, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert "needs more memory" in last and "ARCADEDB_JVM_ARGS=-Xmx6g" in last, done.stderr
