"""One suite for both engines: a query only reads, its values are the same, its mistakes are one line."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph_samples.records import HOSTILE, notice
from neo4j_server.database import wipe
from zeren.graph import build, open_store
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError


@pytest.fixture(scope="module", params=["arcadedb", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One graph for all tests of this file: none of them may change it."""
    place = str(tmp_path_factory.mktemp("reading") / "zeren.db")
    if request.param == "neo4j":
        place = request.getfixturevalue("neo4j_uri")
        wipe(place)
    with open_store(place, create=True) as opened:
        opened.load(build(notice()))
        yield opened
        assert opened.digest() == build(notice()).digest()


def test_columns_come_in_the_order_of_the_query_with_rows_and_without(store: Store) -> None:
    query = "MATCH (u:Unit) WHERE u.name = $name RETURN u.name AS z, u.kind AS a, u.cluster AS m"
    assert store.read(query, {"name": "市财政局"}).columns == ("z", "a", "m")
    none = store.read(query, {"name": "没有"})
    assert (none.columns, none.rows) == (("z", "a", "m"), ())


def test_values_are_the_same_on_every_engine(store: Store) -> None:
    table = store.read(
        "MATCH p = (u:Unit)-[r:LEADS]->(t:Task)-[:STATED_IN]->(d:Document) "
        "RETURN 1 AS i, 0.5 AS f, true AS b, null AS n, 'x' AS s, [1, 'a', null] AS l, [[1]] AS ll, "
        "{b: 1, a: [2]} AS m, u AS u, r AS r, p AS p, date('2024-02-01') AS d, u.aliases AS aliases"
    )
    unit = {
        "label": "Unit",
        "id": "unit:甲市/市财政局",
        "name": "市财政局",
        "kind": "department",
        "city": "甲市",
        "aliases": ["财政局"],
        "function": "finance",
    }
    (row,) = table.to_dicts()
    edge = json.loads(str(row["r"]))
    assert (edge["type"], edge["source"], edge["inherited"], edge["start"]) == ("LEADS", "财政局", True, 30)
    assert json.loads(str(row["u"])) == unit
    assert row["u"] == json.dumps(unit, ensure_ascii=False, sort_keys=True)
    path = row["p"]
    assert isinstance(path, list)
    steps = [json.loads(step) for step in path]
    assert [step.get("label") or step["type"] for step in steps] == ["Unit", "LEADS", "Task", "STATED_IN", "Document"]
    plain = {k: v for k, v in row.items() if k not in ("u", "r", "p")}
    assert plain == {
        "i": 1,
        "f": 0.5,
        "b": True,
        "n": None,
        "s": "x",
        "l": [1, "a", None],
        "ll": ["[1]"],
        "m": '{"a": [2], "b": 1}',
        "d": "2024-02-01",
        "aliases": ["财政局"],
    }
    assert [type(row[k]) for k in "ifbs"] == [int, float, bool, str]


@pytest.mark.parametrize("value", ["x", "", 1, -(2**63), 2**63 - 1, 0.1, True, None, ["a", "b"], [], [1, 2], *HOSTILE])
def test_parameters_travel_as_they_are(store: Store, value: object) -> None:
    ((back,),) = store.read("RETURN $value AS value", {"value": value}).rows
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("value", [2**63, float("nan"), float("inf"), object(), {1: 2}, "\ud800", {"a": [2**64]}])
def test_other_parameters_are_one_clear_line(store: Store, value: object) -> None:
    with pytest.raises(ZerenError, match=r"^parameter value is .*: give text, a whole number") as error:
        store.read("RETURN $value AS value", {"value": value})
    assert "\n" not in str(error.value)


WRITES = (
    "CREATE (n)",
    "create (:Unit {id: 'x'})",
    "MERGE (n:Unit {id: 'x'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (u:Unit) SET u:Other",
    "MATCH (u:Unit) REMOVE u.name",
    "MATCH (n) CALL (n) { SET n.name = 'x' } RETURN count(*) AS n",
    "FOREACH (i IN [1, 2] | CREATE (:Unit {id: toString(i)}))",
    "MATCH (u:Unit) WITH u LIMIT 1 CREATE (u)-[:LEADS]->(u) RETURN u.id AS id",
    "CREATE INDEX other FOR (u:Unit) ON (u.kind)",
    "/* RETURN 1 */ CREATE (n)",
)


@pytest.mark.parametrize("query", WRITES)
def test_a_write_is_refused_and_nothing_changes(store: Store, query: str) -> None:
    before = store.digest()
    with pytest.raises(ZerenError, match=r"^this query (writes|is about the server)") as error:
        store.read(query)
    assert "\n" not in str(error.value)
    assert store.digest() == before
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((len(build(notice()).nodes),),)


def test_a_plan_may_be_asked_for_and_is_not_run(store: Store) -> None:
    before = store.digest()
    store.read("// first\nEXPLAIN MATCH (n) RETURN count(n) AS n")
    with pytest.raises(ZerenError, match="this query writes"):
        store.read("EXPLAIN CREATE (n)")
    with pytest.raises(ZerenError, match="PROFILE is not run here: zeren query --explain"):
        store.read("// first\nPROFILE MATCH (n) RETURN count(n) AS n")
    assert store.digest() == before


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "load\n csv WITH HEADERS FROM 'http://127.0.0.1/' AS line RETURN line",
        "LOAD /* quietly */ CSV FROM 'file:///etc/hostname' AS line RETURN line",
    ],
)
def test_files_are_not_read(store: Store, query: str) -> None:
    with pytest.raises(ZerenError, match="LOAD CSV is not run here"):
        store.read(query)


def test_words_in_strings_and_comments_are_only_words(store: Store) -> None:
    query = "RETURN 'LOAD CSV' AS a, \"load csv\" AS `load csv` // LOAD CSV"
    assert store.read(query).rows == (("LOAD CSV", "load csv"),)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        ("  // nothing", "the query is empty"),
        ("MATCH (n RETURN n", "the query cannot be run"),
        ("RETURN nobody", "the query cannot be run"),
        ("RETURN 1/0 AS x", "the query cannot be run"),
        ("RETURN 1 AS a; RETURN 2 AS b", "the query cannot be run"),
        ("RETURN $missing AS x", "a parameter of the query is missing"),
        ("CALL no.such.procedure()", ""),
        ("SHOW USERS", ""),
        ("TERMINATE TRANSACTION 'neo4j-transaction-1'", ""),
    ],
)
def test_a_mistake_is_one_clear_line(store: Store, query: str, message: str) -> None:
    with pytest.raises(ZerenError) as error:
        store.read(query)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert "com.arcadedb" not in str(error.value)
    assert "Exception" not in str(error.value)


def test_a_missing_parameter_is_named(store: Store) -> None:
    with pytest.raises(ZerenError, match=r"missing.*unit"):
        store.read("MATCH (u:Unit) WHERE u.name = $unit RETURN u.id AS id", {"other": 1})
