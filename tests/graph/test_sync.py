"""The law of a store: after any loads, re-loads and removals it holds what a fresh build from the rest gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_samples.records import versions
from zeren.graph import Graph, build, open_store, read_graph
from zeren.graph.stores import Store
from zeren.graph.stores.changes import after_load, after_removal
from zeren.loaders.records import Reading

DOCUMENTS = 4


@dataclass(frozen=True)
class Step:
    """Something that is done to a graph."""

    what: str
    files: tuple[Reading, ...]


@dataclass
class Model:
    """What ought to be there: a file for each document."""

    files: dict[str, Reading] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        given = {ids(file)[0]: file for file in step.files}
        if step.what == "replace":
            self.files = given
        elif step.what == "load":
            self.files |= given
        else:
            self.files = {id: file for id, file in self.files.items() if id not in given}

    def graph(self) -> Graph:
        return build(*self.files.values())


def ids(file: Reading) -> list[str]:
    return [id for id, node in build(file).nodes.items() if node.label == "Document"]


@st.composite
def histories(draw: st.DrawFn, longest: int = 8) -> list[Step]:
    """Loads, re-loads, replacements and removals of a few documents in several versions."""
    known = [draw(versions(index)) for index in range(1, draw(st.integers(1, DOCUMENTS)) + 1)]
    steps = []
    for _ in range(draw(st.integers(1, longest))):
        what = draw(st.sampled_from(["load", "load", "load", "remove", "replace"]))
        some = draw(st.lists(st.sampled_from(known), unique_by=id, min_size=1, max_size=3))
        steps.append(Step(what, tuple(draw(st.sampled_from(files)) for files in some)))
    return steps


@given(histories())
def test_graphs_as_values(history: list[Step]) -> None:
    model, graph = Model(), Graph()
    for step in history:
        if step.what == "remove":
            there = [id for file in step.files for id in ids(file) if id in graph.nodes]
            graph = after_removal(graph, there)
        else:
            graph = after_load(Graph() if step.what == "replace" else graph, build(*step.files))
        model.do(step)
        assert graph.digest() == model.graph().digest()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("law") / "zeren.db", create=True) as store:
        yield store


def follow(store: Store, history: list[Step]) -> None:
    model = Model()
    store.load(Graph(), replace=True)
    assert store.counts() == {}
    for step in history:
        if step.what == "remove":
            held = store.graph().nodes
            done = store.remove([id for file in step.files for id in ids(file) if id in held])
        else:
            done = store.load(build(*step.files), replace=step.what == "replace")
        before = model.graph().digest()
        model.do(step)
        expected = model.graph()
        assert done.unchanged == (before == expected.digest())
        assert done.counts == expected.counts()
        assert store.digest() == expected.digest()
        read = read_graph(store.name)  # of a folder: its files of facts
        assert read.counts() == expected.counts()
        assert read.digest() == expected.digest()


def law(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture])


@law(15)
@given(history=histories())
def test_the_embedded_engine(embedded: Store, history: list[Step]) -> None:
    follow(embedded, history)


@law(5)
@given(history=histories(longest=4))
def test_neo4j(neo4j: str, history: list[Step]) -> None:
    with open_store(neo4j, create=True) as store:
        follow(store, history)
