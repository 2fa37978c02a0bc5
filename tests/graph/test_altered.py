"""What somebody else changed in a Neo4j is told on opening or by a check, never noted as written, and mended."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph_samples.records import document, mention, notice, reading, task
from neo4j_server.database import connect, wipe
from zeren.graph import Graph, build, open_store
from zeren.graph.model import Edge
from zeren.graph.stores import bolt
from zeren.graph.stores.base import AlteredError
from zeren.graph.stores.integrity import Report, check
from zeren.graph.stores.manifest import NOTE, tally
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Reading

NAMES = (mention("市财政局"), mention("市教育局", start=9))


def files(count: int = 5) -> list[Reading]:
    """Several notices of one city, each in a file of its own."""
    return [
        reading(task(document(f"文件{n}", f"{n}号"), "1", lead=NAMES[:1], support=NAMES[1:]), source=f"{n}.txt")
        for n in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def ours(neo4j_uri: str) -> str:
    """A Neo4j for all tests that alter one."""
    wipe(neo4j_uri)
    return neo4j_uri


@pytest.fixture
def loaded(ours: str) -> str:
    """A Neo4j that holds ``notice`` and five more."""
    with open_store(ours, create=True) as store:
        store.load(whole(), replace=True)
    return ours


def whole() -> Graph:
    return build(notice(), *files())


def by_hand(uri: str, *statements: str) -> None:
    with connect(uri) as server:
        for statement in statements:
            server.execute_query(statement)


def states(report: Report, kind: str) -> dict[object, object]:
    return {row["type"]: row["state"] for row in report.table if row["kind"] == kind and row["state"] != "ok"}


SEEN_ON_OPENING = {
    "an edge deleted": (
        "MATCH (:Unit)-[r:LEADS]->(:Task) WITH r LIMIT 1 DELETE r",
        {"LEADS": "5 LEADS of 6 can be read"},
    ),
    "an edge added": (
        "MATCH (u:Unit {name: '市财政局'}) MATCH (t:Task {id: 'task:1号#1'}) MATCH (u)-[old:LEADS]->(t) "
        "CREATE (u)-[r:LEADS]->(t) SET r = properties(old)",
        {"LEADS": "7 LEADS where 6 were written"},
    ),
    "a node added": (
        "CREATE (:Unit {id: 'unit:甲市/x', name: 'x', kind: 'department', city: '甲市'})",
        {"Unit": "7 Unit where 6 were written"},
    ),
    "a node without an id": ("CREATE (:Unit)", {"Unit": "7 Unit where 6 were written"}),
    "an edge between others": (
        "MATCH (d:Document {id: 'doc:1号'}) MATCH (t:Task {id: 'task:1号#1'}) CREATE (d)-[:LEADS]->(t)",
        {"LEADS": "7 LEADS where 6 were written"},
    ),
    "a document deleted": (
        "MATCH (d:Document {id: 'doc:1号'}) DETACH DELETE d",
        {
            "Document": "5 Document of 6 can be read",
            "PART_OF": "6 PART_OF of 7 can be read",
            "STATED_IN": "6 STATED_IN of 7 can be read",
        },
    ),
    "everything but the documents deleted": (
        "MATCH (n) WHERE NOT n:Document DETACH DELETE n",
        {"Sector": "0 Sector of 7 can be read", "Task": "0 Task of 7 can be read"},
    ),
}
SEEN_BY_A_CHECK = {
    "a word changed": ("MATCH (t:Task {id: 'task:1号#1'}) SET t.text = '别的'", {"Task": "Task: not what was written"}),
    "a property of an edge changed": (
        "MATCH (:Unit)-[r:LEADS]->(:Task {id: 'task:1号#1'}) SET r.line = 7",
        {"LEADS": "LEADS: not what was written"},
    ),
    "an edge moved": (
        "MATCH (u:Unit {name: '市财政局'})-[r:LEADS]->(t:Task {id: 'task:1号#1'}) MATCH (o:Unit {name: '市教育局'}) "
        "CREATE (o)-[s:LEADS]->(t) SET s = properties(r) DELETE r",
        {"LEADS": "LEADS: not what was written"},
    ),
}


@pytest.mark.parametrize("name", SEEN_ON_OPENING)
def test_numbers_that_differ_are_told_on_opening(loaded: str, name: str) -> None:
    statement, expected = SEEN_ON_OPENING[name]
    by_hand(loaded, statement)
    with pytest.raises(AlteredError) as error:
        open_store(loaded)
    assert str(error.value) == (
        f"the graph at {loaded} is not what was written ({next(iter(expected.values()))}): load all its documents "
        f"again with zeren load --replace (zeren check --db {loaded} lists them)"
    )
    assert_named_and_mended(loaded, expected)


@pytest.mark.parametrize("name", SEEN_BY_A_CHECK)
def test_words_that_differ_are_told_by_a_check(loaded: str, name: str) -> None:
    statement, expected = SEEN_BY_A_CHECK[name]
    by_hand(loaded, statement)
    open_store(loaded).close()
    assert_named_and_mended(loaded, expected)


def assert_named_and_mended(uri: str, expected: dict[str, str]) -> None:
    report = check(uri)
    assert report.damaged
    found = {**states(report, "node"), **states(report, "edge")}
    assert expected.items() <= found.items()
    assert {str(name) for name in states(report, "document")} == {"notice.txt", *(f"{n}.txt" for n in range(1, 6))}
    # No load notes the damage as if it had been written so, and none but a whole one goes on from it.
    more = build(reading(task(document("又一", "9号"), "1", lead=NAMES[:1])))
    with open_store(uri, create=True) as store:
        changes: list[Callable[[], object]] = [
            lambda: store.load(more),
            lambda: store.load(whole()),
            lambda: store.remove(["doc:2号"]),
            lambda: store.execute("MATCH (t:Task) SET t.text = 'x'"),
        ]
        for change in changes:
            with pytest.raises(AlteredError, match="is not what was written"):
                change()
        store.load(whole(), replace=True)
        assert store.digest() == whole().digest()
    open_store(uri).close()
    assert check(uri).damaged == ()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (f"MATCH (d:Document) WHERE d.{NOTE} <> '' DETACH DELETE d", "the note of what was written is gone"),
        (f"MATCH (d:Document) WHERE d.{NOTE} <> '' SET d.{NOTE} = '[]'", "the note of what was written is damaged"),
        (f"MATCH (d:Document) SET d.{NOTE} = d.{NOTE} + ' '", "there are two notes of it"),
    ],
)
def test_a_note_that_is_gone_or_damaged_is_told(loaded: str, statement: str, problem: str) -> None:
    by_hand(loaded, statement, f"MATCH (d:Document {{id: 'doc:5号'}}) WHERE d.{NOTE} = ' ' SET d.{NOTE} = 'x'")
    with pytest.raises(AlteredError, match=problem):
        open_store(loaded)
    report = check(loaded)
    assert problem in report.damaged
    assert states(report, "document")
    with open_store(loaded, create=True) as store:
        store.load(whole(), replace=True)
    assert check(loaded).damaged == ()


def test_what_no_document_is_left_of_is_told(loaded: str) -> None:
    by_hand(loaded, "MATCH (d:Document) DETACH DELETE d")
    with pytest.raises(AlteredError, match="no Document is left"):
        open_store(loaded)
    assert check(loaded).damaged
    by_hand(loaded, "MATCH (n) DETACH DELETE n")  # whoever empties a database wants it empty
    assert check(loaded).damaged == ()
    with open_store(loaded) as store:
        assert store.counts() == {}


def test_a_graph_that_nobody_noted_is_opened_and_the_next_load_notes_it(loaded: str) -> None:
    """As an older zeren left it, or the import of an export."""
    by_hand(loaded, f"MATCH (d:Document) REMOVE d.{NOTE}")
    report = check(loaded)
    assert (report.damaged, report.noted) == ((), False)
    with open_store(loaded, create=True) as store:
        assert store.load(build(notice())).unchanged
    assert check(loaded).noted
    by_hand(loaded, f"MATCH (d:Document) REMOVE d.{NOTE}")
    with open_store(loaded) as store:
        store.remove(["doc:1号"])
    assert check(loaded).noted


def test_foreign_nodes_are_no_damage(loaded: str) -> None:
    by_hand(loaded, "MATCH (u:Unit {name: '市财政局'}) CREATE (:Note {text: 'x'})-[:ABOUT]->(u)")
    assert check(loaded).damaged == ()
    with open_store(loaded, create=True) as store:
        store.load(build(notice()), replace=True)
        assert store.read("MATCH (n:Note)-[:ABOUT]->(u:Unit) RETURN u.name AS name").rows == (("市财政局",),)


def test_half_of_somebody_s_commit_is_waited_for(loaded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand(loaded, "MATCH (:Unit)-[r:LEADS]->(:Task {id: 'task:1号#1'}) SET r.gone = true")

    def load() -> None:
        """Holds the lock as a load does, and ends as one whose last numbers arrive late."""
        with connect(loaded) as server, server.session() as session, session.begin_transaction() as transaction:
            transaction.run("MERGE (:ZerenLock {id: 'load'})").consume()
            ready.append(True)
            time.sleep(1)
            transaction.run(
                "MATCH (u:Unit {name: '市财政局'}) MATCH (t:Task {id: 'task:1号#1'}) CREATE (u)-[:LEADS]->(t)"
            ).consume()
            transaction.run("MATCH (n:ZerenLock) DELETE n").consume()
            transaction.commit()

    by_hand(loaded, "MATCH (:Unit)-[r:LEADS {gone: true}]->(:Task) DELETE r")
    ready: list[bool] = []
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(load)
        while not ready:
            time.sleep(0.01)
        open_store(loaded).close()
        other.result()
    # And who cannot have the lock does not wait for ever.
    by_hand(loaded, "MATCH (:Unit)-[r:LEADS]->(:Task {id: 'task:1号#1'}) DELETE r")
    monkeypatch.setattr(bolt, "_PATIENCE", 1.0)
    with connect(loaded) as server, server.session() as session, session.begin_transaction() as transaction:
        transaction.run("MERGE (:ZerenLock {id: 'load'})").consume()
        with pytest.raises(AlteredError, match="5 LEADS of 6"):
            open_store(loaded)


# Both engines -----------------------------------------------------------------------------------


def test_every_change_is_noted(place: str) -> None:
    tie = Edge("SHARES_TASKS_WITH", "unit:甲市/市教育局", "unit:甲市/市财政局", {"tasks": 1, "jaccard": 0.5})
    changes: list[Callable[[], object]] = []
    with open_store(place, create=True) as store:
        changes += [
            lambda: store.load(whole()),
            lambda: store.load(build(notice())),
            lambda: store.load(build(reading(task(document("文件1", "1号"), "1", lead=NAMES[1:]), source="1.txt"))),
            lambda: store.write_clusters([("unit:甲市/市财政局", 1), ("unit:甲市/市教育局", 1)], [tie]),
            lambda: store.execute("MATCH (t:Task {id: 'task:2号#1'}) SET t.deadline = '年底前'"),
            lambda: store.execute("MATCH (d:Document {id: 'doc:2号'}) SET d = {id: d.id, title: 'x', digest: 'y'}"),
            lambda: store.remove(["doc:1号"]),
            lambda: store.load(build(*files(3)), replace=True),
            lambda: store.remove(["doc:1号", "doc:2号", "doc:3号"]),
            lambda: store.load(whole()),
        ]
        for change in changes:
            change()
            examined = store.examine()
            assert examined.problems == {}
            types = dict(examined.written.types) if examined.written else {}
            assert types == tally(examined.graph).types()
            if examined.written and examined.graph.nodes:
                documents = sorted(n.id for n in examined.graph.nodes.values() if n.label == "Document")
                assert [d["id"] for d in examined.written.documents] == documents
    report = check(place)
    assert (report.damaged, report.noted) == ((), True)


def test_no_answer_shows_the_note(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(build(notice()))
        ((node, map, projected, listed),) = store.read(
            "MATCH (d:Document) RETURN d AS d, properties(d) AS p, d {.*} AS m, collect(d) AS l"
        ).rows
        (document_,) = (n for n in build(notice()).nodes.values() if n.label == "Document")
        assert json.loads(str(node)) == {**document_.properties, "label": "Document"}
        assert json.loads(str(map)) == json.loads(str(projected)) == document_.properties
        assert isinstance(listed, list)
        assert json.loads(listed[0]) == json.loads(str(node))
        assert store.graph().nodes == dict(build(notice()).nodes)


def test_a_change_that_is_refused_is_not_noted(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(whole())
        with pytest.raises(ZerenError, match="would break its schema"):
            store.execute("MATCH (u:Unit) REMOVE u.name")
        assert store.examine().problems == {}
