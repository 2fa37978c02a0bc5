"""Facts as files: what a folder's engine holds, read without it, by anybody at any time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from graph_samples.any_graph import graphs
from graph_samples.records import HOSTILE, document, mention, notice, reading, task
from zeren.graph import Edge, Graph, Node, Table, build, open_store, read_graph
from zeren.graph.documents import documents
from zeren.graph.measures import clusters, concentration, ties, workload
from zeren.graph.model import edge_line
from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.graph.stores import Store, columns, facts, folder
from zeren.loaders.records import Reading


def equal(one: Graph, two: Graph) -> bool:
    """Whether two graphs hold the same nodes and edges, results of analyses among them."""
    return one.nodes == two.nodes and Counter(map(edge_line, one.edges)) == Counter(map(edge_line, two.edges))


def of_city(city: str, number: str, *units: str) -> Reading:
    tasks = (
        task(document("重点工作", number, city=city), str(n), lead=[mention(unit)]) for n, unit in enumerate(units)
    )
    return reading(*tasks, source=f"{number}.txt")


def files(place: Path) -> dict[str, str]:
    """The file of each part."""
    marker = folder.read(place)
    assert marker is not None
    assert marker.facts is not None
    return {part: file.digest for part, file in marker.facts.items()}


def test_every_property_has_a_column_of_its_own() -> None:
    named = {p.name for node in NODE_TYPES for p in node.properties} | {
        p.name for e in EDGE_TYPES for p in e.properties
    }
    assert named.isdisjoint({columns.TYPE, "from_id", "to_id"})
    assert columns.COLUMNS.keys() == named | {columns.TYPE, "from_id", "to_id"}


def test_whatever_goes_in_comes_out(tmp_path: Path) -> None:
    hostile = [mention(text, source=f"{text}局") for text in HOSTILE]
    records = [task(document(), str(n), text=m.name, statement=m.name, lead=[m]) for n, m in enumerate(hostile)]
    place = tmp_path / "图 [1]'谱?*.db" if os.name == "posix" else tmp_path / "图 [1]'谱.db"
    with open_store(place, create=True) as store:
        store.load(build(reading(*records)))
        ids = sorted(id for id, n in store.graph().nodes.items() if n.label == "Unit")
        tie = Edge("SHARES_TASKS_WITH", ids[0], ids[1], {"tasks": 1, "jaccard": 1 / 3, "p_value": 1e-300})
        store.write_clusters([(ids[0], {"cluster": 7, "modularity": -0.1})], [tie, tie])
        found = facts.whole(place)
        assert found is not None
        assert equal(found, store.graph())
    assert equal(read_graph(place), found)


def kept(graph: Graph, at: Path) -> Graph:
    """A graph that went through a file."""
    with columns.writing() as write:
        write(at / "x.parquet", graph.nodes.values(), graph.edges)
    assert [path.name for path in at.iterdir()] == ["x.parquet"]
    return columns.read([at / "x.parquet"])


@settings(max_examples=25)
@given(graphs())
def test_any_graph_of_the_schema_comes_out_of_a_file_as_it_went_in(graph: Graph) -> None:
    with TemporaryDirectory() as at:
        assert equal(kept(graph, Path(at)), graph)


def test_a_text_longer_than_the_columnar_engine_expects(tmp_path: Path) -> None:
    node = Node("Leader", "leader:x", {"id": "leader:x", "name": "甲" * 6_000_000})
    assert equal(kept(Graph({node.id: node}), tmp_path), Graph({node.id: node}))


def test_a_change_writes_the_parts_that_it_touches(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    one, two = of_city("甲市", "1号", "市财政局", "市教育局"), of_city("乙市", "2号", "市财政局")
    with open_store(place, create=True) as store:
        store.load(build(one, two))
        before = files(place)
        assert set(before) == {"doc:1号", "doc:2号", "place:甲市", "place:乙市"}
        store.load(build(of_city("乙市", "2号", "市财政局", "市商务局")))
        after = files(place)
        assert {part for part in before if before[part] != after[part]} == {"doc:2号", "place:乙市"}
        store.remove(["doc:2号"])
        assert files(place) == {part: before[part] for part in ("doc:1号", "place:甲市")}
        names = {f"{digest[:32]}.parquet" for digest in files(place).values()}
        assert {path.name for path in (place / "facts").iterdir()} == names
        store.remove(["doc:1号"])
        assert files(place) == {}
        assert facts.whole(place) == Graph()


def test_a_query_of_one_s_own_changes_the_facts_too(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(notice()))
        store.execute("MATCH (u:Unit {name: '市财政局'}) SET u.city = '乙市'")
        # A task that two documents state belongs to the one or the other: which is nobody's to tell.
        store.execute("MATCH (d:Document) CREATE (:Document {id: 'doc:x', title: 'x', digest: '0'})")
        store.execute("MATCH (t:Task), (d:Document {id: 'doc:x'}) CREATE (t)-[:STATED_IN]->(d)")
        store.execute("MATCH (t:Task)-[r:STATED_IN]->(d:Document) WHERE d.id <> 'doc:x' DELETE r")
        found = facts.whole(place)
        assert found is not None
        assert equal(found, store.graph())


def test_a_write_that_fails_leaves_the_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(notice()))
        held = store.digest()

        def full(*parts: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(folder, "settle_file", full)
            with pytest.raises(Exception, match="nothing was changed: No space left on device"):
                store.load(build(of_city("乙市", "2号", "市财政局")))
        assert store.digest() == read_graph(place).digest() == held
        store.load(build(of_city("乙市", "2号", "市财政局")))
        assert store.digest() == read_graph(place).digest() != held


STOPPED = """
import os, sys
sys.path[:0] = [{tests!r}, {here!r}]
from test_facts import of_city
from zeren.graph import build, open_store
store = open_store(sys.argv[1])
mark = type(store)._mark
def stop(self, marker):
    if self._ahead:
        os._exit(9)
    mark(self, marker)
type(store)._mark = stop
store.load(build(of_city("乙市", "2号", "市财政局")))
"""


def test_what_the_engine_has_beyond_the_facts_is_taken_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(notice()))
    here = Path(__file__).parent
    script = STOPPED.format(tests=str(here.parent), here=str(here))
    assert subprocess.run([sys.executable, "-c", script, str(place)], check=False).returncode == 9
    expected = build(notice()).digest()
    assert read_graph(place).digest() == expected
    with open_store(place) as store:
        assert store.digest() == expected
        assert store.read("MATCH (d:Document) RETURN count(d) AS n").rows == ((1,),)
    assert "a change of it was stopped" in caplog.text
    assert {f"{digest[:32]}.parquet" for digest in files(place).values()} == {
        p.name for p in (place / "facts").iterdir()
    }


HOLD = """
import sys
from zeren.graph import open_store
with open_store(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_who_reads_neither_waits_nor_writes(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(notice()))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert read_graph(place).digest() == build(notice()).digest()
        other.communicate(b"")
    before = {p: (p.stat().st_mtime_ns, p.is_file() and p.read_bytes()) for p in place.rglob("*")}
    assert read_graph(place).digest() == build(notice()).digest()
    assert {p: (p.stat().st_mtime_ns, p.is_file() and p.read_bytes()) for p in place.rglob("*")} == before


CHANGE = """
import sys
sys.path[:0] = [{tests!r}, {here!r}]
from test_facts import of_city
from zeren.graph import build, open_store
graphs = [build(of_city("甲市", "1号", *units)) for units in (("市财政局", "市教育局"), ("市商务局",))]
with open_store(sys.argv[1], create=True) as store:
    store.load(graphs[0])
    print("start", flush=True)
    for number in range(1, 11):
        store.load(graphs[number % 2])
print("end", flush=True)
"""


def test_who_reads_during_loads_sees_one_graph_or_the_other(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    here = Path(__file__).parent
    script = CHANGE.format(tests=str(here.parent), here=str(here))
    known = {build(of_city("甲市", "1号", *units)).digest() for units in (("市财政局", "市教育局"), ("市商务局",))}
    with subprocess.Popen([sys.executable, "-c", script, str(place)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"start\n"
        found = []
        while other.poll() is None:
            graph = facts.whole(place)
            assert graph is not None
            found.append(graph.digest())
        assert other.stdout.read() == b"end\n"
    assert set(found) <= known


def measured() -> list[Callable[[Graph], Table]]:
    return [
        lambda graph: workload(graph, "unit"),
        lambda graph: workload(graph, "leader", groups=True),
        concentration,
        ties,
        documents,
    ]


def test_folder_neo4j_and_facts_give_equal_rows(neo4j: str, tmp_path: Path) -> None:
    for place in (neo4j, str(tmp_path / "zeren.db")):
        with open_store(place, create=True) as store:
            store.load(build(notice(), of_city("乙市", "2号", "市财政局", "市教育局")))
    stores: list[Store] = []
    try:
        stores = [open_store(neo4j), open_store(tmp_path / "zeren.db")]
        held = [read_graph(tmp_path / "zeren.db"), *(store.graph() for store in stores)]
        assert len({graph.digest() for graph in held}) == 1
        for measure in measured():
            tables = [measure(graph) for graph in held]
            assert tables[0].rows
            assert tables[1:] == tables[:1] * 2
        assert documents(held[0]) == documents(stores[0]) == documents(stores[1])
        found = [clusters(graph, resamples=3) for graph in held]
        assert found[1].units == found[2].units == found[0].units
    finally:
        for store in stores:
            store.close()


def test_an_older_schema_is_brought_along_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(notice()))
    marker = json.loads((place / "zeren.json").read_text("utf-8"))
    marker["manifest"]["schema"] = 4
    (place / "zeren.json").write_text(json.dumps(marker), "utf-8")
    assert facts.whole(place) is None
