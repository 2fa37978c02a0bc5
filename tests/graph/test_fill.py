"""Large loads fill a database of their own, which takes the place of the old one: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_samples.records import HOSTILE, document, mention, notice, reading, task
from zeren.graph import Edge, Graph, build, open_store
from zeren.graph.stores import arcade, folder
from zeren.graph.stores.integrity import check
from zeren.loaders.errors import ZerenError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every load counts as large."""
    monkeypatch.setattr(arcade, "_better_filled", lambda held, todo: True)
    return tmp_path / "图 谱.db"


def other() -> Graph:
    doc = document("别的", "2号")
    return build(reading(task(doc, "1", lead=[mention("市财政局")], text="".join(HOSTILE))))


def stop(what: str, done: int, total: int) -> None:
    if 2 * done > total:
        raise KeyboardInterrupt


def test_what_goes_in_comes_out_whatever_it_is(place: Path) -> None:
    hostile = [mention(text, source=f"{text}局") for text in HOSTILE]
    records = [task(document(), str(n), text=m.name, statement=m.name, lead=[m]) for n, m in enumerate(hostile)]
    graph = build(reading(*records))
    with open_store(place, create=True) as store:
        summary = store.load(graph)
        assert summary.added == summary.counts == graph.counts()
        assert store.graph().nodes == dict(graph.nodes)
        assert store.digest() == graph.digest()
        assert store.load(graph).unchanged
        ids = sorted(id for id, n in graph.nodes.items() if n.label == "Unit")
        tie = Edge("SHARES_TASKS_WITH", ids[0], ids[1], {"tasks": 1, "jaccard": 1 / 3, "p_value": 1e-300})
        store.write_clusters([(ids[0], 7)], [tie])
        assert store.digest() == graph.digest()
        held = store.graph()
        assert held.nodes[ids[0]].properties["cluster"] == 7
        assert [e for e in held.edges if e.type == tie.type] == [tie]
    assert check(place).damaged == ()


def test_a_new_folder_takes_the_place_of_the_old_one(place: Path) -> None:
    with open_store(place, create=True) as store:
        store.load(build(notice()))
        assert sorted(p.name for p in place.iterdir()) == ["facts", "graph", "zeren.json", "zeren.lock"]
        store.load(other())
        assert sorted(p.name for p in place.iterdir()) == ["facts", "graph-2", "zeren.json", "zeren.lock"]
        assert store.load(other(), replace=True).removed["Document"] == 1
    with open_store(place) as store:
        assert store.digest() == other().digest()
    assert sorted(p.name for p in place.iterdir()) == ["facts", "graph-3", "zeren.json", "zeren.lock"]


def test_one_that_is_stopped_leaves_the_old_graph(place: Path) -> None:
    with open_store(place, create=True) as store:
        for expected in (Graph(), build(notice())):
            with pytest.raises(KeyboardInterrupt):
                store.load(other(), stop)
            assert store.digest() == expected.digest()
            store.load(build(notice()))
        assert store.digest() == build(notice()).digest()
    with open_store(place) as store:
        assert store.digest() == build(notice()).digest()
    assert len(list(place.iterdir())) == 4


def test_what_a_killed_filling_left_is_thrown_away(place: Path) -> None:
    with open_store(place, create=True) as store:
        store.load(build(notice()))
    marker = folder.read(place)
    assert marker is not None
    folder.write(place, folder.Marker(marker.graph, filling=True, manifest=marker.manifest, facts={}))
    (place / "graph-9").mkdir()
    with pytest.raises(ZerenError, match="no database at"):
        open_store(place)
    with open_store(place, create=True) as store:
        assert store.counts() == {}
        store.load(other())
        assert store.digest() == other().digest()
    assert len(list(place.iterdir())) == 4
