"""Loading documents one by one, in any order and again, ends in the graph of loading them at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_samples.records import document, libraries, mention, notice, reading, readings, task
from zeren.graph import Graph, build
from zeren.graph.model import Edge, Node
from zeren.graph.stores.changes import Held, after_clusters, after_load, changes, has_clusters, loading
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Reading

LAW = settings(deadline=None)  # a busy machine breaks no law


def held(graph: Graph) -> Held:
    return Held(graph, tuple(str(n) for n in range(len(graph.edges))))


def clustered(graph: Graph) -> Graph:
    units = sorted(id for id, n in graph.nodes.items() if n.label == "Unit")
    edge = Edge("SHARES_TASKS_WITH", units[0], units[1], {"tasks": 1, "jaccard": 0.5})
    return after_clusters(graph, [(units[0], 1), (units[1], 2)], [edge])


@LAW
@given(libraries(), st.randoms())
def test_one_by_one_equals_all_at_once(files: list[Reading], random: object) -> None:
    random.shuffle(files)  # type: ignore[attr-defined]  # hypothesis names no type for its Random
    graph = Graph()
    for file in files:
        graph = after_load(graph, build(file))
    assert graph.digest() == build(*files).digest()
    assert graph.counts() == build(*files).counts()


@LAW
@given(libraries())
def test_loading_again_changes_nothing(files: list[Reading]) -> None:
    graph = build(*files)
    for file in files:
        assert not loading(held(graph), build(file))


@LAW
@given(st.data())
def test_a_new_version_of_a_document_replaces_the_old_one_whole(data: st.DataObject) -> None:
    old, other = data.draw(readings(1)), data.draw(readings(2))
    new = data.draw(readings(1))
    # the same document, read anew with other tasks
    new = replace(
        new,
        documents=old.documents,
        records=tuple(replace(r, document=old.records[0].document) for r in new.records),
    )
    graph = after_load(build(old, other), build(new))
    assert graph.digest() == build(new, other).digest()


@LAW
@given(libraries(), libraries())
def test_the_changes_lead_from_any_graph_to_any_other(before: list[Reading], after: list[Reading]) -> None:
    old, new = build(*before), build(*after)
    todo = changes(held(old), new)
    nodes = {id: n for id, n in old.nodes.items() if n not in todo.removed}
    nodes |= {n.id: n for n in (*todo.created, *todo.updated)}
    gone = {int(ref) for _, ref in todo.removed_edges}
    kept = tuple(e for n, e in enumerate(old.edges) if n not in gone)
    assert Graph(nodes, (*kept, *todo.added_edges)).digest() == new.digest()
    assert bool(todo) == (old.digest() != new.digest())
    for node in todo.removed:
        assert not [e for e in kept if node.id in (e.start, e.end)]


def test_units_that_no_document_names_any_more_are_dropped() -> None:
    doc = document()
    before = build(reading(task(doc, "1", lead=[mention("市财政局")])))
    after = after_load(before, build(reading(task(doc, "1", lead=[mention("市教育局")]))))
    assert [id for id, n in after.nodes.items() if n.label == "Unit"] == ["unit:甲市/市教育局"]


def test_clusters_stay_with_an_unchanged_load_and_go_with_any_other() -> None:
    graph = clustered(build(notice()))
    same = loading(held(graph), build(notice()))
    assert not same
    assert has_clusters(same.target)
    other = build(reading(task(document("别的", "2号"), "1", lead=[mention("市财政局")])))
    changed = loading(held(graph), other)
    assert changed
    assert not has_clusters(changed.target)


def test_new_clusters_replace_the_old_ones() -> None:
    graph = clustered(build(notice()))
    bare = after_clusters(graph, [], [])
    assert not has_clusters(bare)
    assert bare.digest() == graph.digest() == build(notice()).digest()


@pytest.mark.parametrize(
    ("rows", "edges", "message"),
    [
        ([("unit:甲市/没有", 1)], [], "there is no unit unit:甲市/没有"),
        ([("doc:甲政〔2024〕1号", 1)], [], "there is no unit doc:甲政〔2024〕1号"),
        ([("unit:甲市/市财政局", "1")], [], "cluster is no integer"),
        ([], [Edge("LEADS", "unit:a", "unit:b")], "is no SUPPORTED_BY"),
        ([], [Edge("SHARES_TASKS_WITH", "unit:b", "unit:a")], "from the smaller id to the larger"),
        ([], [Edge("SHARES_TASKS_WITH", "unit:a", "unit:b", {"tasks": 1, "jaccard": 0.1})], "there is no node"),
        (
            [],
            [Edge("SHARES_TASKS_WITH", "unit:甲市/市教育局", "unit:甲市/市财政局", {"tasks": 1})],
            "jaccard is missing",
        ),
    ],
)
def test_clusters_of_something_else_are_refused(rows: list[tuple[str, int]], edges: list[Edge], message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        after_clusters(build(notice()), rows, edges)


def test_a_fact_of_no_document_could_never_be_replaced_and_is_refused() -> None:
    loose = Node("Sector", "sector:x", {"id": "sector:x", "title": "x", "ordinal": 1})
    with pytest.raises(ZerenError, match=r"Sector sector:x belongs to no document"):
        after_load(Graph(), Graph({"sector:x": loose}))
