"""Graphs of older zerens: opened, brought along, and never opened by a zeren that is older than they are."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from graph_samples.records import document, mention, notice, reading, task
from neo4j_server.database import connect
from zeren.graph import Edge, Graph, Node, build, open_store, read_graph
from zeren.graph.model import edge_line
from zeren.graph.schema import SCHEMA_VERSION
from zeren.graph.stores import facts, folder
from zeren.graph.stores.integrity import check
from zeren.graph.stores.manifest import NOTE, tally
from zeren.graph.stores.migrations import STEPS
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Reading

HERE = Path(__file__).parent
FILE = ("file", "digest")
MENDED = ("unit:甲市/市%F0%A0%AE%B7山局", "unit:甲市/市5%25办")


def second() -> Reading:
    doc = document("甲市民生实事", "甲政〔2024〕2号")
    names = [mention("市教育局"), mention("市5%办", start=9)]
    return reading(task(doc, "1", lead=[mention("市𠮷山局")], support=names), source="民生.txt")


def without_files(graph: Graph) -> Graph:
    """The graph without what its documents say of their files: the first zeren kept no names."""
    nodes = {
        id: Node(n.label, id, {k: v for k, v in n.properties.items() if n.label != "Document" or k not in FILE})
        for id, n in graph.nodes.items()
    }
    return Graph(nodes, graph.edges)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A folder as the first zeren wrote it (``notice``, ``second`` and two clusters), kept as its very files."""
    with zipfile.ZipFile(HERE / "format-1.zip") as kept:
        kept.extractall(tmp_path)
    return tmp_path / "format1.db"


def test_the_first_format_is_brought_along(first: Path) -> None:
    assert json.loads((first / "zeren.json").read_text("utf-8")) == {"program": "zeren", "format": 1}
    expected = build(notice(), second())
    with open_store(first) as store:
        assert without_files(store.graph()).digest() == without_files(expected).digest()
        assert set(MENDED) <= store.graph().nodes.keys()
        clusters = store.read("MATCH (u:Unit) WHERE u.cluster = 1 RETURN u.name AS name ORDER BY name")
        assert clusters.rows == (("市教育局",), ("市𠮷山局",))
    marker = folder.read(first)
    assert marker is not None
    assert marker.manifest is not None
    assert (marker.format, marker.manifest.schema) == (folder.FORMAT, SCHEMA_VERSION)
    assert check(first).damaged == ()
    with open_store(first) as store:
        done = store.load(expected)
        assert (done.added, done.removed) == ({"Document": 2, "Unit": 2}, {})  # the clusters went
        assert store.digest() == expected.digest()


def test_the_second_format_is_brought_along(first: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_store(first) as store:
        expected = store.graph()
    marker = json.loads((first / "zeren.json").read_text("utf-8"))
    del marker["facts"]
    shutil.rmtree(first / "facts")
    for files in (marker["files"], None):  # closed in good order, and killed after a change
        (first / "zeren.json").write_text(json.dumps({**marker, "format": 2, "files": files}), "utf-8")
        assert facts.whole(first) is None
        assert read_graph(first).nodes == expected.nodes
        found = facts.whole(first)
        assert found is not None
        assert found.nodes == expected.nodes
        assert Counter(map(edge_line, found.edges)) == Counter(map(edge_line, expected.edges))
        assert check(first).damaged == ()
    assert caplog.messages == []


def test_damage_of_the_first_format_is_told(first: Path) -> None:
    (path,) = (p for p in (first / "graph").glob("Task_0.*.bucket"))
    path.write_bytes(path.read_bytes().replace("办好".encode(), "难办".encode(), 1))
    with pytest.raises(ZerenError, match="is damaged"):
        open_store(first)


def test_a_graph_of_the_first_zeren_in_neo4j_is_brought_along(neo4j: str) -> None:
    with open_store(neo4j, create=True) as store:
        store.load(build(notice(), second()))
    with connect(neo4j) as server:
        server.execute_query(f"DROP CONSTRAINT zeren_schema_{SCHEMA_VERSION}")
        server.execute_query(f"MATCH (d:Document) REMOVE d.file, d.{NOTE}")
        server.execute_query("MATCH ()-[r:CONCERNS]->() REMOVE r.name, r.kind")
        server.execute_query("MATCH ()-[r:CONTINUES]->() DELETE r")
        server.execute_query("MATCH (u:Unit) SET u.id = 'unit:甲市/' + u.name")
    for _ in range(2):
        with open_store(neo4j) as store:
            assert without_files(store.graph()).digest() == without_files(build(notice(), second())).digest()
    report = check(neo4j)
    assert (report.damaged, report.noted) == ((), True)


def test_a_newer_schema_is_refused(first: Path, neo4j: str) -> None:
    open_store(first).close()
    marker = json.loads((first / "zeren.json").read_text("utf-8"))
    marker["manifest"]["schema"] = SCHEMA_VERSION + 1
    (first / "zeren.json").write_text(json.dumps(marker), "utf-8")
    message = rf"was written by a newer zeren \(schema {SCHEMA_VERSION + 1}, this one reads {SCHEMA_VERSION}\)"
    with pytest.raises(ZerenError, match=message):
        open_store(first)
    with connect(neo4j) as server:
        server.execute_query("CREATE CONSTRAINT zeren_schema_99 FOR (n:ZerenLock) REQUIRE n.x IS UNIQUE")
    with pytest.raises(ZerenError, match="schema 99"):
        open_store(neo4j, create=True)


def test_each_older_version_has_a_step() -> None:
    assert list(STEPS) == list(range(1, SCHEMA_VERSION))


def test_who_changes_the_encoding_of_digests_raises_the_format() -> None:
    node = Node("Leader", "leader:x", {"id": "leader:x", "name": "张某", "city": None, "kind": "person"})
    graph = Graph({node.id: node}, 2 * (Edge("LEADS", "a", "b", {"x": 0.5, "order": 1, "none": []}),))
    assert folder.FORMAT == 4
    lines = [
        '["Leader","leader:x",{"id":"leader:x","kind":"person","name":"\\u5f20\\u67d0"}]',
        '["LEADS","a","b",{"order":1,"x":0.5}]',
    ]
    node_sum, edge_sum = (int(hashlib.sha256(line.encode()).hexdigest(), 16) for line in lines)
    assert tally(graph).types() == {"Leader": (1, f"{node_sum:064x}"), "LEADS": (2, f"{2 * edge_sum % 2**256:064x}")}
