"""Every stored query on the real notices: equal rows on both engines, equal to plain Python."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from query_oracles.compare import agree, computed
from query_oracles.facts import Facts
from zeren.graph import Graph, build
from zeren.graph.stores import Store
from zeren.loaders import read_document
from zeren.queries import catalogue


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    return build(*(read_document(path) for path in sorted((shared / "documents").glob("*.txt"))))


@pytest.fixture(scope="module")
def busiest(facts: Facts) -> str:
    """The unit named for most tasks, as printed somewhere."""
    load = Counter(h.unit for h in facts.held(facts.scope({})))
    unit = min(load, key=lambda u: (-load[u], u))
    return str((facts.get(unit, "aliases") or [facts.get(unit, "name")])[0])


def test_three_documents_are_there(graph: Graph) -> None:
    assert graph.counts()["Document"] == 3


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_both_engines_answer_alike_and_rightly(
    name: str, arcade: Store, bolt: Store, facts: Facts, busiest: str
) -> None:
    query = catalogue()[name]
    first, *_, last = sorted(d.id for d in facts.label("Document"))
    asked = {"unit": busiest, "before": first, "after": last, "day": "2025-07-01"}
    given: dict[str, object] = {p.name: asked[p.name] for p in query.parameters if p.required}
    turned: list[dict[str, object]] = [{p.name: not p.default} for p in query.parameters if p.type == "boolean"]
    scoped = any(p.name == "document" for p in query.parameters)
    documents: list[dict[str, object]] = [{"document": d.id} for d in facts.label("Document")] if scoped else []
    for more in ({}, *turned, *documents):
        parameters = {**given, **more}
        found, other = query.run(arcade, **parameters), query.run(bolt, **parameters)
        assert repr(found) == repr(other), more
        assert agree(found, computed(name, facts, parameters)), more
