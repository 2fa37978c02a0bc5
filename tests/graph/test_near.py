"""A change sees, derives and writes what it can alter and no more, and ends where one that sees everything ends."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_samples.records import document, mention, reading, task, versions
from zeren.graph import Graph, build, open_store
from zeren.graph.model import edge_line
from zeren.graph.reports import Report
from zeren.graph.stores import facts, folder
from zeren.graph.stores.changes import Changes, Held, after_reports, changes, loading, removing, spreads
from zeren.graph.stores.integrity import check
from zeren.loaders.records import CountyRef, Reading


def near(place: Path, *documents: str, given: Graph | None = None) -> Held:
    marker = folder.read(place)
    assert marker is not None
    found = facts.near(place, marker, documents, given or Graph())
    assert found is not None
    return found


def said(graph: Graph) -> tuple[object, Counter[str]]:
    return dict(graph.nodes), Counter(map(edge_line, graph.edges))


def step(held: Held, given: Graph | None, gone: list[str]) -> Changes:
    return loading(held, given) if given is not None else removing(held, gone)


def done(graph: Graph, todo: Changes) -> Graph:
    """A graph after changes of a part of it."""
    without = {node.id for node in todo.removed}
    nodes = {id: node for id, node in graph.nodes.items() if id not in without}
    nodes |= {node.id: node for node in (*todo.created, *todo.updated)}
    lines = Counter(edge_line(edge) for edge, _ in todo.removed_edges)
    edges = []
    for edge in graph.edges:
        lines[edge_line(edge)] -= 1
        if lines[edge_line(edge)] < 0:
            edges.append(edge)
    return Graph(nodes, (*edges, *todo.added_edges))


@st.composite
def histories(draw: st.DrawFn) -> list[Reading | int]:
    """Documents that come, come in another version, and go (by the place of their first load)."""
    drawn = [draw(versions(index)) for index in range(1, 4)]
    events: list[Reading | int] = [file for files in drawn for file in files]
    events = draw(st.permutations(events))
    for at in draw(st.lists(st.integers(0, len(events)), max_size=2)):
        events.insert(at, at)
    return events


@settings(max_examples=15, deadline=None)
@given(history=histories())
def test_any_history_seen_in_parts_ends_as_it_does_seen_whole(history: list[Reading | int]) -> None:
    whole, marker = Graph(), folder.Marker(facts={}, links={})
    report = Report("task:甲政〔2024〕1号#1", "2025-03-01", "a.xlsx", "总表!5", "done", by="市财政局", unit="市财政局")
    with TemporaryDirectory() as room:
        path = Path(room)
        for event in history:
            given = build(event) if isinstance(event, Reading) else None
            held = sorted(id for id, node in whole.nodes.items() if node.label == "Document")
            if given is None and not held:
                continue
            gone = [] if isinstance(event, Reading) else [held[event % len(held)]]
            documents = gone or [id for id, node in (given or Graph()).nodes.items() if node.label == "Document"]
            seen = facts.near(path, marker, documents, given or Graph())
            assert seen is not None
            assert seen.graph.nodes.items() <= whole.nodes.items()
            expected = step(Held(whole, ("",) * len(whole.edges)), given, gone)
            todo = step(seen, given, gone)
            if spreads(seen, todo):
                todo = expected
            else:
                assert facts.altered(marker, seen.graph, todo) is not None
            assert said(done(whole, todo)) == said(expected.target)
            kept = facts.keep(path, marker, seen.graph if todo.part else whole, todo)
            marker = replace(marker, facts=kept.files, links=kept.links)
            whole = expected.target
            if given is not None and "task:甲政〔2024〕1号#1" in given.nodes and report.node().id not in whole.nodes:
                before = Held(whole, ("",) * len(whole.edges))
                after = changes(before, after_reports(whole, [report.node()]))
                kept = facts.keep(path, marker, whole, after)
                marker, whole = replace(marker, facts=kept.files, links=kept.links), after.target
            assert said(facts._read(path, marker.facts or {})) == said(whole)


def of_city(city: str | None, number: str, county: str = "山县", *units: str) -> Reading:
    doc = document("重点工作", number, city=city)
    named = [mention(unit) for unit in units or ("市财政局",)] + [mention("山县政府", "county_government")]
    return reading(task(doc, "1", lead=named, counties=[CountyRef(county, "990101", "county", "text")]), source=number)


def test_a_change_sees_its_city_and_nothing_of_others(tmp_path: Path) -> None:
    place = tmp_path / "zeren.db"
    with open_store(place, create=True) as store:
        store.load(build(of_city("甲市", "1号"), of_city("甲市", "2号"), of_city("乙市", "3号"), of_city(None, "4号")))
        documents = {
            key: {id for id, node in near(place, f"doc:{key}").graph.nodes.items() if node.label == "Document"}
            for key in ("1号", "2号", "3号", "4号")
        }
        assert documents["1号"] == documents["2号"] == {"doc:1号", "doc:2号"}
        assert documents["3号"] == {"doc:3号"}
        assert documents["4号"] == {"doc:4号"}
        # A task of another city spells the county, too: so much is known of it, and who governs it stays.
        assert near(place, "doc:3号").elsewhere == {"county:990101": frozenset({("山县", "county")})}


def older(place: Path) -> None:
    """What an older zeren would have noted: which files count, and nothing of what hangs together."""
    marker = json.loads((place / "zeren.json").read_text(encoding="utf-8"))
    del marker["links"]
    (place / "zeren.json").write_text(json.dumps({**marker, "format": 3}), encoding="utf-8")


@pytest.mark.parametrize("name", ["山县", "大山县"])  # with the second a county has another name for all cities
def test_a_folder_after_changes_of_parts_holds_what_a_first_load_would(tmp_path: Path, name: str) -> None:
    place = tmp_path / "zeren.db"
    states = [
        [of_city("甲市", "1号"), of_city("乙市", "2号", name)],
        [of_city("甲市", "1号"), of_city("乙市", "2号", name), of_city(None, "3号"), of_city("甲市", "4号")],
        [of_city("甲市", "1号", "山县", "市商务局", "市公安局"), of_city(None, "3号"), of_city("甲市", "4号")],
        [of_city(None, "3号"), of_city("甲市", "4号")],
    ]
    with open_store(place, create=True) as store:
        store.load(build(*states[0]))
    older(place)
    with open_store(place) as store:
        for before, after in pairwise(states):
            store.remove([f"doc:{file.source}" for file in before if file.source not in {f.source for f in after}])
            for file in after:
                summary = store.load(build(file))
                assert summary.unchanged == (file in before)
            assert store.digest() == build(*after).digest()
            assert store.counts() == build(*after).counts()
            assert not store.examine().problems
    assert check(place).damaged == ()
    assert near(place, "doc:3号").graph.counts()["Document"] == 1
